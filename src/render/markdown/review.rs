//! A review as Markdown: what was learned, word for word, with links back to the notes.

use std::fmt::Write;

use rustc_hash::FxHashSet;

use crate::date::month_in_words;
use crate::note::Passage;
use crate::note::excerpt;
use crate::render::counted;
use crate::render::encoded_path;
use crate::render::phrase::Piece;
use crate::render::phrase::names;
use crate::review::By;
use crate::review::Chat;
use crate::review::Group;
use crate::review::Review;
use crate::settings::Settings;
use crate::text::letters;
use crate::vault::Who;

use super::escape;
use super::line::Links;

const INFALLIBLE: &str = "a string takes everything";

/// Returns a review as a file at the vault's root.
pub fn review(review: &Review, by: By, settings: &Settings) -> String {
    let links = Links::from_root(settings);
    let mut text = format!("# What I learned\n\n{}\n", summary(review));
    for (group, chats) in &review.groups {
        write!(text, "\n## {}\n", title(group, by, &links)).expect(INFALLIBLE);
        for chat in chats.iter().map(|index| &review.chats[*index]) {
            write!(text, "\n### {}\n", heading(chat, by, &links)).expect(INFALLIBLE);
            learned(chat, &mut text);
        }
    }
    text
}

/// Returns `From 12 chats with 7 people, until 2026-11-21.`
fn summary(review: &Review) -> String {
    let present = review.chats.iter().flat_map(|chat| &chat.meeting.present);
    let people: FxHashSet<(Option<&str>, &str)> =
        present.map(|who| (who.path(), who.name())).collect();
    let chats = counted(review.chats.len(), "chat", "chats");
    let people = match people.len() {
        0 => String::new(),
        n => format!(" with {}", counted(n, "person", "people")),
    };
    format!("From {chats}{people}, until {}.", review.today.0)
}

fn title(group: &Group, by: By, links: &Links) -> String {
    match group {
        Group::Month(month) => month_in_words(*month),
        Group::Word(word) => escape::name(word).into_owned(),
        Group::Person(who) => match who.path() {
            Some(path) => link(links, path, who.name()),
            None => escape::name(who.name()).into_owned(),
        },
        Group::Other => match by {
            By::Tag => "Without a tag",
            By::Company => "Without a company",
            By::Month | By::Person => "With nobody named",
        }
        .to_owned(),
    }
}

/// Returns the link to a chat: who was there, or what it was where that is said above.
fn heading(chat: &Chat, by: By, links: &Links) -> String {
    let meeting = chat.meeting;
    let who = match by {
        By::Person => String::new(),
        _ => plain_names(&meeting.present),
    };
    let who = if who.is_empty() { meeting.meeting().label.word() } else { &who };
    link(links, meeting.path(), &format!("{who}, {}", chat.date))
}

fn link(links: &Links, path: &str, label: &str) -> String {
    let mut text = String::new();
    links.note(path, label, &mut text);
    text
}

fn plain_names(people: &[Who]) -> String {
    let mut text = String::new();
    for piece in names(people) {
        text.push_str(match &piece {
            Piece::Words(words) => words,
            Piece::Name(name) => name,
            Piece::Text(text) => text,
        });
    }
    text
}

/// Adds what was learned; of several passages each under its own heading.
fn learned(chat: &Chat, text: &mut String) {
    let path = encoded_path(chat.meeting.path());
    let is_alone = matches!(chat.learned.as_slice(), [passage] if is_takeaways(passage));
    for passage in &chat.learned {
        if let Some(heading) = passage.headings.last().filter(|_| !is_alone) {
            write!(text, "\n#### {}\n", escape::text(heading)).expect(INFALLIBLE);
        }
        write!(text, "\n{}\n", excerpt(&passage.text, &path)).expect(INFALLIBLE);
    }
}

/// Tells a heading that says nothing new in a review.
fn is_takeaways(passage: &Passage) -> bool {
    let heading = passage.headings.last().map(|heading| letters(heading));
    matches!(heading.as_deref(), Some("takeaways" | "keytakeaways" | "whatilearned") | None)
}
