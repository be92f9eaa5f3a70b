//! Asking for a meeting: asking again, and finding a date after a yes.

use crate::vault::Vault;

const NOTHING: [&str; 0] = [];

const REQUESTS: &str = "nudge schedule";

/// Returns what is owed where this is all there is about Ada.
fn owed(front_matter: &str) -> Vec<String> {
    Vault::new().contact("ada", front_matter).items_of(REQUESTS)
}

#[test]
fn a_request_without_an_answer_is_to_be_repeated_after_a_week() {
    assert_eq!(owed("reached_out: 2026-11-10"), ["nudge 2026-11-17 ada"]);
}

#[test]
fn a_contact_who_was_never_asked_is_owed_nothing() {
    for reply in ["", "reply: yes", "reply: later"] {
        assert_eq!(owed(reply), NOTHING, "{reply}");
    }
}

#[test]
fn of_two_requests_the_last_one_counts() {
    assert_eq!(owed("reached_out: [2026-11-10, 2026-11-03]"), ["nudge 2026-11-17 ada"]);
}

#[test]
fn after_the_third_request_it_rests() {
    let three = "reached_out: [2026-10-01, 2026-10-10, 2026-10-20]";
    assert_eq!(owed(three), NOTHING);
    assert_eq!(owed(&format!("{three}\nreply: later")), NOTHING);
}

#[test]
fn requests_on_the_same_day_are_one() {
    assert_eq!(owed("reached_out: [2026-11-10, 2026-11-10, 2026-11-10]"), ["nudge 2026-11-17 ada"]);
}

#[test]
fn a_no_ends_it() {
    assert_eq!(owed("reached_out: 2026-11-10\nreply: no"), NOTHING);
}

#[test]
fn a_yes_is_owed_a_date_after_a_week() {
    assert_eq!(owed("reached_out: 2026-11-10\nreply: yes"), ["schedule 2026-11-17 ada"]);
}

#[test]
fn a_yes_to_the_third_request_is_owed_a_date() {
    assert_eq!(
        owed("reached_out: [2026-10-01, 2026-10-10, 2026-11-10]\nreply: yes"),
        ["schedule 2026-11-17 ada"]
    );
}

#[test]
fn after_later_the_next_request_is_due_when_the_snooze_ends() {
    assert_eq!(
        owed("reached_out: 2026-11-10\nreply: later\nsnooze_until: 2026-11-25"),
        ["nudge 2026-11-25 ada"]
    );
}

#[test]
fn after_later_the_next_request_is_due_after_the_interval() {
    assert_eq!(owed("reached_out: 2026-09-01\nreply: later"), ["nudge 2026-10-31 ada"]);
    assert_eq!(
        owed("reached_out: 2026-10-01\nreply: later\ncheck_in: 1 month"),
        ["nudge 2026-11-01 ada"]
    );
}

#[test]
fn a_snooze_without_later_holds_no_request_back() {
    assert_eq!(owed("reached_out: 2026-11-10\nsnooze_until: 2026-12-24"), ["nudge 2026-11-17 ada"]);
}

#[test]
fn requests_and_dates_are_listed_from_the_horizon_on() {
    let vault = Vault::new()
        .config("nudge: 9d")
        .contact("ada", "reached_out: 2026-11-19")
        .contact("alan", "reached_out: 2026-11-20")
        .contact("grace", "reached_out: 2026-11-19\nreply: yes")
        .contact("mary", "reached_out: 2026-11-20\nreply: yes");
    assert_eq!(vault.items_of(REQUESTS), ["nudge 2026-11-28 ada", "schedule 2026-11-28 grace"]);
}

#[test]
fn the_config_says_how_long_to_wait_for_an_answer() {
    let vault = Vault::new()
        .config("nudge: 2w")
        .contact("ada", "reached_out: 2026-11-10")
        .contact("grace", "reached_out: 2026-11-10\nreply: yes");
    assert_eq!(vault.items_of(REQUESTS), ["nudge 2026-11-24 ada", "schedule 2026-11-24 grace"]);
}

#[test]
fn a_request_on_the_day_of_the_last_touch_is_open() {
    assert_eq!(owed("reached_out: 2026-11-10\nlast_contact: 2026-11-10"), ["nudge 2026-11-17 ada"]);
}

#[test]
fn a_touch_after_the_request_closes_it() {
    for reply in ["", "reply: yes", "reply: later"] {
        let touched = format!("reached_out: 2026-09-01\nlast_contact: 2026-09-02\n{reply}");
        assert_eq!(owed(&touched), NOTHING, "{reply}");
    }
}

#[test]
fn a_meeting_after_the_request_closes_it() {
    for reply in ["", "reply: yes"] {
        let front_matter = format!("reached_out: 2026-11-01\n{reply}");
        let vault =
            Vault::new().contact("ada", &front_matter).meeting("2026-11-10-ada", "with: ada", "");
        assert_eq!(vault.items_of(REQUESTS), NOTHING, "{reply}");
    }
}

#[test]
fn requests_before_the_last_touch_are_not_counted() {
    assert_eq!(
        owed(
            "reached_out: [2026-03-01, 2026-03-08, 2026-03-15, 2026-11-10]\n\
             last_contact: 2026-04-01"
        ),
        ["nudge 2026-11-17 ada"]
    );
}

#[test]
fn a_planned_meeting_clears_both() {
    for reply in ["", "reply: yes"] {
        let front_matter = format!("reached_out: 2026-11-01\n{reply}");
        let vault =
            Vault::new().contact("ada", &front_matter).meeting("2027-01-10-ada", "with: ada", "");
        assert_eq!(vault.items_of(REQUESTS), NOTHING, "{reply}");
    }
}

#[test]
fn a_meeting_that_was_called_off_clears_neither() {
    let vault = Vault::new()
        .contact("ada", "reached_out: 2026-11-10")
        .contact("grace", "reached_out: 2026-11-10\nreply: yes")
        .meeting("2026-11-20-lunch", "with: [ada, grace]\nstatus: cancelled", "");
    assert_eq!(vault.items_of(REQUESTS), ["nudge 2026-11-17 ada", "schedule 2026-11-17 grace"]);
}

#[test]
fn requests_before_since_owe_nothing_and_those_on_that_day_do() {
    let vault = Vault::new()
        .config("since: 2026-10-01")
        .contact("ada", "reached_out: 2026-09-30")
        .contact("alan", "reached_out: 2026-09-30\nreply: yes")
        .contact("grace", "reached_out: 2026-10-01")
        .contact("mary", "reached_out: 2026-10-01\nreply: yes");
    assert_eq!(vault.items_of(REQUESTS), ["nudge 2026-10-08 grace", "schedule 2026-10-08 mary"]);
}

#[test]
fn the_owner_is_not_asked_for_a_meeting() {
    let vault = Vault::new()
        .config("me: Sam Taylor")
        .contact("sam", "name: Sam Taylor\nreached_out: 2026-11-10");
    assert_eq!(vault.items(), NOTHING);
}
