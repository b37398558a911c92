//! How long `sayso check` takes over packs made to eat time or memory, each just within what the
//! limits let through, and how much memory. `cargo bench --bench worst`.

mod harmful;

use divan::{Bencher, black_box};
use jiff::civil::date;
use sayso::pack::Shared;

/// Counts what is asked of memory, so that the most at one time is shown beside the times. It makes
/// them longer.
#[global_allocator]
static MEMORY: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

/// Under two seconds and 500 MiB (`max alloc`).
#[divan::bench(sample_count = 5, args = harmful::NAMES)]
fn check_worst(bencher: Bencher, name: &str) {
    let shared = Shared::built_in().expect("sound");
    let files = harmful::files(name);
    bencher.bench(|| black_box(sayso::check::examine(&files, shared, date(2026, 11, 21))));
}
