//! The notice that the desktop shows once a day: how much is due, and what to begin with.

use crate::agenda::Agenda;
use crate::agenda::Item;
use crate::agenda::State;
use crate::date::Date;
use crate::note::plain;
use crate::render;
use crate::sorting::sort_by_key;
use crate::text::visible;

use super::super::world::Notice;

/// So many items are named; of more, the number.
const MOST: usize = 3;

/// What is shown, and when.
#[derive(Debug)]
pub(super) struct Notices {
    is_wanted: bool,
    /// The latest day that there was a look at.
    day: Option<Date>,
    /// Whether it was said that none can be shown.
    pub(super) is_failure_told: bool,
}

impl Notices {
    pub(super) fn new(is_wanted: bool) -> Notices {
        Notices { is_wanted, day: None, is_failure_told: false }
    }

    /// Returns the day's notice, the first time that it is asked for on a day. A clock that is
    /// set back brings no day again.
    pub(super) fn next(&mut self, agenda: &Agenda) -> Option<Notice> {
        let today = agenda.today.0;
        if !self.is_wanted || self.day.is_some_and(|day| today <= day) {
            return None;
        }
        self.day = Some(today);
        notice(agenda)
    }
}

/// Returns what to say of the day; nothing where nothing is due.
fn notice(agenda: &Agenda) -> Option<Notice> {
    let of = |state: State| agenda.items.iter().filter(move |i| i.state(agenda.today) == state);
    let (n_today, n_overdue) = (of(State::Today).count(), of(State::Overdue).count());
    let counts = [(n_today, "due today"), (n_overdue, "overdue")];
    let counts = counts.iter().filter(|(n, _)| *n > 0).map(|(n, words)| format!("{n} {words}"));
    let counts: Vec<String> = counts.collect();
    if counts.is_empty() {
        return None;
    }
    let mut due: Vec<&Item> = of(State::Overdue).chain(of(State::Today)).collect();
    sort_by_key(&mut due, |item| item.due);
    let words = |item: &&Item| visible(&plain(&render::text(item))).into_owned();
    let mut lines: Vec<String> = due.iter().take(MOST).map(words).collect();
    if due.len() > MOST {
        lines.push(format!("and {} more", due.len() - MOST));
    }
    Some(Notice { title: format!("keepwarm: {}", counts.join(", ")), body: lines.join("\n") })
}
