//! The tasks of a note: their texts in one piece of memory, and what else is known of each.

use crate::date::Date;
use crate::settings::Section;
use crate::text::count;

use super::task::State;

/// A task in a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task<'n> {
    /// What its box says.
    pub state: State,
    /// What the nearest heading that means something means.
    pub section: Option<Section>,
    /// Its text, without date fields.
    pub text: &'n str,
    /// When it is due.
    pub due: Option<Date>,
    /// When it is to be begun.
    pub scheduled: Option<Date>,
    /// Its line in the note.
    pub line: u32,
}

/// The tasks of a note, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tasks {
    /// One behind the other.
    texts: Box<str>,
    entries: Box<[Entry]>,
}

/// What is known of a task beside its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    state: State,
    section: Option<Section>,
    due: Option<Date>,
    scheduled: Option<Date>,
    line: u32,
    /// Where its text ends, and the next one begins.
    end: u32,
}

impl Tasks {
    /// Returns the tasks, in their order.
    pub fn iter(&self) -> Iter<'_> {
        Iter { texts: &self.texts, start: 0, entries: self.entries.iter() }
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<'n> IntoIterator for &'n Tasks {
    type Item = Task<'n>;
    type IntoIter = Iter<'n>;

    fn into_iter(self) -> Iter<'n> {
        self.iter()
    }
}

impl<'t> FromIterator<Task<'t>> for Tasks {
    fn from_iter<I: IntoIterator<Item = Task<'t>>>(tasks: I) -> Tasks {
        let mut list = TaskList::default();
        tasks.into_iter().for_each(|task| list.push(task));
        list.into()
    }
}

/// The tasks of a note, one after the other.
#[derive(Debug, Clone)]
pub struct Iter<'n> {
    texts: &'n str,
    /// Where the next text begins.
    start: usize,
    entries: std::slice::Iter<'n, Entry>,
}

impl<'n> Iterator for Iter<'n> {
    type Item = Task<'n>;

    #[inline(never)] // Else it would be there once for each of many callers.
    fn next(&mut self) -> Option<Task<'n>> {
        let Entry { state, section, due, scheduled, line, end } = *self.entries.next()?;
        let text = &self.texts[self.start..end as usize];
        self.start = end as usize;
        Some(Task { state, section, text, due, scheduled, line })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.entries.size_hint()
    }
}

impl ExactSizeIterator for Iter<'_> {}

/// Tasks to which more are added.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct TaskList {
    texts: String,
    entries: Vec<Entry>,
}

impl TaskList {
    /// Adds a task behind the others.
    pub(super) fn push(&mut self, task: Task) {
        let Task { state, section, text, due, scheduled, line } = task;
        if self.entries.is_empty() {
            // Few notes have more.
            self.entries.reserve(8);
            self.texts.reserve(256);
        }
        self.texts.push_str(text);
        let end = count(self.texts.len());
        self.entries.push(Entry { state, section, due, scheduled, line, end });
    }
}

impl From<TaskList> for Tasks {
    fn from(list: TaskList) -> Tasks {
        // Copies have the very size that they need; to shrink would leave holes.
        Tasks { texts: list.texts.as_str().into(), entries: list.entries.as_slice().into() }
    }
}
