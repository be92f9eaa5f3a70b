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
