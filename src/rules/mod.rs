//! What is owed on a day: one file for each rule, with the advice that it comes from on top.

mod check_in;
mod coming_up;
mod goal;
mod history;
mod nudge;
mod order;
mod pick_action;
mod plans;
mod prepare;
mod reckoned;
mod report_back;
mod task;
mod thank_you;
mod write_up;

pub use check_in::CheckIn;
pub use check_in::check_in;
pub use coming_up::planned;
pub use goal::goal;
pub use history::History;
pub use history::Outcome;
pub use history::Past;
pub use history::outcome;
pub use reckoned::Reckoned;
pub use report_back::untold;
pub use thank_you::Owed;
pub use thank_you::owed;

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::agenda::Agenda;
use crate::agenda::Counts;
use crate::agenda::Event;
use crate::agenda::Gaps;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::agenda::Reckoning;
use crate::agenda::Seed;
use crate::agenda::View;
use crate::date::Date;
use crate::date::Duration;
use crate::date::Today;
use crate::fetch::fetch;
use crate::note::Note;
use crate::parallel::PIECE;
use crate::parallel::both;
use crate::parallel::gather;
use crate::vault;
use crate::vault::Acquaintance;
use crate::vault::Encounter;
use crate::vault::List;
use crate::vault::Problem;
use crate::vault::Vault;
use crate::vault::Who;

use order::Unordered;

/// Returns what is owed on `today`.
pub fn due<'v>(vault: &Vault<'v>, today: Today) -> Agenda<'v> {
    agenda(&History::new(vault, today))
}

fn agenda<'v>(history: &History<'v>) -> Agenda<'v> {
    let vault = &history.vault;
    let (items, (diagnostics, coming_up, goal)) = both(
        || items(history).ordered(),
        || (diagnostics(history), coming_up::coming_up(history), goal(history)),
    );
    Agenda {
        view: View::Full,
        today: Today(history.today),
        counts: Counts {
            contacts: vault.contacts.len(),
            meetings: vault.meetings.len(),
            other_notes: vault.n_other,
        },
        items,
        coming_up,
        goal,
        diagnostics,
    }
}

/// Returns how long to wait between two signs of life with each contact, by the path of their
/// note; those with whom there need be none are left out.
pub fn intervals<'v>(vault: &Vault<'v>, today: Today) -> FxHashMap<&'v str, Duration> {
    let history = History::new(vault, today);
    let interval = |contact, past| check_in::interval(&history, contact, past, today.0);
    let contacts = history.contacts();
    contacts.filter_map(|(c, past)| Some((c.path(), interval(c, past)?))).collect()
}

fn diagnostics<'v>(history: &History<'v>) -> Vec<Problem<'v>> {
    let overtaken = history.overtaken.iter().cloned().map(Problem::from);
    vault::merged(&history.vault.problems, overtaken.collect())
}

/// Returns what is owed, in no order.
fn items<'v>(history: &History<'v>) -> Unordered<'v> {
    let Vault { contacts, meetings, .. } = &history.vault;
    let mut items = Unordered::with_room_for(2 * (contacts.len() + meetings.len()));
    add_each(&mut items, contacts, &history.pasts, fetch_contacts, |contact, past, items| {
        of_contact(history, contact, past, items);
    });
    add_each(&mut items, meetings, &history.outcomes, fetch_meetings, |meeting, outcome, items| {
        of_meeting(history, meeting, *outcome, items);
    });
    items
}

/// Adds what a contact's note owes.
fn of_contact<'v>(
    history: &History<'v>,
    contact: &'v Acquaintance<'v>,
    past: &Past<'v>,
    items: &mut Vec<Item<'v>>,
) {
    report_back::due(history, contact, past, items);
    task::of_contact(history, contact, items);
    if !contact.is_me {
        nudge::due(history, contact, past, items);
        check_in::due(history, contact, past, items);
    }
}

/// Adds what a meeting's note owes.
fn of_meeting<'v>(
    history: &History<'v>,
    encounter: &'v Encounter<'v>,
    outcome: Outcome,
    items: &mut Vec<Item<'v>>,
) {
    thank_you::due(history, encounter, outcome, items);
    write_up::due(history, encounter, outcome, items);
    task::of_meeting(history, encounter, outcome, items);
    pick_action::due(history, encounter, outcome, items);
    prepare::due(history, encounter, outcome, items);
}

/// Adds what `rules` say of each of the notes, of which `known` is known; what they read is told
/// to `fetch` before.
fn add_each<'v, N: Sync, K: Sync>(
    all: &mut Unordered<'v>,
    notes: &List<'v, N>,
    known: &[K],
    fetch: fn(&mut dyn Iterator<Item = &'v N>),
    rules: impl Fn(&'v N, &K, &mut Vec<Item<'v>>) + Sync,
) {
    let add = |range: Range<usize>, piece: &mut Unordered<'v>| {
        fetch(&mut notes.range(range.clone()));
        piece.add(|items| {
            let notes = notes.range(range.clone()).zip(&known[range]);
            notes.for_each(|(note, known)| rules(note, known, items));
        });
    };
    gather(all, notes.len(), PIECE, &add, Unordered::append);
}

fn fetch_contacts<'v>(contacts: &mut dyn Iterator<Item = &'v Acquaintance<'v>>) {
    fetch(contacts.flat_map(|contact| [contact.path(), contact.who.name()]));
}

fn fetch_meetings<'v>(meetings: &mut dyn Iterator<Item = &'v Encounter<'v>>) {
    fetch(meetings.flat_map(|encounter| {
        let people = encounter.present.iter();
        let people = people.flat_map(|who| [who.name(), who.path().unwrap_or_default()]);
        people.chain(encounter.meeting().tasks.iter().map(|task| task.text))
    }));
}

/// An item before it has its id.
struct Draft<'v> {
    kind: ItemKind,
    due: Option<Date>,
    reckoning: Reckoning<'v>,
    who: &'v [Who<'v>],
    note: &'v Note,
    line: u32,
    meeting: Option<&'v Encounter<'v>>,
}

impl<'v> Draft<'v> {
    /// Something that a whole meeting owes, by the day that was reckoned.
    fn of_meeting(
        kind: ItemKind,
        encounter: &'v Encounter<'v>,
        (due, reckoning): (Date, Reckoning<'v>),
    ) -> Draft<'v> {
        Draft {
            kind,
            due: Some(due),
            reckoning,
            who: &encounter.present,
            note: encounter.note,
            line: 1,
            meeting: Some(encounter),
        }
    }

    /// Makes an item of it that is no task; `subject` is whom it is about beside those in `who`.
    fn item(self, subject: &'v str) -> Item<'v> {
        let person = self.who.first().map_or("", |who| who.path().unwrap_or(who.name()));
        self.with_seed(subject, person, "", 0)
    }

    /// Makes an item of a task: the `occurrence`-th of this kind and text in its note.
    fn task(self, text: &'v str, occurrence: usize) -> Item<'v> {
        // Whose a task is can change with a link elsewhere: its text says which one it is.
        self.with_seed(text, "", text, occurrence)
    }

    fn with_seed(self, subject: &'v str, person: &str, text: &str, occurrence: usize) -> Item<'v> {
        let Draft { kind, due, reckoning, who, note, line, meeting } = self;
        let path = &note.path;
        let id = Seed { kind, path, person, text, occurrence }.id();
        let missing = Gaps::default();
        Item { id, kind, due, who, subject, note, line, meeting, missing, reckoning }
    }
}

/// Returns the day of a meeting, and the reckoning that says so.
fn on_the_day<'v>(date: Date) -> (Date, Reckoning<'v>) {
    let event = Event::Meeting;
    (date, Reckoning::After { date, event, wait: None, not_before: None })
}

/// Returns the day `wait` after `date`, and the reckoning that says so.
fn after<'v>(date: Date, event: Event<'v>, wait: Duration) -> (Date, Reckoning<'v>) {
    let reckoning = Reckoning::After { date, event, wait: Some(wait), not_before: None };
    (wait.after(date), reckoning)
}
