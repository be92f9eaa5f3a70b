//! Short names for items, which survive edits elsewhere.

use std::borrow::Cow;
use std::fmt;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use crate::sorting::sort_by;
use crate::text::nfc;

use super::Item;
use super::ItemKind;

/// An item's name: six characters, more where two would be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id {
    /// All that there are.
    chars: [u8; LONGEST],
    /// How many are shown.
    length: u8,
}

impl Id {
    /// Returns the id as text.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.chars[..self.length.into()]).expect("the alphabet is ASCII")
    }

    /// Returns the name of a meeting, by its note: never that of an item.
    pub fn of_meeting(path: &str) -> Id {
        Id::from_hash(hash(["meeting", path, "", "", ""]))
    }

    fn from_hash(mut bits: u64) -> Id {
        let chars = [(); LONGEST].map(|()| {
            let char = ALPHABET[(bits >> 59) as usize];
            bits <<= 5;
            char
        });
        Id { chars, length: LONGEST as u8 }
    }

    /// Returns the characters that every id shows.
    pub fn beginning(self) -> u64 {
        let chars = self.chars.iter().take(SHORTEST.into());
        chars.fold(0, |number, char| number << 8 | u64::from(*char))
    }

    /// Returns the id in full length.
    fn whole(self) -> Id {
        Id { length: LONGEST as u8, ..self }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// What an id is made of. Neither lines nor other notes are in it.
#[derive(Debug, Clone, Copy)]
pub struct Seed<'s> {
    /// The item's kind.
    pub kind: ItemKind,
    /// The path of the note that the item comes from.
    pub path: &'s str,
    /// The person: the path of their note, or their written name.
    pub person: &'s str,
    /// The task's text, or nothing.
    pub text: &'s str,
    /// How many tasks of this kind and text stand before it in the note.
    pub occurrence: usize,
}

/// Digits and letters that are not mistaken for one another.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const SHORTEST: u8 = 6;
const LONGEST: usize = 12;

impl Seed<'_> {
    /// Returns the id in full length; [`Lengths`] shortens it.
    pub fn id(self) -> Id {
        let occurrence = match self.occurrence {
            0 => "0".into(),
            more => Cow::from(more.to_string()),
        };
        Id::from_hash(hash([self.kind.word(), self.path, self.person, self.text, &occurrence]))
    }
}

/// Hashes the parts: FNV-1a over 64 bits with a final mix. It must never change, or every id in
/// every dashboard would. Some systems and sync programs take accents in the names of files apart;
/// that changes no id.
fn hash(parts: [&str; 5]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |part: &str| {
        for byte in part.bytes().chain([0xff]) {
            hash ^= u64::from(byte);
            hash = hash.wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    for part in parts {
        if part.is_ascii() { add(part) } else { add(&nfc(part)) }
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}

/// How long the ids of a whole agenda are: six characters, but where two would be the same, both
/// are longer.
pub struct Lengths {
    /// What several begin with.
    shared: FxHashSet<u64>,
    /// Of those that are longer.
    longer: FxHashMap<Id, u8>,
}

impl Lengths {
    /// Compares the ids of `items`.
    #[inline(never)] // Else it would be there once for each of its callers.
    pub fn of(items: &[Item]) -> Lengths {
        let ids = items.iter().map(|item| item.id.whole());
        let mut beginnings: Vec<u64> = ids.clone().map(Id::beginning).collect();
        beginnings.sort_unstable();
        let pairs = beginnings.windows(2).filter(|two| two[0] == two[1]);
        let shared: FxHashSet<u64> = pairs.map(|two| two[0]).collect();
        let mut ids: Vec<Id> = ids.filter(|id| shared.contains(&id.beginning())).collect();
        sort_by(&mut ids, Id::cmp);
        // Whatever begins as its neighbour does begins as one of them only.
        let mut longer = FxHashMap::default();
        for two in ids.windows(2) {
            let both = two[0].chars.iter().zip(&two[1].chars);
            let n_common = both.take_while(|(one, other)| one == other).count();
            let length = (n_common + 1).min(LONGEST) as u8;
            for id in two.iter().filter(|_| length > SHORTEST) {
                let known = longer.entry(*id).or_insert(length);
                *known = length.max(*known);
            }
        }
        Lengths { shared, longer }
    }

    /// Gives an id its length.
    pub fn shorten(&self, id: &mut Id) {
        let is_longer = self.shared.contains(&id.beginning());
        let length = is_longer.then(|| self.longer.get(&id.whole()).copied()).flatten();
        id.length = length.unwrap_or(SHORTEST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_never_changes() {
        let seed = Seed {
            kind: ItemKind::ThankYouEmail,
            path: "meetings/2026-11-20-ada.md",
            person: "people/ada.md",
            text: "",
            occurrence: 0,
        };
        assert_eq!(&seed.id().as_str()[..6], "gc1g0r");
    }
}
