//! Statistics for a terminal: counts, small charts, and a word where there is nothing to count yet.

mod chart;
pub mod json;

use std::fmt::Write;

use anstyle::Style;

use crate::date::day_in_words;
use crate::date::month;
use crate::statistics::Connector;
use crate::statistics::Punctuality;
use crate::statistics::Statistics;
use crate::statistics::Streak;
use crate::statistics::Topic;
use crate::vault::Acquaintance;

use chart::Bar;
use chart::chart;

use super::counted;
use super::terminal::INFALLIBLE;
use super::terminal::TITLE;
use super::terminal::lines;
use super::terminal::readable;
use super::wrap;

/// So many months, topics and connectors are shown.
const MOST_MONTHS: usize = 12;
const MOST_TOPICS: usize = 6;
const MOST_CONNECTORS: usize = 5;
/// From so many on, a share is told in percent.
const ENOUGH: usize = 5;

/// What is said where there is nothing to count.
const NOTHING: &str = "There is nothing to count yet, and that is how everybody begins. \
    Whom would you like to meet first?";
const NO_THANKS: &str = "No thank-you has been due yet.";
const NO_REQUEST: &str =
    "No request is noted yet: `reached_out` in somebody's note is the day you asked.";
const NO_INTRODUCTION: &str =
    "Nobody has been introduced to you yet. At the end of a chat, ask whom else to meet.";

/// Returns the statistics in lines of at most `width` columns; `None` where they may be as long as
/// they like.
pub fn text(statistics: &Statistics, width: Option<usize>) -> String {
    let mut page = Page { text: String::new(), width };
    let day = day_in_words(statistics.today.0);
    let total = &statistics.total;
    let chats = match total.n_chats {
        0 => "no chats yet".to_owned(),
        n => {
            let people = counted(statistics.n_people, "person", "people");
            format!("{} with {people}", counted(n, "chat", "chats"))
        }
    };
    let head = [(day.to_string(), TITLE), (format!(" · {chats}"), Style::new())];
    page.text.push_str(&lines(&head, width, 0));
    if total.n_chats == 0 && total.n_asked == 0 && total.n_introduced == 0 {
        page.text.push('\n');
        page.words(NOTHING);
        return page.text;
    }
    new_people(&mut page, statistics);
    thank_yous(&mut page, statistics);
    answers(&mut page, statistics);
    topics(&mut page, "Chats by purpose", &statistics.purposes);
    topics(&mut page, "Chats by tag", &statistics.tags);
    introductions(&mut page, statistics);
    page.text
}

/// Lines that are being put together.
struct Page {
    text: String,
    width: Option<usize>,
}

impl Page {
    fn heading(&mut self, heading: &str) {
        write!(self.text, "\n{TITLE}{heading}{TITLE:#}\n").expect(INFALLIBLE);
    }

    /// Adds a sentence, in as many lines as it needs.
    fn words(&mut self, words: &str) {
        const MARGIN: usize = 2;
        let words = readable(words);
        let lines = match self.width {
            None => vec![words],
            Some(width) => wrap(&words, width.saturating_sub(MARGIN)),
        };
        for line in lines {
            writeln!(self.text, "{:MARGIN$}{line}", "").expect(INFALLIBLE);
        }
    }

    fn chart(&mut self, bars: &[Bar]) {
        self.text.push_str(&chart(bars, self.width));
    }
}

fn new_people(page: &mut Page, statistics: &Statistics) {
    page.heading("New people");
    let n_met = statistics.goal.met.len();
    let mut words = match statistics.goal.target {
        0 => format!("{n_met} this month"),
        target => format!("{n_met} of {target} this month"),
    };
    if let Some(Streak { current, longest }) = statistics.streak {
        words.push_str(&match (current, longest) {
            (_, 0) => String::new(),
            (0, longest) => format!(" · months in a row, at best: {longest}"),
            (current, longest) if current == longest => format!(" · months in a row: {current}"),
            (current, longest) => format!(" · months in a row: {current}, at best {longest}"),
        });
    }
    page.words(&words);
    let months = &statistics.months;
    let first = months.iter().position(|(_, tally)| !tally.new.is_empty());
    let shown = first.unwrap_or(0).max(months.len().saturating_sub(MOST_MONTHS));
    let bars = months[shown..].iter().map(|(date, tally)| Bar {
        label: month(*date),
        n: tally.new.len(),
        of: None,
        words: tally.new.len().to_string(),
    });
    page.chart(&bars.collect::<Vec<Bar>>());
}

fn thank_yous(page: &mut Page, statistics: &Statistics) {
    page.heading("Thanked on time");
    let total = &statistics.total;
    let both = [("e-mails", total.emails), ("handwritten notes", total.notes)];
    let bars = both.into_iter().filter(|(_, punctuality)| punctuality.n() > 0);
    let bars: Vec<Bar> = bars.map(|(label, punctuality)| on_time(label, punctuality)).collect();
    if bars.is_empty() {
        page.words(NO_THANKS);
    }
    page.chart(&bars);
}

fn on_time(label: &str, punctuality: Punctuality) -> Bar {
    let (n, of) = (punctuality.n_on_time, punctuality.n());
    let words = format!("{n} of {of}{}", percent(n, of));
    Bar { label: label.to_owned(), n, of: Some(of), words }
}

fn answers(page: &mut Page, statistics: &Statistics) {
    page.heading("Asked and answered");
    let total = &statistics.total;
    let n_settled = total.n_asked - statistics.n_waiting;
    if total.n_asked == 0 {
        page.words(NO_REQUEST);
        return;
    }
    if n_settled > 0 {
        let (n, percent) = (total.n_answered, percent(total.n_answered, n_settled));
        let people = counted(n_settled, "person", "people");
        page.words(&format!("{n} of {people} answered{percent}"));
    }
    if statistics.n_waiting > 0 {
        let people = counted(statistics.n_waiting, "person still has", "people still have");
        page.words(&format!("{people} time to answer"));
    }
    match statistics.days_to_chat.as_slice() {
        [] => {}
        [days] => page.words(&format!("From asking to the first chat: {days} days, with 1 person")),
        days @ [first, .., last] => {
            let (n, median) = (days.len(), median(days));
            let words = format!("{median} days, in the middle of {n} people ({first} to {last})");
            page.words(&format!("From asking to the first chat: {words}"));
        }
    }
}

fn topics(page: &mut Page, heading: &str, topics: &[Topic]) {
    if topics.is_empty() {
        return;
    }
    page.heading(heading);
    if topics.len() > 1 && topics.iter().all(|topic| topic.n_chats == 1) {
        page.words(&format!("{} of them, each of one chat", topics.len()));
        return;
    }
    let bars = topics.iter().take(MOST_TOPICS).map(|topic| Bar {
        label: topic.text.clone(),
        n: topic.n_chats,
        of: None,
        words: topic.n_chats.to_string(),
    });
    page.chart(&bars.collect::<Vec<Bar>>());
    if topics.len() > MOST_TOPICS {
        page.words(&format!("and {} more", topics.len() - MOST_TOPICS));
    }
}

fn introductions(page: &mut Page, statistics: &Statistics) {
    page.heading("Introductions");
    let total = &statistics.total;
    if total.n_introduced == 0 {
        page.words(NO_INTRODUCTION);
        return;
    }
    let people = counted(total.n_introduced, "person", "people");
    match total.n_chats {
        0 => page.words(&format!("{people} introduced to you")),
        n => {
            let chats = counted(n, "chat", "chats");
            let each = total.n_introduced as f64 / n as f64;
            page.words(&format!("{people} introduced to you, in {chats}: {each:.1} a chat"));
        }
    }
    let bars = statistics.connectors.iter().take(MOST_CONNECTORS).map(|connector| Bar {
        label: connector.contact.contact().name().to_string(),
        n: connector.introduced.len(),
        of: None,
        words: format!("{} ({} met)", connector.introduced.len(), connector.n_met),
    });
    page.chart(&bars.collect::<Vec<Bar>>());
    if !statistics.unthanked.is_empty() {
        page.heading("Never thanked for an introduction");
        statistics.unthanked.iter().for_each(|connector| page.words(&unthanked(connector)));
    }
}

fn unthanked(connector: &Connector) -> String {
    let name = |contact: &&Acquaintance| contact.contact().name().to_string();
    let introduced: Vec<String> = connector.introduced.iter().map(name).collect();
    format!("{} (to {})", connector.contact.contact().name(), introduced.join(", "))
}

/// Returns ` (88 %)`; of few, nothing.
fn percent(n: usize, of: usize) -> String {
    if of < ENOUGH { String::new() } else { format!(" ({} %)", (n * 100 + of / 2) / of) }
}

/// Returns the number in the middle of numbers in order.
fn median(numbers: &[i64]) -> f64 {
    let middle = numbers.len() / 2;
    match numbers.len() % 2 {
        _ if numbers.is_empty() => 0.0,
        1 => numbers[middle] as f64,
        _ => (numbers[middle - 1] + numbers[middle]) as f64 / 2.0,
    }
}
