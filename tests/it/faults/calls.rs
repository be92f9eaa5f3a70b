//! Each system call fails or is the last: once, and from then on for good. So it is for a build that
//! takes ticks over, for `done`, and for a watch.

use std::fs;
use std::io;
use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;
use std::process::Command;
use std::process::Output;
use std::sync::mpsc;
use std::sync::mpsc::RecvTimeoutError;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use crate::outside::is_all_asked_for;
use crate::outside::not_tried;
use crate::safety::Accident;
use crate::safety::command;
use crate::safety::err;
use crate::safety::program;
use crate::vault::Vault;

use super::has_panicked;

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
    ("close", &["error=EIO"]),
];

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
    "close",
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

/// Prepares to run keepwarm so that a call of its fails.
fn traced(vault: &Vault, fault: Fault, number: usize, log: &Path) -> Command {
    let Fault { call, what, and_later } = fault;
    let inject = format!("inject={call}:{what}:when={number}{and_later}");
    let mut command = command("strace", vault);
    command.args(["-f", "-y", "-qq", "-e", &format!("trace={call}"), "-e", &inject, "-o"]);
    command.arg(log).arg(program());
    command
}

/// What is disturbed.
#[derive(Clone, Copy)]
enum Run {
    /// A command that ends.
    Once,
    /// A watch that finds ticks, until it has taken them over, or has said what went wrong.
    Watch,
}

impl Run {
    fn output(self, vault: &Vault, accident: &Accident, traced: Command) -> io::Result<Output> {
        match self {
            Run::Once => once(accident, traced),
            Run::Watch => watch(vault, accident, traced),
        }
    }
}

fn once(accident: &Accident, mut traced: Command) -> io::Result<Output> {
    traced.args(accident.arguments()).output()
}

fn watch(vault: &Vault, accident: &Accident, mut traced: Command) -> io::Result<Output> {
    // What failed unseen is tried again later than anybody waits here.
    const PATIENCE: Duration = Duration::from_secs(10);
    let mut child = traced.args(["watch", "--quiet"]).spawn()?;
    let (sender, said) = mpsc::channel();
    let stderr = BufReader::new(child.stderr.take().unwrap());
    thread::spawn(move || {
        // The test may not want to know any more.
        stderr.lines().map_while(Result::ok).for_each(|line| drop(sender.send(line)));
    });
    let (end, mut words) = (Instant::now() + PATIENCE, String::new());
    let is_settled = || accident.is_over(vault) || accident.is_told(vault);
    while Instant::now() < end && words.is_empty() && !is_settled() {
        match said.recv_timeout(Duration::from_millis(5)) {
            Ok(line) => words.extend([line.as_str(), "\n"]),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    let id = child.id();
    let children = format!("/proc/{id}/task/{id}/children");
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        // The system may leave out a process while others end: so it is asked again.
        for id in fs::read_to_string(&children).unwrap_or_default().split_whitespace() {
            // It may have ended already.
            let _ = Command::new("kill").arg(id).output();
        }
        thread::sleep(Duration::from_millis(20));
    };
    words.extend(said.iter().flat_map(|line| [line, "\n".to_owned()]));
    Ok(Output { status, stdout: Vec::new(), stderr: words.into_bytes() })
}

/// Tries one fault at every call of its kind; returns how many there were.
fn try_everywhere(run: Run, vault: &Vault, accident: &Accident, fault: Fault) -> usize {
    let logs = tempfile::tempdir().unwrap();
    let log = logs.path().join("log");
    for number in 1.. {
        let vault = vault.copy();
        let traced = traced(&vault, fault, number, &log);
        let output = run.output(&vault, accident, traced).unwrap();
        let said = fs::read_to_string(&log).unwrap_or_default();
        let words = err(&output);
        let what = format!("{fault:?}, the {number}. of them, which said {words}");
        if !said.contains("INJECTED") && !said.contains("SIGKILL") {
            accident.left_all_well(&vault, &what);
            return number - 1;
        }
        assert!(!has_panicked(&words), "{what}");
        accident.left_all_well(&vault, &what);
        // A watch goes on, whatever it says.
        let is_told = matches!(run, Run::Watch) && !words.is_empty();
        if output.status.code() == Some(0) && !is_told {
            accident.is_told_or_harmless(&vault, &what);
        }
        let is_vital = matches!(fault.call, "fsync" | "renameat2");
        if is_vital && matches!(fault.what, "error=EIO" | "error=ENOSPC" | "error=EDQUOT") {
            let status = match run {
                Run::Once => 2,
                Run::Watch => 0,
            };
            assert_eq!(output.status.code(), Some(status), "{what}");
            assert!(words.contains(&*vault.path().to_string_lossy()), "{what}");
        }
    }
    unreachable!("a program makes so many calls and no more")
}

#[test]
fn killed_or_failed_at_any_system_call_a_build_leaves_each_file_old_or_new() {
    let (vault, accident) = Accident::new();
    try_all(Run::Once, &vault, &accident);
}

#[test]
fn killed_or_failed_at_any_system_call_done_leaves_each_file_old_or_new() {
    let (vault, accident) = Accident::of_done();
    try_all(Run::Once, &vault, &accident);
}

#[test]
fn killed_or_failed_at_any_system_call_a_watch_leaves_each_file_old_or_new() {
    let (vault, accident) = Accident::new();
    try_all(Run::Watch, &vault, &accident);
}

fn try_all(run: Run, vault: &Vault, accident: &Accident) {
    const N_AT_ONCE: usize = 4;
    let harmless = Fault { call: "fsync", what: "delay_enter=1", and_later: "+" };
    let is_there = once(accident, traced(&vault.copy(), harmless, 1, Path::new("/dev/null")));
    if !is_there.is_ok_and(|output| output.status.success()) {
        return not_tried("there is no strace that works here");
    }
    let faults = faults();
    let n_tried: usize = thread::scope(|scope| {
        let parts = (0..N_AT_ONCE).map(|start| faults.iter().skip(start).step_by(N_AT_ONCE));
        let tries = parts.map(|part| {
            scope.spawn(move || {
                part.map(|fault| try_everywhere(run, vault, accident, *fault)).sum::<usize>()
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
