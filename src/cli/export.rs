//! `keepwarm export`: the agenda in another form, for other programs.

use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use clap::Subcommand;

use crate::agenda::Agenda;
use crate::disk;
use crate::disk::Generated;
use crate::render::csv;
use crate::render::ics;
use crate::render::json;
use crate::rules;
use crate::settings::Format;
use crate::text::is_note_name;
use crate::text::visible;
use crate::vault::Vault;

use super::Error;
use super::Exit;
use super::World;
use super::agenda;
use super::args::Filter;
use super::build::problems;
use super::filter;
use super::outputs;
use super::stream::Color;
use super::stream::Stream;
use super::vault::Place;

#[derive(Debug, Subcommand)]
pub(super) enum Export {
    /// A calendar: an event for each item with a day, and for each meeting to come
    Ics(Ics),
    /// A table for spreadsheets: a row for each item
    Csv(View),
    /// One document for programs, as `agenda --json` prints it
    Json(View),
}

#[derive(Debug, Args)]
pub(super) struct Ics {
    #[command(flatten)]
    view: View,

    /// Make the items to-dos, and not events
    #[arg(long)]
    todo: bool,
}

/// What is exported, and where it goes.
#[derive(Debug, Args)]
pub(super) struct View {
    #[command(flatten)]
    filter: Filter,

    /// Write to this file, and not to the standard output (`-`)
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Write even over a file that is not keepwarm's own
    #[arg(long, requires = "output")]
    force: bool,
}

impl Export {
    fn format(&self) -> Format {
        match self {
            Export::Ics(_) => Format::Ics,
            Export::Csv(_) => Format::Csv,
            Export::Json(_) => Format::Json,
        }
    }

    fn view(&self) -> &View {
        match self {
            Export::Ics(Ics { view, .. }) | Export::Csv(view) | Export::Json(view) => view,
        }
    }

    fn bytes(&self, vault: &Vault, agenda: &Agenda) -> Vec<u8> {
        match self {
            Export::Ics(Ics { view, todo }) => {
                let mut planned = rules::planned(vault, agenda.today);
                filter::keep_coming(&mut planned, &view.filter, vault, agenda.today);
                let form = if *todo { ics::Form::ToDos } else { ics::Form::Events };
                ics::calendar(agenda, &planned, form).into_bytes()
            }
            Export::Csv(_) => csv::table(agenda),
            Export::Json(_) => json::agenda_line(agenda),
        }
    }
}

pub(super) fn run(
    place: Place,
    options: &Export,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let view = options.view();
    let (bytes, problems) = agenda::reckon(place, &view.filter, |vault, agenda| {
        (options.bytes(vault, &agenda), problems(&agenda))
    });
    // The document for programs has them in it.
    if let Some(problems) = problems.filter(|_| options.format() != Format::Json) {
        writeln!(Stream::err(world, color), "{problems}")?;
    }
    let Some(name) = view.output.as_deref().filter(|name| *name != Path::new("-")) else {
        world.out.write_all(&bytes)?;
        return Ok(Exit::Done);
    };
    let is_ours = |old: &[u8]| view.force || outputs::is_ours(options.format(), old);
    let became = write(&world.folder.join(name), &bytes, is_ours)?;
    writeln!(Stream::err(world, color), "{} {became}", visible(&name.to_string_lossy()))?;
    Ok(Exit::Done)
}

/// Writes the file, and returns in words what became of it.
fn write(
    file: &Path,
    bytes: &[u8],
    is_ours: impl Fn(&[u8]) -> bool,
) -> Result<&'static str, Error> {
    let refused = |why: &str| Error::Words(format!("{} was not written: {why}", file.display()));
    if is_note_name(&file.to_string_lossy()) {
        return Err(refused("it is called like a note"));
    }
    match disk::write_own(file, bytes, is_ours)? {
        Generated::Written => Ok("written"),
        Generated::UpToDate => Ok("up to date"),
        Generated::Foreign => Err(refused("it is not keepwarm's own; --force replaces it")),
    }
}
