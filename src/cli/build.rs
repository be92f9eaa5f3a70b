//! `keepwarm build`: takes the ticks over into the notes, writes the dashboard, and what else is
//! configured.

use crate::agenda::Agenda;
use crate::agenda::View;
use crate::date::Today;
use crate::disk::Index;
use crate::parallel::both;
use crate::render;
use crate::settings::Settings;
use crate::vault::Problem;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::dashboard;
use super::dashboard::Dashboard;
use super::dashboard::Written;
use super::edits;
use super::edits::Edited;
use super::edits::Mode;
use super::stream::Color;
use super::stream::Stream;
use super::vault::Place;

pub(super) fn run(
    place: Place,
    options: &args::Build,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let today = place.today;
    if options.dry_run.mode() == Mode::Show {
        let edited = dashboard::preview(&mut place.read(), today)?;
        Stream::out(world, color).print(&edited.difference())?;
        let mut err = Stream::err(world, color);
        edited.tell_of_rest(&mut err)?;
        let n_stale = edited.n_stale();
        tell_of_stale(n_stale, &mut err)?;
        return Ok(exit(&edited, n_stale));
    }
    let _lock = edits::lock(&place.root, &mut Stream::err(world, color))?;
    let path = place.root.join(&place.settings.dashboard);
    let (mut index, old) = both(|| place.read(), || Dashboard::read(&path));
    refresh(&mut index, old?, today, options.new_view(), &mut Stream::err(world, color))
}

/// Takes over the ticks, writes the dashboard, and says what came of it. Another `view` is for
/// other eyes, here as well.
pub(super) fn refresh(
    index: &mut Index,
    old: Dashboard,
    today: Today,
    view: Option<View>,
    err: &mut Stream,
) -> Result<Exit, Error> {
    let name = index.settings().dashboard.clone();
    let mut edited = Edited::default();
    let page = dashboard::refresh(index, old, today, view, &mut edited, |agenda, written, _| {
        let state = if written.is_new { "written" } else { "up to date" };
        let line = format!("{name} {state}: {}", render::summary(agenda));
        (line, problems(agenda), written)
    });
    match view {
        Some(View::Redacted) => edited.count_out(err)?,
        Some(View::Full) | None => edited.tell(err)?,
    }
    let (line, problems, written) = page?;
    writeln!(err, "{line}")?;
    if let Some(problems) = problems {
        writeln!(err, "{problems}")?;
    }
    tell_of_ticks(&written, index.settings(), err)?;
    for output in &written.unwritten {
        writeln!(err, "{}", output.problem)?;
    }
    if !written.unwritten.is_empty() {
        return Ok(Exit::Failed);
    }
    Ok(exit(&edited, written.n_stale))
}

fn exit(edited: &Edited, n_stale: usize) -> Exit {
    match edited.exit() {
        Exit::Done if n_stale > 0 => Exit::Attention,
        exit => exit,
    }
}

/// Returns how many notes need mending, in words.
pub(super) fn problems(agenda: &Agenda) -> Option<String> {
    let own = agenda.diagnostics.iter().filter(|problem| !problem.is_foreign());
    let to_fix = own.filter_map(Problem::to_fix);
    let mut notes: Vec<&str> = to_fix.map(|problem| &*problem.path).collect();
    notes.dedup();
    match notes.len() {
        0 => None,
        1 => Some("1 note to fix: see `keepwarm check`".to_owned()),
        n => Some(format!("{n} notes to fix: see `keepwarm check`")),
    }
}

fn tell_of_ticks(written: &Written, settings: &Settings, err: &mut Stream) -> Result<(), Error> {
    let n_ticked = written.n_ticked;
    if n_ticked > 0 && !settings.write_back {
        let words = "ticked in the dashboard, but not yet in the notes: stays until they say so";
        writeln!(err, "{n_ticked} {words}")?;
    }
    tell_of_stale(written.n_stale, err)
}

fn tell_of_stale(n_stale: usize, err: &mut Stream) -> Result<(), Error> {
    match n_stale {
        0 => {}
        1 => writeln!(err, "1 tick does not fit what is owed: see *Notes to fix*")?,
        n => writeln!(err, "{n} ticks do not fit what is owed: see *Notes to fix*")?,
    }
    Ok(())
}
