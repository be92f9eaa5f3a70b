//! What became of it all until a day, as plain data: counted from the notes, by the month. What
//! was owed, and until when, is the rules' to say.

mod introductions;
mod streak;
mod tally;
mod topics;

pub use introductions::Connector;
pub use streak::Streak;
pub use tally::Punctuality;
pub use tally::Tally;
pub use topics::Topic;

use rustc_hash::FxHashSet;

use crate::agenda::Goal;
use crate::date::Date;
use crate::date::Duration;
use crate::date::Today;
use crate::note::Details;
use crate::rules;
use crate::rules::History;
use crate::rules::Outcome;
use crate::settings::Direction;
use crate::sorting::sort_by;
use crate::text::fold;
use crate::vault::Encounter;
use crate::vault::Vault;

use tally::Months;

/// Reads what the note at a path says for people.
pub type Read<'r> = &'r (dyn Fn(&str) -> Details + Sync);

/// What became of it all until a day.
#[derive(Debug)]
pub struct Statistics<'v> {
    /// The day.
    pub today: Today,
    /// The new people of this month.
    pub goal: Goal<'v>,
    /// In how many months on end the goal was reached; `None` where the goal is nobody.
    pub streak: Option<Streak>,
    /// How many people there were chats with.
    pub n_people: usize,
    /// Everything, also what belongs to no month.
    pub total: Tally<'v>,
    /// Each month from the first in which there is something to count until this one, by its
    /// first day.
    pub months: Vec<(Date, Tally<'v>)>,
    /// How many people were asked and still have time to answer.
    pub n_waiting: usize,
    /// The days between the first request and the first chat, in order; one for each person.
    pub days_to_chat: Vec<i64>,
    /// What the chats were for, most first.
    pub purposes: Vec<Topic>,
    /// The tags of the chats and of the people there, most first.
    pub tags: Vec<Topic>,
    /// Who introduced whom, the best first.
    pub connectors: Vec<Connector<'v>>,
    /// Who introduced somebody, and never heard of it after the first meeting.
    pub unthanked: Vec<Connector<'v>>,
}

/// A held meeting that was no ordinary one.
struct Chat<'v> {
    encounter: &'v Encounter<'v>,
    date: Date,
}

/// Counts what became of it all until `today`; the notes of the chats are read again with `read`.
pub fn statistics<'v>(vault: &'v Vault<'v>, today: Today, read: Read) -> Statistics<'v> {
    let history = History::new(vault, today);
    let chats = chats(&history);
    let mut months = Months::default();
    months.of(Some(today.0));
    for chat in &chats {
        let tally = months.of(Some(chat.date));
        tally.n_chats += 1;
        thank_yous(&history, chat, tally);
    }
    count_new(&history, &mut months);
    let n_waiting = count_requests(&history, &mut months);
    let connectors = introductions::connectors(&history, &mut months);
    let total = months.total();
    let months = months.without_gaps();
    let goal = rules::goal(&history);
    Statistics {
        today,
        streak: streak::streak(months.iter().map(|(_, tally)| tally.new.len()), goal.target),
        goal,
        n_people: n_people(&chats),
        total,
        months,
        n_waiting,
        days_to_chat: days_to_chat(&history),
        purposes: topics::purposes(&chats),
        tags: topics::tags(&chats, read),
        connectors,
        unthanked: introductions::unthanked(&history),
    }
}

fn chats<'v>(history: &History<'v>) -> Vec<Chat<'v>> {
    let held = history.meetings().filter(|(encounter, outcome)| {
        *outcome == Outcome::Held && encounter.direction != Direction::None
    });
    held.filter_map(|(encounter, _)| Some(Chat { encounter, date: encounter.meeting().date? }))
        .collect()
}

fn n_people(chats: &[Chat]) -> usize {
    let present = chats.iter().flat_map(|chat| &chat.encounter.present);
    let people: FxHashSet<_> = present
        .map(|who| match who.id() {
            Some(id) => (Some(id), String::new()),
            None => (None, fold(who.name()).into_owned()),
        })
        .collect();
    people.len()
}

/// Counts the thank-yous of a chat that were sent, or should have been.
fn thank_yous(history: &History, chat: &Chat, tally: &mut Tally) {
    let Chat { encounter, date } = chat;
    if encounter.direction != Direction::Asking || !history.counts_since(*date) {
        return;
    }
    let nobody = encounter.present.is_empty().then_some(None);
    let people = encounter.present.iter().map(Some).chain(nobody);
    for owed in people.flat_map(|who| rules::owed(history, encounter, *date, who)) {
        let day = owed.sent.day(Some(*date)).filter(|day| *day <= history.today);
        let is_open = !owed.sent.is_done(Some(*date), history.today);
        let punctuality = tally.punctuality(owed.kind);
        match day {
            Some(day) if day <= owed.due => punctuality.n_on_time += 1,
            Some(_) => punctuality.n_late += 1,
            None if is_open && owed.due < history.today => punctuality.n_late += 1,
            None => {}
        }
    }
}

/// Counts the people who were met for the first time.
fn count_new<'v>(history: &History<'v>, months: &mut Months<'v>) {
    for (contact, past) in history.contacts() {
        if let Some((date, _)) = past.first_held {
            months.of(Some(date)).new.push(&contact.who);
        }
    }
}

/// Counts the people who were asked for a meeting, in the month of the first request, and those
/// who answered; returns how many of the others still have time to.
fn count_requests(history: &History, months: &mut Months) -> usize {
    let nudge: Duration = history.vault.settings.nudge;
    let mut n_waiting = 0;
    for (contact, past) in history.contacts() {
        let mut asked = contact.contact().reached_out.iter().filter(|date| **date <= history.today);
        let (Some(first), Some(last)) = (asked.clone().next(), asked.next_back()) else {
            continue;
        };
        let has_met = past.last_held.is_some_and(|held| held >= *first);
        let has_answered = contact.contact().reply.is_some() || has_met || past.has_plan;
        let tally = months.of(Some(*first));
        tally.n_asked += 1;
        tally.n_answered += usize::from(has_answered);
        n_waiting += usize::from(!has_answered && nudge.after(*last) >= history.today);
    }
    n_waiting
}

/// Returns the days between the first request and the first chat, in order.
fn days_to_chat(history: &History) -> Vec<i64> {
    let days = history.contacts().filter_map(|(contact, past)| {
        let (first_held, _) = past.first_held?;
        let asked = contact.contact().reached_out.first().filter(|date| **date <= first_held)?;
        Some((first_held - *asked).num_days())
    });
    let mut days: Vec<i64> = days.collect();
    sort_by(&mut days, Ord::cmp);
    days
}
