//! What a task is: by the heading above it, the person it begins with, the tag in it.

use crate::vault::Vault;

const NOTHING: [&str; 0] = [];

/// Returns what the tasks of yesterday's meeting with Ada and Grace are.
fn of_meeting(body: &str) -> Vec<String> {
    Vault::new()
        .contact("ada", "name: Ada Lovelace\naka: Countess")
        .contact("hopper", "name: Grace Hopper")
        .meeting("2026-11-20", "with: [ada, hopper]", body)
        .items_of("action-item promise waiting")
}

/// Returns what the task `x` of yesterday's meeting is, below these lines.
fn kind_below(lines: &str) -> &'static str {
    let items = of_meeting(&format!("{lines}\n\n- [ ] x\n"));
    match items.as_slice() {
        [] => "preparation",
        [one] if one == "action-item 2026-11-23 Ada Lovelace, Grace Hopper: x" => "action-item",
        [one] if one == "promise 2026-11-23 Ada Lovelace, Grace Hopper: x" => "promise",
        [one] if one == "waiting 2026-11-27 Ada Lovelace, Grace Hopper: x" => "waiting",
        _ => "something else",
    }
}

#[test]
fn the_heading_decides_what_a_task_is() {
    for (kind, headings) in [
        ("preparation", "Preparation|Prep|Research|Questions|Logistics|Agenda"),
        ("promise", "Promises|I promised|Promised|How I can help"),
        ("waiting", "Waiting for|They promised|They owe me"),
        ("action-item", "Summary|Takeaways|Key takeaways|Notes|Insights|Advice|What I learned"),
        ("action-item", "Attendees|Participants|People|Guests|Who"),
        ("action-item", "Action items|Actions|Next steps|Follow-up|Follow-ups|To do"),
        ("action-item", "Anything else"),
    ] {
        for heading in headings.split('|') {
            assert_eq!(kind_below(&format!("## {heading}")), kind, "{heading}");
        }
    }
}

#[test]
fn without_a_heading_a_task_is_an_action_item() {
    assert_eq!(kind_below("Prose."), "action-item");
}

#[test]
fn a_heading_of_actions_within_another_section_is_recognised() {
    for heading in [
        "Summary",
        "Takeaways",
        "Key takeaways",
        "Notes",
        "Insights",
        "Advice",
        "What I learned",
        "Attendees",
        "Participants",
        "People",
        "Guests",
        "Who",
        "Action items",
        "Actions",
        "Next steps",
        "Follow-up",
        "Follow-ups",
        "To do",
    ] {
        let lines = format!("# Promises\n\n## {heading}");
        assert_eq!(kind_below(&lines), "action-item", "{heading}");
    }
}

#[test]
fn the_log_is_a_section_of_contacts_only() {
    for heading in ["Log", "Interactions", "History"] {
        let lines = format!("## Promises\n\n### {heading}");
        assert_eq!(kind_below(&lines), "promise", "{heading}");
        let text = format!("---\ntype: contact\n---\n{lines}\n\n- [ ] x\n");
        let vault = Vault::new().file("ada.md", &text);
        assert_eq!(vault.items(), ["action-item - ada: x"], "{heading}");
    }
}

#[test]
fn headings_decide_in_a_contacts_note_too() {
    let text = "---\ntype: contact\n---\n- [ ] a\n\n## Promises\n\n- [ ] b\n\n## They owe me\n\n\
                - [ ] c\n\n## Research\n\n- [ ] d\n";
    let vault = Vault::new().file("ada.md", text);
    let items = ["action-item - ada: a", "promise - ada: b", "waiting - ada: c"];
    assert_eq!(vault.items(), items);
}

#[test]
fn a_heading_may_have_any_level() {
    for heading in [
        "# Promises",
        "## Promises",
        "### Promises",
        "###### Promises",
        "## Promises ##",
        "Promises\n========",
        "Promises\n--------",
    ] {
        assert_eq!(kind_below(heading), "promise", "{heading}");
    }
}

#[test]
fn headings_are_compared_without_case_emoji_numbers_and_punctuation() {
    for heading in [
        "PROMISES",
        "promises:",
        "🤝 Promises",
        "Promises 🤝\u{fe0f}",
        "1. Promises",
        "2) Promises",
        "Promises (3)",
        "**Promises**",
        "I  promised …",
        "i-promised!",
        "How I can help?",
    ] {
        assert_eq!(kind_below(&format!("## {heading}")), "promise", "{heading}");
    }
    for heading in ["Next-Steps", "To-do", "ToDo", "Followup", "✅ Action items:"] {
        let lines = format!("# Promises\n\n## {heading}");
        assert_eq!(kind_below(&lines), "action-item", "{heading}");
    }
}

#[test]
fn a_heading_governs_its_subheadings() {
    assert_eq!(kind_below("## Promises\n\n### Soon\n\n#### This week"), "promise");
}

#[test]
fn a_heading_governs_until_one_of_the_same_or_a_higher_level() {
    assert_eq!(kind_below("## Promises\n\n## Coffee"), "action-item");
    assert_eq!(kind_below("## Promises\n\n# Coffee"), "action-item");
    assert_eq!(kind_below("## Promises\n\n### Soon\n\n## Coffee\n\n### Soon"), "action-item");
}

#[test]
fn the_nearest_recognised_heading_decides() {
    assert_eq!(kind_below("# Promises\n\n## Waiting for"), "waiting");
    assert_eq!(kind_below("# Notes\n\n## Promises\n\n### Soon"), "promise");
    assert_eq!(kind_below("# Promises\n\n## Waiting for\n\n## Soon"), "promise");
}

#[test]
fn the_config_adds_headings() {
    for (section, kind) in [
        ("promises", "promise 2026-11-23 Ada: x"),
        ("waiting", "waiting 2026-11-27 Ada: x"),
        ("actions", "action-item 2026-11-23 Ada: x"),
        ("write-up", "action-item 2026-11-23 Ada: x"),
    ] {
        let vault = Vault::new().config(&format!("headings: {{{section}: [Homework]}}\n")).meeting(
            "2026-11-20",
            "with: Ada",
            "# Promises\n\n## 📚 homework\n\n- [ ] x\n",
        );
        assert_eq!(vault.items_of("action-item promise waiting"), [kind], "{section}");
    }
    let vault = Vault::new().config("headings: {preparation: [Homework]}\n").meeting(
        "2026-11-20",
        "with: Ada",
        "## Homework\n\n- [ ] x\n",
    );
    assert_eq!(vault.items_of("action-item promise waiting"), NOTHING);
}

#[test]
fn the_known_headings_stay_beside_the_configs() {
    let vault = Vault::new().config("headings: {promises: [Homework]}\n").meeting(
        "2026-11-20",
        "with: Ada",
        "## I promised\n\n- [ ] x\n",
    );
    assert_eq!(vault.items_of("promise"), ["promise 2026-11-23 Ada: x"]);
}

#[test]
fn a_task_that_begins_with_a_person_is_theirs() {
    for task in [
        "Ada: send the slides",
        "ada: send the slides",
        "Ada Lovelace: send the slides",
        "Countess: send the slides",
        "**Ada**: send the slides",
        "**Ada:** send the slides",
        "*Ada Lovelace*: send the slides",
        "[[Ada Lovelace]]: send the slides",
        "[[people/ada|The Countess]]: send the slides",
        "**[[ada]]**: send the slides",
        "[Ada](../people/ada.md): send the slides",
        "@Ada send the slides",
        "@Ada: send the slides",
        "@[[ada]] send the slides",
    ] {
        let items = [format!("waiting 2026-11-27 Ada Lovelace: {task}")];
        assert_eq!(of_meeting(&format!("- [ ] {task}\n")), items);
    }
}

#[test]
fn the_stem_of_somebodys_file_is_a_name_of_theirs() {
    let items = ["waiting 2026-11-27 Grace Hopper: Hopper: send the slides"];
    assert_eq!(of_meeting("- [ ] Hopper: send the slides\n"), items);
}

#[test]
fn somebody_without_a_note_is_named_too() {
    for task in ["Joan: send it", "Joan Clarke: send it", "@Joan send it", "[[Joan Clarke]]: do it"]
    {
        let vault = Vault::new().meeting(
            "2026-11-20",
            "with: [Joan Clarke, Edith Clarke]",
            &format!("- [ ] {task}\n"),
        );
        let items = [format!("waiting 2026-11-27 Joan Clarke: {task}")];
        assert_eq!(vault.items_of("action-item waiting"), items);
    }
}

#[test]
fn other_beginnings_are_nobodys() {
    for task in [
        "Ask Ada: does it weave?",
        "Lovelace: send the slides",
        "Adam: send the slides",
        "Joan: send the slides",
        "Ada send the slides",
        "@Joan send the slides",
        "Note: send the slides",
    ] {
        let items = [format!("action-item 2026-11-23 Ada Lovelace, Grace Hopper: {task}")];
        assert_eq!(of_meeting(&format!("- [ ] {task}\n")), items);
    }
}

#[test]
fn a_name_that_two_people_present_have_is_nobodys() {
    let vault = Vault::new().meeting(
        "2026-11-20",
        "with: [Joan Clarke, Joan Ball]",
        "- [ ] Joan: send it\n- [ ] Joan Ball: send it\n",
    );
    let items = [
        "action-item 2026-11-23 Joan Clarke, Joan Ball: Joan: send it",
        "waiting 2026-11-27 Joan Ball: Joan Ball: send it",
    ];
    assert_eq!(vault.items_of("action-item waiting"), items);
}

#[test]
fn the_person_counts_more_than_the_section() {
    for heading in ["Promises", "Action items", "Waiting for", "Agenda", "Notes"] {
        let items = ["waiting 2026-11-27 Grace Hopper: Grace: send it"];
        let body = format!("## {heading}\n\n- [ ] Grace: send it\n");
        assert_eq!(of_meeting(&body), items, "{heading}");
    }
}

#[test]
fn persons_count_only_in_meetings() {
    let text = "---\ntype: contact\nname: Ada\n---\n- [ ] Ada: send it\n";
    let vault = Vault::new().file("ada.md", text);
    assert_eq!(vault.items(), ["action-item - Ada: Ada: send it"]);
}

#[test]
fn a_waiting_task_of_the_owners_is_an_action_item() {
    for name in ["Me", "I", "me", "**Me**", "Sam Taylor", "[[Sam Taylor]]"] {
        let body = format!("## They promised\n\n- [ ] {name}: send it\n");
        let vault =
            Vault::new().config("me: [Sam Taylor]\n").meeting("2026-11-20", "with: Ada", &body);
        let items = [format!("action-item 2026-11-23 Ada: {name}: send it")];
        assert_eq!(vault.items_of("action-item waiting"), items);
    }
}

#[test]
fn other_tasks_of_the_owners_stay_what_they_are() {
    let vault = Vault::new().config("me: [Sam Taylor]\n").meeting(
        "2026-11-20",
        "with: Ada",
        "- [ ] Me: read\n\n## Promises\n\n- [ ] I: send it\n- [ ] Sam Taylor: ring\n\n\
         ## Agenda\n\n- [ ] Me: ask\n",
    );
    let items = [
        "action-item 2026-11-23 Ada: Me: read",
        "promise 2026-11-23 Ada: I: send it",
        "promise 2026-11-23 Ada: Sam Taylor: ring",
    ];
    assert_eq!(vault.items_of("action-item promise waiting"), items);
}

#[test]
fn a_tag_overrides_the_section() {
    for heading in ["Promises", "Action items", "Waiting for", "Agenda", "Coffee"] {
        let of_tag = |tag: &str| {
            let body = format!("## {heading}\n\n- [ ] Send {tag} it\n");
            let vault = Vault::new().meeting("2026-11-20", "with: Ada", &body);
            vault.items_of("action-item promise waiting")
        };
        assert_eq!(of_tag("#promise"), ["promise 2026-11-23 Ada: Send #promise it"]);
        assert_eq!(of_tag("#waiting"), ["waiting 2026-11-27 Ada: Send #waiting it"]);
        assert_eq!(of_tag("#action"), ["action-item 2026-11-23 Ada: Send #action it"]);
        assert_eq!(of_tag("#prep"), NOTHING);
    }
}

#[test]
fn a_tag_overrides_the_person() {
    let of_task = |task: &str| {
        let body = format!("- [ ] {task}\n");
        let vault = Vault::new().meeting("2026-11-20", "with: Ada", &body);
        vault.items_of("action-item promise waiting")
    };
    assert_eq!(of_task("Ada: send it #promise"), ["promise 2026-11-23 Ada: Ada: send it #promise"]);
    assert_eq!(of_task("Ada: ask #action"), ["action-item 2026-11-23 Ada: Ada: ask #action"]);
    assert_eq!(of_task("Ada: ask #prep"), NOTHING);
    assert_eq!(of_task("Me: ask #waiting"), ["waiting 2026-11-27 Ada: Me: ask #waiting"]);
}

#[test]
fn a_tag_counts_in_a_contacts_note() {
    let text = "---\ntype: contact\n---\n- [ ] a #promise\n- [ ] b #waiting\n- [ ] c #prep\n";
    let vault = Vault::new().file("ada.md", text);
    let items = ["promise - ada: a #promise", "waiting - ada: b #waiting"];
    assert_eq!(vault.items(), items);
}

#[test]
fn a_longer_tag_is_another_one() {
    for tag in ["#promised", "#waiting-room", "#prepare", "x#promise"] {
        let body = format!("- [ ] Send it {tag}\n");
        let items = [format!("action-item 2026-11-23 Ada Lovelace, Grace Hopper: Send it {tag}")];
        assert_eq!(of_meeting(&body), items);
    }
}
