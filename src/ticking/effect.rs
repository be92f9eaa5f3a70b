//! What each kind of thing says in a note when it is ticked, and how to know that it says so.

use crate::agenda::Item;
use crate::change::Change;
use crate::change::Means;
use crate::change::TaskAt;
use crate::change::Thanked;
use crate::date::Date;
use crate::date::Duration;
use crate::note::Reply;
use crate::note::Sent;
use crate::note::State;
use crate::note::plain;
use crate::render::markdown;
use crate::vault::Acquaintance;

use super::Plan;
use super::Planner;
use super::Wish;
use super::person;
use super::thing::InNote;
use super::thing::Thanks;
use super::thing::Thing;

/// So long somebody rests who has no cadence of their own.
const LONG_REST: Duration = Duration::Months(12);

/// Plans what to say where, for something that is owed.
pub(super) fn plan(planner: &Planner, thing: &Thing, item: &Item, wish: Wish) -> Plan {
    let change = |path: &str, change| Plan::Change(path.to_owned(), vec![change]);
    match *thing {
        Thing::Task(InNote { path, task, .. }) => {
            let at = TaskAt { line: task.line, text: task.text.to_string() };
            let task_change = match wish {
                Wish::Done(day) => Change::Complete(at, day),
                Wish::NotNeeded(_) => Change::Cancel(at),
                Wish::Snooze(until) => Change::Postpone(at, until),
            };
            change(path, task_change)
        }
        Thing::Thanks(thanks) => thank(planner, thanks, wish),
        Thing::CheckIn(contact) => {
            let log = |day| Change::Log(day, "checked in".to_owned());
            change(contact.path(), of_touch(planner, contact, wish, log))
        }
        Thing::ReportBack { about, to } => {
            let log = |day| Change::Log(day, report(planner, about, to, item));
            change(to.path(), of_touch(planner, to, wish, log))
        }
        Thing::Nudge(contact) => {
            let changes = match wish {
                Wish::Done(day) => vec![Change::ReachOut(day)],
                Wish::NotNeeded(_) => vec![Change::Reply(Reply::No)],
                Wish::Snooze(until) => vec![Change::Reply(Reply::Later), Change::Snooze(until)],
            };
            Plan::Change(contact.path().to_owned(), changes)
        }
    }
}

/// Tells whether the note already says just what is wished.
pub(super) fn is_there(planner: &Planner, thing: &Thing, wish: Wish) -> bool {
    match *thing {
        Thing::Task(InNote { task, .. }) => match wish {
            Wish::Done(_) => task.state == State::Done,
            Wish::NotNeeded(_) => task.state == State::Cancelled,
            Wish::Snooze(until) => task.due == Some(until),
        },
        Thing::Thanks(thanks) => is_thanked(planner, thanks, wish),
        Thing::CheckIn(contact) => has_touch(planner, contact, wish),
        Thing::ReportBack { to, .. } => has_touch(planner, to, wish),
        Thing::Nudge(contact) => match wish {
            Wish::Done(day) => contact.contact().reached_out.contains(&day),
            Wish::NotNeeded(_) => contact.contact().reply == Some(Reply::No),
            Wish::Snooze(until) => {
                contact.contact().reply == Some(Reply::Later)
                    && contact.contact().snooze_until == Some(until)
            }
        },
    }
}

fn is_thanked(planner: &Planner, thanks: Thanks, wish: Wish) -> bool {
    let Thanks { encounter, who, means } = thanks;
    let thanked = match means {
        Means::Email => encounter.emails(),
        Means::Note => encounter.notes(),
    };
    match (wish, thanked.sent(who)) {
        (Wish::Done(_), Sent::Skipped) | (Wish::Snooze(_), _) => false,
        (Wish::Done(_), sent) => sent.is_done(encounter.meeting().date, planner.agenda.today.0),
        (Wish::NotNeeded(_), sent) => sent == Sent::Skipped,
    }
}

fn thank(planner: &Planner, thanks: Thanks, wish: Wish) -> Plan {
    let Thanks { encounter, who, means } = thanks;
    let thanked = match wish {
        Wish::Done(day) => Thanked::On(day),
        Wish::NotNeeded(_) => Thanked::Skipped,
        Wish::Snooze(_) => {
            let words = "thanks cannot wait; if none are needed, `keepwarm skip` says so";
            return Plan::Declined(words.to_owned());
        }
    };
    let said = match means {
        Means::Email => &encounter.meeting().thank_you_email,
        Means::Note => &encounter.meeting().thank_you_note,
    };
    match person::whom(planner, encounter, who, said) {
        Some(whom) => {
            let change = Change::Thank { means, whom, thanked };
            Plan::Change(encounter.path().to_owned(), vec![change])
        }
        None => Plan::Declined(format!(
            "{} names several people in one entry of its thanks: give each an entry of their own",
            encounter.path()
        )),
    }
}

/// Says that there was contact, or that there need be none for a while.
fn of_touch(
    planner: &Planner,
    contact: &Acquaintance,
    wish: Wish,
    log: impl Fn(Date) -> Change,
) -> Change {
    match wish {
        Wish::Done(day) => log(day),
        Wish::NotNeeded(day) => Change::Snooze(rest(planner, contact, day)),
        Wish::Snooze(until) => Change::Snooze(until),
    }
}

fn has_touch(planner: &Planner, contact: &Acquaintance, wish: Wish) -> bool {
    let note = contact.contact();
    match wish {
        Wish::Done(day) => note.log.contains(&day) || note.last_contact == Some(day),
        Wish::NotNeeded(day) => note.snooze_until == Some(rest(planner, contact, day)),
        Wish::Snooze(until) => note.snooze_until == Some(until),
    }
}

/// Returns until when to leave somebody in peace whom it is not needed to write to.
fn rest(planner: &Planner, contact: &Acquaintance, day: Date) -> Date {
    planner.interval(contact.path()).unwrap_or(LONG_REST).after(day)
}

/// Returns what a report says in the introducer's log: how it went with whom, when.
fn report(planner: &Planner, about: &Acquaintance, to: &Acquaintance, item: &Item) -> String {
    let name = plain(about.contact().name());
    let date = item.meeting.and_then(|encounter| encounter.meeting().date);
    let label = date.map_or(name.to_string(), |date| format!("{name}, {date}"));
    let path = item.meeting.map_or(about.path(), |encounter| encounter.path());
    let link = markdown::link(planner.vault.settings, to.path(), path, &label);
    format!("told how it went with {link}")
}
