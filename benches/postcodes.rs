//! Looking postcodes up: one after another, and the first of a start.
//!
//! `cargo bench --bench postcodes`

use divan::Bencher;
use divan::counter::ItemsCount;
use sayso::register::Areas;
use sayso::register::home::Home;
use sayso::register::postcodes::{self, LETTERS, Postcodes};

fn main() {
    divan::main();
}

/// Postcodes of every area, far from one another as the rows of a table are.
fn sample() -> Vec<String> {
    let table = postcodes::shipped();
    let mut sample = Vec::new();
    for (step, (district, sector)) in (1..20).zip((0..10).cycle()).enumerate() {
        for (area, _) in &table.head().areas {
            let [first, second] = [step, step + 3].map(|at| char::from(LETTERS[at % 20]));
            let postcode = format!("{area}{district} {sector}{first}{second}");
            sample.extend(table.find(&postcode).is_some().then_some(postcode));
        }
    }
    sample
}

/// Code by code, as the table has it.
#[divan::bench]
fn find(bencher: Bencher<'_, '_>) {
    let sample = sample();
    let table = postcodes::shipped();
    bencher
        .counter(ItemsCount::new(sample.len()))
        .bench(|| sample.iter().filter(|postcode| table.find(postcode).is_some()).count());
}

/// With the names, as the interview, a file and a row need it.
#[divan::bench]
fn home(bencher: Bencher<'_, '_>) {
    let (sample, areas) = (sample(), Areas::shipped().unwrap_or_default());
    bencher
        .counter(ItemsCount::new(sample.len()))
        .bench(|| sample.iter().filter(|postcode| Home::find(postcode, &areas).is_some()).count());
}

/// Reading the head, unpacking one area (Birmingham, the largest) and looking one up there.
#[divan::bench]
fn first() -> bool {
    let bytes: &'static [u8] = include_bytes!("../data/postcodes");
    Postcodes::read(bytes).is_some_and(|table| table.find("B1 1AA").is_some())
}

/// The areas with what follows from the postcodes, which every start reads.
#[divan::bench]
fn areas() -> usize {
    Areas::shipped().map_or(0, |areas| areas.councils.len())
}
