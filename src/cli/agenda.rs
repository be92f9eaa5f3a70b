//! `keepwarm agenda`: prints what is owed.

use std::collections::BTreeSet;

use crate::agenda::Agenda;
use crate::agenda::Item;
use crate::agenda::State;
use crate::date::Today;
use crate::note::Contact;
use crate::render::json;
use crate::render::terminal;
use crate::render::terminal::is_preparation_of;
use crate::rules;
use crate::vault::Vault;
use crate::vault::Who;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::build::tell_of_problems;
use super::dashboard;
use super::stream;
use super::stream::Color;
use super::stream::Stream;
use super::vault::Place;
use super::who::has_words;

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
    dashboard::add_stale_ticks(index.root(), index.settings(), &mut agenda);
    let is_filtered = options.has_filter();
    let aliased = options.who.as_deref().map(|who| also_called(&vault, who)).unwrap_or_default();
    agenda.items.retain(|item| is_wanted(item, options, &aliased, today));
    if options.json {
        json::agenda(&agenda, &mut world.out)?;
        return Ok(Exit::Done);
    }
    if is_filtered {
        let Agenda { items, coming_up, .. } = &mut agenda;
        coming_up.retain(|coming| items.iter().any(|item| is_preparation_of(item, coming)));
    }
    let mut text = terminal::agenda(&agenda, &screen);
    if agenda.items.is_empty() && agenda.coming_up.is_empty() {
        text.push_str(match is_filtered {
            true => "\nNothing of that is owed to anybody.\n",
            false => "\nNothing is owed to anybody. Who would you like to meet next?\n",
        });
    }
    Stream::out(world, color).print(&text)?;
    tell_of_problems(&agenda, &mut Stream::err(world, color))?;
    Ok(Exit::Done)
}

/// Tells whether an item passes the filters.
fn is_wanted(item: &Item, options: &args::Agenda, aliased: &BTreeSet<&str>, today: Today) -> bool {
    let kind = options.kind.is_empty() || options.kind.contains(&item.kind);
    let is_called = |person: &Who, who: &str| {
        has_words(person.name(), who) || person.path().is_some_and(|path| aliased.contains(path))
    };
    let who = options.who.as_deref();
    let who = who.is_none_or(|who| item.who.iter().any(|person| is_called(person, who)));
    let until =
        options.until.is_none_or(|until| item.due.is_some_and(|due| due <= until.day(today.0)));
    let overdue = !options.overdue || item.state(today) == State::Overdue;
    kind && who && until && overdue
}

/// Returns the notes of the contacts that have an alias with these words.
fn also_called<'v>(vault: &Vault<'v>, who: &str) -> BTreeSet<&'v str> {
    let has_alias = |contact: &Contact| contact.aliases.iter().any(|alias| has_words(alias, who));
    let contacts = vault.contacts.iter().filter(|known| has_alias(known.contact));
    contacts.map(|known| known.path).collect()
}
