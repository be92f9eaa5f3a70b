//! As many threads as there are cores, or as the system still grants: without any, the work is done
//! on the one that we have.

use std::io;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::Once;
use std::sync::mpsc;
use std::thread;

use rayon::ThreadBuilder;
use rayon::ThreadPoolBuilder;

/// Starts the threads among which work is shared, the first time it is called. Left to itself, the
/// pool panics where one of its threads cannot be had.
pub(crate) fn start() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        let (sender, receiver) = mpsc::channel::<ThreadBuilder>();
        let receiver = Arc::new(Mutex::new(receiver));
        let n_wanted = thread::available_parallelism().map_or(1, usize::from);
        let n_threads = (0..n_wanted).take_while(|_| is_granted(&receiver)).count();
        let gone = |_| io::ErrorKind::BrokenPipe.into();
        let hand_over = move |task| sender.send(task).map_err(gone);
        let pool = ThreadPoolBuilder::new().num_threads(n_threads.max(1)).spawn_handler(hand_over);
        let started = match n_threads {
            0 => pool.use_current_thread().build_global(),
            _ => pool.build_global(),
        };
        // It fails only where there is a pool already.
        let _ = started;
    });
}

/// Starts a thread that waits for its task; tells whether the system lets us.
fn is_granted(tasks: &Arc<Mutex<mpsc::Receiver<ThreadBuilder>>>) -> bool {
    let tasks = tasks.clone();
    let run = move || {
        let task = tasks.lock().ok().and_then(|tasks| tasks.recv().ok());
        if let Some(task) = task {
            task.run();
        }
    };
    thread::Builder::new().spawn(run).is_ok()
}
