//! Text without meaning: places in it, changing it, comparing it, guessing at typos.

mod compose;
mod edit;
mod fold;
mod nearest;
mod texts;
mod visible;

pub use edit::Edit;
pub(crate) use edit::moved;
pub use edit::splice;
pub use fold::fold;
pub(crate) use fold::fold_whole;
pub use fold::letters;
pub use fold::nfc;
pub use nearest::nearest;
pub use nearest::nearest_code;
pub use texts::TextList;
pub use texts::Texts;
pub use visible::visible;

use std::borrow::Cow;

/// A place in a text, as people count: lines and columns from one, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from one.
    pub line: u32,
    /// The column, from one, in characters.
    pub column: u32,
}

impl Place {
    /// The very beginning of a text.
    pub const START: Place = Place { line: 1, column: 1 };
}

/// Returns the place of byte `offset` in `text`.
pub fn place(text: &str, offset: usize) -> Place {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Place {
        line: count(before.bytes().filter(|byte| *byte == b'\n').count()) + 1,
        column: count(before[line_start..].chars().count()) + 1,
    }
}

/// Returns the byte offset of `place` in `text`; of a place that is not there, the nearest before.
pub(crate) fn offset(text: &str, place: Place) -> usize {
    let lines = text.split_inclusive('\n').take((place.line as usize).saturating_sub(1));
    let start = lines.map(str::len).sum();
    let line = text[start..].split('\n').next().unwrap_or_default();
    let column = line.char_indices().nth((place.column as usize).saturating_sub(1));
    start + column.map_or(line.len(), |(offset, _)| offset)
}

/// Returns where the line of byte `offset` begins.
pub(crate) fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Returns where the line of byte `offset` ends, its line break included.
pub(crate) fn line_end(text: &str, offset: usize) -> usize {
    text[offset..].find('\n').map_or(text.len(), |newline| offset + newline + 1)
}

/// Returns how the line of byte `offset` ends; of a last line without a break, how the first
/// line of the text does.
pub(crate) fn line_break(text: &str, offset: usize) -> &'static str {
    let end = |line: &str| match line {
        line if line.ends_with("\r\n") => Some("\r\n"),
        line if line.ends_with('\n') => Some("\n"),
        _ => None,
    };
    let line = end(&text[line_start(text, offset)..line_end(text, offset)]);
    line.or_else(|| end(&text[..line_end(text, 0)])).unwrap_or("\n")
}

/// Counts lines for offsets that mostly grow, without starting over each time.
pub(crate) struct LineCounter<'t> {
    text: &'t str,
    offset: usize,
    line: u32,
}

impl<'t> LineCounter<'t> {
    /// Starts at byte `offset`, which is on `line`.
    pub(crate) fn new(text: &'t str, offset: usize, line: u32) -> Self {
        LineCounter { text, offset, line }
    }

    /// Goes on at byte `offset`, which is known to be on `line`.
    pub(crate) fn skip_to(&mut self, offset: usize, line: u32) {
        (self.offset, self.line) = (offset, line);
    }

    /// Returns the line of byte `offset`, from one.
    pub(crate) fn line(&mut self, offset: usize) -> u32 {
        let newlines = |range: &str| count(memchr::memchr_iter(b'\n', range.as_bytes()).count());
        if offset >= self.offset {
            self.line += newlines(&self.text[self.offset..offset]);
        } else {
            self.line -= newlines(&self.text[offset..self.offset]);
        }
        self.offset = offset;
        self.line
    }

    /// Returns the place of byte `offset`.
    pub(crate) fn place(&mut self, offset: usize) -> Place {
        let line_start = self.text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
        Place {
            line: self.line(offset),
            column: count(self.text[line_start..offset].chars().count()) + 1,
        }
    }
}

/// Returns the beginning of `text`, of at most so many bytes.
pub(crate) fn beginning(text: &str, most: usize) -> &str {
    let most = most.min(text.len());
    let end = (0..=most).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or_default()]
}

/// Returns `number` as a count that fits a note: notes are far below 4 GiB.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Returns the lines of `text`, each with its line break.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |newline| newline + 1);
        let (line, after) = rest.split_at(end);
        rest = after;
        (end > 0).then_some(line)
    })
}

/// Returns a line without its line break.
pub(crate) fn without_break(line: &str) -> &str {
    match line.strip_suffix('\n') {
        Some(line) => line.strip_suffix('\r').unwrap_or(line),
        None => line,
    }
}

/// Splits `text` around the first `sign`, which is an ASCII character.
pub(crate) fn split_once(text: &str, sign: u8) -> Option<(&str, &str)> {
    let offset = memchr::memchr(sign, text.as_bytes())?;
    Some((&text[..offset], &text[offset + 1..]))
}

/// Returns `text` without blanks at its ends; quick where there are none, as nearly always.
pub(crate) fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// Returns where `part` stands in `text`, if it was lent from it.
pub(crate) fn offset_of(part: &str, text: &str) -> Option<usize> {
    let offset = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    (offset + part.len() <= text.len()).then_some(offset)
}

/// Returns `text` with every run of blanks as one blank, and none at the ends.
pub fn collapse(text: &str) -> String {
    collapsed(text).into_owned()
}

/// Does the same, without a copy of a text that has no such runs.
pub(crate) fn collapsed(text: &str) -> Cow<'_, str> {
    let text = trim(text);
    let bytes = text.as_bytes();
    // Looking at all pairs of bytes is quicker than to stop early: many are looked at in one go.
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let may_be_odd = pairs.fold(false, |may, (one, next)| may | may_be_odd(*one, *next));
    let mut is_blank = false;
    let fits = |c: char| {
        let was_blank = std::mem::replace(&mut is_blank, c == ' ');
        if is_blank { !was_blank } else { !c.is_whitespace() }
    };
    if !may_be_odd || text.chars().all(fits) {
        return Cow::Borrowed(text);
    }
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    Cow::Owned(collapsed)
}

/// Tells whether two bytes may be two blanks, or begin with one that is not the usual one.
fn may_be_odd(one: u8, next: u8) -> bool {
    ((one == b' ') & (next == b' '))
        | (one < b' ')
        | (one == 0xc2)
        | ((one == 0xe1) & (next == 0x9a))
        | ((one == 0xe2) & (next & 0xfe == 0x80))
        | ((one == 0xe3) & (next == 0x80))
}

/// Tells whether a text has nothing but the blanks and signs of ASCII. It looks at all of it: that
/// is quicker than to stop early, since many bytes are looked at in one go.
pub(crate) fn is_printable_ascii(text: &str) -> bool {
    text.bytes().fold(true, |is, byte| is & (b' '..=b'~').contains(&byte))
}

/// Returns the last part of a path with `/`, without `.md` or `.markdown`.
pub fn stem(path: &str) -> &str {
    let folder = memchr::memrchr(b'/', path.as_bytes());
    let name = folder.map_or(path, |end| &path[end + 1..]);
    without_extension(name)
}

/// Tells whether a file is called like a note.
pub fn is_note_name(path: &str) -> bool {
    without_extension(path).len() < path.len()
}

/// Returns `path` without a note's extension, of any case.
pub fn without_extension(path: &str) -> &str {
    [".md", ".markdown"]
        .into_iter()
        .find_map(|extension| {
            let end = path.len().checked_sub(extension.len())?;
            let tail = path.get(end..)?;
            (end > 0 && tail.eq_ignore_ascii_case(extension)).then(|| &path[..end])
        })
        .unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        assert_eq!(place("ab\ncäd", 6), Place { line: 2, column: 3 });
    }

    #[test]
    fn a_line_counter_goes_back_as_well() {
        let mut lines = LineCounter::new("a\nb\nc\n", 0, 1);
        assert_eq!(lines.line(4), 3);
        assert_eq!(lines.place(2), Place { line: 2, column: 1 });
    }

    #[test]
    fn only_a_note_s_extension_is_dropped() {
        assert_eq!(stem("people/Ada.b.MD"), "Ada.b");
        assert_eq!(stem("x/ada.txt"), "ada.txt");
        assert_eq!(stem(".md"), ".md");
    }
}
