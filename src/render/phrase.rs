//! What to do, in a few words, with the people's names told apart from the rest.

use std::borrow::Cow;

use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::note::plain;
use crate::note::without_kind_tags;
use crate::vault::Who;

/// A piece of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'v> {
    /// Words of ours.
    Words(&'static str),
    /// A person's name.
    Name(&'v str),
    /// The note's own text.
    Text(Cow<'v, str>),
}

use Piece::Name;
use Piece::Text;
use Piece::Words;

/// So many people are named before the rest are counted.
const MOST_NAMES: usize = 3;

/// Returns what an item asks for.
pub(super) fn phrase<'v>(item: &Item<'v>) -> Vec<Piece<'v>> {
    let has_who = !item.who.is_empty();
    let (before, after) = match item.kind {
        ItemKind::ActionItem | ItemKind::Waiting => return task(item, ""),
        ItemKind::Promise => return task(item, "Promised: "),
        ItemKind::ThankYouEmail if has_who => ("E-mail ", ""),
        ItemKind::ThankYouEmail => ("E-mail your thanks", ""),
        ItemKind::ThankYouNote if has_who => ("Handwritten note to ", ""),
        ItemKind::ThankYouNote => ("Handwritten note of thanks", ""),
        ItemKind::WriteUp if has_who => ("Write down what ", " told you"),
        ItemKind::WriteUp => ("Write down what you learned", ""),
        ItemKind::PickAction if has_who => ("Choose something to act on from ", ""),
        ItemKind::PickAction => ("Choose something to act on", ""),
        ItemKind::CheckIn => ("Write to ", ""),
        ItemKind::Nudge => ("Ask ", " again"),
        ItemKind::Schedule => ("Find a date with ", ""),
        ItemKind::ReportBack => ("Tell ", " how it went with "),
        ItemKind::Prepare => ("Prepare for ", ""),
    };
    let mut pieces = Vec::with_capacity(4);
    pieces.push(Words(before));
    add_names(&mut pieces, item.who);
    pieces.push(Words(after));
    if !item.subject.is_empty() {
        pieces.push(Name(item.subject));
    }
    pieces
}

fn task<'v>(item: &Item<'v>, label: &'static str) -> Vec<Piece<'v>> {
    let text = plain(item.subject);
    let is_named = |who: &Who| begins_with_name(&text, who.name());
    let is_told = item.who.is_empty() || item.who.len() == 1 && is_named(&item.who[0]);
    let mut pieces = Vec::with_capacity(4);
    pieces.extend([Words(label), Text(without_kind_tags(text))]);
    if !is_told {
        pieces.push(Words(" · "));
        add_names(&mut pieces, item.who);
    }
    pieces
}

/// Tells whether a task's plain text already begins with the person's name, or the first word of
/// it.
fn begins_with_name(text: &str, name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or(name);
    let rest = text.trim_start_matches('@').strip_prefix(first);
    rest.is_some_and(|rest| rest.starts_with([' ', ':', ',']))
}

/// Returns what an item asks for, as plain text.
pub(super) fn plain_phrase(item: &Item) -> String {
    joined(&phrase(item))
}

/// Returns what an item asks for, as plain text that stands alone: among things of other kinds, and
/// of other programs.
pub(super) fn headline(item: &Item) -> String {
    match item.kind {
        ItemKind::ActionItem | ItemKind::Promise => plain_phrase(item),
        ItemKind::ThankYouEmail if !item.who.is_empty() => {
            format!("E-mail your thanks to {}", plain_names(item.who))
        }
        ItemKind::Waiting => {
            let text = without_kind_tags(plain(item.subject));
            match item.who {
                [] => format!("Waiting for: {text}"),
                [who] if begins_with_name(&text, who.name()) => format!("Waiting for {text}"),
                several => format!("Waiting for {}: {text}", plain_names(several)),
            }
        }
        _ => text(item).into_owned(),
    }
}

/// Returns the names of people, as plain text.
pub(super) fn plain_names(people: &[Who]) -> String {
    joined(&names(people))
}

fn joined(pieces: &[Piece]) -> String {
    let words = pieces.iter().map(|piece| match piece {
        Words(words) => words,
        Name(name) => name,
        Text(text) => &**text,
    });
    words.collect()
}

/// Returns the names of people, `Ada, Grace, Alan and 2 more`.
pub(super) fn names<'v>(people: &'v [Who<'v>]) -> Vec<Piece<'v>> {
    let mut pieces = Vec::new();
    add_names(&mut pieces, people);
    pieces
}

fn add_names<'v>(pieces: &mut Vec<Piece<'v>>, people: &'v [Who<'v>]) {
    let n_named = if people.len() > MOST_NAMES + 1 { MOST_NAMES } else { people.len() };
    for (index, person) in people.iter().take(n_named).enumerate() {
        match index {
            0 => {}
            _ if index + 1 == people.len() => pieces.push(Words(" and ")),
            _ => pieces.push(Words(", ")),
        }
        pieces.push(Name(person.name()));
    }
    if n_named < people.len() {
        pieces.push(Words(" and "));
        pieces.push(Text(format!("{} more", people.len() - n_named).into()));
    }
}

/// Returns an item's text for programs: a task's own, or a short phrase.
pub(super) fn text<'v>(item: &Item<'v>) -> Cow<'v, str> {
    if matches!(item.kind, ItemKind::ActionItem | ItemKind::Promise | ItemKind::Waiting) {
        return item.subject.into();
    }
    let mut text = String::new();
    add_text(item, &mut |part| text.push_str(part));
    text.into()
}

/// Calls `add` with the parts of an item's text for programs.
pub(super) fn add_text(item: &Item, add: &mut dyn FnMut(&str)) {
    let (alone, before, after) = match item.kind {
        ItemKind::ActionItem | ItemKind::Promise | ItemKind::Waiting => return add(item.subject),
        ItemKind::ThankYouEmail => ("E-mail your thanks", "E-mail ", ""),
        ItemKind::ThankYouNote => ("Write a note of thanks", "Write ", " a note by hand"),
        ItemKind::WriteUp => {
            ("Write down what you learned", "Write down what you learned from ", "")
        }
        ItemKind::PickAction => (
            "Choose one piece of advice to act on",
            "Choose one piece of advice from ",
            " to act on",
        ),
        ItemKind::CheckIn => ("Check in", "Check in with ", ""),
        ItemKind::Nudge => ("Ask again", "Ask ", " again"),
        ItemKind::Schedule => ("Find a date", "Find a date with ", ""),
        ItemKind::ReportBack => ("Tell how it went", "Tell ", " how it went with "),
        ItemKind::Prepare => ("Prepare", "Prepare to meet ", ""),
    };
    if item.who.is_empty() {
        return add(alone);
    }
    add(before);
    add_few_names(item.who, add);
    add(after);
    add(item.subject);
}

/// Calls `add` with the parts of the names of people, `Ada, Grace and 3 more`.
fn add_few_names(people: &[Who], add: &mut dyn FnMut(&str)) {
    match people {
        [] => {}
        [one] => add(one.name()),
        [one, other] => [one.name(), " and ", other.name()].into_iter().for_each(add),
        [first, second, rest @ ..] => {
            let rest = format!(" and {} more", rest.len());
            [first.name(), ", ", second.name(), &rest].into_iter().for_each(add);
        }
    }
}
