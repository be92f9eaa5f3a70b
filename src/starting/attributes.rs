//! `.gitattributes`: what git does when two people have changed the dashboard.

/// The name of git's file.
pub const FILE_NAME: &str = ".gitattributes";

const EXPLANATION: &str = "\
# keepwarm writes its dashboard anew from the notes, so nobody need merge it by hand.
# Say once in each clone what `keepwarm` means below:
#
#     git config merge.keepwarm.driver true
#
# Then a merge keeps your side of the dashboard, and the next `keepwarm build` writes it anew.
# Build before you commit, so that what is ticked is in the notes, which are merged as always.
# Without the command git merges the page too, and `keepwarm build` clears away the conflict marks.
";

/// Returns the text of `.gitattributes` with a line for each of the `generated` files; `None` where
/// `old` has them already. What stands there stays.
pub fn with_dashboard<'g>(old: &str, generated: impl Iterator<Item = &'g str>) -> Option<String> {
    let has_line = |pattern: &str| {
        old.lines().any(|line| {
            let rest = line.trim_start().strip_prefix(pattern);
            rest.is_some_and(|rest| rest.starts_with([' ', '\t']) && rest.contains("merge"))
        })
    };
    let patterns = generated.map(pattern).filter(|pattern| !has_line(pattern));
    let lines: Vec<String> =
        patterns.map(|pattern| format!("{pattern} merge=keepwarm\n")).collect();
    if lines.is_empty() {
        return None;
    }
    let line_end = if old.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = match old {
        "" => "",
        old if old.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let explanation = if old.contains("merge.keepwarm.driver") { "" } else { EXPLANATION };
    let new = format!("{gap}{explanation}{}", lines.concat()).replace('\n', line_end);
    Some(format!("{old}{new}"))
}

/// Returns a path as git's pattern for it: in quotes where there are blanks in it.
fn pattern(path: &str) -> String {
    if !path.contains([' ', '"']) {
        return path.to_owned();
    }
    format!("\"{}\"", path.replace('"', "\\\""))
}
