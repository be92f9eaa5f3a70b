//! # check-in
//!
//! **Advice:** write again after sixty days: what came of their advice, what you saw that made
//! you think of them. A network is people who hear from you when you want nothing.
//!
//! **Rule:** a contact is owed a check-in some time after the last touch: by their own cadence,
//! else that of the tag which is due first, else that of the config. Not while a meeting is
//! planned, while they are snoozed, or while they are owed a report. Whoever was only ever met
//! for their own sake is asked once how it went.
//!
//! **Cleared by** any new touch.

use crate::agenda::Event;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::agenda::Reckoning;
use crate::agenda::Touch;
use crate::date::Cadence;
use crate::date::Date;
use crate::date::Duration;
use crate::text::fold;
use crate::vault::Acquaintance;

use super::Draft;
use super::history::History;
use super::history::Past;
use super::report_back;

/// When a contact should hear from the owner again, near or far.
#[derive(Debug, Clone, Copy)]
pub struct CheckIn<'v> {
    /// The day of the last touch.
    pub last: Date,
    /// The last touch.
    pub touch: Touch<'v>,
    /// How long to wait after it.
    pub wait: Duration,
    /// The day, not before they may be written to again.
    pub due: Date,
}

/// Adds the check-in with a contact, who may be owed a report instead.
pub(super) fn due<'v>(
    history: &History<'v>,
    contact: &'v Acquaintance<'v>,
    past: &Past<'v>,
    items: &mut Vec<Item<'v>>,
) {
    let check_in = check_in(history, contact, past).filter(|_| !past.has_plan);
    let check_in = check_in.filter(|check_in| check_in.due <= history.horizon);
    let is_owed_word = || report_back::is_owed(history, contact.id());
    let Some(CheckIn { last, touch, wait, due }) = check_in.filter(|_| !is_owed_word()) else {
        return;
    };
    let (event, not_before) = (Event::Touch(touch), contact.contact().snooze_until);
    let draft = Draft {
        kind: ItemKind::CheckIn,
        due: Some(due),
        reckoning: Reckoning::After { date: last, event, wait: Some(wait), not_before },
        who: std::slice::from_ref(&contact.who),
        note: contact.known().note(),
        line: contact.contact().check_in_line,
        meeting: None,
    };
    items.push(draft.item(""));
}

/// Returns when a contact should hear from the owner again, whatever is planned; `None` for never.
pub fn check_in<'v>(
    history: &History<'v>,
    contact: &Acquaintance<'v>,
    past: &Past<'v>,
) -> Option<CheckIn<'v>> {
    let (last, touch) = past.last_touch?;
    if past.is_only_giving && past.n_days_since_held > 0 {
        return None;
    }
    let is_own = contact.contact().check_in.is_some() || has_tagged_cadence(history, contact);
    if !is_own && !history.counts_since(last) {
        return None;
    }
    let wait = interval(history, contact, past, last)?;
    let due = wait.after(last);
    let due = contact.contact().snooze_until.map_or(due, |snooze| snooze.max(due));
    Some(CheckIn { last, touch, wait, due })
}

/// Returns how long to wait after `from`; `None` for never.
pub(super) fn interval(
    history: &History,
    contact: &Acquaintance,
    past: &Past,
    from: Date,
) -> Option<Duration> {
    let duration = |cadence: &Cadence| cadence.duration(past.n_days_since_held);
    if let Some(own) = &contact.contact().check_in {
        return duration(own);
    }
    if has_tagged_cadence(history, contact) {
        let waits = tagged_cadences(history, contact).filter_map(duration);
        return waits.min_by_key(|wait| wait.after(from));
    }
    duration(&history.vault.settings.check_in)
}

fn has_tagged_cadence(history: &History, contact: &Acquaintance) -> bool {
    tagged_cadences(history, contact).next().is_some()
}

fn tagged_cadences<'v>(
    history: &History<'v>,
    contact: &Acquaintance<'v>,
) -> impl Iterator<Item = &'v Cadence> {
    let by_tag = history.vault.settings.check_in_by_tag.iter();
    let tags = contact.contact().tags();
    let is_tagged = move |tag: &str| tags.iter().any(|own| fold(own) == tag);
    by_tag.filter(move |(tag, _)| is_tagged(tag)).map(|(_, cadence)| cadence)
}
