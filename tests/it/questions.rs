//! The question bank, and the vault's own questions.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::vault::Vault;

fn questions(vault: &Vault, options: &str) -> Vec<(String, String, String)> {
    let output = vault.run(&format!("questions --json {options}"));
    assert_eq!((output.status, output.err.as_str()), (0, ""));
    let json: Value = serde_json::from_str(&output.out).unwrap();
    assert_eq!(json["schema"], 1);
    let text = |question: &Value, key: &str| question[key].as_str().unwrap().to_owned();
    let questions = json["questions"].as_array().unwrap().iter();
    questions.map(|q| (text(q, "objective"), text(q, "when"), text(q, "text"))).collect()
}

#[test]
fn there_are_about_forty_questions_for_asking_and_some_for_giving() {
    let all = questions(&Vault::new(), "");
    let (giving, asking): (Vec<_>, Vec<_>) = all.iter().partition(|(_, when, _)| when == "before");
    assert!((38..=44).contains(&asking.len()), "{}", asking.len());
    assert!(giving.len() >= 6, "{}", giving.len());
    assert_eq!(questions(&Vault::new(), "--giving").len(), giving.len());
    let texts: BTreeSet<&String> = all.iter().map(|(_, _, text)| text).collect();
    assert_eq!(texts.len(), all.len(), "each is there once");
}

#[test]
fn every_objective_has_questions_for_every_moment() {
    for objective in ["information", "insight", "relationship"] {
        let of_one = questions(&Vault::new(), &format!("--objective {objective}"));
        assert!(of_one.iter().all(|(said, _, _)| said == objective));
        for (moment, least) in [("opening", 2), ("middle", 6), ("closing", 2), ("before", 2)] {
            let n = of_one.iter().filter(|(_, when, _)| when == moment).count();
            assert!(n >= least, "{objective} {moment}: {n}");
        }
    }
}

#[test]
fn our_questions_are_questions_to_somebody_in_one_line() {
    for (_, _, text) in questions(&Vault::new(), "") {
        assert!(text.contains('?') && !text.contains('!'), "{text}");
        assert!(text.chars().count() <= 90, "{text}");
        let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
        let is_to_you = words.iter().any(|word| ["you", "your", "You", "me", "I"].contains(word));
        let is_about_here = text.contains("here") || text.contains("this work");
        assert!(is_to_you || is_about_here, "a search could answer: {text}");
    }
}

#[test]
fn they_are_listed_by_objective_and_moment() {
    let output = Vault::new().run("questions --objective relationship --giving");
    let expected = "\
Relationship: who they are
  before   What was it that made you write to me rather than to somebody else?
  before   Is there somebody whom you hope to meet through me?
";
    assert_eq!((output.status, output.out.as_str(), output.err.as_str()), (0, expected, ""));
}

#[test]
fn a_vault_adds_its_own() {
    let vault = Vault::new().file(
        "questions.yaml",
        "
# Mine.
- What do you look at first?
- text: \"Clocks: which do you send away?\"
  objective: Information
  when: opening
- text: Which clock would you
    bring?
  when: before
",
    );
    let own = |line: &(String, String, String)| format!("{} {} {}", line.0, line.1, line.2);
    let all = questions(&vault, "");
    assert_eq!(own(&all[0]), "insight middle What do you look at first?");
    assert_eq!(own(&all[1]), "information opening Clocks: which do you send away?");
    assert_eq!(own(&all[2]), "insight before Which clock would you bring?");
    assert_eq!(all.len(), 3 + questions(&Vault::new(), "").len());
    let shown = vault.run("questions --objective information").out;
    assert!(shown.contains("  opening  Clocks: which do you send away?  yours\n"), "{shown}");
}

#[test]
fn what_is_wrong_with_them_is_told_with_its_line() {
    let bad = |text: &str| {
        let output = Vault::new().file("questions.yaml", text).run("questions");
        assert_eq!((output.status, output.out.as_str()), (2, ""));
        output.err
    };
    let err = bad("- text: What?\n  objectiv: insight\n- text: Who?\n  when: later\n- []\n");
    assert_eq!(
        err,
        "\
error[config]: there is no key `objectiv`
 --> questions.yaml:2:3
  |
2 |   objectiv: insight
  |   ^^^^^^^^
  |
  = help: did you mean `objective`?

error[config]: `later` is no value for `when`
 --> questions.yaml:4:9
  |
4 |   when: later
  |         ^^^^^
  |
  = help: write `opening`, `middle` or `closing`, or `before` for what to ask a visitor to send

error[config]: this question has no text
 --> questions.yaml:5:3
  |
5 | - []
  |   ^
  |
  = help: write a list: `- What do you look at first?`, or `- text:` with `objective:` and `when:` below it

"
    );
    assert!(bad("What?").contains("questions.yaml:1:1"));
    assert!(bad("- a: [").contains("the questions cannot be read"));
    assert!(bad("- text: [a, b]").contains("this is no value for `text`"));
}

#[test]
fn an_empty_list_of_own_questions_is_none() {
    for text in ["", "# None yet.\n", "[]"] {
        assert_eq!(Vault::new().file("questions.yaml", text).run("questions").status, 0, "{text}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let vault = Vault::new().bytes("questions.yaml", b"- \xff?\n");
    let output = vault.run("questions");
    assert_eq!(output.status, 2);
    assert!(
        output.err.starts_with("error: cannot read [VAULT]/questions.yaml: "),
        "{}",
        output.err
    );
}
