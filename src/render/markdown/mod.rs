//! The dashboard: the agenda as Markdown that reads well on GitHub, in Obsidian, and as plain text
//! (SPEC §4).

mod block;
mod escape;
mod kept;
mod line;
mod page;
mod review;

pub use block::BlockError;
pub use block::Tick;
pub use kept::Kept;
pub use kept::Layout;
pub use page::Fitted;
pub use page::Frame;
pub use page::Ids;
pub use page::Page;
pub use page::Reader;
pub use review::review;

use std::fmt::Write as _;
use std::io;
use std::io::Write;
use std::ops::Range;

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

/// Writes the generated block, from its first marker to its last, into `page`. The `ticks` of the
/// old one stay: those of what is owed in their place, the others among the notes to fix.
///
/// # Errors
///
/// Fails if the page cannot be written.
pub fn dashboard(
    agenda: &Agenda,
    settings: &Settings,
    ticks: &[Tick],
    page: &mut (dyn Write + Send),
) -> io::Result<()> {
    let mut block = Block::new(page, None);
    lay_out(agenda, settings, ticks, &Kept::default(), |_| true, &mut block);
    block.failed
}

/// Does the same without ticks, and returns what it wrote, held in `room`. Lines that say the same
/// as in the block that was `kept` are taken from there; what is in notes that `is_changed` since
/// then is written anew. In between nobody has come to be called otherwise, and the settings have
/// not changed.
///
/// # Errors
///
/// Fails if the page cannot be written.
pub fn dashboard_again(
    agenda: &Agenda,
    settings: &Settings,
    kept: &Kept,
    is_changed: impl Fn(&Note) -> bool,
    room: Vec<u8>,
    page: &mut (dyn Write + Send),
) -> io::Result<Layout> {
    let mut block = Block::new(page, Some(room));
    let groups = lay_out(agenda, settings, &[], kept, is_changed, &mut block);
    block.failed?;
    Ok(Layout { block: block.held.unwrap_or_default(), groups })
}

/// A block on its way to its page.
struct Block<'p> {
    page: &'p mut (dyn Write + Send),
    length: usize,
    /// All of it, where that is wanted.
    held: Option<Vec<u8>>,
    /// Once the page cannot be written, nothing more is.
    failed: io::Result<()>,
}

impl<'p> Block<'p> {
    fn new(page: &'p mut (dyn Write + Send), mut room: Option<Vec<u8>>) -> Block<'p> {
        room.iter_mut().for_each(Vec::clear);
        Block { page, length: 0, held: room, failed: Ok(()) }
    }

    fn add(&mut self, bytes: &[u8]) {
        self.length += bytes.len();
        self.held.iter_mut().for_each(|held| held.extend_from_slice(bytes));
        if self.failed.is_ok() {
            self.failed = self.page.write_all(bytes);
        }
    }

    /// Adds a section; without lines it is left out.
    fn section(&mut self, title: &str, lines: &str) {
        if !lines.is_empty() {
            self.heading(title);
            self.add(lines.as_bytes());
        }
    }

    fn heading(&mut self, title: &str) {
        self.add(format!("\n## {title}\n\n").as_bytes());
    }
}

/// Adds all of a block; returns where in it the lines of the groups' items are.
fn lay_out(
    agenda: &Agenda,
    settings: &Settings,
    ticks: &[Tick],
    kept: &Kept,
    is_changed: impl Fn(&Note) -> bool,
    block: &mut Block,
) -> Vec<(Group, Range<usize>)> {
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
    block.add(head.as_bytes());
    let mut groups = Vec::new();
    for group in Group::ALL {
        if *group == Group::ComingUp {
            block.section(group.title(), &coming_up(agenda, &links));
            continue;
        }
        let is_empty = agenda.of_group(*group).is_empty();
        match super::nothing(*group).filter(|_| is_empty) {
            Some(nothing) => block.section(group.title(), &format!("{nothing}\n")),
            None if is_empty => {}
            None => block.heading(group.title()),
        }
        let start = block.length;
        kept.add_lines(agenda, *group, &is_changed, write, block);
        groups.push((*group, start..block.length));
    }
    let to_fix = stale_ticks(ticks, agenda) + &to_fix(agenda, &links);
    block.section(super::TO_FIX, &to_fix);
    block.add(format!("{}\n", block::END).as_bytes());
    groups
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
