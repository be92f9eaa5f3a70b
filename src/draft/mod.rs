//! Letters to edit, made of the notes' own facts: what nobody wrote down stays a blank `[…]` that
//! says what belongs there.

mod choose;
mod facts;
mod letter;

pub use choose::Choice;
pub use choose::for_contact;
pub use choose::for_item;
pub use letter::Letter;

use crate::agenda::Agenda;
use crate::brief::Read;
use crate::date::Today;
use crate::diagnostic::Diagnostic;
use crate::template::Template;
use crate::template::fill;
use crate::vault::Vault;

/// The kinds of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The first letter to somebody: a request for their time.
    Outreach,
    /// An e-mail of thanks.
    ThankYou,
    /// Thanks by hand.
    Note,
    /// Word after some time, wanting nothing.
    CheckIn,
    /// Word to whoever introduced somebody.
    ReportBack,
    /// A request again, or a reminder of what was offered.
    Nudge,
    /// Asking somebody to introduce the owner.
    Intro,
    /// Finding a day after a yes.
    Schedule,
}

impl Kind {
    /// Every kind.
    pub const ALL: &[Kind] = &[
        Kind::Outreach,
        Kind::ThankYou,
        Kind::Note,
        Kind::CheckIn,
        Kind::ReportBack,
        Kind::Nudge,
        Kind::Intro,
        Kind::Schedule,
    ];

    /// Returns the word that people write.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Outreach => "outreach",
            Kind::ThankYou => "thank-you",
            Kind::Note => "note",
            Kind::CheckIn => "check-in",
            Kind::ReportBack => "report-back",
            Kind::Nudge => "nudge",
            Kind::Intro => "intro",
            Kind::Schedule => "schedule",
        }
    }

    /// Returns where a vault may have its own template, relative to the vault.
    pub fn path(self) -> String {
        format!("templates/drafts/{}.md", self.word())
    }

    /// Returns the template: the vault's `own` text, or keepwarm's.
    pub fn template(self, own: Option<String>) -> Template {
        let ours = match self {
            Kind::Outreach => include_str!("templates/outreach.md"),
            Kind::ThankYou => include_str!("templates/thank-you.md"),
            Kind::Note => include_str!("templates/note.md"),
            Kind::CheckIn => include_str!("templates/check-in.md"),
            Kind::ReportBack => include_str!("templates/report-back.md"),
            Kind::Nudge => include_str!("templates/nudge.md"),
            Kind::Intro => include_str!("templates/intro.md"),
            Kind::Schedule => include_str!("templates/schedule.md"),
        };
        Template { path: self.path(), text: own.unwrap_or_else(|| ours.to_owned()) }
    }
}

/// Where a letter takes its facts from.
pub struct Sources<'v> {
    /// The notes.
    pub vault: &'v Vault<'v>,
    /// What is owed.
    pub agenda: &'v Agenda<'v>,
    /// Reads a note's details.
    pub read: Read<'v>,
    /// The text of `story.md`, if there is one.
    pub story: Option<String>,
}

impl Sources<'_> {
    fn today(&self) -> Today {
        self.agenda.today
    }
}

/// Writes the letter that was chosen.
///
/// # Errors
///
/// Returns what is wrong with the template.
pub fn draft(
    sources: &Sources,
    choice: &Choice,
    template: &Template,
) -> Result<Letter, Box<Diagnostic>> {
    let facts = facts::facts(sources, choice);
    let text = fill(template, &facts.values())?;
    Ok(Letter::read(&text, choice.kind, facts))
}
