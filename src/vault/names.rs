//! Contacts by one of the texts that they have: a name, a file's stem, an address.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::text::fold;

use super::ContactId;

/// Contacts by a text, whatever its case and the blanks at its ends; those with the same, by path.
#[derive(Debug, Default)]
pub(super) struct Names<'d> {
    /// For each of the lowest bits of a hash, the first entry.
    first: Box<[Option<Place>]>,
    entries: Vec<Entry<'d>>,
    /// Those who have the same as somebody else, in no order.
    shared: Vec<ContactId>,
}

/// A place among the entries.
type Place = std::num::NonZeroU32;

#[derive(Debug)]
struct Entry<'d> {
    text: &'d str,
    id: ContactId,
    /// The next one with such a hash.
    next: Option<Place>,
}

impl<'d> Names<'d> {
    /// Enters `n` texts with whose they are: the last of those contacts first.
    pub(super) fn new(n: usize, texts: impl Iterator<Item = (&'d str, ContactId)>) -> Names<'d> {
        let first = vec![None; (n + n / 2).next_power_of_two()].into();
        let mut names = Names { first, entries: Vec::with_capacity(n), shared: Vec::new() };
        texts.for_each(|(text, id)| names.enter(text.trim(), id));
        names
    }

    fn enter(&mut self, text: &'d str, id: ContactId) {
        let same = self.entries_of(text).next().map(|same| same.id);
        match same {
            // The same alias twice is still one contact.
            Some(same) if same == id => return,
            Some(same) => self.shared.extend([same, id]),
            None => {}
        }
        let index = self.index(text);
        self.entries.push(Entry { text, id, next: self.first[index] });
        self.first[index] = u32::try_from(self.entries.len()).ok().and_then(Place::new);
    }

    /// Returns the contacts that have `text`.
    pub(super) fn of(&self, text: &str) -> impl Iterator<Item = ContactId> {
        self.entries_of(text.trim()).map(|entry| entry.id)
    }

    /// Returns those who have the same as somebody else, in no order.
    pub(super) fn shared(&self) -> &[ContactId] {
        &self.shared
    }

    fn entries_of(&self, text: &str) -> impl Iterator<Item = &Entry<'d>> {
        let at = |place: Place| &self.entries[place.get() as usize - 1];
        let first = self.first.get(self.index(text)).copied().flatten().map(at);
        let all = std::iter::successors(first, move |entry| entry.next.map(at));
        all.filter(move |entry| is_same(entry.text, text))
    }

    /// Returns the lowest bits of a text's hash.
    fn index(&self, text: &str) -> usize {
        hash(text) as usize & self.first.len().saturating_sub(1)
    }
}

/// Hashes a text without blanks at its ends: the same for all texts that fold to the same.
fn hash(text: &str) -> u64 {
    /// The bit that tells apart the cases of a letter in ASCII.
    const LOWER: u64 = u64::from_ne_bytes([0x20; 8]);
    let folded = if text.is_ascii() { text.into() } else { fold(text) };
    let mut hasher = FxHasher::default();
    for part in folded.as_bytes().chunks(size_of::<u64>()) {
        let mut word = [0; size_of::<u64>()];
        word[..part.len()].copy_from_slice(part);
        hasher.write_u64(u64::from_ne_bytes(word) | LOWER);
    }
    hasher.finish()
}

/// Tells whether two texts fold to the same.
fn is_same(one: &str, other: &str) -> bool {
    let are_plain = one.is_ascii() && other.is_ascii();
    one.eq_ignore_ascii_case(other) || !are_plain && fold(one) == fold(other)
}
