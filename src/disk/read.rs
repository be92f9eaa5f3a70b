//! Reading notes: as text, on every core, each for itself.

use std::fs::File;
use std::fs::Metadata;
use std::io;
use std::io::Read;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;

use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::note::Note;
use crate::note::Parsed;
use crate::note::content;
use crate::settings;
use crate::settings::Settings;
use crate::sorting::sort_by;

use super::DiskError;
use super::Found;
use super::Use;
use super::folder::Folder;
use super::write;
use super::write::check_folders;

/// The largest note that is read, in MiB.
const LARGEST_MIB: usize = 8;

/// Reads many notes, one after the other.
pub(super) struct Reader<'r> {
    root: &'r Path,
    settings: &'r Settings,
    folder: Folder,
    /// The bytes of the note that was read last.
    bytes: Vec<u8>,
}

impl<'r> Reader<'r> {
    pub(super) fn new(root: &'r Path, settings: &'r Settings) -> Reader<'r> {
        Reader { root, settings, folder: Folder::default(), bytes: Vec::new() }
    }

    /// Reads one note, whatever is wrong with the file becoming a diagnostic of the note; `None` if
    /// the file is gone. To be watched, what the system told of the file before it was read comes
    /// with the note.
    pub(super) fn read(&mut self, found: Found, used: Use) -> Option<(Note, Option<Metadata>)> {
        let Found { path, is_utf8 } = found;
        if !is_utf8 {
            let problem = catalog::unreadable(At::file(&path), "its name is not UTF-8");
            return Some((Note::unread(path, problem), None));
        }
        let (metadata, length) = match self.read_bytes(&path, used) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
            Err(error) => {
                let problem = catalog::unreadable(At::file(&path), &error.to_string());
                return Some((Note::unread(path, problem), None));
            }
        };
        let Some(length) = length else {
            let problem = catalog::too_large(At::file(&path), LARGEST_MIB);
            return Some((Note::unread(path, problem), metadata));
        };
        Some((read_note(path, &self.bytes[..length], self.settings), metadata))
    }

    fn read_bytes(
        &mut self,
        path: &str,
        used: Use,
    ) -> io::Result<(Option<Metadata>, Option<usize>)> {
        let file = self.folder.open(self.root, path)?;
        match used {
            Use::Once => Ok((None, read_bytes(file, None, &mut self.bytes)?)),
            Use::Watch => {
                let metadata = regular(&file)?;
                let length = read_bytes(file, Some(metadata.len()), &mut self.bytes)?;
                Ok((Some(metadata), length))
            }
        }
    }
}

/// Reads a note again, together with its bytes; `None` if it is larger than any note.
pub(super) fn read_again(
    path: &str,
    file: &Path,
    settings: &Settings,
) -> io::Result<Option<(Note, Vec<u8>)>> {
    let mut bytes = Vec::new();
    let Some(length) = read_file(file, &mut bytes)? else { return Ok(None) };
    bytes.truncate(length);
    Ok(Some((read_note(path.into(), &bytes, settings), bytes)))
}

fn read_note(path: Box<str>, bytes: &[u8], settings: &Settings) -> Note {
    match read_content(&path, bytes, settings) {
        Ok((content, problems)) => Note { path, content, problems: problems.into() },
        Err(problem) => Note::unread(path, problem),
    }
}

fn read_content(path: &str, bytes: &[u8], settings: &Settings) -> Result<Parsed, Diagnostic> {
    if is_utf16(bytes) {
        return Err(catalog::not_utf8_but_utf16(At::file(path)));
    }
    let text = simdutf8::compat::from_utf8(bytes).map_err(|error| {
        let valid = &bytes[..error.valid_up_to()];
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        catalog::not_utf8(At::file(path), line)
    })?;
    // A parser's fault in one note must not cost the others.
    let parsed = catch_unwind(AssertUnwindSafe(|| content(path, text, settings)));
    parsed.map_err(|_| catalog::unreadable(At::file(path), "keepwarm failed on it"))
}

/// Tells UTF-16: by its byte order mark, or because every other byte of Western text is zero.
fn is_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return true;
    }
    let start = &bytes[..bytes.len().min(64)];
    start.iter().filter(|byte| **byte == 0).count() * 3 > start.len()
}

/// Returns what the system tells of a file, which must be a regular one.
fn regular(file: &File) -> io::Result<Metadata> {
    let metadata = file.metadata()?;
    match metadata.is_file() {
        true => Ok(metadata),
        false => Err(io::Error::other("it is no longer a regular file")),
    }
}

/// Reads a regular file into the beginning of `buffer`, and returns its length; `None` if it is
/// larger than any note.
fn read_file(file: &Path, buffer: &mut Vec<u8>) -> io::Result<Option<usize>> {
    let file = File::open(file)?;
    let told = regular(&file)?.len();
    read_bytes(file, Some(told), buffer)
}

/// Does the same with a file that is open, and `told` to be so long.
///
/// A file that is as long as was told costs one reading: there is no second one for the end.
fn read_bytes(
    mut file: File,
    told: Option<u64>,
    buffer: &mut Vec<u8>,
) -> io::Result<Option<usize>> {
    const LARGEST: usize = LARGEST_MIB * 1024 * 1024;
    let told = told.map(|told| usize::try_from(told).unwrap_or(usize::MAX));
    let mut length = 0;
    while length.max(told.unwrap_or_default()) <= LARGEST {
        let least = told.unwrap_or(2 * length).max(length);
        if buffer.len() <= least {
            buffer.resize(least + 4096, 0);
        }
        match file.read(&mut buffer[length..]) {
            Ok(0) => return Ok(Some(length)),
            Ok(n_read) => length += n_read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if told == Some(length) {
            return Ok(Some(length));
        }
    }
    Ok(None)
}

/// Returns what `look` makes of the text of a note, which is only lent `buffer`; `None` where there
/// is none that can be read.
pub(super) fn read_with<T>(
    file: &Path,
    buffer: &mut Vec<u8>,
    look: impl FnOnce(&str) -> T,
) -> Option<T> {
    let length = read_file(file, buffer).ok()??;
    let text = std::str::from_utf8(&buffer[..length]).ok()?;
    // A parser's fault in one note must not cost the others.
    catch_unwind(AssertUnwindSafe(|| look(text))).ok()
}

/// Returns the text of a file of the vault; `None` where there is none that can be read. Links are
/// not followed, and what is no ordinary file is not opened.
pub fn read_text(root: &Path, path: &str) -> Option<String> {
    let file = root.join(path);
    let is_file = std::fs::symlink_metadata(&file).is_ok_and(|metadata| metadata.is_file());
    if !is_file {
        return None;
    }
    let mut bytes = Vec::new();
    let length = read_file(&file, &mut bytes).ok()??;
    bytes.truncate(length);
    String::from_utf8(bytes).ok()
}

/// Reads a file that somebody named, whatever it is.
///
/// # Errors
///
/// Fails where the system does.
pub fn read_named(file: &Path) -> Result<Vec<u8>, DiskError> {
    std::fs::read(file).map_err(|error| DiskError::new("cannot read", file, error))
}

/// Returns the names of everything in a folder of the vault, sorted; of a folder that is not there,
/// none.
pub fn names(root: &Path, folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(root.join(folder)).into_iter().flatten();
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name()));
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    sort_by(&mut names, Ord::cmp);
    names
}

/// Reads a file of the vault that may be there, such as a template.
///
/// # Errors
///
/// Fails if there is something by that name, but it is no ordinary file, or a link leads to it, or
/// it cannot be read as text.
pub fn read_if_there(root: &Path, path: &str) -> Result<Option<String>, DiskError> {
    let file = root.join(path);
    let bytes = check_folders(root, path).and_then(|()| write::read(&file));
    let text = bytes.and_then(|bytes| {
        let text = bytes.map(String::from_utf8).transpose();
        text.map_err(|_| io::Error::other("it is not UTF-8"))
    });
    text.map_err(|error| DiskError::new("cannot read", &file, error))
}

/// Reads `keepwarm.yaml`; without one, the defaults hold.
///
/// # Errors
///
/// The outer error is the system's; the inner one is what the file's text says wrongly.
pub fn read_settings(root: &Path) -> Result<Result<Settings, Vec<Diagnostic>>, DiskError> {
    let text = read_if_there(root, settings::FILE_NAME)?;
    Ok(text.map_or_else(|| Ok(Settings::new()), |text| settings::read(&text)))
}
