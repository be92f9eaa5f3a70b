//! `keepwarm` alone: the agenda, and outside of a vault a word on how to begin.

use crate::settings;

use super::Error;
use super::Exit;
use super::World;
use super::agenda;
use super::args::Agenda;
use super::args::Arguments;
use super::stream::Color;
use super::stream::Stream;
use super::vault::Place;

const WORDS: &str = "\
There are no notes for keepwarm in this folder: no keepwarm.yaml here or above,
and no folder such as `people` or `meetings`.

  keepwarm init         begin here, or see what the notes here need
  keepwarm init -C DIR  begin in another folder
  keepwarm -C DIR       look at notes elsewhere; or set $KEEPWARM_VAULT
  keepwarm --help       see what keepwarm can do";

pub(super) fn run(
    place: Place,
    arguments: &Arguments,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    if is_vault(&place, arguments, world) {
        return agenda::run(place, &Agenda::whole(), world, color);
    }
    writeln!(Stream::err(world, color), "{WORDS}")?;
    Ok(Exit::Failed)
}

/// Tells a vault: somebody names it, or it has settings, a dashboard, or a folder for people or
/// meetings. Looking at all notes could take long in a folder that is none.
fn is_vault(place: &Place, arguments: &Arguments, world: &World) -> bool {
    let has = |name: &str| place.root.join(name.trim_matches('/')).exists();
    let Place { settings, .. } = place;
    let folders = settings.contact_folders.iter().chain(&settings.meeting_folders);
    arguments.vault.is_some()
        || (world.variable)("KEEPWARM_VAULT").is_some_and(|vault| !vault.is_empty())
        || has(settings::FILE_NAME)
        || has(&settings.dashboard)
        || folders.into_iter().any(|folder| has(folder))
}
