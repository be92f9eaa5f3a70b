//! The meetings to come, within the horizon or on any day, and all of today's that are not off.

use crate::agenda::Coming;
use crate::date::Date;
use crate::date::Today;
use crate::note::State;
use crate::sorting::sort_by;
use crate::vault::Encounter;
use crate::vault::TaskKind;
use crate::vault::Vault;

use super::history::History;
use super::order::compare_names;
use super::prepare;

/// Returns the meetings to come, however far ahead, and all of today's that are not off.
pub fn planned<'v>(vault: &Vault<'v>, today: Today) -> Vec<Coming<'v>> {
    coming_until(&History::new(vault, today), Date::MAX)
}

pub(super) fn coming_up<'v>(history: &History<'v>) -> Vec<Coming<'v>> {
    coming_until(history, history.horizon)
}

#[inline(never)] // Else it would be there once for each of its callers.
fn coming_until<'v>(history: &History<'v>, last: Date) -> Vec<Coming<'v>> {
    let mut coming: Vec<Coming> = history
        .ahead
        .iter()
        .filter_map(|(meeting, outcome)| {
            let (meeting, date) = (*meeting, meeting.meeting().date?);
            (date <= last || date == history.today).then(|| Coming {
                meeting,
                date,
                missing: prepare::missing(history, meeting, *outcome),
                to_do: to_do(meeting),
            })
        })
        .collect();
    sort_by(&mut coming, |one, other| {
        let names = compare_names(&one.meeting.present, &other.meeting.present);
        one.date
            .cmp(&other.date)
            .then(names)
            .then_with(|| one.meeting.path().cmp(other.meeting.path()))
    });
    coming
}

fn to_do<'v>(encounter: &'v Encounter<'v>) -> Vec<&'v str> {
    encounter
        .tasks()
        .filter(|(task, assigned)| {
            assigned.kind == TaskKind::Preparation && task.state == State::Open
        })
        .map(|(task, _)| task.text)
        .collect()
}
