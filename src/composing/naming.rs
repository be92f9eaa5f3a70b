//! What a file is called after people: in any script, and on any system.

use crate::text::nfc;

/// How a vault writes names in the names of its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// `ada-lovelace`.
    Slug,
    /// `Ada Lovelace`.
    AsWritten,
}

impl Style {
    /// Returns what stands between two words.
    pub(super) fn blank(self) -> &'static str {
        match self {
            Style::Slug => "-",
            Style::AsWritten => " ",
        }
    }
}

/// The longest name, in bytes: with a folder, a date and an ending it must fit every system.
const LONGEST: usize = 120;

/// Returns `name` as a part of a file's name, without folder and ending.
pub(super) fn file_name(name: &str, style: Style) -> String {
    let name = nfc(name);
    let words = match style {
        Style::Slug => slug(&name),
        Style::AsWritten => as_written(&name),
    };
    let words = shorten(&words).trim_matches(is_edge);
    match words {
        "" => "note".to_owned(),
        words if is_device(words) => {
            let (device, rest) = words.split_at(words.find('.').unwrap_or(words.len()));
            format!("{}{}note{rest}", device.trim_end(), style.blank())
        }
        words => words.to_owned(),
    }
}

/// Returns the name in small letters, with `-` for everything between its words.
fn slug(name: &str) -> String {
    let name: String = name.chars().filter(|c| !matches!(c, '\'' | '\u{2019}')).collect();
    let name = name.to_lowercase();
    let words = name.split(|c: char| c.is_whitespace() || c.is_control() || is_punctuation(c));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// Returns the name without what Windows forbids in a file's name, or a link in its target.
fn as_written(name: &str) -> String {
    let is_forbidden = |c: char| c.is_control() || "<>:\"/\\|?*[]#^".contains(c);
    let words = name.split(|c: char| is_forbidden(c) || c.is_whitespace());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Tells what no word is made of. Joiners inside words and marks on letters are none of it.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c,
            '¡' | '«' | '·' | '»' | '¿'
            | '\u{200e}' | '\u{200f}' | '\u{2010}'..='\u{206f}'
            | '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '・'
            | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}')
}

/// Tells what a file's name had better not begin or end with: hidden files begin with a dot,
/// editors' copies end in `~`, and Windows takes dots and blanks off the end.
fn is_edge(c: char) -> bool {
    matches!(c, '.' | '~' | '-' | '_') || c.is_whitespace()
}

fn shorten(name: &str) -> &str {
    let mut end = name.len().min(LONGEST);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}

/// Tells the names that Windows keeps for devices, with any ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let is_numbered = |device: &str| {
        let number = stem.strip_prefix(device).and_then(|rest| rest.parse::<char>().ok());
        number.is_some_and(|number| matches!(number, '0'..='9' | '¹' | '²' | '³'))
    };
    matches!(&*stem, "con" | "prn" | "aux" | "nul") || is_numbered("com") || is_numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_slugs_in_every_script() {
        for (name, slug) in [
            ("Ada Lovelace", "ada-lovelace"),
            ("  J. R.  O’Brien-Söhne ", "j-r-obrien-söhne"),
            ("Zoe\u{308}", "zoë"),
            ("Yusuf Kestaneoğlu", "yusuf-kestaneoğlu"),
            ("李 小龍", "李-小龍"),
            ("प्रिया शर्मा", "प्रिया-शर्मा"),
            ("Dr. Ada (née Byron)", "dr-ada-née-byron"),
            ("../../etc/passwd", "etc-passwd"),
            ("CON", "con-note"),
            ("Com³", "com³-note"),
            ("???", "note"),
        ] {
            assert_eq!(file_name(name, Style::Slug), slug, "{name}");
        }
    }

    #[test]
    fn names_stay_as_written_where_every_system_allows_it() {
        for (name, file) in [
            ("Ada Lovelace", "Ada Lovelace"),
            ("O'Brien: \"AC/DC\"?", "O'Brien AC DC"),
            ("J. R.", "J. R"),
            (".hidden~", "hidden"),
            ("C# [x]", "C x"),
            ("aux", "aux note"),
            ("LPT1.x", "LPT1 note.x"),
            ("Console", "Console"),
        ] {
            assert_eq!(file_name(name, Style::AsWritten), file, "{name}");
        }
    }

    #[test]
    fn a_long_name_is_cut_between_two_characters() {
        let name = file_name(&"Ü".repeat(300), Style::Slug);
        assert_eq!(name, "ü".repeat(60));
    }
}
