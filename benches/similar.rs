//! 100,000 rows of 100 own words: three in five of their own, one in five without any, one in
//! five copied from 50 stories. `cargo bench --bench similar`.

mod allocator;
#[path = "../tests/it/support/made_up.rs"]
mod made_up;

use std::sync::OnceLock;

use divan::{Bencher, black_box};
use made_up::Dice;
use rayon::prelude::*;
use sayso::batch::similar::{Sketch, groups};

const ROWS: usize = 100_000;

fn main() {
    divan::main();
}

fn texts() -> &'static [String] {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let mut dice = Dice::new(1);
        let stories: Vec<String> = (0..50).map(|_| dice.text(100)).collect();
        let one = |row: usize| match row % 5 {
            0 => String::new(),
            1 => {
                let story = dice.below(stories.len());
                dice.copied(&stories[story], 40)
            }
            _ => dice.text(100),
        };
        (0..ROWS).map(one).collect()
    })
}

/// All nearly the same: one text with one word in eight changed.
fn nearly_the_same() -> &'static [String] {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let mut dice = Dice::new(2);
        let story = dice.text(100);
        (0..ROWS).map(|_| dice.copied(&story, 8)).collect()
    })
}

fn sketches(texts: &[String]) -> (Vec<usize>, Vec<Sketch>) {
    let one = |(row, text): (usize, &String)| Some((row, Sketch::of(text)?));
    texts.par_iter().enumerate().filter_map(one).unzip()
}

/// Sketches, groups and the exact comparison.
fn whole(texts: &[String]) -> usize {
    let (_, sketches) = sketches(texts);
    let sketches: Vec<&Sketch> = sketches.iter().collect();
    groups(&sketches).len()
}

/// The sketches alone, which are made while the letters are.
#[divan::bench(sample_count = 10)]
fn sketch(bencher: Bencher) {
    let texts = texts();
    bencher.bench(|| sketches(black_box(texts)));
}

/// Everything.
#[divan::bench(sample_count = 10)]
fn sketch_and_group(bencher: Bencher) {
    let texts = texts();
    bencher.bench(|| whole(black_box(texts)));
}

/// Everything, for rows that are made to be hard.
#[divan::bench(sample_count = 3)]
fn sketch_and_group_what_is_nearly_the_same(bencher: Bencher) {
    let texts = nearly_the_same();
    bencher.bench(|| whole(black_box(texts)));
}
