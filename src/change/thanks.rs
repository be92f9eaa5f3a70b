//! Thanks: a date for everyone, or an entry of a list for one of them.

use crate::date::Date;
use crate::note::Content;
use crate::note::PersonText;
use crate::note::Sent;
use crate::note::Thanks;
use crate::settings::Key;
use crate::text::Edit;
use crate::text::Place;
use crate::text::collapse;

use super::Means;
use super::Plan;
use super::Reading;
use super::Refusal;
use super::Thanked;
use super::Whom;
use super::key::Slot;
use super::spelling::dated_like;

/// Says that somebody was thanked, or need not be.
pub(super) fn thank(
    reading: &Reading,
    means: Means,
    whom: &Whom,
    thanked: Thanked,
) -> Result<Plan, Refusal> {
    let mut meeting = reading.meeting()?.clone();
    let (key, thanks) = match means {
        Means::Email => (Key::ThankYouEmail, &mut meeting.thank_you_email),
        Means::Note => (Key::ThankYouNote, &mut meeting.thank_you_note),
    };
    let edits = match whom {
        Whom::Everyone => {
            let slot = Slot::new(reading, key, word(thanked));
            thank_everyone(&slot, thanks, thanked)?
        }
        Whom::One { written, entry } => {
            let written = collapse(written);
            let slot = Slot::new(reading, key, format!("{written} {}", word(thanked)));
            match entry {
                Some(entry) => answer_entry(&slot, thanks, *entry, thanked)?,
                None => thank_one(&slot, thanks, &written, thanked)?,
            }
        }
    };
    Ok(Plan { edits, content: Content::Meeting(meeting), key: Some(key) })
}

fn word(thanked: Thanked) -> String {
    match thanked {
        Thanked::On(date) => date.to_string(),
        Thanked::Skipped => "skip".to_owned(),
    }
}

fn sent(thanked: Thanked) -> Sent {
    match thanked {
        Thanked::On(date) => Sent::On(date),
        Thanked::Skipped => Sent::Skipped,
    }
}

/// Tells whether what is said leaves the thanks open: nothing yet, or a day still to come.
fn is_open(said: Sent, thanked: Thanked) -> bool {
    let is_to_come = |planned: Date| match thanked {
        Thanked::On(date) => date < planned,
        Thanked::Skipped => true,
    };
    match said {
        Sent::Pending => true,
        Sent::On(date) => is_to_come(date),
        Sent::SameDay | Sent::Skipped => false,
    }
}

fn thank_everyone(
    slot: &Slot,
    thanks: &mut Thanks,
    thanked: Thanked,
) -> Result<Vec<Edit>, Refusal> {
    let Thanks::Everyone(said) = *thanks else {
        return Err(slot.refusal("it speaks of each person by name"));
    };
    if said == sent(thanked) {
        return Ok(Vec::new());
    }
    if !is_open(said, thanked) {
        return Err(slot.refusal("it says something else already"));
    }
    let texts = slot.texts();
    let written = match (texts.as_slice(), thanked) {
        ([(_, old)], _) if Sent::read(old).is_none() => return Err(unread(slot, old)),
        ([(_, old)], Thanked::On(date)) => dated_like(old, date),
        _ => word(thanked),
    };
    *thanks = Thanks::Everyone(sent(thanked));
    Ok(vec![slot.set(&written)?])
}

/// Says it in the entry at `place`, which is there already.
fn answer_entry(
    slot: &Slot,
    thanks: &mut Thanks,
    place: Place,
    thanked: Thanked,
) -> Result<Vec<Edit>, Refusal> {
    let texts = slot.texts();
    let mut there = texts.iter().map(|(steps, _)| steps).filter(|steps| slot.place(steps) == place);
    let steps = there.next();
    if there.next().is_some() {
        return Err(slot.refusal("the entry is too far down a long list"));
    }
    let entry = match thanks {
        Thanks::Each(each) => each.iter_mut().find(|(person, _)| person.place == place),
        Thanks::Everyone(_) => None,
    };
    let (Some(steps), Some((person, said))) = (steps, entry) else {
        return Err(slot.refusal("the entry is not there any more"));
    };
    if *said == sent(thanked) {
        return Ok(Vec::new());
    }
    if !is_open(*said, thanked) {
        return Err(slot.refusal("it says something else already"));
    }
    *said = sent(thanked);
    Ok(vec![slot.replace(steps, &format!("{} {}", person.text, word(thanked)))?])
}

/// Says it in a new entry.
fn thank_one(
    slot: &Slot,
    thanks: &mut Thanks,
    written: &str,
    thanked: Thanked,
) -> Result<Vec<Edit>, Refusal> {
    let entry = format!("{written} {}", word(thanked));
    let person = PersonText { text: written.into(), place: Place::START };
    let said = (person, sent(thanked));
    match thanks {
        Thanks::Each(each) => {
            if let Some((person, _)) = each.iter().find(|(person, _)| *person.text == *written) {
                let place = person.place;
                return answer_entry(slot, thanks, place, thanked);
            }
            *each = each.iter().cloned().chain([said]).collect();
            return Ok(vec![slot.add(&entry)?]);
        }
        Thanks::Everyone(Sent::Pending) => {}
        Thanks::Everyone(_) => return Err(slot.refusal("it speaks of everyone")),
    }
    *thanks = Thanks::Each(vec![said].into());
    let edit = match slot.texts().as_slice() {
        [(steps, old)] if Sent::read(old).is_some() && !steps.is_empty() => {
            slot.replace(steps, &entry)?
        }
        [(_, old)] if Sent::read(old).is_some() => slot.set_list(&entry)?,
        [(_, old)] if !slot.is_list() => return Err(unread(slot, old)),
        _ => slot.add(&entry)?,
    };
    Ok(vec![edit])
}

fn unread(slot: &Slot, old: &str) -> Refusal {
    slot.refusal(&format!("`{}` is none of the values that are known", old.replace('`', "'")))
}
