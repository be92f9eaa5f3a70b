//! The dashboard: the agenda as Markdown that reads well on GitHub, in Obsidian, and as plain text
//! (SPEC §4).

mod block;
mod escape;
mod line;
mod review;

pub use block::BlockError;
pub use block::Tick;
pub use block::has_block;
pub use block::ids;
pub use block::merge;
pub use block::ticks;
pub use block::view;
pub use review::review;

use std::fmt::Write;

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use crate::agenda::Agenda;
use crate::agenda::Group;
use crate::agenda::Item;
use crate::agenda::View;
use crate::date::Today;
use crate::settings::Settings;

use line::Links;

/// Returns the generated block, from its first marker to its last. The `ticks` of the old one
/// stay: those of what is owed in their place, the others among the notes to fix.
pub fn dashboard(agenda: &Agenda, settings: &Settings, ticks: &[Tick]) -> String {
    let links = Links::new(settings);
    let live = ticks.iter().filter(|tick| !tick.is_stale);
    let signs: FxHashMap<&str, char> = live.map(|tick| (tick.id.as_str(), tick.sign)).collect();
    let mut text = format!(
        "{}\n# Dashboard\n\n**{}** · {} · new people this month: {}\n",
        match agenda.view {
            View::Full => block::BEGIN,
            View::Redacted => block::BEGIN_REDACTED,
        },
        agenda.today.0,
        super::summary(agenda),
        super::goal(agenda),
    );
    for group in Group::ALL {
        let lines = match group {
            Group::ComingUp => vec![coming_up(agenda, &links)],
            _ => items(agenda, *group, &links, &signs),
        };
        section(&mut text, group.title(), lines, super::nothing(*group));
    }
    let to_fix = stale_ticks(ticks, agenda) + &to_fix(agenda, &links);
    section(&mut text, super::TO_FIX, vec![to_fix], None);
    text.push_str(block::END);
    text.push('\n');
    text
}

/// Adds a section; an empty one says so in a line, or is left out.
fn section(text: &mut String, title: &str, lines: Vec<String>, nothing: Option<&str>) {
    let has_lines = lines.iter().any(|line| !line.is_empty());
    let nothing = nothing.filter(|_| !has_lines);
    if has_lines || nothing.is_some() {
        text.push_str(&format!("\n## {title}\n\n"));
        nothing.iter().for_each(|nothing| text.push_str(&format!("{nothing}\n")));
        lines.iter().for_each(|line| text.push_str(line));
    }
}

fn items(
    agenda: &Agenda,
    group: Group,
    links: &Links,
    signs: &FxHashMap<&str, char>,
) -> Vec<String> {
    const CHUNK: usize = 512;
    let start = agenda.items.partition_point(|item| item.kind.group() < group);
    let end = agenda.items.partition_point(|item| item.kind.group() <= group);
    let chunks = agenda.items[start..end].par_chunks(CHUNK);
    let lines = chunks.map(|items| {
        let mut lines = String::new();
        for item in items {
            let sign = signs.get(item.id.as_str()).copied().unwrap_or(' ');
            line::item(item, agenda.today, links, sign, &mut lines);
        }
        lines
    });
    lines.collect()
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
    let owed = owed(agenda);
    ticks.iter().filter(|tick| tick.is_stale || !owed.contains(tick.id.as_str())).collect()
}

/// Keeps the lines whose tick means nothing: what somebody ticked is never lost without a word.
fn stale_ticks(ticks: &[Tick], agenda: &Agenda) -> String {
    let owed = owed(agenda);
    let lines = stale(ticks, agenda).into_iter().map(|tick| {
        let why = match owed.contains(tick.id.as_str()) {
            true => "what is owed under this id has changed: delete the line, and look there again",
            false => "nothing is owed under this id: delete the line if it is done",
        };
        format!("{}\n  - {why}\n", tick.as_stale(agenda.view))
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
