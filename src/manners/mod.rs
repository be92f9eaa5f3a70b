//! Manners: advice about what the notes mean to say to people. Only `check` asks for it, and it is
//! never an error; each kind can be switched off.

mod outreach;
mod phrases;
mod purpose;
mod questions;

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use crate::date::Today;
use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::note::details;
use crate::note::passages_of;
use crate::settings::Settings;
use crate::text::Place;
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
    let contacts = vault.contacts.par_iter().flat_map_iter(|contact| {
        let companies = companies(vault.settings, std::slice::from_ref(&contact.who), read);
        of_note(vault.settings, contact.path, &companies, read)
    });
    let meetings = vault.meetings.par_iter().flat_map_iter(|meeting| {
        let has_questions = meeting.meeting.n_questions > 0;
        let people = if has_questions { meeting.present.as_slice() } else { &[] };
        let companies = companies(vault.settings, people, read);
        of_note(vault.settings, meeting.path, &companies, read)
    });
    let mut advice: Vec<Diagnostic> = contacts.chain(meetings).collect();
    advice.extend(purpose::advice(vault, today));
    advice.extend(story(vault.settings, read));
    advice.retain(|one| !vault.settings.no_advice.contains(&one.code));
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

fn of_note(
    settings: &Settings,
    path: &str,
    companies: &[Vec<String>],
    read: ReadText,
) -> Vec<Diagnostic> {
    let mut advice = Vec::new();
    if let Some(text) = read(path) {
        let passages = details(path, &text, settings).passages;
        let page = Page { path, text: &text };
        outreach::advise(&page, &passages, &mut advice);
        questions::advise(&page, &passages, companies, &mut advice);
    }
    advice
}

/// Returns the words of the names of the organisations where people work.
fn companies(settings: &Settings, people: &[Who], read: ReadText) -> Vec<Vec<String>> {
    let paths = people.iter().filter_map(Who::path);
    let companies = paths.filter_map(|path| details(path, &read(path)?, settings).company);
    companies.map(|company| phrases::words(&company)).collect()
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
