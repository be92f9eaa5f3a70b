//! The last word before a note is changed: its new text, read again, must say exactly what was
//! wanted, and everything else as before.

use crate::diagnostic::Code;
use crate::note::Content;
use crate::note::Heading;
use crate::note::Note;
use crate::note::PersonText;
use crate::note::Task;
use crate::note::Tasks;
use crate::note::Thanks;
use crate::settings::Key;
use crate::settings::Settings;
use crate::text::Edit;
use crate::text::Place;
use crate::text::line_end;
use crate::text::line_start;
use crate::text::place;
use crate::yaml::Node;

use super::Plan;
use super::Reading;
use super::Refusal;

/// Checks that `text`, the note with the edits of `plan` in it, says what was planned.
pub(super) fn check(
    before: &Reading,
    plan: &Plan,
    path: &str,
    text: &str,
    settings: &Settings,
) -> Result<(), Refusal> {
    let at = plan.edits.last().map_or(Place::START, |edit| place(before.text, edit.range.start));
    let refusal = |reason: &str| Refusal::new(at, reason, "change it by hand here");
    if plan.edits.iter().any(|edit| has_lone_carriage_return(before.text, edit)) {
        return Err(refusal("its lines end in a carriage return alone"));
    }
    let odd = || refusal("something around it would read differently afterwards");
    let after = Reading::of(path, text, settings).map_err(|_| odd())?;
    let is_as_planned = without_places(&after.note.content) == without_places(&plan.content)
        && only_old_problems(&before.note, &after.note)
        && rest_is_same(before, &after, plan);
    if is_as_planned { Ok(()) } else { Err(odd()) }
}

fn has_lone_carriage_return(text: &str, edit: &Edit) -> bool {
    let lines = &text[line_start(text, edit.range.start)..line_end(text, edit.range.end)];
    lines.matches('\r').count() > lines.matches("\r\n").count()
}

/// Tells whether the half of the note that was not to change is the same.
fn rest_is_same(before: &Reading, after: &Reading, plan: &Plan) -> bool {
    let (old, new) = (&before.outline, &after.outline);
    match plan.key {
        None => {
            let front = |reading: &Reading| reading.text[..reading.outline.body].trim_end().len();
            let shape = |heading: &Heading| (heading.level, heading.section, heading.is_nested);
            let headings = new.headings.iter().take(old.headings.len()).map(shape);
            before.text[..front(before)] == after.text[..front(after)]
                && headings.eq(old.headings.iter().map(shape))
        }
        Some(key) => {
            let written = |reading: &Reading| {
                let index = reading.outline.index_of(key);
                index.and_then(|index| reading.outline.entries().nth(index)).map(|e| e.0.to_owned())
            };
            let is_same_key = old.index_of(key).is_none() || written(before) == written(after);
            before.text[old.body..] == after.text[new.body..]
                && is_same_key
                && others(before, key) == others(after, key)
        }
    }
}

/// Returns the entries from which another key than `key` is read.
fn others<'r>(reading: &'r Reading, key: Key) -> Vec<(&'r str, &'r Node<'r>)> {
    let own = reading.outline.index_of(key);
    let entries = reading.outline.entries().enumerate();
    entries.filter(|(index, _)| Some(*index) != own).map(|(_, entry)| entry).collect()
}

/// Tells whether nothing is wrong with the note that was not wrong before.
fn only_old_problems(before: &Note, after: &Note) -> bool {
    let problems = |note: &Note| -> Vec<(Code, String)> {
        note.problems.iter().map(|problem| (problem.code, problem.message.clone())).collect()
    };
    let mut old = problems(before);
    problems(after).iter().all(|problem| {
        let known = old.iter().position(|known| known == problem);
        known.map(|known| old.swap_remove(known)).is_some()
    })
}

/// Returns what a note says without the places where it says so, which move.
fn without_places(content: &Content) -> Content {
    let mut content = content.clone();
    match &mut content {
        Content::Contact(contact) => {
            contact.name_line = 1;
            contact.referred_by_line = 1;
            contact.reached_out_line = 1;
            contact.check_in_line = 1;
            contact.log.sort_unstable();
            forget_places(contact.referred_by.iter_mut());
            contact.tasks = without_lines(&contact.tasks);
        }
        Content::Meeting(meeting) => {
            meeting.status_line = 1;
            meeting.thank_you_email_line = 1;
            meeting.thank_you_note_line = 1;
            for thanks in [&mut meeting.thank_you_email, &mut meeting.thank_you_note] {
                if let Thanks::Each(each) = thanks {
                    forget_places(each.iter_mut().map(|(person, _)| person));
                }
            }
            forget_places(meeting.people.iter_mut());
            meeting.tasks = without_lines(&meeting.tasks);
        }
        Content::Other => {}
    }
    content
}

fn forget_places<'p>(people: impl Iterator<Item = &'p mut PersonText>) {
    people.for_each(|person| person.place = Place::START);
}

fn without_lines(tasks: &Tasks) -> Tasks {
    tasks.iter().map(|task| Task { line: 1, ..task }).collect()
}
