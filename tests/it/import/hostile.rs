//! Whatever comes as a letter or as questions: a pack that is sound, or a sentence that says why
//! there is none.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use sayso::import::{Consultation, Import, Treatment};
use sayso::pack::{self, Made, Shared};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{cases, made};
use crate::support::letters::today;

fn shared() -> &'static Shared {
    Shared::built_in().expect("the registers are sound")
}

/// Errors of the pack, as `check` tells them.
fn errors(made: &Made, shared: &Shared) -> Vec<String> {
    match pack::load(&made::files(made), shared, today()) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(ToString::to_string).collect(),
    }
}

/// A letter made a pack with no error, or refused with words. What nobody confirmed is refused.
fn holds(name: &str, bytes: &[u8], shared: &Shared) -> Result<(), TestCaseError> {
    for mut letter in Import::read(name, bytes).unwrap_or_default() {
        if let Ok(made) = letter.write("x", shared, today()) {
            let errors = errors(&made, shared);
            prop_assert!(!errors.is_empty(), "nobody looked at it, and check says nothing");
        }
        letter.confirm_all();
        sound(letter.write("x", shared, today()), bytes, shared)?;
    }
    Ok(())
}

/// A pack in which nothing is wrong but what is to be confirmed.
fn sound(
    made: Result<Made, sayso::import::ImportError>,
    bytes: &[u8],
    shared: &Shared,
) -> Result<(), TestCaseError> {
    let Ok(made) = made else { return Ok(()) };
    let marked = |error: &String| error.contains("nobody has confirmed");
    let mut errors = errors(&made, shared);
    errors.retain(|error| !marked(error));
    prop_assert!(errors.is_empty(), "{errors:#?}\n{:?}", String::from_utf8_lossy(bytes));
    Ok(())
}

fn questions_hold(name: &str, bytes: &[u8], shared: &Shared) -> Result<(), TestCaseError> {
    if let Ok(mut read) = Consultation::read(name, bytes) {
        read.confirmed = true;
        sound(read.write("x", shared, today()), bytes, shared)?;
    }
    Ok(())
}

/// What letters are made of, and what breaks them.
fn bits() -> impl Strategy<Value = String> {
    let parts = [
        "Dear ",
        "\n\n",
        "\n",
        "Yours sincerely",
        "[your name]",
        "<town>",
        "«FirstName»",
        "{{name}}",
        "{{#if a}}",
        "{{",
        "}}",
        "{",
        "[",
        "]",
        "(delete as appropriate)",
        "he/she",
        "oppose / support ",
        "XXXX",
        "____",
        "........",
        "I live in ",
        "because ",
        "[say why this matters to you]",
        ", ",
        ". ",
        "- ",
        "1. ",
        "# ",
        "> ",
        "* ",
        "**",
        "`",
        "\\",
        "\\{{x}}",
        "<b>",
        "<!-- ",
        "&amp;",
        "£XX",
        "Re: ",
        "Subject: ",
        "YOUR NAME",
        "[insert date]",
        "[number of years]",
        "you",
        "the plan",
        "Please copy and paste this letter",
        "P.S. ",
        "\u{a0}",
        "\u{fdd0}",
        "\u{7f}",
        "“",
        "”",
        "\"",
        "Councillor ",
        "consultation ",
        "Secretary of State ",
        "planning application ",
        "~~~",
        "---",
        "===",
        "| a | b |",
        "!",
        "![x](y)",
        "[x](javascript:1)",
        "[^1]",
        "+ ",
        "--}}",
        "{{!-- ",
        "&#123;",
    ];
    let words = prop::sample::select(parts.to_vec()).prop_map(str::to_string);
    prop::collection::vec(prop_oneof![8 => words, 1 => "\\PC{0,6}", 1 => any::<String>()], 0..40)
        .prop_map(|all| all.concat())
}

/// What questions of consultations are made of.
fn posed() -> impl Strategy<Value = String> {
    let parts = [
        "1. ",
        "2) ",
        "Q3 ",
        "Question 4: ",
        "5a. ",
        "a) ",
        "(b) ",
        "1.1 ",
        "Do you agree?",
        "Why",
        " (maximum 500 words)",
        " up to 1,500 characters",
        "\n",
        "\n\n",
        "Yes",
        "No",
        "Yes / No",
        "- ",
        "• ",
        "☐ ",
        "Please explain",
        "select all that apply",
        "What is your name?",
        "\"",
        "}}",
        "{{",
        "\\",
        "Closes on 3 December 2026",
        "Section B",
        ":",
        "?",
        " ",
        "# ",
        "the plan ",
    ];
    let words = prop::sample::select(parts.to_vec()).prop_map(str::to_string);
    prop::collection::vec(prop_oneof![9 => words, 1 => "\\PC{0,6}"], 0..40)
        .prop_map(|all| all.concat())
}

/// A Word document with this in its body.
fn word(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    zip_of(&[("word/document.xml", xml.as_bytes())])
}

fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("begun");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("a zip").into_inner()
}

/// Pieces of a document's body, in any order.
fn body() -> impl Strategy<Value = String> {
    let parts = [
        "<w:p>",
        "</w:p>",
        "<w:p/>",
        "<w:r>",
        "</w:r>",
        "<w:t>Dear [your MP]</w:t>",
        "<w:t>because </w:t>",
        "<w:t>[say why] and {{x}}</w:t>",
        "<w:del>",
        "</w:del>",
        "<w:ins>",
        "</w:ins>",
        "<w:br/>",
        "<w:tab/>",
        "<w:rPr><w:b/></w:rPr>",
        "<w:rPr><w:highlight w:val=\"yellow\"/></w:rPr>",
        "<w:pPr>",
        "</w:pPr>",
        "<w:fldChar w:fldCharType=\"begin\"/>",
        "<w:fldChar w:fldCharType=\"separate\"/>",
        "<w:fldChar w:fldCharType=\"end\"/>",
        "<w:instrText> MERGEFIELD Name </w:instrText>",
        "<w:fldSimple w:instr=\" MERGEFIELD A \">",
        "</w:fldSimple>",
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>",
        "</w:sdtContent></w:sdt>",
        "<w:tbl>",
        "</w:tbl>",
        "<w:txbxContent>",
        "</w:txbxContent>",
        "<w:hyperlink r:id=\"rId1\">",
        "</w:hyperlink>",
        "&amp;",
        "&x;",
        "&#0;",
        "<w:numPr><w:ilvl w:val=\"9\"/><w:numId w:val=\"1\"/></w:numPr>",
        "<w:rPr><w:del/></w:rPr>",
        "<w:t>Yours sincerely</w:t>",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 0..40).prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_as_a_letter(text in bits()) {
        let shared = shared();
        holds("letter.txt", text.as_bytes(), shared)?;
        holds("letter.md", text.as_bytes(), shared)?;
    }

    #[test]
    fn any_bytes_as_a_letter(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let shared = shared();
        holds("letter.rtf", &[b"{\\rtf1 ".as_slice(), &bytes].concat(), shared)?;
        holds("letter.html", &[b"<html>".as_slice(), &bytes].concat(), shared)?;
        holds("letter.txt", &bytes, shared)?;
        holds("letter.docx", &[b"PK\x03\x04".as_slice(), &bytes].concat(), shared)?;
    }

    #[test]
    fn any_body_as_a_word_document(body in body(), text in "[ -~«»“”£]{0,60}") {
        let shared = shared();
        holds("letter.docx", &word(&body), shared)?;
        let words = text.replace('&', "&amp;").replace('<', "&lt;");
        holds("letter.docx", &word(&format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>{body}")), shared)?;
        holds("letter.docx", &word(&format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")), shared)?;
    }

    #[test]
    fn a_damaged_word_document(at in 0..20_000usize, bytes in prop::collection::vec(any::<u8>(), 1..6)) {
        let shared = shared();
        let mut zip = cases::bytes("a15-nightbus-mayor.docx");
        let length = zip.len();
        for (offset, byte) in bytes.iter().enumerate() {
            zip[(at + offset * 31) % length] = *byte;
        }
        holds("ward.docx", &zip, shared)?;
        zip.truncate(at % length);
        holds("ward.docx", &zip, shared)?;
    }

    #[test]
    fn any_text_as_questions(text in posed()) {
        let shared = shared();
        questions_hold("questions.txt", text.as_bytes(), shared)?;
        questions_hold("questions.md", text.as_bytes(), shared)?;
    }

    #[test]
    fn any_headings_as_questions(headings in prop::collection::vec(posed(), 0..12)) {
        let shared = shared();
        if let Ok(read) = Consultation::of_headings(&headings) {
            let made = read.write("x", shared, today());
            sound(made, headings.join("|").as_bytes(), shared)?;
        }
    }

    #[test]
    fn whatever_is_answered_about_what_is_not_certain(text in bits(), picks in prop::collection::vec(0..5usize, 0..20)) {
        let shared = shared();
        for mut letter in Import::read("letter.txt", text.as_bytes()).unwrap_or_default() {
            letter.confirm_all();
            for (gap, pick) in letter.gaps.iter_mut().zip(&picks) {
                gap.treatment = match pick {
                    0 => Treatment::Ask,
                    1 => Treatment::OwnWords,
                    2 => Treatment::Choose(vec!["one".into(), "two".into()]),
                    3 => Treatment::Text,
                    _ => Treatment::LeaveOut,
                };
            }
            letter.receiver.to = Some("councillor".into());
            sound(letter.write("x", shared, today()), text.as_bytes(), shared)?;
        }
    }
}

#[test]
fn what_is_large_or_deep_comes_to_an_end() {
    let shared = shared();
    let many = 15_000;
    let texts = [
        "[a".repeat(many),
        "[a]".repeat(many),
        "he/she ".repeat(many),
        "x/y (delete as appropriate) ".repeat(5_000),
        "____ ".repeat(many),
        "{{".repeat(many),
        "a\n".repeat(many),
        "- a\n\n".repeat(many),
        "1. Why?\n".repeat(many),
        "Dear \n".repeat(many),
        "Yours\n".repeat(many),
        "* ".repeat(many),
        "> ".repeat(many),
        "**a ".repeat(many),
        "word ".repeat(39_000),
        "x".repeat(190_000),
        ".".repeat(190_000),
        "1".repeat(190_000),
        "(500 words) ".repeat(15_000),
        "/".repeat(190_000),
    ];
    for text in &texts {
        for name in ["a.txt", "a.md"] {
            holds(name, text.as_bytes(), shared).expect("a pack or a refusal");
            questions_hold(name, text.as_bytes(), shared).expect("a pack or a refusal");
        }
    }
    let deep = format!("{}{}", "<w:sdt>".repeat(100_000), "</w:sdt>".repeat(100_000));
    let fields = "<w:fldSimple w:instr=\" MERGEFIELD A \"><w:r><w:t>a</w:t></w:r></w:fldSimple>"
        .repeat(20_000);
    let bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>".repeat(20_000);
    let paragraphs = "<w:p><w:r><w:t>a [b]</w:t></w:r></w:p>".repeat(20_000);
    let attributes =
        format!("<w:p {}/>", (0..50_000).map(|n| format!("a{n}=\"\" ")).collect::<String>());
    let elements = "<w:b/>".repeat(600_000);
    for body in [
        deep,
        format!("<w:p>{fields}</w:p>"),
        format!("<w:p>{bold}</w:p>"),
        paragraphs,
        attributes,
        elements,
    ] {
        holds("a.docx", &word(&body), shared).expect("a pack or a refusal");
    }
    for (name, text) in [
        ("a.html", format!("<p>Dear MP{}", "<a href=x>Keep it.".repeat(10_000))),
        ("a.rtf", format!("{{\\rtf1 Dear MP\\par {}", "{\\b Keep it.".repeat(10_000))),
    ] {
        holds(name, text.as_bytes(), shared).expect("a pack or a refusal");
    }
    // A long note, to which much refers.
    let note = format!(
        "<w:footnotes><w:footnote w:id=\"2\"><w:t>{}</w:t></w:footnote></w:footnotes>",
        "a ".repeat(1_000_000)
    );
    let document = "<w:p><w:footnoteReference w:id=\"2\"/></w:p>".repeat(20_000);
    let files =
        [("word/document.xml", document.as_bytes()), ("word/footnotes.xml", note.as_bytes())];
    holds("a.docx", &zip_of(&files), shared).expect("a pack or a refusal");
    // What is known of a style is kept with the ids of all that it stands in.
    let id = "x".repeat(40_000);
    let style = |n| format!("<w:style w:styleId=\"{id}{n}\"><w:name w:val=\"a\"/>");
    let styles = (0..390).map(style).collect::<String>() + &"</w:style>".repeat(390);
    let document = "<w:p><w:r><w:t>Keep it.</w:t></w:r></w:p>";
    let files =
        [("word/document.xml", document.as_bytes()), ("word/styles.xml", styles.as_bytes())];
    holds("a.docx", &zip_of(&files), shared).expect("a pack or a refusal");
}

#[test]
fn a_zip_that_swells_is_refused() {
    let swollen = vec![b' '; 40_000_000];
    let zip = zip_of(&[("word/document.xml", &swollen)]);
    assert!(zip.len() < 1_000_000);
    let refused = Import::read("a.docx", &zip).expect_err("too large");
    insta::assert_snapshot!(refused.message);
    // Entities that stand for each other stand for nothing.
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Keep it &b; open.</w:t></w:r></w:p></w:body></w:document>";
    let letter = Import::read("a.docx", &zip_of(&[("word/document.xml", laughs.as_bytes())]));
    let made = letter.expect("a letter")[0].write("x", shared(), today()).expect("a pack");
    let template = made.files.iter().find(|(path, _)| path.ends_with(".hbs")).expect("a template");
    assert!(String::from_utf8_lossy(&template.1).contains("\nKeep it open.\n"));
}

#[test]
fn other_files_are_told_what_to_do_with_them() {
    let files: [(&str, Vec<u8>); 7] = [
        ("old.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on".to_vec()),
        ("letter.pdf", b"%PDF-1.7 and so on".to_vec()),
        ("letter.odt", zip_of(&[("content.xml", b"<a/>"), ("META-INF/manifest.xml", b"<a/>")])),
        ("table.xlsx", zip_of(&[("xl/workbook.xml", b"<a/>")])),
        ("letter.pages", zip_of(&[("Index/Document.iwa", b"x")])),
        ("some.zip", zip_of(&[("a.txt", b"a")])),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\x01\x02\x03".to_vec()),
    ];
    let told: Vec<String> = files
        .iter()
        .map(|(name, bytes)| {
            let wrong = Import::read(name, bytes).expect_err(name);
            format!("{name}: {}. Try: {}", wrong.message, wrong.help.unwrap_or_default())
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}
