//! Contacts by one of the texts that they have: a name, a file's stem, an address.

use std::hash::Hasher;
use std::num::NonZeroU32;

use rustc_hash::FxHasher;

use crate::text::count;
use crate::text::fold;

use super::ContactId;

/// Contacts by a text, whatever its case and the blanks at its ends; those with the same, by path.
#[derive(Debug)]
pub(super) struct Names<'d> {
    entries: Vec<Entry<'d>>,
    /// The first entry for each of the lowest bits of a hash.
    first: Box<[Option<Number>]>,
    /// Those who have the same as somebody else, in no order.
    shared: Vec<ContactId>,
}

/// A contact who has a text.
#[derive(Debug)]
pub(super) struct Entry<'d> {
    text: &'d str,
    id: ContactId,
    hash: u32,
    /// The next entry with such a hash.
    next: Option<Number>,
}

/// An entry, counted from one.
type Number = NonZeroU32;

impl<'d> Entry<'d> {
    pub(super) fn new(text: &'d str, id: ContactId) -> Entry<'d> {
        let text = text.trim();
        Entry { text, id, hash: hash(text), next: None }
    }
}

impl<'d> Names<'d> {
    /// Enters the contacts, who are in their order.
    pub(super) fn new(entries: Vec<Entry<'d>>) -> Names<'d> {
        let first = vec![None; (entries.len() + entries.len() / 2).next_power_of_two()].into();
        let mut names = Names { entries, first, shared: Vec::new() };
        // The last goes first: each is entered before those with its hash.
        for index in (0..names.entries.len()).rev() {
            let Entry { text, id, hash, .. } = names.entries[index];
            let same = names.same(text, hash).next().map(|same| same.id);
            match same {
                // The same alias twice is still one contact.
                Some(same) if same == id => continue,
                Some(same) => names.shared.extend([same, id]),
                None => {}
            }
            let place = names.place(hash);
            names.entries[index].next = names.first[place];
            names.first[place] = Number::new(count(index + 1));
        }
        names
    }

    /// Returns the contacts that have `text`.
    pub(super) fn of(&self, text: &str) -> impl Iterator<Item = ContactId> {
        let text = text.trim();
        self.same(text, hash(text)).map(|entry| entry.id)
    }

    /// Returns those who have the same as somebody else, in no order.
    pub(super) fn shared(&self) -> &[ContactId] {
        &self.shared
    }

    fn same(&self, text: &str, hash: u32) -> impl Iterator<Item = &Entry<'d>> {
        let entry = |number: Number| &self.entries[number.get() as usize - 1];
        let first = self.first[self.place(hash)].map(entry);
        let all = std::iter::successors(first, move |before| before.next.map(entry));
        all.filter(move |entry| entry.hash == hash && is_same(entry.text, text))
    }

    fn place(&self, hash: u32) -> usize {
        hash as usize & (self.first.len() - 1)
    }
}

/// Hashes a text without blanks at its ends: the same for all texts that fold to the same.
fn hash(text: &str) -> u32 {
    /// The bit that tells apart the cases of a letter in ASCII.
    const LOWER: u64 = u64::from_ne_bytes([0x20; 8]);
    let folded = if text.is_ascii() { text.into() } else { fold(text) };
    let mut hasher = FxHasher::default();
    for part in folded.as_bytes().chunks(size_of::<u64>()) {
        let mut word = [0; size_of::<u64>()];
        word[..part.len()].copy_from_slice(part);
        hasher.write_u64(u64::from_ne_bytes(word) | LOWER);
    }
    hasher.finish() as u32
}

/// Tells whether two texts fold to the same.
fn is_same(one: &str, other: &str) -> bool {
    let are_plain = || one.is_ascii() && other.is_ascii();
    one == other || one.eq_ignore_ascii_case(other) || !are_plain() && fold(one) == fold(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names<'d>(texts: &[(&'d str, u32)]) -> Names<'d> {
        Names::new(texts.iter().map(|(text, id)| Entry::new(text, ContactId(*id))).collect())
    }

    fn of(names: &Names, text: &str) -> Vec<u32> {
        names.of(text).map(|id| id.0).collect()
    }

    #[test]
    fn a_contact_is_found_in_any_case_and_however_accents_are_encoded() {
        let names = names(&[("Ada Lovelace", 0), (" ZO\u{cb} ", 1), ("WEISS", 2), ("", 3)]);
        assert_eq!(of(&names, " ada LOVELACE"), [0]);
        assert_eq!(of(&names, "zoe\u{308}"), [1]);
        assert_eq!(of(&names, "weiß"), [2]);
        assert_eq!(of(&names, " "), [3]);
        assert_eq!(of(&names, "ada"), [0; 0]);
        assert_eq!(names.shared(), []);
    }

    #[test]
    fn those_who_share_a_text_stand_in_their_order_and_each_once() {
        let names = names(&[("Ada", 0), ("Eve", 1), ("ada", 2), ("ADA", 2), ("Ada ", 3)]);
        assert_eq!(of(&names, "ada"), [0, 2, 3]);
        let mut shared = names.shared().to_vec();
        shared.sort_unstable();
        shared.dedup();
        assert_eq!(shared, [ContactId(0), ContactId(2), ContactId(3)]);
        assert_eq!(of(&Names::new(Vec::new()), "ada"), [0; 0]);
    }
}
