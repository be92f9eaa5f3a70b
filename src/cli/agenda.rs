//! `keepwarm agenda`: prints what is owed.

use crate::agenda::Item;
use crate::agenda::State;
use crate::date::Today;
use crate::render::json;
use crate::render::terminal;
use crate::rules;
use crate::text::fold;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::build::tell_of_problems;
use super::stream;
use super::stream::Color;
use super::stream::Stream;
use super::vault::Place;

pub(super) fn run(
    place: Place,
    options: &args::Agenda,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let today = place.today;
    let screen = stream::screen(world, color, &place);
    let index = place.read();
    let vault = Place::join(&index);
    let mut agenda = rules::due(&vault, today);
    let is_wanted = |item: &Item| is_wanted(item, options, today);
    if options.json {
        agenda.items.retain(is_wanted);
        Stream::out(world, color).print(&json::agenda(&agenda))?;
        return Ok(Exit::Done);
    }
    let items: Vec<&Item> = agenda.items.iter().filter(|item| is_wanted(item)).collect();
    let mut text = terminal::head(&agenda);
    let shown = terminal::agenda(&agenda, &items, &screen);
    match (shown.is_empty(), items.len() == agenda.items.len()) {
        (true, true) => {
            text.push_str("\nNothing is owed to anybody. Who would you like to meet next?\n");
        }
        (true, false) => text.push_str("\nNothing of that is owed to anybody.\n"),
        (false, _) => {
            text.push('\n');
            text.push_str(&shown);
        }
    }
    Stream::out(world, color).print(&text)?;
    tell_of_problems(&agenda, &mut Stream::err(world, color))?;
    Ok(Exit::Done)
}

/// Tells whether an item passes the filters.
fn is_wanted(item: &Item, options: &args::Agenda, today: Today) -> bool {
    let kind = options.kind.is_empty() || options.kind.contains(&item.kind);
    let who = options
        .who
        .as_deref()
        .is_none_or(|who| item.who.iter().any(|person| has_words(&person.name, who)));
    let until =
        options.until.is_none_or(|until| item.due.is_some_and(|due| due <= until.day(today.0)));
    let overdue = !options.overdue || item.state(today) == State::Overdue;
    kind && who && until && overdue
}

/// Tells whether each of the words begins one of the name's words, in any order.
fn has_words(name: &str, words: &str) -> bool {
    let name = fold(name);
    let begins = |word: &str| name.split_whitespace().any(|part| part.starts_with(word));
    fold(words).split_whitespace().all(begins)
}
