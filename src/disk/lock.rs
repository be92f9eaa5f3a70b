//! One writer at a time: a lock on the vault's folder itself, so that nothing is left lying about.

use std::fs::File;
use std::fs::TryLockError;
use std::path::Path;
use std::time::Duration;
use std::time::Instant;

/// So often a lock that somebody else has is tried.
const PAUSE: Duration = Duration::from_millis(10);

/// The right to write in a vault; it ends when this is dropped, or with the program.
#[derive(Debug)]
pub struct Lock {
    _folder: Option<File>,
}

impl Lock {
    /// Takes the lock of the folder `root`, and waits for it for as long as `patience`. `None` if
    /// another keepwarm still has it then. Where folders cannot be locked, everybody has it.
    pub fn take(root: &Path, patience: Duration) -> Option<Lock> {
        let Ok(folder) = File::open(root) else { return Some(Lock { _folder: None }) };
        let start = Instant::now();
        loop {
            match folder.try_lock() {
                Ok(()) => return Some(Lock { _folder: Some(folder) }),
                Err(TryLockError::Error(_)) => return Some(Lock { _folder: None }),
                Err(TryLockError::WouldBlock) if start.elapsed() >= patience => return None,
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            }
        }
    }
}
