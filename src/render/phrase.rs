//! What to do, in a few words, with the people's names told apart from the rest.

use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::agenda::Person;
use crate::note::plain;

/// A piece of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words of ours.
    Words(&'static str),
    /// A person's name.
    Name(String),
    /// The note's own text.
    Text(String),
}

/// So many people are named before the rest are counted.
const MOST_NAMES: usize = 3;

/// Returns what an item asks for.
pub(super) fn phrase(item: &Item) -> Vec<Piece> {
    use Piece::Words;
    let who = || names(&item.who);
    let has_who = !item.who.is_empty();
    match item.kind {
        ItemKind::ThankYouEmail if has_who => [vec![Words("E-mail ")], who()].concat(),
        ItemKind::ThankYouEmail => vec![Words("E-mail your thanks")],
        ItemKind::ThankYouNote if has_who => [vec![Words("Handwritten note to ")], who()].concat(),
        ItemKind::ThankYouNote => vec![Words("Handwritten note of thanks")],
        ItemKind::WriteUp if has_who => {
            [vec![Words("Write down what ")], who(), vec![Words(" told you")]].concat()
        }
        ItemKind::WriteUp => vec![Words("Write down what you learned")],
        ItemKind::PickAction if has_who => {
            [vec![Words("Choose something to act on from ")], who()].concat()
        }
        ItemKind::PickAction => vec![Words("Choose something to act on")],
        ItemKind::CheckIn => [vec![Words("Write to ")], who()].concat(),
        ItemKind::Nudge => [vec![Words("Ask ")], who(), vec![Words(" again")]].concat(),
        ItemKind::Schedule => [vec![Words("Find a date with ")], who()].concat(),
        ItemKind::ReportBack => {
            // Whom it is about stands only in the text, behind our own words.
            const BETWEEN: &str = " how it went with ";
            let about = item.text.rsplit_once(BETWEEN).map_or("", |(_, about)| about);
            let about = Piece::Name(about.to_owned());
            [vec![Words("Tell ")], who(), vec![Words(BETWEEN), about]].concat()
        }
        ItemKind::Prepare => [vec![Words("Prepare for ")], who()].concat(),
        ItemKind::ActionItem | ItemKind::Waiting => task(item, ""),
        ItemKind::Promise => task(item, "Promised: "),
    }
}

fn task(item: &Item, label: &'static str) -> Vec<Piece> {
    let text = vec![Piece::Words(label), Piece::Text(without_kind_tags(&plain(&item.text)))];
    let is_named = |person: &Person| begins_with_name(&item.text, &person.name);
    if item.who.is_empty() || item.who.len() == 1 && is_named(&item.who[0]) {
        return text;
    }
    [text, vec![Piece::Words(" · ")], names(&item.who)].concat()
}

/// Takes off the tags that say what a task is: its section says it already.
fn without_kind_tags(text: &str) -> String {
    let is_kind = |word: &&str| matches!(*word, "#promise" | "#waiting" | "#action" | "#prep");
    text.split(' ').filter(|word| !is_kind(word)).collect::<Vec<&str>>().join(" ")
}

/// Tells whether a task's text already begins with the person's name, or the first word of it.
fn begins_with_name(text: &str, name: &str) -> bool {
    let text = plain(text);
    let first = name.split(' ').next().unwrap_or(name);
    let rest = text.trim_start_matches('@').strip_prefix(first);
    rest.is_some_and(|rest| rest.starts_with([' ', ':', ',']))
}

/// Returns what an item asks for, as plain text.
pub(super) fn plain_phrase(item: &Item) -> String {
    let pieces = phrase(item).into_iter().map(|piece| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Name(text) | Piece::Text(text) => text,
    });
    pieces.collect()
}

/// Returns the names of people, `Ada, Grace, Alan and 2 more`.
pub(super) fn names(people: &[Person]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let n_named = if people.len() > MOST_NAMES + 1 { MOST_NAMES } else { people.len() };
    for (index, person) in people.iter().take(n_named).enumerate() {
        match index {
            0 => {}
            _ if index + 1 == people.len() => pieces.push(Piece::Words(" and ")),
            _ => pieces.push(Piece::Words(", ")),
        }
        pieces.push(Piece::Name(person.name.clone()));
    }
    if n_named < people.len() {
        pieces.push(Piece::Words(" and "));
        pieces.push(Piece::Text(format!("{} more", people.len() - n_named)));
    }
    pieces
}
