//! A card as a note: front matter with what was known, and nothing that is owed.

use crate::composing::Form;
use crate::composing::type_at;
use crate::settings::Settings;
use crate::yaml;

use super::Card;

/// Returns the text of a new note at `path`.
pub(super) fn text(card: &Card, path: &str, settings: &Settings) -> String {
    let mut text = "---\n".to_owned();
    // Where the folder does not say what kind of note it is, the note itself does.
    match type_at(path, Form::Contact, settings) {
        "" => {}
        word => text.push_str(&format!("type: {word}\n")),
    }
    text.push_str(&front_matter(card));
    text
}

/// Returns the lines of the front matter, and its end.
fn front_matter(card: &Card) -> String {
    let mut text = format!("name: {}\n", yaml::quoted(&card.name));
    let emails: Vec<_> = card.emails.iter().map(|email| yaml::quoted(email)).collect();
    let emails = match emails.as_slice() {
        [] => None,
        [email] => Some(email.to_string()),
        several => Some(format!("[{}]", several.join(", "))),
    };
    let value = |text: &Option<String>| text.as_deref().map(|text| yaml::quoted(text).into_owned());
    for (key, value) in [
        ("company", value(&card.company)),
        ("role", value(&card.role)),
        ("email", emails),
        ("phone", value(&card.phone)),
        ("linkedin", value(&card.linkedin)),
        ("website", value(&card.website)),
        ("location", value(&card.location)),
        ("met_through", value(&card.met_through)),
    ] {
        if let Some(value) = value {
            text.push_str(&format!("{key}: {value}\n"));
        }
    }
    text.push_str("---\n");
    text
}
