//! A brief for a terminal, a phone's too: who they are first, what happened last at the end.
//! Piped, every fact is one line.

pub mod json;

use std::fmt::Write;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use crate::agenda::Item;
use crate::agenda::State;
use crate::brief::Brief;
use crate::brief::Happening;
use crate::brief::HappeningKind;
use crate::brief::Pledge;
use crate::date::Date;
use crate::date::Today;
use crate::note::plain;
use crate::vault::Acquaintance;
use crate::vault::Encounter;

use super::phrase::plain_phrase;
use super::terminal::INFALLIBLE;
use super::terminal::OVERDUE;
use super::terminal::QUIET;
use super::terminal::TITLE;
use super::terminal::TODAY;
use super::terminal::lines;
use super::terminal::readable;
use super::wrap;

/// Returns a brief in lines of at most `width` columns; `None` where they may be as long as they
/// like.
pub fn text(brief: &Brief, width: Option<usize>) -> String {
    let mut page = Page { text: String::new(), width };
    head(&mut page, brief);
    meeting(&mut page, brief);
    page.list("Say next", &mut brief.say.iter().map(|say| bullet(say)));
    learned(&mut page, brief);
    let today = brief.today;
    page.list("I promised", &mut brief.promises.iter().map(|pledge| promise(pledge, today)));
    page.list("They promised", &mut brief.waiting.iter().map(|pledge| promise(pledge, today)));
    page.list("Owed", &mut brief.items.iter().map(|one| item(one, today)));
    so_far(&mut page, brief);
    page.text
}

/// So many lines of what was learned, or of what happened, are shown on a terminal.
const MOST_LEARNED: usize = 8;
const MOST_HAPPENINGS: usize = 10;

/// Lines that are being put together.
struct Page {
    text: String,
    width: Option<usize>,
}

/// What stands before a text, how it looks, and the text.
struct Entry {
    before: String,
    style: Style,
    text: String,
}

impl Page {
    /// Adds a heading and a list, unless the list is empty.
    fn list(&mut self, heading: &str, entries: &mut dyn Iterator<Item = Entry>) {
        let mut entries = entries.peekable();
        if entries.peek().is_some() {
            write!(self.text, "\n{TITLE}{heading}{TITLE:#}\n").expect(INFALLIBLE);
            entries.for_each(|entry| self.entry(&entry));
        }
    }

    /// Adds an entry; further lines stand below the first word of its text.
    fn entry(&mut self, entry: &Entry) {
        const LEAST: usize = 16;
        let Entry { before, style, text } = entry;
        let margin = before.width();
        let text = readable(text);
        let lines = match self.width {
            Some(width) => wrap(&text, width.saturating_sub(margin).max(LEAST)),
            None => vec![text],
        };
        let gap = " ".repeat(margin);
        for (index, line) in lines.iter().enumerate() {
            match index {
                0 => writeln!(self.text, "{style}{before}{style:#}{line}"),
                _ => writeln!(self.text, "{gap}{line}"),
            }
            .expect(INFALLIBLE);
        }
    }

    /// Adds a line like `In common   trains`, unless there is nothing to say.
    fn row(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            let before = format!("{label:<10}  ");
            self.entry(&Entry { before, style: QUIET, text: text.to_owned() });
        }
    }
}

/// Who they are, how to reach them, how you met.
fn head(page: &mut Page, brief: &Brief) {
    let (contact, details) = (brief.contact.contact(), &brief.details);
    page.text.push_str(&lines(&[(readable(contact.name()), TITLE)], page.width, 0));
    let join = |texts: &[&Option<String>]| {
        let texts = texts.iter().filter_map(|text| text.as_deref());
        texts.collect::<Vec<&str>>().join(" · ")
    };
    page.row("Who", &join(&[&details.role, &details.company, &details.location]));
    let emails = Some(contact.emails().join(", ")).filter(|emails| !emails.is_empty());
    let reach = [&emails, &details.phone, &details.linkedin, &details.website];
    page.row("Reach", &join(&reach));
    page.row("Address", details.address.as_deref().unwrap_or_default());
    page.row("In common", details.in_common.as_deref().unwrap_or_default());
    page.row("Found", details.met_through.as_deref().unwrap_or_default());
    page.row("Tags", &contact.tags().join(", "));
    let introductions = &brief.introductions;
    for chain in &introductions.chains {
        page.row("Through", &names(chain, " → "));
    }
    page.row("Through", &introductions.strangers.join(", "));
    page.row("Led to", &names(&introductions.introduced, ", "));
    if let Some(first) = brief.talks.last() {
        page.row("First met", &first.date.to_string());
    }
    page.row("Note", brief.contact.path());
    about(page, brief);
}

/// What else their note says of them.
fn about(page: &mut Page, brief: &Brief) {
    let most = page.width.map_or(usize::MAX, |_| MOST_LEARNED);
    let more = brief.about.len().saturating_sub(most);
    let more = (more > 0).then(|| format!("… and {more} more in {}", brief.contact.path()));
    let lines: Vec<String> = brief.about.iter().take(most).cloned().chain(more).collect();
    if !lines.is_empty() {
        page.text.push('\n');
    }
    for text in lines {
        page.entry(&Entry { before: String::new(), style: Style::new(), text });
    }
}

fn names(people: &[&Acquaintance], between: &str) -> String {
    people.iter().map(|person| person.contact().name()).collect::<Vec<&str>>().join(between)
}

/// The next meeting, and what to ask there.
fn meeting(page: &mut Page, brief: &Brief) {
    let Some(plan) = &brief.next else { return };
    let meeting = plan.meeting.meeting();
    let mark = if plan.date == brief.today.0 { " today" } else { "" };
    let time = meeting.time.map(|time| time.to_string());
    let place = meeting.place().map(|place| plain(place).into_owned());
    let parts = [Some(meeting.label.word().to_owned()), time, place];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let when = Entry {
        before: format!("  {}{mark}  ", plan.date),
        style: if mark.is_empty() { QUIET } else { TODAY },
        text: parts.join(" · "),
    };
    let purpose = meeting.purpose().map(|purpose| bullet(&format!("What for: {purpose}")));
    let questions = plan.questions.iter().map(|question| bullet(&format!("Ask: {question}")));
    page.list("Next meeting", &mut std::iter::once(when).chain(purpose).chain(questions));
}

/// What was learned in the last talk that taught something.
fn learned(page: &mut Page, brief: &Brief) {
    let Some(talk) = brief.talks.iter().find(|talk| !talk.words().is_empty()) else { return };
    let most = page.width.map_or(usize::MAX, |_| MOST_LEARNED);
    let entries = talk.words().iter().take(most).map(|line| bullet(line));
    let more = talk.words().len().saturating_sub(most);
    let path = talk.meeting.path();
    let more = (more > 0).then(|| quiet(&format!("and {more} more in {path}")));
    page.list(&format!("They told me, {}", talk.date), &mut entries.chain(more));
}

/// What happened, the latest first.
fn so_far(page: &mut Page, brief: &Brief) {
    let most = page.width.map_or(usize::MAX, |_| MOST_HAPPENINGS);
    let entries = brief.timeline.iter().take(most).map(happening);
    let rest = brief.timeline.iter().skip(most);
    let first = rest.clone().last().map(|first| first.date);
    let more = first.map(|date| quiet(&format!("and {} more since {date}", rest.count())));
    page.list("So far", &mut entries.chain(more));
}

fn bullet(text: &str) -> Entry {
    Entry { before: "  - ".to_owned(), style: QUIET, text: text.to_owned() }
}

fn quiet(text: &str) -> Entry {
    Entry { before: "    ".to_owned(), style: QUIET, text: text.to_owned() }
}

fn promise(pledge: &Pledge, today: Today) -> Entry {
    let text = match pledge.due {
        Some(due) => format!("{} · {}", pledge.text, day(due, today)),
        None => pledge.text.clone(),
    };
    Entry { before: id(pledge.item), style: QUIET, text }
}

fn item(item: &Item, today: Today) -> Entry {
    let due = item.due.map_or("any day".to_owned(), |due| day(due, today));
    let style = match item.state(today) {
        State::Overdue => OVERDUE,
        State::Today => TODAY,
        State::Upcoming | State::Undated => QUIET,
    };
    Entry { before: id(Some(item)), style, text: format!("{} · {due}", plain_phrase(item)) }
}

fn day(due: Date, today: Today) -> String {
    match due.cmp(&today.0) {
        std::cmp::Ordering::Less => format!("{due} overdue"),
        std::cmp::Ordering::Equal => format!("{due} today"),
        std::cmp::Ordering::Greater => due.to_string(),
    }
}

/// Returns the column of ids.
fn id(item: Option<&Item>) -> String {
    format!("  {:<6}  ", item.map_or("-", |item| item.id.as_str()))
}

fn happening(happening: &Happening) -> Entry {
    let meeting = happening.meeting.map(Encounter::meeting);
    let label = meeting.map_or("Meeting", |meeting| meeting.label.word());
    let purpose = meeting.and_then(|meeting| meeting.purpose());
    let with_purpose = |text: String| match purpose {
        Some(purpose) => format!("{text} · {purpose}"),
        None => text,
    };
    let thanked = |how: &str| match meeting.and_then(|meeting| meeting.date) {
        Some(date) => format!("Thanked {how} for {date}"),
        None => format!("Thanked {how}"),
    };
    let text = match happening.kind {
        HappeningKind::Asked => "Asked for a meeting".to_owned(),
        HappeningKind::Held => with_purpose(label.to_owned()),
        HappeningKind::Planned => with_purpose(format!("{label}, planned")),
        HappeningKind::Off => format!("{label}, did not take place"),
        HappeningKind::Email => thanked("by e-mail"),
        HappeningKind::Note => thanked("by hand"),
        HappeningKind::Log => happening.text.clone().unwrap_or_else(|| "In touch".to_owned()),
        HappeningKind::LastContact => "In touch".to_owned(),
    };
    Entry { before: format!("  {}  ", happening.date), style: QUIET, text }
}
