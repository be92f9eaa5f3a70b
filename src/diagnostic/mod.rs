//! What is wrong with a note, where, and the way out.

pub mod catalog;
mod show;

pub use show::Lines;
pub use show::show;

use std::borrow::Cow;

use crate::sorting::sort_by;
use crate::text::Place;
use crate::text::beginning;

/// So many bytes of what is meant are counted: of a line that is longer, less is shown.
const WIDEST: usize = 1000;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something that keepwarm could not read, or must not guess.
    Error,
    /// Something that is probably not as it was meant.
    Warning,
    /// A better way of doing it.
    Advice,
}

impl Severity {
    /// Returns the word that people and programs read.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "advice",
        }
    }
}

macro_rules! codes {
    ($(#[doc = $meaning:literal] $name:ident = $word:literal,)*) => {
        /// The kinds of diagnostics; part of the published format.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $meaning] $name,)*
        }

        impl Code {
            /// Every code, in alphabetical order.
            pub const ALL: &[Code] = &[$(Code::$name),*];

            /// Returns the word that people and programs read.
            pub fn word(self) -> &'static str {
                match self {
                    $(Code::$name => $word,)*
                }
            }

            /// Returns what it means, in a sentence that quotes no note.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Code::$name => $meaning.trim_ascii(),)*
                }
            }
        }
    };
}

codes! {
    /// A link fits more than one contact.
    AmbiguousPerson = "ambiguous-person",
    /// A draft asks for a job.
    AsksForJob = "asks-for-job",
    /// A date is not written `YYYY-MM-DD`, or there is no such day.
    BadDate = "bad-date",
    /// A duration cannot be read.
    BadDuration = "bad-duration",
    /// A value is none of those that its key can have.
    BadValue = "bad-value",
    /// The vault's configuration cannot be used.
    Config = "config",
    /// A file is a sync client's conflict copy of a note.
    ConflictCopy = "conflict-copy",
    /// A note has git's conflict markers in it.
    ConflictMarkers = "conflict-markers",
    /// Two contacts have one name or one e-mail address.
    DuplicatePerson = "duplicate-person",
    /// The front matter is no YAML mapping, or never ends.
    FrontMatter = "front-matter",
    /// A meeting still to come is said to have been held.
    FutureHeld = "future-held",
    /// A draft hides what it is about in a worn phrase.
    HiddenPurpose = "hidden-purpose",
    /// A draft is longer than people read.
    LongDraft = "long-draft",
    /// The owner's story is longer than people remember.
    LongStory = "long-story",
    /// A meeting has no date.
    MeetingWithoutDate = "meeting-without-date",
    /// A meeting names nobody.
    MeetingWithoutPeople = "meeting-without-people",
    /// A meeting does not say what it is for.
    NoPurpose = "no-purpose",
    /// A draft asks for nothing.
    NoRequest = "no-request",
    /// A file is not UTF-8 text.
    NotUtf8 = "not-utf8",
    /// A question could be looked up.
    SearchableQuestion = "searchable-question",
    /// A planned meeting is past, or has evidently happened.
    StalePlan = "stale-plan",
    /// A box in the dashboard is ticked, but nothing is owed under its id.
    StaleTick = "stale-tick",
    /// A symbolic link was not followed.
    SymlinkSkipped = "symlink-skipped",
    /// A file is larger than any note.
    TooLarge = "too-large",
    /// A key looks like a slip for a known one.
    UnknownKey = "unknown-key",
    /// A link fits no contact.
    UnknownPerson = "unknown-person",
    /// A file or folder cannot be read.
    Unreadable = "unreadable",
}

impl Code {
    /// The codes that are only advice: each can be switched off.
    pub const ADVICE: &[Code] = &[
        Code::AsksForJob,
        Code::HiddenPurpose,
        Code::LongDraft,
        Code::LongStory,
        Code::NoPurpose,
        Code::NoRequest,
        Code::SearchableQuestion,
    ];
}

/// One thing that is wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What kind of thing it is.
    pub code: Code,
    /// The file, relative to the vault, with `/`.
    pub path: String,
    /// Where in the file, unless it is about the whole of it.
    pub place: Option<Place>,
    /// How many characters from there on are meant.
    pub width: u32,
    /// What is wrong: one clause, lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<Cow<'static, str>>,
    /// Whether the file is a note that is neither a contact nor a meeting: only `check` tells.
    pub foreign: bool,
}

impl Diagnostic {
    /// Tells whether the dashboard lists it under *Notes to fix*, or only counts it.
    pub fn is_to_fix(&self) -> bool {
        self.severity == Severity::Error
            || matches!(self.code, Code::StalePlan | Code::StaleTick | Code::ConflictCopy)
    }
}

/// Sorts diagnostics by file, place, kind and words.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    sort_by(diagnostics, |one, other| {
        let places = one.path.cmp(&other.path).then(one.place.cmp(&other.place));
        places.then(one.code.cmp(&other.code)).then_with(|| one.message.cmp(&other.message))
    });
}

/// A place in a file of the vault.
#[derive(Debug, Clone, Copy)]
pub struct At<'p> {
    /// The file, relative to the vault, with `/`.
    pub path: &'p str,
    /// Where in the file, unless the whole of it is meant.
    pub place: Option<Place>,
    /// How many characters from there on are meant.
    pub width: u32,
}

impl<'p> At<'p> {
    /// A whole file.
    pub fn file(path: &'p str) -> Self {
        At { path, place: None, width: 0 }
    }

    /// The first line of a note, where what is missing would be written.
    pub fn top(path: &'p str) -> Self {
        At { path, place: Some(Place::START), width: 3 }
    }

    /// The text `meant`, which begins at `place`.
    pub fn text(path: &'p str, place: Place, meant: &str) -> Self {
        let line = beginning(meant, WIDEST).lines().next().unwrap_or_default();
        let width = line.chars().count();
        At { path, place: Some(place), width: crate::text::count(width) }
    }
}
