//! The agenda for a terminal: grouped, aligned, coloured, each item a link to its note. The
//! stream that it is written to takes colours and links off where they cannot be shown.

use std::fmt::Write;

use anstyle::AnsiColor;
use anstyle::Style;
use unicode_width::UnicodeWidthChar;
use unicode_width::UnicodeWidthStr;

use crate::agenda::Agenda;
use crate::agenda::Coming;
use crate::agenda::Group;
use crate::agenda::Item;
use crate::agenda::Person;
use crate::agenda::State;
use crate::date::Today;
use crate::note::plain;
use crate::text::collapse;
use crate::text::visible;

use super::phrase::Piece;
use super::phrase::names;
use super::phrase::phrase;

const TITLE: Style = Style::new().bold();
const NAME: Style = Style::new().bold();
const OVERDUE: Style = AnsiColor::Red.on_default();
const TODAY: Style = AnsiColor::Yellow.on_default();
const QUIET: Style = Style::new().dimmed();

/// What the agenda is shown on.
#[derive(Debug, Clone)]
pub struct Screen {
    /// How many columns it has; `None` where lines may be as long as they like.
    pub width: Option<usize>,
    /// What the notes' paths are appended to in links, `file:///home/wren/notes/`; `None` where
    /// links cannot be followed.
    pub base: Option<String>,
}

/// Returns the agenda; `items` are those of its items that are to be shown.
pub fn agenda(agenda: &Agenda, items: &[&Item], screen: &Screen) -> String {
    let mut text = String::new();
    for group in Group::ALL {
        let mut lines = Vec::new();
        if *group == Group::ComingUp {
            let of = |coming: &&Coming| items.iter().any(|item| is_preparation_of(item, coming));
            let is_whole = items.len() == agenda.items.len();
            let coming = agenda.coming_up.iter().filter(|coming| is_whole || of(coming));
            lines.extend(coming.map(|coming| coming_line(agenda, coming, screen)));
        } else {
            let items = items.iter().filter(|item| item.kind.group() == *group);
            lines.extend(items.map(|item| item_line(item, agenda.today, screen)));
        }
        if !lines.is_empty() {
            let gap = if text.is_empty() { "" } else { "\n" };
            let title = group.title();
            write!(text, "{gap}{TITLE}{title}{TITLE:#}\n{}", lines.concat()).expect(INFALLIBLE);
        }
    }
    text
}

const INFALLIBLE: &str = "a string takes everything";

fn is_preparation_of(item: &Item, coming: &Coming) -> bool {
    item.kind.group() == Group::ComingUp && item.source.path == coming.occasion.path
}

/// Returns `  2026-11-20 overdue  E-mail Ada Lovelace · Coffee 2026-11-20   k3f9a2`.
fn item_line(item: &Item, today: Today, screen: &Screen) -> String {
    let day = item.due.map_or("any day".to_owned(), |due| due.to_string());
    let (style, mark) = match item.state(today) {
        State::Overdue => (OVERDUE, " overdue"),
        State::Today => (TODAY, " today"),
        State::Upcoming | State::Undated => (Style::new(), ""),
    };
    let when = format!("{day}{mark}");
    let mut words = pieces(&phrase(item));
    if let Some(meeting) = &item.meeting {
        words.push((format!(" · {}", meeting.label), QUIET));
        words.extend(meeting.date.map(|date| (format!(" {date}"), QUIET)));
    }
    line(&when, style, &words, item.id.as_str(), &item.source.path, screen)
}

/// Returns `  2026-11-24 11:00    Noor Saffronwala · missing place   k3f9a2`.
fn coming_line(agenda: &Agenda, coming: &Coming, screen: &Screen) -> String {
    let time = match coming.time {
        Some(time) => format!(" {time}"),
        None if coming.date == agenda.today.0 => " today".to_owned(),
        None => String::new(),
    };
    let style = if coming.date == agenda.today.0 { TODAY } else { Style::new() };
    let who: &[Person] = &coming.who;
    let mut words = pieces(&names(who));
    let gap = if words.is_empty() { "" } else { " · " };
    words.push((format!("{gap}{}", coming.occasion.label), QUIET));
    if let Some(place) = &coming.place {
        words.push((format!(" · {}", readable(&plain(place))), QUIET));
    }
    if !coming.missing.is_empty() {
        let missing: Vec<&str> = coming.missing.iter().map(|missing| missing.word()).collect();
        words.push((format!(" · still missing: {}", missing.join(", ")), TODAY));
    }
    let prepare = agenda.items.iter().find(|item| is_preparation_of(item, coming));
    let id = prepare.map_or("", |item| item.id.as_str());
    let path = &coming.occasion.path;
    let mut lines = line(&format!("{}{time}", coming.date), style, &words, id, path, screen);
    for task in &coming.to_do {
        let words = [(format!("to do: {}", readable(&plain(task))), QUIET)];
        lines.push_str(&line("", Style::new(), &words, "", path, screen));
    }
    lines
}

/// Puts a line together: the day, the words cut to the width that is left, the id at the end.
fn line(
    when: &str,
    style: Style,
    words: &[(String, Style)],
    id: &str,
    path: &str,
    screen: &Screen,
) -> String {
    const MARGIN: usize = 22;
    const GAP: usize = 2;
    const LEAST: usize = 20;
    let room = screen.width.map(|width| width.saturating_sub(MARGIN + GAP + id.len()).max(LEAST));
    let (shown, used) = styled(words, room);
    let shown = match &screen.base {
        Some(base) => hyperlink(&format!("{base}{}", super::encoded_path(path)), &shown),
        None => shown,
    };
    let gap = " ".repeat(room.map_or(GAP, |room| room - used.min(room) + GAP));
    let id = if id.is_empty() { String::new() } else { format!("{gap}{QUIET}{id}{QUIET:#}") };
    format!("  {style}{when:<18}{style:#}  {shown}{id}\n")
}

/// Styles words and cuts them to `room` columns; also returns how many columns they take.
fn styled(words: &[(String, Style)], room: Option<usize>) -> (String, usize) {
    let total: usize = words.iter().map(|(word, _)| word.width()).sum();
    let is_cut = room.is_some_and(|room| total > room);
    let mut left = room.map_or(total, |room| if is_cut { room - 1 } else { room });
    let mut text = String::new();
    let mut used = 0;
    for (word, style) in words {
        let mut end = 0;
        for (offset, c) in word.char_indices() {
            let width = c.width().unwrap_or(0);
            if width > left {
                left = 0;
                break;
            }
            left -= width;
            used += width;
            end = offset + c.len_utf8();
        }
        write!(text, "{style}{}{style:#}", &word[..end]).expect(INFALLIBLE);
    }
    if is_cut {
        text.push('…');
        used += 1;
    }
    (text, used)
}

fn pieces(pieces: &[Piece]) -> Vec<(String, Style)> {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Words(words) => ((*words).to_owned(), Style::new()),
            Piece::Name(name) => (readable(name), NAME),
            Piece::Text(text) => (readable(text), Style::new()),
        })
        .collect()
}

/// Returns text from a note without what could disturb the terminal; blanks at its ends stay.
fn readable(text: &str) -> String {
    let shown = collapse(&visible(text));
    let start = if text.starts_with(' ') { " " } else { "" };
    format!("{start}{shown}")
}

fn hyperlink(address: &str, text: &str) -> String {
    format!("\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\")
}

/// Returns the line above the agenda: the day, and what it holds.
pub fn head(agenda: &Agenda) -> String {
    let day = agenda.today.0.format("%A, %-d %B %Y");
    let goal = super::goal(agenda);
    format!("{TITLE}{day}{TITLE:#} · {} · new people this month: {goal}\n", super::summary(agenda))
}
