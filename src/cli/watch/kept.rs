//! What is kept from one reckoning to the next, so that a save costs work for what it changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use typed_arena::Arena;

use crate::agenda::View;
use crate::date::Today;
use crate::disk::Index;
use crate::note::Note;
use crate::redaction;
use crate::render::markdown;
use crate::rules;
use crate::settings::Settings;
use crate::vault::Joined;

use super::super::dashboard;
use super::super::dashboard::LayOut;
use super::super::dashboard::Reckoned;

/// So many notes are put in their places one by one; where more have changed, all are joined anew.
const MOST_CHANGED: usize = 64;
/// So many readings that may be old are kept beside those of all notes.
const MOST_OLD: usize = 1000;

/// Readings of notes, which stay as long as something may refer to them.
pub(super) struct Shelf {
    settings: Arc<Settings>,
    notes: Arena<Arc<Note>>,
}

/// The notes as they were joined last, and the dashboard's block as it was written last.
pub(super) struct Kept<'s> {
    shelf: &'s Shelf,
    joined: Option<Joined<'s>>,
    block: markdown::Kept,
    /// The room of the block before that: the next one is written into it, and the system need not
    /// find it anew.
    room: Vec<u8>,
    /// The paths of the notes that are different since the dashboard was kept.
    changed: BTreeSet<String>,
}

impl Shelf {
    /// Makes room for the readings of one index.
    pub(super) fn new(index: &Index) -> Shelf {
        Shelf { settings: index.shared_settings(), notes: Arena::new() }
    }

    fn put(&self, note: &Arc<Note>) -> &Note {
        self.notes.alloc(Arc::clone(note))
    }

    fn is_for(&self, index: &Index) -> bool {
        Arc::ptr_eq(&self.settings, &index.shared_settings())
    }
}

impl<'s> Kept<'s> {
    /// Keeps nothing yet.
    pub(super) fn new(shelf: &'s Shelf) -> Kept<'s> {
        Kept {
            shelf,
            joined: None,
            block: markdown::Kept::default(),
            room: Vec::new(),
            changed: BTreeSet::new(),
        }
    }

    /// Tells whether it is better to begin with another shelf.
    pub(super) fn is_worn(&self, index: &Index) -> bool {
        !self.shelf.is_for(index) || self.shelf.notes.len() > 2 * index.n_notes() + MOST_OLD
    }

    /// Reckons what the dashboard is to say, and calls `then` with it, which tells whether it was
    /// put in its place.
    pub(super) fn reckon<T>(
        &mut self,
        index: &Index,
        today: Today,
        view: View,
        then: impl FnOnce(Reckoned) -> (T, bool),
    ) -> T {
        if view == View::Redacted || !self.shelf.is_for(index) {
            return dashboard::reckon(index, today, view, then).0;
        }
        self.catch_up(index);
        let vault = self.joined.as_ref().expect("it has caught up").vault();
        let agenda = rules::due(vault, today);
        let is_changed = |path: &str| self.changed.contains(path);
        let (block, room, mut new) = (&self.block, &mut self.room, None);
        let (next, is_written) = redaction::show(view, vault, &agenda, |shown| {
            let lay_out: LayOut = &mut |page| {
                let (settings, room) = (vault.settings, std::mem::take(room));
                let laid =
                    markdown::dashboard_again(&agenda, settings, block, is_changed, room, page);
                laid.map(|laid| new = Some(laid))
            };
            then(Reckoned { agenda: &agenda, shown, ticks: &[], lay_out })
        });
        self.room = match new {
            Some(new) if is_written => {
                self.changed.clear();
                let new = markdown::Kept::new(new, &agenda);
                std::mem::replace(&mut self.block, new).into_room()
            }
            Some(new) => new.block,
            None => Vec::new(),
        };
        next
    }

    /// Joins the notes as they are in the index.
    fn catch_up(&mut self, index: &Index) {
        let now: Vec<&Arc<Note>> = index.shared_notes().collect();
        if let Some(changed) = self.replace(&now, index) {
            self.changed.extend(changed.into_iter().map(str::to_owned));
            return;
        }
        let notes = now.into_iter().map(|note| self.shelf.put(note));
        self.joined = Some(Joined::new(&self.shelf.settings, notes, index.problems()));
        self.block = markdown::Kept::default();
        self.changed.clear();
    }

    /// Puts new readings into the places of the old; `None` where that is not enough.
    fn replace<'i>(&mut self, now: &[&'i Arc<Note>], index: &Index) -> Option<Vec<&'i str>> {
        let joined = self.joined.as_mut()?;
        if now.len() != joined.notes().len() || joined.of_folder() != index.problems() {
            return None;
        }
        let is_other = |place: &usize| !std::ptr::eq(joined.notes()[*place], &**now[*place]);
        let changed: Vec<usize> = (0..now.len()).filter(is_other).take(MOST_CHANGED + 1).collect();
        if changed.len() > MOST_CHANGED {
            return None;
        }
        let replaced = changed.into_iter().map(|place| {
            let (old, new) = (joined.notes()[place], now[place]);
            let is_replaced = old.path == new.path && joined.replace(place, self.shelf.put(new));
            is_replaced.then_some(&*new.path)
        });
        replaced.collect()
    }
}
