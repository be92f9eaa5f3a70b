//! What a coming meeting still lacks, and which meetings are coming.

use serde_json::json;

use crate::vault::Vault;

const NOTHING: [&str; 0] = [];

/// Returns the preparation owed for a meeting in three days with this front matter and body.
fn owed(front_matter: &str, body: &str) -> Vec<String> {
    let front_matter = format!("with: Ada\n{front_matter}");
    Vault::new().meeting("2026-11-24-ada", &front_matter, body).items_of("prepare")
}

/// A front matter that lacks nothing.
const COMPLETE: &str = "purpose: learn about engines\ntime: 14:30\nplace: Café Analytique";

const RESEARCH: &str = "## Research\nShe wrote the notes.\n";

const QUESTIONS: &str = "## Questions\n- Why?\n- How?\n- Who else?\n";

#[test]
fn a_planned_meeting_is_owed_all_that_its_note_lacks() {
    assert_eq!(owed("", ""), ["prepare 2026-11-24 Ada: purpose, time, place, research, questions"]);
}

#[test]
fn a_meeting_that_lacks_nothing_is_owed_nothing() {
    assert_eq!(owed(COMPLETE, &format!("{RESEARCH}{QUESTIONS}")), NOTHING);
}

#[test]
fn what_is_filled_in_is_not_missing() {
    for (line, missing) in [
        ("purpose: learn", "time, place, research, questions"),
        ("time: '14:30'", "purpose, place, research, questions"),
        ("place: Café", "purpose, time, research, questions"),
    ] {
        assert_eq!(owed(line, ""), [format!("prepare 2026-11-24 Ada: {missing}")], "{line}");
    }
}

#[test]
fn empty_values_are_missing() {
    assert_eq!(
        owed("purpose: ''\ntime:\nplace: null", ""),
        ["prepare 2026-11-24 Ada: purpose, time, place, research, questions"]
    );
}

#[test]
fn the_time_may_stand_with_the_date() {
    let vault = Vault::new().meeting("ada", "with: Ada\ndate: 2026-11-24 14:30", "");
    assert_eq!(
        vault.items_of("prepare"),
        ["prepare 2026-11-24 Ada: purpose, place, research, questions"]
    );
}

#[test]
fn text_or_a_ticked_task_is_research() {
    for body in [
        "## Research\nShe wrote the notes.\n",
        "## Research\n- She wrote the notes.\n",
        "## Research\n- [x] Read the notes\n",
        "## Research\n### Herself\n- [X] Read the notes\n",
    ] {
        assert_eq!(owed(COMPLETE, body), ["prepare 2026-11-24 Ada: questions"], "{body}");
    }
}

#[test]
fn neither_an_open_task_nor_text_elsewhere_is_research() {
    for body in [
        "## Research\n- [ ] Read the notes\n",
        "## Research\n<!-- Who is she? -->\n- \n",
        "## Preparation\nShe wrote the notes.\n",
        "## Notes\nShe wrote the notes.\n- [x] Read the notes\n",
    ] {
        assert_eq!(
            owed(COMPLETE, &format!("{QUESTIONS}{body}")),
            ["prepare 2026-11-24 Ada: research"],
            "{body}"
        );
    }
}

#[test]
fn three_questions_are_enough_tasks_or_not() {
    for body in [
        "## Questions\n- Why?\n- How?\n- Who else?\n",
        "## Questions\n- [ ] Why?\n- [x] How?\n1. Who else?\n",
        "## Questions\n### Cards\n- Why?\n### Looms\n- Why?\n- How?\n- Who else?\n",
    ] {
        assert_eq!(owed(COMPLETE, &format!("{RESEARCH}{body}")), NOTHING, "{body}");
    }
}

#[test]
fn fewer_than_three_items_with_text_in_their_section_are_not_enough() {
    for body in [
        "## Questions\n- Why?\n- How?\n",
        "## Questions\n- Why?\n- How?\n- \n- [ ] \n",
        "## Questions\n- Why?\n- How?\n\nWho else?\n\nWho was first?\n",
        "## Questions\n- Why?\n- How?\n## Preparation\n- Who else?\n",
    ] {
        assert_eq!(
            owed(COMPLETE, &format!("{RESEARCH}{body}")),
            ["prepare 2026-11-24 Ada: questions"],
            "{body}"
        );
    }
}

#[test]
fn whoever_asked_for_the_owners_time_brings_the_questions() {
    assert_eq!(
        owed("direction: giving", ""),
        ["prepare 2026-11-24 Ada: purpose, time, place, research"]
    );
}

#[test]
fn an_ordinary_meeting_is_owed_no_preparation() {
    assert_eq!(owed("direction: none", ""), NOTHING);
}

#[test]
fn a_meeting_that_was_called_off_is_owed_no_preparation() {
    assert_eq!(owed("status: cancelled", ""), NOTHING);
}

#[test]
fn preparation_is_owed_from_the_horizon_on() {
    let vault = Vault::new()
        .meeting("2026-11-28-ada", "with: Ada\ndirection: giving", RESEARCH)
        .meeting("2026-11-29-grace", "with: Grace", "");
    assert_eq!(vault.items_of("prepare"), ["prepare 2026-11-28 Ada: purpose, time, place"]);
}

#[test]
fn the_meeting_planned_for_today_is_owed_preparation_thanks_and_write_up_and_nothing_else() {
    let vault = Vault::new().meeting(
        "2026-11-21-ada",
        &format!("with: Ada\n{COMPLETE}"),
        &format!("{RESEARCH}## Promises\n- [ ] Bring the cards\n"),
    );
    assert_eq!(
        vault.items(),
        [
            "thank-you-email 2026-11-21 Ada",
            "write-up 2026-11-21 Ada",
            "prepare 2026-11-21 Ada: questions",
        ]
    );
}

#[test]
fn todays_meeting_is_owed_no_preparation_once_the_note_shows_that_it_happened() {
    for (front_matter, body) in [
        ("status: held", ""),
        ("thank_you_email: yes", ""),
        ("status: planned", "Think in cards.\n"),
    ] {
        let front_matter = format!("with: Ada\n{front_matter}");
        let vault = Vault::new().meeting("2026-11-21-ada", &front_matter, body);
        assert_eq!(vault.items_of("prepare"), NOTHING, "{front_matter}");
    }
}

#[test]
fn a_meeting_that_names_nobody_is_owed_preparation() {
    let vault = Vault::new().meeting("2026-11-24-coffee", COMPLETE, QUESTIONS);
    assert_eq!(vault.items_of("prepare"), ["prepare 2026-11-24 : research"]);
}

#[test]
fn a_meeting_before_since_is_owed_no_preparation() {
    let vault = Vault::new()
        .config("since: 2026-11-25")
        .meeting("2026-11-24-ada", "with: Ada", "")
        .meeting("2026-11-25-grace", &format!("with: Grace\n{COMPLETE}"), QUESTIONS);
    assert_eq!(vault.items_of("prepare"), ["prepare 2026-11-25 Grace: research"]);
}

#[test]
fn a_coming_meeting_tells_time_people_place_and_what_is_missing() {
    let vault = Vault::new().contact("ada", "name: Ada Lovelace").meeting(
        "2026-11-24-ada",
        "with: ['[[ada]]', Grace]\ntime: 9:05\nplace: https://example.com/call",
        QUESTIONS,
    );
    assert_eq!(
        vault.json()["coming_up"],
        json!([{
            "path": "meetings/2026-11-24-ada.md",
            "date": "2026-11-24",
            "time": "09:05",
            "who": ["Ada Lovelace", "Grace"],
            "place": "https://example.com/call",
            "missing": ["purpose", "research"],
        }])
    );
}

/// Returns the paths of the coming meetings.
fn coming(vault: &Vault) -> Vec<String> {
    let json = vault.json();
    let meetings = json["coming_up"].as_array().unwrap();
    let paths = meetings.iter().map(|meeting| meeting["path"].as_str());
    paths.map(|path| path.unwrap().to_owned()).collect()
}

#[test]
fn planned_meetings_within_the_horizon_are_coming_up_day_by_day() {
    let vault = Vault::new()
        .meeting("2026-11-20-mary", "with: Mary", "")
        .meeting("2026-11-28-ada", "with: Ada", "")
        .meeting("2026-11-22-grace", "with: Grace\ndirection: none", "")
        .meeting("2026-11-29-alan", "with: Alan", "");
    assert_eq!(coming(&vault), ["meetings/2026-11-22-grace.md", "meetings/2026-11-28-ada.md"]);
}

#[test]
fn all_meetings_of_today_that_are_not_off_are_coming_up() {
    let vault = Vault::new()
        .meeting("2026-11-21-ada", "with: Ada", "")
        .meeting("2026-11-21-alan", "with: Alan\nstatus: cancelled", "")
        .meeting("2026-11-21-grace", "with: Grace\nstatus: held", "Cards.\n")
        .meeting("2026-11-21-mary", "with: Mary\nstatus: no-show", "");
    assert_eq!(coming(&vault), ["meetings/2026-11-21-ada.md", "meetings/2026-11-21-grace.md"]);
}

#[test]
fn nothing_is_missing_where_no_preparation_is_owed() {
    let vault = Vault::new()
        .config("since: 2026-11-23")
        .meeting("2026-11-21-ada", "with: Ada\nstatus: held", "")
        .meeting("2026-11-22-mary", "with: Mary", "")
        .meeting("2026-11-24-grace", "with: Grace\ndirection: none", "");
    let json = vault.json();
    let meetings = json["coming_up"].as_array().unwrap();
    let missing: Vec<_> = meetings.iter().map(|meeting| &meeting["missing"]).collect();
    assert_eq!(missing, [&json!([]), &json!([]), &json!([])]);
}

#[test]
fn the_config_says_how_far_to_look_ahead() {
    let vault = Vault::new()
        .config("horizon: 1 month")
        .contact("mary", "last_contact: 2026-10-22")
        .contact("rózsa", "last_contact: 2026-10-23")
        .meeting("2026-12-21-ada", "with: Ada", QUESTIONS)
        .meeting("2026-12-22-grace", "with: Grace", "");
    assert_eq!(
        vault.items(),
        ["check-in 2026-12-21 mary", "prepare 2026-12-21 Ada: purpose, time, place, research",]
    );
    assert_eq!(coming(&vault), ["meetings/2026-12-21-ada.md"]);
}
