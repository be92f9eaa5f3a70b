//! Changing a text: a few of its bytes are replaced, and all others stay as they are.

use std::ops::Range;

/// Some bytes of a text, and what to write in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go; none where something is only put in.
    pub range: Range<usize>,
    /// What comes.
    pub text: String,
}

impl Edit {
    /// Puts `text` in at byte `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Edit {
        Edit { range: offset..offset, text: text.into() }
    }

    /// Puts `text` in the place of `range`.
    pub fn replace(range: Range<usize>, text: impl Into<String>) -> Edit {
        Edit { range, text: text.into() }
    }
}

/// Returns `text` with all `edits` in it: they stand in their order and do not overlap.
pub fn splice(text: &str, edits: &[Edit]) -> String {
    let mut spliced = String::with_capacity(text.len());
    let mut end = 0;
    for edit in edits {
        spliced.push_str(&text[end..edit.range.start]);
        spliced.push_str(&edit.text);
        end = edit.range.end;
    }
    spliced.push_str(&text[end..]);
    spliced
}

/// Returns where byte `offset` has gone with `edits`; what is put in right there comes before it.
pub(crate) fn moved(offset: usize, edits: &[Edit]) -> usize {
    let mut moved = offset;
    for edit in edits.iter().filter(|edit| edit.range.start <= offset) {
        if edit.range.end <= offset {
            moved = moved + edit.text.len() - edit.range.len();
        } else {
            moved -= offset - edit.range.start;
        }
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_bytes_of_the_edits_change() {
        let edits = [Edit::replace(1..2, "xyz"), Edit::insert(3, "-")];
        assert_eq!(splice("abcd", &edits), "axyzc-d");
        assert_eq!(splice("abcd", &[]), "abcd");
    }

    #[test]
    fn a_place_moves_with_what_stands_there() {
        let edits = [Edit::replace(1..3, "xyz"), Edit::insert(4, "-")];
        let to: Vec<usize> = (0..=5).map(|offset| moved(offset, &edits)).collect();
        // A byte that is replaced is where its replacement begins.
        assert_eq!(to, [0, 1, 1, 4, 6, 7]);
    }
}
