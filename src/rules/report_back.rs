//! # report-back
//!
//! **Advice:** tell the person who introduced you how it went. They lent you their name; people
//! who hear what came of it introduce you again.
//!
//! **Rule:** a week after the first meeting with somebody, whoever introduced them is owed word
//! of it, unless there was contact with the introducer since. Not before the introducer's
//! `snooze_until`; nothing for first meetings before `since`.
//!
//! **Cleared by** any touch with the introducer.

use crate::agenda::Event;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::agenda::Reckoning;
use crate::agenda::Source;
use crate::vault::Acquaintance;
use crate::vault::ContactId;

use super::Draft;
use super::history::History;
use super::history::Past;

/// Adds the reports that are owed to whoever introduced a contact.
pub(super) fn due<'v>(
    history: &History<'v>,
    contact: &'v Acquaintance<'v>,
    past: &Past<'v>,
    items: &mut Vec<Item<'v>>,
) {
    let (Some(wait), Some((date, meeting))) = (history.vault.settings.report_back, past.first_held)
    else {
        return;
    };
    for to in untold(history, contact, past) {
        let not_before = to.contact().snooze_until;
        let due = not_before.map_or(wait.after(date), |snooze| snooze.max(wait.after(date)));
        if due > history.horizon {
            continue;
        }
        let event = Event::FirstMeeting;
        let draft = Draft {
            kind: ItemKind::ReportBack,
            due: Some(due),
            reckoning: Reckoning::After { date, event, wait: Some(wait), not_before },
            who: std::slice::from_ref(&to.who),
            source: Source {
                note: contact.known().note(),
                line: contact.contact().referred_by_line,
            },
            meeting: Some(history.vault.meeting(meeting)),
        };
        items.push(draft.item(contact.contact().name()));
    }
}

/// Returns those who introduced a contact and never heard how the first meeting went.
pub fn untold<'v>(
    history: &History<'v>,
    contact: &'v Acquaintance<'v>,
    past: &Past<'v>,
) -> impl Iterator<Item = &'v Acquaintance<'v>> {
    let first = past.first_held.map(|(date, _)| date);
    let first = first.filter(|date| history.counts_since(*date));
    let is_untold = move |introducer: &&ContactId| {
        let last_touch = history.past(**introducer).last_touch_date();
        first.is_some_and(|first| last_touch.is_none_or(|touch| touch < first))
    };
    let vault = history.vault;
    contact.introducers.iter().filter(is_untold).map(|id| vault.contact(*id))
}
