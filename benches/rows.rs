//! What a row of a batch takes: its answers checked, its letter composed, its Markdown. Every row
//! differs. `cargo bench --bench rows`; the figures of one machine are in `benches/README.md`.

mod allocator;
mod people;

use std::sync::atomic::{AtomicUsize, Ordering};

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use people::CASES;
use people::case::Case;
use sayso::answer::{Answers, GroupText};
use sayso::compose::Composer;
use sayso::questionnaire::{Filler, Given};
use sayso::render::markdown::markdown;

const ROWS: usize = 2000;
static NEXT: AtomicUsize = AtomicUsize::new(0);

fn main() {
    divan::main();
}

/// The templates, by their places in `people::CASES`.
const TEMPLATES: [&str; 2] = [CASES[0].1, CASES[1].1];

fn filled(filler: &Filler<'_>, given: &Given) -> Answers {
    filler.fill(given, None).expect("complete")
}

fn next() -> usize {
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The answers of a row, read and checked.
#[divan::bench(args = TEMPLATES, sample_count = 2000, sample_size = 1)]
fn fill(bencher: Bencher, template: &str) {
    let case = Case::new(template);
    let filler = case.filler();
    bencher
        .with_inputs(|| case.given(next()))
        .bench_refs(|given| filled(&filler, black_box(given)));
}

/// The letter of a row, from its answers.
#[divan::bench(args = TEMPLATES, sample_count = 2000, sample_size = 1)]
fn compose(bencher: Bencher, template: &str) {
    let case = Case::new(template);
    let filler = case.filler();
    let composer = Composer::new(&case.pack, case.template()).expect("sound");
    bencher
        .with_inputs(|| filled(&filler, &case.given(next())))
        .bench_refs(|answers| composer.compose(answers, &GroupText::default()).expect("composed"));
}

/// The Markdown of a letter.
#[divan::bench(args = TEMPLATES, sample_count = 2000, sample_size = 1)]
fn render(bencher: Bencher, template: &str) {
    let case = Case::new(template);
    let filler = case.filler();
    let composer = Composer::new(&case.pack, case.template()).expect("sound");
    bencher
        .with_inputs(|| {
            let answers = filled(&filler, &case.given(next()));
            composer.compose(&answers, &GroupText::default()).expect("composed")
        })
        .bench_refs(|letter| markdown(black_box(letter)));
}

/// Rows from what was given to Markdown, shared out between threads.
#[divan::bench(args = [(0, 1), (0, 2), (1, 1), (1, 2)], sample_count = 5, sample_size = 1)]
fn rows(bencher: Bencher, (case, threads): (usize, usize)) {
    let case = Case::new(TEMPLATES[case]);
    let filler = case.filler();
    let composer = Composer::new(&case.pack, case.template()).expect("sound");
    bencher
        .counter(ItemsCount::new(ROWS))
        .with_inputs(|| (0..ROWS).map(|_| case.given(next())).collect::<Vec<_>>())
        .bench_refs(|rows| {
            let (filler, composer) = (&filler, &composer);
            std::thread::scope(|scope| {
                for share in rows.chunks(ROWS.div_ceil(threads)) {
                    scope.spawn(move || {
                        for given in share {
                            let answers = filled(filler, given);
                            let letter = composer.compose(&answers, &GroupText::default());
                            black_box(markdown(&letter.expect("composed")));
                        }
                    });
                }
            });
        });
}
