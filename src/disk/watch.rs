//! What the system says of changed files. Its words are hints: each leads to a look at the files
//! themselves, and lost ones to a look at all of them.

use std::fmt;
use std::path::Path;
use std::path::PathBuf;

use notify::Config;
use notify::ErrorKind;
use notify::EventKind;
use notify::RecommendedWatcher;
use notify::RecursiveMode;
use notify::Watcher as _;

use super::mounts;
use super::temporary::is_temporary;

/// Something that the system said.
#[derive(Debug)]
pub enum Event {
    /// Something happened to these files or folders.
    Touched(Vec<PathBuf>),
    /// Something was missed: anything may have happened.
    Lost,
    /// A folder cannot be watched any more: much will be missed from now on.
    Failed(WatchError),
}

/// A watch on a folder and everything below it; it ends when this is dropped.
#[derive(Debug)]
pub struct Watcher {
    _watcher: RecommendedWatcher,
    share: Option<String>,
}

/// Why the system cannot watch a folder.
#[derive(Debug)]
pub struct WatchError {
    error: notify::Error,
}

impl Watcher {
    /// Watches `root`; whatever happens is told to `tell`, on another thread.
    ///
    /// # Errors
    ///
    /// Fails where the system has no watches left, or cannot watch this kind of disk.
    pub fn new(root: &Path, tell: impl Fn(Event) + Send + 'static) -> Result<Watcher, WatchError> {
        let handler = move |result: notify::Result<notify::Event>| match result {
            Ok(event) if event.need_rescan() => tell(Event::Lost),
            // Reading is no change; our own reads would wake us for ever.
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
            Ok(event) if event.paths.iter().all(|path| is_temporary(path)) => {}
            Ok(event) => tell(Event::Touched(event.paths)),
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
                tell(Event::Failed(WatchError { error }));
            }
            Err(_) => tell(Event::Lost),
        };
        let start = || {
            // What lies behind a link is not ours, and may be the whole disk.
            let config = Config::default().with_follow_symlinks(false);
            let mut watcher = RecommendedWatcher::new(handler, config)?;
            watcher.watch(root, RecursiveMode::Recursive)?;
            Ok(watcher)
        };
        match start() {
            Ok(watcher) => Ok(Watcher { _watcher: watcher, share: mounts::shared(root) }),
            Err(error) => Err(WatchError { error }),
        }
    }

    /// Returns what kind of share the folder is on, if it is on one: of what other machines do
    /// there nothing is told.
    pub fn share(&self) -> Option<&str> {
        self.share.as_deref()
    }
}

impl fmt::Display for WatchError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_limit = match &self.error.kind {
            ErrorKind::MaxFilesWatch => true,
            // What inotify says when it has no watches, or no instances, left.
            ErrorKind::Io(error) => matches!(error.raw_os_error(), Some(24 | 28)),
            _ => false,
        };
        if is_limit {
            return formatter.write_str(
                "the system has no file watches left; raise fs.inotify.max_user_watches and \
                 fs.inotify.max_user_instances with sysctl",
            );
        }
        write!(formatter, "the system cannot watch this folder: {}", self.error)
    }
}

impl std::error::Error for WatchError {}
