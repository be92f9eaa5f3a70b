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
use crate::date::Date;
use crate::note::Sent;
use crate::settings::Direction;
use crate::vault::Encounter;
use crate::vault::Who;

use super::Draft;
use super::after;
use super::history::History;
use super::history::Outcome;

pub(super) fn due(history: &History) -> Vec<Item> {
    let mut items = Vec::new();
    for (encounter, date, outcome) in history.owing() {
        if encounter.direction != Direction::Asking {
            continue;
        }
        // A meeting that names nobody still owes somebody thanks.
        let nobody = [None];
        let present: Vec<Option<&Who>> = encounter.present.iter().map(Some).collect();
        let present = if present.is_empty() { nobody.as_slice() } else { &present };
        for who in present {
            items.extend(to_one(history, encounter, date, outcome, *who));
        }
    }
    items
}

fn to_one(
    history: &History,
    encounter: &Encounter,
    date: Date,
    outcome: Outcome,
    who: Option<&Who>,
) -> Option<Item> {
    let settings = history.vault.settings;
    let name = who.map(|who| history.vault.name(who));
    let email = encounter.emails.sent(who);
    if !email.is_done(Some(date), history.today) {
        let (due, reckoning) = after(date, Event::Meeting, settings.thank_you_email);
        let draft = Draft {
            kind: ItemKind::ThankYouEmail,
            due: Some(due),
            reckoning,
            who: who.into_iter().collect(),
            text: name.map_or("E-mail your thanks".to_owned(), |name| format!("E-mail {name}")),
            path: encounter.path,
            line: encounter.meeting.thank_you_email.line,
            meeting: Some(encounter),
        };
        return Some(draft.item(history.vault));
    }
    let is_thanked = encounter.notes.sent(who).is_done(Some(date), history.today);
    let wait = settings.thank_you_note.filter(|_| !is_thanked && outcome == Outcome::Held)?;
    let (due, reckoning) = match email {
        Sent::On(sent) => after(sent, Event::Email, wait),
        Sent::Skipped => after(date, Event::EmailSkipped, wait),
        Sent::SameDay | Sent::Pending => after(date, Event::Email, wait),
    };
    let draft = Draft {
        kind: ItemKind::ThankYouNote,
        due: Some(due),
        reckoning,
        who: who.into_iter().collect(),
        text: name.map_or("Write a note of thanks".to_owned(), |name| {
            format!("Write {name} a note by hand")
        }),
        path: encounter.path,
        line: encounter.meeting.thank_you_note.line,
        meeting: Some(encounter),
    };
    Some(draft.item(history.vault))
}
