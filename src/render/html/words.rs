//! Words from notes and the links among them, as stretches of a line. Escaping is the templates'.

use minijinja::Value;

use crate::date::Date;
use crate::render::encoded_path;
use crate::render::letter::Letter;
use crate::render::phrase::Piece;
use crate::render::shorten;
use crate::settings::LinkStyle;
use crate::settings::Settings;
use crate::text::collapse;
use crate::text::visible;

use super::Templates;
use super::context::context;

/// A stretch of a line.
pub(super) enum Word {
    /// Words.
    Plain(String),
    /// What somebody is called.
    Name(String),
    /// Something that is said to a computer.
    Code(String),
    /// The address that begins an e-mail.
    Letter(String),
    /// Words that lead somewhere.
    Link {
        /// The words.
        text: String,
        /// A day after them.
        day: Option<Date>,
        /// Where to.
        address: String,
    },
}

impl Word {
    /// Words of ours; no line begins with a dot between two things.
    pub(super) fn ours(text: &str) -> Word {
        Word::Plain(text.replace(" · ", "\u{a0}· "))
    }

    /// A name from a note.
    pub(super) fn name(name: &str) -> Word {
        Word::Name(shown_name(name))
    }

    fn value(&self) -> Value {
        let (kind, text) = match self {
            Word::Plain(text) => ("plain", text),
            Word::Name(text) => ("name", text),
            Word::Code(text) => ("code", text),
            Word::Letter(address) => ("letter", address),
            Word::Link { text, day, address } => {
                let day = day.map(|day| day.to_string());
                return context! { kind => "link", text, day, address };
            }
        };
        context! { kind, text }
    }
}

/// Returns a line's words as HTML.
pub(super) fn line(words: &[Word], templates: &Templates) -> Value {
    let words: Value = words.iter().map(Word::value).collect();
    templates.fill("words.html", context! { words })
}

/// How the page links to other things.
pub(super) struct Links<'t> {
    has_mailto: bool,
    style: LinkStyle,
    /// The way from the page to the vault's root, `../`.
    to_root: &'t str,
}

impl<'t> Links<'t> {
    /// Those of a page from which `to_root` leads to the vault's root.
    pub(super) fn new(settings: &Settings, to_root: &'t str) -> Links<'t> {
        Links { has_mailto: settings.mailto, style: settings.links, to_root }
    }

    /// Returns a link to a note, maybe to one of a certain day.
    pub(super) fn note(&self, path: &str, text: &str, day: Option<Date>) -> Word {
        Word::Link { text: shown(text), day, address: self.address(path) }
    }

    /// Returns where a note is, seen from the page; nothing where nobody is to know.
    pub(super) fn address(&self, path: &str) -> String {
        if self.style == LinkStyle::None {
            return String::new();
        }
        // A colon is encoded: no path can be taken for another kind of address.
        format!("{}{}", self.to_root, encoded_path(path))
    }

    /// Returns a link that begins an e-mail, where such links are wanted.
    pub(super) fn letter(&self, letter: &Letter) -> Option<Word> {
        let Letter { address, subject } = letter;
        self.has_mailto.then(|| Word::Letter(format!("mailto:{address}?subject={subject}")))
    }
}

/// Returns text from a note without what is hidden in it, at most so long that it can be read.
pub(super) fn shown(text: &str) -> String {
    shorten(&collapse(&visible(text)))
}

/// Returns a name from a note; nobody is called nothing.
pub(super) fn shown_name(name: &str) -> String {
    match shown(name) {
        name if name.is_empty() => "?".to_owned(),
        name => name,
    }
}

/// Returns what an item asks for.
pub(super) fn pieces<'p>(pieces: &'p [Piece]) -> impl Iterator<Item = Word> + 'p {
    pieces.iter().flat_map(|piece| match piece {
        Piece::Words(words) => vec![Word::ours(words)],
        Piece::Name(name) => vec![Word::name(name)],
        Piece::Text(text) => with_addresses(text),
    })
}

/// Returns text from a note, in which addresses of web pages are links.
pub(super) fn with_addresses(text: &str) -> Vec<Word> {
    let text = shown(text);
    let mut words = Vec::new();
    let (mut rest, mut before) = (text.as_str(), String::new());
    while let Some((word, after)) = next_word(rest) {
        match web_address(word) {
            Some((start, end)) => {
                before.push_str(&word[..start]);
                words.push(Word::Plain(std::mem::take(&mut before)));
                let address = word[start..end].to_owned();
                words.push(Word::Link { text: address.clone(), day: None, address });
                before.push_str(&word[end..]);
            }
            None => before.push_str(word),
        }
        rest = after;
    }
    words.push(Word::Plain(before));
    words.retain(|word| !matches!(word, Word::Plain(text) if text.is_empty()));
    words
}

/// Returns the first word with the blank before it, and what comes after.
fn next_word(text: &str) -> Option<(&str, &str)> {
    let end = text.char_indices().skip(1).find(|(_, c)| *c == ' ').map(|(index, _)| index);
    (!text.is_empty()).then(|| text.split_at(end.unwrap_or(text.len())))
}

/// Returns where in a word the address of a web page stands; what only ends a sentence, or was
/// cut, is no part of it.
fn web_address(word: &str) -> Option<(usize, usize)> {
    let start = ["https://", "http://"].iter().filter_map(|scheme| word.find(scheme)).min()?;
    let is_within = |c: char| c.is_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
    let end = word[start..].find(|c| !is_within(c)).map_or(word.len(), |end| start + end);
    let address = word[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
    let is_whole = !word[end..].starts_with('…') && !address.ends_with('/') | address.contains('.');
    is_whole.then_some((start, start + address.len()))
}

/// Returns a message of ours, in which backticks mark the note's own words.
pub(super) fn message(message: &str) -> Vec<Word> {
    let message = collapse(&visible(message));
    let parts: Vec<&str> = message.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return vec![Word::Plain(message)];
    }
    let words = parts.iter().enumerate().map(|(index, part)| match index % 2 {
        0 => Word::ours(part),
        _ => Word::Code(shorten(part)),
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(text: &str) -> Vec<String> {
        let links = with_addresses(text).into_iter().filter_map(|word| match word {
            Word::Link { address, .. } => Some(address),
            _ => None,
        });
        links.collect()
    }

    #[test]
    fn only_addresses_of_web_pages_are_links() {
        assert_eq!(
            addresses("see https://example.org/a?b=c#d, (http://example.org)."),
            ["https://example.org/a?b=c#d", "http://example.org"]
        );
        assert_eq!(
            addresses("javascript:alert(1) data:text/html,x file:///etc mailto:a@b"),
            [""; 0]
        );
        assert_eq!(addresses("https://example.org/\"onclick=x"), ["https://example.org/"]);
        assert_eq!(addresses("http:// https:///"), [""; 0]);
        let long = format!("https://example.org/{}", "x".repeat(300));
        assert_eq!(addresses(&long), [""; 0]);
    }

    #[test]
    fn nothing_of_a_text_is_lost_around_its_addresses() {
        let text = "a https://example.org/b: c";
        let words = with_addresses(text).into_iter().map(|word| match word {
            Word::Plain(text) | Word::Link { text, .. } => text,
            _ => unreachable!("a text has neither"),
        });
        assert_eq!(words.collect::<String>(), text);
    }
}
