//! Choosing some of what is owed.

use rustc_hash::FxHashSet;

use crate::agenda::Coming;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::agenda::State;
use crate::date::Date;
use crate::date::Today;
use crate::note::Contact;
use crate::vault::Acquaintance;
use crate::vault::Vault;
use crate::vault::Who;

use super::args;
use super::who::has_words;

/// Keeps the items that pass the filter.
pub(super) fn keep(items: &mut Vec<Item>, filter: &args::Filter, vault: &Vault, today: Today) {
    let sieve = Sieve::new(filter, vault, today);
    items.retain(|item| {
        let overdue = !filter.overdue || item.state(today) == State::Overdue;
        overdue && sieve.passes(item.kind, item.due, item.who)
    });
}

/// Keeps the meetings that pass the filter: each is something to prepare, and none is overdue.
pub(super) fn keep_coming(
    coming: &mut Vec<Coming>,
    filter: &args::Filter,
    vault: &Vault,
    today: Today,
) {
    let sieve = Sieve::new(filter, vault, today);
    coming.retain(|coming| {
        let who = &coming.meeting.present;
        !filter.overdue && sieve.passes(ItemKind::Prepare, Some(coming.date), who)
    });
}

/// A filter, and what it needs to know.
struct Sieve<'f, 'v> {
    filter: &'f args::Filter,
    /// The contacts that are meant by an alias.
    aliased: FxHashSet<&'v str>,
    last: Option<Date>,
}

impl<'f, 'v> Sieve<'f, 'v> {
    fn new(filter: &'f args::Filter, vault: &Vault<'v>, today: Today) -> Sieve<'f, 'v> {
        let aliased = filter.who.as_deref().map(|who| also_called(vault, who)).unwrap_or_default();
        Sieve { filter, aliased, last: filter.until.map(|until| until.day(today.0)) }
    }

    fn passes(&self, kind: ItemKind, due: Option<Date>, who: &[Who]) -> bool {
        let args::Filter { kind: kinds, who: words, .. } = self.filter;
        (kinds.is_empty() || kinds.contains(&kind))
            && words.as_deref().is_none_or(|words| who.iter().any(|who| self.calls(who, words)))
            && self.last.is_none_or(|last| due.is_some_and(|due| due <= last))
    }

    fn calls(&self, who: &Who, words: &str) -> bool {
        let is_aliased = |path: &str| self.aliased.contains(path);
        has_words(who.name(), words) || who.path().is_some_and(is_aliased)
    }
}

/// Returns the notes of the contacts that have an alias with these words.
fn also_called<'v>(vault: &Vault<'v>, who: &str) -> FxHashSet<&'v str> {
    let has_alias = |contact: &Contact| contact.aliases().iter().any(|alias| has_words(alias, who));
    let contacts = vault.contacts.iter().filter(|known| has_alias(known.contact()));
    contacts.map(Acquaintance::path).collect()
}
