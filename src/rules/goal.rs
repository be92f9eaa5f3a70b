//! The month's new people.
//!
//! **Advice:** meet one new person a month.

use crate::agenda::Goal;
use crate::date::Date;
use crate::date::Datelike;
use crate::sorting::sort_by_key;
use crate::text::fold;
use crate::vault::Who;

use super::history::History;

/// Returns whom the month's goal counts.
#[inline(never)] // Else it would be there once for each of its callers.
pub fn goal<'v>(history: &History<'v>) -> Goal<'v> {
    let month = |date: Date| (date.year(), date.month());
    let mut met: Vec<(Date, &Who)> = history
        .contacts()
        .filter_map(|(contact, past)| {
            let (date, _) = past.first_held?;
            (month(date) == month(history.today)).then_some((date, &contact.who))
        })
        .collect();
    sort_by_key(&mut met, |(date, who)| (*date, fold(who.name()).into_owned()));
    Goal {
        month: history.today,
        target: history.vault.settings.new_people,
        met: met.into_iter().map(|(_, who)| who).collect(),
    }
}
