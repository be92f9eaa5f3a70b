//! `keepwarm stats`: prints what became of it all.

use crate::render;
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
    let vault = Place::join(&index);
    let read = |path: &str| Place::details(&index, path);
    let statistics = statistics(&vault, today, &read);
    if options.json {
        render::statistics::json::json(&statistics, &mut world.out)?;
        return Ok(Exit::Done);
    }
    let text = render::statistics::text(&statistics, world.out_width);
    pager::print(&text, world, color)?;
    Ok(Exit::Done)
}
