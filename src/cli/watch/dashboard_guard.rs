//! Who wrote the dashboard last. Our own writing is no reason to write; somebody else's is, but
//! two who do not agree must not write by turns for ever.

use std::fs;
use std::path::Path;
use std::time::Duration;
use std::time::Instant;

/// So long a further change by others may take us to correct, at most.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

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
}

impl Guard {
    pub(super) fn new() -> Guard {
        Guard { ours: None, corrected: None, pause: Duration::ZERO, is_waiting: false }
    }

    /// Remembers what we have just written.
    pub(super) fn wrote(&mut self, bytes: Vec<u8>, now: Instant) {
        self.ours = Some(bytes);
        if std::mem::take(&mut self.is_waiting) {
            let is_calm = self.corrected.is_none_or(|at| now >= at + 2 * LONGEST_PAUSE);
            let pause = if is_calm { Duration::ZERO } else { self.pause };
            self.pause = (pause * 2).clamp(Duration::from_millis(500), LONGEST_PAUSE);
            self.corrected = Some(now);
        }
    }

    /// Tells whether somebody else has changed or deleted the dashboard, and it is time to write
    /// it again.
    pub(super) fn is_foreign(&mut self, path: &Path, now: Instant) -> bool {
        let theirs = fs::read(path).ok();
        // Nobody deletes by turns: what is missing is written at once.
        let is_missing = theirs.is_none() && self.ours.is_some();
        self.is_waiting = !is_missing && theirs != self.ours;
        is_missing || self.is_waiting && self.next().is_none_or(|at| now >= at)
    }

    /// Returns when somebody else's text is to be corrected.
    pub(super) fn next(&self) -> Option<Instant> {
        self.corrected.filter(|_| self.is_waiting).map(|at| at + self.pause)
    }
}
