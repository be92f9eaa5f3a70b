//! Who wrote the dashboard last. Our own writing is no reason to write; somebody else's is, but
//! two who do not agree must not write by turns for ever.

use std::path::Path;
use std::time::Duration;
use std::time::Instant;

use crate::disk::DOUBT;
use crate::render::markdown::Page;
use crate::render::markdown::Tick;

use super::super::dashboard::Dashboard;
use super::super::dashboard::Written;

/// So long a further change by others may take us to correct, at most.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// The dashboard as we left it.
#[derive(Debug)]
pub(super) struct Guard {
    ours: Option<Dashboard>,
    /// Whether it was just so when we last looked.
    is_ours: bool,
    /// Whether a box of it is ticked.
    is_ticked: bool,
    /// When we last corrected what somebody else wrote.
    corrected: Option<Instant>,
    /// How long to wait before we do it again: longer each time, if it goes on.
    pause: Duration,
    /// Whether somebody else's text is waiting to be corrected.
    is_waiting: bool,
    /// Since when it has been missing, empty or cut short, as it is while an editor saves it.
    half_saved: Option<Instant>,
}

impl Guard {
    pub(super) fn new() -> Guard {
        Guard {
            ours: None,
            is_ours: false,
            is_ticked: false,
            corrected: None,
            pause: Duration::ZERO,
            is_waiting: false,
            half_saved: None,
        }
    }

    /// Remembers what we have just written.
    pub(super) fn wrote(&mut self, written: Written, now: Instant) {
        self.is_ticked = written.n_ticked + written.n_stale > 0;
        self.ours = Some(written.dashboard);
        self.half_saved = None;
        if std::mem::take(&mut self.is_waiting) {
            let is_calm = self.corrected.is_none_or(|at| now >= at + 2 * LONGEST_PAUSE);
            let pause = if is_calm { Duration::ZERO } else { self.pause };
            self.pause = (pause * 2).clamp(Duration::from_millis(500), LONGEST_PAUSE);
            self.corrected = Some(now);
        }
    }

    /// Tells whether somebody else has changed or deleted the dashboard, and it is time to write
    /// it again. A tick is never kept waiting.
    pub(super) fn is_foreign(&mut self, path: &Path, now: Instant) -> bool {
        let ours = self.ours.as_ref().and_then(|ours| ours.file.as_ref());
        self.is_ours = match ours {
            Some(ours) => ours.is_of(path).is_ok_and(|is_ours| is_ours),
            None => !path.symlink_metadata().is_ok_and(|metadata| metadata.is_file()),
        };
        if self.is_ours {
            self.is_waiting = false;
            self.half_saved = None;
            return false;
        }
        let theirs = Dashboard::read(path).ok().map(|theirs| theirs.page);
        let is_whole = theirs.as_ref().is_some_and(Page::has_block);
        if self.ours.is_some() && !is_whole {
            // An editor may be about to fill it: what it saves must not be lost to ours.
            self.is_waiting = false;
            return now >= *self.half_saved.get_or_insert(now) + DOUBT;
        }
        self.half_saved = None;
        let ticks = |page: Option<&Page>| page.map_or_else(Vec::new, |page| page.ticks.clone());
        let ours = self.ours.as_ref().map(|ours| &ours.page);
        let is_ticked = has_new_tick(&ticks(ours), &ticks(theirs.as_ref()));
        self.is_waiting = !is_ticked;
        is_ticked || self.next().is_none_or(|at| now >= at)
    }

    /// Returns the dashboard, if it was as we left it when we last looked, and nothing
    /// in it is ticked.
    pub(super) fn as_left(&self) -> Option<&Dashboard> {
        let is_left = self.is_ours && !self.is_ticked;
        self.ours.as_ref().filter(|_| is_left)
    }

    /// Tells whether somebody is probably saving the dashboard right now: then it must not be
    /// written.
    pub(super) fn is_half_saved(&self, now: Instant) -> bool {
        self.half_saved.is_some_and(|since| now < since + DOUBT)
    }

    /// Returns when the dashboard is to be looked at again.
    pub(super) fn next(&self) -> Option<Instant> {
        let correction = self.corrected.filter(|_| self.is_waiting).map(|at| at + self.pause);
        correction.or(self.half_saved.map(|since| since + DOUBT))
    }
}

/// Tells whether `theirs` has a tick that `ours` has not.
fn has_new_tick(ours: &[Tick], theirs: &[Tick]) -> bool {
    let is_known =
        |tick: &Tick| ours.iter().any(|known| known.id == tick.id && known.sign == tick.sign);
    theirs.iter().any(|tick| !tick.is_stale && !is_known(tick))
}
