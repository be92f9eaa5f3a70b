//! What a folder of notes has in it: how many contacts and meetings are recognised, and by what.

use std::collections::BTreeMap;

use crate::date::Date;
use crate::date::Today;
use crate::note::By;
use crate::note::Glance;
use crate::note::Kind;
use crate::note::glance;
use crate::settings::Key;
use crate::settings::Settings;
use crate::settings::normalise;

/// How many notes of each kind there are, and what tells their kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// People.
    pub contacts: BTreeMap<By, usize>,
    /// Meetings.
    pub meetings: BTreeMap<By, usize>,
    /// Notes about anything else.
    pub n_other: usize,
}

/// What is known of the notes in a folder.
#[derive(Debug)]
pub struct Survey<'s> {
    pub(super) settings: &'s Settings,
    pub(super) today: Today,
    pub(super) notes: Vec<Seen>,
}

/// A note, as far as it matters here.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) path: String,
    pub(super) kind: Option<(Kind, By)>,
    pub(super) date: Option<Date>,
    /// The keys that mean something about a person.
    pub(super) contact_keys: Vec<Key>,
    /// Whether a key says with whom it was.
    pub(super) has_people: bool,
    /// The keys that mean nothing yet, each with its texts: of notes with a day, and of contacts.
    pub(super) unknown_keys: Vec<(String, Vec<String>)>,
}

impl<'s> Survey<'s> {
    /// Begins to look at a folder that is read with `settings`.
    pub fn new(settings: &'s Settings, today: Today) -> Survey<'s> {
        Survey { settings, today, notes: Vec::new() }
    }

    /// Looks at a note.
    pub fn add(&mut self, path: &str, text: &str) {
        let Glance { kind, keys, date } = glance(path, text, self.settings);
        let names = &self.settings.keys;
        let contact_key = |key: &str| names.of_contact(&normalise(key)).map(|(key, _)| key);
        let meeting_key = |key: &str| names.of_meeting(&normalise(key)).map(|(key, _)| key);
        let is_unknown = |key: &str| contact_key(key).is_none() && meeting_key(key).is_none();
        self.notes.push(Seen {
            path: path.to_owned(),
            kind,
            date,
            contact_keys: keys.iter().filter_map(|(key, _)| contact_key(key)).collect(),
            has_people: keys.iter().any(|(key, _)| meeting_key(key) == Some(Key::With)),
            unknown_keys: keys.into_iter().filter(|(key, _)| is_unknown(key)).collect(),
        });
    }

    /// Counts what is recognised.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for note in &self.notes {
            match note.kind {
                Some((Kind::Contact, by)) => *counts.contacts.entry(by).or_default() += 1,
                Some((Kind::Meeting, by)) => *counts.meetings.entry(by).or_default() += 1,
                None => counts.n_other += 1,
            }
        }
        counts
    }
}
