//! Where things stand on the page, measured on the finished file.

use sayso::document::{Block, Document, Inline, Span};

use super::file::File;
use super::samples::{self, empty, lines, para};
use super::{read, written};

const MM: f32 = 72.0 / 25.4;
const HEIGHT: f32 = 297.0 * MM;
const SENTENCE: &str = "The letters come late, the offices are far off, and the people who need them most are asked last. ";

fn letter(paragraphs: usize, sentences: usize) -> Document {
    Document { body: vec![para(&SENTENCE.repeat(sentences)); paragraphs], ..samples::letter() }
}

fn pages(document: &Document) -> usize {
    File::read(&written(document)).pages.len()
}

#[test]
fn the_recipient_shows_in_a_dl_window_and_nothing_else_does() {
    let six = [
        "Ms Alex Member MP",
        "Office of the Member for Exampleton",
        "1 Sample Street",
        "Sampleford",
        "Exampleton",
        "EX1 0ZZ",
    ];
    let document = Document { recipient: lines(&six), ..samples::letter() };
    let (file, _) = read(&document);
    let mut seen = Vec::new();
    for one in &file.shown {
        let top = HEIGHT - one.y - 0.75 * one.size;
        let bottom = HEIGHT - one.y + 0.25 * one.size;
        // The part of the sheet that the window shows wherever the sheet lies; see letter.rs.
        let inside = top >= 53.0 * MM
            && bottom <= 81.0 * MM
            && one.x >= 20.0 * MM
            && one.right <= 103.0 * MM;
        if inside {
            seen.push(one.text.clone());
        }
        // What the window shows of a sheet that lies at the envelope's foot.
        let shows = bottom > 42.0 * MM && top < 81.0 * MM && one.x < 103.0 * MM;
        assert!(inside || !shows, "{:?} shows in the window", one.text);
    }
    let seen: String = seen.concat();
    assert_eq!(
        seen.split_whitespace().collect::<Vec<_>>(),
        six.join(" ").split(' ').collect::<Vec<_>>()
    );
}

#[test]
fn page_numbers_are_there_from_two_pages_on() {
    let one = File::read(&written(&samples::letter()));
    assert!(one.shown.iter().all(|s| !s.artifact));
    let many = File::read(&written(&samples::response()));
    let count = many.pages.len();
    for page in 0..count {
        let last = many.lines(page).pop().expect("a line");
        assert_eq!(last.1, format!("{} of {count}", page + 1));
    }
}

#[test]
fn no_line_of_a_paragraph_stands_alone() {
    for first in 20..36 {
        let mut body = vec![para("Short."); first / 2];
        body.push(para(&SENTENCE.repeat(12)));
        let document = Document { subject: Some("A paper".into()), body, ..empty() };
        let file = File::read(&written(&document));
        let long = |page: usize| {
            file.lines(page).iter().filter(|(_, l)| l.len() > 40 || l.ends_with("last.")).count()
        };
        for page in 0..file.pages.len() {
            assert_ne!(long(page), 1, "after {first} lines a single line stands on page {page}");
        }
    }
}

#[test]
fn a_heading_stands_with_the_text_below_it() {
    for before in 10..60 {
        let heading = Block::Heading(
            2,
            vec![Inline::Text(Span { text: "Heading".into(), ..Span::default() })],
        );
        let mut body = vec![para("Short."); before];
        body.extend([heading, para(&SENTENCE.repeat(3))]);
        let document = Document { subject: Some("A paper".into()), body, ..empty() };
        let file = File::read(&written(&document));
        for page in 0..file.pages.len() {
            let mut lines = file.lines(page);
            lines.retain(|(_, l)| !l.contains(" of "));
            let last = lines.last().expect("a line");
            assert_ne!(last.1, "Heading", "with {before} lines before it");
        }
    }
}

#[test]
fn the_closing_stands_with_the_end_of_the_body() {
    for paragraphs in 3..16 {
        let document = letter(paragraphs, 3);
        let file = File::read(&written(&document));
        let page = (0..file.pages.len())
            .find(|p| file.lines(*p).iter().any(|(_, l)| l == "Yours sincerely"))
            .expect("a closing");
        let lines = file.lines(page);
        let closing = lines.iter().position(|(_, l)| l == "Yours sincerely").expect("a closing");
        assert!(closing >= 2, "{paragraphs} paragraphs: the closing heads a page");
        let signed =
            lines.iter().position(|(_, l)| l == "Jean Sample").expect("a name below the closing");
        let room = lines[closing].0 - lines[signed].0;
        assert!(room > 45.0, "{paragraphs} paragraphs: only {room} points to sign");
    }
}

/// Sizes of the body's type and the distances between its lines.
fn body_measures(file: &File) -> (f32, f32) {
    let body = file.shown.iter().filter(|s| !s.artifact && s.size > 9.5);
    let size = body.map(|s| s.size).fold(f32::MAX, f32::min);
    let lines: Vec<(f32, String)> =
        file.lines(0).into_iter().filter(|(_, l)| l.len() > 60).collect();
    let leading = lines.windows(2).map(|pair| pair[0].0 - pair[1].0).fold(f32::MAX, f32::min);
    (size, leading)
}

#[test]
fn a_letter_a_little_too_long_is_tightened_within_limits() {
    let mut tightest = (f32::MAX, f32::MAX);
    let (mut usual, mut tight, mut two) = (0, 0, 0);
    for extra in 0..30 {
        let mut document = letter(4, 4);
        document.notes.clear();
        document.body.push(Block::Paragraph(vec![Inline::Break; extra]));
        document.body.push(para(
            &"Another line of about this length, and then some words more. ".repeat(1 + extra),
        ));
        let file = File::read(&written(&document));
        let (size, leading) = body_measures(&file);
        tightest = (tightest.0.min(size), tightest.1.min(leading));
        match file.pages.len() {
            1 if size > 10.9 && leading > 14.9 => usual += 1,
            1 => tight += 1,
            _ => two += 1,
        }
        assert!(two == 0 || file.pages.len() > 1, "a longer letter took fewer pages");
    }
    assert!(
        usual > 0 && tight > 1 && two > 0,
        "{usual} usual, {tight} tightened, {two} of two pages"
    );
    assert!(tightest.0 >= 10.4 && tightest.1 >= 13.3, "tightest: {tightest:?}");
}

#[test]
fn three_lines_never_stand_alone_on_page_two() {
    for extra in 0..40 {
        let mut document = samples::letter();
        document.body.push(para(&SENTENCE.repeat(1 + extra / 8)));
        document.body.extend(vec![para("One more."); extra % 8]);
        let file = File::read(&written(&document));
        if file.pages.len() == 2 {
            let lines = file.lines(1).len();
            assert!(lines > 4, "{extra}: {lines} lines on page two");
        }
    }
}

#[test]
fn a_long_table_repeats_its_heading() {
    let rows: Vec<Vec<&str>> = std::iter::once(vec!["Place", "Minutes"])
        .chain((0..90).map(|_| vec!["Exampleton", "54"]))
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let document = Document { body: vec![samples::table(&[], &rows)], ..empty() };
    let (file, report) = read(&document);
    assert_eq!(report.faults, Vec::<String>::new());
    assert!(file.pages.len() > 1);
    for page in 0..file.pages.len() {
        assert_eq!(file.lines(page)[0].1, "PlaceMinutes", "page {page}");
    }
    let spoken = report.elements.iter().filter(|e| e.kind == "TH").count();
    assert_eq!(spoken, 2, "the repeated heading is not read again");
}

#[test]
fn long_address_blocks_do_not_run_off_the_page() {
    let many: Vec<String> = (0..80).map(|n| format!("Line {n} of an address")).collect();
    let document = Document { sender: many.clone(), recipient: many, ..samples::letter() };
    let (_, report) = read(&document);
    assert_eq!(report.faults, Vec::<String>::new());
    assert!(pages(&document) > 2);
}

#[test]
fn a_short_word_is_not_left_alone_on_the_last_line() {
    let mut alone = 0;
    for words in 20..60 {
        let document = Document { body: vec![para(&"word ".repeat(words))], ..empty() };
        let file = File::read(&written(&document));
        alone += usize::from(file.lines(0).last().is_some_and(|(_, l)| l == "word"));
    }
    assert_eq!(alone, 0);
}

#[test]
fn no_line_ends_behind_the_scheme_of_an_address() {
    for more in 0..60 {
        let note = format!("{} https://example.org/{}", "x".repeat(more + 1), "long-".repeat(14));
        let document = Document { notes: vec![note], ..letter(1, 2) };
        let file = File::read(&written(&document));
        let lines = file.lines(0);
        assert!(lines.iter().all(|(_, line)| !line.ends_with("://")), "{more}: {lines:?}");
    }
}

#[test]
fn a_word_alone_on_the_last_line_gets_another() {
    let mut alone = 0;
    for words in 14..60 {
        let text = "seven letters, mostly ".split(' ').cycle().take(words).collect::<Vec<_>>();
        let text = format!("{} together.", text.join(" "));
        let body = vec![para(&text)];
        let document = Document { subject: Some("A paper".into()), body, ..empty() };
        let file = File::read(&written(&document));
        let last = file.lines(0).pop().expect("a line").1;
        alone += usize::from(last.split_whitespace().count() == 1);
    }
    assert_eq!(alone, 0, "a last line of one word");
}

#[test]
fn what_is_read_aloud_is_large_and_what_is_not_posted_leaves_no_gap() {
    let questions = Document {
        recipient: lines(&["Planning Committee"]),
        date_line: Some("21 November 2026".into()),
        subject: Some("The application at Sample Street".into()),
        body: vec![para(&SENTENCE.repeat(4))],
        ..empty()
    };
    // How far down the body begins, and how large it is.
    let body = |file: &File| {
        let lines = file.lines(0);
        let (y, _) = lines.iter().find(|(_, l)| l.starts_with("The letters")).expect("the body");
        let sizes = file.shown.iter().filter(|s| (s.y - y).abs() < 1.0).map(|s| s.size);
        ((HEIGHT - y) / MM, sizes.fold(0.0, f32::max))
    };
    let (down, size) = body(&File::read(&written(&questions)));
    assert_eq!(size, 11.0);
    assert!(down < 60.0, "{down} mm down");
    let aloud = Document { aloud: true, ..questions };
    let (file, report) = read(&aloud);
    assert_eq!(report.faults, Vec::<String>::new());
    assert_eq!(body(&file).1, 14.0);
}

#[test]
fn a_page_takes_no_more_than_20_kb() {
    let one = written(&samples::letter());
    assert!(one.len() <= 20 * 1024, "{} bytes", one.len());
}
