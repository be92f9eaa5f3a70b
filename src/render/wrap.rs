//! Lines that fit: text divided at its blanks, by the columns that it takes.

use unicode_width::UnicodeWidthChar;
use unicode_width::UnicodeWidthStr;

/// Divides one line of text into lines of at most `room` columns; a word that is longer is
/// divided, too. Blanks at the beginning stay with it.
pub fn wrap(text: &str, room: usize) -> Vec<String> {
    let start = &text[..text.len() - text.trim_start().len()];
    let mut lines = Vec::new();
    let mut line = start.to_owned();
    let mut is_begun = false;
    for word in text.split_whitespace() {
        let gap = usize::from(is_begun);
        if is_begun && line.width() + gap + word.width() > room {
            lines.push(std::mem::take(&mut line));
            is_begun = false;
        }
        if is_begun {
            line.push(' ');
        }
        is_begun = true;
        if line.width() + word.width() <= room {
            line.push_str(word);
            continue;
        }
        for c in word.chars() {
            if line.width() + c.width().unwrap_or(0) > room && !line.trim().is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_divided_by_columns() {
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefg h", 3), ["abc", "def", "g h"]);
        assert_eq!(wrap("見て 見て見て", 5), ["見て", "見て", "見て"]);
        assert_eq!(wrap("👩‍👩‍👧 and 👍", 6), ["👩‍👩‍👧 and", "👍"]);
        assert_eq!(wrap("a", 0), ["a"]);
    }
}
