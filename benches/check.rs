//! How long `sayso check` takes: over all packs that ship, and over a pack of 500 concerns and 50
//! templates. `cargo bench --bench check`; packs made to harm are in `worst.rs`.

mod allocator;
mod many;

use divan::{Bencher, black_box};
use jiff::civil::date;
use rayon::prelude::*;
use sayso::pack::{Shared, shipped};

fn main() {
    divan::main();
}

/// All packs that ship, texts read and templates tried, beside each other as the command does it.
/// Under 100 ms.
#[divan::bench]
fn check_all_packs(bencher: Bencher) {
    let shared = Shared::built_in().expect("sound");
    let all: Vec<_> = shipped::names().filter_map(shipped::files).collect();
    bencher.bench(|| {
        all.par_iter().for_each(|files| {
            black_box(sayso::check::examine(files, shared, date(2026, 11, 21)));
        });
    });
}

/// A pack far larger than any. Under two seconds.
#[divan::bench(sample_count = 5)]
fn check_many_points(bencher: Bencher) {
    let shared = Shared::built_in().expect("sound");
    let files = many::files();
    bencher.bench(|| black_box(sayso::check::examine(&files, shared, date(2026, 11, 21))));
}
