//! Who introduced whom, and who never heard what came of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::date::Date;
use crate::rules;
use crate::rules::History;
use crate::sorting::sort_by_key;
use crate::text::fold;
use crate::vault::Acquaintance;
use crate::vault::ContactId;

use super::tally::Months;

/// Somebody who introduced others.
#[derive(Debug, Clone)]
pub struct Connector<'v> {
    /// Who.
    pub contact: &'v Acquaintance<'v>,
    /// Whom they introduced, by path.
    pub introduced: Vec<&'v Acquaintance<'v>>,
    /// How many of these were met.
    pub n_met: usize,
}

/// Returns who introduced whom, those first who led to most meetings, and counts the introductions.
///
/// An introduction has no day of its own: it counts from the first sign of whoever was introduced.
pub(super) fn connectors<'v>(history: &History<'v>, months: &mut Months) -> Vec<Connector<'v>> {
    let mut pairs = Vec::new();
    for (contact, _) in history.contacts() {
        let sign = first_sign(history, contact);
        if contact.introducers.is_empty() || sign.is_some_and(|sign| sign > history.today) {
            continue;
        }
        months.of(sign).n_introduced += 1;
        pairs.extend(contact.introducers.iter().map(|introducer| (*introducer, contact)));
    }
    let mut connectors = joined(history, pairs);
    sort_by_key(&mut connectors, |connector| {
        let name = fold(connector.contact.contact().name()).into_owned();
        (Reverse(connector.n_met), Reverse(connector.introduced.len()), name)
    });
    connectors
}

/// Returns who introduced somebody, and never heard of it after the first meeting.
pub(super) fn unthanked<'v>(history: &History<'v>) -> Vec<Connector<'v>> {
    let pairs = history.contacts().flat_map(|(contact, past)| {
        rules::untold(history, contact, past).map(move |introducer| (introducer.id(), contact))
    });
    joined(history, pairs.collect())
}

/// Returns each introducer with all whom they introduced, by path.
fn joined<'v>(
    history: &History<'v>,
    pairs: Vec<(ContactId, &'v Acquaintance<'v>)>,
) -> Vec<Connector<'v>> {
    let mut introduced: BTreeMap<ContactId, Vec<&Acquaintance>> = BTreeMap::new();
    for (introducer, contact) in pairs {
        introduced.entry(introducer).or_default().push(contact);
    }
    let is_met = |contact: &&&Acquaintance| history.past(contact.id()).first_held.is_some();
    let connector = |(introducer, introduced): (ContactId, Vec<&'v Acquaintance<'v>>)| Connector {
        contact: history.vault.contact(introducer),
        n_met: introduced.iter().filter(is_met).count(),
        introduced,
    };
    introduced.into_iter().map(connector).collect()
}

/// Returns the first day on which there was anything with a contact: a request, a touch, a meeting.
fn first_sign(history: &History, contact: &Acquaintance) -> Option<Date> {
    let own = contact.contact();
    let meetings = history.vault.meetings_with(contact.id()).map(|one| one.meeting().date);
    let own = own.reached_out.iter().chain(&own.log).chain(&own.last_contact).copied();
    meetings.flatten().chain(own).min()
}
