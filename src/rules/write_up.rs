//! # write-up
//!
//! **Advice:** write down what you learned right after the conversation; by tomorrow half of it
//! is gone.
//!
//! **Rule:** a meeting that was held, or is planned for today, is owed a write-up on its day,
//! unless it was an ordinary one (`direction: none`).
//!
//! **Cleared by** writing anything in the note that is no heading, task, label or preparation.

use crate::agenda::Event;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::agenda::Reckoning;
use crate::settings::Direction;

use super::Draft;
use super::history::History;
use super::names;

pub(super) fn due(history: &History) -> Vec<Item> {
    let mut items = Vec::new();
    for (encounter, date, _) in history.owing() {
        if encounter.meeting.is_written_up || encounter.direction == Direction::None {
            continue;
        }
        let who = names(history.vault, &encounter.present);
        let draft = Draft {
            kind: ItemKind::WriteUp,
            due: Some(date),
            reckoning: Reckoning::After {
                date,
                event: Event::Meeting,
                wait: None,
                not_before: None,
            },
            who: encounter.present.iter().collect(),
            text: match who.as_str() {
                "" => "Write down what you learned".to_owned(),
                who => format!("Write down what you learned from {who}"),
            },
            path: encounter.path,
            line: 1,
            meeting: Some(encounter),
        };
        items.push(draft.item(history.vault));
    }
    items
}
