//! Whole runs of keepwarm, side by side with a lower bound and with what else is installed.
//!
//! `cargo bench --bench compare` makes vaults of 1,000, 10,000 and 100,000 notes and lets
//! hyperfine (`apt install hyperfine`, `brew install hyperfine`) run each program on them, from a
//! warm cache. The bound walks the folder and reads every byte, on every core, and does nothing
//! with it: no program that keeps no state can be faster. Machines differ, so the ratios to it are
//! what counts. Memory needs GNU time (`apt install time`).
//!
//! `SIZES="1000 5000"` chooses other sizes; `ALSO=/path/to/keepwarm` adds another build of it.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints, or has failed")]
#![expect(clippy::disallowed_methods, reason = "sizes are asked for by the environment")]

mod corpus;

use std::cell::RefCell;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use rayon::iter::IntoParallelIterator;
use rayon::iter::ParallelIterator;
use walkdir::WalkDir;

/// Front matter and boxes, as thirty lines of Python would count them.
const PYTHON: &str = "
import os, sys, yaml
loader = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)
n = 0
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if not name.endswith('.md'): continue
        with open(os.path.join(folder, name), encoding='utf-8', errors='replace') as file:
            parts = file.read().split('---\\n', 2)
        if len(parts) < 3: continue
        try: yaml.load(parts[1], loader)
        except (yaml.YAMLError, ValueError): continue
        n += parts[2].count('- [ ] ')
print(n)
";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, flag, root] = arguments.as_slice()
        && flag == "--bound"
    {
        println!("{}", bound(Path::new(root)));
        return;
    }
    let sizes = std::env::var("SIZES").unwrap_or("1000 10000 100000".to_owned());
    for size in sizes.split_whitespace() {
        compare(size.parse().unwrap());
    }
}

/// Reads every byte of every note below `root`, and returns how many there are.
fn bound(root: &Path) -> u64 {
    thread_local! {
        static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }
    let entries = WalkDir::new(root).into_iter().map(Result::unwrap);
    let notes = entries.filter(|entry| entry.path().extension().is_some_and(|e| e == "md"));
    let notes: Vec<_> = notes.map(walkdir::DirEntry::into_path).collect();
    let read = |note| {
        BUFFER.with_borrow_mut(|buffer| {
            buffer.clear();
            File::open(note).unwrap().read_to_end(buffer).unwrap() as u64
        })
    };
    notes.into_par_iter().map(read).sum()
}

/// A program with its arguments, and what to call it.
struct Run {
    name: &'static str,
    command: Vec<String>,
}

/// Runs everything on a vault of `n_notes`, and prints a table.
fn compare(n_notes: usize) {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("vault-{n_notes}"));
    if !root.exists() {
        let unfinished = root.with_extension("unfinished");
        let _ = std::fs::remove_dir_all(&unfinished);
        corpus::write(&unfinished, n_notes);
        std::fs::rename(&unfinished, &root).unwrap();
    }
    let runs = runs(root.to_str().unwrap());
    let seconds = hyperfine(&runs);
    println!(
        "\n{n_notes} notes{:35}{:>9} {:>9} {:>9} {:>9}",
        "", "ms", "to bound", "µs/note", "peak MB"
    );
    for (run, median) in runs.iter().zip(&seconds) {
        println!(
            "{:<44}{:>9.1} {:>9.2} {:>9.2} {:>9}",
            run.name,
            median * 1e3,
            median / seconds[0],
            median * 1e6 / n_notes as f64,
            peak(run).map_or("–".to_owned(), |kilobytes| (kilobytes / 1024).to_string()),
        );
    }
}

/// Returns the bound, keepwarm, and those of the peers that are there.
fn runs(root: &str) -> Vec<Run> {
    let run = |name, words: &[&str]| Run {
        name,
        command: words.iter().map(|w| (*w).to_owned()).collect(),
    };
    let myself = std::env::current_exe().unwrap();
    let keepwarm = env!("CARGO_BIN_EXE_keepwarm");
    let also = std::env::var("ALSO").unwrap_or_default();
    let today = ["-C", root, "--today", corpus::TODAY];
    let ours = |name, program, rest: &[&str]| run(name, &[&[program], &today[..], rest].concat());
    let mut runs = vec![
        run("bound: every byte is read", &[myself.to_str().unwrap(), "--bound", root]),
        ours("keepwarm agenda --json", keepwarm, &["agenda", "--json"]),
        ours("keepwarm build", keepwarm, &["build"]),
    ];
    let boxes = r"^\s*- \[ \]";
    let peers = [
        ours("the other keepwarm agenda --json", &also, &["agenda", "--json"]),
        run("rg: open boxes, counted", &["rg", "--no-ignore", "-c", boxes, root]),
        run("grep: open boxes, counted", &["grep", "-rcE", boxes, root]),
        run("python3 with PyYAML: boxes and front matter", &["python3", "-c", PYTHON, root]),
    ];
    runs.extend(peers.into_iter().filter(|peer| is_there(&peer.command)));
    runs
}

/// Tells whether a program, with what it needs, is installed.
fn is_there(command: &[String]) -> bool {
    let asked = match command[0].as_str() {
        "" => return false,
        "python3" => Command::new("python3").args(["-c", "import yaml"]).output(),
        program => Command::new(program).arg("--version").output(),
    };
    asked.is_ok_and(|output| output.status.success())
}

/// Returns the median time of each run, in seconds.
fn hyperfine(runs: &[Run]) -> Vec<f64> {
    let report = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compare.json");
    let mut command = Command::new("hyperfine");
    command.args(["-N", "-i", "--style", "none", "--warmup", "2", "--min-runs", "15"]);
    command.arg("--export-json").arg(&report);
    for run in runs {
        let quoted: Vec<String> =
            run.command.iter().map(|word| format!("'{}'", word.replace('\'', r"'\''"))).collect();
        command.arg(quoted.join(" "));
    }
    let status = command.status().expect("hyperfine is installed (apt or brew install hyperfine)");
    assert!(status.success(), "hyperfine failed");
    let report: serde_json::Value = serde_json::from_reader(File::open(report).unwrap()).unwrap();
    let results = report["results"].as_array().unwrap();
    results.iter().map(|result| result["median"].as_f64().unwrap()).collect()
}

/// Returns the most memory that a run takes, in kilobytes, where GNU time is there to tell.
fn peak(run: &Run) -> Option<u64> {
    let output = Command::new("time").args(["-f", "%M"]).args(&run.command).output().ok()?;
    String::from_utf8_lossy(&output.stderr).lines().last()?.trim().parse().ok()
}
