//! Choosing some of what is owed.

use std::collections::BTreeSet;

use crate::agenda::Item;
use crate::agenda::State;
use crate::date::Today;
use crate::note::Contact;
use crate::vault::Vault;
use crate::vault::Who;

use super::args;
use super::who::has_words;

/// Keeps the items that pass the filter.
pub(super) fn keep(items: &mut Vec<Item>, filter: &args::Filter, vault: &Vault, today: Today) {
    let aliased = filter.who.as_deref().map(|who| also_called(vault, who)).unwrap_or_default();
    items.retain(|item| is_wanted(item, filter, &aliased, today));
}

fn is_wanted(item: &Item, filter: &args::Filter, aliased: &BTreeSet<&str>, today: Today) -> bool {
    let kind = filter.kind.is_empty() || filter.kind.contains(&item.kind);
    let is_called = |person: &Who, who: &str| {
        has_words(person.name(), who) || person.path().is_some_and(|path| aliased.contains(path))
    };
    let who = filter.who.as_deref();
    let who = who.is_none_or(|who| item.who.iter().any(|person| is_called(person, who)));
    let until =
        filter.until.is_none_or(|until| item.due.is_some_and(|due| due <= until.day(today.0)));
    let overdue = !filter.overdue || item.state(today) == State::Overdue;
    kind && who && until && overdue
}

/// Returns the notes of the contacts that have an alias with these words.
fn also_called<'v>(vault: &Vault<'v>, who: &str) -> BTreeSet<&'v str> {
    let has_alias = |contact: &Contact| contact.aliases.iter().any(|alias| has_words(alias, who));
    let contacts = vault.contacts.iter().filter(|known| has_alias(known.contact));
    contacts.map(|known| known.path).collect()
}
