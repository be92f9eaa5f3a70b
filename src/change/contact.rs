//! What is said of a contact in front matter: that they were asked, what they answered, until when
//! to leave them in peace.

use crate::date;
use crate::date::Date;
use crate::note::Contact;
use crate::note::Content;
use crate::note::Reply;
use crate::settings::Key;
use crate::text::Edit;

use super::Plan;
use super::Reading;
use super::Refusal;
use super::key::Slot;
use super::spelling::dated_like;

/// Adds a request for a meeting.
pub(super) fn reach_out(reading: &Reading, on: Date) -> Result<Plan, Refusal> {
    let mut contact = reading.contact()?.clone();
    if contact.reached_out.contains(&on) {
        return Ok(plan(Vec::new(), contact, Key::ReachedOut));
    }
    contact.reached_out = contact.reached_out.iter().copied().chain([on]).collect();
    contact.reached_out.sort_unstable();
    let slot = Slot::new(reading, Key::ReachedOut, on.to_string());
    let edit = match slot.texts().as_slice() {
        [] => slot.set(&on.to_string())?,
        [.., (_, last)] if date::read_moment(last).is_none() => {
            return Err(slot.refusal("its value is no date"));
        }
        [.., (_, last)] => slot.add(&dated_like(last, on))?,
    };
    Ok(plan(vec![edit], contact, Key::ReachedOut))
}

/// Sets the day until which to leave them in peace.
pub(super) fn snooze(reading: &Reading, until: Date) -> Result<Plan, Refusal> {
    let mut contact = reading.contact()?.clone();
    let slot = Slot::new(reading, Key::SnoozeUntil, until.to_string());
    let mut edits = Vec::new();
    if contact.snooze_until != Some(until) {
        let written = match slot.texts().as_slice() {
            [] => until.to_string(),
            [(_, old)] if date::read_moment(old).is_some() => dated_like(old, until),
            _ => return Err(slot.refusal("its value is no date")),
        };
        edits.push(slot.set(&written)?);
    }
    contact.snooze_until = Some(until);
    Ok(plan(edits, contact, Key::SnoozeUntil))
}

/// Sets what they answered.
pub(super) fn reply(reading: &Reading, reply: Reply) -> Result<Plan, Refusal> {
    let mut contact = reading.contact()?.clone();
    let word = match reply {
        Reply::Yes => "yes",
        Reply::No => "no",
        Reply::Later => "later",
    };
    let slot = Slot::new(reading, Key::Reply, word.to_owned());
    let mut edits = Vec::new();
    if contact.reply != Some(reply) {
        if contact.reply.is_none() && !slot.texts().is_empty() {
            return Err(slot.refusal("its value is neither `yes`, `no` nor `later`"));
        }
        edits.push(slot.set(word)?);
    }
    contact.reply = Some(reply);
    Ok(plan(edits, contact, Key::Reply))
}

fn plan(edits: Vec<Edit>, contact: Contact, key: Key) -> Plan {
    Plan { edits, content: Content::Contact(contact), key: Some(key) }
}
