//! File names made of names: what people would type, in any script.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// So many bytes leave room for a number, an extension and a temporary file's name.
const LONGEST: usize = 120;

/// Names that Windows keeps for devices.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// Returns `name` in lower case, its words joined by `-`: `Zoë O'Neil` → `zoë-oneil`. Empty where
/// there is neither letter nor digit.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.nfc().flat_map(char::to_lowercase).nfc() {
        let is_mark_in_word = is_combining_mark(c) && !slug.is_empty() && !slug.ends_with('-');
        let is_word = c.is_alphanumeric() || is_mark_in_word;
        if slug.len() + c.len_utf8() > LONGEST {
            break;
        }
        match c {
            '\'' | '\u{2019}' => {}
            c if is_word => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    let slug = slug.trim_end_matches('-');
    let port = slug.strip_prefix("com").or_else(|| slug.strip_prefix("lpt"));
    let is_port = port.is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()));
    if DEVICES.contains(&slug) || is_port { format!("{slug}_") } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_what_people_would_type() {
        assert_eq!(slug("Ada Lovelace"), "ada-lovelace");
        assert_eq!(slug("Zoe\u{308} O\u{2019}Neil, Ph.D."), "zoë-oneil-ph-d");
        assert_eq!(slug("İpek  Ünal"), "i\u{307}pek-ünal");
        assert_eq!(slug("李小龍"), "李小龍");
        assert_eq!(slug("प्रिया नायर"), "प्रिया-नायर");
    }

    #[test]
    fn no_name_leaves_its_folder() {
        for (name, expected) in [
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\Windows\\x", "c-windows-x"),
            (".hidden", "hidden"),
            ("🦊", ""),
            ("  ", ""),
            ("\u{301}", ""),
            ("Con", "con_"),
            ("COM1", "com1_"),
            ("a\0b\nc", "a-b-c"),
        ] {
            assert_eq!(slug(name), expected, "{name:?}");
        }
        assert!(slug(&"ä".repeat(9999)).len() <= LONGEST);
    }
}
