//! Somebody who travels: the watch goes on, and it is another day.
//!
//! Two zones that never have the same day: one is, and then the other.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::outside::not_tried;

use super::Watch;
use super::world;

/// Twelve hours west of Greenwich, and fourteen hours east, as POSIX writes them.
const WEST: (&str, i32) = ("<-12>12", -12 * 3600);
const EAST: (&str, i32) = ("<+14>-14", 14 * 3600);

/// Puts in place, in one step, a file that says of a zone what those of `/usr/share/zoneinfo` say
/// (RFC 9636): it has one time the whole year.
fn save(path: &Path, (words, seconds): (&str, i32)) {
    let header = [b"TZif2".as_slice(), &[0; 15]].concat();
    // One kind of time, with a name of four letters and an end; no changes, no leap seconds.
    let counts = [0_u32, 0, 0, 0, 1, 4].map(u32::to_be_bytes).concat();
    let time = [&seconds.to_be_bytes(), &[0, 0][..], b"far\0"].concat();
    let block = [header, counts, time].concat();
    let text = [&block, &block, format!("\n{words}\n").as_bytes()].concat();
    let temporary = path.with_extension("new");
    fs::write(&temporary, text).unwrap();
    fs::rename(temporary, path).unwrap();
}

/// Returns the day of the dashboard: none where there is no whole one.
fn day(watch: &Watch) -> Option<String> {
    let page = fs::read_to_string(watch.path("DASHBOARD.md")).ok()?;
    let line = page.lines().find(|line| line.starts_with("**"))?;
    Some(line.split("**").nth(1)?.to_owned())
}

/// Starts a watch in the west, takes it to the east, and there the day is a later one. Nothing is
/// saved meanwhile.
fn travels(zone: &Path, command: Command) {
    let watch = Watch::start_by(world(), command);
    watch.line_with("watching");
    watch.wait("a dashboard", |watch| day(watch).is_some());
    let west = day(&watch);
    save(zone, EAST);
    watch.wait("the day of the east", |watch| day(watch) > west);
    save(zone, WEST);
    watch.wait("the day of the west", |watch| day(watch) <= west);
}

#[test]
fn with_another_zone_behind_tz_it_builds_for_the_day_that_it_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let zone = folder.path().join("zone");
    save(&zone, WEST);
    let mut command = Command::new(env!("CARGO_BIN_EXE_keepwarm"));
    command.arg("watch").env_remove("KEEPWARM_TODAY").env("TZ", format!(":{}", zone.display()));
    travels(&zone, command);
}

#[test]
fn with_another_zone_for_the_whole_machine_it_builds_for_the_day_that_it_is_there() {
    let etc = tempfile::tempdir().unwrap();
    let zone = etc.path().join("localtime");
    save(&zone, WEST);
    // The machine's own zone stays: only the watch sees another /etc, and of it just this file.
    let unshare = |how: &[&str], script: &str| {
        let mut command = Command::new("unshare");
        command.args(how).args(["sh", "-c", script, "sh"]).arg(etc.path());
        command
    };
    for how in [&["--mount"][..], &["--user", "--map-root-user", "--mount"]] {
        let probe = unshare(how, "mount --bind \"$1\" /etc").output();
        if probe.is_ok_and(|output| output.status.success()) {
            let script = "mount --bind \"$1\" /etc && exec \"$2\" watch";
            let mut command = unshare(how, script);
            command.arg(env!("CARGO_BIN_EXE_keepwarm"));
            command.env_remove("KEEPWARM_TODAY").env_remove("TZ");
            return travels(&zone, command);
        }
    }
    not_tried("this system lets nobody have an /etc of their own");
}
