//! Midnight, a machine's sleep, a clock that is set.

use std::time::Duration;

use super::made_up::MadeUp;
use super::made_up::ORDINARY;
use super::made_up::Surroundings;
use super::world;

#[test]
fn at_midnight_it_builds_for_the_new_day() {
    let around = Surroundings { clock: "2026-11-21 23:59:59", ..ORDINARY };
    let watch = MadeUp::start(world(), around);
    watch.wait_for("**2026-11-21**");
    watch.wait_for("**2026-11-22**");
}

#[test]
fn after_a_sleep_or_with_the_clock_set_it_builds_for_the_day_that_it_is() {
    let watch =
        MadeUp::start(world(), Surroundings { tick: Duration::from_millis(20), ..ORDINARY });
    watch.wait_for("**2026-11-21**");
    for (at, day) in [
        ("2026-11-22 12:00:00", "**2026-11-22**"),
        ("2026-11-20 12:00:00", "**2026-11-20**"),
        ("2026-11-20 22:00:00", "**2026-11-20**"),
        ("2026-11-21 01:00:00", "**2026-11-21**"),
        ("2027-02-28 23:59:59.9", "**2027-03-01**"),
    ] {
        watch.set_clock(at);
        watch.wait_for(day);
    }
}

#[test]
fn a_day_that_was_asked_for_stays() {
    let around = Surroundings {
        arguments: "--today 2026-11-20 watch",
        clock: "2026-11-21 23:59:59",
        tick: Duration::from_millis(20),
        ..ORDINARY
    };
    let watch = MadeUp::start(world(), around);
    watch.wait_for("**2026-11-20**");
    watch.set_clock("2026-11-23 12:00:00");
    let alan = super::NOTE;
    std::fs::write(watch.vault.path().join("people/alan.md"), alan).unwrap();
    watch.wait_for("Alan Turing");
    watch.wait_for("**2026-11-20**");
}

/// The real binary, and a clock that only it believes in.
#[cfg(target_os = "linux")]
mod real {
    use super::super::Watch;
    use super::super::world;

    use std::fs;
    use std::path::Path;
    use std::path::PathBuf;
    use std::process::Command;

    use crate::outside::not_tried;

    /// Returns where libfaketime is.
    fn faketime() -> Option<PathBuf> {
        let folders = ["/usr/lib", "/usr/lib64", "/usr/local/lib"].map(Path::new);
        let inner = folders.iter().flat_map(fs::read_dir).flatten().flatten();
        let mut all = inner.map(|entry| entry.path()).chain(folders.map(Path::to_owned));
        all.find_map(|folder| {
            let library = folder.join("faketime/libfaketimeMT.so.1");
            library.exists().then_some(library)
        })
    }

    /// Starts a watch whose clock the file at `clock` sets; `None` where that cannot be.
    fn start(clock: &Path, at: &str) -> Option<Watch> {
        let Some(library) = faketime() else {
            not_tried("there is no libfaketime here");
            return None;
        };
        fs::write(clock, at).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_keepwarm"));
        command.arg("watch").env("LD_PRELOAD", library).env_remove("KEEPWARM_TODAY");
        // Only the day is made up: neither how long something takes nor when a file was saved.
        command.env("FAKETIME_DONT_FAKE_MONOTONIC", "1").env("DONT_FAKE_MONOTONIC", "1");
        command.env("NO_FAKE_STAT", "1").env("FAKETIME_NO_CACHE", "1");
        command.env("FAKETIME_TIMESTAMP_FILE", clock);
        let watch = Watch::start_by(world(), command);
        watch.line_with("watching");
        Some(watch)
    }

    fn wait_for_day(watch: &Watch, day: &str) {
        let words = format!("**{day}**");
        let page = watch.path("DASHBOARD.md");
        watch.wait(day, |_| fs::read_to_string(&page).is_ok_and(|page| page.contains(&words)));
    }

    #[test]
    fn at_midnight_there_is_the_new_days_dashboard() {
        let folder = tempfile::tempdir().unwrap();
        let clock = folder.path().join("clock");
        let Some(watch) = start(&clock, "@2026-11-21 23:59:57") else { return };
        wait_for_day(&watch, "2026-11-21");
        wait_for_day(&watch, "2026-11-22");
    }

    #[test]
    fn a_clock_set_forward_or_back_is_noticed_within_a_minute() {
        let folder = tempfile::tempdir().unwrap();
        let clock = folder.path().join("clock");
        let Some(watch) = start(&clock, "@2026-11-21 12:00:00") else { return };
        wait_for_day(&watch, "2026-11-21");
        for day in ["2026-11-22", "2026-11-20", "2027-03-01"] {
            fs::write(&clock, format!("@{day} 12:00:00")).unwrap();
            wait_for_day(&watch, day);
        }
    }

    #[test]
    fn a_watch_that_slept_over_midnight_builds_when_it_wakes() {
        let folder = tempfile::tempdir().unwrap();
        let clock = folder.path().join("clock");
        let Some(watch) = start(&clock, "@2026-11-21 23:59:58") else { return };
        wait_for_day(&watch, "2026-11-21");
        watch.while_stopped(|| std::thread::sleep(std::time::Duration::from_secs(3)));
        wait_for_day(&watch, "2026-11-22");
    }
}
