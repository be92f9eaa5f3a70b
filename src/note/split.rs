//! Where a note's front matter ends and its body begins.

/// The two parts of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Split<'t> {
    /// The YAML between the fences, if there are fences.
    pub(super) front: Option<&'t str>,
    /// Where the YAML begins, or would begin, in bytes.
    pub(super) front_start: usize,
    /// Where the body begins, in bytes.
    pub(super) body_start: usize,
    /// The line on which the body begins.
    pub(super) body_line: u32,
}

/// What looks like front matter but is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfit<'t> {
    /// The fence never closes. What follows it is handed on, for a guess at the kind of note.
    Unclosed(&'t str),
    /// The lines end in a carriage return alone.
    CarriageReturns(&'t str),
    /// Something stands before the fence: blanks, blank lines, a second byte order mark.
    NotFirst(&'t str),
}

/// Finds front matter that would be some, if nothing stood before it.
pub(super) fn not_first(text: &str) -> Option<Unfit<'_>> {
    let is_blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    let trimmed = text.trim_start_matches(is_blank);
    let (first, rest) = trimmed.split_once('\n')?;
    let has_key = looks_like_key(rest.lines().next().unwrap_or_default().trim_start());
    let closes = || rest.lines().any(|line| is_fence(line.trim_start(), "---"));
    let is_late = trimmed.len() < text.len() && is_fence(first, "---") && has_key && closes();
    is_late.then_some(Unfit::NotFirst(rest))
}

/// Splits `text` after its front matter; a byte order mark may come first.
pub(super) fn split(text: &str) -> Result<Split<'_>, Unfit<'_>> {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let whole = Split { front: None, front_start: bom, body_start: bom, body_line: 1 };
    let mut lines = crate::text::lines(&text[bom..]);
    let Some(first) = lines.next() else {
        return Ok(whole);
    };
    if let Some(rest) = first.strip_prefix("---\r").filter(|rest| !rest.starts_with('\n')) {
        return Err(Unfit::CarriageReturns(rest));
    }
    if !is_fence(first, "---") {
        return Ok(whole);
    }
    let start = bom + first.len();
    let mut end = start;
    for (index, line) in lines.enumerate() {
        if is_fence(line, "---") || is_fence(line, "...") {
            let body_line = crate::text::count(index) + 3;
            let front = Some(&text[start..end]);
            let body_start = end + line.len();
            return Ok(Split { front, front_start: start, body_start, body_line });
        }
        end += line.len();
    }
    let rest = &text[start..];
    if looks_like_key(rest.lines().next().unwrap_or_default()) {
        return Err(Unfit::Unclosed(rest));
    }
    Ok(whole)
}

fn is_fence(line: &str, fence: &str) -> bool {
    line.strip_prefix(fence).is_some_and(|rest| rest.trim().is_empty())
}

/// Tells a line like `key: value` or `"key":`.
fn looks_like_key(line: &str) -> bool {
    let Some((key, rest)) = line.split_once(':') else {
        return false;
    };
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '"' | '\'');
    let starts_well =
        key.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | '\''));
    starts_well && key.chars().all(is_word) && (rest.is_empty() || rest.starts_with([' ', '\t']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Option<&str>, &str, u32) {
        let split = split(text).unwrap();
        (split.front, &text[split.body_start..], split.body_line)
    }

    #[test]
    fn fences_may_have_blanks_and_dots_and_carriage_returns() {
        assert_eq!(parts("---\na: 1\n---\nb"), (Some("a: 1\n"), "b", 4));
        assert_eq!(parts("\u{feff}--- \t\r\na: 1\r\n...\r\nb"), (Some("a: 1\r\n"), "b", 4));
        assert_eq!(parts("---\n---"), (Some(""), "", 3));
    }

    #[test]
    fn other_dashes_are_no_fence() {
        for text in ["---", "---\n", "----\na: 1\n----\n", "---\n\nprose\n", " ---\na: 1\n---\n"] {
            assert_eq!(parts(text), (None, text, 1), "{text}");
        }
        let text = "---\nx: |\n  ---\n---\nb";
        assert_eq!(parts(text), (Some("x: |\n  ---\n"), "b", 5));
    }

    #[test]
    fn a_fence_that_never_closes_is_told() {
        assert_eq!(split("---\nname: Ada\n"), Err(Unfit::Unclosed("name: Ada\n")));
        let late = "\n ---\nname: Ada\n ---\n";
        assert_eq!(not_first(late), Some(Unfit::NotFirst("name: Ada\n ---\n")));
        assert_eq!(not_first("---\nname: Ada\n---\n"), None);
        assert_eq!(split("---\rname: Ada\r---"), Err(Unfit::CarriageReturns("name: Ada\r---")));
    }
}
