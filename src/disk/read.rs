//! Reading notes: as text, on every core, each for itself.

use std::fs::File;
use std::io;
use std::io::Read;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;

use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::note::Note;
use crate::note::parse;
use crate::settings;
use crate::settings::Settings;

use super::DiskError;
use super::Found;

/// The largest note that is read, in MiB.
const LARGEST_MIB: u64 = 8;

/// Reads one note, whatever is wrong with the file becoming a diagnostic of the note; `None` if
/// the file is gone.
pub(super) fn read_note(found: &Found, settings: &Settings) -> Option<Note> {
    let path = &found.path;
    let unread = |problem: Diagnostic| Some(Note::unread(path.clone(), problem));
    if found.file.to_str().is_none() {
        return unread(catalog::unreadable(At::file(path), "its name is not UTF-8"));
    }
    match read_bytes(&found.file) {
        Ok(Some(bytes)) => Some(note(path, &bytes, settings)),
        Ok(None) => unread(catalog::too_large(At::file(path), LARGEST_MIB)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => unread(catalog::unreadable(At::file(path), &error.to_string())),
    }
}

/// Reads the note at `path` from its bytes.
pub(super) fn note(path: &str, bytes: &[u8], settings: &Settings) -> Note {
    let unread = |problem: Diagnostic| Note::unread(path.to_owned(), problem);
    if is_utf16(bytes) {
        return unread(catalog::not_utf8_but_utf16(At::file(path)));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = &bytes[..error.valid_up_to()];
            let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
            return unread(catalog::not_utf8(At::file(path), line));
        }
    };
    // A parser's fault in one note must not cost the others.
    let parsed = catch_unwind(AssertUnwindSafe(|| parse(path.to_owned(), text, settings)));
    match parsed {
        Ok(note) => note,
        Err(_) => unread(catalog::unreadable(At::file(path), "keepwarm failed on it")),
    }
}

/// Tells UTF-16: by its byte order mark, or because every other byte of Western text is zero.
fn is_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return true;
    }
    let start = &bytes[..bytes.len().min(64)];
    start.iter().filter(|byte| **byte == 0).count() * 3 > start.len()
}

/// Returns a regular file's bytes, or `None` if it is larger than any note.
pub(super) fn read_bytes(file: &Path) -> io::Result<Option<Vec<u8>>> {
    const LARGEST: u64 = LARGEST_MIB * 1024 * 1024;
    let file = File::open(file)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is no longer a regular file"));
    }
    if metadata.len() > LARGEST {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= LARGEST).then_some(bytes))
}

/// Returns the text of a file of the vault, for a picture of a diagnostic; `None` where it cannot
/// be shown.
pub fn read_text(root: &Path, path: &str) -> Option<String> {
    let bytes = read_bytes(&root.join(path)).ok()??;
    String::from_utf8(bytes).ok()
}

/// Reads `keepwarm.yaml`; without one, the defaults hold.
///
/// # Errors
///
/// The outer error is the system's; the inner one is what the file's text says wrongly.
pub fn read_settings(root: &Path) -> Result<Result<Settings, Vec<Diagnostic>>, DiskError> {
    let file = root.join(settings::FILE_NAME);
    match std::fs::read_to_string(&file) {
        Ok(text) => Ok(settings::read(&text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Ok(Settings::new())),
        Err(error) => Err(DiskError::new("cannot read", &file, error)),
    }
}
