//! Reading the ticks of the dashboard, and writing it.

use std::fs;
use std::io;
use std::mem::ManuallyDrop;
use std::path::Path;
use std::sync::Arc;

use crate::agenda::Agenda;
use crate::agenda::Item;
use crate::agenda::View;
use crate::date::Today;
use crate::diagnostic::At;
use crate::diagnostic::catalog;
use crate::disk;
use crate::disk::DiskError;
use crate::disk::Index;
use crate::disk::Replaced;
use crate::disk::Staged;
use crate::parallel;
use crate::redaction;
use crate::redaction::Shown;
use crate::render::markdown;
use crate::render::markdown::Tick;
use crate::rules;
use crate::settings::Settings;
use crate::text::Place;
use crate::ticking;
use crate::ticking::Dashboard;
use crate::ticking::Plan;
use crate::ticking::Request;
use crate::ticking::Wish;
use crate::vault;
use crate::vault::Problem;
use crate::vault::Vault;

use super::Error;
use super::edits;
use super::edits::Edited;
use super::edits::Mode;
use super::edits::Outcome;
use super::outputs;
use super::outputs::Unwritten;
use super::vault::Place as Here;

/// So often it is tried anew when somebody else saves the dashboard at the same time.
const MOST_TRIES: usize = 5;

/// What became of the dashboard.
pub(super) struct Written {
    /// What it holds now.
    pub(super) bytes: Arc<Vec<u8>>,
    /// Whether its bytes changed.
    pub(super) is_new: bool,
    /// How many of its boxes are ticked, although the notes do not say so yet.
    pub(super) n_ticked: usize,
    /// How many ticks are for something that is not owed, or no more.
    pub(super) n_stale: usize,
    /// Which of the configured outputs could not be written.
    pub(super) unwritten: Vec<Unwritten>,
}

/// Applies the ticks of the old dashboard to the notes, adding to `edited` what came of it, and
/// writes the new one and the configured outputs; what has not changed is left alone. Where `old`
/// is no more what is there by then, it is read again, and all is done anew. Whoever may
/// see the old one may see the new one, unless another `view` is asked for. `finish` is told what
/// was written, and what the ticks came to.
pub(super) fn refresh<T>(
    index: &mut Index,
    old: Old,
    today: Today,
    view: Option<View>,
    edited: &mut Edited,
    finish: impl FnOnce(&Agenda, Written, &Edited) -> T,
) -> Result<T, Error> {
    let mut first = Some(old);
    for _ in 0..MOST_TRIES {
        let again = || Old::of(index);
        let Old { bytes: old, mut ticks, view: old_view } = first.take().map_or_else(again, Ok)?;
        let bytes = old.as_deref().unwrap_or_default();
        let write_back = index.settings().write_back;
        let now = write_back.then(|| apply(index, today, &ticks, bytes, Mode::Write));
        let joined = Here::join(index);
        let vault = joined.vault();
        let agenda = rules::due(&vault, today);
        if let Some(now) = now {
            ticks = left(ticks, &now);
            // What is owed in a note that cannot be read just now may come back with it.
            if !agenda.is_in_part() {
                redaction::show(old_view, &vault, &agenda, |old| mark_stale(&mut ticks, &now, old));
            }
            edited.add(now);
        }
        let written = redaction::show(view.unwrap_or(old_view), &vault, &agenda, |shown| {
            let block = markdown::dashboard(shown.agenda, shown.vault.settings, &ticks);
            put(index.root(), shown, old, block)
        })?;
        if let Some(written) = written {
            let n_stale = markdown::stale(&ticks, &agenda).len();
            let n_ticked = ticks.len() - n_stale;
            let written = Written { n_ticked, n_stale, ..written };
            return Ok(finish(&agenda, written, edited));
        }
    }
    let path = index.root().join(&index.settings().dashboard);
    let words = format!("{} was not written: somebody else writes it all the time", path.display());
    Err(Error::Words(words))
}

/// The dashboard as it was when it was read.
pub(super) struct Old {
    /// Nothing where there was none.
    bytes: Option<Vec<u8>>,
    ticks: Vec<Tick>,
    view: View,
}

impl Old {
    /// Reads the dashboard of the vault whose notes are known.
    pub(super) fn of(index: &Index) -> Result<Old, Error> {
        Old::read(&index.root().join(&index.settings().dashboard))
    }

    /// Reads it from the file at `path`.
    pub(super) fn read(path: &Path) -> Result<Old, Error> {
        let bytes = read_old(path)?;
        let read = bytes.as_deref().unwrap_or_default();
        let (ticks, view) = (markdown::ticks(read), markdown::view(read));
        Ok(Old { bytes, ticks, view })
    }
}

/// Puts `block` into the file that holds `old`, and writes the configured outputs. `None` if
/// somebody else has saved the file by now.
fn put(
    root: &Path,
    shown: Shown,
    old: Option<Vec<u8>>,
    block: Vec<u8>,
) -> Result<Option<Written>, Error> {
    let settings = shown.vault.settings;
    stage(root, settings, old.as_deref(), block)?.put(root, shown, old.as_deref())
}

/// The dashboard's new bytes, ready to take their place.
struct Ready {
    bytes: Vec<u8>,
    /// Nothing where they are in their place already.
    staged: Option<Staged>,
}

/// Writes what the dashboard is to be beside the one that holds `old`.
fn stage(
    root: &Path,
    settings: &Settings,
    old: Option<&[u8]>,
    block: Vec<u8>,
) -> Result<Ready, Error> {
    let path = root.join(&settings.dashboard);
    let bytes = markdown::merge(old.unwrap_or_default(), block)
        .map_err(|error| Error::Words(format!("{} was not written: {error}", path.display())))?;
    let is_new = old != Some(bytes.as_slice());
    let staged = is_new.then(|| disk::stage(&path, &bytes)).transpose()?;
    Ok(Ready { bytes, staged })
}

impl Ready {
    /// Puts it in its place, and writes the configured outputs; `None` if that does not hold `old`
    /// any more.
    fn put(
        self,
        root: &Path,
        Shown { vault, agenda, .. }: Shown,
        old: Option<&[u8]>,
    ) -> Result<Option<Written>, Error> {
        let Ready { bytes, staged } = self;
        let is_new = staged.is_some();
        if let Some(staged) = staged
            && staged.put(old)? == Replaced::Changed
        {
            return Ok(None);
        }
        let unwritten = outputs::write(root, vault, agenda);
        let bytes = Arc::new(bytes);
        Ok(Some(Written { bytes, is_new, n_ticked: 0, n_stale: 0, unwritten }))
    }
}

/// What the dashboard is to say, where nothing is ticked in the old one.
pub(super) struct Page<'v> {
    pub(super) agenda: &'v Agenda<'v>,
    pub(super) shown: Shown<'v>,
    pub(super) block: Vec<u8>,
}

/// A page that is ready to take the place of the one that holds `old`.
pub(super) struct ReadyPage<'v, 'o> {
    agenda: &'v Agenda<'v>,
    shown: Shown<'v>,
    ready: Ready,
    old: &'o [u8],
}

/// Reckons what the dashboard is to say, and calls `then` with it.
pub(super) fn reckon<T>(
    index: &Index,
    today: Today,
    view: View,
    then: impl FnOnce(Page) -> T,
) -> T {
    let joined = Here::join(index);
    let vault = joined.vault();
    let agenda = rules::due(&vault, today);
    redaction::show(view, &vault, &agenda, |shown| {
        let block = markdown::dashboard(shown.agenda, shown.vault.settings, &[]);
        then(Page { agenda: &agenda, shown, block })
    })
}

impl<'v> Page<'v> {
    /// Writes it beside the dashboard that holds `old`.
    pub(super) fn stage<'o>(self, root: &Path, old: &'o [u8]) -> Result<ReadyPage<'v, 'o>, Error> {
        let Page { agenda, shown, block } = self;
        let ready = stage(root, shown.vault.settings, Some(old), block)?;
        Ok(ReadyPage { agenda, shown, ready, old })
    }
}

impl<'v> ReadyPage<'v, '_> {
    /// Puts it in its place; `None` if somebody else has saved the dashboard by now.
    pub(super) fn put(self, root: &Path) -> Result<Option<(&'v Agenda<'v>, Written)>, Error> {
        let ReadyPage { agenda, shown, ready, old } = self;
        let written = ready.put(root, shown, Some(old))?;
        Ok(written.map(|written| (agenda, written)))
    }
}

/// Shows what the ticks would change in the notes, and writes nothing.
pub(super) fn preview(index: &mut Index, today: Today) -> Result<Edited, Error> {
    let Old { bytes, ticks, .. } = Old::of(index)?;
    let (bytes, nothing) = (bytes.unwrap_or_default(), Edited::default());
    let write_back = index.settings().write_back;
    Ok(if write_back { apply(index, today, &ticks, &bytes, Mode::Show) } else { nothing })
}

/// Tells whether there is a dashboard of ours.
pub(super) fn exists(index: &Index) -> bool {
    let old = read_old(&index.root().join(&index.settings().dashboard));
    old.is_ok_and(|old| markdown::has_block(&old.unwrap_or_default()))
}

/// Applies the ticks that are a wish.
fn apply(index: &mut Index, today: Today, ticks: &[Tick], old: &[u8], mode: Mode) -> Edited {
    let requests = requests(ticks, today);
    if requests.is_empty() {
        return Edited::default();
    }
    edits::carry_out(index, today, requests, &Dashboard::read(old), mode)
}

fn requests(ticks: &[Tick], today: Today) -> Vec<Request> {
    let live = ticks.iter().filter(|tick| !tick.is_stale);
    let wishes = live
        .filter_map(|tick| Some(Request::Tick(tick.clone(), Wish::of_sign(tick.sign, today.0)?)));
    wishes.collect()
}

/// Returns the ticks that stay: those that could not be applied, and what was no wish.
fn left(mut ticks: Vec<Tick>, edited: &Edited) -> Vec<Tick> {
    let is_done = |outcome: &Outcome| {
        matches!(outcome, Outcome::Done | Outcome::Fulfilled | Outcome::Unsure(_))
    };
    ticks.retain(|tick| !outcome(edited, tick).is_some_and(is_done));
    ticks
}

/// Returns what became of a tick that was a wish.
fn outcome<'e>(edited: &'e Edited, tick: &Tick) -> Option<&'e Outcome> {
    let mut outcomes = edited.outcomes.iter().filter(|_| !tick.is_stale);
    outcomes.find(|(id, _)| *id == tick.id).map(|(_, outcome)| outcome)
}

/// Marks the wishes that meant nothing, or whose line is not what the dashboard would say now:
/// they must never come to mean something later.
fn mark_stale(ticks: &mut [Tick], edited: &Edited, Shown { vault, agenda, .. }: Shown) {
    let (settings, today) = (vault.settings, agenda.today);
    for tick in ticks {
        let is_same = |item: &Item| markdown::says(tick, item, today, settings);
        let is_wish = Wish::of_sign(tick.sign, today.0).is_some();
        tick.is_stale |= matches!(outcome(edited, tick), Some(Outcome::Stale))
            || is_wish && !item(agenda, tick).is_some_and(is_same);
    }
}

fn item<'a, 'v>(agenda: &'a Agenda<'v>, tick: &Tick) -> Option<&'a Item<'v>> {
    agenda.items.iter().find(|item| item.id.as_str() == tick.id)
}

/// Returns what a generated file holds now; `None` where there is none.
pub(super) fn read_old(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    let is_special = fs::symlink_metadata(path).is_ok_and(|metadata| !metadata.is_file());
    if is_special {
        // Opening a pipe or a device could hang; writing tells what is wrong with it.
        return Ok(None);
    }
    match fs::read(path) {
        Ok(old) => Ok(Some(old)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::Disk(DiskError::new("cannot read", path, error))),
    }
}

/// What somebody has ticked in the dashboard.
pub(super) struct Ticked {
    ticks: Vec<Tick>,
    dashboard: Dashboard,
}

impl Ticked {
    /// Reads what is ticked, and the notes beside it: both may take their time.
    pub(super) fn read(place: Here) -> (Ticked, ManuallyDrop<Index>) {
        let path = place.root.join(&place.settings.dashboard);
        let (index, ticked) = parallel::both(|| place.read(), || Ticked::read_file(&path));
        (ticked, index)
    }

    /// Reads what is ticked; a dashboard that cannot be read has nothing.
    fn read_file(path: &Path) -> Ticked {
        let old = read_old(path).ok().flatten().unwrap_or_default();
        let ticks = markdown::ticks(&old);
        let read = if ticks.is_empty() { [].as_slice() } else { &old };
        Ticked { ticks, dashboard: Dashboard::read(read) }
    }
}

/// Adds the ticks that mean nothing to the diagnostics.
pub(super) fn add_stale_ticks(ticked: &Ticked, vault: &Vault, agenda: &mut Agenda) {
    let Ticked { ticks, dashboard } = ticked;
    if ticks.is_empty() {
        return;
    }
    let path = &vault.settings.dashboard;
    let mut stale: Vec<&Tick> = markdown::stale(ticks, agenda);
    if vault.settings.write_back {
        let requests = requests(ticks, agenda.today);
        let plans = ticking::plan(vault, agenda, &requests, dashboard);
        let plan_of = |tick: &Tick| {
            let mut both = requests.iter().zip(&plans);
            both.find_map(|(request, plan)| match request {
                Request::Tick(asked, _) if asked == tick => Some(plan),
                _ => None,
            })
        };
        let is_stale = |tick: &&Tick| match plan_of(tick) {
            Some(plan) => *plan == Plan::Stale,
            None => stale.contains(tick),
        };
        stale = ticks.iter().filter(is_stale).collect();
    }
    let problems: Vec<Problem> = stale
        .into_iter()
        .map(|tick| {
            let place = Place { line: tick.line, column: 1 };
            let at = At::text(path, place, &tick.text);
            Problem::from(match item(agenda, tick) {
                Some(_) => catalog::stale_tick_changed(at, &tick.id),
                None => catalog::stale_tick(at, &tick.id),
            })
        })
        .collect();
    agenda.diagnostics = vault::merged(&agenda.diagnostics, problems);
}
