//! From requests to changed notes: the one way in which a note is ever written.

mod note;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;
use std::time::Instant;

use crate::change::Change;
use crate::change::Refusal;
use crate::date::Today;
use crate::disk::DiskError;
use crate::disk::Index;
use crate::disk::Lock;
use crate::render::counted;
use crate::render::markdown::Page;
use crate::rules;
use crate::text::visible;
use crate::ticking;
use crate::ticking::Plan;
use crate::ticking::Request;

use super::Error;
use super::Exit;
use super::difference;
use super::stream::Stream;
use super::vault::Place;

/// So often a note is tried anew that somebody else saves at the same time.
const MOST_ROUNDS: usize = 5;

/// So long the lock is waited for in silence.
const SILENCE: Duration = Duration::from_secs(1);

/// Whether notes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// They are.
    Write,
    /// It is only shown what would be written.
    Show,
}

/// What became of some requests.
#[derive(Debug, Default)]
pub(super) struct Edited {
    /// The notes that were written.
    pub(super) notes: Vec<EditedNote>,
    /// What became of each request, by what it is called.
    pub(super) outcomes: Vec<(String, Outcome)>,
}

/// A note that was written.
#[derive(Debug)]
pub(super) struct EditedNote {
    pub(super) path: String,
    pub(super) old: String,
    pub(super) new: String,
}

/// What became of one request.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The note says it now.
    Done,
    /// The note said it already.
    Fulfilled,
    /// It is not owed, or reads otherwise now.
    Stale,
    /// It cannot be done in this way.
    Declined(String),
    /// The note cannot safely be changed by us.
    Refused(String, Refusal),
    /// The note could not be read or written.
    Failed(DiskError),
    /// The note says it now, but may not do so after a power cut.
    Unsure(DiskError),
    /// Somebody else saves the note all the time.
    Busy,
}

impl Edited {
    /// Returns the lines that are new in the notes, `people/ada.md:12: - 2026-11-21: checked in`.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        self.notes.iter().flat_map(|note| {
            let lines = difference::new_lines(&note.old, &note.new);
            lines.into_iter().map(|(line, text)| format!("{}:{line}: {text}", note.path))
        })
    }

    /// Returns the places of those lines, `people/ada.md:12`.
    pub(super) fn places(&self) -> Vec<String> {
        let lines = self.notes.iter().flat_map(|note| {
            let lines = difference::new_lines(&note.old, &note.new);
            lines.into_iter().map(|(line, _)| format!("{}:{line}", note.path))
        });
        lines.collect()
    }

    /// Returns what is different in the notes, as `diff -u` shows it.
    pub(super) fn difference(&self) -> String {
        self.notes
            .iter()
            .map(|note| difference::unified(&note.path, &note.old, &note.new))
            .collect()
    }

    /// Adds what came of further requests.
    pub(super) fn add(&mut self, more: Edited) {
        self.notes.extend(more.notes);
        self.outcomes.extend(more.outcomes);
    }

    /// Returns how many requests are for something that is not owed.
    pub(super) fn n_stale(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Stale))
    }

    /// Returns how many requests had one of some outcomes.
    pub(super) fn count(&self, is_one: impl Fn(&Outcome) -> bool) -> usize {
        self.outcomes.iter().filter(|(_, outcome)| is_one(outcome)).count()
    }

    /// Returns how a command ends that had these outcomes, stale ones apart.
    pub(super) fn exit(&self) -> Exit {
        let is_failure =
            |outcome: &Outcome| matches!(outcome, Outcome::Failed(_) | Outcome::Unsure(_));
        let n_failed = self.count(is_failure);
        let n_refused = self.count(|outcome| {
            matches!(outcome, Outcome::Declined(_) | Outcome::Refused(..) | Outcome::Busy)
        });
        match (n_failed, n_refused) {
            (0, 0) => Exit::Done,
            (0, _) => Exit::Attention,
            _ => Exit::Failed,
        }
    }

    /// Tells whether something may be done when it is tried again.
    pub(super) fn is_unfinished(&self) -> bool {
        self.count(|outcome| matches!(outcome, Outcome::Failed(_) | Outcome::Busy)) > 0
    }

    /// Says what the notes say now, what they said already, and what could not be done.
    pub(super) fn tell(&self, err: &mut Stream) -> Result<(), Error> {
        for line in self.lines() {
            writeln!(err, "{line}")?;
        }
        self.tell_of_rest(err)
    }

    /// Says no more than how many notes say something new, and how much could not be done.
    pub(super) fn count_out(&self, err: &mut Stream) -> Result<(), Error> {
        let told = [(self.notes.len(), "changed"), (self.problems().len(), "not changed as asked")];
        for (n, what) in told.into_iter().filter(|(n, _)| *n > 0) {
            writeln!(err, "{}: {what}", counted(n, "note", "notes"))?;
        }
        Ok(())
    }

    /// Says what the notes said already, and what could not be done.
    pub(super) fn tell_of_rest(&self, err: &mut Stream) -> Result<(), Error> {
        for (name, outcome) in &self.outcomes {
            if matches!(outcome, Outcome::Fulfilled) {
                writeln!(err, "{name}: the note says so already")?;
            }
        }
        for problem in self.problems() {
            writeln!(err, "{problem}")?;
        }
        Ok(())
    }

    /// Returns what could not be done, and why, a line each.
    pub(super) fn problems(&self) -> Vec<String> {
        self.outcomes.iter().filter_map(|(name, outcome)| outcome.problem(name)).collect()
    }
}

impl Outcome {
    fn problem(&self, name: &str) -> Option<String> {
        let words = match self {
            Outcome::Done | Outcome::Fulfilled | Outcome::Stale => return None,
            Outcome::Declined(words) => format!("warning: {name} was not done: {words}"),
            Outcome::Refused(path, refusal) => format!(
                "warning: {path}:{}: {name} was not written: {}; {}",
                refusal.place.line, refusal.reason, refusal.help
            ),
            Outcome::Busy => {
                format!("warning: {name} was not written: its note changes all the time; try again")
            }
            Outcome::Failed(problem) => format!("error: {name} was not written: {problem}"),
            Outcome::Unsure(problem) => {
                format!("error: {name} was written, but perhaps not to the disk: {problem}")
            }
        };
        Some(visible(&words).into_owned())
    }
}

/// Takes the vault's lock; another keepwarm that writes is waited for, and after a while it is
/// said.
pub(super) fn lock(root: &Path, err: &mut Stream) -> Result<Lock, Error> {
    if let Some(lock) = Lock::take(root, SILENCE) {
        return Ok(lock);
    }
    writeln!(err, "another keepwarm is writing in this vault: waiting for it")?;
    loop {
        if let Some(lock) = Lock::take(root, Duration::MAX) {
            return Ok(lock);
        }
    }
}

/// Does what is asked for, as far as it can be done; `shown` is the page that the requests
/// come from. Whoever saves a note in the same instant wins: then it is planned anew.
pub(super) fn carry_out(
    index: &mut Index,
    today: Today,
    requests: Vec<Request>,
    shown: &Page,
    mode: Mode,
) -> Edited {
    let mut edited = Edited::default();
    let mut left = requests;
    for round in 0..MOST_ROUNDS {
        if left.is_empty() {
            break;
        }
        let mut plans = plan(index, today, &left, shown);
        let is_sure = |plan: &Plan| matches!(plan, Plan::Change(..) | Plan::Declined(_));
        if round == 0 && !plans.iter().all(is_sure) {
            // What others wrote may not have come to our ears yet.
            index.rescan(Instant::now());
            plans = plan(index, today, &left, shown);
        }
        left = follow(index, left.into_iter().zip(plans), mode, &mut edited);
    }
    edited.outcomes.extend(left.iter().map(|request| (name(request), Outcome::Busy)));
    edited
}

/// Returns what a request is called: the id, where there is one.
fn name(request: &Request) -> String {
    match request {
        Request::Tick(tick, _) => tick.id.clone(),
        Request::Item(id, _) => id.clone(),
        Request::Log { .. } => "the entry".to_owned(),
    }
}

fn plan(index: &Index, today: Today, requests: &[Request], shown: &Page) -> Vec<Plan> {
    let joined = Place::join(index);
    let vault = joined.vault();
    let agenda = rules::due(&vault, today);
    ticking::plan(&vault, &agenda, requests, shown)
}

/// Follows the plans, note by note, and returns the requests that are to be planned anew.
fn follow(
    index: &mut Index,
    planned: impl Iterator<Item = (Request, Plan)>,
    mode: Mode,
    edited: &mut Edited,
) -> Vec<Request> {
    let mut by_note: BTreeMap<String, Vec<(Request, Vec<Change>)>> = BTreeMap::new();
    for (request, plan) in planned {
        let outcome = match plan {
            Plan::Change(path, changes) => {
                by_note.entry(path).or_default().push((request, changes));
                continue;
            }
            Plan::Fulfilled => Outcome::Fulfilled,
            Plan::Stale => Outcome::Stale,
            Plan::Declined(words) => Outcome::Declined(words),
        };
        edited.outcomes.push((name(&request), outcome));
    }
    let paths: BTreeSet<String> = by_note.keys().cloned().collect();
    let mut left = Vec::new();
    for (path, wanted) in by_note {
        let (requests, changes): (Vec<Request>, Vec<Vec<Change>>) = wanted.into_iter().unzip();
        let names = || requests.iter().map(name);
        match note::edit(index, &path, &changes, mode) {
            Ok(Some(said)) => {
                edited.outcomes.extend(names().zip(said.outcomes));
                edited.notes.extend(said.note);
            }
            Ok(None) => left.extend(requests),
            Err(error) => {
                edited.outcomes.extend(names().map(|name| (name, Outcome::Failed(error.clone()))));
            }
        }
    }
    if mode == Mode::Write {
        index.refresh(&paths, Instant::now());
    }
    left
}
