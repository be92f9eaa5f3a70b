//! Saying something in a note: a wish becomes the smallest edits, and everything else in the note
//! stays as its author left it.

mod check;
mod contact;
mod key;
mod log;
mod reading;
mod recurrence;
mod spelling;
mod task;
mod thanks;

use std::fmt;

use crate::date::Date;
use crate::note::Content;
use crate::note::Reply;
use crate::settings::Key;
use crate::settings::Settings;
use crate::text;
use crate::text::Edit;
use crate::text::Place;
use crate::text::splice;

use reading::Reading;

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

impl Refusal {
    fn new(place: Place, reason: impl Into<String>, help: impl Into<String>) -> Refusal {
        Refusal { place, reason: reason.into(), help: help.into() }
    }

    fn on_line(line: u32, reason: impl Into<String>, help: impl Into<String>) -> Refusal {
        Refusal::new(Place { line, column: 1 }, reason, help)
    }
}

/// How many bytes `2026-11-21` has.
const LENGTH_OF_DATE: usize = 10;

/// What is to be written for a change, and what the note then says.
struct Plan {
    /// The smallest edits, in their order; none where the note says it already.
    edits: Vec<Edit>,
    /// What the note says with them.
    content: Content,
    /// The key that they change, unless they change the body.
    key: Option<Key>,
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
    let mut draft = Draft { original: text, text: text.to_owned(), edits: Vec::new() };
    for change in changes {
        let reading = Reading::of(path, &draft.text, settings)?;
        let plan = plan(&reading, change, &draft)?;
        if plan.edits.is_empty() {
            continue;
        }
        let text = splice(&draft.text, &plan.edits);
        check::check(&reading, &plan, path, &text, settings)?;
        draft.edits.push(plan.edits);
        draft.text = text;
    }
    Ok(draft.text)
}

fn plan(reading: &Reading, change: &Change, draft: &Draft) -> Result<Plan, Refusal> {
    match change {
        Change::Complete(at, on) => task::complete(reading, &draft.task(at), *on),
        Change::Cancel(at) => task::cancel(reading, &draft.task(at)),
        Change::Postpone(at, to) => task::postpone(reading, &draft.task(at), *to),
        Change::Thank { means, whom, thanked } => {
            thanks::thank(reading, *means, &draft.whom(whom), *thanked)
        }
        Change::Log(on, text) => log::log(reading, *on, text),
        Change::ReachOut(on) => contact::reach_out(reading, *on),
        Change::Snooze(until) => contact::snooze(reading, *until),
        Change::Reply(reply) => contact::reply(reading, *reply),
    }
}

/// A note's text with some changes made, and how it came to be.
struct Draft<'t> {
    original: &'t str,
    text: String,
    /// The edits of each change.
    edits: Vec<Vec<Edit>>,
}

impl Draft<'_> {
    /// Returns where a task of the original stands now.
    fn task(&self, at: &TaskAt) -> TaskAt {
        let place = self.moved(Place { line: at.line, column: 1 });
        TaskAt { line: place.line, text: at.text.clone() }
    }

    /// Returns where an entry of the original stands now.
    fn whom(&self, whom: &Whom) -> Whom {
        match whom {
            Whom::One { written, entry: Some(entry) } => {
                Whom::One { written: written.clone(), entry: Some(self.moved(*entry)) }
            }
            whom => whom.clone(),
        }
    }

    fn moved(&self, place: Place) -> Place {
        if self.edits.is_empty() {
            return place;
        }
        let offset = text::offset(self.original, place);
        let offset = self.edits.iter().fold(offset, |offset, edits| text::moved(offset, edits));
        text::place(&self.text, offset)
    }
}
