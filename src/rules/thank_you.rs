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
use crate::agenda::Source;
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
    let settings = history.vault.settings;
    let email = encounter.emails.sent(who.first());
    let (kind, (due, reckoning), line) = if email.is_done(Some(date), history.today) {
        let is_thanked = encounter.notes.sent(who.first()).is_done(Some(date), history.today);
        let wait = settings.thank_you_note.filter(|_| !is_thanked && outcome == Outcome::Held)?;
        let reckoned = match email {
            Sent::On(sent) => after(sent, Event::Email, wait),
            Sent::Skipped => after(date, Event::EmailSkipped, wait),
            Sent::SameDay | Sent::Pending => after(date, Event::Email, wait),
        };
        (ItemKind::ThankYouNote, reckoned, encounter.meeting.thank_you_note.line)
    } else {
        let reckoned = after(date, Event::Meeting, settings.thank_you_email);
        (ItemKind::ThankYouEmail, reckoned, encounter.meeting.thank_you_email.line)
    };
    let source = Source { path: encounter.path, line };
    let draft = Draft { kind, due: Some(due), reckoning, who, source, meeting: Some(encounter) };
    Some(draft.item(""))
}
