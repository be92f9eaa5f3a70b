//! `keepwarm schema`: prints what editors and programs need to know of our forms.

use clap::Args;
use clap::ValueEnum;

use crate::schema;
use crate::settings::Keys;
use crate::settings::Settings;

use super::Error;
use super::Exit;
use super::World;
use super::args::Arguments;
use super::vault::Place;

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// What it is to describe
    what: What,
}

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// The front matter of a note about a person
    Contact,
    /// The front matter of a note about a meeting
    Meeting,
    /// keepwarm.yaml
    Config,
    /// What `keepwarm agenda --json` prints
    Agenda,
}

pub(super) fn run(
    arguments: &Arguments,
    options: &Schema,
    world: &mut World,
) -> Result<Exit, Error> {
    let schema = match options.what {
        What::Contact => schema::contact(&keys(arguments, world)?),
        What::Meeting => schema::meeting(&keys(arguments, world)?),
        What::Config => schema::config(),
        What::Agenda => schema::agenda(),
    };
    world.out.write_all(schema.as_bytes())?;
    Ok(Exit::Done)
}

/// Returns the names of keys, the vault's own among them.
fn keys(arguments: &Arguments, world: &World) -> Result<Keys, Error> {
    let Settings { keys, .. } = Place::find(arguments, world)?.settings;
    Ok(keys)
}
