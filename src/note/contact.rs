//! A note about a person.

use crate::date::Cadence;
use crate::date::Date;
use crate::few::Few;
use crate::few::Lone;
use crate::settings::Key;
use crate::text::TextList;
use crate::text::Texts;

use super::PersonText;
use super::Tasks;
use super::body::Body;
use super::front_matter::FrontMatter;
use super::front_matter::Value;
use super::kind;
use super::kind::Kind;

/// What keys such as `aliases` may have.
const TEXTS: &str = "a text, or a list of texts";

/// A person, as their note has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Who they are.
    pub identity: Identity,
    /// The line of the name's key, or 1.
    pub name_line: u32,
    /// Who introduced them.
    pub referred_by: Lone<PersonText>,
    /// The line of `referred_by`, or 1.
    pub referred_by_line: u32,
    /// When they were asked for a meeting; sorted, each day once.
    pub reached_out: Few<Date>,
    /// The line of `reached_out`, or 1.
    pub reached_out_line: u32,
    /// What they answered.
    pub reply: Option<Reply>,
    /// When there was contact last, by the owner's own count.
    pub last_contact: Option<Date>,
    /// How often to get in touch.
    pub check_in: Option<Cadence>,
    /// The line of `check_in`, or 1.
    pub check_in_line: u32,
    /// Until when to leave them in peace.
    pub snooze_until: Option<Date>,
    /// The dates in the log.
    pub log: Box<[Date]>,
    /// The tasks in their note.
    pub tasks: Tasks,
}

/// What a contact is called, where to write to them, and what they are tagged with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The name, and the three lists.
    texts: Texts<4>,
}

impl Identity {
    /// Returns the identity of somebody called `name`, who has lists of `aliases`, addresses and
    /// tags.
    pub fn new<'a>(
        name: &str,
        aliases: &mut dyn Iterator<Item = &'a str>,
        emails: &mut dyn Iterator<Item = &'a str>,
        tags: &mut dyn Iterator<Item = &'a str>,
    ) -> Identity {
        let lists = (TextList::write(aliases), TextList::write(emails), TextList::write(tags));
        Identity { texts: Texts::new([name, &lists.0, &lists.1, &lists.2]) }
    }
}

impl Contact {
    /// Returns what to call them.
    pub fn name(&self) -> &str {
        self.identity.texts.get(0)
    }

    /// Returns other names.
    pub fn aliases(&self) -> TextList<'_> {
        TextList::read(self.identity.texts.get(1))
    }

    /// Returns their e-mail addresses.
    pub fn emails(&self) -> TextList<'_> {
        TextList::read(self.identity.texts.get(2))
    }

    /// Returns their tags, without `#`.
    pub fn tags(&self) -> TextList<'_> {
        TextList::read(self.identity.texts.get(3))
    }
}

/// An answer to a request for a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// They will meet.
    Yes,
    /// They will not.
    No,
    /// Not now.
    Later,
}

/// Reads a contact from its front matter and its body.
pub(super) fn read(front: &FrontMatter, body: Body, path: &str) -> Contact {
    let value = |key| front.value(key, Kind::Contact);
    let text = |key| value(key).and_then(|value: Value| value.text());
    let texts = |key| value(key).map(|value| plain_texts(&value)).unwrap_or_default();
    let line = |key| value(key).map_or(1, |value| value.line());
    for key in [
        Key::Role,
        Key::Phone,
        Key::Linkedin,
        Key::Website,
        Key::Location,
        Key::Address,
        Key::InCommon,
        Key::MetThrough,
    ] {
        // Read for its problems alone: these are for people to look at.
        text(key);
    }
    value(Key::Company).and_then(|value| value.texts(TEXTS));
    let mut reached_out = value(Key::ReachedOut).map(|value| value.dates()).unwrap_or_default();
    reached_out.sort_unstable();
    reached_out.dedup();
    let name = value(Key::Name).and_then(|value| value.scalar()).or_else(|| text(Key::Title));
    let name = name.as_deref().or(body.title.as_deref()).unwrap_or(crate::text::stem(path));
    let (aliases, emails) = (texts(Key::Aliases), texts(Key::Email));
    let mut aliases = aliases.iter().map(String::as_str);
    let mut emails = emails.iter().map(|email| address(email));
    let tags = front.values(Key::Tags, Kind::Contact);
    let mut tags = tags.into_iter().flat_map(kind::tags);
    Contact {
        identity: Identity::new(name, &mut aliases, &mut emails, &mut tags),
        name_line: line(Key::Name),
        referred_by: value(Key::ReferredBy).map(|value| super::people(&value)).unwrap_or_default(),
        referred_by_line: line(Key::ReferredBy),
        reached_out: reached_out.into(),
        reached_out_line: line(Key::ReachedOut),
        reply: value(Key::Reply).and_then(|value| value.word("`yes`, `no` or `later`", reply)),
        last_contact: value(Key::LastContact).and_then(|value| value.date()),
        check_in: value(Key::CheckIn).and_then(|value| value.cadence()),
        check_in_line: line(Key::CheckIn),
        snooze_until: value(Key::SnoozeUntil).and_then(|value| value.date()),
        log: body.log.iter().map(|entry| entry.date).collect(),
        tasks: body.tasks.into(),
    }
}

/// Reads texts, links among them as their words.
pub(super) fn plain_texts(value: &Value) -> Vec<String> {
    let texts = value.texts(TEXTS).unwrap_or_default();
    texts.iter().map(|text| super::link::without_links(&text.text).into_owned()).collect()
}

/// Returns the address in `Ada Lovelace <ada@example.org>` or `mailto:ada@example.org`.
fn address(text: &str) -> &str {
    let inside = text.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    let address = inside.map_or(text, |(address, _)| address).trim();
    address.strip_prefix("mailto:").unwrap_or(address)
}

fn reply(text: &str) -> Option<Reply> {
    match text {
        "yes" | "true" => Some(Reply::Yes),
        "no" | "false" => Some(Reply::No),
        "later" => Some(Reply::Later),
        _ => None,
    }
}
