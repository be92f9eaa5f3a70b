//! Writing scalars: as plain as they can be, and read back as the same text.

use std::borrow::Cow;

/// Returns `text`, which is one line, as the value of a key; in quotes where any reader of YAML
/// could take it for something else.
pub fn scalar(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() || is_invisible(c) => {
                quoted.push_str(&format!("\\U{:08x}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    Cow::Owned(quoted)
}

/// Tells a text that begins with a letter and has nothing in it that YAML knows.
fn is_plain(text: &str) -> bool {
    const WORDS: &[&str] =
        &["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"];
    let is_odd = |c: char| c.is_control() || is_invisible(c) || "\"\\`#{}[]|>*&!%".contains(c);
    text.starts_with(char::is_alphabetic)
        && !text.contains(is_odd)
        && !text.contains(": ")
        && !text.ends_with([':', ' '])
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}

/// Tells the characters that YAML does not let through, or that hide what is written.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::Node;
    use crate::yaml::parse;

    #[test]
    fn whatever_is_written_is_read_back() {
        let texts = [
            "Ada Lovelace",
            "https://www.linkedin.com/in/ada",
            "+44 20 7946 0018",
            "=HYPERLINK(\"x\")",
            "yes",
            "Null",
            "007",
            "2026-11-05",
            "[[Ada]]",
            "a: b",
            "a #b",
            "ends:",
            "\\ \"",
            "- x",
            "a\u{0}b\u{85}c\u{2028}d\ne\tf",
            "🦊",
            "李小龍",
            "",
            "a, b & c",
            "x | y",
        ];
        for text in texts {
            let Node::Map(entries) = parse(&format!("key: {}", scalar(text))).unwrap() else {
                panic!("{text:?}");
            };
            assert_eq!(entries[0].1.scalar(), Some(text), "{}", scalar(text));
        }
    }

    #[test]
    fn what_needs_no_quotes_has_none() {
        for text in ["Ada Lovelace", "ada@example.org", "https://example.org/?a=b", "O'Neil, Co."] {
            assert_eq!(scalar(text), text);
        }
    }
}
