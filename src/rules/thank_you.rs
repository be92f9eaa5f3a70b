//! # thank-you-email, thank-you-note
//!
//! **Advice:** thank them by e-mail on the same day, while you both remember what was said; then
//! write a note by hand, which nearly nobody does and nobody forgets.
//!
//! **Rule:** each person at a meeting for which the owner asked is owed an e-mail on the day of
//! the meeting, and, once that is sent or skipped, a note three days later.
//!
//! **Cleared by** `thank_you_email` and `thank_you_note`: a date, `yes` or `skip`, for everyone
//! or per person.

use crate::agenda::Event;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::agenda::Reckoning;
use crate::date::Date;
use crate::note::Sent;
use crate::settings::Direction;
use crate::vault::Encounter;
use crate::vault::Who;

use super::Draft;
use super::after;
use super::history::History;
use super::history::Outcome;

pub(super) fn due<'v>(
    history: &History<'v>,
    encounter: &'v Encounter<'v>,
    outcome: Outcome,
    items: &mut Vec<Item<'v>>,
) {
    let asking = encounter.direction == Direction::Asking;
    let Some(date) = history.owing(encounter, outcome).filter(|_| asking) else {
        return;
    };
    if encounter.present.is_empty() {
        // A meeting that names nobody still owes somebody thanks.
        items.extend(to_one(history, encounter, date, outcome, &[]));
    }
    let each = encounter.present.chunks(1);
    items.extend(each.filter_map(|who| to_one(history, encounter, date, outcome, who)));
}

/// Returns what is owed to `who`, one person or nobody.
fn to_one<'v>(
    history: &History<'v>,
    encounter: &'v Encounter<'v>,
    date: Date,
    outcome: Outcome,
    who: &'v [Who<'v>],
) -> Option<Item<'v>> {
    let is_open = |owed: &Owed| !owed.sent.is_done(Some(date), history.today);
    let owed = owed(history, encounter, date, who.first()).find(is_open)?;
    let is_early = owed.kind == ItemKind::ThankYouNote && outcome != Outcome::Held;
    let line = match owed.kind {
        ItemKind::ThankYouNote => encounter.meeting().thank_you_note_line,
        _ => encounter.meeting().thank_you_email_line,
    };
    let Owed { kind, due, reckoning, .. } = owed;
    let (note, meeting) = (encounter.note, Some(encounter));
    let draft = Draft { kind, due: Some(due), reckoning, who, note, line, meeting };
    (!is_early).then(|| draft.item(""))
}

/// Thanks that somebody is owed, sent or not.
pub struct Owed<'v> {
    /// An e-mail or a note.
    pub kind: ItemKind,
    /// By when.
    pub due: Date,
    /// Why then.
    pub reckoning: Reckoning<'v>,
    /// What became of them.
    pub sent: Sent,
}

/// Returns the thanks that `who`, or nobody by name, is owed for a meeting on the day `date`: the
/// e-mail, and once that is done with, the note.
pub fn owed<'v>(
    history: &History<'v>,
    encounter: &Encounter<'v>,
    date: Date,
    who: Option<&Who>,
) -> impl Iterator<Item = Owed<'v>> {
    let settings = history.vault.settings;
    let (email, note) = (encounter.emails().sent(who), encounter.notes().sent(who));
    let (due, reckoning) = after(date, Event::Meeting, settings.thank_you_email);
    let first = Owed { kind: ItemKind::ThankYouEmail, due, reckoning, sent: email };
    let wait = settings.thank_you_note.filter(|_| email.is_done(Some(date), history.today));
    let second = wait.map(|wait| {
        let (due, reckoning) = match email {
            Sent::On(sent) => after(sent, Event::Email, wait),
            Sent::Skipped => after(date, Event::EmailSkipped, wait),
            Sent::SameDay | Sent::Pending => after(date, Event::Email, wait),
        };
        Owed { kind: ItemKind::ThankYouNote, due, reckoning, sent: note }
    });
    [first].into_iter().chain(second)
}
