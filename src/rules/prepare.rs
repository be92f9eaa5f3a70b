//! # prepare
//!
//! **Advice:** prepare: know what you want to learn, read up on the person and then on the
//! organisation, bring three questions at least, and know when and where.
//!
//! **Rule:** a meeting planned within the horizon is owed whatever its note still lacks, by its
//! day, unless it is an ordinary one. Whoever asked for the owner's time brings the questions.
//!
//! **Cleared by** filling it in.

use crate::agenda::Gaps;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::agenda::Missing;
use crate::settings::Direction;
use crate::vault::Encounter;

use super::Draft;
use super::history::History;
use super::history::Outcome;
use super::on_the_day;

/// So many questions are enough.
const ENOUGH_QUESTIONS: u32 = 3;

pub(super) fn due<'v>(
    history: &History<'v>,
    encounter: &'v Encounter<'v>,
    outcome: Outcome,
    items: &mut Vec<Item<'v>>,
) {
    let missing = missing(history, encounter, outcome);
    if let Some(date) = encounter.meeting().date.filter(|_| !missing.is_empty()) {
        let draft = Draft::of_meeting(ItemKind::Prepare, encounter, on_the_day(date));
        items.push(Item { missing, ..draft.item("") });
    }
}

/// Returns what a meeting's preparation is owed.
pub(super) fn missing(history: &History, encounter: &Encounter, outcome: Outcome) -> Gaps {
    let meeting = encounter.meeting();
    let is_near =
        meeting.date.is_some_and(|date| date <= history.horizon && history.counts_since(date));
    if outcome != Outcome::Planned || !is_near || encounter.direction == Direction::None {
        return Gaps::default();
    }
    let has_questions =
        encounter.direction == Direction::Giving || meeting.n_questions >= ENOUGH_QUESTIONS;
    let wanted = [
        (meeting.purpose().is_some(), Missing::Purpose),
        (meeting.time.is_some(), Missing::Time),
        (meeting.place().is_some(), Missing::Place),
        (meeting.has_research, Missing::Research),
        (has_questions, Missing::Questions),
    ];
    wanted.into_iter().filter(|(is_there, _)| !is_there).map(|(_, missing)| missing).collect()
}
