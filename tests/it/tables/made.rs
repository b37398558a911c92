//! One made-up table of 200 rows, in every shape in which spreadsheets and forms hand tables out.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::Rows;

/// The headings.
pub(crate) const HEADINGS: [&str; 8] = [
    "Timestamp",
    "Your full name",
    "E-mail address",
    "Post code",
    "3. What would it mean to you, or to people close to you?",
    "Which points matter most?",
    "Ward / parish",
    "agreed",
];

/// The rows with their numbers; after every fortieth one row is blank.
pub(crate) fn rows() -> Rows {
    let mut number = 1;
    (0..200)
        .map(|nth: usize| {
            number += if nth > 0 && nth.is_multiple_of(40) { 2 } else { 1 };
            (number, row(nth))
        })
        .collect()
}

fn row(nth: usize) -> Vec<String> {
    let words = [
        "We waited three hours.\n\nNobody told us why, and the bus costs £5.",
        "Siân’s clinic – the one in “Mill Lane” – is ours; mine, yours, and everyone's.",
        "She said \"no\"\nand left; a, b; c",
        "=SUM(A1:A9)",
        "",
        "\tIndented, with a tab\tinside",
        "'quoted'",
    ];
    let points = ["Staff, pay and training;Secrecy", "Secrecy", "", "Staff, pay and training"];
    [
        format!("2026-11-{:02} 09:30", nth % 28 + 1),
        format!("Person Sample {nth}"),
        if nth.is_multiple_of(3) { String::new() } else { format!("p{nth}@example.org") },
        format!("S70 {}ZZ", nth % 10),
        words[nth % words.len()].to_string(),
        points[nth % points.len()].to_string(),
        if nth.is_multiple_of(2) { "Exampleton".into() } else { String::new() },
        if nth.is_multiple_of(5) { "no".into() } else { "Yes".into() },
    ]
    .to_vec()
}

/// The table as text.
pub(crate) fn text(separator: char, end: &str) -> String {
    let mut out = line(HEADINGS.iter().copied(), separator, end);
    let mut number = 1;
    for (row, cells) in rows() {
        for _ in number + 1..row {
            out.push_str(end);
        }
        number = row;
        out.push_str(&line(cells.iter().map(String::as_str), separator, end));
    }
    out
}

fn line<'a>(cells: impl Iterator<Item = &'a str>, separator: char, end: &str) -> String {
    let quoted = |cell: &str| {
        let special = |c: char| c == separator || matches!(c, '"' | '\n' | '\r');
        if cell.contains(special) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_string()
        }
    };
    let cells: Vec<String> = cells.map(quoted).collect();
    format!("{}{end}", cells.join(&separator.to_string()))
}

/// UTF-16, with its mark or without.
pub(crate) fn utf_16(text: &str, little: bool, mark: bool) -> Vec<u8> {
    let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
    units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

/// A zip of these files.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        if name.ends_with('/') {
            zip.add_directory(name.trim_end_matches('/'), options).expect("added");
        } else {
            zip.start_file(*name, options).expect("begun");
            zip.write_all(bytes).expect("written");
        }
    }
    zip.finish().expect("a zip").into_inner()
}

/// A cell of a workbook.
#[derive(Clone, Debug)]
pub(crate) enum Cell {
    /// Text within the cell.
    Inline(String),
    /// Text in the table of texts.
    Shared(String),
    /// A number, with the number of its format: 0 none, 1 date, 2 date and time.
    Number(String, usize),
    /// Any other cell, as XML: attributes and content.
    Xml(&'static str),
}

/// The rows of a sheet.
pub(crate) type Sheet = Vec<(u32, Vec<Cell>)>;

/// The same table as cells of a workbook.
pub(crate) fn cells(kind: fn(String) -> Cell) -> Sheet {
    let headings = HEADINGS.iter().map(|h| kind((*h).to_string())).collect();
    let rows = rows().into_iter().map(|(n, row)| (n, row.into_iter().map(kind).collect()));
    std::iter::once((1, headings)).chain(rows).collect()
}

/// A workbook with these sheets.
pub(crate) fn xlsx(sheets: &[(&str, Sheet)]) -> Vec<u8> {
    let mut shared = Vec::new();
    let mut files: Vec<(String, String)> = Vec::new();
    let (mut names, mut relations, mut types) = (String::new(), String::new(), String::new());
    for (nth, (name, rows)) in sheets.iter().enumerate() {
        let id = nth + 1;
        names.push_str(&format!(
            "<sheet name=\"{}\" sheetId=\"{id}\" r:id=\"rId{id}\"/>",
            escaped(name)
        ));
        relations.push_str(&format!(
            "<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{id}.xml\"/>"
        ));
        types.push_str(&format!(
            "<Override PartName=\"/xl/worksheets/sheet{id}.xml\" ContentType=\"{MAIN_TYPE}.worksheet+xml\"/>"
        ));
        files.push((format!("xl/worksheets/sheet{id}.xml"), sheet(rows, &mut shared)));
    }
    let strings: String = shared
        .iter()
        .map(|text| format!("<si><t xml:space=\"preserve\">{}</t></si>", escaped(text)))
        .collect();
    for (id, part) in [("S", "sharedStrings"), ("T", "styles")] {
        relations.push_str(&format!(
            "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{part}\" Target=\"{part}.xml\"/>"
        ));
    }
    files.extend([
        (
            "[Content_Types].xml".into(),
            format!(
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
                 <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
                 <Override PartName=\"/xl/workbook.xml\" ContentType=\"{MAIN_TYPE}.sheet.main+xml\"/>{types}</Types>"
            ),
        ),
        (
            "_rels/.rels".into(),
            format!(
                "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"rId1\" \
                 Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".into(),
            format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{names}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels".into(),
            format!("<Relationships xmlns=\"{PACKAGE}\">{relations}</Relationships>"),
        ),
        ("xl/sharedStrings.xml".into(), format!("<sst xmlns=\"{MAIN}\">{strings}</sst>")),
        (
            "xl/styles.xml".into(),
            format!(
                "<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"3\"><xf numFmtId=\"0\"/>\
                 <xf numFmtId=\"14\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"
            ),
        ),
    ]);
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    zip(&files)
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const MAIN_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

fn sheet(rows: &[(u32, Vec<Cell>)], shared: &mut Vec<String>) -> String {
    let mut out = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>");
    for (number, cells) in rows {
        out.push_str(&format!("<row r=\"{number}\">"));
        for (column, cell) in cells.iter().enumerate() {
            let at = format!("{}{number}", letters(column));
            match cell {
                // Spreadsheets leave empty cells out.
                Cell::Inline(text) | Cell::Shared(text) if text.is_empty() => {}
                Cell::Inline(text) => out.push_str(&format!(
                    "<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    escaped(text)
                )),
                Cell::Shared(text) => {
                    out.push_str(&format!("<c r=\"{at}\" t=\"s\"><v>{}</v></c>", shared.len()));
                    shared.push(text.clone());
                }
                Cell::Number(number, style) => {
                    out.push_str(&format!("<c r=\"{at}\" s=\"{style}\"><v>{number}</v></c>"));
                }
                Cell::Xml(xml) => out.push_str(&format!("<c r=\"{at}\" {xml}</c>")),
            }
        }
        out.push_str("</row>");
    }
    out.push_str("</sheetData></worksheet>");
    out
}

fn letters(column: usize) -> String {
    let last = char::from(b'A' + (column % 26) as u8);
    if column < 26 { last.to_string() } else { format!("{}{last}", letters(column / 26 - 1)) }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
