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
use crate::vault::TaskKind;

use super::Draft;
use super::after;
use super::history::History;
use super::history::Outcome;
use super::names;
use super::task;

pub(super) fn due(history: &History) -> Vec<Item> {
    let mut items = Vec::new();
    for (encounter, date, outcome) in history.owing() {
        let meeting = encounter.meeting;
        let is_asked = outcome == Outcome::Held && encounter.direction == Direction::Asking;
        let is_picked = task::has_any(
            &meeting.tasks,
            &encounter.tasks,
            &[TaskKind::ActionItem, TaskKind::Promise],
            &[State::Open, State::Done],
        );
        if !is_asked || !meeting.is_written_up || is_picked {
            continue;
        }
        let (due, reckoning) = after(date, Event::Meeting, history.vault.settings.action_item);
        let who = names(history.vault, &encounter.present);
        let draft = Draft {
            kind: ItemKind::PickAction,
            due: Some(due),
            reckoning,
            who: encounter.present.iter().collect(),
            text: match who.as_str() {
                "" => "Choose one piece of advice to act on".to_owned(),
                who => format!("Choose one piece of advice from {who} to act on"),
            },
            path: encounter.path,
            line: 1,
            meeting: Some(encounter),
        };
        items.push(draft.item(history.vault));
    }
    items
}
