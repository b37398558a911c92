//! Every format: the same words in each, nothing typed becomes markup, the same bytes every time.

mod bad;
mod batch;

mod files;
mod read;

use proptest::prelude::*;
use sayso::document::{Block, Document, Inline, Span};
use sayso::pack::shipped;
use sayso::render::{Attachment, Format, Options, render, render_as};

use crate::pdf::samples::{letter, lines};
use crate::pdf::{self, expected, properties};
use crate::support::letters::{document, example, given, of_example, shipped_pack};
use crate::support::repository;

/// The words of a document as each format that has them gives them back.
fn holds_its_words(document: &Document, place: &str) {
    let wanted = expected::bare(document).concat();
    let bytes = |format| render(document, format).expect("rendered");
    for (format, found) in [
        (Format::Docx, read::docx(&bytes(Format::Docx))),
        (Format::Html, read::html(&bytes(Format::Html))),
    ] {
        let found = expected::split(&found).concat();
        if format == Format::Docx && !read::cites_all(&document.body, document.notes.len()) {
            // A note that nothing cites stands below the text, before the footnotes.
            assert_eq!(read::sorted(&found), read::sorted(&wanted), "{format:?} of {place}");
        } else {
            assert_eq!(found, wanted, "{format:?} of {place}");
        }
    }
    // Plain text adds quotation marks, bullets and where links lead; it leaves nothing out.
    let text = String::from_utf8(bytes(Format::Text)).expect("UTF-8");
    let text = expected::split(&text).concat();
    // Apostrophes are printed in the others, and as they were typed in it.
    let typed = |c: char| if c == '’' { '\'' } else { c };
    let mut rest = text.chars().map(typed);
    let lost = wanted.chars().map(typed).position(|c| !rest.any(|t| t == c));
    assert_eq!(lost, None, "text of {place}: {wanted:?} in {text:?}");
    let mail = read::mail(&bytes(Format::Eml));
    assert_eq!(expected::split(&mail.text).concat(), text, "{place}");
    assert_eq!(mail.html.as_bytes(), bytes(Format::Html), "{place}");
    let subject = document.subject.as_ref().unwrap_or(&document.title);
    assert_eq!(expected::split(&mail.subject), expected::split(subject), "{place}");
    read::calendar(&bytes(Format::Ics));
}

#[test]
fn every_example_has_the_same_words_in_every_format_and_20_kb_a_page_at_most() {
    for name in shipped::names() {
        let pack = shipped_pack(name);
        let folder = repository(&format!("templates/{name}/examples"));
        for entry in std::fs::read_dir(folder).expect("examples") {
            let entry = entry.expect("an entry").file_name();
            let Some(case) = entry.to_str().and_then(|n| n.strip_suffix(".yaml")) else { continue };
            let file = example(name, case);
            for template in &file.templates {
                let made = of_example(pack, template, &file);
                let place = format!("{name}/{case}, {template}");
                holds_its_words(&made, &place);
                let pdf = render(&made, Format::Pdf).expect("rendered");
                let pages = pdf::file::File::read(&pdf).pages.len();
                assert!(
                    pdf.len() <= pages * 20 * 1024,
                    "{place}: {} bytes a page",
                    pdf.len() / pages
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_has_the_same_words_in_every_format(document in properties::document()) {
        holds_its_words(&document, "an invented document");
    }

    #[test]
    fn nothing_typed_becomes_markup(
        typed in "[ -~]{1,40}|\\PC{1,20}|(<b>|</p>|]]>|&lt;|&#60;|<!--|<w:t>|\"|'|\r\nBcc: a@example\\.org|@){1,6}"
    ) {
        // Marks are refused in all input.
        prop_assume!(!typed.contains(sayso::text::marks::is_mark));
        let document = Document {
            title: typed.clone(),
            subject: Some(typed.clone()),
            sender: vec![typed.clone()],
            signature: vec![typed.clone()],
            enclosed: Some(typed.clone()),
            notes: vec![typed.clone()],
            body: vec![Block::Paragraph(vec![Inline::Text(Span { text: typed, ..Span::default() })])],
            ..letter()
        };
        holds_its_words(&document, "something typed");
    }
}

#[test]
fn apostrophes_are_printed_and_what_is_kept_or_pasted_is_as_typed() {
    let document = Document {
        subject: Some("Mill Lane's bus".into()),
        body: vec![Block::Paragraph(vec![Inline::Text(Span {
            text: "It's gone: https://example.org/it's".into(),
            ..Span::default()
        })])],
        markdown: "It's gone: https\\://example.org/it's".into(),
        ..letter()
    };
    let bytes = |format| render(&document, format).expect("rendered");
    let printed = ["Mill Lane’s bus", "It’s gone: https://example.org/it's"];
    let pdf = pdf::check::check(&pdf::file::File::read(&bytes(Format::Pdf))).text;
    for text in [pdf, read::docx(&bytes(Format::Docx)), read::html(&bytes(Format::Html))] {
        assert!(printed.iter().all(|words| text.contains(words)), "{text}");
    }
    for format in [Format::Text, Format::Markdown] {
        let text = String::from_utf8(bytes(format)).expect("UTF-8");
        assert!(text.contains("Mill Lane's bus") && text.contains("It's gone"), "{text}");
    }
}

#[test]
fn the_same_document_is_the_same_bytes() {
    let (signature, document) =
        (read::signature(), Document { enclosed: Some("I enclose: a.txt".into()), ..letter() });
    let enclosures = [Attachment { name: "a.txt".into(), bytes: b"A".to_vec() }];
    let options = Options {
        signature: Some(&signature),
        attach_pdf: true,
        enclosures: &enclosures,
        to: Some("mp@example.org"),
        ..Options::default()
    };
    for format in Format::all() {
        let made = || render_as(&document, format, &options).expect("rendered");
        let first = made();
        let other = std::thread::scope(|s| s.spawn(made).join().expect("a thread"));
        assert!(first == other && first == made(), "{format:?}");
    }
}

#[test]
fn an_email_is_a_draft_with_all_that_goes_with_it() {
    let document = Document { email: Some("office@example.org".into()), ..letter() };
    let enclosures = [Attachment { name: "Fotó “1”.jpg".into(), bytes: vec![0, 1, 2, 255] }];
    let options = Options { attach_pdf: true, enclosures: &enclosures, ..Options::default() };
    let bytes = render_as(&document, Format::Eml, &options).expect("an e-mail");
    let head = String::from_utf8_lossy(&bytes);
    let head = head.split("\r\n\r\n").next().unwrap_or_default();
    assert!(head.contains("X-Unsent: 1") && head.contains("To: <office@example.org>"), "{head}");
    assert!(head.contains("Date: Sat, 21 Nov 2026 12:00:00 +0000"), "{head}");
    let mail = read::mail(&bytes);
    let names: Vec<&str> = mail.attached.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["letter.pdf", "Fotó “1”.jpg"]);
    assert!(mail.attached[0].1.starts_with(b"%PDF"));
    assert_eq!(mail.attached[1].1, [0, 1, 2, 255]);
    let other = Options { to: Some("mp@example.org"), ..Options::default() };
    let bytes = render_as(&document, Format::Eml, &other).expect("an e-mail");
    assert!(String::from_utf8_lossy(&bytes).contains("To: <mp@example.org>"));
}

#[test]
fn a_signature_is_seen_and_said_in_pdf_word_and_html() {
    let signature = read::signature();
    let options = Options { signature: Some(&signature), ..Options::default() };
    let made = |format| render_as(&letter(), format, &options).expect("rendered");
    let file = pdf::file::File::read(&made(Format::Pdf));
    let report = pdf::check::check(&file);
    assert_eq!(report.faults, Vec::<String>::new());
    assert_eq!(report.elements.iter().filter(|e| e.kind == "Figure").count(), 1);
    assert_eq!(expected::split(&report.text), expected::words(&letter()));
    let html = String::from_utf8(made(Format::Html)).expect("UTF-8");
    assert!(html.contains("alt=\"Signature of Jean Sample\""), "{html}");
    let word = read::part(&made(Format::Docx), "word/document.xml");
    assert!(word.contains("descr=\"Signature of Jean Sample\""), "{word}");
    assert!(!read::part(&made(Format::Docx), "word/media/signature.png").is_empty());
}

#[test]
fn a_calendar_has_the_deadline_and_a_day_to_ask_again() {
    let pack = shipped_pack("nhs-contracts");
    let file = example("nhs-contracts", "barnsley");
    let letter = document(pack, "mp-letter", &given(&file, &[]));
    let days = |document: &Document| {
        let bytes = render(document, Format::Ics).expect("a calendar");
        let lines = read::calendar(&bytes);
        lines.into_iter().filter(|l| l.starts_with("DTSTART")).collect::<Vec<_>>()
    };
    assert_eq!(days(&letter), ["DTSTART;VALUE=DATE:20261221"]);
    // A request for information has 20 working days, of which Christmas has none.
    let requests = shipped_pack("information-request");
    let asked = example("information-request", "leeds-hospital");
    let request = document(requests, "request", &given(&asked, &[("dated", "2026-12-01")]));
    assert_eq!(days(&request), ["DTSTART;VALUE=DATE:20261231"]);
    let question = document(pack, "scrutiny-questions", &given(&file, &[]));
    let due = question.due.expect("the committee's notice is known");
    let by = due.day.to_datetime(due.at.expect("with an hour")).strftime("%Y%m%dT%H%M%S");
    assert_eq!(days(&question)[0], format!("DTSTART:{by}"));
    assert_eq!(question.email.as_deref(), Some("syicb.communications@nhs.net"));
}

#[test]
fn plain_text_wraps_where_it_is_asked_to() {
    let document = Document {
        body: vec![Block::List(
            Some(9),
            vec![vec![Block::Paragraph(vec![Inline::Text(Span {
                text: "one two three four five six https://example.org/a-long-address-indeed"
                    .into(),
                ..Span::default()
            })])]],
        )],
        sender: lines(&["Jean Sample"]),
        ..letter()
    };
    let text = |wrap| {
        let options = Options { wrap, ..Options::default() };
        String::from_utf8(render_as(&document, Format::Text, &options).expect("text"))
            .expect("UTF-8")
    };
    assert!(text(0).contains("9. one two three four five six https://"));
    assert!(
        text(20).contains(
            "9. one two three\n   four five six\n   https://example.org/a-long-address-indeed\n"
        ),
        "{}",
        text(20)
    );
}
