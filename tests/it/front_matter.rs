//! Front matter: its fences, its keys in all their spellings, its dates and durations.

use serde_json::json;

use crate::vault::Vault;

const NOTHING: [&str; 0] = [];

#[test]
fn front_matter_is_yaml_between_two_fences() {
    for text in [
        "---\ntype: contact\n---\n",
        "---\ntype: contact\n---",
        "---\ntype: contact\n...\n",
        "--- \t\ntype: contact\n---  \n",
        "---\ntype: contact\n... \n",
        "\u{feff}---\ntype: contact\n---\n",
        "---\r\ntype: contact\r\n---\r\n",
    ] {
        let vault = Vault::new().bytes("ada.md", text.as_bytes());
        let counts = json!({"contacts": 1, "meetings": 0, "other_notes": 0});
        assert_eq!(vault.json()["counts"], counts, "{text:?}");
        assert_eq!(vault.problems(), NOTHING, "{text:?}");
    }
}

#[test]
fn other_lines_are_no_fences() {
    for text in [
        "----\ntype: contact\n----\n",
        "+++\ntype: contact\n+++\n",
        "# Ada\n---\ntype: contact\n---\n",
    ] {
        let vault = Vault::new().bytes("ada.md", text.as_bytes());
        let counts = json!({"contacts": 0, "meetings": 0, "other_notes": 1});
        assert_eq!(vault.json()["counts"], counts, "{text:?}");
        assert_eq!(vault.problems(), NOTHING, "{text:?}");
    }
}

#[test]
fn the_first_closing_fence_ends_it() {
    let vault = Vault::new().file("ada.md", "---\na: 1\n---\ntype: contact\n---\n");
    let counts = json!({"contacts": 0, "meetings": 0, "other_notes": 1});
    assert_eq!(vault.json()["counts"], counts);
}

#[test]
fn yaml_that_does_not_parse_is_an_error_with_line_and_column() {
    let vault = Vault::new().contact("ada", "name: Ada: the first");
    let problem = "error front-matter people/ada.md:3:10 the front matter cannot be read: \
                   this is the second colon where one can stand";
    assert_eq!(vault.problems(), [problem]);
}

#[test]
fn a_key_written_twice_is_an_error() {
    let vault = Vault::new().contact("ada", "name: Ada\nrole: poet\nname: Grace");
    let diagnostics = &vault.json()["diagnostics"];
    assert_eq!(diagnostics[0]["code"], "front-matter");
    let message = "the front matter cannot be read: the key `name` is written twice";
    assert_eq!(diagnostics[0]["message"], message);
}

#[test]
fn a_key_in_two_spellings_is_a_key_written_twice() {
    let vault = Vault::new().contact("ada", "last_contact: 2026-11-01\nlast-Contact: 2026-11-02");
    let problem = "error front-matter people/ada.md:4:1 the front matter cannot be read: \
                   the key `last-Contact` is written twice";
    assert_eq!(vault.problems(), [problem]);
}

#[test]
fn a_fence_that_never_closes_before_a_key_is_an_error() {
    let vault = Vault::new().file("people/ada.md", "---\nname: Ada\n\nA poet.\n");
    let problem = "error front-matter people/ada.md:1:1 the front matter cannot be read: \
                   its first line is a fence `---`, but no second one follows";
    assert_eq!(vault.problems(), [problem]);
}

#[test]
fn a_fence_that_never_closes_before_prose_is_a_rule() {
    for text in ["---\n", "---\n\nname: Ada\n", "---\nOnce upon a time.\n"] {
        let vault = Vault::new().file("people/ada.md", text);
        let counts = json!({"contacts": 0, "meetings": 0, "other_notes": 1});
        assert_eq!(vault.json()["counts"], counts, "{text:?}");
        assert_eq!(vault.problems(), NOTHING, "{text:?}");
    }
}

#[test]
fn absent_empty_and_null_values_mean_the_same() {
    const KEYS: &str = "name aliases company role email phone linkedin website location address \
                        in_common tags met_through referred_by reached_out reply last_contact \
                        check_in snooze_until";
    for value in ["", " null", " ~", " ''", " \"\"", " []"] {
        let lines: Vec<String> =
            KEYS.split_whitespace().map(|key| format!("{key}:{value}")).collect();
        let vault =
            Vault::new().contact("ada", &lines.join("\n")).meeting("2026-11-20", "with: ada", "");
        let emails = ["thank-you-email 2026-11-20 ada"];
        assert_eq!(vault.items_of("thank-you-email"), emails, "{value}");
        assert_eq!(vault.problems(), NOTHING, "{value}");
    }
}

#[test]
fn absent_empty_and_null_values_mean_the_same_in_a_meeting() {
    const KEYS: &str = "date time end with status direction purpose tags place thank_you_email \
                        thank_you_note";
    for value in ["", " null", " ~", " ''", " \"\"", " []"] {
        let lines: Vec<String> =
            KEYS.split_whitespace().map(|key| format!("{key}:{value}")).collect();
        let vault = Vault::new().contact("ada", "name: Ada").meeting(
            "2026-11-20",
            &lines.join("\n"),
            "With: Ada\n",
        );
        let items = ["thank-you-email 2026-11-20 Ada", "write-up 2026-11-20 Ada"];
        assert_eq!(vault.items(), items, "{value}");
        assert_eq!(vault.problems(), NOTHING, "{value}");
    }
}

#[test]
fn a_note_with_broken_front_matter_counts_as_another_note() {
    let vault = Vault::new().contact("ada", "name: [").meeting(
        "2026-11-20",
        "with: [",
        "- [ ] Read her notes\n",
    );
    let counts = json!({"contacts": 0, "meetings": 0, "other_notes": 2});
    assert_eq!(vault.json()["counts"], counts);
    assert_eq!(vault.items(), NOTHING);
}

#[test]
fn a_problem_of_a_foreign_note_is_a_warning_that_only_check_tells() {
    let vault = Vault::new().file("recipes/soup.md", "---\nserves: [\n---\n");
    let problem = "warning front-matter recipes/soup.md:3:1 the front matter cannot be read: \
                   a value is missing here";
    assert_eq!(vault.problems(), [problem]);
    assert_eq!(vault.json()["diagnostics"], json!([]));
    assert_eq!(vault.run("check").status, 0);
    vault.run("build");
    assert!(!vault.read("DASHBOARD.md").contains("soup"));
}

#[test]
fn a_problem_is_an_error_on_the_dashboard_where_the_folder_says_that_the_note_is_ours() {
    for path in ["people/ada.md", "crm/Contacts/ada.md", "meetings/2026/ada.md"] {
        let vault = Vault::new().file(path, "---\nserves: [\n---\n");
        assert_eq!(vault.json()["diagnostics"][0]["severity"], "error", "{path}");
        assert_eq!(vault.run("check").status, 1, "{path}");
        vault.run("build");
        assert!(vault.read("DASHBOARD.md").contains(path), "{path}");
    }
}

#[test]
fn a_problem_is_an_error_where_a_line_of_the_front_matter_says_that_the_note_is_ours() {
    for line in [
        "type: person",
        "Category: \"[[People]]\"",
        "tags: [crm/person]",
        "tags:\n  - friend\n  - contact",
        "kind: coffee chat",
    ] {
        let vault = Vault::new().file("ada.md", &format!("---\nx: [\n{line}\n---\n"));
        assert_eq!(vault.json()["diagnostics"][0]["code"], "front-matter", "{line}");
        assert_eq!(vault.json()["diagnostics"][0]["severity"], "error", "{line}");
    }
}

#[test]
fn keys_match_in_any_spelling() {
    for key in [
        "thank_you_email",
        "Thank-You Email",
        "thankYouEmail",
        "ThankYouEmail",
        "THANK_YOU_EMAIL",
        "thank you-email",
        "thankyouemail",
    ] {
        let note = format!("with: Ada\n{key}: skip\nthank_you_note: skip");
        let vault = Vault::new().contact("ada", "name: Ada").meeting("2026-11-20", &note, "");
        assert_eq!(vault.items(), ["write-up 2026-11-20 Ada"], "{key}");
    }
}

#[test]
fn every_name_of_a_contacts_key_stands_for_it() {
    for (key, names) in [
        ("name", "name full_name display_name"),
        ("aliases", "aliases alias aka nickname"),
        ("company", "company org organization organisation employer"),
        ("role", "role job_title position"),
        ("email", "email emails mail"),
        ("phone", "phone mobile"),
        ("linkedin", "linkedin linkedin_url"),
        ("website", "website url"),
        ("location", "location city"),
        ("address", "address postal_address"),
        ("in_common", "in_common common_ground"),
        ("met_through", "met_through source how_met"),
        ("referred_by", "referred_by introduced_by introducer"),
        ("reached_out", "reached_out asked contacted"),
        ("reply", "reply"),
        ("last_contact", "last_contact last_contacted last_touch last_chat"),
        ("check_in", "check_in cadence frequency contact_frequency"),
        ("snooze_until", "snooze_until snooze snoozed_until"),
    ] {
        for name in names.split(' ') {
            let vault = Vault::new().contact("ada", &format!("{name}: {{a: b}}"));
            let column = name.len() + 3;
            let problem = format!(
                "error bad-value people/ada.md:3:{column} a mapping is no value for `{key}`"
            );
            assert_eq!(vault.problems(), [problem], "{name}");
        }
    }
}

#[test]
fn every_name_of_a_meetings_key_stands_for_it() {
    const WITH: &str = "with people attendees participants guests who attended members person \
                        contact";
    for (key, names) in [
        ("date", "date when meeting_date"),
        ("time", "time start"),
        ("end", "end until"),
        ("with", WITH),
        ("status", "status"),
        ("direction", "direction"),
        ("purpose", "purpose objective goal why"),
        ("place", "place location where loc"),
        ("thank_you_email", "thank_you_email thank_you thanked"),
        ("thank_you_note", "thank_you_note handwritten_note thank_you_card"),
    ] {
        for name in names.split(' ') {
            let vault = Vault::new().contact("ada", "").meeting(
                "2026-11-20",
                &format!("{name}: {{a: b}}"),
                "With: ada\n",
            );
            let column = name.len() + 3;
            let place = format!("meetings/2026-11-20.md:3:{column}");
            let problem = format!("error bad-value {place} a mapping is no value for `{key}`");
            let problems = vault.problems();
            let of_values: Vec<&String> =
                problems.iter().filter(|problem| problem.starts_with("error bad-value")).collect();
            assert_eq!(of_values, [&problem], "{name}");
        }
    }
}

#[test]
fn the_configs_own_names_of_keys_are_added() {
    let vault = Vault::new()
        .config("keys: {with: [invitees], last_contact: [spoke_on]}\n")
        .contact("ada", "Spoke On: 2026-09-22")
        .contact("grace", "last_contact: 2026-09-21")
        .meeting("2026-11-20", "Invitees: joan", "")
        .meeting("2026-11-19", "attendees: edith", "");
    let items = [
        "thank-you-email 2026-11-19 edith",
        "thank-you-email 2026-11-20 joan",
        "check-in 2026-11-20 grace",
        "check-in 2026-11-21 ada",
    ];
    assert_eq!(vault.items_of("thank-you-email check-in"), items);
}

#[test]
fn the_canonical_name_of_a_key_wins_then_the_order_of_the_list() {
    for (with, who) in [
        ("attendees: Grace\nwith: Ada", "Ada"),
        ("contact: Grace\nmembers: Ada", "Ada"),
        ("who: Grace\npeople: Ada\nguests: Joan", "Ada"),
        ("with:\nattendees: Ada\nguests: Grace", "Ada"),
        ("with: null\nperson: Ada", "Ada"),
    ] {
        let vault = Vault::new().meeting("2026-11-20", with, "");
        let emails = [format!("thank-you-email 2026-11-20 {who}")];
        assert_eq!(vault.items_of("thank-you-email"), emails, "{with}");
    }
}

#[test]
fn the_configs_own_names_come_after_the_known_ones() {
    let vault = Vault::new().config("keys: {with: [invitees]}\n").meeting(
        "2026-11-20",
        "invitees: Grace\ncontact: Ada",
        "",
    );
    let emails = ["thank-you-email 2026-11-20 Ada"];
    assert_eq!(vault.items_of("thank-you-email"), emails);
}

#[test]
fn a_date_is_year_month_and_day_with_or_without_a_time() {
    for date in [
        "2026-11-20",
        "\"2026-11-20\"",
        "2026-11-20T14:30",
        "2026-11-20 14:30",
        "2026-11-20T14:30:00Z",
        "2026-11-20 14:30:00+01:00",
        "\"[[2026-11-20]]\"",
        "[[2026-11-20]]",
    ] {
        let note = format!("last_contact: {date}\ncheck_in: 1d");
        let vault = Vault::new().contact("ada", &note);
        assert_eq!(vault.items(), ["check-in 2026-11-21 ada"], "{date}");
        assert_eq!(vault.problems(), NOTHING, "{date}");
    }
}

#[test]
fn the_years_of_dates_are_1900_to_9999() {
    for date in ["1900-01-01", "9999-12-31"] {
        let vault = Vault::new().contact("ada", &format!("last_contact: {date}"));
        assert_eq!(vault.problems(), NOTHING, "{date}");
    }
    for date in ["1899-12-31", "0000-01-01", "10000-01-01"] {
        let vault = Vault::new().contact("ada", &format!("last_contact: {date}"));
        let problem = format!("error bad-date people/ada.md:3:15 `{date}` is not a date");
        assert_eq!(vault.problems(), [problem]);
    }
}

#[test]
fn anything_else_is_no_date() {
    for date in [
        "2026-1-5",
        "2026-02-30",
        "2025-02-29",
        "20.11.2026",
        "20261120",
        "2026-11",
        "last week",
        "2026-11-20 or so",
        "true",
    ] {
        let vault = Vault::new().contact("ada", &format!("last_contact: {date}"));
        let problem = format!("error bad-date people/ada.md:3:15 `{date}` is not a date");
        assert_eq!(vault.problems(), [problem]);
        assert_eq!(vault.items(), NOTHING, "{date}");
    }
}

#[test]
fn a_slip_whose_meaning_is_plain_gets_a_suggestion() {
    for date in ["2026-1-5", "2026/01/05", "20260105", "2026-01-5"] {
        let vault = Vault::new().contact("ada", &format!("last_contact: {date}"));
        let help = &vault.json()["diagnostics"][0]["help"];
        assert_eq!(help, "did you mean `2026-01-05`?", "{date}");
    }
}

#[test]
fn a_slip_that_could_mean_two_days_gets_no_suggestion() {
    for date in ["5/1/2026", "01-05-2026", "2026-02-30"] {
        let vault = Vault::new().contact("ada", &format!("last_contact: {date}"));
        let help = &vault.json()["diagnostics"][0]["help"];
        let form = "write the date as year-month-day, like `2026-11-20`";
        assert_eq!(help, form, "{date}");
    }
}

#[test]
fn only_the_value_that_is_no_date_is_left_out() {
    let vault = Vault::new().contact("ada", "reached_out: [2026-11-01, soon, 2026-11-10]");
    assert_eq!(vault.items(), ["nudge 2026-11-17 ada"]);
    assert_eq!(vault.problems(), ["error bad-date people/ada.md:3:27 `soon` is not a date"]);
}

#[test]
fn a_wrong_date_of_a_meeting_leaves_the_one_in_its_files_name() {
    let vault = Vault::new().meeting("2026-11-20", "date: yesterday\nwith: Ada", "");
    let emails = ["thank-you-email 2026-11-20 Ada"];
    assert_eq!(vault.items_of("thank-you-email"), emails);
}

#[test]
fn durations_are_days_weeks_months_and_years() {
    for (duration, due) in [
        ("3", "2026-02-03"),
        ("3d", "2026-02-03"),
        ("1 day", "2026-02-01"),
        ("3 days", "2026-02-03"),
        ("2w", "2026-02-14"),
        ("1 week", "2026-02-07"),
        ("2 weeks", "2026-02-14"),
        ("1m", "2026-02-28"),
        ("1 month", "2026-02-28"),
        ("2 months", "2026-03-31"),
        ("1y", "2027-01-31"),
        ("1 year", "2027-01-31"),
        ("weekly", "2026-02-07"),
        ("monthly", "2026-02-28"),
        ("quarterly", "2026-04-30"),
        ("yearly", "2027-01-31"),
    ] {
        let note = format!("last_contact: 2026-01-31\ncheck_in: {duration}");
        let vault = Vault::new().contact("ada", &note).today("2027-02-01");
        assert_eq!(vault.items(), [format!("check-in {due} ada")], "{duration}");
        assert_eq!(vault.problems(), NOTHING, "{duration}");
    }
}

#[test]
fn a_year_after_a_leap_day_is_the_last_day_of_february() {
    let vault =
        Vault::new().contact("ada", "last_contact: 2024-02-29\ncheck_in: 1y").today("2025-03-01");
    assert_eq!(vault.items(), ["check-in 2025-02-28 ada"]);
}

#[test]
fn anything_else_is_no_duration() {
    for duration in ["sometimes", "-5d", "1.5 months", "3 fortnights", "2026-11-20"] {
        let vault = Vault::new().contact("ada", &format!("check_in: {duration}"));
        let problem =
            format!("error bad-duration people/ada.md:3:11 `{duration}` is not a duration");
        assert_eq!(vault.problems(), [problem]);
    }
}
