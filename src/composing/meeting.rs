//! A new note about a meeting: the preparation for it, and the places to fill in afterwards.

use crate::date::Date;
use crate::date::Time;
use crate::date::Today;
use crate::diagnostic::Diagnostic;
use crate::questions::Question;
use crate::settings::Direction;
use crate::settings::Settings;
use crate::template::Filling;
use crate::template::Template;

use super::Form;
use super::NewNote;
use super::filled;
use super::type_at;

/// What is known of a meeting before there is a note about it; nothing is an empty text.
#[derive(Debug, Clone)]
pub struct NewMeeting<'q> {
    /// The day.
    pub date: Date,
    /// When it begins.
    pub time: Option<Time>,
    /// The names of the people.
    pub names: Vec<String>,
    /// The links to them.
    pub links: Vec<String>,
    /// Where.
    pub place: String,
    /// What for.
    pub purpose: String,
    /// Who asked for whose time.
    pub direction: Direction,
    /// Questions that fit.
    pub questions: Vec<&'q Question>,
}

impl NewMeeting<'_> {
    /// Returns the note, which goes to `path`.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with the template.
    pub fn note(
        &self,
        path: String,
        template: &Template,
        settings: &Settings,
        today: Today,
    ) -> Result<NewNote, Box<Diagnostic>> {
        // What holds anyway need not stand in the note; but a meeting with more than three people
        // would be taken for an ordinary one.
        let is_usual = self.direction == settings.direction && self.names.len() <= 3;
        let direction = if is_usual { "" } else { self.direction.word() };
        let questions = self.questions.iter().map(|question| super::tidied(&question.text));
        let values = [
            ("date", self.date.to_string().into()),
            ("time", self.time.map(|time| time.to_string()).unwrap_or_default().into()),
            ("name", joined(&self.names).into()),
            ("with", super::one_or_list(&self.links)),
            ("place", self.place.as_str().into()),
            ("purpose", self.purpose.as_str().into()),
            ("direction", direction.into()),
            ("is_giving", (self.direction == Direction::Giving).into()),
            ("questions", Filling::List(questions.collect())),
            ("type", type_at(&path, Form::Meeting, settings).into()),
            ("today", today.0.to_string().into()),
        ];
        let text = filled(template, &values)?;
        Ok(NewNote { path, text })
    }
}

/// Returns what a meeting with these people is called: `Ada`, `Ada and Grace`, `Ada and others`.
pub fn joined(names: &[String]) -> String {
    match names {
        [one] => one.clone(),
        [one, other] => format!("{one} and {other}"),
        [one, ..] => format!("{one} and others"),
        [] => String::new(),
    }
}
