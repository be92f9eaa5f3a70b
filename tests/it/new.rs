//! `new contact` and `new meeting`: notes from templates.

use std::fs;

use crate::vault::Output;
use crate::vault::Vault;

/// Runs keepwarm with arguments that have blanks in them.
fn run(vault: &Vault, arguments: &[&str]) -> Output {
    vault.run_in(vault.path(), arguments, None)
}

/// Runs keepwarm, and returns the path that it prints.
fn made(vault: &Vault, arguments: &[&str]) -> String {
    let output = run(vault, arguments);
    assert_eq!((output.status, output.err.as_str()), (0, ""));
    output.out.trim_end().to_owned()
}

/// Runs keepwarm, which refuses and makes nothing; returns why.
fn refused(vault: &Vault, arguments: &[&str]) -> String {
    let before = files(vault);
    let output = run(vault, arguments);
    assert_eq!((output.status, output.out.as_str()), (2, ""), "{}", output.err);
    assert_eq!(files(vault), before);
    output.err
}

/// Returns every file with its bytes.
fn files(vault: &Vault) -> Vec<(String, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(vault.path()).sort_by_file_name().into_iter();
    let files = entries.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let file = |entry: walkdir::DirEntry| {
        (entry.path().display().to_string(), fs::read(entry.path()).unwrap())
    };
    files.map(file).collect()
}

const ADA: &[&str] = &["new", "contact", "Ada Lovelace"];

#[test]
fn a_contact_is_made_from_what_is_known() {
    let vault = Vault::new().contact("grace-hopper", "name: Grace Hopper");
    let arguments = "new contact Ada --email ada@example.org --company Analytical \
                     --role computer --referred-by grace --met-through letters \
                     --tag mentor --tag #maths";
    let output = vault.run(arguments);
    assert_eq!((output.status, output.out.as_str()), (0, "people/ada.md\n"));
    let text = vault.read("people/ada.md");
    let expected = "\
---
name: Ada
company: Analytical
role: computer
email: ada@example.org
in_common:
tags: [mentor, maths]
met_through: letters
referred_by: \"[[Grace Hopper]]\"
reached_out:
reply:
---
";
    assert!(text.starts_with(expected), "{text}");
    assert_eq!(vault.problems(), [""; 0]);
    assert_eq!(vault.items(), [""; 0], "a fresh contact owes nothing");
    assert_eq!(vault.json()["counts"]["contacts"], 2);
}

#[test]
fn values_are_quoted_where_yaml_would_take_them_for_something_else() {
    let vault = Vault::new();
    let arguments =
        ["new", "contact", "No", "--company", "C#: a \"guild\"", "--role", "yes", "--tag", "a, b"];
    assert_eq!(made(&vault, &arguments), "people/no.md");
    let text = vault.read("people/no.md");
    let shown = "name: \"No\"\ncompany: \"C#: a \\\"guild\\\"\"\nrole: \"yes\"\n";
    assert!(text.contains(shown) && text.contains("tags: [\"a, b\"]\n"), "{text}");
    assert_eq!(vault.problems(), [""; 0]);
    assert_eq!(
        made(&vault, &["new", "meeting", "--with", "no", "--on", "2026-11-24"]),
        "meetings/2026/2026-11-24-no.md"
    );
    assert_eq!(
        vault.items_of("prepare"),
        ["prepare 2026-11-24 No: purpose, time, place, research, questions"]
    );
}

#[test]
fn names_keep_their_script_in_the_name_of_the_file() {
    let vault = Vault::new();
    for (name, path) in [
        ("Zoe\u{308} O’Brien", "people/zoë-obrien.md"),
        ("李小龍", "people/李小龍.md"),
        ("Yusuf Kestaneoğlu", "people/yusuf-kestaneoğlu.md"),
        ("AC/DC <\"?*|>", "people/ac-dc.md"),
        ("Con", "people/con-note.md"),
        ("../../escape", "people/escape.md"),
    ] {
        assert_eq!(made(&vault, &["new", "contact", name]), path);
        assert!(vault.path().join(path).is_file());
    }
    assert!(vault.read("people/zoë-obrien.md").contains("name: Zoë O’Brien\n"));
    assert_eq!(vault.problems(), [""; 0]);
}

#[test]
fn hidden_characters_and_line_breaks_do_not_get_into_a_note() {
    let vault = Vault::new();
    made(&vault, &["new", "contact", "Ada\nLovelace\u{1b}[31m", "--role", "a --> b\u{202e}"]);
    let text = vault.read(&made(&vault, &["new", "contact", "Eve\n---\nx: y"]));
    assert!(text.contains("name: Eve --- x: y") || text.contains("name: \"Eve --- x: y\""));
    assert_eq!(vault.problems(), [""; 0]);
    assert_eq!(vault.json()["counts"]["contacts"], 2);
}

#[test]
fn the_same_person_is_not_made_twice() {
    let vault = Vault::new().contact("ada", "name: Ada Lovelace\naliases: [Ada Byron]");
    let expected = "\
error: there is a note about Ada Lovelace already: people/ada.md
If you mean somebody else, say so with `--another`.
";
    assert_eq!(refused(&vault, ADA), expected);
    assert_eq!(refused(&vault, &["new", "contact", "ada  BYRON"]), expected);
}

#[test]
fn an_address_tells_people_apart_or_together() {
    let vault = Vault::new().contact("ada-lovelace", "name: Ada Lovelace\nemail: a@example.org");
    let same = ["new", "contact", "A. King", "--email", "A@example.org"];
    assert!(refused(&vault, &same).contains("already: people/ada-lovelace.md"));
    let other = [ADA, &["--email", "other@example.org"]].concat();
    assert_eq!(made(&vault, &other), "people/ada-lovelace-2.md");
    assert_eq!(made(&vault, &[ADA, &["--another"]].concat()), "people/ada-lovelace-3.md");
    let both = refused(&vault, &["new", "meeting", "--with", "Ada Lovelace", "--on", "2026-11-24"]);
    assert!(both.contains("could be one of these"), "{both}");
    let who = ["new", "meeting", "--with", "other@example.org", "--on", "2026-11-24"];
    let meeting = run(&vault, &who).out;
    let text = vault.read(meeting.trim_end());
    assert!(text.contains("with: \"[[people/ada-lovelace-2|Ada Lovelace]]\""), "{text}");
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    let vault = Vault::new().file("people/ADA-Lovelace.md", "Mine.\n");
    assert_eq!(made(&vault, ADA), "people/ada-lovelace-2.md");
    assert_eq!(vault.read("people/ADA-Lovelace.md"), "Mine.\n");
}

#[test]
fn what_is_no_name_is_refused() {
    for (name, why) in [
        ("", "`` is no name"),
        ("?!", "`?!` is no name"),
        ("ada@example.org", "write the name, and `--email ada@example.org`"),
    ] {
        let err = refused(&Vault::new(), &["new", "contact", name]);
        assert!(err.contains(why), "{err}");
    }
    let err = refused(&Vault::new(), &[ADA, &["--email", "nowhere"]].concat());
    assert!(err.contains("`nowhere` is no e-mail address"), "{err}");
}

fn with_ada() -> Vault {
    Vault::new().contact("ada-lovelace", "name: Ada Lovelace\nemail: ada@example.org")
}

const COFFEE: &[&str] = &["new", "meeting", "--with", "Ada Lovelace", "--on", "2026-11-25"];

#[test]
fn a_fresh_meeting_owes_its_whole_preparation() {
    let vault = with_ada();
    assert_eq!(made(&vault, COFFEE), "meetings/2026/2026-11-25-ada-lovelace.md");
    let prepare =
        "prepare 2026-11-25 Ada Lovelace: purpose, time, place, research, questions".to_owned();
    assert_eq!(vault.items(), [prepare]);
    assert_eq!(vault.problems(), [""; 0]);
}

#[test]
fn a_fresh_meeting_owes_its_write_up_the_day_after() {
    let vault = with_ada();
    made(&vault, COFFEE);
    let vault = vault.today("2026-11-26");
    assert_eq!(
        vault.items(),
        ["thank-you-email 2026-11-25 Ada Lovelace", "write-up 2026-11-25 Ada Lovelace",]
    );
}

#[test]
fn what_is_given_is_not_missing() {
    let vault = with_ada();
    let given = ["--time", "9:05", "--place", "C: the yard", "--purpose", "How? # Why?"];
    let path = made(&vault, &[COFFEE, &given].concat());
    let text = vault.read(&path);
    let head = "\
---
date: 2026-11-25
time: 09:05
with: \"[[Ada Lovelace]]\"
purpose: \"How? # Why?\"
place: \"C: the yard\"
thank_you_email:
thank_you_note:
---
";
    assert!(text.starts_with(head), "{text}");
    assert!(!text.contains("status"));
    assert_eq!(vault.items(), ["prepare 2026-11-25 Ada Lovelace: research, questions"]);
}

#[test]
fn the_template_is_the_preparation() {
    let vault = with_ada();
    let text = vault.read(&made(&vault, COFFEE));
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(
        headings,
        [
            "## Preparation",
            "### Research",
            "### Questions",
            "### Logistics",
            "### Manners",
            "## Summary",
            "## Takeaways",
            "## Action items",
            "## Promises",
            "## How I can help",
        ]
    );
    for reminder in [
        "At least fifteen minutes",
        "The person first",
        "ten to fifteen minutes early",
        "test the link",
        "Never ask for a job",
        "their time, not yours",
        "Dress as they do at their office",
        "The coffee is yours to pay, except where an organisation's rules forbid a hiring manager",
        "résumé, and leave it in the bag unless they ask",
        "Ask before you record",
        "250 words",
    ] {
        assert!(text.contains(reminder), "{reminder}");
    }
}

#[test]
fn a_promise_below_how_i_can_help_is_one() {
    let vault = with_ada();
    let path = made(&vault, COFFEE);
    let text = vault.read(&path);
    let end = text.rfind("- [ ] ").unwrap();
    let vault = vault.file(&path, &format!("{}- [ ] Find the old maps\n", &text[..end]));
    let vault = vault.today("2026-11-26");
    assert_eq!(
        vault.items_of("promise action-item"),
        ["promise 2026-11-28 Ada Lovelace: Find the old maps"]
    );
}

#[test]
fn nobody_is_advised_against_our_own_questions() {
    let json: serde_json::Value =
        serde_json::from_str(&Vault::new().run("questions --json").out).unwrap();
    let questions = json["questions"].as_array().unwrap().iter();
    let list: String =
        questions.map(|question| format!("- {}\n", question["text"].as_str().unwrap())).collect();
    let body = format!("## Questions\n\n{list}");
    let vault = with_ada().meeting("2026-11-25", "with: Ada Lovelace\npurpose: Why?", &body);
    assert_eq!(vault.problems(), [""; 0]);
}

/// Returns the questions that a meeting's note suggests.
fn suggested(vault: &Vault, path: &str) -> Vec<String> {
    let text = vault.read(path);
    let comment = text.split_once("### Questions").unwrap().1.split_once("-->").unwrap().0;
    comment.lines().filter_map(|line| line.strip_prefix("- ").map(str::to_owned)).collect()
}

/// Returns what a question is for and when to ask it.
fn known(vault: &Vault, text: &str) -> (String, String) {
    let json: serde_json::Value = serde_json::from_str(&vault.run("questions --json").out).unwrap();
    let questions = json["questions"].as_array().unwrap();
    let question = questions.iter().find(|question| question["text"] == text).unwrap();
    let word = |key: &str| question[key].as_str().unwrap().to_owned();
    (word("objective"), word("when"))
}

#[test]
fn a_balanced_handful_of_questions_is_suggested() {
    let vault = with_ada();
    let questions = suggested(&vault, &made(&vault, COFFEE));
    let (objectives, moments): (Vec<String>, Vec<String>) =
        questions.iter().map(|question| known(&vault, question)).unzip();
    assert_eq!(moments, ["opening", "middle", "middle", "middle", "closing"]);
    for objective in ["information", "insight", "relationship"] {
        assert!(objectives[1..4].iter().any(|one| one == objective), "{objectives:?}");
    }
}

#[test]
fn an_objective_chooses_the_questions() {
    let vault = with_ada();
    let path = made(&vault, &[COFFEE, &["--objective", "insight"]].concat());
    let questions = suggested(&vault, &path);
    assert_eq!(questions.len(), 5);
    assert!(questions.iter().all(|question| known(&vault, question).0 == "insight"));
}

#[test]
fn the_next_meeting_with_the_same_person_has_other_questions() {
    let (vault, again) = (with_ada(), with_ada());
    let first = suggested(&vault, &made(&vault, COFFEE));
    assert_eq!(first, suggested(&again, &made(&again, COFFEE)), "the choice is no chance");
    let next = ["new", "meeting", "--with", "Ada Lovelace", "--on", "2026-12-25"];
    let second = suggested(&vault, &made(&vault, &next));
    assert!(first.iter().all(|question| !second.contains(question)), "{first:?} {second:?}");
}

#[test]
fn whoever_asks_for_my_time_is_asked_to_send_something() {
    let vault = with_ada();
    let path = made(&vault, &[COFFEE, &["--giving"]].concat());
    assert!(vault.read(&path).contains("\ndirection: giving\n"));
    let questions = suggested(&vault, &path);
    assert_eq!(questions.len(), 4);
    assert!(questions.iter().all(|question| known(&vault, question).1 == "before"));
    assert_eq!(vault.items(), ["prepare 2026-11-25 Ada Lovelace: purpose, time, place, research"]);
    let vault = vault.today("2026-11-26");
    assert_eq!(vault.items(), ["write-up 2026-11-25 Ada Lovelace"]);
}

#[test]
fn a_vault_s_own_question_cannot_end_the_comment() {
    let own = "- {text: \"a --> b?\", when: opening}\n";
    let vault = with_ada().file("questions.yaml", own);
    let mut seen = false;
    for day in 1..=20 {
        let on = format!("2026-12-{day:02}");
        let path = made(&vault, &["new", "meeting", "--with", "Ada Lovelace", "--on", &on]);
        seen |= suggested(&vault, &path).contains(&"a → b?".to_owned());
    }
    assert!(seen, "its turn comes");
}

#[test]
fn a_person_is_found_by_a_part_of_the_name_and_that_is_said() {
    let vault = with_ada();
    let output = vault.run("new meeting --with love --on 2026-11-25");
    assert_eq!(output.status, 0);
    assert_eq!(output.err, "with Ada Lovelace (people/ada-lovelace.md)\n");
}

#[test]
fn whoever_is_unsure_asks_back() {
    let vault = with_ada().contact("ada-byron", "name: Ada Byron");
    let err = refused(&vault, &["new", "meeting", "--with", "ada", "--on", "2026-11-25"]);
    let expected = "\
error: `ada` could be one of these:
  Ada Byron (people/ada-byron.md)
  Ada Lovelace (people/ada-lovelace.md)
";
    assert_eq!(err, expected);
}

const GRACE: &[&str] = &["new", "meeting", "--with", "Grace Hopper", "--on", "2026-11-25"];

#[test]
fn an_unknown_person_is_not_made_without_being_asked() {
    let err = refused(&with_ada(), GRACE);
    let expected = "\
error: there is no contact `Grace Hopper`
To make a note about them as well, say `--create`.
";
    assert_eq!(err, expected);
    let slip =
        refused(&with_ada(), &["new", "meeting", "--with", "Ada Lovelase", "--on", "2026-11-25"]);
    assert!(slip.contains("did you mean `ada lovelace`?"), "{slip}");
}

#[test]
fn an_unknown_person_is_made_when_that_is_wanted() {
    let vault = with_ada();
    let output = run(&vault, &[GRACE, &["--with", "Ada Lovelace", "--create"]].concat());
    assert_eq!(output.status, 0);
    assert_eq!(output.out, "meetings/2026/2026-11-25-grace-hopper-and-ada-lovelace.md\n");
    assert_eq!(output.err, "made people/grace-hopper.md as well\n");
    let text = vault.read(output.out.trim_end());
    assert!(text.contains("with: [\"[[Grace Hopper]]\", \"[[Ada Lovelace]]\"]\n"), "{text}");
    assert_eq!(vault.problems(), [""; 0]);
}

#[test]
fn on_a_terminal_it_asks() {
    let asked = "\
there is no contact `Grace Hopper`
Make a note about them as well? [y/N] ";
    for (typed, status) in [("y\n", 0), (" Yes \n", 0), ("n\n", 2), ("\n", 2), ("", 2)] {
        let vault = with_ada().typed(typed);
        let output = vault.run_in(vault.path(), GRACE, Some(80));
        assert_eq!(output.status, status, "{typed:?}");
        assert!(output.err.starts_with(asked), "{}", output.err);
        assert_eq!(vault.path().join("people/grace-hopper.md").exists(), status == 0);
    }
}

#[test]
fn the_same_meeting_is_not_made_twice() {
    let vault = with_ada().contact("grace", "name: Grace Hopper");
    made(&vault, COFFEE);
    let expected = "\
error: there is a note about that meeting already: meetings/2026/2026-11-25-ada-lovelace.md
If there is another one on that day, say so with `--another`.
";
    assert_eq!(refused(&vault, COFFEE), expected);
    let another = made(&vault, &[COFFEE, &["--another"]].concat());
    assert_eq!(another, "meetings/2026/2026-11-25-ada-lovelace-2.md");
    made(&vault, GRACE);
}

#[test]
fn many_people_still_make_a_meeting_that_is_prepared_and_thanked() {
    let vault = Vault::new();
    let people = ["--with", "B C", "--with", "C D", "--with", "D E", "--create"];
    let arguments =
        [["new", "meeting", "--with", "A B", "--on"].as_slice(), &["2026-11-25"], &people];
    let output = run(&vault, &arguments.concat());
    assert_eq!(output.out, "meetings/2026/2026-11-25-a-b-and-others.md\n");
    assert_eq!(vault.items_of("prepare").len(), 1);
    let text = vault.read(output.out.trim_end());
    assert!(text.contains("\ndirection: asking\n"), "{text}");
}

#[test]
fn a_vault_of_obsidian_s_keeps_its_habits() {
    let vault = Vault::new()
        .file(".obsidian/app.json", "{}")
        .file("CRM/People/Ada Lovelace.md", "---\ntype: person\n---\n")
        .file(
            "CRM/Meetings/2026/2026-11/2026-11-02 Ada Lovelace.md",
            "---\ntype: meeting\nwith: Ada Lovelace\npurpose: Why?\n---\n",
        );
    assert_eq!(
        made(&vault, &["new", "contact", "Grace B. Hopper: Admiral"]),
        "CRM/People/Grace B. Hopper Admiral.md"
    );
    let with = ["new", "meeting", "--with", "Ada Lovelace", "--on", "2026-12-24"];
    let arguments = [with.as_slice(), &["--purpose", "Why?"]].concat();
    assert_eq!(made(&vault, &arguments), "CRM/Meetings/2026/2026-12/2026-12-24 Ada Lovelace.md");
    assert_eq!(vault.problems(), [""; 0]);
}

#[test]
fn an_empty_vault_of_obsidian_s_gets_names_as_written_in_its_own_folders() {
    let vault = Vault::new().file(".obsidian/app.json", "{}").file("People/x.txt", "");
    assert_eq!(made(&vault, ADA), "People/Ada Lovelace.md");
    assert_eq!(made(&vault, COFFEE), "meetings/2026/2026-11-25 Ada Lovelace.md");
}

#[test]
fn the_settings_folders_are_used() {
    let config = "folders: {contact: [Persons], meeting: [talks]}\n";
    let vault = Vault::new().config(config);
    assert_eq!(made(&vault, ADA), "Persons/ada-lovelace.md");
    assert_eq!(made(&vault, COFFEE), "talks/2026/2026-11-25-ada-lovelace.md");
    assert_eq!(vault.items_of("prepare").len(), 1);
}

#[test]
fn notes_are_put_where_the_others_are() {
    let vault = Vault::new()
        .file("Person - Grace Hopper.md", "---\ntype: Person\nname: Grace Hopper\n---\n")
        .file("Log/Talk with Grace 2026-01-05.md", "---\ntype: chat\nwith: Grace Hopper\n---\n");
    assert_eq!(made(&vault, ADA), "Person - Ada Lovelace.md");
    assert!(vault.read("Person - Ada Lovelace.md").starts_with("---\ntype: contact\n"));
    assert_eq!(made(&vault, COFFEE), "Log/Ada Lovelace 2026-11-25.md");
    assert!(vault.read("Log/Ada Lovelace 2026-11-25.md").starts_with("---\ntype: meeting\n"));
    assert_eq!(vault.items_of("prepare").len(), 1);
}

#[test]
fn flat_meetings_stay_flat() {
    let vault = with_ada().meeting("2026-01-02-ada-lovelace", "with: Ada Lovelace", "");
    assert_eq!(made(&vault, COFFEE), "meetings/2026-11-25-ada-lovelace.md");
}

#[test]
fn a_link_leads_to_the_person_whatever_their_name() {
    let vault = Vault::new();
    for (day, name) in [(1, "C# Guild"), (2, "A [B] C"), (3, "X|Y"), (4, "Lovelace, Ada")] {
        made(&vault, &["new", "contact", name]);
        let on = format!("2026-11-{:02}", 21 + day);
        made(&vault, &["new", "meeting", "--with", name, "--on", &on]);
    }
    assert_eq!(vault.problems(), [""; 0]);
    let json = vault.json();
    let mut names: Vec<&str> = Vec::new();
    for item in json["items"].as_array().unwrap() {
        assert!(item["contacts"][0].is_string(), "{item}");
        names.push(item["who"][0].as_str().unwrap());
    }
    assert_eq!(names, ["C# Guild", "A [B] C", "X|Y", "Lovelace, Ada"]);
}

#[test]
fn a_vault_s_own_templates_are_used() {
    let contact = "---\r\ntype: person\r\nfull_name: {{ name | yaml }}\r\n---\r\n# {{ name }}\r\n";
    let meeting =
        "---\ninvitees: {{ with | yaml }}\n---\n{% for q in questions %}* {{ q }}\n{% endfor %}";
    let vault = Vault::new()
        .config("keys: {with: [invitees]}")
        .file("templates/contact.md", contact)
        .file("templates/meeting.md", meeting);
    let path = made(&vault, &["new", "contact", "Ada: L"]);
    let expected = "---\r\ntype: person\r\nfull_name: \"Ada: L\"\r\n---\r\n# Ada: L\r\n";
    assert_eq!(vault.read(&path), expected);
    let path = made(&vault, &["new", "meeting", "--with", "ada: l", "--on", "2026-11-25"]);
    let text = vault.read(&path);
    assert!(text.starts_with("---\ninvitees: \"[[Ada: L]]\"\n---\n* "), "{text}");
    assert_eq!(text.lines().count(), 3 + 5);
}

#[test]
fn what_is_wrong_with_a_template_is_told_with_its_line() {
    let bad = |text: &str| {
        let vault = Vault::new().file("templates/contact.md", text);
        refused(&vault, ADA)
    };
    let expected = "\
error[config]: there is nothing to put in for `nmae`
 --> templates/contact.md:2:10
  |
2 | name: {{ nmae }}
  |          ^^^^
  |
  = help: did you mean `name`?

";
    assert_eq!(bad("---\nname: {{ nmae }}\n---\n"), expected);
    for (text, line, words) in [
        ("---\nname: {{ name\n---\n", 3, "this template cannot be read"),
        ("---\n---\n{{date:YYYY-MM-DD}}\n", 3, "this template cannot be read"),
        ("---\n---\n\n{% if name %}\n", 4, "this template cannot be read"),
        ("---\n---\n{{ name | shout }}\n", 3, "this template cannot be filled in"),
        ("---\n---\n{% include 'x' %}\n", 3, "this template cannot be"),
        (
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            1,
            "this template does not come to an end",
        ),
        ("---\nname: [\n---\n", 1, "the front matter cannot be read"),
        ("Nothing.\n", 1, "a note from this template would not be taken for a contact"),
    ] {
        let err = bad(text);
        assert!(err.contains(words) && err.contains("= help: "), "{err}");
        assert!(err.contains(&format!("templates/contact.md:{line}:")), "{err}");
    }
}

#[test]
fn the_readme_lists_the_placeholders() {
    let readme = include_str!("../../README.md");
    for (path, arguments) in [("templates/contact.md", ADA), ("templates/meeting.md", COFFEE)] {
        let vault = with_ada().file(path, "{{ xyz }}");
        let err = refused(&vault, &[arguments, &["--another"]].concat());
        let list = err.split_once("the placeholders are ").unwrap().1.trim_end();
        let row = format!("| `{path}` | `{}` |", list.replace(", ", "`, `"));
        assert!(readme.contains(&row), "{row}");
    }
}

#[test]
fn a_template_of_another_program_is_left_to_it() {
    let obsidian = "---\ndate: {{date:YYYY-MM-DD}}\n---\n";
    let vault = with_ada().file("Templates/Meeting.md", obsidian);
    made(&vault, COFFEE);
}

#[test]
fn the_editor_is_opened_on_a_terminal() {
    let editors = [("EDITOR", "vi"), ("VISUAL", "code --wait")];
    for (n, command) in [(0, None), (1, Some("vi")), (2, Some("code --wait"))] {
        let vault = editors[..n].iter().fold(Vault::new(), |v, (name, e)| v.variable(name, e));
        let output = vault.run_in(vault.path(), ADA, Some(80));
        assert_eq!((output.status, output.err.as_str()), (0, ""));
        assert_eq!(output.out, "people/ada-lovelace.md\n");
        let started = command.map(|command| format!("{command} [VAULT]/people/ada-lovelace.md"));
        assert_eq!(vault.edited(), Vec::from_iter(started));
    }
}

#[test]
fn the_editor_is_not_opened_where_nobody_could_use_it_or_wants_it() {
    let vault = Vault::new().variable("EDITOR", "vi");
    made(&vault, ADA);
    let output = vault.run_in(vault.path(), &["new", "contact", "Bo", "--no-edit"], Some(80));
    assert_eq!(output.status, 0);
    assert_eq!(vault.edited(), [""; 0]);
}

#[test]
fn an_editor_that_fails_is_told_and_the_note_stays() {
    let vault = Vault::new().variable("EDITOR", "false");
    let output = vault.run_in(vault.path(), ADA, Some(80));
    assert_eq!(output.status, 1);
    assert_eq!(output.err, "`false` did not end well; the note is there\n");
    assert!(vault.path().join("people/ada-lovelace.md").is_file());
}

#[test]
fn the_path_is_one_that_the_shell_can_use() {
    let vault = Vault::new().file("sub/x.txt", "").file("keepwarm.yaml", "");
    let below = vault.run_in(&vault.path().join("sub"), ADA, None);
    assert_eq!(below.out, "[VAULT]/people/ada-lovelace.md\n");
    let above = vault.run_in(vault.path(), &["-C", "sub", "new", "contact", "Bo"], None);
    assert_eq!(above.out, "sub/people/bo.md\n");
}

#[test]
#[cfg(unix)]
fn a_folder_behind_a_symbolic_link_gets_no_notes() {
    let vault = Vault::new().file("elsewhere/x.txt", "");
    std::os::unix::fs::symlink(vault.path().join("elsewhere"), vault.path().join("people"))
        .unwrap();
    let err = refused(&vault, ADA);
    assert!(err.contains("is a symbolic link; nothing there is read"), "{err}");
}
