//! The keys of front matter, with all the names that people give them.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::sorting::sort_by_key;
use crate::text::count;
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
    /// What each normalised name stands for.
    names: FxHashMap<String, Meanings>,
}

/// What a name stands for in the notes of each kind.
#[derive(Debug, Clone, Default)]
struct Meanings {
    contact: Option<Name>,
    meeting: Option<Name>,
}

/// A name of a key.
#[derive(Debug, Clone)]
struct Name {
    key: Key,
    /// Its rank among the key's names.
    rank: u32,
    /// How it is usually written.
    written: String,
}

/// Picks what a name stands for in the notes of one kind.
type Pick = fn(&Meanings) -> Option<&Name>;

const IN_CONTACT: Pick = |meanings| meanings.contact.as_ref();
const IN_MEETING: Pick = |meanings| meanings.meeting.as_ref();

impl Keys {
    pub(super) fn new() -> Keys {
        let mut keys = Keys { names: FxHashMap::default() };
        for known in known() {
            for name in std::iter::once(&known.name).chain(known.aliases) {
                keys.add(known.key, name);
            }
        }
        keys
    }

    /// Adds a name for `key`; it ranks after those that the key already has.
    pub(super) fn add(&mut self, key: Key, name: &str) {
        let new = |keys: &[KnownKey], pick: Pick| {
            let known = self.names.values().filter_map(pick);
            let rank = count(known.filter(|name| name.key == key).count());
            let is_in = keys.iter().chain(COMMON).any(|known| known.key == key);
            is_in.then(|| Name { key, rank, written: name.to_owned() })
        };
        let (contact, meeting) = (new(CONTACT, IN_CONTACT), new(MEETING, IN_MEETING));
        let meanings = self.names.entry(normalise(name).into_owned()).or_default();
        meanings.contact = meanings.contact.take().or(contact);
        meanings.meeting = meanings.meeting.take().or(meeting);
    }

    /// Returns the keys that a normalised name stands for in a contact's note and in a meeting's,
    /// and the name's rank.
    pub fn meanings(&self, name: &str) -> [Option<(Key, u32)>; 2] {
        let meaning = |name: &Name| (name.key, name.rank);
        self.names.get(name).map_or([None; 2], |meanings| {
            [&meanings.contact, &meanings.meeting].map(|name| name.as_ref().map(meaning))
        })
    }

    /// Returns the key that a contact's normalised name stands for, and the name's rank.
    pub fn of_contact(&self, name: &str) -> Option<(Key, u32)> {
        let [of_contact, _] = self.meanings(name);
        of_contact
    }

    /// Returns the key that a meeting's normalised name stands for, and the name's rank.
    pub fn of_meeting(&self, name: &str) -> Option<(Key, u32)> {
        let [_, of_meeting] = self.meanings(name);
        of_meeting
    }

    /// Returns the normalised names of a contact's key, in their rank.
    pub fn names_in_contact(&self, key: Key) -> Vec<&str> {
        self.ranked(IN_CONTACT, key)
    }

    /// Returns the normalised names of a meeting's key, in their rank.
    pub fn names_in_meeting(&self, key: Key) -> Vec<&str> {
        self.ranked(IN_MEETING, key)
    }

    /// Returns the name of a contact's key for which `name` is probably a slip.
    pub fn near_contact(&self, name: &str) -> Option<&str> {
        self.near(IN_CONTACT, name)
    }

    /// Returns the name of a meeting's key for which `name` is probably a slip.
    pub fn near_meeting(&self, name: &str) -> Option<&str> {
        self.near(IN_MEETING, name)
    }

    fn near(&self, pick: Pick, name: &str) -> Option<&str> {
        if self.names.contains_key(name) {
            return None;
        }
        let known = self.names.iter().filter(|(_, meanings)| pick(meanings).is_some());
        let near = nearest(name, known.map(|(known, _)| known.as_str()))?;
        pick(&self.names[near]).map(|near| near.written.as_str())
    }

    fn ranked(&self, pick: Pick, key: Key) -> Vec<&str> {
        let names = self.names.iter().filter_map(|(text, meanings)| Some((text, pick(meanings)?)));
        let mut ranked: Vec<_> = names.filter(|(_, name)| name.key == key).collect();
        sort_by_key(&mut ranked, |(text, name)| (name.rank, *text));
        ranked.into_iter().map(|(text, _)| text.as_str()).collect()
    }
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
