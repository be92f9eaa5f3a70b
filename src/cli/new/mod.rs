//! `keepwarm new contact` and `keepwarm new meeting`: notes from templates.

mod contact;
mod editor;
mod meeting;

use std::path::Path;
use std::path::PathBuf;

use crate::composing::Form;
use crate::composing::Habit;
use crate::composing::NewNote;
use crate::composing::free;
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::settings::Settings;
use crate::template::Template;
use crate::vault::Vault;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::stream::Color;
use super::vault::Place;
use super::who;

pub(super) fn run(
    place: Place,
    options: &args::New,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    match options {
        args::New::Contact(options) => contact::run(place, options, world, color),
        args::New::Meeting(options) => meeting::run(place, options, world, color),
    }
}

/// Learns where new notes go.
fn habit(vault: &Vault, root: &Path) -> Habit {
    Habit::of(vault, &disk::names(root, ""))
}

/// Returns `path`, or the same with a number where a file by that name is there, or is to be
/// generated.
fn free_path(root: &Path, path: &str, settings: &Settings) -> String {
    let parts = |path| str::rsplit_once(path, '/').unwrap_or(("", path));
    let (folder, _) = parts(path);
    let generated = settings.generated().map(parts).filter(|(other, _)| *other == folder);
    let mut taken = disk::names(root, folder);
    taken.extend(generated.map(|(_, name)| name.to_owned()));
    free(path, &taken)
}

/// Returns the vault's own template, or keepwarm's.
fn template(root: &Path, form: Form) -> Result<Template, Error> {
    let (folder, name) = form.path().split_once('/').expect("templates have a folder");
    // A system that takes `Templates/Contact.md` for the same file would hand us a template that is
    // meant for another program.
    let is_there = |folder: &str, name: &str| disk::names(root, folder).iter().any(|n| n == name);
    match is_there("", folder) && is_there(folder, name) {
        true => Ok(form.template(disk::read_if_there(root, form.path())?)),
        false => Ok(form.template(None)),
    }
}

/// Turns what is wrong with a template into what is told.
fn bad_template(template: &Template) -> impl Fn(Box<Diagnostic>) -> Error {
    |problem| Error::Config(vec![*problem], template.text.clone())
}

/// Writes the note.
fn create(root: &Path, note: &NewNote) -> Result<(), Error> {
    Ok(disk::create(root, &note.path, note.text.as_bytes())?)
}

/// Prints the path of a new note, and opens it in the editor if there is somebody to use it.
fn show(
    root: &Path,
    note: &NewNote,
    open: args::Open,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    // With the signs that the system writes between folders.
    let file: PathBuf = root.join(&note.path).components().collect();
    let shown = file.strip_prefix(&world.folder).unwrap_or(&file);
    writeln!(world.out, "{}", shown.display())?;
    world.out.flush()?;
    match open {
        args::Open::Editor => editor::open(&file, world, color),
        args::Open::Nothing => Ok(Exit::Done),
    }
}
