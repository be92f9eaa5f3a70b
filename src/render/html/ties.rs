//! How warm each tie is: a bar for the time since the last touch, against the time to wait.

use minijinja::Value;
use minijinja::context;

use crate::date::Today;
use crate::overview::Overview;
use crate::overview::Tie;
use crate::overview::Warmth;
use crate::render::counted;
use crate::render::terminal::shortened_to;

use super::Templates;
use super::words::Links;
use super::words::shown_name;

const WIDTH: i64 = 340;
/// The width of the bar of somebody whose check-in is due today.
const DUE: i64 = WIDTH / 3;
const ROW: usize = 34;
const TOP: usize = 18;
/// So many people have a bar.
const MOST_BARS: usize = 14;
/// So many people stand in the table.
const MOST_ROWS: usize = 200;
/// So many columns of text a name may take.
const NAME: usize = 26;

/// Returns the bars, with their table, as HTML.
pub(super) fn figure(
    overview: &Overview,
    today: Today,
    links: &Links,
    templates: &Templates,
) -> Value {
    let ties = &overview.ties;
    let count = |warmth| ties.iter().filter(|tie| tie.warmth == warmth).count();
    let counts = Warmth::ALL.iter().map(|warmth| format!("{} {}", count(*warmth), warmth.word()));
    let bars = ties.iter().take(MOST_BARS).zip(0usize..).map(|(tie, index)| bar(tie, index, today));
    let rows = ties.iter().take(MOST_ROWS).map(|tie| row(tie, links, today));
    let values = context! {
        counts => counts.collect::<Vec<String>>().join(" · "),
        untouched => (overview.n_untouched > 0).then(|| {
            counted(overview.n_untouched, "contact has", "contacts have")
        }),
        bars => bars.collect::<Value>(),
        rows => rows.collect::<Value>(),
        n_more_bars => ties.len().saturating_sub(MOST_BARS),
        n_more_rows => ties.len().saturating_sub(MOST_ROWS),
        width => WIDTH,
        due => DUE,
        height => TOP + ties.len().min(MOST_BARS) * ROW,
        top => TOP,
    };
    templates.fill("ties.html", values)
}

fn bar(tie: &Tie, index: usize, today: Today) -> Value {
    let (passed, wait) = tie.days(today.0);
    let y = TOP + index * ROW;
    context! {
        name => shortened_to(&shown_name(&tie.contact.contact.name), NAME),
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
        name => shown_name(&tie.contact.contact.name),
        address => links.address(tie.contact.path),
        last => tie.last.to_string(),
        passed => days(passed),
        due => if tie.has_plan { "meeting planned".to_owned() } else { tie.due.to_string() },
        warmth => tie.warmth.word(),
    }
}

fn days(n: i64) -> String {
    if n == 1 { "1 day".to_owned() } else { format!("{n} days") }
}
