//! `watch --notify`: once a day, what is due.

use std::fs;
use std::time::Duration;

use keepwarm::cli::Exit;
use keepwarm::cli::Notice;

use crate::vault::Vault;

use super::DEADLINE;
use super::NOTE;
use super::made_up::MadeUp;
use super::made_up::ORDINARY;
use super::made_up::Surroundings;
#[cfg(target_os = "linux")]
use super::world;

const NOTIFY: Surroundings =
    Surroundings { arguments: "watch --notify", tick: Duration::from_millis(20), ..ORDINARY };

fn notice(title: &str, body: &str) -> Notice {
    Notice { title: title.to_owned(), body: body.to_owned() }
}

fn next(watch: &MadeUp) -> Notice {
    watch.notices.recv_timeout(DEADLINE).unwrap()
}

fn tasks() -> Vault {
    Vault::new().config("check_in: never\n").file(
        "people/ada.md",
        "---\ntype: contact\nname: Ada\n---\n\
         - [ ] send **her** the map by 2026-11-21\n- [ ] call her <b>cousin</b> by 2026-11-19\n\
         - [ ] read her book by 2026-11-20\n- [ ] ask after the loom by 2026-11-21\n\
         - [ ] some day\n- [ ] later by 2026-11-22\n",
    )
}

#[test]
fn the_desktop_shows_what_is_due_at_the_start_and_on_each_new_day() {
    let watch = MadeUp::start(tasks(), NOTIFY);
    let body = "call her <b>cousin</b>\nread her book\nsend her the map\nand 1 more";
    assert_eq!(next(&watch), notice("keepwarm: 2 due today, 2 overdue", body));
    watch.set_clock("2026-11-22 00:00:01");
    let body = "call her <b>cousin</b>\nread her book\nsend her the map\nand 2 more";
    assert_eq!(next(&watch), notice("keepwarm: 1 due today, 4 overdue", body));
    let (exit, said) = watch.end();
    assert_eq!((exit, said.contains("warning")), (Exit::Done, false));
}

#[test]
fn a_day_is_shown_only_once() {
    let watch = MadeUp::start(tasks(), NOTIFY);
    next(&watch);
    fs::write(watch.vault.path().join("people/alan.md"), NOTE).unwrap();
    watch.wait_for_saying("people/alan.md");
    watch.set_clock("2026-11-20 12:00:00");
    watch.wait_for("**2026-11-20**");
    watch.set_clock("2026-11-21 12:00:00");
    watch.wait_for("**2026-11-21**");
    assert_eq!(watch.notices.try_recv().ok(), None);
}

#[test]
fn where_nothing_is_due_or_nobody_asked_nothing_is_shown() {
    for (vault, around) in [(Vault::new(), NOTIFY), (tasks(), ORDINARY)] {
        let watch = MadeUp::start(vault, around);
        watch.wait_for("keepwarm: end");
        fs::write(watch.vault.path().join("people.md"), NOTE.replace("2026-09", "2026-11"))
            .unwrap();
        watch.wait_for_saying("people.md");
        assert_eq!(watch.notices.try_recv().ok(), None);
    }
}

#[test]
fn without_a_desktop_a_warning_is_said_once() {
    let around = Surroundings { no_desktop: Some("nobody\nthere"), ..NOTIFY };
    let watch = MadeUp::start(tasks(), around);
    watch.wait_for_saying("warning");
    watch.set_clock("2026-11-22 12:00:00");
    watch.wait_for("**2026-11-22**");
    watch.set_clock("2026-11-23 12:00:00");
    watch.wait_for("**2026-11-23**");
    let (exit, said) = watch.end();
    assert_eq!(exit, Exit::Done);
    let warnings: Vec<&str> = said.lines().filter(|line| line.contains("warning")).collect();
    assert_eq!(warnings, ["warning: the desktop shows no notices: nobody there"]);
}

/// The real thing, without a desktop and with tools that ask one.
#[cfg(target_os = "linux")]
mod real {
    use super::*;

    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    use super::super::Watch;
    use super::super::keepwarm;

    /// Starts a watch where there is no desktop, but maybe tools to ask it, each a shell script.
    fn start(folder: &Path, vault: Vault, tools: &[(&str, &str)]) -> Watch {
        for (name, script) in tools {
            let path = folder.join(name);
            fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let mut command = keepwarm();
        command.arg("--notify").env("PATH", folder);
        Watch::start_by(vault, command)
    }

    const TELL: &str = "printf '<%s>' \"$@\" > \"${0%/*}/told\"";

    #[test]
    fn without_a_desktop_the_watch_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let watch = start(folder.path(), world(), &[]);
        watch.line_with("warning: the desktop shows no notices: install `notify-send`");
        fs::write(watch.path("people/alan.md"), NOTE).unwrap();
        watch.wait("the note", |watch| watch.dashboard().contains("Alan Turing"));
        assert_eq!(watch.end("-TERM"), Some(0));
    }

    #[test]
    fn the_tool_of_the_desktop_is_told_what_is_due_and_no_markup() {
        let folder = tempfile::tempdir().unwrap();
        let watch = start(folder.path(), tasks(), &[("notify-send", TELL)]);
        let told = folder.path().join("told");
        watch.wait("the notice", |_| fs::read(&told).is_ok_and(|told| told.ends_with(b">")));
        assert_eq!(
            fs::read_to_string(&told).unwrap(),
            "<--app-name=keepwarm><--><keepwarm: 2 due today, 2 overdue>\
             <call her &lt;b&gt;cousin&lt;/b&gt;\nread her book\nsend her the map\nand 1 more>"
        );
        assert_eq!(watch.end("-TERM"), Some(0));
    }

    #[test]
    fn where_one_tool_cannot_another_is_asked() {
        let folder = tempfile::tempdir().unwrap();
        let tools = [("notify-send", "exit 1"), ("busctl", TELL)];
        let watch = start(folder.path(), tasks(), &tools);
        let told = folder.path().join("told");
        watch.wait("the notice", |_| fs::read(&told).is_ok_and(|told| told.ends_with(b">")));
        let told = fs::read_to_string(&told).unwrap();
        assert!(told.starts_with("<--user><--><call><org.freedesktop.Notifications>"), "{told}");
        assert!(told.ends_with("\nand 1 more><0><0><-1>"), "{told}");
        assert_eq!(watch.end("-TERM"), Some(0));
    }

    #[test]
    fn what_a_tool_complains_of_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let tools = [("notify-send", "echo there is no bus >&2; exit 1")];
        let watch = start(folder.path(), tasks(), &tools);
        watch.line_with("warning: the desktop shows no notices: there is no bus");
        assert_eq!(watch.end("-TERM"), Some(0));
    }

    #[test]
    fn a_desktop_that_never_answers_holds_nothing_up() {
        let folder = tempfile::tempdir().unwrap();
        let wait = "> \"${0%/*}/asked\"; while [ -e \"$0\" ]; do /bin/sleep 0.1; done";
        let watch = start(folder.path(), world(), &[("notify-send", wait)]);
        watch.wait("the question", |_| folder.path().join("asked").exists());
        fs::write(watch.path("people/alan.md"), NOTE).unwrap();
        watch.line_with("people/alan.md");
        watch.settle();
        assert_eq!(watch.end("-TERM"), Some(0));
    }
}
