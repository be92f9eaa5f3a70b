//! Choosing some of what is owed.

use std::collections::BTreeSet;

use crate::agenda::Coming;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::agenda::State;
use crate::date::Date;
use crate::date::Today;
use crate::note::Contact;
use crate::vault::Vault;
use crate::vault::Who;

use super::args;
use super::who::has_words;

/// Keeps the items that pass the filter.
pub(super) fn keep(items: &mut Vec<Item>, filter: &args::Filter, vault: &Vault, today: Today) {
    let aliased = aliased(vault, filter);
    items.retain(|item| {
        let overdue = !filter.overdue || item.state(today) == State::Overdue;
        overdue && is_wanted(item.kind, item.due, item.who, filter, &aliased, today)
    });
}

/// Keeps the meetings that pass the filter: each is something to prepare, and never overdue.
pub(super) fn keep_coming(
    coming: &mut Vec<Coming>,
    filter: &args::Filter,
    vault: &Vault,
    today: Today,
) {
    let aliased = aliased(vault, filter);
    coming.retain(|coming| {
        let (due, who) = (Some(coming.date), &coming.meeting.present);
        !filter.overdue && is_wanted(ItemKind::Prepare, due, who, filter, &aliased, today)
    });
}

fn is_wanted(
    kind: ItemKind,
    due: Option<Date>,
    who: &[Who],
    filter: &args::Filter,
    aliased: &BTreeSet<&str>,
    today: Today,
) -> bool {
    let is_called = |person: &Who, words: &str| {
        has_words(person.name(), words) || person.path().is_some_and(|path| aliased.contains(path))
    };
    let words = filter.who.as_deref();
    (filter.kind.is_empty() || filter.kind.contains(&kind))
        && words.is_none_or(|words| who.iter().any(|person| is_called(person, words)))
        && filter.until.is_none_or(|until| due.is_some_and(|due| due <= until.day(today.0)))
}

fn aliased<'v>(vault: &Vault<'v>, filter: &args::Filter) -> BTreeSet<&'v str> {
    filter.who.as_deref().map(|who| also_called(vault, who)).unwrap_or_default()
}

/// Returns the notes of the contacts that have an alias with these words.
fn also_called<'v>(vault: &Vault<'v>, who: &str) -> BTreeSet<&'v str> {
    let has_alias = |contact: &Contact| contact.aliases.iter().any(|alias| has_words(alias, who));
    let contacts = vault.contacts.iter().filter(|known| has_alias(known.contact));
    contacts.map(|known| known.path).collect()
}
