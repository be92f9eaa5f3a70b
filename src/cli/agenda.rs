//! `keepwarm agenda`: prints what is owed.

use crate::agenda::Agenda;
use crate::agenda::View;
use crate::redaction;
use crate::redaction::Shown;
use crate::render::json;
use crate::render::terminal;
use crate::render::terminal::Screen;
use crate::render::terminal::is_preparation_of;
use crate::rules;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::build::problems;
use super::dashboard;
use super::dashboard::Ticked;
use super::filter;
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
    let view = options.redact.view();
    let screen = match (stream::screen(world, color, &place), view) {
        (screen, View::Full) => screen,
        (screen, View::Redacted) => Screen { base: None, ..screen },
    };
    let ticked = Ticked::read(&place);
    let index = place.read();
    let vault = Place::join(&index);
    let mut agenda = rules::due(&vault, today);
    dashboard::add_stale_ticks(&ticked, &vault, &mut agenda);
    let is_filtered = options.filter.is_set();
    filter::keep(&mut agenda.items, &options.filter, &vault, today);
    if options.json {
        redaction::show(view, &vault, &agenda, |shown| json::agenda(shown.agenda, &mut world.out))?;
        return Ok(Exit::Done);
    }
    if is_filtered {
        let Agenda { items, coming_up, .. } = &mut agenda;
        coming_up.retain(|coming| items.iter().any(|item| is_preparation_of(item, coming)));
    }
    let text = |shown: Shown| terminal::agenda(shown.agenda, &screen);
    let mut text = redaction::show(view, &vault, &agenda, text);
    if agenda.items.is_empty() && agenda.coming_up.is_empty() {
        text.push_str(match is_filtered {
            true => "\nNothing of that is owed to anybody.\n",
            false => "\nNothing is owed to anybody. Who would you like to meet next?\n",
        });
    }
    Stream::out(world, color).print(&text)?;
    if let Some(problems) = problems(&agenda) {
        writeln!(Stream::err(world, color), "{problems}")?;
    }
    Ok(Exit::Done)
}
