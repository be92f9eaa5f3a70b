//! What happened between the owner and a contact, and what is planned.

use crate::date;
use crate::date::Date;
use crate::date::Today;
use crate::note::Details;
use crate::rules::Outcome;
use crate::rules::outcome;
use crate::settings::Section;
use crate::sorting::sort_by_key;
use crate::vault::Acquaintance;
use crate::vault::Encounter;
use crate::vault::Thanked;
use crate::vault::Vault;

/// Something that happened, or is planned.
#[derive(Debug, Clone)]
pub struct Happening<'v> {
    /// The day.
    pub date: Date,
    /// What it is.
    pub kind: HappeningKind,
    /// The meeting that it belongs to.
    pub meeting: Option<&'v Encounter<'v>>,
    /// The words of the log.
    pub text: Option<String>,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HappeningKind {
    /// The owner asked for a meeting.
    Asked,
    /// A meeting was held.
    Held,
    /// A meeting is planned.
    Planned,
    /// A meeting did not take place.
    Off,
    /// An e-mail of thanks.
    Email,
    /// A handwritten note of thanks.
    Note,
    /// An entry in the contact's log.
    Log,
    /// The contact's `last_contact`.
    LastContact,
}

impl HappeningKind {
    /// Returns the word that programs read.
    pub fn word(self) -> &'static str {
        match self {
            HappeningKind::Asked => "asked",
            HappeningKind::Held => "held",
            HappeningKind::Planned => "planned",
            HappeningKind::Off => "off",
            HappeningKind::Email => "thank-you-email",
            HappeningKind::Note => "thank-you-note",
            HappeningKind::Log => "log",
            HappeningKind::LastContact => "last-contact",
        }
    }
}

/// Returns what happened with a contact, the latest first.
pub(super) fn timeline<'v>(
    vault: &'v Vault<'v>,
    today: Today,
    contact: &Acquaintance,
    details: &Details,
) -> Vec<Happening<'v>> {
    let plain = |date, kind| Happening { date, kind, meeting: None, text: None };
    let asked = contact.contact().reached_out.iter();
    let mut timeline: Vec<Happening> =
        asked.map(|date| plain(*date, HappeningKind::Asked)).collect();
    timeline.extend(vault.meetings_with(contact.id()).filter_map(|one| meeting(one, today)));
    timeline.extend(vault.meetings.iter().flat_map(|meeting| thanks(meeting, contact)));
    timeline.extend(log(details));
    timeline.retain(|happening| {
        happening.date <= today.0
            || matches!(happening.kind, HappeningKind::Planned | HappeningKind::Off)
    });
    // Many keep `last_contact` beside a log or a note that says the same.
    let last = contact.contact().last_contact.filter(|date| *date <= today.0);
    let is_known = |date: &Date| {
        let mut others = timeline.iter().filter(|other| other.kind != HappeningKind::Asked);
        others.any(|other| other.date == *date)
    };
    if let Some(date) = last.filter(|date| !is_known(date)) {
        timeline.push(plain(date, HappeningKind::LastContact));
    }
    sort_by_key(&mut timeline, |happening| (happening.date, happening.kind));
    timeline.reverse();
    timeline
}

fn meeting<'v>(meeting: &'v Encounter<'v>, today: Today) -> Option<Happening<'v>> {
    let kind = match outcome(meeting, today.0) {
        Outcome::Off => HappeningKind::Off,
        Outcome::Planned => HappeningKind::Planned,
        Outcome::Held => HappeningKind::Held,
    };
    let date = meeting.meeting().date?;
    Some(Happening { date, kind, meeting: Some(meeting), text: None })
}

/// Returns the thanks that a contact got for a meeting.
fn thanks<'v>(
    meeting: &'v Encounter<'v>,
    contact: &Acquaintance,
) -> impl Iterator<Item = Happening<'v>> {
    let both = [(meeting.emails(), HappeningKind::Email), (meeting.notes(), HappeningKind::Note)];
    let is_present = meeting.present.iter().any(|who| who.id() == Some(contact.id()));
    let who = contact.who.clone();
    both.into_iter().filter_map(move |(thanked, kind)| {
        let is_meant = is_present || matches!(thanked, Thanked::Each(_));
        let date = thanked.sent(Some(&who)).day(meeting.meeting().date).filter(|_| is_meant)?;
        Some(Happening { date, kind, meeting: Some(meeting), text: None })
    })
}

/// Returns the entries of the log, with their words.
fn log<'v>(details: &Details) -> impl Iterator<Item = Happening<'v>> {
    let passages = details.passages.iter();
    let passages = passages.filter(|passage| passage.section == Some(Section::Log));
    let lines = passages.flat_map(|passage| &passage.lines);
    let entries = lines.filter(|line| line.is_item && line.task.is_none());
    entries.filter_map(|line| {
        let (moment, length) = date::scan(&line.text)?;
        let text = line.text[length..].trim_start_matches([' ', ':', '-', '–', '—', '·']);
        Some(Happening {
            date: moment.date,
            kind: HappeningKind::Log,
            meeting: None,
            text: Some(text.to_owned()).filter(|text| !text.is_empty()),
        })
    })
}
