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
use crate::vault::Who;

use super::Draft;
use super::history::History;

pub(super) fn due(history: &History) -> Vec<Item> {
    let Some(wait) = history.vault.settings.report_back else {
        return Vec::new();
    };
    let mut items = Vec::new();
    for (_, contact, past) in history.contacts() {
        let first = past.first_held.filter(|(date, _)| history.counts_since(*date));
        let Some((date, meeting)) = first else {
            continue;
        };
        for introducer in &contact.introducers {
            let last_touch = history.past(*introducer).last_touch_date();
            if last_touch.is_some_and(|touch| touch >= date) {
                continue;
            }
            let to = history.vault.contact(*introducer).contact;
            let due =
                to.snooze_until.map_or(wait.after(date), |snooze| snooze.max(wait.after(date)));
            if due > history.horizon {
                continue;
            }
            let who = Who::Contact(*introducer);
            let event = Event::FirstMeeting;
            let not_before = to.snooze_until;
            let draft = Draft {
                kind: ItemKind::ReportBack,
                due: Some(due),
                reckoning: Reckoning::After { date, event, wait: Some(wait), not_before },
                who: vec![&who],
                text: format!("Tell {} how it went with {}", to.name, contact.contact.name),
                path: contact.path,
                line: contact.contact.referred_by_line,
                meeting: Some(history.vault.meeting(meeting)),
            };
            items.push(draft.item(history.vault));
        }
    }
    items
}
