//! Statistics as JSON: a published format, version 1. It only ever gains keys.

use std::io;
use std::io::Write;

use serde::Serialize;

use crate::date::month;
use crate::render::json::Day;
use crate::render::json::SCHEMA;
use crate::render::json::line;
use crate::statistics;
use crate::statistics::Connector;
use crate::statistics::Statistics;
use crate::statistics::Tally;

use super::median;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    today: Day,
    people: usize,
    goal: Goal<'a>,
    total: Counts<'a>,
    months: Vec<Month<'a>>,
    waiting: usize,
    days_to_chat: Option<Days>,
    purposes: Vec<Purpose<'a>>,
    tags: Vec<Tag<'a>>,
    connectors: Vec<Introducer<'a>>,
    unthanked: Vec<Introducer<'a>>,
}

#[derive(Serialize)]
struct Goal<'a> {
    month: String,
    target: u32,
    met: Vec<&'a str>,
    streak: Option<usize>,
    longest_streak: Option<usize>,
}

#[derive(Serialize)]
struct Month<'a> {
    month: String,
    #[serde(flatten)]
    counts: Counts<'a>,
}

#[derive(Serialize)]
struct Counts<'a> {
    chats: usize,
    new_people: Vec<&'a str>,
    thank_you_emails: Punctuality,
    thank_you_notes: Punctuality,
    asked: usize,
    answered: usize,
    introduced: usize,
}

#[derive(Serialize)]
struct Punctuality {
    on_time: usize,
    late: usize,
}

#[derive(Serialize)]
struct Days {
    people: usize,
    median: f64,
    shortest: i64,
    longest: i64,
}

#[derive(Serialize)]
struct Purpose<'a> {
    purpose: &'a str,
    chats: usize,
}

#[derive(Serialize)]
struct Tag<'a> {
    tag: &'a str,
    chats: usize,
}

#[derive(Serialize)]
struct Introducer<'a> {
    name: &'a str,
    path: &'a str,
    introduced: Vec<&'a str>,
    met: usize,
}

/// Writes the statistics as one line of JSON.
///
/// # Errors
///
/// Fails where `out` does.
pub fn json(statistics: &Statistics, out: impl Write) -> io::Result<()> {
    let Statistics { goal, streak, purposes, tags, .. } = statistics;
    let months = statistics.months.iter();
    let document = Document {
        schema: SCHEMA,
        today: Day(statistics.today.0),
        people: statistics.n_people,
        goal: Goal {
            month: month(goal.month),
            target: goal.target,
            met: goal.met.iter().map(|who| who.name()).collect(),
            streak: streak.map(|streak| streak.current),
            longest_streak: streak.map(|streak| streak.longest),
        },
        total: counts(&statistics.total),
        months: months
            .map(|(date, tally)| Month { month: month(*date), counts: counts(tally) })
            .collect(),
        waiting: statistics.n_waiting,
        days_to_chat: days(&statistics.days_to_chat),
        purposes: purposes
            .iter()
            .map(|topic| Purpose { purpose: &topic.text, chats: topic.n_chats })
            .collect(),
        tags: tags.iter().map(|topic| Tag { tag: &topic.text, chats: topic.n_chats }).collect(),
        connectors: statistics.connectors.iter().map(introducer).collect(),
        unthanked: statistics.unthanked.iter().map(introducer).collect(),
    };
    line(&document, out)
}

fn counts<'a>(tally: &'a Tally) -> Counts<'a> {
    Counts {
        chats: tally.n_chats,
        new_people: tally.new.iter().map(|who| who.name()).collect(),
        thank_you_emails: punctuality(tally.emails),
        thank_you_notes: punctuality(tally.notes),
        asked: tally.n_asked,
        answered: tally.n_answered,
        introduced: tally.n_introduced,
    }
}

fn punctuality(punctuality: statistics::Punctuality) -> Punctuality {
    Punctuality { on_time: punctuality.n_on_time, late: punctuality.n_late }
}

fn days(days: &[i64]) -> Option<Days> {
    let (shortest, longest) = (*days.first()?, *days.last()?);
    Some(Days { people: days.len(), median: median(days), shortest, longest })
}

fn introducer<'a>(connector: &'a Connector) -> Introducer<'a> {
    Introducer {
        name: connector.contact.contact().name(),
        path: connector.contact.path(),
        introduced: connector.introduced.iter().map(|one| one.contact().name()).collect(),
        met: connector.n_met,
    }
}
