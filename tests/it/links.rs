//! Whom a link or a name means, and whom a meeting was with.

use serde_json::json;

use crate::vault::Vault;

const NOTHING: [&str; 0] = [];

/// Returns the paths of the notes of those to whom a thank-you is owed.
fn thanked(vault: &Vault) -> Vec<String> {
    let json = vault.json();
    let items = json["items"].as_array().unwrap().iter();
    items
        .filter(|item| item["kind"] == "thank-you-email")
        .map(|item| item["contacts"][0].as_str().unwrap_or("-").to_owned())
        .collect()
}

/// Returns the names of those to whom a thank-you is owed after a meeting with this body.
fn named_in(body: &str) -> Vec<String> {
    let vault = Vault::new()
        .contact("ada", "name: Ada Lovelace")
        .contact("grace", "name: Grace Hopper")
        .meeting("2026-11-20", "", body);
    let json = vault.json();
    let items = json["items"].as_array().unwrap().iter();
    items
        .filter(|item| item["kind"] == "thank-you-email")
        .map(|item| item["who"][0].as_str().unwrap_or("nobody").to_owned())
        .collect()
}

#[test]
fn a_person_is_linked_or_named_in_many_ways() {
    for with in [
        "[[Ada Lovelace]]",
        "[[people/ada l|Ada]]",
        "[[people/ada l.md|Ada]]",
        "[[ada l]]",
        "[[ada l#Log]]",
        "[[ada l#Log|Ada]]",
        "[[ada l.md]]",
        "[Ada](people/ada%20l.md)",
        "[Ada](<people/ada l.md>)",
        "[Ada](../people/ada%20l.md#Log)",
        "Ada Lovelace",
        "ada l",
        "Countess",
        "[[Countess]]",
        "ada@example.org",
    ] {
        let vault = Vault::new()
            .contact("ada l", "name: Ada Lovelace\nalias: Countess\nemail: ada@example.org")
            .meeting("2026-11-20", &format!("with: \"{with}\""), "");
        let emails = ["thank-you-email 2026-11-20 Ada Lovelace"];
        assert_eq!(vault.items_of("thank-you-email"), emails, "{with}");
        assert_eq!(thanked(&vault), ["people/ada l.md"], "{with}");
        assert_eq!(vault.problems(), NOTHING, "{with}");
    }
}

#[test]
fn several_people_are_a_list() {
    for with in [
        "['[[Ada Lovelace]]', Grace Hopper]",
        "\n  - Ada Lovelace\n  - '[[grace]]'",
        "\n- '[Ada](../people/ada.md)'\n- '[[people/grace]]'",
    ] {
        let vault = Vault::new()
            .contact("ada", "name: Ada Lovelace")
            .contact("grace", "name: Grace Hopper")
            .meeting("2026-11-20", &format!("with: {with}"), "");
        assert_eq!(thanked(&vault), ["people/ada.md", "people/grace.md"], "{with}");
    }
}

#[test]
fn links_without_quotes_are_taken_as_they_were_meant() {
    for (with, paths) in [
        ("[[Ada Lovelace]]", vec!["people/ada.md"]),
        ("[[ada|The Countess]]", vec!["people/ada.md"]),
        ("\n  - [[ada]]\n  - [[grace]]", vec!["people/ada.md", "people/grace.md"]),
        ("[[[ada]], [[grace]]]", vec!["people/ada.md", "people/grace.md"]),
    ] {
        let vault = Vault::new()
            .contact("ada", "name: Ada Lovelace")
            .contact("grace", "name: Grace Hopper")
            .meeting("2026-11-20", &format!("with: {with}"), "");
        assert_eq!(thanked(&vault), paths, "{with}");
        assert_eq!(vault.problems(), NOTHING, "{with}");
    }
}

#[test]
fn a_path_is_relative_to_the_root_or_to_the_note() {
    for with in ["people/ada", "../people/ada", "./../people/ada.md"] {
        let vault = Vault::new()
            .contact("ada", "")
            .file("crm/ada.md", "---\ntype: contact\nname: Ada B\n---\n")
            .meeting("2026-11-20", &format!("with: '[[{with}]]'"), "");
        assert_eq!(thanked(&vault), ["people/ada.md"], "{with}");
    }
}

#[test]
fn a_path_wins_over_a_files_stem() {
    let vault = Vault::new()
        .contact("ada", "name: Ada Lovelace")
        .file("meetings/ada.md", "---\ntype: contact\nname: Ada B\n---\n")
        .meeting("2026-11-20", "with: ada", "");
    assert_eq!(thanked(&vault), ["meetings/ada.md"]);
    assert_eq!(vault.problems(), NOTHING);
}

#[test]
fn a_files_stem_wins_over_a_name() {
    let vault = Vault::new()
        .contact("x", "name: Ada")
        .contact("ada", "name: Ada Lovelace")
        .meeting("2026-11-20", "with: '[[Ada]]'", "");
    assert_eq!(thanked(&vault), ["people/ada.md"]);
}

#[test]
fn a_name_wins_over_an_alias() {
    let vault = Vault::new()
        .contact("x", "name: Ada King\naka: Ada")
        .contact("y", "name: Ada")
        .meeting("2026-11-20", "with: '[[Ada]]'", "");
    assert_eq!(thanked(&vault), ["people/y.md"]);
}

#[test]
fn an_alias_wins_over_an_email() {
    let vault = Vault::new()
        .contact("x", "email: ada@example.org")
        .contact("y", "aliases: [ada@example.org]")
        .meeting("2026-11-20", "with: ada@example.org", "");
    assert_eq!(thanked(&vault), ["people/y.md"]);
}

#[test]
fn the_first_step_with_exactly_one_contact_decides() {
    let vault = Vault::new()
        .file("a/ada.md", "---\ntype: contact\nname: Ada A\n---\n")
        .file("b/ada.md", "---\ntype: contact\nname: Ada B\n---\n")
        .contact("x", "name: Ada")
        .meeting("2026-11-20", "with: '[[ada]]'", "");
    assert_eq!(thanked(&vault), ["people/x.md"]);
    assert_eq!(vault.problems(), NOTHING);
}

#[test]
fn case_does_not_matter() {
    for with in ["ADA LOVELACE", "[[PEOPLE/Ada]]", "[[aDa]]", "COUNTESS", "Ada@Example.ORG"] {
        let vault = Vault::new()
            .contact("ada", "name: Ada Lovelace\naka: countess\nemail: ada@example.org")
            .meeting("2026-11-20", &format!("with: \"{with}\""), "");
        assert_eq!(thanked(&vault), ["people/ada.md"], "{with}");
    }
}

#[test]
fn case_is_folded_as_unicode_does() {
    let vault = Vault::new().contact("x", "name: Konrad Strauß").meeting(
        "2026-11-20",
        "with: KONRAD STRAUSS",
        "",
    );
    assert_eq!(thanked(&vault), ["people/x.md"]);
}

#[test]
fn composed_and_decomposed_letters_are_the_same() {
    for (name, with) in
        [("Kurt G\u{f6}del", "Kurt Go\u{308}del"), ("Kurt Go\u{308}del", "KURT G\u{d6}DEL")]
    {
        let vault = Vault::new().contact("x", &format!("name: {name}")).meeting(
            "2026-11-20",
            &format!("with: {with}"),
            "",
        );
        assert_eq!(thanked(&vault), ["people/x.md"], "{name:?}");
    }
}

#[test]
fn more_than_one_contact_is_an_error_and_the_obligation_stays() {
    let vault = Vault::new()
        .contact("a", "name: Ada A\naka: Ada")
        .contact("b", "name: Ada B\naka: Ada")
        .meeting("2026-11-20", "with: '[[Ada|Countess]]'", "");
    let problem = "error ambiguous-person meetings/2026-11-20.md:3:7 `Countess` fits 2 contacts";
    assert_eq!(vault.problems(), [problem]);
    let items = ["thank-you-email 2026-11-20 Countess", "write-up 2026-11-20 Countess"];
    assert_eq!(vault.items(), items);
    assert_eq!(vault.json()["items"][0]["contacts"], json!([null]));
}

#[test]
fn no_contact_is_a_warning_and_the_obligation_stays() {
    for (with, written) in [
        ("Ada Lovelace", "Ada Lovelace"),
        ("[[people/ada.md]]", "ada"),
        ("[[people/ada|Countess]]", "Countess"),
        ("[Countess](people/ada.md)", "Countess"),
    ] {
        let vault = Vault::new().meeting("2026-11-20", &format!("with: '{with}'"), "");
        let place = "meetings/2026-11-20.md:3:7";
        let problem = format!("warning unknown-person {place} there is no contact `{written}`");
        assert_eq!(vault.problems(), [problem]);
        let items = [
            format!("thank-you-email 2026-11-20 {written}"),
            format!("write-up 2026-11-20 {written}"),
        ];
        assert_eq!(vault.items(), items);
    }
}

#[test]
fn tasks_and_thanks_stay_owed_to_somebody_without_a_note() {
    let body = "## I promised\n\n- [ ] Send the score\n\n## Waiting for\n\n- [ ] The slides\n";
    let note = "with: '[[Ada]]'\nthank_you_email: 2026-11-20";
    let vault = Vault::new().meeting("2026-11-20", note, body);
    let items = [
        "thank-you-note 2026-11-23 Ada",
        "promise 2026-11-23 Ada: Send the score",
        "write-up 2026-11-20 Ada",
        "waiting 2026-11-27 Ada: The slides",
    ];
    assert_eq!(vault.items(), items);
}

#[test]
fn two_contacts_with_one_name_are_told_on_each() {
    let vault = Vault::new()
        .contact("a", "name: Ada Lovelace")
        .contact("b", "name: ada lovelace")
        .contact("c", "name: Ada");
    let problems = [
        "warning duplicate-person people/a.md:3:1 `people/b.md` has the same name",
        "warning duplicate-person people/b.md:3:1 `people/a.md` has the same name",
    ];
    assert_eq!(vault.problems(), problems);
}

#[test]
fn two_contacts_with_one_email_are_told_on_each() {
    let vault = Vault::new()
        .contact("a", "name: A\nemail: [x@example.org, ada@example.org]")
        .contact("b", "name: B\nemail: Ada@example.org");
    let problems = [
        "warning duplicate-person people/a.md:3:1 `people/b.md` has the same e-mail address",
        "warning duplicate-person people/b.md:3:1 `people/a.md` has the same e-mail address",
    ];
    assert_eq!(vault.problems(), problems);
}

#[test]
fn a_text_that_names_nobody_is_read_as_its_links_else_divided_by_commas() {
    for with in [
        "[[Ada Lovelace]], [[Grace Hopper]]",
        "[[Ada Lovelace]] and [[Grace Hopper]] at lunch",
        "[Ada](../people/ada.md) [Grace](../people/grace.md)",
        "Ada Lovelace, Grace Hopper",
        "Ada Lovelace,, Grace Hopper,",
    ] {
        let vault = Vault::new()
            .contact("ada", "name: Ada Lovelace")
            .contact("grace", "name: Grace Hopper")
            .meeting("2026-11-20", &format!("with: \"{with}\""), "");
        assert_eq!(thanked(&vault), ["people/ada.md", "people/grace.md"], "{with}");
        assert_eq!(vault.problems(), NOTHING, "{with}");
    }
}

#[test]
fn a_text_that_names_somebody_as_a_whole_is_not_divided() {
    let vault = Vault::new().contact("ada", "name: 'Lovelace, Ada'").meeting(
        "2026-11-20",
        "with: Lovelace, Ada",
        "",
    );
    assert_eq!(thanked(&vault), ["people/ada.md"]);
    assert_eq!(vault.problems(), NOTHING);
}

#[test]
fn without_the_key_people_are_the_items_below_their_heading() {
    for heading in ["Attendees", "Participants", "People", "Guests", "Who"] {
        let body = format!("## {heading}\n\n- [[Ada Lovelace]]\n- Grace Hopper\n");
        assert_eq!(named_in(&body), ["Ada Lovelace", "Grace Hopper"], "{heading}");
    }
}

#[test]
fn an_item_below_the_heading_is_its_links_else_its_text() {
    let body =
        "## Attendees\n\n- [[Ada Lovelace]] (wrote the notes)\n- our [[Grace Hopper]], RADM\n";
    assert_eq!(named_in(body), ["Ada Lovelace", "Grace Hopper"]);
    let body = "## Attendees\n\n- Ada Lovelace, Grace Hopper\n";
    assert_eq!(named_in(body), ["Ada Lovelace", "Grace Hopper"]);
    let body = "## Attendees\n\n- **Ada Lovelace**\n";
    assert_eq!(named_in(body), ["**Ada Lovelace**"]);
}

#[test]
fn without_the_key_people_are_in_a_line_with_their_label() {
    for line in [
        "Attendees: [[Ada Lovelace]], [[Grace Hopper]]",
        "Attendees: Ada Lovelace, Grace Hopper",
        "**Attendees:** [[Ada Lovelace]] and [[Grace Hopper]]",
        "**Attendees**: Ada Lovelace, Grace Hopper",
        "*With:* Ada Lovelace, Grace Hopper",
        "attendees:: [[ada]], [[grace]]",
        "with: [[ada]] [[grace]]",
        "Participants: Ada Lovelace, Grace Hopper",
        "PEOPLE: Ada Lovelace, Grace Hopper",
        "Guests: Ada Lovelace, Grace Hopper",
        "Who: Ada Lovelace, Grace Hopper",
        "- Who: Ada Lovelace, Grace Hopper",
        "* **With**: Ada Lovelace, Grace Hopper",
        "Place: Café\nWith: Ada Lovelace, Grace Hopper\nTime: noon",
    ] {
        let body = format!("# Coffee\n\n{line}\n");
        assert_eq!(named_in(&body), ["Ada Lovelace", "Grace Hopper"], "{line}");
    }
}

#[test]
fn of_a_line_with_links_only_the_links_count() {
    assert_eq!(named_in("**Attendees:** [[ada]], Grace Hopper\n"), ["Ada Lovelace"]);
}

#[test]
fn a_label_with_nothing_behind_it_announces_the_list_right_below() {
    for body in [
        "Attendees:\n- [[Ada Lovelace]]\n- Grace Hopper\n",
        "**Attendees:**\n\n- [[Ada Lovelace]]\n- Grace Hopper\n",
        "With:\n1. [[Ada Lovelace]]\n2. Grace Hopper\n",
        "- Attendees:\n  - [[Ada Lovelace]]\n  - Grace Hopper\n- Place: Café\n",
    ] {
        assert_eq!(named_in(body), ["Ada Lovelace", "Grace Hopper"], "{body}");
    }
}

#[test]
fn a_list_further_below_the_label_names_nobody() {
    let body = "Attendees:\n\nMany.\n\n- [[Ada Lovelace]]\n";
    assert_eq!(named_in(body), ["nobody"]);
}

#[test]
fn other_words_and_other_places_name_nobody() {
    for body in [
        "We met [[Ada Lovelace]].\n",
        "Host: [[Ada Lovelace]]\n",
        "Said with: [[Ada Lovelace]]\n",
        "## Notes\n\n- [[Ada Lovelace]]\n",
    ] {
        assert_eq!(named_in(body), ["nobody"], "{body}");
    }
}

#[test]
fn the_heading_wins_over_the_label_wherever_it_stands() {
    let body = "With: Grace Hopper\n\n## Attendees\n\n- Ada Lovelace\n";
    assert_eq!(named_in(body), ["Ada Lovelace"]);
}

#[test]
fn the_first_label_wins() {
    let body = "Who: Ada Lovelace\n\nAttendees: Grace Hopper\n";
    assert_eq!(named_in(body), ["Ada Lovelace"]);
}

#[test]
fn the_key_wins_over_the_body() {
    let body = "With: Grace Hopper\n\n## Attendees\n\n- Grace Hopper\n";
    let vault = Vault::new().meeting("2026-11-20", "with: Ada Lovelace", body);
    let emails = ["thank-you-email 2026-11-20 Ada Lovelace"];
    assert_eq!(vault.items_of("thank-you-email"), emails);
}

#[test]
fn nobody_is_dropped_because_the_body_names_somebody_without_a_note() {
    assert_eq!(named_in("With: [[ada]], [[Joan Clarke]]\n"), ["Ada Lovelace", "Joan Clarke"]);
    assert_eq!(named_in("## Guests\n\n- Joan Clarke\n"), ["Joan Clarke"]);
}

#[test]
fn somebody_named_twice_was_there_once() {
    let vault = Vault::new().contact("ada", "name: Ada Lovelace\naka: Countess").meeting(
        "2026-11-20",
        "with: ['[[ada]]', Countess, Ada Lovelace]",
        "",
    );
    assert_eq!(thanked(&vault), ["people/ada.md"]);
}
