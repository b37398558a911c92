//! One made-up table of 60 rows, among which are all combinations that they are made of, in every form that spreadsheets and online forms hand out,
//! gives one folder.

use encoding_rs::WINDOWS_1252;

use super::made::{Rows, rows, text};
use super::{batch, files};
use crate::support::Home;
use crate::tables::made::{Cell, utf_16, xlsx, zip};

/// The letters that a table gives, and the report of its rows.
fn folder(bytes: &[u8]) -> std::collections::BTreeMap<String, Vec<u8>> {
    let home = Home::new();
    home.file("Responses.csv", bytes);
    batch(&home, "Responses.csv", &["-f", "md", "--name", "{{ward}}/{{row}}"]).run();
    let mut files = files(&home.path("out"));
    // It holds the path of the table, which is another in every home.
    files.remove(".sayso/batch.yaml");
    files
}

fn workbook(rows: &Rows, cell: fn(String) -> Cell) -> Vec<u8> {
    let row = |(index, cells): (usize, &Vec<String>)| {
        (index as u32 + 1, cells.iter().map(|text| cell(text.clone())).collect())
    };
    xlsx(&[("Form responses 1", rows.iter().enumerate().map(row).collect())])
}

#[test]
fn every_kind_of_file_gives_the_same_folder() {
    let rows = rows(60);
    let plain = text(&rows, ',', "\n");
    let expected = folder(plain.as_bytes());
    assert_eq!(
        expected.keys().filter(|name| name.ends_with(".md") && name.contains('/')).count(),
        60
    );
    let mut others: Vec<(String, Vec<u8>)> = Vec::new();
    for (separator, end) in [(',', "\r\n"), (';', "\n"), ('\t', "\r\n")] {
        let text = text(&rows, separator, end);
        let what = |encoding: &str| format!("{encoding}, separator {separator:?}");
        others.push((what("UTF-8"), text.clone().into_bytes()));
        others.push((what("UTF-8 with a mark"), format!("\u{feff}{text}").into_bytes()));
        others.push((what("UTF-8 with sep="), format!("sep={separator}{end}{text}").into_bytes()));
        others.push((what("UTF-16 LE"), utf_16(&text, true, true)));
        others.push((what("UTF-16 BE"), utf_16(&text, false, true)));
        others.push((what("windows-1252"), WINDOWS_1252.encode(&text).0.into_owned()));
    }
    others.push(("zip".into(), zip(&[("Responses.csv", plain.as_bytes())])));
    others.push(("workbook".into(), workbook(&rows, Cell::Inline)));
    others.push(("workbook with shared strings".into(), workbook(&rows, Cell::Shared)));
    for (what, bytes) in others {
        assert!(folder(&bytes) == expected, "{what}");
    }
}
