//! Writing files as if the power may fail, and as if somebody else were saving them right now: a
//! reader sees the old bytes or the new, and whoever saved in the same instant wins.

use std::ffi::OsStr;
use std::fs;
use std::fs::File;
use std::fs::Metadata;
use std::io;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::sync::PoisonError;
use std::sync::RwLock;
use std::sync::RwLockReadGuard;

use tempfile::NamedTempFile;

use super::DiskError;

/// Whether a file was replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaced {
    /// It was.
    Yes,
    /// It is not what it was taken for, and was left alone.
    Changed,
}

/// What the names of our temporary files begin and end with.
const PREFIX: &str = ".keepwarm-";
const SUFFIX: &str = ".tmp";

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

/// Shared by all who are writing a file.
static WRITING: RwLock<()> = RwLock::new(());

/// Waits until the file that is being written has its place, and nothing of ours lies beside it;
/// from then on none is written. For whoever ends the program.
pub fn stop_writing() {
    std::mem::forget(WRITING.write());
}

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
    stage(path, new)?.put(old)
}

/// The new bytes of a file, safe on the disk, that have not yet taken the place of the old.
#[derive(Debug)]
pub struct Staged {
    temporary: NamedTempFile,
    path: PathBuf,
    /// Ends last: until then the temporary file is there.
    writing: RwLockReadGuard<'static, ()>,
}

/// Writes `new` to a temporary file in the folder of `path`, which the walk and the watch skip by
/// its name, forces it to the disk, and gives it the old file's mode, owner and attributes.
/// Missing folders are made.
///
/// # Errors
///
/// Fails if the old file is no regular file or is read-only, or there is no writing there.
pub fn stage(path: &Path, new: &[u8]) -> Result<Staged, DiskError> {
    stage_file(path, new).map_err(|error| DiskError::new("cannot write", path, error))
}

impl Staged {
    /// Puts the new file, in one step, into the place of the old one if that still holds `old`;
    /// `None` stands for no file.
    ///
    /// # Errors
    ///
    /// Fails, leaving the old file as it was, if it cannot be replaced.
    pub fn put(self, old: Option<&[u8]>) -> Result<Replaced, DiskError> {
        let path = self.path.clone();
        self.put_file(old).map_err(|error| DiskError::new("cannot write", &path, error))
    }

    fn put_file(self, old: Option<&[u8]>) -> io::Result<Replaced> {
        let Staged { temporary, path, writing: _writing } = self;
        if !holds(&path, old)? {
            return Ok(Replaced::Changed);
        }
        match old {
            Some(old) => swap(temporary, &path, old),
            None => put(temporary, &path),
        }
    }
}

/// Tells whether a file is one of ours that is still to be put in its place, by its name.
pub(super) fn is_temporary(path: &Path) -> bool {
    let name = path.file_name().map(OsStr::as_encoded_bytes).unwrap_or_default();
    name.starts_with(PREFIX.as_bytes()) && name.ends_with(SUFFIX.as_bytes())
}

/// Writes a new file at `path`, below `root`, with the folders that it needs. Nothing that is there
/// is ever replaced, and no folder is reached through a symbolic link.
///
/// # Errors
///
/// Fails if there is something at `path` already, or it cannot be written.
pub fn create(root: &Path, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
    let file = root.join(path);
    let made = check_folders(root, path)
        .and_then(|()| stage_file(&file, bytes))
        .and_then(|staged| staged.put_file(None));
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

fn stage_file(path: &Path, new: &[u8]) -> io::Result<Staged> {
    let writing = WRITING.read().unwrap_or_else(PoisonError::into_inner);
    let metadata = metadata(path)?;
    if let Some(metadata) = &metadata {
        check_writable(path, metadata)?;
    }
    fs::create_dir_all(folder(path))?;
    let temporary = temporary(path, new, metadata.as_ref())?;
    Ok(Staged { temporary, path: path.to_owned(), writing })
}

/// Returns the folder of a file.
fn folder(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Returns what the system says of a file; `None` where there is none.
fn metadata(path: &Path) -> io::Result<Option<Metadata>> {
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

/// Tells whether a regular file holds just these bytes; `None` stands for no file.
///
/// # Errors
///
/// Fails where there is something else, or it cannot be read.
pub fn holds(path: &Path, bytes: Option<&[u8]>) -> io::Result<bool> {
    let (length, bytes) = match (metadata(path)?, bytes) {
        (None, bytes) => return Ok(bytes.is_none()),
        (Some(_), None) => return Ok(false),
        (Some(metadata), Some(bytes)) => (metadata.len(), bytes),
    };
    if length != bytes.len() as u64 {
        return Ok(false);
    }
    let mut file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        file => file?,
    };
    // Piece by piece: a large file takes no memory, and what differs early is told early.
    let mut buffer = vec![0; 1 << 16];
    let mut rest = bytes;
    loop {
        let n_read = match file.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            n_read => n_read?,
        };
        if n_read == 0 {
            return Ok(rest.is_empty());
        }
        match rest.strip_prefix(&buffer[..n_read]) {
            Some(after) => rest = after,
            None => return Ok(false),
        }
    }
}

/// A file that nobody may write is not to be replaced either, although the folder allows it.
fn check_writable(path: &Path, metadata: &Metadata) -> io::Result<()> {
    if metadata.permissions().readonly() {
        return Err(io::Error::other("it is read-only"));
    }
    File::options().append(true).open(path)?;
    Ok(())
}

/// Makes a temporary file with the new bytes, like the old file in everything else.
fn temporary(path: &Path, bytes: &[u8], old: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    let permissions = old.map_or_else(new_file_permissions, |old| Some(old.permissions()));
    if let Some(permissions) = &permissions {
        builder.permissions(permissions.clone());
    }
    let mut temporary = builder.tempfile_in(folder(path))?;
    temporary.write_all(bytes)?;
    if let Some(old) = old {
        keep_owner_and_mode(temporary.as_file(), old)?;
        keep_attributes(path, temporary.as_file())?;
    }
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// Puts a file where there was none.
fn put(temporary: NamedTempFile, path: &Path) -> io::Result<Replaced> {
    match temporary.persist_noclobber(path) {
        Ok(_) => sync_folder(folder(path)).map(|()| Replaced::Yes),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(Replaced::Changed),
        Err(error) => Err(error.error),
    }
}

/// Lets both files change places, looks at what stood there, and changes them back if somebody
/// saved it in the last instant. Then the old file goes away under the temporary name.
fn swap(temporary: NamedTempFile, path: &Path, old: &[u8]) -> io::Result<Replaced> {
    match exchange(temporary.path(), path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Replaced::Changed),
        Err(error) if cannot_exchange(&error) => {
            temporary.persist(path).map_err(|error| error.error)?;
            return sync_folder(folder(path)).map(|()| Replaced::Yes);
        }
        Err(error) => return Err(error),
    }
    if holds(temporary.path(), Some(old)).is_ok_and(|holds| holds) {
        return sync_folder(folder(path)).map(|()| Replaced::Yes);
    }
    match exchange(temporary.path(), path) {
        Ok(()) => Ok(Replaced::Changed),
        Err(error) => {
            // Theirs must not go away with the temporary name.
            let (_, theirs) = temporary.keep().map_err(|error| error.error)?;
            let theirs = theirs.display();
            Err(io::Error::other(format!("{error}; what was saved last is in {theirs}")))
        }
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::CWD;
    use rustix::fs::RenameFlags;
    rustix::fs::renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?;
    Ok(())
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Tells whether the system, or this kind of disk, knows no exchange of two files.
fn cannot_exchange(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
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

/// Forces the new name to the disk; where folders cannot be opened, the system sees to it.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
