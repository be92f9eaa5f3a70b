//! How long a watch takes from the end of a save to the new dashboard in place.
//!
//! `cargo bench --bench watch` makes vaults of 100, 10,000 and 100,000 notes, saves one note again
//! and again, and prints the median time beyond the 50 ms that a burst must be over. Machines
//! differ: compare figures of one run. `SIZES="1000 5000"` chooses other sizes.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints, or has failed")]
#![expect(clippy::disallowed_methods, reason = "sizes are asked for by the environment")]

mod corpus;

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

/// The time without a change after which a watch builds.
const QUIET: Duration = Duration::from_millis(50);
const N_SAVES: usize = 15;

fn main() {
    let sizes = std::env::var("SIZES").unwrap_or("100 10000 100000".to_owned());
    println!("{:>8} {:>12} {:>12}", "notes", "first build", "one save");
    for size in sizes.split_whitespace() {
        let n_notes: usize = size.parse().unwrap();
        let folder = tempfile::tempdir().unwrap();
        corpus::write(folder.path(), n_notes);
        let (first, save) = measure(folder.path());
        println!(
            "{n_notes:>8} {:>9} ms {:>9.1} ms",
            first.as_millis(),
            save.as_secs_f64() * 1000.0
        );
    }
}

/// Returns how long the first build and, in the median, a later save takes.
fn measure(root: &Path) -> (Duration, Duration) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_keepwarm"))
        .args(["--today", corpus::TODAY, "watch", "--quiet"])
        .current_dir(root)
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    let dashboard = root.join("DASHBOARD.md");
    wait_for(&dashboard, "keepwarm: end");
    let first = start.elapsed();
    let note = root.join("people/renamed.md");
    let mut times = Vec::new();
    for number in 0..N_SAVES {
        let name = format!("Renamed {number} times");
        let text = format!("---\ntype: contact\nname: {name}\nlast_contact: 2026-01-01\n---\n");
        fs::write(&note, text).unwrap();
        let saved = Instant::now();
        wait_for(&dashboard, &name);
        times.push(saved.elapsed().saturating_sub(QUIET));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    times.sort_unstable();
    (first, times[N_SAVES / 2])
}

/// Waits until the file has the words; files are replaced whole, so a look costs one reading.
fn wait_for(path: &Path, words: &str) {
    let mut last = None;
    loop {
        let modified = fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
        if modified.is_some() && modified != last {
            last = modified;
            let mut text = String::new();
            let file = fs::File::open(path);
            if file.is_ok_and(|mut file| file.read_to_string(&mut text).is_ok())
                && text.contains(words)
            {
                return;
            }
        }
        std::thread::yield_now();
    }
}
