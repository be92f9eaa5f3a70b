//! `keepwarm check`: prints what is wrong with the notes, and how to mend it.

use std::borrow::Cow;
use std::path::Path;

use crate::agenda::View;
use crate::diagnostic;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Lines;
use crate::diagnostic::Severity;
use crate::diagnostic::show;
use crate::disk;
use crate::manners;
use crate::redaction::Veil;
use crate::render::json;
use crate::rules;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::dashboard;
use super::pager;
use super::stream::Color;
use super::stream::Stream;
use super::vault::Place;

pub(super) fn run(
    place: Place,
    options: &args::Check,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let today = place.today;
    let (ticked, index) = dashboard::read_ticked(place);
    let joined = Place::join(&index);
    let vault = joined.vault();
    let mut agenda = rules::due(&vault, today);
    dashboard::add_stale_ticks(&ticked, &vault, &mut agenda);
    let told = agenda.diagnostics.iter().map(|problem| problem.told().into_owned());
    let mut problems: Vec<Diagnostic> = told.collect();
    let advice = manners::advice(&vault, today, &|path| disk::read_text(index.root(), path));
    problems.extend(advice);
    diagnostic::sort(&mut problems);
    let exit = exit(&problems, options.strict);
    let view = options.redact.view();
    if view == View::Redacted {
        problems = Veil::new(&vault).diagnostics(problems.iter().map(Cow::Borrowed));
    }
    if options.json {
        json::diagnostics(today, &problems, &mut world.out)?;
        return Ok(exit);
    }
    let text = match view {
        View::Full => pictures(index.root(), &problems),
        View::Redacted => {
            problems.iter().map(|problem| format!("{}\n\n", show(problem, None))).collect()
        }
    };
    pager::print(&text, world, color)?;
    let n_notes = index.n_notes();
    let notes = if n_notes == 1 { "note" } else { "notes" };
    let found = found(&problems);
    writeln!(Stream::err(world, color), "{found} in {n_notes} {notes}")?;
    Ok(exit)
}

fn exit(problems: &[Diagnostic], is_strict: bool) -> Exit {
    let is_bad = |problem: &Diagnostic| {
        problem.severity == Severity::Error || is_strict && problem.severity == Severity::Warning
    };
    if problems.iter().any(is_bad) { Exit::Attention } else { Exit::Done }
}

/// Returns the pictures; each file is read once, since its problems stand together.
fn pictures(root: &Path, problems: &[Diagnostic]) -> String {
    let mut pictures = String::new();
    for of_file in problems.chunk_by(|a, b| a.path == b.path) {
        let has_place = of_file.iter().any(|problem| problem.place.is_some());
        let path = &of_file[0].path;
        let text = has_place.then(|| disk::read_text(root, path)).flatten();
        let lines = text.as_deref().map(Lines::of);
        for problem in of_file {
            pictures.push_str(&show(problem, lines.as_ref()));
            pictures.push_str("\n\n");
        }
    }
    pictures
}

fn found(problems: &[Diagnostic]) -> String {
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let words = |n: usize, word: &str| match n {
        1 => format!("1 {word}"),
        n => format!("{n} {word}s"),
    };
    let errors = words(count(Severity::Error), "error");
    let warnings = words(count(Severity::Warning), "warning");
    let advice = match count(Severity::Advice) {
        0 => String::new(),
        1 => ", 1 piece of advice".to_owned(),
        n => format!(", {n} pieces of advice"),
    };
    format!("{errors}, {warnings}{advice}")
}
