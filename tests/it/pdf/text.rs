//! Text that is text: what is read back is what was written, and the same every time.

use std::path::PathBuf;

use sayso::document::{Block, Document, Inline, Span};
use sayso::render::pdf::{FontError, Fonts, PdfError};

use super::check::check;
use super::file::File;
use super::samples::{self, empty, para};
use super::tiny_font::squares;
use super::{FONTS, expected, pdf, read, written};

fn with_body(body: Vec<Block>) -> Document {
    Document { subject: Some("A paper".into()), body, ..empty() }
}

fn plain(text: &str) -> Block {
    Block::Paragraph(vec![Inline::Text(Span { text: text.into(), ..Span::default() })])
}

fn body_words(text: &str) -> Vec<String> {
    let (_, report) = read(&with_body(vec![para(text)]));
    assert_eq!(report.faults, Vec::<String>::new());
    expected::split(&report.text).split_off(2)
}

/// Writes the samples where a person can look at them, too.
#[test]
#[expect(clippy::disallowed_methods, reason = "output of a test, for people to look at")]
fn samples_are_tagged_and_give_their_words_back() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pdf");
    std::fs::create_dir_all(&folder).expect("a folder for test output");
    for (name, document) in samples::all() {
        std::fs::write(folder.join(format!("{name}.pdf")), written(&document))
            .expect("a file written");
        let (_, report) = read(&document);
        assert_eq!(report.faults, Vec::<String>::new(), "{name}");
        assert_eq!(expected::split(&report.text), expected::words(&document), "{name}");
    }
}

#[test]
fn names_and_ligatures_are_read_as_they_were_typed() {
    let text = "Siân Ŵyn-O’Brien, Łukasz, Nguyễn, Συμεών, office affluent fjord, ﬁne, Ω Ω, µ μ, 10 km, Ọlá";
    assert_eq!(body_words(text), expected::split(text));
    let apart = "Nguye\u{302}\u{303}n w\u{302} q\u{302} x\u{308}\u{301} A\u{328}";
    assert_eq!(body_words(apart), expected::split(apart));
}

#[test]
fn a_hyphen_that_a_line_break_brings_is_no_letter() {
    let text = "in\u{ad}ter\u{ad}na\u{ad}tion\u{ad}al\u{ad}isa\u{ad}tion ".repeat(30);
    let (file, report) = read(&with_body(vec![para(&text)]));
    assert_eq!(report.faults, Vec::<String>::new());
    let ends = file.lines(0).iter().filter(|(_, l)| l.ends_with('\u{ad}')).count();
    assert!(ends > 2, "soft hyphens must show where lines break");
    let hyphens = file.shown.iter().filter(|s| s.text.contains('\u{ad}')).count();
    assert_eq!(hyphens, ends, "and nowhere else");
    assert!(!report.text.contains('-'));
    let words = expected::split(&report.text);
    assert_eq!(words[2..], vec!["internationalisation".to_owned(); 30]);
}

#[test]
fn long_addresses_are_broken_without_a_hyphen() {
    let address = format!("https://example.org/{}", "some-part/of_it.html?a=b&".repeat(40));
    let (file, report) = read(&with_body(vec![plain(&format!("See {address} for more"))]));
    assert_eq!(report.faults, Vec::<String>::new());
    assert!(expected::split(&report.text).contains(&address));
    assert!(file.shown.iter().all(|s| !s.text.contains('\u{ad}')));
}

#[test]
fn a_missing_character_is_named_with_the_words_around_it() {
    let document = with_body(vec![
        para("All is well here."),
        para("My friend 中村 and \u{1f600} came along to the meeting."),
    ]);
    let Err(PdfError::Missing(missing)) = pdf(&document, &FONTS) else {
        panic!("no font has these")
    };
    let told: Vec<String> = missing.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "U+4E2D 中 in “My friend 中村 and \u{1f600} came along t”",
            "U+6751 村 in “My friend 中村 and \u{1f600} came along to”",
            "U+1F600 \u{1f600} in “My friend 中村 and \u{1f600} came along to the m”",
        ]
    );
}

#[test]
fn an_added_font_is_used_for_what_the_first_lacks() {
    let fonts = Fonts::with_extra(squares(&['中', '村', 'P'])).expect("a font");
    let document = with_body(vec![para("Plain 中村 words, *bold 中* too.")]);
    let file = File::read(&pdf(&document, &fonts).expect("a PDF"));
    let report = check(&file);
    assert_eq!(report.faults, Vec::<String>::new());
    assert_eq!(expected::split(&report.text), expected::words(&document));
    // A square is 2000 of 2048 units wide; the built-in P is not, and is not taken from here.
    let wide = |c: &str| file.shown.iter().find(|s| s.text == c).map(|s| s.right - s.x);
    assert!(
        wide("中").is_some_and(|w| (w - 11.0 * 2000.0 / 2048.0).abs() < 0.05),
        "{:?}",
        wide("中")
    );
    assert!(wide("P").is_some_and(|w| w < 8.0));

    let plain = with_body(vec![para("Plain words")]);
    assert_eq!(
        pdf(&plain, &fonts),
        pdf(&plain, &FONTS),
        "a font that is not needed leaves no trace"
    );
    let lacking = with_body(vec![para("Plain 中村 and 文")]);
    let Err(PdfError::Missing(missing)) = pdf(&lacking, &fonts) else {
        panic!("文 is in no font")
    };
    assert_eq!(missing.iter().map(|m| m.character).collect::<String>(), "文");
    assert_eq!(Fonts::with_extra(b"GIF89a".to_vec()).err(), Some(FontError::NotAFont));
}

#[test]
fn the_same_document_gives_the_same_bytes_in_any_order_on_any_thread() {
    let documents: Vec<Document> = samples::all().into_iter().map(|(_, d)| d).collect();
    let first: Vec<Vec<u8>> = documents.iter().map(written).collect();
    let mut backwards: Vec<Vec<u8>> = documents.iter().rev().map(written).collect();
    backwards.reverse();
    assert!(first == backwards);
    let fresh: Vec<Vec<u8>> =
        documents.iter().map(|d| pdf(d, &Fonts::built_in()).expect("a PDF")).collect();
    assert!(first == fresh);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| documents.iter().map(written).collect::<Vec<_>>()))
            .collect();
        for thread in threads {
            assert!(thread.join().expect("a thread") == first);
        }
    });
}

#[test]
fn dates_come_from_the_document() {
    let (file, _) = read(&samples::letter());
    let info = file.dict(&file.doc.trailer, b"Info").expect("Info");
    for key in [b"CreationDate".as_slice(), b"ModDate"] {
        let date = info.get(key).and_then(|o| o.as_str()).expect("a date");
        assert_eq!(date, b"D:20261121120000Z");
    }
}

#[test]
fn citations_read_as_numbers_in_brackets_and_lead_to_their_notes() {
    let (file, report) = read(&samples::letter());
    assert!(report.text.contains("announced them.[1] Each"));
    let kinds: Vec<&str> = report.elements.iter().map(|e| e.kind.as_str()).collect();
    assert_eq!(kinds.iter().filter(|k| **k == "Reference").count(), 2);
    assert_eq!(kinds.iter().filter(|k| **k == "Note").count(), 2);
    let lines = file.lines(0);
    let mut led = 0;
    for object in file.doc.objects.values() {
        let dest =
            object.as_dict().ok().and_then(|d| d.get(b"Dest").ok()).and_then(|d| d.as_array().ok());
        let Some(y) = dest.and_then(|d| d[3].as_float().ok()) else {
            continue;
        };
        let below = lines.iter().find(|(baseline, _)| *baseline < y).expect("a line below");
        assert!(below.1.starts_with("[1]") || below.1.starts_with("[2]"), "{}", below.1);
        assert!(below.1.contains("An Invented"), "{}", below.1);
        led += 1;
    }
    assert_eq!(led, 2);
}
