//! The dashboard: what stands in it and in which order, and what becomes of the file.

use std::fs;
use std::fs::File;
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;
#[cfg(unix)]
use std::os::unix::fs::symlink;
#[cfg(unix)]
use std::process::Command;
use std::time::Duration;
use std::time::SystemTime;

use percent_encoding::percent_decode_str;
use pulldown_cmark::Event;
use pulldown_cmark::Options;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;

use crate::vault::Vault;

const NOTHING: [&str; 0] = [];

/// Builds, and returns the dashboard.
fn built(vault: &Vault) -> String {
    let output = vault.run("build");
    assert_eq!((output.status, output.out.as_str()), (0, ""), "{}", output.err);
    vault.read("DASHBOARD.md")
}

/// Returns the headings of a dashboard's sections.
fn sections(dashboard: &str) -> Vec<&str> {
    dashboard.lines().filter_map(|line| line.strip_prefix("## ")).collect()
}

/// Returns the lines of the section with this heading.
fn section<'d>(dashboard: &'d str, heading: &str) -> Vec<&'d str> {
    let lines = dashboard.lines().skip_while(|line| *line != format!("## {heading}")).skip(1);
    let lines = lines.take_while(|line| !line.starts_with("## ") && !line.starts_with("<!-- "));
    lines.filter(|line| !line.is_empty()).collect()
}

/// Returns the names in bold of a section, in its order.
fn names<'d>(dashboard: &'d str, heading: &str) -> Vec<&'d str> {
    let name = |line: &'d str| line.split("**").nth(1);
    section(dashboard, heading).into_iter().filter_map(name).collect()
}

/// Returns the destinations of all links, as a reader of Markdown sees them.
fn destinations(dashboard: &str) -> Vec<String> {
    let destination = |event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    };
    Parser::new(dashboard).filter_map(destination).collect()
}

/// Returns the lines that only one of two dashboards has, those of the first one before.
fn difference<'d>(old: &'d str, new: &'d str) -> Vec<&'d str> {
    let gone = old.lines().filter(|line| !new.lines().any(|other| other == *line));
    let come = new.lines().filter(|line| !old.lines().any(|other| other == *line));
    gone.chain(come).collect()
}

/// A vault that owes one thing: to ask Ada again, since 17 November.
fn owing() -> Vault {
    Vault::new().contact("ada", "name: Ada Lovelace\nreached_out: 2026-11-10")
}

// The sections.

#[test]
fn sections_stand_in_their_order() {
    let vault = owing()
        .contact("grace", "name: Grace Hopper\nlast_contact: 2026-01-01")
        .contact("joan", "name: Joan Clarke\nlast_contact: soon")
        .meeting("2026-11-20-mary", "with: Mary", "- [ ] Read\n- [ ] Mary: write\n")
        .meeting("2026-11-24-mary", "with: Mary", "");
    let expected = [
        "Thank-you notes",
        "Action items",
        "Check-ins",
        "Reaching out",
        "Write-ups",
        "Coming up",
        "Waiting for",
        "Notes to fix",
    ];
    assert_eq!(sections(&built(&vault)), expected);
}

#[test]
fn where_nothing_is_owed_the_first_three_sections_say_so() {
    let expected = "\
# Dashboard

**2026-11-21** · 0 overdue · 0 due today · 0 coming · new people this month: 0 of 1

## Thank-you notes

Everyone is thanked.

## Action items

Nothing to act on.

## Check-ins

Nobody is waiting to hear from you.
<!-- keepwarm: end -->
";
    let dashboard = built(&Vault::new());
    let (first, rest) = dashboard.split_once('\n').unwrap();
    assert!(first.starts_with("<!-- keepwarm: begin ") && first.ends_with(" -->"), "{first}");
    assert_eq!(rest, expected);
}

#[test]
fn an_empty_section_after_the_third_is_left_out() {
    let expected = ["Thank-you notes", "Action items", "Check-ins", "Reaching out"];
    assert_eq!(sections(&built(&owing())), expected);
}

#[test]
fn every_kind_has_its_section() {
    let vault = owing()
        .contact("ada2", "name: Ada King\nlast_contact: 2026-01-01")
        .contact("grace", "name: Grace Hopper\nreached_out: 2026-11-18\nreply: yes")
        .contact("mary", "name: Mary Somerville\nreferred_by: '[[ada]]'")
        .meeting("2026-11-15-mary", "with: Mary Somerville\nthank_you_email: yes", "Words.\n")
        .meeting("2026-11-19-joan", "with: Joan", "- [ ] Act\n- [ ] Keep #promise\n")
        .meeting("2026-11-20-joan", "with: Joan", "- [ ] Joan: send it\n");
    let dashboard = built(&vault);
    let has = |heading: &str, words: &str| {
        let found = section(&dashboard, heading).iter().any(|line| line.contains(words));
        assert!(found, "{words} is not in {heading}:\n{dashboard}");
    };
    has("Thank-you notes", "E-mail **Joan**");
    has("Thank-you notes", "Handwritten note to **Mary Somerville**");
    has("Action items", "Act ·");
    has("Action items", "Promised: Keep");
    has("Action items", "Choose something to act on from **Mary Somerville**");
    has("Check-ins", "Write to **Ada King**");
    has("Check-ins", "how it went with **Mary Somerville**");
    has("Reaching out", "Find a date with **Grace Hopper**");
    has("Write-ups", "**Joan**");
    has("Waiting for", "Joan: send it");
}

#[test]
fn the_summary_counts_what_is_listed() {
    let vault = owing()
        .contact("grace", "name: Grace Hopper\n---\n- [ ] Any day\n---")
        .contact("mary", "name: Mary")
        .contact("joan", "name: Joan")
        .meeting(
            "2026-11-20-mary",
            "with: Mary\nthank_you_email: yes",
            "- [ ] Read 📅 2026-11-21\n",
        )
        .meeting("2026-11-19-joan", "with: Joan\ndirection: giving", "Words.\n");
    let expected = "**2026-11-21** · 2 overdue · 1 due today · 1 coming · 1 any day · \
                    new people this month: 2 of 1";
    assert_eq!(built(&vault).lines().nth(3), Some(expected));
}

// Coming up.

#[test]
fn meetings_within_the_horizon_are_coming_up() {
    let vault = Vault::new()
        .meeting("2026-11-28-in", "with: In Time", "")
        .meeting("2026-11-29-out", "with: Out Of Time", "")
        .meeting("2026-11-22-off", "with: Called Off\nstatus: cancelled", "");
    assert_eq!(names(&built(&vault), "Coming up"), ["In Time"]);
    let vault = vault.config("horizon: 8d\n");
    assert_eq!(names(&built(&vault), "Coming up"), ["In Time", "Out Of Time"]);
}

#[test]
fn all_of_today_s_meetings_that_are_not_off_are_coming_up() {
    let vault = Vault::new()
        .meeting("2026-11-21-a", "with: Planned", "")
        .meeting("2026-11-21-b", "with: Held\nstatus: held\ntime: 9:00", "")
        .meeting("2026-11-21-c", "with: Called Off\nstatus: cancelled", "")
        .meeting("2026-11-21-d", "with: Did Not Come\nstatus: no-show", "")
        .meeting("2026-11-20-e", "with: Yesterday", "");
    assert_eq!(names(&built(&vault), "Coming up"), ["Held", "Planned"]);
}

#[test]
fn a_meeting_coming_up_shows_time_place_and_what_is_missing() {
    let vault = Vault::new().meeting(
        "2026-11-24-ada",
        "with: Ada\ntime: 14:30\nplace: the old observatory",
        "",
    );
    assert_eq!(
        section(&built(&vault), "Coming up"),
        ["- 2026-11-24         · 14:30 · **Ada** · the old observatory · \
          [Meeting](meetings/2026-11-24-ada.md) · still missing: purpose, research, questions"]
    );
}

#[test]
fn a_meeting_coming_up_shows_its_open_preparation() {
    let body = "## Prep\n- [ ] Read *her* paper\n- [x] Find it\n## To do\n- [ ] Later\n";
    let vault = Vault::new().meeting("2026-11-24-ada", "with: Ada\ndirection: none", body);
    assert_eq!(
        section(&built(&vault), "Coming up"),
        [
            "- 2026-11-24         · **Ada** · [Meeting](meetings/2026-11-24-ada.md)",
            "  - to do: Read her paper",
        ]
    );
}

#[test]
fn meetings_of_one_day_stand_by_name() {
    let vault = Vault::new()
        .meeting("2026-11-22-a", "with: Zelda", "")
        .meeting("2026-11-22-b", "with: ada", "")
        .meeting("2026-11-22-c", "with: Mary", "")
        .meeting("2026-11-21-d", "with: Zoë", "");
    assert_eq!(names(&built(&vault), "Coming up"), ["Zoë", "ada", "Mary", "Zelda"]);
}

// Notes to fix.

#[test]
fn errors_are_notes_to_fix_with_line_and_help() {
    let vault = Vault::new().contact("ada", "name: Ada\nlast_contact: 2026-1-5");
    assert_eq!(
        section(&built(&vault), "Notes to fix"),
        ["- [people/ada.md, line 4](people/ada.md) · `2026-1-5` is not a date · \
          did you mean `2026-01-05`?"]
    );
}

#[test]
fn stale_plans_and_conflict_copies_are_notes_to_fix() {
    let vault = Vault::new().contact("a (conflicted copy)", "").meeting(
        "2026-11-10-x",
        "with: Xenia\nstatus: planned",
        "",
    );
    let dashboard = built(&vault);
    let lines = section(&dashboard, "Notes to fix");
    assert!(lines[0].starts_with("- [meetings/2026-11-10-x.md, line 4]("), "{lines:?}");
    assert!(lines[0].contains("did it happen?"), "{lines:?}");
    assert!(lines[1].contains("conflict copy"), "{lines:?}");
    assert_eq!(lines[2..], ["- 1 warning more: `keepwarm check` shows them"]);
}

#[test]
fn of_other_warnings_only_their_number_is_told() {
    let unknown = Vault::new().meeting("2026-11-20-x", "with: [X, Y]", "");
    let expected = ["- 2 warnings: `keepwarm check` shows them"];
    assert_eq!(section(&built(&unknown), "Notes to fix"), expected);
    let slip = Vault::new().contact("ada", "name: Ada\nlast_conact: 2026-11-01");
    let expected = ["- 1 warning: `keepwarm check` shows them"];
    assert_eq!(section(&built(&slip), "Notes to fix"), expected);
}

#[test]
fn problems_of_foreign_notes_are_not_told() {
    let vault = Vault::new().file("soup.md", "---\ntitle: Soup: the book\n---\n");
    assert_eq!(vault.problems().len(), 1);
    assert_eq!(section(&built(&vault), "Notes to fix"), NOTHING);
}

// The order inside a section.

#[test]
fn items_stand_by_day_and_those_without_one_stand_last() {
    let vault = Vault::new().meeting(
        "2026-11-20-x",
        "with: X",
        "Words.\n\n- [x] Done\n- [ ] Any\n- [ ] C 📅 2026-12-01\n- [ ] A 📅 2026-11-01\n\
         - [ ] B #promise 📅 2026-11-30\n",
    );
    let dashboard = built(&vault);
    let days: Vec<&str> = section(&dashboard, "Action items").iter().map(|l| &l[6..16]).collect();
    assert_eq!(days, ["2026-11-01", "2026-11-30", "2026-12-01", "any day   "]);
}

#[test]
fn items_of_one_day_stand_by_name_in_any_case() {
    let vault = Vault::new()
        .contact("1", "name: zelda\nreached_out: 2026-11-10")
        .contact("2", "name: Émilie\nreached_out: 2026-11-10")
        .contact("3", "name: Ada\nreached_out: 2026-11-10")
        .contact("4", "name: bob\nreached_out: 2026-11-10")
        .contact("5", "name: Last\nreached_out: 2026-11-11");
    assert_eq!(names(&built(&vault), "Reaching out"), ["Ada", "bob", "zelda", "Émilie", "Last"]);
}

#[test]
fn items_of_one_day_and_name_stand_by_path_and_line() {
    let vault = Vault::new()
        .meeting("2026-11-19-b", "with: X", "- [ ] C 📅 2026-12-01\n- [ ] B 📅 2026-12-01\n")
        .meeting("2026-11-20-a", "with: X", "- [ ] A 📅 2026-12-01\n- [ ] D 📅 2026-12-01\n");
    let dashboard = built(&vault);
    let lines = section(&dashboard, "Action items");
    let texts: Vec<&str> = lines.iter().filter_map(|line| line.split(" · ").nth(1)).collect();
    assert_eq!(texts, ["C", "B", "A", "D"]);
}

// Marks and days.

#[test]
fn what_is_overdue_and_what_is_due_today_has_a_mark() {
    let vault = Vault::new()
        .contact("ada", "name: Ada\nreached_out: 2026-11-13")
        .contact("grace", "name: Grace\nreached_out: 2026-11-14")
        .contact("mary", "name: Mary\nreached_out: 2026-11-15");
    let dashboard = built(&vault);
    let starts: Vec<&str> = section(&dashboard, "Reaching out")
        .iter()
        .map(|line| line.split(" · ").next().unwrap())
        .collect();
    let expected =
        ["- [ ] 2026-11-20 overdue", "- [ ] 2026-11-21 today  ", "- [ ] 2026-11-22        "];
    assert_eq!(starts, expected);
}

/// A vault with something in every section, and nothing that becomes due on 22 or 23 November.
fn quiet() -> Vault {
    owing()
        .contact("grace", "name: Grace Hopper\nlast_contact: 2026-01-01\ncheck_in: 60d")
        .contact("joan", "name: Joan Clarke\nlast_contact: soon")
        .contact("mary", "name: Mary")
        .meeting("2026-11-10-mary", "with: Mary", "- [ ] Read 📅 2026-12-24\n- [ ] Mary: write\n")
        .meeting("2026-11-24-zelda", "with: Zelda", "")
}

#[test]
fn a_day_on_which_nothing_becomes_due_changes_one_line() {
    let (friday, saturday) = (built(&quiet()), built(&quiet().today("2026-11-22")));
    let expected = [
        "**2026-11-21** · 5 overdue · 0 due today · 2 coming · new people this month: 1 of 1",
        "**2026-11-22** · 5 overdue · 0 due today · 2 coming · new people this month: 1 of 1",
    ];
    assert_eq!(difference(&friday, &saturday), expected);
    assert_eq!(sections(&friday).len(), 8);
}

#[test]
fn the_same_day_has_the_same_bytes_wherever_the_vault_is() {
    assert_eq!(built(&quiet()), built(&quiet()));
}

// Links.

#[test]
fn what_is_done_by_writing_has_a_link_that_begins_an_email() {
    let vault = Vault::new()
        .contact("ada", "name: Ada Lovelace\nreached_out: 2026-11-10\nemail: ada+tea@example.org");
    assert_eq!(
        destinations(&built(&vault)),
        [
            "people/ada.md",
            "mailto:ada+tea@example.org?subject=May%20I%20ask%20you%20for%20twenty%20minutes%3F"
        ]
    );
}

#[test]
fn every_kind_of_letter_has_such_a_link_and_nothing_else_has() {
    let vault = Vault::new()
        .contact("a", "name: A\nemail: a@x.org\nreached_out: 2026-11-10")
        .contact("b", "name: B\nemail: b@x.org\nreached_out: 2026-11-18\nreply: yes")
        .contact("c", "name: C\nemail: c@x.org\nlast_contact: 2026-01-01\ncheck_in: 60d")
        .contact("d", "name: D\nemail: d@x.org")
        .contact("e", "name: E\nemail: e@x.org\nreferred_by: '[[d]]'\ncheck_in: never")
        .meeting("2026-11-20", "with: '[[e]]'", "- [ ] E: write\n- [ ] Read\n");
    let dashboard = built(&vault);
    let addresses: Vec<&str> =
        dashboard.lines().filter_map(|line| line.split("(mailto:").nth(1)?.get(..7)).collect();
    assert_eq!(addresses, ["e@x.org", "c@x.org", "d@x.org", "a@x.org", "b@x.org"]);
}

#[test]
fn without_an_address_there_is_no_such_link() {
    assert_eq!(destinations(&built(&owing())), ["people/ada.md"]);
}

#[test]
fn an_address_cannot_add_to_the_email() {
    let vault = Vault::new()
        .contact("ada", "name: Ada\nreached_out: 2026-11-10\nemail: 'a?cc=eve@example.org&bcc=x'");
    for destination in destinations(&built(&vault)) {
        let (_, query) = destination.split_once('?').unwrap_or_default();
        assert!(!destination.contains("cc=") && !query.contains('&'), "{destination}");
    }
}

#[test]
fn links_that_begin_an_email_can_be_left_out() {
    let vault = Vault::new()
        .config("mailto: false\n")
        .contact("ada", "name: Ada\nreached_out: 2026-11-10\nemail: ada@example.org");
    assert_eq!(destinations(&built(&vault)), ["people/ada.md"]);
}

#[test]
fn links_are_relative_to_the_dashboard() {
    for (dashboard, up) in [("x.md", ""), ("home/x.md", "../"), ("people/deep/x.md", "../../")] {
        let vault = owing().config(&format!("dashboard: {dashboard}\n"));
        assert_eq!(vault.run("build").status, 0);
        let expected = format!("{up}people/ada.md");
        assert_eq!(destinations(&vault.read(dashboard)), [expected]);
    }
}

#[test]
fn the_link_to_a_meeting_says_what_the_note_calls_it() {
    for (word, label) in [("meeting", "Meeting"), ("coffee", "Coffee"), ("call", "Call")] {
        let text = format!("---\ntype: {word}\ndate: 2026-11-20\nwith: Ada\n---\nWords.\n");
        let dashboard = built(&Vault::new().file("chats/ada.md", &text));
        let link = format!("· [{label}, 2026-11-20](chats/ada.md) ");
        assert!(dashboard.contains(&link), "{link} in\n{dashboard}");
    }
}

#[test]
fn odd_file_names_are_percent_encoded() {
    for stem in [
        "a b", "(a", "a)", "a#b", "a?b", "100%", "%41", "é", "李", "a&b;", "<a>", "\"a\"", "a'b",
        "[a]", "a|b", "`a`", "a\\b", "*a*", "a:b", "a\nb", "a\u{1}b", "~a", "a.b", "$a$", "{a}",
    ] {
        let vault = Vault::new().contact(stem, "name: Ada\nreached_out: 2026-11-10");
        let dashboard = built(&vault);
        let destinations = destinations(&dashboard);
        let [destination] = destinations.as_slice() else {
            panic!("{stem:?}: {dashboard}");
        };
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "%/-._~".contains(c);
        assert!(destination.chars().all(is_plain), "{destination}");
        let path = percent_decode_str(destination).decode_utf8().unwrap();
        assert_eq!(path, format!("people/{stem}.md"));
    }
}

#[test]
fn links_can_be_wikilinks() {
    let vault = owing()
        .config("links: wikilink\ndashboard: home/today.md\n")
        .meeting("2026-11-20-mary", "with: Mary\nthank_you_email: skip", "- [ ] Read\n")
        .contact("joan", "name: Joan\nlast_contact: soon");
    assert_eq!(vault.run("build").status, 0);
    let dashboard = vault.read("home/today.md");
    for link in [
        "· [[people/ada|note]] ",
        "· [[meetings/2026-11-20-mary|Meeting, 2026-11-20]] ",
        "- [[people/joan|people/joan.md, line 4]] ·",
    ] {
        assert!(dashboard.contains(link), "{link} in\n{dashboard}");
    }
    assert_eq!(destinations(&dashboard), NOTHING);
}

#[test]
fn a_name_that_no_wikilink_can_have_is_linked_as_markdown() {
    for stem in ["a]]b", "a|b", "a#b", "a^b"] {
        let vault = Vault::new()
            .config("links: wikilink\n")
            .contact(stem, "name: Ada\nreached_out: 2026-11-10");
        assert_eq!(destinations(&built(&vault)).len(), 1, "{stem}");
    }
}

// Hostile notes.

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- keepwarm: end -->",
    "--> <b>",
    "<!-- open",
    "</details><details>",
    "<https://evil.example>",
    "x](https://evil.example) [y",
    "[x](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "[x]: https://evil.example",
    "[^1] and [ref][ref]",
    "**bold** __bold__ *it* _it_ ~~gone~~ ==high==",
    "a ** b * c _ d ` e ``` f",
    "`code` and ``co`de``",
    "| a | b |",
    "# heading",
    "#tag",
    "- [ ] another",
    "1. one",
    "> quote",
    "~~~",
    "$x$ and $$y$$",
    "a \\",
    "\\*a\\* \\<b>",
    "&lt;b&gt; &amp; &#60;i&#62; &nbsp;",
    "{{ site.x }} {% raw %} %% hidden %%",
    "javascript:alert(1)",
    "kw:aaaaaa -->",
    "[[people/x|y]]",
    "]] [[",
    "![[secret]]",
    "www.evil.example and https://evil.example",
    "a\u{202e}b\u{2066}c",
    "a\u{2028}b\u{2029}c\u{85}d",
    "\u{1b}[31m\u{7}",
    "^block",
    "a`b",
    "a``b",
    "<```",
    "`[x](y)",
    "👩‍👩‍👧 Zoë 李",
];

/// Returns what a reader of Markdown sees in a dashboard, but for its words.
fn shape(dashboard: &str) -> Vec<String> {
    let options = Options::ENABLE_TASKLISTS
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH;
    let shown = |event| match event {
        Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::End(_) => None,
        Event::Html(html) | Event::InlineHtml(html) if is_comment(&html) => Some("comment".into()),
        Event::Start(Tag::Link { dest_url, .. }) => Some(format!("link {dest_url}")),
        event => Some(format!("{event:?}")),
    };
    Parser::new_ext(dashboard, options).filter_map(shown).collect()
}

fn is_comment(html: &str) -> bool {
    let inside = html.trim_end().strip_prefix("<!-- ").and_then(|html| html.strip_suffix(" -->"));
    inside.is_some_and(|inside| inside.starts_with("kw:") || inside.starts_with("keepwarm: "))
}

/// A vault that has `words` wherever the dashboard shows a note's own words.
fn saying(words: &str) -> Vault {
    let quoted = serde_json::to_string(words).unwrap();
    let line = words.replace(['\n', '\r'], " ");
    Vault::new()
        .contact("ada", &format!("name: {quoted}\nreached_out: 2026-11-10\nemail: {quoted}"))
        .contact("joan", &format!("name: Joan\nlast_contact: {quoted}"))
        .meeting("2026-11-24-joan", &format!("with: '[[joan]]'\nplace: {quoted}"), "")
        .contact("mary", &format!("name: Mary\n---\n- [ ] Say {line} twice\n---"))
}

#[test]
fn words_from_notes_cannot_change_what_a_reader_sees() {
    let plain = shape(&built(&saying("plain words")));
    let count = |what: &str| plain.iter().filter(|seen| seen.starts_with(what)).count();
    assert_eq!((count("Start(Item)"), count("TaskListMarker"), count("link ")), (4, 2, 4));
    for words in HOSTILE {
        let vault = saying(words);
        let dashboard = built(&vault);
        assert_eq!(shape(&dashboard), plain, "{words:?}:\n{dashboard}");
        assert_eq!(built(&vault), dashboard, "{words:?}");
    }
}

#[test]
fn line_breaks_in_words_break_no_line() {
    let plain = built(&saying("plain words"));
    for words in ["a\n## b", "a\r\n- [x] b <!-- kw:aaaaaa -->", "a\n\n<b>\n", "a\n---\n"] {
        let dashboard = built(&saying(words));
        assert_eq!(dashboard.lines().count(), plain.lines().count(), "{words:?}:\n{dashboard}");
        assert_eq!(shape(&dashboard), shape(&plain), "{words:?}:\n{dashboard}");
    }
}

#[test]
fn names_of_files_cannot_change_what_a_reader_sees() {
    let shape_of = |stem: &str| {
        let vault = Vault::new()
            .contact(&format!("x {stem}"), "name: Ada\nreached_out: 2026-11-10")
            .meeting(&format!("x {stem}"), "with: Ada\ndate: soon", "");
        let without_target = |seen: String| match seen.starts_with("link ") {
            true => "link".to_owned(),
            false => seen,
        };
        shape(&built(&vault)).into_iter().map(without_target).collect::<Vec<String>>()
    };
    let plain = shape_of("plain");
    for stem in HOSTILE.iter().filter(|stem| !stem.contains('/')) {
        assert_eq!(shape_of(stem), plain, "{stem:?}");
    }
}

#[test]
fn what_notes_say_can_still_be_read() {
    let vault = Vault::new().contact(
        "ada",
        "name: Ada *the first* <Lovelace> & son\n---\n- [ ] Read snake_case at 100%\n---",
    );
    let dashboard = built(&vault);
    let is_text = |event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    };
    let text: String = Parser::new(&dashboard).filter_map(is_text).collect();
    assert!(text.contains("Ada *the first* <Lovelace> & son"), "{text}");
    assert!(text.contains("Read snake_case at 100%"), "{text}");
}

// The file.

#[test]
fn the_file_is_written_only_if_its_bytes_change() {
    let vault = owing();
    built(&vault);
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let path = vault.path().join("DASHBOARD.md");
    File::options().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();
    built(&vault);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), long_ago);
    let vault = vault.today("2026-11-22");
    built(&vault);
    assert_ne!(fs::metadata(&path).unwrap().modified().unwrap(), long_ago);
}

#[test]
#[cfg(unix)]
fn the_mode_of_the_file_is_kept() {
    for mode in [0o600, 0o640, 0o664] {
        let vault = owing().file("DASHBOARD.md", "");
        let path = vault.path().join("DASHBOARD.md");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        built(&vault);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, mode);
    }
}

#[test]
#[cfg(unix)]
fn a_file_that_is_read_only_is_refused() {
    let vault = owing().file("DASHBOARD.md", "");
    let path = vault.path().join("DASHBOARD.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    assert_eq!(vault.run("build").status, 2);
    assert_eq!(vault.read("DASHBOARD.md"), "");
}

/// Returns the dashboard of `owing`, and the same on the day before.
fn new_and_old() -> (String, String) {
    (built(&owing()), built(&owing().today("2026-11-20")))
}

/// Builds over a file with these bytes, and returns its new ones.
fn built_over(old: &[u8]) -> Vec<u8> {
    let vault = owing().bytes("DASHBOARD.md", old);
    let output = vault.run("build");
    assert_eq!(output.status, 0, "{}", output.err);
    fs::read(vault.path().join("DASHBOARD.md")).unwrap()
}

#[test]
fn line_ends_are_kept() {
    let (new, old) = new_and_old();
    let dos = |text: &str| text.replace('\n', "\r\n").into_bytes();
    assert_eq!(built_over(&dos(&old)), dos(&new));
    assert_eq!(built_over(old.as_bytes()), new.as_bytes());
}

#[test]
fn a_byte_order_mark_is_kept() {
    let (new, old) = new_and_old();
    let with_mark = |text: &str| format!("\u{feff}{text}").into_bytes();
    assert_eq!(built_over(&with_mark(&old)), with_mark(&new));
}

#[test]
fn a_missing_last_line_end_stays_missing() {
    let (new, old) = new_and_old();
    assert_eq!(built_over(old.trim_end().as_bytes()), new.trim_end().as_bytes());
}

#[test]
fn text_outside_the_markers_is_kept_byte_for_byte() {
    let (new, old) = new_and_old();
    let before =
        b"---\ntitle: Mine\r\n---\n\xff \t\r\n- [x] mine <!-- kw:aaaaaa -->\n\n".as_slice();
    let after = b"\n\n\n## Mine\r\n  \xc3\n- [ ] mine".as_slice();
    let around = |block: &str| [before, block.as_bytes(), after].concat();
    assert_eq!(built_over(&around(&old)), around(&new));
}

#[test]
fn two_markers_alone_are_filled() {
    let old = "# Mine\n<!-- keepwarm: begin -->\n<!-- keepwarm: end -->\nMine too.\n";
    let expected = format!("# Mine\n{}Mine too.\n", new_and_old().0);
    assert_eq!(built_over(old.as_bytes()), expected.as_bytes());
}

#[test]
fn an_empty_file_is_filled() {
    let (new, _) = new_and_old();
    for old in ["", "\n", " \r\n\t\n"] {
        assert_eq!(built_over(old.as_bytes()), new.as_bytes(), "{old:?}");
    }
}

#[test]
fn edits_inside_the_block_are_regenerated() {
    let (new, old) = new_and_old();
    let edited = old.replace("# Dashboard", "# My own title\n\nMine.");
    assert_eq!(built_over(edited.as_bytes()), new.as_bytes());
}

#[test]
fn conflict_markers_inside_the_block_are_regenerated() {
    let (new, old) = new_and_old();
    let ours = "**2026-11-20** · 1 overdue";
    let theirs = "**2026-11-19** · 0 overdue";
    let conflict =
        format!("<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> laptop\n**2026-11-20**");
    let old = old.replace("**2026-11-20**", &conflict);
    assert_eq!(built_over(old.as_bytes()), new.as_bytes());
}

/// Builds over a file that must be refused, and returns what is said.
fn refused(old: &[u8]) -> String {
    let vault = owing().bytes("DASHBOARD.md", old);
    let output = vault.run("build");
    assert_eq!((output.status, output.out.as_str()), (2, ""), "{}", output.err);
    assert_eq!(fs::read(vault.path().join("DASHBOARD.md")).unwrap(), old);
    assert_eq!(fs::read_dir(vault.path()).unwrap().count(), 2);
    output.err
}

#[test]
fn a_file_without_markers_is_refused_and_stays() {
    for old in ["# My own dashboard\n", "x", "\u{feff}x", "<!-- keepwarm -->\n", "\u{a0}"] {
        let words = refused(old.as_bytes());
        let start = "error: [VAULT]/DASHBOARD.md was not written: it has text of yours";
        assert!(words.starts_with(start), "{old:?}: {words}");
    }
    refused(b"\xff\xfe\0");
}

#[test]
fn a_file_with_odd_markers_is_refused_and_stays() {
    let (begin, end) = ("<!-- keepwarm: begin -->\n", "<!-- keepwarm: end -->\n");
    for old in [
        begin.to_owned(),
        end.to_owned(),
        format!("{end}{begin}"),
        format!("{begin}{begin}{end}"),
        format!("{begin}{end}{end}"),
        format!("{begin}{end}\n{begin}{end}"),
    ] {
        let words = refused(old.as_bytes());
        let start = "error: [VAULT]/DASHBOARD.md was not written: it should have one line";
        assert!(words.starts_with(start), "{old:?}: {words}");
    }
}

#[test]
fn a_dashboard_that_is_a_folder_is_refused() {
    let vault = owing().file("DASHBOARD.md/mine.txt", "mine");
    let output = vault.run("build");
    assert_eq!((output.status, output.out.as_str()), (2, ""));
    assert!(output.err.starts_with("error: cannot write [VAULT]/DASHBOARD.md: "), "{}", output.err);
    assert_eq!(vault.read("DASHBOARD.md/mine.txt"), "mine");
}

#[test]
#[cfg(unix)]
fn a_dashboard_that_is_a_link_is_refused_and_so_is_its_target() {
    for target in ["mine.txt", "nowhere.md", "people"] {
        let vault = owing().file("mine.txt", "");
        symlink(target, vault.path().join("DASHBOARD.md")).unwrap();
        let output = vault.run("build");
        assert_eq!((output.status, output.out.as_str()), (2, ""), "{target}");
        assert!(output.err.contains("[VAULT]/DASHBOARD.md"), "{target}: {}", output.err);
        assert!(vault.path().join("DASHBOARD.md").is_symlink(), "{target}");
        assert_eq!(vault.read("mine.txt"), "");
        assert!(!vault.path().join("nowhere.md").exists());
    }
}

#[test]
#[cfg(unix)]
fn a_dashboard_that_is_a_pipe_is_refused_and_not_opened() {
    let vault = owing();
    let pipe = vault.path().join("DASHBOARD.md");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let output = vault.run("build");
    assert_eq!((output.status, output.out.as_str()), (2, ""));
    assert!(output.err.contains("[VAULT]/DASHBOARD.md"), "{}", output.err);
}

#[test]
fn a_missing_folder_is_made() {
    let vault = owing().config("dashboard: home/today/owed.md\n");
    assert_eq!(
        vault.run("build").err.lines().next().unwrap().split(':').next(),
        Some("home/today/owed.md written")
    );
    assert!(vault.read("home/today/owed.md").contains("# Dashboard"));
}

#[test]
fn a_folder_that_is_a_file_is_refused() {
    let vault = owing().config("dashboard: home/owed.md\n").file("home", "mine");
    assert_eq!(vault.run("build").status, 2);
    assert_eq!(vault.read("home"), "mine");
}

#[test]
fn no_temporary_file_is_left_behind() {
    let vault = owing();
    let files = |vault: &Vault| {
        let entries = fs::read_dir(vault.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    built(&vault);
    assert_eq!(files(&vault), ["DASHBOARD.md", "people"]);
    let vault = vault.today("2026-11-22");
    built(&vault);
    assert_eq!(files(&vault), ["DASHBOARD.md", "people"]);
    let refused = owing().file("DASHBOARD.md/mine.txt", "");
    refused.run("build");
    assert_eq!(files(&refused), ["DASHBOARD.md", "people"]);
}

#[test]
fn notes_are_not_touched() {
    let vault = owing().meeting("2026-11-20-mary", "with:   Mary   ", "- [ ] Read\r\n");
    let (ada, mary) = (vault.read("people/ada.md"), vault.read("meetings/2026-11-20-mary.md"));
    built(&vault);
    assert_eq!(vault.read("people/ada.md"), ada);
    assert_eq!(vault.read("meetings/2026-11-20-mary.md"), mary);
}

// Other outputs.

#[test]
fn an_output_of_json_is_what_agenda_prints() {
    let vault = owing().config("outputs: {json: out/agenda.json}\n");
    built(&vault);
    assert_eq!(vault.read("out/agenda.json"), vault.run("agenda --json").out);
    let vault = vault.today("2026-11-22");
    built(&vault);
    assert_eq!(vault.read("out/agenda.json"), vault.run("agenda --json").out);
}

#[test]
fn a_file_of_somebody_else_in_place_of_an_output_is_refused() {
    for mine in ["{\"mine\": true}", "mine", "\n", "{\"schema\":10,"] {
        let vault = owing().config("outputs: {json: agenda.json}\n").file("agenda.json", "");
        let vault = vault.bytes("agenda.json", mine.as_bytes());
        let output = vault.run("build");
        assert_eq!((output.status, output.out.as_str()), (2, ""), "{mine:?}");
        let words = "error: [VAULT]/agenda.json was not written: it is not keepwarm's own";
        assert!(output.err.contains(words), "{mine:?}: {}", output.err);
        assert_eq!(vault.read("agenda.json"), mine);
    }
}

// Ticks.

/// Ticks every box of the dashboard with this sign.
fn tick(vault: Vault, sign: &str) -> Vault {
    let ticked = vault.read("DASHBOARD.md").replace("- [ ]", &format!("- [{sign}]"));
    vault.bytes("DASHBOARD.md", ticked.as_bytes())
}

#[test]
fn ticks_of_what_is_still_owed_are_kept() {
    for sign in ["x", "X", "-"] {
        let vault = owing().config("write_back: false\n");
        built(&vault);
        let vault = tick(vault, sign);
        let ticked = vault.read("DASHBOARD.md");
        assert!(ticked.contains(&format!("- [{sign}] 2026-11-17 overdue · Ask **Ada Lovelace**")));
        assert_eq!(built(&vault), ticked);
    }
}

#[test]
fn a_tick_of_what_is_not_owed_is_kept_and_told_until_its_line_is_deleted() {
    let vault = owing().config("write_back: false\n");
    built(&vault);
    let vault = tick(vault, "x").contact("ada", "name: Ada Lovelace\nreply: no");
    let output = vault.run("build");
    assert_eq!(output.status, 1);
    assert!(output.err.contains("1 tick does not fit what is owed"), "{}", output.err);
    let kept = vault.read("DASHBOARD.md");
    let lines = section(&kept, "Notes to fix");
    assert!(lines[0].starts_with("- [x] 2026-11-17 overdue · Ask **Ada Lovelace** again"));
    assert_eq!(lines[1], "  - nothing is owed under this id: delete the line if it is done");
    assert_eq!(vault.run("build").status, 1);
    assert_eq!(vault.read("DASHBOARD.md"), kept);
    assert!(vault.problems()[0].starts_with("warning stale-tick DASHBOARD.md:"));
    let vault = vault.bytes("DASHBOARD.md", kept.replace(lines[0], "").as_bytes());
    assert_eq!(vault.run("build").status, 0);
    assert!(!vault.read("DASHBOARD.md").contains("[x]"));
}

#[test]
fn what_is_cleared_by_writing_has_no_box() {
    let vault = Vault::new()
        .contact("ada", "name: Ada\nreached_out: 2026-11-10\nreply: yes")
        .meeting("2026-11-20-x", "with: X", "")
        .meeting("2026-11-19-y", "with: Y\nthank_you_email: skip\nthank_you_note: skip", "Words.")
        .meeting("2026-11-22-z", "with: Z", "");
    let dashboard = built(&vault);
    for heading in ["Action items", "Reaching out", "Write-ups", "Coming up"] {
        let lines = section(&dashboard, heading);
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(!lines[0].contains("[ ]") && !lines[0].contains("kw:"), "{lines:?}");
    }
    let lines = section(&dashboard, "Thank-you notes");
    assert!(lines[0].starts_with("- [ ] ") && lines[0].contains(" <!-- kw:"), "{lines:?}");
}
