//! Finding the contact that a link or a name means.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::sync::OnceLock;

use rustc_hash::FxBuildHasher;
use rustc_hash::FxHashMap;

use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::note::Reference;
use crate::text::Place;
use crate::text::fold;
use crate::text::stem;
use crate::text::without_extension;

use super::ContactId;
use super::Known;

/// The contacts by everything that they can be called.
#[derive(Debug)]
pub struct Directory<'d> {
    contacts: Vec<Known<'d>>,
    /// Only asked where a file's stem is not enough: most vaults never do.
    by_path: OnceLock<ByName<'d>>,
    by_stem: ByName<'d>,
    by_name: ByName<'d>,
    by_alias: ByName<'d>,
    by_email: ByName<'d>,
}

/// Contacts by one folded text; those with the same, by path.
type ByName<'d> = FxHashMap<Cow<'d, str>, Same>;

/// The contacts that share one text: nearly always one.
#[derive(Debug)]
enum Same {
    One([ContactId; 1]),
    Many(Vec<ContactId>),
}

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

impl<'d> Directory<'d> {
    /// Enters the contacts, which are sorted by path.
    pub fn new(contacts: Vec<Known<'d>>) -> Directory<'d> {
        let ((by_stem, by_name), (by_alias, by_email)) = rayon::join(
            || {
                rayon::join(
                    || enter(&contacts, |c| [stem(c.path)]),
                    || enter(&contacts, |c| [c.name()]),
                )
            },
            || {
                rayon::join(
                    || enter(&contacts, |c| &c.contact.aliases),
                    || enter(&contacts, |c| &c.contact.emails),
                )
            },
        );
        let by_path = OnceLock::new();
        Directory { contacts, by_path, by_stem, by_name, by_alias, by_email }
    }

    /// Finds the contact that `reference`, in the note `from`, means: by path, file stem, name,
    /// alias, e-mail, whichever comes first with exactly one contact.
    pub fn find(&self, reference: &Reference, from: &str) -> Found {
        let last = fold(stem(&reference.target));
        let same_stem = of(&self.by_stem, &last);
        // A path leads to a file of that stem: where there is but one, the path cannot lead to
        // another, and where there is none, to none. `ada/..` and the like end in no stem.
        let is_odd = matches!(&*last, "" | "." | "..");
        if let ([one], false) = (same_stem, is_odd) {
            return Found::One(*one);
        }
        let by_path = match same_stem {
            [] if !is_odd => Vec::new(),
            _ => self.by_path(&reference.target, from),
        };
        let target = fold(&reference.target);
        let by_name = |by| Some(of(by, &target)).filter(|f| !f.is_empty()).unwrap_or(of(by, &last));
        let steps = [
            &*by_path,
            same_stem,
            by_name(&self.by_name),
            by_name(&self.by_alias),
            of(&self.by_email, &target),
        ];
        if let Some([one]) = steps.iter().find(|found| found.len() == 1) {
            return Found::One(*one);
        }
        match steps.iter().find(|found| !found.is_empty()) {
            Some(several) => Found::Many(several.to_vec()),
            None => Found::Nobody,
        }
    }

    /// Finds contacts by their path, relative to the vault's root or to the note `from`; its
    /// ending may be left out.
    fn by_path(&self, target: &str, from: &str) -> Vec<ContactId> {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut found = Vec::new();
        let by_path =
            self.by_path.get_or_init(|| enter(&self.contacts, |c| [without_extension(c.path)]));
        for base in ["", folder] {
            let Some(path) = join(base, without_extension(target)) else { continue };
            for id in of(by_path, &fold(&path)) {
                if !found.contains(id) {
                    found.push(*id);
                }
            }
        }
        if found.len() > 1 {
            // `ada.md` beside `ada.markdown`: the ending tells them apart.
            let paths = ["", folder].map(|base| join(base, target).unwrap_or_default());
            let is_exact =
                |id: &&ContactId| paths.iter().any(|path| fold(path) == fold(self.path(**id)));
            let exact: Vec<ContactId> = found.iter().filter(is_exact).copied().collect();
            return if exact.is_empty() { found } else { exact };
        }
        found
    }

    /// Returns the contacts, by path.
    pub(super) fn contacts(&self) -> &[Known<'d>] {
        &self.contacts
    }

    /// Puts another reading of a contact there, who is called the same.
    pub(super) fn replace(&mut self, known: Known<'d>) {
        self.contacts[known.id.index()] = known;
    }

    fn path(&self, id: ContactId) -> &'d str {
        self.contacts[id.index()].path
    }

    /// Tells the contacts that share a name or an e-mail address: one warning on each.
    pub(super) fn duplicates(&self) -> Vec<Diagnostic> {
        let shared = self.by_name.values().chain(self.by_email.values());
        let mut ids: Vec<ContactId> = shared.flat_map(Same::several).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().filter_map(|id| self.duplicate(&self.contacts[id.index()])).collect()
    }

    /// Tells whether a contact shares a name or an e-mail address with others.
    pub(super) fn duplicate(&self, known: &Known) -> Option<Diagnostic> {
        let others = |by: &ByName, text: &str| -> Vec<&str> {
            let others = of(by, &fold(text)).iter().filter(|other| **other != known.id);
            others.map(|other| self.path(*other)).collect()
        };
        let by_name = others(&self.by_name, known.name());
        let by_email = || known.contact.emails.iter().map(|email| others(&self.by_email, email));
        let (shared, others) = match by_name.is_empty() {
            false => ("name", by_name),
            true => ("e-mail address", by_email().find(|found| !found.is_empty())?),
        };
        let place = Place { line: known.contact.name_line, column: 1 };
        let at = At { path: known.path, place: Some(place), width: 1 };
        Some(catalog::duplicate_person(at, shared, &others))
    }
}

/// Enters the contacts under what `texts` says that they are called.
fn enter<'d, T: IntoIterator<Item = &'d str>>(
    contacts: &[Known<'d>],
    texts: impl Fn(&Known<'d>) -> T,
) -> ByName<'d> {
    let n_texts = contacts.iter().map(|known| texts(known).into_iter().count()).sum();
    let mut by = ByName::with_capacity_and_hasher(n_texts, FxBuildHasher);
    for known in contacts {
        for text in texts(known) {
            match by.entry(fold(text)) {
                Entry::Occupied(same) => same.into_mut().add(known.id),
                Entry::Vacant(place) => {
                    place.insert(Same::One([known.id]));
                }
            }
        }
    }
    by
}

/// Returns the contacts that are called so.
fn of<'b>(by: &'b ByName, text: &str) -> &'b [ContactId] {
    match by.get(text) {
        Some(Same::One(one)) => one,
        Some(Same::Many(many)) => many,
        None => &[],
    }
}

impl Same {
    /// Returns the contacts, if it is more than one.
    fn several(&self) -> &[ContactId] {
        match self {
            Same::One(_) => &[],
            Same::Many(many) => many,
        }
    }

    /// Adds a contact; the same alias twice is still one contact.
    fn add(&mut self, id: ContactId) {
        match self {
            Same::One([one]) if *one == id => {}
            Same::One([one]) => *self = Same::Many(vec![*one, id]),
            Same::Many(many) if many.last() == Some(&id) => {}
            Same::Many(many) => many.push(id),
        }
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
