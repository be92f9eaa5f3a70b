//! What must hold whatever the bytes are. Each module has one function, `check`, which panics where
//! it does not hold; a fuzzer calls it with bytes of its own, `cargo test` with those it kept.

pub mod config;

pub mod dashboard;

pub mod dates;

pub mod edits;

pub mod front_matter;

pub mod note;

pub mod tasks;

mod reading;
