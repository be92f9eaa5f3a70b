//! Writing files: new ones, generated ones, and those that are to be what they were before.

use std::fs;
use std::fs::Metadata;
use std::io;
use std::io::Write;
use std::path::Path;

use super::DiskError;
use super::fingerprint::Fingerprint;
use super::revision::Replaced;
use super::revision::Revision;

/// The name of the lock, where it is a file: like a temporary one, for it is passed over like one.
#[cfg(windows)]
pub(super) const LOCK: &str = ".keepwarm-lock.tmp";

/// What became of a generated file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generated {
    /// It was written.
    Written,
    /// It had these bytes already.
    UpToDate,
    /// Somebody else's file is there, and was left alone.
    Foreign,
}

/// So often a generated file is looked at again that somebody else is writing too.
const MOST_TRIES: usize = 5;

/// Writes the generated file `path`, below `root`, unless it has these bytes already, or others
/// that are not ours, as `is_ours` tells. No folder is reached through a symbolic link.
///
/// # Errors
///
/// Fails, leaving the old file as it was, if it cannot be replaced.
pub fn write_generated(
    root: &Path,
    path: &str,
    bytes: &[u8],
    is_ours: impl Fn(&[u8]) -> bool,
) -> Result<Generated, DiskError> {
    let file = root.join(path);
    check_folders(root, path).map_err(|error| DiskError::new("cannot write", &file, error))?;
    write_own(&file, bytes, is_ours)
}

/// Does the same for the file at `path`, wherever that is. An empty file is nobody's.
///
/// # Errors
///
/// Fails, leaving the old file as it was, if it cannot be replaced.
pub fn write_own(
    path: &Path,
    bytes: &[u8],
    is_ours: impl Fn(&[u8]) -> bool,
) -> Result<Generated, DiskError> {
    let failed = |error| DiskError::new("cannot write", path, error);
    for _ in 0..MOST_TRIES {
        let old = read(path).map_err(failed)?;
        match old.as_deref() {
            Some(old) if old == bytes => return Ok(Generated::UpToDate),
            Some(old) if !old.is_empty() && !is_ours(old) => return Ok(Generated::Foreign),
            old => {
                if replace(path, old, bytes)? == Replaced::Yes {
                    return Ok(Generated::Written);
                }
            }
        }
    }
    Err(failed(io::Error::other("somebody else is writing it all the time")))
}

/// Replaces the file at `path` by `new` if it still holds `old`; `None` stands for no file.
///
/// # Errors
///
/// Fails, leaving the old file as it was, if it is no regular file, is read-only, or cannot be
/// replaced.
pub fn replace(path: &Path, old: Option<&[u8]>, new: &[u8]) -> Result<Replaced, DiskError> {
    let replaced = || {
        let old = old.map(Fingerprint::of);
        let mut revision = Revision::new(path, old.as_ref());
        revision.write_all(new)?;
        revision.stage()?.put_file()
    };
    replaced().map_err(|error| DiskError::new("cannot write", path, error))
}

/// Writes a new file at `path`, below `root`, with the folders that it needs. Nothing that is there
/// is ever replaced, and no folder is reached through a symbolic link.
///
/// # Errors
///
/// Fails if there is something at `path` already, or it cannot be written.
pub fn create(root: &Path, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
    let file = root.join(path);
    let made = check_folders(root, path).and_then(|()| {
        let mut revision = Revision::new(&file, None);
        revision.write_all(bytes)?;
        revision.stage()?.put_file()
    });
    let is_there = || io::Error::other("it is there already");
    let made = made.and_then(|replaced| match replaced {
        Replaced::Yes => Ok(()),
        Replaced::Changed => Err(is_there()),
    });
    made.map_err(|error| DiskError::new("cannot make", &file, error))
}

/// Makes the folder `path`, which ends in `/`, below `root`.
///
/// # Errors
///
/// Fails if it cannot be made, or would be reached through a symbolic link.
pub fn create_folder(root: &Path, path: &str) -> Result<(), DiskError> {
    let folder = root.join(path);
    let made = check_folders(root, path).and_then(|()| fs::create_dir_all(&folder));
    made.map_err(|error| DiskError::new("cannot make", &folder, error))
}

/// Refuses a path with a folder in it that is a symbolic link.
pub(super) fn check_folders(root: &Path, path: &str) -> io::Result<()> {
    for (end, _) in path.match_indices('/') {
        let folder = root.join(&path[..end]);
        if fs::symlink_metadata(&folder).is_ok_and(|metadata| metadata.is_symlink()) {
            let words = format!("{} is a symbolic link; nothing there is read", folder.display());
            return Err(io::Error::other(words));
        }
    }
    Ok(())
}

/// Returns what the system says of a file; `None` where there is none.
pub(super) fn metadata(path: &Path) -> io::Result<Option<Metadata>> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => {
            Err(io::Error::other("it is a symbolic link; put the file itself there"))
        }
        Ok(metadata) if !metadata.is_file() => Err(io::Error::other("it is not a regular file")),
        Ok(metadata) => Ok(Some(metadata)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads a regular file; `None` where there is none.
pub(super) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match metadata(path)? {
        None => Ok(None),
        Some(_) => match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(Some),
        },
    }
}
