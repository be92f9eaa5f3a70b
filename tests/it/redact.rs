//! `--redact`: nothing that a person wrote is seen, and everything else is as it was.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use crate::schema::strict_agenda;
use crate::vault::Output;
use crate::vault::Vault;

/// Stands in everything that a person could write into a note; no program of ours says it.
const MARK: &str = "zqx";

fn tells(text: &str) -> bool {
    text.to_lowercase().contains(MARK)
}

fn assert_silent(output: &Output, command: &str) {
    assert!(!tells(&output.out), "{command} prints\n{}", output.out);
    assert!(!tells(&output.err), "{command} says\n{}", output.err);
}

fn ada_and_others() -> Vault {
    Vault::new()
        .contact("ada-lovelace", "name: Ada Lovelace\nemail: ada@example.org\ncompany: Engines")
        .contact("alan-lowe", "name: Alan Lowe\nreferred_by: \"[[ada-lovelace]]\"")
        .meeting(
            "2026-11-20-coffee",
            "with: [\"[[ada-lovelace]]\", Grace Hopper, 山田太郎]\nplace: Cafe Rosso",
            "## Takeaways\n- trust the engine\n- be kind\n## Promises\n- [ ] send Ada the book\n",
        )
}

#[test]
fn the_agenda_has_initials_and_no_texts() {
    let vault = ada_and_others();
    let output = vault.run("agenda --redact --kind thank-you-email --kind promise");
    let expected = "\
Saturday, 21 November 2026 · 3 overdue · 0 due today · 1 coming · new people this month: 1 of 1

Thank-you notes
  2026-11-20 overdue  E-mail A. L. · Meeting 2026-11-20  ";
    assert!(output.out.starts_with(expected), "{}", output.out);
    for shown in ["E-mail G. H.", "E-mail N. N.", "Promised: something · A. L., G. H. and N. N."] {
        assert!(output.out.contains(shown), "{}", output.out);
    }
    assert_eq!(output.err, "");
}

#[test]
fn people_of_the_same_initials_have_numbers() {
    let vault = ada_and_others().contact("anna-lind", "name: Anna Lind\nlast_contact: 2026-09-01");
    let output = vault.run("agenda --redact --kind check-in");
    assert!(output.out.contains("Write to A. L. (3)"), "{}", output.out);
    // The filter knows the names all the same.
    let output = vault.run("agenda --redact --who anna");
    assert!(output.out.contains("Write to A. L. (3)"), "{}", output.out);
}

#[test]
fn the_json_has_the_same_items() {
    let vault = ada_and_others();
    let plain = vault.json();
    let redacted = vault.run("agenda --redact --json");
    let redacted: Value = serde_json::from_str(&redacted.out).unwrap();
    assert_same_items(&plain, &redacted);
    let first = &redacted["items"][0];
    assert_eq!(first["text"], "E-mail A. L.");
    assert_eq!(first["contacts"][0], "contact-1.md");
    assert_eq!(first["source"]["path"], "meeting-1.md");
}

fn assert_same_items(plain: &Value, redacted: &Value) {
    assert!(strict_agenda().is_valid(redacted), "{redacted}");
    let keys = |agenda: &Value| -> Vec<String> {
        let items = agenda["items"].as_array().unwrap().iter();
        let key = |item: &Value| {
            let (kind, due, state) = (&item["kind"], &item["due"], &item["state"]);
            let n_people = item["who"].as_array().unwrap().len();
            let (line, missing) = (&item["source"]["line"], &item["missing"]);
            format!("{} {kind} {due} {state} {n_people} {line} {missing}", item["id"])
        };
        items.map(key).collect()
    };
    assert_eq!(keys(plain), keys(redacted));
    assert_eq!(plain["counts"], redacted["counts"]);
    let n = |agenda: &Value, list: &str| agenda.pointer(list).unwrap().as_array().unwrap().len();
    for list in ["/coming_up", "/diagnostics", "/goal/met"] {
        assert_eq!(n(plain, list), n(redacted, list), "{list}");
    }
}

#[test]
fn show_has_dates_and_no_words() {
    let output = ada_and_others().run("show ada --redact");
    let lines: Vec<&str> = output.out.lines().map(str::trim_end).collect();
    assert_eq!(lines[0], "A. L.");
    assert!(lines.contains(&"Led to      A. L. (2)"), "{}", output.out);
    assert!(lines.contains(&"  - 2 lines"), "{}", output.out);
    assert!(lines.contains(&"  2026-11-20  Meeting"), "{}", output.out);
    for hidden in ["Ada", "ada", "engine", "Engines", "Rosso", "book", "Grace"] {
        assert!(!output.out.contains(hidden), "{hidden}: {}", output.out);
    }
}

#[test]
fn whoever_asks_in_vain_is_not_told_other_names() {
    let vault = ada_and_others();
    for who in ["a", "adda", "nobody"] {
        let output = vault.run(&format!("show {who} --redact"));
        assert_eq!(output.status, 2);
        for name in ["Ada", "Alan", "ada-lovelace"] {
            assert!(!output.err.contains(name), "{}", output.err);
        }
    }
}

#[test]
fn check_says_where_but_not_what() {
    let vault = Vault::new().contact("ada-lovelace", "last_contact: since Turin\nemial: a@b.c");
    let output = vault.run("check --redact");
    let expected = "\
error[bad-date]: a date is not written `YYYY-MM-DD`, or there is no such day
--> contact-1.md:3
 = help: write the date as year-month-day, like `2026-11-20`

warning[unknown-key]: a key looks like a slip for a known one
--> contact-1.md:4

";
    assert_eq!((output.status, output.out.as_str()), (1, expected));
}

#[test]
fn a_wrong_configuration_is_told_without_its_text() {
    let vault = Vault::new().config("me: [Ada Lovelace]\nhorizon: Turin\n");
    let output = vault.run("agenda --redact");
    assert_eq!(output.status, 2);
    assert!(!output.err.contains("Turin"), "{}", output.err);
    assert!(output.err.contains("keepwarm.yaml:2"), "{}", output.err);
}

#[test]
fn on_a_terminal_no_link_leads_to_a_note() {
    let vault = ada_and_others();
    let run = |arguments: &[&str]| vault.run_in(vault.path(), arguments, Some(80)).out;
    assert!(run(&["agenda"]).contains("file://"));
    assert!(!run(&["agenda", "--redact"]).contains("file://"));
}

#[test]
fn a_redacted_dashboard_stays_so_until_it_is_plain_again() {
    let vault = ada_and_others();
    let is_redacted = || !vault.read("DASHBOARD.md").contains("Ada Lovelace");
    vault.run("build");
    assert!(!is_redacted());
    vault.run("build --redact");
    let dashboard = vault.read("DASHBOARD.md");
    assert!(is_redacted());
    assert!(!dashboard.contains("](") && !dashboard.contains("mailto"), "{dashboard}");
    vault.run("build");
    assert_eq!(vault.read("DASHBOARD.md"), dashboard);
    vault.run("log alan talked");
    assert!(is_redacted());
    vault.run("build --plain");
    assert!(!is_redacted());
}

#[test]
fn a_redacted_dashboard_is_ticked_as_any_other() {
    let vault = ada_and_others();
    vault.run("build --redact");
    let line = "E-mail **A. L.**";
    let ticked: Vec<String> = vault
        .read("DASHBOARD.md")
        .lines()
        .map(|text| if text.contains(line) { text.replace("[ ]", "[x]") } else { text.to_owned() })
        .collect();
    std::fs::write(vault.path().join("DASHBOARD.md"), ticked.join("\n") + "\n").unwrap();
    let output = vault.run("build --redact");
    assert_eq!(output.status, 0, "{}", output.err);
    assert!(output.err.starts_with("1 note: changed\n"), "{}", output.err);
    let note = vault.read("meetings/2026-11-20-coffee.md");
    assert!(note.contains("[[ada-lovelace]] 2026-11-21"), "{note}");
    assert!(!vault.read("DASHBOARD.md").contains(line));
}

#[test]
fn a_tick_from_a_plain_dashboard_still_counts_when_it_is_redacted() {
    let vault = ada_and_others();
    vault.run("build");
    let old = vault.read("DASHBOARD.md").replace("- [ ]", "- [x]");
    let stale = "- [x] Write to Ada Lovelace <!-- kw:zzzzzz -->\n<!-- keepwarm: end -->";
    let old = old.replace("<!-- keepwarm: end -->", stale);
    std::fs::write(vault.path().join("DASHBOARD.md"), old).unwrap();
    let output = vault.run("build --redact");
    assert_eq!(output.status, 1, "{}", output.err);
    let dashboard = vault.read("DASHBOARD.md");
    assert!(dashboard.contains("- [x] something <!-- kw:zzzzzz stale -->"), "{dashboard}");
    assert!(!dashboard.contains("Ada"), "{dashboard}");
    assert!(vault.read("meetings/2026-11-20-coffee.md").contains("- [x] send Ada the book"));
}

#[test]
fn a_redacted_build_writes_redacted_outputs() {
    let vault = ada_and_others().config("outputs: {json: agenda.json}\n");
    vault.run("build --redact");
    let written: Value = serde_json::from_str(&vault.read("agenda.json")).unwrap();
    assert_same_items(&vault.json(), &written);
    assert!(!vault.read("agenda.json").contains("Ada"));
}

#[test]
fn what_cannot_be_redacted_does_not_take_the_option() {
    let vault = ada_and_others();
    for command in ["draft ada", "new contact Eve", "done x", "log ada x", "watch", "questions"] {
        assert_eq!(vault.run(&format!("{command} --redact")).status, 2, "{command}");
    }
    assert_eq!(vault.run("build --dry-run --redact").status, 2);
    for by in ["tag", "company"] {
        assert_eq!(vault.run(&format!("review --redact --by {by}")).status, 2);
    }
}

/// A vault in which everything that a person could write has the mark.
#[derive(Debug, Clone)]
struct Marked {
    contacts: Vec<String>,
    meetings: Vec<(u32, String)>,
    is_wikilink: bool,
}

/// Lines for a contact's front matter; right ones and wrong ones.
const OF_CONTACTS: &[&str] = &[
    "name: Zqxanna Zqxberg",
    "name: Zqxotto van Zqx",
    "name: 山zqx田",
    "aliases: [Zqx, the zqx]",
    "company: \"[[Zqx Works]]\"",
    "role: zqx maker",
    "email: zqx@zqx.example",
    "email: [Zqx <zqx@zqx.example>, zqx2@zqx.example]",
    "phone: +1 zqx",
    "linkedin: https://zqx.example/in/zqx",
    "location: Zqxville",
    "address: 1 Zqx Street",
    "in_common: we both like zqx",
    "met_through: the zqx fair",
    "tags: [zqx, zqx/mentor]",
    "referred_by: \"[[zqx-0]]\"",
    "referred_by: [\"[[Zqx Unknown]]\", zqx nobody]",
    "reached_out: 2026-11-10",
    "reached_out: [2026-11-01, zqx]",
    "reply: later",
    "reply: zqx",
    "last_contact: 2026-08-01",
    "last_contact: zqx",
    "check_in: 30d",
    "check_in: zqx often",
    "snooze_until: 2026-11-22",
    "emial: zqx",
    "zqx_key: zqx",
    "name: [zqx, {zqx: zqx}]",
    "website: {zqx: zqx}",
    "zqx: [",
];

/// Lines for a meeting's front matter.
const OF_MEETINGS: &[&str] = &[
    "with: \"[[zqx-0]]\"",
    "with: [\"[[zqx-1|Zqx]]\", Zqx Stranger, zqx@zqx.example]",
    "with: [[Zqx Nobody]]",
    "with: Zqx",
    "attendees: [Zqx A, Zqx B, Zqx C, Zqx D, Zqx E]",
    "place: Cafe Zqx",
    "place: https://zqx.example/room",
    "purpose: learn zqx",
    "thank_you_email: [\"[[zqx-0]] 2026-11-20\", Zqx Stranger skip]",
    "thank_you_email: yes",
    "thank_you_note: zqx soon",
    "status: planned",
    "status: zqx",
    "time: 14:30",
    "time: zqx",
    "tags: [zqx]",
    "direction: giving",
    "diretcion: zqx",
    "zqx: [",
];

/// Parts of a note's body.
const BODIES: &[&str] = &[
    "# Zqx and me\nabout zqx\n",
    "## Takeaways\n- zqx is good\n- [[zqx-0]] said zqx\n",
    "## Zqx thoughts\nzqx\n> zqx\n",
    "## Summary\nwe spoke of zqx ![zqx](zqx.png)\n",
    "## Promises\n- [ ] send zqx to [[zqx-1]]\n- [ ] zqx by 2026-11-30\n",
    "## Waiting for\n- [ ] Zqx: the zqx\n",
    "## Action items\n- [ ] try zqx \u{1f4c5} 2026-11-25\n- [x] tried zqx\n- [ ] zqx due:2026-13-99\n",
    "## Preparation\n- [ ] read zqx\n## Questions\n- why zqx?\n",
    "## Log\n- 2026-11-02: zqx on the phone\n- 2026-10-01 zqx\n",
    "## Attendees\n- Zqx Body\n- [[zqx-1]]\n",
    "With: Zqx Label, [[zqx-0]]\n",
    "- [ ] #waiting zqx @zqx\n",
    "## Outreach\nDear Zqx, I need a job. I would love to pick your brain zqx.\n",
    "<<<<<<< zqx\na\n=======\nb\n>>>>>>> zqx\n",
    "## Zqxwork\n- [ ] zqx of the config\n",
];

const DAYS: &[u32] = &[18, 20, 21, 24, 30];

fn note(front: &'static [&'static str]) -> impl Strategy<Value = String> {
    let lines = prop::sample::subsequence(front, 0..7);
    let body = prop::sample::subsequence(BODIES, 0..6);
    (lines, body).prop_map(|(lines, body)| {
        let key = |line: &str| line.split(':').next().unwrap().to_owned();
        let mut seen = std::collections::BTreeSet::new();
        let lines: Vec<&str> = lines.into_iter().filter(|line| seen.insert(key(line))).collect();
        format!("---\n{}\n---\n{}", lines.join("\n"), body.concat())
    })
}

fn marked() -> impl Strategy<Value = Marked> {
    let contacts = vec(note(OF_CONTACTS), 0..5);
    let meetings = vec((prop::sample::select(DAYS), note(OF_MEETINGS)), 0..6);
    (contacts, meetings, any::<bool>()).prop_map(|(contacts, meetings, is_wikilink)| Marked {
        contacts,
        meetings,
        is_wikilink,
    })
}

impl Marked {
    fn vault(&self) -> Vault {
        let links = if self.is_wikilink { "wikilink" } else { "markdown" };
        let config = format!(
            "links: {links}\nme: [Zqx Me]\ncheck_in_by_tag: {{zqx: 20d}}\nkeys: {{with: [zqxed]}}\n\
             headings: {{promises: [Zqxwork]}}\noutputs: {{html: a.html, ics: a.ics, csv: a.csv, json: agenda.json}}\nhorizon: 30d\n"
        );
        let mut vault = Vault::new()
            .config(&config)
            .file("zqx.md", "---\nzqx: [\n---\nzqx")
            .file("people/zqx (zqx conflicted copy 2026-01-01).md", "zqx")
            .bytes("people/zqx-latin.md", b"---\ntype: contact\nname: Zqx\xe9\n---\n");
        for (index, text) in self.contacts.iter().enumerate() {
            vault = vault.file(&format!("people/zqx-{index}.md"), text);
        }
        for (index, (day, text)) in self.meetings.iter().enumerate() {
            vault = vault.file(&format!("meetings/2026-11-{day} zqx {index}.md"), text);
        }
        vault
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..Default::default() })]

    #[test]
    fn nothing_that_a_person_wrote_is_seen(marked in marked()) {
        let vault = marked.vault();
        let plain = vault.json();
        prop_assert!(tells(&vault.run("check").out), "the mark would be seen");
        let redacted = vault.run("agenda --redact --json");
        assert_same_items(&plain, &serde_json::from_str(&redacted.out).unwrap());
        let mut commands: Vec<String> = [
            "agenda --redact --json",
            "agenda --redact",
            "agenda --redact --who zqx",
            "check --redact",
            "check --redact --json",
            "stats --redact",
            "stats --redact --json",
            "review --redact",
            "review --redact --by person",
            "review --redact --tag zqx",
            "export html --redact",
            "export ics --redact",
            "export ics --redact --todo --who zqx",
            "export csv --redact",
            "export json --redact --who zqx",
            "show zqx --redact",
            "why z --redact",
        ]
        .map(str::to_owned)
        .to_vec();
        for index in 0..marked.contacts.len() {
            commands.push(format!("show zqx-{index} --redact"));
            commands.push(format!("show zqx-{index} --redact --json"));
        }
        for item in plain["items"].as_array().unwrap() {
            commands.push(format!("why {} --redact", item["id"].as_str().unwrap()));
        }
        for command in &commands {
            assert_silent(&vault.run(command), command);
        }
        vault.run("build");
        let ticked = vault.read("DASHBOARD.md").replacen("- [ ]", "- [x]", 3);
        std::fs::write(vault.path().join("DASHBOARD.md"), ticked).unwrap();
        assert_silent(&vault.run("build --redact"), "build --redact");
        for file in ["DASHBOARD.md", "agenda.json", "a.html", "a.ics", "a.csv"] {
            let text = vault.read(file);
            prop_assert!(!tells(&text), "{} has\n{}", file, text);
        }
    }
}
