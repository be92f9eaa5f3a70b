//! Several short texts in one piece of memory.

use std::str::SplitTerminator;

/// Texts of one line each, such as tags and names, of which every note has some. A line break in
/// one is read as a blank.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    /// Each with a line break behind it.
    lines: Box<str>,
}

impl Texts {
    /// Returns the texts, in their order.
    pub fn iter(&self) -> SplitTerminator<'_, char> {
        self.lines.split_terminator('\n')
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Returns all texts as one, with `between` between them.
    pub fn join(&self, between: &str) -> String {
        self.iter().collect::<Vec<&str>>().join(between)
    }
}

impl<'t> IntoIterator for &'t Texts {
    type Item = &'t str;
    type IntoIter = SplitTerminator<'t, char>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: AsRef<str>> FromIterator<T> for Texts {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Texts {
        let mut lines = String::with_capacity(64);
        for text in texts {
            let start = lines.len();
            lines.push_str(text.as_ref());
            if lines[start..].contains('\n') {
                let text = lines.split_off(start);
                lines.push_str(&text.replace('\n', " "));
            }
            lines.push('\n');
        }
        // A copy has the very size that it needs; to shrink would leave a hole.
        Texts { lines: lines.as_str().into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_as_they_were() {
        for texts in [vec![], vec![""], vec!["a", "", "b c"]] {
            let kept: Texts = texts.iter().collect();
            assert_eq!(kept.iter().collect::<Vec<&str>>(), texts);
        }
        let kept: Texts = ["a\nb", "c"].iter().collect();
        assert_eq!(kept.join("|"), "a b|c");
    }
}
