//! What a meeting's preparation lacks.

use std::fmt;

/// What a meeting's preparation lacks, in the order of [`Missing::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gaps {
    /// One bit for each.
    bits: u8,
}

impl Gaps {
    /// Returns all of it.
    pub fn iter(self) -> impl Iterator<Item = Missing> {
        Missing::ALL.iter().copied().filter(move |missing| self.bits & bit(*missing) != 0)
    }

    /// Tells whether nothing is missing.
    pub fn is_empty(self) -> bool {
        self.bits == 0
    }
}

impl fmt::Display for Gaps {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.iter().map(Missing::word).collect();
        formatter.write_str(&words.join(", "))
    }
}

impl FromIterator<Missing> for Gaps {
    fn from_iter<I: IntoIterator<Item = Missing>>(all: I) -> Gaps {
        Gaps { bits: all.into_iter().fold(0, |bits, missing| bits | bit(missing)) }
    }
}

fn bit(missing: Missing) -> u8 {
    1 << missing as u8
}

/// Something that a meeting's preparation lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the rule `prepare` in SPEC §3")]
pub enum Missing {
    Purpose,
    Time,
    Place,
    Research,
    Questions,
}

impl Missing {
    /// Everything that can be missing.
    pub const ALL: &[Missing] =
        &[Missing::Purpose, Missing::Time, Missing::Place, Missing::Research, Missing::Questions];

    /// Returns the word that people and programs read.
    pub fn word(self) -> &'static str {
        match self {
            Missing::Purpose => "purpose",
            Missing::Time => "time",
            Missing::Place => "place",
            Missing::Research => "research",
            Missing::Questions => "questions",
        }
    }
}
