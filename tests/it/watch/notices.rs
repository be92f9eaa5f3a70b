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

/// The real thing, without a desktop and with one that never answers.
#[cfg(target_os = "linux")]
mod real {
    use super::*;

    use std::os::unix::net::UnixListener;
    use std::path::Path;

    use super::super::Watch;
    use super::super::keepwarm;

    fn start(bus: &Path) -> Watch {
        let mut command = keepwarm();
        command.arg("--notify");
        command.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", bus.display()));
        Watch::start_by(world(), command)
    }

    #[test]
    fn without_a_desktop_the_watch_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let watch = start(&folder.path().join("no-bus"));
        watch.line_with("warning: the desktop shows no notices: ");
        fs::write(watch.path("people/alan.md"), NOTE).unwrap();
        watch.wait("the note", |watch| watch.dashboard().contains("Alan Turing"));
        assert_eq!(watch.end("-TERM"), Some(0));
    }

    #[test]
    fn a_desktop_that_never_answers_holds_nothing_up() {
        let folder = tempfile::tempdir().unwrap();
        let bus = folder.path().join("bus");
        let listener = UnixListener::bind(&bus).unwrap();
        let watch = start(&bus);
        let (_silent, _) = listener.accept().unwrap();
        fs::write(watch.path("people/alan.md"), NOTE).unwrap();
        watch.line_with("people/alan.md");
        watch.settle();
        assert_eq!(watch.end("-TERM"), Some(0));
    }
}
