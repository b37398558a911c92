//! Batches in every format, and the table for programs that send many e-mails.

use std::fs;

use super::read;
use crate::batch::made::{csv, rows};
use crate::batch::{batch, files};
use crate::support::{Home, stderr};

#[test]
fn a_batch_writes_what_write_does_in_every_format() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(3)));
    batch(&home, "Responses.csv", &["-f", "docx,eml,html,ics,txt", "--attach-pdf"]).run();
    let before = files(&home.path("out"));
    for ending in ["docx", "eml", "html", "ics", "txt"] {
        assert!(before.contains_key(&format!("002.{ending}")), "{ending}");
    }
    let mail = read::mail(&before["002.eml"]);
    assert_eq!(mail.attached.len(), 1);
    assert!(mail.attached[0].1.starts_with(b"%PDF"));
    assert!(read::html(&before["002.html"]).contains("Sample"));
    // The same again is nothing new, and without the PDF it is.
    batch(&home, "Responses.csv", &["-f", "docx,eml,html,ics,txt", "--attach-pdf"]).run();
    assert_eq!(files(&home.path("out"))["003.eml"], before["003.eml"]);
    let other = Home::new();
    other.file("Responses.csv", csv(&rows(3)));
    batch(&other, "Responses.csv", &["-f", "eml"]).run();
    let plain = read::mail(&fs::read(other.path("out/002.eml")).expect("written"));
    assert!(plain.attached.is_empty());
    assert_eq!(plain.text, mail.text);
}

#[test]
fn what_is_enclosed_goes_with_every_letter() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(3)));
    home.file("plan of the site.pdf", b"%PDF-1");
    let enclose = ["-f", "eml,txt", "--enclose", "plan of the site.pdf"];
    batch(&home, "Responses.csv", &enclose).run();
    let before = files(&home.path("out"));
    for row in ["002", "003", "004"] {
        let mail = read::mail(&before[&format!("{row}.eml")]);
        assert_eq!(mail.attached, [("plan of the site.pdf".to_string(), b"%PDF-1".to_vec())]);
        let text = String::from_utf8_lossy(&before[&format!("{row}.txt")]);
        assert!(text.contains("I enclose: plan of the site.pdf"), "{text}");
    }
    // Another file is another letter; what cannot be enclosed stops everything.
    home.file("plan of the site.pdf", b"%PDF-2");
    batch(&home, "Responses.csv", &enclose).run();
    let mail = read::mail(&fs::read(home.path("out/003.eml")).expect("written"));
    assert_eq!(mail.attached[0].1, b"%PDF-2");
    let said = stderr(&batch(&home, "Responses.csv", &["--enclose", "out"]).status(2).run());
    assert!(said.contains("out is a folder"), "{said}");
}

#[test]
fn a_table_to_merge_has_a_row_a_letter() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(3)));
    batch(&home, "Responses.csv", &["-f", "txt,eml", "--merge"]).run();
    let table = fs::read(home.path("out/merge.csv")).expect("written");
    let mut reader =
        csv::Reader::from_reader(table.strip_prefix("\u{feff}".as_bytes()).expect("a BOM"));
    assert_eq!(reader.headers().expect("headings"), vec!["address", "subject", "text", "path"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 3);
    for row in &rows {
        let file = fs::read_to_string(&row[3]).expect("the path leads to the letter");
        assert!(file.contains(&row[1]), "{row:?}");
        if row[3].ends_with(".txt") {
            assert_eq!(row[2].trim_start_matches('\''), file);
        }
    }
    // No letter can have its name.
    let args = ["--name", "merge", "--rows", "2", "-f", "md"];
    let said = stderr(&batch(&home, "Responses.csv", &args).status(2).run());
    assert!(said.contains("a file that the batch writes itself"), "{said}");
}
