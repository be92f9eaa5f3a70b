//! A year of touches, day by day.

use std::collections::BTreeMap;

use chrono::Weekday;
use rustc_hash::FxHashSet;

use crate::date::Date;
use crate::rules::History;
use crate::rules::Outcome;
use crate::text::fold;
use crate::vault::ContactId;
use crate::vault::Thanked;
use crate::vault::Who;

/// So many weeks are looked back to, this one included: a year, and the same weekday in it.
const N_WEEKS: u64 = 53;

/// With how many people there was contact on each day of a year.
#[derive(Debug)]
pub struct Touches {
    /// The first day of the first week, a Monday.
    pub first: Date,
    /// The last day: that of the agenda.
    pub last: Date,
    /// The days with a touch, and with how many people; each counts once a day.
    pub n_people: BTreeMap<Date, usize>,
}

/// Somebody, however their name is spelled.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Person {
    Contact(ContactId),
    Stranger(String),
}

/// Counts the touches of a year: held meetings, thank-yous, entries in a log, `last_contact`.
pub(super) fn touches(history: &History) -> Touches {
    let week = history.today.week(Weekday::Mon).first_day();
    let before = chrono::Days::new(7 * (N_WEEKS - 1));
    let (first, last) = (week.checked_sub_days(before).unwrap_or(week), history.today);
    let mut touches = FxHashSet::default();
    let mut touch = |date: Option<Date>, person: Person| {
        if let Some(date) = date.filter(|date| (first..=last).contains(date)) {
            touches.insert((date, person));
        }
    };
    for (encounter, outcome) in history.meetings() {
        let date = encounter.meeting.date;
        if outcome == Outcome::Held {
            encounter.present.iter().for_each(|who| touch(date, person(who)));
        }
        for thanked in [&encounter.emails, &encounter.notes] {
            match thanked {
                Thanked::Everyone(sent) => {
                    encounter.present.iter().for_each(|who| touch(sent.day(date), person(who)));
                }
                Thanked::Each(each) => {
                    each.iter().for_each(|(who, sent)| touch(sent.day(date), person(who)));
                }
            }
        }
    }
    for (contact, _) in history.contacts() {
        let own = contact.contact;
        let days = own.log.iter().copied().chain(own.last_contact);
        days.for_each(|date| touch(Some(date), Person::Contact(contact.id)));
    }
    let mut n_people = BTreeMap::new();
    touches.into_iter().for_each(|(date, _)| *n_people.entry(date).or_default() += 1);
    Touches { first, last, n_people }
}

fn person(who: &Who) -> Person {
    match who.id() {
        Some(id) => Person::Contact(id),
        None => Person::Stranger(fold(who.name()).into_owned()),
    }
}
