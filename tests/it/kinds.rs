//! What kind of note it is, what contacts and meetings say, and what became of a meeting.

use serde_json::json;

use crate::vault::Vault;

const NOTHING: [&str; 0] = [];

/// Returns what kind of note the file is, told by the counts.
fn kind(vault: &Vault) -> &'static str {
    let counts = &vault.json()["counts"];
    let of = |kind: &str| counts[kind].as_u64().unwrap();
    match (of("contacts"), of("meetings"), of("other_notes")) {
        (1, 0, 0) => "contact",
        (0, 1, 0) => "meeting",
        (0, 0, 1) => "other",
        _ => "several",
    }
}

/// Returns the kind of a note with this line of front matter.
fn kind_by(line: &str) -> &'static str {
    kind(&Vault::new().file("x.md", &format!("---\n{line}\n---\n")))
}

#[test]
fn a_type_tells_a_contact() {
    for word in ["contact", "contacts", "person", "persons", "people"] {
        assert_eq!(kind_by(&format!("type: {word}")), "contact", "{word}");
    }
}

#[test]
fn a_type_tells_a_meeting() {
    for word in [
        "meeting",
        "meetings",
        "coffee",
        "coffees",
        "coffee chat",
        "coffee chats",
        "chat",
        "chats",
        "call",
        "calls",
        "informational interview",
        "informational interviews",
        "interview",
        "interviews",
        "job interview",
        "job interviews",
        "1-1",
        "1:1",
        "1on1",
        "one on one",
    ] {
        assert_eq!(kind_by(&format!("type: {word}")), "meeting", "{word}");
    }
}

#[test]
fn the_type_has_many_names() {
    for key in [
        "type",
        "category",
        "categories",
        "kind",
        "note_type",
        "file_class",
        "fileClass",
        "meeting_type",
    ] {
        assert_eq!(kind_by(&format!("{key}: person")), "contact", "{key}");
        assert_eq!(kind_by(&format!("{key}: coffee")), "meeting", "{key}");
    }
}

#[test]
fn a_type_may_be_one_of_a_list() {
    assert_eq!(kind_by("type: [draft, person]"), "contact");
    assert_eq!(kind_by("categories:\n  - \"[[Friends]]\"\n  - \"[[Chats]]\""), "meeting");
    assert_eq!(kind_by("type: [meeting, person]"), "contact");
}

#[test]
fn the_type_is_compared_without_its_dress() {
    for word in [
        "Person",
        "PEOPLE",
        "'#person'",
        "'[[Person]]'",
        "[[People]]",
        "'[[Categories/People]]'",
        "'[[categories/people|Folks]]'",
    ] {
        assert_eq!(kind_by(&format!("type: {word}")), "contact", "{word}");
    }
    for word in ["Coffee-Chat", "coffee_chats", "'#Job-Interview'", "ONE-ON-ONE", "1_1"] {
        assert_eq!(kind_by(&format!("type: {word}")), "meeting", "{word}");
    }
}

#[test]
fn other_words_decide_nothing() {
    for word in ["note", "personal", "meeting notes", "company", "coffeehouse"] {
        assert_eq!(kind_by(&format!("type: {word}")), "other", "{word}");
        assert_eq!(kind_by(&format!("type: {word}\ntags: person")), "contact", "{word}");
    }
    assert_eq!(kind_by("type: note\ncategory: person"), "contact");
}

#[test]
fn the_type_wins_over_the_tags() {
    assert_eq!(kind_by("tags: person\ntype: meeting"), "meeting");
    assert_eq!(kind_by("tags: meeting\nmeeting_type: x\ncategory: people"), "contact");
}

#[test]
fn tags_tell_the_kind() {
    for tags in [
        "person",
        "[friend, person]",
        "friend, person",
        "friend person",
        "friend,person",
        "'#friend #person'",
        "['#Person']",
        "crm/person",
        "person/friend",
        "[a/people/b]",
    ] {
        assert_eq!(kind_by(&format!("tags: {tags}")), "contact", "{tags}");
    }
    for tags in ["coffee-chat", "'#meeting'", "work/1-1", "[x, call/2026]"] {
        assert_eq!(kind_by(&format!("tags: {tags}")), "meeting", "{tags}");
    }
    for tags in ["personal", "[meet]", "crm/friend"] {
        assert_eq!(kind_by(&format!("tags: {tags}")), "other", "{tags}");
    }
}

#[test]
fn tags_win_over_the_folder() {
    let vault = Vault::new().file("people/x.md", "---\ntags: meeting\n---\n");
    assert_eq!(kind(&vault), "meeting");
}

#[test]
fn the_nearest_folder_tells_the_kind() {
    for (path, expected) in [
        ("people/x.md", "contact"),
        ("crm/Contacts/x.md", "contact"),
        ("people/a/b/x.md", "contact"),
        ("meetings/2026/x.md", "meeting"),
        ("chats/x.md", "meeting"),
        ("Coffee-Chats/x.md", "meeting"),
        ("people/meetings/x.md", "meeting"),
        ("meetings/people/x.md", "contact"),
        ("peoples/x.md", "other"),
        ("people.md", "other"),
    ] {
        let vault = Vault::new().file(path, "---\nname: Ada\n---\n");
        assert_eq!(kind(&vault), expected, "{path}");
    }
}

#[test]
fn the_folder_counts_only_with_front_matter_or_with_a_date_in_a_meetings_name() {
    for (path, expected) in [
        ("people/ada.md", "other"),
        ("people/2026-11-20.md", "other"),
        ("meetings/ada.md", "other"),
        ("meetings/2026-11-20 ada.md", "meeting"),
        ("meetings/ada 20261120.md", "meeting"),
        ("notes/2026-11-20.md", "other"),
    ] {
        let vault = Vault::new().file(path, "Ada\n");
        assert_eq!(kind(&vault), expected, "{path}");
    }
}

#[test]
fn the_config_names_the_folders() {
    let config = "folders: {contact: [crm], meeting: [talks]}\n";
    for (path, expected) in
        [("crm/x.md", "contact"), ("talks/x.md", "meeting"), ("people/x.md", "other")]
    {
        let vault = Vault::new().config(config).file(path, "---\na: 1\n---\n");
        assert_eq!(kind(&vault), expected, "{path}");
    }
}

#[test]
fn every_other_note_is_only_counted() {
    let text = "---\ndate: 2026-11-20\nwith: Ada\nlast_contact: soon\n---\n- [ ] Ring Ada\n";
    let vault = Vault::new().file("diary.md", text);
    assert_eq!(kind(&vault), "other");
    assert_eq!(vault.items(), NOTHING);
    assert_eq!(vault.problems(), NOTHING);
}

#[test]
fn a_contact_is_called_by_its_name_else_its_title_heading_or_file() {
    for (text, name) in [
        ("name: Ada\ntitle: Countess\n---\n# Lady\n", "Ada"),
        ("title: Countess\n---\n# Lady\n", "Countess"),
        ("role: poet\n---\n## Log\n\n# Lady\n\n# Another\n", "Lady"),
        ("role: poet\n---\n## Lady\n", "ada-lovelace"),
    ] {
        let text = format!("---\nreached_out: 2026-11-11\n{text}");
        let vault = Vault::new().file("people/ada-lovelace.md", &text);
        assert_eq!(vault.items(), [format!("nudge 2026-11-18 {name}")]);
    }
}

#[test]
fn texts_of_a_contact_are_single_and_some_keys_take_lists() {
    let lists = "aliases: [A, B]\ncompany: ['[[Analytical Engines]]', B]\nemail: [a@example.org]\n\
                 tags: [x]\nreferred_by: [ada]\nreached_out: [2026-11-11]\ncheck_in: [3d]";
    let vault = Vault::new().contact("ada", lists);
    assert_eq!(vault.problems(), NOTHING);
    for key in [
        "name",
        "role",
        "phone",
        "linkedin",
        "website",
        "location",
        "address",
        "in_common",
        "met_through",
        "reply",
        "last_contact",
        "snooze_until",
    ] {
        let vault = Vault::new().contact("ada", &format!("{key}: [a, b]"));
        let [problem] = vault.problems().try_into().unwrap();
        assert!(problem.starts_with("error bad-value people/ada.md:3:"), "{problem}");
    }
}

#[test]
fn each_request_for_a_meeting_counts_whether_one_date_or_a_list() {
    for (dates, due) in [
        ("2026-11-11", "2026-11-18"),
        ("[2026-11-11, 2026-11-13]", "2026-11-20"),
        ("\n  - 2026-11-13\n  - 2026-11-11", "2026-11-20"),
    ] {
        let vault = Vault::new().contact("ada", &format!("reached_out: {dates}"));
        assert_eq!(vault.items(), [format!("nudge {due} ada")], "{dates}");
    }
}

#[test]
fn a_reply_is_yes_no_or_later() {
    for (reply, items) in [
        ("yes", vec!["schedule 2026-11-18 ada"]),
        ("no", vec![]),
        ("later", vec!["nudge 2026-11-20 ada"]),
        ("", vec!["nudge 2026-11-18 ada"]),
    ] {
        let note = format!("reached_out: 2026-11-11\ncheck_in: 9d\nreply: {reply}");
        let vault = Vault::new().contact("ada", &note);
        assert_eq!(vault.items(), items, "{reply}");
    }
    let vault = Vault::new().contact("ada", "reply: perhaps");
    let problem = "error bad-value people/ada.md:3:8 `perhaps` is no value for `reply`";
    assert_eq!(vault.problems(), [problem]);
}

#[test]
fn check_ins_come_at_a_duration_a_list_of_them_or_never() {
    for (check_in, items) in [
        ("9d", vec!["check-in 2026-11-19 ada"]),
        ("[9d, 11d]", vec!["check-in 2026-11-21 ada"]),
        ("never", vec![]),
    ] {
        let note = format!("last_contact: 2026-11-10\ncheck_in: {check_in}");
        let vault = Vault::new().contact("ada", &note);
        assert_eq!(vault.items(), items, "{check_in}");
    }
}

#[test]
fn a_snoozed_contact_rests_until_that_day() {
    let note = "last_contact: 2026-11-01\ncheck_in: 1w\nsnooze_until: 2026-11-24";
    let vault = Vault::new().contact("ada", note);
    assert_eq!(vault.items(), ["check-in 2026-11-24 ada"]);
}

#[test]
fn whoever_introduced_a_contact_is_a_link_or_a_list_of_links() {
    for (referred_by, who) in [
        ("'[[grace]]'", vec!["grace"]),
        ("[[grace]]", vec!["grace"]),
        ("['[[grace]]', '[[joan]]']", vec!["grace", "joan"]),
    ] {
        let vault = Vault::new()
            .contact("ada", &format!("referred_by: {referred_by}"))
            .contact("grace", "")
            .contact("joan", "")
            .meeting("2026-11-20", "with: ada", "");
        let reports: Vec<String> =
            who.iter().map(|who| format!("report-back 2026-11-27 {who}")).collect();
        assert_eq!(vault.items_of("report-back"), reports, "{referred_by}");
    }
}

#[test]
fn the_tags_of_a_contact_are_a_text_or_a_list() {
    for tags in ["mentor", "poet, mentor", "poet mentor", "[poet, mentor]", "['#mentor']"] {
        let vault = Vault::new()
            .config("check_in_by_tag: {mentor: 9d}\n")
            .contact("ada", &format!("last_contact: 2026-11-10\ntags: {tags}"));
        assert_eq!(vault.items(), ["check-in 2026-11-19 ada"], "{tags}");
    }
}

#[test]
fn each_item_of_the_log_that_begins_with_a_date_is_a_touch() {
    for heading in ["Log", "Interactions", "History"] {
        for entry in [
            "- 2026-09-22: sent her the article",
            "- **2026-09-22** sent her the article",
            "- **2026-09-22**: sent her the article",
            "* [[2026-09-22]] sent her the article",
            "1. 2026-09-22",
        ] {
            let text = format!("---\ntype: contact\n---\n## {heading}\n\n{entry}\n- And more.\n");
            let vault = Vault::new().file("people/ada.md", &text);
            assert_eq!(vault.items(), ["check-in 2026-11-21 ada"], "{heading} {entry}");
        }
    }
}

#[test]
fn a_date_is_no_touch_outside_the_log_or_within_an_item() {
    let text = "---\ntype: contact\n---\n- 2026-09-22: born\n\n## Log\n\n2026-09-22: prose\n\n\
                - sent it on 2026-09-22\n";
    assert_eq!(Vault::new().file("people/ada.md", text).items(), NOTHING);
}

#[test]
fn the_date_of_a_meeting_is_its_keys_else_the_first_in_its_files_name() {
    for (stem, date, expected) in [
        ("2026-11-18 x", "2026-11-19", "2026-11-19"),
        ("2026-11-18 x", "", "2026-11-18"),
        ("coffee 2026-11-18", "", "2026-11-18"),
        ("2026-11-18 to 2026-11-19", "", "2026-11-18"),
        ("20261118", "", "2026-11-18"),
        ("coffee-20261118-ada", "", "2026-11-18"),
        ("120261117 20261118", "", "2026-11-18"),
        ("2026-13-01 2026-11-18", "", "2026-11-18"),
    ] {
        let vault = Vault::new().meeting(stem, &format!("date: {date}\nwith: Ada"), "");
        let emails = [format!("thank-you-email {expected} Ada")];
        assert_eq!(vault.items_of("thank-you-email"), emails, "{stem}");
    }
}

#[test]
fn other_digits_in_a_files_name_are_no_date() {
    for stem in ["coffee", "120261118", "202611180", "18991231", "21010101", "2026-11"] {
        let vault = Vault::new().meeting(stem, "with: Ada", "");
        let problems = [
            format!("error meeting-without-date meetings/{stem}.md:1:1 this meeting has no date"),
            format!("warning unknown-person meetings/{stem}.md:3:7 there is no contact `Ada`"),
        ];
        assert_eq!(vault.problems(), problems);
    }
}

#[test]
fn eight_digits_are_a_date_from_1900_to_2100() {
    for stem in ["19000101", "21001231"] {
        let vault = Vault::new().contact("ada", "").meeting(stem, "with: ada\npurpose: tea", "");
        assert_eq!(vault.problems(), NOTHING, "{stem}");
    }
}

#[test]
fn the_time_of_a_meeting_is_its_keys_else_its_dates() {
    for (lines, time) in [
        ("date: 2026-11-24\ntime: 14:30", json!("14:30")),
        ("date: 2026-11-24\nstart: '14:30'", json!("14:30")),
        ("date: 2026-11-24T14:30", json!("14:30")),
        ("date: 2026-11-24 14:30:00", json!("14:30")),
        ("date: 2026-11-24 09:00\ntime: 14:30", json!("14:30")),
        ("date: 2026-11-24", json!(null)),
    ] {
        let vault = Vault::new().meeting("x", &format!("{lines}\nwith: Ada"), "");
        assert_eq!(vault.json()["coming_up"][0]["time"], time, "{lines}");
    }
}

#[test]
fn times_are_hours_and_minutes() {
    let vault = Vault::new().contact("ada", "").meeting(
        "2026-11-20",
        "with: ada\ntime: noon\nend: 25:00",
        "",
    );
    let problems = [
        "error bad-value meetings/2026-11-20.md:4:7 `noon` is no value for `time`",
        "error bad-value meetings/2026-11-20.md:5:6 `25:00` is no value for `end`",
    ];
    assert_eq!(vault.problems(), problems);
}

#[test]
fn the_place_of_a_meeting_is_a_text_or_an_address() {
    for (line, place) in [
        ("place: Café Babbage", "Café Babbage"),
        ("location: https://meet.example.org/ada?x=1#y", "https://meet.example.org/ada?x=1#y"),
    ] {
        let vault = Vault::new().meeting("2026-11-24", &format!("with: Ada\n{line}"), "");
        assert_eq!(vault.json()["coming_up"][0]["place"], place);
    }
}

#[test]
fn a_status_is_one_of_four_words() {
    for status in ["planned", "held", "cancelled", "canceled", "no-show"] {
        let note = format!("with: ada\nthank_you_email: skip\nstatus: {status}");
        let vault = Vault::new().contact("ada", "").meeting("2026-11-21", &note, "Prose.\n");
        let of_values = |problem: &&String| problem.contains("bad-value");
        assert_eq!(vault.problems().iter().find(of_values), None, "{status}");
    }
    let vault =
        Vault::new().contact("ada", "").meeting("2026-11-20", "with: ada\nstatus: perhaps", "");
    let problem = "error bad-value meetings/2026-11-20.md:4:9 `perhaps` is no value for `status`";
    assert_eq!(vault.problems(), [problem]);
}

#[test]
fn thanks_are_owed_only_where_the_owner_asked() {
    for (direction, emails) in
        [("asking", vec!["thank-you-email 2026-11-20 Ada"]), ("giving", vec![]), ("none", vec![])]
    {
        let note = format!("with: Ada\ndirection: {direction}");
        let vault = Vault::new().meeting("2026-11-20", &note, "");
        assert_eq!(vault.items_of("thank-you-email"), emails, "{direction}");
    }
}

#[test]
fn a_direction_is_one_of_three_words() {
    let vault =
        Vault::new().contact("ada", "").meeting("2026-11-20", "with: ada\ndirection: up", "");
    let problem = "error bad-value meetings/2026-11-20.md:4:12 `up` is no value for `direction`";
    assert_eq!(vault.problems(), [problem]);
}

#[test]
fn absent_the_direction_is_the_configs() {
    for (direction, items) in [
        ("asking", vec!["thank-you-email 2026-11-20 Ada", "write-up 2026-11-20 Ada"]),
        ("giving", vec!["write-up 2026-11-20 Ada"]),
        ("none", vec![]),
    ] {
        let vault = Vault::new().config(&format!("direction: {direction}\n")).meeting(
            "2026-11-20",
            "with: Ada",
            "",
        );
        assert_eq!(vault.items(), items, "{direction}");
    }
}

#[test]
fn absent_the_direction_of_more_than_three_people_is_none() {
    let with = |with: &str| Vault::new().meeting("2026-11-20", with, "");
    let three = ["thank-you-email 2026-11-20 Ada", "thank-you-email 2026-11-20 Grace"];
    let vault = with("with: Ada, Grace, Joan");
    assert_eq!(vault.items_of("thank-you-email")[..2], three);
    assert_eq!(with("with: Ada, Grace, Joan, Edith").items(), NOTHING);
    let asked = with("with: Ada, Grace, Joan, Edith\ndirection: asking");
    assert_eq!(asked.items_of("thank-you-email").len(), 4);
}

#[test]
fn absent_the_direction_of_a_one_on_one_is_none() {
    for word in ["1-1", "1:1", "1on1", "one on one", "One-on-One"] {
        let text = format!("---\ntype: {word}\nwith: Ada\n---\n");
        let vault = Vault::new().file("2026-11-20.md", &text);
        assert_eq!(vault.items(), NOTHING, "{word}");
    }
    let text = "---\ntags: work/1-1\nwith: Ada\n---\n";
    assert_eq!(Vault::new().file("2026-11-20.md", text).items(), NOTHING);
    let text = "---\ntype: 1-1\nwith: Ada\ndirection: asking\n---\n";
    let vault = Vault::new().file("2026-11-20.md", text);
    let emails = ["thank-you-email 2026-11-20 Ada"];
    assert_eq!(vault.items_of("thank-you-email"), emails);
}

#[test]
fn a_meeting_of_the_past_was_held() {
    let vault = Vault::new().meeting("2026-11-20", "with: Ada", "");
    let items = ["thank-you-email 2026-11-20 Ada", "write-up 2026-11-20 Ada"];
    assert_eq!(vault.items(), items);
}

#[test]
fn a_meeting_still_to_come_is_planned() {
    let vault = Vault::new().meeting("2026-11-24", "with: Ada", "");
    let items = ["prepare 2026-11-24 Ada: purpose, time, place, research, questions"];
    assert_eq!(vault.items(), items);
    assert_eq!(vault.json()["coming_up"][0]["date"], "2026-11-24");
}

#[test]
fn a_meeting_that_was_called_off_owes_nothing() {
    for stem in ["2026-11-20", "2026-11-21", "2026-11-24"] {
        for status in ["cancelled", "canceled", "no-show"] {
            let note = format!("with: Ada\nstatus: {status}");
            let vault = Vault::new().meeting(stem, &note, "We met all the same.\n");
            assert_eq!(vault.items(), NOTHING, "{stem} {status}");
            assert_eq!(vault.json()["coming_up"], json!([]), "{stem} {status}");
        }
    }
}

#[test]
fn a_meeting_without_a_date_owes_nothing() {
    for line in ["", "status: held", "status: planned", "thank_you_email: yes"] {
        let vault = Vault::new().meeting("coffee", &format!("with: Ada\n{line}"), "Prose.\n");
        assert_eq!(vault.items(), NOTHING, "{line}");
        assert_eq!(vault.json()["coming_up"], json!([]), "{line}");
    }
}

#[test]
fn a_plan_of_the_past_is_off_and_told() {
    let vault =
        Vault::new().contact("ada", "").meeting("2026-11-20", "status: planned\nwith: ada", "");
    assert_eq!(vault.items(), NOTHING);
    let problem = "warning stale-plan meetings/2026-11-20.md:3:1 \
                   this meeting was planned for 2026-11-20: did it happen?";
    assert_eq!(vault.problems(), [problem]);
}

#[test]
fn a_plan_of_the_past_was_held_if_the_note_shows_it() {
    for (line, body) in [
        ("", "She explained the engine.\n"),
        ("thank_you_email: 2026-11-20", ""),
        ("thank_you_email: skip", ""),
        ("thank_you_note: yes", ""),
    ] {
        let note = format!("status: planned\nwith: ada\ndate: 2026-11-19\n{line}");
        let vault = Vault::new().contact("ada", "").meeting("x", &note, body);
        let problem = "warning stale-plan meetings/x.md:3:1 this meeting is still called planned, \
                       but the note shows that it happened";
        assert_eq!(vault.problems(), [problem], "{line}");
        assert_eq!(vault.json()["goal"]["met"], json!(["ada"]), "{line}");
    }
}

#[test]
fn a_plan_for_today_was_held_if_the_note_shows_it() {
    let vault = Vault::new().contact("ada", "").meeting(
        "2026-11-21",
        "status: planned\nwith: ada",
        "She came.\n",
    );
    let items = ["thank-you-email 2026-11-21 ada", "pick-action 2026-11-24 ada"];
    assert_eq!(vault.items(), items);
    let problem = "warning stale-plan meetings/2026-11-21.md:3:1 \
                   this meeting is still called planned, but the note shows that it happened";
    assert_eq!(vault.problems(), [problem]);
}

#[test]
fn a_plan_still_to_come_stays_one_whatever_the_note_says() {
    let vault = Vault::new().contact("ada", "").meeting(
        "2026-11-22",
        "status: planned\nwith: ada",
        "She came.\n",
    );
    assert_eq!(vault.json()["coming_up"][0]["date"], "2026-11-22");
    assert_eq!(vault.items_of("thank-you-email"), NOTHING);
    assert_eq!(vault.problems(), NOTHING);
}

#[test]
fn pending_thanks_do_not_show_that_a_meeting_happened() {
    for value in ["", "no", "false", "2026-11-25"] {
        let note = format!("status: planned\nwith: Ada\nthank_you_email: {value}");
        let vault = Vault::new().meeting("2026-11-20", &note, "");
        assert_eq!(vault.items(), NOTHING, "{value}");
    }
}

#[test]
fn todays_meeting_is_planned_until_its_note_shows_that_it_happened() {
    let items = |line: &str, body: &str| {
        let note = format!("with: Ada\n{line}");
        Vault::new().meeting("2026-11-21", &note, body).items_of("prepare")
    };
    let plan = ["prepare 2026-11-21 Ada: purpose, time, place, research, questions"];
    assert_eq!(items("", ""), plan);
    assert_eq!(items("status: planned", "- [ ] Read her notes\n"), plan);
    assert_eq!(items("status: held", ""), NOTHING);
    assert_eq!(items("thank_you_email: 2026-11-21", ""), NOTHING);
    assert_eq!(items("", "She came.\n"), NOTHING);
}

#[test]
fn a_meeting_held_in_the_future_is_an_error_and_a_plan() {
    let vault =
        Vault::new().contact("ada", "").meeting("2026-11-24", "status: held\nwith: ada", "");
    let problem = "error future-held meetings/2026-11-24.md:3:1 \
                   a meeting on 2026-11-24 cannot have been held yet";
    assert_eq!(vault.problems(), [problem]);
    let items = ["prepare 2026-11-24 ada: purpose, time, place, research, questions"];
    assert_eq!(vault.items(), items);
}

#[test]
fn a_thank_you_says_when_or_whether_it_was_sent() {
    for (value, items) in [
        ("", vec!["thank-you-email 2026-11-19 Ada"]),
        ("''", vec!["thank-you-email 2026-11-19 Ada"]),
        ("false", vec!["thank-you-email 2026-11-19 Ada"]),
        ("no", vec!["thank-you-email 2026-11-19 Ada"]),
        ("2026-11-20", vec!["thank-you-note 2026-11-23 Ada"]),
        ("2026-11-20 18:00", vec!["thank-you-note 2026-11-23 Ada"]),
        ("true", vec!["thank-you-note 2026-11-22 Ada"]),
        ("yes", vec!["thank-you-note 2026-11-22 Ada"]),
        ("done", vec!["thank-you-note 2026-11-22 Ada"]),
        ("sent", vec!["thank-you-note 2026-11-22 Ada"]),
        ("skip", vec!["thank-you-note 2026-11-22 Ada"]),
        ("n/a", vec!["thank-you-note 2026-11-22 Ada"]),
    ] {
        let note = format!("with: Ada\nthank_you_email: {value}");
        let vault = Vault::new().meeting("2026-11-19", &note, "");
        assert_eq!(vault.items_of("thank-you-email thank-you-note"), items, "{value}");
        let of_values = |problem: &&String| problem.contains(" bad-");
        assert_eq!(vault.problems().iter().find(of_values), None, "{value}");
    }
}

#[test]
fn what_is_not_needed_is_no_touch_and_what_was_sent_is_one() {
    for (value, due) in [
        ("skip", "2026-11-19"),
        ("n/a", "2026-11-19"),
        ("yes", "2026-11-19"),
        ("2026-11-12", "2026-11-21"),
    ] {
        let note = format!("with: ada\nthank_you_email: {value}");
        let vault = Vault::new().contact("ada", "check_in: 9d").meeting("2026-11-10", &note, "");
        assert_eq!(vault.items_of("check-in"), [format!("check-in {due} ada")], "{value}");
    }
}

#[test]
fn thanks_meant_for_a_day_to_come_are_pending_until_then() {
    let note = "with: Ada\nthank_you_email: 2026-11-22";
    let vault = Vault::new().meeting("2026-11-19", note, "");
    let thanks = ["thank-you-email 2026-11-19 Ada"];
    assert_eq!(vault.items_of("thank-you-email thank-you-note"), thanks);
    let vault = vault.today("2026-11-22");
    let thanks = ["thank-you-note 2026-11-25 Ada"];
    assert_eq!(vault.items_of("thank-you-email thank-you-note"), thanks);
}

#[test]
fn a_list_of_thanks_speaks_per_person() {
    let note = "with: [Ada Lovelace, Grace Hopper, Joan Clarke]\n\
                thank_you_email: ['[[Ada Lovelace]] 2026-11-20', '[[Grace Hopper]] skip']";
    let vault = Vault::new().meeting("2026-11-19", note, "");
    let thanks = [
        "thank-you-email 2026-11-19 Joan Clarke",
        "thank-you-note 2026-11-22 Grace Hopper",
        "thank-you-note 2026-11-23 Ada Lovelace",
    ];
    assert_eq!(vault.items_of("thank-you-email thank-you-note"), thanks);
}

#[test]
fn a_list_of_thanks_finds_people_like_any_link() {
    let note = "with: Ada Lovelace\nthank_you_email: ['[[people/ada|her]] yes']";
    let vault = Vault::new().contact("ada", "name: Ada Lovelace").meeting("2026-11-19", note, "");
    let thanks = ["thank-you-note 2026-11-22 Ada Lovelace"];
    assert_eq!(vault.items_of("thank-you-email thank-you-note"), thanks);
}

#[test]
fn a_single_value_is_for_everyone_present() {
    let note = "with: [Ada, Grace]\nthank_you_email: 2026-11-20\nthank_you_note: skip";
    let vault = Vault::new().meeting("2026-11-19", note, "");
    assert_eq!(vault.items_of("thank-you-email thank-you-note"), NOTHING);
}

#[test]
fn a_thank_you_of_another_kind_is_told() {
    let thank_you = |value: &str| {
        Vault::new()
            .contact("ada", "")
            .meeting("2026-11-19", &format!("with: ada\nthank_you_email: {value}"), "")
            .problems()
    };
    let problem = "error bad-value meetings/2026-11-19.md:4:18 `maybe` is no value for \
                   `thank_you_email`";
    assert_eq!(thank_you("maybe"), [problem]);
    let problem = "error bad-date meetings/2026-11-19.md:4:18 `2026-11-2` is not a date";
    assert_eq!(thank_you("2026-11-2"), [problem]);
}
