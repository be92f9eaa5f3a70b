//! Which meetings there are with each contact.

use super::ContactId;
use super::Encounter;
use super::MeetingId;
use super::Who;

/// The meetings with each contact.
#[derive(Debug)]
pub(super) struct ByContact {
    /// Those with the first contact, those with the second, and so on; each by path.
    meetings: Vec<MeetingId>,
    /// Where those with each contact end.
    ends: Vec<usize>,
}

impl ByContact {
    /// Looks at who was there.
    pub(super) fn new(n_contacts: usize, meetings: &[Encounter]) -> ByContact {
        let present = || {
            let all = (0..).map(MeetingId).zip(meetings);
            all.flat_map(|(meeting, encounter)| {
                let contacts = encounter.present.iter().filter_map(Who::id);
                contacts.map(move |contact| (contact, meeting))
            })
        };
        let mut ends = vec![0; n_contacts];
        present().for_each(|(contact, _)| ends[contact.index()] += 1);
        let mut n_before = 0;
        for end in &mut ends {
            n_before += std::mem::replace(end, n_before);
        }
        let mut by_contact = vec![MeetingId(0); n_before];
        for (contact, meeting) in present() {
            let end = &mut ends[contact.index()];
            by_contact[*end] = meeting;
            *end += 1;
        }
        ByContact { meetings: by_contact, ends }
    }

    /// Returns the meetings with a contact, by path.
    pub(super) fn of(&self, id: ContactId) -> &[MeetingId] {
        let start = id.index().checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.meetings[start..self.ends[id.index()]]
    }
}
