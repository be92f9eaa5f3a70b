//! Which letter is meant: to whom, of what kind, about which meeting and whom.

use crate::agenda::Agenda;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::date::Date;
use crate::note::Reply;
use crate::rules::Outcome;
use crate::rules::outcome;
use crate::vault::Acquaintance;
use crate::vault::Encounter;
use crate::vault::Vault;
use crate::vault::Who;

use super::Kind;

/// A letter that is to be written.
#[derive(Debug)]
pub struct Choice<'v> {
    /// What kind of letter.
    pub kind: Kind,
    /// To whom, if that is known.
    pub to: Option<&'v Who<'v>>,
    /// The meeting that it comes from.
    pub meeting: Option<&'v Encounter<'v>>,
    /// Whom a report or an introduction is about.
    pub about: Option<&'v Acquaintance<'v>>,
    /// What they offered, where the letter reminds them of it.
    pub offer: Option<&'v str>,
}

/// Returns the letter that does what an item asks for, or one of `kind` in its place; `None` where
/// it is not done by a letter.
pub fn for_item<'v>(
    vault: &'v Vault<'v>,
    agenda: &Agenda<'v>,
    item: &Item<'v>,
    kind: Option<Kind>,
) -> Option<Choice<'v>> {
    let own = own_kind(item.kind);
    let kind = kind.or(own)?;
    let to = item.who.first();
    let contact = to.and_then(Who::id).map(|id| vault.contact(id));
    if own != Some(kind)
        && let Some(contact) = contact
    {
        let choice = of_kind(vault, agenda.today.0, contact, kind);
        return Some(match kind {
            Kind::ThankYou | Kind::Note | Kind::CheckIn => {
                Choice { meeting: item.meeting.or(choice.meeting), ..choice }
            }
            _ => choice,
        });
    }
    let is_report = item.kind == ItemKind::ReportBack;
    let about = vault.contacts.iter().find(|other| is_report && other.path() == item.path());
    let offer = Some(item.subject).filter(|_| item.kind == ItemKind::Waiting);
    Some(Choice { kind, to, meeting: item.meeting, about, offer })
}

/// Returns the letter that does what an item asks for.
fn own_kind(item: ItemKind) -> Option<Kind> {
    match item {
        ItemKind::ThankYouEmail => Some(Kind::ThankYou),
        ItemKind::ThankYouNote => Some(Kind::Note),
        ItemKind::CheckIn => Some(Kind::CheckIn),
        ItemKind::ReportBack => Some(Kind::ReportBack),
        ItemKind::Nudge | ItemKind::Waiting => Some(Kind::Nudge),
        ItemKind::Schedule => Some(Kind::Schedule),
        ItemKind::ActionItem
        | ItemKind::PickAction
        | ItemKind::Promise
        | ItemKind::Prepare
        | ItemKind::WriteUp => None,
    }
}

/// Returns a letter to a contact: of `kind`, else the first that is owed to them, else the one
/// that fits how far you have come with each other.
pub fn for_contact<'v>(
    vault: &'v Vault<'v>,
    agenda: &Agenda<'v>,
    contact: &'v Acquaintance<'v>,
    kind: Option<Kind>,
) -> Choice<'v> {
    let is_wanted = |item: &&Item| match kind {
        // Nobody who asks for a letter at large means a reminder of a favour.
        None => own_kind(item.kind).is_some() && item.kind != ItemKind::Waiting,
        Some(kind) => own_kind(item.kind) == Some(kind),
    };
    let of_them = |item: &&Item| item.who.iter().any(|who| who.id() == Some(contact.id()));
    let owed = agenda.items.iter().filter(of_them).find(is_wanted);
    if let Some(choice) = owed.and_then(|item| for_item(vault, agenda, item, None)) {
        return Choice { to: Some(&contact.who), ..choice };
    }
    let kind = kind.unwrap_or_else(|| fitting(vault, agenda.today.0, contact));
    of_kind(vault, agenda.today.0, contact, kind)
}

/// Returns the kind of letter that fits how far you have come with each other.
fn fitting(vault: &Vault, today: Date, contact: &Acquaintance) -> Kind {
    let facts = contact.contact();
    let has_met = held(vault, today, contact).next().is_some();
    let is_known = has_met || !facts.log.is_empty() || facts.last_contact.is_some();
    match facts.reply {
        _ if is_known => Kind::CheckIn,
        _ if facts.reached_out.is_empty() => Kind::Outreach,
        Some(Reply::Yes) => Kind::Schedule,
        _ => Kind::Nudge,
    }
}

/// Returns a letter of one kind. A report, or the wish for an introduction, goes to whoever stands
/// between the two: it is understood from either of them.
fn of_kind<'v>(
    vault: &'v Vault<'v>,
    today: Date,
    contact: &'v Acquaintance<'v>,
    kind: Kind,
) -> Choice<'v> {
    let to = Some(&contact.who);
    let plain = Choice { kind, to, meeting: None, about: None, offer: None };
    let introducer = contact.introducers.first().map(|id| vault.contact(*id));
    let introduced =
        vault.contacts.iter().filter(|other| other.introducers.contains(&contact.id()));
    let from_introducer = |meeting| match introducer {
        Some(introducer) => {
            Choice { kind, to: Some(&introducer.who), meeting, about: Some(contact), offer: None }
        }
        None => Choice { kind, to, meeting: None, about: None, offer: None },
    };
    match kind {
        Kind::ThankYou | Kind::Note => Choice {
            meeting: held(vault, today, contact).max_by_key(|m| m.meeting().date),
            ..plain
        },
        Kind::ReportBack => {
            let first = |other: &Acquaintance| {
                held(vault, today, other).min_by_key(|meeting| meeting.meeting().date)
            };
            let met = introduced.filter_map(|other| Some((first(other)?, other)));
            match met.max_by_key(|(meeting, _)| meeting.meeting().date) {
                Some((meeting, about)) => {
                    Choice { meeting: Some(meeting), about: Some(about), ..plain }
                }
                None => from_introducer(first(contact)),
            }
        }
        Kind::Intro => {
            let is_unmet = |other: &Acquaintance| vault.ids_with(other.id()).is_empty();
            let is_new =
                |other: &&Acquaintance| other.contact().reached_out.is_empty() && is_unmet(other);
            match introduced.into_iter().find(is_new) {
                Some(about) => Choice { about: Some(about), ..plain },
                None if is_unmet(contact) => from_introducer(None),
                None => plain,
            }
        }
        Kind::Outreach | Kind::CheckIn | Kind::Nudge | Kind::Schedule => plain,
    }
}

/// Returns the meetings that were held with a contact.
fn held<'v>(
    vault: &'v Vault<'v>,
    today: Date,
    contact: &Acquaintance,
) -> impl Iterator<Item = &'v Encounter<'v>> {
    vault
        .meetings_with(contact.id())
        .filter(move |meeting| outcome(meeting, today) == Outcome::Held)
}
