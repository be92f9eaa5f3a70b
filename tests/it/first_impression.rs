//! What a newcomer sees first: help, a word on how to begin, errors that help on, and outputs that
//! fit the window.

use unicode_width::UnicodeWidthStr;

use crate::vault::Output;
use crate::vault::Vault;

const GOOD: &str = "with: \"[[Ada]]\"\npurpose: x";

/// A vault with something in every part of the agenda, and names of every width.
fn wide() -> Vault {
    Vault::new()
        .contact("ada", "name: 李小龍 👩‍👩‍👧 Lovelace of Somewhere\nlast_contact: 2026-01-01")
        .contact("bea", "name: Bea\nreached_out: 2026-11-01\nreply: yes")
        .meeting(
            "2026-11-18",
            GOOD,
            "A long talk.\n\n## Promises\n\n- [ ] 写一封很长很长的信给他们所有的人 and send it \
            to Averylongwordthatdoesnotfitanywhereatallbecauseithasnoblanks\n- [ ] short\n",
        )
        .meeting("2026-11-24", "with: Zoë\ntime: 10:00\nplace: an inn", "")
}

fn on_terminal(vault: &Vault, arguments: &[&str], columns: usize) -> Output {
    vault.run_in(vault.path(), arguments, Some(columns))
}

fn widest(text: &str) -> usize {
    let text = anstream::adapter::strip_str(text).to_string();
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}

#[test]
fn nothing_is_wider_than_the_window() {
    let vault = wide();
    let id = vault.json()["items"][0]["id"].as_str().unwrap().to_owned();
    for columns in [30, 40, 45, 46, 60, 71, 72, 80, 120] {
        for arguments in [
            &["agenda"][..],
            &["agenda", "--color", "always"],
            &["show", "ada"],
            &["stats"],
            &["why", &id],
            &["-h"],
        ] {
            if columns < 40 && arguments == ["-h"] {
                continue; // The options are clap's own, which has a least width.
            }
            let output = on_terminal(&vault, arguments, columns);
            assert_eq!(output.status, 0, "{}", output.err);
            let text = output.out.split("\x1b]8;;").fold(String::new(), |text, part| {
                text + part.split_once("\x1b\\").map_or(part, |(_, rest)| rest)
            });
            assert!(widest(&text) <= columns, "{arguments:?} in {columns}:\n{text}");
            let is_agenda = arguments[0] == "agenda";
            assert!(
                !is_agenda || text.contains("10:00 · \x1b[1mZoë") || text.contains("10:00 · Zoë")
            );
        }
    }
}

#[test]
fn a_narrow_window_has_the_text_below_the_day() {
    let vault = Vault::new().meeting(
        "2026-11-20",
        "with: Ada Lovelace",
        "Learnt.\n\n## Promises\n\n- [ ] Send her the photograph of the bridge by 2026-11-25\n",
    );
    let output = vault.run_in(vault.path(), &["--color", "never", "agenda"], Some(40));
    let ids: Vec<String> = vault.json()["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        output.out,
        format!(
            "Saturday, 21 November 2026 · 1 overdue\n· 0 due today · 1 coming\n\
            · new people this month: 0 of 1\n\nThank-you notes\n  2026-11-20 overdue  {}\n    \
            E-mail Ada Lovelace\n    · Meeting 2026-11-20\n\nAction items\n  2026-11-25  {}\n    \
            Promised: Send her the photograph of\n    the bridge · Ada Lovelace\n    \
            · Meeting 2026-11-20\n",
            ids[0], ids[1]
        )
    );
}

#[test]
fn keepwarm_alone_shows_the_agenda_of_a_vault() {
    let vault = Vault::new().meeting("2026-11-20", "with: Ada", "Learnt.\n");
    assert_eq!(vault.run(""), vault.run("agenda"));
    assert!(vault.run("--today 2026-11-22").out.starts_with("Sunday, 22 November 2026"));
    for vault in [Vault::new().config(""), Vault::new().file("DASHBOARD.md", "")] {
        assert_eq!(vault.run("").status, 0);
    }
    let below = vault.path().join("meetings");
    assert_eq!(vault.config("").run_in(&below, &[], None).status, 0);
}

#[test]
fn keepwarm_alone_elsewhere_says_how_to_begin() {
    let vault = Vault::new().file("shopping.md", "- [ ] milk\n");
    let output = vault.run("");
    assert_eq!((output.status, output.out.as_str()), (2, ""));
    assert!(
        output.err.starts_with("There are no notes for keepwarm in this folder"),
        "{}",
        output.err
    );
    assert!(output.err.contains("  keepwarm init  "), "{}", output.err);
    assert!(widest(&output.err) <= 80, "{}", output.err);
    let there = vault.path().to_str().unwrap().to_owned();
    assert_eq!(Vault::new().run_in(vault.path(), &["-C", &there], None).status, 0, "it is named");
}

#[test]
fn init_makes_the_folder_that_is_named() {
    let vault = Vault::new();
    let output = vault.run("-C new/notes init --dry-run");
    assert_eq!(output.status, 0, "{}", output.err);
    assert!(!vault.path().join("new").exists());
    let output = vault.run("init -C new/notes");
    assert_eq!((output.status, output.err.as_str()), (0, ""));
    assert!(output.out.starts_with("In [VAULT]/new/notes\n"), "{}", output.out);
    assert!(vault.path().join("new/notes/keepwarm.yaml").exists());
    assert_eq!(vault.run("agenda -C new/other").status, 2);
    let output = vault.file("file", "").run("init -C file");
    assert_eq!(output.status, 2);
}

#[test]
fn help_groups_the_commands_and_shows_examples() {
    let vault = Vault::new();
    let (short, long) = (vault.run("-h").out, vault.run("--help").out);
    for heading in ["Every day:", "Looking back:", "Setting up:", "Options:"] {
        assert!(short.contains(&format!("\n{heading}\n")), "{heading}");
        assert!(long.contains(&format!("\n{heading}\n")), "{heading}");
    }
    assert!(long.contains("\nExamples:\n  keepwarm init   "), "{long}");
    assert!(!short.contains("Examples:") && short.len() < long.len());
    for command in keepwarm::cli::command().get_subcommands() {
        let line = format!("\n  {} ", command.get_name());
        assert_eq!(short.matches(&line).count(), 1, "{}", command.get_name());
    }
    assert!(widest(&long) <= 80, "{long}");
}

#[test]
fn every_example_is_a_command_line() {
    let long = Vault::new().run("--help").out;
    let (_, examples) = long.split_once("Examples:\n").unwrap();
    for line in examples.lines().filter(|line| line.contains("keepwarm")) {
        let line = line.trim().split("  ").next().unwrap().replace('\'', "");
        let words = line.split(' ').map(std::ffi::OsString::from);
        let read = keepwarm::cli::command().try_get_matches_from(words);
        // The quotes are gone: a name is two words.
        assert!(read.is_ok() || line.contains("Ada King"), "{line}");
    }
}

#[test]
fn slips_are_answered_with_what_was_meant() {
    let vault = Vault::new().contact("ada", "name: Ada Lovelace").meeting(
        "2026-11-20",
        "with: \"[[ada]]\"",
        "Learnt.\n",
    );
    let id = vault.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let slip = format!("{}{}", &id[..5], if id.ends_with('0') { '1' } else { '0' });
    for (arguments, expected) in [
        ("agneda".to_owned(), "'agenda'"),
        ("agenda --knd x".to_owned(), "'--kind'"),
        ("agenda --kind thank-you-mail".to_owned(), "'thank-you-email'"),
        ("show Ada Lovelase".to_owned(), "did you mean `ada lovelace`?"),
        (format!("why {slip}"), &*format!("did you mean `{id}` (E-mail Ada Lovelace)?")),
        ("done ada".to_owned(), "`keepwarm agenda --who ada` shows"),
        ("done zzzz".to_owned(), "`keepwarm agenda` shows the ids"),
    ] {
        let output = vault.run(&arguments);
        assert_eq!((output.status, output.out.as_str()), (2, ""), "{arguments}");
        assert!(output.err.contains(expected), "{arguments}: {}", output.err);
    }
}

#[test]
fn colours_follow_the_options_and_the_environment() {
    let coloured = |vault: Vault, arguments: &[&str], columns| {
        let output = vault.run_in(vault.path(), arguments, columns);
        format!("{}{}", output.out, output.err).contains('\x1b')
    };
    for arguments in [&["-h"][..], &["--nonsense"], &["agenda"], &["check"]] {
        let vault = || Vault::new().meeting("x", "with: Ada", "");
        let with = |name, value| vault().variable(name, value);
        let is_coloured = |vault, columns| coloured(vault, arguments, columns);
        assert!(is_coloured(vault(), Some(80)), "{arguments:?}");
        assert!(!is_coloured(vault(), None), "{arguments:?}");
        assert!(!is_coloured(with("NO_COLOR", "1"), Some(80)), "{arguments:?}");
        assert!(!is_coloured(with("CLICOLOR", "0"), Some(80)), "{arguments:?}");
        assert!(!is_coloured(with("TERM", "dumb"), Some(80)), "{arguments:?}");
        assert!(is_coloured(with("CLICOLOR_FORCE", "1"), None), "{arguments:?}");
        assert!(!is_coloured(with("CLICOLOR_FORCE", "1").variable("NO_COLOR", "1"), None));
        let forced = [arguments, &["--color=always"]].concat();
        assert!(coloured(vault(), &forced, None), "{forced:?}");
        let never = [arguments, &["--color", "never"]].concat();
        assert!(!coloured(vault(), &never, Some(80)), "{never:?}");
    }
}

#[cfg(unix)]
mod on_a_terminal {
    use std::process::Command;

    use crate::terminal::Terminal;
    use crate::terminal::keepwarm;
    use crate::vault::Vault;

    fn start(vault: &Vault, arguments: &str, rows: u16, variables: &[(&str, &str)]) -> Terminal {
        let mut command = Command::new(keepwarm().0);
        command.args(arguments.split_whitespace()).current_dir(vault.path()).env_clear();
        command.env("PATH", "/usr/bin:/bin").env("TERM", "xterm");
        command.env("KEEPWARM_TODAY", "2026-11-21").envs(variables.iter().copied());
        Terminal::start(command, 80, rows)
    }

    fn vault() -> Vault {
        let vault = Vault::new();
        (0..30).fold(vault, |vault, number| {
            vault.contact(
                &format!("p{number}"),
                &format!("name: Person {number:02}\nlast_contact: 2026-01-01"),
            )
        })
    }

    /// A pager that marks what it shows, and tells what it was told.
    fn pager(vault: &Vault, script: &str) -> String {
        let path = vault.path().join("pager");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        let mut permissions = path.metadata().unwrap().permissions();
        std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o755);
        std::fs::set_permissions(&path, permissions).unwrap();
        path.to_str().unwrap().to_owned()
    }

    #[test]
    fn what_is_longer_than_the_window_is_paged() {
        let vault = vault();
        let pager = pager(&vault, "echo \"paged $1 $LESS\"; cat; echo end");
        let with_option = format!("{pager} --slowly");
        let variables = [("KEEPWARM_PAGER", with_option.as_str()), ("PAGER", "false")];
        let (status, seen) = start(&vault, "agenda", 24, &variables).end();
        assert_eq!(status, Some(0));
        assert!(seen.starts_with("paged --slowly FRX\r\n"), "{seen}");
        assert!(seen.contains("Person 29") && seen.ends_with("end\r\n"), "{seen}");
        assert!(seen.contains("\x1b[1m"), "it has colours: {seen}");
        assert!(!seen.contains("\x1b]8"), "older pagers cannot show links: {seen}");
        let (_, seen) = start(&vault, "agenda", 24, &[("PAGER", &pager), ("LESS", "-i")]).end();
        assert!(seen.starts_with("paged  -i\r\n"), "{seen}");
        let vault = vault.contact("x", "last_contact: 2026-1-1").contact("y", "reply: hm");
        for arguments in ["--help", "check", "agenda --color never"] {
            let (_, seen) = start(&vault, arguments, 10, &variables).end();
            assert!(seen.starts_with("paged"), "{arguments}: {seen}");
        }
    }

    #[test]
    fn what_fits_is_not_paged_nor_is_it_for_those_who_do_not_want_it() {
        let vault = vault();
        let pager = pager(&vault, "echo paged; cat");
        let plain = |arguments: &str, rows, variables: &[(&str, &str)]| {
            let (status, seen) = start(&vault, arguments, rows, variables).end();
            assert_eq!(status, Some(0), "{seen}");
            assert!(!seen.contains("paged"), "{arguments}: {seen}");
            seen
        };
        let variables = [("PAGER", pager.as_str())];
        plain("agenda", 60, &variables);
        plain("agenda --no-pager", 24, &variables);
        plain("--no-pager --help", 24, &variables);
        plain("agenda --json", 24, &variables);
        let dumb = plain("agenda", 24, &[("PAGER", &pager), ("TERM", "dumb")]);
        assert!(!dumb.contains('\x1b'), "{dumb}");
        plain("agenda", 24, &[("PAGER", &pager), ("KEEPWARM_PAGER", "")]);
        plain("agenda", 24, &[("PAGER", &pager), ("KEEPWARM_PAGER", "cat")]);
        let missing = plain("agenda", 24, &[("PAGER", "/nowhere/less -x")]);
        assert!(missing.contains("Person 29"), "{missing}");
    }

    #[test]
    fn a_pager_that_is_left_early_is_no_error() {
        let vault = (0..3000).fold(Vault::new(), |vault, number| {
            vault.contact(&format!("p{number}"), "last_contact: 2026-01-01")
        });
        let pager = pager(&vault, "head -n 1; exit 3");
        let (status, seen) = start(&vault, "agenda", 24, &[("PAGER", &pager)]).end();
        assert_eq!(status, Some(0));
        assert_eq!(seen.lines().count(), 1, "{seen}");
    }

    #[test]
    fn long_reading_is_told_and_forgotten() {
        let long = "A *b* [c](d) <e> `f` **g** [[h]] & so on\\\n".repeat(120_000);
        let vault = (0..4).fold(vault(), |vault, number| {
            vault.file(&format!("people/long{number}.md"), &format!("---\nname: L\n---\n{long}"))
        });
        let variables = [("NO_COLOR", "1")];
        let (status, seen) = start(&vault, "agenda --no-pager", 60, &variables).end();
        assert_eq!(status, Some(0));
        let (before, agenda) = seen.split_once("Saturday").unwrap();
        assert!(before.starts_with("\rReading the notes: "), "{before:?}");
        assert!(before.ends_with(" \r"), "it is erased: {before:?}");
        assert!(!agenda.contains("Reading") && !seen.contains('\x1b'), "{seen:?}");
        let (_, seen) = start(&vault, "agenda --no-pager", 60, &[("TERM", "dumb")]).end();
        assert!(seen.starts_with("Saturday"), "it cannot be erased there: {seen:?}");
    }
}
