//! Long runs: whatever happens in the vault, memory and descriptors stay flat, and when nothing
//! happens any more, nothing is done. `WATCH_SOAK=1200` makes it twenty minutes.

use std::fs;
use std::io::Write;
use std::time::Duration;
use std::time::Instant;

use super::NOTE;
use super::Random;
use super::Watch;
use super::burst;
use super::limits;
use super::world;

/// So many seconds it takes where nobody asks for more.
const USUAL: u64 = 4;

/// So many hundredths of a second of processor time are none.
const MOST_IDLE: u64 = 5;

/// What a watch holds at one moment, when it has caught up with the vault.
#[derive(Debug, Clone, Copy)]
struct Sample {
    kib: u64,
    n_descriptors: u64,
}

fn sample(watch: &Watch) -> Sample {
    let process = format!("/proc/{}", watch.child.id());
    let status = fs::read_to_string(format!("{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    let kib = line.split_whitespace().next().unwrap().parse().unwrap();
    let n_descriptors = fs::read_dir(format!("{process}/fd")).unwrap().count() as u64;
    Sample { kib, n_descriptors }
}

/// Returns the least of the second and of the last third: the first is for warming up, and at any
/// moment it may just be looking at a file.
fn trend(samples: &[Sample], of: impl Fn(&Sample) -> u64) -> (u64, u64) {
    let third = samples.len() / 3;
    let least = |part: &[Sample]| part.iter().map(&of).min().unwrap();
    (least(&samples[third..2 * third]), least(&samples[2 * third..]))
}

/// Returns the processor time used while nothing happens, in hundredths of a second; somebody
/// else may keep it busy for a while.
fn idle(watch: &Watch, quiet: Duration) -> u64 {
    const MOST_TRIES: usize = 5;
    let mut tries = (0..MOST_TRIES).map(|_| {
        // What still lies in doubt, or in the queue, is looked at within this.
        while watch.lines.recv_timeout(quiet).is_ok() {}
        let before = limits::cpu_ticks(watch);
        let _ = watch.lines.recv_timeout(quiet);
        limits::cpu_ticks(watch) - before
    });
    tries.find(|used| *used <= MOST_IDLE).unwrap_or(u64::MAX)
}

#[expect(clippy::disallowed_methods, reason = "a longer run is asked for by the environment")]
#[test]
fn memory_and_descriptors_stay_flat_however_long_it_watches() {
    let seconds = std::env::var("WATCH_SOAK").ok().and_then(|seconds| seconds.parse().ok());
    let seconds = Duration::from_secs(seconds.unwrap_or(USUAL));
    let mut vault = world();
    for number in 0..200 {
        let note = NOTE.replace("Alan Turing", &format!("Person {number}"));
        vault = vault.file(&format!("people/club/{number}.md"), &note);
    }
    let watch = Watch::start(vault);
    let mut random = Random(0x9e37_79b9);
    let (start, mut samples, mut n_operations) = (Instant::now(), Vec::new(), 0);
    while start.elapsed() < seconds || samples.len() < 6 {
        n_operations += burst(&watch, &mut random, &format!("operation {n_operations}"));
        samples.push(sample(&watch));
    }
    let (kib, n_descriptors) =
        (trend(&samples, |sample| sample.kib), trend(&samples, |sample| sample.n_descriptors));
    let quiet = Duration::from_secs(3);
    let used = idle(&watch, quiet);
    let figures = format!(
        "{n_operations} operations, {} samples, KiB {kib:?}, descriptors {n_descriptors:?}, \
         idle: {used} hundredths of a second in {} s",
        samples.len(),
        quiet.as_secs()
    );
    std::io::stderr().write_all(format!("soak: {figures}\n").as_bytes()).unwrap();
    assert!(kib.1 <= kib.0 + kib.0 / 10 + 1024, "{figures}: {samples:?}");
    assert!(n_descriptors.1 <= n_descriptors.0 + 1, "{figures}: {samples:?}");
    assert!(used <= MOST_IDLE, "{figures}");
    watch.settle();
}
