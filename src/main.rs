//! Supplies arguments, clock, environment and streams; everything else is library.

use std::io;
use std::io::BufRead;
use std::io::BufWriter;
use std::io::IsTerminal;
use std::io::Write;
use std::process::Command;
use std::process::ExitCode;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use chrono::Local;
use chrono::NaiveDateTime;
use keepwarm::cli;
use keepwarm::cli::Notice;
use keepwarm::cli::Window;
use keepwarm::cli::World;
use notify_rust::Notification;

fn main() -> ExitCode {
    let stdout = io::stdout().lock();
    let size = stdout.is_terminal().then(|| {
        let size = terminal_size::terminal_size();
        let size = size.map(|(width, height)| (usize::from(width.0), usize::from(height.0)));
        let (width, height) = size.unwrap_or((80, 24));
        // Behind its last column a Windows console goes to the next line, before any line end.
        (width - usize::from(cfg!(windows) && width > 1), height)
    });
    // A console that cannot learn colours is a dumb terminal.
    let is_dumb = anstyle_query::windows::enable_ansi_colors() == Some(false);
    let mut out = BufWriter::new(stdout);
    let mut stdin = io::stdin().lock();
    let is_typed = stdin.is_terminal();
    let mut world = World {
        now: &now,
        tick: Duration::from_secs(30),
        notify: &notify,
        on_stop: &on_stop,
        variable: &|name| match name {
            "TERM" if is_dumb => Some("dumb".to_owned()),
            _ => variable(name),
        },
        edit: &edit,
        input: is_typed.then_some(&mut stdin as &mut dyn BufRead),
        run: &run,
        open: &|address| open::that(address),
        folder: std::env::current_dir().unwrap_or_default(),
        out: &mut out,
        err: &mut io::stderr(),
        out_width: size.map(|(width, _)| width),
        err_is_terminal: io::stderr().is_terminal(),
        window: size.map(|(_, height)| Window { height, page: &page, draw }),
    };
    let exit = cli::run(std::env::args_os(), &mut world);
    let exit = match out.flush() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => cli::Exit::Failed,
        _ => exit,
    };
    ExitCode::from(exit.status())
}

#[expect(clippy::disallowed_methods, reason = "this is where the clock is asked")]
fn now() -> NaiveDateTime {
    let here = || Local::now().naive_local();
    if variable("TZ").is_none() {
        return here();
    }
    // A thread reads the zone of `TZ` once: whether it is another by now, only a new one sees.
    let asked = thread::Builder::new().spawn(here).ok().and_then(|thread| thread.join().ok());
    asked.unwrap_or_else(here)
}

fn edit(editor: &mut Command) -> io::Result<bool> {
    editor.status().map(|status| status.success())
}

fn notify(notice: Notice, fail: Box<dyn FnOnce(String) + Send>) {
    // Whoever shows it may take for ever: nobody waits for this thread.
    thread::spawn(move || {
        let mut notification = Notification::new();
        notification.appname("keepwarm").summary(&notice.title).body(&body(&notice));
        if let Err(error) = notification.show() {
            fail(error.to_string());
        }
    });
}

/// Returns the notice's body; where the desktop reads it as markup, none of it is.
fn body(notice: &Notice) -> String {
    if cfg!(any(windows, target_os = "macos")) {
        return notice.body.clone();
    }
    notice.body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn on_stop(stop: Box<dyn FnMut() + Send>) {
    // Without a handler the system ends us at once; no file is ever left half written.
    let _ = ctrlc::set_handler(stop);
}

#[expect(clippy::disallowed_methods, reason = "this is where the environment is asked")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn page(pager: &mut Command, text: &[u8]) -> io::Result<()> {
    let mut child = pager.stdin(Stdio::piped()).spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // Who quits early has read enough.
        let _ = stdin.write_all(text);
    }
    let _ = child.wait();
    Ok(())
}

fn draw(text: &str) {
    let mut stderr = io::stderr().lock();
    // There is nobody to tell that this could not be written.
    let _ = stderr.write_all(text.as_bytes());
    let _ = stderr.flush();
}

fn run(program: &str, arguments: &[&str], input: &[u8]) -> io::Result<bool> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input)?;
    }
    Ok(child.wait()?.success())
}
