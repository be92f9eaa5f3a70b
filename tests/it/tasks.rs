//! Tasks: their boxes, their texts, and the dates in them.

use crate::vault::Vault;

const NOTHING: [&str; 0] = [];

/// Makes a vault with a meeting of yesterday with Ada, and this body.
fn meeting(body: &str) -> Vault {
    Vault::new().contact("ada", "name: Ada").meeting("2026-11-20", "with: Ada", body)
}

/// Returns the action items of a meeting with this task, each without its kind.
fn of_task(task: &str) -> Vec<String> {
    of_body(&format!("- [ ] {task}\n"))
}

/// Returns the action items of a meeting with this body, each without its kind.
fn of_body(body: &str) -> Vec<String> {
    let items = meeting(body).items_of("action-item");
    let strip = |item: &String| item.strip_prefix("action-item ").unwrap().to_owned();
    items.iter().map(strip).collect()
}

#[test]
fn tasks_are_items_of_any_list() {
    for body in [
        "- [ ] Write\n",
        "* [ ] Write\n",
        "+ [ ] Write\n",
        "1. [ ] Write\n",
        "12. [ ] Write\n",
        "- Next:\n  - [ ] Write\n",
        "1. Next:\n   - Then:\n     - [ ] Write\n",
        "> - [ ] Write\n",
        "> > 1. [ ] Write\n",
        "> [!todo] Next\n> - [ ] Write\n",
        "> [!note]- Folded\n> Text.\n>\n> * [ ] Write\n",
        "- Loose\n\n- [ ] Write\n",
    ] {
        assert_eq!(of_body(body), ["2026-11-23 Ada: Write"], "{body}");
    }
}

#[test]
fn tasks_may_be_nested_in_tasks() {
    let tasks = ["2026-11-23 Ada: Write", "2026-11-23 Ada: Find a pen"];
    assert_eq!(of_body("- [ ] Write\n\t- [ ] Find a pen\n"), tasks);
}

#[test]
fn boxes_in_code_comments_and_prose_are_no_tasks() {
    for body in [
        "```\n- [ ] Write\n```\n",
        "~~~markdown\n- [ ] Write\n~~~\n",
        "    - [ ] Write\n",
        "> ```\n> - [ ] Write\n> ```\n",
        "<!--\n- [ ] Write\n-->\n",
        "<!-- - [ ] Write -->\n",
        "[ ] Write\n",
        "- Write [ ] this\n",
        "- [] Write\n",
        "- [ ]Write\n",
        "- \\[ ] Write\n",
    ] {
        assert_eq!(of_body(body), NOTHING, "{body}");
    }
}

#[test]
fn a_ticked_cancelled_or_moved_task_is_not_owed() {
    for sign in ["x", "X", "-", ">"] {
        assert_eq!(of_body(&format!("- [{sign}] Write\n")), NOTHING, "{sign}");
    }
}

#[test]
fn any_other_box_is_open() {
    for sign in [" ", "/", "!", "?", "*", "<", "i", "✓"] {
        let body = format!("- [{sign}] Write\n");
        assert_eq!(of_body(&body), ["2026-11-23 Ada: Write"], "{sign}");
    }
}

#[test]
fn only_a_ticked_task_counts_as_done() {
    for (sign, due) in [("x", "-"), ("X", "-"), ("-", "2026-11-23"), (">", "2026-11-23")] {
        let body = format!("- [{sign}] Read\n- [ ] Write\n");
        assert_eq!(of_body(&body), [format!("{due} Ada: Write")], "{sign}");
    }
}

#[test]
fn a_box_without_text_is_no_task() {
    for body in [
        "- [ ]\n",
        "- [ ] \n",
        "- [ ] 📅 2026-12-01\n",
        "- [ ] ^abc\n",
        "- [ ] <!-- what? -->\n",
        "- [ ]\n  - [ ]\n",
    ] {
        assert_eq!(of_body(body), NOTHING, "{body}");
    }
}

#[test]
fn the_text_is_the_first_paragraph_with_its_lines_joined() {
    let tasks = ["2026-11-23 Ada: Send the score to her"];
    assert_eq!(of_body("- [ ] Send\n  the score\nto her\n\n  But not today.\n"), tasks);
    assert_eq!(of_body("> - [ ] Send\n>   the score\n> to her\n"), tasks);
    assert_eq!(of_body("- [ ] Send  \n  the score\n  to her\n"), tasks);
}

#[test]
fn the_text_is_the_source() {
    for text in [
        "Send **the** _score_ to [[Ada]]",
        "See [the site](https://example.org/a_b)",
        "Run `make`  now & then",
        "Reply to \\*all\\*",
        "Read <b>all</b>",
    ] {
        let text_with_single_blanks = text.replace("  ", " ");
        assert_eq!(of_task(text), [format!("2026-11-23 Ada: {text_with_single_blanks}")]);
    }
}

#[test]
fn runs_of_blanks_and_no_break_spaces_become_one_blank() {
    for text in ["Send  the\tscore", "Send\u{a0}the \u{a0} score", "Send \u{202f}the score  "] {
        assert_eq!(of_task(text), ["2026-11-23 Ada: Send the score"], "{text:?}");
    }
}

#[test]
fn a_trailing_block_id_leaves_the_text() {
    assert_eq!(of_task("Send it ^abc"), ["2026-11-23 Ada: Send it"]);
    assert_eq!(of_task("Send it ^abc-12"), ["2026-11-23 Ada: Send it"]);
    assert_eq!(of_task("Send it 📅 2026-12-01 ^abc"), ["2026-12-01 Ada: Send it"]);
    assert_eq!(of_task("Send it by 2026-12-01 ^abc"), ["2026-12-01 Ada: Send it"]);
    assert_eq!(of_task("Send ^abc it"), ["2026-11-23 Ada: Send ^abc it"]);
    assert_eq!(of_task("Send 2^10"), ["2026-11-23 Ada: Send 2^10"]);
}

#[test]
fn tags_stay_in_the_text() {
    let tasks = ["2026-12-01 Ada: Send it #action #work/score"];
    assert_eq!(of_task("Send it #action 📅 2026-12-01 #work/score"), tasks);
}

#[test]
fn every_field_of_a_due_date_is_read_and_taken_off() {
    for field in [
        "📅 2026-12-01",
        "📅2026-12-01",
        "📅\u{fe0f} 2026-12-01",
        "📆 2026-12-01",
        "📆\u{fe0f} 2026-12-01",
        "🗓 2026-12-01",
        "🗓\u{fe0f} 2026-12-01",
        "📅 [[2026-12-01]]",
        "📅 2026-12-01 10:00",
        "[due:: 2026-12-01]",
        "[due::2026-12-01]",
        "(due:: 2026-12-01)",
        "[due:: [[2026-12-01]]]",
        "[due:: 2026-12-01T10:00]",
        "due:2026-12-01",
        "@due(2026-12-01)",
    ] {
        for task in [
            format!("Send it {field}"),
            format!("{field} Send it"),
            format!("Send {field} it"),
            format!("Send\n  {field}\n  it"),
        ] {
            assert_eq!(of_task(&task), ["2026-12-01 Ada: Send it"], "{task}");
        }
    }
}

#[test]
fn every_field_of_a_scheduled_date_is_read_and_taken_off() {
    for field in [
        "⏳ 2026-12-01",
        "⏳\u{fe0f} 2026-12-01",
        "⌛ 2026-12-01",
        "⌛\u{fe0f}2026-12-01",
        "[scheduled:: 2026-12-01]",
        "(scheduled:: 2026-12-01)",
        "t:2026-12-01",
    ] {
        for task in
            [format!("Send it {field}"), format!("{field} Send it"), format!("Send {field} it")]
        {
            assert_eq!(of_task(&task), ["2026-12-01 Ada: Send it"], "{task}");
        }
    }
}

#[test]
fn every_other_field_is_taken_off_and_says_nothing_of_when() {
    for field in [
        "✅ 2026-12-01",
        "✅\u{fe0f} 2026-12-01",
        "[completion:: 2026-12-01]",
        "(completion:: 2026-12-01)",
        "🛫 2026-12-01",
        "➕ 2026-12-01",
        "❌ 2026-12-01",
        "🔁 every week",
        "🔁 every 2 weeks on Monday when done",
        "🔺",
        "⏫",
        "🔼",
        "🔽",
        "⏬",
        "⏬\u{fe0f}",
        "[start:: 2026-12-01]",
        "[created:: 2026-12-01]",
        "[cancelled:: 2026-12-01]",
        "(start:: 2026-12-01)",
        "[repeat:: every week]",
        "[priority:: high]",
    ] {
        let task = format!("Send it {field}");
        assert_eq!(of_task(&task), ["2026-11-23 Ada: Send it"], "{task}");
        let task = format!("Send it {field} 📅 2026-12-02");
        assert_eq!(of_task(&task), ["2026-12-02 Ada: Send it"], "{task}");
    }
}

#[test]
fn many_fields_may_stand_in_one_task() {
    let task = "#action Send ⏫ it ➕ 2026-11-01 🛫 2026-11-02 ⏳ 2026-12-03 📅 2026-12-04 \
                🔁 every week [priority:: high] to her";
    assert_eq!(of_task(task), ["2026-12-04 Ada: #action Send it to her"]);
}

#[test]
fn the_due_date_wins_over_the_scheduled_one() {
    assert_eq!(of_task("Send it ⏳ 2026-12-01 due:2026-12-02"), ["2026-12-02 Ada: Send it"]);
}

#[test]
fn of_several_dates_for_one_field_the_first_column_of_the_table_wins() {
    for task in [
        "a due:2026-12-03 [due:: 2026-12-02] 📅 2026-12-01",
        "a @due(2026-12-02) (due:: 2026-12-01)",
        "a @due(2026-12-02) 🗓 2026-12-01",
        "a t:2026-12-03 [scheduled:: 2026-12-02] ⌛ 2026-12-01",
        "a t:2026-12-03 (scheduled:: 2026-12-01)",
    ] {
        assert_eq!(of_task(task), ["2026-12-01 Ada: a"], "{task}");
    }
}

#[test]
fn a_date_at_the_end_of_a_task_is_when_it_is_due() {
    for end in [
        "2026-12-01",
        "(2026-12-01)",
        "[[2026-12-01]]",
        "by 2026-12-01",
        "due 2026-12-01",
        "due: 2026-12-01",
        "on 2026-12-01",
        "before 2026-12-01",
        "until 2026-12-01",
        "By 2026-12-01",
        "DUE: 2026-12-01",
        "by [[2026-12-01]]",
        "by (2026-12-01)",
        "(by 2026-12-01)",
        "2026-12-01 10:00",
        "2026-12-01.",
        "by 2026-12-01!",
        "(2026-12-01).",
        "on [[2026-12-01]]?",
        "2026-12-01 ⏫",
    ] {
        assert_eq!(of_task(&format!("Send it {end}")), ["2026-12-01 Ada: Send it"], "{end}");
    }
}

#[test]
fn a_date_at_the_end_after_some_words_is_only_text() {
    for word in ["of", "from", "since", "in", "Of", "SINCE"] {
        for date in ["2026-11-01", "[[2026-11-01]]", "(2026-11-01)", "2026-11-01."] {
            let text = format!("Read the minutes {word} {date}");
            assert_eq!(of_task(&text), [format!("2026-11-23 Ada: {text}")]);
        }
    }
}

#[test]
fn a_date_elsewhere_in_the_text_is_only_text() {
    for text in [
        "By 2026-12-01 send it",
        "2026-12-01: send it",
        "Send it (by 2026-12-01) to her",
        "Send `2026-12-01`",
        "Send v2026-12-01",
        "Send the file x-2026-12-01",
    ] {
        assert_eq!(of_task(text), [format!("2026-11-23 Ada: {text}")]);
    }
}

#[test]
fn a_date_at_the_end_is_only_text_where_a_due_field_is_there() {
    let tasks = ["2026-12-02 Ada: Send it by 2026-12-01"];
    assert_eq!(of_task("Send it 📅 2026-12-02 by 2026-12-01"), tasks);
    assert_eq!(of_task("Send it by 2026-12-01 [due:: 2026-12-02]"), tasks);
}

#[test]
fn a_date_at_the_end_is_due_where_only_other_fields_are_there() {
    assert_eq!(of_task("Send it ⏳ 2026-12-02 by 2026-12-01"), ["2026-12-01 Ada: Send it"]);
    assert_eq!(of_task("Send it by 2026-12-01 ⏳ 2026-12-02"), ["2026-12-01 Ada: Send it"]);
}

#[test]
fn a_field_in_code_is_only_text() {
    let tasks = ["2026-11-23 Ada: Explain `📅 2026-12-01` and `due:2026-12-01`"];
    assert_eq!(of_task("Explain `📅 2026-12-01` and `due:2026-12-01`"), tasks);
}

#[test]
fn a_field_whose_date_is_none_is_told_and_the_task_is_owed_all_the_same() {
    for (task, column, value) in [
        ("Send it 📅 2026-02-30", 17, "2026-02-30"),
        ("Send it [due:: soon]", 22, "soon"),
        ("Send it due:2026-1-5", 19, "2026-1-5"),
        ("Send it @due(tomorrow)", 20, "tomorrow"),
        ("Send it ⏳ 2026-13-01", 17, "2026-13-01"),
    ] {
        let vault = meeting(&format!("- [ ] {task}\n"));
        let problem =
            format!("error bad-date meetings/2026-11-20.md:5:{column} `{value}` is not a date");
        assert_eq!(vault.problems(), [problem]);
        let items = vault.items_of("action-item");
        assert_eq!(items.len(), 1, "{task}");
        assert!(items[0].starts_with("action-item 2026-11-23 Ada: Send it"), "{task}");
    }
}
