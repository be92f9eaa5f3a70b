//! Finding the notes below the vault's folder, on every core. Links are not followed, and nothing
//! but folders is opened.

use std::ffi::OsStr;
use std::fs;
use std::fs::FileType;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::PoisonError;

use rayon::Scope;
use rayon::slice::ParallelSliceMut;

use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::parallel;
use crate::parallel::lock;
use crate::settings::Settings;

use super::ignored::Ignored;

/// A file that is probably a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its path relative to the vault, with `/`; what is not UTF-8 in it is replaced.
    pub path: Box<str>,
    /// Whether nothing had to be replaced.
    pub is_utf8: bool,
}

/// Finds the notes of one vault.
#[derive(Debug)]
pub struct Walker {
    root: PathBuf,
    ignored: Ignored,
    generated: Vec<String>,
}

/// A folder.
#[derive(Debug)]
struct Folder {
    /// Where it is.
    file: PathBuf,
    /// Its path relative to the vault, with `/`.
    path: String,
    /// Whether that is the whole truth.
    is_utf8: bool,
}

/// What is known of a part of the vault.
#[derive(Debug, Default)]
struct Listing {
    found: Vec<Found>,
    problems: Vec<Diagnostic>,
    /// What is still to be listed.
    folders: Vec<Folder>,
    /// The path of the entry that is being looked at.
    path: String,
}

/// A walk that is under way.
#[derive(Clone, Copy)]
struct Work<'w, 's> {
    scope: &'w Scope<'s>,
    take: &'s (dyn Fn(Vec<Found>) + Sync),
    problems: &'s Mutex<Vec<Diagnostic>>,
}

/// So many notes are handed over at a time: enough to be worth it, few enough to share out.
pub(super) const N_AT_A_TIME: usize = 64;

impl Walker {
    /// Prepares to walk the folder `root`.
    pub fn new(root: &Path, settings: &Settings) -> Walker {
        Walker {
            root: root.to_owned(),
            ignored: Ignored::new(&settings.ignore),
            generated: settings.generated().map(str::to_owned).collect(),
        }
    }

    /// Finds the notes at and below `path`, which is relative to the vault (`""` for all of it),
    /// sorted by path, and what is wrong with the folders themselves.
    pub fn walk(&self, path: &str) -> (Vec<Found>, Vec<Diagnostic>) {
        let all = Mutex::new(Vec::new());
        let problems = self.walk_folders(path, &|found| lock(&all).extend(found));
        let mut found = std::mem::take(&mut *lock(&all));
        found.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        (found, problems)
    }

    /// Does the same, but hands the notes to `take`, some at a time and in no order, while folders
    /// are still being listed.
    pub(super) fn walk_folders(
        &self,
        path: &str,
        take: &(dyn Fn(Vec<Found>) + Sync),
    ) -> Vec<Diagnostic> {
        let problems = Mutex::new(Vec::new());
        rayon::scope(|scope| {
            let work = Work { scope, take, problems: &problems };
            let start = self.start(path);
            self.share_out(start, work);
        });
        problems.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lists a folder, and lets other cores begin with what it holds meanwhile.
    fn list<'s>(&'s self, folder: &Folder, work: Work<'_, 's>) {
        let mut listing = Listing::default();
        match fs::read_dir(&folder.file) {
            Ok(entries) => entries.for_each(|entry| {
                match entry {
                    Ok(entry) => {
                        let file_type = entry.file_type();
                        self.sort_out(folder, &entry.file_name(), file_type, &mut listing);
                    }
                    Err(error) => listing.problems.extend(unreadable(&folder.path, &error)),
                }
                if listing.found.len() == N_AT_A_TIME {
                    self.share_out(std::mem::take(&mut listing), work);
                }
            }),
            Err(error) => listing.problems.extend(unreadable(&folder.path, &error)),
        }
        self.share_out(listing, work);
    }

    /// Leaves what was listed to whoever has nothing to do.
    fn share_out<'s>(&'s self, listing: Listing, work: Work<'_, 's>) {
        parallel::make_room();
        let Listing { found, problems, folders, .. } = listing;
        lock(work.problems).extend(problems);
        for folder in folders {
            work.scope.spawn(move |scope| self.list(&folder, Work { scope, ..work }));
        }
        if !found.is_empty() {
            work.scope.spawn(move |_| (work.take)(found));
        }
    }

    /// Looks at `path` itself, if the walk from the root would come to it.
    fn start(&self, path: &str) -> Listing {
        let mut start = Listing::default();
        let folder = |path: &str| Folder {
            file: self.root.join(path),
            path: path.to_owned(),
            is_utf8: true,
        };
        if path.is_empty() {
            start.folders.push(folder(""));
        } else if self.is_reachable(path) {
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            let metadata = fs::symlink_metadata(self.root.join(path));
            let file_type = metadata.map(|metadata| metadata.file_type());
            self.sort_out(&folder(parent), OsStr::new(name), file_type, &mut start);
        }
        start
    }

    /// Tells whether there is a note at `path`: a regular file in folders that are no links.
    pub(super) fn finds(&self, path: &str) -> bool {
        self.walk(path).0.iter().any(|found| &*found.path == path)
    }

    /// Tells whether the walk from the root would come to the entry `path`: every folder above it
    /// is one, and none is left out.
    fn is_reachable(&self, path: &str) -> bool {
        path.match_indices('/').map(|(end, _)| &path[..end]).all(|folder| {
            let name = folder.rsplit('/').next().unwrap_or(folder);
            let metadata = fs::symlink_metadata(self.root.join(folder));
            metadata.is_ok_and(|metadata| {
                let is_skipped = is_skipped(OsStr::new(name), metadata.file_type());
                metadata.is_dir() && !is_skipped && !self.ignored.matches(folder, true)
            })
        })
    }

    /// Decides what to do with the entry `name` of a folder.
    fn sort_out(
        &self,
        folder: &Folder,
        name: &OsStr,
        file_type: io::Result<FileType>,
        listing: &mut Listing,
    ) {
        let is_note = is_note_name(name);
        let is_other = |kind: &FileType| !is_note && !kind.is_dir() && !kind.is_symlink();
        if file_type.as_ref().is_ok_and(|kind| is_other(kind) || is_skipped(name, *kind)) {
            return;
        }
        let path = &mut listing.path;
        path.clear();
        if !folder.path.is_empty() {
            path.push_str(&folder.path);
            path.push('/');
        }
        path.push_str(&name.to_string_lossy());
        let file_type = match file_type {
            Ok(file_type) => file_type,
            Err(error) => return listing.problems.extend(unreadable(path, &error)),
        };
        let is_folder = file_type.is_dir();
        let may_be_ignored = is_folder || self.ignored.may_match_files();
        if may_be_ignored && self.ignored.matches(path, is_folder) {
            return;
        }
        let is_utf8 = folder.is_utf8 && name.to_str().is_some();
        if file_type.is_dir() {
            let file = folder.file.join(name);
            listing.folders.push(Folder { file, path: path.clone(), is_utf8 });
        } else if self.generated.contains(path) {
            // Our own.
        } else if file_type.is_symlink() {
            if is_note || folder.file.join(name).is_dir() {
                listing.problems.push(catalog::symlink_skipped(At::file(path)));
            }
        } else if !file_type.is_file() {
            // A pipe, a socket or a device: opening it could hang, or worse.
        } else if is_conflict_copy(crate::text::stem(path)) {
            listing.problems.push(catalog::conflict_copy(At::file(path)));
        } else {
            listing.found.push(Found { path: path.as_str().into(), is_utf8 });
        }
    }

    /// Returns the path below the root, with `/`; what is not UTF-8 in it is replaced. Some systems
    /// tell of changed files by their real names, whatever the root was called.
    pub(super) fn relative(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.root).map(Path::to_owned).or_else(|_| {
            let root = fs::canonicalize(&self.root).unwrap_or_default();
            path.strip_prefix(root).map(Path::to_owned)
        });
        let below = below.unwrap_or_else(|_| path.to_owned());
        let parts: Vec<_> = below.iter().map(OsStr::to_string_lossy).collect();
        parts.join("/")
    }
}

/// Tells of an entry that the system will not show, unless it is only gone by now.
fn unreadable(path: &str, error: &io::Error) -> Option<Diagnostic> {
    let is_gone = error.kind() == io::ErrorKind::NotFound;
    (!is_gone).then(|| catalog::unreadable(At::file(path), &error.to_string()))
}

/// Tells hidden files, folders of other tools, and what editors leave lying about.
pub(super) fn is_skipped(name: &OsStr, file_type: FileType) -> bool {
    let name = name.as_encoded_bytes();
    let is_litter = name.ends_with(b"~") || name.starts_with(b"#") && name.ends_with(b"#");
    let is_foreign = file_type.is_dir() && matches!(name, b"node_modules" | b"target");
    name.starts_with(b".") || is_litter || is_foreign
}

/// Tells names that end in `.md` or `.markdown`, in any case.
fn is_note_name(name: &OsStr) -> bool {
    let extension = Path::new(name).extension().unwrap_or_default();
    extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown")
}

/// Tells the copies that sync clients make of a note that was changed in two places:
/// `x.sync-conflict-20260101-120000-ABC`, `x (conflicted copy 2026-01-01)`, `x (Case Conflict)`.
fn is_conflict_copy(stem: &str) -> bool {
    if !stem.contains(['.', ')']) {
        return false;
    }
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
