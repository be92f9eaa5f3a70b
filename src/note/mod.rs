//! One file → one note: its text read into facts and diagnostics. Reading never fails, and knows
//! neither the other notes nor the day.

mod body;
mod contact;
mod details;
mod excerpt;
mod front_matter;
mod glance;
mod kind;
mod link;
mod meeting;
mod outline;
mod paragraph;
mod person;
mod plain;
mod simple;
mod split;
mod task;
mod tasks;

pub(crate) use body::Heading;
pub(crate) use body::LogEntry;
pub use contact::Contact;
pub use contact::Identity;
pub use contact::Reply;
pub use details::Details;
pub use details::Line;
pub use details::Passage;
pub use details::details;
pub use details::passages_of;
pub use excerpt::excerpt;
pub use glance::Glance;
pub use glance::glance;
pub use kind::By;
pub use kind::Kind;
pub use kind::Label;
pub use kind::is_among_contacts;
pub use kind::is_among_meetings;
pub use kind::tells_kind;
pub use link::Reference;
pub use link::links;
pub use link::without_links;
pub use meeting::Meeting;
pub use meeting::Occasion;
pub use meeting::Sent;
pub use meeting::Status;
pub use meeting::Thanks;
pub(crate) use outline::Outline;
pub(crate) use outline::outline;
pub use person::Person;
pub use person::person;
pub use plain::plain;
pub use plain::without_kind_tags;
pub(crate) use task::DateField;
pub(crate) use task::FieldName;
pub(crate) use task::Fields;
pub(crate) use task::Form;
pub use task::State;
pub(crate) use task::without_block_id;
pub use tasks::Task;
pub use tasks::Tasks;

use crate::date;
use crate::diagnostic;
use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::few::Few;
use crate::few::Lone;
use crate::settings::Key;
use crate::settings::Settings;
use crate::settings::normalise;
use crate::text::Place;
use crate::yaml;

use body::Body;
use front_matter::FrontMatter;
use front_matter::Value;
use kind::Told;
use split::Unfit;

/// So many slips in keys are told of one note.
const MOST_SLIPS: usize = 50;

/// What one file of the vault says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The file, relative to the vault, with `/`.
    pub path: Box<str>,
    /// What it is about.
    pub content: Content,
    /// What is wrong with it, looked at alone.
    pub problems: Few<Diagnostic>,
}

/// What a note is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A person.
    Contact(Contact),
    /// A meeting.
    Meeting(Meeting),
    /// Something else, or it could not be read: it is only counted.
    Other,
}

/// A text that names a person, or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonText {
    /// As written: a link, a name, or more of them.
    pub text: Box<str>,
    /// Where.
    pub place: Place,
}

impl Note {
    /// Returns what tells this very reading from all others, without a look at what it says.
    pub fn address(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }

    /// Returns a file that could not be read as text.
    pub fn unread(path: Box<str>, problem: Diagnostic) -> Note {
        Note { path, content: Content::Other, problems: vec![problem].into() }
    }
}

/// Reads the note at `path` from its `text`.
pub fn parse(path: Box<str>, text: &str, settings: &Settings) -> Note {
    let (content, problems) = content(&path, text, settings);
    Note { path, content, problems: problems.into() }
}

/// Returns what the note at `path` is about, and what is wrong with it.
pub(crate) fn content(path: &str, text: &str, settings: &Settings) -> Parsed {
    let parsed = match split::split(text) {
        Ok(split) => parse_split(path, text, split, settings),
        Err(unfit) => Err(unfit_front_matter(path, unfit)),
    };
    match parsed {
        Ok((Content::Other, _)) => {
            // Blanks before the fence make it no front matter: told where it was meant for us.
            let late = split::not_first(text).map(|unfit| unfit_front_matter(path, unfit));
            let ours = late.filter(|(front, _)| is_ours(path, front, settings));
            (Content::Other, ours.into_iter().map(|(_, problem)| problem).collect())
        }
        Ok(parsed) => parsed,
        Err((front, problem)) => {
            let problem = match front_matter::conflict_markers(text) {
                Some(place) => catalog::conflict_markers(At::text(path, place, "<<<<<<<")),
                None => problem,
            };
            let is_ours = is_ours(path, front, settings);
            let problem = if is_ours { problem } else { problem.of_foreign_note() };
            (Content::Other, vec![problem])
        }
    }
}

/// Returns a note's front matter, without its fences; `None` where there is none.
pub fn front_matter(text: &str) -> Option<&str> {
    split::split(text).ok()?.front
}

/// Tells whether the quick readers of front matter and body, which decline whatever is not plain,
/// read `text` as the full ones do. For tests: `parse` takes it for granted.
pub fn readers_agree(text: &str, settings: &Settings) -> bool {
    let Ok(split) = split::split(text) else { return true };
    let body = &text[split.body_start..];
    let is_same = |kind| body::readers_agree(body, kind, &settings.headings);
    yaml::readers_agree(split.front.unwrap_or_default())
        && is_same(Kind::Contact)
        && is_same(Kind::Meeting)
}

/// Tells whether the folder, or a line of front matter that cannot be read, says that the note is
/// ours.
fn is_ours(path: &str, front: &str, settings: &Settings) -> bool {
    let by_folder = kind::by_folder(path, settings);
    by_folder.or_else(|| kind::by_lines(front, settings)).is_some()
}

/// Returns the text of front matter that is none, and what is wrong with it.
fn unfit_front_matter<'t>(path: &str, unfit: Unfit<'t>) -> (&'t str, Diagnostic) {
    let (front, message, help) = match unfit {
        Unfit::Unclosed(front) => {
            let message = "its first line is a fence `---`, but no second one follows";
            (front, message, "close it with a line `---`")
        }
        Unfit::CarriageReturns(front) => {
            let message = "its lines end in a carriage return alone";
            (front, message, "save it with Unix or Windows line ends")
        }
        Unfit::NotFirst(front) => {
            let message = "something stands before its first fence `---`";
            (front, message, "move the fence to the very beginning of the note")
        }
    };
    (front, catalog::front_matter(At::top(path), message, help))
}

/// What a note is about, and what is wrong with it.
pub(crate) type Parsed = (Content, Vec<Diagnostic>);

/// Reads a note whose parts are known; fails with the front matter and what is wrong with it.
fn parse_split<'t>(
    path: &'t str,
    text: &'t str,
    split: split::Split<'t>,
    settings: &Settings,
) -> Result<Parsed, (&'t str, Diagnostic)> {
    let yaml = split.front.unwrap_or_default();
    let front =
        FrontMatter::read(path, yaml, &settings.keys).map_err(|problem| (yaml, *problem))?;
    let told = tell_kind(path, &front, split.front.is_some(), settings);
    let Some((told, _)) = told else {
        return Ok((Content::Other, Vec::new()));
    };
    let mut body =
        body::read(text, split.body_start, split.body_line, told.kind(), &settings.headings);
    let mut problems = Vec::new();
    for (place, value) in std::mem::take(&mut body.bad_dates) {
        problems.push(catalog::bad_date(At::text(path, place, &value), &value));
    }
    if let Some(place) = front_matter::conflict_markers(text) {
        problems.push(catalog::conflict_markers(At::text(path, place, "<<<<<<<")));
    }
    problems.extend(unknown_keys(path, &front, told.kind(), settings));
    let content = read_content(&front, body, path, told);
    problems.extend(front.into_problems());
    diagnostic::sort(&mut problems);
    problems.dedup();
    Ok((content, problems))
}

fn read_content(front: &FrontMatter, body: Body, path: &str, told: Told) -> Content {
    match told {
        Told::Contact => Content::Contact(contact::read(front, body, path)),
        Told::Meeting(label) => Content::Meeting(meeting::read(front, body, path, label)),
    }
}

/// Tells what kind of note it is: by its type, else its tags, else its folder.
fn tell_kind(
    path: &str,
    front: &FrontMatter,
    has_front_matter: bool,
    settings: &Settings,
) -> Option<(Told, By)> {
    let values = |key| front.values(key, Kind::Meeting);
    let by_type = || values(Key::Type).into_iter().find_map(kind::by_type);
    let by_tags = || values(Key::Tags).into_iter().find_map(kind::by_tags);
    let by_type = || Some((by_type()?, By::Type));
    let by_tags = || Some((by_tags()?, By::Tags));
    by_type().or_else(by_tags).or_else(|| {
        let told = kind::by_folder(path, settings)?;
        let has_date = || date::in_file_name(crate::text::stem(path)).is_some();
        let counts = has_front_matter || told.kind() == Kind::Meeting && has_date();
        counts.then_some((told, By::Folder))
    })
}

/// Tells the keys that look like a slip for one of the kind's own.
fn unknown_keys(
    path: &str,
    front: &FrontMatter,
    kind: Kind,
    settings: &Settings,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    // So many slips are enough to look the whole note through.
    for written in front.unknown() {
        if problems.len() == MOST_SLIPS {
            break;
        }
        let name = normalise(written);
        let near = match kind {
            Kind::Contact => settings.keys.near_contact(&name),
            Kind::Meeting => settings.keys.near_meeting(&name),
        };
        if let Some(known) = near {
            let at = At::text(path, front.key_place(written), written);
            problems.push(catalog::unknown_key(at, written, known));
        }
    }
    problems
}

/// Reads the people whom a key names.
fn people(value: &Value) -> Lone<PersonText> {
    let texts = value.texts("a name or a link, or a list of them").unwrap_or_default();
    texts
        .into_iter()
        .map(|written| {
            let place = value.place(&written);
            PersonText { text: written.text.into(), place }
        })
        .collect()
}
