//! PackFiles that letters come in: Word, OpenDocument, rich text, web pages, and what is piped in.

use std::io::{Cursor, Write};

use sayso::import::{Import, Treatment};
use sayso::pack::Shared;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::cases::printed;
use crate::support::letters::today;
use crate::support::{Home, repository, stderr};

fn zip_of(files: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("begun");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("a zip").into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let names = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let text = format!(
        "<w:document {names}><w:body>{}{body}{}</w:body></w:document>",
        paragraph("Dear MP"),
        paragraph("Yours faithfully")
    );
    zip_of(&[("word/document.xml", text)])
}

/// What is printed, the gaps with what becomes of each, and what was told.
fn read(name: &str, bytes: &[u8]) -> (String, Vec<(String, Treatment)>, Vec<String>) {
    let import = Import::read(name, bytes).expect("a letter").swap_remove(0);
    let shared = Shared::built_in().expect("the registers are sound");
    let made = import.write("x", shared, today()).expect("a pack");
    let gaps = import.gaps.into_iter().map(|gap| (gap.written, gap.treatment)).collect();
    (printed(&made), gaps, import.told)
}

#[test]
fn word_fields_controls_and_highlights_are_gaps() {
    let (printed, gaps, _) = read(
        "a.docx",
        &docx(
            r#"<w:p><w:r><w:t xml:space="preserve">I live in </w:t></w:r><w:fldSimple w:instr=" MERGEFIELD Village "><w:r><w:t>«Village»</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> and am a </w:t></w:r><w:sdt><w:sdtPr><w:alias w:val="Role"/><w:label w:val="7"/><w:dropDownList><w:listItem w:displayText="parent"/><w:listItem w:displayText="pupil"/></w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t>Choose an item.</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t xml:space="preserve"> here for </w:t></w:r><w:r><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>some</w:t></w:r><w:r><w:t xml:space="preserve"> years.</w:t></w:r></w:p>"#,
        ),
    );
    assert!(
        printed.contains("I live in ⟦village⟧ and am a ⟦role⟧ here for ⟦some⟧ years."),
        "{printed}"
    );
    assert_eq!(gaps[1].1, Treatment::Choose(vec!["parent".into(), "pupil".into()]));
}

#[test]
fn word_tables_keep_their_rows_and_changes_are_taken() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |a: &str, b: &str| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
    let body = format!(
        "<w:p><w:del><w:r><w:delText>Old</w:delText></w:r></w:del><w:ins><w:r><w:t>New words.</w:t></w:r></w:ins></w:p><w:tbl>{}{}</w:tbl>",
        row("Day", "Cars"),
        row("Monday", "[number]")
    );
    let (printed, ..) = read("a.docx", &docx(&body));
    assert!(printed.contains("New words.") && !printed.contains("Old"), "{printed}");
    assert!(printed.contains("- Day – Cars\n- Monday – ⟦number⟧"), "{printed}");
}

#[test]
fn open_document() {
    let content = r##"<office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f" xmlns:table="b"><office:automatic-styles><style:style style:name="T1"><style:text-properties fo:background-color="#ffff00"/></style:style><style:style style:name="T2"><style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles><office:body><office:text><text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>Dear MP</text:p><text:p><text:span text:style-name="T2">Our library</text:span></text:p><text:p>I live in <text:span text:style-name="T1">your village</text:span><text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note> and read.</text:p><text:list><text:list-item><text:p>one</text:p></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list><text:p>Since <text:placeholder>&lt;when&gt;</text:placeholder>.</text:p><text:p>Yours sincerely</text:p></office:text></office:body></office:document-content>"##;
    let bytes =
        zip_of(&[("content.xml", content.into()), ("META-INF/manifest.xml", "<a/>".into())]);
    let (printed, gaps, told) = read("a.odt", &bytes);
    assert!(printed.contains("I live in ⟦village⟧ and read."), "{printed}");
    assert!(printed.contains("- one\n- two") && printed.contains("Since ⟦when⟧."), "{printed}");
    assert!(printed.contains("subject: \"Our library\"") && !printed.contains("gone"), "{printed}");
    assert_eq!(gaps.len(), 3);
    assert_eq!(gaps[1], ("[1]".into(), Treatment::Source));
    assert!(told.join(" ").contains("gone"), "{told:?}");
}

#[test]
fn rich_text() {
    let rtf = r"{\rtf1\ansi{\fonttbl{\f0 Times;}}{\*\generator x;}\pard Dear MP\par {\b Our library}\par I live in [your village] \u8211- it\'92s \{dear\} to {\highlight7 how many} of us.\par \bullet one\par Yours sincerely\par }";
    let (printed, gaps, _) = read("a.rtf", rtf.as_bytes());
    assert!(printed.contains("I live in ⟦village⟧ – it’s ⟦"), "{printed}");
    assert!(
        printed.contains("subject: \"Our library\"") && !printed.contains("Times"),
        "{printed}"
    );
    assert_eq!(gaps.len(), 3, "{gaps:?}");
}

#[test]
fn web_pages_as_saved_or_copied() {
    let page = "<!DOCTYPE html><html><head><title>x</title><script>if (a < b) {}</script></head><body><nav><a href='/'>Home</a></nav><h1>Write to your MP</h1><p>Dear [MP's name]<p><b>Our library</b><p>I live in <mark>your village</mark> &amp; read&nbsp;there.<br>Often.<ul><li>one<li>two</ul><p>Yours sincerely<p>[name]</body></html>";
    for text in [page.to_string(), page[page.find("<h1").expect("a heading")..].to_string()] {
        let (printed, gaps, _) = read("a.html", text.as_bytes());
        assert!(printed.contains("I live in ⟦village⟧ & read there."), "{printed}");
        assert!(
            printed.contains("- one\n- two") && printed.contains("subject: \"Our library\""),
            "{printed}"
        );
        assert!(!printed.contains("Home") && gaps.len() == 1, "{printed}");
    }
}

#[test]
fn the_fields_of_a_page_are_gaps_and_its_lines_stay_where_they_are_as_typed() {
    let page = "<p>Dear MP</p><p>I live in <input placeholder='your town'><input type=hidden value=1>, as a <select><option value=1>parent<option value=2>pupil</select>.</p><pre>It is late.\n\nPlease mend it.\n\nYours sincerely\n</pre>";
    let (printed, gaps, _) = read("a.html", page.as_bytes());
    assert!(printed.contains("late.\n\nPlease mend it."), "{printed}");
    assert_eq!(gaps[0].1, Treatment::Ask, "{gaps:?}");
    assert_eq!(gaps[1].1, Treatment::Choose(vec!["parent".into(), "pupil".into()]));
}

#[test]
fn a_raised_number_is_the_mark_of_a_note_or_a_power() {
    let page = "<p>Dear MP</p><p>It was 12,345 hours<sup>1</sup>, 10<sup>6</sup> more on the 1<sup>st</sup> of May, for good<sup><a href=\"#n2\">2</a></sup>.</p><p>Yours</p><p><sup>1</sup> Cabinet paper, May 2026</p>";
    let import = Import::read("a.html", page.as_bytes()).expect("a letter").swap_remove(0);
    let gaps: Vec<_> =
        import.gaps.iter().map(|g| (g.written.as_str(), g.treatment.clone(), g.exact)).collect();
    let wanted = [
        ("¹", Treatment::Source, true),
        ("⁶", Treatment::Text, true),
        // It may point to a note that is set aside.
        ("²", Treatment::Text, false),
    ];
    assert_eq!(gaps, wanted);
    let (word, rich) = (
        docx(
            "<w:p><w:r><w:t>Dear MP</w:t></w:r></w:p><w:p><w:r><w:t>It is 10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>6</w:t></w:r><w:r><w:t xml:space=\"preserve\"> more.</w:t></w:r></w:p>",
        ),
        br"{\rtf1 Dear MP\par It is 10{\super 6} more.\par}",
    );
    for (name, bytes) in [
        ("a.docx", word.as_slice()),
        ("a.rtf", rich.as_slice()),
        ("a.md", b"Dear MP\n\nIt is 10<sup>6</sup> more.\n"),
    ] {
        let gaps = Import::read(name, bytes).expect("a letter").swap_remove(0).gaps;
        assert_eq!(gaps.iter().map(|g| g.written.as_str()).collect::<Vec<_>>(), ["⁶"], "{name}");
    }
}

#[test]
fn what_is_piped_in_is_a_letter() {
    let home = Home::new();
    let output = home
        .sayso()
        .args(["new", "ours", "--letter", "-"])
        .write_stdin("Dear Councillor\n\nPlease keep it, for [your street].\n\nYours sincerely\n")
        .output()
        .expect("it starts");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(home.read("ours/councillor-letter.md.hbs").contains("for {{street}}."));
}

#[test]
fn every_list_is_used_and_every_list_that_is_used_is_there() {
    let data = std::fs::read_to_string(repository("data/import.yaml")).expect("read");
    let lists: serde_yaml::Mapping = serde_yaml::from_str(&data).expect("YAML");
    let mut code = String::new();
    let mut folders = vec![repository("src/import")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("listed") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false => code.push_str(&std::fs::read_to_string(path).expect("text")),
            }
        }
    }
    for name in lists.keys().filter_map(|name| name.as_str()) {
        let used = code.contains(&format!("\"{name}\"")) || code.contains(&format!("().{name}"));
        let used = used || data.contains(&format!("~{name}~"));
        assert!(used, "{name} is a list that nothing uses");
    }
    let shapes = lists["shapes"].as_mapping().expect("patterns");
    for name in shapes.keys().filter_map(|name| name.as_str()) {
        let in_data = ["pattern: {},", "only: {}}", "- [{}, "];
        let in_data = in_data.iter().any(|use_of| data.contains(&use_of.replacen("{}", name, 1)));
        let used = code.contains(&format!("\"{name}\"")) || in_data;
        assert!(used, "{name} is a pattern that nothing uses");
    }
    let named = code.split("shape(\"").skip(1);
    for name in named.filter_map(|rest| rest.split('"').next()) {
        assert!(shapes.contains_key(name), "{name} is no pattern of data/import.yaml");
    }
    let calls = ["list(\"", "begins(", "is(", "says(", "label_of("];
    for call in calls.iter().flat_map(|call| code.split(call).skip(1)) {
        let arguments = call.split(')').next().unwrap_or_default();
        let name = arguments.trim_end_matches('"').rsplit(['"', ' ']).next().unwrap_or_default();
        let quoted =
            arguments.ends_with(&format!("\"{name}\"")) || arguments == format!("{name}\"");
        assert!(!quoted || lists.contains_key(name), "{name} is no list of data/import.yaml");
    }
}
