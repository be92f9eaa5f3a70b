//! `keepwarm show WHO`: prints what is known about somebody.

use crate::brief::brief;
use crate::render;
use crate::rules;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::pager;
use super::stream::Color;
use super::vault::Place;
use super::who;

pub(super) fn run(
    place: Place,
    options: &args::Show,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let today = place.today;
    let index = place.read();
    let vault = Place::join(&index);
    let contact = who::find(&vault, &options.who.join(" "))?;
    let agenda = rules::due(&vault, today);
    let read = |path: &str| Place::details(&index, path);
    let brief = brief(&vault, &agenda, contact, &read);
    if options.json {
        render::brief::json::json(&brief, &mut world.out)?;
        return Ok(Exit::Done);
    }
    let text = render::brief::text(&brief, world.out_width);
    pager::print(&text, world, color)?;
    Ok(Exit::Done)
}
