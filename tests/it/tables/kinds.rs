//! One table, every kind of file.

use encoding_rs::WINDOWS_1252;
use sayso::batch::table::Table;

use super::made::{self, Cell, HEADINGS, cells, text, utf_16, xlsx, zip};
use super::{fault, read, rows, told};

/// Whether the bytes are read as the made table.
fn is_the_table(bytes: Vec<u8>, what: &str) -> Table {
    let table = Table::read(bytes, "Responses.csv", None);
    let table = table.unwrap_or_else(|fault| panic!("{what}: {fault}"));
    assert_eq!(table.headings, HEADINGS, "{what}");
    let (found, wanted) = (rows(&table), made::rows());
    for (found, wanted) in found.iter().zip(&wanted) {
        assert_eq!(found, wanted, "{what}");
    }
    assert_eq!(found.len(), wanted.len(), "{what}");
    table
}

#[test]
fn every_separator_line_end_and_encoding_gives_the_same_rows() {
    for separator in [',', ';', '\t'] {
        for end in ["\n", "\r\n"] {
            for head in [String::new(), format!("sep={separator}{end}")] {
                let text = format!("{head}{}", text(separator, end));
                let what = format!("{separator:?} {end:?} {head:?}");
                is_the_table(text.clone().into_bytes(), &what);
                is_the_table(format!("\u{feff}{text}").into_bytes(), &what);
                let (bytes, ..) = WINDOWS_1252.encode(&text);
                let table = is_the_table(bytes.into_owned(), &what);
                let notes: Vec<&str> = table.notes.iter().map(|note| note.code).collect();
                assert_eq!(notes, ["table-windows-1252"]);
                for (little, mark) in [(true, true), (true, false), (false, true), (false, false)] {
                    is_the_table(utf_16(&text, little, mark), &what);
                }
            }
        }
    }
}

#[test]
fn an_old_macintosh_ends_its_lines_with_a_carriage_return() {
    is_the_table(text(',', "\n").replace('\n', "\r").into_bytes(), "CR");
}

#[test]
fn the_last_line_may_lack_its_end() {
    is_the_table(text(',', "\n").trim_end().as_bytes().to_vec(), "no line end");
    is_the_table(format!("{}\n\n\n", text(',', "\n")).into_bytes(), "blank lines at the end");
    is_the_table(format!("{},,,,,,,\n,\n", text(',', "\n")).into_bytes(), "blank cells");
}

#[test]
fn a_workbook_gives_the_same_rows() {
    for kind in [Cell::Inline, Cell::Shared] {
        is_the_table(xlsx(&[("Form responses 1", cells(kind))]), "xlsx");
    }
}

#[test]
fn a_zip_gives_the_same_rows() {
    let csv = text(',', "\r\n");
    let book = xlsx(&[("Sheet1", cells(Cell::Shared))]);
    for files in [
        &[("Form responses.csv", csv.as_bytes())][..],
        &[("responses/", b""), ("responses/Responses.TSV", csv.as_bytes())],
        &[
            ("a.csv", csv.as_bytes()),
            ("__MACOSX/._a.csv", b"x"),
            (".DS_Store", b"x"),
            ("read me.txt", b"hello"),
        ],
        &[("Responses.xlsx", &book)],
    ] {
        is_the_table(zip(files), &format!("{:?}", files[0].0));
    }
}

#[test]
fn blank_lines_above_the_headings_count_as_rows() {
    let table = read("\n \n,,\nname,ward\nJean,North\n\n\"a\nb\",South\n");
    assert_eq!(table.headings, ["name", "ward"]);
    assert_eq!(rows(&table)[0].0, 5);
    assert_eq!(rows(&table)[1], (7, vec!["a\nb".into(), "South".into()]));
    let table = read("sep=;\r\n\r\nname;ward\r\n\r\nJean;North\r\n");
    assert_eq!(rows(&table), [(4, vec!["Jean".into(), "North".into()])]);
}

#[test]
fn rows_may_be_short_and_what_is_beyond_is_counted() {
    let table = read("a,b,c\n1\n1,2,3,,\n1,2,3,x,,y\n");
    let beyond: Vec<usize> = table.rows().map(|row| row.beyond()).collect();
    assert_eq!(beyond, [0, 0, 2]);
    let behind: Vec<&str> =
        table.rows().flat_map(|row| row.unheaded().collect::<Vec<_>>()).collect();
    assert_eq!(behind, ["x", "", "y"]);
    assert_eq!(rows(&table)[0].1, ["1", "", ""]);
    assert_eq!(rows(&table)[2].1, ["1", "2", "3"]);
    // So are those in columns that nobody headed: a separator within an answer moves cells there.
    let table = read("a,b,,\n1,2,note,\n1,2,note,,x\n");
    let beyond: Vec<usize> = table.rows().map(|row| row.beyond()).collect();
    assert_eq!((table.headings.len(), beyond), (2, vec![1, 2]));
}

#[test]
fn one_column_is_a_table() {
    let table = read("agreed\nyes\nno\n");
    assert_eq!(table.headings, ["agreed"]);
    assert_eq!(table.len(), 2);
}

#[test]
fn a_separator_is_told_from_one_within_the_cells() {
    let prose = "Name;What would you, as a patient, want?\nJean;a, b, c, d\nAlex;one\nSam;x, y\n";
    assert_eq!(read(prose).headings.len(), 2);
    let lists = "Name,Points\nJean,\"a;b\"\nAlex,a;b;c\nSam,a\n";
    assert_eq!(read(lists).headings.len(), 2);
    assert_eq!(read("Name\tNotes, if any\nJean\tno, none\n").headings.len(), 2);
    // Named by the file, whatever it looks like.
    assert_eq!(read("sep=|\na,b|c\n1|2\n").headings, ["a,b", "c"]);
}

#[test]
fn workbook_cells_read_as_people_see_them() {
    let row = |cells: &[Cell]| cells.to_vec();
    let bytes = xlsx(&[(
        "Sheet1",
        vec![
            (1, vec![Cell::Inline("a".into()); 9]),
            (
                3,
                row(&[
                    Cell::Number("7700900123".into(), 0),
                    Cell::Number("45982".into(), 1),
                    Cell::Number("45982.5625".into(), 2),
                    Cell::Number("1.5".into(), 0),
                    Cell::Number("0.30000000000000004".into(), 0),
                    Cell::Xml("t=\"b\"><v>1</v>"),
                    Cell::Xml("t=\"str\"><f>A1&amp;\"x\"</f><v>ax</v>"),
                    Cell::Xml("><f>A1</f>"),
                    Cell::Xml("t=\"e\"><v>#NAME?</v>"),
                ]),
            ),
        ],
    )]);
    let table = read(bytes);
    let read = table.row(0).expect("a row");
    let cells: Vec<&str> = read.cells().collect();
    assert_eq!(
        cells,
        ["7700900123", "2025-11-21", "2025-11-21 13:30", "1.5", "0.3", "TRUE", "ax", "", "#NAME?"]
    );
    assert_eq!(read.number, 3);
}

#[test]
fn a_sheet_is_picked_by_name() {
    let sheet = |text: &str| {
        vec![(1, vec![Cell::Inline(text.into())]), (2, vec![Cell::Inline("x".into())])]
    };
    let bytes = xlsx(&[("Form responses", sheet("first")), ("Old", sheet("second"))]);
    let of = |name: Option<&str>| Table::read(bytes.clone(), "Responses.xlsx", name);
    let first = of(None).expect("the first");
    assert_eq!(first.headings, ["first"]);
    assert_eq!(
        first.notes[0].message,
        "The sheet `Form responses` was read. There are others: `Old`."
    );
    let old = of(Some("old")).expect("by name");
    assert_eq!((old.headings, old.notes), (vec!["second".to_string()], vec![]));
    let csv = Table::read(b"a\nb\n".to_vec(), "Responses.csv", Some("Old"));
    let all = [of(Some("Form response")), of(Some("2025")), csv];
    let all = all.map(|read| told(&read.expect_err("no such sheet")));
    insta::assert_snapshot!(all.join("\n\n"));
}

#[test]
fn other_files_are_told_for_what_they_are() {
    let ole: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest";
    let locked: Vec<u8> =
        ole.iter().copied().chain("EncryptedPackage".bytes().flat_map(|b| [b, 0])).collect();
    let csv = text(',', "\n");
    let csv = csv.as_bytes();
    let all: Vec<String> = [
        ole.to_vec(),
        locked,
        zip(&[("content.xml", b"x"), ("mimetype", b"x")]),
        zip(&[("Index/Document.iwa", b"x")]),
        zip(&[("word/document.xml", b"x")]),
        zip(&[("xl/workbook.bin", b"x")]),
        zip(&[("xl/workbook.xml", b"x")]),
        zip(&[("a.csv", csv), ("b.csv", csv)]),
        zip(&[("photo.jpg", b"x")]),
        zip(&[("a.csv", &zip(&[("b.csv", csv)]))]),
        zip(&[])[..20].to_vec(),
        b"%PDF-1.7 ...".to_vec(),
        b"\n<html><table>".to_vec(),
        b"\x1f\x8b\x08".to_vec(),
        b"".to_vec(),
        b"\xef\xbb\xbf\r\n\r\n".to_vec(),
        (0..=255).cycle().take(5_000).collect(),
        b"name,ward\nJean,North\nAlex,\"South\nSam,East\n".to_vec(),
    ]
    .into_iter()
    .map(|bytes| told(&fault(bytes)))
    .collect();
    insta::assert_snapshot!(all.join("\n\n"));
}
