//! A brief as JSON: a published format, version 1. It only ever gains keys.

use std::io;
use std::io::Write;

use serde::Serialize;

use crate::brief::Brief;
use crate::brief::Happening;
use crate::brief::Plan;
use crate::brief::Pledge;
use crate::brief::Talk;
use crate::render::json::Day;
use crate::render::json::SCHEMA;
use crate::render::json::close;
use crate::render::json::item;
use crate::render::json::list;
use crate::render::json::open;
use crate::vault::Acquaintance;

/// What stands before the items.
#[derive(Serialize)]
struct Head<'a> {
    schema: u32,
    today: Day,
    contact: Contact<'a>,
    introduced_by: Vec<Vec<Person<'a>>>,
    introduced: Vec<Person<'a>>,
    next_meeting: Option<Next<'a>>,
    say: &'a [String],
    talks: Vec<Held<'a>>,
    promises: Vec<Promise<'a>>,
    waiting: Vec<Promise<'a>>,
}

/// What stands behind the items.
#[derive(Serialize)]
struct Tail<'a> {
    timeline: Vec<Event<'a>>,
}

#[derive(Serialize)]
struct Contact<'a> {
    path: &'a str,
    name: &'a str,
    aliases: Vec<&'a str>,
    role: Option<&'a str>,
    company: Option<&'a str>,
    emails: Vec<&'a str>,
    phone: Option<&'a str>,
    linkedin: Option<&'a str>,
    website: Option<&'a str>,
    location: Option<&'a str>,
    address: Option<&'a str>,
    in_common: Option<&'a str>,
    met_through: Option<&'a str>,
    tags: Vec<&'a str>,
    about: &'a [String],
}

#[derive(Serialize)]
struct Person<'a> {
    name: &'a str,
    path: Option<&'a str>,
}

#[derive(Serialize)]
struct Next<'a> {
    path: &'a str,
    date: Day,
    time: Option<String>,
    place: Option<&'a str>,
    purpose: Option<&'a str>,
    questions: &'a [String],
}

#[derive(Serialize)]
struct Held<'a> {
    path: &'a str,
    date: Day,
    purpose: Option<&'a str>,
    learned: &'a [String],
    noted: &'a [String],
    done: &'a [String],
    to_do: &'a [String],
}

#[derive(Serialize)]
struct Promise<'a> {
    id: Option<&'a str>,
    text: &'a str,
    due: Option<Day>,
    path: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct Event<'a> {
    date: Day,
    kind: &'a str,
    path: Option<&'a str>,
    text: Option<&'a str>,
}

/// Writes a brief as one line of JSON.
///
/// # Errors
///
/// Fails where `out` does.
pub fn json(brief: &Brief, mut out: impl Write) -> io::Result<()> {
    let introductions = &brief.introductions;
    let strangers = introductions.strangers.iter().map(|name| vec![Person { name, path: None }]);
    let chains = introductions.chains.iter();
    let chains = chains.map(|chain| chain.iter().map(|contact| person(contact)).collect());
    let head = Head {
        schema: SCHEMA,
        today: Day(brief.today.0),
        contact: contact(brief),
        introduced_by: chains.chain(strangers).collect(),
        introduced: introductions.introduced.iter().map(|contact| person(contact)).collect(),
        next_meeting: brief.next.as_ref().map(next),
        say: &brief.say,
        talks: brief.talks.iter().map(held).collect(),
        promises: brief.promises.iter().map(promise).collect(),
        waiting: brief.waiting.iter().map(promise).collect(),
    };
    let tail = Tail { timeline: brief.timeline.iter().map(event).collect() };
    let out: &mut dyn Write = &mut out;
    open(&head, "items", out)?;
    list(&brief.items, &|_| (), &|one, text| item::add(one, brief.today, text), out)?;
    close(&tail, out)
}

fn contact<'a>(brief: &'a Brief) -> Contact<'a> {
    let (contact, details) = (brief.contact.contact(), &brief.details);
    Contact {
        path: brief.contact.path(),
        name: contact.name(),
        aliases: contact.aliases().iter().collect(),
        role: details.role.as_deref(),
        company: details.company.as_deref(),
        emails: contact.emails().iter().collect(),
        phone: details.phone.as_deref(),
        linkedin: details.linkedin.as_deref(),
        website: details.website.as_deref(),
        location: details.location.as_deref(),
        address: details.address.as_deref(),
        in_common: details.in_common.as_deref(),
        met_through: details.met_through.as_deref(),
        tags: contact.tags().iter().collect(),
        about: &brief.about,
    }
}

fn person<'a>(contact: &'a Acquaintance) -> Person<'a> {
    Person { name: contact.contact().name(), path: Some(contact.path()) }
}

fn next<'a>(plan: &'a Plan) -> Next<'a> {
    let meeting = plan.meeting.meeting();
    Next {
        path: plan.meeting.path(),
        date: Day(plan.date),
        time: meeting.time.map(|time| time.to_string()),
        place: meeting.place(),
        purpose: meeting.purpose(),
        questions: &plan.questions,
    }
}

fn held<'a>(talk: &'a Talk) -> Held<'a> {
    Held {
        path: talk.meeting.path(),
        date: Day(talk.date),
        purpose: talk.meeting.meeting().purpose(),
        learned: &talk.learned,
        noted: &talk.noted,
        done: &talk.done,
        to_do: &talk.to_do,
    }
}

fn promise<'a>(pledge: &'a Pledge) -> Promise<'a> {
    Promise {
        id: pledge.item.map(|item| item.id.as_str()),
        text: &pledge.text,
        due: pledge.due.map(Day),
        path: pledge.path,
        line: pledge.line,
    }
}

fn event<'a>(happening: &'a Happening) -> Event<'a> {
    Event {
        date: Day(happening.date),
        kind: happening.kind.word(),
        path: happening.meeting.map(crate::vault::Encounter::path),
        text: happening.text.as_deref(),
    }
}
