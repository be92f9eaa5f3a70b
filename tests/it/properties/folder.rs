//! A vault's files in memory, and what keepwarm makes of them without a disk.

use std::collections::BTreeMap;

use keepwarm::agenda::Agenda;
use keepwarm::date;
use keepwarm::date::Today;
use keepwarm::note;
use keepwarm::note::Note;
use keepwarm::render::json;
use keepwarm::rules;
use keepwarm::settings;
use keepwarm::settings::Settings;
use keepwarm::vault::Joined;
use serde_json::Value;

use crate::vault::TODAY;
use crate::vault::Vault;

/// The files of a vault.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    /// What `keepwarm.yaml` says.
    pub(super) config: String,
    /// The notes' texts, by path.
    pub(super) notes: BTreeMap<String, String>,
}

impl Folder {
    /// Reads the config.
    pub(super) fn settings(&self) -> Settings {
        settings::read(&self.config).expect("the generated configs can be used")
    }

    /// Reads the notes, each for itself.
    pub(super) fn read(&self, settings: &Settings) -> Vec<Note> {
        self.notes
            .iter()
            .map(|(path, text)| note::parse(path.as_str().into(), text, settings))
            .collect()
    }

    /// Calls `look` with the agenda of the tests' day.
    pub(super) fn agenda<T>(&self, look: impl FnOnce(&Agenda) -> T) -> T {
        let settings = self.settings();
        let notes = self.read(&settings);
        look(&agenda(&join(&settings, &notes).vault(), TODAY))
    }

    /// Returns the agenda of the tests' day as JSON.
    pub(super) fn json(&self) -> Value {
        self.agenda(published)
    }

    /// Returns the same notes with other texts.
    pub(super) fn with_texts(&self, change: impl Fn(&str) -> String) -> Folder {
        let changed = self.notes.iter();
        Folder {
            config: self.config.clone(),
            notes: changed.map(|(path, text)| (path.clone(), change(text))).collect(),
        }
    }

    /// Puts the files on the disk, in the order of `ranks`.
    pub(super) fn on_disk(&self, ranks: &[u32]) -> Vault {
        let mut notes: Vec<_> = self.notes.iter().zip(ranks.iter().cycle()).collect();
        notes.sort_by_key(|(_, rank)| **rank);
        let vault = Vault::new().bytes("keepwarm.yaml", self.config.as_bytes());
        notes.iter().fold(vault, |vault, ((path, text), _)| vault.bytes(path, text.as_bytes()))
    }
}

/// Joins notes, which are sorted by path.
pub(super) fn join<'n>(settings: &'n Settings, notes: &'n [Note]) -> Joined<'n> {
    Joined::new(settings, notes, Vec::new())
}

/// Returns what is owed on a day.
pub(super) fn agenda<'v>(vault: &keepwarm::vault::Vault<'v>, day: &str) -> Agenda<'v> {
    rules::due(vault, Today(date::read(day).expect("a day of the tests is a date")))
}

/// Returns an agenda as programs read it.
pub(super) fn published(agenda: &Agenda) -> Value {
    let mut line = Vec::new();
    json::agenda(agenda, &mut line).expect("memory takes everything");
    serde_json::from_slice(&line).expect("the agenda is JSON")
}
