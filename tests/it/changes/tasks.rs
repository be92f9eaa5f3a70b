//! A task is ticked, crossed out, or postponed, in every way to write a task.

use keepwarm::change::Change;
use keepwarm::change::TaskAt;

use super::CONTACT;
use super::MEETING;
use super::changed;
use super::day;
use super::open_task;
use super::refused;
use super::thank_everyone;
use super::today;

/// Checks what becomes of the first open task of a body when it is done.
fn check_done(before: &str, after: &str) {
    check(before, after, |task| Change::Complete(task, today()));
}

fn check(before: &str, after: &str, change: impl Fn(TaskAt) -> Change) {
    for (front, line_break) in [("", "\n"), ("---\nx: y\n---\n", "\n"), ("---\n---\n", "\r\n")] {
        let text = |body: &str| format!("{front}{body}").replace('\n', line_break);
        let task = open_task(MEETING, &text(before));
        let found = changed(MEETING, &text(before), &[change(task)]);
        assert_eq!(found, Ok(text(after)), "{before}");
    }
}

#[test]
fn a_task_of_any_list_is_ticked() {
    for (before, after) in [
        ("- [ ] Write\n", "- [x] Write ✅ 2026-11-21\n"),
        ("- [ ] Write", "- [x] Write ✅ 2026-11-21"),
        ("* [/] Write\n", "* [x] Write ✅ 2026-11-21\n"),
        ("+ [!] Write\n", "+ [x] Write ✅ 2026-11-21\n"),
        ("12. [✓] Write\n", "12. [x] Write ✅ 2026-11-21\n"),
        ("1) [ ] Write\n", "1) [x] Write ✅ 2026-11-21\n"),
        ("- a\n\t- [ ]   Write  \n\t- b\n", "- a\n\t- [x]   Write ✅ 2026-11-21  \n\t- b\n"),
        ("> - [ ] Write\n", "> - [x] Write ✅ 2026-11-21\n"),
        ("> [!todo] Next\n> > * [ ] Write\n", "> [!todo] Next\n> > * [x] Write ✅ 2026-11-21\n"),
        ("- [ ] Write\n  - [ ] Now\n", "- [x] Write ✅ 2026-11-21\n  - [ ] Now\n"),
        ("- [ ] Write\n\n  Not today.\n", "- [x] Write ✅ 2026-11-21\n\n  Not today.\n"),
        ("- [ ] Write\n  the letter\n", "- [x] Write\n  the letter ✅ 2026-11-21\n"),
        ("> - [ ] Write\n> it  \n> out\n", "> - [x] Write\n> it  \n> out ✅ 2026-11-21\n"),
        ("- [x] Write\n- [ ] Write\n", "- [x] Write\n- [x] Write ✅ 2026-11-21\n"),
    ] {
        check_done(before, after);
    }
}

#[test]
fn the_day_is_written_behind_the_words_and_before_a_block_id() {
    for (before, after) in [
        ("- [ ] Write ^a-1\n", "- [x] Write ✅ 2026-11-21 ^a-1\n"),
        ("- [ ] Write\n  it ^a  \n", "- [x] Write\n  it ✅ 2026-11-21 ^a  \n"),
        ("- [ ] Write\n  ^a\n", "- [x] Write ✅ 2026-11-21\n  ^a\n"),
        ("- [ ] Write by 2026-11-25.\n", "- [x] Write by 2026-11-25. ✅ 2026-11-21\n"),
        ("- [ ] Write `a ^b`\n", "- [x] Write `a ^b` ✅ 2026-11-21\n"),
        ("- [ ] Write <!-- soon -->\n", "- [x] Write <!-- soon --> ✅ 2026-11-21\n"),
        ("- [ ] Write #now 📅 2026-11-25\n", "- [x] Write #now 📅 2026-11-25 ✅ 2026-11-21\n"),
        ("- [ ] Write ✅ 2026-01-01 it\n", "- [x] Write ✅ 2026-11-21 it\n"),
    ] {
        check_done(before, after);
    }
}

#[test]
fn the_day_is_written_as_the_task_s_other_fields_are() {
    for (before, after) in [
        (
            "- [ ] Write [due:: 2026-11-25] ^a\n",
            "- [x] Write [due:: 2026-11-25] [completion:: 2026-11-21] ^a\n",
        ),
        (
            "- [ ] Write (due:: 2026-11-25)\n",
            "- [x] Write (due:: 2026-11-25) (completion:: 2026-11-21)\n",
        ),
        (
            "- [ ] Write [priority:: high]\n",
            "- [x] Write [priority:: high] [completion:: 2026-11-21]\n",
        ),
        ("- [ ] Write due:2026-11-25\n", "- [x] Write due:2026-11-25 ✅ 2026-11-21\n"),
        ("- [ ] Write std::fmt\n", "- [x] Write std::fmt ✅ 2026-11-21\n"),
        (
            "- [ ] Write [completion:: [[2026-01-01]]]\n",
            "- [x] Write [completion:: [[2026-11-21]]]\n",
        ),
    ] {
        check_done(before, after);
    }
}

#[test]
fn a_task_that_is_not_needed_is_crossed_out() {
    for (before, after) in [
        ("- [ ] Write 📅 2026-11-25\n", "- [-] Write 📅 2026-11-25\n"),
        ("> 1. [?] Write\n> it ^a\n", "> 1. [-] Write\n> it ^a\n"),
        ("- [ ] Write 🔁 every weekday\n", "- [-] Write 🔁 every weekday\n"),
    ] {
        check(before, after, Change::Cancel);
    }
}

#[test]
fn a_task_is_postponed_in_its_own_way_of_writing_dates() {
    for (before, after) in [
        ("Write", "Write 📅 2026-12-01"),
        ("Write ^a", "Write 📅 2026-12-01 ^a"),
        ("Write ⏳ 2026-11-20", "Write ⏳ 2026-11-20 📅 2026-12-01"),
        ("Write [start:: 2026-11-20]", "Write [start:: 2026-11-20] [due:: 2026-12-01]"),
        ("Write (scheduled:: 2026-11-20)", "Write (scheduled:: 2026-11-20) (due:: 2026-12-01)"),
        ("Write t:2026-11-20", "Write t:2026-11-20 due:2026-12-01"),
        ("Write 📅 2026-11-25 it", "Write 📅 2026-12-01 it"),
        ("Write 🗓️2026-11-25", "Write 🗓️2026-12-01"),
        ("Write 📅 [[daily/2026-11-25]]", "Write 📅 [[daily/2026-12-01]]"),
        ("Write [due:: 2026-11-25 10:00]", "Write [due:: 2026-12-01 10:00]"),
        ("Write (due:: [[2026-11-25]])", "Write (due:: [[2026-12-01]])"),
        ("Write due:2026-11-25 it", "Write due:2026-12-01 it"),
        ("Write @due(2026-11-25)", "Write @due(2026-12-01)"),
        ("Write by 2026-11-25.", "Write by 2026-12-01."),
        ("Write (2026-11-25)! ^a", "Write (2026-12-01)! ^a"),
        ("Write [[2026-11-25]]", "Write [[2026-12-01]]"),
        ("Write by [[daily/2026-11-25|Wednesday]].", "Write by [[daily/2026-12-01]]."),
        ("Read 2026-11-25 by 2026-11-25", "Read 2026-11-25 by 2026-12-01"),
        ("Read `📅 2026-11-25` 📅 2026-11-25", "Read `📅 2026-11-25` 📅 2026-12-01"),
        ("Do due:2026-11-24 📅 2026-11-25", "Do due:2026-11-24 📅 2026-12-01"),
        ("Minutes of 2026-11-20", "Minutes of 2026-11-20 📅 2026-12-01"),
        ("Write 📅\n  2026-11-25", "Write 📅\n  2026-12-01"),
        ("Write 📅 2026-12-01", "Write 📅 2026-12-01"),
    ] {
        let task = |words: &str| format!("- [ ] {words}\n");
        let to = |task| Change::Postpone(task, day("2026-12-01"));
        check(&task(before), &task(after), to);
    }
}

#[test]
fn a_recurring_task_is_written_once_more_above() {
    for (before, next, after) in [
        (
            "Write 🔁 every week 📅 2026-11-20",
            "Write 🔁 every week 📅 2026-11-27",
            "Write 🔁 every week 📅 2026-11-20 ✅ 2026-11-21",
        ),
        (
            "Write 🔁 every 2 weeks when done 🛫 2026-11-18 ⏳ 2026-11-19 📅 2026-11-20",
            "Write 🔁 every 2 weeks when done 🛫 2026-12-03 ⏳ 2026-12-04 📅 2026-12-05",
            "Write 🔁 every 2 weeks when done 🛫 2026-11-18 ⏳ 2026-11-19 📅 2026-11-20 \
             ✅ 2026-11-21",
        ),
        (
            "Write 🔁 every month ⏳ 2026-01-31 🛫 2026-01-30 ^a",
            "Write 🔁 every month ⏳ 2026-02-28 🛫 2026-02-27",
            "Write 🔁 every month ⏳ 2026-01-31 🛫 2026-01-30 ✅ 2026-11-21 ^a",
        ),
        (
            "Write [repeat:: every other day] [start:: 2026-11-20]",
            "Write [repeat:: every other day] [start:: 2026-11-22]",
            "Write [repeat:: every other day] [start:: 2026-11-20] [completion:: 2026-11-21]",
        ),
        (
            "Write 🔁 every year ➕ 2025-11-01 by 2026-11-20.",
            "Write 🔁 every year by 2027-11-20.",
            "Write 🔁 every year ➕ 2025-11-01 by 2026-11-20. ✅ 2026-11-21",
        ),
        (
            "Write 🆔 a1 ⛔ b2,c3 by [[2026-11-20|Friday]] 🔁 every day",
            "Write by [[2026-11-21]] 🔁 every day",
            "Write 🆔 a1 ⛔ b2,c3 by [[2026-11-20|Friday]] 🔁 every day ✅ 2026-11-21",
        ),
        ("Write 🔁 every day", "Write 🔁 every day", "Write 🔁 every day ✅ 2026-11-21"),
    ] {
        check_done(
            &format!("Text\n\n- a\n  * [/] {before}\n    - [ ] below\n"),
            &format!("Text\n\n- a\n  * [ ] {next}\n  * [x] {after}\n    - [ ] below\n"),
        );
        check_done(&format!("> 1. [ ] {before}"), &format!("> 1. [ ] {next}\n> 1. [x] {after}"));
    }
    check_done(
        "- [ ] Write\n  it 🔁 every day\n  📅 2026-11-20\n",
        "- [ ] Write\n  it 🔁 every day\n  📅 2026-11-21\n- [x] Write\n  it 🔁 every day\n  \
         📅 2026-11-20 ✅ 2026-11-21\n",
    );
}

#[test]
fn a_rule_that_cannot_be_read_is_left_to_the_owner() {
    let text = "- [ ] Write 🔁 every weekday 📅 2026-11-20\n";
    let found = refused(MEETING, text, Change::Complete(open_task(MEETING, text), today()));
    let expected = "1: the rule `every weekday` cannot be read; tick it by hand, and write when \
                    it comes next";
    assert_eq!(found, expected);
    for rule in ["every week on Monday", "every month on the last", "", "every 0 days"] {
        let text = format!("- [ ] Write 🔁 {rule}\n");
        let change = Change::Complete(open_task(MEETING, &text), today());
        assert!(changed(MEETING, &text, &[change]).is_err(), "{rule}");
    }
}

fn at(line: u32, text: &str) -> TaskAt {
    TaskAt { line, text: text.to_owned() }
}

#[test]
fn a_task_that_moved_is_found_by_its_text() {
    let cancel = |line| [Change::Cancel(at(line, "B"))];
    let text = "- [ ] A\n- [ ] B\n- [x] B\n";
    for line in [1, 2, 7] {
        let found = changed(MEETING, text, &cancel(line));
        assert_eq!(found.unwrap(), "- [ ] A\n- [-] B\n- [x] B\n");
    }
    assert!(changed(MEETING, text, &cancel(3)).is_err());
}

#[test]
fn of_equal_tasks_the_one_on_the_line_is_meant_or_none() {
    let text = "- [ ] B\n- [ ] B\n- [ ] B\n";
    let found = changed(MEETING, text, &[Change::Cancel(at(2, "B"))]);
    assert_eq!(found.unwrap(), "- [ ] B\n- [-] B\n- [ ] B\n");
    let found = refused(MEETING, text, Change::Cancel(at(4, "B")));
    let expected = "4: the task has moved, and there are several like it: `B`; see what became \
                    of it";
    assert_eq!(found, expected);
    let found = refused(MEETING, text, Change::Cancel(at(1, "C")));
    assert_eq!(found, "1: the task is not there any more: `C`; see what became of it");
}

#[test]
fn several_tasks_of_a_note_are_ticked_at_once() {
    let text = "# A\n- [ ] B 🔁 every day 📅 2026-11-20\n- [ ] C\n- [ ] C\n- [ ] D\n";
    let changes = [
        thank_everyone(),
        Change::Complete(at(2, "B"), today()),
        Change::Complete(at(4, "C"), today()),
        Change::Cancel(at(3, "C")),
        Change::Postpone(at(5, "D"), day("2026-12-01")),
    ];
    let expected = "---\nthank_you_email: 2026-11-21\n---\n# A\n\
        - [ ] B 🔁 every day 📅 2026-11-21\n- [x] B 🔁 every day 📅 2026-11-20 ✅ 2026-11-21\n\
        - [-] C\n- [x] C ✅ 2026-11-21\n- [ ] D 📅 2026-12-01\n";
    assert_eq!(changed(MEETING, text, &changes).unwrap(), expected);
}

#[test]
fn tasks_of_any_section_and_kind_of_note_are_ticked() {
    for heading in ["Research", "Questions", "Promises", "Attendees", "Notes", "Log"] {
        let before = format!("## {heading}\n- [ ] B 🔁 every day\n- [ ] C\n");
        let after = before.replace("- [ ] B", "- [ ] B 🔁 every day\n- [x] B");
        let after = after.replacen("day\n- [ ] C", "day ✅ 2026-11-21\n- [ ] C", 1);
        check_done(&before, &after);
        let front = "---\nname: Ada\n---\n";
        let done = [Change::Complete(at(5, "B"), today())];
        let found = changed(CONTACT, &format!("{front}{before}"), &done);
        assert_eq!(found, Ok(format!("{front}{after}")), "{heading}");
    }
}

#[test]
fn lines_that_end_in_a_carriage_return_alone_are_left_alone() {
    let text = "# Coffee\r\r- [ ] Write\r- [ ] Read\r";
    let change = Change::Complete(open_task(MEETING, text), today());
    let found = refused(MEETING, text, change);
    assert!(found.contains("its lines end in a carriage return alone"), "{found}");
}
