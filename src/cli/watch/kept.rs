//! What is kept from one reckoning to the next, so that a save costs work for what it changed.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use typed_arena::Arena;

use crate::agenda::View;
use crate::date::Today;
use crate::disk::Index;
use crate::note::Note;
use crate::redaction;
use crate::render::markdown;
use crate::rules::Reckoned;
use crate::settings::Settings;
use crate::vault::Joined;
use crate::vault::Replaced;
use crate::vault::Replacer;
use crate::vault::Vault;

use super::super::dashboard;
use super::super::dashboard::LayOut;
use super::super::dashboard::NewPage;

/// So many notes are put in their places one by one; where more have changed, all are joined anew.
const MOST_CHANGED: usize = 64;
/// So many readings that may be old are kept beside those of all notes.
const MOST_OLD: usize = 1000;

/// Readings of notes, which stay as long as something may refer to them.
pub(super) struct Shelf {
    settings: Arc<Settings>,
    notes: Arena<Arc<Note>>,
}

/// The notes of a shelf, joined, and what may take their places.
pub(super) struct Base<'s> {
    notes: Vec<&'s Note>,
    joined: Joined<'s>,
    replacer: Replacer<'s>,
}

/// What is owed by the notes as they are now, and the dashboard's block as it was written last.
pub(super) struct Kept<'b, 's> {
    shelf: &'s Shelf,
    base: &'b Base<'s>,
    notes: Vec<&'s Note>,
    vault: Vault<'b>,
    /// What is owed, but for what was replaced since it was reckoned.
    reckoned: Option<Reckoned<'b>>,
    replaced: Vec<Replaced<'b>>,
    block: markdown::Kept,
    /// The room of the block before that: the next one is written into it, and the system need not
    /// find it anew.
    room: Vec<u8>,
    /// The readings that are newer than the dashboard.
    changed: FxHashSet<usize>,
}

impl Shelf {
    /// Makes room for the readings of one index.
    pub(super) fn new(index: &Index) -> Shelf {
        Shelf { settings: index.shared_settings(), notes: Arena::new() }
    }

    /// Joins the notes as they are in the index.
    pub(super) fn join(&self, index: &Index) -> Base<'_> {
        let notes: Vec<&Note> = index.shared_notes().map(|note| self.put(note)).collect();
        let (joined, replacer) = Joined::with_replacer(&self.settings, &notes, index.problems());
        Base { notes, joined, replacer }
    }

    fn put(&self, note: &Arc<Note>) -> &Note {
        self.notes.alloc(Arc::clone(note))
    }

    /// Tells whether it is better to begin with another one.
    fn is_worn(&self, index: &Index) -> bool {
        !Arc::ptr_eq(&self.settings, &index.shared_settings())
            || self.notes.len() > 2 * index.n_notes() + MOST_OLD
    }
}

impl<'b, 's> Kept<'b, 's> {
    /// Keeps nothing but the notes yet.
    pub(super) fn new(shelf: &'s Shelf, base: &'b Base<'s>) -> Kept<'b, 's> {
        Kept {
            shelf,
            base,
            notes: base.notes.clone(),
            vault: base.joined.vault(),
            reckoned: None,
            replaced: Vec::new(),
            block: markdown::Kept::default(),
            room: Vec::new(),
            changed: FxHashSet::default(),
        }
    }

    /// Reckons what the dashboard is to say, and calls `then` with it, which tells whether it was
    /// put in its place. It has caught up with the index.
    pub(super) fn reckon<T>(
        &mut self,
        index: &Index,
        today: Today,
        view: View,
        then: impl FnOnce(NewPage) -> (T, bool),
    ) -> T {
        if view == View::Redacted {
            return dashboard::reckon(index, today, view, then).0;
        }
        let replaced = std::mem::take(&mut self.replaced);
        let reckoned = self.reckoned.take().filter(|reckoned| reckoned.agenda().today == today);
        let reckoned = self.reckoned.insert(match reckoned {
            Some(mut reckoned) => {
                reckoned.catch_up(&self.vault, &replaced);
                reckoned
            }
            None => Reckoned::new(&self.vault, today),
        });
        let agenda = reckoned.agenda();
        let is_changed = |note: &Note| self.changed.contains(&note.address());
        let (settings, block, room) = (self.vault.settings, &self.block, &mut self.room);
        let mut new = None;
        let (next, is_written) = redaction::show(view, &self.vault, agenda, |shown| {
            let lay_out: LayOut = &mut |page| {
                let room = std::mem::take(room);
                let laid =
                    markdown::dashboard_again(agenda, settings, block, is_changed, room, page);
                laid.map(|laid| new = Some(laid))
            };
            then(NewPage { agenda, shown, ticks: &[], lay_out })
        });
        self.room = match new {
            Some(new) if is_written => {
                self.changed.clear();
                let new = markdown::Kept::new(new, agenda);
                std::mem::replace(&mut self.block, new).into_room()
            }
            Some(new) => new.block,
            None => Vec::new(),
        };
        next
    }

    /// Puts the notes that are read anew in the index into the places of the old; tells whether
    /// that is enough.
    pub(super) fn catch_up(&mut self, index: &Index) -> bool {
        let is_other_vault = index.n_notes() != self.notes.len()
            || self.base.replacer.of_folder() != index.problems();
        if is_other_vault || self.shelf.is_worn(index) {
            return false;
        }
        let pairs = self.notes.iter_mut().zip(index.shared_notes());
        let others = pairs.filter(|(old, new)| !std::ptr::eq(**old, &***new));
        for (n_changed, (note, now)) in others.enumerate() {
            if n_changed == MOST_CHANGED || note.path != now.path {
                return false;
            }
            let new = self.shelf.put(now);
            let Some(replaced) = self.base.replacer.replace(&mut self.vault, note, new) else {
                return false;
            };
            *note = new;
            self.replaced.push(replaced);
            self.changed.insert(new.address());
        }
        true
    }
}
