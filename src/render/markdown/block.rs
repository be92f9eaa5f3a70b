//! The generated block inside its file: the text around it is the user's, and stays.

use std::collections::hash_map::Entry;
use std::fmt;

use memchr::memchr;
use memchr::memchr_iter;
use memchr::memmem;
use rustc_hash::FxHashMap;

use crate::agenda::View;

/// The first line of the block. Whatever follows its first words, the line begins the block.
pub(super) const BEGIN: &str = "<!-- keepwarm: begin · generated, tick boxes but do not edit -->";
/// The same line where others may see the block.
pub(super) const BEGIN_REDACTED: &str =
    "<!-- keepwarm: begin · redacted · generated, tick boxes but do not edit -->";
/// The last line of the block.
pub(super) const END: &str = "<!-- keepwarm: end -->";

/// What both begin with, and then what tells them apart.
const MARKER: &[u8] = b"<!-- keepwarm: ";
const BEGIN_WORD: &[u8] = b"begin";
const END_WORD: &[u8] = b"end";

/// Why a block cannot be put into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockError {
    /// The file has text, but no markers: it is somebody's own.
    NoMarkers,
    /// One marker is missing, or they are in the wrong order, or there are several.
    OddMarkers,
}

impl fmt::Display for BlockError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            BlockError::NoMarkers => {
                "it has text of yours and no keepwarm block: choose another file with `dashboard:` \
                 in keepwarm.yaml, or add these two lines where the block should stand:\n  \
                 <!-- keepwarm: begin -->\n  <!-- keepwarm: end -->"
            }
            BlockError::OddMarkers => {
                "it should have one line `<!-- keepwarm: begin … -->` and, below it, one line \
                 `<!-- keepwarm: end -->`: delete what is too much, or add what is missing"
            }
        })
    }
}

/// Where the block stands in a file, in bytes.
type Range = std::ops::Range<usize>;

/// Puts `block` into the file `old`: in place of the block there, or as all of an empty file.
/// Line ends and the last line's end stay as they are.
///
/// # Errors
///
/// Refuses a file with text but without a block of ours, so that nothing of the user's is lost.
pub fn merge(old: &[u8], block: Vec<u8>) -> Result<Vec<u8>, BlockError> {
    let Some(range) = find(old)? else {
        return Ok(block);
    };
    let first_line = &old[range.start..];
    let first_line = &first_line[..first_line.iter().position(|b| *b == b'\n').unwrap_or(0)];
    let block = match first_line.ends_with(b"\r") {
        true => split_lines(&block).flat_map(with_carriage_return).copied().collect(),
        false => block,
    };
    let block = match old[range.clone()].ends_with(b"\n") {
        true if range == (0..old.len()) => return Ok(block),
        true => &block,
        false => block.trim_ascii_end(),
    };
    Ok([&old[..range.start], block, &old[range.end..]].concat())
}

fn with_carriage_return(line: &[u8]) -> impl Iterator<Item = &u8> {
    let (text, end): (_, &[u8]) = match line.strip_suffix(b"\n") {
        Some(text) => (text, b"\r\n"),
        None => (line, b""),
    };
    text.iter().chain(end)
}

/// Tells whether a file has a block of ours.
pub fn has_block(old: &[u8]) -> bool {
    find(old).is_ok_and(|range| range.is_some())
}

/// Returns who may see the block in a file: its first line says so.
pub fn view(old: &[u8]) -> View {
    let block = find(old).ok().flatten().map(|range| &old[range]).unwrap_or_default();
    let first = split_lines(block).next().unwrap_or_default();
    let is_redacted = memmem::find(first, " · redacted ".as_bytes()).is_some();
    if is_redacted { View::Redacted } else { View::Full }
}

/// A box in the block that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// The id of what was ticked.
    pub id: String,
    /// What stands in the box.
    pub sign: char,
    /// The whole line.
    pub text: String,
    /// The number of the line in the file, from one.
    pub line: u32,
    /// Whether it was found to mean nothing before: then it never means anything again.
    pub is_stale: bool,
}

/// What a box says whose line stands there twice, with two signs.
const UNCLEAR: char = '?';

/// The word that marks a line whose tick means nothing.
const STALE: &str = "stale";

/// Returns the boxes in the old block that are not blank, in their order. A line that stands
/// there twice counts once.
pub fn ticks(old: &[u8]) -> Vec<Tick> {
    let mut ticks: Vec<Tick> = Vec::new();
    let mut known: FxHashMap<(String, Option<String>), usize> = FxHashMap::default();
    for tick in lines(old, |line| !line.starts_with(b"- [ ] ")).filter(|tick| tick.sign != ' ') {
        let key = (tick.id.clone(), tick.is_stale.then(|| tick.text.clone()));
        match known.entry(key) {
            Entry::Vacant(place) => {
                place.insert(ticks.len());
                ticks.push(tick);
            }
            Entry::Occupied(same) => {
                let known = &mut ticks[*same.get()];
                if !known.sign.eq_ignore_ascii_case(&tick.sign) {
                    known.sign = UNCLEAR;
                }
            }
        }
    }
    ticks
}

/// Returns the ids in the old block, ticked or not.
pub fn ids(old: &[u8]) -> Vec<String> {
    lines(old, |_| true).filter(|tick| !tick.is_stale).map(|tick| tick.id).collect()
}

/// Returns the lines of the old block that have a box and an id, and are wanted.
fn lines(old: &[u8], is_wanted: impl Fn(&[u8]) -> bool) -> impl Iterator<Item = Tick> {
    let range = find(old).ok().flatten().unwrap_or_default();
    let first = memchr_iter(b'\n', &old[..range.start]).count() + 1;
    let wanted = (first..).zip(split_lines(&old[range])).filter(move |(_, line)| is_wanted(line));
    wanted.filter_map(|(number, line)| {
        read(&String::from_utf8_lossy(line), crate::text::count(number))
    })
}

/// Divides bytes into their lines, ends included.
fn split_lines(mut bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let end = memchr(b'\n', bytes).map_or(bytes.len(), |newline| newline + 1);
        let (line, rest) = bytes.split_at(end);
        bytes = rest;
        (!line.is_empty()).then_some(line)
    })
}

/// Reads a line like `- [x] … <!-- kw:k3f9a2 -->`.
fn read(text: &str, line: u32) -> Option<Tick> {
    let text = text.trim();
    let (sign, _) = after_box(text)?;
    let (_, comment) = text.strip_suffix("-->")?.rsplit_once("<!-- kw:")?;
    let mut words = comment.split_whitespace();
    let id = words.next()?.to_owned();
    let is_stale = words.next() == Some(STALE);
    let is_id = id.len() >= 6 && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_id.then(|| Tick { id, sign, text: text.to_owned(), line, is_stale })
}

/// Returns what stands in a line's box, and what behind it.
fn after_box(line: &str) -> Option<(char, &str)> {
    let rest = line.trim_start().strip_prefix(['-', '*', '+'])?.trim_start().strip_prefix('[')?;
    let mut chars = rest.chars();
    let sign = chars.next()?;
    Some((sign, chars.as_str().strip_prefix(']')?))
}

impl Tick {
    /// Tells whether the line says the same as `other`, whatever the box, the blanks, and the
    /// mark that goes with the day.
    pub(super) fn says(&self, other: &str) -> bool {
        words(&self.text).is_some_and(|own| words(other) == Some(own))
    }

    /// Returns the line with the mark that its tick means nothing; for all to see, without its
    /// words.
    pub(super) fn as_stale(&self, view: View) -> String {
        if view == View::Redacted {
            return format!("- [{}] something <!-- kw:{} {STALE} -->", self.sign, self.id);
        }
        match self.text.rsplit_once("<!-- kw:") {
            Some((before, _)) => format!("{before}<!-- kw:{} {STALE} -->", self.id),
            None => self.text.clone(),
        }
    }
}

/// Returns the words of a line behind its box, without the mark that goes with the day.
fn words(line: &str) -> Option<Vec<&str>> {
    let (_, rest) = after_box(line)?;
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    if let [_, "overdue" | "today", "·", ..] = words.as_slice() {
        words.remove(1);
    }
    Some(words)
}

/// Finds the block, its last line's end included; `None` in a file without any text.
pub(super) fn find(old: &[u8]) -> Result<Option<Range>, BlockError> {
    let bom = if old.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let is_at_line_start = |at: &usize| *at == bom || old[..*at].ends_with(b"\n");
    let end_of_line = |at: usize| memchr(b'\n', &old[at..]).map_or(old.len(), |end| at + end + 1);
    let (mut begins, mut ends) = (Vec::new(), Vec::new());
    for at in memmem::find_iter(old, MARKER).filter(is_at_line_start) {
        let word = &old[at + MARKER.len()..];
        if word.starts_with(BEGIN_WORD) {
            begins.push(at);
        } else if word.starts_with(END_WORD) {
            ends.push(end_of_line(at));
        }
    }
    match (begins.as_slice(), ends.as_slice()) {
        ([], []) if old[bom..].iter().all(u8::is_ascii_whitespace) => Ok(None),
        ([], []) => Err(BlockError::NoMarkers),
        ([begin], [end]) if begin < end => Ok(Some(*begin..*end)),
        _ => Err(BlockError::OddMarkers),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: &str = "<!-- keepwarm: begin -->\nnew\n<!-- keepwarm: end -->\n";

    fn merged(old: &str) -> Result<String, BlockError> {
        merge(old.as_bytes(), BLOCK.into()).map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn text_around_the_block_stays() {
        let old = "\u{feff}mine\r\n<!-- keepwarm: begin · x -->\r\nold\r\n<!-- keepwarm: end -->";
        let new = "\u{feff}mine\r\n<!-- keepwarm: begin -->\r\nnew\r\n<!-- keepwarm: end -->";
        assert_eq!(merged(old).as_deref(), Ok(new));
        assert_eq!(merged(" \n").as_deref(), Ok(BLOCK));
    }

    #[test]
    fn a_file_that_is_not_ours_is_refused() {
        assert_eq!(merged("# Mine\n"), Err(BlockError::NoMarkers));
        let odd = [
            "<!-- keepwarm: begin -->\nb\n",
            "<!-- keepwarm: end -->\n<!-- keepwarm: begin -->\n",
            &BLOCK.repeat(2),
        ];
        for odd in odd {
            assert_eq!(merged(odd), Err(BlockError::OddMarkers), "{odd}");
        }
    }

    #[test]
    fn ticks_are_read_only_inside_the_block() {
        let block = "<!-- keepwarm: begin -->\n- [x] b <!-- kw:bbbbbb -->\n\
                     - [ ] c <!-- kw:cccccc -->\n- [-] d <!-- kw:dddddd -->\n\
                     <!-- keepwarm: end -->\n";
        let old = format!("- [x] a <!-- kw:aaaaaa -->\n{block}");
        let found = ticks(old.as_bytes());
        let found: Vec<_> = found.iter().map(|t| (t.id.as_str(), t.sign, t.line)).collect();
        assert_eq!(found, [("bbbbbb", 'x', 3), ("dddddd", '-', 5)]);
    }

    #[test]
    fn a_line_that_stands_there_twice_is_ticked_once_or_not_at_all() {
        let block = "<!-- keepwarm: begin -->\n- [x] a <!-- kw:aaaaaa -->\n\
                     - [X] a <!-- kw:aaaaaa -->\n- [x] b <!-- kw:bbbbbb -->\n\
                     - [-] b <!-- kw:bbbbbb -->\n- [x] b <!-- kw:bbbbbb stale -->\n\
                     <!-- keepwarm: end -->\n";
        let found = ticks(block.as_bytes());
        let found: Vec<_> = found.iter().map(|t| (t.id.as_str(), t.sign, t.is_stale)).collect();
        assert_eq!(found, [("aaaaaa", 'x', false), ("bbbbbb", '?', false), ("bbbbbb", 'x', true)]);
    }

    #[test]
    fn a_line_says_the_same_on_another_day_and_in_other_blanks() {
        let line = "- [ ] 2026-11-20         · E-mail **Ada** · [note](ada.md) <!-- kw:aaaaaa -->";
        let tick = |text: &str| read(text, 1).unwrap();
        let ticked =
            "* [x] 2026-11-20 overdue · E-mail **Ada**  · [note](ada.md) <!-- kw:aaaaaa -->";
        assert!(tick(ticked).says(line));
        assert!(!tick(&ticked.replace("-20", "-21")).says(line));
        assert!(!tick(&ticked.replace("Ada", "Eve")).says(line));
        let stale = tick(ticked).as_stale(View::Full);
        assert!(stale.ends_with("· [note](ada.md) <!-- kw:aaaaaa stale -->"), "{stale}");
        assert_eq!(tick(&stale).as_stale(View::Full), stale);
    }
}
