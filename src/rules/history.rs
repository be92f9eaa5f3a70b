//! What really happened until today: which meetings were held, and when there was contact with
//! whom. Every reminder is derived from it.

use std::ops::Range;

use crate::agenda::Touch;
use crate::agenda::TouchKind;
use crate::date::Date;
use crate::date::Today;
use crate::diagnostic::Diagnostic;
use crate::note::Note;
use crate::note::Sent;
use crate::note::Status;
use crate::parallel::PIECE;
use crate::parallel::gather;
use crate::settings::Direction;
use crate::sorting::sort_by;
use crate::sorting::sort_by_key;
use crate::vault::Acquaintance;
use crate::vault::ContactId;
use crate::vault::Encounter;
use crate::vault::MeetingId;
use crate::vault::Replaced;
use crate::vault::Thanked;
use crate::vault::Vault;
use crate::vault::Who;

use super::plans;

/// What became of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did not happen, or has no date.
    Off,
    /// It is still to come; today's too, until its note shows that it happened.
    Planned,
    /// It happened.
    Held,
}

/// The vault as seen on one day.
pub struct History<'v> {
    /// The notes.
    pub vault: Vault<'v>,
    /// The day.
    pub today: Date,
    /// The last day of the horizon.
    pub(super) horizon: Date,
    /// What became of the meetings, in their order.
    pub(super) outcomes: Vec<Outcome>,
    /// The meetings still to come, and today's that are not off.
    pub(super) ahead: Vec<(&'v Encounter<'v>, Outcome)>,
    /// What is wrong with plans.
    pub(super) overtaken: Vec<Diagnostic>,
    /// The thank-yous that are listed by person, by contact.
    listed: Vec<Listed<'v>>,
    /// What happened with the contacts, in their order.
    pub(super) pasts: Vec<Past<'v>>,
    /// Who introduced whom: by the one who did.
    introductions: Vec<Introduction>,
}

/// Somebody introduced somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Introduction {
    by: ContactId,
    of: ContactId,
}

/// What happened with one contact.
#[derive(Debug, Default)]
pub struct Past<'v> {
    /// The latest touch.
    pub last_touch: Option<(Date, Touch<'v>)>,
    /// The latest held meeting.
    pub last_held: Option<Date>,
    /// The first held meeting that was no ordinary one.
    pub first_held: Option<(Date, MeetingId)>,
    /// Whether a meeting is planned.
    pub has_plan: bool,
    /// Whether all held meetings, at least one, were for their sake.
    pub(super) is_only_giving: bool,
    /// How many days have a touch in the log or by `last_contact` after the last held meeting.
    pub(super) n_days_since_held: usize,
}

impl<'v> History<'v> {
    /// Looks at the vault on the day `today`.
    #[inline(never)] // Else it would be there once for each of its callers.
    pub fn new(vault: &Vault<'v>, today: Today) -> Self {
        let Today(today) = today;
        let Meetings { outcomes, ahead, overtaken, mut listed } = Meetings::of(vault, today);
        sort_by_key(&mut listed, |one| one.id);
        let mut history = History {
            vault: vault.clone(),
            today,
            horizon: vault.settings.horizon.after(today),
            outcomes,
            ahead,
            overtaken,
            listed,
            pasts: Vec::new(),
            introductions: Vec::new(),
        };
        let mut all = (Vec::with_capacity(vault.contacts.len()), Vec::new());
        let add = |range: Range<usize>, (pasts, introductions): &mut (Vec<_>, Vec<_>)| {
            for contact in vault.contacts.range(range) {
                pasts.push(history.past_of(contact));
                introductions.extend(of_contact(contact));
            }
        };
        gather(&mut all, vault.contacts.len(), PIECE, &add, |all, piece| {
            all.0.append(&mut piece.0);
            all.1.append(&mut piece.1);
        });
        (history.pasts, history.introductions) = all;
        sort_by(&mut history.introductions, Introduction::cmp);
        history
    }

    /// Looks again at what took the place of something else in the vault. Returns those to whom
    /// something else may have happened.
    pub(super) fn look_again(&mut self, replaced: &[Replaced<'v>]) -> Vec<ContactId> {
        let mut contacts = Vec::new();
        for replaced in replaced {
            match *replaced {
                Replaced::Contact { new, .. } => {
                    let id = new.id();
                    self.introductions.retain(|introduction| introduction.of != id);
                    self.introductions.extend(of_contact(new));
                    contacts.push(id);
                }
                Replaced::Meeting { id, old, new } => {
                    let is_old = |encounter: &Encounter| std::ptr::eq(encounter, old);
                    let listed = self.listed.iter().filter(|one| is_old(one.encounter));
                    contacts.extend(listed.map(|one| one.id));
                    self.ahead.retain(|(encounter, _)| !is_old(encounter));
                    self.overtaken.retain(|problem| *problem.path != *new.path());
                    self.listed.retain(|one| !is_old(one.encounter));
                    let mut seen = Meetings::default();
                    seen.add(new, self.today);
                    contacts.extend(seen.listed.iter().map(|one| one.id));
                    contacts.extend(old.present.iter().chain(&new.present).filter_map(Who::id));
                    self.outcomes[id.index()] = seen.outcomes[0];
                    self.ahead.append(&mut seen.ahead);
                    self.overtaken.append(&mut seen.overtaken);
                    self.listed.append(&mut seen.listed);
                }
                Replaced::Other => {}
            }
        }
        sort_by(&mut self.introductions, Introduction::cmp);
        contacts.sort_unstable();
        contacts.dedup();
        sort_by_key(&mut self.listed, |one| (one.id, one.encounter.path()));
        for id in &contacts {
            self.pasts[id.index()] = self.past_of(self.vault.contact(*id));
        }
        contacts
    }

    /// Returns those whom a contact introduced.
    pub(super) fn introduced_by(
        &self,
        id: ContactId,
    ) -> impl Iterator<Item = &'v Acquaintance<'v>> {
        let all = &self.introductions;
        let start = all.partition_point(|one| one.by < id);
        let theirs = all[start..].iter().take_while(move |one| one.by == id);
        theirs.map(|one| self.vault.contact(one.of))
    }

    /// Returns what became of a meeting.
    pub(super) fn outcome(&self, id: MeetingId) -> Outcome {
        self.outcomes[id.index()]
    }

    /// Returns what happened with a contact.
    pub fn past(&self, id: ContactId) -> &Past<'v> {
        &self.pasts[id.index()]
    }

    /// Returns the meetings with what became of them, by path.
    pub fn meetings(&self) -> impl Iterator<Item = (&'v Encounter<'v>, Outcome)> {
        self.vault.meetings.iter().zip(self.outcomes.iter().copied())
    }

    /// Returns the contacts with what happened with them, by path; the owner excepted.
    pub fn contacts(&self) -> impl Iterator<Item = (&'v Acquaintance<'v>, &Past<'v>)> {
        self.vault.contacts.iter().zip(&self.pasts).filter(|(contact, _)| !contact.is_me)
    }

    /// Tells whether something of that day is still owed, or lies before the config's `since`.
    pub fn counts_since(&self, date: Date) -> bool {
        self.vault.settings.since.is_none_or(|since| date >= since)
    }

    /// Returns the day of a meeting that owes something by itself: one that was held, or the one
    /// planned for today; none before `since`.
    pub(super) fn owing(&self, encounter: &Encounter, outcome: Outcome) -> Option<Date> {
        let date = encounter.meeting().date?;
        let is_today = outcome == Outcome::Planned && date == self.today;
        let owes = outcome == Outcome::Held || is_today;
        (owes && self.counts_since(date)).then_some(date)
    }

    fn past_of(&self, contact: &Acquaintance<'v>) -> Past<'v> {
        let mut past = self.past_from_meetings(contact.id());
        for Listed { encounter, sent, .. } in self.listed_of(contact.id()) {
            past.thank(encounter, *sent, self.today);
        }
        past.add_own_touches(contact, self.today);
        past
    }

    fn past_from_meetings(&self, contact: ContactId) -> Past<'v> {
        let mut past = Past { is_only_giving: true, ..Past::default() };
        for id in self.vault.ids_with(contact) {
            let encounter = self.vault.meeting(*id);
            let outcome = self.outcome(*id);
            past.has_plan |= outcome == Outcome::Planned;
            let Some(date) = encounter.meeting().date.filter(|_| outcome == Outcome::Held) else {
                continue;
            };
            past.touch(date, TouchKind::Meeting, encounter.note);
            past.last_held = past.last_held.max(Some(date));
            past.is_only_giving &= encounter.direction == Direction::Giving;
            let is_first = past.first_held.is_none_or(|(first, _)| date < first);
            if encounter.direction != Direction::None && is_first {
                past.first_held = Some((date, *id));
            }
        }
        past.is_only_giving &= past.last_held.is_some();
        for encounter in self.vault.meetings_with(contact) {
            for thanked in encounter.thanks() {
                if let Thanked::Everyone(sent) = thanked {
                    past.thank(encounter, sent, self.today);
                }
            }
        }
        past
    }

    /// Returns the thank-yous that are listed for a contact.
    fn listed_of(&self, id: ContactId) -> &[Listed<'v>] {
        let start = self.listed.partition_point(|one| one.id < id);
        let end = self.listed.partition_point(|one| one.id <= id);
        &self.listed[start..end]
    }
}

/// Returns who introduced a contact.
fn of_contact(contact: &Acquaintance) -> impl Iterator<Item = Introduction> {
    contact.introducers.iter().map(|by| Introduction { by: *by, of: contact.id() })
}

/// A thank-you that is listed by person, who may not even have been present.
#[derive(Debug)]
struct Listed<'v> {
    id: ContactId,
    encounter: &'v Encounter<'v>,
    sent: Sent,
}

/// What a look at the meetings shows.
#[derive(Default)]
struct Meetings<'v> {
    outcomes: Vec<Outcome>,
    ahead: Vec<(&'v Encounter<'v>, Outcome)>,
    overtaken: Vec<Diagnostic>,
    listed: Vec<Listed<'v>>,
}

impl<'v> Meetings<'v> {
    fn of(vault: &Vault<'v>, today: Date) -> Meetings<'v> {
        let meetings = &vault.meetings;
        let mut all = Meetings::default();
        let add = |range: Range<usize>, piece: &mut Meetings<'v>| {
            meetings.range(range).for_each(|encounter| piece.add(encounter, today));
        };
        gather(&mut all, meetings.len(), PIECE, &add, Meetings::append);
        all
    }

    fn add(&mut self, encounter: &'v Encounter<'v>, today: Date) {
        let outcome = outcome(encounter, today);
        let is_today = encounter.meeting().date == Some(today) && outcome != Outcome::Off;
        if is_today || outcome == Outcome::Planned {
            self.ahead.push((encounter, outcome));
        }
        self.outcomes.push(outcome);
        self.overtaken.extend(plans::problem(encounter, today));
        for thanked in encounter.thanks() {
            let Thanked::Each(each) = thanked else { continue };
            let each = each.iter().filter_map(|(who, sent)| Some((who.id()?, *sent)));
            self.listed.extend(each.map(|(id, sent)| Listed { id, encounter, sent }));
        }
    }

    fn append(&mut self, other: &mut Meetings<'v>) {
        self.outcomes.append(&mut other.outcomes);
        self.ahead.append(&mut other.ahead);
        self.overtaken.append(&mut other.overtaken);
        self.listed.append(&mut other.listed);
    }
}

impl<'v> Past<'v> {
    fn touch(&mut self, date: Date, kind: TouchKind, note: &'v Note) {
        if self.last_touch.is_none_or(|(last, ..)| date > last) {
            self.last_touch = Some((date, Touch { kind, note }));
        }
    }

    /// Adds a thank-you, whatever became of its meeting.
    fn thank(&mut self, encounter: &Encounter<'v>, sent: Sent, today: Date) {
        let date = sent.day(encounter.meeting().date);
        if let Some(date) = date.filter(|date| *date <= today) {
            self.touch(date, TouchKind::ThankYou, encounter.note);
        }
    }

    fn add_own_touches(&mut self, contact: &Acquaintance<'v>, today: Date) {
        let log = contact.contact().log.iter().map(|date| (*date, TouchKind::Log));
        let last = contact.contact().last_contact.map(|date| (date, TouchKind::LastContact));
        let mut days = Vec::new();
        for (date, kind) in log.chain(last).filter(|(date, _)| *date <= today) {
            self.touch(date, kind, contact.known().note());
            if self.last_held.is_none_or(|held| date > held) {
                days.push(date);
            }
        }
        days.sort_unstable();
        days.dedup();
        self.n_days_since_held = days.len();
    }

    /// Returns the day of the latest touch.
    pub fn last_touch_date(&self) -> Option<Date> {
        self.last_touch.map(|(date, _)| date)
    }
}

/// Tells what became of a meeting until `today`.
pub fn outcome(encounter: &Encounter, today: Date) -> Outcome {
    let meeting = encounter.meeting();
    let Some(date) = meeting.date else {
        return Outcome::Off;
    };
    let happened = shows_that_it_happened(encounter, today);
    match meeting.status {
        Some(Status::Cancelled | Status::NoShow) => Outcome::Off,
        Some(Status::Planned) if date < today && !happened => Outcome::Off,
        _ if date < today || date == today && happened => Outcome::Held,
        _ => Outcome::Planned,
    }
}

/// Tells whether the note shows that the meeting happened: by its status, by what was written
/// up, or by thanks.
pub(super) fn shows_that_it_happened(encounter: &Encounter, today: Date) -> bool {
    let meeting = encounter.meeting();
    let mut thanks = encounter.thanks().into_iter().flat_map(Thanked::all);
    meeting.status == Some(Status::Held)
        || meeting.is_written_up
        || thanks.any(|sent| sent.is_done(meeting.date, today))
}
