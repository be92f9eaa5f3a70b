//! `export ics`: items and meetings as events and to-dos.

use keepwarm::text::collapse;
use keepwarm::text::visible;
use proptest::prelude::*;

use crate::vault::Vault;

use super::HOSTILE;
use super::exported;
use super::quoted;
use super::read::Component;
use super::read::calendar;
use super::world;

/// Returns the events that last from one moment to another, a line each.
fn events(calendar: &Component) -> Vec<String> {
    let line = |event: &&Component| {
        let value = |name: &str| match event.value(name) {
            "-" => event.value(&format!("{name};VALUE=DATE")),
            moment => moment,
        };
        format!("{} {} {}", value("DTSTART"), value("DTEND"), event.value("SUMMARY"))
    };
    calendar.all("VEVENT").iter().map(line).collect()
}

/// Returns the line of the only event in a vault with one meeting to come.
fn planned(front_matter: &str) -> String {
    let front_matter = format!("with: Ada\ndirection: none\n{front_matter}");
    let vault = Vault::new().meeting("2026-11-23-ada", &front_matter, "");
    let [event] = events(&calendar(&exported(&vault, "ics"))).try_into().unwrap();
    event
}

#[test]
fn an_item_is_an_event_that_lasts_all_day_and_a_meeting_one_with_an_alarm() {
    let vault = Vault::new().contact("ada", "name: Ada Lovelace\nreached_out: 2026-11-10").meeting(
        "2026-11-25-mary",
        "with: Mary\ndirection: none\ntime: 14:30\nplace: A; B",
        "",
    );
    assert_eq!(
        exported(&vault, "ics").replace("\r\n", "\n"),
        "\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//keepwarm//keepwarm//EN
X-WR-CALNAME:keepwarm
BEGIN:VEVENT
UID:0qp8g0@keepwarm
DTSTAMP:20261121T000000Z
SUMMARY:Ask Ada Lovelace again
DESCRIPTION:Note: people/ada.md\\, line 4\\nDone: keepwarm done 0qp8g0
CATEGORIES:nudge
DTSTART;VALUE=DATE:20261117
DTEND;VALUE=DATE:20261118
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:w8zphvkmqwsa@keepwarm
DTSTAMP:20261121T000000Z
SUMMARY:Meeting with Mary
LOCATION:A\\; B
DESCRIPTION:Note: meetings/2026-11-25-mary.md
CATEGORIES:meeting
DTSTART:20261125T143000
DTEND:20261125T150000
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Time to be there: Meeting with Mary
TRIGGER:-PT15M
END:VALARM
END:VEVENT
END:VCALENDAR
"
    );
}

#[test]
fn each_item_with_a_day_and_each_planned_meeting_is_an_event() {
    assert_eq!(
        events(&calendar(&exported(&world(), "ics"))),
        [
            "20261120 20261121 E-mail your thanks to Grace Hopper",
            "20261130 20261201 Read it · Grace Hopper",
            "20261125 20261126 Prepare to meet Ada Lovelace",
            "20261125T143000 20261125T154500 Meeting with Ada Lovelace",
            "20270301 20270302 Meeting with Mary Jackson",
        ]
    );
}

#[test]
fn to_dos_are_there_without_a_day_too_and_meetings_stay_events() {
    let calendar = calendar(&exported(&world(), "ics --todo"));
    let to_dos = calendar.all("VTODO").into_iter().map(|to_do| {
        assert_eq!(to_do.value("STATUS"), "NEEDS-ACTION");
        format!("{} {}", to_do.value("DUE;VALUE=DATE"), to_do.value("SUMMARY"))
    });
    assert_eq!(
        to_dos.collect::<Vec<String>>(),
        [
            "20261120 E-mail your thanks to Grace Hopper",
            "20261130 Read it · Grace Hopper",
            "- Return the map to her · Ada Lovelace",
            "20261125 Prepare to meet Ada Lovelace",
        ]
    );
    assert_eq!(calendar.all("VEVENT").len(), 2);
}

#[test]
fn a_meeting_tells_what_to_know_before() {
    let calendar = calendar(&exported(&world(), "ics"));
    let [.., soon, later] = calendar.all("VEVENT")[..] else { panic!("no meetings") };
    assert_eq!(soon.value("LOCATION"), "Pier 3, gate B; left");
    let about =
        "Purpose: Looms\nStill missing: research, questions\nNote: meetings/2026-11-25-ada.md";
    assert_eq!(soon.value("DESCRIPTION"), about);
    assert_eq!(soon.parts[0].value("TRIGGER"), "-PT15M");
    let about = "To do: Look her up\nNote: meetings/2027-03-01-mary.md";
    assert_eq!(later.value("DESCRIPTION"), about);
    assert_eq!(later.parts, []);
}

#[test]
fn a_meeting_lasts_until_its_end_or_half_an_hour() {
    for (front_matter, from_to) in [
        ("", "20261123 20261124"),
        ("end: 15:00", "20261123 20261124"),
        ("time: 9:05", "20261123T090500 20261123T093500"),
        ("time: 14:30\nend: 16:00", "20261123T143000 20261123T160000"),
        ("time: 14:30\nend: 14:30", "20261123T143000 20261123T150000"),
        ("time: 14:30\nend: 13:00", "20261123T143000 20261123T150000"),
        ("time: 23:45", "20261123T234500 20261124T001500"),
    ] {
        assert_eq!(planned(front_matter), format!("{from_to} Meeting with Ada"), "{front_matter}");
    }
}

#[test]
fn a_meeting_that_is_off_or_over_is_no_event() {
    let vault = Vault::new().meeting("2026-11-23-ada", "with: Ada\nstatus: cancelled", "").meeting(
        "2026-11-10-grace",
        "with: Grace\ndirection: none\ntime: 10:00",
        "Words.",
    );
    assert_eq!(events(&calendar(&exported(&vault, "ics"))), [""; 0]);
}

#[test]
fn what_waits_for_others_says_so() {
    let body = "Words.\n## Waiting for\n- [ ] Ada: her map\n- [ ] a list by 2026-11-22\n";
    let vault = Vault::new().meeting("2026-11-10-ada", "with: Ada Lovelace\ndirection: none", body);
    assert_eq!(
        events(&calendar(&exported(&vault, "ics"))),
        [
            "20261117 20261118 Waiting for Ada: her map",
            "20261122 20261123 Waiting for Ada Lovelace: a list",
        ]
    );
}

#[test]
fn the_last_days_of_the_calendar_are_no_trouble() {
    let tasks = "- [ ] Last 📅 9999-12-31\n- [ ] Last but one 📅 9999-12-30\n";
    let vault = Vault::new().file("people/ada.md", &format!("---\ntype: contact\n---\n{tasks}"));
    let vault = vault.meeting("9999-12-31-ada", "with: Ada\ntime: 23:50", "");
    let events = events(&calendar(&exported(&vault, "ics")));
    assert_eq!(events, ["99991230 99991231 Last but one · ada"]);
    let to_dos = calendar(&exported(&vault, "ics --todo"));
    assert_eq!(to_dos.all("VTODO").len(), 2);
}

#[test]
fn the_same_day_makes_the_same_calendar_and_names_stay_from_day_to_day() {
    let today = exported(&world(), "ics");
    assert_eq!(exported(&world(), "ics"), today);
    let tomorrow = exported(&world().today("2026-11-22"), "ics");
    let names = |text: &str| -> Vec<String> {
        let names = calendar(text).parts.into_iter().map(|part| part.value("UID").to_owned());
        names.collect()
    };
    assert_eq!(names(&tomorrow)[..2], names(&today)[..2]);
    assert_ne!(tomorrow, today);
    assert_eq!(tomorrow.replace("20261122T000000Z", "20261121T000000Z").len(), tomorrow.len());
}

#[test]
fn the_filters_of_the_agenda_choose_items_and_meetings() {
    for (filter, summaries) in [
        ("--who mary", &["Meeting with Mary Jackson"] as &[&str]),
        ("--overdue", &["E-mail your thanks to Grace Hopper"]),
        (
            "--until 2026-11-25 --kind prepare",
            &["Prepare to meet Ada Lovelace", "Meeting with Ada Lovelace"],
        ),
        ("--kind action-item", &["Read it · Grace Hopper"]),
    ] {
        let calendar = calendar(&exported(&world(), &format!("ics {filter}")));
        let shown: Vec<&str> = calendar.parts.iter().map(|part| part.value("SUMMARY")).collect();
        assert_eq!(shown, summaries, "{filter}");
    }
}

#[test]
fn whatever_notes_say_a_calendar_has_no_more_than_it_should() {
    for name in HOSTILE {
        let vault = Vault::new()
            .contact("a", &format!("name: {}\nreached_out: 2026-11-10", quoted(name)))
            .meeting("2026-11-25-x", &format!("with: [[a]]\nplace: {}", quoted(name)), "");
        let calendar = calendar(&exported(&vault, "ics"));
        assert_eq!(calendar.parts.len(), 2, "{name:?}");
        let shown = collapse(&visible(name));
        assert_eq!(calendar.parts[1].value("SUMMARY"), format!("Meeting with {shown}"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn any_name_can_be_read_back(name in "[a-z][\\PC,;:\\\\\"\n\r\t\u{1b}\u{202e}👩‍👧é]{0,90}[a-z]") {
        let vault = Vault::new()
            .contact("a", &format!("name: {}", quoted(&name)))
            .meeting("2027-01-25-x", "with: [[a]]", "");
        let calendar = calendar(&exported(&vault, "ics"));
        let shown = collapse(&visible(&name));
        prop_assert_eq!(calendar.parts[0].value("SUMMARY"), format!("Meeting with {shown}"));
    }
}
