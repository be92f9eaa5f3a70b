//! A second keepwarm, slow and obvious, that was written from `SPEC` alone: on vaults made up at
//! random, both must say the same. `PROPTEST_CASES=20000` tries eighty times as many.

mod calendar;
mod generate;
mod owed;
mod people;
mod world;
mod write;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;

use crate::vault::Vault;

use calendar::Day;
use owed::Coming;
use owed::Item;
use owed::Model;
use people::Who;
use world::World;

/// Puts the notes on the disk.
fn on_disk(world: &World, today: Day) -> Vault {
    let vault = Vault::new().today(&today.to_string()).config(&write::config(&world.config));
    let notes = write::notes(world);
    notes.iter().fold(vault, |vault, note| vault.bytes(&note.path, note.text.as_bytes()))
}

/// Where an item stands in the dashboard.
fn section(kind: &str) -> usize {
    match kind {
        "thank-you-email" | "thank-you-note" => 0,
        "action-item" | "pick-action" | "promise" => 1,
        "check-in" | "report-back" => 2,
        "nudge" | "schedule" => 3,
        "write-up" => 4,
        "prepare" => 5,
        _ => 6,
    }
}

fn state(due: Option<Day>, today: Day) -> &'static str {
    match due {
        None => "undated",
        Some(due) if due < today => "overdue",
        Some(due) if due == today => "today",
        Some(_) => "upcoming",
    }
}

fn day(day: Option<Day>) -> Value {
    day.map_or(Value::Null, |day| json!(day.to_string()))
}

fn names(who: &[Who]) -> Vec<String> {
    who.iter().map(Who::name).collect()
}

fn paths(who: &[Who]) -> Vec<Option<String>> {
    who.iter().map(Who::path).collect()
}

/// Returns what the model expects of an item, as JSON.
fn expected_item(item: &Item, world: &World, lines: &BTreeMap<String, Vec<usize>>) -> Value {
    let (path, task) = &item.source;
    let mut expected = json!({
        "kind": item.kind,
        "due": day(item.due),
        "state": state(item.due, world.today),
        "who": names(&item.who),
        "contacts": paths(&item.who),
        "path": path,
        "meeting": item.meeting.as_ref().map(|(path, date)| {
            json!({"path": path, "date": day(*date)})
        }),
        "missing": item.missing,
    });
    if let Some(index) = task {
        expected["line"] = json!(lines[path][*index]);
        expected["text"] = json!(item.text);
    }
    expected
}

/// Returns what keepwarm says of an item, as far as the model has a word for it.
fn said_item(item: &Value) -> Value {
    let mut said = item.clone();
    let fields = said.as_object_mut().unwrap();
    fields.remove("id");
    let source = fields.remove("source").unwrap();
    fields.insert("path".to_owned(), source["path"].clone());
    if matches!(item["kind"].as_str(), Some("action-item" | "promise" | "waiting")) {
        fields.insert("line".to_owned(), source["line"].clone());
    } else {
        fields.remove("text");
    }
    said
}

fn expected_coming(coming: &Coming) -> Value {
    json!({
        "path": coming.path,
        "date": coming.date.to_string(),
        "time": coming.has_time.then_some("14:30"),
        "who": names(&coming.who),
        "place": coming.has_place.then_some("The Mill"),
        "missing": coming.missing,
    })
}

/// Where something stands in its list: the section, the day, the names, the path, the line.
type Place = (usize, String, Vec<String>, String, Option<u64>);

fn place(one: &Value, day: &str) -> Place {
    let names = one["who"].as_array().unwrap().iter();
    (
        one["kind"].as_str().map_or(0, section),
        one[day].as_str().unwrap_or("without a day: last").to_owned(),
        names.map(|name| name.as_str().unwrap().to_lowercase()).collect(),
        one["path"].to_string(),
        one["line"].as_u64(),
    )
}

fn is_compared(code: &str) -> bool {
    matches!(code, "stale-plan" | "future-held" | "meeting-without-date" | "meeting-without-people")
}

/// Compares all that keepwarm says with what the model says.
fn compare(world: &World) -> Result<(), TestCaseError> {
    let json = on_disk(world, world.today).json();
    let model = Model { world };
    let lines = write::notes(world).into_iter().map(|note| (note.path, note.task_lines)).collect();

    let items = model.items();
    let expected = items.iter().map(|item| expected_item(item, world, &lines)).collect();
    let said = json["items"].as_array().unwrap().iter().map(said_item).collect();
    same("items", expected, said, |item| place(item, "due"))?;

    let expected = model.coming_up().iter().map(expected_coming).collect();
    let said = json["coming_up"].as_array().unwrap().clone();
    same("coming up", expected, said, |coming| place(coming, "date"))?;

    let said: BTreeSet<&str> =
        json["goal"]["met"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let met: BTreeSet<String> = model.met().iter().map(Who::name).collect();
    prop_assert_eq!(said, met.iter().map(String::as_str).collect::<BTreeSet<_>>());
    let goal = world.config.new_people.unwrap_or(1);
    prop_assert_eq!(json["goal"]["target"].as_u64(), Some(goal as u64));

    let problems = json["diagnostics"].as_array().unwrap().iter();
    let said: BTreeSet<(String, String)> = problems
        .map(|problem| [&problem["code"], &problem["path"]].map(|text| text.as_str().unwrap()))
        .filter(|[code, _]| is_compared(code))
        .map(|[code, path]| (code.to_owned(), path.to_owned()))
        .collect();
    prop_assert_eq!(said, model.problems());
    Ok(())
}

/// Compares two lists, and shows only what differs.
fn same(
    what: &str,
    expected: Vec<Value>,
    said: Vec<Value>,
    place: impl Fn(&Value) -> Place,
) -> Result<(), TestCaseError> {
    let only = |these: &[Value], those: &[Value]| {
        let only = these.iter().filter(|value| !those.contains(value));
        only.map(|value| format!("{value}\n")).collect::<String>()
    };
    let (missing, surplus) = (only(&expected, &said), only(&said, &expected));
    let differs = !missing.is_empty() || !surplus.is_empty();
    prop_assert!(!differs, "{}\nonly the model:\n{}only keepwarm:\n{}", what, missing, surplus);
    prop_assert_eq!(said.len(), expected.len(), "{}, some of them twice", what);
    let places: Vec<Place> = said.iter().map(place).collect();
    prop_assert!(places.is_sorted(), "the order of {}: {:#?}", what, places);
    Ok(())
}

/// Returns the ids of what is owed, by all that makes an item what it is; `n_above` lines stand
/// above what stood there before.
fn ids(json: &Value, n_above: u64) -> BTreeMap<String, String> {
    let items = json["items"].as_array().unwrap().iter();
    let ids = items.map(|item| {
        let task = said_item(item)["line"].as_u64().map(|line| line - n_above);
        let whose = if task.is_none() { &item["who"] } else { &Value::Null };
        let key = format!("{} {} {whose} {task:?}", item["kind"], item["source"]["path"]);
        (key, item["id"].as_str().unwrap().to_owned())
    });
    ids.collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        max_shrink_iters: 20_000,
        ..super::properties::cases(300)
    })]

    #[test]
    fn keepwarm_says_what_the_specification_says(world in generate::worlds()) {
        compare(&world)?;
    }
}

proptest! {
    #![proptest_config(super::properties::cases(60))]

    #[test]
    fn what_is_owed_keeps_its_id_on_other_days_and_whatever_is_written_elsewhere(
        world in generate::worlds(),
        offset in -40..40_i32,
        n_above in 0..4_u64,
    ) {
        let today = ids(&on_disk(&world, world.today).json(), 0);
        let distinct: BTreeSet<&String> = today.values().collect();
        prop_assert_eq!(distinct.len(), today.len());
        let mut vault = on_disk(&world, world.today.offset(offset)).contact("zz", "name: Zuzu Zz");
        for note in write::notes(&world) {
            let above = format!("\n---\n{}", "\n".repeat(usize::try_from(n_above).unwrap()));
            let text = note.text.replacen("\n---\n", &above, 1);
            vault = vault.bytes(&note.path, text.as_bytes());
        }
        for (key, id) in ids(&vault.json(), n_above) {
            let same = today.get(&key).unwrap_or(&id);
            // Where two ids clash, they grow.
            prop_assert!(*same == id || same.len().max(id.len()) > 6, "{}: {} {}", key, same, id);
        }
    }
}
