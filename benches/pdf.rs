//! How long a letter takes: its layout, its file, both on one thread and on two.
//!
//! `cargo bench --bench pdf`. Every letter differs, so that nothing is measured twice. The
//! figures of one machine are in `benches/README.md`.

mod allocator;
mod letters;
mod people;

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use letters::letter;
use people::case::Case;
use sayso::answer::GroupText;
use sayso::compose::Composer;
use sayso::document::Document;
use sayso::render::Options;
use sayso::render::pdf::{Fonts, lay_out, pdf};

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::built_in);
static NEXT: AtomicUsize = AtomicUsize::new(0);

fn main() {
    LazyLock::force(&FONTS);
    divan::main();
}

fn next() -> usize {
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Parsing the fonts: once in a run of the program.
#[divan::bench(sample_count = 20)]
fn fonts() -> Fonts {
    Fonts::built_in()
}

#[divan::bench(sample_count = 1000, sample_size = 1)]
fn layout(bencher: Bencher) {
    bencher
        .with_inputs(|| letter(next()))
        .bench_refs(|d| lay_out(black_box(d), &FONTS, None).expect("pages"));
}

#[divan::bench(sample_count = 1000, sample_size = 1)]
fn write(bencher: Bencher) {
    bencher
        .with_inputs(|| lay_out(&letter(next()), &FONTS, None).expect("pages"))
        .bench_refs(|pages| pages.write(&FONTS).expect("a file"));
}

/// A thousand letters, shared out between threads.
#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn thousand_letters(bencher: Bencher, threads: usize) {
    shared_out(bencher, threads, || (0..1000).map(|_| letter(next())).collect());
}

/// A thousand letters to an MP as `benches/batch.sh` has them, shared out between threads: what a
/// whole batch is measured by.
#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn thousand_of_a_batch(bencher: Bencher, threads: usize) {
    let case = Case::new("mp-letter");
    let questionnaire = case.questionnaire();
    let composer = Composer::new(&case.pack, case.template()).expect("sound");
    let letter = |_| {
        let answers = questionnaire.fill(&case.given(next())).expect("complete");
        composer.compose(&answers, &GroupText::default()).expect("composed")
    };
    shared_out(bencher, threads, || (0..1000).map(letter).collect());
}

fn shared_out(bencher: Bencher, threads: usize, letters: impl Fn() -> Vec<Document> + Sync) {
    bencher.counter(ItemsCount::new(1000usize)).with_inputs(letters).bench_refs(|letters| {
        std::thread::scope(|scope| {
            for share in letters.chunks(letters.len().div_ceil(threads)) {
                scope.spawn(move || {
                    let options = Options { fonts: Some(&FONTS), ..Options::default() };
                    for document in share {
                        black_box(pdf(document, &options).expect("a PDF"));
                    }
                });
            }
        });
    });
}
