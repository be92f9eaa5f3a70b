//! What to write into `keepwarm.yaml` so that the notes of a folder are taken for what they are.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::note::Kind;
use crate::note::Reference;
use crate::settings::Key;
use crate::settings::normalise;
use crate::text::fold;
use crate::text::stem;
use crate::yaml;

use super::Survey;
use super::survey::Seen;

/// What is proposed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    /// A line for each key.
    pub lines: Vec<Line>,
}

/// A key of the configuration with its value, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The key, `folders`.
    pub key: &'static str,
    /// Its value, as YAML.
    pub value: String,
    /// What was seen.
    pub reasons: Vec<String>,
}

/// A folder of notes, or of folders with notes, and how many of them look alike.
#[derive(Debug, Default)]
struct Share {
    n_notes: usize,
    n_alike: usize,
}

/// Words for those who were there, in the keys of notes.
const PEOPLE_WORDS: &[&str] = &[
    "invitees",
    "invited",
    "interviewee",
    "interviewees",
    "interviewer",
    "present",
    "counterpart",
    "withwhom",
    "metwith",
    "mentor",
    "speakers",
    "names",
    "personen",
    "teilnehmer",
    "beteiligte",
    "deltakere",
    "deltagare",
    "asistentes",
    "participantes",
    "personas",
    "personnes",
    "partecipanti",
    "pessoas",
];

/// Folders whose notes have a day or an address, but are neither meetings nor people.
const OTHER_FOLDERS: &[&str] = &[
    "daily",
    "dailies",
    "daily notes",
    "journal",
    "diary",
    "clippings",
    "companies",
    "company",
    "organizations",
    "organisations",
    "places",
    "books",
];

/// Meetings that are older than this owe nothing worth a list of reminders.
const OLD_DAYS: i64 = 30;

impl Survey<'_> {
    /// Returns what would help, as far as the notes show it.
    pub fn proposal(&self) -> Proposal {
        let people = self.folders_of(&|note| note.kind.is_none() && note.looks_like_a_contact());
        let names = self.names(&people);
        let is_with = |(key, texts): &(String, Vec<String>)| {
            PEOPLE_WORDS.contains(&&*normalise(key)) || all_name(texts, &names)
        };
        let has_people = |note: &Seen| note.has_people || note.unknown_keys.iter().any(is_with);
        let meetings = self.folders_of(&|note| {
            let is_free = note.kind.is_none() && !note.looks_like_a_contact();
            is_free && note.date.is_some() && has_people(note)
        });
        let is_meeting = |note: &&Seen| match note.kind {
            Some((kind, _)) => kind == Kind::Meeting,
            None => meetings.keys().any(|folder| is_below(&note.path, folder)),
        };
        let with = |note: &Seen| {
            let keys = note.unknown_keys.iter().filter(|key| !note.has_people && is_with(key));
            keys.map(|(key, _)| key.clone()).collect::<Vec<_>>()
        };
        let with = count(self.notes.iter().filter(is_meeting).flat_map(with));
        let dates = self.notes.iter().filter(is_meeting).filter_map(|note| note.date);
        let n_old = dates.filter(|date| (self.today.0 - *date).num_days() > OLD_DAYS).count();
        let lines = [self.folders(&people, &meetings), keys(&with), self.since(n_old)];
        Proposal { lines: lines.into_iter().flatten().collect() }
    }

    /// Returns the outermost folders where most of the notes are alike, and how many are.
    fn folders_of(&self, is_alike: &dyn Fn(&Seen) -> bool) -> BTreeMap<String, usize> {
        let mut shares: BTreeMap<&str, Share> = BTreeMap::new();
        for note in &self.notes {
            let ends = note.path.match_indices('/').map(|(end, _)| end);
            for end in ends {
                let share = shares.entry(&note.path[..end]).or_default();
                share.n_notes += 1;
                share.n_alike += usize::from(is_alike(note));
            }
        }
        let is_other = |folder: &str| OTHER_FOLDERS.contains(&&*fold(stem(folder)));
        let is_full = |(folder, share): &(&str, Share)| {
            share.n_alike >= 2 && share.n_alike * 3 >= share.n_notes * 2 && !is_other(folder)
        };
        let mut folders: BTreeMap<String, usize> = BTreeMap::new();
        for (folder, share) in shares.into_iter().filter(is_full) {
            if !folders.keys().any(|outer| is_below(folder, outer)) {
                folders.insert(folder.to_owned(), share.n_alike);
            }
        }
        folders
    }

    /// Returns what the contacts are called, those included that are below the proposed `folders`.
    fn names(&self, folders: &BTreeMap<String, usize>) -> BTreeSet<String> {
        let is_contact = |note: &&Seen| match note.kind {
            Some((kind, _)) => kind == Kind::Contact,
            None => folders.keys().any(|folder| is_below(&note.path, folder)),
        };
        let contacts = self.notes.iter().filter(is_contact);
        contacts.map(|note| fold(stem(&note.path)).into_owned()).collect()
    }

    fn folders(
        &self,
        people: &BTreeMap<String, usize>,
        meetings: &BTreeMap<String, usize>,
    ) -> Option<Line> {
        let list = |name: &str, known: &[String], new: &BTreeMap<String, usize>| {
            let all = known.iter().chain(new.keys()).map(|folder| yaml::quoted(folder));
            let all: Vec<_> = all.collect();
            (!new.is_empty()).then(|| format!("{name}: [{}]", all.join(", ")))
        };
        let contact = list("contact", &self.settings.contact_folders, people);
        let meeting = list("meeting", &self.settings.meeting_folders, meetings);
        let parts: Vec<String> = contact.into_iter().chain(meeting).collect();
        let people = people.iter().map(|(folder, n)| {
            format!("{folder}/ has {n} notes with keys of people, such as `email`")
        });
        let meetings = meetings
            .iter()
            .map(|(folder, n)| format!("{folder}/ has {n} notes with a day and somebody's name"));
        let reasons = people.chain(meetings).collect();
        let value = format!("{{{}}}", parts.join(", "));
        (!parts.is_empty()).then_some(Line { key: "folders", value, reasons })
    }

    fn since(&self, n_old: usize) -> Option<Line> {
        let n = match n_old {
            0 => return None,
            1 => "1 meeting is".to_owned(),
            n => format!("{n} meetings are"),
        };
        if self.settings.since.is_some() {
            return None;
        }
        let reason = format!("{n} more than {OLD_DAYS} days old: it is late for a thank-you");
        let value = self.today.0.to_string();
        Some(Line { key: "since", value, reasons: vec![reason] })
    }
}

impl Seen {
    /// Tells whether it has a key that only a note about a person has.
    fn looks_like_a_contact(&self) -> bool {
        // Not all of them: `source` stands in clippings too, `frequency` in notes about habits.
        const TELLING: [Key; 7] = [
            Key::Email,
            Key::Phone,
            Key::Linkedin,
            Key::LastContact,
            Key::ReferredBy,
            Key::ReachedOut,
            Key::InCommon,
        ];
        self.contact_keys.iter().any(|key| TELLING.contains(key))
    }
}

/// Tells whether texts name contacts, and nothing else.
fn all_name(texts: &[String], names: &BTreeSet<String>) -> bool {
    let is_name = |text: &String| {
        let target = Reference::read(text).target;
        names.contains(&*fold(stem(&target)))
    };
    !texts.is_empty() && texts.iter().all(is_name)
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Counts what is alike.
fn count(all: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    all.for_each(|one| *counts.entry(one).or_default() += 1);
    counts
}

fn keys(with: &BTreeMap<String, usize>) -> Option<Line> {
    let names: Vec<_> = with.keys().map(|key| yaml::quoted(key)).collect();
    let value = format!("{{with: [{}]}}", names.join(", "));
    let reasons = with.iter().map(|(key, n)| match n {
        1 => format!("1 meeting says in `{key}` who was there"),
        n => format!("{n} meetings say in `{key}` who was there"),
    });
    (!with.is_empty()).then(|| Line { key: "keys", value, reasons: reasons.collect() })
}
