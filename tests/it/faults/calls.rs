//! Each system call fails or is the last: once, and from then on for good.

use std::fs;
use std::process::Output;
use std::thread;

use crate::outside::is_all_asked_for;
use crate::outside::not_tried;
use crate::safety::Accident;
use crate::safety::command;
use crate::safety::err;
use crate::safety::program;
use crate::vault::Vault;

/// What `strace` is to do to one kind of call.
#[derive(Debug, Clone, Copy)]
struct Fault {
    call: &'static str,
    /// `signal=KILL` or `error=EIO`.
    what: &'static str,
    /// Behind the number of the call: `+` for all later ones, too.
    and_later: &'static str,
}

/// What is tried each time: each call that writes is the last one, and fails as it may.
const QUICK: &[(&str, &[&str])] = &[
    ("write", &["signal=KILL", "error=ENOSPC"]),
    ("fsync", &["signal=KILL", "error=EIO"]),
    ("renameat2", &["signal=KILL", "error=EDQUOT", "error=EINVAL"]),
    ("rename", &["signal=KILL"]),
    ("unlink", &["signal=KILL", "error=EIO"]),
    ("fchmod", &["signal=KILL", "error=EPERM"]),
    ("flock", &["error=ENOLCK"]),
    ("getdents64", &["error=EIO"]),
];

/// All but `close`: for a folder that was only read it cannot fail, and the standard library
/// panics if it does.
const ALL_CALLS: &[&str] = &[
    "openat",
    "read",
    "statx",
    "getdents64",
    "lseek",
    "write",
    "fsync",
    "renameat2",
    "rename",
    "linkat",
    "link",
    "unlink",
    "fchmod",
    "fchown",
    "flock",
    "mkdir",
    "flistxattr",
    "llistxattr",
    "listxattr",
];

const ALL_FAULTS: &[&str] =
    &["signal=KILL", "error=EIO", "error=ENOSPC", "error=EDQUOT", "error=EINTR", "error=ENOMEM"];

fn faults() -> Vec<Fault> {
    let fault = |call, what, and_later| Fault { call, what, and_later };
    if is_all_asked_for() {
        let pairs = ALL_CALLS.iter().flat_map(|call| ALL_FAULTS.iter().map(|what| (*call, *what)));
        // Whoever asks again for ever after an interruption is not wrong.
        let pairs = pairs.flat_map(|(call, what)| ["", "+"].map(|later| fault(call, what, later)));
        return pairs.filter(|it| it.what != "error=EINTR" || it.and_later.is_empty()).collect();
    }
    let once = QUICK.iter().flat_map(|(call, all)| all.iter().map(|what| fault(call, what, "")));
    once.chain([fault("write", "error=ENOSPC", "+"), fault("fsync", "error=EIO", "+")]).collect()
}

fn traced(vault: &Vault, fault: Fault, number: usize, log: &str) -> std::io::Result<Output> {
    let Fault { call, what, and_later } = fault;
    let inject = format!("inject={call}:{what}:when={number}{and_later}");
    let (trace, program) = (format!("trace={call}"), program());
    let strace = ["-f", "-qq", "-o", log, "-e", &trace, "-e", &inject, program, "build"];
    command("strace", vault).args(strace).output()
}

/// Tries one fault at every call of its kind; returns how many there were.
fn try_everywhere(vault: &Vault, accident: &Accident, fault: Fault) -> usize {
    let logs = tempfile::tempdir().unwrap();
    let log = logs.path().join("log");
    for number in 1.. {
        let vault = vault.copy();
        let output = traced(&vault, fault, number, log.to_str().unwrap()).unwrap();
        let said = fs::read_to_string(&log).unwrap_or_default();
        let words = err(&output);
        let what = format!("{fault:?}, the {number}. of them, which said {words}");
        if !said.contains("INJECTED") && !said.contains("SIGKILL") {
            accident.left_all_well(&vault, &what);
            return number - 1;
        }
        assert!(!words.contains("panicked"), "{what}");
        accident.left_all_well(&vault, &what);
        if output.status.code() == Some(0) {
            accident.is_told_or_harmless(&vault, &what);
        }
        let is_vital = matches!(fault.call, "fsync" | "renameat2");
        if is_vital && matches!(fault.what, "error=EIO" | "error=ENOSPC" | "error=EDQUOT") {
            assert_eq!(output.status.code(), Some(2), "{what}");
            assert!(words.contains(&*vault.path().to_string_lossy()), "{what}");
        }
    }
    unreachable!("a program makes so many calls and no more")
}

#[test]
fn killed_or_failed_at_any_system_call_it_leaves_each_file_old_or_new() {
    const N_AT_ONCE: usize = 4;
    let (vault, accident) = Accident::new();
    let harmless = Fault { call: "fsync", what: "delay_enter=1", and_later: "+" };
    let is_there = traced(&vault.copy(), harmless, 1, "/dev/null");
    if !is_there.is_ok_and(|output| output.status.success()) {
        return not_tried("there is no strace that works here");
    }
    let faults = faults();
    let n_tried: usize = thread::scope(|scope| {
        let parts = (0..N_AT_ONCE).map(|start| faults.iter().skip(start).step_by(N_AT_ONCE));
        let tries = parts.map(|part| {
            let (vault, accident) = (&vault, &accident);
            scope.spawn(move || {
                part.map(|fault| try_everywhere(vault, accident, *fault)).sum::<usize>()
            })
        });
        let tries: Vec<_> = tries.collect();
        tries.into_iter().map(|part| part.join().unwrap()).sum()
    });
    assert!(n_tried > 50, "only {n_tried} faults were made");
}

/// The temporary file is whole on the disk before it takes the old one's place, and only then is
/// the new name on the disk, too.
#[test]
fn what_is_written_is_on_the_disk_before_its_name_is() {
    let (vault, _) = Accident::new();
    let logs = tempfile::tempdir().unwrap();
    let log = logs.path().join("log");
    let calls = "trace=openat,fsync,fdatasync,rename,renameat,renameat2";
    let strace = ["-f", "-y", "-qq", "-o", log.to_str().unwrap(), "-e", calls, program(), "build"];
    let output = command("strace", &vault).args(strace).output();
    if !output.is_ok_and(|output| output.status.success()) {
        return not_tried("there is no strace that works here");
    }
    let log = fs::read_to_string(&log).unwrap();
    let steps: Vec<&str> = log
        .lines()
        .filter_map(|line| match line {
            _ if line.contains("O_CREAT") && line.contains(".keepwarm-") => Some("make"),
            _ if line.contains("fsync(") && line.contains(".keepwarm-") => Some("sync file"),
            _ if line.contains("fsync(") => Some("sync folder"),
            _ if line.contains("rename") => Some("rename"),
            _ => None,
        })
        .collect();
    let one = ["make", "sync file", "rename", "sync folder"];
    assert!(steps.len() >= 12, "{log}");
    assert!(steps.chunks(4).all(|steps| steps == one), "{steps:?}\n{log}");
}
