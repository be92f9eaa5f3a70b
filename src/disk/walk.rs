//! Finding the notes below the vault's folder. Links are not followed, and nothing is opened.

use std::ffi::OsStr;
use std::fs;
use std::fs::FileType;
use std::path::Path;
use std::path::PathBuf;

use ignore::gitignore::Gitignore;
use ignore::gitignore::GitignoreBuilder;
use walkdir::DirEntry;
use walkdir::WalkDir;

use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::settings::Settings;

/// A file that is probably a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its path relative to the vault, with `/`.
    pub path: String,
    /// Where it is.
    pub file: PathBuf,
}

/// Finds the notes of one vault.
#[derive(Debug)]
pub struct Walker {
    root: PathBuf,
    ignored: Gitignore,
    generated: Vec<String>,
}

impl Walker {
    /// Prepares to walk the folder `root`.
    pub fn new(root: &Path, settings: &Settings) -> Walker {
        let mut builder = GitignoreBuilder::new(root);
        // Only a reversed range can make the builder refuse to be case-insensitive; it has none.
        let _ = builder.case_insensitive(true);
        for pattern in &settings.ignore {
            // A pattern that is no glob matches nothing, as in git.
            let _ = builder.add_line(None, pattern);
        }
        Walker {
            root: root.to_owned(),
            ignored: builder.build().unwrap_or_else(|_| Gitignore::empty()),
            generated: settings.generated().map(str::to_owned).collect(),
        }
    }

    /// Finds the notes at and below `path`, which is relative to the vault (`""` for all of it),
    /// sorted by path, and what is wrong with the folders themselves.
    pub fn walk(&self, path: &str) -> (Vec<Found>, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let mut problems = Vec::new();
        if !self.is_reachable(path) {
            return (found, problems);
        }
        let start = if path.is_empty() { self.root.clone() } else { self.root.join(path) };
        let walker = WalkDir::new(&start).follow_links(false).follow_root_links(path.is_empty());
        let entries = walker.into_iter().filter_entry(|entry| {
            let is_root = path.is_empty() && entry.depth() == 0;
            is_root || !self.is_left_out(entry.path(), entry.file_type())
        });
        for entry in entries {
            match entry {
                Ok(entry) if path.is_empty() && entry.depth() == 0 => {}
                Ok(entry) => self.sort_out(&entry, &mut found, &mut problems),
                Err(error) => {
                    let is_gone = error.io_error().is_some_and(is_not_found);
                    let path = error.path().filter(|_| !is_gone);
                    let Some(path) = path.map(|path| self.relative(path)) else { continue };
                    let reason = error.io_error().map_or(error.to_string(), ToString::to_string);
                    problems.push(catalog::unreadable(At::file(&path), &reason));
                }
            }
        }
        found.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        (found, problems)
    }

    /// Tells whether there is a note at `path`: a regular file in folders that are no links.
    pub(super) fn finds(&self, path: &str) -> bool {
        self.walk(path).0.iter().any(|found| found.path == path)
    }

    /// Tells whether the walk from the root would come to the entry `path`: every folder above it
    /// is one, and none is left out.
    fn is_reachable(&self, path: &str) -> bool {
        let Some((folders, _)) = path.rsplit_once('/') else { return true };
        let mut folder = self.root.clone();
        folders.split('/').all(|name| {
            folder.push(name);
            let metadata = fs::symlink_metadata(&folder);
            metadata.is_ok_and(|metadata| {
                metadata.is_dir() && !self.is_left_out(&folder, metadata.file_type())
            })
        })
    }

    fn is_left_out(&self, path: &Path, file_type: FileType) -> bool {
        let name = path.file_name().unwrap_or_default();
        is_skipped(name, file_type) || self.ignored.matched(path, file_type.is_dir()).is_ignore()
    }

    /// Decides what to do with one entry of a folder.
    fn sort_out(&self, entry: &DirEntry, found: &mut Vec<Found>, problems: &mut Vec<Diagnostic>) {
        if entry.file_type().is_dir() {
            return;
        }
        let is_note = is_note_name(entry.file_name());
        let is_link = entry.file_type().is_symlink();
        if !is_note && !is_link {
            return;
        }
        let path = self.relative(entry.path());
        if self.generated.contains(&path) {
            return;
        }
        if is_link {
            if is_note || entry.path().is_dir() {
                problems.push(catalog::symlink_skipped(At::file(&path)));
            }
        } else if !entry.file_type().is_file() {
            // A pipe, a socket or a device: opening it could hang, or worse.
        } else if is_conflict_copy(crate::text::stem(&path)) {
            problems.push(catalog::conflict_copy(At::file(&path)));
        } else {
            found.push(Found { path, file: entry.path().to_owned() });
        }
    }

    /// Returns the path below the root, with `/`; what is not UTF-8 in it is replaced.
    pub(super) fn relative(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = path.iter().map(OsStr::to_string_lossy).collect();
        parts.join("/")
    }
}

/// Tells hidden files, folders of other tools, and what editors leave lying about.
pub(super) fn is_skipped(name: &OsStr, file_type: FileType) -> bool {
    let name = name.as_encoded_bytes();
    let is_litter = name.ends_with(b"~") || name.starts_with(b"#") && name.ends_with(b"#");
    let is_foreign = file_type.is_dir() && matches!(name, b"node_modules" | b"target");
    name.starts_with(b".") || is_litter || is_foreign
}

fn is_not_found(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::NotFound
}

/// Tells names that end in `.md` or `.markdown`, in any case.
fn is_note_name(name: &OsStr) -> bool {
    let extension = Path::new(name).extension().unwrap_or_default();
    extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown")
}

/// Tells the copies that sync clients make of a note that was changed in two places:
/// `x.sync-conflict-20260101-120000-ABC`, `x (conflicted copy 2026-01-01)`, `x (Case Conflict)`.
fn is_conflict_copy(stem: &str) -> bool {
    let stem = stem.to_lowercase();
    if let Some((_, rest)) = stem.split_once(".sync-conflict-") {
        return rest.starts_with(|c: char| c.is_ascii_digit());
    }
    let Some((_, inside)) = stem.strip_suffix(')').and_then(|stem| stem.rsplit_once('(')) else {
        return false;
    };
    let has_conflict = inside.split(|c: char| !c.is_alphanumeric()).any(|word| word == "conflict");
    inside.contains("conflicted copy") || has_conflict
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflict_copies_are_told_from_notes() {
        for stem in [
            "ada.sync-conflict-20260101-120000-ABCDEFG",
            "ada (conflicted copy 2026-11-20)",
            "ada (Wren's conflicted copy 2026-11-20)",
            "ada (Case Conflict)",
        ] {
            assert!(is_conflict_copy(stem), "{stem}");
        }
        for stem in ["conflict", "ada (conflicting views)", "ada (draft)", "(conflict) ada"] {
            assert!(!is_conflict_copy(stem), "{stem}");
        }
    }
}
