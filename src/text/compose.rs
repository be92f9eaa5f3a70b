//! Letters and their accents, as characters of their own or as one: Unicode's canonical forms.
//!
//! The crate's iterators know the forms of compatibility, too, whose tables are a hundredth of the
//! program: here are the same steps without them.

use unicode_normalization::char::canonical_combining_class as class;
use unicode_normalization::char::compose;
use unicode_normalization::char::decompose_canonical;

use crate::sorting::sort_by_key;

/// Returns `chars` with letters and accents apart, and accents in Unicode's order (NFD).
pub(super) fn decomposed(chars: impl Iterator<Item = char>) -> Vec<char> {
    let mut apart = Vec::new();
    chars.for_each(|c| decompose_canonical(c, |c| apart.push(c)));
    for accents in apart.split_mut(|c| class(*c) == 0).filter(|accents| accents.len() > 1) {
        sort_by_key(accents, |accent| class(*accent));
    }
    apart
}

/// Returns `chars` with each letter and its accents as one character, where there is one (NFC).
pub(super) fn composed(chars: impl Iterator<Item = char>) -> String {
    let mut whole: Vec<char> = Vec::new();
    let mut letter = None;
    for c in decomposed(chars) {
        // An accent belongs to the letter before it, unless one of its own class is in between.
        let is_next =
            |&letter: &usize| letter + 1 == whole.len() || class(c) > class(whole[whole.len() - 1]);
        if let Some(letter) = letter.filter(is_next)
            && let Some(both) = compose(whole[letter], c)
        {
            whole[letter] = both;
            continue;
        }
        if class(c) == 0 {
            letter = Some(whole.len());
        }
        whole.push(c);
    }
    whole.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn assert_normal(text: &str) {
        let (apart, whole) = (text.nfd().collect::<Vec<char>>(), text.nfc().collect::<String>());
        assert_eq!((decomposed(text.chars()), composed(text.chars())), (apart, whole), "{text:?}");
    }

    #[test]
    fn every_character_is_as_unicode_says() {
        ('\0'..=char::MAX).for_each(|c| assert_normal(c.encode_utf8(&mut [0; 4])));
    }

    #[test]
    fn every_few_letters_and_accents_are_as_unicode_says() {
        let signs =
            ['a', 'ệ', '가', '\u{1100}', '\u{1161}', '\u{11a8}', '\u{302}', '\u{323}', '\u{345}'];
        for number in 0..signs.len().pow(5) {
            let sign = |place| signs[number / signs.len().pow(place) % signs.len()];
            assert_normal(&(0..5).map(sign).collect::<String>());
        }
    }
}
