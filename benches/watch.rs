//! How long a watch takes from the end of a save to the new dashboard in place.
//!
//! `cargo bench --bench watch` makes vaults of 100, 10,000 and 100,000 notes, saves one note again
//! and again, each time from rest, and prints the median time beyond the 50 ms that a burst must be
//! over. Machines differ: compare figures of one run. `SIZES="1000 5000"` chooses other sizes.

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
const BETWEEN_LOOKS: Duration = Duration::from_micros(50);
/// Nobody saves again in the very instant in which the dashboard is there.
const BETWEEN_SAVES: Duration = Duration::from_millis(200);

fn main() {
    let sizes = std::env::var("SIZES").unwrap_or("100 10000 100000".to_owned());
    println!("{:>8} {:>12} {:>12} {:>12}", "notes", "first build", "a meeting", "a new name");
    for size in sizes.split_whitespace() {
        let n_notes: usize = size.parse().unwrap();
        let folder = tempfile::tempdir().unwrap();
        corpus::write(folder.path(), n_notes);
        let Times { first, meeting, name } = measure(folder.path());
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        let first = first.as_millis();
        println!("{n_notes:>8} {first:>9} ms {:>9.1} ms {:>9.1} ms", ms(meeting), ms(name));
    }
}

/// How long the first build takes, and, in the median, a later save.
struct Times {
    first: Duration,
    meeting: Duration,
    name: Duration,
}

fn measure(root: &Path) -> Times {
    let [meeting, contact] = ["meetings/saved.md", "people/renamed.md"].map(|path| root.join(path));
    fs::write(&meeting, meeting_note("Read chapter 0")).unwrap();
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_keepwarm"))
        .args(["--today", corpus::TODAY, "watch", "--quiet"])
        .current_dir(root)
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    let dashboard = root.join("DASHBOARD.md");
    let first = wait_for(&dashboard, "Read chapter 0").duration_since(start);
    let median = |note: &Path, words: &str, text: &dyn Fn(&str) -> String| {
        let mut times: Vec<Duration> = (1..=N_SAVES)
            .map(|number| {
                let words = format!("{words} {number}");
                std::thread::sleep(BETWEEN_SAVES);
                fs::write(note, text(&words)).unwrap();
                let saved = Instant::now();
                let seen = wait_for(&dashboard, &words);
                seen.duration_since(saved).saturating_sub(QUIET)
            })
            .collect();
        times.sort_unstable();
        times[N_SAVES / 2]
    };
    let meeting = median(&meeting, "Read chapter", &meeting_note);
    let name = median(&contact, "Somebody Number", &contact_note);
    child.kill().unwrap();
    child.wait().unwrap();
    Times { first, meeting, name }
}

fn meeting_note(task: &str) -> String {
    format!(
        "---\nwith: Wilhelmina Nobody\ndate: 2026-11-01\nthank_you_email: yes\n---\n\n\
         ## What I learned\n\nMuch.\n\n- [ ] {task}\n"
    )
}

fn contact_note(name: &str) -> String {
    format!("---\ntype: contact\nname: {name}\nlast_contact: 2026-01-01\n---\n")
}

/// Waits until the file has the words, and returns when it was put there; files are replaced whole,
/// so a look costs one reading.
fn wait_for(path: &Path, words: &str) -> Instant {
    let mut last = None;
    loop {
        let modified = fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
        let seen = Instant::now();
        if modified.is_some() && modified != last {
            last = modified;
            let mut text = String::new();
            let file = fs::File::open(path);
            if file.is_ok_and(|mut file| file.read_to_string(&mut text).is_ok())
                && text.contains(words)
            {
                return seen;
            }
        }
        // Who waits must not take a core from who is waited for.
        std::thread::sleep(BETWEEN_LOOKS);
    }
}
