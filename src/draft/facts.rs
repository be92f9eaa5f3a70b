//! What the notes say that a letter may need. Nothing known is an empty text or list.

use std::borrow::Cow;

use crate::brief::Brief;
use crate::brief::Talk;
use crate::brief::brief;
use crate::brief::talk;
use crate::date::Date;
use crate::date::Datelike;
use crate::date::month_in_words;
use crate::date::month_name;
use crate::date::weekday_name;
use crate::note::Details;
use crate::note::Reply;
use crate::note::passages_of;
use crate::note::plain;
use crate::settings::Direction;
use crate::settings::Settings;
use crate::template::Filling;
use crate::text::collapse;
use crate::vault::Acquaintance;
use crate::vault::Who;

use super::Choice;
use super::Sources;

/// What the notes say that a letter may need.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) me: String,
    pub(super) story: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) address: String,
    pub(super) role: String,
    pub(super) company: String,
    pub(super) in_common: String,
    pub(super) met_through: String,
    pub(super) introducer: String,
    /// What I would like to learn: the purpose of the meeting that is planned.
    pub(super) purpose: String,
    /// The day of the talk, in words.
    pub(super) day: Day,
    /// The day of the last request, in words.
    pub(super) asked: Day,
    pub(super) is_later: bool,
    /// Whether they had asked for the talk.
    pub(super) is_giving: bool,
    pub(super) takeaways: Vec<String>,
    pub(super) noted: Vec<String>,
    pub(super) deeds: Vec<String>,
    pub(super) plans: Vec<String>,
    pub(super) promises: Vec<String>,
    pub(super) offers: Vec<String>,
    /// The one thing offered of which the letter reminds.
    pub(super) offer: String,
    pub(super) about: String,
    pub(super) about_work: String,
}

/// A day in words.
#[derive(Debug, Default)]
pub(super) struct Day {
    /// `Friday`, `20 November`, `today`.
    pub(super) bare: String,
    /// `on Friday`, `on 20 November`, `today`.
    pub(super) when: String,
}

/// Gathers the facts for a letter.
pub(super) fn facts(sources: &Sources, choice: &Choice) -> Facts {
    let (vault, today) = (sources.vault, sources.today().0);
    let mut facts = Facts {
        me: vault.settings.me.first().map(|me| readable(me)).unwrap_or_default(),
        story: story(sources.story.as_deref(), vault.settings),
        name: choice.to.map(|who| readable(who.name())).unwrap_or_default(),
        ..Facts::default()
    };
    let contact = choice.to.and_then(Who::id).map(|id| vault.contact(id));
    let known = contact.map(|contact| brief(vault, sources.agenda, contact, sources.read));
    if let (Some(contact), Some(brief)) = (contact, &known) {
        facts.add_contact(contact, brief, today);
    }
    if let Some(offer) = choice.offer {
        let pledges = known.iter().flat_map(|brief| &brief.waiting);
        let mut same = pledges.filter(|pledge| pledge.item.is_some_and(|i| i.subject == offer));
        facts.offer = same.next().map_or_else(|| readable(offer), |pledge| pledge.text.clone());
    }
    let of_meeting = choice.meeting.and_then(|meeting| {
        // What somebody else said is told whole to whoever introduced them.
        let who = choice.to.filter(|_| choice.about.is_none());
        Some(talk(vault, meeting, meeting.meeting().date?, who, sources.read))
    });
    match (&of_meeting, &known) {
        (Some(talk), _) => facts.add_talk(talk, today),
        (None, Some(brief)) if choice.about.is_none() => facts.add_last_talk(brief, today),
        _ => {}
    }
    if let Some(about) = choice.about {
        facts.add_about(about, &(sources.read)(about.path()));
    }
    facts
}

impl Facts {
    /// Adds what is known about whoever is written to.
    fn add_contact(&mut self, contact: &Acquaintance, brief: &Brief, today: Date) {
        let details = &brief.details;
        self.email = contact.who.email().map(readable).unwrap_or_default();
        self.address = text(&details.address);
        self.role = text(&details.role);
        self.company = text(&details.company);
        self.in_common = text(&details.in_common);
        self.met_through = text(&details.met_through);
        let introducer = brief.introductions.chains.first().and_then(|chain| chain.last());
        let introducer = introducer.map(|introducer| readable(introducer.contact().name()));
        let stranger = || brief.introductions.strangers.first().cloned();
        self.introducer = introducer.or_else(stranger).unwrap_or_default();
        let purpose = brief.next.as_ref().and_then(|plan| plan.meeting.meeting().purpose());
        self.purpose = purpose.map(readable).unwrap_or_default();
        if let Some(asked) = contact.contact().reached_out.last() {
            self.asked = day(*asked, today);
        }
        self.is_later = contact.contact().reply == Some(Reply::Later);
        self.promises = brief.promises.iter().map(|pledge| pledge.text.clone()).collect();
        self.offers = brief.waiting.iter().map(|pledge| pledge.text.clone()).collect();
    }

    /// Adds what was said in a meeting.
    fn add_talk(&mut self, talk: &Talk, today: Date) {
        self.day = day(talk.date, today);
        self.is_giving = talk.meeting.direction == Direction::Giving;
        self.takeaways.clone_from(&talk.learned);
        self.noted.clone_from(&talk.noted);
        self.deeds.clone_from(&talk.done);
        self.plans.clone_from(&talk.to_do);
    }

    /// Adds what was said when they last talked: the last talk of which something was noted.
    fn add_last_talk(&mut self, brief: &Brief, today: Date) {
        let has_words = |talk: &&Talk| !talk.words().is_empty();
        let last = brief.talks.iter().find(has_words).or(brief.talks.first());
        if let Some(last) = last {
            self.add_talk(last, today);
        }
    }

    /// Adds whom the letter is about.
    fn add_about(&mut self, about: &Acquaintance, details: &Details) {
        self.about = readable(about.contact().name());
        let words = [text(&details.role), text(&details.company)];
        let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
        self.about_work = words.join(", ");
    }

    /// Returns the facts by the names that templates use.
    pub(super) fn values(&self) -> Vec<(&'static str, Filling)> {
        let first = |texts: &[String]| texts.first().cloned().unwrap_or_default();
        let list = |texts: &[String]| Filling::from(texts);
        let email = if self.email.is_empty() { "[their e-mail address]" } else { &self.email };
        let name = if self.name.is_empty() { "[their name]" } else { &self.name };
        vec![
            ("to", format!("{} <{email}>", quoted(name)).into()),
            ("name", self.name.as_str().into()),
            ("first_name", first_name(&self.name).into()),
            ("email", self.email.as_str().into()),
            ("address", self.address.as_str().into()),
            ("role", self.role.as_str().into()),
            ("company", self.company.as_str().into()),
            ("in_common", self.in_common.as_str().into()),
            ("met_through", self.met_through.as_str().into()),
            ("introducer", self.introducer.as_str().into()),
            ("me", self.me.as_str().into()),
            ("story", self.story.as_str().into()),
            ("purpose", self.purpose.as_str().into()),
            ("day", self.day.bare.as_str().into()),
            ("when", self.day.when.as_str().into()),
            ("asked", self.asked.bare.as_str().into()),
            ("asked_when", self.asked.when.as_str().into()),
            ("later", self.is_later.into()),
            ("giving", self.is_giving.into()),
            ("takeaway", first(&self.takeaways).into()),
            ("takeaways", list(&self.takeaways)),
            ("deed", first(&self.deeds).into()),
            ("deeds", list(&self.deeds)),
            ("plan", first(&self.plans).into()),
            ("plans", list(&self.plans)),
            ("promise", first(&self.promises).into()),
            ("promises", list(&self.promises)),
            ("offer", self.offer.as_str().into()),
            ("offers", list(&self.offers)),
            ("about", self.about.as_str().into()),
            ("about_first_name", first_name(&self.about).into()),
            ("about_work", self.about_work.as_str().into()),
        ]
    }
}

/// Returns the first paragraph of `story.md`: it says who the owner is.
fn story(text: Option<&str>, settings: &Settings) -> String {
    let passages = text.map(|text| passages_of(text, settings)).unwrap_or_default();
    let mut lines = passages.iter().flat_map(|passage| &passage.lines);
    lines.find(|line| !line.is_item).map(|line| line.text.clone()).unwrap_or_default()
}

fn text(text: &Option<String>) -> String {
    text.as_deref().map(readable).unwrap_or_default()
}

/// Returns text from a note as it reads, on one line.
fn readable(text: &str) -> String {
    collapse(&plain(text))
}

/// Returns a name as it stands before an address (RFC 5322).
fn quoted(name: &str) -> Cow<'_, str> {
    match name.contains(['"', ',', ';', ':', '<', '>', '(', ')', '@', '\\']) {
        true => format!("\"{}\"", name.replace(['"', '\\'], "'")).into(),
        false => name.into(),
    }
}

/// Returns what to call somebody in a letter: the first word of the name, after a title.
fn first_name(name: &str) -> &str {
    const TITLES: &[&str] = &["dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "dame"];
    let is_title =
        |word: &&str| TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    let mut words = name.split(' ');
    words.find(|word| !is_title(word)).unwrap_or(name)
}

/// Returns a day as people say it in a letter.
fn day(date: Date, today: Date) -> Day {
    let same = |word: &str| Day { bare: word.to_owned(), when: word.to_owned() };
    let bare = match (today - date).num_days() {
        0 => return same("today"),
        1 => return same("yesterday"),
        2..7 => weekday_name(date).to_owned(),
        _ if date.year() == today.year() => format!("{} {}", date.day(), month_name(date)),
        _ => format!("{} {}", date.day(), month_in_words(date)),
    };
    Day { when: format!("on {bare}"), bare }
}
