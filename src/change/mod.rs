//! Saying something in a note: a wish becomes the smallest edits, and everything else in the note
//! stays as its author left it.

use std::fmt;

use crate::date::Date;
use crate::note::Reply;
use crate::settings::Settings;
use crate::text::Place;

/// One thing to say in a note (SPEC §5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The task is done on that day; a recurring one gets its next occurrence.
    Complete(TaskAt, Date),
    /// The task is not needed.
    Cancel(TaskAt),
    /// The task is due on that day.
    Postpone(TaskAt, Date),
    /// Somebody was thanked, or need not be.
    Thank {
        /// By which means.
        means: Means,
        /// Whom.
        whom: Whom,
        /// When, or that it is not needed.
        thanked: Thanked,
    },
    /// There was contact on that day: an entry in the log, `2026-11-21: checked in`.
    Log(Date, String),
    /// The owner asked for a meeting on that day.
    ReachOut(Date),
    /// They are to be left in peace until that day.
    Snooze(Date),
    /// They answered.
    Reply(Reply),
}

/// A task in a note, and how to know it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskAt {
    /// Its line, from one.
    pub line: u32,
    /// Its text, as [`crate::note::Task::text`] has it.
    pub text: String,
}

/// How somebody is thanked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// By e-mail: `thank_you_email`.
    Email,
    /// By a handwritten note: `thank_you_note`.
    Note,
}

/// Who is thanked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// Everyone at the meeting: one value.
    Everyone,
    /// One of them: an entry of a list.
    One {
        /// How to write them, `[[Ada Lovelace]]`.
        written: String,
        /// Where the list speaks of them already.
        entry: Option<Place>,
    },
}

/// What is to be said of somebody's thanks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thanked {
    /// They were thanked on that day.
    On(Date),
    /// They need not be.
    Skipped,
}

/// Why a note cannot safely be changed by us, and where to change it by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Where.
    pub place: Place,
    /// Why, in one clause.
    pub reason: String,
    /// What to write there.
    pub help: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.reason)
    }
}

/// Returns the text of the note at `path` with all `changes` in it, and nothing else changed.
///
/// # Errors
///
/// Refuses all of them where one cannot be made safely, or is no longer about what is there.
pub fn apply(
    path: &str,
    text: &str,
    changes: &[Change],
    settings: &Settings,
) -> Result<String, Refusal> {
    let _ = (path, text, changes, settings);
    Err(Refusal {
        place: Place::START,
        reason: "notes cannot be changed yet".to_owned(),
        help: "write it by hand".to_owned(),
    })
}
