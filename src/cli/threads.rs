//! The threads that share the work: one for each core, or this one alone.

use std::thread;

use rayon::ThreadPoolBuilder;

/// Room for what threads work on, as the first thread of a program has.
const STACK_BYTES: usize = 8 << 20;

/// Does work that many threads may share, in a pool of its own: rayon gives its own pool up for good
/// where one thread is refused. Then this thread does all of it.
pub(super) fn share<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    // The place of one is kept for the thread that hears Ctrl-C.
    let kept = thread::Builder::new().spawn(thread::park);
    let alone = || ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    let pool = ThreadPoolBuilder::new().stack_size(STACK_BYTES).build().or_else(|_| alone());
    if let Ok(kept) = kept {
        kept.thread().unpark();
        let _ = kept.join();
    }
    match pool {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}
