//! Completion, as the shells do it: real ones, on a terminal, with real notes.

use crate::vault::Vault;

/// A vault with things owed to people, one of them with a long name.
fn vault() -> Vault {
    Vault::new()
        .contact("ada-lovelace", "name: Ada Lovelace\naliases: [Countess]")
        .contact("bea", "name: Beatrix van der Meer")
        .meeting("2026-11-20 Coffee", "with: \"[[Ada Lovelace]]\"", "Learnt a lot.\n")
        .meeting(
            "2026-11-19 Coffee",
            "with: [\"[[bea]]\", Somebody]\nthank_you_email: 2026-11-19",
            "Learnt a lot.\n\n## Promises\n\n- [ ] Send $(rm) `x`\n",
        )
}

/// Returns what is offered to a shell, its first line apart, after `keepwarm` and some words.
fn offered(vault: &Vault, shell: &str, words: &[&str]) -> String {
    let arguments = [&["completions", shell, "--", "keepwarm"], words].concat();
    let output = vault.run_in(vault.path(), &arguments, None);
    assert_eq!((output.status, output.err.as_str()), (0, ""));
    let (kind, rest) = output.out.split_once('\n').unwrap_or_default();
    match (kind, shell) {
        ("words" | "others", "zsh") => {
            // Behind each word stands how it is shown.
            let lines = rest.lines().map(|line| line.split_once('\t').unwrap());
            let about = |shown: &str| shown.split_once("  (").map(|(_, about)| about.to_owned());
            let lines = lines.map(|(value, shown)| match about(shown) {
                Some(about) => format!("{value}\t{}\n", about.strip_suffix(')').unwrap()),
                None => format!("{value}\n"),
            });
            lines.collect()
        }
        ("words", _) => rest.to_owned(),
        _ => format!("({kind})"),
    }
}

#[test]
fn ids_are_offered_with_what_they_mean() {
    let offered = offered(&vault(), "fish", &["done", ""]);
    let about: Vec<&str> = offered.lines().map(|line| line.split_once('\t').unwrap().1).collect();
    assert_eq!(
        about,
        [
            "2026-11-20 overdue · E-mail Ada Lovelace",
            "2026-11-22 · Write Beatrix van der Meer a note by hand",
            "2026-11-22 · Write Somebody a note by hand",
            "2026-11-22 · Send $(rm) `x`",
        ]
    );
}

#[test]
fn an_id_is_found_by_its_beginning_or_by_a_name() {
    let vault = vault();
    let by_name = offered(&vault, "zsh", &["done", "ada"]);
    let (id, about) = by_name.trim_end().split_once('\t').unwrap();
    assert_eq!(about, "2026-11-20 overdue · E-mail Ada Lovelace");
    assert_eq!(offered(&vault, "zsh", &["why", &id[..3]]), by_name);
    assert_eq!(offered(&vault, "bash", &["snooze", id]), "", "a thank-you cannot wait");
    assert_eq!(offered(&vault, "bash", &["draft", "ada"]), format!("{id}\n"));
}

#[test]
fn people_are_offered_by_name_by_alias_and_by_any_of_their_words() {
    let vault = vault();
    for (typed, expected) in [
        ("", "Ada Lovelace\nBeatrix van der Meer\n"),
        ("ad", "Ada Lovelace\n"),
        ("BEATRIX V", "Beatrix van der Meer\n"),
        ("count", "Countess\tAda Lovelace\n"),
        ("mee", "Beatrix van der Meer\n"),
        ("zoe", ""),
    ] {
        assert_eq!(offered(&vault, "zsh", &["show", typed]), expected, "{typed}");
        assert_eq!(offered(&vault, "zsh", &["agenda", "--who", typed]), expected, "{typed}");
    }
    let referred = ["new", "contact", "Zoe", "--referred-by", "a"];
    assert_eq!(offered(&vault, "zsh", &referred), "Ada Lovelace\n");
    assert_eq!(
        offered(&vault, "zsh", &["new", "meeting", "--with", "b"]),
        "Beatrix van der Meer\n"
    );
}

#[test]
fn what_is_found_by_other_words_is_listed_and_takes_the_place_of_nothing() {
    let vault = vault().contact("zoe", "name: Adam van Dyke");
    let arguments = ["completions", "zsh", "--", "keepwarm", "show", "van"];
    let output = vault.run_in(vault.path(), &arguments, None);
    assert!(output.out.starts_with("others\nAdam van Dyke\t"), "{}", output.out);
    let bash = offered(&vault, "bash", &["show", "van"]);
    assert_eq!(bash, "Adam\\ van\\ Dyke\nBeatrix\\ van\\ der\\ Meer\n \n");
}

#[test]
fn people_of_one_name_are_called_by_their_notes() {
    let vault = vault().contact("ada-2", "name: Ada Lovelace");
    assert_eq!(
        offered(&vault, "zsh", &["show", "ada"]),
        "people/ada-2.md\tAda Lovelace\npeople/ada-lovelace.md\tAda Lovelace\n"
    );
    assert_eq!(offered(&vault, "zsh", &["agenda", "--who", "ada"]), "Ada Lovelace\n");
}

#[test]
fn of_very_many_people_the_notes_are_offered_until_something_is_typed() {
    let vault = (0..1001).fold(Vault::new(), |vault, number| {
        vault.contact(&format!("p{number:04}"), &format!("name: Person {number}"))
    });
    let all = offered(&vault, "zsh", &["show", ""]);
    assert_eq!((all.lines().next(), all.lines().count()), (Some("p0000"), 1001));
    assert_eq!(vault.run("show p0000").out.lines().next(), Some("Person 0"));
    assert_eq!(offered(&vault, "zsh", &["show", "person 77"]).lines().count(), 11);
    assert!(offered(&vault, "zsh", &["agenda", "--who", ""]).starts_with("Person 0\n"));
}

#[test]
fn commands_options_kinds_and_files_are_offered() {
    let vault = vault();
    assert_eq!(offered(&vault, "bash", &["sn"]), "snooze\n");
    assert_eq!(offered(&vault, "bash", &["done", "--ki"]), "--kind\n");
    assert_eq!(offered(&vault, "bash", &["done", "--kind", "thank-you-n"]), "thank-you-note\n");
    assert_eq!(
        offered(&vault, "bash", &["done", "--kind", "=", "thank-you-n"]),
        "thank-you-note\n"
    );
    assert_eq!(offered(&vault, "zsh", &["done", "--kind=prom"]), "--kind=promise\n");
    assert_eq!(offered(&vault, "bash", &["import", "vcard", ""]), "(files)");
    assert_eq!(offered(&vault, "bash", &["-C", ""]), "(folders)");
    assert_eq!(offered(&vault, "bash", &["completions", "fi"]), "fish\n");
}

#[test]
fn the_vault_that_is_named_is_the_one_that_is_asked() {
    let (here, there) = (Vault::new(), vault());
    let there = there.path().to_str().unwrap().to_owned();
    assert_eq!(offered(&here, "zsh", &["-C", &there, "show", "ad"]), "Ada Lovelace\n");
    let here = Vault::new().variable("KEEPWARM_VAULT", &there);
    assert_eq!(offered(&here, "zsh", &["show", "ad"]), "Ada Lovelace\n");
}

#[test]
fn whatever_is_wrong_nothing_is_offered_and_nothing_said() {
    let broken = Vault::new().config("horizon: [");
    let bad = Vault::new().bytes("people/x.md", b"---\nname: \xff\n---\n");
    for vault in [&broken, &bad] {
        assert_eq!(offered(vault, "bash", &["show", "x"]), "");
        assert_eq!(offered(vault, "bash", &["done", "x"]), "");
    }
    assert_eq!(offered(&vault(), "bash", &["-C", "/nowhere", "show", "a"]), "");
}

#[test]
fn a_name_that_cannot_be_shown_in_a_line_is_not_offered() {
    let vault = Vault::new().contact("x1", r#"name: "Xena \e[31m""#).contact("x2", "name: Xerxes");
    assert_eq!(offered(&vault, "zsh", &["show", "x"]), "Xerxes\n");
}

#[test]
fn every_script_names_its_shell_and_asks_for_it() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = Vault::new().config("a: [").run(&format!("completions {shell}"));
        assert_eq!((output.status, output.err.as_str()), (0, ""));
        assert!(output.out.contains(&format!("keepwarm completions {shell} -- ")), "{shell}");
    }
}

#[cfg(unix)]
mod shells {
    use std::process::Command;

    use crate::programs::find;
    use crate::terminal::Terminal;
    use crate::terminal::keepwarm;
    use crate::vault::Vault;

    /// Names that some shell would do something with, each with a beginning of its own.
    const HOSTILE: [&str; 9] = [
        "Qa Lovelace",
        "Qb $(touch pwned)",
        "Qc `touch pwned`",
        "Qd O'Hara \"the boss\"",
        "Qe; touch pwned",
        "Qf !! !x",
        "Qg * ? [a] {a,b} ~ #",
        "Qh \\ back $HOME | & > <",
        "Qi 李小龍 Zoë 👩",
    ];

    fn vault() -> Vault {
        let vault = Vault::new()
            .meeting("2026-11-20 Coffee", "with: Ada Lovelace", "Learnt.\n")
            .meeting("2026-11-19 Coffee", "with: Bea Meer", "Learnt.\n");
        HOSTILE.iter().enumerate().fold(vault, |vault, (index, name)| {
            let name = name.replace('\'', "''");
            vault.contact(&format!("p{index}"), &format!("name: '{name}'"))
        })
    }

    /// Starts a shell where `keepwarm` shows what it is given, and asks the real one for completions.
    fn start(program: &str, arguments: &[&str], setup: &str, vault: &Vault) -> Option<Terminal> {
        // Some shells insist on a terminal that is theirs.
        let mut command = Command::new(find("setsid")?);
        command.arg("--ctty").arg(find(program)?);
        let home = vault.path().join(".home");
        std::fs::create_dir_all(&home).unwrap();
        command.args(arguments).current_dir(vault.path()).env_clear();
        command.env("PATH", keepwarm().1).env("HOME", home).env("TERM", "xterm");
        command.env("KEEPWARM_TODAY", "2026-11-21").env("LC_ALL", "C.UTF-8");
        command.env("INPUTRC", "/dev/null").env("XDG_DATA_DIRS", "/usr/share");
        let mut terminal = Terminal::start(command, 100, 40);
        terminal.type_in(&format!("{setup}; echo re''ady\r"));
        terminal.wait_for("ready");
        Some(terminal)
    }

    /// Types the beginning of each name, a tab, and then `enter`.
    fn names_stay_names(
        mut terminal: Terminal,
        vault: &Vault,
        begin: fn(&str) -> String,
        enter: &str,
    ) {
        for name in HOSTILE {
            let typed = begin(&name[..2]);
            terminal.type_in(&format!("keepwarm show {typed}\t{enter}"));
            terminal.wait_for(&format!("<show><{name}>"));
        }
        let (_, id) = id_of(vault, "Bea Meer");
        terminal.type_in(&format!("keepwarm done {}\t{enter}", &id[..4]));
        terminal.wait_for(&format!("<done><{id}>"));
        assert!(!vault.path().join("pwned").exists(), "{}", terminal.seen());
    }

    fn id_of(vault: &Vault, name: &str) -> (String, String) {
        let json = vault.json();
        let items = json["items"].as_array().unwrap();
        let item = items.iter().find(|item| item["who"][0] == name).unwrap();
        let text = |key: &str| item[key].as_str().unwrap().to_owned();
        (text("text"), text("id"))
    }

    const BASH: &str = "bind 'set enable-bracketed-paste off'; source <(keepwarm completions bash); \
        keepwarm() { printf '<%s>' \"$@\"; echo; }";

    #[test]
    fn bash_completes() {
        let vault = vault();
        let arguments = ["--norc", "--noprofile", "-i"];
        let Some(terminal) = start("bash", &arguments, BASH, &vault) else { return };
        names_stay_names(terminal, &vault, str::to_lowercase, "\r");
    }

    #[test]
    fn bash_completes_in_quotes() {
        let vault = vault();
        let arguments = ["--norc", "--noprofile", "-i"];
        let Some(mut terminal) = start("bash", &arguments, BASH, &vault) else { return };
        for name in HOSTILE {
            for quote in ['\'', '"'] {
                terminal.type_in(&format!("keepwarm show {quote}{}\t\r", &name[..2]));
                terminal.wait_for(&format!("<show><{name}>"));
                terminal.type_in("clear\r");
            }
        }
        assert!(!vault.path().join("pwned").exists(), "{}", terminal.seen());
    }

    #[test]
    fn bash_lists_ids_with_what_they_mean() {
        let vault = vault();
        let arguments = ["--norc", "--noprofile", "-i"];
        let Some(mut terminal) = start("bash", &arguments, BASH, &vault) else { return };
        terminal.type_in("keepwarm done \t\t");
        for name in ["Ada Lovelace", "Bea Meer"] {
            let (text, id) = id_of(&vault, name);
            terminal.wait_for(&format!("{id}  (2026-11-"));
            terminal.wait_for(&format!("overdue · {text})"));
        }
    }

    #[test]
    fn zsh_completes() {
        let vault = vault();
        let setup = "autoload -Uz compinit; compinit -u -d .dump; unsetopt banghist; \
            source <(keepwarm completions zsh); keepwarm() { printf '<%s>' \"$@\"; echo }";
        let Some(terminal) = start("zsh", &["-f", "-i"], setup, &vault) else { return };
        names_stay_names(terminal, &vault, str::to_lowercase, "\r");
    }

    #[test]
    fn zsh_completes_where_packages_put_the_script() {
        let vault = vault();
        let setup = "keepwarm completions zsh > ~/_keepwarm; fpath=(~ $fpath); unsetopt banghist; \
            autoload -Uz compinit; compinit -u -d .dump; keepwarm() { printf '<%s>' \"$@\"; echo }";
        let Some(terminal) = start("zsh", &["-f", "-i"], setup, &vault) else { return };
        names_stay_names(terminal, &vault, str::to_lowercase, "\r");
    }

    #[test]
    fn fish_completes() {
        let vault = vault();
        let setup = "keepwarm completions fish | source; \
            function keepwarm; printf '<%s>' $argv; echo; end";
        let Some(terminal) = start("fish", &["--no-config", "-i"], setup, &vault) else { return };
        names_stay_names(terminal, &vault, str::to_lowercase, "\r");
    }

    #[test]
    fn elvish_completes() {
        let vault = vault();
        let setup = "eval (keepwarm completions elvish | slurp); \
            fn keepwarm {|@a| each {|x| print '<'$x'>' } $a; print \"\\n\" }";
        let Some(terminal) = start("elvish", &["-norc"], setup, &vault) else { return };
        // It minds the case, and lets a single candidate be confirmed.
        names_stay_names(terminal, &vault, str::to_owned, "\r\r");
    }
}
