//! A vault that changes while it is walked and written: folders move, notes vanish, somebody saves.

use std::fs;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use serde_json::Value;

use crate::outside::not_tried;
use crate::safety::command;
use crate::safety::err;
use crate::safety::program;
use crate::vault::Vault;

const N_RUNS: usize = 25;

#[test]
fn a_vault_that_changes_while_it_is_read_costs_nothing_that_stays() {
    let note =
        |name: &str| format!("---\ntype: contact\nname: {name}\nlast_contact: 2026-09-01\n---\n");
    let mut vault = Vault::new();
    for number in 0..40 {
        vault = vault
            .file(&format!("people/staying/{}/{number}.md", number % 5), &note("Ada Lovelace"))
            .file(&format!("people/moving/{}/{number}.md", number % 5), &note("Grace Hopper"));
    }
    let [here, there] = ["moving", "moved"].map(|name| vault.path().join("people").join(name));
    let coming = vault.path().join("people/staying/1/coming.md");
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                fs::rename(&here, &there).unwrap();
                fs::write(&coming, note("Alan Turing")).unwrap();
                fs::remove_dir_all(there.join("3")).unwrap();
                fs::rename(&there, &here).unwrap();
                fs::remove_file(&coming).unwrap();
                fs::create_dir_all(here.join("3/a/b")).unwrap();
                fs::write(here.join("3/a/b/deep.md"), note("Alan Turing")).unwrap();
            }
        });
        for number in 0..N_RUNS {
            let arguments = [&["agenda", "--json"][..], &["build"]][number % 2];
            let output = command(program(), &vault).args(arguments).output().unwrap();
            let words = err(&output);
            if output.status.code() != Some(0) {
                is_over.store(true, Ordering::Relaxed);
            }
            assert_eq!(output.status.code(), Some(0), "{words}");
            let (n_staying, n_unreadable) = match number % 2 {
                0 => {
                    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
                    let list = json["items"].as_array().unwrap();
                    let n_staying = list.iter().filter(|item| item["who"][0] == "Ada Lovelace");
                    let problems = json["diagnostics"].to_string();
                    (n_staying.count(), problems.matches("unreadable").count())
                }
                _ => {
                    let page = vault.read("DASHBOARD.md");
                    assert!(page.ends_with("<!-- keepwarm: end -->\n"), "{page}");
                    let n_staying = page.matches("Write to **Ada Lovelace**").count();
                    (n_staying, page.matches("this cannot be read").count())
                }
            };
            if (n_staying, n_unreadable) != (40, 0) {
                is_over.store(true, Ordering::Relaxed);
            }
            assert_eq!((n_staying, n_unreadable), (40, 0), "{words}");
        }
        is_over.store(true, Ordering::Relaxed);
    });
    let page = |vault: &Vault| {
        assert_eq!(vault.run("build").status, 0);
        vault.read("DASHBOARD.md")
    };
    let cold = vault.copy();
    fs::remove_file(cold.path().join("DASHBOARD.md")).unwrap();
    assert_eq!(page(&vault), page(&cold));
}

/// Each time that two files change places takes long, and somebody saves before and after.
#[test]
fn who_saves_twice_while_the_pages_change_places_loses_nothing() {
    const DEADLINE: Duration = Duration::from_secs(60);
    let vault = Vault::new().contact("ada", "name: Ada\nlast_contact: 2026-09-01");
    assert_eq!(vault.run("build").status, 0);
    let page = vault.read("DASHBOARD.md");
    let vault = vault.contact("grace", "name: Grace\nlast_contact: 2026-09-01");
    let path = vault.path().join("DASHBOARD.md");
    let logs = tempfile::tempdir().unwrap();
    let log = logs.path().join("log");
    let slowly = "inject=renameat2:delay_enter=300000:delay_exit=300000";
    let calls = ["-f", "-y", "-qq", "-e", "trace=fsync,renameat2", "-e", slowly, "-o"];
    let build = command("strace", &vault).args(calls).arg(&log).args([program(), "build"]).spawn();
    let Ok(mut build) = build else { return not_tried("there is no strace") };
    let id = build.id();
    let children = format!("/proc/{id}/task/{id}/children");
    // The system says `t` of a process that is held on its way into or out of a call.
    let is_held = || {
        let child = fs::read_to_string(&children).unwrap_or_default();
        let state = fs::read_to_string(format!("/proc/{}/stat", child.trim()));
        thread::sleep(Duration::from_millis(1));
        state.is_ok_and(|state| state.contains(") t "))
    };
    let mut wait = |is_met: &dyn Fn() -> bool| {
        let end = Instant::now() + DEADLINE;
        while !is_met() && build.try_wait().unwrap().is_none() {
            assert!(Instant::now() < end, "it does not come about");
            thread::sleep(Duration::from_millis(1));
        }
        is_met()
    };
    let is_written = || fs::read_to_string(&log).is_ok_and(|log| log.contains(".keepwarm-"));
    if !wait(&|| is_written() && (0..20).all(|_| is_held())) {
        return not_tried("there is no strace that works here");
    }
    let temporary = path.with_file_name(".saving");
    fs::write(&temporary, format!("{page}one\n")).unwrap();
    fs::rename(temporary, &path).unwrap();
    assert!(wait(&|| fs::read_to_string(&path).is_ok_and(|page| page.contains("**Grace**"))));
    fs::write(&path, format!("{page}one\ntwo\n")).unwrap();
    let output = build.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let is_there = || vault.read("DASHBOARD.md").ends_with(" end -->\none\ntwo\n");
    assert!(is_there(), "{}", vault.read("DASHBOARD.md"));
    // It may have been through before the last save, which knew of no Grace.
    assert_eq!(vault.run("build").status, 0);
    assert!(is_there() && vault.read("DASHBOARD.md").contains("**Grace**"));
    assert_eq!(fs::read_dir(vault.path()).unwrap().count(), 2, "something else is there");
}
