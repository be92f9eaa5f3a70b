//! Dashboards too large to be held: they are compared and written piece by piece. What is the same
//! is left alone; what is not becomes what a short one would.

use std::fs;
use std::fs::File;
use std::ops::Range;
use std::path::Path;
use std::time::SystemTime;

use crate::vault::Vault;

const DASHBOARD: &str = "DASHBOARD.md";
/// Longer than anything that is read in one go, and no multiple of it.
const N_TASKS: usize = 2_000;

/// A vault whose dashboard has some 300 kB.
fn busy() -> Vault {
    let tasks: String = (0..N_TASKS).map(|n| format!("- [ ] ask for book {n}\n")).collect();
    Vault::new().meeting(
        "2026-11-20-ada",
        "with: [Ada]\nthank_you_email: skip\nthank_you_note: skip",
        &tasks,
    )
}

/// Returns a vault with the dashboard that it is to have, and that without its end.
fn built() -> (Vault, String) {
    let vault = busy();
    assert_eq!(vault.run("build").status, 0);
    let page = vault.read(DASHBOARD);
    assert!(page.len() > 250_000, "{}", page.len());
    (vault, page)
}

/// Text of somebody's own, longer than a piece; with megabytes of it in front of the block.
fn mine(n_lines: usize) -> String {
    (0..n_lines).map(|n| format!("mine {n}\n")).collect()
}

/// Everything that may stand round a block, and how its lines may end.
fn forms(page: &str) -> Vec<String> {
    let dos = page.replace('\n', "\r\n");
    let open = page.trim_end();
    vec![
        page.to_owned(),
        dos.clone(),
        open.to_owned(),
        format!("# Mine\n{page}And mine."),
        format!("\u{feff}{}{dos}{}", mine(10_000), mine(10_000)),
        format!("{}{page}{}", mine(200_000), mine(200_000)),
        format!("{}{open}", mine(7_000)),
    ]
}

/// Makes the file at `path` hold `text`, written long ago.
fn put(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    let long_ago = SystemTime::UNIX_EPOCH;
    File::options().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
}

#[test]
fn the_same_page_is_left_alone_whatever_stands_round_it() {
    let (vault, page) = built();
    let path = vault.path().join(DASHBOARD);
    for form in forms(&page) {
        put(&path, &form);
        assert!(vault.run("build").err.contains("up to date"));
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), SystemTime::UNIX_EPOCH);
        assert!(vault.read(DASHBOARD) == form);
    }
}

/// Returns where the lines of a block stand that begin with these words.
fn lines(form: &str, words: &str) -> Vec<Range<usize>> {
    let block = form.find("<!-- keepwarm: begin").unwrap();
    let starts = form[block..].match_indices(words).map(|(at, _)| block + at);
    starts.map(|start| start..start + form[start..].find('\n').unwrap() + 1).collect()
}

#[test]
fn wherever_a_page_is_different_it_becomes_what_it_should() {
    let (vault, page) = built();
    let path = vault.path().join(DASHBOARD);
    for form in forms(&page) {
        let items = lines(&form, "- [ ] ");
        assert_eq!(items.len(), N_TASKS);
        let first = lines(&form, "# Dashboard").remove(0);
        for line in [&first, &items[0], &items[N_TASKS / 2], &items[N_TASKS - 1]] {
            let (before, after) = (&form[..line.start], &form[line.end..]);
            let other = form[line.clone()].replacen(['D', 'b'], "Q", 1);
            for other in [other.as_str(), "", "one more\nand another\n"] {
                put(&path, &format!("{before}{other}{after}"));
                let said = vault.run("build").err;
                assert!(said.contains("written"), "{said}");
                assert!(vault.read(DASHBOARD) == form, "{other:?} at {}", line.start);
                assert_eq!(
                    fs::read_dir(vault.path()).unwrap().count(),
                    2,
                    "something else is there"
                );
            }
        }
    }
}

#[test]
fn a_page_that_goes_on_behind_what_it_should_say_is_cut() {
    let (vault, page) = built();
    let (lines, end) = page.split_at(page.rfind("<!--").unwrap());
    for more in [1, 400, 4_000] {
        let more = "- [ ] no more <!-- kw:aaaaaa -->\n".repeat(more);
        put(&vault.path().join(DASHBOARD), &format!("{lines}{more}{end}"));
        assert_eq!(vault.run("build").status, 0);
        assert!(vault.read(DASHBOARD) == page);
    }
}

#[test]
fn a_tick_deep_in_a_large_page_is_taken_over() {
    let (vault, page) = built();
    for (words, form) in ["book 3 ", "book 1500 ", "book 1999 "].iter().zip(forms(&page)) {
        let line = page.lines().find(|line| line.contains(words)).unwrap();
        let ticked = form.replace(line, &line.replace("[ ]", "[x]"));
        let vault = vault.copy();
        put(&vault.path().join(DASHBOARD), &ticked);
        assert!(vault.run("build").err.contains("[x] ask for book"));
        let note = vault.read("meetings/2026-11-20-ada.md");
        assert_eq!(note.matches("- [x] ").count(), 1);
        assert!(note.contains(&format!("- [x] ask for {words}")), "{words}");
        assert_eq!(vault.read(DASHBOARD).matches("- [ ] ").count(), N_TASKS - 1);
    }
}

#[cfg(target_os = "linux")]
mod memory {
    use std::process::Child;
    use std::thread::sleep;
    use std::time::Duration;

    use crate::safety::command;
    use crate::safety::program;

    use super::*;

    /// Runs keepwarm; returns the most memory that it had, in bytes, as far as it was seen.
    fn peak(vault: &Vault, arguments: &[&str]) -> usize {
        let mut command = command(program(), vault);
        let folder = tempfile::tempdir().unwrap();
        command.stdout(File::create(folder.path().join("out")).unwrap());
        command.stderr(File::create(folder.path().join("err")).unwrap());
        let mut child = command.args(arguments).spawn().unwrap();
        let mut peak = 0;
        while child.try_wait().unwrap().is_none() {
            peak = peak.max(peak_so_far(&child));
            sleep(Duration::from_micros(200));
        }
        peak
    }

    fn peak_so_far(child: &Child) -> usize {
        let path = format!("/proc/{}/status", child.id());
        let status = fs::read_to_string(path).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next());
        kilobytes.map_or(0, |number| number.parse::<usize>().unwrap() * 1024)
    }

    /// A vault whose dashboard has some 10 MB.
    fn huge() -> Vault {
        let tasks = |words: &str| -> String {
            (0..2_000)
                .map(|n| format!("- [ ] {words} {n}, {}\n", "and so on ".repeat(12)))
                .collect()
        };
        let vault = Vault::new();
        (1..=20).fold(vault, |vault, day| {
            let stem = format!("2026-10-{day:02}-ada");
            vault.meeting(
                &stem,
                "with: [Ada]\nthank_you_email: skip\nthank_you_note: skip",
                &tasks(&format!("read {day}")),
            )
        })
    }

    #[test]
    fn neither_the_old_page_nor_the_new_is_held_in_memory() {
        let vault = huge();
        let agenda = peak(&vault, &["agenda", "--json"]);
        let mut builds = vec![("from nothing", peak(&vault, &["build"]))];
        let page = vault.read(DASHBOARD);
        assert!(page.len() > 9_000_000, "{}", page.len());
        builds.push(("the same", peak(&vault, &["build"])));
        let path = vault.path().join(DASHBOARD);
        put(&path, &page.replacen("Dashboard", "dashboard", 1));
        builds.push(("another first line", peak(&vault, &["build"])));
        put(&path, &format!("{}{page}{}", mine(1_000_000), mine(1_000_000)));
        builds.push(("much text around", peak(&vault, &["build"])));
        for (what, build) in builds {
            assert!(build < agenda + page.len() / 3, "{what}: {build}, where agenda has {agenda}");
        }
    }

    #[test]
    fn a_huge_file_of_somebody_s_own_takes_no_memory() {
        const LENGTH: u64 = 200_000_000;
        let vault = Vault::new().contact("ada", "name: Ada");
        let path = vault.path().join(DASHBOARD);
        File::create(&path).unwrap().set_len(LENGTH).unwrap();
        for arguments in [["build"].as_slice(), &["agenda", "--json"]] {
            let peak = peak(&vault, arguments);
            assert!(peak < LENGTH as usize / 4, "{arguments:?}: {peak}");
        }
        let said = vault.run("build");
        assert_eq!(said.status, 2);
        assert!(said.err.contains("it has text of yours and no keepwarm block"), "{}", said.err);
        assert_eq!(fs::metadata(path).unwrap().len(), LENGTH);
    }
}
