//! A note about a person.

use crate::date::Cadence;
use crate::date::Date;
use crate::settings::Key;
use crate::text::Texts;

use super::PersonText;
use super::Tasks;
use super::body::Body;
use super::front_matter::FrontMatter;
use super::front_matter::Value;
use super::kind;
use super::kind::Kind;

/// A person, as their note has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// What to call them.
    pub name: Box<str>,
    /// The line of the name's key, or 1.
    pub name_line: u32,
    /// Other names.
    pub aliases: Texts,
    /// Their e-mail addresses.
    pub emails: Texts,
    /// Their tags, without `#`.
    pub tags: Texts,
    /// Who introduced them.
    pub referred_by: Box<[PersonText]>,
    /// The line of `referred_by`, or 1.
    pub referred_by_line: u32,
    /// When they were asked for a meeting; sorted, each day once.
    pub reached_out: Box<[Date]>,
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
    texts(Key::Company);
    let mut reached_out = value(Key::ReachedOut).map(|value| value.dates()).unwrap_or_default();
    reached_out.sort_unstable();
    reached_out.dedup();
    Contact {
        name: value(Key::Name)
            .and_then(|value| value.scalar())
            .or_else(|| text(Key::Title))
            .map(Into::into)
            .or(body.title)
            .unwrap_or_else(|| crate::text::stem(path).into()),
        name_line: line(Key::Name),
        aliases: texts(Key::Aliases),
        emails: texts(Key::Email).iter().map(address).collect(),
        tags: tags(front),
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
pub(super) fn plain_texts(value: &Value) -> Texts {
    let texts = value.texts("a text, or a list of texts").unwrap_or_default();
    texts.iter().map(|text| super::link::without_links(&text.text)).collect()
}

/// Returns the address in `Ada Lovelace <ada@example.org>` or `mailto:ada@example.org`.
fn address(text: &str) -> &str {
    let inside = text.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    let address = inside.map_or(text, |(address, _)| address).trim();
    address.strip_prefix("mailto:").unwrap_or(address)
}

fn tags(front: &FrontMatter) -> Texts {
    let values = front.values(Key::Tags, Kind::Contact);
    values.into_iter().flat_map(kind::tags).collect()
}

fn reply(text: &str) -> Option<Reply> {
    match text {
        "yes" | "true" => Some(Reply::Yes),
        "no" | "false" => Some(Reply::No),
        "later" => Some(Reply::Later),
        _ => None,
    }
}
