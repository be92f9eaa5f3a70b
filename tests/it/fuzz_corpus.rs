//! What a fuzzer once found interesting is tried again, without the fuzzer.

use std::fs;
use std::path::Path;

#[expect(unreachable_pub, reason = "the fuzzer sees it from outside")]
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
fn whatever_the_settings_say_a_vault_can_be_shown_with_them_or_they_are_refused() {
    try_all("config", fuzz::config::check);
}

#[test]
fn whatever_stands_in_the_dashboard_what_is_ours_is_read_and_the_rest_stays() {
    try_all("dashboard", fuzz::dashboard::check);
}

#[test]
fn whatever_is_written_a_date_is_one_that_can_be_written() {
    try_all("dates", fuzz::dates::check);
}

#[test]
fn whatever_a_note_says_a_change_changes_what_says_so_and_nothing_else() {
    try_all("edits", fuzz::edits::check);
}

#[test]
fn whatever_stands_between_the_fences_is_read_or_told() {
    try_all("front_matter", fuzz::front_matter::check);
}

#[test]
fn whatever_a_note_says_both_readers_agree() {
    try_all("note", fuzz::note::check);
}

#[test]
fn whatever_stands_behind_a_box_its_dates_are_those_that_stand_there() {
    try_all("tasks", fuzz::tasks::check);
}
