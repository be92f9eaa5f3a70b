//! A word on the terminal while many notes are read: after a moment, and gone afterwards.

use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use super::World;

/// So long nothing is said: nobody has begun to wonder.
const SILENCE: Duration = Duration::from_millis(300);
const STEP: Duration = Duration::from_millis(100);

/// Writes to the terminal at once, from any thread.
pub type Draw = fn(&str);

/// Returns where to say it: only where somebody sees it, and it can be erased.
pub(super) fn draw(world: &World) -> Option<Draw> {
    let is_dumb = (world.variable)("TERM").is_some_and(|term| term == "dumb");
    let is_seen = world.out_width.is_some() && world.err_is_terminal && !is_dumb;
    world.window.as_ref().filter(|_| is_seen).map(|window| window.draw)
}

/// Reads, and says how many notes are read so far, where it takes longer.
pub(super) fn tell<T>(draw: Option<Draw>, read: impl FnOnce(&AtomicUsize) -> T) -> T {
    let n_read = AtomicUsize::new(0);
    let Some(draw) = draw else { return read(&n_read) };
    std::thread::scope(|scope| {
        let (done, is_done) = mpsc::channel::<()>();
        let n_read = &n_read;
        scope.spawn(move || {
            let mut silence = SILENCE;
            let mut columns = 0;
            while is_done.recv_timeout(silence) == Err(RecvTimeoutError::Timeout) {
                let words = format!("Reading the notes: {}", n_read.load(Ordering::Relaxed));
                draw(&format!("\r{words}"));
                columns = words.len();
                silence = STEP;
            }
            if columns > 0 {
                draw(&format!("\r{:columns$}\r", ""));
            }
        });
        let read = read(n_read);
        drop(done);
        read
    })
}
