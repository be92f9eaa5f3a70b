//! Writing a text into YAML so that every reader takes it for the same text.

use std::borrow::Cow;
use std::fmt::Write;

/// Returns `text` as a YAML value in one line: as it is where that is safe in any reader, also
/// inside a list in brackets, else in quotes.
pub fn quoted(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\u{feff}' | '\u{85}' | '\u{2028}' | '\u{2029}' => escape(c, &mut quoted),
            c if c.is_control() => escape(c, &mut quoted),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    Cow::Owned(quoted)
}

fn escape(c: char, quoted: &mut String) {
    write!(quoted, "\\u{:04x}", u32::from(c)).expect("a string takes everything");
}

/// Tells a text that begins with a letter, has nothing in it that YAML gives a meaning to, and is
/// none of the words that some readers take for a truth value or for nothing (`No` is Norwegian).
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 10] =
        ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "undefined"];
    let is_harmless = |c: char| c.is_alphanumeric() || " .-_'’/&@+()".contains(c);
    text.starts_with(char::is_alphabetic)
        && text.chars().all(is_harmless)
        && !text.ends_with(' ')
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::super::Node;
    use super::super::parse;
    use super::*;

    #[test]
    fn every_text_is_read_back_in_a_mapping_and_in_a_list() {
        let texts = [
            "Ada Lovelace",
            "No",
            "yes",
            "null",
            "~",
            "7",
            "1.5",
            "0x1F",
            "2026-11-20",
            "14:30",
            "C#",
            "a #b",
            "a: b",
            "a:",
            "- a",
            "[x]",
            "{x}",
            "*x",
            "&x",
            "!x",
            "@x",
            "%x",
            "`x`",
            "\"x\" \\ 'y'",
            "'",
            "a, b",
            "---",
            "...",
            "",
            "Zoë 李小龍 مريم 👩‍👩‍👧",
            "a\nb\tc\u{1b}\u{2028}\u{feff}\u{85}d",
            "O'Brien & Söhne (London)",
        ];
        for text in texts {
            let value = quoted(text);
            let scalar = Node::Scalar(text.into());
            let (one, two) = (format!("a: {value}\n"), format!("[{value}, {value}]\n"));
            assert_eq!(
                parse(&one),
                Ok(Node::Map(vec![(Node::Scalar("a".into()), scalar.clone())]))
            );
            assert_eq!(parse(&two), Ok(Node::List(vec![scalar.clone(), scalar])), "{text}");
        }
    }

    #[test]
    fn only_what_needs_quotes_gets_them() {
        assert_eq!(quoted("Ada King-Noel"), "Ada King-Noel");
        assert_eq!(quoted("ada@example.org"), "ada@example.org");
        assert_eq!(quoted("NO"), "\"NO\"");
        assert_eq!(quoted("[[Ada]]"), "\"[[Ada]]\"");
    }
}
