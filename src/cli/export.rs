//! `keepwarm export`: the agenda in another form, for other programs.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use clap::Subcommand;

use crate::agenda::Agenda;
use crate::disk;
use crate::disk::Generated;
use crate::redaction;
use crate::redaction::Shown;
use crate::render::csv;
use crate::render::html;
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
use super::redact::Redact;
use super::stream::Color;
use super::stream::Stream;
use super::vault::Place;

#[derive(Debug, Subcommand)]
pub(super) enum Export {
    /// A web page: the agenda, and the year at a glance; it needs no network
    Html(Target),
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

/// What of it is exported, and where it goes.
#[derive(Debug, Args)]
pub(super) struct View {
    #[command(flatten)]
    filter: Filter,

    #[command(flatten)]
    target: Target,
}

/// Where it goes, and who may see it.
#[derive(Debug, Args)]
pub(super) struct Target {
    /// Write to this file, and not to the standard output (`-`)
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Write even over a file that is not keepwarm's own
    #[arg(long, requires = "output")]
    force: bool,

    #[command(flatten)]
    redact: Redact,
}

impl Export {
    fn format(&self) -> Format {
        match self {
            Export::Html(_) => Format::Html,
            Export::Ics(_) => Format::Ics,
            Export::Csv(_) => Format::Csv,
            Export::Json(_) => Format::Json,
        }
    }

    /// Returns who may see what is exported.
    pub(super) fn view(&self) -> crate::agenda::View {
        self.target().redact.view()
    }

    fn target(&self) -> &Target {
        match self {
            Export::Html(target) => target,
            Export::Ics(Ics { view, .. }) | Export::Csv(view) | Export::Json(view) => &view.target,
        }
    }

    /// Returns what is chosen; a page shows everything.
    fn filter(&self) -> Option<&Filter> {
        match self {
            Export::Html(_) => None,
            Export::Ics(Ics { view, .. }) | Export::Csv(view) | Export::Json(view) => {
                Some(&view.filter)
            }
        }
    }

    /// Puts all that is planned into the agenda, where the form has it.
    fn complete<'v>(&self, vault: &'v Vault<'v>, agenda: &mut Agenda<'v>) {
        if let Export::Ics(Ics { view, .. }) = self {
            agenda.coming_up = rules::planned(vault, agenda.today);
            filter::keep_coming(&mut agenda.coming_up, &view.filter, vault, agenda.today);
        }
    }

    /// Returns what is exported; `way` leads from its folder to the vault.
    fn bytes(&self, way: &str, Shown { vault, agenda, .. }: Shown) -> Vec<u8> {
        match self {
            Export::Html(_) => html::page(vault, agenda, &html::Target::alone(way)).into_bytes(),
            Export::Ics(Ics { todo, .. }) => {
                let form = if *todo { ics::Form::ToDos } else { ics::Form::Events };
                ics::calendar(agenda, &agenda.coming_up, form).into_bytes()
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
    let Target { output, force, .. } = options.target();
    let output = output.as_deref().filter(|name| *name != Path::new("-"));
    let file = output.map(|name| world.folder.join(name));
    let way = file.as_ref().and_then(|file| way(file, &place.root)).unwrap_or_default();
    let everything = Filter::default();
    let filter = options.filter().unwrap_or(&everything);
    let (bytes, problems) = agenda::reckon(place, filter, |vault, agenda| {
        options.complete(vault, agenda);
        let show = |shown: Shown| options.bytes(&way, shown);
        (redaction::show(options.view(), vault, agenda, show), problems(agenda))
    });
    // The document for programs has them in it.
    if let Some(problems) = problems.filter(|_| options.format() != Format::Json) {
        writeln!(Stream::err(world, color), "{problems}")?;
    }
    let Some((name, file)) = output.zip(file) else {
        world.out.write_all(&bytes)?;
        return Ok(Exit::Done);
    };
    let is_ours = |old: &[u8]| *force || outputs::is_ours(options.format(), old);
    let became = write(&file, &bytes, is_ours)?;
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

/// Returns the way from a file's folder to the vault: nothing, or a path that ends in `/`; `None`
/// where none is known.
fn way(file: &Path, root: &Path) -> Option<String> {
    let folder = fs::canonicalize(file.parent()?).ok()?;
    let root = fs::canonicalize(root).ok()?;
    let n_shared = folder.components().zip(root.components()).take_while(|(a, b)| a == b).count();
    if n_shared == 0 {
        return None;
    }
    let mut way = "../".repeat(folder.components().count() - n_shared);
    for name in root.components().skip(n_shared) {
        way.push_str(name.as_os_str().to_str()?);
        way.push('/');
    }
    Some(way)
}
