//! One line of the dashboard: the box, the day, the next step, the way to the note.

use crate::agenda::Coming;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::agenda::State;
use crate::date::Today;
use crate::diagnostic::Diagnostic;
use crate::note::plain;
use crate::render::encoded_path;
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

    /// Returns a link to a note.
    pub(super) fn note(&self, path: &str, label: &str) -> String {
        let wikilink = escape::wikilink(path, label);
        match wikilink.filter(|_| self.style == LinkStyle::Wikilink) {
            Some(link) => link,
            None => format!("[{}]({}{})", escape::text(label), self.to_root, encoded_path(path)),
        }
    }

    /// Returns a link that begins an e-mail.
    fn mailto(&self, item: &Item) -> Option<String> {
        let subject = subject(item.kind).filter(|_| self.has_mailto)?;
        let [person] = item.who.as_slice() else {
            return None;
        };
        let address = escape::address(person.email.as_deref()?)?;
        Some(format!("[write](mailto:{address}?subject={})", escape::query(subject)))
    }
}

/// Returns the line of an item; `sign` stands in its box.
pub(super) fn item(item: &Item, today: Today, links: &Links, sign: char) -> String {
    let state = item.state(today);
    let day = item.due.map_or("any day".to_owned(), |due| due.to_string());
    let mark = match state {
        State::Overdue => " overdue",
        State::Today => " today",
        State::Upcoming | State::Undated => "",
    };
    let day = format!("{day}{mark}");
    let (tick, id) = match item.kind.has_box() {
        true => (format!("[{sign}]"), format!(" <!-- kw:{} -->", item.id)),
        // Nothing to tick: it is cleared by writing.
        false => ("✎  ".to_owned(), String::new()),
    };
    let mut parts = vec![pieces(&phrase(item)), source(item, links)];
    parts.extend(links.mailto(item));
    format!("- {tick} {day:<18} · {}{id}\n", parts.join(" · "))
}

/// Returns the link to where an item comes from.
fn source(item: &Item, links: &Links) -> String {
    match &item.meeting {
        Some(meeting) => {
            let label = match meeting.date {
                Some(date) => format!("{}, {date}", meeting.label),
                None => meeting.label.to_owned(),
            };
            links.note(&meeting.path, &label)
        }
        None => links.note(&item.source.path, "note"),
    }
}

/// Returns the lines of a meeting that is coming up.
pub(super) fn coming(coming: &Coming, today: Today, links: &Links) -> String {
    let mark = if coming.date == today.0 { " today" } else { "" };
    let day = format!("{}{mark}", coming.date);
    let mut parts = Vec::new();
    parts.extend(coming.time.map(|time| time.to_string()));
    if !coming.who.is_empty() {
        parts.push(pieces(&names(&coming.who)));
    }
    parts.extend(coming.place.as_deref().map(|place| escape::text(&plain(place))));
    parts.push(links.note(&coming.occasion.path, coming.occasion.label));
    if !coming.missing.is_empty() {
        let missing: Vec<&str> = coming.missing.iter().map(|missing| missing.word()).collect();
        parts.push(format!("still missing: {}", missing.join(", ")));
    }
    let mut lines = format!("- {day:<18} · {}\n", parts.join(" · "));
    for task in &coming.to_do {
        lines.push_str(&format!("  - to do: {}\n", escape::text(&plain(task))));
    }
    lines
}

/// Returns the line of something to fix.
pub(super) fn problem(problem: &Diagnostic, links: &Links) -> String {
    let label = match problem.place {
        Some(place) => format!("{}, line {}", problem.path, place.line),
        None => problem.path.clone(),
    };
    let link = links.note(&problem.path, &label);
    let help = problem.help.as_deref().map(|help| format!(" · {}", escape::message(help)));
    format!("- {link} · {}{}\n", escape::message(&problem.message), help.unwrap_or_default())
}

fn pieces(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Words(words) => (*words).to_owned(),
            Piece::Name(name) => format!("**{}**", escape::name(name)),
            Piece::Text(text) => escape::text(text),
        })
        .collect()
}

fn subject(kind: ItemKind) -> Option<&'static str> {
    match kind {
        ItemKind::ThankYouEmail => Some("Thank you for your time"),
        ItemKind::CheckIn => Some("What came of your advice"),
        ItemKind::ReportBack => Some("Thank you for the introduction"),
        ItemKind::Nudge => Some("May I ask you for twenty minutes?"),
        ItemKind::Schedule => Some("Finding a date"),
        _ => None,
    }
}
