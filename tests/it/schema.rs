//! `keepwarm schema`, judged by an outside validator: it lets through what keepwarm reads without a
//! word, and nothing that keepwarm complains about.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use jsonschema::Validator;
use keepwarm::note;
use keepwarm::settings;
use keepwarm::settings::COMMON;
use keepwarm::settings::CONTACT;
use keepwarm::settings::Form;
use keepwarm::settings::KnownKey;
use keepwarm::settings::MEETING;
use keepwarm::settings::OPTIONS;
use keepwarm::settings::Setting;
use keepwarm::settings::Settings;
use keepwarm::settings::normalise;
use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;
use walkdir::WalkDir;

use crate::vault::Vault;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Values of every kind, in YAML: good ones for one key are bad ones for another.
const VALUES: &[&str] = &[
    "",
    "null",
    "''",
    "' '",
    "Ada",
    "7",
    "60",
    "99999999",
    "1.5",
    "true",
    "no",
    "YES",
    "later",
    "Never",
    "off",
    "on",
    "2026-11-20",
    "\"2026-11-20\"",
    "' 2026-11-20 '",
    "2026-11-31",
    "2026-02-29",
    "2028-02-29",
    "2000-02-29",
    "1900-02-29",
    "1899-12-31",
    "2026-1-5",
    "20261120",
    "20.11.2026",
    "2026-11-20T14:30",
    "2026-11-20 14:30:59.25+01:00",
    "2026-11-20 14:30Z",
    "2026-11-20 25:00",
    "\"[[2026-11-20]]\"",
    "\"[[daily/2026-11-20|Friday]]\"",
    "\"[[2026-11-20.md#Log]]\"",
    "\"[[2026-11-20\"",
    "[[2026-11-20]]",
    "[[2026-11-20|Friday]]",
    "[2026-11-20]",
    "[2026-11-20, 2026-11-21]",
    "[2026-11-20, soon]",
    "[[2026-11-20], 2026-11-21]",
    "14:30",
    "9:05",
    "24:00",
    "2pm",
    "14.30",
    "14:30:00Z",
    "3d",
    "2 weeks",
    "6 Months",
    "1Y",
    "quarterly",
    "-5d",
    "1.5 months",
    "60d, 6 months",
    "[60d, 6 months]",
    "[60, never]",
    "[[60d], 30]",
    "[]",
    "[Ada, Grace]",
    "[[Ada]]",
    "[[Ada, Countess]]",
    "[[[Ada]]]",
    "\"[[Ada]]\"",
    "[{a: b}]",
    "{a: b}",
    "planned",
    "No_Show",
    "no show",
    "canceled",
    "postponed",
    "asking",
    "GIVING",
    "skip",
    "n/a",
    "\"[[Ada]] 2026-11-20\"",
    "[\"[[Ada]] 2026-11-20\", \"[[Grace]] skip\"]",
    "[\"[[Ada]] 2026-11-20 10:00\", Grace no]",
    "[\"[[Ada]]\", Grace]",
    "[2026-11-20, Ada yes]",
    "Ada 2026-11-31",
    "markdown",
    "wikilinks",
    "notes/x.md",
    "notes/x.html",
    "X.Markdown",
    ".md",
    "x.md ",
    "../x.md",
    "/x.md",
    "./x.md",
    "a/./b",
    "a//b",
    "C:x",
    "[true, false]",
    "| \n  Ada\n  Lovelace",
];

/// Values with something empty in a list, where the schema is milder than the program.
const WITH_EMPTIES: &[&str] = &["['', 2026-11-20]", "[null, Ada]", "[[], 14:30]", "['', '', yes]"];

/// Returns the schema that is printed.
fn schema(of: &str) -> Value {
    let output = Vault::new().run(&format!("schema {of}"));
    assert_eq!((output.status, output.err.as_str()), (0, ""), "{of}");
    serde_json::from_str(&output.out).unwrap()
}

fn validator(schema: &Value) -> Validator {
    jsonschema::validator_for(schema).unwrap()
}

/// Returns one of the validators, which take a while to make.
fn judge(of: &str) -> &'static Validator {
    static JUDGES: LazyLock<[(&str, Validator); 3]> =
        LazyLock::new(|| ["contact", "meeting", "config"].map(|of| (of, validator(&schema(of)))));
    JUDGES.iter().find(|(known, _)| *known == of).map(|(_, judge)| judge).unwrap()
}

/// Returns what an editor sees in YAML; `None` where it sees no mapping of texts.
fn editor_sees(yaml: &str) -> Option<Value> {
    serde_yaml::from_str(yaml).ok()
}

/// Returns what is wrong with the front matter of a note, of the kinds that a schema can tell.
fn complaints(kind: &str, yaml: &str) -> Vec<String> {
    let path = if kind == "contact" { "people/ada.md" } else { "meetings/ada.md" };
    let text = format!("---\n{yaml}\n---\n");
    let note = note::parse(path.into(), &text, &Settings::new());
    let codes = ["front-matter", "bad-date", "bad-duration", "bad-value"];
    let told = note.problems.iter().filter(|problem| codes.contains(&problem.code.word()));
    told.map(|problem| problem.message.clone()).collect()
}

/// Returns the keys of both kinds of notes, each with its kind.
fn known_keys() -> impl Iterator<Item = (&'static str, &'static KnownKey)> {
    let of =
        |kind, keys: &'static [KnownKey]| COMMON.iter().chain(keys).map(move |known| (kind, known));
    of("contact", CONTACT).chain(of("meeting", MEETING))
}

#[test]
fn every_schema_is_one_that_language_servers_understand() {
    for of in ["contact", "meeting", "config", "agenda"] {
        let schema = schema(of);
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        jsonschema::meta::validate(&schema).unwrap();
    }
}

#[test]
fn the_schema_accepts_a_value_if_and_only_if_the_reader_does() {
    for (kind, known) in known_keys().filter(|(_, known)| known.form != Form::Any) {
        let judge = judge(kind);
        for value in VALUES.iter().chain(WITH_EMPTIES) {
            let yaml = format!("{}: {value}", known.name);
            let seen = editor_sees(&yaml).unwrap();
            let complaints = complaints(kind, &yaml);
            let (accepts, reads) = (judge.is_valid(&seen), complaints.is_empty());
            let is_milder = WITH_EMPTIES.contains(value) && accepts;
            assert!(accepts == reads || is_milder, "{yaml}: {accepts}, but {complaints:?}");
        }
    }
}

#[test]
fn a_key_is_checked_under_every_name_and_in_every_spelling() {
    for (kind, known) in known_keys().filter(|(_, known)| known.form != Form::Any) {
        let judge = judge(kind);
        for name in std::iter::once(&known.name).chain(known.aliases) {
            let spellings = [
                (*name).to_owned(),
                name.to_uppercase(),
                name.replace('_', "-"),
                name.replace('_', " "),
                name.replace('_', ""),
                format!("{}{}", name[..1].to_uppercase(), &name[1..]),
            ];
            for spelling in spellings {
                assert!(!judge.is_valid(&json!({ &spelling: { "a": "b" } })), "{spelling}");
                assert!(judge.is_valid(&json!({ &spelling: null })), "{spelling}");
            }
        }
    }
}

#[test]
fn no_editor_shows_anybody_a_pattern() {
    fn look(schema: &Value) {
        let is_said = schema.get("patternErrorMessage").is_some();
        let pattern = schema.get("pattern").and_then(Value::as_str);
        assert!(is_said || pattern.is_none_or(|pattern| pattern == "^\\s*$"), "{schema}");
        let inner = schema.as_object().into_iter().flatten().filter(|(key, _)| *key != "not");
        inner
            .map(|(_, schema)| schema)
            .chain(schema.as_array().into_iter().flatten())
            .for_each(look);
    }
    ["contact", "meeting", "config"].iter().for_each(|of| look(&schema(of)));
}

#[test]
fn other_peoples_keys_may_stand_in_a_note() {
    for of in ["contact", "meeting"] {
        let judge = judge(of);
        assert!(judge.is_valid(&json!({ "cssclasses": { "a": [1] }, "dates": "x" })));
        assert!(judge.is_valid(&Value::Null));
        assert!(!judge.is_valid(&json!(["name"])));
    }
}

#[test]
fn a_vaults_own_names_for_keys_are_in_its_schema() {
    let vault = Vault::new().file("keepwarm.yaml", "keys: {with: [invitees], date: Der Tag}\n");
    let schema: Value = serde_json::from_str(&vault.run("schema meeting").out).unwrap();
    let own = validator(&schema);
    for (key, value) in [("Invitees", json!({})), ("der-tag", json!("soon"))] {
        assert!(!own.is_valid(&json!({ key: value })), "{key}");
        assert!(judge("meeting").is_valid(&json!({ key: value })), "{key}");
    }
}

#[test]
fn the_schema_of_the_configuration_is_there_when_the_configuration_is_wrong() {
    let vault = Vault::new().file("keepwarm.yaml", "horizont: 7d\n");
    assert_eq!(vault.run("schema config").status, 0);
    assert_eq!(vault.run("schema contact").status, 2);
}

#[test]
fn every_key_that_the_readers_ask_for_is_in_the_table() {
    let keys: BTreeSet<String> =
        known_keys().map(|(_, known)| format!("{:?}", known.key)).collect();
    let mut asked = BTreeSet::new();
    for file in WalkDir::new(Path::new(ROOT).join("src")) {
        let path = file.unwrap().into_path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let words = text.split("Key::").skip(1);
        let words = words.map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap());
        let variants = words.filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase()));
        asked.extend(variants.map(str::to_owned));
    }
    assert_eq!(asked, keys);
}

#[test]
fn a_slip_in_any_name_of_the_table_is_told() {
    let keys = Settings::new().keys;
    for (kind, known) in known_keys() {
        let names = std::iter::once(&known.name).chain(known.aliases);
        for name in names.filter(|name| name.len() >= 8) {
            let slip = normalise(&format!("{}q{}", &name[..4], &name[5..])).into_owned();
            let near = match kind {
                "contact" => keys.near_contact(&slip),
                _ => keys.near_meeting(&slip),
            };
            assert_eq!(near, Some(*name), "{slip}");
        }
    }
}

#[test]
fn every_key_says_what_it_means_and_its_examples_are_right() {
    for (kind, known) in known_keys() {
        assert!(known.about.ends_with('.') && !known.about.contains('`'), "{}", known.name);
        assert!(known.form == Form::Any || !known.examples.is_empty(), "{}", known.name);
        for example in known.examples {
            let yaml = format!("{}: {example}", known.name);
            assert_eq!(complaints(kind, &yaml), [""; 0], "{yaml}");
        }
    }
    for of in ["contact", "meeting"] {
        let (schema, judge) = (schema(of), judge(of));
        for (name, property) in schema["properties"].as_object().unwrap() {
            for example in property["examples"].as_array().into_iter().flatten() {
                assert!(judge.is_valid(&json!({ name: example })), "{name}: {example}");
            }
        }
    }
}

#[test]
fn the_notes_of_the_example_are_right() {
    for entry in WalkDir::new(Path::new(ROOT).join("example-vault")) {
        let path = entry.unwrap().into_path();
        let text = fs::read_to_string(&path).unwrap_or_default();
        let Some((front, _)) = text.strip_prefix("---\n").and_then(|t| t.split_once("\n---\n"))
        else {
            continue;
        };
        let of = if front.contains("type: contact") { "contact" } else { "meeting" };
        let seen = editor_sees(front).unwrap();
        let errors: Vec<String> = judge(of).iter_errors(&seen).map(|e| e.to_string()).collect();
        assert_eq!(errors, [""; 0], "{}", path.display());
    }
}

#[test]
fn fixtures_fail_where_their_front_matter_is_wrong() {
    let mut n_wrong = 0;
    for entry in fs::read_dir(Path::new(ROOT).join("tests/diagnostics")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let front = text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n"));
        let Some((front, _)) = front.filter(|_| path.extension().unwrap() == "md") else {
            continue;
        };
        let Some(seen) = editor_sees(front) else { continue };
        let kind = if front.contains("type: contact") { "contact" } else { "meeting" };
        let complaints = complaints(kind, front);
        if complaints.iter().any(|words| words.contains("cannot be read")) {
            continue; // What is no proper YAML is not for a schema to say.
        }
        let is_wrong = !complaints.is_empty();
        assert_eq!(judge(kind).is_valid(&seen), !is_wrong, "{name}");
        assert_eq!(is_wrong, name.starts_with("bad-") && name != "bad-date-in-task", "{name}");
        n_wrong += usize::from(is_wrong);
    }
    assert!(n_wrong > 8, "{n_wrong}");
}

/// Returns every setting, with the keys that lead to it.
fn settings_of(options: &'static [Setting], within: &str) -> Vec<(String, &'static Setting)> {
    let all = options.iter().flat_map(|setting| {
        let path = format!("{within}{}", setting.name);
        let inner = settings_of(setting.shape.keys(), &format!("{path}: {{"));
        std::iter::once((path, setting)).chain(inner)
    });
    all.collect()
}

/// Returns YAML with a value under a path like `goal: {new_people`.
fn assigned(path: &str, value: &str) -> String {
    format!("{path}: {value}{}", "}".repeat(path.matches('{').count()))
}

#[test]
fn the_schema_accepts_a_setting_if_and_only_if_keepwarm_does() {
    let judge = judge("config");
    let more = ["advice: {long-draft", "check_in_by_tag: {mentor", "keys: {with", "headings: {log"];
    let wrong = ["goal: {people", "keys: {wiht", "headings: {to-do", "horizont", "advice: {bad"];
    let paths = settings_of(OPTIONS, "").into_iter().map(|(path, _)| path);
    for path in paths.chain(more.iter().chain(&wrong).map(|path| (*path).to_owned())) {
        for value in VALUES.iter().chain(WITH_EMPTIES).filter(|value| !value.contains('\n')) {
            let yaml = assigned(&path, value);
            let Some(seen) = editor_sees(&yaml) else { continue };
            let read = settings::read(&yaml);
            assert_eq!(judge.is_valid(&seen), read.is_ok(), "{yaml}: {read:?}");
        }
    }
}

#[test]
fn every_form_of_the_agenda_can_be_an_output() {
    let outputs = OPTIONS.iter().find(|setting| setting.name == "outputs").unwrap();
    let keys: BTreeSet<&str> = outputs.shape.keys().iter().map(|setting| setting.name).collect();
    assert_eq!(keys, settings::Format::ALL.iter().map(|format| format.word()).collect());
}

#[test]
fn the_defaults_in_the_schema_are_those_that_hold() {
    let mut config = String::new();
    for (path, setting) in settings_of(OPTIONS, "").iter().filter(|(path, _)| !path.contains('{')) {
        let inner = settings_of(setting.shape.keys(), "");
        let inner: Vec<String> =
            inner.iter().map(|(name, one)| format!("{name}: {}", one.default)).collect();
        let value = match inner.as_slice() {
            [] => setting.default.to_owned(),
            inner => format!("{{{}}}", inner.join(", ")),
        };
        config.push_str(&format!("{path}: {value}\n"));
    }
    let read = settings::read(&config).unwrap();
    assert_eq!(format!("{read:#?}"), format!("{:#?}", Settings::new()));
    assert!(judge("config").is_valid(&editor_sees(&config).unwrap()));
}

#[test]
fn configurations_that_are_wrong_fail() {
    let judge = judge("config");
    for entry in fs::read_dir(Path::new(ROOT).join("tests/diagnostics")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().unwrap() == "yaml" {
            let seen = editor_sees(&fs::read_to_string(&path).unwrap());
            assert!(seen.is_none_or(|seen| !judge.is_valid(&seen)), "{}", path.display());
        }
    }
    let example = fs::read_to_string(Path::new(ROOT).join("example-vault/keepwarm.yaml")).unwrap();
    assert!(judge.is_valid(&editor_sees(&example).unwrap()));
}

/// Returns the schema of the agenda, which lets no other keys through.
pub(crate) fn strict_agenda() -> &'static Validator {
    static JUDGE: LazyLock<Validator> = LazyLock::new(|| {
        let mut schema = schema("agenda");
        close(&mut schema);
        validator(&schema)
    });
    fn close(schema: &mut Value) {
        if let Some(entries) = schema.as_object_mut() {
            if entries.contains_key("properties") {
                entries.insert("additionalProperties".to_owned(), false.into());
            }
            entries.values_mut().for_each(close);
        } else if let Some(items) = schema.as_array_mut() {
            items.iter_mut().for_each(close);
        }
    }
    &JUDGE
}

#[test]
fn the_agenda_of_every_fixture_has_its_form() {
    let judge = strict_agenda();
    let example = Path::new(ROOT).join("example-vault");
    let mut vault = Vault::new();
    for entry in WalkDir::new(&example) {
        let path = entry.unwrap().into_path();
        if path.is_file() {
            let name = path.strip_prefix(&example).unwrap().to_str().unwrap().to_owned();
            vault = vault.bytes(&name, &fs::read(&path).unwrap());
        }
    }
    let with_a_problem =
        Vault::new().contact("ada", "last_contact: soon").file("x.md", "---\na: [");
    for vault in [vault, with_a_problem, Vault::new()] {
        let errors: Vec<String> =
            judge.iter_errors(&vault.json()).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0]);
    }
    assert!(!judge.is_valid(&json!({ "schema": 1 })));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..Default::default() })]

    #[test]
    fn dates_are_days_of_the_calendar(year in 1890..2110, month in 0..14, day in 0..33) {
        let judge = judge("contact");
        let date = format!("{year:04}-{month:02}-{day:02}");
        let is_day = keepwarm::date::read(&date).is_some();
        prop_assert_eq!(judge.is_valid(&json!({ "last_contact": date.clone() })), is_day, "{}", date);
    }
}
