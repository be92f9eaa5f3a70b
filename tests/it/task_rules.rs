//! When tasks are owed, and by whom they were promised: action items, promises, and what others
//! owe the owner.

use crate::vault::Vault;

const NOTHING: [&str; 0] = [];

const TASKS: &str = "action-item pick-action promise waiting";

#[test]
fn an_action_item_is_due_three_days_after_the_meeting() {
    let vault = Vault::new().meeting("2026-11-20-ada", "with: Ada", "- [ ] Read Menabrea\n");
    assert_eq!(vault.items_of(TASKS), ["action-item 2026-11-23 Ada: Read Menabrea"]);
}

#[test]
fn an_action_item_is_due_on_its_own_due_date_else_on_its_scheduled_one() {
    let vault = Vault::new().meeting(
        "2026-11-20-ada",
        "with: Ada",
        "- [ ] Read Menabrea 📅 2026-12-01\n\
         - [ ] Read Babbage ⏳ 2026-12-02\n\
         - [ ] Read Jacquard ⏳ 2026-12-03 📅 2026-12-04\n",
    );
    assert_eq!(
        vault.items_of(TASKS),
        [
            "action-item 2026-12-01 Ada: Read Menabrea",
            "action-item 2026-12-02 Ada: Read Babbage",
            "action-item 2026-12-04 Ada: Read Jacquard",
        ]
    );
}

#[test]
fn once_one_action_item_is_done_the_others_of_that_meeting_have_no_day() {
    let vault = Vault::new()
        .meeting(
            "2026-11-19-ada",
            "with: Ada",
            "- [x] Read Menabrea\n- [ ] Read Babbage\n- [ ] Read Jacquard by 2026-12-01\n",
        )
        .meeting("2026-11-20-ada", "with: Ada", "- [ ] Write to Mary\n");
    assert_eq!(
        vault.items_of(TASKS),
        [
            "action-item 2026-11-23 Ada: Write to Mary",
            "action-item 2026-12-01 Ada: Read Jacquard",
            "action-item - Ada: Read Babbage",
        ]
    );
}

#[test]
fn a_promise_kept_or_a_task_cancelled_leaves_the_action_items_their_day() {
    let vault = Vault::new().meeting(
        "2026-11-20-ada",
        "with: Ada",
        "- [x] Send the cards #promise\n- [-] Read Babbage\n- [ ] Read Menabrea\n",
    );
    assert_eq!(vault.items_of(TASKS), ["action-item 2026-11-23 Ada: Read Menabrea"]);
}

#[test]
fn ticked_cancelled_and_moved_tasks_are_not_owed() {
    let vault = Vault::new().meeting(
        "2026-11-20-ada",
        "with: Ada",
        "- [x] Read\n- [X] Write\n- [-] Call\n- [>] Visit\n\
         ## Promises\n- [x] Send\n## Waiting for\n- [x] Cards\n",
    );
    assert_eq!(vault.items_of(TASKS), NOTHING);
}

#[test]
fn an_action_item_in_a_contacts_note_has_a_day_only_of_its_own() {
    let vault = Vault::new().file(
        "people/ada.md",
        "---\ntype: contact\n---\n- [ ] Read Menabrea\n- [ ] Read Babbage due:2026-12-01\n",
    );
    assert_eq!(
        vault.items_of(TASKS),
        ["action-item 2026-12-01 ada: Read Babbage", "action-item - ada: Read Menabrea",]
    );
}

#[test]
fn action_items_are_listed_however_far_ahead_they_are_due() {
    let vault = Vault::new().meeting(
        "2026-11-20-ada",
        "with: Ada",
        "- [ ] Read Menabrea 📅 2036-12-01\n- [ ] Send the cards #promise 📅 2036-12-02\n",
    );
    assert_eq!(
        vault.items_of(TASKS),
        [
            "action-item 2036-12-01 Ada: Read Menabrea",
            "promise 2036-12-02 Ada: Send the cards #promise",
        ]
    );
}

#[test]
fn the_config_says_how_soon_action_items_promises_and_choices_are_due() {
    let vault = Vault::new()
        .config("action_item: 1 month")
        .meeting("2026-11-19-ada", "with: Ada", "- [ ] Read Menabrea\n")
        .meeting("2026-11-20-alan", "with: Alan", "- [ ] Send it #promise\n")
        .meeting("2026-11-20-grace", "with: Grace", "Be brief.\n");
    assert_eq!(
        vault.items_of(TASKS),
        [
            "action-item 2026-12-19 Ada: Read Menabrea",
            "promise 2026-12-20 Alan: Send it #promise",
            "pick-action 2026-12-20 Grace",
        ]
    );
}

#[test]
fn a_promise_is_due_on_its_own_due_date_else_on_its_scheduled_one() {
    let vault = Vault::new().meeting(
        "2026-11-20-ada",
        "with: Ada",
        "## Promises\n\
         - [ ] Send the cards [due:: 2026-12-01]\n\
         - [ ] Send the loom [scheduled:: 2026-12-02]\n",
    );
    assert_eq!(
        vault.items_of(TASKS),
        ["promise 2026-12-01 Ada: Send the cards", "promise 2026-12-02 Ada: Send the loom",]
    );
}

#[test]
fn a_promise_is_due_three_days_after_the_meeting_though_another_task_is_done() {
    let vault = Vault::new().meeting(
        "2026-11-20-ada",
        "with: Ada",
        "- [x] Read Menabrea\n## Promises\n- [x] Send the loom\n- [ ] Send the cards\n",
    );
    assert_eq!(vault.items_of(TASKS), ["promise 2026-11-23 Ada: Send the cards"]);
}

#[test]
fn a_promise_in_a_contacts_note_has_a_day_only_of_its_own() {
    let vault = Vault::new().file(
        "people/ada.md",
        "---\ntype: contact\n---\n## Promises\n- [ ] Send the cards\n- [ ] Call (2026-12-01)\n",
    );
    assert_eq!(
        vault.items_of(TASKS),
        ["promise 2026-12-01 ada: Call", "promise - ada: Send the cards",]
    );
}

#[test]
fn what_they_owe_is_due_a_week_after_the_meeting() {
    let vault =
        Vault::new().meeting("2026-11-20-ada", "with: Ada", "## Waiting for\n- [ ] The cards\n");
    assert_eq!(vault.items_of(TASKS), ["waiting 2026-11-27 Ada: The cards"]);
}

#[test]
fn what_they_owe_is_due_on_its_own_date() {
    let vault = Vault::new().meeting(
        "2026-11-20-ada",
        "with: Ada",
        "## Waiting for\n- [ ] The cards 📅 2026-11-25\n- [ ] The loom ⏳ 2026-11-26\n",
    );
    assert_eq!(
        vault.items_of(TASKS),
        ["waiting 2026-11-25 Ada: The cards", "waiting 2026-11-26 Ada: The loom",]
    );
}

#[test]
fn what_they_owe_is_listed_from_the_horizon_on() {
    let vault = Vault::new().meeting(
        "2026-11-20-ada",
        "with: Ada",
        "## Waiting for\n- [ ] The cards 📅 2026-11-28\n- [ ] The loom 📅 2026-11-29\n",
    );
    assert_eq!(vault.items_of(TASKS), ["waiting 2026-11-28 Ada: The cards"]);
}

#[test]
fn what_they_owe_is_always_listed_without_a_day() {
    let vault = Vault::new()
        .file("people/ada.md", "---\ntype: contact\n---\n## Waiting for\n- [ ] The cards\n");
    assert_eq!(vault.items_of(TASKS), ["waiting - ada: The cards"]);
}

#[test]
fn the_config_says_how_long_to_wait_for_what_they_owe() {
    let vault = Vault::new().config("nudge: 2d").meeting(
        "2026-11-20-ada",
        "with: Ada",
        "## Waiting for\n- [ ] The cards\n",
    );
    assert_eq!(vault.items_of(TASKS), ["waiting 2026-11-22 Ada: The cards"]);
}

#[test]
fn what_somebody_owes_is_theirs_alone() {
    let vault = Vault::new().meeting(
        "2026-11-20-lunch",
        "with: [Ada Lovelace, Grace Hopper]",
        "- [ ] Grace: send the compiler\n",
    );
    assert_eq!(
        vault.items_of(TASKS),
        ["waiting 2026-11-27 Grace Hopper: Grace: send the compiler"]
    );
}

#[test]
fn tasks_of_a_meeting_that_is_off_are_owed_only_with_a_date_of_their_own() {
    for front_matter in ["status: cancelled", "status: no-show", "status: planned"] {
        let vault = Vault::new().meeting(
            "2026-11-20-ada",
            &format!("with: Ada\n{front_matter}"),
            "- [ ] Write\n- [ ] Call 📅 2026-11-23\n- [ ] Cards #promise\n\
             - [ ] Loom #promise ⏳ 2026-11-24\n- [ ] Notes #waiting\n\
             - [ ] Wine #waiting 📅 2026-11-25\n",
        );
        assert_eq!(
            vault.items(),
            [
                "action-item 2026-11-23 Ada: Call",
                "promise 2026-11-24 Ada: Loom #promise",
                "waiting 2026-11-25 Ada: Wine #waiting",
            ],
            "{front_matter}"
        );
    }
}

#[test]
fn tasks_of_a_meeting_without_a_date_are_owed_only_with_one_of_their_own() {
    let vault =
        Vault::new().meeting("coffee", "with: Ada", "- [ ] Write\n- [ ] Call 📅 2026-11-23\n");
    assert_eq!(vault.items(), ["action-item 2026-11-23 Ada: Call"]);
}

#[test]
fn tasks_of_a_planned_meeting_are_owed_only_with_a_date_of_their_own() {
    let vault = Vault::new().meeting(
        "2026-12-20-ada",
        "with: Ada",
        "- [ ] Write\n- [ ] Call 📅 2026-11-23\n- [ ] Cards #promise\n- [ ] Notes #waiting\n",
    );
    assert_eq!(vault.items(), ["action-item 2026-11-23 Ada: Call"]);
}

#[test]
fn tasks_of_the_meeting_planned_for_today_wait_until_tomorrow() {
    let vault = Vault::new().meeting("2026-11-21-ada", "with: Ada", "- [ ] Write\n");
    assert_eq!(vault.items_of(TASKS), NOTHING);
    assert_eq!(vault.today("2026-11-22").items_of(TASKS), ["action-item 2026-11-24 Ada: Write"]);
}

#[test]
fn tasks_of_todays_meeting_are_owed_once_the_note_shows_that_it_happened() {
    let vault = Vault::new().meeting("2026-11-21-ada", "with: Ada\nstatus: held", "- [ ] Write\n");
    assert_eq!(vault.items_of(TASKS), ["action-item 2026-11-24 Ada: Write"]);
}

#[test]
fn tasks_of_any_direction_are_owed() {
    for direction in ["asking", "giving", "none"] {
        let front_matter = format!("with: Ada\ndirection: {direction}");
        let vault = Vault::new().meeting("2026-11-20-ada", &front_matter, "- [ ] Write\n");
        assert_eq!(vault.items_of(TASKS), ["action-item 2026-11-23 Ada: Write"], "{direction}");
    }
}

#[test]
fn preparation_is_never_an_item() {
    let vault = Vault::new()
        .meeting(
            "2026-11-20-ada",
            "with: Ada",
            "- [ ] Read her letters #prep 📅 2026-11-19\n## Questions\n- [ ] Why cards?\n",
        )
        .file(
            "people/grace.md",
            "---\ntype: contact\n---\n## Research\n- [ ] Her ship 📅 2026-11-19\n",
        );
    assert_eq!(vault.items_of(TASKS), NOTHING);
}

#[test]
fn open_preparation_is_shown_with_its_coming_meeting() {
    let vault = Vault::new().meeting(
        "2026-11-24-ada",
        "with: Ada\ndirection: none",
        "## Preparation\n- [ ] Read her letters\n- [x] Find the way\n## Notes\n- [ ] Write\n",
    );
    vault.run("build");
    let dashboard = vault.read("DASHBOARD.md");
    let (_, coming) = dashboard.split_once("## Coming up\n").unwrap();
    let to_do: Vec<&str> = coming.lines().filter(|line| line.starts_with("  ")).collect();
    assert_eq!(to_do, ["  - to do: Read her letters"]);
}

#[test]
fn a_task_belongs_to_all_people_of_its_meeting() {
    let vault =
        Vault::new().meeting("2026-11-20-lunch", "with: [Ada, Grace]", "- [ ] Write to them\n");
    assert_eq!(vault.items_of(TASKS), ["action-item 2026-11-23 Ada, Grace: Write to them"]);
}

#[test]
fn a_task_in_a_contacts_note_belongs_to_that_contact() {
    let vault = Vault::new()
        .file("people/ada.md", "---\ntype: contact\nname: Ada Lovelace\n---\n- [ ] Write to her\n");
    assert_eq!(vault.items_of(TASKS), ["action-item - Ada Lovelace: Write to her"]);
}

#[test]
fn tasks_in_the_owners_own_note_are_owed_too() {
    let vault = Vault::new()
        .config("me: [Sam Taylor]\n")
        .file("people/sam.md", "---\ntype: contact\nname: Sam Taylor\n---\n- [ ] buy cards\n");
    assert_eq!(vault.items(), ["action-item - Sam Taylor: buy cards"]);
}

#[test]
fn a_task_whose_text_links_to_contacts_belongs_to_those() {
    let vault = Vault::new()
        .contact("alan", "name: Alan Turing")
        .contact("mary", "name: Mary Somerville")
        .meeting(
            "2026-11-20-lunch",
            "with: Ada",
            "- [ ] Ask [[alan]] and [Mary](../people/mary.md) for their books\n",
        );
    assert_eq!(
        vault.items_of(TASKS),
        ["action-item 2026-11-23 Alan Turing, Mary Somerville: \
             Ask [[alan]] and [Mary](../people/mary.md) for their books"]
    );
}

#[test]
fn a_task_in_a_contacts_note_that_links_to_another_contact_belongs_to_that_one() {
    let vault = Vault::new()
        .contact("alan", "name: Alan Turing")
        .file("people/ada.md", "---\ntype: contact\n---\n- [ ] Introduce her to [[Alan Turing]]\n");
    assert_eq!(
        vault.items_of(TASKS),
        ["action-item - Alan Turing: Introduce her to [[Alan Turing]]"]
    );
}

#[test]
fn a_task_whose_text_links_to_no_contact_stays_with_the_meetings_people() {
    let vault = Vault::new().meeting(
        "2026-11-20-ada",
        "with: Ada",
        "- [ ] Read [[Sketch of the Engine]] and [this](https://example.com)\n",
    );
    assert_eq!(
        vault.items_of(TASKS),
        ["action-item 2026-11-23 Ada: \
             Read [[Sketch of the Engine]] and [this](https://example.com)"]
    );
}

#[test]
fn a_task_that_links_to_the_owner_stays_with_the_meetings_people() {
    let vault = Vault::new().config("me: Sam Taylor").contact("sam", "name: Sam Taylor").meeting(
        "2026-11-20-ada",
        "with: Ada",
        "- [ ] Send her [[sam]]\n",
    );
    assert_eq!(vault.items_of(TASKS), ["action-item 2026-11-23 Ada: Send her [[sam]]"]);
}

#[test]
fn before_since_only_tasks_with_a_date_of_their_own_are_owed() {
    let vault = Vault::new().config("since: 2026-10-01").meeting(
        "2026-09-30-ada",
        "with: Ada",
        "- [ ] Write\n- [ ] Call 📅 2026-09-01\n- [ ] Cards #promise\n\
         - [ ] Loom #promise ⏳ 2026-09-02\n- [ ] Notes #waiting\n\
         - [ ] Wine #waiting 📅 2026-09-03\n",
    );
    assert_eq!(
        vault.items_of(TASKS),
        [
            "action-item 2026-09-01 Ada: Call",
            "promise 2026-09-02 Ada: Loom #promise",
            "waiting 2026-09-03 Ada: Wine #waiting",
        ]
    );
}

#[test]
fn since_spares_no_task_of_a_contacts_note_and_none_of_that_very_day() {
    let vault = Vault::new()
        .config("since: 2026-10-01")
        .file("people/ada.md", "---\ntype: contact\nlast_contact: 2020-01-01\n---\n- [ ] Write\n")
        .meeting("2026-10-01-grace", "with: Grace", "- [ ] Call\n");
    assert_eq!(
        vault.items_of(TASKS),
        ["action-item 2026-10-04 Grace: Call", "action-item - ada: Write",]
    );
}

#[test]
fn a_meeting_written_up_without_a_task_owes_the_choice_of_one_three_days_after() {
    let vault = Vault::new().meeting("2026-11-20-ada", "with: Ada", "Think in cards.\n");
    assert_eq!(vault.items_of(TASKS), ["pick-action 2026-11-23 Ada"]);
}

#[test]
fn nothing_is_to_be_chosen_before_it_is_written_up() {
    let vault = Vault::new().meeting("2026-11-20-ada", "with: Ada", "## Takeaways\n");
    assert_eq!(vault.items_of(TASKS), NOTHING);
}

#[test]
fn nothing_is_to_be_chosen_where_an_action_item_or_a_promise_is_open_or_done() {
    for task in ["[ ] Read", "[x] Read", "[ ] Read #promise", "[x] Read #promise"] {
        let body = format!("Think in cards.\n\n- {task}\n");
        let vault = Vault::new().meeting("2026-11-20-ada", "with: Ada", &body);
        assert_eq!(vault.items_of("pick-action"), NOTHING, "{task}");
    }
}

#[test]
fn a_task_cancelled_or_of_another_kind_is_no_choice() {
    for task in ["[-] Read", "[ ] Ada: send it", "[ ] Read #prep"] {
        let body = format!("Think in cards.\n\n- {task}\n");
        let vault = Vault::new().meeting("2026-11-20-ada", "with: Ada", &body);
        assert_eq!(vault.items_of("pick-action"), ["pick-action 2026-11-23 Ada"], "{task}");
    }
}

#[test]
fn nothing_is_to_be_chosen_from_a_meeting_for_which_the_owner_did_not_ask() {
    for direction in ["giving", "none"] {
        let front_matter = format!("with: Ada\ndirection: {direction}");
        let vault = Vault::new().meeting("2026-11-20-ada", &front_matter, "Think in cards.\n");
        assert_eq!(vault.items_of("pick-action"), NOTHING, "{direction}");
    }
}

#[test]
fn nothing_is_to_be_chosen_from_a_meeting_that_is_off_or_still_to_come() {
    let vault = Vault::new()
        .meeting("2026-11-20-ada", "with: Ada\nstatus: cancelled", "She is ill.\n")
        .meeting("2026-11-22-alan", "with: Alan", "He likes tea.\n");
    assert_eq!(vault.items_of("pick-action"), NOTHING);
}

#[test]
fn a_meeting_that_names_nobody_still_owes_the_choice_of_an_action() {
    let vault = Vault::new().meeting("2026-11-20-coffee", "", "Think in cards.\n");
    assert_eq!(vault.items_of("pick-action"), ["pick-action 2026-11-23 "]);
}

#[test]
fn a_meeting_before_since_owes_no_choice_and_one_on_that_day_does() {
    let vault = Vault::new()
        .config("since: 2026-10-01")
        .meeting("2026-09-30-ada", "with: Ada", "Think in cards.\n")
        .meeting("2026-10-01-grace", "with: Grace", "Be brief.\n");
    assert_eq!(vault.items_of("pick-action"), ["pick-action 2026-10-04 Grace"]);
}
