//! Who a note is about, and nothing else of it: quick, for those who only look for a name.

use crate::settings::Key;
use crate::settings::Settings;

use super::body;
use super::contact::plain_texts;
use super::front_matter::FrontMatter;
use super::kind::Kind;
use super::kind::Told;
use super::split;
use super::tell_kind;

/// What a contact is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// What to call them.
    pub name: Box<str>,
    /// Other names.
    pub aliases: Vec<String>,
}

/// Returns whom the note at `path` is about, as [`super::parse`] would; `None` if it is not about a
/// person, or cannot be read.
pub fn person(path: &str, text: &str, settings: &Settings) -> Option<Person> {
    let split = split::split(text).ok()?;
    let front = FrontMatter::read(path, split.front.unwrap_or_default(), &settings.keys).ok()?;
    let (told, _) = tell_kind(path, &front, split.front.is_some(), settings)?;
    if told != Told::Contact {
        return None;
    }
    let value = |key| front.value(key, Kind::Contact);
    let title = || {
        let headings = &settings.headings;
        body::read(text, split.body_start, split.body_line, Kind::Contact, headings).title
    };
    let name = value(Key::Name).and_then(|value| value.scalar());
    let name = name.or_else(|| value(Key::Title).and_then(|value| value.text()));
    let name = name.map(Into::into).or_else(title);
    Some(Person {
        name: name.unwrap_or_else(|| crate::text::stem(path).into()),
        aliases: value(Key::Aliases).map(|value| plain_texts(&value)).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::Content;

    #[test]
    fn a_person_is_called_as_in_the_whole_note() {
        let settings = Settings::new();
        for (path, text) in [
            (
                "people/ada.md",
                "---\nname: Ada Lovelace\naliases: [Ada, '[[AAL]]']\n---\n# Not she\n",
            ),
            ("people/ada.md", "---\ntitle: Ada\n---\n"),
            ("people/ada.md", "---\nrole: x\n---\n\nText.\n\n# Ada *L*\n"),
            ("people/ada.md", "---\nrole: x\n---\n"),
            ("people/ada.md", "# Ada\n"),
            ("people/ada.md", "---\ntype: meeting\n---\n"),
            ("people/ada.md", "---\nname: [Ada]\n---\n"),
            ("x.md", "---\ntags: [crm/person]\nalias: A\n---\n"),
            ("x.md", "---\nname: Ada\n"),
            ("x.md", "---\nname: Ada\nname: Bea\n---\n"),
            ("meetings/2026-11-20.md", ""),
        ] {
            let whole = match crate::note::parse(path.into(), text, &settings).content {
                Content::Contact(contact) => {
                    let aliases = contact.aliases().iter().map(str::to_owned).collect();
                    Some(Person { name: contact.name().into(), aliases })
                }
                _ => None,
            };
            assert_eq!(person(path, text, &settings), whole, "{text}");
        }
    }
}
