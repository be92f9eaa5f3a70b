//! From requests to changed notes: the one way in which a note is ever written.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;
use std::time::Duration;
use std::time::Instant;

use crate::change;
use crate::change::Change;
use crate::change::Refusal;
use crate::date::Today;
use crate::disk;
use crate::disk::DiskError;
use crate::disk::Index;
use crate::disk::Lock;
use crate::disk::Replaced;
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
    Busy(String),
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
            matches!(outcome, Outcome::Declined(_) | Outcome::Refused(..) | Outcome::Busy(_))
        });
        match (n_failed, n_refused) {
            (0, 0) => Exit::Done,
            (0, _) => Exit::Attention,
            _ => Exit::Failed,
        }
    }

    /// Says what the notes say now, what they said already, and what could not be done.
    pub(super) fn tell(&self, err: &mut Stream) -> Result<(), Error> {
        for line in self.lines() {
            writeln!(err, "{line}")?;
        }
        self.tell_of_rest(err)
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
            Outcome::Busy(path) => format!(
                "warning: {path}: {name} was not written: the note changes all the time; try again"
            ),
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

/// Does what is asked for, as far as it can be done; `shown` are all ids of the dashboard that the
/// requests come from. Who saves a note in the same instant wins: then it is planned anew.
pub(super) fn carry_out(
    index: &mut Index,
    today: Today,
    requests: &[Request],
    shown: &[String],
    mode: Mode,
) -> Edited {
    let mut notes = Vec::new();
    let mut outcomes: Vec<Option<Outcome>> = requests.iter().map(|_| None).collect();
    let mut busy: BTreeMap<usize, String> = BTreeMap::new();
    let mut is_fresh = false;
    for _ in 0..MOST_ROUNDS {
        let open: Vec<usize> =
            (0..requests.len()).filter(|number| outcomes[*number].is_none()).collect();
        if open.is_empty() {
            break;
        }
        let left: Vec<Request> = open.iter().map(|number| requests[*number].clone()).collect();
        let mut plans = plan(index, today, &left, shown);
        let is_final = |plan: &Plan| matches!(plan, Plan::Change(..) | Plan::Declined(_));
        if !is_fresh && !plans.iter().all(is_final) {
            // What others wrote may not have come to our ears yet.
            index.rescan(Instant::now());
            is_fresh = true;
            plans = plan(index, today, &left, shown);
        }
        let mut by_note: BTreeMap<String, Vec<Wanted>> = BTreeMap::new();
        for (number, plan) in open.into_iter().zip(plans) {
            outcomes[number] = match plan {
                Plan::Change(path, changes) => {
                    by_note.entry(path).or_default().push(Wanted { number, changes });
                    None
                }
                Plan::Fulfilled => Some(Outcome::Fulfilled),
                Plan::Stale => Some(Outcome::Stale),
                Plan::Declined(words) => Some(Outcome::Declined(words)),
            };
        }
        let paths: BTreeSet<String> = by_note.keys().cloned().collect();
        for (path, wanted) in by_note {
            let told = edit(index, &path, &wanted, mode);
            busy.extend(wanted.iter().map(|wanted| (wanted.number, path.clone())));
            notes.extend(told.note);
            for (number, outcome) in told.outcomes {
                outcomes[number] = Some(outcome);
            }
        }
        if mode == Mode::Write {
            index.refresh(&paths, Instant::now());
        }
    }
    let outcomes = outcomes.into_iter().enumerate().map(|(number, outcome)| {
        let path = busy.remove(&number).unwrap_or_default();
        (name(&requests[number]), outcome.unwrap_or(Outcome::Busy(path)))
    });
    Edited { outcomes: outcomes.collect(), notes }
}

/// Returns what a request is called: the id, where there is one.
fn name(request: &Request) -> String {
    match request {
        Request::Tick(tick, _) => tick.id.clone(),
        Request::Item(id, _) => id.clone(),
        Request::Log { .. } => "the entry".to_owned(),
    }
}

fn plan(index: &Index, today: Today, requests: &[Request], shown: &[String]) -> Vec<Plan> {
    let vault = Place::join(index);
    let agenda = rules::due(&vault, today);
    ticking::plan(&vault, &agenda, requests, shown)
}

/// What one request wants said in a note.
struct Wanted {
    /// Which request.
    number: usize,
    changes: Vec<Change>,
}

/// What became of one note; whoever is not among the outcomes is to be planned anew.
#[derive(Default)]
struct Told {
    note: Option<EditedNote>,
    outcomes: Vec<(usize, Outcome)>,
}

/// Says everything in one note that is wanted there, in one write.
fn edit(index: &Index, path: &str, wanted: &[Wanted], mode: Mode) -> Told {
    let fail = |error: DiskError| {
        let outcome = |wanted: &Wanted| (wanted.number, Outcome::Failed(error.clone()));
        Told { note: None, outcomes: wanted.iter().map(outcome).collect() }
    };
    let bytes = match index.bytes_as_read(path) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Told::default(),
        Err(error) => return fail(error),
    };
    // What is no text was not read as a note of ours.
    let Ok(old) = String::from_utf8(bytes) else { return Told::default() };
    let (new, mut outcomes) = apply(index, path, &old, wanted);
    let Some(new) = new else { return Told { note: None, outcomes } };
    if mode == Mode::Write && new != old {
        let file = index.root().join(path);
        match disk::replace(&file, Some(old.as_bytes()), new.as_bytes()) {
            Ok(Replaced::Yes) => {}
            Ok(Replaced::Changed) => return Told::default(),
            // It happened after all, but the system will not say that it is on the disk.
            Err(error) if fs::read(&file).is_ok_and(|now| now == new.as_bytes()) => {
                let outcome = |wanted: &Wanted| (wanted.number, Outcome::Unsure(error.clone()));
                outcomes.extend(wanted.iter().map(outcome));
            }
            Err(error) => return fail(error),
        }
    }
    let refused: BTreeSet<usize> = outcomes.iter().map(|(number, _)| *number).collect();
    let done = wanted.iter().filter(|wanted| !refused.contains(&wanted.number));
    outcomes.extend(done.map(|wanted| (wanted.number, Outcome::Done)));
    Told { note: Some(EditedNote { path: path.to_owned(), old, new }), outcomes }
}

/// Returns the new text, if anything can be said, and who is refused.
fn apply(
    index: &Index,
    path: &str,
    old: &str,
    wanted: &[Wanted],
) -> (Option<String>, Vec<(usize, Outcome)>) {
    let apply = |wanted: &[&Wanted]| {
        let changes: Vec<Change> =
            wanted.iter().flat_map(|wanted| wanted.changes.iter().cloned()).collect();
        apply_all(index, path, old, &changes)
    };
    let refuse =
        |wanted: &Wanted, refusal| (wanted.number, Outcome::Refused(path.to_owned(), refusal));
    let all: Vec<&Wanted> = wanted.iter().collect();
    if let Ok(new) = apply(&all) {
        return (Some(new), Vec::new());
    }
    // One that cannot be done must not stop the others.
    let mut refused = Vec::new();
    let mut others = Vec::new();
    for wanted in all {
        match apply(&[wanted]) {
            Ok(_) => others.push(wanted),
            Err(refusal) => refused.push(refuse(wanted, refusal)),
        }
    }
    if others.is_empty() {
        return (None, refused);
    }
    match apply(&others) {
        Ok(new) => (Some(new), refused),
        Err(refusal) => {
            refused.extend(others.into_iter().map(|wanted| refuse(wanted, refusal.clone())));
            (None, refused)
        }
    }
}

/// A fault of ours in one note must not cost the others.
fn apply_all(index: &Index, path: &str, old: &str, changes: &[Change]) -> Result<String, Refusal> {
    let apply = || change::apply(path, old, changes, index.settings());
    catch_unwind(AssertUnwindSafe(apply)).unwrap_or_else(|_| {
        Err(Refusal {
            place: crate::text::Place::START,
            reason: "keepwarm failed on it".to_owned(),
            help: "write it by hand".to_owned(),
        })
    })
}
