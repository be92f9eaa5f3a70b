//! How warm each tie is: a bar for the time since the last touch, against the time to wait.

use minijinja::Value;

use crate::date::Today;
use crate::overview::Overview;
use crate::overview::Tie;
use crate::overview::Warmth;
use crate::render::counted;

use super::Templates;
use super::context::context;
use super::fit::fit;
use super::words::Links;
use super::words::shown_name;

const WIDTH: i64 = 340;
/// The width of the bar of somebody whose check-in is due today.
const DUE: i64 = WIDTH / 3;
const ROW: usize = 34;
/// Where the people's bars begin; above them is the bar of all.
const TOP: usize = 46;
/// So many people have a bar, and so many at least of each warmth, if there are.
const MOST_BARS: usize = 14;
const LEAST_BARS: usize = 4;
/// So many people stand in the table.
const MOST_ROWS: usize = 200;
/// What a name may take of the width, so that the words after it have room.
const NAME: usize = 215;

/// Returns the bars, with their table, as HTML.
pub(super) fn figure(
    overview: &Overview,
    today: Today,
    links: &Links,
    templates: &Templates,
) -> Value {
    let ties = &overview.ties;
    let (shown, rest) = chosen(ties);
    let bars = shown.iter().zip(0usize..).map(|(tie, index)| bar(tie, index, today));
    let rows = ties.iter().take(MOST_ROWS).map(|tie| row(tie, links, today));
    let values = context! {
        parts => parts(ties),
        untouched => (overview.n_untouched > 0).then(|| {
            counted(overview.n_untouched, "contact has", "contacts have")
        }),
        bars => bars.collect::<Value>(),
        rest,
        rows => rows.collect::<Value>(),
        n_more_rows => ties.len().saturating_sub(MOST_ROWS),
        width => WIDTH,
        due => DUE,
        height => TOP + shown.len() * ROW,
        top => TOP,
    };
    templates.fill("ties.html", values)
}

/// Returns how many there are of each warmth, and their parts of one bar.
fn parts(ties: &[Tie]) -> Value {
    let mut n_before = 0;
    let x = |n: usize| WIDTH as usize * n / ties.len().max(1);
    let parts = Warmth::ALL.iter().map(|warmth| {
        let n = count(ties, *warmth);
        let (start, end) = (x(n_before), x(n_before + n));
        n_before += n;
        context! { n, warmth => warmth.word(), x => start, long => end - start }
    });
    parts.collect()
}

/// Returns the ties that have a bar, the coldest of each warmth, and in words how many have none.
fn chosen<'t, 'v>(ties: &'t [Tie<'v>]) -> (Vec<&'t Tie<'v>>, String) {
    let mut room = MOST_BARS;
    let (mut shown, mut rest) = (Vec::new(), Vec::new());
    // The coldest come first; each warmth leaves some room for those after it.
    let mut after: Vec<usize> = Warmth::ALL.iter().map(|warmth| count(ties, *warmth)).collect();
    for warmth in Warmth::ALL.iter().rev() {
        let n = after.pop().unwrap_or(0);
        let kept: usize = after.iter().map(|n| (*n).min(LEAST_BARS)).sum();
        let n_shown = n.min(room - kept.min(room));
        let of_one = ties.iter().filter(|tie| tie.warmth == *warmth);
        shown.extend(of_one.take(n_shown));
        rest.extend((n > n_shown).then(|| format!("{} {}", n - n_shown, warmth.word())));
        room -= n_shown;
    }
    (shown, rest.join(", "))
}

fn count(ties: &[Tie], warmth: Warmth) -> usize {
    ties.iter().filter(|tie| tie.warmth == warmth).count()
}

fn bar(tie: &Tie, index: usize, today: Today) -> Value {
    let (passed, wait) = tie.days(today.0);
    let y = TOP + index * ROW;
    context! {
        name => fit(&shown_name(tie.contact.contact().name()), NAME),
        words => words(tie, today),
        warmth => tie.warmth.word(),
        long => (passed.saturating_mul(DUE) / wait).clamp(2, WIDTH),
        text_y => y + 14,
        bar_y => y + 20,
    }
}

fn words(tie: &Tie, today: Today) -> String {
    let (passed, _) = tie.days(today.0);
    match tie.has_plan {
        true => "meeting planned".to_owned(),
        false => format!("{} · {}", days(passed), tie.warmth.word()),
    }
}

fn row(tie: &Tie, links: &Links, today: Today) -> Value {
    let (passed, _) = tie.days(today.0);
    context! {
        name => shown_name(tie.contact.contact().name()),
        address => links.address(tie.contact.path()),
        last => tie.last.to_string(),
        passed => days(passed),
        due => if tie.has_plan { "meeting planned".to_owned() } else { tie.due.to_string() },
        warmth => tie.warmth.word(),
    }
}

fn days(n: i64) -> String {
    if n == 1 { "1 day".to_owned() } else { format!("{n} days") }
}
