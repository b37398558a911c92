//! The threads that share the work: one for each core, or as many as the system gives.

use std::io;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use rayon::{ThreadBuilder, ThreadPoolBuilder};

/// A thread that waits for its part in the work.
struct Waiting {
    begin: Sender<ThreadBuilder>,
    thread: JoinHandle<()>,
}

impl Waiting {
    fn start() -> io::Result<Waiting> {
        let (begin, given) = channel::<ThreadBuilder>();
        let work = move || given.recv().into_iter().for_each(ThreadBuilder::run);
        Ok(Waiting { begin, thread: thread::Builder::new().spawn(work)? })
    }

    fn end(self) {
        drop(self.begin);
        let _ = self.thread.join();
    }
}

/// Makes the threads, before any work is shared: rayon gives up for good where one that it asks for
/// is refused, and a system that gives one now may refuse it a moment later. Where there are none,
/// this thread does all the work.
pub(super) fn make() {
    let wished =
        std::env::var_os("RAYON_NUM_THREADS").and_then(|wished| wished.to_str()?.parse().ok());
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    let wanted = wished.filter(|wished| *wished > 0).unwrap_or_else(cores);
    let mut waiting: Vec<Waiting> = (0..=wanted).map_while(|_| Waiting::start().ok()).collect();
    // The place of the last is kept for the thread that hears Ctrl-C.
    if let Some(last) = waiting.pop() {
        last.end();
    }
    let pool = ThreadPoolBuilder::new();
    // It is the first pool there is, and no thread of it can be refused.
    let _ = match waiting.len() {
        0 => pool.num_threads(1).use_current_thread().build_global(),
        threads => pool
            .num_threads(threads)
            .spawn_handler(|part| {
                let next = waiting.pop().ok_or(io::ErrorKind::WouldBlock)?;
                next.begin.send(part).map_err(|_| io::ErrorKind::WouldBlock.into())
            })
            .build_global(),
    };
}
