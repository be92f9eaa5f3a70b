//! What is counted for a month, and for all of them.

use crate::agenda::ItemKind;
use crate::vault::Who;

/// What is counted for a month.
#[derive(Debug, Clone, Default)]
pub struct Tally<'v> {
    /// The people who were met for the first time, by path.
    pub new: Vec<&'v Who<'v>>,
    /// How many chats there were.
    pub n_chats: usize,
    /// The thank-you e-mails for these chats.
    pub emails: Punctuality,
    /// The handwritten notes for these chats.
    pub notes: Punctuality,
    /// How many people were asked for a meeting for the first time.
    pub n_asked: usize,
    /// How many of these answered, whatever they said.
    pub n_answered: usize,
    /// How many people were introduced.
    pub n_introduced: usize,
}

/// How many of what was due was done by its day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Punctuality {
    /// Done by its day.
    pub n_on_time: usize,
    /// Done later, or not at all.
    pub n_late: usize,
}

impl Punctuality {
    /// Returns how many there were.
    pub fn n(self) -> usize {
        self.n_on_time + self.n_late
    }

    fn add(&mut self, other: Punctuality) {
        self.n_on_time += other.n_on_time;
        self.n_late += other.n_late;
    }
}

impl<'v> Tally<'v> {
    pub(super) fn punctuality(&mut self, kind: ItemKind) -> &mut Punctuality {
        match kind {
            ItemKind::ThankYouNote => &mut self.notes,
            _ => &mut self.emails,
        }
    }

    pub(super) fn add(&mut self, other: &Tally<'v>) {
        self.new.extend(&other.new);
        self.n_chats += other.n_chats;
        self.emails.add(other.emails);
        self.notes.add(other.notes);
        self.n_asked += other.n_asked;
        self.n_answered += other.n_answered;
        self.n_introduced += other.n_introduced;
    }
}
