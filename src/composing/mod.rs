//! A new note: where it goes, what it is called, and what stands in it.

mod contact;
mod form;
mod habit;
mod link;
mod meeting;
mod naming;

pub use contact::NewContact;
pub use form::Form;
pub use habit::Habit;
pub use link::link;
pub use meeting::NewMeeting;
pub use meeting::joined;

use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::note::Content;
use crate::note::Note;
use crate::note::parse;
use crate::settings::Settings;
use crate::template::Filling;
use crate::template::Template;
use crate::template::fill;
use crate::text::collapse;
use crate::text::fold;
use crate::text::nfc;
use crate::text::visible;

/// A note that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNote {
    /// Its path, relative to the vault, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Returns a text as somebody gave it on the command line, in one line and with nothing hidden in
/// it; a comment cannot end in it.
pub fn tidied(text: &str) -> String {
    collapse(&visible(&nfc(text))).replace("-->", "→")
}

/// Returns `path`, or where a file by that name is among the `taken` names of its folder, the same
/// with a number. On some systems `Ada.md` and `ada.md` are one file, so they are one to us.
pub fn free(path: &str, taken: &[String]) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let stem = crate::text::stem(name);
    let is_taken = |name: &str| taken.iter().any(|taken| fold(taken) == fold(name));
    let gap = if stem.contains(' ') { " " } else { "-" };
    let numbered = (2..).map(|number| format!("{stem}{gap}{number}.md"));
    let name = std::iter::once(name.to_owned()).chain(numbered).find(|name| !is_taken(name));
    let name = name.expect("the numbers do not end");
    if folder.is_empty() { name } else { format!("{folder}/{name}") }
}

/// Returns the word for `type` that a note needs at `path`: none where the folder tells it.
fn type_at(path: &str, form: Form, settings: &Settings) -> &'static str {
    let note = parse(path.into(), "---\n---\n", settings);
    match (form, note.content) {
        (Form::Contact, Content::Contact(_)) | (Form::Meeting, Content::Meeting(_)) => "",
        (Form::Contact, _) => "contact",
        (Form::Meeting, _) => "meeting",
    }
}

/// Fills in the template of a note.
fn filled(template: &Template, values: &[(&str, Filling)]) -> Result<String, Box<Diagnostic>> {
    fill(template, values).map(|text| without_trailing_blanks(&text))
}

/// Takes blanks off the ends of the front matter's lines: a key without a value has none.
fn without_trailing_blanks(text: &str) -> String {
    let mut n_fences = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let content = line.trim_end_matches(['\n', '\r']);
        n_fences += usize::from(content.trim_end() == "---");
        match n_fences {
            1 => [content.trim_end_matches([' ', '\t']), &line[content.len()..]].concat(),
            _ => line.to_owned(),
        }
    });
    lines.collect()
}

/// Returns links as front matter has them: one alone, several in a list.
fn one_or_list(links: &[String]) -> Filling {
    match links {
        [] => "".into(),
        [one] => one.as_str().into(),
        several => several.into(),
    }
}

/// Reads a filled-in template back as the note that it is to be.
///
/// # Errors
///
/// Returns what is wrong with it: keepwarm would not take it for what it is.
pub fn read_back(note: &NewNote, form: Form, settings: &Settings) -> Result<Note, Box<Diagnostic>> {
    let read = parse(note.path.as_str().into(), &note.text, settings);
    let (word, is_right) = match form {
        Form::Contact => ("contact", matches!(read.content, Content::Contact(_))),
        Form::Meeting => ("meeting", matches!(read.content, Content::Meeting(_))),
    };
    if is_right {
        return Ok(read);
    }
    let (message, help) = match read.problems.first() {
        Some(problem) => {
            let help = "write `{{ name | yaml }}` in the front matter: it puts quotes where needed";
            (format!("of this template {}", problem.message), help.to_owned())
        }
        None => {
            let help = format!("add the line `type: {word}` between the fences `---`");
            (format!("a note from this template would not be taken for a {word}"), help)
        }
    };
    Err(Box::new(catalog::config(At::top(form.path()), message, help)))
}
