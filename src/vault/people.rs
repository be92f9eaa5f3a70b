//! Reading the texts that name people: whom they mean, the vault's owner left out.

use rustc_hash::FxHashSet;

use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::note::Contact;
use crate::note::PersonText;
use crate::note::Reference;
use crate::note::links;
use crate::settings::Settings;
use crate::text::fold;
use crate::text::stem;

use super::ContactId;
use super::Directory;
use super::Found;
use super::Who;

/// Finds people by what they are called.
pub(super) struct People<'d, 'n> {
    pub(super) directory: &'d Directory,
    pub(super) contacts: &'d [(&'n str, &'n Contact)],
    pub(super) settings: &'d Settings,
    my_names: FxHashSet<String>,
    my_contacts: FxHashSet<ContactId>,
}

impl<'d, 'n> People<'d, 'n> {
    pub(super) fn new(
        directory: &'d Directory,
        contacts: &'d [(&'n str, &'n Contact)],
        settings: &'d Settings,
    ) -> Self {
        let mine = settings.me.iter().map(|name| Reference::read(name));
        let mut my_names = FxHashSet::default();
        let mut my_contacts = FxHashSet::default();
        for reference in mine {
            if let Found::One(id) = directory.find(&reference, "") {
                my_contacts.insert(id);
            }
            my_names.insert(fold(&reference.written));
            my_names.insert(fold(stem(&reference.target)));
        }
        People { directory, contacts, settings, my_names, my_contacts }
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
    ) -> Vec<Who> {
        let mut people: Vec<Who> = Vec::new();
        let mut seen = FxHashSet::default();
        for text in texts {
            for reference in self.references(path, text) {
                let Some(who) = self.who(path, text, &reference, problems) else {
                    continue;
                };
                let key = match &who {
                    Who::Contact(id) => (Some(*id), String::new()),
                    Who::Stranger(name) => (None, fold(name)),
                };
                if seen.insert(key) {
                    people.push(who);
                }
            }
        }
        people
    }

    /// Divides a text into the references in it: a text that means nobody as a whole is read as
    /// its links, else divided by commas.
    fn references(&self, path: &str, text: &PersonText) -> Vec<Reference> {
        let text = &*text.text;
        let whole = Reference::read(text);
        if self.directory.find(&whole, path) != Found::Nobody || self.is_mine(&whole) {
            return vec![whole];
        }
        let inside = text.strip_prefix("[[").and_then(|text| text.strip_suffix("]]"));
        let is_link_to_nothing = inside.is_some_and(|inside| inside.trim().is_empty());
        let links: Vec<Reference> = links(text).into_iter().map(|link| link.reference).collect();
        if !links.is_empty() || is_link_to_nothing {
            return links;
        }
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(Reference::read).collect()
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
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Who> {
        let at = At::text(path, text.place, &text.text);
        let stranger = || Who::Stranger(crate::text::collapse(&reference.written));
        match self.directory.find(reference, path) {
            Found::One(id) => (!self.is_me(id)).then_some(Who::Contact(id)),
            _ if self.is_mine(reference) => None,
            Found::Many(ids) => {
                problems.push(self.ambiguous(at, reference, &ids));
                Some(stranger())
            }
            Found::Nobody => {
                problems.push(catalog::unknown_person(at, &reference.written));
                Some(stranger())
            }
        }
    }

    /// Returns the contacts to whom the links in a task's text lead, each once, the owner
    /// excepted. Links to anything else are none of our business.
    pub(super) fn linked(&self, path: &str, text: &str) -> Vec<Who> {
        let mut people = Vec::new();
        for link in links(text) {
            if let Found::One(id) = self.directory.find(&link.reference, path)
                && !self.is_me(id)
                && !people.contains(&Who::Contact(id))
            {
                people.push(Who::Contact(id));
            }
        }
        people
    }

    fn ambiguous(&self, at: At, reference: &Reference, ids: &[ContactId]) -> Diagnostic {
        let paths: Vec<&str> = ids.iter().map(|id| self.contacts[id.0 as usize].0).collect();
        catalog::ambiguous_person(at, &reference.written, &paths)
    }
}
