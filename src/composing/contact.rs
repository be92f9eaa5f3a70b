//! A new note about a person.

use crate::date::Today;
use crate::diagnostic::Diagnostic;
use crate::settings::Settings;
use crate::template::Template;

use super::Form;
use super::NewNote;
use super::filled;
use super::type_at;

/// What is known of a person before there is a note about them; nothing is an empty text.
#[derive(Debug, Clone, Default)]
pub struct NewContact {
    /// What to call them.
    pub name: String,
    /// Where to write to.
    pub email: String,
    /// Where they work.
    pub company: String,
    /// What they do there.
    pub role: String,
    /// How they were found.
    pub met_through: String,
    /// Who introduced them, as links.
    pub referred_by: Vec<String>,
    /// Their tags.
    pub tags: Vec<String>,
}

impl NewContact {
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
        let values = [
            ("name", self.name.as_str().into()),
            ("email", self.email.as_str().into()),
            ("company", self.company.as_str().into()),
            ("role", self.role.as_str().into()),
            ("met_through", self.met_through.as_str().into()),
            ("referred_by", super::one_or_list(&self.referred_by)),
            ("tags", self.tags.as_slice().into()),
            ("type", type_at(&path, Form::Contact, settings).into()),
            ("today", today.0.to_string().into()),
        ];
        let text = filled(template, &values)?;
        Ok(NewNote { path, text })
    }
}
