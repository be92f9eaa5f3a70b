//! Opening many files of one folder: the way to it is gone but once.

use std::fs::File;
use std::io;
use std::path::Path;

/// The folder of the file that was opened last, where the system lets us open files in a folder.
#[derive(Default)]
pub(super) struct Folder {
    path: String,
    handle: Option<Handle>,
}

impl Folder {
    /// Opens the file at `path` below `root`, for reading.
    pub(super) fn open(&mut self, root: &Path, path: &str) -> io::Result<File> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        if self.handle.is_none() || self.path != folder {
            self.handle = open_folder(&root.join(folder));
            folder.clone_into(&mut self.path);
        }
        match &self.handle {
            Some(handle) => open_in(handle, name),
            None => File::open(root.join(path)),
        }
    }
}

#[cfg(unix)]
type Handle = std::os::fd::OwnedFd;

#[cfg(unix)]
fn open_folder(folder: &Path) -> Option<Handle> {
    use rustix::fs::OFlags;
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    rustix::fs::open(folder, flags, rustix::fs::Mode::empty()).ok()
}

#[cfg(unix)]
fn open_in(folder: &Handle, name: &str) -> io::Result<File> {
    use rustix::fs::Mode;
    use rustix::fs::OFlags;
    let flags = OFlags::RDONLY | OFlags::CLOEXEC;
    let open = || rustix::fs::openat(folder, name, flags, Mode::empty());
    Ok(rustix::io::retry_on_intr(open)?.into())
}

#[cfg(not(unix))]
type Handle = std::convert::Infallible;

#[cfg(not(unix))]
fn open_folder(_: &Path) -> Option<Handle> {
    None
}

#[cfg(not(unix))]
fn open_in(folder: &Handle, _: &str) -> io::Result<File> {
    match *folder {}
}
