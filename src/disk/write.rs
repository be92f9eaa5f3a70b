//! Writing files as if the power may fail: a reader sees the old bytes or the new.

use std::collections::BTreeSet;
use std::fs;
use std::fs::File;
use std::fs::Metadata;
use std::io;
use std::io::Write;
use std::path::Path;

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;
use tempfile::NamedTempFile;

use super::DiskError;

/// Replaces the file at `path` by `bytes`, unless it has them already. Tells whether it wrote.
///
/// The bytes go to a temporary file in the same folder, which the walk skips by its name, are
/// forced to the disk, and take the old file's place, mode and owner in one step. Missing folders
/// are made.
///
/// # Errors
///
/// Fails, leaving the old file as it was, if it is no regular file, is read-only, or cannot be
/// replaced.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<bool, DiskError> {
    let failed = |error| DiskError::new("cannot write", path, error);
    let old = match fs::symlink_metadata(path) {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(error)),
    };
    if let Some(old) = &old {
        check_replaceable(old).map_err(failed)?;
        if fs::read(path).map_err(failed)? == bytes {
            return Ok(false);
        }
    }
    replace(path, bytes, old.as_ref()).map_err(failed)?;
    Ok(true)
}

/// Makes new files below `root`, each whole or not at all, and tells of each how it went. What is
/// there already stays as it is.
pub fn write_new(root: &Path, files: &[(&str, &str)]) -> Vec<Result<(), DiskError>> {
    let make = |(path, text): &(&str, &str)| {
        let file = root.join(path);
        make(root, path, text).map_err(|error| DiskError::new("cannot make", &file, error))
    };
    let made = files.par_iter().map(make).collect();
    let folders: BTreeSet<&Path> =
        files.iter().filter_map(|(path, _)| Path::new(path).parent()).collect();
    for folder in folders {
        // What could not be made has been told, and there may be no folder then.
        let _ = sync_folder(&root.join(folder));
    }
    made
}

fn make(root: &Path, path: &str, text: &str) -> io::Result<()> {
    for (end, _) in path.match_indices('/') {
        let folder = root.join(&path[..end]);
        if fs::symlink_metadata(&folder).is_ok_and(|metadata| metadata.is_symlink()) {
            let words = format!("{} is a symbolic link: its notes are not read", &path[..end]);
            return Err(io::Error::other(words));
        }
    }
    let file = root.join(path);
    let folder = file.parent().unwrap_or(root);
    fs::create_dir_all(folder)?;
    let mut temporary = temporary_in(folder, new_file_permissions())?;
    temporary.write_all(text.as_bytes())?;
    temporary.as_file().sync_all()?;
    temporary.persist_noclobber(&file).map_err(|error| error.error)?;
    Ok(())
}

/// Makes a file that the walk skips by its name, and that goes away if it is not kept.
fn temporary_in(folder: &Path, permissions: Option<fs::Permissions>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".keepwarm-").suffix(".tmp");
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    builder.tempfile_in(folder)
}

fn check_replaceable(old: &Metadata) -> io::Result<()> {
    if old.is_symlink() {
        return Err(io::Error::other("it is a symbolic link; put the file itself there"));
    }
    if !old.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    if old.permissions().readonly() {
        return Err(io::Error::other("it is read-only"));
    }
    Ok(())
}

fn replace(path: &Path, bytes: &[u8], old: Option<&Metadata>) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let permissions = old.map_or_else(new_file_permissions, |old| Some(old.permissions()));
    let mut temporary = temporary_in(folder, permissions)?;
    temporary.write_all(bytes)?;
    if let Some(old) = old {
        keep_owner_and_mode(temporary.as_file(), old)?;
    }
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// A new file may be read by whom the user's mask allows, like any other file they make.
#[cfg(unix)]
fn new_file_permissions() -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn new_file_permissions() -> Option<fs::Permissions> {
    None
}

#[cfg(unix)]
fn keep_owner_and_mode(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::fs::fchown;
    let new = file.metadata()?;
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
        // Only root may give files away; whoever may not keeps what they can.
        let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    }
    file.set_permissions(old.permissions())
}

#[cfg(not(unix))]
fn keep_owner_and_mode(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Forces the new name to the disk; where folders cannot be opened, the system sees to it.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
