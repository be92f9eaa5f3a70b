//! What a watch says: where it watches, and a line for each rebuild.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use chrono::NaiveTime;
use chrono::Timelike;
use rayon::slice::ParallelSliceMut;

use crate::agenda::Agenda;
use crate::agenda::Id;
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
    /// What was owed before, by id.
    owed: Option<Vec<Owed>>,
    /// What could not be written.
    problems: Vec<String>,
}

impl Report {
    pub(super) fn new(is_quiet: bool, is_terminal: bool) -> Report {
        Report { is_quiet, is_terminal, is_line_open: false, owed: None, problems: Vec::new() }
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

    pub(super) fn shares(
        &mut self,
        kind: &str,
        every: Duration,
        err: &mut Stream,
    ) -> Result<(), Error> {
        let seconds = every.as_secs();
        self.close_line(err)?;
        writeln!(
            err,
            "warning: nothing tells what other machines change on this disk ({kind}); looking at \
             all notes every {seconds} s, too"
        )?;
        Ok(())
    }

    pub(super) fn not_shown(&mut self, why: &str, err: &mut Stream) -> Result<(), Error> {
        self.close_line(err)?;
        Ok(writeln!(err, "warning: the desktop shows no notices: {}", visible(why))?)
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
        agenda: &Agenda,
        changed: &BTreeSet<String>,
        edited: &Edited,
        took: Duration,
        time: NaiveTime,
        err: &mut Stream,
    ) -> Result<(), Error> {
        let mut parts =
            vec![format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())];
        let mut has_news = true;
        let is_first = self.owed.is_none();
        let (owed, news) = compare(self.owed.take().unwrap_or_default(), agenda);
        self.owed = Some(owed);
        if is_first {
            parts.push(render::summary(agenda));
        } else {
            let changed: Vec<&str> = changed.iter().map(String::as_str).collect();
            has_news = !news.due.is_empty() || !news.done.is_empty();
            parts.extend(listed("", &changed));
            parts.extend(listed("now due: ", &news.due));
            parts.extend(listed("done: ", &news.done));
        }
        let ticked = edited.places();
        has_news |= !ticked.is_empty() || edited.n_stale() > 0;
        parts.extend(listed("ticked: ", &ticked));
        parts.extend(match edited.n_stale() {
            0 => None,
            1 => Some("1 tick means nothing now: see *Notes to fix*".to_owned()),
            n => Some(format!("{n} ticks mean nothing now: see *Notes to fix*")),
        });
        parts.push(format!("{} ms", took.as_millis()));
        self.line(&parts.join(" · "), has_news, err)
    }

    /// Says what could not be written, once, as long as nothing about it changes.
    pub(super) fn warn(&mut self, problems: Vec<String>, err: &mut Stream) -> Result<(), Error> {
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

/// Something that was owed when we last looked.
#[derive(Debug)]
struct Owed {
    id: Id,
    is_due: bool,
    words: Box<str>,
}

/// What became due, and what is owed no more.
#[derive(Debug, Default)]
struct News {
    due: Vec<Box<str>>,
    done: Vec<Box<str>>,
}

/// Compares what was owed, by id, with what is; returns that by id too.
fn compare(old: Vec<Owed>, agenda: &Agenda) -> (Vec<Owed>, News) {
    let is_due = |item: &Item| matches!(item.state(agenda.today), State::Overdue | State::Today);
    let mut items: Vec<&Item> = agenda.items.iter().collect();
    items.par_sort_unstable_by_key(|item| item.id);
    let mut old = old.into_iter().peekable();
    let mut news = News::default();
    let mut new = Vec::with_capacity(items.len());
    for item in items {
        while let Some(gone) = old.next_if(|old| old.id < item.id) {
            news.done.push(gone.words);
        }
        let before = old.next_if(|old| old.id == item.id);
        let (was_due, words) = match before {
            Some(before) => (before.is_due, before.words),
            None => (false, plain(&render::text(item)).into()),
        };
        let owed = Owed { id: item.id, is_due: is_due(item), words };
        if owed.is_due && !was_due {
            news.due.push(owed.words.clone());
        }
        new.push(owed);
    }
    news.done.extend(old.map(|gone| gone.words));
    (new, news)
}

/// Returns `label` and a list, if there is anything in it.
fn listed<S: AsRef<str>>(label: &str, words: &[S]) -> Option<String> {
    let first = words.iter().take(MOST).map(AsRef::as_ref).collect::<Vec<&str>>().join(", ");
    let more = words.len().saturating_sub(MOST);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!words.is_empty()).then(|| format!("{label}{first}{more}"))
}
