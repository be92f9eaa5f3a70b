//! What is owed, kept while notes change: only what depends on a changed note is reckoned anew.

use rustc_hash::FxHashSet;

use crate::agenda::Agenda;
use crate::date::Today;
use crate::note::Note;
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
        let mut meetings: Vec<MeetingId> = Vec::new();
        for id in replaced.iter().filter_map(Replaced::meeting) {
            if !meetings.contains(&id) {
                meetings.push(id);
            }
        }
        let olds = replaced.iter().filter_map(Replaced::old);
        let mut gone: FxHashSet<usize> = olds.map(Note::address).collect();
        let mut new = Unordered::default();
        let history = &self.history;
        new.add(|items| {
            for id in contacts {
                let contact = vault.contact(id);
                gone.insert(contact.known().note().address());
                of_contact(history, contact, history.past(id), items);
            }
            for id in meetings {
                of_meeting(history, vault.meeting(id), history.outcome(id), items);
            }
        });
        let agenda = &mut self.agenda;
        order::replace(&mut agenda.items, |item| gone.contains(&item.note.address()), new);
        agenda.coming_up = coming_up::coming_up(history);
        agenda.goal = goal(history);
        agenda.diagnostics = diagnostics(history);
    }

    /// Returns those whose notes may owe something else when something happened to those who are
    /// `touched`: a report depends on the past of both, and goes before a check-in.
    fn concerned(&self, touched: Vec<ContactId>, replaced: &[Replaced<'v>]) -> Vec<ContactId> {
        let mut concerned = touched.clone();
        for id in touched {
            concerned.extend(self.history.introduced_by(id).map(Acquaintance::id));
        }
        let now = concerned.iter().map(|id| self.history.vault.contact(*id));
        let before = replaced.iter().filter_map(|replaced| match replaced {
            Replaced::Contact { old, .. } => Some(*old),
            Replaced::Meeting { .. } | Replaced::Other => None,
        });
        let introducers = now.chain(before).flat_map(|contact| contact.introducers.iter().copied());
        let introducers: Vec<ContactId> = introducers.collect();
        concerned.extend(introducers);
        concerned.sort_unstable();
        concerned.dedup();
        concerned
    }
}
