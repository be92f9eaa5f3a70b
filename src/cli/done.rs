//! `keepwarm done`, `skip`, `snooze` and `log`: what a ticked box says in a note, from the shell.

use std::collections::BTreeSet;

use crate::date;
use crate::date::Date;
use crate::date::Today;
use crate::render::markdown::Page;
use crate::rules;
use crate::text::collapse;
use crate::text::visible;
use crate::ticking::Request;
use crate::ticking::Wish;
use crate::vault::Vault;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::build;
use super::dashboard::Dashboard;
use super::edits;
use super::edits::Edited;
use super::edits::Mode;
use super::edits::Outcome;
use super::error;
use super::filter;
use super::stream::Color;
use super::stream::Stream;
use super::vault::Place;
use super::who;
use super::why;

/// What somebody asks for, read from the arguments.
#[derive(Default)]
struct Asked {
    requests: Vec<Request>,
    /// What was asked for in vain.
    errors: Vec<Error>,
    /// How it was understood.
    echo: Option<String>,
}

/// `keepwarm done` and `keepwarm skip`: `wish` says which.
pub(super) fn run(
    place: Place,
    options: &args::Done,
    wish: fn(Date) -> Wish,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let day = day_of_deed(options.on, place.today)?;
    let ask = |vault: &Vault, today| Ok(items(vault, today, options, wish(day)));
    carry_out(place, options.dry_run.mode(), &ask, world, color)
}

/// `keepwarm snooze`.
pub(super) fn snooze(
    place: Place,
    options: &args::Snooze,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let when = options.when.join(" ");
    let Some(until) = date::read_when(&when, place.today.0) else {
        return Err(Error::Words(format!(
            "`{when}` is no day: write one like `2w`, `tomorrow`, `friday` or `2026-12-01`"
        )));
    };
    let said = date::day_in_words(until);
    if until <= place.today.0 {
        return Err(Error::Words(format!("{said} is not a day to come")));
    }
    let ask = |vault: &Vault, today| {
        let mut asked = by_id(vault, today, std::slice::from_ref(&options.id), Wish::Snooze(until));
        asked.echo = Some(format!("until {said}"));
        Ok(asked)
    };
    carry_out(place, options.dry_run.mode(), &ask, world, color)
}

/// `keepwarm log`.
pub(super) fn log(
    place: Place,
    options: &args::Log,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let day = day_of_deed(options.on, place.today)?;
    let text = visible(&collapse(&options.text.join(" "))).into_owned();
    if text.is_empty() {
        return Err(Error::Words("there is nothing to log: say what there was".to_owned()));
    }
    let ask = |vault: &Vault, _| {
        let path = who::find(vault, &options.who)?.path().to_owned();
        let request = Request::Log { path, day, text: text.clone() };
        Ok(Asked { requests: vec![request], ..Asked::default() })
    };
    carry_out(place, options.dry_run.mode(), &ask, world, color)
}

/// Returns the day on which it was done.
fn day_of_deed(on: Option<Date>, today: Today) -> Result<Date, Error> {
    match on {
        Some(day) if day > today.0 => {
            Err(Error::Words(format!("{day} is still to come: `--on` says when it was done")))
        }
        Some(day) => Ok(day),
        None => Ok(today.0),
    }
}

/// Returns what `done` and `skip` ask for: the ids, else all that the filter lets through.
fn items(vault: &Vault, today: Today, options: &args::Done, wish: Wish) -> Asked {
    if !options.ids.is_empty() {
        return by_id(vault, today, &options.ids, wish);
    }
    let mut items = rules::due(vault, today).items;
    filter::keep(&mut items, &options.filter, vault, today);
    let items = items.iter().filter(|item| item.kind.has_box());
    let requests: Vec<Request> =
        items.map(|item| Request::Item(item.id.as_str().to_owned(), wish)).collect();
    let echo = requests.is_empty().then(|| "nothing of that is owed to anybody".to_owned());
    Asked { requests, echo, ..Asked::default() }
}

fn by_id(vault: &Vault, today: Today, ids: &[String], wish: Wish) -> Asked {
    let agenda = rules::due(vault, today);
    let mut found = BTreeSet::new();
    let mut errors = Vec::new();
    for id in ids {
        match why::find(&agenda, id) {
            Ok(item) => drop(found.insert(item.id.as_str().to_owned())),
            Err(error) => errors.push(error),
        }
    }
    let requests = found.into_iter().map(|id| Request::Item(id, wish)).collect();
    Asked { requests, errors, echo: None }
}

/// Does what is asked for, and says so; a dashboard that is there is refreshed.
fn carry_out(
    place: Place,
    mode: Mode,
    ask: &dyn Fn(&Vault, Today) -> Result<Asked, Error>,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let today = place.today;
    let _lock = match mode {
        Mode::Write => Some(edits::lock(&place.root, &mut Stream::err(world, color))?),
        Mode::Show => None,
    };
    let mut index = place.read();
    let mut asked = ask(&Place::join(&index).vault(), today)?;
    let requests = std::mem::take(&mut asked.requests);
    let edited = edits::carry_out(&mut index, today, requests, &Page::read(b""), mode);
    print(&edited, mode, &mut Stream::out(world, color))?;
    let mut err = Stream::err(world, color);
    tell(&asked, &edited, &mut err)?;
    // Without it, the boxes of a dashboard would be those of before.
    if mode == Mode::Write
        && !edited.notes.is_empty()
        && let Some(old) = Dashboard::of(&index).ok().filter(|old| old.page.has_block())
        && build::refresh(&mut index, old, today, None, &mut err)? == Exit::Failed
    {
        return Ok(Exit::Failed);
    }
    Ok(exit(&asked, &edited))
}

fn print(edited: &Edited, mode: Mode, out: &mut Stream) -> Result<(), Error> {
    match mode {
        Mode::Show => out.print(&edited.difference())?,
        Mode::Write => {
            for line in edited.lines() {
                writeln!(out, "{line}")?;
            }
        }
    }
    Ok(())
}

fn tell(asked: &Asked, edited: &Edited, err: &mut Stream) -> Result<(), Error> {
    if let Some(echo) = &asked.echo {
        writeln!(err, "{echo}")?;
    }
    edited.tell_of_rest(err)?;
    for (name, outcome) in &edited.outcomes {
        if matches!(outcome, Outcome::Stale) {
            writeln!(err, "warning: {name} is not owed any more")?;
        }
    }
    asked.errors.iter().for_each(|problem| error::report(problem, err));
    Ok(())
}

fn exit(asked: &Asked, edited: &Edited) -> Exit {
    let is_good = |outcome: &Outcome| matches!(outcome, Outcome::Done | Outcome::Fulfilled);
    let n_good = edited.count(is_good);
    let n_bad = edited.outcomes.len() - n_good + asked.errors.len();
    match (n_good, n_bad) {
        (_, 0) => Exit::Done,
        (0, _) => Exit::Failed,
        _ if edited.exit() == Exit::Failed => Exit::Failed,
        _ => Exit::Attention,
    }
}
