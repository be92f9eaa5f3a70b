//! `keepwarm new contact NAME`: a note about a person.

use std::path::Path;

use crate::composing::Form;
use crate::composing::NewContact;
use crate::composing::NewNote;
use crate::composing::link;
use crate::composing::read_back;
use crate::composing::tidied;
use crate::date::Today;
use crate::text::fold;
use crate::vault::Acquaintance;
use crate::vault::Vault;

use super::Color;
use super::Error;
use super::Exit;
use super::Place;
use super::World;
use super::args;
use super::who;

pub(super) fn run(
    place: Place,
    options: &args::NewContact,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let (today, root) = (place.today, place.root.clone());
    let index = place.read();
    let joined = Place::join(&index);
    let vault = joined.vault();
    let text = |option: &Option<String>| tidied(option.as_deref().unwrap_or_default());
    let contact = NewContact {
        name: name(&options.name)?,
        email: email(&text(&options.email))?,
        company: text(&options.company),
        role: text(&options.role),
        met_through: text(&options.met_through),
        referred_by: referred_by(&vault, &options.referred_by)?,
        tags: options.tag.iter().map(|tag| tidied(tag.trim_start_matches('#'))).collect(),
    };
    if !options.another {
        check_that_new(&vault, &contact)?;
    }
    let note = compose(&contact, &vault, &root, today)?;
    super::create(&root, &note)?;
    super::show(&root, &note, options.open(), world, color)
}

/// Returns the note about somebody, at a path that is free.
pub(super) fn compose(
    contact: &NewContact,
    vault: &Vault,
    root: &Path,
    today: Today,
) -> Result<NewNote, Error> {
    let path = super::habit(vault, root).contact_path(&contact.name);
    let path = super::free_path(root, &path, vault.settings);
    let template = super::template(root, Form::Contact)?;
    let note = contact.note(path, &template, vault.settings, today);
    let note = note.map_err(super::bad_template(&template))?;
    read_back(&note, Form::Contact, vault.settings).map_err(super::bad_template(&template))?;
    Ok(note)
}

/// Reads the name of somebody who is to have a note.
pub(super) fn name(text: &str) -> Result<String, Error> {
    let name = tidied(text);
    if name.contains('@') {
        let words = format!("`{name}` is an address: write the name, and `--email {name}`");
        return Err(Error::Words(words));
    }
    if !name.contains(char::is_alphanumeric) {
        return Err(Error::Words(format!("`{name}` is no name: write it as they do")));
    }
    Ok(name)
}

fn email(text: &str) -> Result<String, Error> {
    if text.is_empty() || text.contains('@') && !text.contains(' ') {
        return Ok(text.to_owned());
    }
    Err(Error::Words(format!("`{text}` is no e-mail address: write one like ada@example.org")))
}

/// Returns links to those who introduced them; whoever has no note is named as written.
fn referred_by(vault: &Vault, texts: &[String]) -> Result<Vec<String>, Error> {
    let link_to = |text: &String| match who::candidates(vault, text).as_slice() {
        [] => Ok(format!("[[{}]]", name(text)?)),
        _ => who::find(vault, text).map(|contact| link(vault, contact.id(), "")),
    };
    texts.iter().map(link_to).collect()
}

/// Refuses to make a second note about somebody: of that address, or of that name, unless the
/// addresses say that they are two.
fn check_that_new(vault: &Vault, new: &NewContact) -> Result<(), Error> {
    let has_email = |contact: &Acquaintance| {
        contact.contact().emails().iter().any(|email| fold(email) == fold(&new.email))
    };
    let is_called = |contact: &Acquaintance| {
        let aliases = contact.contact().aliases().iter();
        aliases.chain([contact.contact().name()]).any(|name| fold(name) == fold(&new.name))
    };
    let is_other = |contact: &Acquaintance| {
        !new.email.is_empty() && !contact.contact().emails().is_empty() && !has_email(contact)
    };
    let is_same = |contact: &&Acquaintance| {
        !new.email.is_empty() && has_email(contact) || is_called(contact) && !is_other(contact)
    };
    let Some(same) = vault.contacts.iter().find(is_same) else {
        return Ok(());
    };
    let (name, path) = (same.contact().name(), same.path());
    Err(Error::Words(format!(
        "there is a note about {name} already: {path}\n\
         If you mean somebody else, say so with `--another`."
    )))
}
