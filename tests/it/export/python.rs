//! Exports as other people's programs read them: calendars by the Python package `icalendar`, tables
//! by Python itself.

use keepwarm::text::collapse;
use keepwarm::text::visible;
use serde_json::Value;
use serde_json::json;

use crate::programs::find_python;
use crate::vault::Vault;

use super::HOSTILE;
use super::exported;
use super::quoted;

const READ: &str = r#"
import csv, datetime, io, json, sys
import icalendar

def moment(event, name):
    if name not in event:
        return None
    value = event.decoded(name)
    assert getattr(value, "tzinfo", None) is None
    return value.isoformat()

def entry(component):
    alarms = component.walk("VALARM")
    for part in [component, *alarms]:
        assert not part.errors, part.errors
    return {
        "name": component.name,
        "uid": str(component["UID"]),
        "stamp": component.decoded("DTSTAMP").isoformat(),
        "summary": str(component["SUMMARY"]),
        "place": str(component["LOCATION"]) if "LOCATION" in component else None,
        "from": moment(component, "DTSTART"),
        "to": moment(component, "DTEND"),
        "due": moment(component, "DUE"),
        "alarms": [alarm.decoded("TRIGGER").total_seconds() for alarm in alarms],
    }

with open(sys.argv[1], "rb") as file:
    calendars = icalendar.Calendar.from_ical(file.read(), multiple=True)
assert len(calendars) == 1 and not calendars[0].errors
with open(sys.argv[2], newline="", encoding="utf-8-sig") as file:
    rows = list(csv.DictReader(file, strict=True))
print(json.dumps({"entries": [entry(c) for c in calendars[0].subcomponents], "rows": rows}))
"#;

/// Has Python read the calendar and the table of a vault; `None` where it cannot.
fn read(vault: &Vault, arguments: &str) -> Option<Value> {
    let mut python = find_python("icalendar")?;
    let folder = tempfile::tempdir().unwrap();
    let (ics, csv) = (folder.path().join("agenda.ics"), folder.path().join("agenda.csv"));
    std::fs::write(&ics, exported(vault, &format!("ics {arguments}"))).unwrap();
    std::fs::write(&csv, exported(vault, "csv")).unwrap();
    let output = python.args(["-c", READ]).arg(ics).arg(csv).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// People with hostile names, each of them to be asked again and to be met.
fn hostile() -> Vault {
    let people = HOSTILE.into_iter().zip(10..);
    people.fold(Vault::new(), |vault, (name, day)| {
        let place = quoted(&format!("At {name}"));
        let when = format!("with: [[p{day}]]\ntime: 14:30\nend: 15:10\nplace: {place}");
        vault
            .contact(&format!("p{day}"), &format!("name: {}", quoted(name)))
            .meeting(&format!("2026-12-{day}-x"), &when, "")
            .meeting(
                &format!("2026-11-{day}-y"),
                "with: nobody\ndirection: none",
                &format!("Words.\n- [ ] Call, {} 📅 2026-11-30\n", collapse(name)),
            )
    })
}

#[test]
fn another_program_reads_the_same() {
    let vault = hostile();
    for (arguments, kind) in [("", "VEVENT"), ("--todo", "VTODO")] {
        let Some(read) = read(&vault, arguments) else { return };
        let entries = read["entries"].as_array().unwrap();
        let (items, meetings) = entries.split_at(HOSTILE.len());
        for item in items {
            assert_eq!(item["name"], kind);
            assert_eq!(item["stamp"], "2026-11-21T00:00:00+00:00");
            let day = if kind == "VEVENT" { "from" } else { "due" };
            assert_eq!(item[day], "2026-11-30");
        }
        for (meeting, (name, day)) in meetings.iter().zip(HOSTILE.into_iter().zip(10..)) {
            let shown = collapse(&visible(name));
            assert_eq!(meeting["name"], "VEVENT");
            assert_eq!(meeting["summary"], format!("Meeting with {shown}"));
            assert_eq!(meeting["from"], format!("2026-12-{day}T14:30:00"));
            assert_eq!(meeting["to"], format!("2026-12-{day}T15:10:00"));
            assert_eq!(meeting["alarms"], json!([-900.0]));
        }
        assert_eq!(meetings.len(), HOSTILE.len());
        let texts: Vec<&str> = read["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["text"].as_str().unwrap())
            .collect();
        let summaries: Vec<&str> =
            items.iter().map(|item| item["summary"].as_str().unwrap()).collect();
        let told = texts.iter().map(|text| format!("{text} · nobody"));
        assert_eq!(told.collect::<Vec<String>>(), summaries);
    }
}
