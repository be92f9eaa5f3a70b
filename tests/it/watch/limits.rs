//! Where Linux runs out of what a watch needs: lost events, no watches left.

use std::fs;
use std::process::Command;
use std::time::Duration;

use keepwarm::disk::DOUBT;

use crate::outside::not_tried;
use crate::vault::Vault;

use super::NOTE;
use super::Watch;
use super::world;

const QUEUE: &str = "/proc/sys/fs/inotify/max_queued_events";
const INSTANCES: &str = "/proc/sys/user/max_inotify_instances";
const WATCHES: &str = "/proc/sys/user/max_inotify_watches";

/// Returns the processor time that the watch has used, in hundredths of a second.
pub(super) fn cpu_ticks(watch: &Watch) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{}/stat", watch.child.id())).unwrap();
    let (_, after_name) = stat.rsplit_once(") ").unwrap();
    let used = after_name.split(' ').skip(11).take(2);
    used.map(|ticks| ticks.parse::<u64>().unwrap()).sum()
}

/// Returns how many folders the system watches for it.
fn n_watches(watch: &Watch) -> usize {
    let folder = format!("/proc/{}/fdinfo", watch.child.id());
    let infos = fs::read_dir(folder).unwrap().map(|info| info.unwrap().path());
    let infos = infos.map(|info| fs::read_to_string(info).unwrap_or_default());
    infos.map(|info| info.matches("inotify wd:").count()).sum()
}

#[test]
fn more_events_than_the_system_keeps_are_made_good() {
    let n_kept: usize = fs::read_to_string(QUEUE).unwrap().trim().parse().unwrap();
    if n_kept > 100_000 {
        return println!("skipped: the system keeps {n_kept} events");
    }
    let watch = Watch::start(world().file("people/old/alan.md", NOTE));
    watch.while_stopped(|| {
        // A file that is made tells at least three things: made, opened, closed.
        for number in 0..n_kept / 3 {
            fs::write(watch.path(&format!("{}.txt", number % 500)), "").unwrap();
            fs::remove_file(watch.path(&format!("{}.txt", number % 500))).unwrap();
        }
        fs::remove_file(watch.path("people/grace.md")).unwrap();
        fs::rename(watch.path("people/old"), watch.path("people/new")).unwrap();
        let joan = NOTE.replace("Alan Turing", "Joan Clarke");
        fs::write(watch.path("people/joan.md"), joan).unwrap();
    });
    watch.wait("what came last", |watch| {
        let dashboard = watch.dashboard();
        let is_there = |words| dashboard.contains(words);
        is_there("people/joan.md") && is_there("people/new/alan.md") && !is_there("Grace")
    });
    watch.settle();
    // The folder that came in between is watched, too.
    fs::write(watch.path("people/new/joan.md"), NOTE.replace("Alan", "Dilly")).unwrap();
    watch.wait("a note in it", |watch| watch.dashboard().contains("people/new/joan.md"));
}

/// Starts a watch that has only so much of something; `None` where the system lets nobody set
/// limits of their own.
fn start_with(limit: &str, number: usize, vault: Vault) -> Option<Watch> {
    let set = format!("echo {number} > {limit}");
    let unshare = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "sh", "-c", script, "sh"]);
        command
    };
    if !unshare(&set).output().is_ok_and(|output| output.status.success()) {
        not_tried("no user namespaces here");
        return None;
    }
    let mut command = unshare(&format!("{set}; exec \"$@\""));
    let keepwarm = super::keepwarm();
    command.arg(keepwarm.get_program()).args(keepwarm.get_args());
    Some(Watch::start_by(vault, command))
}

/// Says what to raise, and follows all the same.
fn polls(watch: &Watch) {
    let line = watch.line_with("warning");
    assert_eq!(
        line,
        "warning: the system has no file watches left; raise fs.inotify.max_user_watches and \
         fs.inotify.max_user_instances with sysctl; looking at all notes every 2 s instead"
    );
    watch.settle();
    for number in 0..3 {
        let name = format!("Alan {number}");
        fs::write(watch.path("people/alan.md"), NOTE.replace("Alan Turing", &name)).unwrap();
        watch.wait("the new text", |watch| watch.dashboard().contains(&name));
        watch.settle();
    }
    fs::remove_file(watch.path("people/alan.md")).unwrap();
    watch.wait("his leaving", |watch| !watch.dashboard().contains("Alan 2"));
    watch.settle();
}

#[test]
fn without_inotify_it_says_what_to_raise_and_polls() {
    if let Some(watch) = start_with(INSTANCES, 0, world()) {
        polls(&watch);
    }
}

#[test]
fn with_too_few_watches_it_says_what_to_raise_and_polls() {
    if let Some(watch) = start_with(WATCHES, 2, world()) {
        polls(&watch);
    }
}

#[test]
fn when_the_watches_run_out_later_it_says_what_to_raise_and_polls() {
    let Some(watch) = start_with(WATCHES, 4, world()) else { return };
    watch.line_with("watching");
    watch.settle();
    fs::create_dir_all(watch.path("people/a/b/c")).unwrap();
    polls(&watch);
    let name = "people/a/b/c/joan.md";
    fs::write(watch.path(name), NOTE.replace("Alan Turing", "Joan Clarke")).unwrap();
    watch.wait("the deepest note", |watch| watch.dashboard().contains(name));
}

#[test]
fn a_vault_that_is_gone_costs_nothing() {
    let watch = Watch::start(world());
    fs::create_dir(watch.path("people/new")).unwrap();
    fs::remove_file(watch.path("people/ada.md")).unwrap();
    let outer = tempfile::tempdir().unwrap();
    let away = outer.path().join("away");
    // The watch has seen that Ada and the folder want a second look, but does not get to it.
    let _ = watch.lines.recv_timeout(Duration::from_millis(300));
    fs::rename(watch.vault.path(), &away).unwrap();
    watch.line_with("is gone");
    let _ = watch.lines.recv_timeout(DOUBT);
    let before = cpu_ticks(&watch);
    let _ = watch.lines.recv_timeout(Duration::from_secs(1));
    let used = cpu_ticks(&watch) - before;
    assert!(used < 20, "{used} hundredths of a second in one second");
    fs::rename(&away, watch.vault.path()).unwrap();
    watch.line_with("is back");
    watch.wait("her leaving", |watch| !watch.dashboard().contains("Ada Lovelace](people"));
    watch.settle();
}

/// What is written under a name outside of the vault, no watch on its folders hears of.
#[expect(clippy::disallowed_methods, reason = "five minutes are asked for by the environment")]
#[test]
fn a_change_that_nobody_tells_is_found_within_five_minutes() {
    if std::env::var("WATCH_LONG").is_err() {
        return println!("skipped: it takes five minutes; WATCH_LONG=1 asks for it");
    }
    let watch = Watch::start(world().file("people/alan.md", NOTE));
    let outer = tempfile::tempdir().unwrap();
    let name = outer.path().join("alan.md");
    fs::hard_link(watch.path("people/alan.md"), &name).unwrap();
    watch.settle();
    let _ = watch.lines.recv_timeout(Duration::from_secs(3));
    fs::write(name, NOTE.replace("Alan Turing", "Joan Clarke")).unwrap();
    let line = watch.lines.recv_timeout(Duration::from_secs(330)).unwrap();
    assert!(line.contains("people/alan.md"), "{line}");
    watch.settle();
}

#[test]
fn what_lies_behind_a_link_is_not_watched() {
    let vault = world();
    let outside = world();
    std::os::unix::fs::symlink(outside.path(), vault.path().join("people/others")).unwrap();
    let watch = Watch::start(vault);
    assert_eq!(n_watches(&watch), 3, "the vault, people, meetings");
}

#[test]
fn watches_and_descriptors_do_not_pile_up() {
    let watch = Watch::start(world());
    let descriptors = format!("/proc/{}/fd", watch.child.id());
    let n_descriptors = || fs::read_dir(&descriptors).unwrap().count();
    let before = (n_watches(&watch), n_descriptors());
    for number in 0..50 {
        let folder = watch.path(&format!("people/{number}/deep"));
        fs::create_dir_all(&folder).unwrap();
        let name = format!("Alan {number}");
        fs::write(folder.join("alan.md"), NOTE.replace("Alan Turing", &name)).unwrap();
        watch.wait(&name, |watch| watch.dashboard().contains(&name));
        fs::remove_dir_all(watch.path(&format!("people/{number}"))).unwrap();
    }
    watch.settle();
    // It may just be looking at a file.
    watch.wait("as few as before", |watch| {
        n_watches(watch) == before.0 && n_descriptors() <= before.1
    });
}
