//! What is done to storage engines: every system call fails once, disks are full or read-only, memory
//! and descriptors run out, the vault changes under the reader. After each, no byte of a note is
//! lost, the dashboard is old or new, and what went wrong is told. `KEEPWARM_TEST_FAULTS=all` tries
//! every call with every error; `=required` lets none of it be left out.

mod calls;
mod changes;
mod disk;
mod limits;
mod rights;
mod zones;

use std::fs;
use std::fs::Permissions;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::Command;

use tempfile::TempDir;

use crate::safety::command;
use crate::safety::program;
use crate::vault::Vault;

/// Somebody who may do nothing in particular.
const NOBODY: u32 = 65534;

/// The program where anybody may start it: where it lies otherwise, not everybody may come.
struct PublicProgram(TempDir);

impl PublicProgram {
    fn new() -> PublicProgram {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("keepwarm");
        // Another program copies it: a file that we write would stay open in whatever other tests
        // start at the same time, and could not be started.
        assert!(Command::new("cp").arg(program()).arg(&copy).status().unwrap().success());
        for path in [folder.path(), &copy] {
            fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
        }
        PublicProgram(folder)
    }

    /// Prepares to run it as somebody who may do nothing in particular.
    fn command(&self, vault: &Vault) -> Command {
        as_nobody(command(self.0.path().join("keepwarm").to_str().unwrap(), vault))
    }

    /// Prepares to have a shell run it so, as `$0`.
    fn script(&self, vault: &Vault, script: &str) -> Command {
        let mut command = as_nobody(command("sh", vault));
        command.args(["-c", script]).arg(self.0.path().join("keepwarm"));
        command
    }
}

fn as_nobody(mut command: Command) -> Command {
    if fs::metadata("/proc/self").unwrap().uid() == 0 {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

/// Where libraries give up: closing a folder that was only read, waking a thread, a thread without
/// any memory, all of which never fails; and again on the way out.
const LIBRARIES: [&str; 3] =
    ["/library/std/src/sys/", "/library/core/src/panicking.rs", "/notify-"];

/// Tells whether we gave up.
fn has_panicked(words: &str) -> bool {
    let is_library = |line: &str| LIBRARIES.iter().any(|library| line.contains(library));
    words.lines().any(|line| line.contains("panicked at") && !is_library(line))
}
