//! How warm the tie with each contact is, by the rule that asks for check-ins.

use std::cmp::Reverse;

use crate::date::Date;
use crate::date::Duration;
use crate::rules;
use crate::rules::CheckIn;
use crate::rules::History;
use crate::sorting::sort_by_key;
use crate::text::fold;
use crate::vault::Acquaintance;

/// A contact who is to hear from the owner again and again.
#[derive(Debug)]
pub struct Tie<'v> {
    /// Who.
    pub contact: &'v Acquaintance<'v>,
    /// The last touch.
    pub last: Date,
    /// How long to wait after it.
    pub wait: Duration,
    /// When they should hear from the owner again.
    pub due: Date,
    /// Whether a meeting is planned.
    pub has_plan: bool,
    /// How warm it is.
    pub warmth: Warmth,
}

/// How warm a tie is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Warmth {
    /// The next check-in is not overdue, or a meeting is planned.
    Warm,
    /// It is overdue.
    Cooling,
    /// It is overdue by more than the time that it was to come after.
    Cold,
}

impl Warmth {
    /// Every one, the warmest first.
    pub const ALL: &[Warmth] = &[Warmth::Warm, Warmth::Cooling, Warmth::Cold];

    /// Returns the word that people read.
    pub fn word(self) -> &'static str {
        match self {
            Warmth::Warm => "warm",
            Warmth::Cooling => "cooling",
            Warmth::Cold => "cold",
        }
    }
}

impl Tie<'_> {
    /// Returns how many days have passed since the last touch, and after how many they should hear
    /// from the owner again; that is one at least.
    pub fn days(&self, today: Date) -> (i64, i64) {
        ((today - self.last).num_days(), (self.due - self.last).num_days().max(1))
    }
}

/// Returns the ties of all whom a check-in is ever owed to, the coldest first.
pub(super) fn ties<'v>(history: &History<'v>) -> Vec<Tie<'v>> {
    let today = history.today;
    let ties = history.contacts().filter_map(|(contact, past)| {
        let CheckIn { last, wait, due, .. } = rules::check_in(history, contact, past)?;
        let warmth = match past.has_plan || today <= due {
            true => Warmth::Warm,
            false if today <= wait.after(due) => Warmth::Cooling,
            false => Warmth::Cold,
        };
        Some(Tie { contact, last, wait, due, has_plan: past.has_plan, warmth })
    });
    let mut ties: Vec<Tie> = ties.collect();
    sort_by_key(&mut ties, |tie| {
        let (passed, wait) = tie.days(today);
        let name = fold(tie.contact.contact().name()).into_owned();
        // Whoever will be met soon comes last.
        // Whoever will be met soon comes after the others.
        (Reverse((tie.warmth, !tie.has_plan, passed * 1000 / wait)), name, tie.contact.id())
    });
    ties
}
