//! A file as it was when it was read, but for its bytes: enough to tell whether it is so still,
//! and to read any part of it again for certain.

use std::fs;
use std::fs::File;
use std::hash::BuildHasher;
use std::hash::Hasher;
use std::hash::RandomState;
use std::io;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;
use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;
use std::time::SystemTime;

use super::DiskError;
use super::write::metadata;

/// So many bytes are told from others by one number.
pub(super) const CHUNK: usize = 1 << 16;

/// The key of std's hash, known to nobody: that another chunk looks the same has a chance of 1 in
/// 2⁶⁴, whoever made it. It takes 3 ms for 19 MB; hashes that take less promise less.
static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);

/// What a file was when it was read.
#[derive(Debug, Clone, Default)]
pub struct Fingerprint {
    length: u64,
    /// One number for each chunk.
    chunks: Vec<u64>,
    /// When it had been written last, if the system knows.
    modified: Option<SystemTime>,
}

impl Fingerprint {
    /// Reads the file at `path`, and has `look` see all of it, chunk by chunk; `None` where there
    /// is none. What is no regular file is not opened, which could hang: writing tells what is
    /// wrong with it.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be read.
    pub fn read(
        path: &Path,
        look: &mut dyn FnMut(&[u8]),
    ) -> Result<Option<Fingerprint>, DiskError> {
        if fs::symlink_metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
            return Ok(None);
        }
        match File::open(path).and_then(|file| Fingerprint::of_file(file, look)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(Some).map_err(|error| DiskError::new("cannot read", path, error)),
        }
    }

    fn of_file(mut file: File, look: &mut dyn FnMut(&[u8])) -> io::Result<Fingerprint> {
        let mut read = Fingerprint::default();
        read.set_modified(&file)?;
        let mut chunk = Vec::new();
        while fill(&mut file, &mut chunk)? {
            look(&chunk);
            read.add(&chunk);
        }
        Ok(read)
    }

    /// Returns what a file with just these bytes is.
    pub(super) fn of(bytes: &[u8]) -> Fingerprint {
        let mut all = Fingerprint::default();
        bytes.chunks(CHUNK).for_each(|chunk| all.add(chunk));
        all
    }

    /// Adds the next chunk.
    pub(super) fn add(&mut self, chunk: &[u8]) {
        self.length += chunk.len() as u64;
        self.chunks.push(number(chunk));
    }

    /// Remembers when the file was written.
    pub(super) fn set_modified(&mut self, file: &File) -> io::Result<()> {
        self.modified = file.metadata()?.modified().ok();
        Ok(())
    }

    /// Returns how long the file was.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Tells whether both are the same bytes.
    pub(super) fn is(&self, other: &Fingerprint) -> bool {
        self.length == other.length && self.chunks == other.chunks
    }

    /// Tells whether the last chunk is the same in the other.
    pub(super) fn ends_like(&self, other: &Fingerprint) -> bool {
        let last = self.chunks.len().saturating_sub(1);
        self.chunks.get(last) == other.chunks.get(last)
    }

    /// Tells whether the file at `path` seems untouched, at a glance.
    pub(super) fn seems(&self, path: &Path) -> io::Result<bool> {
        let is_same = |now: fs::Metadata| {
            now.len() == self.length
                && self.modified.is_some()
                && now.modified().ok() == self.modified
        };
        Ok(metadata(path)?.is_some_and(is_same))
    }

    /// Tells whether the file at `path` holds the same bytes.
    ///
    /// # Errors
    ///
    /// Fails where there is something else, or it cannot be read.
    pub fn is_of(&self, path: &Path) -> io::Result<bool> {
        let is_as_long = metadata(path)?.is_some_and(|now| now.len() == self.length);
        Ok(is_as_long && self.read_again(path, 0..self.length, &mut |_| Ok(()))?)
    }

    /// Reads part of the file at `path` once more, for `take`; tells whether it still was what it
    /// was, as far as it was read.
    pub(super) fn read_again(
        &self,
        path: &Path,
        part: Range<u64>,
        take: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<bool> {
        let mut file = match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            file => file?,
        };
        let mut chunk = Vec::new();
        let mut at = part.start - part.start % CHUNK as u64;
        file.seek(SeekFrom::Start(at))?;
        while at < part.end {
            fill(&mut file, &mut chunk)?;
            if self.chunks.get((at / CHUNK as u64) as usize) != Some(&number(&chunk)) {
                return Ok(false);
            }
            let within = |place: u64| place.saturating_sub(at).min(chunk.len() as u64) as usize;
            take(&chunk[within(part.start)..within(part.end)])?;
            at += CHUNK as u64;
        }
        Ok(part.end < self.length || !fill(&mut file, &mut chunk)?)
    }
}

/// Returns what tells a chunk from others.
fn number(chunk: &[u8]) -> u64 {
    let mut hasher = KEY.build_hasher();
    hasher.write(chunk);
    hasher.finish()
}

/// Reads the next chunk, which only the end of the file cuts short; tells whether there is one.
fn fill(file: &mut File, chunk: &mut Vec<u8>) -> io::Result<bool> {
    chunk.resize(CHUNK, 0);
    let mut n_read = 0;
    while n_read < CHUNK {
        match file.read(&mut chunk[n_read..]) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => match read? {
                0 => break,
                n => n_read += n,
            },
        }
    }
    chunk.truncate(n_read);
    Ok(n_read > 0)
}
