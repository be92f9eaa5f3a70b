//! What a picture shows at a glance: a year of touches, the new people of its months, how warm
//! each tie is, and who introduced whom. It is counted on one day, and is plain data.

mod introductions;
mod tie;
mod touches;

pub use introductions::Person;
pub use introductions::Tree;
pub use tie::Tie;
pub use tie::Warmth;
pub use touches::Touches;

use crate::date::Date;
use crate::date::Datelike;
use crate::date::Today;
use crate::rules::History;
use crate::vault::Vault;
use crate::vault::Who;

/// So many months are looked back to, this one included.
const N_MONTHS: u32 = 12;

/// What a picture shows at a glance.
#[derive(Debug)]
pub struct Overview<'v> {
    /// With how many people there was contact, day by day.
    pub touches: Touches,
    /// Each month of the last year, by its first day, and whom the owner met for the first time.
    pub months: Vec<(Date, Vec<&'v Who<'v>>)>,
    /// The people who are to hear from the owner again and again, the coldest first.
    pub ties: Vec<Tie<'v>>,
    /// How many contacts there has never been a touch with.
    pub n_untouched: usize,
    /// Who introduced whom, whoever led to most meetings first.
    pub introductions: Vec<Tree<'v>>,
}

/// Looks at the vault on the day `today`.
pub fn overview<'v>(vault: &'v Vault<'v>, today: Today) -> Overview<'v> {
    let history = History::new(vault, today);
    let untouched = history.contacts().filter(|(_, past)| past.last_touch.is_none());
    Overview {
        touches: touches::touches(&history),
        months: new_people(&history),
        ties: tie::ties(&history),
        n_untouched: untouched.count(),
        introductions: introductions::trees(&history),
    }
}

fn new_people<'v>(history: &History<'v>) -> Vec<(Date, Vec<&'v Who<'v>>)> {
    let this_month = history.today.with_day(1).expect("every month has a first day");
    let months = (0..N_MONTHS).rev();
    let months = months.filter_map(|n| this_month.checked_sub_months(chrono::Months::new(n)));
    let mut months: Vec<(Date, Vec<&Who>)> = months.map(|month| (month, Vec::new())).collect();
    for (contact, past) in history.contacts() {
        let first = past.first_held.and_then(|(date, _)| date.with_day(1));
        let month = months.iter_mut().find(|(month, _)| Some(*month) == first);
        if let Some((_, new)) = month {
            new.push(&contact.who);
        }
    }
    months
}
