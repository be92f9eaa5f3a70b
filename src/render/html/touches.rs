//! A year of touches as a calendar: a column for each week, a square for each day. It is drawn in
//! two halves, so that a narrow screen can set one below the other.

use minijinja::Value;

use crate::date::Date;
use crate::date::Datelike;
use crate::date::month_name;
use crate::overview::Touches;
use crate::render::counted;

use super::Templates;
use super::context::context;

/// The weeks in each half; a year begins and ends in at most 54.
const N_WEEKS: usize = 27;
/// From one square to the next.
const STEP: usize = 12;
/// The side of a square.
const SIDE: usize = 10;
/// What stands before the squares: the weekdays.
const LEFT: usize = 16;
/// What stands above them: the months.
const TOP: usize = 18;

/// With so many people a square is one step darker.
const STEPS: &[usize] = &[1, 2, 3, 5];

/// Returns the calendar, with its table, as HTML.
pub(super) fn figure(touches: &Touches, templates: &Templates) -> Value {
    let weeks = weeks(touches);
    let (first, second) = weeks.split_at(weeks.len().min(N_WEEKS));
    let halves: Value = [first, second].into_iter().map(|weeks| half(weeks, touches)).collect();
    let days: Value = touches
        .n_people
        .iter()
        .map(|(day, n)| context! { day => day.to_string(), n => *n })
        .collect();
    let values = context! {
        halves,
        days,
        n_days => counted(touches.n_people.len(), "day", "days"),
        width => LEFT + N_WEEKS * STEP,
        height => TOP + 7 * STEP,
        side => SIDE,
        weekdays => weekdays(),
        steps => STEPS.iter().enumerate().map(step).collect::<Value>(),
        has_touches => !touches.n_people.is_empty(),
    };
    templates.fill("touches.html", values)
}

/// Returns the days, week by week.
fn weeks(touches: &Touches) -> Vec<Vec<Date>> {
    let days: Vec<Date> =
        touches.first.iter_days().take_while(|day| *day <= touches.last).collect();
    let is_same = |one: &Date, other: &Date| one.iso_week() == other.iso_week();
    days.chunk_by(is_same).map(<[Date]>::to_vec).collect()
}

fn half(weeks: &[Vec<Date>], touches: &Touches) -> Value {
    let squares = weeks
        .iter()
        .zip(0usize..)
        .flat_map(|(week, column)| week.iter().map(move |day| square(*day, column, touches)));
    let mut days = weeks.iter().flatten();
    context! {
        from => days.next().map(Date::to_string),
        until => days.next_back().map(Date::to_string),
        squares => squares.collect::<Value>(),
        months => months(weeks),
    }
}

fn square(day: Date, column: usize, touches: &Touches) -> Value {
    let n = touches.n_people.get(&day).copied().unwrap_or(0);
    let row = day.weekday().num_days_from_monday() as usize;
    context! {
        x => LEFT + column * STEP,
        y => TOP + row * STEP,
        level => level(n),
        words => (n > 0).then(|| format!("{day}: {}", counted(n, "person", "people"))),
    }
}

/// Returns the names of the months, each above the week in which it begins.
fn months(weeks: &[Vec<Date>]) -> Value {
    let begins = |week: &Vec<Date>| week.iter().copied().find(|day| day.day() == 1);
    let labels = weeks.iter().zip(0usize..).filter_map(|(week, column)| {
        let name = &month_name(begins(week)?)[..3];
        Some(context! { x => LEFT + column * STEP, name })
    });
    labels.collect()
}

fn weekdays() -> Value {
    let names = [(0, "M"), (2, "W"), (4, "F")];
    names
        .into_iter()
        .map(|(row, name)| context! { y => TOP + row * STEP + SIDE - 1, name })
        .collect()
}

/// Returns how dark a day with `n` people is.
fn level(n: usize) -> usize {
    STEPS.iter().filter(|least| n >= **least).count()
}

/// Returns how dark a square is, and for how many people.
fn step((index, least): (usize, &usize)) -> Value {
    let words = match STEPS.get(index + 1) {
        Some(next) if least + 1 == *next => least.to_string(),
        Some(next) => format!("{least}–{}", next - 1),
        None => format!("{least} or more"),
    };
    context! { level => index + 1, words }
}
