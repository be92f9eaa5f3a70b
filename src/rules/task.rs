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
use crate::vault::Assigned;
use crate::vault::Encounter;
use crate::vault::TaskKind;

use super::Draft;
use super::after;
use super::history::History;
use super::history::Outcome;

pub(super) fn due(history: &History) -> Vec<Item> {
    let mut items = Vec::new();
    for (encounter, outcome) in history.meetings() {
        let reckon = |kind, has_other_done| {
            let date = encounter
                .meeting
                .date
                .filter(|date| outcome == Outcome::Held && history.counts_since(*date))?;
            Some(reckon_from_meeting(history, date, kind, has_other_done))
        };
        let tasks = &encounter.meeting.tasks;
        items.extend(of_note(
            history,
            encounter.path,
            Some(encounter),
            tasks,
            &encounter.tasks,
            reckon,
        ));
    }
    for (_, contact, _) in history.contacts() {
        let reckon = |_, _| Some((None, Reckoning::InContact));
        let tasks = &contact.contact.tasks;
        items.extend(of_note(history, contact.path, None, tasks, &contact.tasks, reckon));
    }
    items
}

/// Returns the open tasks of one note; `reckon` says when one without a date is due, if it is
/// owed at all.
fn of_note<'v>(
    history: &History<'v>,
    path: &'v str,
    meeting: Option<&'v Encounter<'v>>,
    tasks: &'v [Task],
    assigned: &'v [Assigned],
    reckon: impl Fn(ItemKind, bool) -> Option<(Option<Date>, Reckoning)>,
) -> Vec<Item> {
    let has_done = has_any(tasks, assigned, &[TaskKind::ActionItem], &[State::Done]);
    let mut occurrences: FxHashMap<(TaskKind, &str), usize> = FxHashMap::default();
    let mut items = Vec::new();
    for (task, assigned) in tasks.iter().zip(assigned) {
        let counter = occurrences.entry((assigned.kind, &task.text)).or_default();
        let occurrence = std::mem::replace(counter, *counter + 1);
        let kind = match assigned.kind {
            TaskKind::Preparation => continue,
            TaskKind::ActionItem => ItemKind::ActionItem,
            TaskKind::Promise => ItemKind::Promise,
            TaskKind::Waiting => ItemKind::Waiting,
        };
        if task.state != State::Open {
            continue;
        }
        let own = match (task.due, task.scheduled) {
            (Some(due), _) => Some((Some(due), Reckoning::Own { is_due: true })),
            (None, Some(scheduled)) => Some((Some(scheduled), Reckoning::Own { is_due: false })),
            (None, None) => None,
        };
        let Some((due, reckoning)) = own.or_else(|| reckon(kind, has_done)) else {
            continue;
        };
        // What they owe is only shown when it is time to ask.
        if kind == ItemKind::Waiting && due.is_some_and(|due| due > history.horizon) {
            continue;
        }
        let draft = Draft {
            kind,
            due,
            reckoning,
            who: assigned.who.iter().collect(),
            text: task.text.to_string(),
            path,
            line: task.line,
            meeting,
        };
        items.push(draft.task_item(history.vault, occurrence));
    }
    items
}

fn reckon_from_meeting(
    history: &History,
    date: Date,
    kind: ItemKind,
    has_other_done: bool,
) -> (Option<Date>, Reckoning) {
    if kind == ItemKind::ActionItem && has_other_done {
        return (None, Reckoning::AnotherDone);
    }
    let settings = history.vault.settings;
    let wait = if kind == ItemKind::Waiting { settings.nudge } else { settings.action_item };
    let (due, reckoning) = after(date, Event::Meeting, wait);
    (Some(due), reckoning)
}

/// Tells whether one of the tasks is of one of the kinds, in one of the states.
pub(super) fn has_any(
    tasks: &[Task],
    assigned: &[Assigned],
    kinds: &[TaskKind],
    states: &[State],
) -> bool {
    let mut tasks = tasks.iter().zip(assigned);
    tasks.any(|(task, assigned)| kinds.contains(&assigned.kind) && states.contains(&task.state))
}
