//! A vault as somebody would describe it in words, before any of it is written down: from this
//! the notes are made, and what is owed is reckoned.

use super::calendar::Day;
use super::calendar::Span;

/// Everything there is; a test that fails shows it as files.
#[derive(Clone)]
pub(super) struct World {
    pub(super) today: Day,
    pub(super) config: Config,
    pub(super) contacts: Vec<Contact>,
    pub(super) meetings: Vec<Meeting>,
}

/// What `keepwarm.yaml` says; `None` where it says nothing.
#[derive(Debug, Clone)]
pub(super) struct Config {
    pub(super) since: Option<Day>,
    pub(super) horizon: Option<Span>,
    pub(super) email: Option<Span>,
    pub(super) note: Option<Switch>,
    pub(super) action_item: Option<Span>,
    pub(super) check_in: Option<Interval>,
    pub(super) nudge: Option<Span>,
    pub(super) report_back: Option<Switch>,
    pub(super) new_people: Option<usize>,
    /// Whether `me` is Sam Taylor.
    pub(super) has_me: bool,
    pub(super) direction: Option<Direction>,
    pub(super) by_tag: Vec<(&'static str, Interval)>,
}

/// A span, or `off`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Switch {
    Off,
    On(Span),
}

/// How often somebody is checked in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Interval {
    Never,
    Each(Vec<Span>),
}

/// A figure of the stories; whether there is a note about them is another matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Figure {
    pub(super) name: &'static str,
    pub(super) stem: &'static str,
    pub(super) alias: &'static str,
    pub(super) email: &'static str,
}

const fn figure(
    name: &'static str,
    stem: &'static str,
    alias: &'static str,
    email: &'static str,
) -> Figure {
    Figure { name, stem, alias, email }
}

/// The first may be the owner; two share their first name, two all of it.
pub(super) const CAST: &[Figure] = &[
    figure("Sam Taylor", "sam-taylor", "Sammy", "sam@example.org"),
    figure("Ada Lovelace", "ada-lovelace", "Countess", "ada@example.org"),
    figure("Ada Palmer", "palmer", "Addie", "palmer@example.org"),
    figure("Grace Hopper", "grace-hopper", "Amazing Grace", "grace@example.org"),
    figure("Grace Hopper", "another-grace", "Namesake", "another@example.org"),
    figure("Wren Applewick", "wren", "Birdie", "wren@example.org"),
];

pub(super) const OWNER: &str = CAST[0].name;

/// How somebody is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `[[Ada Lovelace]]`
    WikiName,
    /// `[[ada-lovelace]]`
    WikiStem,
    /// `[[people/ada-lovelace|Dear Ada]]`
    WikiPath,
    /// `[Dear Ada](../people/ada-lovelace.md)`
    Markdown,
    /// `Ada Lovelace`
    Name,
    /// `Countess`
    Alias,
    /// `ada@example.org`
    Email,
}

/// Somebody, as a note names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ref {
    pub(super) figure: usize,
    pub(super) form: Form,
}

impl Ref {
    pub(super) fn figure(&self) -> Figure {
        CAST[self.figure]
    }

    pub(super) fn is_link(&self) -> bool {
        matches!(self.form, Form::WikiName | Form::WikiStem | Form::WikiPath | Form::Markdown)
    }

    /// Returns how they are named in a note of a folder beside `people`.
    pub(super) fn written(&self) -> String {
        let Figure { name, stem, alias, email } = self.figure();
        match self.form {
            Form::WikiName => format!("[[{name}]]"),
            Form::WikiStem => format!("[[{stem}]]"),
            Form::WikiPath => format!("[[people/{stem}|Dear {alias}]]"),
            Form::Markdown => format!("[Dear {alias}](../people/{stem}.md)"),
            Form::Name => name.to_owned(),
            Form::Alias => alias.to_owned(),
            Form::Email => email.to_owned(),
        }
    }
}

/// A note about somebody.
#[derive(Debug, Clone)]
pub(super) struct Contact {
    pub(super) figure: usize,
    pub(super) tags: Vec<&'static str>,
    pub(super) referred_by: Vec<Ref>,
    pub(super) reached_out: Vec<Day>,
    pub(super) reply: Option<Reply>,
    pub(super) last_contact: Option<Day>,
    pub(super) check_in: Option<Interval>,
    pub(super) snooze: Option<Day>,
    pub(super) log: Vec<Day>,
    pub(super) tasks: Vec<Task>,
}

impl Contact {
    pub(super) fn path(&self) -> String {
        format!("people/{}.md", CAST[self.figure].stem)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reply {
    Yes,
    No,
    Later,
}

/// A note about a meeting.
#[derive(Debug, Clone)]
pub(super) struct Meeting {
    /// Tells the notes of one vault apart.
    pub(super) number: usize,
    pub(super) date: Option<Day>,
    pub(super) is_dated_by_name: bool,
    pub(super) told_by: ToldBy,
    pub(super) status: Option<Status>,
    pub(super) direction: Option<Direction>,
    pub(super) with: Vec<Ref>,
    pub(super) named_in: NamedIn,
    pub(super) has_purpose: bool,
    pub(super) has_time: bool,
    pub(super) has_place: bool,
    pub(super) email: Thanks,
    pub(super) note: Thanks,
    pub(super) research: Research,
    pub(super) questions: Vec<Question>,
    pub(super) pieces: Vec<&'static Piece>,
    pub(super) tasks: Vec<Task>,
}

impl Meeting {
    pub(super) fn path(&self) -> String {
        match self.date {
            Some(date) if self.is_dated_by_name => format!("meetings/{date}-{}.md", self.number),
            _ => format!("meetings/m{}.md", self.number),
        }
    }
}

/// What says that a note is about a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ToldBy {
    Coffee,
    Tag,
    Folder,
    OneOnOne,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Planned,
    Held,
    Cancelled,
    NoShow,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Asking,
    Giving,
    Neither,
}

/// Where a meeting's people stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NamedIn {
    Key,
    Line,
    Section,
}

/// A thank-you value.
#[derive(Debug, Clone)]
pub(super) enum Thanks {
    Absent,
    No,
    On(Day),
    Yes,
    Skip,
    /// For some of those present, by their places in the list.
    Each(Vec<(usize, Thanked)>),
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Thanked {
    On(Day),
    Skip,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Research {
    Nothing,
    OpenTask,
    DoneTask,
    Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    Item,
    Task,
    Empty,
}

/// A piece of a body besides tasks, and whether it is a write-up.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: &'static str,
    pub(super) is_write_up: bool,
}

const fn piece(is_write_up: bool, text: &'static str) -> Piece {
    Piece { text, is_write_up }
}

/// Each ends with its own heading, so that what follows is in no section of its.
pub(super) const PIECES: &[Piece] = &[
    piece(false, "## Anything else\n"),
    piece(false, "- \n"),
    piece(false, "<!-- She likes tea. -->\n"),
    piece(false, "***\n"),
    piece(false, "Mood:\n"),
    piece(false, "```dataview\nlist from #tea\n```\n"),
    piece(false, "## Logistics\n\nThe green door.\n\n## Later\n"),
    piece(true, "She told me of looms.\n"),
    piece(true, "Mood: good\n"),
    piece(true, "- Looms need patience.\n"),
    piece(true, "> Looms need patience.\n"),
    piece(true, "## Takeaways\n\n1. Looms.\n\n## Later\n"),
    piece(true, "```rust\nlet loom = 1;\n```\n"),
];

/// A list item with a box.
#[derive(Debug, Clone)]
pub(super) struct Task {
    pub(super) words: &'static str,
    pub(super) sign: char,
    pub(super) section: Section,
    pub(super) tag: Option<Tag>,
    pub(super) prefix: Option<Prefix>,
    pub(super) links: Vec<Ref>,
    pub(super) due: Option<(Day, DueForm)>,
    pub(super) scheduled: Option<Day>,
    pub(super) is_repeated: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    Outside,
    Questions,
    Promises,
    Waiting,
    Takeaways,
    Log,
    Actions,
}

pub(super) const SECTIONS: &[(Section, &str)] = &[
    (Section::Questions, "Questions"),
    (Section::Promises, "Promises"),
    (Section::Waiting, "Waiting for"),
    (Section::Takeaways, "Takeaways"),
    (Section::Log, "Log"),
    (Section::Actions, "Next steps"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Promise,
    Waiting,
    Prep,
    Action,
}

/// Whose a task is, before a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Prefix {
    Me,
    /// A figure's whole name.
    Name(usize),
    /// Only the first word of it, in bold.
    FirstWord(usize),
    /// The alias, behind an `@` and without a colon.
    AtStem(usize),
    /// The name as a link.
    Link(usize),
}

/// How a due date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DueForm {
    Emoji,
    Inline,
    Words,
    By,
    Bracketed,
}

impl Task {
    /// Returns the text that stays when all that is taken off it is gone.
    pub(super) fn text(&self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.prefix.map(Prefix::written));
        parts.push(self.words.to_owned());
        parts.extend(self.links.iter().map(Ref::written));
        parts.extend(self.tag.map(|tag| tag.written().to_owned()));
        parts.join(" ")
    }
}

impl Tag {
    fn written(self) -> &'static str {
        match self {
            Tag::Promise => "#promise",
            Tag::Waiting => "#waiting",
            Tag::Prep => "#prep",
            Tag::Action => "#action",
        }
    }
}

impl Prefix {
    fn written(self) -> String {
        match self {
            Prefix::Me => "Me:".to_owned(),
            Prefix::Name(figure) => format!("{}:", CAST[figure].name),
            Prefix::FirstWord(figure) => {
                format!("**{}**:", CAST[figure].name.split(' ').next().unwrap())
            }
            Prefix::AtStem(figure) => format!("@{}", CAST[figure].stem),
            Prefix::Link(figure) => format!("[[{}]]:", CAST[figure].name),
        }
    }
}
