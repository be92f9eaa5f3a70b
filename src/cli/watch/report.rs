//! What a watch says: where it watches, and a line for each rebuild.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use chrono::NaiveTime;

use crate::agenda::Agenda;
use crate::agenda::Item;
use crate::agenda::State;
use crate::disk::WatchError;
use crate::note::plain;
use crate::render;
use crate::text::visible;

use super::super::Error;
use super::super::edits::Edited;
use super::super::stream::Stream;

/// So many things are named in one line; of more, the number.
const MOST: usize = 3;

/// Says what happens, and remembers what was owed, to say what is new.
pub(super) struct Report {
    is_quiet: bool,
    is_terminal: bool,
    /// Whether the last line may be overwritten.
    is_line_open: bool,
    /// What was owed before.
    agenda: Option<Agenda>,
    /// What could not be written.
    problems: Vec<String>,
}

impl Report {
    pub(super) fn new(is_quiet: bool, is_terminal: bool) -> Report {
        Report { is_quiet, is_terminal, is_line_open: false, agenda: None, problems: Vec::new() }
    }

    pub(super) fn start(
        &mut self,
        root: &Path,
        n_notes: usize,
        err: &mut Stream,
    ) -> Result<(), Error> {
        let notes = if n_notes == 1 { "note" } else { "notes" };
        self.say(&format!("watching {} ({n_notes} {notes}); Ctrl-C ends it", root.display()), err)
    }

    /// Warnings are said even where little is to be said.
    pub(super) fn polls(
        &mut self,
        error: &WatchError,
        every: Duration,
        err: &mut Stream,
    ) -> Result<(), Error> {
        let seconds = every.as_secs();
        self.close_line(err)?;
        Ok(writeln!(err, "warning: {error}; looking at all notes every {seconds} s instead")?)
    }

    pub(super) fn gone(&mut self, root: &Path, err: &mut Stream) -> Result<(), Error> {
        self.close_line(err)?;
        Ok(writeln!(err, "warning: {} is gone; waiting for it to come back", root.display())?)
    }

    pub(super) fn back(&mut self, root: &Path, err: &mut Stream) -> Result<(), Error> {
        self.close_line(err)?;
        Ok(writeln!(err, "{} is back", root.display())?)
    }

    /// Ends the line that may be open.
    pub(super) fn end(&mut self, err: &mut Stream) -> Result<(), Error> {
        self.close_line(err)
    }

    /// Says what a rebuild came to: when, what changed, what was ticked, how long it took, what
    /// is new.
    pub(super) fn built(
        &mut self,
        agenda: Agenda,
        changed: &BTreeSet<String>,
        edited: &Edited,
        took: Duration,
        time: NaiveTime,
        err: &mut Stream,
    ) -> Result<(), Error> {
        let new = owed(&agenda);
        let mut parts = vec![time.format("%H:%M:%S").to_string()];
        let mut has_news = true;
        if let Some(old) = &self.agenda {
            let changed: Vec<&str> = changed.iter().map(String::as_str).collect();
            parts.extend(listed("", &changed));
            let old = owed(old);
            let was_due = |id: &str| old.get(id).is_some_and(|(_, is_due)| *is_due);
            let is_new = |(id, (_, is_due)): &(&&str, &(&Item, bool))| *is_due && !was_due(id);
            let due: Vec<String> = new.iter().filter(is_new).map(|(_, (i, _))| words(i)).collect();
            let is_done = |(id, _): &(&&str, &(&Item, bool))| !new.contains_key(**id);
            let done: Vec<String> =
                old.iter().filter(is_done).map(|(_, (i, _))| words(i)).collect();
            has_news = !due.is_empty() || !done.is_empty();
            parts.extend(listed("now due: ", &due));
            parts.extend(listed("done: ", &done));
        } else {
            parts.push(render::summary(&agenda));
        }
        let ticked = edited.places();
        has_news |= !ticked.is_empty();
        parts.extend(listed("ticked: ", &ticked));
        self.warn(edited.problems(), err)?;
        parts.push(format!("{} ms", took.as_millis()));
        self.agenda = Some(agenda);
        self.line(&parts.join(" · "), has_news, err)
    }

    /// Says what could not be written, once, as long as nothing about it changes.
    fn warn(&mut self, problems: Vec<String>, err: &mut Stream) -> Result<(), Error> {
        if problems != self.problems {
            self.close_line(err)?;
            for problem in &problems {
                writeln!(err, "{problem}")?;
            }
        }
        self.problems = problems;
        Ok(())
    }

    fn say(&mut self, words: &str, err: &mut Stream) -> Result<(), Error> {
        self.line(words, true, err)
    }

    /// Prints a line; on a terminal, one without news gives way to the next.
    fn line(&mut self, words: &str, has_news: bool, err: &mut Stream) -> Result<(), Error> {
        if self.is_quiet {
            return Ok(());
        }
        let words = visible(words);
        if !self.is_terminal {
            return Ok(writeln!(err, "{words}")?);
        }
        if std::mem::replace(&mut self.is_line_open, !has_news) {
            write!(err, "\r\x1b[K")?;
        }
        let end = if has_news { "\n" } else { "" };
        Ok(write!(err, "{words}{end}")?)
    }

    fn close_line(&mut self, err: &mut Stream) -> Result<(), Error> {
        if std::mem::take(&mut self.is_line_open) {
            writeln!(err)?;
        }
        Ok(())
    }
}

/// Returns what is owed, by id, and whether it is due.
fn owed(agenda: &Agenda) -> BTreeMap<&str, (&Item, bool)> {
    let is_due = |item: &Item| matches!(item.state(agenda.today), State::Overdue | State::Today);
    agenda.items.iter().map(|item| (item.id.as_str(), (item, is_due(item)))).collect()
}

fn words(item: &Item) -> String {
    plain(&item.text)
}

/// Returns `label` and a list, if there is anything in it.
fn listed<S: AsRef<str>>(label: &str, words: &[S]) -> Option<String> {
    let first = words.iter().take(MOST).map(AsRef::as_ref).collect::<Vec<&str>>().join(", ");
    let more = words.len().saturating_sub(MOST);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!words.is_empty()).then(|| format!("{label}{first}{more}"))
}
