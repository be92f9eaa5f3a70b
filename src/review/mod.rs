//! What the chats left behind, gathered to be thought over: by month, tag, company or person.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::brief::passages_to_learn_from;
use crate::date::Date;
use crate::date::Datelike;
use crate::date::Today;
use crate::note::Details;
use crate::note::Passage;
use crate::note::tells_kind;
use crate::parallel;
use crate::rules::Outcome;
use crate::rules::outcome;
use crate::settings::Direction;
use crate::sorting::sort_by;
use crate::sorting::sort_by_key;
use crate::text::fold;
use crate::vault::ContactId;
use crate::vault::Encounter;
use crate::vault::Vault;
use crate::vault::Who;

/// Reads what the note at a path says for people.
pub type Read<'r> = &'r (dyn Fn(&str) -> Details + Sync);

/// What chats are gathered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The month of the chat, the latest first.
    Month,
    /// The tags of the chat, and of the people there.
    Tag,
    /// Where the people there work.
    Company,
    /// The people there.
    Person,
}

/// Which chats are wanted.
pub struct Wanted<'w> {
    /// On or after this day.
    pub since: Option<Date>,
    /// With one of these people.
    pub who: Option<&'w (dyn Fn(&Who) -> bool + Sync)>,
    /// With this tag, or one below it.
    pub tag: Option<&'w str>,
}

/// What the chats left behind.
#[derive(Debug)]
pub struct Review<'v> {
    /// The day.
    pub today: Today,
    /// The chats in which something was learned, the latest first.
    pub chats: Vec<Chat<'v>>,
    /// The groups, in order; a chat may stand in several, by its index in `chats`.
    pub groups: Vec<(Group<'v>, Vec<usize>)>,
}

/// A held meeting that was no ordinary one, and what was learned there.
#[derive(Debug)]
pub struct Chat<'v> {
    /// The meeting.
    pub meeting: &'v Encounter<'v>,
    /// Its day.
    pub date: Date,
    /// What was learned, passage by passage.
    pub learned: Vec<Passage>,
    /// Its tags, and those of the people there.
    pub tags: Vec<String>,
}

/// What a group of chats has in common.
#[derive(Debug, Clone)]
pub enum Group<'v> {
    /// The month with this first day.
    Month(Date),
    /// A tag or a company.
    Word(String),
    /// Somebody who was there.
    Person(&'v Who<'v>),
    /// None of those that were asked for.
    Other,
}

/// Gathers what the wanted chats left behind until `today`; their notes are read again with `read`.
pub fn review<'v>(
    vault: &'v Vault<'v>,
    today: Today,
    by: By,
    wanted: &Wanted,
    read: Read,
) -> Review<'v> {
    let is_chat = |meeting: &&Encounter| {
        outcome(meeting, today.0) == Outcome::Held && meeting.direction != Direction::None
    };
    let meetings: Vec<&Encounter> = vault.meetings.iter().filter(is_chat).collect();
    let chats = parallel::map(&meetings, |meeting| chat(vault, meeting, wanted, read));
    let mut chats: Vec<Chat> = chats.into_iter().flatten().collect();
    sort_by_key(&mut chats, |chat| (Reverse(chat.date), chat.meeting.path()));
    let groups = match by {
        By::Month => grouped(&chats, &months),
        By::Tag => grouped(&chats, &|chat| chat.tags.iter().map(|tag| word(tag)).collect()),
        By::Person => grouped(&chats, &people),
        By::Company => {
            let companies = companies(vault, &chats, read);
            grouped(&chats, &|chat| {
                let ids = chat.meeting.present.iter().filter_map(Who::id);
                ids.filter_map(|id| companies.get(&id)).map(|company| word(company)).collect()
            })
        }
    };
    Review { today, chats, groups }
}

/// Reads a chat, if it is wanted and anything was learned.
fn chat<'v>(
    vault: &Vault,
    meeting: &'v Encounter<'v>,
    wanted: &Wanted,
    read: Read,
) -> Option<Chat<'v>> {
    let date =
        meeting.meeting().date.filter(|date| wanted.since.is_none_or(|since| *date >= since))?;
    if wanted.who.is_some_and(|is_wanted| !meeting.present.iter().any(is_wanted)) {
        return None;
    }
    let details = read(meeting.path());
    let tags = tags(meeting, &details);
    let has_tag =
        wanted.tag.is_none_or(|wanted| tags.iter().any(|tag| is_at_or_below(tag, wanted)));
    let learned: Vec<Passage> =
        passages_to_learn_from(&details, vault.settings).into_iter().cloned().collect();
    (has_tag && !learned.is_empty()).then_some(Chat { meeting, date, learned, tags })
}

/// Returns the tags of a meeting and of the people there, without those that tell the kind of note.
fn tags(meeting: &Encounter, details: &Details) -> Vec<String> {
    let present = meeting.present.iter().filter_map(Who::contact);
    let of_people = present.flat_map(|known| known.contact().tags()).map(ToString::to_string);
    let of_people = of_people.filter(|tag| !tells_kind(tag));
    details.tags.iter().cloned().chain(of_people).collect()
}

fn is_at_or_below(tag: &str, wanted: &str) -> bool {
    let (tag, wanted) = (fold(tag), fold(wanted.trim_start_matches('#')));
    let rest = tag.strip_prefix(&*wanted);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Returns the companies of the people at the chats; each of their notes is read once.
fn companies(vault: &Vault, chats: &[Chat], read: Read) -> FxHashMap<ContactId, String> {
    let present = chats.iter().flat_map(|chat| &chat.meeting.present);
    let mut ids: Vec<ContactId> = present.filter_map(Who::id).collect();
    ids.sort_unstable();
    ids.dedup();
    let companies = parallel::map(&ids, |id| read(vault.contact(*id).path()).company);
    ids.into_iter().zip(companies).filter_map(|(id, company)| Some((id, company?))).collect()
}

/// Where a group stands, and what it is.
type Keyed<'v> = (String, Group<'v>);

fn months<'v>(chat: &Chat<'v>) -> Vec<Keyed<'v>> {
    let month = chat.date.with_day(1).expect("every month has a first day");
    // The latest month comes first: the keys count down to the last day that can be written.
    let key = Date::MAX.signed_duration_since(month).num_days();
    vec![(format!("{key:012}"), Group::Month(month))]
}

fn people<'v>(chat: &Chat<'v>) -> Vec<Keyed<'v>> {
    let meeting = chat.meeting;
    let key = |who: &Who| format!("{}\0{}", fold(who.name()), who.path().unwrap_or_default());
    meeting.present.iter().map(|who| (key(who), Group::Person(who))).collect()
}

fn word<'v>(text: &str) -> Keyed<'v> {
    (fold(text).into_owned(), Group::Word(text.to_owned()))
}

/// Puts the chats into their groups, in the order of the keys; those without any come last.
fn grouped<'v>(
    chats: &[Chat<'v>],
    of: &dyn Fn(&Chat<'v>) -> Vec<Keyed<'v>>,
) -> Vec<(Group<'v>, Vec<usize>)> {
    let (mut keyed, mut others) = (Vec::new(), Vec::new());
    for (index, chat) in chats.iter().enumerate() {
        match of(chat) {
            keys if keys.is_empty() => others.push(index),
            keys => keyed.extend(keys.into_iter().map(|(key, group)| (key, group, index))),
        }
    }
    sort_by(&mut keyed, |(one, ..), (other, ..)| one.cmp(other));
    let group = |same: &[(String, Group<'v>, usize)]| {
        let mut chats: Vec<usize> = same.iter().map(|(_, _, index)| *index).collect();
        chats.dedup();
        (same[0].1.clone(), chats)
    };
    let groups = keyed.chunk_by(|(one, ..), (other, ..)| one == other).map(group);
    let others = (!others.is_empty()).then_some((Group::Other, others));
    groups.chain(others).collect()
}
