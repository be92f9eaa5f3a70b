//! What happens in quick succession: gathered until it is quiet.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;
use std::time::Instant;

use crate::disk::Event;
use crate::disk::WatchError;

/// A burst of events is over when nothing came for so long,
const QUIET: Duration = Duration::from_millis(50);
/// or when it has lasted for so long.
const LONGEST: Duration = Duration::from_millis(500);
/// When nothing came for so long, a look is worth while, although more may come.
const PAUSE: Duration = Duration::from_millis(5);

/// What wakes the loop.
pub(super) enum Message {
    /// The system says something of a file.
    Event(Event),
    /// The desktop could not show a notice.
    NotShown(String),
    /// Somebody ends the watch.
    Stop,
}

/// What happened until there was a pause.
#[derive(Debug)]
pub(super) struct Burst {
    /// The files that something was said of.
    pub(super) paths: BTreeSet<PathBuf>,
    /// Whether events were lost.
    pub(super) is_lossy: bool,
    /// Why the system cannot watch any more.
    pub(super) failure: Option<WatchError>,
    /// Why the desktop showed no notice.
    pub(super) not_shown: Option<String>,
    /// Whether the watch is to end.
    pub(super) is_last: bool,
    /// Whether it goes on from another one.
    pub(super) is_more: bool,
    /// When it began, and when the last thing happened; `None` where nothing did.
    time: Option<(Instant, Instant)>,
}

impl Burst {
    /// Waits for something to happen, at most for `wait`, and then for a pause.
    pub(super) fn gather(messages: &Receiver<Message>, wait: Duration) -> Burst {
        let mut burst = Burst {
            paths: BTreeSet::new(),
            is_lossy: false,
            failure: None,
            not_shown: None,
            is_last: false,
            is_more: false,
            time: None,
        };
        burst.take_in(messages, wait);
        burst
    }

    /// Waits until it is quiet. Returns what came instead, up to the next pause; nothing if it
    /// was quiet, or if this has gone on for too long.
    pub(super) fn go_on(&self, messages: &Receiver<Message>) -> Option<Burst> {
        let (start, last) = self.time?;
        let left = (start + LONGEST).checked_duration_since(Instant::now())?;
        // Even where it took longer to get here, what has come meanwhile is taken in.
        let wait = (last + QUIET).saturating_duration_since(Instant::now()).min(left);
        let mut more = Burst::gather(messages, wait);
        let (_, last) = more.time?;
        more.time = Some((start, last));
        more.is_more = true;
        Some(more)
    }

    fn take_in(&mut self, messages: &Receiver<Message>, mut wait: Duration) {
        loop {
            match messages.recv_timeout(wait) {
                Ok(Message::Event(Event::Touched(paths))) => self.paths.extend(paths),
                Ok(Message::Event(Event::Lost)) => self.is_lossy = true,
                Ok(Message::Event(Event::Failed(error))) => self.failure = Some(error),
                Ok(Message::NotShown(why)) => self.not_shown = Some(why),
                Ok(Message::Stop) => self.is_last = true,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
            }
            let now = Instant::now();
            let (start, _) = *self.time.insert((self.time.map_or(now, |(start, _)| start), now));
            if self.is_last || now >= start + LONGEST {
                return;
            }
            wait = PAUSE;
        }
    }
}
