//! The month's new people.
//!
//! **Advice:** meet one new person a month.

use crate::agenda::Goal;
use crate::date::Date;
use crate::date::Datelike;
use crate::text::fold;
use crate::vault::Who;

use super::history::History;
use super::person_of;

pub(super) fn goal(history: &History) -> Goal {
    let month = |date: Date| (date.year(), date.month());
    let mut met: Vec<(Date, Who)> = history
        .contacts()
        .filter_map(|(id, _, past)| {
            let (date, _) = past.first_held?;
            (month(date) == month(history.today)).then_some((date, Who::Contact(id)))
        })
        .collect();
    met.sort_by_cached_key(|(date, who)| (*date, fold(history.vault.name(who))));
    Goal {
        month: history.today,
        target: history.vault.settings.new_people,
        met: met.iter().map(|(_, who)| person_of(history.vault, who)).collect(),
    }
}
