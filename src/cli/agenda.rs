//! `keepwarm agenda`: prints what is owed.

use std::mem::ManuallyDrop;

use crate::agenda::Agenda;
use crate::agenda::View;
use crate::redaction;
use crate::render::json;
use crate::render::terminal;
use crate::render::terminal::Screen;
use crate::render::terminal::is_preparation_of;
use crate::rules;
use crate::vault::Vault;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::build::problems;
use super::dashboard;
use super::filter;
use super::pager;
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
    let view = options.redact.view();
    let screen = match (stream::screen(world, color, &place), view) {
        (screen, View::Full) => screen,
        (screen, View::Redacted) => Screen { base: None, ..screen },
    };
    reckon(place, &options.filter, |vault, agenda| {
        if options.filter.is_set() && !options.json {
            let Agenda { items, coming_up, .. } = agenda;
            coming_up.retain(|coming| items.iter().any(|item| is_preparation_of(item, coming)));
        }
        redaction::show(view, vault, agenda, |shown| {
            print(shown.agenda, options, &screen, world, color)
        })
    })
}

/// Reckons what is owed, and calls `then` with what passes the filter; with the ticks that mean
/// nothing among the diagnostics.
pub(super) fn reckon<T>(
    place: Place,
    filter: &args::Filter,
    then: impl for<'v> FnOnce(&'v Vault<'v>, &mut Agenda<'v>) -> T,
) -> T {
    let today = place.today;
    let (ticked, index) = dashboard::read_ticked(place);
    // Like the notes, both are kept until the end.
    let joined = ManuallyDrop::new(Place::join(&index));
    let vault = joined.vault();
    let mut agenda = ManuallyDrop::new(rules::due(&vault, today));
    dashboard::add_stale_ticks(&ticked, &vault, &mut agenda);
    filter::keep(&mut agenda.items, filter, &vault, today);
    then(&vault, &mut agenda)
}

fn print(
    agenda: &Agenda,
    options: &args::Agenda,
    screen: &Screen,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    if options.json {
        json::agenda(agenda, &mut world.out)?;
        return Ok(Exit::Done);
    }
    let mut text = terminal::agenda(agenda, screen);
    if agenda.items.is_empty() && agenda.coming_up.is_empty() {
        text.push_str(match options.filter.is_set() {
            true => "\nNothing of that is owed to anybody.\n",
            false => "\nNothing is owed to anybody. Who would you like to meet next?\n",
        });
    }
    pager::print(&text, world, color)?;
    if let Some(problems) = problems(agenda) {
        writeln!(Stream::err(world, color), "{problems}")?;
    }
    Ok(Exit::Done)
}
