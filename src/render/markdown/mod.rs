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
pub use review::review;

use std::fmt::Write;

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use crate::agenda::Agenda;
use crate::agenda::Group;
use crate::agenda::Item;
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
        block::BEGIN,
        agenda.today.0,
        super::summary(agenda),
        super::goal(agenda),
    );
    for group in Group::ALL {
        let lines = match group {
            Group::ComingUp => vec![coming_up(agenda, &links)],
            _ => items(agenda, *group, &links, &signs),
        };
        section(&mut text, group.title(), lines, nothing(*group));
    }
    let to_fix = stale_ticks(ticks, agenda) + &to_fix(agenda, &links);
    section(&mut text, "Notes to fix", vec![to_fix], None);
    text.push_str(block::END);
    text.push('\n');
    text
}

/// Adds a section; an empty one says so in a line, or is left out.
fn section(text: &mut String, title: &str, lines: Vec<String>, nothing: Option<&str>) {
    let has_lines = lines.iter().any(|line| !line.is_empty());
    let nothing = nothing.filter(|_| !has_lines);
    if has_lines || nothing.is_some() {
        text.push_str(&format!("\n## {title}\n\n{}", nothing.unwrap_or_default()));
        lines.iter().for_each(|line| text.push_str(line));
    }
}

/// Returns what a section says when it is empty; most are left out then.
fn nothing(group: Group) -> Option<&'static str> {
    match group {
        Group::ThankYous => Some("Everyone is thanked.\n"),
        Group::Actions => Some("Nothing to act on.\n"),
        Group::CheckIns => Some("Nobody is waiting to hear from you.\n"),
        _ => None,
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
    let mut seen = FxHashSet::default();
    let lines = stale(ticks, agenda).into_iter().filter_map(|tick| {
        let line = tick.as_stale();
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
    let own = || agenda.diagnostics.iter().filter(|diagnostic| !diagnostic.foreign);
    let mut lines: String = own()
        .filter(|problem| problem.is_to_fix())
        .map(|problem| line::problem(problem, links))
        .collect();
    let n_others = own().filter(|problem| !problem.is_to_fix()).count();
    let others = match n_others {
        0 => return lines,
        1 => "1 warning".to_owned(),
        n => format!("{n} warnings"),
    };
    let more = if lines.is_empty() { "" } else { " more" };
    writeln!(lines, "- {others}{more}: `keepwarm check` shows them")
        .expect("a string takes everything");
    lines
}
