//! What an edit changes in a note, line by line.

use similar::ChangeTag;
use similar::TextDiff;

use crate::text::visible;

/// Returns the lines that are new, with their numbers from one.
pub(super) fn new_lines(old: &str, new: &str) -> Vec<(usize, String)> {
    // A last line that only got a line end is not new.
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let difference = TextDiff::from_slices(&old, &new);
    let inserted = difference.iter_all_changes().filter(|line| line.tag() == ChangeTag::Insert);
    inserted
        .filter_map(|line| Some((line.new_index()? + 1, visible(line.value().trim()).into_owned())))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// Returns the difference as `diff -u` shows it, for people to look at.
pub(super) fn unified(path: &str, old: &str, new: &str) -> String {
    let difference = TextDiff::from_lines(old, new);
    let header = (format!("a/{path}"), format!("b/{path}"));
    let unified = difference.unified_diff().header(&header.0, &header.1).to_string();
    unified.lines().map(|line| format!("{}\n", visible(line.trim_end_matches('\r')))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_new_lines_are_told() {
        let new = new_lines("a\r\nb\r\nc", "a\r\nx \u{1b}[m\r\n\r\nb\r\nc\r\n");
        assert_eq!(new, [(2, "x \u{fffd}[m".to_owned())]);
        let shown = "--- a/n.md\n+++ b/n.md\n@@ -1,2 +1,2 @@\n-a\n+x\n b\n";
        assert_eq!(unified("n.md", "a\r\nb\r\n", "x\r\nb\r\n"), shown);
    }
}
