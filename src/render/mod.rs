//! An agenda as people and programs read it: one file for each format, none with rules.

pub mod brief;
pub mod csv;
pub mod ics;
pub mod json;
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
use crate::agenda::Item;
use crate::agenda::State;

/// Returns what is owed in one line: `1 overdue · 3 due today · 4 coming`.
pub fn summary(agenda: &Agenda) -> String {
    let count =
        |state| agenda.items.iter().filter(|item| item.state(agenda.today) == state).count();
    let mut parts = vec![
        format!("{} overdue", count(State::Overdue)),
        format!("{} due today", count(State::Today)),
        format!("{} coming", count(State::Upcoming)),
    ];
    match count(State::Undated) {
        0 => {}
        undated => parts.push(format!("{undated} any day")),
    }
    parts.join(" · ")
}

/// Returns how many new people were met this month, `1 of 1`.
pub fn goal(agenda: &Agenda) -> String {
    format!("{} of {}", agenda.goal.met.len(), agenda.goal.target)
}

/// Returns what an item asks for, in words that stand alone: a task's own, or a short phrase.
pub fn text<'v>(item: &Item<'v>) -> Cow<'v, str> {
    phrase::text(item)
}

/// Returns `1 note` or `2 notes`.
pub fn counted(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
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
