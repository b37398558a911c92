//! `failed.csv`: what is mended keeps its numbers, and goes back among the other rows.

use sayso::batch::table::{Row, TO_MEND, Table, csv, faults, mend_cell};

use super::{Rows, fault, read, rows, told};

const FIRST: &str = "name,postcode,story\nJean,S70 0ZZ,=mine\nAlex,S7,'=yours\nSam,S70 1ZZ,\n";

/// Where the row of a letter stands in the first table.
fn place(letter: u32) -> Option<usize> {
    Some(letter as usize - 2)
}

/// A table with these rows of another, as a batch leaves it.
fn left(table: &Table, numbers: &[u32]) -> String {
    let headings = table.headings.iter().map(String::as_str);
    let headings = headings.filter(|heading| *heading != TO_MEND).chain([TO_MEND]);
    let width = table.mend.unwrap_or(table.headings.len());
    let line = |row: Row<'_>| -> Vec<String> {
        let why = mend_cell(row.number, row.number, "postcode: this is not a UK postcode.");
        row.cells().take(width).map(str::to_string).chain([why]).collect()
    };
    let rows = table.rows().filter(|row| numbers.contains(&row.number));
    String::from_utf8(csv(headings, rows.map(line))).expect("UTF-8")
}

#[test]
fn a_mended_row_keeps_its_number_and_its_answers() {
    let first = read(FIRST);
    let mended = read(left(&first, &[2, 3]));
    assert!(mended.mend.is_some() && first.mend.is_none());
    let cells: Rows =
        rows(&mended).into_iter().map(|(n, cells)| (n, cells[..3].to_vec())).collect();
    assert_eq!(cells, rows(&first)[..2]);
    // Read again and again, it stays the same.
    let again = read(left(&mended, &[2, 3]));
    assert_eq!(again.row(0).map(|row| row.cell(2).to_string()), Some("=mine".into()));
}

#[test]
fn mended_rows_go_in_the_place_of_the_old() {
    let first = read(FIRST);
    let text = left(&first, &[3]).replace("S7,", "S70 2ZZ,");
    let whole = first.overlay(&read(text), place).expect("they go together");
    assert_eq!(whole.headings, ["name", "postcode", "story"]);
    let mut wanted = rows(&read(FIRST));
    wanted[1].1[1] = "S70 2ZZ".into();
    assert_eq!(rows(&whole), wanted);
}

#[test]
fn columns_may_stand_in_another_order() {
    let first = read(FIRST);
    let mended = read("to mend,story,name,postcode\nRow 4: x,new,Sam,S70 3ZZ\n");
    let whole = first.overlay(&mended, place).expect("they go together");
    assert_eq!(rows(&whole)[2], (4, vec!["Sam".into(), "S70 3ZZ".into(), "new".into()]));
}

#[test]
fn a_mended_table_that_does_not_fit_is_told() {
    let overlaid = |text: &str| {
        let kind = read(FIRST).overlay(&read(text), place).expect_err("it does not fit");
        told(&faults::named("failed.csv", kind))
    };
    let all = [
        overlaid("name,postcode,to mend\nJean,S70 0ZZ,Row 2: x\n"),
        overlaid("name,postcode,story,ward,to mend\nJean,S70 0ZZ,a,b,Row 2: x\n"),
        told(&fault("name,to mend\nJean,Row 2: x\nAlex,mended\nSam,\n")),
        told(&fault("name,to mend\nJean,Row 2: x\nAlex,Row 2: y\n")),
    ];
    insta::assert_snapshot!(all.join("\n\n"));
}
