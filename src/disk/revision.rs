//! Files that change as if the power may fail, and as if somebody else were saving them right now:
//! a reader sees the old bytes or the new, and whoever saved in the same instant wins.

use std::io;
use std::io::Write;
use std::ops::Range;
use std::path::Path;
use std::path::PathBuf;

use tempfile::NamedTempFile;

use super::DiskError;
use super::fingerprint::CHUNK;
use super::fingerprint::Fingerprint;
use super::temporary::Temporary;
use super::temporary::folder;
use super::write::metadata;

/// Whether a file was replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaced {
    /// It was.
    Yes,
    /// It is not what it was taken for, and was left alone.
    Changed,
}

/// So often a file is put back that somebody saves in the very instant in which it was away.
const MOST_TRIES: usize = 5;

/// What a file is to hold, told piece by piece. As long as that is what it held before, nothing is
/// written; from where it is different, a temporary file is.
#[derive(Debug)]
pub struct Revision<'o> {
    path: PathBuf,
    /// What it is taken for; nothing where there is no file.
    old: Option<&'o Fingerprint>,
    /// What was told.
    new: Fingerprint,
    /// The end of it that is no whole chunk yet.
    chunk: Vec<u8>,
    temporary: Option<Temporary>,
    /// Whether the file was seen to be another one by now.
    is_changed: bool,
}

/// The new bytes of a file, safe on the disk, that have not yet taken the place of the old.
#[derive(Debug)]
pub struct Staged<'o> {
    path: PathBuf,
    old: Option<&'o Fingerprint>,
    new: Fingerprint,
    /// Nothing where the new bytes are the old.
    temporary: Option<Temporary>,
    is_changed: bool,
}

impl<'o> Revision<'o> {
    /// Begins what the file at `path`, which was `old`, is to hold.
    pub fn new(path: &Path, old: Option<&'o Fingerprint>) -> Revision<'o> {
        Revision {
            path: path.to_owned(),
            old,
            new: Fingerprint::default(),
            chunk: Vec::with_capacity(CHUNK),
            temporary: None,
            is_changed: false,
        }
    }

    /// Returns how much was told.
    pub fn length(&self) -> u64 {
        self.new.length() + self.chunk.len() as u64
    }

    /// Goes on with a part of the old file, which is read again.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be read, or the new one not be written.
    pub fn keep(&mut self, part: Range<u64>) -> io::Result<()> {
        if let Some(old) = self.old.filter(|_| !part.is_empty()) {
            let path = self.path.clone();
            self.is_changed |= !old.read_again(&path, part, &mut |bytes| self.write_all(bytes))?;
        }
        Ok(())
    }

    /// Ends it, and has what is different safe on the disk, with the old file's mode, owner and
    /// attributes.
    ///
    /// # Errors
    ///
    /// Fails if the old file is no regular file or is read-only, or there is no writing there.
    pub fn stage(mut self) -> io::Result<Staged<'o>> {
        if !self.chunk.is_empty() {
            self.end_chunk()?;
        }
        let is_same = self.old.is_some_and(|old| self.new.is(old));
        if self.temporary.is_none() && !is_same && !self.is_changed {
            self.begin(self.new.length())?;
        }
        let Revision { path, old, mut new, temporary, is_changed, .. } = self;
        if let Some(temporary) = &temporary {
            temporary.complete(&path)?;
            new.set_modified(temporary.file.as_file())?;
        }
        Ok(Staged { path, old, new, temporary, is_changed })
    }

    fn end_chunk(&mut self) -> io::Result<()> {
        let start = self.new.length();
        self.new.add(&self.chunk);
        let is_same = self.old.is_some_and(|old| self.new.ends_like(old));
        if self.temporary.is_none() && !is_same && !self.is_changed {
            self.begin(start)?;
        }
        if let Some(temporary) = &mut self.temporary {
            temporary.file.write_all(&self.chunk)?;
        }
        self.chunk.clear();
        Ok(())
    }

    /// Begins the temporary file, with what was the same so far.
    fn begin(&mut self, n_same: u64) -> io::Result<()> {
        let mut temporary = Temporary::new(&self.path)?;
        if let Some(old) = self.old.filter(|_| n_same > 0) {
            let mut copy = |bytes: &[u8]| temporary.file.write_all(bytes);
            self.is_changed |= !old.read_again(&self.path, 0..n_same, &mut copy)?;
        }
        self.temporary = Some(temporary);
        Ok(())
    }
}

impl Write for Revision<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n_taken = bytes.len().min(CHUNK - self.chunk.len());
        self.chunk.extend_from_slice(&bytes[..n_taken]);
        if self.chunk.len() == CHUNK {
            self.end_chunk()?;
        }
        Ok(n_taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Staged<'_> {
    /// Tells whether the new bytes are other ones than the old.
    pub fn is_new(&self) -> bool {
        self.temporary.is_some()
    }

    /// Returns what the file is when the new bytes are in their place.
    pub fn fingerprint(&self) -> Fingerprint {
        self.new.clone()
    }

    /// Puts the new file, in one step, into the place of the old one if that still is what it was.
    ///
    /// # Errors
    ///
    /// Fails, leaving the old file as it was, if it cannot be replaced.
    pub fn put(self) -> Result<Replaced, DiskError> {
        let path = self.path.clone();
        self.put_file().map_err(|error| DiskError::new("cannot write", &path, error))
    }

    pub(super) fn put_file(self) -> io::Result<Replaced> {
        let Staged { path, old, new, temporary, is_changed } = self;
        if is_changed {
            return Ok(Replaced::Changed);
        }
        let Some(Temporary { file, writing: _writing, .. }) = temporary else {
            return Ok(Replaced::Yes);
        };
        match old {
            Some(old) => swap(file, &path, old, &new),
            None => put(file, &path),
        }
    }
}

/// Puts a file where there was none.
fn put(file: NamedTempFile, path: &Path) -> io::Result<Replaced> {
    if metadata(path)?.is_some() {
        return Ok(Replaced::Changed);
    }
    match file.persist_noclobber(path) {
        Ok(_) => sync_folder(folder(path)).map(|()| Replaced::Yes),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(Replaced::Changed),
        Err(error) => Err(error.error),
    }
}

/// Lets both files change places, looks at what stood there, and changes them back if somebody
/// saved it in the last instant. Then the old file goes away under the temporary name.
fn swap(
    file: NamedTempFile,
    path: &Path,
    old: &Fingerprint,
    new: &Fingerprint,
) -> io::Result<Replaced> {
    // What was not touched at a glance is looked at only when it has left its place.
    if !old.seems(path)? && !old.is_of(path)? {
        return Ok(Replaced::Changed);
    }
    match exchange(file.path(), path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Replaced::Changed),
        Err(error) if cannot_exchange(&error) => {
            if !old.is_of(path)? {
                return Ok(Replaced::Changed);
            }
            file.persist(path).map_err(|error| error.error)?;
            return sync_folder(folder(path)).map(|()| Replaced::Yes);
        }
        Err(error) => return Err(error),
    }
    if old.is_of(file.path()).is_ok_and(|is_old| is_old) {
        return sync_folder(folder(path)).map(|()| Replaced::Yes);
    }
    match put_back(file.path(), path, new) {
        Ok(()) => Ok(Replaced::Changed),
        Err(error) => {
            // Theirs must not go away with the temporary name.
            let (_, theirs) = file.keep().map_err(|error| error.error)?;
            let theirs = theirs.display();
            Err(io::Error::other(format!("{error}; what was saved last is in {theirs}")))
        }
    }
}

/// Puts what somebody saved, and now is at `taken`, back into its place, where there is `new`. Who
/// saved once more into that wins: what goes away is only what came back as it was put there.
fn put_back(taken: &Path, path: &Path, new: &Fingerprint) -> io::Result<()> {
    let mut placed = Some(new.clone());
    for _ in 0..MOST_TRIES {
        let theirs = Fingerprint::read(taken, &mut |_| ()).ok().flatten();
        exchange(taken, path)?;
        let Some(placed) = std::mem::replace(&mut placed, theirs) else { break };
        if placed.is_of(taken)? {
            return Ok(());
        }
    }
    Err(io::Error::other("somebody else is writing it all the time"))
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

/// Forces the new name to the disk; where folders cannot be opened, the system sees to it.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
