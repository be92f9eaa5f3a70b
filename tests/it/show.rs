//! `show`: the brief before a talk.

use serde_json::Value;
use snapbox::Data;
use snapbox::IntoData;
use snapbox::str;

use crate::vault::Vault;

/// Ada, who came through Mary and Charles, led to Grace, and is met again tomorrow.
fn vault() -> Vault {
    Vault::new()
        .contact("charles-babbage", "name: Charles Babbage")
        .contact("mary-somerville", "name: Mary Somerville\nreferred_by: Charles Babbage")
        .contact("grace-hopper", "name: Grace Hopper\nreferred_by: \"[[Ada Lovelace]]\"")
        .file(
            "people/ada-lovelace.md",
            "
---
type: contact
name: Ada Lovelace
aliases: the Enchantress
role: analyst
company: \"[[Analytical Engines]]\"
email: ada@example.org
phone: 020 1843
linkedin: https://linkedin.example/in/ada
location: London
in_common: long walks
met_through: a lecture on looms
referred_by: \"[[mary-somerville|Mary]]\"
reached_out: 2026-08-31
last_contact: 2026-10-20
---
Plays the harp. Speaks fast, so bring paper.

## Log
- 2026-10-20: sent her the *Jacquard* pattern
- 2026-12-24: a card
",
        )
        .meeting(
            "2026-09-15-ada",
            "with: \"[[Ada Lovelace]]\"\npurpose: What can an engine not do?\n\
             thank_you_email: yes\nthank_you_note: 2026-09-18",
            "
## Summary
We sat by the window.

## Takeaways
- It can follow analysis, but not anticipate it.
- [ ] not a takeaway

### Advice
Write the table before the program.

## Action items
- [x] Write a table for one sum

## Promises
- [ ] Lend her the book on looms by 2026-11-20

## Waiting for
- [ ] Ada: name a day at the workshop
",
        )
        .meeting("2026-10-02-ada", "with: \"[[Ada Lovelace]]\"\nstatus: no-show", "")
        .meeting(
            "2026-11-22-ada",
            "with: \"[[Ada Lovelace]]\"\ntime: 15:00\nplace: the [[workshop]]\n\
             purpose: See the mill turn",
            "
## Questions
- What would you build first today?
<!-- - What else? -->
- [ ] Who checks your tables?
",
        )
}

/// Compares a whole output; `SNAPSHOTS=overwrite` writes it here.
fn compare(output: &str, expected: impl IntoData) {
    snapbox::assert_data_eq!(Data::text(output).raw(), expected.into_data().raw());
}

#[test]
fn the_brief_fits_a_phone() {
    let vault = vault();
    let output = vault.run_in(vault.path(), &["--color", "never", "show", "ada"], Some(60));
    assert_eq!((output.status, output.err.as_str()), (0, ""));
    assert!(output.out.lines().all(|line| line.chars().count() <= 60), "{}", output.out);
    compare(
        &output.out,
        str![[r#"
Ada Lovelace
Who         analyst · Analytical Engines · London
Reach       ada@example.org · 020 1843 ·
            https://linkedin.example/in/ada
In common   long walks
Found       a lecture on looms
Through     Charles Babbage → Mary Somerville
Led to      Grace Hopper
First met   2026-09-15
Note        people/ada-lovelace.md

Plays the harp. Speaks fast, so bring paper.

Next meeting
  2026-11-22  Meeting · 15:00 · the workshop
  - What for: See the mill turn
  - Ask: What would you build first today?
  - Ask: Who checks your tables?

Say next
  - After 2026-09-15 you did this: "Write a table for one
    sum". Tell them what came of it.
  - You promised: "Lend her the book on looms". Bring it, or
    say when.
  - They offered: "name a day at the workshop". Ask kindly
    where it stands.

They told me, 2026-09-15
  - It can follow analysis, but not anticipate it.
  - Write the table before the program.

I promised
  8atr3m  Lend her the book on looms · 2026-11-20 overdue

They promised
  x71fn0  name a day at the workshop · 2026-09-22 overdue

Owed
  t67gmp  not a takeaway · Ada Lovelace · any day
  t67zzs  Prepare for Ada Lovelace · 2026-11-22

So far
  2026-11-22  Meeting, planned · See the mill turn
  2026-10-20  sent her the Jacquard pattern
  2026-10-02  Meeting, did not take place
  2026-09-18  Thanked by hand for 2026-09-15
  2026-09-15  Thanked by e-mail for 2026-09-15
  2026-09-15  Meeting · What can an engine not do?
  2026-08-31  Asked for a meeting

"#]],
    );
}

#[test]
fn piped_every_fact_is_one_line() {
    let output = vault().run("show the enchantress");
    compare(
        &output.out,
        str![[r#"
Ada Lovelace
Who         analyst · Analytical Engines · London
Reach       ada@example.org · 020 1843 · https://linkedin.example/in/ada
In common   long walks
Found       a lecture on looms
Through     Charles Babbage → Mary Somerville
Led to      Grace Hopper
First met   2026-09-15
Note        people/ada-lovelace.md

Plays the harp. Speaks fast, so bring paper.

Next meeting
  2026-11-22  Meeting · 15:00 · the workshop
  - What for: See the mill turn
  - Ask: What would you build first today?
  - Ask: Who checks your tables?

Say next
  - After 2026-09-15 you did this: "Write a table for one sum". Tell them what came of it.
  - You promised: "Lend her the book on looms". Bring it, or say when.
  - They offered: "name a day at the workshop". Ask kindly where it stands.

They told me, 2026-09-15
  - It can follow analysis, but not anticipate it.
  - Write the table before the program.

I promised
  8atr3m  Lend her the book on looms · 2026-11-20 overdue

They promised
  x71fn0  name a day at the workshop · 2026-09-22 overdue

Owed
  t67gmp  not a takeaway · Ada Lovelace · any day
  t67zzs  Prepare for Ada Lovelace · 2026-11-22

So far
  2026-11-22  Meeting, planned · See the mill turn
  2026-10-20  sent her the Jacquard pattern
  2026-10-02  Meeting, did not take place
  2026-09-18  Thanked by hand for 2026-09-15
  2026-09-15  Thanked by e-mail for 2026-09-15
  2026-09-15  Meeting · What can an engine not do?
  2026-08-31  Asked for a meeting

"#]],
    );
}

#[test]
fn a_wide_terminal_is_used_and_shows_colours() {
    let vault = vault();
    let run = |color| vault.run_in(vault.path(), &["--color", color, "show", "ada"], Some(120)).out;
    let plain = run("never");
    assert_eq!(plain, vault.run("show ada").out, "no line is longer than that");
    let colored = run("auto");
    assert!(colored.starts_with("\u{1b}[1mAda Lovelace\u{1b}[0m\n"), "{colored:?}");
}

#[test]
fn long_histories_are_cut_on_a_terminal_alone() {
    let log: String = (10..30).map(|day| format!("- 2026-10-{day}: a\n")).collect();
    let advice: String = (1..=10).map(|number| format!("- advice {number}\n")).collect();
    let vault = Vault::new()
        .file("people/ada.md", &format!("---\ntype: contact\n---\n## Log\n{log}"))
        .meeting("2026-01-15-ada", "with: ada", &format!("## Advice\n{advice}"));
    let output = vault.run_in(vault.path(), &["--color", "never", "show", "ada"], Some(60));
    for line in ["    and 2 more in meetings/2026-01-15-ada.md", "    and 11 more since 2026-01-15"]
    {
        assert!(output.out.lines().any(|found| found == line), "{}", output.out);
    }
    assert!(!vault.run("show ada").out.contains(" more "));
}

#[test]
fn json_has_all_of_it() {
    let output = vault().run("show ada --json");
    let json: Value = serde_json::from_str(&output.out).unwrap();
    compare(
        &format!("{json:#}"),
        str![[r#"
{
  "contact": {
    "about": [
      "Plays the harp. Speaks fast, so bring paper."
    ],
    "address": null,
    "aliases": [
      "the Enchantress"
    ],
    "company": "Analytical Engines",
    "emails": [
      "ada@example.org"
    ],
    "in_common": "long walks",
    "linkedin": "https://linkedin.example/in/ada",
    "location": "London",
    "met_through": "a lecture on looms",
    "name": "Ada Lovelace",
    "path": "people/ada-lovelace.md",
    "phone": "020 1843",
    "role": "analyst",
    "tags": [],
    "website": null
  },
  "introduced": [
    {
      "name": "Grace Hopper",
      "path": "people/grace-hopper.md"
    }
  ],
  "introduced_by": [
    [
      {
        "name": "Charles Babbage",
        "path": "people/charles-babbage.md"
      },
      {
        "name": "Mary Somerville",
        "path": "people/mary-somerville.md"
      }
    ]
  ],
  "items": [
    {
      "contacts": [
        "people/ada-lovelace.md"
      ],
      "due": null,
      "id": "t67gmp",
      "kind": "action-item",
      "meeting": {
        "date": "2026-09-15",
        "path": "meetings/2026-09-15-ada.md"
      },
      "missing": [],
      "source": {
        "line": 14,
        "path": "meetings/2026-09-15-ada.md"
      },
      "state": "undated",
      "text": "not a takeaway",
      "who": [
        "Ada Lovelace"
      ]
    },
    {
      "contacts": [
        "people/ada-lovelace.md"
      ],
      "due": "2026-11-22",
      "id": "t67zzs",
      "kind": "prepare",
      "meeting": {
        "date": "2026-11-22",
        "path": "meetings/2026-11-22-ada.md"
      },
      "missing": [
        "research",
        "questions"
      ],
      "source": {
        "line": 1,
        "path": "meetings/2026-11-22-ada.md"
      },
      "state": "upcoming",
      "text": "Prepare to meet Ada Lovelace",
      "who": [
        "Ada Lovelace"
      ]
    }
  ],
  "next_meeting": {
    "date": "2026-11-22",
    "path": "meetings/2026-11-22-ada.md",
    "place": "the [[workshop]]",
    "purpose": "See the mill turn",
    "questions": [
      "What would you build first today?",
      "Who checks your tables?"
    ],
    "time": "15:00"
  },
  "promises": [
    {
      "due": "2026-11-20",
      "id": "8atr3m",
      "line": 23,
      "path": "meetings/2026-09-15-ada.md",
      "text": "Lend her the book on looms"
    }
  ],
  "say": [
    "After 2026-09-15 you did this: \"Write a table for one sum\". Tell them what came of it.",
    "You promised: \"Lend her the book on looms\". Bring it, or say when.",
    "They offered: \"name a day at the workshop\". Ask kindly where it stands."
  ],
  "schema": 1,
  "talks": [
    {
      "date": "2026-09-15",
      "done": [
        "Write a table for one sum"
      ],
      "learned": [
        "It can follow analysis, but not anticipate it.",
        "Write the table before the program."
      ],
      "noted": [
        "We sat by the window."
      ],
      "path": "meetings/2026-09-15-ada.md",
      "purpose": "What can an engine not do?",
      "to_do": [
        "not a takeaway"
      ]
    }
  ],
  "timeline": [
    {
      "date": "2026-11-22",
      "kind": "planned",
      "path": "meetings/2026-11-22-ada.md",
      "text": null
    },
    {
      "date": "2026-10-20",
      "kind": "log",
      "path": null,
      "text": "sent her the Jacquard pattern"
    },
    {
      "date": "2026-10-02",
      "kind": "off",
      "path": "meetings/2026-10-02-ada.md",
      "text": null
    },
    {
      "date": "2026-09-18",
      "kind": "thank-you-note",
      "path": "meetings/2026-09-15-ada.md",
      "text": null
    },
    {
      "date": "2026-09-15",
      "kind": "thank-you-email",
      "path": "meetings/2026-09-15-ada.md",
      "text": null
    },
    {
      "date": "2026-09-15",
      "kind": "held",
      "path": "meetings/2026-09-15-ada.md",
      "text": null
    },
    {
      "date": "2026-08-31",
      "kind": "asked",
      "path": null,
      "text": null
    }
  ],
  "today": "2026-11-21",
  "waiting": [
    {
      "due": "2026-09-22",
      "id": "x71fn0",
      "line": 26,
      "path": "meetings/2026-09-15-ada.md",
      "text": "name a day at the workshop"
    }
  ]
}
"#]],
    );
}

#[test]
fn whoever_is_unsure_is_shown_the_candidates() {
    let vault = Vault::new()
        .contact("ada-lovelace", "name: Ada Lovelace")
        .contact("ada-yonath", "name: Ada Yonath");
    let output = vault.run("show ada");
    let list = "  Ada Lovelace (people/ada-lovelace.md)\n  Ada Yonath (people/ada-yonath.md)\n";
    assert_eq!(output.err, format!("error: `ada` could be one of these:\n{list}"));
    assert_eq!((output.status, output.out.as_str()), (2, ""));
    let output = vault.run("show grace");
    assert_eq!((output.status, output.err.as_str()), (2, "error: there is no contact `grace`\n"));
    assert_eq!(vault.run("show yon a").status, 0);
    assert_eq!(vault.run("show").status, 2);
}

#[test]
fn wide_letters_and_long_words_are_wrapped_by_their_columns() {
    let vault = Vault::new().file(
        "people/li.md",
        "---\ntype: contact\nname: 李小龍\nin_common: 功夫 功夫 功夫 功夫 功夫 功夫\n\
         website: https://example.org/a/very/long/address/indeed\n---\n",
    );
    let output = vault.run_in(vault.path(), &["--color", "never", "show", "李"], Some(32));
    compare(
        &output.out,
        str![[r#"
李小龍
Reach       https://example.org/
            a/very/long/address/
            indeed
In common   功夫 功夫 功夫 功夫
            功夫 功夫
Note        people/li.md

Say next
  - You have not talked yet. You
    share: 功夫 功夫 功夫 功夫
    功夫 功夫

"#]],
    );
}

#[test]
fn notes_are_never_trusted_on_the_terminal() {
    let vault = Vault::new()
        .file(
            "people/ada.md",
            "---\ntype: contact\nname: \"Ada \\e[31m\"\nrole: \"a\\u202eb\"\n---\n\u{1b}]0;x\u{7}\n",
        )
        .meeting("2026-11-01-ada", "with: ada", "## Advice\n- \u{1b}[2J\n## Promises\n- [ ] \u{7}x\n");
    for columns in [None, Some(60)] {
        let output = vault.run_in(vault.path(), &["--color", "never", "show", "ada"], columns);
        let is_odd = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!output.out.contains(is_odd), "{:?}", output.out);
    }
    let output = vault.run("show ada --json");
    assert!(serde_json::from_str::<Value>(&output.out).is_ok());
}

#[test]
fn people_who_introduced_each_other_end_the_chain() {
    let vault = Vault::new()
        .contact("ada", "name: Ada\nreferred_by: [\"[[bo]]\", \"[[cy]]\"]")
        .contact("bo", "name: Bo\nreferred_by: \"[[ada]]\"")
        .contact("cy", "name: Cy\nreferred_by: \"[[bo]]\"")
        .contact("di", "name: Di\nreferred_by: Somebody Else");
    let through = |who: &str| -> Vec<String> {
        let output = vault.run(&format!("show {who}"));
        let lines = output.out.lines().filter_map(|line| line.strip_prefix("Through     "));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(through("ada"), ["Bo", "Bo → Cy"]);
    assert_eq!(through("cy"), ["Ada → Bo"]);
    assert_eq!(through("di"), ["Somebody Else"]);
}

#[test]
fn what_to_say_next_comes_from_the_notes() {
    let say = |vault: Vault| -> Vec<String> {
        let output = vault.run("show ada --json");
        let json: Value = serde_json::from_str(&output.out).unwrap();
        let say = json["say"].as_array().unwrap().iter();
        say.map(|say| say.as_str().unwrap().to_owned()).collect()
    };
    let ada = |front: &str| Vault::new().contact("ada", &format!("name: Ada\n{front}"));
    assert_eq!(
        say(ada("")),
        ["You have not talked yet. Say how you found them, and what you wonder."]
    );
    assert_eq!(say(ada("in_common: tea")), ["You have not talked yet. You share: tea"]);
    assert_eq!(
        say(ada("reached_out: 2026-11-01\nreply: yes\nlast_contact: 2026-01-01")),
        ["They said yes. Offer two or three times."]
    );
    assert_eq!(
        say(ada("reply: later\nsnooze_until: 2027-01-10\nlast_contact: 2026-01-01")),
        ["They said: later. Wait until 2027-01-10."]
    );
    let met = |body: &str| ada("").meeting("2026-11-20-ada", "with: ada", body);
    assert_eq!(say(met("")), ["Thank them for 2026-11-20: that has not been done yet."]);
    let told = met("## Takeaways\n- Start small.\n");
    assert_eq!(say(told)[1], "Come back to what they told you: \"Start small.\"");
    let led = met("").contact("bo", "name: Bo\nreferred_by: \"[[ada]]\"").meeting(
        "2026-11-20-bo",
        "with: bo",
        "",
    );
    assert_eq!(say(led.today("2026-11-27")).len(), 1, "Ada was met on the same day");
}
