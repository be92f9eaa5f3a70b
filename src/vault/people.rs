//! Reading the texts that name people: whom they mean, the vault's owner left out.

use rustc_hash::FxHashSet;

use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::note::PersonText;
use crate::note::Reference;
use crate::note::links;
use crate::settings::Settings;
use crate::text::collapse;
use crate::text::fold;
use crate::text::stem;

use super::ContactId;
use super::Directory;
use super::Found;
use super::Known;
use super::Who;

/// Finds people by what they are called.
pub(super) struct People<'n> {
    pub(super) directory: Directory<'n>,
    pub(super) settings: &'n Settings,
    my_names: FxHashSet<String>,
    my_contacts: FxHashSet<ContactId>,
}

impl<'n> People<'n> {
    pub(super) fn new(contacts: Vec<Known<'n>>, settings: &'n Settings) -> Self {
        let directory = Directory::new(contacts);
        let mut my_names = FxHashSet::default();
        let mut my_contacts = FxHashSet::default();
        for reference in settings.me.iter().map(|name| Reference::read(name)) {
            if let Found::One(id) = directory.find(&reference, "") {
                my_contacts.insert(id);
            }
            my_names.insert(fold(&reference.written).into_owned());
            my_names.insert(fold(stem(&reference.target)).into_owned());
        }
        People { directory, settings, my_names, my_contacts }
    }

    /// Returns a contact as somebody who is named.
    pub(super) fn known(&self, id: ContactId) -> Who<'n> {
        Who::Contact(self.directory.contacts()[id.index()])
    }

    /// Tells whether a contact is the vault's owner.
    pub(super) fn is_me(&self, id: ContactId) -> bool {
        self.my_contacts.contains(&id)
    }

    /// Tells whether a folded name is one of the owner's.
    pub(super) fn is_my_name(&self, name: &str) -> bool {
        self.my_names.contains(name)
    }

    /// Returns the people whom `texts` in the note at `path` name, each once, the owner excepted;
    /// names that fit nobody, or several, are added to `problems`.
    pub(super) fn read(
        &self,
        path: &str,
        texts: &[PersonText],
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<Who<'n>> {
        let mut people = Vec::with_capacity(texts.len());
        for text in texts {
            let whole = Reference::read(&text.text);
            let found = self.directory.find(&whole, path);
            if found != Found::Nobody || self.is_mine(&whole) {
                people.extend(self.who(path, text, &whole, found, problems));
                continue;
            }
            for part in parts(&text.text) {
                let found = self.directory.find(&part, path);
                people.extend(self.who(path, text, &part, found, problems));
            }
        }
        each_once(people)
    }

    fn is_mine(&self, reference: &Reference) -> bool {
        self.is_my_name(&fold(&reference.written))
            || self.is_my_name(&fold(&reference.target))
            || self.is_my_name(&fold(stem(&reference.target)))
    }

    /// Returns whom a reference means; `None` for the owner.
    fn who(
        &self,
        path: &str,
        text: &PersonText,
        reference: &Reference,
        found: Found,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Who<'n>> {
        let at = || At::text(path, text.place, &text.text);
        let problem = match found {
            Found::One(id) => return (!self.is_me(id)).then(|| self.known(id)),
            _ if self.is_mine(reference) => return None,
            Found::Many(ids) => {
                let paths: Vec<&str> =
                    ids.iter().map(|id| self.directory.contacts()[id.index()].path()).collect();
                catalog::ambiguous_person(at(), &reference.written, &paths)
            }
            Found::Nobody => catalog::unknown_person(at(), &reference.written),
        };
        problems.push(problem);
        Some(Who::Stranger(collapse(&reference.written).into()))
    }

    /// Returns the contacts to whom the links in a task's text lead, each once, the owner
    /// excepted. Links to anything else are none of our business.
    pub(super) fn linked(&self, path: &str, text: &str) -> Vec<Who<'n>> {
        let mut people = Vec::new();
        for link in links(text) {
            if let Found::One(id) = self.directory.find(&link.reference, path)
                && !self.is_me(id)
                && !people.contains(&self.known(id))
            {
                people.push(self.known(id));
            }
        }
        people
    }
}

/// Divides a text that means nobody as a whole into its links, else by commas.
fn parts(text: &str) -> Vec<Reference<'_>> {
    let inside = text.strip_prefix("[[").and_then(|text| text.strip_suffix("]]"));
    let is_link_to_nothing = inside.is_some_and(|inside| inside.trim().is_empty());
    let links: Vec<Reference> = links(text).map(|link| link.reference).collect();
    if !links.is_empty() || is_link_to_nothing {
        return links;
    }
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(Reference::read).collect()
}

/// Leaves out whoever was there before, in any spelling.
fn each_once(mut people: Vec<Who>) -> Vec<Who> {
    if people.len() > 1 {
        let mut seen = FxHashSet::default();
        people.retain(|who| {
            seen.insert(match who {
                Who::Contact(known) => (Some(known.id()), String::new()),
                Who::Stranger(name) => (None, fold(name).into_owned()),
            })
        });
    }
    people
}
