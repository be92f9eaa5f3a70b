//! Who wrote the dashboard last. Our own writing is no reason to write; somebody else's is, but
//! two who do not agree must not write by turns for ever.

use std::fs;
use std::path::Path;
use std::time::Duration;
use std::time::Instant;

use crate::render::markdown;
use crate::render::markdown::Tick;

/// So long a further change by others may take us to correct, at most.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// So long a dashboard that is empty or cut short is taken for one that is being saved.
const DOUBT: Duration = Duration::from_secs(2);

/// The dashboard as we left it.
#[derive(Debug)]
pub(super) struct Guard {
    ours: Option<Vec<u8>>,
    /// When we last corrected what somebody else wrote.
    corrected: Option<Instant>,
    /// How long to wait before we do it again: longer each time, if it goes on.
    pause: Duration,
    /// Whether somebody else's text is waiting to be corrected.
    is_waiting: bool,
    /// When we looked at it last.
    looked: Option<Instant>,
    /// Since when it is empty or cut short, as it is while an editor saves it.
    half_saved: Option<Instant>,
}

impl Guard {
    pub(super) fn new() -> Guard {
        Guard {
            ours: None,
            corrected: None,
            pause: Duration::ZERO,
            is_waiting: false,
            looked: None,
            half_saved: None,
        }
    }

    /// Remembers what we have just written.
    pub(super) fn wrote(&mut self, bytes: Vec<u8>, now: Instant) {
        self.ours = Some(bytes);
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
        let theirs = fs::read(path).ok();
        // Nobody deletes by turns: what is missing is written at once.
        let is_missing = theirs.is_none() && self.ours.is_some();
        let ours = self.ours.as_deref().unwrap_or_default();
        let is_half = theirs.as_ref().is_some_and(|theirs| !markdown::has_block(theirs));
        self.half_saved = (is_half && !ours.is_empty()).then(|| self.half_saved.unwrap_or(now));
        let is_ticked = theirs.as_deref().is_some_and(|theirs| has_new_tick(ours, theirs));
        self.is_waiting = !is_missing && !is_ticked && theirs != self.ours;
        self.looked = Some(now);
        is_missing || is_ticked || self.is_waiting && self.due().is_none_or(|at| now >= at)
    }

    /// Tells whether somebody is probably saving the dashboard right now: then it must not be
    /// written.
    pub(super) fn is_half_saved(&self, now: Instant) -> bool {
        self.half_saved.is_some_and(|since| now < since + DOUBT)
    }

    /// Returns when somebody else's text is to be corrected, unless that was tried already.
    pub(super) fn next(&self) -> Option<Instant> {
        let is_to_come = |at: &Instant| self.looked.is_none_or(|looked| *at > looked);
        self.due().filter(|at| self.is_waiting && is_to_come(at))
    }

    fn due(&self) -> Option<Instant> {
        let doubt = self.half_saved.map(|since| since + DOUBT);
        self.corrected.map(|at| at + self.pause).max(doubt)
    }
}

/// Tells whether `theirs` has a tick that `ours` has not.
fn has_new_tick(ours: &[u8], theirs: &[u8]) -> bool {
    if ours == theirs {
        return false;
    }
    let ours = markdown::ticks(ours);
    let is_known =
        |tick: &Tick| ours.iter().any(|known| known.id == tick.id && known.sign == tick.sign);
    markdown::ticks(theirs).iter().any(|tick| !tick.is_stale && !is_known(tick))
}
