//! # no-purpose
//!
//! **Advice:** know what you want to learn before you ask for somebody's time.
//!
//! **Rule:** a meeting for which you asked does not say what it is for, although at least half of
//! the others do: elsewhere it is no slip, but not the custom. A planned meeting may also be the
//! only one. What is planned within the horizon is left out: `prepare` asks for it.

use crate::date::Today;
use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::rules::Outcome;
use crate::rules::outcome;
use crate::settings::Direction;
use crate::vault::Encounter;
use crate::vault::Vault;

/// Returns the advice about meetings without a purpose.
pub(super) fn advice(vault: &Vault, today: Today) -> Vec<Diagnostic> {
    let horizon = vault.settings.horizon.after(today.0);
    let n_with = vault.meetings.iter().filter(|meeting| has_purpose(meeting)).count();
    let n_others = vault.meetings.len().saturating_sub(1);
    let is_custom = n_with > 0 && n_with * 2 >= n_others;
    let without = vault.meetings.iter().filter(|meeting| !has_purpose(meeting));
    let asked = without.filter(|meeting| meeting.direction == Direction::Asking);
    let told = asked.filter_map(|meeting| {
        let date = meeting.meeting().date?;
        let is_before_since = vault.settings.since.is_some_and(|since| date < since);
        match outcome(meeting, today.0) {
            Outcome::Planned if date > horizon && (is_custom || n_others == 0) => {
                Some(catalog::no_purpose_yet(At::top(meeting.path())))
            }
            Outcome::Held if is_custom && !is_before_since => {
                Some(catalog::no_purpose(At::top(meeting.path())))
            }
            _ => None,
        }
    });
    told.collect()
}

fn has_purpose(meeting: &Encounter) -> bool {
    meeting.meeting().purpose().is_some()
}
