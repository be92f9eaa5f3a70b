//! The keys of front matter, with all the names that people give them.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::sorting::sort_by_key;
use crate::text::fold;
use crate::text::nearest;

use super::known::COMMON;
use super::known::CONTACT;
use super::known::KnownKey;
use super::known::MEETING;

/// A key of front matter that means something to keepwarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of the table in SPEC §2")]
pub enum Key {
    Type,
    Tags,
    Title,
    Name,
    Aliases,
    Company,
    Role,
    Email,
    Phone,
    Linkedin,
    Website,
    Location,
    Address,
    InCommon,
    MetThrough,
    ReferredBy,
    ReachedOut,
    Reply,
    LastContact,
    CheckIn,
    SnoozeUntil,
    Date,
    Time,
    End,
    With,
    Status,
    Direction,
    Purpose,
    Place,
    ThankYouEmail,
    ThankYouNote,
}

impl Key {
    /// Returns the key's canonical name.
    pub fn name(self) -> &'static str {
        known().find(|known| known.key == self).map_or("", |known| known.name)
    }

    /// Returns the key with this canonical name.
    pub(super) fn named(name: &str) -> Option<Key> {
        known().find(|known| known.name == name).map(|known| known.key)
    }

    /// Returns every canonical name.
    pub fn names() -> impl Iterator<Item = &'static str> {
        known().map(|known| known.name)
    }
}

fn known() -> impl Iterator<Item = &'static KnownKey> {
    COMMON.iter().chain(CONTACT).chain(MEETING)
}

/// Returns the form in which keys are compared: case, `-`, `_`, blanks and camelCase do not matter.
pub fn normalise(key: &str) -> Cow<'_, str> {
    if key.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(key);
    }
    let is_gap = |c: char| matches!(c, '-' | '_') || c.is_whitespace();
    if key.is_ascii() {
        let mut normal = String::with_capacity(key.len());
        let bytes = key.bytes().filter(|byte| !is_gap(char::from(*byte)));
        normal.extend(bytes.map(|byte| char::from(byte.to_ascii_lowercase())));
        return Cow::Owned(normal);
    }
    let mut normal = fold(key).into_owned();
    normal.retain(|c| !is_gap(c));
    Cow::Owned(normal)
}

/// The names of the keys: those of SPEC §2, and the user's own.
#[derive(Debug, Clone)]
pub struct Keys {
    contact: Names,
    meeting: Names,
}

/// Normalised names, each with what it stands for.
type Names = FxHashMap<String, Name>;

/// A name of a key.
#[derive(Debug, Clone)]
struct Name {
    key: Key,
    /// Its rank among the key's names.
    rank: usize,
    /// How it is usually written.
    written: String,
}

impl Keys {
    pub(super) fn new() -> Keys {
        Keys { contact: names(CONTACT), meeting: names(MEETING) }
    }

    /// Adds a user's own name for `key`; it ranks after those that the key already has.
    pub(super) fn add(&mut self, key: Key, name: &str) {
        let is_in = |keys: &[KnownKey]| keys.iter().any(|known| known.key == key);
        for (names, keys) in [(&mut self.contact, CONTACT), (&mut self.meeting, MEETING)] {
            if is_in(keys) || is_in(COMMON) {
                let rank = names.values().filter(|name| name.key == key).count();
                let written = name.to_owned();
                names.entry(normalise(name).into_owned()).or_insert(Name { key, rank, written });
            }
        }
    }

    /// Returns the key that a contact's normalised name stands for, and the name's rank.
    pub fn of_contact(&self, name: &str) -> Option<(Key, usize)> {
        self.contact.get(name).map(|name| (name.key, name.rank))
    }

    /// Returns the key that a meeting's normalised name stands for, and the name's rank.
    pub fn of_meeting(&self, name: &str) -> Option<(Key, usize)> {
        self.meeting.get(name).map(|name| (name.key, name.rank))
    }

    /// Returns the normalised names of a contact's key, in their rank.
    pub fn names_in_contact(&self, key: Key) -> Vec<&str> {
        ranked(&self.contact, key)
    }

    /// Returns the normalised names of a meeting's key, in their rank.
    pub fn names_in_meeting(&self, key: Key) -> Vec<&str> {
        ranked(&self.meeting, key)
    }

    /// Returns the name of a contact's key for which `name` is probably a slip.
    pub fn near_contact(&self, name: &str) -> Option<&str> {
        self.near(&self.contact, name)
    }

    /// Returns the name of a meeting's key for which `name` is probably a slip.
    pub fn near_meeting(&self, name: &str) -> Option<&str> {
        self.near(&self.meeting, name)
    }

    fn near<'k>(&'k self, names: &'k Names, name: &str) -> Option<&'k str> {
        if self.contact.contains_key(name) || self.meeting.contains_key(name) {
            return None;
        }
        nearest(name, names.keys().map(String::as_str)).map(|near| names[near].written.as_str())
    }
}

fn ranked(names: &Names, key: Key) -> Vec<&str> {
    let mut ranked: Vec<_> = names.iter().filter(|(_, name)| name.key == key).collect();
    sort_by_key(&mut ranked, |(text, name)| (name.rank, *text));
    ranked.into_iter().map(|(text, _)| text.as_str()).collect()
}

fn names(keys: &[KnownKey]) -> Names {
    let mut names = Names::default();
    for known in COMMON.iter().chain(keys) {
        for (rank, name) in std::iter::once(&known.name).chain(known.aliases).enumerate() {
            let written = (*name).to_owned();
            names.insert(normalise(name).into_owned(), Name { key: known.key, rank, written });
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_of_keys_does_not_matter() {
        for spelling in ["Thank-You Email", "thankYouEmail", "thank_you_email", "THANK YOU EMAIL"] {
            let key = Keys::new().of_meeting(&normalise(spelling));
            assert_eq!(key, Some((Key::ThankYouEmail, 0)), "{spelling}");
        }
    }

    #[test]
    fn a_slip_is_told_and_the_other_kind_s_keys_are_not() {
        let keys = Keys::new();
        assert_eq!(keys.near_contact("lastconact"), Some("last_contact"));
        assert_eq!(keys.near_contact("participants"), None);
        assert_eq!(keys.near_meeting("participant"), Some("participants"));
        assert_eq!(keys.near_meeting("created"), None);
    }
}
