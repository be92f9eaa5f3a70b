//! # action-item, promise, waiting
//!
//! **Advice:** act on at least one piece of advice within three days; keep every promise; and
//! remind people, kindly, of what they offered.
//!
//! **Rule:** every open task in a meeting's or a contact's note is owed by its own date, else
//! some days after the meeting. Once one action item of a meeting is done, the others have no
//! day: one is the advice, the rest are no failure. Tasks of meetings that are off, still to
//! come, or before `since` are owed only with a date of their own.
//!
//! **Cleared by** ticking the task.

use rustc_hash::FxHashMap;

use crate::agenda::Event;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::agenda::Reckoning;
use crate::date::Date;
use crate::note::State;
use crate::note::Task;
use crate::vault::Acquaintance;
use crate::vault::Assigned;
use crate::vault::Encounter;
use crate::vault::TaskKind;

use super::Draft;
use super::after;
use super::history::History;
use super::history::Outcome;

/// Adds what the tasks in a meeting's note owe.
pub(super) fn of_meeting<'v>(
    history: &History<'v>,
    encounter: &'v Encounter<'v>,
    outcome: Outcome,
    items: &mut Vec<Item<'v>>,
) {
    let has_done = has_any(encounter.tasks(), &[TaskKind::ActionItem], &[State::Done]);
    let date = encounter.meeting().date;
    let date = date.filter(|date| outcome == Outcome::Held && history.counts_since(*date));
    let reckon = |kind| date.map(|date| reckon_from_meeting(history, date, kind, has_done));
    of_note(history, Home::Meeting(encounter), encounter.tasks(), reckon, items);
}

/// Adds what the tasks in a contact's note owe; the owner may keep some in a note of their own.
pub(super) fn of_contact<'v>(
    history: &History<'v>,
    contact: &'v Acquaintance<'v>,
    items: &mut Vec<Item<'v>>,
) {
    let reckon = |_| Some((None, Reckoning::InContact));
    of_note(history, Home::Contact(contact), contact.tasks(), reckon, items);
}

/// The note where tasks stand.
enum Home<'v> {
    Meeting(&'v Encounter<'v>),
    Contact(&'v Acquaintance<'v>),
}

/// Adds the open tasks of one note; `reckon` says when one without a date is due, if it is owed
/// at all.
fn of_note<'v>(
    history: &History<'v>,
    home: Home<'v>,
    tasks: impl ExactSizeIterator<Item = (Task<'v>, Assigned<'v, 'v>)>,
    reckon: impl Fn(ItemKind) -> Option<(Option<Date>, Reckoning<'v>)>,
    items: &mut Vec<Item<'v>>,
) {
    let (note, meeting) = match home {
        Home::Meeting(meeting) => (meeting.note, Some(meeting)),
        Home::Contact(contact) => (contact.known().note(), None),
    };
    let n_tasks = tasks.len();
    let mut occurrences: FxHashMap<(TaskKind, &str), usize> = FxHashMap::default();
    for (task, assigned) in tasks {
        let occurrence = match n_tasks {
            1 => 0,
            _ => {
                let counter = occurrences.entry((assigned.kind, task.text)).or_default();
                std::mem::replace(counter, *counter + 1)
            }
        };
        let Some(kind) = ItemKind::of_task(assigned.kind) else { continue };
        if task.state != State::Open {
            continue;
        }
        let own = match (task.due, task.scheduled) {
            (Some(due), _) => Some((Some(due), Reckoning::Own { is_due: true })),
            (None, Some(scheduled)) => Some((Some(scheduled), Reckoning::Own { is_due: false })),
            (None, None) => None,
        };
        let Some((due, reckoning)) = own.or_else(|| reckon(kind)) else {
            continue;
        };
        // What they owe is only shown when it is time to ask.
        if kind == ItemKind::Waiting && due.is_some_and(|due| due > history.horizon) {
            continue;
        }
        let who = match home {
            Home::Meeting(meeting) => meeting.whose(assigned),
            Home::Contact(contact) => contact.whose(assigned),
        };
        let line = task.line;
        let draft = Draft { kind, due, reckoning, who, note, line, meeting };
        items.push(draft.task(task.text, occurrence));
    }
}

fn reckon_from_meeting<'v>(
    history: &History<'v>,
    date: Date,
    kind: ItemKind,
    has_other_done: bool,
) -> (Option<Date>, Reckoning<'v>) {
    if kind == ItemKind::ActionItem && has_other_done {
        return (None, Reckoning::AnotherDone);
    }
    let settings = history.vault.settings;
    let wait = if kind == ItemKind::Waiting { settings.nudge } else { settings.action_item };
    let (due, reckoning) = after(date, Event::Meeting, wait);
    (Some(due), reckoning)
}

/// Tells whether one of the tasks is of one of the kinds, in one of the states.
pub(super) fn has_any<'v, 'n: 'v>(
    mut tasks: impl Iterator<Item = (Task<'v>, Assigned<'v, 'n>)>,
    kinds: &[TaskKind],
    states: &[State],
) -> bool {
    tasks.any(|(task, assigned)| kinds.contains(&assigned.kind) && states.contains(&task.state))
}
