//! What nobody should put into a table, and somebody will.

use proptest::prelude::*;
use sayso::batch::table::{Table, csv, csv_safe, safe};

use super::made::{Cell, cells, xlsx, zip};
use super::{fault, read, rows, told};

#[test]
fn a_cell_of_a_megabyte_is_a_cell() {
    let long = "word ".repeat(200_000);
    let table = read(format!("name,story\nJean,{long}\nAlex,\"{long}\"\n"));
    assert_eq!(table.len(), 2);
    assert!(table.rows().all(|row| row.cell(1).len() == 1_000_000));
}

#[test]
fn fifty_thousand_columns_are_read() {
    let headings: Vec<String> = (0..50_000).map(|n| format!("h{n}")).collect();
    let cells: Vec<String> = (0..50_000).map(|n| n.to_string()).collect();
    let table = read(format!("{}\n{}\nx\n", headings.join(","), cells.join(",")));
    assert_eq!(table.headings.len(), 50_000);
    assert_eq!(table.row(0).map(|row| row.cell(49_999)), Some("49999"));
    assert_eq!(table.row(1).map(|row| row.cell(49_999)), Some(""));
}

#[test]
fn strange_characters_leave_the_table_readable() {
    let text = "na\0me,st\u{202e}ory\nJe\0an,a\u{1f}b\u{1e}c\u{7}\u{202e}d\u{fdd0}\u{ffff}\n";
    let table = read(text);
    assert_eq!(table.headings, ["name", "story"]);
    // What parts cells within the program is shown as what other programs cannot keep.
    assert_eq!(rows(&table)[0].1, ["Je\0an", "a\u{1a}b\u{1e}c\u{7}\u{202e}d\u{fdd0}\u{ffff}"]);
}

#[test]
fn damaged_utf_8_is_not_taken_for_another_encoding() {
    let mut bytes = "name,story\nSiân,café\nZoë,".as_bytes().to_vec();
    bytes.extend(b"x\xc3\n");
    let table = read(bytes);
    assert_eq!(rows(&table)[0].1, ["Siân", "café"]);
    assert_eq!(rows(&table)[1].1, ["Zoë", "x\u{fffd}"]);
    assert_eq!(table.notes.len(), 1);
}

#[test]
fn an_open_quotation_mark_is_told_with_its_row_and_column() {
    let opened = fault("name,story\n\nJean,\"it was\nlate\"\nAlex,\"it was\n\nSam,x\n");
    let first = fault("name,\"story\nJean,x\n");
    insta::assert_snapshot!([opened, first].map(|fault| told(&fault)).join("\n\n"));
    // A mark inside a cell is only a character.
    let table = read("name,height\nJean,5\" and 6\"\nAlex,\n");
    assert_eq!(rows(&table)[0].1[1], "5\" and 6\"");
}

#[test]
fn a_bomb_is_told() {
    let zeros = vec![b'0'; 64 << 20];
    let many: Vec<(String, &[u8])> =
        (0..10).map(|n| (format!("xl/worksheets/sheet{n}.xml"), &zeros[..])).collect();
    let mut files: Vec<(&str, &[u8])> =
        many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    files.push(("xl/workbook.xml", b"<workbook/>"));
    insta::assert_snapshot!(told(&fault(zip(&files))));
}

#[test]
fn a_cell_far_away_is_told() {
    let far = |at: &str| {
        let sheet = format!(
            "<worksheet><sheetData><row r=\"1\"><c r=\"{at}\" t=\"inlineStr\"><is><t>x</t></is></c>\
             </row></sheetData></worksheet>"
        );
        let book = xlsx(&[("Sheet1", Vec::new())]);
        Table::read(with_file(&book, "xl/worksheets/sheet1.xml", sheet.as_bytes()), "x.xlsx", None)
    };
    assert!(far("XFD1048576").is_ok());
    for at in ["XFE1", "ZZZZ1", "ZZZZZZZZZZZZZZ1", "A99999999999999999999"] {
        assert!(far(at).is_err(), "{at}");
    }
}

/// A file of a zip.
fn file_of(bytes: &[u8], name: &str) -> Vec<u8> {
    use std::io::Read;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let mut content = Vec::new();
    zip.by_name(name).expect("the file").read_to_end(&mut content).expect("read");
    content
}

/// A zip with one of its files changed.
pub(crate) fn with_file(bytes: &[u8], changed: &str, new: &[u8]) -> Vec<u8> {
    use std::io::Read;
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for index in 0..old.len() {
        let mut file = old.by_index(index).expect("a file");
        let name = file.name().expect("a name").to_string();
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("read");
        files.push((name.clone(), if name == changed { new.to_vec() } else { content }));
    }
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), &b[..])).collect();
    zip(&files)
}

#[test]
fn what_we_write_is_never_a_formula() {
    for cell in [
        "=cmd()",
        "+44",
        "-5",
        "@x",
        "\t=x",
        "\r=x",
        " =x",
        "\n=x",
        "＝x",
        "＋x",
        "－x",
        "＠x",
        "'=x",
        "''=x",
        "\u{feff}=x",
        "\u{0}=x",
        "−5",
    ] {
        let safe = csv_safe(cell);
        assert!(safe.starts_with('\''), "{cell:?}");
        assert_eq!(safe::undone(&safe), cell);
    }
    for cell in ["", "Jean", "'quoted'", "O'Brien", "1 = 1", "a@example.org", "01632 960123"] {
        assert_eq!(csv_safe(cell), cell);
        assert_eq!(safe::undone(cell), cell);
    }
}

/// The text of a table as people and programs make them, and worse.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zé,;\t\"' =+@\\-]{0,12}",
        "[\\PC\r\n\t]{0,20}",
        Just(String::new()),
        "['=\t \r\n+]{0,4}",
    ]
}

proptest! {
    #[test]
    fn any_bytes_are_a_table_or_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let read = Table::read(bytes, "x", None);
        if let Ok(table) = &read {
            let _ = rows(table);
        }
        let told = read.err().map(|fault| told(&fault));
        prop_assert!(told.is_none_or(|told| told.contains("hint: ")));
    }

    #[test]
    fn any_text_is_a_table_or_a_fault(text in "[a-c\"',;\t\r\n\0\u{1e}\u{1f}=é]{0,200}") {
        if let Ok(table) = Table::read(text.into_bytes(), "x", None) {
            let numbers: Vec<u32> = table.rows().map(|row| row.number).collect();
            prop_assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]), "{numbers:?}");
            prop_assert!(numbers.iter().all(|number| *number > 1));
        }
    }

    #[test]
    fn a_damaged_workbook_is_a_table_or_a_fault(
        at in prop::collection::vec((0usize..100_000, any::<u8>()), 1..20),
        cut in 0usize..100_000,
    ) {
        let mut bytes = xlsx(&[("Sheet1", cells(Cell::Inline).into_iter().take(5).collect())]);
        for (at, byte) in at {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        bytes.truncate(bytes.len() - (cut % bytes.len()) * usize::from(cut.is_multiple_of(3)));
        let _ = Table::read(bytes, "x", None);
    }

    #[test]
    fn a_strange_sheet_is_a_table_or_a_fault(
        part in 0usize..4,
        at in prop::collection::vec((0usize..100_000, any::<u8>()), 1..8),
    ) {
        let parts =
            ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"];
        let cells = vec![
            (1, vec![Cell::Inline("a".into()), Cell::Shared("b".into())]),
            (2, vec![Cell::Number("45982.5".into(), 2), Cell::Xml("t=\"b\"><v>1</v>")]),
        ];
        let book = xlsx(&[("Sheet1", cells)]);
        let mut xml = file_of(&book, parts[part]);
        for (at, byte) in at {
            let at = at % xml.len();
            xml[at] = byte;
        }
        let book = with_file(&book, parts[part], &xml);
        if let Ok(table) = Table::read(book, "x", None) {
            let _ = rows(&table);
        }
    }

    #[test]
    fn what_is_made_safe_can_be_undone(cell in cell()) {
        let safe = csv_safe(&cell);
        prop_assert!(!safe.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']));
        prop_assert_eq!(safe::undone(&safe), &cell);
    }

    /// A spreadsheet's rows come back with their numbers, whatever stands in them; a cell of several
    /// lines that may be rows is told, and nothing is read.
    #[test]
    fn what_is_written_reads_the_same(
        written in prop::collection::vec(prop::collection::vec(cell(), 3), 0..12),
        blank in prop::collection::vec(0usize..3, 12),
    ) {
        let mut text = String::from("one,two,three\r\n");
        let mut wanted = Vec::new();
        let mut number = 1;
        for (cells, blank) in written.iter().zip(&blank) {
            text.push_str(&"\r\n".repeat(*blank));
            let line = csv(cells.iter().map(String::as_str), [[]; 0]);
            let line = String::from_utf8(line).expect("UTF-8");
            text.push_str(line.trim_start_matches('\u{feff}'));
            number += 1 + *blank as u32;
            let safe: Vec<String> = cells.iter().map(|cell| csv_safe(cell).into_owned()).collect();
            // What looks damaged is mended, which tests of its own see to.
            prop_assume!(!safe.iter().any(|cell| cell.contains(['Ã', 'Â', 'â', 'Å', 'Ä', 'ð', 'Î', 'Ð', '&', '<'])));
            if safe.iter().any(|cell| !cell.trim().is_empty()) {
                wanted.push((number, safe));
            }
        }
        match Table::read(text.into_bytes(), "Responses.csv", None) {
            Ok(table) => prop_assert_eq!(rows(&table), wanted),
            Err(fault) => {
                let is_like_rows = |cell: &String| cell.contains('\n') && cell.matches(',').count() > 1;
                prop_assert_eq!(fault.code, "table-rows-in-quote");
                prop_assert!(wanted.iter().any(|(_, cells)| cells.iter().any(is_like_rows)));
            }
        }
    }
}

/// Found by the property.
#[test]
fn a_cell_of_several_lines_with_the_commas_of_a_row_is_told() {
    let told = fault("one,two,three\r\n,\",!\n,x\",\r\n");
    assert_eq!(told.code, "table-rows-in-quote");
}
