//! Every way in which a stranger's bytes come into sayso, as a function of bytes. The fuzz targets
//! call one each; `tests/it/fuzzed.rs` replays seeds and what was found. None may panic, hang or take
//! memory without bound, whatever the bytes.

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use sayso::answer::Input;
use sayso::batch::columns::{self, Mapping};
use sayso::batch::letters::Letters;
use sayso::batch::sink::Sink as _;
use sayso::batch::table::Table;
use sayso::check::examine;
use sayso::disk::Folder;
use sayso::document::{Document, parse};
use sayso::import::{Consultation, Import};
use sayso::pack::{self, shipped};
use sayso::register::postcodes::Postcodes;
use sayso::render::pdf::Fonts;
use sayso::render::{Format, Options, render, render_as};
use sayso::source::AnswerFile;
use sayso::{Form, Pack, PackFiles, Shared};

/// A way in, by name.
pub(crate) type Way = (&'static str, fn(&[u8]));

/// Every way in.
pub(crate) const WAYS: &[Way] = &[
    ("pack", pack),
    ("template", template),
    ("answers", answers),
    ("table", table),
    ("letter", letter),
    ("consultation", consultation),
    ("markdown", markdown),
    ("postcodes", postcodes),
    ("dates", dates),
    ("font", font),
    ("session", session),
    ("journal", journal),
    ("notes", notes),
];

const TODAY: Date = date(2026, 11, 21);

static SHARED: LazyLock<&Shared> = LazyLock::new(|| Shared::built_in().expect("sound registers"));

static ANYTHING: LazyLock<Pack> = LazyLock::new(|| {
    let files = shipped::files("anything").expect("it ships");
    pack::load(&files, &SHARED, TODAY).expect("it is sound").0
});

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::built_in);

const PACK: &str = "title: Ours\nsummary: Ask.\npublisher: E, example.org\nlicence: CC0-1.0\n\
    updated: 2026-11-21\nconcerns:\n  - {id: c, title: Will it stay?, text: It should.}\n";

fn form(pack: &Pack) -> Form<'_> {
    let first: Vec<&str> = pack.templates.iter().take(1).map(|t| t.id.as_str()).collect();
    Form::new(pack, &first, TODAY).expect("a template of the pack")
}

/// A pack as a zip, or as two texts with a line `%%%` between them.
fn pack(bytes: &[u8]) {
    let files = if bytes.starts_with(b"PK") {
        PackFiles::zip("fuzzed", "fuzzed.zip", bytes).ok()
    } else {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let (spec, letter) = text.split_once("\n%%%\n").unwrap_or((&text, ""));
        Some(two_files(spec, letter))
    };
    if let Some(files) = files {
        let _ = examine(&files, &SHARED, TODAY);
    }
}

fn two_files(spec: &str, letter: &str) -> PackFiles {
    let texts = [("pack.yaml", spec.to_string()), ("letter.md.hbs", letter.to_string())];
    let mut files = PackFiles { name: "fuzzed".into(), ..PackFiles::default() };
    files.files.extend(texts.map(|(name, text)| (name.to_string(), text.into_bytes())));
    files
}

/// A template of a pack that is sound.
fn template(bytes: &[u8]) {
    let _ = examine(&two_files(PACK, &String::from_utf8_lossy(bytes)), &SHARED, TODAY);
}

/// A file of answers: what was read is written and read the same.
fn answers(bytes: &[u8]) {
    let _ = AnswerFile::decode(bytes, "fuzzed.yaml");
}

/// A table of any kind, with its columns matched.
fn table(bytes: &[u8]) {
    let Ok(table) = Table::read(bytes.to_vec(), "fuzzed", None) else { return };
    table.rows().for_each(|row| row.cells().for_each(|_| {}));
    let _ = columns::proposals(&table, &ANYTHING, &ANYTHING.templates[0], &[]);
}

/// A letter in any kind of file, made a pack.
fn letter(bytes: &[u8]) {
    for name in ["letter.md", "letter.txt"] {
        for mut letter in Import::read(name, bytes).unwrap_or_default() {
            letter.confirm_all();
            let _ = letter.write("fuzzed", &SHARED, TODAY);
        }
    }
}

/// A consultation in any kind of file, made a pack.
fn consultation(bytes: &[u8]) {
    for name in ["questions.md", "questions.txt", "form.csv"] {
        if let Ok(mut read) = Consultation::read(name, bytes) {
            read.confirmed = true;
            let _ = read.write("fuzzed", &SHARED, TODAY);
        }
    }
}

/// Markdown into every format.
fn markdown(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut document = letter_of(&text);
    document.markdown = text;
    for format in Format::all() {
        let options = Options { fonts: Some(&FONTS), ..Options::default() };
        let _ = render_as(&document, format, &options);
    }
}

fn letter_of(text: &str) -> Document {
    let mut form = form(&ANYTHING);
    // Whatever is left out, a document of its frame is made of the body.
    for id in ["name", "subject"] {
        let _ = form.submit(id, Input::Text("Jean Sample".into()));
    }
    let (_, mut document) = form.composed(form.templates()[0]).expect("it can be filled");
    document.body = parse::blocks(text);
    document
}

/// An index of postcodes.
fn postcodes(bytes: &[u8]) {
    let Some(index) = Postcodes::read(bytes.to_vec()) else { return };
    for postcode in ["LS1 4AP", "S70 2TA", "EH1 1YZ"] {
        let _ = (index.find(postcode).is_some(), index.near(postcode));
    }
    let _ = (index.seats_of("Leeds").count(), index.boards_of("Leeds").count());
}

/// What is typed at each question of a form: dates, postcodes, numbers, addresses.
fn dates(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut form = form(&ANYTHING);
    let ids: Vec<String> = form.questions().iter().map(|question| question.id.clone()).collect();
    for id in ids {
        let _ = form.doubts(&id, Input::Text(text.clone().into_owned()));
        let _ = form.submit(&id, Input::Text(text.clone().into_owned()));
    }
}

/// A font, and a letter with it.
fn font(bytes: &[u8]) {
    let Ok(fonts) = Fonts::with_extra(bytes.to_vec()) else { return };
    let mut document = letter_of("Ωμέγα, 漢字, ש, ا and A–Z.");
    document.title = "Ours".into();
    let options = Options { fonts: Some(&fonts), ..Options::default() };
    let _ = render_as(&document, Format::Pdf, &options);
}

/// An interview that is carried on, kept again and read again.
fn session(bytes: &[u8]) {
    let Ok(saved) = AnswerFile::decode(bytes, "fuzzed.yaml") else { return };
    let mut form = form(&ANYTHING);
    form.resume(&saved);
    let kept = form.save("anything");
    AnswerFile::read(&kept, "kept.yaml").expect("what is kept can be read");
    if let Ok((_, document)) = form.composed(form.templates()[0]) {
        let _ = render(&document, Format::Text);
    }
}

/// The journal of a folder. Nothing outside it is touched.
fn journal(bytes: &[u8]) {
    let temp = tempfile::tempdir().expect("a temporary folder");
    let (outside, root) = (temp.path().join("outside.txt"), temp.path().join("out"));
    std::fs::create_dir_all(root.join(".sayso")).expect("made");
    std::fs::write(&outside, "mine").expect("written");
    std::fs::write(root.join(".sayso/journal"), bytes).expect("written");
    let Ok(folder) = Folder::open(&root, true) else { return };
    let _ = folder.others();
    let _ = folder.sweep(&|_| true);
    let _ = folder.close();
    assert!(outside.exists(), "what is outside the folder is gone");
}

/// What a folder notes besides: its letters, the columns of a table.
fn notes(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let written = String::from_utf8(Letters::read(&text).write()).expect("text");
    assert_eq!(Letters::read(&written), Letters::read(&text), "what is written reads the same");
    let _ = Mapping::read(bytes, "fuzzed.columns.yaml");
}
