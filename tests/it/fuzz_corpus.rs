//! What a fuzzer once found interesting is tried again, without the fuzzer.

use std::fs;
use std::path::Path;

#[path = "../../fuzz/src/lib.rs"]
mod fuzz;

/// Tries every file that is kept for one target.
fn try_all(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut n_tried = 0;
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let tried = std::panic::catch_unwind(|| check(&bytes));
        assert!(tried.is_ok(), "see above, for {}", path.display());
        n_tried += 1;
    }
    assert!(n_tried > 0, "{} is empty", folder.display());
}

#[test]
fn config_hold_for_all_that_was_found() {
    try_all("config", fuzz::config::check);
}

#[test]
fn dashboard_hold_for_all_that_was_found() {
    try_all("dashboard", fuzz::dashboard::check);
}

#[test]
fn dates_hold_for_all_that_was_found() {
    try_all("dates", fuzz::dates::check);
}

#[test]
fn edits_hold_for_all_that_was_found() {
    try_all("edits", fuzz::edits::check);
}

#[test]
fn front_matter_hold_for_all_that_was_found() {
    try_all("front_matter", fuzz::front_matter::check);
}

#[test]
fn note_hold_for_all_that_was_found() {
    try_all("note", fuzz::note::check);
}

#[test]
fn tasks_hold_for_all_that_was_found() {
    try_all("tasks", fuzz::tasks::check);
}
