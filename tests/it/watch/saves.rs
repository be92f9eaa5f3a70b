//! How editors save: for each, the system calls that it makes.

use std::fs;
use std::fs::File;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::time::Instant;

use keepwarm::disk::DOUBT;

use super::NOTE;
use super::Watch;
use super::world;

/// A part of saving a text to a file, between which others may look.
pub(super) type Step = fn(&Path, &str);

/// With `backupcopy=auto`, and Neovim: away with the old file, a new one in its place.
const VIM: &[Step] = &[
    swap,
    probe,
    unprobe,
    rename_to_backup,
    create,
    write_half,
    write_rest,
    remove_backup,
    unswap,
];

const VIM_BACKUPCOPY: &[Step] =
    &[swap, copy_to_backup, truncate, write_half, write_rest, remove_backup, unswap];

/// The first time, outside of a repository; the backup stays.
const EMACS: &[Step] = &[lock, rename_to_backup, create, write_half, write_rest, unlock];

const EMACS_WITHOUT_BACKUP: &[Step] = &[lock, truncate, write_half, write_rest, unlock];

/// VS Code, Obsidian, nano, ed, and whatever knows no better.
const IN_PLACE: &[Step] = &[truncate, write_half, write_rest];

/// What VS Code does where it saves atomically.
const VS_CODE_ATOMIC: &[Step] = &[
    |path, text| fs::write(beside(path, "note.md.vsctmp"), text).unwrap(),
    |path, _| fs::rename(beside(path, "note.md.vsctmp"), path).unwrap(),
];

/// It closes the file while it is still empty.
const MICRO: &[Step] = &[truncate, |path, text| {
    let mut file = OpenOptions::new().append(true).open(path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
}];

const SED: &[Step] = &[
    |path, text| fs::write(beside(path, "sedAbC123"), text).unwrap(),
    |path, _| fs::rename(beside(path, "sedAbC123"), path).unwrap(),
];

/// gedit, and all that save as GNOME does.
const GNOME: &[Step] = &[
    |path, text| fs::write(beside(path, ".goutputstream-X1Y2Z3"), text).unwrap(),
    |path, _| fs::rename(beside(path, ".goutputstream-X1Y2Z3"), path).unwrap(),
];

const SYNC_CLIENT: &[Step] = &[
    |path, text| fs::write(beside(path, ".syncthing.note.md.tmp"), text).unwrap(),
    |path, _| fs::rename(beside(path, ".syncthing.note.md.tmp"), path).unwrap(),
];

const GIT: &[Step] = &[|path, _| fs::remove_file(path).unwrap(), create, write_half, write_rest];

/// Every way, for random sequences.
pub(super) const ALL: &[&[Step]] = &[
    VIM,
    VIM_BACKUPCOPY,
    EMACS,
    EMACS_WITHOUT_BACKUP,
    IN_PLACE,
    VS_CODE_ATOMIC,
    MICRO,
    SED,
    GNOME,
    SYNC_CLIENT,
    GIT,
];

fn beside(path: &Path, name: &str) -> PathBuf {
    path.with_file_name(name)
}

fn backup(path: &Path) -> PathBuf {
    path.with_extension("md~")
}

fn swap(path: &Path, _: &str) {
    fs::write(beside(path, ".note.md.swp"), "b0VIM 9.1").unwrap();
}

fn unswap(path: &Path, _: &str) {
    fs::remove_file(beside(path, ".note.md.swp")).unwrap();
}

/// Vim asks whether it may make files here.
fn probe(path: &Path, _: &str) {
    fs::write(beside(path, "4913"), "").unwrap();
}

fn unprobe(path: &Path, _: &str) {
    fs::remove_file(beside(path, "4913")).unwrap();
}

fn rename_to_backup(path: &Path, _: &str) {
    fs::rename(path, backup(path)).unwrap();
}

fn copy_to_backup(path: &Path, _: &str) {
    fs::copy(path, backup(path)).unwrap();
}

fn remove_backup(path: &Path, _: &str) {
    fs::remove_file(backup(path)).unwrap();
}

/// A link that leads nowhere, with the name of a note.
#[cfg(unix)]
fn lock(path: &Path, _: &str) {
    std::os::unix::fs::symlink("ada@home.4242:1763700000", beside(path, ".#note.md")).unwrap();
}

#[cfg(not(unix))]
fn lock(path: &Path, _: &str) {
    fs::write(beside(path, ".#note.md"), "ada@home.4242:1763700000").unwrap();
}

fn unlock(path: &Path, _: &str) {
    fs::remove_file(beside(path, ".#note.md")).unwrap();
}

fn create(path: &Path, _: &str) {
    File::create_new(path).unwrap();
}

fn truncate(path: &Path, _: &str) {
    File::create(path).unwrap();
}

fn write_half(path: &Path, text: &str) {
    let mut file = OpenOptions::new().write(true).open(path).unwrap();
    file.write_all(&text.as_bytes()[..text.len() / 2]).unwrap();
}

fn write_rest(path: &Path, text: &str) {
    let mut file = OpenOptions::new().append(true).open(path).unwrap();
    file.write_all(&text.as_bytes()[text.len() / 2..]).unwrap();
    file.sync_all().unwrap();
}

/// Saves twice: at once, and so slowly that the watch builds after every step. The person never
/// leaves the dashboard, and the new text comes.
fn is_followed(steps: &[Step]) {
    let watch = Watch::start(world().file("people/note.md", NOTE));
    let path = watch.path("people/note.md");
    let save = NOTE.replace("Alan Turing", "Alan M. Turing");
    steps.iter().for_each(|step| step(&path, &save));
    watch.wait("the new text", |watch| watch.dashboard().contains("Alan M. Turing"));
    watch.settle();

    let save = NOTE.replace("Alan Turing", "Alan Mathison Turing");
    let start = Instant::now();
    for (number, step) in steps.iter().enumerate() {
        step(&path, &save);
        let other = format!("Other {number}");
        fs::write(watch.path("people/other.md"), NOTE.replace("Alan Turing", &other)).unwrap();
        watch.wait("the other note", |watch| watch.dashboard().contains(&other));
        // On a machine that is too slow for this, the note has really been gone for too long.
        let is_there = watch.dashboard().contains("**Alan M");
        assert!(is_there || start.elapsed() > DOUBT, "after step {number}");
    }
    watch.wait("the new text", |watch| watch.dashboard().contains("Alan Mathison Turing"));
    watch.settle();
}

#[test]
fn vim_is_followed() {
    is_followed(VIM);
}

#[test]
fn vim_with_backupcopy_is_followed() {
    is_followed(VIM_BACKUPCOPY);
}

#[test]
fn emacs_is_followed() {
    is_followed(EMACS);
}

#[test]
fn emacs_without_backups_is_followed() {
    is_followed(EMACS_WITHOUT_BACKUP);
}

#[test]
fn vs_code_obsidian_and_nano_are_followed() {
    is_followed(IN_PLACE);
}

#[test]
fn vs_code_saving_atomically_is_followed() {
    is_followed(VS_CODE_ATOMIC);
}

#[test]
fn micro_is_followed() {
    is_followed(MICRO);
}

#[test]
fn sed_is_followed() {
    is_followed(SED);
}

#[test]
fn gedit_is_followed() {
    is_followed(GNOME);
}

#[test]
fn a_sync_client_is_followed() {
    is_followed(SYNC_CLIENT);
}

#[test]
fn git_checking_out_one_note_is_followed() {
    is_followed(GIT);
}
