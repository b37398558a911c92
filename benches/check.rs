//! How long `sayso check` takes: over all packs that ship, and over a pack of 500 concerns and 50
//! templates, and over packs made to eat time or memory. `cargo bench --bench check`.

mod many;
mod worst;

use divan::{Bencher, black_box};
use jiff::civil::date;
use sayso::pack::{self, Shared, shipped};

/// Counts what is asked of memory, so that the most at one time is shown beside the times.
#[global_allocator]
static MEMORY: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

/// All packs that ship, texts read and templates tried. Under 100 ms.
#[divan::bench]
fn check_all_packs(bencher: Bencher) {
    let shared = Shared::built_in().expect("sound");
    let all: Vec<_> = shipped::names().filter_map(shipped::files).collect();
    bencher.bench(|| {
        for files in &all {
            black_box(pack::examine(files, &shared, date(2026, 11, 21)));
        }
    });
}

/// A pack far larger than any. Under two seconds.
#[divan::bench(sample_count = 5)]
fn check_many_points(bencher: Bencher) {
    let shared = Shared::built_in().expect("sound");
    let files = many::files();
    bencher.bench(|| black_box(pack::examine(&files, &shared, date(2026, 11, 21))));
}

/// Packs made to harm, each just within what the limits let through. Under two seconds and 500 MiB
/// (`max alloc`).
#[divan::bench(sample_count = 5, args = worst::NAMES)]
fn check_worst(bencher: Bencher, name: &str) {
    let shared = Shared::built_in().expect("sound");
    let files = worst::files(name);
    bencher.bench(|| black_box(pack::examine(&files, &shared, date(2026, 11, 21))));
}
