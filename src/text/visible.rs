//! Text from notes made safe to show: no control characters, no hidden reordering.

use std::borrow::Cow;

/// Returns `text` with control characters and bidirectional overrides made visible as `�`, and
/// line breaks of every kind as blanks. The number of characters stays the same.
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| (0x20..0x7f).contains(&byte);
    if text.bytes().all(is_plain) || !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if is_hidden(c) { shown(c) } else { c }).collect())
}

fn is_hidden(c: char) -> bool {
    c.is_control() || is_break(c) || is_override(c)
}

fn shown(c: char) -> char {
    if is_break(c) || c == '\t' { ' ' } else { '\u{fffd}' }
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Tells the characters that make a text read in another order than it is written.
fn is_override(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_hidden_stays_hidden() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c\u{2028}d"), "a\u{fffd}[31mb\u{fffd}c d");
        assert_eq!(visible("Zoë 李小龍 👩‍👩‍👧"), "Zoë 李小龍 👩‍👩‍👧");
    }
}
