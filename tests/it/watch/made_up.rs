//! A watch in this process, in a world that is made up: its clock, its terminal, its desktop.

use std::ffi::OsString;
use std::io;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::mpsc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;
use std::time::Duration;
use std::time::Instant;

use chrono::NaiveDateTime;
use keepwarm::cli;
use keepwarm::cli::Exit;
use keepwarm::cli::Notice;
use keepwarm::cli::World;

use crate::vault::Vault;

use super::DEADLINE;

/// What is around a watch.
pub(super) struct Surroundings {
    pub(super) arguments: &'static str,
    /// The clock's time at the start: `2026-11-21 12:00:00`.
    pub(super) clock: &'static str,
    pub(super) tick: Duration,
    pub(super) is_terminal: bool,
    /// Why the desktop can show no notices.
    pub(super) no_desktop: Option<&'static str>,
}

/// Midday, no terminal, a desktop; nobody looks at the clock without a reason.
pub(super) const ORDINARY: Surroundings = Surroundings {
    arguments: "watch",
    clock: "2026-11-21 12:00:00",
    tick: Duration::from_secs(3600),
    is_terminal: false,
    no_desktop: None,
};

type Stop = Box<dyn FnMut() + Send>;

/// A watch that runs on a thread of its own.
pub(super) struct MadeUp {
    pub(super) vault: Vault,
    pub(super) notices: Receiver<Notice>,
    clock: Arc<Mutex<Clock>>,
    said: Arc<Mutex<Vec<u8>>>,
    stop: Stop,
    thread: Option<JoinHandle<Exit>>,
}

/// A clock that was set once, and goes on from there.
struct Clock {
    at: NaiveDateTime,
    set: Instant,
}

impl Clock {
    fn new(at: &str) -> Clock {
        let at = NaiveDateTime::parse_from_str(at, "%Y-%m-%d %H:%M:%S%.f").unwrap();
        Clock { at, set: Instant::now() }
    }
}

impl MadeUp {
    pub(super) fn start(vault: Vault, around: Surroundings) -> MadeUp {
        let clock = Arc::new(Mutex::new(Clock::new(around.clock)));
        let said = Arc::new(Mutex::new(Vec::new()));
        let (stops, stop) = mpsc::channel();
        let (notifier, notices) = mpsc::channel();
        let inside = Inside {
            folder: vault.path().to_owned(),
            clock: clock.clone(),
            said: said.clone(),
            stops,
            notifier,
        };
        let thread = Some(std::thread::spawn(move || inside.run(&around)));
        let stop = stop.recv_timeout(DEADLINE).unwrap();
        MadeUp { vault, notices, clock, said, stop, thread }
    }

    /// Sets the clock.
    pub(super) fn set_clock(&self, at: &str) {
        *self.clock.lock().unwrap() = Clock::new(at);
    }

    /// Returns what it has said so far.
    pub(super) fn said(&self) -> String {
        String::from_utf8(self.said.lock().unwrap().clone()).unwrap()
    }

    /// Waits until the dashboard has these words.
    pub(super) fn wait_for(&self, words: &str) {
        let path = self.vault.path().join("DASHBOARD.md");
        self.wait(words, || std::fs::read_to_string(&path).is_ok_and(|text| text.contains(words)));
    }

    /// Waits until it has said these words.
    pub(super) fn wait_for_saying(&self, words: &str) {
        self.wait_for_lines_with(words, 1);
    }

    /// Waits until it has said these words so often.
    pub(super) fn wait_for_lines_with(&self, words: &str, n: usize) {
        self.wait(words, || self.said().matches(words).count() >= n);
    }

    fn wait(&self, what: &str, is_met: impl Fn() -> bool) {
        let end = Instant::now() + DEADLINE;
        while !is_met() {
            assert!(Instant::now() < end, "{what} never came about; it said: {}", self.said());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Ends it as Ctrl-C would; returns how it ended, and all that it said.
    pub(super) fn end(mut self) -> (Exit, String) {
        (self.stop)();
        let exit = self.thread.take().unwrap().join().unwrap();
        (exit, self.said())
    }
}

impl Drop for MadeUp {
    fn drop(&mut self) {
        (self.stop)();
        if let Some(thread) = self.thread.take() {
            // If it has failed, the test has failed already.
            let _ = thread.join();
        }
    }
}

/// What the thread needs of its world.
struct Inside {
    folder: PathBuf,
    clock: Arc<Mutex<Clock>>,
    said: Arc<Mutex<Vec<u8>>>,
    stops: Sender<Stop>,
    notifier: Sender<Notice>,
}

impl Inside {
    fn run(self, around: &Surroundings) -> Exit {
        let now = || {
            let clock = self.clock.lock().unwrap();
            clock.at + clock.set.elapsed()
        };
        let notify = |notice, fail: Box<dyn FnOnce(String) + Send>| {
            // The test may not want to know.
            let _ = self.notifier.send(notice);
            if let Some(why) = around.no_desktop {
                fail(why.to_owned());
            }
        };
        let mut world = World {
            run: &|_, _, _| Ok(false),
            open: &|_| Ok(()),
            edit: &|_| Ok(false),
            input: None,
            now: &now,
            tick: around.tick,
            notify: &notify,
            on_stop: &|stop| self.stops.send(stop).unwrap(),
            variable: &|_| None,
            folder: self.folder.clone(),
            out: &mut io::sink(),
            err: &mut Said(self.said.clone()),
            out_width: around.is_terminal.then_some(80),
            err_is_terminal: around.is_terminal,
            window: None,
        };
        let arguments = std::iter::once("keepwarm").chain(around.arguments.split(' '));
        cli::run(arguments.map(OsString::from), &mut world)
    }
}

/// Where the words go.
struct Said(Arc<Mutex<Vec<u8>>>);

impl Write for Said {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
