//! What counts as having written down what was learned, and what does not.

use crate::vault::Vault;

/// Returns the write-ups owed for a meeting of yesterday with this body.
fn owed(body: &str) -> Vec<String> {
    Vault::new().meeting("2026-11-20-ada", "with: Ada", body).items_of("write-up")
}

const OWED: [&str; 1] = ["write-up 2026-11-20 Ada"];
const NOTHING: [&str; 0] = [];

#[test]
fn a_note_without_a_body_owes_a_write_up_on_the_day_of_the_meeting() {
    assert_eq!(owed(""), OWED);
}

#[test]
fn one_word_is_a_write_up() {
    assert_eq!(owed("Punctual.\n"), NOTHING);
}

#[test]
fn headings_are_no_write_up() {
    assert_eq!(owed("# Coffee with Ada\n\n## Takeaways\n\nAdvice\n------\n"), OWED);
}

#[test]
fn tasks_are_no_write_up() {
    assert_eq!(
        owed("- [ ] Read the notes on the engine\n* [x] Send the card\n1. [-] Call\n"),
        OWED
    );
}

#[test]
fn empty_items_are_no_write_up() {
    assert_eq!(owed("- \n-\n* \n1.\n- [ ] \n"), OWED);
}

#[test]
fn comments_are_no_write_up() {
    assert_eq!(
        owed("<!-- What did she advise? -->\n\n- <!-- One -->\n\n%% What did she say? %%\n"),
        OWED
    );
}

#[test]
fn a_comment_over_several_lines_is_no_write_up() {
    assert_eq!(owed("<!--\nWhat did\n\nshe advise?\n-->\n\n%%\nWhat did she say?\n%%\n"), OWED);
}

#[test]
fn rules_are_no_write_up() {
    assert_eq!(owed("\n---\n\n***\n\n___\n"), OWED);
}

#[test]
fn labels_without_text_are_no_write_up() {
    assert_eq!(owed("Topic:\n**Advice:**\n\n- Mood:\n- __Surprise__:\n"), OWED);
}

#[test]
fn a_label_with_text_is_a_write_up() {
    assert_eq!(owed("- Topic:\n- **Advice:** punch the cards yourself\n"), NOTHING);
}

#[test]
fn query_blocks_are_no_write_up() {
    for language in ["dataview", "dataviewjs", "tasks", "query", "base"] {
        let body = format!("```{language}\nwhatever it lists\n```\n");
        assert_eq!(owed(&body), OWED, "{language}");
    }
}

#[test]
fn any_other_code_is_a_write_up() {
    for language in ["", "text", "rust"] {
        let body = format!("```{language}\nBernoulli(7)\n```\n");
        assert_eq!(owed(&body), NOTHING, "{language}");
    }
}

#[test]
fn the_list_of_people_is_no_write_up() {
    let vault =
        Vault::new().meeting("2026-11-20-ada", "", "## Attendees\n\n- Ada, who came late\n");
    assert_eq!(vault.items_of("write-up"), ["write-up 2026-11-20 Ada, who came late"]);
}

#[test]
fn a_line_that_names_the_people_is_no_write_up() {
    let vault = Vault::new().meeting("2026-11-20-ada", "", "**Attendees:** Ada, Grace\n");
    assert_eq!(vault.items_of("write-up"), ["write-up 2026-11-20 Ada, Grace"]);
}

#[test]
fn preparation_is_no_write_up() {
    for heading in ["Preparation", "Prep", "Research", "Questions", "Logistics", "Agenda"] {
        let body = format!("## {heading}\n\nShe wrote the first program.\n\n- Why cards?\n");
        assert_eq!(owed(&body), OWED, "{heading}");
    }
}

#[test]
fn a_part_of_the_preparation_is_no_write_up() {
    assert_eq!(owed("## Research\n\n### Herself\n\nShe flies.\n"), OWED);
}

#[test]
fn what_is_written_after_the_preparation_is_a_write_up() {
    assert_eq!(owed("## Research\n\nShe flies.\n\n## Takeaways\n\n- Fly.\n"), NOTHING);
}

#[test]
fn what_is_written_below_a_task_is_a_write_up() {
    assert_eq!(owed("- [ ] Ask for the cards\n\n  She keeps them in a box.\n"), NOTHING);
}

#[test]
fn a_table_with_text_is_a_write_up() {
    assert_eq!(owed("|  |  |\n|---|---|\n| Cards | brass |\n"), NOTHING);
}

#[test]
fn a_quotation_is_a_write_up() {
    assert_eq!(owed("> It weaves algebraic patterns.\n"), NOTHING);
}

#[test]
fn a_meeting_planned_for_today_owes_its_write_up_today() {
    let vault = Vault::new().meeting("2026-11-21-ada", "with: Ada\nstatus: planned", "");
    assert_eq!(vault.items_of("write-up"), ["write-up 2026-11-21 Ada"]);
}

#[test]
fn a_meeting_planned_for_tomorrow_owes_no_write_up() {
    let vault = Vault::new().meeting("2026-11-22-ada", "with: Ada", "");
    assert_eq!(vault.items_of("write-up"), NOTHING);
}

#[test]
fn a_meeting_that_they_asked_for_owes_a_write_up() {
    let vault = Vault::new().meeting("2026-11-20-ada", "with: Ada\ndirection: giving", "");
    assert_eq!(vault.items_of("write-up"), OWED);
}

#[test]
fn an_ordinary_meeting_owes_no_write_up() {
    let vault = Vault::new().meeting("2026-11-20-ada", "with: Ada\ndirection: none", "");
    assert_eq!(vault.items_of("write-up"), NOTHING);
}

#[test]
fn a_meeting_that_names_nobody_still_owes_a_write_up() {
    let vault = Vault::new().meeting("2026-11-20-coffee", "", "");
    assert_eq!(vault.items_of("write-up"), ["write-up 2026-11-20 "]);
}

#[test]
fn one_write_up_is_owed_for_all_who_were_there() {
    let vault = Vault::new().meeting("2026-11-20-lunch", "with: [Ada, Grace]", "");
    assert_eq!(vault.items_of("write-up"), ["write-up 2026-11-20 Ada, Grace"]);
}

#[test]
fn a_meeting_before_since_owes_no_write_up_and_one_on_that_day_does() {
    let vault = Vault::new()
        .config("since: 2026-10-01")
        .meeting("2026-09-30-ada", "with: Ada", "")
        .meeting("2026-10-01-grace", "with: Grace", "");
    assert_eq!(vault.items_of("write-up"), ["write-up 2026-10-01 Grace"]);
}
