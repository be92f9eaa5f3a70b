//! The only module that touches files: finding notes, reading them, replacing them.

mod fingerprint;
mod folder;
mod ignored;
mod index;
mod lock;
mod mounts;
mod people;
mod read;
mod revision;
mod temporary;
mod walk;
mod watch;
mod write;

pub use fingerprint::Fingerprint;
pub use index::DOUBT;
pub use index::Index;
pub use index::Use;
pub use lock::Lock;
pub use people::people;
pub use read::names;
pub use read::read_if_there;
pub use read::read_named;
pub use read::read_settings;
pub use read::read_text;
pub use revision::Replaced;
pub use revision::Revision;
pub use revision::Staged;
pub use temporary::stop_writing;
pub use walk::Found;
pub use walk::Walker;
pub use watch::Event;
pub use watch::WatchError;
pub use watch::Watcher;
pub use write::Generated;
pub use write::create;
pub use write::create_folder;
pub use write::replace;
pub use write::write_generated;
pub use write::write_own;

use std::fmt;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

/// Why a file of the vault could not be read or written.
#[derive(Debug, Clone)]
pub struct DiskError {
    /// What was tried, `cannot write`.
    pub action: &'static str,
    /// The file.
    pub path: PathBuf,
    /// What the system says.
    pub source: Arc<io::Error>,
}

impl DiskError {
    pub(crate) fn new(action: &'static str, path: &Path, source: io::Error) -> DiskError {
        DiskError { action, path: path.to_owned(), source: Arc::new(source) }
    }
}

impl fmt::Display for DiskError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}: {}", self.action, self.path.display(), self.source)
    }
}

impl std::error::Error for DiskError {}
