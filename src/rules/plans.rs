//! Plans that the calendar, or the note itself, has overtaken.

use crate::date::Date;
use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::note::Status;
use crate::text::Place;
use crate::vault::Encounter;

use super::history::shows_that_it_happened;

/// Returns what is wrong with the plan of a meeting on the day `today`.
pub(super) fn problem(encounter: &Encounter, today: Date) -> Option<Diagnostic> {
    let date = encounter.meeting().date?;
    let place = Place { line: encounter.meeting().status_line, column: 1 };
    let at = At { path: encounter.path(), place: Some(place), width: 6 };
    match encounter.meeting().status? {
        Status::Held if date > today => Some(catalog::future_held(at, date)),
        Status::Planned if date <= today && shows_that_it_happened(encounter, today) => {
            Some(catalog::stale_plan_held(at))
        }
        Status::Planned if date < today => Some(catalog::stale_plan(at, date)),
        _ => None,
    }
}
