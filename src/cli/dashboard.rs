//! Writing the dashboard, and what else is configured.

use std::fs;
use std::io;
use std::path::Path;

use crate::agenda::Agenda;
use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::disk;
use crate::disk::DiskError;
use crate::render;
use crate::render::markdown;
use crate::settings::Settings;
use crate::text::Place;

use super::Error;

/// What became of the dashboard.
pub(super) struct Written {
    /// What it holds now.
    pub(super) bytes: Vec<u8>,
    /// Whether its bytes changed.
    pub(super) is_new: bool,
    /// How many of its boxes are ticked, although the notes do not say so yet.
    pub(super) n_ticked: usize,
    /// How many ticks are for something that is not owed, or no more.
    pub(super) n_stale: usize,
}

/// Writes the dashboard and the configured outputs below `root`; what has not changed is left
/// alone.
pub(super) fn write(root: &Path, settings: &Settings, agenda: &Agenda) -> Result<Written, Error> {
    let path = root.join(&settings.dashboard);
    let old = read_old(&path)?;
    let ticks = markdown::ticks(&old);
    let n_stale = markdown::stale(&ticks, agenda).len();
    let block = markdown::dashboard(agenda, settings, &ticks);
    let new = markdown::merge(&old, block)
        .map_err(|error| Error::Words(format!("{} was not written: {error}", path.display())))?;
    let is_new = disk::write_if_changed(&path, &new)?;
    if let Some(name) = &settings.outputs.json {
        write_json(&root.join(name), agenda)?;
    }
    Ok(Written { bytes: new, is_new, n_ticked: ticks.len() - n_stale, n_stale })
}

/// Returns what a generated file holds now.
pub(super) fn read_old(path: &Path) -> Result<Vec<u8>, Error> {
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

/// Adds the ticks that mean nothing to the diagnostics; a dashboard that cannot be read has none.
pub(super) fn add_stale_ticks(root: &Path, settings: &Settings, agenda: &mut Agenda) {
    let path = &settings.dashboard;
    let ticks = markdown::ticks(&read_old(&root.join(path)).unwrap_or_default());
    let stale: Vec<Diagnostic> = markdown::stale(&ticks, agenda)
        .into_iter()
        .map(|tick| {
            let place = Place { line: tick.line, column: 1 };
            catalog::stale_tick(At::text(path, place, &tick.text), &tick.id)
        })
        .collect();
    agenda.diagnostics.extend(stale);
    agenda.diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
}

fn write_json(path: &Path, agenda: &Agenda) -> Result<(), Error> {
    let old = read_old(path)?;
    if !old.is_empty() && !old.starts_with(b"{\"schema\":1,") {
        let words = format!("{} was not written: it is not keepwarm's own", path.display());
        return Err(Error::Words(words));
    }
    let mut new = Vec::new();
    render::json::agenda(agenda, &mut new)?;
    disk::write_if_changed(path, &new)?;
    Ok(())
}
