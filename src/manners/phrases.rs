//! Finding turns of phrase in what people write, whatever the case and the punctuation.

use std::ops::Range;

/// One sentence of a text.
#[derive(Debug)]
pub(super) struct Sentence<'t> {
    text: &'t str,
    words: Vec<Word>,
    /// Whether it ends with a question mark.
    pub(super) is_question: bool,
}

/// A word as it is compared, and where it stands in the text.
#[derive(Debug)]
struct Word {
    folded: String,
    range: Range<usize>,
}

/// Words for an organisation; `company's` is one as well.
const ORGANISATIONS: &[&str] = &[
    "company",
    "firm",
    "organisation",
    "organization",
    "busines",
    "employer",
    "startup",
    "agency",
    "institution",
    "museum",
    "workshop",
    "department",
];

/// Words for a part of one, where people work together.
const TEAMS: &[&str] = &["team", "group", "lab"];

/// Divides a text into its sentences.
pub(super) fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut sentences = Vec::new();
    let mut words = Vec::new();
    let mut word: Option<Word> = None;
    for (offset, c) in text.char_indices().chain([(text.len(), '.')]) {
        match (c, &mut word) {
            // `I'd` is one word, whatever the apostrophe.
            ('\'' | '’', Some(_)) => continue,
            (c, Some(word)) if c.is_alphanumeric() => {
                word.folded.extend(c.to_lowercase());
                word.range.end = offset + c.len_utf8();
                continue;
            }
            (c, None) if c.is_alphanumeric() => {
                let range = offset..offset + c.len_utf8();
                word = Some(Word { folded: c.to_lowercase().collect(), range });
                continue;
            }
            _ => words.extend(word.take()),
        }
        if matches!(c, '.' | '!' | '?' | '…') {
            let words = std::mem::take(&mut words);
            sentences.push(Sentence { text, words, is_question: c == '?' });
        }
    }
    sentences.retain(|sentence| !sentence.words.is_empty());
    sentences
}

impl<'t> Sentence<'t> {
    /// Returns the words that the first fitting pattern finds. In a pattern, `a|b` is either word,
    /// `ORG` a word for an organisation, `TEAM` that or one for a team, `*` up to three words, and
    /// `$` the sentence's end.
    pub(super) fn find(&self, patterns: &[&str]) -> Option<&'t str> {
        patterns.iter().find_map(|pattern| {
            let tokens: Vec<&str> = pattern.split(' ').collect();
            let starts = 0..self.words.len();
            let mut found = starts.filter_map(|start| Some(start..self.end(start, &tokens)?));
            found.next().map(|range| self.source(range))
        })
    }

    /// Tells whether one of the patterns fits.
    pub(super) fn has(&self, patterns: &[&str]) -> bool {
        self.find(patterns).is_some()
    }

    /// Tells whether one of the patterns fits from the beginning, or after a word like `And`.
    pub(super) fn begins(&self, patterns: &[&str]) -> bool {
        patterns.iter().any(|pattern| {
            let tokens: Vec<&str> = pattern.split(' ').collect();
            (0..=1).any(|start| self.end(start, &tokens).is_some())
        })
    }

    /// Returns the sentence as it was written, without its last mark.
    pub(super) fn whole(&self) -> &'t str {
        self.source(0..self.words.len())
    }

    /// Puts `others` in the place of `words`, wherever they stand one after the other.
    pub(super) fn replace(&mut self, words: &[String], others: &[&str]) {
        let n = words.len();
        let starts = 0..self.words.len().saturating_sub(n.saturating_sub(1));
        let is_there = |start: &usize| {
            n > 0 && self.words[*start..*start + n].iter().zip(words).all(|(a, b)| a.folded == *b)
        };
        let Some(start) = starts.clone().find(is_there) else { return };
        let range = self.words[start].range.start..self.words[start + n - 1].range.end;
        let others =
            others.iter().map(|word| Word { folded: (*word).to_owned(), range: range.clone() });
        self.words.splice(start..start + n, others);
    }

    fn source(&self, words: Range<usize>) -> &'t str {
        &self.text[self.words[words.start].range.start..self.words[words.end - 1].range.end]
    }

    /// Returns where the tokens end, if they fit from word `start` on.
    fn end(&self, start: usize, tokens: &[&str]) -> Option<usize> {
        const MOST: usize = 3;
        match tokens {
            [] => Some(start),
            ["$"] => (start == self.words.len()).then_some(start),
            ["*", rest @ ..] => (0..=MOST).find_map(|n| self.end(start + n, rest)),
            [token, rest @ ..] => {
                let word = self.words.get(start)?;
                let fits = match *token {
                    "ORG" => is_organisation(word),
                    "TEAM" => is_organisation(word) || TEAMS.contains(&&*word.folded),
                    token => token.split('|').any(|token| token == word.folded),
                };
                if fits { self.end(start + 1, rest) } else { None }
            }
        }
    }
}

fn is_organisation(word: &Word) -> bool {
    ORGANISATIONS.contains(&word.folded.trim_end_matches('s'))
}

/// Returns the words of a name, as they are compared.
pub(super) fn words(name: &str) -> Vec<String> {
    let sentences = sentences(name);
    let words = sentences.into_iter().flat_map(|sentence| sentence.words);
    words.map(|word| word.folded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str, pattern: &str) -> Option<String> {
        let sentences = sentences(text);
        sentences.iter().find_map(|sentence| sentence.find(&[pattern])).map(str::to_owned)
    }

    #[test]
    fn patterns_find_words() {
        let text = "Hello. May I Pick,  your—brain? I’d like to.";
        assert_eq!(find(text, "pick your brain").as_deref(), Some("Pick,  your—brain"));
        assert_eq!(find(text, "id|we like to $").as_deref(), Some("I’d like to"));
        assert_eq!(find(text, "may * brain").as_deref(), Some("May I Pick,  your—brain"));
        assert_eq!(find(text, "hello may"), None, "a phrase stays inside its sentence");
        assert_eq!(find(text, "pick your $"), None);
        assert_eq!(find("a b c d e f", "a * f"), None);
    }

    #[test]
    fn names_are_replaced() {
        let mut sentences = sentences("What does Seven Skeps do?");
        sentences[0].replace(&words("Seven Skeps"), &["your", "company"]);
        assert_eq!(sentences[0].find(&["does your company do $"]), Some("does Seven Skeps do"));
        assert_eq!(sentences[0].whole(), "What does Seven Skeps do");
        assert!(sentences[0].is_question);
    }
}
