//! One writer at a time: a lock on the vault's folder itself, so that nothing is left lying about.

use std::fs::File;
use std::io;
use std::path::Path;
use std::time::Duration;
use std::time::Instant;

/// So often a lock that somebody else has is tried.
const PAUSE: Duration = Duration::from_millis(10);

/// The right to write in a vault; it ends when this is dropped, or with the program.
#[derive(Debug)]
pub struct Lock {
    _file: Option<File>,
}

/// What became of one try.
enum Try {
    Taken(File),
    /// Somebody else has it.
    Busy,
}

impl Lock {
    /// Takes the lock of the folder `root`, and waits for it for as long as `patience`. `None` if
    /// another keepwarm still has it then. Where folders cannot be locked, everybody has it.
    pub fn take(root: &Path, patience: Duration) -> Option<Lock> {
        let start = Instant::now();
        loop {
            match try_to_take(root) {
                Ok(Try::Taken(file)) => return Some(Lock { _file: Some(file) }),
                Err(_) => return Some(Lock { _file: None }),
                Ok(Try::Busy) if start.elapsed() >= patience => return None,
                Ok(Try::Busy) => std::thread::sleep(PAUSE),
            }
        }
    }
}

#[cfg(not(windows))]
fn try_to_take(root: &Path) -> io::Result<Try> {
    use std::fs::TryLockError;
    let folder = File::open(root)?;
    match folder.try_lock() {
        Ok(()) => Ok(Try::Taken(folder)),
        Err(TryLockError::WouldBlock) => Ok(Try::Busy),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Windows locks no folders: there it is a file that nobody else can open meanwhile, and that the
/// system takes away when it is closed, even if the program is killed.
#[cfg(windows)]
fn try_to_take(root: &Path) -> io::Result<Try> {
    use std::os::windows::fs::OpenOptionsExt;
    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const ERROR_SHARING_VIOLATION: i32 = 32;
    let mut options = File::options();
    options.write(true).create(true).share_mode(0).custom_flags(FILE_FLAG_DELETE_ON_CLOSE);
    match options.open(root.join(super::write::LOCK)) {
        Ok(file) => Ok(Try::Taken(file)),
        Err(error) if error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) => Ok(Try::Busy),
        Err(error) => Err(error),
    }
}
