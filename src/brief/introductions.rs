//! Who introduced whom: the way that led to a contact, and the people to whom they led.

use crate::note::plain;
use crate::vault::Acquaintance;
use crate::vault::Vault;

/// The introductions before and after a contact.
#[derive(Debug)]
pub struct Introductions<'v> {
    /// For each who introduced them, the way there: whoever was first comes first.
    pub chains: Vec<Vec<&'v Acquaintance<'v>>>,
    /// Names of introducers who have no note.
    pub strangers: Vec<String>,
    /// Whom they introduced, by path.
    pub introduced: Vec<&'v Acquaintance<'v>>,
}

/// Finds the introductions before and after a contact.
pub(super) fn introductions<'v>(
    vault: &'v Vault<'v>,
    contact: &'v Acquaintance<'v>,
) -> Introductions<'v> {
    let chains = contact.introducers.iter().map(|id| chain(vault, contact, vault.contact(*id)));
    let has_strangers = contact.introducers.is_empty();
    let written = contact.contact().referred_by.iter().filter(|_| has_strangers);
    let others = vault.contacts.iter();
    Introductions {
        chains: chains.collect(),
        strangers: written.map(|person| plain(&person.text).into_owned()).collect(),
        introduced: others.filter(|other| other.introducers.contains(&contact.id())).collect(),
    }
}

/// Follows the introductions back from `introducer`; people who introduced each other end it.
fn chain<'v>(
    vault: &'v Vault<'v>,
    contact: &Acquaintance,
    introducer: &'v Acquaintance<'v>,
) -> Vec<&'v Acquaintance<'v>> {
    let mut chain = vec![introducer];
    let mut last = introducer;
    while let Some(before) = last.introducers.first().map(|id| vault.contact(*id)) {
        if before.id() == contact.id() || chain.iter().any(|known| known.id() == before.id()) {
            break;
        }
        chain.push(before);
        last = before;
    }
    chain.reverse();
    chain
}
