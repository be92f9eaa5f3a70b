//! # nudge, schedule
//!
//! **Advice:** people are busy; ask again after a week, and once more after that, then let it
//! rest: silence is not personal. When they say yes, find a date before the yes goes cold.
//!
//! **Rule:** a contact with one or two open requests and no answer, or "later", is owed another
//! one; a contact who said yes is owed a date. Open are the requests on or after the last touch.
//! Not while a meeting is planned; nothing for requests before `since`.
//!
//! **Cleared by** another `reached_out` date, a `reply`, a meeting, or a touch.

use crate::agenda::Event;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::agenda::Reckoning;
use crate::date::Date;
use crate::note::Reply;
use crate::vault::Acquaintance;

use super::Draft;
use super::after;
use super::check_in::interval;
use super::history::History;
use super::history::Past;

/// After so many requests keepwarm lets it rest.
const MOST_REQUESTS: usize = 3;

pub(super) fn due<'v>(
    history: &History<'v>,
    contact: &'v Acquaintance<'v>,
    past: &Past<'v>,
    items: &mut Vec<Item<'v>>,
) {
    let last_touch = past.last_touch_date();
    let is_open = |date: &&Date| {
        last_touch.is_none_or(|touch| **date >= touch) && history.counts_since(**date)
    };
    let mut requests = contact.contact().reached_out.iter().filter(is_open);
    let n_requests = requests.clone().count();
    let Some(last) = requests.next_back().filter(|_| !past.has_plan) else {
        return;
    };
    let kind = match contact.contact().reply {
        Some(Reply::Yes) => ItemKind::Schedule,
        Some(Reply::Later) | None if n_requests < MOST_REQUESTS => ItemKind::Nudge,
        _ => return,
    };
    let Some((due, reckoning)) = reckon(history, contact, past, *last) else {
        return;
    };
    if due > history.horizon {
        return;
    }
    let draft = Draft {
        kind,
        due: Some(due),
        reckoning,
        who: std::slice::from_ref(&contact.who),
        note: contact.known().note(),
        line: contact.contact().reached_out_line,
        meeting: None,
    };
    items.push(draft.item(""));
}

fn reckon<'v>(
    history: &History<'v>,
    contact: &Acquaintance,
    past: &Past,
    last: Date,
) -> Option<(Date, Reckoning<'v>)> {
    if contact.contact().reply != Some(Reply::Later) {
        return Some(after(last, Event::Request, history.vault.settings.nudge));
    }
    if let Some(snooze) = contact.contact().snooze_until {
        return Some((snooze, Reckoning::Later(snooze)));
    }
    let wait = interval(history, contact, past, last)?;
    Some(after(last, Event::Request, wait))
}
