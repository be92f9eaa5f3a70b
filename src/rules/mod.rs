//! What is owed on a day: one file for each rule, with the advice that it comes from on top.

mod check_in;
mod coming_up;
mod goal;
mod history;
mod nudge;
mod pick_action;
mod plans;
mod prepare;
mod report_back;
mod task;
mod thank_you;
mod write_up;

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSliceMut;
use rustc_hash::FxHashMap;

use crate::agenda::Agenda;
use crate::agenda::Counts;
use crate::agenda::Event;
use crate::agenda::Id;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::agenda::Occasion;
use crate::agenda::Person;
use crate::agenda::Reckoning;
use crate::agenda::Seed;
use crate::agenda::Source;
use crate::agenda::assign_ids;
use crate::date::Date;
use crate::date::Duration;
use crate::date::Today;
use crate::vault::Encounter;
use crate::vault::Vault;
use crate::vault::Who;

use history::History;

/// The rules that need nothing but the history.
const RULES: &[fn(&History) -> Vec<Item>] =
    &[thank_you::due, write_up::due, task::due, pick_action::due, nudge::due, prepare::due];

/// Returns what is owed on `today`.
pub fn due(vault: &Vault, today: Today) -> Agenda {
    let history = History::new(vault, today);
    let reports = report_back::due(&history);
    let mut items: Vec<Item> = RULES.par_iter().flat_map_iter(|due| due(&history)).collect();
    items.extend(check_in::due(&history, &reports));
    items.extend(reports);
    items.par_sort_by_cached_key(order);
    assign_ids(&mut items);
    let mut diagnostics = vault.problems.clone();
    diagnostics.extend(plans::problems(&history));
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    diagnostics.dedup();
    Agenda {
        today,
        counts: Counts {
            contacts: vault.contacts.len(),
            meetings: vault.meetings.len(),
            other_notes: vault.n_other,
        },
        items,
        coming_up: coming_up::coming_up(&history),
        goal: goal::goal(&history),
        diagnostics,
    }
}

/// Returns how long to wait between two signs of life with each contact, by the path of their
/// note; those with whom there need be none are left out.
pub fn intervals<'v>(vault: &'v Vault, today: Today) -> FxHashMap<&'v str, Duration> {
    let history = History::new(vault, today);
    let interval = |contact, past| check_in::interval(&history, contact, past, today.0);
    let contacts = history.contacts();
    contacts.filter_map(|(_, c, past)| Some((c.path, interval(c, past)?))).collect()
}

/// Returns what items are sorted by: section, day (no day last), name, path, line.
fn order(item: &Item) -> impl Ord + Send + use<> {
    let names: Vec<String> = item.who.iter().map(|person| person.name.to_lowercase()).collect();
    let day = item.due.map_or((1, Date::MIN), |due| (0, due));
    (item.kind.group(), day, names, item.source.clone(), item.kind.word(), item.id.clone())
}

/// An item before it has its people and its id.
struct Draft<'v> {
    kind: ItemKind,
    due: Option<Date>,
    reckoning: Reckoning,
    who: Vec<&'v Who>,
    text: String,
    path: &'v str,
    line: u32,
    meeting: Option<&'v Encounter<'v>>,
}

impl Draft<'_> {
    /// Makes an item of it that is no task.
    fn item(self, vault: &Vault) -> Item {
        let path = self.path;
        self.with_seed(vault, path, "", 0)
    }

    /// Makes an item of a task: the `occurrence`-th of this kind and text in its note.
    fn task_item(self, vault: &Vault, occurrence: usize) -> Item {
        let (path, text) = (self.path, self.text.clone());
        self.with_seed(vault, path, &text, occurrence)
    }

    fn with_seed(self, vault: &Vault, path: &str, text: &str, occurrence: usize) -> Item {
        let person = self.who.first().map_or("", |who| match who {
            Who::Contact(id) => vault.contact(*id).path,
            Who::Stranger(name) => name,
        });
        // Whose a task is can change with a link elsewhere: its text says which one it is.
        let person = if text.is_empty() { person } else { "" };
        let id: Id = Seed { kind: self.kind, path, person, text, occurrence }.id();
        Item {
            id,
            kind: self.kind,
            due: self.due,
            who: self.who.into_iter().map(|who| person_of(vault, who)).collect(),
            text: self.text,
            source: Source { path: path.to_owned(), line: self.line },
            meeting: self.meeting.map(occasion),
            missing: Vec::new(),
            reckoning: self.reckoning,
        }
    }
}

fn person_of(vault: &Vault, who: &Who) -> Person {
    match who {
        Who::Contact(id) => {
            let person = vault.contact(*id);
            Person {
                name: person.contact.name.clone(),
                path: Some(person.path.to_owned()),
                email: person.contact.emails.iter().find(|email| email.contains('@')).cloned(),
            }
        }
        Who::Stranger(name) => Person { name: name.clone(), path: None, email: None },
    }
}

fn occasion(encounter: &Encounter) -> Occasion {
    Occasion {
        path: encounter.path.to_owned(),
        date: encounter.meeting.date,
        label: encounter.meeting.label,
    }
}

/// Returns the day `wait` after `date`, and the reckoning that says so.
fn after(date: Date, event: Event, wait: Duration) -> (Date, Reckoning) {
    let reckoning = Reckoning::After { date, event, wait: Some(wait), not_before: None };
    (wait.after(date), reckoning)
}

/// Returns the names of people for a phrase, `Ada, Grace and 3 more`.
fn names(vault: &Vault, who: &[Who]) -> String {
    let names: Vec<&str> = who.iter().map(|who| vault.name(who)).collect();
    match names.as_slice() {
        [first, second, rest @ ..] if !rest.is_empty() => {
            format!("{first}, {second} and {} more", rest.len())
        }
        names => names.join(" and "),
    }
}
