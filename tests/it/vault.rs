//! The one builder of tests: a folder with notes, a fixed day, and keepwarm run on it in process.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::io::BufRead;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

use keepwarm::cli;
use keepwarm::cli::World;
use keepwarm::date::Date;
use serde_json::Value;
use tempfile::TempDir;

/// The day on which every test takes place, unless it says otherwise.
pub(crate) const TODAY: &str = "2026-11-21";

/// A vault in a temporary folder.
pub(crate) struct Vault {
    folder: TempDir,
    today: String,
    variables: Vec<(String, String)>,
    typed: String,
    edited: Mutex<Vec<String>>,
    /// The programs that there are, and what was given to them, and to the system to open.
    programs: Vec<String>,
    given: Mutex<Vec<String>>,
}

/// What a command wrote, and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Output {
    /// The exit status.
    pub(crate) status: u8,
    /// The standard output.
    pub(crate) out: String,
    /// The standard error.
    pub(crate) err: String,
}

impl Vault {
    /// Makes an empty vault.
    pub(crate) fn new() -> Vault {
        let folder = tempfile::tempdir().unwrap();
        Vault {
            folder,
            today: TODAY.to_owned(),
            variables: Vec::new(),
            typed: String::new(),
            edited: Mutex::default(),
            programs: Vec::new(),
            given: Mutex::default(),
        }
    }

    /// Adds a file; its first line break, right after the opening quote, is left out.
    pub(crate) fn file(self, path: &str, text: &str) -> Vault {
        self.bytes(path, text.strip_prefix('\n').unwrap_or(text).as_bytes())
    }

    /// Adds a file as it is.
    pub(crate) fn bytes(self, path: &str, bytes: &[u8]) -> Vault {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Adds `people/STEM.md`: a contact with this front matter and nothing below it.
    pub(crate) fn contact(self, stem: &str, front_matter: &str) -> Vault {
        let text = format!("---\ntype: contact\n{}\n---\n", front_matter.trim());
        self.file(&format!("people/{stem}.md"), &text)
    }

    /// Adds `meetings/STEM.md`: a meeting with this front matter and this body.
    pub(crate) fn meeting(self, stem: &str, front_matter: &str, body: &str) -> Vault {
        let text = format!("---\ntype: meeting\n{}\n---\n{body}", front_matter.trim());
        self.file(&format!("meetings/{stem}.md"), &text)
    }

    /// Adds `keepwarm.yaml`.
    pub(crate) fn config(self, text: &str) -> Vault {
        self.file("keepwarm.yaml", text)
    }

    /// Makes it another day.
    pub(crate) fn today(mut self, today: &str) -> Vault {
        today.clone_into(&mut self.today);
        self
    }

    /// Sets a variable of the environment.
    pub(crate) fn variable(mut self, name: &str, value: &str) -> Vault {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Has somebody type these lines, when keepwarm runs on a terminal.
    pub(crate) fn typed(mut self, lines: &str) -> Vault {
        lines.clone_into(&mut self.typed);
        self
    }

    /// Returns the editors that were opened, with their arguments.
    pub(crate) fn edited(&self) -> Vec<String> {
        self.edited.lock().unwrap().clone()
    }

    /// Runs git in the vault; `None` where there is no git.
    pub(crate) fn git(&self, arguments: &str) -> Option<bool> {
        let output = Command::new("git")
            .args(["-c", "user.name=Wren", "-c", "user.email=wren@example.org"])
            .args(arguments.split(' '))
            .current_dir(self.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output();
        output.ok().map(|output| output.status.success())
    }

    /// Returns another vault with the same files, on the same day.
    pub(crate) fn copy(&self) -> Vault {
        let mut copy = Vault::new().today(&self.today);
        for entry in walkdir::WalkDir::new(self.path()).into_iter().map(Result::unwrap) {
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(self.path()).unwrap();
                copy = copy.bytes(path.to_str().unwrap(), &fs::read(entry.path()).unwrap());
            }
        }
        copy
    }

    /// Adds a program that keepwarm can run.
    pub(crate) fn program(mut self, name: &str) -> Vault {
        self.programs.push(name.to_owned());
        self
    }

    /// Returns what was given to other programs: their command lines, and what they read.
    pub(crate) fn given(&self) -> Vec<String> {
        self.given.lock().unwrap().clone()
    }

    fn run_program(&self, name: &str, arguments: &[&str], input: &[u8]) -> io::Result<bool> {
        if !self.programs.iter().any(|program| program == name) {
            return Err(io::Error::from(io::ErrorKind::NotFound));
        }
        let input = String::from_utf8(input.to_vec()).unwrap();
        let line = [&[name], arguments].concat().join(" ");
        self.given.lock().unwrap().push(format!("{line}\n{input}"));
        Ok(true)
    }

    fn open(&self, address: &str) -> io::Result<()> {
        if !self.programs.iter().any(|program| program == "mail") {
            return Err(io::Error::other("there is none"));
        }
        self.given.lock().unwrap().push(address.to_owned());
        Ok(())
    }

    /// Returns the vault's folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Returns the text of a file.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// Runs `keepwarm ARGUMENTS` in the vault's folder; arguments are divided by blanks.
    pub(crate) fn run(&self, arguments: &str) -> Output {
        let arguments: Vec<&str> = arguments.split_whitespace().collect();
        self.run_in(self.path(), &arguments, None)
    }

    /// Runs keepwarm in a folder, on a terminal of so many columns or piped.
    pub(crate) fn run_in(
        &self,
        folder: &Path,
        arguments: &[&str],
        columns: Option<usize>,
    ) -> Output {
        let today: Date = keepwarm::date::read(&self.today).unwrap();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let variable = |name: &str| {
            let found = self.variables.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone())
        };
        let mut typed = self.typed.as_bytes();
        let mut world = World {
            now: &|| today.and_hms_opt(12, 0, 0).unwrap(),
            tick: Duration::from_secs(30),
            notify: &|_, _| {},
            on_stop: &|_| {},
            variable: &variable,
            edit: &|editor| Ok(self.edit(editor)),
            input: columns.map(|_| &mut typed as &mut dyn BufRead),
            run: &|program, arguments, input| self.run_program(program, arguments, input),
            open: &|address| self.open(address),
            folder: folder.to_owned(),
            out: &mut out,
            err: &mut err,
            out_width: columns,
            err_is_terminal: columns.is_some(),
            window: None,
        };
        let arguments = std::iter::once("keepwarm").chain(arguments.iter().copied());
        let exit = cli::run(arguments.map(OsString::from), &mut world);
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).unwrap();
            text.replace(&*self.path().to_string_lossy(), "[VAULT]")
        };
        Output { status: exit.status(), out: text(out), err: text(err) }
    }

    /// Notes that an editor was opened; only one called `false` fails.
    fn edit(&self, editor: &Command) -> bool {
        let words = std::iter::once(editor.get_program()).chain(editor.get_args());
        let words: Vec<String> = words.map(|word| word.to_string_lossy().into_owned()).collect();
        let line = words.join(" ").replace(&*self.path().to_string_lossy(), "[VAULT]");
        self.edited.lock().unwrap().push(line);
        words[0] != "false"
    }

    /// Returns `agenda --json`.
    pub(crate) fn json(&self) -> Value {
        let output = self.run("agenda --json");
        assert_eq!((output.status, output.err.as_str()), (0, ""));
        serde_json::from_str(&output.out).unwrap()
    }

    /// Returns what is owed, a line each: kind, day (`-` without one), names, and of tasks the
    /// text, of preparations what is missing.
    pub(crate) fn items(&self) -> Vec<String> {
        let json = self.json();
        json["items"].as_array().unwrap().iter().map(item_line).collect()
    }

    /// Returns what is owed of some kinds, divided by blanks, like [`Vault::items`].
    pub(crate) fn items_of(&self, kinds: &str) -> Vec<String> {
        let is_of =
            |line: &String| kinds.split(' ').any(|kind| line.split(' ').next() == Some(kind));
        self.items().into_iter().filter(is_of).collect()
    }

    /// Returns the diagnostics of `check`, a line each: severity, code, place, message.
    pub(crate) fn problems(&self) -> Vec<String> {
        let output = self.run("check --json");
        let json: Value = serde_json::from_str(&output.out).unwrap();
        json["diagnostics"].as_array().unwrap().iter().map(problem_line).collect()
    }
}

/// Returns a line for one item of the published agenda, as [`Vault::items`] has it.
pub(crate) fn item_line(item: &Value) -> String {
    let names = texts(&item["who"]).join(", ");
    let kind = item["kind"].as_str().unwrap();
    let due = item["due"].as_str().unwrap_or("-");
    let mut line = format!("{kind} {due} {names}");
    if matches!(kind, "action-item" | "promise" | "waiting") {
        line.push_str(&format!(": {}", item["text"].as_str().unwrap()));
    }
    if kind == "prepare" {
        line.push_str(&format!(": {}", texts(&item["missing"]).join(", ")));
    }
    line
}

fn problem_line(problem: &Value) -> String {
    let text = |key: &str| problem[key].as_str().unwrap_or_default().to_owned();
    let number = |key: &str| problem[key].as_u64().map_or("-".to_owned(), |n| n.to_string());
    let place = format!("{}:{}:{}", text("path"), number("line"), number("column"));
    format!("{} {} {place} {}", text("severity"), text("code"), text("message"))
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}
