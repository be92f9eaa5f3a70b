//! The agenda for a terminal: grouped, aligned, coloured, each item a link to its note. The
//! stream that it is written to takes colours and links off where they cannot be shown.

use std::fmt::Write;

use anstyle::AnsiColor;
use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use crate::agenda::Agenda;
use crate::agenda::Coming;
use crate::agenda::Group;
use crate::agenda::Item;
use crate::agenda::State;
use crate::date::Today;
use crate::date::day_in_words;
use crate::note::plain;
use crate::text::collapse;
use crate::text::visible;
use crate::vault::Encounter;

use super::phrase::Piece;
use super::phrase::names;
use super::phrase::phrase;

pub(super) const TITLE: Style = Style::new().bold();
const NAME: Style = Style::new().bold();
pub(super) const OVERDUE: Style = AnsiColor::Red.on_default();
pub(super) const TODAY: Style = AnsiColor::Yellow.on_default();
pub(super) const QUIET: Style = Style::new().dimmed();

/// What the agenda is shown on.
#[derive(Debug, Clone)]
pub struct Screen {
    /// How many columns it has; `None` where lines may be as long as they like.
    pub width: Option<usize>,
    /// What the notes' paths are appended to in links, `file:///home/wren/notes/`; `None` where
    /// links cannot be followed.
    pub base: Option<String>,
}

/// Returns the agenda: the day and what it holds, then each group.
pub fn agenda(agenda: &Agenda, screen: &Screen) -> String {
    let day = day_in_words(agenda.today.0);
    let goal = format!(" · new people this month: {}", super::goal(agenda));
    let mut head = vec![(day, TITLE)];
    head.extend(
        super::summary(agenda).split(" · ").map(|part| (format!(" · {part}"), Style::new())),
    );
    head.push((goal, Style::new()));
    let mut text = lines(&head, screen.width, 0);
    for group in Group::ALL {
        let lines: String = if *group == Group::ComingUp {
            let coming = agenda.coming_up.iter();
            coming.map(|coming| coming_lines(agenda, coming, screen)).collect()
        } else {
            let items = agenda.items.iter().filter(|item| item.kind.group() == *group);
            items.map(|item| item_line(item, agenda.today, screen)).collect()
        };
        if !lines.is_empty() {
            let title = group.title();
            write!(text, "\n{TITLE}{title}{TITLE:#}\n{lines}").expect(INFALLIBLE);
        }
    }
    text
}

pub(super) const INFALLIBLE: &str = "a string takes everything";

/// Tells whether an item is what a coming meeting's preparation lacks.
pub fn is_preparation_of(item: &Item, coming: &Coming) -> bool {
    item.kind.group() == Group::ComingUp && item.path() == coming.meeting.path()
}

/// Returns `  2026-11-20 overdue  E-mail Ada Lovelace · Coffee 2026-11-20   k3f9a2`.
fn item_line(item: &Item, today: Today, screen: &Screen) -> String {
    let day = item.due.map_or("any day".to_owned(), |due| due.to_string());
    let (style, mark) = match item.state(today) {
        State::Overdue => (OVERDUE, " overdue"),
        State::Today => (TODAY, " today"),
        State::Upcoming | State::Undated => (Style::new(), ""),
    };
    let what = pieces(&phrase(item));
    let meeting = item.meeting.map(Encounter::meeting).map(|meeting| match meeting.date {
        Some(date) => format!(" · {} {date}", meeting.label.word()),
        None => format!(" · {}", meeting.label.word()),
    });
    let from = meeting.map(|meeting| (meeting, QUIET));
    let when = (format!("{day}{mark}"), style);
    line(&when, what, from.into_iter().collect(), item.id.as_str(), item.path(), screen)
}

/// Returns `  2026-11-24 11:00    Noor Saffronwala · Coffee · still missing: place   k3f9a2`, and
/// a line for each thing to do before.
fn coming_lines(agenda: &Agenda, coming: &Coming, screen: &Screen) -> String {
    let encounter = coming.meeting;
    let (path, meeting, present) = (encounter.path(), encounter.meeting(), &encounter.present);
    let is_today = coming.date == agenda.today.0;
    let mark = if is_today { " today" } else { "" };
    let time = meeting.time.map(|time| format!("{time} · ")).unwrap_or_default();
    let mut what = vec![(time, Style::new())];
    what.extend(pieces(&names(present)));
    let gap = if present.is_empty() { "" } else { " · " };
    what.push((format!("{gap}{}", meeting.label.word()), QUIET));
    if !coming.missing.is_empty() {
        what.push((format!(" · still missing: {}", coming.missing), TODAY));
    }
    let place = meeting.place().map(|place| format!(" · {}", readable(&plain(place))));
    let place: Vec<Word> = place.map(|place| (place, QUIET)).into_iter().collect();
    let prepare = agenda.items.iter().find(|item| is_preparation_of(item, coming));
    let id = prepare.map_or("", |item| item.id.as_str());
    let when = (format!("{}{mark}", coming.date), if is_today { TODAY } else { Style::new() });
    let mut lines = line(&when, what, place, id, path, screen);
    for task in &coming.to_do {
        let what = vec![(format!("to do: {}", readable(&plain(task))), QUIET)];
        lines.push_str(&line(&Word::default(), what, Vec::new(), "", path, screen));
    }
    lines
}

/// Words and how they look.
pub(super) type Word = (String, Style);

/// The narrowest screen on which days, texts and ids have columns of their own.
const NARROW: usize = 72;

/// Puts a line together: the day, what to do, the meeting it comes from where there is room for
/// it, and the id at the end. On a narrow screen, what to do stands below the day and the id.
fn line(
    when: &Word,
    mut what: Vec<Word>,
    from: Vec<Word>,
    id: &str,
    path: &str,
    screen: &Screen,
) -> String {
    const MARGIN: usize = 22;
    const GAP: usize = 2;
    const INDENT: usize = 4;
    let (day, style) = when;
    if let Some(width) = screen.width.filter(|width| *width < NARROW) {
        what.extend(from);
        let gap = if day.is_empty() || id.is_empty() { "" } else { "  " };
        let what = lines(&what, Some(width), INDENT);
        let what = linked(what.trim_start_matches(' ').trim_end(), path, screen);
        return match (day.as_str(), id) {
            ("", "") => format!("{:INDENT$}{what}\n", ""),
            _ => {
                format!("  {style}{day}{style:#}{gap}{QUIET}{id}{QUIET:#}\n{:INDENT$}{what}\n", "")
            }
        };
    }
    let room = screen.width.map(|width| width.saturating_sub(MARGIN + GAP + id.len()));
    if room.is_none_or(|room| columns(&what) + columns(&from) <= room) {
        what.extend(from);
    }
    if let Some(room) = room {
        cut(&mut what, room);
    }
    let gap = " ".repeat(room.unwrap_or(0).saturating_sub(columns(&what)) + GAP);
    let shown: String = what.iter().map(styled).collect();
    let shown = linked(&shown, path, screen);
    let id = if id.is_empty() { String::new() } else { format!("{gap}{QUIET}{id}{QUIET:#}") };
    format!("  {style}{day:<18}{style:#}  {shown}{id}\n")
}

/// Returns words in lines of at most `width` columns, `margin` columns in. What looks alike stays
/// together where it can.
pub(super) fn lines(words: &[Word], width: Option<usize>, margin: usize) -> String {
    let room = width.map_or(usize::MAX, |width| width.saturating_sub(margin).max(2));
    let gap = " ".repeat(margin);
    let mut text = gap.clone();
    let mut used = 0;
    // A blank is only written together with what follows it on its line.
    let mut has_blank = false;
    for (words, style) in words {
        let parts: Vec<&str> = match words.trim().width() <= room {
            true => vec![words],
            false => words.split_inclusive(' ').collect(),
        };
        for part in parts {
            if part.trim().is_empty() {
                has_blank = true;
                continue;
            }
            let blank = usize::from(has_blank || part.starts_with(' '));
            if used > 0 && used + blank + part.trim().width() > room {
                text.push_str(&format!("\n{gap}"));
                used = 0;
            }
            if used > 0 {
                text.push_str(&" ".repeat(blank));
                used += blank;
            }
            has_blank = part.ends_with(' ');
            let part = part.trim();
            let divided = match part.width() <= room {
                true => vec![part.to_owned()],
                false => super::wrap(part, room),
            };
            used += divided.last().map_or(0, |last| last.width());
            let divided: Vec<String> =
                divided.into_iter().map(|part| styled(&(part, *style))).collect();
            text.push_str(&divided.join(&format!("\n{gap}")));
        }
    }
    text + "\n"
}

fn styled((word, style): &Word) -> String {
    format!("{style}{word}{style:#}")
}

fn linked(shown: &str, path: &str, screen: &Screen) -> String {
    match &screen.base {
        Some(base) => hyperlink(&format!("{base}{}", super::encoded_path(path)), shown),
        None => shown.to_owned(),
    }
}

fn columns(words: &[Word]) -> usize {
    words.iter().map(|(word, _)| word.width()).sum()
}

/// Cuts the longest words until all fit into `room` columns: names and short words stay whole.
fn cut(words: &mut [Word], room: usize) {
    loop {
        let excess = columns(words).saturating_sub(room);
        let longest = words.iter_mut().max_by_key(|(word, _)| word.width());
        let Some((word, _)) = longest.filter(|(word, _)| excess > 0 && word.width() > 1) else {
            return;
        };
        *word = shortened(word, word.width().saturating_sub(excess).max(1));
    }
}

/// Returns `text`, cut where it takes more than `room` columns.
pub fn fitted(text: &str, room: usize) -> String {
    if text.width() > room { shortened(text, room) } else { text.to_owned() }
}

/// Returns the beginning of `word` that takes at most `room` columns, with the sign that it is cut.
pub(super) fn shortened(word: &str, room: usize) -> String {
    const JOINER: char = '\u{200d}';
    // Several characters may be one sign: their columns are counted together.
    let ends = word.char_indices().map(|(offset, c)| offset + c.len_utf8());
    let end = ends.take_while(|end| word[..*end].width() < room || room == 0).last();
    let start = &word[..end.unwrap_or(0)];
    format!("{}…", start.trim_end_matches([JOINER, '…']).trim_end())
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

/// Returns text from a note without what could disturb the terminal.
pub(super) fn readable(text: &str) -> String {
    collapse(&visible(text))
}

fn hyperlink(address: &str, text: &str) -> String {
    format!("\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\")
}
