//! Where the notes about people lie, and what their files are called: new ones follow.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::settings::Settings;
use crate::text::fold;
use crate::text::slug;
use crate::text::stem;

use super::Acquaintance;
use super::Vault;

/// How the files of contacts are named.
#[derive(Debug)]
pub struct Habit {
    /// Their folder, with `/` at its end; empty for the vault's own.
    folder: String,
    style: Style,
    /// The number that comes next, for each name that was given.
    next: FxHashMap<String, u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `ada-lovelace.md`.
    Slug,
    /// `Ada Lovelace.md`.
    Name,
}

impl Habit {
    /// Returns the folder that holds most contacts, and how most of them are named; where there
    /// are none, the first of the config's folders.
    pub fn of(vault: &Vault) -> Habit {
        let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
        let mut n_names = 0;
        for contact in &vault.contacts {
            let file = contact.path.rfind('/').map_or(0, |slash| slash + 1);
            *folders.entry(&contact.path[..file]).or_default() += 1;
            n_names += usize::from(is_called_by_name(contact));
        }
        let most = folders.into_iter().rev().max_by_key(|(_, n)| *n);
        let folder = most.map_or_else(|| first_folder(vault.settings), |(path, _)| path.to_owned());
        let is_name = n_names * 2 > vault.contacts.len();
        let style = if is_name { Style::Name } else { Style::Slug };
        Habit { folder, style, next: FxHashMap::default() }
    }

    /// Returns the path of a new note about somebody: the first, from `ada-lovelace.md` and
    /// `ada-lovelace-2.md` on, that is not taken and was not given before.
    pub fn new_path(&mut self, name: &str, is_taken: impl Fn(&str) -> bool) -> String {
        let (stem, gap) = match self.style {
            Style::Slug => (slug(name), '-'),
            Style::Name => (file_name(name), ' '),
        };
        let stem = if stem.is_empty() { "somebody" } else { &stem };
        let next = self.next.entry(fold(stem).into_owned()).or_insert(1);
        loop {
            let path = match *next {
                1 => format!("{}{stem}.md", self.folder),
                number => format!("{}{stem}{gap}{number}.md", self.folder),
            };
            *next += 1;
            if !is_taken(&path) {
                return path;
            }
        }
    }
}

fn is_called_by_name(contact: &Acquaintance) -> bool {
    let (name, stem) = (&contact.contact.name, stem(contact.path));
    // A note without a name of its own is called by its file: that says nothing.
    fold(name) == fold(stem) && stem != slug(stem)
}

fn first_folder(settings: &Settings) -> String {
    let folder = settings.contact_folders.first().map_or("people", String::as_str);
    let parts = folder.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
    parts.map(|part| format!("{part}/")).collect()
}

/// Returns a name as a file's, without what file systems and links cannot have in it.
fn file_name(name: &str) -> String {
    if slug(name).is_empty() || slug(name).ends_with('_') {
        return slug(name);
    }
    const LONGEST: usize = 120;
    let kept = |c: char| if c.is_control() || "/\\:*?\"<>|#^[]()".contains(c) { ' ' } else { c };
    let mut name = crate::text::collapse(&name.chars().map(kept).collect::<String>());
    while name.len() > LONGEST {
        name.pop();
    }
    name.trim_matches(['.', ' ']).to_owned()
}
