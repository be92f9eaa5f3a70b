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
    items.extend(
        reports(history, contact, past).map(|(_, draft)| draft.item(contact.contact().name())),
    );
}

/// Tells whether somebody is owed a report of anybody whom they introduced.
pub(super) fn is_owed(history: &History, to: ContactId) -> bool {
    history.introduced_by(to).any(|contact| {
        let mut reports = reports(history, contact, history.past(contact.id()));
        reports.any(|(introducer, _)| introducer.id() == to)
    })
}

/// Returns the reports on a contact that are owed, and to whom.
fn reports<'v>(
    history: &History<'v>,
    contact: &'v Acquaintance<'v>,
    past: &Past<'v>,
) -> impl Iterator<Item = (&'v Acquaintance<'v>, Draft<'v>)> {
    let first = history.vault.settings.report_back.zip(past.first_held);
    untold(history, contact, past).filter_map(move |to| {
        let (wait, (date, meeting)) = first?;
        let not_before = to.contact().snooze_until;
        let due = not_before.map_or(wait.after(date), |snooze| snooze.max(wait.after(date)));
        let event = Event::FirstMeeting;
        let draft = Draft {
            kind: ItemKind::ReportBack,
            due: Some(due),
            reckoning: Reckoning::After { date, event, wait: Some(wait), not_before },
            who: std::slice::from_ref(&to.who),
            note: contact.known().note(),
            line: contact.contact().referred_by_line,
            meeting: Some(history.vault.meeting(meeting)),
        };
        (due <= history.horizon).then_some((to, draft))
    })
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
    contact.introducers.iter().filter(is_untold).map(|id| history.vault.contact(*id))
}
