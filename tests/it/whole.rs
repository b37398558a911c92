//! Names and words come out whole in every format.

use std::process::Command;

use sayso::render::{Format, render};

use crate::support::Home;
use crate::support::letters::{document, example, given, shipped_pack};

const NAMES: &[&str] = &[
    "Siân Ŵyn-O'Brien",
    "Łukasz Sample",
    "Nguyễn Sample",
    "Συμεών Sample",
    "50% *more* for <them> & [us](x)",
    "# not a heading",
    "1. not a list",
    "_under_ `code` ~~gone~~ \\ back",
];

#[test]
fn names_and_words_come_out_whole_in_all_formats() {
    let pack = shipped_pack("nhs-contracts");
    let file = example("nhs-contracts", "barnsley");
    for name in NAMES {
        let story = format!("{name} waited.\n\n- {name}\n- a bullet of mine");
        let changes = [("name", *name), ("story", story.as_str())];
        let letter = document(pack, "mp-letter", &given(&file, &changes));
        let text = String::from_utf8(render(&letter, Format::Text).expect("text")).expect("UTF-8");
        assert!(text.contains(&format!("{name} waited.")), "{name:?} in\n{text}");
        assert!(text.contains(&format!("- {name}\n- a bullet of mine")), "{name:?} in\n{text}");
        assert!(text.starts_with(name), "{name:?} signs in\n{text}");
        let markdown =
            String::from_utf8(render(&letter, Format::Markdown).expect("Markdown")).expect("UTF-8");
        let read = pulldown_cmark::Parser::new(&markdown)
            .filter_map(|e| match e {
                pulldown_cmark::Event::Text(text) | pulldown_cmark::Event::Code(text) => {
                    Some(text.to_string())
                }
                _ => None,
            })
            .collect::<String>();
        assert!(read.contains(&format!("{name} waited.")), "{name:?} in\n{read}");
        render(&letter, Format::Pdf).expect("a PDF");
    }
}

#[test]
fn a_story_of_900_words_is_all_there() {
    let pack = shipped_pack("nhs-contracts");
    let file = example("nhs-contracts", "barnsley");
    let story: String = (1..=900).map(|n| format!("word{n} ")).collect();
    let letter = document(pack, "mp-letter", &given(&file, &[("story", story.trim())]));
    let text = String::from_utf8(render(&letter, Format::Text).expect("text")).expect("UTF-8");
    assert!(text.contains(story.trim()));
    assert!(letter.measure.own >= 900);
    let pdf = render(&letter, Format::Pdf).expect("a PDF");
    let read = pdf_words(&pdf);
    let all =
        |read: String| story.split_whitespace().all(|w| read.split_whitespace().any(|r| r == w));
    assert!(read.is_none_or(all), "a word of the story is not in the PDF");
}

/// The text of a PDF, where the machine has pdftotext.
fn pdf_words(pdf: &[u8]) -> Option<String> {
    let home = Home::new();
    let path = home.file("letter.pdf", pdf);
    let out = Command::new("pdftotext").args([path.to_str()?, "-"]).output().ok()?;
    Some(String::from_utf8_lossy(&out.stdout).into_owned())
}
