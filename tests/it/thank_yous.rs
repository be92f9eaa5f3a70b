//! What is owed after a meeting for which the owner asked: an e-mail, then a note by hand.

use crate::vault::Vault;

const NOTHING: [&str; 0] = [];

#[test]
fn each_person_present_is_owed_an_email_on_the_day_of_the_meeting() {
    let vault = Vault::new().meeting("2026-11-20-lunch", "with: [Ada, Grace]", "");
    assert_eq!(
        vault.items_of("thank-you-email thank-you-note"),
        ["thank-you-email 2026-11-20 Ada", "thank-you-email 2026-11-20 Grace",]
    );
}

#[test]
fn a_person_named_twice_is_thanked_once() {
    let vault = Vault::new().contact("ada", "name: Ada Lovelace\nalias: Ada").meeting(
        "2026-11-20-ada",
        "with: ['[[ada]]', Ada Lovelace]",
        "",
    );
    assert_eq!(vault.items_of("thank-you-email"), ["thank-you-email 2026-11-20 Ada Lovelace"]);
}

#[test]
fn the_owner_is_owed_no_thanks() {
    let vault = Vault::new().config("me: [Sam Taylor]").meeting(
        "2026-11-20-ada",
        "with: [Ada, Sam Taylor]",
        "",
    );
    assert_eq!(vault.items_of("thank-you-email"), ["thank-you-email 2026-11-20 Ada"]);
}

#[test]
fn a_meeting_planned_for_today_owes_its_email_today() {
    let vault = Vault::new().meeting("2026-11-21-ada", "with: Ada\nstatus: planned", "");
    assert_eq!(
        vault.items_of("thank-you-email thank-you-note"),
        ["thank-you-email 2026-11-21 Ada"]
    );
}

#[test]
fn a_meeting_planned_for_tomorrow_owes_no_thanks() {
    let vault = Vault::new().meeting("2026-11-22-ada", "with: Ada", "");
    assert_eq!(vault.items_of("thank-you-email thank-you-note"), NOTHING);
}

#[test]
fn a_meeting_that_they_asked_for_owes_no_thanks() {
    let vault = Vault::new().meeting("2026-11-20-ada", "with: Ada\ndirection: giving", "");
    assert_eq!(vault.items_of("thank-you-email thank-you-note"), NOTHING);
}

#[test]
fn an_ordinary_meeting_owes_no_thanks() {
    let vault = Vault::new().meeting("2026-11-20-ada", "with: Ada\ndirection: none", "");
    assert_eq!(vault.items_of("thank-you-email thank-you-note"), NOTHING);
}

#[test]
fn a_meeting_that_was_called_off_owes_no_thanks() {
    for status in ["cancelled", "canceled", "no-show", "planned"] {
        let front_matter = format!("with: Ada\nstatus: {status}");
        let vault = Vault::new().meeting("2026-11-20-ada", &front_matter, "");
        assert_eq!(vault.items(), NOTHING, "{status}");
    }
}

#[test]
fn a_date_clears_the_email_and_a_note_is_owed_three_days_after_it() {
    let vault =
        Vault::new().meeting("2026-11-10-ada", "with: Ada\nthank_you_email: 2026-11-15", "");
    assert_eq!(vault.items_of("thank-you-email thank-you-note"), ["thank-you-note 2026-11-18 Ada"]);
}

#[test]
fn after_an_email_on_the_same_day_the_note_counts_from_the_meeting() {
    let vault = Vault::new().meeting("2026-11-10-ada", "with: Ada\nthank_you_email: yes", "");
    assert_eq!(vault.items_of("thank-you-email thank-you-note"), ["thank-you-note 2026-11-13 Ada"]);
}

#[test]
fn after_a_skipped_email_the_note_counts_from_the_meeting() {
    let vault = Vault::new().meeting("2026-11-10-ada", "with: Ada\nthank_you_email: skip", "");
    assert_eq!(vault.items_of("thank-you-email thank-you-note"), ["thank-you-note 2026-11-13 Ada"]);
}

#[test]
fn no_note_is_owed_while_the_email_is() {
    let vault = Vault::new().meeting("2026-06-01-ada", "with: Ada\nthank_you_email: no", "");
    assert_eq!(
        vault.items_of("thank-you-email thank-you-note"),
        ["thank-you-email 2026-06-01 Ada"]
    );
}

#[test]
fn an_email_dated_tomorrow_is_still_owed() {
    let vault =
        Vault::new().meeting("2026-11-20-ada", "with: Ada\nthank_you_email: 2026-11-22", "");
    assert_eq!(
        vault.items_of("thank-you-email thank-you-note"),
        ["thank-you-email 2026-11-20 Ada"]
    );
}

#[test]
fn a_note_is_owed_to_each_person_once_their_own_email_is_sent() {
    let vault = Vault::new().meeting(
        "2026-11-20-lunch",
        "with: [Ada, Grace, Alan]\nthank_you_email: [Ada 2026-11-21, Grace skip]",
        "",
    );
    assert_eq!(
        vault.items_of("thank-you-email thank-you-note"),
        [
            "thank-you-email 2026-11-20 Alan",
            "thank-you-note 2026-11-23 Grace",
            "thank-you-note 2026-11-24 Ada",
        ]
    );
}

#[test]
fn whatever_says_that_it_was_sent_or_skipped_clears_the_note() {
    for note in ["2026-11-12", "yes", "sent", "skip", "n/a"] {
        let front_matter = format!("with: Ada\nthank_you_email: yes\nthank_you_note: {note}");
        let vault = Vault::new().meeting("2026-11-10-ada", &front_matter, "");
        assert_eq!(vault.items_of("thank-you-email thank-you-note"), NOTHING, "{note}");
    }
}

#[test]
fn a_note_dated_tomorrow_is_still_owed() {
    let vault = Vault::new().meeting(
        "2026-11-10-ada",
        "with: Ada\nthank_you_email: yes\nthank_you_note: 2026-11-22",
        "",
    );
    assert_eq!(vault.items_of("thank-you-email thank-you-note"), ["thank-you-note 2026-11-13 Ada"]);
}

#[test]
fn an_email_sent_today_shows_that_todays_meeting_happened_and_owes_the_note() {
    let vault =
        Vault::new().meeting("2026-11-21-ada", "with: Ada\nthank_you_email: 2026-11-21", "");
    assert_eq!(vault.items_of("thank-you-email thank-you-note"), ["thank-you-note 2026-11-24 Ada"]);
}

#[test]
fn a_meeting_that_names_nobody_still_owes_one_email() {
    let vault = Vault::new().meeting("2026-11-20-coffee", "", "");
    assert_eq!(vault.items_of("thank-you-email thank-you-note"), ["thank-you-email 2026-11-20 "]);
}

#[test]
fn a_meeting_that_names_nobody_still_owes_one_note_after_the_email() {
    let vault = Vault::new().meeting("2026-11-20-coffee", "thank_you_email: 2026-11-21", "");
    assert_eq!(vault.items_of("thank-you-email thank-you-note"), ["thank-you-note 2026-11-24 "]);
}

#[test]
fn a_meeting_with_the_owner_alone_still_owes_one_email() {
    let vault =
        Vault::new().config("me: Sam Taylor").meeting("2026-11-20-coffee", "with: Sam Taylor", "");
    assert_eq!(vault.items_of("thank-you-email"), ["thank-you-email 2026-11-20 "]);
}

#[test]
fn thanks_are_listed_however_long_ago_the_meeting_was() {
    let vault = Vault::new().meeting("2001-01-01-ada", "with: Ada", "");
    assert_eq!(vault.items_of("thank-you-email"), ["thank-you-email 2001-01-01 Ada"]);
}

#[test]
fn a_note_is_listed_however_far_ahead_it_is_due() {
    let vault = Vault::new().config("thank_you: {note: 30d}\nhorizon: 1d").meeting(
        "2026-11-20-ada",
        "with: Ada\nthank_you_email: 2026-11-20",
        "",
    );
    assert_eq!(vault.items_of("thank-you-email thank-you-note"), ["thank-you-note 2026-12-20 Ada"]);
}

#[test]
fn the_config_can_put_off_the_email() {
    let vault =
        Vault::new().config("thank_you: {email: 2d}").meeting("2026-11-20-ada", "with: Ada", "");
    assert_eq!(
        vault.items_of("thank-you-email thank-you-note"),
        ["thank-you-email 2026-11-22 Ada"]
    );
}

#[test]
fn the_config_can_put_off_the_note() {
    let vault = Vault::new().config("thank_you: {note: 1 week}").meeting(
        "2026-11-10-ada",
        "with: Ada\nthank_you_email: 2026-11-15",
        "",
    );
    assert_eq!(vault.items_of("thank-you-email thank-you-note"), ["thank-you-note 2026-11-22 Ada"]);
}

#[test]
fn the_config_can_do_without_notes() {
    let vault = Vault::new().config("thank_you: {note: off}").meeting(
        "2026-11-20-lunch",
        "with: [Ada, Grace]\nthank_you_email: [Ada 2026-11-20]",
        "",
    );
    assert_eq!(
        vault.items_of("thank-you-email thank-you-note"),
        ["thank-you-email 2026-11-20 Grace"]
    );
}

#[test]
fn a_meeting_before_since_owes_no_thanks_and_one_on_that_day_does() {
    let vault = Vault::new()
        .config("since: 2026-10-01")
        .meeting("2026-09-30-ada", "with: Ada", "")
        .meeting("2026-09-30-alan", "with: Alan\nthank_you_email: yes", "")
        .meeting("2026-10-01-grace", "with: Grace", "");
    assert_eq!(
        vault.items_of("thank-you-email thank-you-note"),
        ["thank-you-email 2026-10-01 Grace"]
    );
}
