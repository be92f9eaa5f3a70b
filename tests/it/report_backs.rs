//! Telling whoever introduced somebody how it went.

use crate::vault::Vault;

const NOTHING: [&str; 0] = [];

const REPORTS: &str = "report-back";

/// Returns a vault in which Ada introduced Grace, who was met on 10 November.
fn introduced() -> Vault {
    Vault::new().contact("grace", "referred_by: '[[ada]]'").meeting(
        "2026-11-10-grace",
        "with: grace",
        "",
    )
}

#[test]
fn the_introducer_is_owed_word_a_week_after_the_first_meeting() {
    let vault = introduced().contact("ada", "");
    assert_eq!(vault.items_of(REPORTS), ["report-back 2026-11-17 ada"]);
}

#[test]
fn an_introducer_without_a_note_is_owed_nothing() {
    assert_eq!(introduced().items_of(REPORTS), NOTHING);
}

#[test]
fn each_introducer_is_owed_word() {
    let vault = Vault::new()
        .contact("ada", "")
        .contact("alan", "")
        .contact("grace", "referred_by: ['[[ada]]', '[[alan]]']")
        .meeting("2026-11-10-grace", "with: grace", "");
    assert_eq!(
        vault.items_of(REPORTS),
        ["report-back 2026-11-17 ada", "report-back 2026-11-17 alan"]
    );
}

#[test]
fn one_introducer_is_owed_word_of_each_person() {
    let vault = introduced().contact("ada", "").contact("mary", "introduced_by: ada").meeting(
        "2026-11-12-mary",
        "with: mary",
        "",
    );
    assert_eq!(
        vault.items_of(REPORTS),
        ["report-back 2026-11-17 ada", "report-back 2026-11-19 ada"]
    );
}

#[test]
fn nothing_is_owed_before_the_two_have_met() {
    let vault = Vault::new()
        .contact("ada", "")
        .contact("grace", "referred_by: ada")
        .meeting("2026-11-10-grace", "with: grace\nstatus: no-show", "")
        .meeting("2026-11-23-grace", "with: grace", "");
    assert_eq!(vault.items_of(REPORTS), NOTHING);
}

#[test]
fn the_first_of_several_meetings_counts() {
    let vault = introduced().contact("ada", "").meeting("2026-11-18-grace", "with: grace", "");
    assert_eq!(vault.items_of(REPORTS), ["report-back 2026-11-17 ada"]);
}

#[test]
fn the_first_meeting_is_the_first_by_day_and_not_by_name() {
    let vault = introduced()
        .contact("ada", "")
        .meeting("z", "with: grace\ndate: 2026-11-08", "")
        .meeting("a", "with: grace\ndate: 2026-11-18", "");
    assert_eq!(vault.items_of(REPORTS), ["report-back 2026-11-15 ada"]);
}

#[test]
fn an_ordinary_meeting_is_not_the_first() {
    let vault = introduced().contact("ada", "").meeting(
        "2026-11-01-grace",
        "with: grace\ndirection: none",
        "",
    );
    assert_eq!(vault.items_of(REPORTS), ["report-back 2026-11-17 ada"]);
}

#[test]
fn a_meeting_that_they_asked_for_is_a_first_one_too() {
    let vault = Vault::new().contact("ada", "").contact("grace", "referred_by: ada").meeting(
        "2026-11-10-grace",
        "with: grace\ndirection: giving",
        "",
    );
    assert_eq!(vault.items_of(REPORTS), ["report-back 2026-11-17 ada"]);
}

#[test]
fn a_touch_with_the_introducer_on_that_day_or_later_clears_it() {
    for touch in ["2026-11-10", "2026-11-21"] {
        let vault = introduced().contact("ada", &format!("last_contact: {touch}"));
        assert_eq!(vault.items_of(REPORTS), NOTHING, "{touch}");
    }
}

#[test]
fn a_touch_with_the_introducer_on_the_day_before_does_not_clear_it() {
    let vault = introduced().contact("ada", "last_contact: 2026-11-09");
    assert_eq!(vault.items_of(REPORTS), ["report-back 2026-11-17 ada"]);
}

#[test]
fn an_introducer_who_was_there_knows_how_it_went() {
    let vault = Vault::new().contact("ada", "").contact("grace", "referred_by: ada").meeting(
        "2026-11-10-lunch",
        "with: [ada, grace]",
        "",
    );
    assert_eq!(vault.items_of(REPORTS), NOTHING);
}

#[test]
fn a_report_is_not_due_before_the_introducers_snooze_ends() {
    let vault = introduced().contact("ada", "snooze_until: 2026-11-26");
    assert_eq!(vault.items_of(REPORTS), ["report-back 2026-11-26 ada"]);
}

#[test]
fn the_snooze_of_the_person_introduced_holds_no_report_back() {
    let vault = Vault::new()
        .contact("ada", "")
        .contact("grace", "referred_by: ada\nsnooze_until: 2026-12-24")
        .meeting("2026-11-10-grace", "with: grace", "");
    assert_eq!(vault.items_of(REPORTS), ["report-back 2026-11-17 ada"]);
}

#[test]
fn a_report_is_listed_from_the_horizon_on() {
    let vault = Vault::new()
        .config("report_back: 9d")
        .contact("ada", "")
        .contact("grace", "referred_by: ada")
        .contact("mary", "referred_by: ada")
        .meeting("2026-11-19-grace", "with: grace", "")
        .meeting("2026-11-20-mary", "with: mary", "");
    assert_eq!(vault.items_of(REPORTS), ["report-back 2026-11-28 ada"]);
}

#[test]
fn the_config_says_when_a_report_is_due() {
    let vault = introduced().contact("ada", "").config("report_back: 2d");
    assert_eq!(vault.items_of(REPORTS), ["report-back 2026-11-12 ada"]);
}

#[test]
fn the_config_can_do_without_reports() {
    let vault = introduced().contact("ada", "").config("report_back: off");
    assert_eq!(vault.items_of(REPORTS), NOTHING);
}

#[test]
fn a_first_meeting_before_since_owes_no_report_and_one_on_that_day_does() {
    let before = introduced().contact("ada", "").config("since: 2026-11-11");
    assert_eq!(before.items_of(REPORTS), NOTHING);
    let on_that_day = introduced().contact("ada", "").config("since: 2026-11-10");
    assert_eq!(on_that_day.items_of(REPORTS), ["report-back 2026-11-17 ada"]);
}

#[test]
fn a_later_meeting_owes_no_report_where_the_first_one_was_before_since() {
    let vault = introduced().config("since: 2026-11-11").contact("ada", "").meeting(
        "2026-11-12-grace",
        "with: grace",
        "",
    );
    assert_eq!(vault.items_of(REPORTS), NOTHING);
}

#[test]
fn the_owner_is_told_nothing() {
    let vault = introduced().config("me: Sam Taylor").contact("ada", "name: Sam Taylor");
    assert_eq!(vault.items_of(REPORTS), NOTHING);
}
