//! `keepwarm build`: writes the dashboard, and what else is configured.

use std::collections::BTreeSet;

use crate::agenda::Agenda;
use crate::render;
use crate::rules;
use crate::settings::Settings;

use super::Error;
use super::Exit;
use super::World;
use super::dashboard;
use super::dashboard::Written;
use super::stream::Color;
use super::stream::Stream;
use super::vault::Place;

pub(super) fn run(place: Place, world: &mut World, color: Color) -> Result<Exit, Error> {
    let today = place.today;
    let index = place.read();
    let vault = Place::join(&index);
    let agenda = rules::due(&vault, today);
    let settings = index.settings();
    let written = dashboard::write(index.root(), settings, &agenda)?;
    let mut err = Stream::err(world, color);
    let state = if written.is_new { "written" } else { "up to date" };
    writeln!(err, "{} {state}: {}", settings.dashboard, render::summary(&agenda))?;
    tell_of_problems(&agenda, &mut err)?;
    tell_of_ticks(&written, &mut err)?;
    tell_of_outputs(settings, &mut err)?;
    Ok(if written.n_stale > 0 { Exit::Attention } else { Exit::Done })
}

/// Says how many notes need mending.
pub(super) fn tell_of_problems(agenda: &Agenda, err: &mut Stream) -> Result<(), Error> {
    let to_fix =
        agenda.diagnostics.iter().filter(|problem| !problem.foreign && problem.is_to_fix());
    let notes: BTreeSet<&str> = to_fix.map(|problem| problem.path.as_str()).collect();
    match notes.len() {
        0 => Ok(()),
        1 => Ok(writeln!(err, "1 note to fix: see `keepwarm check`")?),
        n => Ok(writeln!(err, "{n} notes to fix: see `keepwarm check`")?),
    }
}

fn tell_of_ticks(written: &Written, err: &mut Stream) -> Result<(), Error> {
    let n_ticked = written.n_ticked;
    if n_ticked > 0 {
        let words = "ticked in the dashboard, but not yet in the notes: stays until they say so";
        writeln!(err, "{n_ticked} {words}")?;
    }
    match written.n_stale {
        0 => {}
        1 => writeln!(err, "1 tick is for something that is not owed: see *Notes to fix*")?,
        n => writeln!(err, "{n} ticks are for something that is not owed: see *Notes to fix*")?,
    }
    Ok(())
}

/// Says which configured outputs this version cannot write.
pub(super) fn tell_of_outputs(settings: &Settings, err: &mut Stream) -> Result<(), Error> {
    let outputs = &settings.outputs;
    for (kind, name) in [("html", &outputs.html), ("ics", &outputs.ics)] {
        if let Some(name) = name {
            writeln!(err, "{name} was not written: this version cannot write {kind}")?;
        }
    }
    Ok(())
}
