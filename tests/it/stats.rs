//! `stats`: what became of it all, counted by hand.

use serde_json::Value;
use serde_json::json;

use crate::vault::Output;
use crate::vault::TODAY;
use crate::vault::Vault;

fn stats(vault: &Vault) -> String {
    let Output { status, out, err } = vault.run("stats");
    assert_eq!((status, err.as_str()), (0, ""));
    out
}

fn json(vault: &Vault) -> Value {
    let Output { status, out, err } = vault.run("stats --json");
    assert_eq!((status, err.as_str()), (0, ""));
    serde_json::from_str(&out).unwrap()
}

/// Six people: Ada introduced Grace and Alan; Grace introduced Mary.
fn vault() -> Vault {
    Vault::new()
        .contact("ada", "name: Ada\ntags: [person, mentor]\nreached_out: [2026-07-01, 2026-07-06]")
        .contact("grace", "name: Grace\nreferred_by: Ada\nreached_out: 2026-09-01\nreply: yes")
        .contact("alan", "name: Alan\nreferred_by: Ada\nreached_out: 2026-10-01")
        .contact("mary", "name: Mary\nreferred_by: Grace\nreached_out: 2026-11-02")
        .contact("eve", "name: Eve\nreached_out: 2026-11-16")
        .contact("kay", "name: Kay")
        .meeting(
            "2026-07-11 ada",
            "with: Ada\npurpose: What is *an engine*?\ntags: [meeting, engines]\n\
            thank_you_email: yes\nthank_you_note: 2026-07-20",
            "She told me.\n",
        )
        .meeting(
            "2026-09-11 grace",
            "with: Grace\npurpose: what is an engine?\ntags: coffee Engines\n\
            thank_you_email: 2026-09-11\nthank_you_note: 2026-09-14",
            "She told me.\n",
        )
        .meeting("2026-11-10 mary", "with: Mary\nthank_you_email: skip", "She told me.\n")
        .meeting("2026-11-12 ada", "with: Ada\ndirection: giving", "I told her.\n")
        .meeting("2026-11-13 team", "with: [Kay, Ada]\ndirection: none", "We talked.\n")
        .meeting("2026-11-14 alan", "with: Alan\nstatus: cancelled", "")
        .meeting("2026-11-21 kay", "with: Kay", "")
}

#[test]
fn everything_is_counted() {
    // Thanks: Ada's and Grace's e-mails on their days, Mary's was not needed. Ada's note was due on
    // 14 July, Grace's on 14 September, Mary's on 13 November. Alan never answered; Eve has until
    // the 23rd. Ada waited 10 days, Grace 10, Mary 8.
    assert_eq!(
        stats(&vault()),
        "\
Saturday, 21 November 2026 · 4 chats with 3 people

New people
  1 of 1 this month · months in a row: 1
  2026-07  █  1
  2026-08  0
  2026-09  █  1
  2026-10  0
  2026-11  █  1

Thanked on time
  e-mails            ██  2 of 2
  handwritten notes  █░░  1 of 3

Asked and answered
  3 of 4 people answered
  1 person still has time to answer
  From asking to the first chat: 10 days, in the middle of 3 people (8 to 10)

Chats by purpose
  What is an engine?  ██  2

Chats by tag
  engines  ██  2
  mentor   ██  2

Introductions
  3 people introduced to you, in 4 chats: 0.8 a chat
  Ada    ██  2 (1 met)
  Grace  █  1 (1 met)

Never thanked for an introduction
  Grace (to Mary)
"
    );
}

#[test]
fn programs_read_the_same() {
    let month = |month: &str, chats: u32, new: &[&str], thanks: [u32; 4], asked: [u32; 3]| {
        json!({
            "month": month, "chats": chats, "new_people": new,
            "thank_you_emails": {"on_time": thanks[0], "late": thanks[1]},
            "thank_you_notes": {"on_time": thanks[2], "late": thanks[3]},
            "asked": asked[0], "answered": asked[1], "introduced": asked[2],
        })
    };
    let mut total = month("", 4, &["Ada", "Grace", "Mary"], [2, 0, 1, 2], [5, 3, 3]);
    total.as_object_mut().unwrap().remove("month");
    let expected = json!({
        "schema": 1, "today": TODAY, "people": 3,
        "goal": {
            "month": "2026-11", "target": 1, "met": ["Mary"], "streak": 1, "longest_streak": 1,
        },
        "total": total,
        "months": [
            month("2026-07", 1, &["Ada"], [1, 0, 0, 1], [1, 1, 0]),
            month("2026-08", 0, &[], [0; 4], [0; 3]),
            month("2026-09", 1, &["Grace"], [1, 0, 1, 0], [1, 1, 1]),
            month("2026-10", 0, &[], [0; 4], [1, 0, 1]),
            month("2026-11", 2, &["Mary"], [0, 0, 0, 1], [2, 1, 1]),
        ],
        "waiting": 1,
        "days_to_chat": {"people": 3, "median": 10.0, "shortest": 8, "longest": 10},
        "purposes": [{"purpose": "What is an engine?", "chats": 2}],
        "tags": [{"tag": "engines", "chats": 2}, {"tag": "mentor", "chats": 2}],
        "connectors": [
            {"name": "Ada", "path": "people/ada.md", "introduced": ["Alan", "Grace"], "met": 1},
            {"name": "Grace", "path": "people/grace.md", "introduced": ["Mary"], "met": 1},
        ],
        "unthanked": [
            {"name": "Grace", "path": "people/grace.md", "introduced": ["Mary"], "met": 1},
        ],
    });
    assert_eq!(json(&vault()), expected);
}

#[test]
fn a_past_day_knows_nothing_of_what_came_later() {
    // On 16 September Grace's note is done, and nobody after her was asked or met.
    let seen = json(&vault().today("2026-09-12"));
    assert_eq!(seen["total"]["chats"], 2);
    assert_eq!(seen["total"]["new_people"], json!(["Ada", "Grace"]));
    assert_eq!(seen["total"]["thank_you_notes"], json!({"on_time": 0, "late": 1}));
    assert_eq!(seen["total"]["introduced"], 1);
    assert_eq!(seen["total"]["asked"], 2);
    assert_eq!(
        seen["unthanked"],
        json!([{
            "name": "Ada", "path": "people/ada.md", "introduced": ["Grace"], "met": 1,
        }])
    );
    assert_eq!(seen["months"].as_array().unwrap().len(), 3);
    // A meeting that was to come was an answer already.
    let earlier = json(&vault().today("2026-07-05"));
    let total = &earlier["total"];
    assert_eq!(
        (&total["chats"], &total["asked"], &total["answered"]),
        (&json!(0), &json!(1), &json!(1))
    );
}

#[test]
fn where_there_is_nothing_a_warm_word_is_said() {
    let expected = "\
Saturday, 21 November 2026 · no chats yet

  There is nothing to count yet, and that is how everybody begins. Whom would you like to meet first?
";
    assert_eq!(stats(&Vault::new()), expected);
    assert_eq!(stats(&Vault::new().contact("ada", "name: Ada")), expected);
    let vault = Vault::new().meeting("2026-11-21 ada", "with: Ada\nstatus: held", "Trains.\n");
    assert_eq!(
        stats(&vault),
        "\
Saturday, 21 November 2026 · 1 chat with 1 person

New people
  0 of 1 this month

Thanked on time
  No thank-you has been due yet.

Asked and answered
  No request is noted yet: `reached_out` in somebody's note is the day you asked.

Introductions
  Nobody has been introduced to you yet. At the end of a chat, ask whom else to meet.
"
    );
    assert_eq!(json(&Vault::new())["days_to_chat"], Value::Null);
}

#[test]
fn lines_fit_the_terminal_and_a_share_of_many_is_a_percentage() {
    let mut vault = vault();
    for n in 1..=9 {
        let front = format!("name: Person {n} of a rather long and noble name\nreferred_by: Grace");
        vault = vault.contact(&format!("person-{n}"), &front).meeting(
            &format!("2026-10-0{n} person"),
            &format!("with: \"[[person-{n}]]\"\npurpose: a purpose of many words indeed, number {n}\nthank_you_email: {}",
                if n < 3 { "no" } else { "yes" }),
            "Words.\n",
        );
    }
    for columns in [40, 60, 120] {
        let output = vault.run_in(vault.path(), &["stats", "--color", "never"], Some(columns));
        let wide = output.out.lines().filter(|line| line.chars().count() > columns);
        let wide: Vec<&str> = wide.filter(|line| !line.starts_with("Saturday")).collect();
        assert_eq!(wide, [""; 0], "{columns}\n{}", output.out);
    }
    let out = stats(&vault);
    assert!(out.contains("\n  e-mails            █████████░░  9 of 11 (82 %)\n"), "{out}");
    assert!(out.contains("\n  2026-10  █████████  9\n"), "{out}");
    assert!(out.contains("\n  Grace  ██████████  10 (10 met)\n"), "{out}");
}

#[test]
fn what_lies_before_since_owed_no_thanks() {
    let seen = json(&vault().config("since: 2026-09-01\n"));
    assert_eq!(seen["total"]["thank_you_emails"], json!({"on_time": 1, "late": 0}));
    assert_eq!(seen["total"]["chats"], 4);
    assert_eq!(json(&vault().config("since: 2026-11-11\n"))["unthanked"], json!([]));
}

#[test]
fn the_goal_may_be_nobody_and_the_owner_does_not_count() {
    let vault = Vault::new()
        .config("goal: {new_people: 0}\nme: Sam\n")
        .contact("sam", "name: Sam\nreached_out: 2026-01-01")
        .contact("ada", "name: Ada\nreferred_by: Sam")
        .meeting("2026-11-10 ada", "with: [Ada, Sam]\nthank_you_email: yes", "Words.\n");
    let seen = json(&vault);
    assert_eq!(seen["goal"]["streak"], Value::Null);
    assert_eq!(seen["total"]["new_people"], json!(["Ada"]));
    assert_eq!(seen["total"]["asked"], 0);
    assert_eq!((&seen["people"], &seen["connectors"]), (&json!(1), &json!([])));
    assert!(stats(&vault).contains("\n  1 this month\n"));
}

#[test]
fn people_without_a_note_are_counted_and_thanked_one_by_one() {
    let vault = Vault::new().meeting(
        "2026-11-10 trains",
        "with: [Ada, Grace]\nthank_you_email: [\"Ada 2026-11-10\", \"Grace 2026-11-12\"]",
        "Words.\n",
    );
    let seen = json(&vault);
    assert_eq!(seen["people"], 2);
    assert_eq!(seen["total"]["thank_you_emails"], json!({"on_time": 1, "late": 1}));
    // Ada's note was due on the 13th, Grace's on the 15th.
    assert_eq!(seen["total"]["thank_you_notes"], json!({"on_time": 0, "late": 2}));
}
