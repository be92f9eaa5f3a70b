//! Dates and durations that are none, that could be read in two ways, or that lie at the edges.

use super::Case;
use super::file;
use super::meeting_text;
use super::person;
use super::vault::hold;

#[test]
fn only_dates_are_dates() {
    hold([no_dates(), dates(), file_names(), plans()]);
}

#[test]
fn only_durations_are_durations() {
    hold([durations(), touches()]);
}

/// A meeting on a day that is written so.
fn on(stem: &str, date: &str) -> Case {
    file(format!("meetings/{stem}.md"), meeting_text(date, "- [ ] a task\n"))
}

/// What is no date is told; the meeting then has none, and its task no day.
fn no_dates() -> Vec<Case> {
    let values = [
        "2026-1-5",
        "5/1/2026",
        "11/20/2026",
        "20.11.2026",
        "2026/11/20",
        "2026-02-30",
        "2026-02-29",
        "2026-13-01",
        "2026-11-00",
        "Jan 5, 2026",
        "\"20 November 2026\"",
        "20261120",
        "2026-W47",
        "2026-11",
        "2026",
        "0000-01-01",
        "1899-12-31",
        "99999-01-01",
        "-0001-01-01",
        "1795219200",
        "today",
        "２０２６-11-20",
        "٢٠٢٦-١١-٢٠",
        "2026–11–20",
        "2026-11-20/2026-11-21",
        "2026-11-20x",
    ];
    let bad_date = |(number, date): (usize, &str)| {
        on(&format!("no-date-{number}"), date).told("bad-date meeting-without-date")
    };
    let others = ["[2026-11-18, 2026-11-20]", "{start: 2026-11-20}", "yes"];
    let others = (0..).zip(others).map(|(number, value)| {
        let case = on(&format!("no-text-{number}"), value);
        let code = if value == "yes" { "bad-date" } else { "bad-value" };
        case.told(&format!("{code} meeting-without-date"))
    });
    (0..).zip(values).map(bad_date).chain(others).collect()
}

/// A day is a day, in whatever zone its time is written.
fn dates() -> Vec<Case> {
    let values = [
        "\"2026-11-20\"",
        "'2026-11-20'",
        "\"[[2026-11-20]]\"",
        "\"[[2026-11-20|Friday]]\"",
        "[[2026-11-20]]",
        "2026-11-20T10:00:00Z",
        "2026-11-20T23:30:00Z",
        "2026-11-20T23:30:00-08:00",
        "2026-11-20T00:30:00+14:00",
        "2026-11-20 14:30",
        "2026-11-20T14:30:00.123+02:00",
        "2026-11-20   # Friday",
        "!!str 2026-11-20",
    ];
    let case = |(number, date): (usize, &str)| {
        let case = on(&format!("date-{number}"), date);
        case.owes("action-item 2026-11-23 Anchor Person: a task")
    };
    (0..).zip(values).map(case).collect()
}

/// Days that stand in the name of the file.
fn file_names() -> Vec<Case> {
    let text = |keys: &str| meeting_text("", "- [ ] t\n").replace("date: \n", keys);
    vec![
        file("meetings/2026-11-19 from the name.md", text(""))
            .owes("action-item 2026-11-22 Anchor Person: t"),
        file("meetings/2026-11-18-key-wins.md", text("date: 2026-11-19\n"))
            .owes("action-item 2026-11-22 Anchor Person: t"),
        file("meetings/2026-02-30 no such day.md", text("")).told("meeting-without-date"),
        // When the file was saved is never asked.
        file("meetings/no-date.md", text("")).told("meeting-without-date"),
    ]
}

/// Days to come, and days that are over.
fn plans() -> Vec<Case> {
    let status = |date: &str, status: &str| {
        meeting_text(date, "").replace("thank_you_email: skip", &format!("status: {status}"))
    };
    vec![
        on("last-day-of-all", "9999-12-31"),
        on("next-year", "2027-03-01"),
        on("today", "2026-11-21").owes("action-item 2026-11-24 Anchor Person: a task"),
        file("meetings/held-to-come.md", status("2027-01-01", "held")).told("future-held"),
        file("meetings/planned-long-ago.md", status("2026-10-01", "planned"))
            .owes_anything()
            .told("stale-plan"),
    ]
}

fn every(stem: &str, duration: &str) -> Case {
    let name = stem.replace('-', " ");
    let text = super::contact_text(&format!("Case {name}"), &format!("check_in: {duration}\n"));
    person(stem, text)
}

/// What is no duration is told, and the check-in of the settings holds.
fn durations() -> Vec<Case> {
    let values =
        ["999999999999 years", "-5d", "sometimes", "1.5 months", "3 fortnights", ".nan", "{a: b}"];
    let case = |(number, duration): (usize, &str)| {
        let case = every(&format!("no-duration-{number}"), duration);
        case.told(if duration == "{a: b}" { "bad-value" } else { "bad-duration" })
    };
    let others = vec![
        every("none-at-all", "0d")
            .owes("check-in 2026-09-01 Case none at all")
            .decided("to write again at once is odd, but it can be meant"),
        every("list", "[30d]").owes("check-in 2026-10-01 Case list"),
        every("list-of-nothing", "[]"),
    ];
    (0..).zip(values).map(case).chain(others).collect()
}

/// Days of the last touch.
fn touches() -> Vec<Case> {
    let seen = |stem: &str, date: &str, keys: &str| {
        let text = super::contact_text(&format!("Case {stem}"), keys);
        person(stem, text.replace("2026-09-01", date))
    };
    let log = b"## Log\n- 2026-11-01: call\n- **2026-11-05** mail\n- 2026-02-30: no such day\n\
                - 2027-01-01: to come\n- no date\n";
    vec![
        file("people/future.md", super::contact_text("Future", "").replace("2026-09", "2027-09")),
        seen("leap", "2024-02-29", "check_in: 1y\n").owes("check-in 2025-02-28 Case leap"),
        seen("clamp", "2026-08-31", "check_in: 1 month\n").owes("check-in 2026-09-30 Case clamp"),
        every("snoozed", "60d\nsnooze_until: 2026-10-01"),
        file("people/log.md", super::contact_text("Case log", "")).below(log),
    ]
}
