//! The style of front matter: how its keys are spelled, its dates and texts written.

use crate::date;
use crate::date::Date;
use crate::settings::Key;

/// Returns a date as `old` is written: as a link, if that is one.
pub(super) fn dated_like(old: &str, date: Date) -> String {
    let link = old.strip_prefix("[[").and_then(|_| date::read_moment(old));
    let start = link.and_then(|moment| old.find(&moment.date.to_string()));
    start.map_or(date.to_string(), |start| format!("{}{date}]]", &old[..start]))
}

/// Returns a list of one text.
pub(super) fn list_of(text: &str) -> String {
    format!("[{}]", quoted(text, None))
}

/// Returns the quote that a text stands in.
pub(super) fn quote_of(written: &str) -> Option<char> {
    written.chars().next().filter(|c| matches!(c, '"' | '\''))
}

/// Returns a text in quotes; without a quote to follow, only where it needs them.
pub(super) fn quoted(text: &str, quote: Option<char>) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '_');
    match quote {
        Some('\'') => format!("'{}'", text.replace('\'', "''")),
        None if text.starts_with(char::is_alphanumeric) && text.chars().all(is_plain) => {
            text.to_owned()
        }
        _ => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

/// Returns the name of a key, spelled as the first of the note's keys that has several words.
pub(super) fn spelled<'k>(key: Key, mut keys: impl Iterator<Item = &'k str>) -> String {
    let is_divider = |c: char| matches!(c, '_' | '-' | ' ');
    let is_camel = |key: &str| {
        let starts_small = key.starts_with(char::is_lowercase);
        starts_small && key.contains(char::is_uppercase) && key.chars().all(char::is_alphanumeric)
    };
    let model = keys.find(|key| {
        let is_several = key.trim_matches(is_divider).contains(is_divider) || is_camel(key);
        is_several && key.chars().all(|c| c.is_alphanumeric() || is_divider(c))
    });
    let Some(model) = model else {
        return key.name().to_owned();
    };
    let divider = model.chars().find(|c| is_divider(*c));
    let is_big = |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
    let mut words = model.split(is_divider);
    let (first, second) = (is_big(words.next()), divider.is_none() || is_big(words.next()));
    let mut spelled = String::new();
    for (index, word) in key.name().split('_').enumerate() {
        if index > 0 {
            spelled.extend(divider);
        }
        match if index == 0 { first } else { second } {
            true => spelled.push_str(&capitalised(word)),
            false => spelled.push_str(word),
        }
    }
    spelled
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
