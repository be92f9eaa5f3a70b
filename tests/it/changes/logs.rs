//! An entry is written in a contact's log.

use keepwarm::change::Change;
use keepwarm::change::apply;

use super::CONTACT;
use super::MEETING;
use super::changed;
use super::day;
use super::refused;
use super::today;

fn check(before: &str, after: &str) {
    for line_break in ["\n", "\r\n"] {
        let text = |body: &str| {
            let front = format!("---\nname: Ada\n---\n{body}");
            front.replace('\n', line_break)
        };
        let change = Change::Log(today(), "checked in".to_owned());
        let found = changed(CONTACT, &text(before), &[change]);
        assert_eq!(found, Ok(text(after)), "{before}");
    }
}

#[test]
fn an_entry_joins_the_others_in_their_order() {
    for (before, after) in [
        ("## Log\n- 2026-01-01: met\n", "## Log\n- 2026-01-01: met\n- 2026-11-21: checked in\n"),
        ("## Log\n- 2026-01-01: met", "## Log\n- 2026-01-01: met\n- 2026-11-21: checked in"),
        (
            "## Log\n\n- 2026-01-01: met\n- 2026-02-01: wrote\n\n## Notes\n",
            "## Log\n\n- 2026-01-01: met\n- 2026-02-01: wrote\n- 2026-11-21: checked in\n\n## Notes\n",
        ),
        (
            "## Log\n\n- 2026-02-01: wrote\n- 2026-01-01: met\n",
            "## Log\n\n- 2026-11-21: checked in\n- 2026-02-01: wrote\n- 2026-01-01: met\n",
        ),
        (
            "# Log\n* 2026-01-01: met\n  at home\n\n  * long\n\nText.\n",
            "# Log\n* 2026-01-01: met\n  at home\n\n  * long\n* 2026-11-21: checked in\n\nText.\n",
        ),
        (
            "## Log\n+ 2026-01-01: met\n\n+ 2026-02-01: wrote\n",
            "## Log\n+ 2026-01-01: met\n\n+ 2026-02-01: wrote\n\n+ 2026-11-21: checked in\n",
        ),
        (
            "## Log\n- 2026-12-24: will call\n- 2026-02-01: wrote\n",
            "## Log\n- 2026-12-24: will call\n- 2026-11-21: checked in\n- 2026-02-01: wrote\n",
        ),
        (
            "## Log\n- 2026-12-24: will call\n",
            "## Log\n- 2026-11-21: checked in\n- 2026-12-24: will call\n",
        ),
        ("## Log\n1. 2026-01-01: met\n", "## Log\n1. 2026-01-01: met\n2. 2026-11-21: checked in\n"),
        (
            "> ## Log\n> - 2026-01-01 met\n",
            "> ## Log\n> - 2026-01-01 met\n> - 2026-11-21 checked in\n",
        ),
        (
            "## Log\n### 2026\n- 2026-02-01: a\n- 2026-01-01: b\n### 2025\n- 2025-01-01: c\n",
            "## Log\n### 2026\n- 2026-11-21: checked in\n- 2026-02-01: a\n- 2026-01-01: b\n\
             ### 2025\n- 2025-01-01: c\n",
        ),
        (
            "## Log\n- 2026-01-01: a\n- 2026-02-01: b\n## History\n- 2020-01-01: c\n",
            "## Log\n- 2026-01-01: a\n- 2026-02-01: b\n- 2026-11-21: checked in\n## History\n\
             - 2020-01-01: c\n",
        ),
    ] {
        check(before, after);
    }
}

#[test]
fn an_entry_is_written_as_the_others_are() {
    for (before, after) in [
        ("- 2026-01-01 met", "- 2026-11-21 checked in"),
        ("- 2026-01-01 - met", "- 2026-11-21 - checked in"),
        ("- 2026-01-01 — met", "- 2026-11-21 — checked in"),
        ("- **2026-01-01** met", "- **2026-11-21** checked in"),
        ("- **2026-01-01:** met", "- **2026-11-21:** checked in"),
        ("- _2026-01-01_: met **her**", "- _2026-11-21_: checked in"),
        ("- [[2026-01-01]]: met", "- [[2026-11-21]]: checked in"),
        ("- **[[daily/2026-01-01]]** – met", "- **[[daily/2026-11-21]]** – checked in"),
        ("- [[2026-01-01|New Year]] met", "- 2026-11-21: checked in"),
        ("- **2026-01-01: met her**", "- 2026-11-21: checked in"),
        ("- 2026-01-01", "- 2026-11-21: checked in"),
        ("- 2026-01-01T10:00 met", "- 2026-11-21: checked in"),
    ] {
        check(&format!("## Log\n{before}\n"), &format!("## Log\n{before}\n{after}\n"));
    }
}

#[test]
fn every_heading_of_a_log_is_known() {
    for heading in ["# Log", "### 📓 Interactions:", "History\n---", "Log\n===", "## log ##"] {
        let before = format!("{heading}\n\n- 2026-01-01: met\n\n# Other\n");
        check(&before, &before.replace("met\n", "met\n- 2026-11-21: checked in\n"));
    }
    let settings = keepwarm::settings::read("headings: {log: [Tagebuch]}").unwrap();
    let text = "---\nname: Ada\n---\n# Tagebuch\n- 2026-01-01: met\n";
    let change = [Change::Log(today(), "checked in".to_owned())];
    let after = apply(CONTACT, text, &change, &settings).unwrap();
    assert_eq!(after, format!("{text}- 2026-11-21: checked in\n"));
}

#[test]
fn an_empty_log_gets_its_first_entry() {
    for (before, after) in [
        ("## Log", "## Log\n\n- 2026-11-21: checked in"),
        ("## Log\n", "## Log\n\n- 2026-11-21: checked in\n"),
        ("## Log\n\n", "## Log\n\n- 2026-11-21: checked in\n"),
        ("## Log\n\n## Notes\n", "## Log\n\n- 2026-11-21: checked in\n\n## Notes\n"),
        (
            "# A\nText\n## Log\n# B\nText\n",
            "# A\nText\n## Log\n- 2026-11-21: checked in\n# B\nText\n",
        ),
        ("Log\n---\n\nText.\n", "Log\n---\n\nText.\n\n- 2026-11-21: checked in\n"),
        ("## Log\n\n- \n", "## Log\n\n- 2026-11-21: checked in\n"),
        ("## Log\n*\n\n## B\n", "## Log\n* 2026-11-21: checked in\n\n## B\n"),
        ("## Log\n* once\n", "## Log\n* once\n* 2026-11-21: checked in\n"),
        ("## Log\n- [ ] call\n\n# B\n", "## Log\n- [ ] call\n- 2026-11-21: checked in\n\n# B\n"),
        (
            "## Log\n<!-- newest last -->\n",
            "## Log\n<!-- newest last -->\n\n- 2026-11-21: checked in\n",
        ),
    ] {
        check(before, after);
    }
}

#[test]
fn a_missing_log_is_begun_at_the_end() {
    for (before, after) in [
        ("", "\n## Log\n\n- 2026-11-21: checked in\n"),
        ("Text", "Text\n\n## Log\n\n- 2026-11-21: checked in"),
        ("Text\n", "Text\n\n## Log\n\n- 2026-11-21: checked in\n"),
        ("Text\n\n    ", "Text\n\n    \n\n## Log\n\n- 2026-11-21: checked in"),
        ("Text\n\n", "Text\n\n## Log\n\n- 2026-11-21: checked in\n"),
        ("# Ada\n\nText\n", "# Ada\n\nText\n\n## Log\n\n- 2026-11-21: checked in\n"),
        ("# Ada\n### B\nText\n", "# Ada\n### B\nText\n\n### Log\n- 2026-11-21: checked in\n"),
        (
            "# A\n\nText\n\n# B\n\nText\n",
            "# A\n\nText\n\n# B\n\nText\n\n# Log\n\n- 2026-11-21: checked in\n",
        ),
        ("- [ ] call\n  - now", "- [ ] call\n  - now\n\n## Log\n\n- 2026-11-21: checked in"),
    ] {
        check(before, after);
    }
    let change = Change::Log(today(), "met".to_owned());
    let after = changed(CONTACT, "---\nname: Ada\n---", &[change]).unwrap();
    assert_eq!(after, "---\nname: Ada\n---\n\n## Log\n\n- 2026-11-21: met");
}

#[test]
fn an_entry_that_is_there_is_not_written_again() {
    for entry in ["- 2026-11-21: checked in", "* **2026-11-21** – checked in"] {
        let text = format!("## Log\n{entry}\n- 2026-01-01: met\n");
        check(&text, &text);
    }
    check(
        "## Log\n- 2026-11-21: wrote\n",
        "## Log\n- 2026-11-21: wrote\n- 2026-11-21: checked in\n",
    );
}

#[test]
fn the_words_are_one_line() {
    let text = "---\nname: Ada\n---\n## Log\n- 2026-01-01: met\n";
    let log = |words: &str| {
        let change = Change::Log(day("2025-12-31"), words.to_owned());
        changed(CONTACT, text, &[change]).unwrap()
    };
    let heading = "---\nname: Ada\n---\n## Log\n";
    let met = "- 2026-01-01: met\n";
    let after = format!("{heading}- 2025-12-31: sent [[Grace]]'s # article\n{met}");
    assert_eq!(log(" sent\n  [[Grace]]'s\r\n# article \n"), after);
    assert_eq!(log(""), format!("{heading}- 2025-12-31\n{met}"));
}

#[test]
fn what_would_hide_the_entry_is_told() {
    for body in ["```\ncode\n", "<!-- open\nfor ever\n"] {
        let text = format!("---\nname: Ada\n---\n{body}");
        let found = refused(CONTACT, &text, Change::Log(today(), "met".to_owned()));
        let reason = "6: something around it would read differently afterwards; change it by \
                      hand here";
        assert_eq!(found, reason);
    }
    let found = refused(MEETING, "Text\n", Change::Log(today(), "met".to_owned()));
    assert_eq!(found, "1: it is not about a contact any more; see what became of the note");
}
