//! Finding the contact that a link or a name means.

use std::ops::Range;
use std::sync::Arc;
use std::sync::OnceLock;

use crate::diagnostic::catalog::MOST_NAMED;
use crate::fetch::fetch;
use crate::note::Reference;
use crate::parallel::PIECE;
use crate::parallel::both;
use crate::parallel::gather;
use crate::parallel::map_many;
use crate::text::fold;
use crate::text::stem;
use crate::text::without_extension;

use super::ContactId;
use super::Duplicate;
use super::Known;
use super::Problem;
use super::names::Entry;
use super::names::Names;
use super::problem::Shared;

/// The contacts by everything that they can be called.
#[derive(Debug)]
pub struct Directory<'d> {
    contacts: Vec<Known<'d>>,
    /// Only asked where a file's stem is not enough: most vaults never do.
    by_path: OnceLock<Names<'d>>,
    by_stem: Names<'d>,
    by_name: Names<'d>,
    by_alias: Names<'d>,
    by_email: Names<'d>,
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
        let mut called = Called::with_room_for(contacts.len());
        let add = |range: Range<usize>, piece: &mut Called<'d>| {
            fetch(contacts[range.clone()].iter().flat_map(|known| [known.path(), known.name()]));
            contacts[range].iter().for_each(|known| piece.add(*known));
        };
        gather(&mut called, contacts.len(), PIECE, &add, Called::append);
        let Called { stems, names, aliases, emails } = called;
        let ((by_stem, by_name), (by_alias, by_email)) = both(
            || both(|| Names::new(stems), || Names::new(names)),
            || both(|| Names::new(aliases), || Names::new(emails)),
        );
        let by_path = OnceLock::new();
        Directory { contacts, by_path, by_stem, by_name, by_alias, by_email }
    }

    /// Finds the contact that `reference`, in the note `from`, means: by path, file stem, name,
    /// alias, e-mail, whichever comes first with exactly one contact.
    pub fn find(&self, reference: &Reference, from: &str) -> Found {
        let last = stem(&reference.target);
        let mut same_stem = self.by_stem.of(last);
        // A path leads to a file of that stem: where there is but one, the path cannot lead to
        // another, and where there is none, to none. `ada/..` and the like end in no stem.
        let is_odd = matches!(last.trim(), "" | "." | "..");
        let has_stem = match (same_stem.next(), same_stem.next()) {
            (Some(one), None) if !is_odd => return Found::One(one),
            (one, _) => one.is_some(),
        };
        let target = &reference.target;
        let by_path = || match has_stem || is_odd {
            true => self.by_path(target, from),
            false => Vec::new(),
        };
        let by_name = |by: &Names| -> Vec<ContactId> {
            let mut found = by.of(target).peekable();
            if found.peek().is_some() { found.collect() } else { by.of(last).collect() }
        };
        let steps: [&dyn Fn() -> Vec<ContactId>; 5] = [
            &by_path,
            &|| self.by_stem.of(last).collect(),
            &|| by_name(&self.by_name),
            &|| by_name(&self.by_alias),
            &|| self.by_email.of(target).collect(),
        ];
        let mut several = Found::Nobody;
        for found in steps.iter().map(|step| step()) {
            match *found {
                [] => {}
                [one] => return Found::One(one),
                _ if several == Found::Nobody => several = Found::Many(found),
                _ => {}
            }
        }
        several
    }

    /// Finds contacts by their path, relative to the vault's root or to the note `from`; its
    /// ending may be left out.
    fn by_path(&self, target: &str, from: &str) -> Vec<ContactId> {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut found = Vec::new();
        let entry = |known: &Known<'d>| Entry::new(without_extension(known.path()), known.id());
        let entries = || self.contacts.iter().map(entry).collect();
        let by_path = self.by_path.get_or_init(|| Names::new(entries()));
        for base in ["", folder] {
            let Some(path) = join(base, without_extension(target)) else { continue };
            for id in by_path.of(&path) {
                if !found.contains(&id) {
                    found.push(id);
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

    fn path(&self, id: ContactId) -> &'d str {
        self.contacts[id.index()].path()
    }

    /// Returns the contacts that share a name or an e-mail address, by path.
    pub(super) fn duplicates(&self) -> Vec<Problem<'d>> {
        let mut ids = [self.by_name.shared(), self.by_email.shared()].concat();
        ids.sort_unstable();
        ids.dedup();
        let told = map_many(&ids, |id| self.duplicate(self.contacts[id.index()]));
        told.into_iter().flatten().collect()
    }

    /// Tells whether a contact shares a name or an e-mail address with others.
    pub(super) fn duplicate(&self, known: Known<'d>) -> Option<Problem<'d>> {
        let contact = known.contact();
        let others = |by: &Names, text: &str| {
            let mut others = by.of(text).filter(|other| *other != known.id());
            let note = |id: ContactId| self.contacts[id.index()].note();
            [(); MOST_NAMED].map(|()| others.next().map(note))
        };
        let by_name = others(&self.by_name, known.name());
        let by_email = || contact.emails().iter().map(|email| others(&self.by_email, email));
        let (shared, others) = match by_name {
            [Some(_), ..] => (Shared::Name, by_name),
            _ => (Shared::Email, by_email().find(|found| found[0].is_some())?),
        };
        let (note, line) = (known.note(), contact.name_line);
        Some(Problem::Duplicate(Arc::new(Duplicate { note, line, shared, others })))
    }
}

/// What contacts are called.
#[derive(Default)]
struct Called<'d> {
    stems: Vec<Entry<'d>>,
    names: Vec<Entry<'d>>,
    aliases: Vec<Entry<'d>>,
    emails: Vec<Entry<'d>>,
}

impl<'d> Called<'d> {
    fn with_room_for(n: usize) -> Called<'d> {
        let room = || Vec::with_capacity(n);
        Called { stems: room(), names: room(), aliases: Vec::new(), emails: room() }
    }

    fn add(&mut self, known: Known<'d>) {
        let contact = known.contact();
        self.stems.push(Entry::new(stem(known.path()), known.id()));
        self.names.push(Entry::new(contact.name(), known.id()));
        self.aliases.extend(contact.aliases().iter().map(|alias| Entry::new(alias, known.id())));
        self.emails.extend(contact.emails().iter().map(|email| Entry::new(email, known.id())));
    }

    fn append(&mut self, other: &mut Called<'d>) {
        self.stems.append(&mut other.stems);
        self.names.append(&mut other.names);
        self.aliases.append(&mut other.aliases);
        self.emails.append(&mut other.emails);
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
