//! The meetings to come within the horizon, and all of today's that are not off.

use crate::agenda::Coming;
use crate::note::State;
use crate::vault::Encounter;
use crate::vault::TaskKind;

use super::history::History;
use super::history::Outcome;
use super::occasion;
use super::person_of;
use super::prepare;

pub(super) fn coming_up(history: &History) -> Vec<Coming> {
    let mut coming: Vec<Coming> = history
        .meetings()
        .filter_map(|(encounter, outcome)| {
            let date = encounter.meeting.date?;
            let is_near = date <= history.horizon && outcome == Outcome::Planned;
            let is_today = date == history.today && outcome != Outcome::Off;
            (is_near || is_today).then(|| Coming {
                occasion: occasion(encounter),
                date,
                time: encounter.meeting.time,
                who: encounter.present.iter().map(|who| person_of(history.vault, who)).collect(),
                place: encounter.meeting.place.as_deref().map(str::to_owned),
                missing: prepare::missing(history, encounter, outcome),
                to_do: to_do(encounter),
            })
        })
        .collect();
    coming.sort_by_cached_key(|coming| {
        let names: Vec<String> =
            coming.who.iter().map(|person| person.name.to_lowercase()).collect();
        (coming.date, names, coming.occasion.path.clone())
    });
    coming
}

fn to_do(encounter: &Encounter) -> Vec<String> {
    let tasks = encounter.meeting.tasks.iter().zip(&encounter.tasks);
    tasks
        .filter(|(task, assigned)| {
            assigned.kind == TaskKind::Preparation && task.state == State::Open
        })
        .map(|(task, _)| task.text.to_string())
        .collect()
}
