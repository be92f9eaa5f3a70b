//! A terminal for a program to run on: what somebody types there, and what they see.

use std::fs::File;
use std::io::Read;
use std::io::Write;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::sync::Arc;
use std::sync::Mutex;
use std::thread::JoinHandle;
use std::time::Duration;
use std::time::Instant;

use rustix::pty::OpenptFlags;
use rustix::termios::Winsize;

/// So long a program may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program on a terminal.
pub(crate) struct Terminal {
    keyboard: File,
    seen: Arc<Mutex<Vec<u8>>>,
    child: Child,
    reader: Option<JoinHandle<()>>,
}

/// Returns the program keepwarm, and a path that finds it first.
pub(crate) fn keepwarm() -> (&'static Path, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_keepwarm"));
    let rest = "/usr/local/bin:/usr/bin:/bin";
    (program, format!("{}:{rest}", program.parent().unwrap().display()))
}

impl Terminal {
    /// Starts a program on a terminal of so many columns and rows, in a clean environment.
    pub(crate) fn start(mut command: Command, columns: u16, rows: u16) -> Terminal {
        let keyboard = rustix::pty::openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        rustix::pty::grantpt(&keyboard).unwrap();
        rustix::pty::unlockpt(&keyboard).unwrap();
        let name = rustix::pty::ptsname(&keyboard, Vec::new()).unwrap();
        let screen = File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
        let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        rustix::termios::tcsetwinsize(&screen, size).unwrap();
        let screen = || OwnedFd::from(screen.try_clone().unwrap());
        command.stdin(screen()).stdout(screen()).stderr(screen());
        let child = command.spawn().unwrap();
        drop(command);
        let keyboard = File::from(keyboard);
        let seen = Arc::default();
        let reader = std::thread::spawn({
            let (mut screen, seen) = (keyboard.try_clone().unwrap(), Arc::clone(&seen));
            move || read(&mut screen, &seen)
        });
        Terminal { keyboard, seen, child, reader: Some(reader) }
    }

    /// Types something.
    pub(crate) fn type_in(&mut self, text: &str) {
        self.keyboard.write_all(text.as_bytes()).unwrap();
    }

    /// Returns all that was written so far.
    pub(crate) fn seen(&self) -> String {
        String::from_utf8_lossy(&self.seen.lock().unwrap()).into_owned()
    }

    /// Waits until this is written.
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait(text, || self.seen().contains(text));
    }

    /// Waits for the program's end; returns its status, and all that was written.
    pub(crate) fn end(mut self) -> (Option<i32>, String) {
        let deadline = Instant::now() + PATIENCE;
        while self.child.try_wait().unwrap().is_none() {
            assert!(Instant::now() < deadline, "it does not end:\n{}", self.seen());
            std::thread::sleep(Duration::from_millis(5));
        }
        let status = self.child.wait().unwrap().code();
        // It ends when nobody has the terminal any more, and all is read.
        self.reader.take().unwrap().join().unwrap();
        let seen = self.seen();
        (status, seen)
    }

    fn wait(&self, what: &str, is_so: impl Fn() -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_so() {
            assert!(Instant::now() < deadline, "waited in vain for {what:?}:\n{}", self.seen());
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Takes down what is written; the end is an error on some systems.
fn read(screen: &mut File, seen: &Mutex<Vec<u8>>) {
    let mut buffer = [0; 4096];
    while let Ok(n_read @ 1..) = screen.read(&mut buffer) {
        seen.lock().unwrap().extend_from_slice(&buffer[..n_read]);
    }
}
