//! How long a letter takes in each format, its PDF among them to compare with.
//!
//! `cargo bench --bench formats`. The letters are those of `--bench pdf`, every one different. The
//! figures of one machine are in `benches/README.md`.

mod allocator;
mod letters;

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use divan::{Bencher, black_box};
use letters::letter;
use sayso::render::pdf::Fonts;
use sayso::render::{Format, Options, render_as};

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::built_in);
static NEXT: AtomicUsize = AtomicUsize::new(0);

fn main() {
    LazyLock::force(&FONTS);
    divan::main();
}

#[divan::bench(args = ["pdf", "docx", "eml", "html", "txt", "ics", "md"], sample_count = 1000, sample_size = 1)]
fn a_letter(bencher: Bencher, format: &str) {
    let format = Format::from_name(format).expect("a format");
    let options = Options { fonts: Some(&FONTS), ..Options::default() };
    bencher
        .with_inputs(|| letter(NEXT.fetch_add(1, Ordering::Relaxed)))
        .bench_refs(|document| render_as(black_box(document), format, &options).expect("bytes"));
}
