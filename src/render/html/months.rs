//! New people by month as columns, against the goal.

use minijinja::Value;

use crate::agenda::Goal;
use crate::date;
use crate::date::Datelike;
use crate::date::month_in_words;
use crate::date::month_name;
use crate::overview::Overview;
use crate::render::counted;
use crate::vault::Who;

use super::Templates;
use super::context::context;
use super::words::shown_name;

const WIDTH: usize = 340;
/// The height of the tallest column.
const TALLEST: usize = 96;
/// Where the columns stand.
const FLOOR: usize = 116;
const COLUMN: usize = 18;
/// So many people of a month are named.
const MOST_NAMES: usize = 12;

/// Returns the columns, with their table, as HTML.
pub(super) fn figure(overview: &Overview, goal: &Goal, templates: &Templates) -> Value {
    let months = &overview.months;
    let target = goal.target as usize;
    let most = months.iter().map(|(_, new)| new.len()).max().unwrap_or(0).max(target).max(1);
    let height = |n: usize| n * TALLEST / most;
    let step = WIDTH / months.len().max(1);
    let columns = months.iter().zip(0usize..).map(|((month, new), index)| {
        let tall = height(new.len());
        context! {
            x => index * step + (step - COLUMN) / 2,
            middle => index * step + step / 2,
            y => FLOOR - tall,
            tall,
            n => new.len(),
            is_reached => new.len() >= target,
            name => &month_name(*month)[..3],
            year => (month.month() == 1).then(|| month.year()),
            month => date::month(*month),
            people => names(new),
        }
    });
    let n_new = months.iter().map(|(_, new)| new.len()).sum();
    let values = context! {
        columns => columns.collect::<Value>(),
        width => WIDTH,
        floor => FLOOR,
        column_width => COLUMN,
        target,
        goal_y => FLOOR - height(target),
        this_month => this_month(goal),
        all => counted(n_new, "new person", "new people"),
        since => months.first().map(|(month, _)| month_in_words(*month)),
        has_new => n_new > 0,
    };
    templates.fill("months.html", values)
}

fn this_month(goal: &Goal) -> String {
    match goal.target {
        0 => format!("{} this month", goal.met.len()),
        target => format!("{} of {target} this month", goal.met.len()),
    }
}

fn names(people: &[&Who]) -> String {
    let named = people.iter().take(MOST_NAMES).map(|who| shown_name(who.name()));
    let named = named.collect::<Vec<String>>().join(", ");
    match people.len().saturating_sub(MOST_NAMES) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}
