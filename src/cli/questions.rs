//! `keepwarm questions`: prints questions to bring to a conversation.

use crate::disk;
use crate::questions;
use crate::questions::Question;
use crate::questions::When;
use crate::render;
use crate::render::json;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::stream::Color;
use super::stream::Stream;
use super::vault::Place;

pub(super) fn run(
    place: Place,
    options: &args::Questions,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let all = read(&place)?;
    let is_wanted = |question: &&Question| {
        options.objective.is_none_or(|objective| question.objective == objective)
            && (!options.giving || question.when == When::Before)
    };
    let wanted: Vec<&Question> = all.iter().filter(is_wanted).collect();
    if options.json {
        json::questions(&wanted, &mut world.out)?;
    } else {
        Stream::out(world, color).print(&render::questions::questions(&wanted))?;
    }
    Ok(Exit::Done)
}

/// Returns the vault's own questions, then keepwarm's.
pub(super) fn read(place: &Place) -> Result<Vec<Question>, Error> {
    let text = disk::read_if_there(&place.root, questions::FILE_NAME)?.unwrap_or_default();
    let own = questions::read(&text).map_err(|problems| Error::Config(problems, text))?;
    Ok(own.into_iter().chain(questions::bank()).collect())
}
