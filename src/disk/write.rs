//! Writing generated files as if the power may fail: a reader sees the old bytes or the new.

use std::fs;
use std::fs::File;
use std::fs::Metadata;
use std::io;
use std::io::Write;
use std::path::Path;

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

/// Writes a new file at `path`, below `root`, with the folders that it needs. Nothing that is there
/// is ever replaced, and no folder is reached through a symbolic link.
///
/// # Errors
///
/// Fails if there is something at `path` already, or it cannot be written.
pub fn create(root: &Path, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
    let file = root.join(path);
    let failed = |error| DiskError::new("cannot make", &file, error);
    check_folders(root, path).map_err(failed)?;
    let temporary = write_temporary(&file, bytes, None).map_err(failed)?;
    temporary.persist_noclobber(&file).map_err(|error| failed(error.error))?;
    sync_folder(folder_of(&file)).map_err(failed)
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
fn check_folders(root: &Path, path: &str) -> io::Result<()> {
    for (end, _) in path.match_indices('/') {
        let folder = root.join(&path[..end]);
        if fs::symlink_metadata(&folder).is_ok_and(|metadata| metadata.is_symlink()) {
            let words = format!("{} is a symbolic link; nothing there is read", folder.display());
            return Err(io::Error::other(words));
        }
    }
    Ok(())
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
    let temporary = write_temporary(path, bytes, old)?;
    temporary.persist(path).map_err(|error| error.error)?;
    sync_folder(folder_of(path))
}

fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Writes the bytes beside `path`, and forces them to the disk. Missing folders are made.
fn write_temporary(path: &Path, bytes: &[u8], old: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".keepwarm-").suffix(".tmp");
    let permissions = old.map_or_else(new_file_permissions, |old| Some(old.permissions()));
    if let Some(permissions) = &permissions {
        builder.permissions(permissions.clone());
    }
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    if let Some(old) = old {
        keep_owner_and_mode(temporary.as_file(), old)?;
    }
    temporary.as_file().sync_all()?;
    Ok(temporary)
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
