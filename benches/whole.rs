//! From pack files to bytes: loading and checking every shipped pack, composing one letter, and
//! each format. `cargo bench --bench whole`.

mod allocator;

use divan::{Bencher, black_box};
use jiff::civil::date;
use sayso::answer::{Answers, GroupText};
use sayso::compose::Composer;
use sayso::interview::{self, Inputs, Origin};
use sayso::model::Pack;
use sayso::pack;
use sayso::pack::{Shared, shipped};
use sayso::render::{Format, render};
use sayso::source::AnswerFile;

fn main() {
    divan::main();
}

fn load(name: &str, shared: &Shared) -> Pack {
    let files = shipped::files(name).expect("it ships");
    pack::load(&files, shared, date(2026, 11, 21)).expect("it is sound").0
}

/// The Barnsley example: its pack and its answers.
fn barnsley() -> (Pack, Answers) {
    let pack = load("nhs-contracts", Shared::built_in().expect("sound"));
    let file = include_str!("../templates/nhs-contracts/examples/barnsley.yaml");
    let file = AnswerFile::read(file, "barnsley.yaml").expect("an answers file");
    let mut given = Inputs::default();
    for (id, raw, place) in &file.answers {
        given.insert(id, raw.clone(), Origin::File(place.clone()));
    }
    let template = pack.template("mp-letter").expect("it has one");
    let today = date(2026, 11, 21);
    let answers = interview::fill(&pack, &[template], &given, today).expect("complete");
    (pack, answers)
}

/// The registers and shared questions, as at every start.
#[divan::bench]
fn read_registers() -> Shared {
    Shared::read().expect("sound")
}

/// Every shipped pack, read and checked.
#[divan::bench]
fn load_and_check_all_packs(bencher: Bencher) {
    let shared = Shared::built_in().expect("sound");
    bencher.bench(|| {
        for name in shipped::names() {
            black_box(load(name, shared));
        }
    });
}

/// One letter composed by a composer that is ready, as for every row of a batch.
#[divan::bench]
fn compose_a_letter(bencher: Bencher) {
    let (pack, answers) = barnsley();
    let composer = Composer::new(&pack, pack.template("mp-letter").expect("one")).expect("sound");
    bencher
        .bench(|| composer.compose(black_box(&answers), &GroupText::default()).expect("composed"));
}

/// One letter with everything that must be made ready for it.
#[divan::bench]
fn ready_and_compose_a_letter(bencher: Bencher) {
    let (pack, answers) = barnsley();
    let template = pack.template("mp-letter").expect("one");
    bencher.bench(|| {
        let composer = Composer::new(&pack, template).expect("sound");
        composer.compose(black_box(&answers), &GroupText::default()).expect("composed")
    });
}

/// One letter in each format.
#[divan::bench(args = ["md", "txt", "pdf", "docx", "eml", "html", "ics"])]
fn render_a_letter(bencher: Bencher, format: &str) {
    let (pack, answers) = barnsley();
    let composer = Composer::new(&pack, pack.template("mp-letter").expect("one")).expect("sound");
    let letter = composer.compose(&answers, &GroupText::default()).expect("composed");
    let format = Format::from_name(format).expect("a format");
    bencher.bench(|| render(black_box(&letter), format).expect("rendered"));
}
