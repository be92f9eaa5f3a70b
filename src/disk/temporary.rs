//! The temporary file that is to take another one's place: like that in everything but its bytes,
//! safe on the disk, and gone when we fail.

use std::ffi::OsStr;
use std::fs;
use std::fs::File;
use std::fs::Metadata;
use std::io;
use std::path::Path;
use std::sync::Condvar;
use std::sync::Mutex;
use std::sync::PoisonError;

use tempfile::NamedTempFile;

use crate::parallel::lock;

use super::write::metadata;

/// What the names of our temporary files begin and end with.
const PREFIX: &str = ".keepwarm-";
const SUFFIX: &str = ".tmp";

/// How many files are being written.
static N_WRITING: Mutex<usize> = Mutex::new(0);
/// Tells that there is one less.
static WRITTEN: Condvar = Condvar::new();

/// One of those that are being written, until it ends.
#[derive(Debug)]
pub(super) struct Writing;

impl Writing {
    fn begin() -> Writing {
        *lock(&N_WRITING) += 1;
        Writing
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        *lock(&N_WRITING) -= 1;
        WRITTEN.notify_all();
    }
}

/// Waits until the file that is being written has its place, and nothing of ours lies beside it;
/// from then on none is written. For whoever ends the program.
pub fn stop_writing() {
    let none = WRITTEN.wait_while(lock(&N_WRITING), |n_writing| *n_writing > 0);
    std::mem::forget(none.unwrap_or_else(PoisonError::into_inner));
}

/// A temporary file in the folder of the one that it is for, which the walk and the watch skip by
/// its name.
#[derive(Debug)]
pub(super) struct Temporary {
    pub(super) file: NamedTempFile,
    /// What the system says of the file whose place it is to take; nothing where there is none.
    old: Option<Metadata>,
    /// Ends last: until then the temporary file is there.
    pub(super) writing: Writing,
}

impl Temporary {
    /// Makes an empty one for `path`, and the folders that are missing.
    pub(super) fn new(path: &Path) -> io::Result<Temporary> {
        let writing = Writing::begin();
        let old = metadata(path)?;
        if let Some(old) = &old {
            check_writable(path, old)?;
        }
        fs::create_dir_all(folder(path))?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        let permissions =
            old.as_ref().map_or_else(new_file_permissions, |old| Some(old.permissions()));
        if let Some(permissions) = permissions {
            builder.permissions(permissions);
        }
        Ok(Temporary { file: builder.tempfile_in(folder(path))?, old, writing })
    }

    /// Gives it the mode, the owner and the attributes of the file at `path`, and forces it to the
    /// disk.
    pub(super) fn complete(&self, path: &Path) -> io::Result<()> {
        let file = self.file.as_file();
        if let Some(old) = &self.old {
            keep_owner_and_mode(file, old)?;
            keep_attributes(path, file)?;
        }
        file.sync_all()
    }
}

/// Tells whether a file is one of ours that is still to be put in its place, by its name.
pub(super) fn is_temporary(path: &Path) -> bool {
    let name = path.file_name().map(OsStr::as_encoded_bytes).unwrap_or_default();
    name.starts_with(PREFIX.as_bytes()) && name.ends_with(SUFFIX.as_bytes())
}

/// Returns the folder of a file.
pub(super) fn folder(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// A file that nobody may write is not to be replaced either, although the folder allows it.
fn check_writable(path: &Path, metadata: &Metadata) -> io::Result<()> {
    if metadata.permissions().readonly() {
        return Err(io::Error::other("it is read-only"));
    }
    File::options().append(true).open(path)?;
    Ok(())
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
        let _ = fchown(file, Some(old.uid()), Some(old.gid()))
            .or_else(|_| fchown(file, None, Some(old.gid())));
    }
    file.set_permissions(old.permissions())
}

#[cfg(not(unix))]
fn keep_owner_and_mode(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Copies the further attributes of the old file: access lists, and whatever programs noted.
#[cfg(unix)]
fn keep_attributes(old: &Path, new: &File) -> io::Result<()> {
    use xattr::FileExt;
    let names = match xattr::list(old) {
        Ok(names) => names,
        Err(error) if error.kind() == io::ErrorKind::Unsupported => return Ok(()),
        Err(error) => return Err(error),
    };
    for name in names {
        let Some(value) = xattr::get(old, &name)? else { continue };
        let is_users = name.as_encoded_bytes().starts_with(b"user.");
        match new.set_xattr(&name, &value) {
            // Some are the system's own: it sets them itself.
            Err(error) if !is_users && error.kind() == io::ErrorKind::PermissionDenied => {}
            set => set?,
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn keep_attributes(_: &Path, _: &File) -> io::Result<()> {
    Ok(())
}
