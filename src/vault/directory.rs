//! Finding the contact that a link or a name means.

use rustc_hash::FxHashMap;

use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::note::Contact;
use crate::note::Reference;
use crate::text::Place;
use crate::text::fold;
use crate::text::stem;
use crate::text::without_extension;

use super::ContactId;

/// The contacts by everything that they can be called.
#[derive(Debug)]
pub struct Directory {
    by_file: ByName,
    by_path: ByName,
    by_stem: ByName,
    by_name: ByName,
    by_alias: ByName,
    by_email: ByName,
}

/// Contacts by one folded text; those with the same, by path.
type ByName = FxHashMap<String, Vec<ContactId>>;

/// Whom a reference means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One contact.
    One(ContactId),
    /// Several, and no way to tell which: by path.
    Many(Vec<ContactId>),
    /// No contact.
    Nobody,
}

impl Directory {
    /// Enters the contacts, which are sorted by path.
    pub fn new(contacts: &[(&str, &Contact)]) -> Directory {
        let mut directory = Directory {
            by_file: ByName::default(),
            by_path: ByName::default(),
            by_stem: ByName::default(),
            by_name: ByName::default(),
            by_alias: ByName::default(),
            by_email: ByName::default(),
        };
        for (id, (path, contact)) in (0..).map(ContactId).zip(contacts) {
            enter(&mut directory.by_file, fold(path), id);
            enter(&mut directory.by_path, fold(without_extension(path)), id);
            enter(&mut directory.by_stem, fold(stem(path)), id);
            enter(&mut directory.by_name, fold(&contact.name), id);
            for alias in &contact.aliases {
                enter(&mut directory.by_alias, fold(alias), id);
            }
            for email in &contact.emails {
                enter(&mut directory.by_email, fold(email), id);
            }
        }
        directory
    }

    /// Finds the contact that `reference`, in the note `from`, means: by path, file stem, name,
    /// alias, e-mail, whichever comes first with exactly one contact.
    pub fn find(&self, reference: &Reference, from: &str) -> Found {
        let target = fold(&reference.target);
        let last = fold(stem(&reference.target));
        let of = |by: &ByName, name: &str| by.get(name).cloned().unwrap_or_default();
        let by_name = |by: &ByName| match of(by, &target) {
            found if found.is_empty() => of(by, &last),
            found => found,
        };
        let steps: [&dyn Fn() -> Vec<ContactId>; 5] = [
            &|| self.by_path(&reference.target, from),
            &|| of(&self.by_stem, &last),
            &|| by_name(&self.by_name),
            &|| by_name(&self.by_alias),
            &|| of(&self.by_email, &target),
        ];
        let mut many = Vec::new();
        for step in steps {
            match step().as_slice() {
                [] => {}
                [one] => return Found::One(*one),
                several if many.is_empty() => many = several.to_vec(),
                _ => {}
            }
        }
        if many.is_empty() { Found::Nobody } else { Found::Many(many) }
    }

    /// Finds contacts by their path, relative to the vault's root or to the note `from`; its
    /// ending may be left out.
    fn by_path(&self, target: &str, from: &str) -> Vec<ContactId> {
        let exact = at_path(&self.by_file, target, from);
        let found = || at_path(&self.by_path, without_extension(target), from);
        if exact.is_empty() { found() } else { exact }
    }

    /// Tells the contacts that share a name or an e-mail address: one warning on each.
    pub(super) fn duplicates(&self, contacts: &[(&str, &Contact)]) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for (id, (path, contact)) in (0..).map(ContactId).zip(contacts) {
            let others = |by: &ByName, text: &str| -> Vec<&str> {
                let same = by.get(&fold(text)).map(Vec::as_slice).unwrap_or_default();
                let others = same.iter().filter(|other| **other != id);
                others.map(|other| contacts[other.0 as usize].0).collect()
            };
            let by_name = others(&self.by_name, &contact.name);
            let by_email = || contact.emails.iter().map(|email| others(&self.by_email, email));
            let (shared, others) = match by_name.is_empty() {
                false => ("name", by_name),
                true => ("e-mail address", by_email().find(|o| !o.is_empty()).unwrap_or_default()),
            };
            if !others.is_empty() {
                let place = Place { line: contact.name_line, column: 1 };
                let at = At { path, place: Some(place), width: 1 };
                problems.push(catalog::duplicate_person(at, shared, &others));
            }
        }
        problems
    }
}

/// Finds contacts by a path that is relative to the root or to the note `from`.
fn at_path(by: &ByName, target: &str, from: &str) -> Vec<ContactId> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut found = Vec::new();
    for base in ["", folder] {
        let Some(path) = join(base, target) else { continue };
        for id in by.get(&fold(&path)).into_iter().flatten() {
            if !found.contains(id) {
                found.push(*id);
            }
        }
    }
    found
}

fn enter(by: &mut ByName, name: String, id: ContactId) {
    let ids = by.entry(name).or_default();
    // The same alias twice is still one contact.
    if ids.last() != Some(&id) {
        ids.push(id);
    }
}

/// Joins two paths with `/`, with `.` and `..` taken out; `None` above the vault.
fn join(base: &str, path: &str) -> Option<String> {
    let (base, path) = match path.strip_prefix('/') {
        Some(path) => ("", path),
        None => (base, path),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
