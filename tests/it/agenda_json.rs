//! The published form of the agenda, and what it tells of each item: its id, its state, its place
//! among the others.

use serde_json::Value;
use serde_json::json;

use crate::vault::Vault;

/// Returns one field of each item.
fn each(vault: &Vault, field: &str) -> Vec<Value> {
    let json = vault.json();
    let items = json["items"].as_array().unwrap().iter();
    items.map(|item| item[field].clone()).collect()
}

#[test]
fn the_agenda_is_one_line_of_json() {
    let output = Vault::new()
        .contact("ada", "name: Ada Lovelace")
        .meeting("2026-11-20-ada", "with: Ada Lovelace\nthank_you_email: skip", "Cards.\n")
        .meeting("2026-11-24-ada", "with: Ada Lovelace\ntime: '14:30'\nplace: Café", "")
        .file("about.md", "A vault.\n")
        .run("agenda --json");
    assert_eq!((output.status, output.err.as_str()), (0, ""));
    assert_eq!(output.out, format!("{}\n", DOCUMENT.replace('\n', "")));
}

const DOCUMENT: &str = r#"{"schema":1,"today":"2026-11-21",
"counts":{"contacts":1,"meetings":2,"other_notes":1},
"items":[{"id":"c62t88","kind":"thank-you-note","due":"2026-11-23","state":"upcoming",
"who":["Ada Lovelace"],"contacts":["people/ada.md"],"text":"Write Ada Lovelace a note by hand",
"source":{"path":"meetings/2026-11-20-ada.md","line":1},
"meeting":{"path":"meetings/2026-11-20-ada.md","date":"2026-11-20"},
"missing":[]},
{"id":"gyp1bn","kind":"pick-action","due":"2026-11-23","state":"upcoming",
"who":["Ada Lovelace"],"contacts":["people/ada.md"],
"text":"Choose one piece of advice from Ada Lovelace to act on",
"source":{"path":"meetings/2026-11-20-ada.md","line":1},
"meeting":{"path":"meetings/2026-11-20-ada.md","date":"2026-11-20"},
"missing":[]},
{"id":"ae331d","kind":"prepare","due":"2026-11-24","state":"upcoming",
"who":["Ada Lovelace"],"contacts":["people/ada.md"],"text":"Prepare to meet Ada Lovelace",
"source":{"path":"meetings/2026-11-24-ada.md","line":1},
"meeting":{"path":"meetings/2026-11-24-ada.md","date":"2026-11-24"},
"missing":["purpose","research","questions"]}],
"coming_up":[{"path":"meetings/2026-11-24-ada.md","date":"2026-11-24","time":"14:30",
"who":["Ada Lovelace"],"place":"Café","missing":["purpose","research","questions"]}],
"goal":{"month":"2026-11","target":1,"met":["Ada Lovelace"]},
"diagnostics":[]}"#;

#[test]
fn an_empty_vault_has_an_agenda_too() {
    assert_eq!(
        Vault::new().json(),
        json!({
            "schema": 1,
            "today": "2026-11-21",
            "counts": {"contacts": 0, "meetings": 0, "other_notes": 0},
            "items": [],
            "coming_up": [],
            "goal": {"month": "2026-11", "target": 1, "met": []},
            "diagnostics": [],
        })
    );
}

#[test]
fn an_item_without_a_day_and_without_a_meeting_has_null_for_both() {
    let vault = Vault::new().file("people/ada.md", "---\ntype: contact\n---\n- [ ] Write to her\n");
    let item = &vault.json()["items"][0];
    assert_eq!(
        (&item["due"], &item["state"], &item["meeting"]),
        (&Value::Null, &json!("undated"), &Value::Null)
    );
}

#[test]
fn a_coming_meeting_without_time_and_place_has_null_for_both() {
    let vault = Vault::new().meeting("2026-11-24-ada", "with: Ada", "");
    let meeting = &vault.json()["coming_up"][0];
    assert_eq!((&meeting["time"], &meeting["place"]), (&Value::Null, &Value::Null));
}

#[test]
fn a_person_without_a_note_has_the_written_name_and_null_for_a_contact() {
    let vault = Vault::new().contact("ada", "name: Ada Lovelace").meeting(
        "2026-11-20-lunch",
        "with: ['[[ada|Ada]]', '[[people/grace.md]]', '[[alan.md|A. Turing]]', Mary]\ndirection: giving",
        "",
    );
    let item = &vault.json()["items"][0];
    assert_eq!(item["kind"], "write-up");
    assert_eq!(item["who"], json!(["Ada Lovelace", "grace", "A. Turing", "Mary"]));
    assert_eq!(item["contacts"], json!(["people/ada.md", null, null, null]));
}

#[test]
fn a_meeting_that_names_nobody_has_nobody_in_who_and_contacts() {
    let vault = Vault::new().meeting("2026-11-20-coffee", "", "");
    assert_eq!(each(&vault, "who"), [json!([]), json!([])]);
    assert_eq!(each(&vault, "contacts"), [json!([]), json!([])]);
}

#[test]
fn the_text_of_a_task_is_its_own() {
    let vault = Vault::new().meeting(
        "2026-11-20-ada",
        "with: Ada",
        "- [ ] Ada: send **the**  [[cards]] #soon 📅 2026-11-25 ^abc\n",
    );
    assert_eq!(each(&vault, "text")[2], json!("Ada: send **the** [[cards]] #soon"));
}

#[test]
fn the_source_of_a_task_is_its_line() {
    let vault = Vault::new()
        .meeting("2026-11-20-ada", "with: Ada\ndirection: none", "# Tea\n\n- [ ] Write\n")
        .file("people/grace.md", "---\ntype: contact\n---\n\n- [ ] Call\n  her\n");
    assert_eq!(
        each(&vault, "source"),
        [
            json!({"path": "meetings/2026-11-20-ada.md", "line": 8}),
            json!({"path": "people/grace.md", "line": 5}),
        ]
    );
}

#[test]
fn the_source_of_what_hangs_on_a_key_is_the_keys_line() {
    let vault = Vault::new()
        .contact("ada", "name: Ada\nlast_contact: 2026-09-01\ncheck_in: 60d")
        .contact("grace", "name: Grace\nreached_out: 2026-11-10")
        .meeting(
            "2026-11-20-lunch",
            "with: [Alan, Mary]\nthank_you_email: [Alan yes]\nthank_you_note:",
            "Cards.\n- [x] Write\n",
        );
    assert_eq!(
        each(&vault, "source"),
        [
            json!({"path": "meetings/2026-11-20-lunch.md", "line": 4}),
            json!({"path": "meetings/2026-11-20-lunch.md", "line": 5}),
            json!({"path": "people/ada.md", "line": 5}),
            json!({"path": "people/grace.md", "line": 4}),
        ]
    );
}

#[test]
fn a_reports_source_is_the_referred_contact_and_its_meeting_the_first_one_with_them() {
    let vault = Vault::new()
        .contact("ada", "name: Ada Lovelace")
        .contact("grace", "name: Grace Hopper\nreferred_by: '[[ada]]'")
        .meeting("2026-11-01-team", "with: Grace Hopper\ndirection: none", "")
        .meeting("2026-11-10-grace", "with: Grace Hopper", "")
        .meeting("2026-11-12-grace", "with: Grace Hopper", "");
    let json = vault.json();
    let items = json["items"].as_array().unwrap();
    let mut item = items.iter().find(|item| item["kind"] == "report-back").unwrap().clone();
    item["id"].take();
    assert_eq!(
        item,
        json!({
            "id": null,
            "kind": "report-back",
            "due": "2026-11-17",
            "state": "overdue",
            "who": ["Ada Lovelace"],
            "contacts": ["people/ada.md"],
            "text": "Tell Ada Lovelace how it went with Grace Hopper",
            "source": {"path": "people/grace.md", "line": 4},
            "meeting": {"path": "meetings/2026-11-10-grace.md", "date": "2026-11-10"},
            "missing": [],
        })
    );
}

#[test]
fn the_meeting_of_check_ins_and_requests_is_null() {
    let vault = Vault::new()
        .contact("ada", "last_contact: 2026-09-01")
        .contact("grace", "reached_out: 2026-11-10")
        .contact("mary", "reached_out: 2026-11-10\nreply: yes");
    assert_eq!(each(&vault, "meeting"), [Value::Null, Value::Null, Value::Null]);
}

#[test]
fn paths_are_relative_to_the_vault_with_slashes() {
    let vault = Vault::new().file("my people/Ada Lovelace.md", "---\ntype: contact\n---\n").file(
        "meetings/2026/11/2026-11-20.md",
        "---\ntype: coffee\nwith: Ada Lovelace\n---\nCards.\n- [x] Write\n",
    );
    let json =
        vault.run_in(&vault.path().join("meetings"), &["-C", "..", "agenda", "--json"], None);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    let item = &json["items"][0];
    assert_eq!(item["contacts"], json!(["my people/Ada Lovelace.md"]));
    assert_eq!(item["source"]["path"], "meetings/2026/11/2026-11-20.md");
    assert_eq!(item["meeting"]["path"], "meetings/2026/11/2026-11-20.md");
}

#[test]
fn the_state_follows_from_the_day() {
    let vault = Vault::new().file(
        "people/ada.md",
        "---\ntype: contact\n---\n\
         - [ ] One 📅 2026-11-20\n- [ ] Two 📅 2026-11-21\n- [ ] Three 📅 2026-11-22\n- [ ] Four\n",
    );
    assert_eq!(each(&vault, "state"), ["overdue", "today", "upcoming", "undated"]);
}

#[test]
fn inside_a_section_items_stand_by_day_then_name_then_path_then_line() {
    let vault = Vault::new()
        .file(
            "people/1.md",
            "---\ntype: contact\nname: Mary\n---\n- [ ] No day\n- [ ] Late 📅 2026-12-01\n",
        )
        .file(
            "people/2.md",
            "---\ntype: contact\nname: ada\n---\n\
             - [ ] No day\n- [ ] Third 📅 2026-11-30\n- [ ] First 📅 2026-11-29\n\
             - [ ] Fourth 📅 2026-11-30\n",
        )
        .file(
            "people/3.md",
            "---\ntype: contact\nname: Babbage\n---\n- [ ] For [[2]] 📅 2026-11-30\n\
             - [ ] Second 📅 2026-11-29\n",
        );
    assert_eq!(
        vault.items(),
        [
            "action-item 2026-11-29 ada: First",
            "action-item 2026-11-29 Babbage: Second",
            "action-item 2026-11-30 ada: Third",
            "action-item 2026-11-30 ada: Fourth",
            "action-item 2026-11-30 ada: For [[2]]",
            "action-item 2026-12-01 Mary: Late",
            "action-item - ada: No day",
            "action-item - Mary: No day",
        ]
    );
}

/// A vault in which one item of each kind is owed.
fn all_kinds() -> Vault {
    Vault::new()
        .contact("ada", "last_contact: 2026-09-01")
        .contact("alan", "reached_out: 2026-11-10")
        .contact("mary", "reached_out: 2026-11-11\nreply: yes")
        .contact("joan", "")
        .contact("grace", "referred_by: joan")
        .meeting("2026-11-10-grace", "with: grace\nthank_you_email: yes", "Cards.\n")
        .meeting(
            "2026-11-20-kay",
            "with: kay",
            "- [ ] Write\n- [ ] Call #promise\n- [ ] Wine #waiting\n",
        )
        .meeting("2026-11-24-betty", "with: betty\ndirection: giving", "")
}

#[test]
fn items_stand_in_the_order_of_the_dashboards_sections() {
    assert_eq!(
        all_kinds().items(),
        [
            "thank-you-note 2026-11-13 grace",
            "thank-you-email 2026-11-20 kay",
            "pick-action 2026-11-13 grace",
            "action-item 2026-11-23 kay: Write",
            "promise 2026-11-23 kay: Call #promise",
            "check-in 2026-10-31 ada",
            "report-back 2026-11-17 joan",
            "nudge 2026-11-17 alan",
            "schedule 2026-11-18 mary",
            "write-up 2026-11-20 kay",
            "prepare 2026-11-24 betty: purpose, time, place, research",
            "waiting 2026-11-27 kay: Wine #waiting",
        ]
    );
}

#[test]
fn what_is_no_task_has_a_short_plain_phrase_for_a_text() {
    assert_eq!(
        each(&all_kinds(), "text"),
        [
            "Write grace a note by hand",
            "E-mail kay",
            "Choose one piece of advice from grace to act on",
            "Write",
            "Call #promise",
            "Check in with ada",
            "Tell joan how it went with grace",
            "Ask alan again",
            "Find a date with mary",
            "Write down what you learned from kay",
            "Prepare to meet betty",
            "Wine #waiting",
        ]
    );
}

#[test]
fn a_phrase_names_two_people_and_counts_the_others() {
    let texts = |people: &str| {
        let front_matter = format!("with: [{people}]\ndirection: giving");
        each(&Vault::new().meeting("2026-11-20-lunch", &front_matter, ""), "text")
    };
    assert_eq!(texts("Ada, Joan"), ["Write down what you learned from Ada and Joan"]);
    assert_eq!(
        texts("Ada, Joan, Kay, Mary"),
        ["Write down what you learned from Ada, Joan and 2 more"]
    );
}

#[test]
fn the_ids_of_all_kinds_never_change() {
    assert_eq!(
        each(&all_kinds(), "id"),
        [
            "wkrq9z", "9qmf5x", "y7kxep", "he5npa", "6ej6fd", "vy3jkw", "txb3yb", "pb0sm6",
            "5c823g", "s55fkj", "m29j9v", "y8en26",
        ]
    );
}

#[test]
fn an_id_is_six_characters_that_are_not_mistaken_for_one_another() {
    let tasks: String = (0..200).map(|number| format!("- [ ] Read page {number}\n")).collect();
    let vault = Vault::new().meeting("2026-11-20-ada", "with: Ada", &tasks);
    let ids = each(&vault, "id");
    assert_eq!(ids.len(), 202);
    for id in ids {
        let id = id.as_str().unwrap();
        let is_plain = |c: char| "0123456789abcdefghjkmnpqrstvwxyz".contains(c);
        assert!(id.len() == 6 && id.chars().all(is_plain), "{id}");
    }
}

/// Returns the id of the task `Write` among the items of a vault.
fn id_of_write(vault: &Vault) -> String {
    let json = vault.json();
    let mut items = json["items"].as_array().unwrap().iter();
    let item = items.find(|item| item["text"] == "Write").unwrap();
    item["id"].as_str().unwrap().to_owned()
}

#[test]
fn an_id_survives_edits_elsewhere() {
    let before = Vault::new().meeting("2026-11-20-ada", "with: Ada", "- [ ] Write\n");
    let after = Vault::new()
        .contact("grace", "last_contact: 2026-09-01")
        .meeting("2026-11-19-ada", "with: Ada", "- [ ] Write something else\n")
        .meeting(
            "2026-11-20-ada",
            "with: Ada\nplace: Café\nthank_you_email: yes",
            "# Notes\n\nCards.\n\n- [ ] Call\n- [ ] Write 📅 2026-11-27\n",
        );
    assert_eq!(id_of_write(&after), id_of_write(&before));
}

#[test]
fn two_tasks_with_the_same_text_have_two_ids_and_ticking_the_first_changes_neither() {
    let vault = |tasks| Vault::new().meeting("2026-11-20-ada", "with: Ada\ndirection: none", tasks);
    let both = each(&vault("- [ ] Write\n- [ ] Write\n"), "id");
    let second = each(&vault("- [x] Write\n- [ ] Write\n"), "id");
    assert_ne!(both[0], both[1]);
    assert_eq!(second, [both[1].clone()]);
}

#[test]
fn each_person_of_a_meeting_has_an_id_of_their_own() {
    let one = Vault::new().meeting("2026-11-20-lunch", "with: Ada", "Cards.\n- [x] Write\n");
    let two =
        Vault::new().meeting("2026-11-20-lunch", "with: [Grace, Ada]", "Cards.\n- [x] Write\n");
    let (one, two) = (each(&one, "id"), each(&two, "id"));
    assert_eq!(two.len(), 2);
    assert_ne!(two[0], two[1]);
    assert_eq!(two[0], one[0]);
}

#[test]
fn where_two_ids_would_be_the_same_both_grow() {
    let vault = Vault::new().meeting(
        "2026-11-20-ada",
        "with: Ada\ndirection: none",
        "- [ ] Read page 1\n- [ ] Read page 20300\n- [ ] Read page 55562\n",
    );
    assert_eq!(each(&vault, "id"), ["yp3hn1", "dywq2k3", "dywq2kg"]);
}

#[test]
fn the_goal_counts_who_was_met_for_the_first_time_this_month() {
    let vault = Vault::new()
        .contact("ada", "name: Ada Lovelace")
        .contact("alan", "")
        .contact("grace", "")
        .contact("joan", "")
        .contact("mary", "")
        .meeting("2026-10-31-alan", "with: alan", "")
        .meeting("2026-11-01-lunch", "with: ['[[ada]]', alan, Somebody Else]", "")
        .meeting("2026-11-02-joan", "with: joan\nstatus: no-show", "")
        .meeting("2026-11-03-grace", "with: grace\ndirection: giving", "")
        .meeting("2026-11-30-mary", "with: mary", "");
    assert_eq!(
        vault.json()["goal"],
        json!({"month": "2026-11", "target": 1, "met": ["Ada Lovelace", "grace"]})
    );
}

#[test]
fn an_ordinary_meeting_makes_nobody_new_and_nobody_known() {
    let vault = Vault::new()
        .contact("ada", "")
        .contact("grace", "")
        .meeting("2026-10-01-grace", "with: grace\ndirection: none", "")
        .meeting("2026-11-01-ada", "with: ada\ndirection: none", "")
        .meeting("2026-11-02-grace", "with: grace", "");
    assert_eq!(vault.json()["goal"]["met"], json!(["grace"]));
}

#[test]
fn the_goals_month_is_todays() {
    let vault = Vault::new()
        .contact("ada", "")
        .meeting("2026-11-30-ada", "with: ada", "")
        .today("2026-12-01");
    assert_eq!(vault.json()["goal"], json!({"month": "2026-12", "target": 1, "met": []}));
}

#[test]
fn notes_are_counted_by_kind_and_what_is_skipped_is_not() {
    let vault = Vault::new()
        .contact("ada", "")
        .contact("grace", "")
        .meeting("2026-11-20-ada", "with: ada", "")
        .file("about.md", "A vault.\n")
        .file("people/broken.md", "---\nname: 'Alan\n---\n")
        .file("templates/person.md", "---\ntype: contact\n---\n");
    assert_eq!(vault.json()["counts"], json!({"contacts": 2, "meetings": 1, "other_notes": 2}));
}

#[test]
fn a_diagnostic_tells_what_is_wrong_where_and_what_to_write() {
    let vault = Vault::new().contact("ada", "company: Müller\nlast_contact: 2026-1-5");
    assert_eq!(
        vault.json()["diagnostics"],
        json!([{
            "severity": "error",
            "code": "bad-date",
            "path": "people/ada.md",
            "line": 4,
            "column": 15,
            "message": "`2026-1-5` is not a date",
            "help": "did you mean `2026-01-05`?",
        }])
    );
}

#[test]
fn columns_count_characters() {
    let vault = Vault::new()
        .file("people/ada.md", "---\n{type: contact, name: Ådå 🧮, last_contact: soon}\n---\n");
    assert_eq!(vault.problems(), ["error bad-date people/ada.md:2:44 `soon` is not a date"]);
}

#[test]
fn a_diagnostic_about_a_whole_file_has_null_for_line_and_column() {
    let vault = Vault::new().file("people/ada (conflicted copy 2026-11-20).md", "Ada\n");
    let diagnostic = &vault.json()["diagnostics"][0];
    assert_eq!(diagnostic["code"], "conflict-copy");
    assert_eq!((&diagnostic["line"], &diagnostic["column"]), (&Value::Null, &Value::Null));
}

#[test]
fn the_agenda_leaves_out_the_warnings_about_foreign_notes() {
    let vault = Vault::new().file("recipes/soup.md", "---\nname: 'Soup\n---\n");
    assert_eq!(vault.json()["diagnostics"], json!([]));
    assert_eq!(vault.problems().len(), 1);
}

#[test]
fn a_meeting_that_is_off_has_the_same_problems() {
    let held = "with: Nobody Known\nthank_you_email: sometime\n";
    let problems = |front_matter: &str| {
        let vault = Vault::new().meeting("2026-11-20-lunch", front_matter, "");
        vault.problems()
    };
    let expected = [
        "warning unknown-person meetings/2026-11-20-lunch.md:3:7 there is no contact `Nobody Known`",
        "error bad-value meetings/2026-11-20-lunch.md:4:18 `sometime` is no value for `thank_you_email`",
    ];
    assert_eq!(problems(held), expected);
    assert_eq!(problems(&format!("{held}status: cancelled")), expected);
}
