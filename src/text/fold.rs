//! Comparing words as people do: whatever their case and however their accents are encoded.

use std::borrow::Cow;

use caseless::Caseless;

use super::compose::composed;
use super::compose::decomposed;

use super::trim;

/// Returns `text` for comparing: trimmed, NFC-normalised and case-folded.
pub fn fold(text: &str) -> Cow<'_, str> {
    fold_whole(trim(text))
}

/// Returns `text` for comparing, the blanks at its ends included.
pub(crate) fn fold_whole(text: &str) -> Cow<'_, str> {
    if !text.is_ascii() {
        let folded = decomposed(text.chars()).into_iter().default_case_fold();
        return Cow::Owned(composed(folded));
    }
    match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(text.to_ascii_lowercase()),
        false => Cow::Borrowed(text),
    }
}

/// Returns `text` as it is written down: each accent and its letter are one character, where there
/// is such a character (NFC).
pub fn nfc(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { composed(text.chars()) }
}

/// Returns only the letters of `text`, folded: headings are compared without
/// emoji, numbers, blanks and punctuation.
pub fn letters(text: &str) -> String {
    if text.is_ascii() {
        let mut folded = String::with_capacity(text.len());
        let letters = text.bytes().filter(u8::is_ascii_alphabetic);
        folded.extend(letters.map(|letter| char::from(letter.to_ascii_lowercase())));
        return folded;
    }
    let mut folded = fold(text).into_owned();
    folded.retain(|c| c.is_alphabetic() && !is_emoji_letter(c));
    folded
}

/// Tells the few emoji that Unicode also counts as letters, such as the information sign.
fn is_emoji_letter(c: char) -> bool {
    matches!(c, '\u{2139}' | '\u{24c2}' | '\u{24dc}' | '\u{1f130}'..='\u{1f189}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_compare_equal_composed_or_not() {
        assert_eq!(fold("Zoe\u{308}"), fold("ZO\u{cb}"));
    }

    #[test]
    fn sharp_s_folds_as_unicode_says() {
        assert_eq!(fold("Weiß"), "weiss");
    }

    #[test]
    fn headings_compare_by_their_letters() {
        assert_eq!(letters("3. ✅ Follow-ups:"), "followups");
        assert_eq!(letters("ℹ️ Notes"), "notes");
    }
}
