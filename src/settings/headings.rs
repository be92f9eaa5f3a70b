//! The headings that decide what stands below them.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::text::letters;

/// What a part of a note is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// What to prepare before the meeting.
    Preparation,
    /// What was found out about the person and the organisation beforehand; also preparation.
    Research,
    /// What to ask; also preparation.
    Questions,
    /// What the owner promised.
    Promises,
    /// What the others promised.
    Waiting,
    /// What was said and learned.
    WriteUp,
    /// Who was there.
    People,
    /// What happened with a contact, by date.
    Log,
    /// What to do next.
    Actions,
}

const HEADINGS: &[(Section, &str, &[&str])] = &[
    (Section::Preparation, "preparation", &["Preparation", "Prep", "Logistics", "Agenda"]),
    (Section::Research, "research", &["Research"]),
    (Section::Questions, "questions", &["Questions"]),
    (Section::Promises, "promises", &["Promises", "I promised", "Promised", "How I can help"]),
    (Section::Waiting, "waiting", &["Waiting for", "They promised", "They owe me"]),
    (
        Section::WriteUp,
        "write-up",
        &["Summary", "Takeaways", "Key takeaways", "Notes", "Insights", "Advice", "What I learned"],
    ),
    (Section::People, "people", &["Attendees", "Participants", "People", "Guests", "Who"]),
    (Section::Log, "log", &["Log", "Interactions", "History"]),
    (
        Section::Actions,
        "actions",
        &["Action items", "Actions", "Next steps", "Follow-up", "Follow-ups", "To do"],
    ),
];

impl Section {
    /// Returns the section that the configuration calls `name`.
    pub(super) fn named(name: &str) -> Option<Section> {
        HEADINGS.iter().find(|(_, known, _)| *known == name).map(|(section, ..)| *section)
    }

    /// Returns what the configuration calls the sections.
    pub fn names() -> impl Iterator<Item = &'static str> {
        HEADINGS.iter().map(|(_, name, _)| *name)
    }

    /// Tells whether what stands here is about the time before the meeting.
    pub fn is_preparation(self) -> bool {
        matches!(self, Section::Preparation | Section::Research | Section::Questions)
    }
}

/// The headings of each section, those of the configuration included.
#[derive(Debug, Clone)]
pub struct Headings {
    by_letters: FxHashMap<Box<[u8]>, Section>,
    /// The bytes of the longest one.
    longest: usize,
}

/// So many letters most headings have at most that mean something.
const SHORT: usize = 32;

impl Headings {
    /// Returns the headings of SPEC §2.
    pub fn new() -> Headings {
        let mut headings = Headings { by_letters: FxHashMap::default(), longest: 0 };
        for (section, _, texts) in HEADINGS {
            for text in *texts {
                headings.add(*section, text);
            }
        }
        headings
    }

    /// Adds a heading to a section.
    pub(super) fn add(&mut self, section: Section, text: &str) {
        let letters = letters(text);
        self.longest = self.longest.max(letters.len());
        self.by_letters.insert(letters.into_bytes().into(), section);
    }

    /// Returns the section that a heading begins. Only contacts have a log.
    pub fn section(&self, heading: &str) -> Option<Section> {
        self.by_letters.get(&*self.letters(heading, &mut [0; SHORT])?).copied()
    }

    /// Tells whether `label`, as in `Attendees: Ada`, announces the people of a meeting.
    pub fn is_people_label(&self, label: &str) -> bool {
        self.letters(label, &mut [0; SHORT]).is_some_and(|letters| {
            *letters == *b"with" || self.by_letters.get(&*letters) == Some(&Section::People)
        })
    }

    /// Returns the letters of a heading, unless they are too many for any that means something:
    /// most lines with a colon in them are sentences, and need not be folded to know it. Usually
    /// there is room for them in `short`.
    fn letters<'s>(&self, heading: &str, short: &'s mut [u8; SHORT]) -> Option<Cow<'s, [u8]>> {
        let mut n_letters = 0;
        for byte in heading.bytes() {
            let letter = byte.to_ascii_lowercase();
            if letter.is_ascii_lowercase() {
                if n_letters == self.longest {
                    return None;
                }
                if n_letters < SHORT {
                    short[n_letters] = letter;
                }
                n_letters += 1;
            }
        }
        if heading.is_ascii() && n_letters <= SHORT {
            return Some(Cow::Borrowed(&short[..n_letters]));
        }
        Some(Cow::Owned(letters(heading).into_bytes()))
    }
}
