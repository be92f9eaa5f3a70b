//! What is done to storage engines: every system call fails once, disks are full or read-only, memory
//! and descriptors run out, the vault changes under the reader. After each, no byte of a note is
//! lost, the dashboard is old or new, and what went wrong is told. `KEEPWARM_TEST_FAULTS=all` tries
//! every call with every error; `=required` lets none of it be left out.

mod calls;
mod changes;
mod disk;
mod limits;
mod zones;

use std::path::Path;
use std::process::Command;

use crate::safety::program;

/// Somebody who may do nothing in particular.
const NOBODY: u32 = 65534;

/// Copies the program to where anybody may start it. Another program does so: a file that we write
/// would stay open in whatever other tests start at the same time, and could not be started.
fn copy_program(to: &Path) {
    assert!(Command::new("cp").arg(program()).arg(to).status().unwrap().success());
}
