//! Several short texts in one piece of memory: notes have many of them.

use std::str::SplitTerminator;

use super::count;

/// So many texts, any of which may be empty, in one piece of memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts<const N: usize> {
    /// One behind the other.
    all: Box<str>,
    /// Where each ends, and the next one begins.
    ends: [u32; N],
}

impl<const N: usize> Texts<N> {
    /// Keeps `texts`.
    pub fn new(texts: [&str; N]) -> Texts<N> {
        let mut end = 0;
        let ends = texts.map(|text| {
            end += text.len();
            count(end)
        });
        Texts { all: texts.concat().into(), ends }
    }

    /// Returns the text at `index`.
    #[inline(never)] // Else it would be there once for each of many callers.
    pub fn get(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..self.ends[index] as usize]
    }
}

/// A list of texts of one line each, such as tags and names, that is written as one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextList<'t> {
    /// Each with a line break behind it.
    lines: &'t str,
}

impl<'t> TextList<'t> {
    /// Returns the list that was written as `lines`.
    pub(crate) fn read(lines: &'t str) -> TextList<'t> {
        TextList { lines }
    }

    /// Writes a list as one text. A line break in one of its texts is read as a blank.
    pub(crate) fn write(texts: &mut dyn Iterator<Item = &str>) -> String {
        let mut lines = String::new();
        for text in texts {
            let start = lines.len();
            lines.reserve(text.len() + 1);
            lines.push_str(text);
            if lines[start..].contains('\n') {
                let text = lines.split_off(start);
                lines.push_str(&text.replace('\n', " "));
            }
            lines.push('\n');
        }
        lines
    }

    /// Returns the texts, in their order.
    pub fn iter(self) -> SplitTerminator<'t, char> {
        self.lines.split_terminator('\n')
    }

    /// Tells whether there are none.
    pub fn is_empty(self) -> bool {
        self.lines.is_empty()
    }

    /// Returns all texts as one, with `between` between them.
    pub fn join(self, between: &str) -> String {
        self.iter().collect::<Vec<&str>>().join(between)
    }
}

impl<'t> IntoIterator for TextList<'t> {
    type Item = &'t str;
    type IntoIter = SplitTerminator<'t, char>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_as_they_were() {
        for texts in [["", "", ""], ["a", "", "b c"], ["", "é", ""]] {
            let kept = Texts::new(texts);
            assert_eq!([0, 1, 2].map(|index| kept.get(index)), texts);
        }
    }

    #[test]
    fn a_list_comes_back_as_it_was() {
        for texts in [vec![], vec![""], vec!["a", "", "b c"]] {
            let lines = TextList::write(&mut texts.iter().copied());
            assert_eq!(TextList::read(&lines).iter().collect::<Vec<&str>>(), texts);
        }
        let lines = TextList::write(&mut ["a\nb", "c"].into_iter());
        assert_eq!(TextList::read(&lines).join("|"), "a b|c");
    }
}
