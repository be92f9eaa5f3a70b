//! # pick-action
//!
//! **Advice:** act on at least one piece of advice within three days. That begins with choosing
//! one.
//!
//! **Rule:** a meeting for which the owner asked, which was held and written up, is owed an
//! action item or a promise three days later.
//!
//! **Cleared by** writing one.

use crate::agenda::Event;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::note::State;
use crate::settings::Direction;
use crate::vault::Encounter;
use crate::vault::TaskKind;

use super::Draft;
use super::after;
use super::history::History;
use super::history::Outcome;
use super::task;

pub(super) fn due<'v>(
    history: &History<'v>,
    encounter: &'v Encounter<'v>,
    outcome: Outcome,
    items: &mut Vec<Item<'v>>,
) {
    let meeting = encounter.meeting();
    let is_asked = outcome == Outcome::Held && encounter.direction == Direction::Asking;
    let is_picked = || {
        task::has_any(
            encounter.tasks(),
            &[TaskKind::ActionItem, TaskKind::Promise],
            &[State::Open, State::Done],
        )
    };
    if !is_asked || !meeting.is_written_up || is_picked() {
        return;
    }
    if let Some(date) = history.owing(encounter, outcome) {
        let reckoned = after(date, Event::Meeting, history.vault.settings.action_item);
        items.push(Draft::of_meeting(ItemKind::PickAction, encounter, reckoned).item(""));
    }
}
