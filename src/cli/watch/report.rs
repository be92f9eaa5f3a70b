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
use super::super::stream::Stream;

/// So many things are named in one line; of more, the number.
const MOST: usize = 3;

/// Says what happens, and remembers what was owed, to say what is new.
pub(super) struct Report {
    is_quiet: bool,
    is_terminal: bool,
    /// Whether the last line may be overwritten.
    is_line_open: bool,
    /// What was owed: the words, and whether it was due.
    owed: Option<BTreeMap<String, (String, bool)>>,
}

impl Report {
    pub(super) fn new(is_quiet: bool, is_terminal: bool) -> Report {
        Report { is_quiet, is_terminal, is_line_open: false, owed: None }
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

    /// Says what a rebuild came to: when, what changed, how long it took, what is new.
    pub(super) fn built(
        &mut self,
        agenda: &Agenda,
        changed: &BTreeSet<String>,
        took: Duration,
        time: NaiveTime,
        err: &mut Stream,
    ) -> Result<(), Error> {
        let owed = owed(agenda);
        let old = self.owed.replace(owed);
        let new = self.owed.as_ref().expect("it was put there just now");
        let mut parts = vec![time.format("%H:%M:%S").to_string()];
        let is_first = old.is_none();
        let old = old.unwrap_or_default();
        if is_first {
            parts.push(render::summary(agenda));
        } else {
            let changed: Vec<String> = changed.iter().cloned().collect();
            parts.extend(listed("", &changed));
        }
        parts.push(format!("{} ms", took.as_millis()));
        let mut has_news = is_first;
        if !is_first {
            let is_due = |known: Option<&(String, bool)>| known.is_some_and(|(_, is_due)| *is_due);
            let due = new.iter().filter(|(id, entry)| entry.1 && !is_due(old.get(*id)));
            let due: Vec<String> = due.map(|(_, (words, _))| words.clone()).collect();
            let done = old.iter().filter(|(id, _)| !new.contains_key(*id));
            let done: Vec<String> = done.map(|(_, (words, _))| words.clone()).collect();
            has_news = !due.is_empty() || !done.is_empty();
            parts.extend(listed("now due: ", &due));
            parts.extend(listed("done: ", &done));
        }
        self.line(&parts.join(" · "), has_news, err)
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

fn owed(agenda: &Agenda) -> BTreeMap<String, (String, bool)> {
    let entry = |item: &Item| {
        let is_due = matches!(item.state(agenda.today), State::Overdue | State::Today);
        (item.id.to_string(), (plain(&item.text), is_due))
    };
    agenda.items.iter().map(entry).collect()
}

/// Returns `label` and a list, if there is anything in it.
fn listed(label: &str, words: &[String]) -> Option<String> {
    let first = words.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    let more = words.len().saturating_sub(MOST);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!words.is_empty()).then(|| format!("{label}{first}{more}"))
}
