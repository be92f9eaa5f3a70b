//! Reading the ticks of the dashboard, and writing it.

use std::io;
use std::io::Write;
use std::mem::ManuallyDrop;
use std::ops::Range;
use std::path::Path;

use crate::agenda::Agenda;
use crate::agenda::Item;
use crate::agenda::View;
use crate::date::Today;
use crate::diagnostic::At;
use crate::diagnostic::catalog;
use crate::disk::DiskError;
use crate::disk::Fingerprint;
use crate::disk::Index;
use crate::disk::Replaced;
use crate::disk::Revision;
use crate::disk::Staged;
use crate::parallel;
use crate::redaction;
use crate::redaction::Shown;
use crate::render::markdown;
use crate::render::markdown::Frame;
use crate::render::markdown::Ids;
use crate::render::markdown::Page;
use crate::render::markdown::Reader;
use crate::render::markdown::Tick;
use crate::rules;
use crate::text::Place;
use crate::ticking;
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
    /// What it is now.
    pub(super) dashboard: Dashboard,
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
    old: Dashboard,
    today: Today,
    view: Option<View>,
    edited: &mut Edited,
    finish: impl FnOnce(&Agenda, Written, &Edited) -> T,
) -> Result<T, Error> {
    let mut first = Some(old);
    for _ in 0..MOST_TRIES {
        let old = first.take().map_or_else(|| Dashboard::of(index), Ok)?;
        let (mut ticks, old_view) = (old.page.ticks.clone(), old.page.view);
        let write_back = index.settings().write_back;
        let now = write_back.then(|| apply(index, today, &old.page, Mode::Write));
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
            let settings = shown.vault.settings;
            let lay_out: LayOut =
                &mut |page| markdown::dashboard(shown.agenda, settings, &ticks, page);
            let new = NewPage { agenda: &agenda, shown, ticks: &ticks, lay_out };
            let written = new.stage(index.root(), &old)?.put(index.root())?;
            Ok::<_, Error>(written.map(|(_, written)| written))
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

/// The dashboard as it was read, or as we left it, but for its bytes.
#[derive(Debug)]
pub(super) struct Dashboard {
    pub(super) page: Page,
    /// Nothing where there is none.
    pub(super) file: Option<Fingerprint>,
}

impl Dashboard {
    /// Reads the dashboard of the vault whose notes are known.
    pub(super) fn of(index: &Index) -> Result<Dashboard, Error> {
        Dashboard::read(&index.root().join(&index.settings().dashboard))
    }

    /// Reads it from the file at `path`.
    pub(super) fn read(path: &Path) -> Result<Dashboard, Error> {
        let read = Dashboard::read_with(path, Ids::Ticked)?;
        // A tick means what it says only where the ids around it are known, too.
        if read.page.ticks.is_empty() { Ok(read) } else { Dashboard::read_with(path, Ids::All) }
    }

    fn read_with(path: &Path, ids: Ids) -> Result<Dashboard, Error> {
        let mut reader = Reader::new(ids);
        let file = Fingerprint::read(path, &mut |piece| reader.read(piece)).map_err(Error::Disk)?;
        Ok(Dashboard { page: reader.end(), file })
    }
}

/// Writes a block into its page.
pub(super) type LayOut<'p> = &'p mut dyn FnMut(&mut (dyn Write + Send)) -> io::Result<()>;

/// What the dashboard is to say.
pub(super) struct NewPage<'v, 'p> {
    pub(super) agenda: &'v Agenda<'v>,
    pub(super) shown: Shown<'v>,
    /// What stays ticked in it.
    pub(super) ticks: &'p [Tick],
    pub(super) lay_out: LayOut<'p>,
}

/// The new dashboard, ready to take the place of the old.
pub(super) struct Ready<'v, 'o> {
    agenda: &'v Agenda<'v>,
    shown: Shown<'v>,
    staged: Staged<'o>,
    dashboard: Dashboard,
}

/// Reckons what the dashboard is to say where nothing is ticked, and calls `then` with it.
pub(super) fn reckon<T>(
    index: &Index,
    today: Today,
    view: View,
    then: impl FnOnce(NewPage) -> T,
) -> T {
    let joined = Here::join(index);
    let vault = joined.vault();
    let agenda = rules::due(&vault, today);
    redaction::show(view, &vault, &agenda, |shown| {
        let settings = shown.vault.settings;
        let lay_out: LayOut = &mut |page| markdown::dashboard(shown.agenda, settings, &[], page);
        then(NewPage { agenda: &agenda, shown, ticks: &[], lay_out })
    })
}

impl<'v> NewPage<'v, '_> {
    /// Writes it beside the dashboard that was `old`, if it says anything else.
    pub(super) fn stage<'o>(self, root: &Path, old: &'o Dashboard) -> Result<Ready<'v, 'o>, Error> {
        let NewPage { agenda, shown, ticks, lay_out } = self;
        let path = root.join(&shown.vault.settings.dashboard);
        let frame = old.page.frame.as_ref().map_err(|error| {
            Error::Words(format!("{} was not written: {error}", path.display()))
        })?;
        let (staged, frame) = write(&path, old.file.as_ref(), frame, lay_out)
            .map_err(|error| Error::Disk(DiskError::new("cannot write", &path, error)))?;
        let (ticks, view) = (ticks.to_vec(), shown.agenda.view);
        let page = Page { ticks, ids: Vec::new(), view, frame: Ok(frame) };
        let dashboard = Dashboard { page, file: Some(staged.fingerprint()) };
        Ok(Ready { agenda, shown, staged, dashboard })
    }
}

/// Writes a block into its frame, with what stands around that in the file that was `old`.
fn write<'o>(
    path: &Path,
    old: Option<&'o Fingerprint>,
    frame: &Frame,
    lay_out: LayOut,
) -> io::Result<(Staged<'o>, Frame)> {
    let Range { start, end } = frame.range;
    let mut revision = Revision::new(path, old);
    revision.keep(0..start)?;
    let mut block = frame.fit(&mut revision);
    lay_out(&mut block)?;
    block.end()?;
    let frame = frame.with(start..revision.length());
    revision.keep(end..old.map_or(end, Fingerprint::length))?;
    Ok((revision.stage()?, frame))
}

impl<'v> Ready<'v, '_> {
    /// Puts it in its place, and writes the configured outputs; `None` if somebody else has saved
    /// the dashboard by now.
    pub(super) fn put(self, root: &Path) -> Result<Option<(&'v Agenda<'v>, Written)>, Error> {
        let Ready { agenda, shown, staged, dashboard } = self;
        let is_new = staged.is_new();
        if staged.put()? == Replaced::Changed {
            return Ok(None);
        }
        let unwritten = outputs::write(root, shown.vault, shown.agenda);
        let written = Written { dashboard, is_new, n_ticked: 0, n_stale: 0, unwritten };
        Ok(Some((agenda, written)))
    }
}

/// Shows what the ticks would change in the notes, and writes nothing.
pub(super) fn preview(index: &mut Index, today: Today) -> Result<Edited, Error> {
    let page = Dashboard::of(index)?.page;
    let write_back = index.settings().write_back;
    Ok(if write_back { apply(index, today, &page, Mode::Show) } else { Edited::default() })
}

/// Applies the ticks that are a wish.
fn apply(index: &mut Index, today: Today, page: &Page, mode: Mode) -> Edited {
    let requests = requests(&page.ticks, today);
    if requests.is_empty() {
        return Edited::default();
    }
    edits::carry_out(index, today, requests, page, mode)
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

/// Reads what is ticked, and the notes beside it: both may take their time. A dashboard that cannot
/// be read has nothing.
pub(super) fn read_ticked(place: Here) -> (Page, ManuallyDrop<Index>) {
    let path = place.root.join(&place.settings.dashboard);
    let (index, read) = parallel::both(|| place.read(), || Dashboard::read(&path));
    (read.map_or_else(|_| Page::read(b""), |read| read.page), index)
}

/// Adds the ticks that mean nothing to the diagnostics.
pub(super) fn add_stale_ticks(page: &Page, vault: &Vault, agenda: &mut Agenda) {
    let ticks = &page.ticks;
    if ticks.is_empty() {
        return;
    }
    let path = &vault.settings.dashboard;
    let mut stale: Vec<&Tick> = markdown::stale(ticks, agenda);
    if vault.settings.write_back {
        let requests = requests(ticks, agenda.today);
        let plans = ticking::plan(vault, agenda, &requests, page);
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
