//! Manners: advice about what the notes mean to say to people. Only `check` asks for it, and it is
//! never an error; each kind can be switched off.

mod outreach;
mod phrases;
mod purpose;
mod questions;

use crate::date::Today;
use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::note::Passage;
use crate::note::details;
use crate::note::passages_of;
use crate::parallel;
use crate::settings::Settings;
use crate::text::Place;
use crate::vault::Acquaintance;
use crate::vault::Encounter;
use crate::vault::Vault;
use crate::vault::Who;

/// The owner's own story, at the vault's root.
pub const STORY: &str = "story.md";

/// So many words somebody else can retell.
const MOST_WORDS_OF_STORY: usize = 250;

/// Reads the text of a file of the vault.
pub type ReadText<'r> = &'r (dyn Fn(&str) -> Option<String> + Sync);

/// Returns the advice that is not switched off, in no order; every note is read again.
pub fn advice(vault: &Vault, today: Today, read: ReadText) -> Vec<Diagnostic> {
    let settings = vault.settings;
    let contacts: Vec<&Acquaintance> = vault.contacts.iter().collect();
    let of_contacts = parallel::map(&contacts, |contact| {
        let text = read(contact.path()).unwrap_or_default();
        let details = details(contact.path(), &text, settings);
        let company = details.company.map(|company| phrases::words(&company)).unwrap_or_default();
        let page = Page { path: contact.path(), text: &text };
        let advice = of_note(&page, &details.passages, &[&company]);
        (company, advice)
    });
    let (companies, of_contacts): (Vec<Vec<String>>, Vec<Vec<Diagnostic>>) =
        of_contacts.into_iter().unzip();
    let meetings: Vec<&Encounter> = vault.meetings.iter().collect();
    let of_meetings = parallel::map(&meetings, |meeting| {
        let ids = meeting.present.iter().filter_map(Who::id);
        let companies: Vec<&[String]> = ids.map(|id| companies[id.index()].as_slice()).collect();
        let text = read(meeting.path()).unwrap_or_default();
        let details = details(meeting.path(), &text, settings);
        of_note(&Page { path: meeting.path(), text: &text }, &details.passages, &companies)
    });
    let mut advice: Vec<Diagnostic> =
        of_meetings.into_iter().chain(of_contacts).flatten().collect();
    advice.extend(purpose::advice(vault, today));
    advice.extend(story(settings, read));
    advice.retain(|one| !settings.no_advice.contains(&one.code));
    advice
}

/// A note that is looked at.
struct Page<'p> {
    path: &'p str,
    text: &'p str,
}

impl<'p> Page<'p> {
    /// Returns a whole line.
    fn line(&self, line: u32) -> At<'p> {
        let text = self.text.lines().nth(line as usize - 1).unwrap_or_default();
        self.at(line, text, text.trim())
    }

    /// Returns where `phrase` stands, from `line` on; where it goes over several lines, or has
    /// marks inside, as much of its beginning as stands together.
    fn phrase(&self, line: u32, phrase: &str) -> At<'p> {
        let lines = (line..).zip(self.text.lines().skip(line as usize - 1));
        let paragraph: Vec<(u32, &str)> =
            lines.take_while(|(_, text)| !text.trim().is_empty()).collect();
        let blanks = phrase.match_indices(' ').map(|(blank, _)| blank).rev();
        let mut beginnings = std::iter::once(phrase.len()).chain(blanks).map(|end| &phrase[..end]);
        let found = beginnings.find_map(|beginning| {
            let (line, text) = paragraph.iter().find(|(_, text)| text.contains(beginning))?;
            let start = text.find(beginning)?;
            Some(self.at(*line, text, &text[start..start + beginning.len()]))
        });
        found.unwrap_or_else(|| self.line(line))
    }

    fn at(&self, line: u32, text: &str, meant: &str) -> At<'p> {
        let before = text.find(meant).map_or("", |start| &text[..start]);
        let column = crate::text::count(before.chars().count()) + 1;
        At::text(self.path, Place { line, column }, meant)
    }
}

/// Advises on one note; `companies` are the words of the names of the organisations concerned.
fn of_note(page: &Page, passages: &[Passage], companies: &[&[String]]) -> Vec<Diagnostic> {
    let mut advice = Vec::new();
    outreach::advise(page, passages, &mut advice);
    questions::advise(page, passages, companies, &mut advice);
    advice
}

/// Advises on the length of the owner's story.
fn story(settings: &Settings, read: ReadText) -> Option<Diagnostic> {
    let text = read(STORY)?;
    let passages = passages_of(&text, settings);
    let mut n_words = 0;
    let mut first_too_much = None;
    for line in passages.iter().flat_map(|passage| &passage.lines) {
        n_words += outreach::n_words(&line.text);
        if n_words > MOST_WORDS_OF_STORY {
            first_too_much.get_or_insert(line.line);
        }
    }
    let page = Page { path: STORY, text: &text };
    Some(catalog::long_story(page.line(first_too_much?), n_words, MOST_WORDS_OF_STORY))
}
