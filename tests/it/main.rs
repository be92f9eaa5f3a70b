//! What a person can see: notes and a day in, text and files out.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod example;
mod vault;
mod watch;
