//! What keepwarm is made of: where it comes from, under which licences, with which compiler, and
//! that none of it talks to the network.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The licences under which everything that we use may be had, each as a crate writes it.
const LICENCES: &[&str] = &[
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Crates that open connections to other machines. (What shows a notice has sockets, for the desktop
/// of this machine, and only `watch --notify` uses it.)
const NETWORK: &[&str] = &[
    "curl",
    "hyper",
    "isahc",
    "mio-net",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "surf",
    "tokio",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
];

/// Returns what Cargo knows of every crate that a build on some system needs.
fn packages() -> Vec<Value> {
    let root = env!("CARGO_MANIFEST_DIR");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked"])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

#[test]
fn every_crate_is_free_comes_from_the_registry_and_needs_no_newer_compiler() {
    let packages = packages();
    let own = packages.iter().find(|package| package["name"] == "keepwarm").unwrap();
    let version = |text: &str| -> Vec<u32> { text.split('.').flat_map(str::parse).collect() };
    let compiler = version(own["rust_version"].as_str().unwrap());
    for package in packages.iter().filter(|package| package["name"] != "keepwarm") {
        let name = &package["name"];
        let licence = package["license"].as_str().unwrap_or_default();
        let is_free = |all: &str| {
            let words = |c: char| !c.is_alphanumeric() && !matches!(c, '-' | '.');
            let words = all.split(words).filter(|word| !matches!(*word, "" | "AND" | "WITH"));
            words.into_iter().all(|word| LICENCES.contains(&word) || word == "LLVM-exception")
        };
        // Of several by `OR` (or, in old crates, a slash) one is enough.
        let mut choices = licence.split('/').flat_map(|part| part.split(" OR "));
        assert!(choices.any(is_free), "{name}: {licence}");
        assert_eq!(
            package["source"], "registry+https://github.com/rust-lang/crates.io-index",
            "{name}"
        );
        if let Some(needed) = package["rust_version"].as_str() {
            assert!(version(needed) <= [&compiler[..], &[0]].concat(), "{name} needs {needed}");
        }
    }
}

#[test]
fn nothing_that_we_use_opens_a_connection_to_another_machine() {
    let packages = packages();
    let names: BTreeSet<&str> =
        packages.iter().map(|package| package["name"].as_str().unwrap()).collect();
    for name in NETWORK {
        assert!(!names.contains(name), "{name} talks to the network");
    }
}

#[test]
fn our_own_code_opens_no_connection_and_only_main_runs_programs() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in walkdir::WalkDir::new(source).into_iter().map(Result::unwrap) {
        if entry.path().extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(entry.path()).unwrap();
            let path = entry.path().display();
            assert!(!text.contains("std::net") && !text.contains("os::unix::net"), "{path}");
            let runs = [".spawn()", ".status()", ".output()"].iter().any(|run| text.contains(run));
            let is_main = entry.path().ends_with("main.rs");
            let asks = text.contains("Command") && text.contains("std::process");
            assert!(
                is_main || !(asks && runs) || text.contains("world.edit"),
                "{path} runs programs"
            );
        }
    }
}

/// Watching is left out: a notice goes to the desktop, and only if it is asked for.
#[cfg(target_os = "linux")]
#[test]
fn no_command_opens_a_socket_or_starts_a_program() {
    let vault = crate::vault::Vault::new().contact("ada", "name: Ada\nlast_contact: 2026-01-01");
    let logs = tempfile::tempdir().unwrap();
    let log = logs.path().join("log");
    for command in ["build", "agenda", "check", "review", "stats", "show Ada", "draft Ada"] {
        let mut strace = Command::new("strace");
        strace.args(["-f", "-qq", "-e", "trace=%network,execve", "-o"]).arg(&log);
        strace.arg(env!("CARGO_BIN_EXE_keepwarm")).args(command.split(' '));
        strace.env("KEEPWARM_TODAY", crate::vault::TODAY).env_remove("KEEPWARM_VAULT");
        let output = strace.current_dir(vault.path()).output();
        if !output.is_ok_and(|output| output.status.code().is_some_and(|code| code <= 1)) {
            return crate::outside::not_tried("there is no strace that works here");
        }
        let calls = fs::read_to_string(&log).unwrap();
        assert!(!calls.contains("AF_INET") && !calls.contains("connect("), "{command}: {calls}");
        assert_eq!(calls.matches("execve(").count(), 1, "{command}: {calls}");
    }
}

/// Each dependency says what we would otherwise write, and which file owns it.
#[test]
fn every_dependency_has_its_reason() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let text = fs::read_to_string(manifest).unwrap();
    let mut is_list = false;
    for line in text.lines() {
        if line.starts_with('[') {
            is_list = line.contains("dependencies");
        } else if is_list && line.contains('=') && !line.starts_with('#') {
            let reason = line.rsplit_once("# ").map(|(_, reason)| reason);
            assert!(reason.is_some_and(|reason| reason.split(' ').count() > 1), "{line}");
        }
    }
}
