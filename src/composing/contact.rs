//! A new note about a person.

use crate::date::Today;
use crate::diagnostic::Diagnostic;
use crate::settings::Settings;

use super::Form;
use super::NewNote;
use super::Template;
use super::template::Filling;
use super::template::fill;
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
    ) -> Result<NewNote, Diagnostic> {
        let values = [
            ("name", Filling::text(&self.name)),
            ("email", Filling::text(&self.email)),
            ("company", Filling::text(&self.company)),
            ("role", Filling::text(&self.role)),
            ("met_through", Filling::text(&self.met_through)),
            ("referred_by", super::one_or_list(&self.referred_by)),
            ("tags", Filling::List(self.tags.clone())),
            ("type", Filling::text(type_at(&path, Form::Contact, settings))),
            ("today", Filling::text(&today.0.to_string())),
        ];
        let text = fill(template, &values)?;
        Ok(NewNote { path, text })
    }
}
