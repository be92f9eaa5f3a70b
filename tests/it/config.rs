//! `keepwarm.yaml`: what each key changes, and what is said of one that cannot be used.

use serde_json::Value;
use serde_json::json;

use crate::vault::Output;
use crate::vault::Vault;

const NOTHING: [&str; 0] = [];

/// The example of the contract, which names the defaults where there are any.
const EXAMPLE: &str = "
dashboard: DASHBOARD.md
since: 2026-01-01
horizon: 7d
thank_you: {email: 0d, note: 3d}
action_item: 3d
check_in: 60d                # or [60d, 6 months]
nudge: 7d
report_back: 7d
goal: {new_people: 1}
me: [Sam Taylor]
direction: asking
check_in_by_tag: {mentor: 30d, alumni: 6 months}
folders: {contact: [people], meeting: [meetings]}
keys: {with: [invitees]}
headings: {promises: [Homework]}
ignore: [templates/, archive/]
links: markdown
mailto: true
write_back: true
outputs: {html: dashboard.html, ics: agenda.ics, json: agenda.json}
";

/// A vault in which much is owed.
fn busy() -> Vault {
    Vault::new()
        .contact("ada", "last_contact: 2026-09-29")
        .contact("alan", "reached_out: 2026-11-21")
        .contact("joan", "email: joan@example.org")
        .contact("grace", "referred_by: joan")
        .meeting("2026-11-10-grace", "with: grace\nthank_you_email: yes", "Cards.\n")
        .meeting(
            "2026-11-20-kay",
            "with: kay",
            "- [ ] Write\n- [ ] Call #promise\n- [ ] Wine #waiting\n",
        )
        .meeting("2026-11-28-betty", "with: betty", "")
}

/// Returns what is said of a configuration that cannot be used.
fn refused(config: &str) -> Output {
    busy().config(config).run("agenda")
}

#[test]
fn all_keys_are_optional() {
    let without = busy().json();
    for config in ["", "# Nothing yet.\n", "since:\nthank_you: {note: }\nme: null\ngoal:\n"] {
        assert_eq!(busy().config(config).json(), without, "{config}");
    }
}

#[test]
fn the_example_of_every_key_is_accepted_and_names_the_defaults() {
    assert_eq!(busy().config(EXAMPLE).json(), busy().json());
}

#[test]
fn the_dashboard_can_have_another_name() {
    let vault = busy().config("dashboard: today/What is owed.md");
    assert_eq!(vault.run("build").status, 0);
    assert!(!vault.path().join("DASHBOARD.md").exists());
    let usual = busy();
    usual.run("build");
    let usual = usual.read("DASHBOARD.md");
    let there = vault.read("today/What is owed.md");
    assert_eq!(there.replace("](../", "]("), usual);
}

#[test]
fn the_goal_can_be_higher() {
    let vault = Vault::new().config("goal: {new_people: 4}");
    assert_eq!(vault.json()["goal"], json!({"month": "2026-11", "target": 4, "met": []}));
}

#[test]
fn me_is_no_one_to_follow_up_with_in_any_list_of_people() {
    let vault = Vault::new()
        .config("me: [Sam Taylor, sam@example.org]")
        .contact("sam", "name: Sam Taylor\nalias: Sammy")
        .contact("ada", "referred_by: ['[[sam]]']")
        .meeting("2026-11-20-1", "with: [ada, Sam Taylor]", "")
        .meeting("2026-11-20-2", "with: ['[[people/sam|Sammy]]', ada]", "")
        .meeting("2026-11-20-3", "", "Attendees: ada, sam@example.org\n");
    assert_eq!(
        vault.items_of("thank-you-email report-back"),
        [
            "thank-you-email 2026-11-20 ada",
            "thank-you-email 2026-11-20 ada",
            "thank-you-email 2026-11-20 ada",
        ]
    );
    assert_eq!(vault.problems(), NOTHING);
}

#[test]
fn me_needs_no_note() {
    let vault = Vault::new().config("me: Sam Taylor").contact("ada", "").meeting(
        "2026-11-20-ada",
        "with: [ada, '[[Sam Taylor]]']",
        "",
    );
    assert_eq!(vault.items_of("thank-you-email"), ["thank-you-email 2026-11-20 ada"]);
    assert_eq!(vault.problems(), NOTHING);
}

#[test]
fn a_waiting_task_with_my_name_is_an_action_item() {
    let vault = Vault::new().config("me: [Sam Taylor, Sammy]").meeting(
        "2026-11-20-ada",
        "with: Ada",
        "## Waiting for\n- [ ] Sammy: the loom\n- [ ] Sam Taylor: the cards\n- [ ] The wine\n",
    );
    assert_eq!(
        vault.items_of("action-item waiting"),
        [
            "action-item 2026-11-23 Ada: Sammy: the loom",
            "action-item 2026-11-23 Ada: Sam Taylor: the cards",
            "waiting 2026-11-27 Ada: The wine",
        ]
    );
}

#[test]
fn the_direction_holds_where_a_meeting_has_none() {
    let vault = Vault::new()
        .config("direction: giving")
        .meeting("2026-11-20-ada", "with: Ada", "")
        .meeting("2026-11-20-grace", "with: Grace\ndirection: asking", "");
    assert_eq!(
        vault.items(),
        [
            "thank-you-email 2026-11-20 Grace",
            "write-up 2026-11-20 Ada",
            "write-up 2026-11-20 Grace",
        ]
    );
}

#[test]
fn the_direction_holds_for_no_ordinary_meeting() {
    let vault = Vault::new()
        .config("direction: asking")
        .meeting("2026-11-20-team", "with: [Ada, Alan, Grace, Mary]", "")
        .file("2026-11-20-joan.md", "---\ntype: 1-1\nwith: Joan\n---\n");
    assert_eq!(vault.items_of("thank-you-email write-up"), NOTHING);
}

#[test]
fn tags_have_their_intervals_whatever_their_case() {
    let vault = Vault::new()
        .config("check_in_by_tag: {Mentor: 30d, '#alumni': 20d}")
        .contact("ada", "tags: '#mentor'\nlast_contact: 2026-10-01")
        .contact("grace", "tags: [ALUMNI]\nlast_contact: 2026-10-01");
    assert_eq!(
        vault.items_of("check-in"),
        ["check-in 2026-10-21 grace", "check-in 2026-10-31 ada"]
    );
}

#[test]
fn folders_of_ones_own_tell_contacts_and_meetings() {
    let vault = Vault::new()
        .config("folders: {contact: [Leute], meeting: Gespräche}")
        .file("Leute/ada.md", "---\nname: Ada Lovelace\n---\n")
        .file("Gespräche/2026-11-20.md", "With: ada\n");
    assert_eq!(vault.json()["counts"], json!({"contacts": 1, "meetings": 1, "other_notes": 0}));
    assert_eq!(
        vault.items(),
        ["thank-you-email 2026-11-20 Ada Lovelace", "write-up 2026-11-20 Ada Lovelace"]
    );
}

#[test]
fn keys_can_have_names_of_ones_own() {
    let vault = Vault::new()
        .config("keys: {with: [invitees], last_contact: Zuletzt gesehen}")
        .contact("ada", "zuletzt-gesehen: 2026-09-01")
        .meeting("2026-11-20-lunch", "Invitees: [Grace]", "");
    assert_eq!(
        vault.items_of("thank-you-email check-in"),
        ["thank-you-email 2026-11-20 Grace", "check-in 2026-10-31 ada"]
    );
}

#[test]
fn a_keys_own_names_come_before_those_of_the_config() {
    let vault = Vault::new().config("keys: {with: [invitees]}").meeting(
        "2026-11-20-lunch",
        "invitees: Grace\ncontact: Ada",
        "",
    );
    assert_eq!(vault.items_of("thank-you-email"), ["thank-you-email 2026-11-20 Ada"]);
}

#[test]
fn headings_of_ones_own_begin_each_section() {
    let vault = Vault::new()
        .config(
            "headings:\n  promises: [Homework]\n  waiting: Schulden\n  preparation: Vorher\n  \
             research: Recherche\n  questions: Fragen\n  people: Gäste\n  actions: [Danach]\n  \
             write-up: Gelernt\n",
        )
        .meeting(
            "2026-11-20-ada",
            "direction: none",
            "## Gäste\n- Ada\n## Homework\n- [ ] Cards\n### Danach\n- [ ] Write\n\
             ## Schulden!\n- [ ] Wine\n### gelernt\n- [ ] Read\n## Vorher\n- [ ] Pack\n",
        )
        .meeting(
            "2026-11-24-grace",
            "with: Grace",
            "## Recherche\nShe sails.\n## Fragen\n- Why?\n- How?\n- Who else?\n",
        );
    assert_eq!(
        vault.items(),
        [
            "promise 2026-11-23 Ada: Cards",
            "action-item 2026-11-23 Ada: Write",
            "action-item 2026-11-23 Ada: Read",
            "prepare 2026-11-24 Grace: purpose, time, place",
            "waiting 2026-11-27 Ada: Wine",
        ]
    );
}

#[test]
fn a_log_can_have_another_heading() {
    let vault = Vault::new()
        .config("headings: {log: Kontakte}")
        .file("people/ada.md", "---\ntype: contact\n---\n## Kontakte\n- 2026-09-01: called\n");
    assert_eq!(vault.items(), ["check-in 2026-10-31 ada"]);
}

#[test]
fn what_is_ignored_is_not_read() {
    let vault = Vault::new()
        .config("ignore: [templates/, archive/, '*.draft.md']")
        .meeting("archive/2026-11-20-ada", "with: Ada", "")
        .meeting("2026-11-20-alan.draft", "with: Alan", "")
        .meeting("2026-11-20-grace", "with: Grace", "");
    assert_eq!(vault.json()["counts"], json!({"contacts": 0, "meetings": 1, "other_notes": 0}));
}

#[test]
fn a_list_of_ones_own_stands_in_place_of_what_is_ignored_by_default() {
    let vault = Vault::new()
        .file("templates/ada.md", "---\ntype: contact\n---\n")
        .file("_templates/grace.md", "---\ntype: contact\n---\n");
    assert_eq!(vault.json()["counts"]["contacts"], 0);
    let vault = vault.config("ignore: _templates/");
    assert_eq!(vault.json()["counts"]["contacts"], 1);
}

/// Returns the dashboard's line about the report that Joan is owed.
fn line_about_joan(vault: &Vault) -> String {
    assert_eq!(vault.run("build").status, 0);
    let dashboard = vault.read("DASHBOARD.md");
    let mut lines = dashboard.lines();
    let line = lines.find(|line| line.contains("joan")).unwrap();
    line.to_owned()
}

#[test]
fn links_can_be_wikilinks() {
    let markdown = line_about_joan(&busy().config("links: markdown"));
    assert!(markdown.contains("[Meeting, 2026-11-10](meetings/2026-11-10-grace.md)"), "{markdown}");
    let wikilink = line_about_joan(&busy().config("links: wikilink"));
    assert!(wikilink.contains("[[meetings/2026-11-10-grace|Meeting, 2026-11-10]]"), "{wikilink}");
}

#[test]
fn mailto_links_can_be_left_out() {
    let with = line_about_joan(&busy().config("mailto: true"));
    assert!(with.contains("(mailto:joan@example.org?subject="), "{with}");
    let without = line_about_joan(&busy().config("mailto: false"));
    assert!(!without.contains("mailto:"), "{without}");
}

#[test]
fn build_writes_the_json_that_agenda_prints() {
    let vault = busy().config("outputs: {json: out/agenda.json}");
    assert_eq!(vault.run("build").status, 0);
    assert_eq!(vault.read("out/agenda.json"), vault.run("agenda --json").out);
}

#[test]
fn an_unknown_key_is_an_error_that_names_file_line_and_the_nearest_key() {
    assert_eq!(
        refused("since: 2026-01-01\nhorizn: 7d\n"),
        Output {
            status: 2,
            out: String::new(),
            err: "\
error[config]: there is no key `horizn`
 --> keepwarm.yaml:2:1
  |
2 | horizn: 7d
  | ^^^^^^
  |
  = help: did you mean `horizon`?

"
            .to_owned(),
        }
    );
}

#[test]
fn a_bad_value_is_an_error_that_says_what_to_write() {
    assert_eq!(
        refused("thank_you:\n  note: often\n"),
        Output {
            status: 2,
            out: String::new(),
            err: "\
error[config]: `often` is no value for `note`
 --> keepwarm.yaml:2:9
  |
2 |   note: often
  |         ^^^^^
  |
  = help: write a duration, like `3d`, or `off`

"
            .to_owned(),
        }
    );
}

#[test]
fn keys_inside_keys_are_looked_after_too() {
    for (config, help) in [
        ("thank_you: {emial: 2d}", "email"),
        ("goal: {new_poeple: 2}", "new_people"),
        ("folders: {contacts: [x]}", "contact"),
        ("keys: {wiht: x}", "with"),
        ("headings: {promise: [x]}", "promises"),
        ("outputs: {jsno: x.json}", "json"),
    ] {
        let Output { status, err, .. } = refused(config);
        assert_eq!(status, 2, "{config}");
        assert!(err.contains(" --> keepwarm.yaml:1:"), "{err}");
        assert!(err.contains(&format!("did you mean `{help}`?")), "{err}");
    }
}

#[test]
fn every_key_has_values_that_it_cannot_have() {
    for config in [
        "dashboard: ../DASHBOARD.md",
        "dashboard: /DASHBOARD.md",
        "since: yesterday",
        "since: 2026-1-1",
        "horizon: soon",
        "thank_you: 3d",
        "thank_you: {email: off}",
        "action_item: [3d]",
        "check_in: [60d, soon]",
        "check_in: []",
        "nudge: off",
        "report_back: perhaps",
        "goal: 1",
        "goal: {new_people: -1}",
        "me: {name: Sam Taylor}",
        "direction: sideways",
        "check_in_by_tag: [mentor]",
        "check_in_by_tag: {mentor: often}",
        "folders: {contact: {people: x}}",
        "keys: {with: {invitees: x}}",
        "headings: {promises: [[Homework]]}",
        "ignore: {archive: true}",
        "links: html",
        "mailto: perhaps",
        "write_back: 2",
        "outputs: agenda.json",
        "outputs: {json: ../agenda.json}",
    ] {
        let Output { status, out, err } = refused(&format!("# Mine\n{config}\n"));
        assert_eq!((status, out.as_str()), (2, ""), "{config}");
        assert!(err.contains("no value for"), "{config}\n{err}");
        assert!(err.contains(" --> keepwarm.yaml:2:"), "{config}\n{err}");
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let Output { err, .. } = refused("horizn: 7d\nlinks: html\nmailto: perhaps\n");
    let errors: Vec<&str> = err.lines().filter(|line| line.starts_with("error")).collect();
    assert_eq!(
        errors,
        [
            "error[config]: there is no key `horizn`",
            "error[config]: `html` is no value for `links`",
            "error[config]: `perhaps` is no value for `mailto`",
        ]
    );
}

#[test]
fn a_config_that_is_no_yaml_or_no_mapping_is_an_error_with_its_line() {
    for (config, place) in [
        ("horizon: 7d\nme: Sam: Taylor\n", "keepwarm.yaml:2:8"),
        ("- horizon\n", "keepwarm.yaml:1:1"),
    ] {
        let Output { status, out, err } = refused(config);
        assert_eq!((status, out.as_str()), (2, ""), "{config}");
        assert!(err.contains(&format!(" --> {place}\n")), "{err}");
    }
}

#[test]
fn nothing_is_written_where_the_config_cannot_be_used() {
    let vault = busy().config("horizn: 7d");
    assert_eq!(vault.run("build").status, 2);
    assert!(!vault.path().join("DASHBOARD.md").exists());
}

#[test]
fn the_config_counts_wherever_in_the_vault_one_stands() {
    let vault = busy().config("goal: {new_people: 9}");
    let output = vault.run_in(&vault.path().join("people"), &["agenda", "--json"], None);
    let json: Value = serde_json::from_str(&output.out).unwrap();
    assert_eq!(json["goal"]["target"], 9);
}

#[test]
#[cfg(unix)]
fn a_config_that_is_a_pipe_is_refused_and_not_opened() {
    let vault = busy();
    let pipe = vault.path().join("keepwarm.yaml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let output = vault.run("build");
    assert_eq!((output.status, output.out.as_str()), (2, ""));
    assert_eq!(output.err, "error: cannot read [VAULT]/keepwarm.yaml: it is not a regular file\n");
}
