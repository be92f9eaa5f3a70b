//! Plans that the calendar, or the note itself, has overtaken.

use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::note::Status;
use crate::text::Place;

use super::history::History;
use super::history::shows_that_it_happened;

pub(super) fn problems(history: &History) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (encounter, _) in history.meetings() {
        let Some(date) = encounter.meeting.date else {
            continue;
        };
        let place = Place { line: encounter.meeting.status_line, column: 1 };
        let at = At { path: encounter.path, place: Some(place), width: 6 };
        match encounter.meeting.status {
            Some(Status::Held) if date > history.today => {
                problems.push(catalog::future_held(at, date));
            }
            Some(Status::Planned) if date <= history.today => {
                if shows_that_it_happened(encounter, history.today) {
                    problems.push(catalog::stale_plan_held(at));
                } else if date < history.today {
                    problems.push(catalog::stale_plan(at, date));
                }
            }
            _ => {}
        }
    }
    problems
}
