//! Rules of the repository that no lint knows.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use walkdir::WalkDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn sources(folder: &str) -> impl Iterator<Item = (PathBuf, String)> {
    let files = WalkDir::new(Path::new(ROOT).join(folder)).into_iter().map(Result::unwrap);
    let files = files.filter(|file| file.path().extension().is_some_and(|e| e == "rs"));
    files.map(|file| {
        let text = fs::read_to_string(file.path()).unwrap();
        (file.into_path(), text)
    })
}

#[test]
fn a_module_uses_only_modules_listed_above_it() {
    let map = fs::read_to_string(Path::new(ROOT).join("src/lib.rs")).unwrap();
    let modules: Vec<&str> =
        map.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    for (path, text) in sources("src") {
        let path = path.strip_prefix(Path::new(ROOT).join("src")).unwrap().to_owned();
        let own = path.iter().next().unwrap().to_str().unwrap();
        let Some(rank) = modules.iter().position(|module| *module == own) else { continue };
        let allowed = &modules[..=rank];
        for used in text.split("crate::").skip(1) {
            let used = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
            let is_module = modules.contains(&used);
            assert!(!is_module || allowed.contains(&used), "{}: crate::{used}", path.display());
        }
    }
}

#[test]
fn every_source_file_says_first_what_it_is_for() {
    for folder in ["src", "tests", "benches", "fuzz/src", "fuzz/fuzz_targets"] {
        for (path, text) in sources(folder) {
            assert!(text.starts_with("//! "), "{}", path.display());
        }
    }
}

#[test]
fn no_line_is_wider_than_a_page() {
    for folder in ["src", "benches"] {
        for (path, text) in sources(folder) {
            let is_wide = |line: &&str| line.chars().count() > 100 && !line.contains("http");
            let wide = text.lines().find(is_wide);
            assert_eq!(wide, None, "{}", path.display());
        }
    }
}
