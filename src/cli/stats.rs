//! `keepwarm stats`: prints what became of it all.

use crate::agenda::View;
use crate::note::Details;
use crate::redaction::Veil;
use crate::render;
use crate::statistics::Statistics;
use crate::statistics::statistics;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::pager;
use super::stream::Color;
use super::vault::Place;

pub(super) fn run(
    place: Place,
    options: &args::Stats,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let today = place.today;
    let index = place.read();
    let joined = Place::join(&index);
    let vault = joined.vault();
    let read = |path: &str| Place::details(&index, path);
    if options.redact.view() == View::Redacted {
        // What would be read again has neither tags nor purposes that may be shown.
        let veil = Veil::new(&vault);
        let nothing = |_: &str| Details::default();
        let joined = veil.join(&vault);
        return print(&statistics(&joined.vault(), today, &nothing), options, world, color);
    }
    print(&statistics(&vault, today, &read), options, world, color)
}

fn print(
    statistics: &Statistics,
    options: &args::Stats,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    if options.json {
        render::statistics::json::json(statistics, &mut world.out)?;
        return Ok(Exit::Done);
    }
    let text = render::statistics::text(statistics, world.out_width);
    pager::print(&text, world, color)?;
    Ok(Exit::Done)
}
