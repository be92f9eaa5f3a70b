//! The kinds of notes that are made from templates.

use crate::template::Template;

/// A kind of note that is made from a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// About a person.
    Contact,
    /// About a meeting.
    Meeting,
}

impl Form {
    /// Returns where a vault may have its own template, relative to the vault.
    pub fn path(self) -> &'static str {
        match self {
            Form::Contact => "templates/contact.md",
            Form::Meeting => "templates/meeting.md",
        }
    }

    /// Returns keepwarm's own template.
    pub fn text(self) -> &'static str {
        match self {
            Form::Contact => include_str!("contact.md"),
            Form::Meeting => include_str!("meeting.md"),
        }
    }

    /// Returns the template: the vault's own text, or keepwarm's.
    pub fn template(self, own: Option<String>) -> Template {
        Template {
            path: self.path().to_owned(),
            text: own.unwrap_or_else(|| self.text().to_owned()),
        }
    }
}
