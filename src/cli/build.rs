//! `keepwarm build`: writes the dashboard, and what else is configured.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::agenda::Agenda;
use crate::disk;
use crate::disk::DiskError;
use crate::render;
use crate::render::markdown;
use crate::rules;

use super::Error;
use super::Exit;
use super::World;
use super::stream::Color;
use super::stream::Stream;
use super::vault::Place;

pub(super) fn run(place: &Place, world: &mut World, color: Color) -> Result<Exit, Error> {
    let reading = place.read();
    let vault = place.join(&reading);
    let agenda = rules::due(&vault, place.today);
    let path = place.root.join(&place.settings.dashboard);
    let old = read_old(&path)?;
    let ticked = still_owed(markdown::ticks(&old), &agenda);
    let block = markdown::dashboard(&agenda, &place.settings, &ticked);
    let new = markdown::merge(&old, &block)
        .map_err(|error| Error::Words(format!("{} was not written: {error}", path.display())))?;
    let is_new = disk::write_if_changed(&path, &new)?;
    let mut err = Stream::err(world, color);
    let written = if is_new { "written" } else { "up to date" };
    let name = &place.settings.dashboard;
    writeln!(err, "{name} {written}: {}", render::summary(&agenda))?;
    tell_of_problems(&agenda, &mut err)?;
    tell_of_ticks(&ticked, &mut err)?;
    write_outputs(place, &agenda, &mut err)?;
    Ok(Exit::Done)
}

/// Returns what the dashboard's file holds now.
fn read_old(path: &Path) -> Result<Vec<u8>, Error> {
    let is_special = fs::symlink_metadata(path).is_ok_and(|metadata| !metadata.is_file());
    if is_special {
        // Opening a pipe or a device could hang; writing tells what is wrong with it.
        return Ok(Vec::new());
    }
    match fs::read(path) {
        Ok(old) => Ok(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(source) => {
            Err(Error::Disk(DiskError { action: "cannot read", path: path.to_owned(), source }))
        }
    }
}

/// Keeps the ticks of items that are still owed.
fn still_owed(mut ticks: BTreeMap<String, char>, agenda: &Agenda) -> BTreeMap<String, char> {
    ticks.retain(|id, _| agenda.items.iter().any(|item| item.id.as_str() == id));
    ticks
}

fn tell_of_problems(agenda: &Agenda, err: &mut Stream) -> Result<(), Error> {
    let n_to_fix =
        agenda.diagnostics.iter().filter(|problem| problem.is_to_fix() && !problem.foreign).count();
    match n_to_fix {
        0 => Ok(()),
        1 => Ok(writeln!(err, "1 note to fix: see `keepwarm check`")?),
        n => Ok(writeln!(err, "{n} notes to fix: see `keepwarm check`")?),
    }
}

fn tell_of_ticks(ticked: &BTreeMap<String, char>, err: &mut Stream) -> Result<(), Error> {
    if !ticked.is_empty() {
        let n = ticked.len();
        writeln!(
            err,
            "{n} ticked in the dashboard, but not yet in the notes: it stays until they say so"
        )?;
    }
    Ok(())
}

fn write_outputs(place: &Place, agenda: &Agenda, err: &mut Stream) -> Result<(), Error> {
    let outputs = &place.settings.outputs;
    if let Some(name) = &outputs.json {
        let path = place.root.join(name);
        let old = read_old(&path)?;
        if !old.is_empty() && !old.starts_with(b"{\"schema\":1,") {
            let words = format!("{} was not written: it is not keepwarm's own", path.display());
            return Err(Error::Words(words));
        }
        disk::write_if_changed(&path, render::json::agenda(agenda).as_bytes())?;
    }
    for (kind, name) in [("html", &outputs.html), ("ics", &outputs.ics)] {
        if let Some(name) = name {
            writeln!(err, "{name} was not written: this version cannot write {kind}")?;
        }
    }
    Ok(())
}
