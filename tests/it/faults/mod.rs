//! What is done to storage engines: every system call fails once, disks are full or read-only, memory
//! and descriptors run out, the vault changes under the reader. After each, no byte of a note is
//! lost, the dashboard is old or new, and what went wrong is told. `KEEPWARM_TEST_FAULTS=all` tries
//! every call with every error; `=required` lets none of it be left out.

mod calls;
mod changes;
mod disk;
mod limits;
mod zones;

/// Somebody who may do nothing in particular.
const NOBODY: u32 = 65534;
