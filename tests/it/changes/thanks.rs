//! One of several people is thanked.

use keepwarm::change::Thanked;
use keepwarm::change::Whom;

use super::MEETING;
use super::answer;
use super::changed;
use super::refused;
use super::thank;
use super::thank_everyone;
use super::thank_one;

fn text(front: &str) -> String {
    format!("---\nwith: [Ada, Grace]\n{front}---\nText.\n")
}

#[test]
fn the_first_of_several_begins_a_list() {
    for (before, after) in [
        ("", "thank_you_email: [\"[[Ada]] 2026-11-21\"]\n"),
        ("thanked:\n", "thanked: [\"[[Ada]] 2026-11-21\"]\n"),
        ("thanked: # who?\n", "thanked: [\"[[Ada]] 2026-11-21\"] # who?\n"),
        ("thanked: \"\"\n", "thanked: [\"[[Ada]] 2026-11-21\"]\n"),
        ("thanked: no # yet\n", "thanked: [\"[[Ada]] 2026-11-21\"] # yet\n"),
        ("thanked: 'no'\n", "thanked: [\"[[Ada]] 2026-11-21\"]\n"),
        ("thanked: []\n", "thanked: [\"[[Ada]] 2026-11-21\"]\n"),
        ("thanked: [no]\n", "thanked: [\"[[Ada]] 2026-11-21\"]\n"),
        ("thanked:\n  - \n", "thanked:\n  - \"[[Ada]] 2026-11-21\"\n"),
    ] {
        let found = changed(MEETING, &text(before), &[thank_one("[[Ada]]")]);
        assert_eq!(found, Ok(text(after)), "{before}");
    }
}

#[test]
fn the_next_one_joins_the_list_in_its_style() {
    for (before, after) in [
        (
            "thanked: [\"[[Grace]] skip\"]\n",
            "thanked: [\"[[Grace]] skip\", \"[[Ada]] 2026-11-21\"]\n",
        ),
        (
            "thanked: ['[[Grace]] skip'] # x\n",
            "thanked: ['[[Grace]] skip', '[[Ada]] 2026-11-21'] # x\n",
        ),
        ("thanked: [Grace skip]\n", "thanked: [Grace skip, \"[[Ada]] 2026-11-21\"]\n"),
        (
            "thanked:\n  - '[[Grace]] skip'\nplace: x\n",
            "thanked:\n  - '[[Grace]] skip'\n  - '[[Ada]] 2026-11-21'\nplace: x\n",
        ),
        ("thanked:\n- Grace skip\n", "thanked:\n- Grace skip\n- \"[[Ada]] 2026-11-21\"\n"),
    ] {
        let found = changed(MEETING, &text(before), &[thank_one("[[Ada]]")]);
        assert_eq!(found, Ok(text(after)), "{before}");
    }
    let after = changed(MEETING, &text("thanked: [Grace skip]\n"), &[thank_one("Ada B")]);
    assert_eq!(after, Ok(text("thanked: [Grace skip, Ada B 2026-11-21]\n")));
}

#[test]
fn an_entry_that_is_there_is_answered() {
    for (column, before, after) in [
        (11, "thanked: [\"[[Ada]] no\"]\n", "thanked: [\"[[Ada]] 2026-11-21\"]\n"),
        (
            29,
            "thanked: ['[[Grace]] skip', '[[Ada]] pending'] # x\n",
            "thanked: ['[[Grace]] skip', '[[Ada]] 2026-11-21'] # x\n",
        ),
        (11, "thanked: [Ada no]\n", "thanked: [Ada 2026-11-21]\n"),
        (11, "thanked: [Ada 2026-12-01]\n", "thanked: [Ada 2026-11-21]\n"),
        (11, "thanked: [Ada 2026-11-21]\n", "thanked: [Ada 2026-11-21]\n"),
    ] {
        let found = changed(MEETING, &text(before), &[answer(3, column)]);
        assert_eq!(found, Ok(text(after)), "{before}");
    }
    let before = text("thanked: ['[[Grace]] skip', '[[Ada]] no']\n");
    let after = text("thanked: ['[[Grace]] skip', '[[Ada]] 2026-11-21']\n");
    assert_eq!(changed(MEETING, &before, &[thank_one("[[Ada]]")]), Ok(after));
    let before = text("thanked:\n  - Grace skip\n  - \"[[Ada]] no\" # soon\n");
    let after = text("thanked:\n  - Grace skip\n  - \"[[Ada]] 2026-11-21\" # soon\n");
    assert_eq!(changed(MEETING, &before, &[answer(5, 5)]), Ok(after));
}

#[test]
fn two_of_them_can_be_thanked_at_once() {
    let both = [thank_one("[[Ada]]"), thank_one("[[Grace]]")];
    let list = "thank_you_email: [\"[[Ada]] 2026-11-21\", \"[[Grace]] 2026-11-21\"]\n";
    assert_eq!(changed(MEETING, &text(""), &both), Ok(text(list)));

    let before = text("thanked: [Ada no, Grace no]\n");
    let after = text("thanked: [Ada 2026-11-21, Grace 2026-11-21]\n");
    assert_eq!(changed(MEETING, &before, &[answer(3, 11), answer(3, 19)]), Ok(after));
}

#[test]
fn thanks_that_are_not_needed_are_skipped() {
    let skip = |whom| thank(whom, Thanked::Skipped);
    let found = changed(MEETING, &text("thanked:\n"), &[skip(Whom::Everyone)]);
    assert_eq!(found, Ok(text("thanked: skip\n")));
    let one = Whom::One { written: "[[Ada]]".to_owned(), entry: None };
    let found = changed(MEETING, &text("thanked:\n"), &[skip(one)]);
    assert_eq!(found, Ok(text("thanked: [\"[[Ada]] skip\"]\n")));
}

#[test]
fn a_name_with_quotes_stays_whole() {
    let found = changed(MEETING, &text(""), &[thank_one("Ada \"The\" \\ Countess")]);
    let list = "thank_you_email: [\"Ada \\\"The\\\" \\\\ Countess 2026-11-21\"]\n";
    assert_eq!(found, Ok(text(list)));
}

#[test]
fn what_was_said_is_not_said_again() {
    for (front, change, reason) in [
        ("thanked: 2026-11-20\n", thank_one("Ada"), "it speaks of everyone"),
        ("thanked: perhaps\n", thank_one("Ada"), "`perhaps` is none of the values that are known"),
        ("thanked: [Ada skip]\n", answer(3, 11), "it says something else already"),
        ("thanked: [Ada no]\n", answer(3, 10), "the entry is not there any more"),
        ("thanked: [Ada skip]\n", thank_everyone(), "it speaks of each person by name"),
    ] {
        let found = refused(MEETING, &text(front), change);
        assert!(found.contains(&format!("safely: {reason}; write")), "{found}");
    }
}
