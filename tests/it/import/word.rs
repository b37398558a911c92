//! What Word, LibreOffice and Google Docs write into a document, and what is read of it.

use std::io::{Cursor, Write};

use sayso::import::Letter;
use sayso::import::letter::Options;
use sayso::pack::Shared;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::letters::today;

/// A document with these paragraphs and, where there are any, footnotes.
fn docx(paragraphs: &str, footnotes: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut file = |name: &str, inside: String| {
        zip.start_file(name, SimpleFileOptions::default()).expect("begun");
        zip.write_all(inside.as_bytes()).expect("written");
    };
    let names = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape""#;
    file(
        "word/document.xml",
        format!(
            "<w:document {names}><w:body><w:p><w:r><w:t>Dear MP</w:t></w:r></w:p>{paragraphs}<w:p><w:r><w:t>Yours faithfully</w:t></w:r></w:p></w:body></w:document>"
        ),
    );
    file("word/footnotes.xml", format!("<w:footnotes {names}>{footnotes}</w:footnotes>"));
    zip.finish().expect("a zip").into_inner()
}

/// The letter's own words with their tags, what each placeholder became, and what was told.
fn made(paragraphs: &str, footnotes: &str) -> String {
    let letter = Letter::read("letter.docx", &docx(paragraphs, footnotes)).expect("a letter");
    let shared = Shared::built_in().expect("the registers are sound");
    let made = letter.make(Options { id: "x", today: today(), to: None }, &shared).expect("a pack");
    let file = made.made.files.iter().find(|(path, _)| path.ends_with(".md.hbs"));
    let text = String::from_utf8(file.expect("a template").1.clone()).expect("text");
    let body = text.splitn(3, "---\n").nth(2).unwrap_or_default().trim().to_string();
    let became = letter.gaps.iter().zip(&made.became).map(|(gap, became)| {
        let ids: Vec<String> = became.iter().map(|(id, k)| format!("{id} {}", k.name())).collect();
        format!("\n  {} -> {}{}", gap.written, ids.join(", "), if gap.sure { "" } else { "?" })
    });
    let told = letter.told.iter().map(|told| format!("\n  told: {told}"));
    format!("{body}{}{}", became.collect::<String>(), told.collect::<String>())
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn para(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

#[test]
fn fields_and_controls_become_questions() {
    let field = |told: &str, inside: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\">{inside}</w:fldChar></w:r><w:r><w:instrText xml:space=\"preserve\">{told}</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let control = |look: &str, text: &str| {
        format!(
            "<w:sdt><w:sdtPr>{look}</w:sdtPr><w:sdtContent><w:r><w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>"
        )
    };
    let cases = [
        para(
            &(run("I live in ")
                + &control("<w:showingPlcHdr/><w:text/>", "your town")
                + &run(" now.")),
        ),
        para(&(run("I have ") + &control("<w:text/>", "three children") + &run(" there."))),
        para(
            &(run("My job is ")
                + &field(
                    "FORMTEXT",
                    "<w:ffData><w:name w:val=\"Text1\"/><w:textInput/></w:ffData>",
                    "     ",
                )
                + &run(".")),
        ),
        para(
            &(run("I ")
                + &field(
                    "FORMDROPDOWN",
                    "<w:ffData><w:name w:val=\"View\"/><w:ddList><w:listEntry w:val=\"support\"/><w:listEntry w:val=\"oppose\"/></w:ddList></w:ffData>",
                    "",
                )
                + &run(" it.")),
        ),
        para(
            &(run("I go to ")
                + "<w:fldSimple w:instr=\" MERGEFIELD School_Name \\* MERGEFORMAT \"><w:r><w:t>«School_Name»</w:t></w:r></w:fldSimple>"
                + &run(".")),
        ),
        para(&(run("And to ") + &field(" MERGEFIELD  Surgery ", "", "«Surgery»") + &run(" too."))),
        para(
            &(run("See ")
                + &field(" HYPERLINK \"https://example.org/a\" ", "", "our page")
                + &run(".")),
        ),
    ];
    let all: Vec<String> = cases.iter().map(|case| made(case, "")).collect();
    insta::assert_snapshot!(all.join("\n--\n"));
}

#[test]
fn what_is_written_twice_or_in_signs_is_read_once() {
    let shape = |text: &str| {
        format!(
            "<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
        )
    };
    let cases = [
        para(&(run("Keep it.") + "<w:r>" + &shape("Send by Friday") + "</w:r>")),
        para(&(run("I live in ") + "<w:smartTag><w:r><w:t>Example</w:t></w:r><w:smartTag><w:r><w:t>ton</w:t></w:r></w:smartTag></w:smartTag>" + &run("."))),
        para("<w:r><w:t>A co</w:t><w:softHyphen/><w:t>op with a walk</w:t><w:noBreakHyphen/><w:t>in centre</w:t></w:r>"),
        para(&("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>".to_string() + &run(" It is near.") + "<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B7\"/></w:r>")),
        para(&("<w:r><w:rPr><w:highlight w:val=\"yellow\"/></w:rPr><w:t>Say here why it matters to you.</w:t></w:r>".to_string() + &run(" Keep it."))),
        para(&(run("The ") + "<w:r><w:rPr><w:color w:val=\"FF0000\"/></w:rPr><w:t>name of your library</w:t></w:r>" + &run(" is ours."))),
        para(&(run("We have the ") + "<w:r><w:rPr><w:highlight w:val=\"yellow\"/></w:rPr><w:t>oldest library</w:t></w:r>" + &run(" of all."))),
    ];
    let all: Vec<String> = cases.iter().map(|case| made(case, "")).collect();
    insta::assert_snapshot!(all.join("\n--\n"));
}

#[test]
fn footnotes_with_a_source_are_sources_and_others_are_told() {
    let sign = |id: u8| {
        format!(
            "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>"
        )
    };
    let note =
        |id: u8, text: &str| format!("<w:footnote w:id=\"{id}\">{}</w:footnote>", para(&run(text)));
    let body = para(&(run("Ten died.") + &sign(2) + &run(" Nobody knows why.") + &sign(3)));
    let notes = note(2, "Example Council, Road deaths, 3 May 2026, https://example.org/roads")
        + &note(3, "We asked twice.");
    insta::assert_snapshot!(made(&body, &notes));
    // A raised number that was typed points to the list under the name.
    let typed = para(
        &(run("Ten died")
            + "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>1</w:t></w:r>"
            + &run(".")),
    ) + &para(&run("Yours"))
        + &para(&run("Sources"))
        + &para(&run("1. Road deaths, Example Council, May 2026, https://example.org/roads"));
    let text = made(&typed, "").replace("Yours faithfully", "");
    assert!(text.starts_with("Ten died{{cite \"road-deaths\"}}."), "{text}");
}
