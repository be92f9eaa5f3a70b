//! The dashboard: the agenda as Markdown that reads well on GitHub, in Obsidian, and as plain text
//! (SPEC §4).

mod block;
mod escape;
mod kept;
mod line;
mod review;

pub use block::BlockError;
pub use block::Tick;
pub use block::has_block;
pub use block::ids;
pub use block::merge;
pub use block::ticks;
pub use block::view;
pub use kept::Kept;
pub use kept::Layout;
pub use review::review;

use std::fmt::Write;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use crate::agenda::Agenda;
use crate::agenda::Group;
use crate::agenda::Item;
use crate::agenda::View;
use crate::date::Today;
use crate::note::Note;
use crate::settings::Settings;

use super::fetch_texts;
use line::Links;

/// How much longer than the last one a dashboard may be without being moved, in bytes.
const ROOM: usize = 1 << 16;

/// Returns the generated block, from its first marker to its last. The `ticks` of the old one
/// stay: those of what is owed in their place, the others among the notes to fix.
pub fn dashboard(agenda: &Agenda, settings: &Settings, ticks: &[Tick]) -> Vec<u8> {
    lay_out(agenda, settings, ticks, &Kept::default(), |_| true, Vec::new()).0
}

/// Returns the same without ticks, written into `room`, and what is where in it. Lines that say the
/// same as in the dashboard that was `kept` are taken from there; what is in notes that
/// `is_changed` since then is written anew. In between nobody has come to be called otherwise, and
/// the settings have not changed.
pub fn dashboard_again(
    agenda: &Agenda,
    settings: &Settings,
    kept: &Kept,
    is_changed: impl Fn(&Note) -> bool,
    room: Vec<u8>,
) -> (Vec<u8>, Layout) {
    lay_out(agenda, settings, &[], kept, is_changed, room)
}

fn lay_out(
    agenda: &Agenda,
    settings: &Settings,
    ticks: &[Tick],
    kept: &Kept,
    is_changed: impl Fn(&Note) -> bool,
    room: Vec<u8>,
) -> (Vec<u8>, Layout) {
    let links = Links::new(settings);
    let live = ticks.iter().filter(|tick| !tick.is_stale);
    let signs: FxHashMap<&str, char> = live.map(|tick| (tick.id.as_str(), tick.sign)).collect();
    let write = |items: &[Item], lines: &mut String| {
        fetch_texts(items);
        for item in items {
            let sign = signs.get(item.id.as_str()).copied().unwrap_or(' ');
            line::item(item, agenda.today, &links, sign, lines);
        }
    };
    let begin = match agenda.view {
        View::Full => block::BEGIN,
        View::Redacted => block::BEGIN_REDACTED,
    };
    let (today, summary, goal) = (agenda.today.0, super::summary(agenda), super::goal(agenda));
    let head = format!(
        "{begin}\n# Dashboard\n\n**{today}** · {summary} · new people this month: {goal}\n"
    );
    // Room for all of it: what grows in steps is moved each time.
    let mut text = room;
    text.clear();
    text.reserve(kept.len().max(agenda.items.len() * kept::ENOUGH) + ROOM);
    text.extend(head.into_bytes());
    let mut layout = Layout::default();
    for group in Group::ALL {
        if *group == Group::ComingUp {
            section(&mut text, group.title(), &coming_up(agenda, &links));
            continue;
        }
        let is_empty = agenda.of_group(*group).is_empty();
        match super::nothing(*group).filter(|_| is_empty) {
            Some(nothing) => section(&mut text, group.title(), &format!("{nothing}\n")),
            None if is_empty => {}
            None => heading(&mut text, group.title()),
        }
        let start = text.len();
        kept.add_lines(agenda, *group, &is_changed, write, &mut text);
        layout.groups.push((*group, start..text.len()));
    }
    let to_fix = stale_ticks(ticks, agenda) + &to_fix(agenda, &links);
    section(&mut text, super::TO_FIX, &to_fix);
    text.extend(block::END.bytes().chain([b'\n']));
    layout.length = text.len();
    (text, layout)
}

/// Adds a section; without lines it is left out.
fn section(text: &mut Vec<u8>, title: &str, lines: &str) {
    if !lines.is_empty() {
        heading(text, title);
        text.extend_from_slice(lines.as_bytes());
    }
}

fn heading(text: &mut Vec<u8>, title: &str) {
    text.extend(format!("\n## {title}\n\n").into_bytes());
}

fn coming_up(agenda: &Agenda, links: &Links) -> String {
    agenda.coming_up.iter().map(|coming| line::coming(coming, agenda.today, links)).collect()
}

/// Tells whether a line of the old block still says what the item's line would say now.
pub fn says(tick: &Tick, item: &Item, today: Today, settings: &Settings) -> bool {
    let mut line = String::new();
    line::item(item, today, &Links::new(settings), tick.sign, &mut line);
    tick.says(&line)
}

/// Returns a link to the note at `path` for the note at `from`.
pub fn link(settings: &Settings, from: &str, path: &str, label: &str) -> String {
    let mut link = String::new();
    Links::from(settings, from).note(path, label, &mut link);
    link
}

/// Returns the ticks that mean nothing, or no more.
pub fn stale<'t>(ticks: &'t [Tick], agenda: &Agenda) -> Vec<&'t Tick> {
    if ticks.is_empty() {
        return Vec::new();
    }
    let owed = owed(agenda);
    ticks.iter().filter(|tick| tick.is_stale || !owed.contains(tick.id.as_str())).collect()
}

/// Keeps the lines whose tick means nothing: what somebody ticked is never lost without a word.
fn stale_ticks(ticks: &[Tick], agenda: &Agenda) -> String {
    if ticks.is_empty() {
        return String::new();
    }
    let owed = owed(agenda);
    let mut seen = FxHashSet::default();
    let lines = stale(ticks, agenda).into_iter().filter_map(|tick| {
        if agenda.is_in_part() && !tick.is_stale {
            let why = "what it means may stand in what cannot be read now: it is kept until then";
            return Some(format!("{}\n  - {why}\n", tick.text));
        }
        let line = tick.as_stale(agenda.view);
        let why = match owed.contains(tick.id.as_str()) {
            true => "what is owed under this id has changed: delete the line, and look there again",
            false => "nothing is owed under this id: delete the line if it is done",
        };
        seen.insert(line.clone()).then(|| format!("{line}\n  - {why}\n"))
    });
    lines.collect()
}

fn owed<'a>(agenda: &'a Agenda) -> FxHashSet<&'a str> {
    agenda.items.iter().map(|item| item.id.as_str()).collect()
}

fn to_fix(agenda: &Agenda, links: &Links) -> String {
    let (problems, others) = super::to_fix(agenda);
    let mut lines: String =
        problems.into_iter().map(|problem| line::problem(problem, links)).collect();
    if let Some(others) = others {
        writeln!(lines, "- {others}").expect("a string takes everything");
    }
    lines
}
