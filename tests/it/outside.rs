//! What a test needs of the machine, and not every machine has: programs, rights.

#![cfg(unix)]

use std::io::Write;

/// Says on the standard error that something could not be tried here, and why. Where
/// `KEEPWARM_TEST_FAULTS=required`, as on the machine that checks every change, that is a failure.
#[expect(clippy::disallowed_methods, reason = "the environment says how strict to be")]
#[track_caller]
pub(crate) fn not_tried(why: &str) {
    let is_required = std::env::var("KEEPWARM_TEST_FAULTS").is_ok_and(|value| value == "required");
    assert!(!is_required, "not tried: {why}");
    std::io::stderr().write_all(format!("not tried: {why}\n").as_bytes()).unwrap();
}

/// Tells whether everything is to be tried, however long it takes: `KEEPWARM_TEST_FAULTS=all`.
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "a longer run is asked for by the environment")]
pub(crate) fn is_all_asked_for() -> bool {
    std::env::var("KEEPWARM_TEST_FAULTS").is_ok_and(|value| value == "all")
}
