//! # write-up
//!
//! **Advice:** write down what you learned right after the conversation; by tomorrow half of it
//! is gone.
//!
//! **Rule:** a meeting that was held, or is planned for today, is owed a write-up on its day,
//! unless it was an ordinary one (`direction: none`).
//!
//! **Cleared by** writing anything in the note that is no heading, task, label or preparation.

use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::settings::Direction;
use crate::vault::Encounter;

use super::Draft;
use super::history::History;
use super::history::Outcome;
use super::on_the_day;

pub(super) fn due<'v>(
    history: &History<'v>,
    encounter: &'v Encounter<'v>,
    outcome: Outcome,
    items: &mut Vec<Item<'v>>,
) {
    let is_wanted = !encounter.meeting().is_written_up && encounter.direction != Direction::None;
    if let Some(date) = history.owing(encounter, outcome).filter(|_| is_wanted) {
        items.push(Draft::of_meeting(ItemKind::WriteUp, encounter, on_the_day(date)).item(""));
    }
}
