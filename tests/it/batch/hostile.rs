//! Rows that nobody would write by accident: told or made safe, never a file outside the folder.

use std::fs;

use super::made::{column, csv, rows};
use super::{batch, files, names};
use crate::support::{Home, stderr, stdout};

#[test]
fn hostile_names_stay_in_the_folder() {
    let home = Home::new();
    let mut table = rows(7);
    let hostile = [
        "../../etc/passwd",
        "CON",
        "=cmd()",
        &"x".repeat(400),
        "\u{202e}fdp.exe",
        "a\u{0}b",
        "..\\..\\windows",
    ];
    for (row, name) in hostile.iter().enumerate() {
        table[row + 1][4] = (*name).to_string();
    }
    home.file("Responses.csv", csv(&table));
    batch(&home, "Responses.csv", &["-f", "md", "--name", "{{ward}}/{{row}}"]).run();
    let mut found = names(&home.path("out"));
    found.retain(|name| name.contains('/'));
    assert_eq!(found.len(), 7, "{found:?}");
    assert!(found.contains(&"-..-etc-passwd/002.md".to_string()), "{found:?}");
    assert!(found.contains(&"_CON/003.md".to_string()), "{found:?}");
    // The table, the folder, and nothing else.
    assert_eq!(fs::read_dir(home.path("")).expect("listed").count(), 2);
}

#[test]
fn hostile_answers_are_told_or_made_safe() {
    let home = Home::new();
    let mut table = rows(8);
    table[1][column("q3")] = "long ".repeat(220_000);
    table[2][2] = "n".repeat(400);
    table[3][2] = "Jean\u{0}Sample".into();
    table[4][2] = "\u{202e}elpmaS naeJ".into();
    table[5][2] = "=cmd()|' /C calc'!A0".into();
    table[6][2] = "../../etc/passwd".into();
    table[7][column("q3")] = "\u{fdd0}mine\u{fdd1} {{{raw}}} <script>".into();
    home.file("Responses.csv", csv(&table));
    let done = batch(&home, "Responses.csv", &["-f", "md,pdf"]).status(3).run();
    insta::assert_snapshot!(stderr(&done).lines().skip(2).collect::<Vec<_>>().join("\n"));
    let again = home.read("out/ask-again.csv");
    assert!(again.starts_with('\u{feff}') && again.contains("elpmaS naeJ"), "{again}");
    assert!(!again.contains('\u{202e}'), "{again}");
    for (name, bytes) in files(&home.path("out")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            name.starts_with(".sayso/") || name.ends_with(".csv") || !text.contains('\u{202e}'),
            "{name}"
        );
        if name.ends_with(".csv") {
            for cell in String::from_utf8(bytes).expect("UTF-8").split([',', '\n', '\r']) {
                let cell = cell.trim_matches(['"', '\u{feff}']);
                assert!(!cell.starts_with(['=', '+', '-', '@']), "{name}: {cell}");
            }
        }
    }
}

#[test]
fn fifty_thousand_columns_are_read() {
    let home = Home::new();
    let mut table = rows(2);
    for (index, row) in table.iter_mut().enumerate() {
        row.extend(
            (0..50_000)
                .map(|column| if index == 0 { format!("more {column}") } else { "x".into() }),
        );
    }
    home.file("Responses.csv", csv(&table));
    let done = batch(&home, "Responses.csv", &["-f", "md"]).run();
    assert!(stdout(&done).contains("Written"), "{}", stdout(&done));
}
