//! What is owed, kept while notes change: only what depends on a changed note is reckoned anew.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use crate::agenda::Agenda;
use crate::agenda::Item;
use crate::date::Today;
use crate::note::Note;
use crate::parallel::both;
use crate::vault::Acquaintance;
use crate::vault::ContactId;
use crate::vault::MeetingId;
use crate::vault::Replaced;
use crate::vault::Vault;

use super::coming_up;
use super::diagnostics;
use super::goal::goal;
use super::history::History;
use super::of_contact;
use super::of_meeting;
use super::order;
use super::order::Unordered;

/// What is owed on one day, and all that it was reckoned from.
pub struct Reckoned<'v> {
    history: History<'v>,
    agenda: Agenda<'v>,
}

impl<'v> Reckoned<'v> {
    /// Reckons what is owed on `today`.
    pub fn new(vault: &Vault<'v>, today: Today) -> Reckoned<'v> {
        let history = History::new(vault, today);
        let agenda = super::agenda(&history);
        Reckoned { history, agenda }
    }

    /// Returns what is owed.
    pub fn agenda(&self) -> &Agenda<'v> {
        &self.agenda
    }

    /// Reckons anew what depends on notes that were replaced since: `vault` is the same, but for
    /// them.
    pub fn catch_up(&mut self, vault: &Vault<'v>, replaced: &[Replaced<'v>]) {
        self.history.vault = vault.clone();
        let touched = self.history.look_again(replaced);
        let contacts = self.concerned(touched, replaced);
        let meetings: BTreeSet<MeetingId> = replaced.iter().filter_map(Replaced::meeting).collect();
        let mut gone: FxHashSet<usize> =
            replaced.iter().filter_map(Replaced::old).map(Note::address).collect();
        let mut new = Unordered::default();
        new.add(|items| {
            for id in contacts {
                let contact = vault.contact(id);
                gone.insert(contact.known().note().address());
                of_contact(&self.history, contact, self.history.past(id), items);
            }
            for id in meetings {
                let encounter = vault.meeting(id);
                of_meeting(&self.history, encounter, self.history.outcome(id), items);
            }
        });
        let Agenda { items, coming_up, goal: met, diagnostics: problems, .. } = &mut self.agenda;
        let history = &self.history;
        let rest = || (coming_up::coming_up(history), goal(history), diagnostics(history));
        let is_gone = |item: &Item| gone.contains(&item.note.address());
        ((), (*coming_up, *met, *problems)) = both(|| order::replace(items, is_gone, new), rest);
    }

    /// Returns those whose notes may owe something else when something happened to those who are
    /// `touched`: a report depends on the past of both, and goes before a check-in.
    fn concerned(
        &self,
        touched: BTreeSet<ContactId>,
        replaced: &[Replaced<'v>],
    ) -> BTreeSet<ContactId> {
        let reported = touched.iter().flat_map(|id| self.history.introduced_by(*id));
        let mut concerned: BTreeSet<ContactId> = reported.map(Acquaintance::id).collect();
        concerned.extend(touched);
        let now = concerned.iter().map(|id| self.history.vault.contact(*id));
        let before = replaced.iter().filter_map(|replaced| match replaced {
            Replaced::Contact { old, .. } => Some(*old),
            Replaced::Meeting { .. } | Replaced::Other => None,
        });
        let introducers = now.chain(before).flat_map(|contact| contact.introducers.iter().copied());
        let introducers: Vec<ContactId> = introducers.collect();
        concerned.extend(introducers);
        concerned
    }
}
