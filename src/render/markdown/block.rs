//! The lines of the generated block: its markers, and the boxes that somebody ticks.

use std::fmt;

use memchr::memchr;

use crate::agenda::View;

/// The first line of the block. Whatever follows its first words, the line begins the block.
pub(super) const BEGIN: &str = "<!-- keepwarm: begin · generated, tick boxes but do not edit -->";
/// The same line where others may see the block.
pub(super) const BEGIN_REDACTED: &str =
    "<!-- keepwarm: begin · redacted · generated, tick boxes but do not edit -->";
/// The last line of the block.
pub(super) const END: &str = "<!-- keepwarm: end -->";

/// A line that begins or ends the block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    Begin,
    End,
}

impl Marker {
    /// Returns what a line marks; most mark nothing.
    pub(super) fn of(line: &[u8]) -> Option<Marker> {
        let word = line.strip_prefix(b"<!-- keepwarm: ")?;
        match () {
            () if word.starts_with(b"begin") => Some(Marker::Begin),
            () if word.starts_with(b"end") => Some(Marker::End),
            () => None,
        }
    }
}

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

/// The word that marks a line whose tick means nothing.
const STALE: &str = "stale";

/// Divides bytes into their lines, ends included.
pub(super) fn split_lines(mut bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let end = memchr(b'\n', bytes).map_or(bytes.len(), |newline| newline + 1);
        let (line, rest) = bytes.split_at(end);
        bytes = rest;
        (!line.is_empty()).then_some(line)
    })
}

/// Returns what stands in a line's box, and what behind it.
pub(super) fn after_box(line: &str) -> Option<(char, &str)> {
    let rest = line.trim_start().strip_prefix(['-', '*', '+'])?.trim_start().strip_prefix('[')?;
    let mut chars = rest.chars();
    let sign = chars.next()?;
    Some((sign, chars.as_str().strip_prefix(']')?))
}

impl Tick {
    /// Reads a line like `- [x] … <!-- kw:k3f9a2 -->`.
    pub(super) fn read(text: &str, line: u32) -> Option<Tick> {
        let text = text.trim();
        let (sign, _) = after_box(text)?;
        let (_, comment) = text.strip_suffix("-->")?.rsplit_once("<!-- kw:")?;
        let mut words = comment.split_whitespace();
        let id = words.next()?.to_owned();
        let is_stale = words.next() == Some(STALE);
        let is_id = id.len() >= 6 && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
        is_id.then(|| Tick { id, sign, text: text.to_owned(), line, is_stale })
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_the_same_on_another_day_and_in_other_blanks() {
        let line = "- [ ] 2026-11-20         · E-mail **Ada** · [note](ada.md) <!-- kw:aaaaaa -->";
        let tick = |text: &str| Tick::read(text, 1).unwrap();
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
