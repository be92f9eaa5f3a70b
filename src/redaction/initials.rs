//! Initials: as much of a name as its owner needs to know who is meant.

/// What stands for a name without a letter that could be an initial.
const NOBODY: &str = "N. N.";

/// Beyond this begin the signs of Chinese, Japanese and Korean, where one sign may be a whole
/// name, and the emoji.
const FIRST_SYLLABLE: char = '\u{2e80}';

/// Returns the first letters of the first and the last word of a name: `A. L.` for
/// `Ada King Lovelace`, `A.` for `Ada`.
pub(super) fn initials(name: &str) -> String {
    let is_letter = |c: &char| c.is_alphabetic() && *c < FIRST_SYLLABLE;
    let mut letters = name.split_whitespace().filter_map(|word| word.chars().find(is_letter));
    match (letters.next(), letters.next_back()) {
        (Some(first), Some(last)) => format!("{first}. {last}."),
        (Some(first), None) => format!("{first}."),
        (None, _) => NOBODY.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_name_two_letters_are_left() {
        for (name, expected) in [
            ("Ada Lovelace", "A. L."),
            ("Ada King Lovelace", "A. L."),
            ("Ludwig van Beethoven", "L. B."),
            ("Jean-Luc Picard", "J. P."),
            ("\"Grace\" (Hopper)", "G. H."),
            ("Ada \u{1f338}", "A."),
            ("ada@example.org", "a."),
            ("Łukasz Żuk", "Ł. Ż."),
            ("Αθηνά", "Α."),
            ("山田太郎", "N. N."),
            ("김 민지", "N. N."),
            ("\u{1f338}\u{1f338}", "N. N."),
            ("007", "N. N."),
            ("", "N. N."),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }
}
