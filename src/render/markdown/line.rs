//! One line of the dashboard: the box, the day, the next step, the way to the note.

use std::fmt::Write;

use crate::agenda::Coming;
use crate::agenda::Item;
use crate::agenda::State;
use crate::date::Date;
use crate::date::Iso;
use crate::date::Today;
use crate::diagnostic::Diagnostic;
use crate::note::plain;
use crate::render::encoded_path;
use crate::render::letter::Letter;
use crate::render::letter::letter;
use crate::render::phrase::Piece;
use crate::render::phrase::names;
use crate::render::phrase::phrase;
use crate::settings::LinkStyle;
use crate::settings::Settings;

use super::escape;

/// How the dashboard links to other things.
pub(super) struct Links {
    style: LinkStyle,
    has_mailto: bool,
    /// The way from the file with the links to the vault's root, `../`.
    to_root: String,
}

impl Links {
    /// The dashboard's own links.
    pub(super) fn new(settings: &Settings) -> Links {
        Links::from(settings, &settings.dashboard)
    }

    /// The same for the file at `path`.
    pub(super) fn from(settings: &Settings, path: &str) -> Links {
        Links {
            style: settings.links,
            has_mailto: settings.mailto,
            to_root: "../".repeat(path.matches('/').count()),
        }
    }

    /// How a file at the vault's root links to other things.
    pub(super) fn from_root(settings: &Settings) -> Links {
        Links { to_root: String::new(), ..Links::new(settings) }
    }

    /// Adds a link to a note.
    pub(super) fn note(&self, path: &str, label: &str, line: &mut String) {
        if self.style == LinkStyle::None {
            return line.push_str(&escape::text(label));
        }
        let is_wiki = self.style == LinkStyle::Wikilink;
        match is_wiki.then(|| escape::wikilink(path, label)).flatten() {
            Some(link) => line.push_str(&link),
            None => {
                let (label, path) = (escape::text(label), encoded_path(path));
                push(line, &["[", &label, "](", &self.to_root, &path, ")"]);
            }
        }
    }

    /// Adds a link that begins an e-mail, if the item is done by one.
    fn mailto(&self, item: &Item, line: &mut String) {
        if let Some(Letter { address, subject }) = letter(item).filter(|_| self.has_mailto) {
            push(line, &[" · [write](mailto:", &address, "?subject=", subject, ")"]);
        }
    }
}

/// Adds the line of an item; `sign` stands in its box.
pub(super) fn item(item: &Item, today: Today, links: &Links, sign: char, line: &mut String) {
    let mark = match item.state(today) {
        State::Overdue => " overdue",
        State::Today => " today",
        State::Upcoming | State::Undated => "",
    };
    if item.kind.has_box() {
        line.push_str("- [");
        line.push(sign);
        line.push_str("] ");
    } else {
        // Nothing to tick: it is cleared by writing.
        line.push_str("- ✎   ");
    }
    day(item.due, mark, line);
    pieces(&phrase(item), line);
    source(item, links, line);
    links.mailto(item, line);
    if item.kind.has_box() {
        push(line, &[" <!-- kw:", item.id.as_str(), " -->"]);
    }
    line.push('\n');
}

/// Adds a day and its mark, padded so that what follows is in one column.
fn day(day: Option<Date>, mark: &str, line: &mut String) {
    const WIDTH: usize = 18;
    let start = line.len();
    match day.map(|day| (day, Iso::of(day))) {
        Some((_, Some(iso))) => line.push_str(iso.as_str()),
        Some((day, None)) => write!(line, "{day}").expect("a string takes everything"),
        None => line.push_str("any day"),
    }
    line.push_str(mark);
    line.extend(std::iter::repeat_n(' ', (start + WIDTH).saturating_sub(line.len())));
    line.push_str(" · ");
}

/// Adds the link to where an item comes from.
fn source(item: &Item, links: &Links, line: &mut String) {
    if item.meeting.is_none() && links.style == LinkStyle::None {
        return;
    }
    line.push_str(" · ");
    match item.meeting {
        Some(encounter) => {
            let meeting = encounter.meeting();
            let label = match meeting.date {
                Some(date) => &dated(meeting.label.word(), date),
                None => meeting.label.word(),
            };
            links.note(encounter.path(), label, line);
        }
        None => links.note(item.path(), "note", line),
    }
}

/// Returns `Coffee, 2026-11-20`.
fn dated(label: &str, date: Date) -> String {
    match Iso::of(date) {
        Some(iso) => [label, ", ", iso.as_str()].concat(),
        None => format!("{label}, {date}"),
    }
}

/// Returns the lines of a meeting that is coming up.
pub(super) fn coming(coming: &Coming, today: Today, links: &Links) -> String {
    let encounter = coming.meeting;
    let (path, meeting, present) = (encounter.path(), encounter.meeting(), &encounter.present);
    let mut line = "- ".to_owned();
    day(Some(coming.date), if coming.date == today.0 { " today" } else { "" }, &mut line);
    if let Some(time) = meeting.time {
        push(&mut line, &[&time.to_string(), " · "]);
    }
    if !present.is_empty() {
        pieces(&names(present), &mut line);
        line.push_str(" · ");
    }
    if let Some(place) = meeting.place() {
        push(&mut line, &[&escape::text(&plain(place)), " · "]);
    }
    links.note(path, meeting.label.word(), &mut line);
    if !coming.missing.is_empty() {
        push(&mut line, &[" · still missing: ", &coming.missing.to_string()]);
    }
    line.push('\n');
    for task in &coming.to_do {
        push(&mut line, &["  - to do: ", &escape::text(&plain(task)), "\n"]);
    }
    line
}

/// Returns the line of something to fix.
pub(super) fn problem(problem: &Diagnostic, links: &Links) -> String {
    let mut line = "- ".to_owned();
    match problem.place {
        Some(place) => {
            let label = format!("{}, line {}", problem.path, place.line);
            links.note(&problem.path, &label, &mut line);
        }
        None => links.note(&problem.path, &problem.path, &mut line),
    }
    push(&mut line, &[" · ", &escape::message(&problem.message)]);
    if let Some(help) = &problem.help {
        push(&mut line, &[" · ", &escape::message(help)]);
    }
    line.push('\n');
    line
}

fn pieces(pieces: &[Piece], line: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Words(words) => line.push_str(words),
            Piece::Name(name) => push(line, &["**", &escape::name(name), "**"]),
            Piece::Text(text) => line.push_str(&escape::text(text)),
        }
    }
}

fn push(line: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| line.push_str(part));
}
