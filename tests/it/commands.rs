//! The command line: which vault and which day, filters, colours, exit codes, streams.

use std::io;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

use serde_json::Value;

use crate::vault::Vault;

const NOTHING: [&str; 0] = [];

/// A vault with something owed to Ada, to Grace, and to nobody in particular.
fn owing() -> Vault {
    Vault::new()
        .contact("ada", "name: Ada Lovelace\nreached_out: 2026-11-10")
        .contact("grace", "name: Grace Hopper\nreached_out: 2026-11-18\nreply: yes")
        .meeting("2026-11-20-mary", "with: Mary Somerville\nthank_you_email: skip", LETTER)
}

const LETTER: &str = "\
Read Laplace.

- [ ] Read Laplace 📅 2026-12-24
- [ ] Send her the almanac #promise 📅 2026-11-21
- [ ] Mary: look for the letter #waiting
";

/// A vault that owes one thing: to ask somebody of this name again.
fn vault_called(name: &str) -> Vault {
    Vault::new().contact("x", &format!("name: {name}\nreached_out: 2026-11-10"))
}

/// Returns what `agenda` shows with these arguments, a line each: kind and names.
fn shown(vault: &Vault, arguments: &str) -> Vec<String> {
    let output = vault.run(&format!("agenda --json {arguments}"));
    assert_eq!((output.status, output.err.as_str()), (0, ""));
    let json: Value = serde_json::from_str(&output.out).unwrap();
    let line = |item: &Value| format!("{} {}", text(&item["kind"]), text(&item["who"][0]));
    json["items"].as_array().unwrap().iter().map(line).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// Returns the ids of what is owed, in the agenda's order.
fn ids(vault: &Vault) -> Vec<String> {
    let json = vault.json();
    json["items"].as_array().unwrap().iter().map(|item| text(&item["id"]).to_owned()).collect()
}

/// Returns whose vault was found: the name of the contact in it.
fn found(vault: &Vault, folder: &Path, arguments: &[&str]) -> String {
    let arguments = [arguments, &["agenda", "--json"]].concat();
    let output = vault.run_in(folder, &arguments, None);
    assert_eq!((output.status, output.err.as_str()), (0, ""));
    let json: Value = serde_json::from_str(&output.out).unwrap();
    json["items"][0]["who"][0].as_str().unwrap_or("nobody").to_owned()
}

fn today(vault: &Vault, arguments: &str) -> String {
    let output = vault.run(&format!("{arguments} agenda --json"));
    let json: Value = serde_json::from_str(&output.out).unwrap();
    text(&json["today"]).to_owned()
}

// Which vault.

#[test]
fn the_option_names_the_vault_from_where_the_user_stands() {
    let here = vault_called("Here");
    let there = vault_called("There");
    let here = here.contact("inner/people/y", "name: Inner\nreached_out: 2026-11-10");
    let there = there.path().to_str().unwrap();
    assert_eq!(found(&here, here.path(), &["-C", there]), "There");
    assert_eq!(found(&here, here.path(), &["-C", "people/inner"]), "Inner");
    assert_eq!(found(&here, &here.path().join("people"), &["-C", ".."]), "Here");
}

#[test]
fn the_option_is_taken_on_either_side_of_the_command() {
    let vault = vault_called("Ada").file("elsewhere/readme.txt", "");
    let elsewhere = vault.path().join("elsewhere");
    let before = vault.run_in(&elsewhere, &["-C", "..", "agenda", "--json"], None);
    let after = vault.run_in(&elsewhere, &["agenda", "--json", "-C", ".."], None);
    assert_eq!(before, after);
    assert!(before.out.contains("\"Ada\""));
}

#[test]
fn the_option_is_taken_at_its_word_where_a_parent_is_configured() {
    let vault = vault_called("Outer").config("nudge: 7d\n").file("sub/people/note.txt", "");
    assert_eq!(found(&vault, vault.path(), &["-C", "sub"]), "nobody");
}

#[test]
fn the_variable_names_the_vault_where_the_option_does_not() {
    let there = vault_called("There");
    let third = vault_called("Third");
    let here = vault_called("Here").config("nudge: 7d\n");
    let here = here.variable("KEEPWARM_VAULT", there.path().to_str().unwrap());
    assert_eq!(found(&here, here.path(), &[]), "There");
    let third = third.path().to_str().unwrap();
    assert_eq!(found(&here, here.path(), &["-C", third]), "Third");
}

#[test]
fn an_empty_variable_says_nothing() {
    let vault = vault_called("Ada").variable("KEEPWARM_VAULT", "").variable("KEEPWARM_TODAY", "");
    assert_eq!(found(&vault, vault.path(), &[]), "Ada");
    assert_eq!(today(&vault, ""), "2026-11-21");
}

#[test]
fn the_nearest_parent_with_a_configuration_is_the_vault() {
    let vault = vault_called("Outer")
        .config("nudge: 7d\n")
        .file("sub/keepwarm.yaml", "")
        .file("sub/y.md", "---\ntype: contact\nname: Inner\nreached_out: 2026-11-10\n---\n")
        .file("sub/deep/down/note.txt", "")
        .file("other/deep/note.txt", "");
    assert_eq!(found(&vault, &vault.path().join("sub/deep/down"), &[]), "Inner");
    assert_eq!(found(&vault, &vault.path().join("sub"), &[]), "Inner");
    assert_eq!(found(&vault, &vault.path().join("other/deep"), &[]), "Inner");
}

#[test]
fn without_any_configuration_the_current_folder_is_the_vault() {
    let vault = vault_called("Outer")
        .file("sub/y.md", "---\ntype: contact\nname: Inner\nreached_out: 2026-11-10\n---\n");
    assert_eq!(found(&vault, &vault.path().join("sub"), &[]), "Inner");
}

#[test]
fn a_vault_that_is_not_there_is_refused() {
    let vault = Vault::new().file("note.md", "").variable("KEEPWARM_VAULT", "gone");
    let output = vault.run("-C nowhere agenda");
    assert_eq!((output.status, output.out.as_str()), (2, ""));
    let words = "does not exist: name the folder with your notes with -C\n";
    assert_eq!(output.err, format!("error: [VAULT]/nowhere {words}"));
    let words = "is not a folder: name the folder with your notes with -C\n";
    assert_eq!(vault.run("-C note.md check").err, format!("error: [VAULT]/note.md {words}"));
    let output = vault.run("build");
    assert_eq!((output.status, output.out.as_str()), (2, ""));
    assert!(output.err.contains("[VAULT]/gone (from $KEEPWARM_VAULT) does not exist"));
}

// Which day.

#[test]
fn the_option_for_the_day_wins_over_the_variable_and_that_over_the_clock() {
    let vault = Vault::new().today("2026-11-21");
    assert_eq!(today(&vault, ""), "2026-11-21");
    assert_eq!(today(&vault, "--today 2027-01-02"), "2027-01-02");
    let vault = vault.variable("KEEPWARM_TODAY", "2028-02-29");
    assert_eq!(today(&vault, ""), "2028-02-29");
    assert_eq!(today(&vault, "--today 2027-01-02"), "2027-01-02");
}

#[test]
fn a_day_that_is_none_is_refused_with_what_was_meant() {
    for (day, meant) in [("2026-1-5", "did you mean 2026-01-05?"), ("soon", "like 2026-11-20")] {
        let output = Vault::new().run(&format!("--today {day} agenda"));
        assert_eq!((output.status, output.out.as_str()), (2, ""), "{day}");
        assert!(output.err.contains(meant), "{day}: {}", output.err);
        let output = Vault::new().variable("KEEPWARM_TODAY", day).run("agenda");
        assert_eq!((output.status, output.out.as_str()), (2, ""), "{day}");
        let start = format!("error: `{day}` in $KEEPWARM_TODAY is not a date: ");
        assert!(output.err.starts_with(&start) && output.err.contains(meant), "{}", output.err);
    }
}

// build

#[test]
fn build_tells_on_stderr_what_it_did() {
    let vault = owing();
    let summary = "1 overdue · 1 due today · 4 coming";
    let output = vault.run("build");
    assert_eq!((output.status, output.out.as_str()), (0, ""));
    assert_eq!(output.err, format!("DASHBOARD.md written: {summary}\n"));
    let output = vault.run("build");
    assert_eq!((output.status, output.out.as_str()), (0, ""));
    assert_eq!(output.err, format!("DASHBOARD.md up to date: {summary}\n"));
}

#[test]
fn build_ends_well_where_notes_are_wrong_and_says_so() {
    let vault = owing().contact("joan", "name: Joan Clarke\nlast_contact: soon");
    let output = vault.run("build");
    assert_eq!((output.status, output.out.as_str()), (0, ""));
    assert!(output.err.ends_with("1 note to fix: see `keepwarm check`\n"), "{}", output.err);
}

#[test]
fn build_writes_into_the_vault_and_not_where_the_user_stands() {
    let vault = owing().config("nudge: 7d\n");
    assert_eq!(vault.run_in(&vault.path().join("people"), &["build"], None).status, 0);
    assert!(vault.path().join("DASHBOARD.md").is_file());
    assert!(!vault.path().join("people/DASHBOARD.md").exists());
}

#[test]
fn only_build_writes() {
    let vault = owing();
    for command in ["agenda", "agenda --json", "check", "check --json"] {
        vault.run(command);
    }
    vault.run(&format!("why {}", ids(&vault)[0]));
    assert!(!vault.path().join("DASHBOARD.md").exists());
}

#[test]
fn a_dashboard_that_cannot_be_written_is_told_with_its_path() {
    let vault = owing().file("DASHBOARD.md/photo.png", "");
    let output = vault.run("build");
    assert_eq!((output.status, output.out.as_str()), (2, ""));
    assert!(output.err.starts_with("error: cannot write [VAULT]/DASHBOARD.md: "), "{}", output.err);
}

// agenda

#[test]
fn agenda_shows_everything_with_ids() {
    let vault = owing();
    let output = vault.run("agenda");
    assert_eq!((output.status, output.err.as_str()), (0, ""));
    let ids = ids(&vault);
    assert_eq!(ids.len(), 6);
    for id in ids {
        assert_eq!(output.out.matches(&id).count(), 1, "{id} in\n{}", output.out);
    }
}

#[test]
fn agenda_tells_on_stderr_that_notes_are_to_be_fixed() {
    let vault = owing().contact("joan", "name: Joan Clarke\nlast_contact: soon");
    let output = vault.run("agenda");
    assert_eq!(output.status, 0);
    assert_eq!(output.err, "1 note to fix: see `keepwarm check`\n");
}

#[test]
fn an_empty_agenda_says_so() {
    let output = Vault::new().run("agenda");
    assert_eq!((output.status, output.err.as_str()), (0, ""));
    let (head, nothing) = output.out.split_once("\n\n").unwrap();
    let expected = "Saturday, 21 November 2026 · 0 overdue · 0 due today · 0 coming · \
                    new people this month: 0 of 1";
    assert_eq!(head, expected);
    assert!(nothing.starts_with("Nothing is owed"), "{nothing}");
}

#[test]
fn everything_is_shown_without_filters() {
    let all = [
        "thank-you-note Mary Somerville",
        "promise Mary Somerville",
        "action-item Mary Somerville",
        "nudge Ada Lovelace",
        "schedule Grace Hopper",
        "waiting Mary Somerville",
    ];
    assert_eq!(shown(&owing(), ""), all);
}

#[test]
fn a_filter_by_kind_takes_several_kinds() {
    assert_eq!(shown(&owing(), "--kind nudge"), ["nudge Ada Lovelace"]);
    let both = ["nudge Ada Lovelace", "waiting Mary Somerville"];
    assert_eq!(shown(&owing(), "--kind waiting --kind=nudge"), both);
    assert_eq!(shown(&owing(), "--kind check-in"), NOTHING);
}

#[test]
fn a_filter_by_name_takes_the_beginnings_of_its_words_in_any_case() {
    for name in ["grace", "HOPPER", "hop"] {
        assert_eq!(shown(&owing(), &format!("--who {name}")), ["schedule Grace Hopper"], "{name}");
    }
    assert_eq!(shown(&owing(), "--who nobody"), NOTHING);
}

#[test]
fn a_filter_by_name_takes_several_words() {
    let vault = owing();
    let output = vault.run_in(vault.path(), &["agenda", "--who", "Grace Hopper"], None);
    assert!(output.out.contains(&ids(&vault)[4]), "{}", output.out);
    let output = vault.run_in(vault.path(), &["agenda", "--who", "Grace Lovelace"], None);
    assert!(output.out.ends_with("Nothing of that is owed to anybody.\n"), "{}", output.out);
}

#[test]
fn a_filter_by_name_finds_people_without_a_note() {
    assert_eq!(shown(&owing(), "--kind promise --who somerville"), ["promise Mary Somerville"]);
}

#[test]
fn a_filter_by_day_takes_a_date_or_a_duration() {
    let expected =
        ["thank-you-note Mary Somerville", "promise Mary Somerville", "nudge Ada Lovelace"];
    for until in ["2026-11-24", "3d", "3"] {
        assert_eq!(shown(&owing(), &format!("--until {until}")), expected, "{until}");
    }
    assert_eq!(shown(&owing(), "--until 2026-11-20"), ["nudge Ada Lovelace"]);
    assert_eq!(shown(&owing(), "--until 2026-11-01"), NOTHING);
}

#[test]
fn what_has_no_day_is_due_until_no_day() {
    let vault = Vault::new().file("ada.md", "---\ntype: contact\n---\n- [ ] Write\n");
    assert_eq!(shown(&vault, ""), ["action-item ada"]);
    assert_eq!(shown(&vault, "--until 2099-12-31"), NOTHING);
}

#[test]
fn a_filter_for_what_is_overdue_leaves_out_what_is_due_today() {
    assert_eq!(shown(&owing(), "--overdue"), ["nudge Ada Lovelace"]);
    let later = owing().today("2026-11-22");
    assert_eq!(shown(&later, "--overdue"), ["promise Mary Somerville", "nudge Ada Lovelace"]);
}

#[test]
fn filters_together_leave_what_passes_all_of_them() {
    let vault = owing();
    assert_eq!(
        shown(&vault, "--who mary --kind promise --kind nudge"),
        ["promise Mary Somerville"]
    );
    assert_eq!(shown(&vault, "--who mary --until 0d"), ["promise Mary Somerville"]);
    assert_eq!(shown(&vault, "--who mary --overdue"), NOTHING);
    assert_eq!(
        shown(&vault, "--kind nudge --overdue --who ada --until 1w"),
        ["nudge Ada Lovelace"]
    );
}

#[test]
fn filters_hold_for_people_too() {
    let vault = owing();
    let all = ids(&vault);
    let output = vault.run("agenda --who ada");
    let found: Vec<&String> = all.iter().filter(|id| output.out.contains(id.as_str())).collect();
    assert_eq!(found, [&all[3]], "{}", output.out);
    let output = vault.run("agenda --who nobody");
    assert_eq!((output.status, output.err.as_str()), (0, ""));
    assert!(output.out.ends_with("\n\nNothing of that is owed to anybody.\n"), "{}", output.out);
}

#[test]
fn a_filter_that_makes_no_sense_is_refused() {
    for arguments in ["--kind thank-you", "--until soon", "--until 2026-11-31", "--overdue=yes"] {
        let output = owing().run(&format!("agenda {arguments}"));
        assert_eq!((output.status, output.out.as_str()), (2, ""), "{arguments}");
        assert!(output.err.starts_with("error: "), "{arguments}: {}", output.err);
    }
}

// Terminals and pipes.

const ESCAPE: char = '\u{1b}';

/// Leaves out colours and the addresses of links.
fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

/// A vault with long names and texts in wide letters.
fn long_winded() -> Vault {
    let wide = "李小龍 謹致謝忱 ".repeat(12);
    owing()
        .contact("long", &format!("name: {}\nreached_out: 2026-11-12", "Ada Lovelace ".repeat(9)))
        .contact("wide", &format!("name: {wide}\nreached_out: 2026-11-12"))
        .meeting(
            "2026-11-23-long",
            &format!("with: [Ada, Grace, Mary]\nplace: {wide}"),
            &format!("## Prep\n- [ ] {wide}\n## To do\n- [ ] {wide} 📅 2026-11-23\n"),
        )
}

#[test]
fn on_a_terminal_no_line_is_wider_than_the_window() {
    let vault = long_winded();
    for columns in [60, 80, 100, 132] {
        let output = vault.run_in(vault.path(), &["agenda"], Some(columns));
        let shown = plain(&output.out);
        for line in shown.lines().skip(1) {
            let width = unicode_width::UnicodeWidthStr::width(line);
            assert!(width <= columns, "{width} > {columns}: {line}");
        }
        for id in ids(&vault) {
            assert!(shown.contains(&id), "{id} of {columns} columns in\n{shown}");
        }
    }
}

#[test]
fn through_a_pipe_no_line_is_cut() {
    let text = "Read every letter that she ever wrote ".repeat(5);
    let vault = owing().contact("long", &format!("name: L\n---\n- [ ] {text}end\n---"));
    let output = vault.run("agenda");
    assert!(output.out.contains(&format!("{text}end")), "{}", output.out);
}

#[test]
fn through_a_pipe_there_are_no_escape_sequences() {
    let escape = "\\e[31m\\a\\e]8;;http://x\\e\\\\";
    let vault = owing()
        .contact("x", &format!("name: \"X{escape}\"\nreached_out: 2026-11-10\nreply: \"{escape}\""))
        .meeting(
            "2026-11-22-x",
            &format!("with: \"[[X{escape}]]\"\nplace: \"{escape}\"\ntime: \"{escape}\""),
            "- [ ] Red \u{1b}[31m \u{9b}31m \u{1b}]0;title\u{7} 📅 2026-11-20\n",
        )
        .contact("\u{1b}[2J", "name: []\nlast_contact: \"\u{fffd}\\e[31m\"");
    let mut commands: Vec<String> = ids(&vault).iter().map(|id| format!("why {id}")).collect();
    commands.extend(["agenda", "agenda --json", "check", "check --json", "build"].map(Into::into));
    for command in commands {
        let output = vault.run(&command);
        for (stream, text) in [("out", output.out), ("err", output.err)] {
            assert!(!text.contains(ESCAPE), "{command}, {stream}: {text:?}");
        }
    }
    assert!(!vault.read("DASHBOARD.md").contains(ESCAPE));
}

#[test]
fn on_a_terminal_the_only_escape_sequences_are_ours() {
    let vault = Vault::new()
        .contact("x", "name: \"Ada\\e[31m\\e]0;title\\a\"\nreached_out: 2026-11-10")
        .contact("\u{1b}[2J", "name: Grace\nreached_out: 2026-11-10");
    for command in ["agenda", "check"] {
        let output = vault.run_in(vault.path(), &[command], Some(200));
        assert!(!output.out.contains("\u{1b}[31mAda"), "{command}: {:?}", output.out);
        assert!(!output.out.contains("]0;title\u{7}"), "{command}: {:?}", output.out);
        assert!(!output.out.contains("\u{1b}[2J"), "{command}: {:?}", output.out);
    }
}

/// Tells whether `agenda` has colours, on a terminal and through a pipe.
fn has_colors(variables: &[(&str, &str)], arguments: &[&str]) -> (bool, bool) {
    let add = |vault: Vault, (name, value): &(&str, &str)| vault.variable(name, value);
    let vault = variables.iter().fold(owing(), add);
    let arguments = [&["agenda"], arguments].concat();
    let has = |columns| vault.run_in(vault.path(), &arguments, columns).out.contains(ESCAPE);
    (has(Some(100)), has(None))
}

#[test]
fn colours_are_for_terminals() {
    assert_eq!(has_colors(&[], &[]), (true, false));
    assert_eq!(has_colors(&[("TERM", "xterm-256color")], &[]), (true, false));
    assert_eq!(has_colors(&[("TERM", "dumb")], &[]), (false, false));
}

#[test]
fn the_environment_decides_about_colours() {
    assert_eq!(has_colors(&[("NO_COLOR", "1")], &[]), (false, false));
    assert_eq!(has_colors(&[("NO_COLOR", "")], &[]), (true, false));
    assert_eq!(has_colors(&[("CLICOLOR", "0")], &[]), (false, false));
    assert_eq!(has_colors(&[("CLICOLOR_FORCE", "1")], &[]), (true, true));
    assert_eq!(has_colors(&[("CLICOLOR_FORCE", "0")], &[]), (true, false));
    assert_eq!(has_colors(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]), (false, false));
}

#[test]
fn the_option_for_colours_wins_over_the_environment() {
    assert_eq!(has_colors(&[("NO_COLOR", "1")], &["--color", "always"]), (true, true));
    assert_eq!(has_colors(&[("TERM", "dumb")], &["--color=always"]), (true, true));
    assert_eq!(has_colors(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]), (false, false));
    assert_eq!(has_colors(&[("CLICOLOR_FORCE", "1")], &["--color", "auto"]), (true, true));
    let output = owing().run("agenda --color sometimes");
    assert_eq!((output.status, output.out.as_str()), (2, ""));
}

#[test]
fn colours_only_repeat_what_the_words_say() {
    let vault = owing();
    let colored = vault.run("agenda --color always");
    assert!(colored.out.contains(ESCAPE));
    assert_eq!(plain(&colored.out), vault.run("agenda").out);
    let vault = vault.contact("joan", "name: Joan Clarke\nlast_contact: soon");
    let colored = vault.run("check --color always");
    assert!(colored.out.contains(ESCAPE));
    assert_eq!(plain(&colored.out), vault.run("check").out);
}

#[test]
fn json_has_no_colours_anywhere() {
    let vault = owing();
    for command in ["agenda", "check"] {
        let arguments = [command, "--json", "--color", "always"];
        let output = vault.run_in(vault.path(), &arguments, Some(80));
        assert!(!output.out.contains(ESCAPE), "{command}");
        assert!(serde_json::from_str::<Value>(&output.out).is_ok(), "{command}");
    }
}

#[test]
fn on_a_terminal_lines_lead_to_their_notes() {
    let vault = vault_called("Ada").file("people/é (x).md", "");
    let link = |path: &str| format!("\u{1b}]8;;file://[VAULT]/{path}\u{1b}\\");
    let output = vault.run_in(vault.path(), &["agenda"], Some(100));
    assert!(output.out.contains(&link("people/x.md")), "{:?}", output.out);
    let vault = Vault::new().contact("é (x)", "reached_out: 2026-11-10");
    let output = vault.run_in(vault.path(), &["agenda"], Some(100));
    assert!(output.out.contains(&link("people/%C3%A9%20%28x%29.md")), "{:?}", output.out);
}

#[test]
fn elsewhere_there_are_no_links() {
    let vault = owing();
    for arguments in [vec!["agenda"], vec!["agenda", "--color", "always"]] {
        assert!(!vault.run_in(vault.path(), &arguments, None).out.contains("file://"));
    }
    let output = vault.run_in(vault.path(), &["agenda", "--color", "never"], Some(100));
    assert!(!output.out.contains("file://"));
}

// check

#[test]
fn check_without_anything_to_say_says_so_on_stderr() {
    let output = owing().contact("mary", "name: Mary Somerville").run("check");
    assert_eq!((output.status, output.out.as_str()), (0, ""));
    assert_eq!(output.err, "0 errors, 0 warnings in 4 notes\n");
}

#[test]
fn check_ends_with_one_where_there_is_an_error() {
    let vault = Vault::new().contact("ada", "name: Ada Lovelace\nlast_contact: soon");
    for arguments in ["check", "check --strict", "check --json", "check --json --strict"] {
        assert_eq!(vault.run(arguments).status, 1, "{arguments}");
    }
}

#[test]
fn check_ends_with_one_for_a_warning_only_if_it_is_strict() {
    let vault = Vault::new().contact("ada", "name: Ada Lovelace\nlast_conact: 2026-11-01");
    assert_eq!(vault.run("check").err, "0 errors, 1 warning in 1 note\n");
    assert_eq!((vault.run("check").status, vault.run("check --json").status), (0, 0));
    assert_eq!(
        (vault.run("check --strict").status, vault.run("check --json --strict").status),
        (1, 1)
    );
}

#[test]
fn check_shows_the_line_and_a_caret() {
    let vault = Vault::new().contact("ada", "name: Ada Lovelace\nlast_contact: 2026-1-5");
    let expected = "\
error[bad-date]: `2026-1-5` is not a date
 --> people/ada.md:4:15
  |
4 | last_contact: 2026-1-5
  |               ^^^^^^^^
  |
  = help: did you mean `2026-01-05`?

";
    assert_eq!(vault.run("check").out, expected);
}

#[test]
fn check_prints_the_same_as_one_line_of_json() {
    let vault = Vault::new().contact("ada", "name: Ada Lovelace\nlast_contact: 2026-1-5");
    let expected = r#"{"schema":1,"today":"2026-11-21","diagnostics":[{"severity":"error","code":"bad-date","path":"people/ada.md","line":4,"column":15,"message":"`2026-1-5` is not a date","help":"did you mean `2026-01-05`?"}]}"#;
    let output = vault.run("check --json");
    assert_eq!((output.out.as_str(), output.err.as_str()), (&*format!("{expected}\n"), ""));
}

#[test]
fn check_says_nothing_about_the_notes_of_others() {
    let texts = [
        "# Soup\n\n- [ ] Buy leeks 📅 2026-02-30\n",
        "---\ntitle: Soup\ndate: soon\nlast_conact: never\nwith: [[Leek]]\n---\n[[Potato]]\n",
        "---\ntype: recipe\ntags: [soup, 2026]\nstatus: maybe\ncheck_in: often\n---\n",
        "----\n\n- 2026-13-45: boiled over\n\n## Log\n\n@leek: grow\n",
    ];
    let add =
        |vault: Vault, index: usize| vault.file(&format!("soups/{index}.md"), texts[index % 4]);
    let vault = (0..200).fold(vault_called("Ada"), add);
    let output = vault.run("check --strict");
    assert_eq!((output.status, output.out.as_str()), (0, ""));
    assert_eq!(output.err, "0 errors, 0 warnings in 201 notes\n");
}

// why

#[test]
fn why_tells_rule_note_arithmetic_and_the_way_out() {
    let vault = Vault::new().meeting("2026-11-20-ada", "with: Ada\nthank_you_email: yes", "Words.");
    let ids = ids(&vault);
    let output = vault.run(&format!("why {}", ids[0]));
    assert_eq!((output.status, output.err.as_str()), (0, ""));
    let first = format!("{} thank-you-note", ids[0]);
    for part in [
        &*first,
        "due 2026-11-23 · upcoming",
        "Ada",
        "meetings/2026-11-20-ada.md:1",
        "2026-11-20 the thank-you e-mail + 3d = 2026-11-23",
        "`thank_you_note:` with a date",
    ] {
        assert!(output.out.contains(part), "{part} in\n{}", output.out);
    }
}

#[test]
fn why_explains_every_item_of_the_agenda() {
    let vault = owing().meeting("2026-11-24-joan", "with: Joan Clarke", "");
    for (id, item) in ids(&vault).iter().zip(vault.json()["items"].as_array().unwrap()) {
        let output = vault.run(&format!("why {id}"));
        assert_eq!((output.status, output.err.as_str()), (0, ""));
        let source = &item["source"];
        let place = format!("{}:{}", text(&source["path"]), source["line"]);
        assert!(output.out.contains(&format!("{id} {}", text(&item["kind"]))), "{}", output.out);
        assert!(output.out.contains(&place), "{place} in\n{}", output.out);
    }
}

#[test]
fn why_takes_the_beginning_of_an_id_that_is_the_only_one() {
    let vault = vault_called("Ada");
    let id = &ids(&vault)[0];
    let whole = vault.run(&format!("why {id}"));
    assert_eq!(whole.status, 0);
    for length in 1..id.len() {
        assert_eq!(vault.run(&format!("why {}", &id[..length])), whole);
    }
    assert_eq!(vault.run(&format!("why {}", id.to_uppercase())), whole);
}

#[test]
fn why_refuses_an_id_that_nothing_has() {
    for id in ["aaaaaa", "zzzz", "%", "people/ada.md"] {
        let output = vault_called("Ada").run(&format!("why {id}"));
        assert_eq!((output.status, output.out.as_str()), (2, ""), "{id}");
        let words = "no id of what is owed begins with";
        assert_eq!(output.err, format!("error: {words} `{id}`: `keepwarm agenda` shows the ids\n"));
    }
}

#[test]
fn why_refuses_an_id_that_several_items_could_have_and_names_them() {
    let add = |vault: Vault, n: usize| vault.contact(&n.to_string(), "reached_out: 2026-11-10");
    let vault = (0..40).fold(Vault::new(), add);
    let ids = ids(&vault);
    let shared = |start: &str| ids.iter().filter(|id| id.starts_with(start)).count();
    let start = ids.iter().map(|id| &id[..1]).find(|start| (2..=5).contains(&shared(start)));
    let start = start.unwrap();
    let output = vault.run(&format!("why {start}"));
    assert_eq!((output.status, output.out.as_str()), (2, ""));
    for id in ids.iter().filter(|id| id.starts_with(start)) {
        assert!(output.err.contains(id), "{id} in {}", output.err);
    }
}

// Exit codes and streams.

#[test]
fn bad_usage_is_told_on_stderr_and_ends_with_two() {
    for arguments in ["", "agendas", "why", "build now", "--colour always", "agenda --json=1", "-C"]
    {
        let output = Vault::new().run(arguments);
        assert_eq!((output.status, output.out.as_str()), (2, ""), "{arguments}");
        assert!(!output.err.is_empty(), "{arguments}");
    }
}

#[test]
fn help_goes_to_stdout() {
    for arguments in ["--help", "-h", "help", "agenda --help", "--version"] {
        let output = Vault::new().run(arguments);
        assert_eq!((output.status, output.err.as_str()), (0, ""), "{arguments}");
        assert!(!output.out.is_empty(), "{arguments}");
    }
}

#[test]
fn a_configuration_that_is_wrong_stops_every_command() {
    let vault = owing().config("horizont: 7d\n");
    for command in ["build", "agenda", "agenda --json", "check", "check --json", "why aaaaaa"] {
        let output = vault.run(command);
        assert_eq!((output.status, output.out.as_str()), (2, ""), "{command}");
        assert!(output.err.starts_with("error[config]: there is no key `horizont`"), "{command}");
        assert!(output.err.contains("keepwarm.yaml:1:1"), "{command}: {}", output.err);
    }
    assert!(!vault.path().join("DASHBOARD.md").exists());
}

#[test]
fn a_configuration_that_cannot_be_read_stops_every_command() {
    let folder = owing().file("keepwarm.yaml/note.txt", "");
    let latin = owing().bytes("keepwarm.yaml", b"me: Ren\xe9e\n");
    for vault in [folder, latin] {
        let output = vault.run("agenda");
        assert_eq!((output.status, output.out.as_str()), (2, ""));
        let start = "error: cannot read [VAULT]/keepwarm.yaml: ";
        assert!(output.err.starts_with(start), "{}", output.err);
    }
}

// The program itself.

/// Runs the program in a vault, on a fixed day and without any other environment.
fn program(vault: &Vault, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keepwarm"));
    command.current_dir(vault.path()).args(arguments).env_clear();
    command.env("KEEPWARM_TODAY", "2026-11-21").stdin(Stdio::null());
    command
}

#[test]
fn the_program_does_what_its_library_does() {
    let vault = owing().contact("joan", "name: Joan Clarke\nlast_contact: soon");
    for arguments in [&["agenda"][..], &["agenda", "--json"], &["check"], &["why", "!"], &[]] {
        let output = program(&vault, arguments).output().unwrap();
        let expected = vault.run(&arguments.join(" "));
        assert_eq!(output.status.code(), Some(expected.status.into()), "{arguments:?}");
        assert_eq!(String::from_utf8(output.stdout).unwrap(), expected.out, "{arguments:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), expected.err, "{arguments:?}");
    }
}

#[test]
fn the_program_ends_cleanly_when_nobody_reads_on() {
    let add = |vault: Vault, n: usize| vault.contact(&n.to_string(), "reached_out: 2026-11-10");
    let vault = (0..300).fold(Vault::new(), add);
    for arguments in [&["agenda"][..], &["agenda", "--json"], &["--help"]] {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let output = program(&vault, arguments).stdout(writer).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{arguments:?}");
    }
}

#[test]
fn check_keeps_its_exit_code_when_nobody_reads_on() {
    let vault = Vault::new().contact("ada", "name: Ada Lovelace\nlast_contact: soon");
    let (reader, writer) = io::pipe().unwrap();
    drop(reader);
    let output = program(&vault, &["check"]).stdout(writer).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
}
