//! When somebody should hear from the owner again.

use crate::vault::Vault;

const NOTHING: [&str; 0] = [];

/// Returns the check-ins owed where this is all there is about Ada.
fn owed(front_matter: &str, below: &str) -> Vec<String> {
    let note = format!("---\ntype: contact\n{front_matter}\n---\n{below}");
    Vault::new().file("people/ada.md", &note).items_of("check-in")
}

#[test]
fn a_check_in_is_due_sixty_days_after_the_last_touch() {
    assert_eq!(owed("last_contact: 2026-09-01", ""), ["check-in 2026-10-31 ada"]);
}

#[test]
fn somebody_without_a_touch_is_owed_no_check_in() {
    assert_eq!(owed("check_in: 1d", ""), NOTHING);
}

#[test]
fn a_check_in_is_listed_from_the_horizon_on() {
    let vault = Vault::new()
        .contact("ada", "last_contact: 2026-09-29")
        .contact("grace", "last_contact: 2026-09-30");
    assert_eq!(vault.items_of("check-in"), ["check-in 2026-11-28 ada"]);
}

#[test]
fn a_held_meeting_is_a_touch() {
    for direction in ["asking", "giving", "none"] {
        let front_matter = format!("with: ada\ndirection: {direction}");
        let vault = Vault::new().contact("ada", "").meeting("2026-09-01-ada", &front_matter, "");
        assert_eq!(vault.items_of("check-in"), ["check-in 2026-10-31 ada"], "{direction}");
    }
}

#[test]
fn a_meeting_that_is_off_is_no_touch() {
    for status in ["cancelled", "no-show", "planned"] {
        let front_matter = format!("with: ada\nstatus: {status}");
        let vault = Vault::new().contact("ada", "").meeting("2026-09-01-ada", &front_matter, "");
        assert_eq!(vault.items_of("check-in"), NOTHING, "{status}");
    }
}

#[test]
fn thanks_are_a_touch_even_for_a_meeting_that_was_called_off() {
    for thanks in [
        "thank_you_email: 2026-09-01",
        "thank_you_note: 2026-09-01",
        "thank_you_email: 2026-08-20\nthank_you_note: 2026-09-01",
    ] {
        let front_matter = format!("with: ada\nstatus: cancelled\n{thanks}");
        let vault = Vault::new().contact("ada", "").meeting("2026-08-01-ada", &front_matter, "");
        assert_eq!(vault.items_of("check-in"), ["check-in 2026-10-31 ada"], "{thanks}");
    }
}

#[test]
fn thanks_without_a_date_are_a_touch_on_the_meetings_day() {
    let vault = Vault::new().contact("ada", "").meeting(
        "2026-09-01-ada",
        "with: ada\nstatus: cancelled\nthank_you_email: yes",
        "",
    );
    assert_eq!(vault.items_of("check-in"), ["check-in 2026-10-31 ada"]);
}

#[test]
fn thanks_are_a_touch_only_with_those_to_whom_they_were_sent() {
    let vault = Vault::new().contact("ada", "").contact("grace", "").contact("mary", "").meeting(
        "2026-08-01-lunch",
        "with: [ada, grace, mary]\nstatus: cancelled\n\
             thank_you_email: [ada 2026-09-01, grace skip]",
        "",
    );
    assert_eq!(vault.items_of("check-in"), ["check-in 2026-10-31 ada"]);
}

#[test]
fn an_entry_in_the_log_is_a_touch() {
    assert_eq!(
        owed("", "## Log\n\n- 2026-09-01: sent her the article\n"),
        ["check-in 2026-10-31 ada"]
    );
}

#[test]
fn the_latest_touch_counts() {
    let vault = Vault::new()
        .file(
            "people/ada.md",
            "---\ntype: contact\nlast_contact: 2026-08-15\n---\n\
             ## Log\n- 2026-09-01: sent her the article\n- 2026-08-20: called\n",
        )
        .meeting("2026-08-01-ada", "with: ada\nthank_you_email: yes", "");
    assert_eq!(vault.items_of("check-in"), ["check-in 2026-10-31 ada"]);
}

#[test]
fn a_touch_still_to_come_is_none_yet() {
    assert_eq!(
        owed("last_contact: 2026-11-22", "## Log\n- 2026-09-01: called\n- 2026-12-01: call\n"),
        ["check-in 2026-10-31 ada"]
    );
}

#[test]
fn a_touch_today_clears_a_check_in() {
    assert_eq!(owed("last_contact: 2026-06-01", "## Log\n- 2026-11-21: checked in\n"), NOTHING);
}

#[test]
fn nobody_is_owed_a_check_in_while_a_meeting_is_planned() {
    let vault = Vault::new().contact("ada", "last_contact: 2026-09-01").meeting(
        "2027-05-01-ada",
        "with: ada",
        "",
    );
    assert_eq!(vault.items_of("check-in"), NOTHING);
}

#[test]
fn a_planned_meeting_that_was_called_off_holds_nothing_back() {
    let vault = Vault::new().contact("ada", "last_contact: 2026-09-01").meeting(
        "2027-05-01-ada",
        "with: ada\nstatus: cancelled",
        "",
    );
    assert_eq!(vault.items_of("check-in"), ["check-in 2026-10-31 ada"]);
}

#[test]
fn the_owner_is_owed_no_check_in() {
    let vault = Vault::new()
        .config("me: Sam Taylor")
        .contact("sam", "name: Sam Taylor\nlast_contact: 2026-09-01");
    assert_eq!(vault.items(), NOTHING);
}

#[test]
fn a_contacts_own_interval_counts() {
    assert_eq!(
        owed("last_contact: 2026-08-31\ncheck_in: 1 month", ""),
        ["check-in 2026-09-30 ada"]
    );
}

#[test]
fn never_is_never() {
    assert_eq!(owed("last_contact: 2001-01-01\ncheck_in: never", ""), NOTHING);
}

#[test]
fn the_config_can_set_the_interval() {
    let vault = Vault::new().config("check_in: 2w").contact("ada", "last_contact: 2026-11-01");
    assert_eq!(vault.items_of("check-in"), ["check-in 2026-11-15 ada"]);
}

#[test]
fn the_config_can_do_without_check_ins_but_for_those_who_have_an_interval_of_their_own() {
    let vault = Vault::new()
        .config("check_in: never")
        .contact("ada", "last_contact: 2026-09-01")
        .contact("grace", "last_contact: 2026-09-01\ncheck_in: 60d");
    assert_eq!(vault.items_of("check-in"), ["check-in 2026-10-31 grace"]);
}

#[test]
fn an_interval_by_tag_comes_before_the_configs_and_after_the_contacts_own() {
    let vault = Vault::new()
        .config("check_in_by_tag: {mentor: 30d}")
        .contact("ada", "tags: mentor\nlast_contact: 2026-10-01")
        .contact("grace", "tags: mentor\nlast_contact: 2026-10-01\ncheck_in: 20d")
        .contact("mary", "tags: friend\nlast_contact: 2026-09-01");
    assert_eq!(
        vault.items_of("check-in"),
        ["check-in 2026-10-21 grace", "check-in 2026-10-31 ada", "check-in 2026-10-31 mary",]
    );
}

#[test]
fn of_several_tags_the_one_that_is_due_first_counts() {
    let vault = Vault::new()
        .config("check_in_by_tag: {alumni: 3 months, mentor: 90d}")
        .contact("ada", "tags: [alumni, mentor]\nlast_contact: 2026-02-01")
        .contact("grace", "tags: [alumni, mentor]\nlast_contact: 2026-06-01");
    assert_eq!(
        vault.items_of("check-in"),
        ["check-in 2026-05-01 ada", "check-in 2026-08-30 grace"]
    );
}

#[test]
fn a_list_of_intervals_begins_with_its_first_entry_after_a_meeting() {
    let vault = Vault::new().contact("ada", "check_in: [10d, 20d]").meeting(
        "2026-09-01-ada",
        "with: ada",
        "",
    );
    assert_eq!(vault.items_of("check-in"), ["check-in 2026-09-11 ada"]);
}

#[test]
fn each_day_with_a_touch_of_ones_own_since_the_last_meeting_widens_the_interval() {
    let vault = Vault::new()
        .file(
            "people/ada.md",
            "---\ntype: contact\nlast_contact: 2026-09-15\ncheck_in: [10d, 20d, 40d, 80d]\n---\n\
             ## Log\n- 2026-09-10: called\n- 2026-09-10: wrote\n- 2026-08-10: wrote\n\
             - 2026-09-15: wrote\n- 2026-12-01: call\n",
        )
        .meeting("2026-09-01-ada", "with: ada", "");
    assert_eq!(vault.items_of("check-in"), ["check-in 2026-10-25 ada"]);
}

#[test]
fn neither_thanks_nor_a_touch_on_the_day_of_the_meeting_widen_the_interval() {
    let vault = Vault::new()
        .contact("ada", "last_contact: 2026-09-01\ncheck_in: [10d, 40d]")
        .meeting("2026-09-01-ada", "with: ada\nthank_you_email: 2026-09-02", "");
    assert_eq!(vault.items_of("check-in"), ["check-in 2026-09-12 ada"]);
}

#[test]
fn the_last_interval_of_a_list_repeats() {
    let vault = Vault::new()
        .file(
            "people/ada.md",
            "---\ntype: contact\ncheck_in: [10d, 20d]\n---\n\
             ## Log\n- 2026-09-04: wrote\n- 2026-09-03: wrote\n- 2026-09-02: wrote\n",
        )
        .meeting("2026-09-01-ada", "with: ada", "");
    assert_eq!(vault.items_of("check-in"), ["check-in 2026-09-24 ada"]);
}

#[test]
fn another_meeting_begins_the_list_anew() {
    let vault = Vault::new()
        .file(
            "people/ada.md",
            "---\ntype: contact\ncheck_in: [10d, 20d]\n---\n## Log\n- 2026-08-02: wrote\n",
        )
        .meeting("2026-08-01-ada", "with: ada", "")
        .meeting("2026-09-01-ada", "with: ada", "");
    assert_eq!(vault.items_of("check-in"), ["check-in 2026-09-11 ada"]);
}

#[test]
fn lists_widen_in_the_config_and_by_tag_too() {
    let log = "## Log\n- 2026-09-02: wrote\n";
    let vault = Vault::new()
        .config("check_in: [10d, 20d]\ncheck_in_by_tag: {mentor: [10d, 30d]}")
        .file("people/ada.md", &format!("---\ntype: contact\ntags: mentor\n---\n{log}"))
        .file("people/grace.md", &format!("---\ntype: contact\n---\n{log}"))
        .meeting("2026-09-01-lunch", "with: [ada, grace]", "");
    assert_eq!(
        vault.items_of("check-in"),
        ["check-in 2026-09-22 grace", "check-in 2026-10-02 ada"]
    );
}

#[test]
fn a_check_in_is_not_due_before_the_snooze_ends() {
    assert_eq!(
        owed("last_contact: 2026-09-01\nsnooze_until: 2026-11-25", ""),
        ["check-in 2026-11-25 ada"]
    );
}

#[test]
fn a_check_in_snoozed_beyond_the_horizon_is_not_listed() {
    assert_eq!(owed("last_contact: 2026-09-01\nsnooze_until: 2026-11-29", ""), NOTHING);
}

#[test]
fn a_snooze_that_ended_before_changes_nothing() {
    assert_eq!(
        owed("last_contact: 2026-09-01\nsnooze_until: 2026-10-30", ""),
        ["check-in 2026-10-31 ada"]
    );
}

#[test]
fn whoever_was_met_only_for_their_own_sake_is_asked_once() {
    let vault = |front_matter: &str, below: &str| {
        let note = format!("---\ntype: contact\n{front_matter}\n---\n{below}");
        Vault::new().file("people/ada.md", &note).meeting(
            "2026-08-01-ada",
            "with: ada\ndirection: giving",
            "",
        )
    };
    assert_eq!(vault("", "").items_of("check-in"), ["check-in 2026-09-30 ada"]);
    let by_log = vault("", "## Log\n- 2026-08-02: asked\n");
    assert_eq!(by_log.items_of("check-in"), NOTHING);
    let by_key = vault("last_contact: 2026-08-02", "");
    assert_eq!(by_key.items_of("check-in"), NOTHING);
}

#[test]
fn whoever_was_met_for_their_own_sake_again_is_asked_again() {
    let vault = Vault::new()
        .contact("ada", "last_contact: 2026-08-02")
        .meeting("2026-08-01-ada", "with: ada\ndirection: giving", "")
        .meeting("2026-09-01-ada", "with: ada\ndirection: giving", "");
    assert_eq!(vault.items_of("check-in"), ["check-in 2026-10-31 ada"]);
}

#[test]
fn whoever_was_asked_for_their_time_even_once_is_asked_again_and_again() {
    let vault = Vault::new()
        .contact("ada", "last_contact: 2026-09-01")
        .meeting("2026-07-01-ada", "with: ada", "")
        .meeting("2026-08-01-ada", "with: ada\ndirection: giving", "");
    assert_eq!(vault.items_of("check-in"), ["check-in 2026-10-31 ada"]);
}

#[test]
fn a_report_that_is_listed_takes_the_check_ins_place() {
    let vault = Vault::new()
        .contact("ada", "last_contact: 2026-09-01")
        .contact("grace", "referred_by: '[[ada]]'")
        .meeting("2026-11-10-grace", "with: grace", "");
    assert_eq!(vault.items_of("check-in report-back"), ["report-back 2026-11-17 ada"]);
}

#[test]
fn a_report_that_is_not_yet_listed_leaves_the_check_in_its_place() {
    let vault = Vault::new()
        .config("report_back: 30d")
        .contact("ada", "last_contact: 2026-09-01")
        .contact("grace", "referred_by: '[[ada]]'")
        .meeting("2026-11-10-grace", "with: grace", "");
    assert_eq!(vault.items_of("check-in report-back"), ["check-in 2026-10-31 ada"]);
}

#[test]
fn after_a_last_touch_before_since_only_those_with_an_interval_of_their_own_or_by_tag_are_owed() {
    let vault = Vault::new()
        .config("since: 2026-09-01\ncheck_in_by_tag: {mentor: 60d}")
        .contact("ada", "last_contact: 2026-08-31")
        .contact("alan", "last_contact: 2026-09-01")
        .contact("grace", "last_contact: 2026-08-31\ncheck_in: 60d")
        .contact("mary", "last_contact: 2026-08-31\ntags: mentor");
    assert_eq!(
        vault.items_of("check-in"),
        ["check-in 2026-10-30 grace", "check-in 2026-10-30 mary", "check-in 2026-10-31 alan",]
    );
}

#[test]
fn a_meeting_before_since_is_still_a_touch() {
    let vault = Vault::new().config("since: 2026-09-02").contact("ada", "check_in: 60d").meeting(
        "2026-09-01-ada",
        "with: ada",
        "",
    );
    assert_eq!(vault.items(), ["check-in 2026-10-31 ada"]);
}
