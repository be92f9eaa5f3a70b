//! An agenda as people and programs read it: one file for each format, none with rules.

pub mod brief;
pub mod csv;
pub mod html;
pub mod ics;
pub mod json;
mod letter;
pub mod markdown;
mod phrase;
pub mod questions;
pub mod starting;
pub mod statistics;
pub mod terminal;
pub mod why;
mod wrap;

pub use wrap::wrap;

use std::borrow::Cow;

use percent_encoding::AsciiSet;
use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::utf8_percent_encode;

use crate::agenda::Agenda;
use crate::agenda::Group;
use crate::agenda::Item;
use crate::agenda::State;
use crate::diagnostic::Diagnostic;
use crate::fetch::fetch;
use crate::vault::Problem;
use crate::vault::Who;

/// Returns what is owed in one line: `1 overdue · 3 due today · 4 coming`.
pub fn summary(agenda: &Agenda) -> String {
    let parts: Vec<String> = counts(agenda).iter().map(|(n, word)| format!("{n} {word}")).collect();
    parts.join(" · ")
}

/// Returns how much is owed, with the words for it; what is due on no day only if there is some.
fn counts(agenda: &Agenda) -> Vec<(usize, &'static str)> {
    let count = |state| {
        let of_group = |group: &Group| {
            // They stand by day.
            let items = agenda.of_group(*group);
            let start = items.partition_point(|item| item.state(agenda.today) < state);
            let end = items.partition_point(|item| item.state(agenda.today) <= state);
            end - start
        };
        Group::ALL.iter().map(of_group).sum::<usize>()
    };
    let mut counts = vec![
        (count(State::Overdue), "overdue"),
        (count(State::Today), "due today"),
        (count(State::Upcoming), "coming"),
    ];
    let undated = count(State::Undated);
    counts.extend((undated > 0).then_some((undated, "any day")));
    counts
}

/// Returns what a group says when it is empty; most are left out then.
fn nothing(group: Group) -> Option<&'static str> {
    match group {
        Group::ThankYous => Some("Everyone is thanked."),
        Group::Actions => Some("Nothing to act on."),
        Group::CheckIns => Some("Nobody is waiting to hear from you."),
        _ => None,
    }
}

/// The heading of what is to be mended in the notes.
const TO_FIX: &str = "Notes to fix";

/// Returns what is to be mended in the notes, and a line about what else is worth a look.
fn to_fix<'a>(agenda: &'a Agenda) -> (Vec<&'a Diagnostic>, Option<String>) {
    let own = agenda.diagnostics.iter().filter(|problem| !problem.is_foreign());
    let to_fix: Vec<&Diagnostic> = own.clone().filter_map(Problem::to_fix).collect();
    let more = if to_fix.is_empty() { "" } else { " more" };
    let n_others = own.count() - to_fix.len();
    let others = (n_others > 0).then(|| counted(n_others, "warning", "warnings"));
    let others = others.map(|others| format!("{others}{more}: `keepwarm check` shows them"));
    (to_fix, others)
}

/// Returns how many new people were met this month, `1 of 1`.
pub fn goal(agenda: &Agenda) -> String {
    format!("{} of {}", agenda.goal.met.len(), agenda.goal.target)
}

/// Returns what an item asks for, in words that stand alone: a task's own, or a short phrase.
pub fn text<'v>(item: &Item<'v>) -> Cow<'v, str> {
    phrase::text(item)
}

/// Fetches the texts that nearly every format has of items.
fn fetch_texts(items: &[Item]) {
    fetch(items.iter().flat_map(|item| {
        let meeting =
            item.meeting.map(|encounter| [encounter.path(), encounter.meeting().label.word()]);
        let [path, label] = meeting.unwrap_or_default();
        let who = item.who.first();
        let names = [who.map(Who::name), who.and_then(Who::path)];
        let [name, note] = names.map(Option::unwrap_or_default);
        [item.subject, item.path(), path, label, name, note]
    }));
}

/// Returns `1 note` or `2 notes`.
#[inline(never)] // Many call it, none of them often.
pub fn counted(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// The longest text from a note that is shown whole, in characters.
const LONGEST: usize = 200;

fn shorten(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}

/// Percent-encodes a note's path for a link's destination.
fn encoded_path(path: &str) -> Cow<'_, str> {
    const KEPT: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    let is_kept = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    if path.bytes().all(is_kept) {
        return path.into();
    }
    utf8_percent_encode(path, KEPT).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_in_a_link_is_one_destination() {
        assert_eq!(encoded_path("people/Zoë (x).md"), "people/Zo%C3%AB%20%28x%29.md");
    }
}
