//! How a vault is to be read and reckoned: `keepwarm.yaml`, every key optional.

mod headings;
mod keys;
mod known;
mod options;
mod read;

pub use headings::Headings;
pub use headings::Section;
pub use keys::Key;
pub use keys::Keys;
pub use keys::normalise;
pub use known::COMMON;
pub use known::CONTACT;
pub use known::Form;
pub use known::KnownKey;
pub use known::MEETING;
pub use options::OPTIONS;
pub use options::Setting;
pub use options::Shape;
pub use read::FILE_NAME;
pub(crate) use read::cadence;
pub use read::read;

use crate::date::Cadence;
use crate::date::Date;
use crate::date::Duration;
use crate::diagnostic::Code;

/// Everything that a vault's owner can choose (SPEC §8).
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the dashboard is written, relative to the vault, with `/`.
    pub dashboard: String,
    /// Meetings and requests before this day owe nothing.
    pub since: Option<Date>,
    /// How far ahead to look.
    pub horizon: Duration,
    /// How long after a meeting the thank-you e-mail is due.
    pub thank_you_email: Duration,
    /// How long after the e-mail the handwritten note is due; `None` for no note.
    pub thank_you_note: Option<Duration>,
    /// How long after a meeting its action items are due.
    pub action_item: Duration,
    /// How long after the last touch a check-in is due.
    pub check_in: Cadence,
    /// How long to wait for an answer.
    pub nudge: Duration,
    /// How long after a first meeting its introducer should hear of it; `None` for never.
    pub report_back: Option<Duration>,
    /// How many new people to meet in a month.
    pub new_people: u32,
    /// The names of the vault's owner.
    pub me: Vec<String>,
    /// Who asked for whose time, where a meeting does not say.
    pub direction: Direction,
    /// Cadences by tag: the folded tag, and its cadence.
    pub check_in_by_tag: Vec<(String, Cadence)>,
    /// Folders whose notes are contacts.
    pub contact_folders: Vec<String>,
    /// Folders whose notes are meetings.
    pub meeting_folders: Vec<String>,
    /// The keys of notes, with all their names.
    pub keys: Keys,
    /// The headings that mean something.
    pub headings: Headings,
    /// What is not read, in gitignore's syntax.
    pub ignore: Vec<String>,
    /// How the dashboard links to notes.
    pub links: LinkStyle,
    /// Whether the dashboard has links that begin an e-mail.
    pub mailto: bool,
    /// Whether ticks in the dashboard may be written back to the notes.
    pub write_back: bool,
    /// Further generated files, in the order of the configuration.
    pub outputs: Vec<Output>,
    /// The advice that is switched off.
    pub no_advice: Vec<Code>,
}

/// Who asked for whose time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The owner asked: thanks are owed.
    Asking,
    /// They asked the owner.
    Giving,
    /// No such thing: an ordinary meeting.
    None,
}

impl Direction {
    /// Returns the word that people and programs read.
    pub fn word(self) -> &'static str {
        match self {
            Direction::Asking => "asking",
            Direction::Giving => "giving",
            Direction::None => "none",
        }
    }

    /// Reads `asking`, `giving` or `none`.
    pub fn read(text: &str) -> Option<Direction> {
        match text.trim().to_ascii_lowercase().as_str() {
            "asking" => Some(Direction::Asking),
            "giving" => Some(Direction::Giving),
            "none" => Some(Direction::None),
            _ => None,
        }
    }
}

/// How the dashboard links to notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkStyle {
    /// `[Coffee](meetings/coffee.md)`.
    Markdown,
    /// `[[meetings/coffee|Coffee]]`.
    Wikilink,
    /// `Coffee`: where nobody is to know what the notes are called.
    None,
}

/// A further generated file: the agenda in another form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The form.
    pub format: Format,
    /// The file, relative to the vault, with `/`.
    pub path: String,
}

/// A form in which the agenda goes into a file of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A web page.
    Html,
    /// A calendar.
    Ics,
    /// One document for programs.
    Json,
    /// A table.
    Csv,
}

impl Format {
    /// Every format.
    pub const ALL: &[Format] = &[Format::Html, Format::Ics, Format::Json, Format::Csv];

    /// Returns the word that people and programs read.
    pub fn word(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Ics => "ics",
            Format::Json => "json",
            Format::Csv => "csv",
        }
    }
}

impl Settings {
    /// Returns what holds where `keepwarm.yaml` says nothing.
    pub fn new() -> Settings {
        let words = |list: &[&str]| list.iter().map(|&word| word.to_owned()).collect();
        Settings {
            dashboard: "DASHBOARD.md".to_owned(),
            since: None,
            horizon: Duration::Days(7),
            thank_you_email: Duration::Days(0),
            thank_you_note: Some(Duration::Days(3)),
            action_item: Duration::Days(3),
            check_in: Duration::Days(60).into(),
            nudge: Duration::Days(7),
            report_back: Some(Duration::Days(7)),
            new_people: 1,
            me: Vec::new(),
            direction: Direction::Asking,
            check_in_by_tag: Vec::new(),
            contact_folders: words(&["people", "contacts"]),
            meeting_folders: words(&["meetings", "chats", "coffee-chats"]),
            keys: Keys::new(),
            headings: Headings::new(),
            ignore: words(&["templates/", "_templates/"]),
            links: LinkStyle::Markdown,
            mailto: true,
            write_back: true,
            outputs: Vec::new(),
            no_advice: Vec::new(),
        }
    }

    /// Returns the files that keepwarm writes itself: they are never read as notes.
    pub fn generated(&self) -> impl Iterator<Item = &str> {
        let outputs = self.outputs.iter().map(|output| output.path.as_str());
        std::iter::once(self.dashboard.as_str()).chain(outputs)
    }
}
