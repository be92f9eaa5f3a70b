//! `review`: what the chats left behind, word for word.

use pulldown_cmark::Event;
use pulldown_cmark::HeadingLevel;
use pulldown_cmark::Options;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;

use crate::vault::Output;
use crate::vault::Vault;

fn vault() -> Vault {
    Vault::new()
        .contact(
            "ada",
            "name: Ada Lovelace\naliases: Countess\ncompany: \"[[Engines]]\"\ntags: [mentor]",
        )
        .contact("grace", "name: Grace Hopper\ncompany: engines\ntags: [person]")
        .meeting(
            "2026-09-11 ada",
            "with: [Ada Lovelace, Grace Hopper]\ntags: [coffee, craft/loom]",
            "# Coffee\n\n## Summary\nWe sat down.\n\n## Takeaways\n\n- Begin **small**.\n\
            \x20 - See [the loom](../looms/jacquard.md).\n- [ ] Buy thread\n\n\
            ### On patience\n\nOne card at a time.\n\n## Advice\n\n1. Ask [[Grace Hopper]].\n",
        )
        .meeting("2026-10-02 grace", "with: Grace Hopper", "## Notes\n\nBugs are moths.\n")
        .meeting("2026-10-20 eve", "with: Eve Moore\ntags: Craft", "## What I learned\n\n> Wait.\n")
        .meeting("2026-10-21 nobody", "purpose: none", "## Takeaways\n- Look around.\n")
        .meeting("2026-11-01 team", "with: Ada Lovelace\ndirection: none", "## Takeaways\n- No.\n")
        .meeting("2026-11-02 off", "with: Ada Lovelace\nstatus: cancelled", "## Takeaways\n- No.\n")
        .meeting("2026-11-03 empty", "with: Ada Lovelace", "## Takeaways\n\n- [ ] only a task\n")
        .meeting("2026-12-01 ada", "with: Ada Lovelace", "## Takeaways\n- Not yet.\n")
}

fn review(vault: &Vault, options: &str) -> String {
    let Output { status, out, err } = vault.run(&format!("review {options}"));
    assert_eq!((status, err.as_str()), (0, ""));
    out
}

/// Returns the headings of a review, a line each.
fn headings(vault: &Vault, options: &str) -> Vec<String> {
    let out = review(vault, options);
    out.lines().filter(|line| line.starts_with("##")).map(str::to_owned).collect()
}

#[test]
fn the_latest_stands_first_by_month() {
    assert_eq!(
        review(&vault(), ""),
        "\
# What I learned

From 4 chats with 3 people, until 2026-11-21.

## October 2026

### [Meeting, 2026-10-21](meetings/2026-10-21%20nobody.md)

- Look around.

### [Eve Moore, 2026-10-20](meetings/2026-10-20%20eve.md)

> Wait.

### [Grace Hopper, 2026-10-02](meetings/2026-10-02%20grace.md)

#### Notes

Bugs are moths.

## September 2026

### [Ada Lovelace and Grace Hopper, 2026-09-11](meetings/2026-09-11%20ada.md)

#### Takeaways

- Begin **small**.
  - See [the loom](looms/jacquard.md).
- Buy thread

#### On patience

One card at a time.

#### Advice

1. Ask [[Grace Hopper]].
"
    );
}

#[test]
fn chats_are_gathered_by_tag_company_or_person() {
    let chat = |who: &str, day: &str, file: &str| {
        format!("### [{who}, {day}](meetings/{day}%20{file}.md)")
    };
    let ada = chat("Ada Lovelace and Grace Hopper", "2026-09-11", "ada");
    let grace = chat("Grace Hopper", "2026-10-02", "grace");
    let eve = chat("Eve Moore", "2026-10-20", "eve");
    let nobody = chat("Meeting", "2026-10-21", "nobody");
    let without = |headings: Vec<String>| -> Vec<String> {
        headings.into_iter().filter(|heading| !heading.starts_with("#### ")).collect()
    };
    let expected = [
        "## Craft",
        &eve,
        "## craft/loom",
        &ada,
        "## mentor",
        &ada,
        "## Without a tag",
        &nobody,
        &grace,
    ];
    assert_eq!(without(headings(&vault(), "--by tag")), expected);
    let expected = ["## engines", &grace, &ada, "## Without a company", &nobody, &eve];
    assert_eq!(without(headings(&vault(), "--by company")), expected);
    let expected = [
        "## [Ada Lovelace](people/ada.md)",
        "### [Meeting, 2026-09-11](meetings/2026-09-11%20ada.md)",
        "## Eve Moore",
        "### [Meeting, 2026-10-20](meetings/2026-10-20%20eve.md)",
        "## [Grace Hopper](people/grace.md)",
        "### [Meeting, 2026-10-02](meetings/2026-10-02%20grace.md)",
        "### [Meeting, 2026-09-11](meetings/2026-09-11%20ada.md)",
        "## With nobody named",
        &nobody,
    ];
    assert_eq!(without(headings(&vault(), "--by person")), expected);
}

#[test]
fn only_the_wanted_chats_are_there() {
    let days = |options: &str| -> Vec<String> {
        let headings = headings(&vault(), options).into_iter();
        let chats = headings.filter(|heading| heading.starts_with("### "));
        chats.map(|heading| heading.split(['(', '%']).nth(1).unwrap().to_owned()).collect()
    };
    let meeting = |day: &str| format!("meetings/{day}");
    assert_eq!(days("--since 2026-10-20"), [meeting("2026-10-21"), meeting("2026-10-20")]);
    assert_eq!(days("--who count"), [meeting("2026-09-11")]);
    assert_eq!(days("--who hop"), [meeting("2026-10-02"), meeting("2026-09-11")]);
    assert_eq!(days("--tag #CRAFT"), [meeting("2026-10-20"), meeting("2026-09-11")]);
    assert_eq!(days("--tag mentor"), [meeting("2026-09-11")]);
    assert_eq!(days("--today 2026-10-01"), [meeting("2026-09-11")]);
    let links = review(&vault().config("links: wikilink\n"), "--since 2026-10-21");
    assert!(
        links.contains("\n### [[meetings/2026-10-21 nobody|Meeting, 2026-10-21]]\n"),
        "{links}"
    );
}

#[test]
fn where_there_is_nothing_a_word_is_said() {
    let nothing = |err: &str| Output { status: 0, out: String::new(), err: err.to_owned() };
    let none_of_that = nothing("Nothing of that is written down.\n");
    assert_eq!(vault().run("review --who nobody"), none_of_that);
    let not_yet = nothing(
        "Nothing is written down yet. What did your last chat teach you? \
        Put it under a heading *Takeaways* in its note.\n",
    );
    assert_eq!(Vault::new().run("review"), not_yet);
}

#[test]
fn no_text_reaches_beyond_its_place() {
    let hostile = [
        "~~~~\nan open fence",
        "````md\n```\nanother",
        "<!-- an open comment",
        "<details><summary>x",
        "<script>\n\n# A heading",
        "<div>\n# A heading\n</div>",
        "> ## A quoted heading\n> and more\n> ===",
        "- # A heading in a list\n  - [ ] a task",
        "%% an open comment",
        "<!-- a --> <b>\n<h2>x</h2>\n<!--",
        "| a | <i> |\n|---|---|\n| <!-- | x |",
        "[x]: <https://evil.example>\n[a](../../../../etc/passwd) ![b](<../a b.png>)",
        "$$ x",
        "<?php\n# A heading",
        "<![CDATA[\n# A heading",
        "<pre>\n\n- [x] a",
        "text\u{1b}[31m\u{2028}\u{202e}# no",
        "`a ``b",
        "***",
        "1. a\n\n       ```\n       b",
    ];
    for text in hostile {
        let vault = Vault::new()
            .meeting(
                "2026-10-02 one",
                "with: \"# [x](y) <b>\"",
                &format!("## Takeaways\n\nFirst.\n\n{text}\n"),
            )
            .meeting("2026-10-01 two", "with: Grace", "## Takeaways\n\n- The last word.\n");
        let out = review(&vault, "");
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_GFM
            | Options::ENABLE_FOOTNOTES;
        let (mut levels, mut html, mut tasks) = (Vec::new(), 0, 0);
        for event in Parser::new_ext(&out, options) {
            match event {
                Event::Start(Tag::Heading { level, .. }) => levels.push(level),
                Event::Html(_) | Event::InlineHtml(_) => html += 1,
                Event::TaskListMarker(_) => tasks += 1,
                _ => {}
            }
        }
        // A heading in a quote or a list divides a note's text, too: it stands at the fourth level.
        levels.retain(|level| *level != HeadingLevel::H4);
        let expected = [HeadingLevel::H1, HeadingLevel::H2, HeadingLevel::H3, HeadingLevel::H3];
        assert_eq!((levels.as_slice(), html, tasks), (&expected[..], 0, 0), "{text}\n{out}");
        assert!(out.ends_with("\n\n- The last word.\n"), "{out}");
        assert!(!out.contains(['\u{1b}', '\u{202e}']), "{out}");
    }
}
