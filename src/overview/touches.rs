//! A year of touches, day by day.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::date::Date;
use crate::rules::History;
use crate::rules::Outcome;
use crate::text::fold;
use crate::vault::ContactId;
use crate::vault::Thanked;
use crate::vault::Who;

/// With how many people there was contact on each day of a year.
#[derive(Debug)]
pub struct Touches {
    /// The first day: a year before the day after the last.
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
    let last = history.today;
    let year_before = last.checked_sub_months(chrono::Months::new(12));
    let first = year_before.and_then(|day| day.succ_opt()).unwrap_or(last);
    let mut touches = FxHashSet::default();
    let mut touch = |date: Option<Date>, person: Person| {
        if let Some(date) = date.filter(|date| (first..=last).contains(date)) {
            touches.insert((date, person));
        }
    };
    for (encounter, outcome) in history.meetings() {
        let date = encounter.meeting().date;
        if outcome == Outcome::Held {
            encounter.present.iter().for_each(|who| touch(date, person(who)));
        }
        for thanked in encounter.thanks() {
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
        let own = contact.contact();
        let days = own.log.iter().copied().chain(own.last_contact);
        days.for_each(|date| touch(Some(date), Person::Contact(contact.id())));
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
