//! A card as a note: front matter with what was known, and nothing that is owed.

use crate::note;
use crate::note::Content;
use crate::settings::Settings;
use crate::yaml;

use super::Card;

/// Returns the text of a new note at `path`.
pub(super) fn text(card: &Card, path: &str, settings: &Settings) -> String {
    let text = front_matter(card);
    let is_contact =
        matches!(note::parse(path.into(), &text, settings).content, Content::Contact(_));
    // Where the folder does not say what kind of note it is, the note itself does.
    if is_contact { text } else { text.replacen("---\n", "---\ntype: contact\n", 1) }
}

fn front_matter(card: &Card) -> String {
    let mut text = format!("---\nname: {}\n", yaml::quoted(&card.name));
    let emails = || card.emails.iter().map(|email| yaml::quoted(email)).collect::<Vec<_>>();
    let emails = match card.emails.as_slice() {
        [] => None,
        [email] => Some(yaml::quoted(email).into_owned()),
        _ => Some(format!("[{}]", emails().join(", "))),
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
