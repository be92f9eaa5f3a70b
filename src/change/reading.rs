//! A note as it stands before a change.

use crate::diagnostic::Code;
use crate::note;
use crate::note::Contact;
use crate::note::Content;
use crate::note::Meeting;
use crate::note::Note;
use crate::note::Outline;
use crate::note::Task;
use crate::settings::Settings;
use crate::text::Place;

use super::Refusal;

/// What a note says, and where.
pub(super) struct Reading<'t> {
    /// Its text.
    pub(super) text: &'t str,
    /// What it says.
    pub(super) note: Note,
    /// Where.
    pub(super) outline: Outline<'t>,
}

impl<'t> Reading<'t> {
    /// Reads a note; refuses one that cannot be read well enough to be changed.
    pub(super) fn of(
        path: &'t str,
        text: &'t str,
        settings: &'t Settings,
    ) -> Result<Self, Refusal> {
        let note = note::parse(path.into(), text, settings);
        let conflict = note.problems.iter().find(|problem| problem.code == Code::ConflictMarkers);
        let problem = conflict.or(note.problems.first().filter(|_| note.content == Content::Other));
        if let Some(problem) = problem {
            let help = problem.help.clone().unwrap_or_default();
            let place = problem.place.unwrap_or(Place::START);
            return Err(Refusal::new(place, problem.message.clone(), help));
        }
        if note.content == Content::Other {
            let reason = "it is neither a contact nor a meeting any more";
            return Err(Refusal::new(Place::START, reason, "see what became of the note"));
        }
        let outline = note::outline(path, text, settings).ok_or_else(|| {
            let reason = "something stands before its front matter";
            let help = "move the fence `---` to the very beginning of the note";
            Refusal::new(Place::START, reason, help)
        })?;
        Ok(Reading { text, note, outline })
    }

    /// Returns the contact that the note is about.
    pub(super) fn contact(&self) -> Result<&Contact, Refusal> {
        match &self.note.content {
            Content::Contact(contact) => Ok(contact),
            _ => {
                let help = "see what became of the note";
                Err(Refusal::new(Place::START, "it is not about a contact any more", help))
            }
        }
    }

    /// Returns the meeting that the note is about.
    pub(super) fn meeting(&self) -> Result<&Meeting, Refusal> {
        match &self.note.content {
            Content::Meeting(meeting) => Ok(meeting),
            _ => {
                let help = "see what became of the note";
                Err(Refusal::new(Place::START, "it is not about a meeting any more", help))
            }
        }
    }

    /// Returns the note's tasks.
    pub(super) fn tasks(&self) -> Vec<Task<'_>> {
        match &self.note.content {
            Content::Contact(contact) => contact.tasks.iter().collect(),
            Content::Meeting(meeting) => meeting.tasks.iter().collect(),
            Content::Other => Vec::new(),
        }
    }
}
