//! One run: what is written, what is refused, what a row's letter is.

use std::fs;

use super::made::{self, column, csv, rows};
use super::{batch, ex26, files, names, shared};
use crate::support::{Home, stderr, stdout};

#[test]
fn a_rows_letter_is_that_of_write_with_the_same_answers() {
    let home = Home::new();
    let mut table = rows(6);
    table[1][column("q8")] = "My sister cannot drive.".into();
    home.file("Responses.csv", csv(&table));
    batch(&home, "Responses.csv", &["-f", "md,txt,pdf"]).run();
    for (number, row) in table.iter().enumerate().skip(1) {
        let quote = |text: &str| serde_json::Value::from(text).to_string();
        let group = fs::read_to_string(shared()).expect("shared answers");
        let after = |id: &str| {
            let tail = group.split_once(&format!("  {id}: >-\n")).expect("it is there").1;
            let lines: Vec<&str> = tail.lines().take_while(|l| l.starts_with("    ")).collect();
            lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
        };
        let mut answers = group.clone() + "\n  respond_as: individual\n";
        for (id, cell) in [("name", 2), ("postcode", 3), ("q3", column("q3"))] {
            answers.push_str(&format!("  {id}: {}\n", quote(&row[cell])));
        }
        if !row[column("q8")].is_empty() {
            let own = format!("{}\n\n{}", row[column("q8")], after("q8"));
            let start = answers.find("  q8: >-").expect("it is there");
            let end = start + answers[start..].find("  q9:").expect("it is there");
            answers.replace_range(start..end, &format!("  q8: {}\n", quote(&own)));
        }
        home.file("one.yaml", &answers);
        // The PDF of a batch has its number on its foot besides.
        for ending in ["md", "txt"] {
            let one = format!("one.{ending}");
            let args =
                ["write", &ex26(), "--answers", "one.yaml", "--no-input", "--force", "-o", &one];
            let written = home.run(&args);
            assert_eq!(written.status.code(), Some(0), "{}", stderr(&written));
            let of_row = home.path(&format!("out/{:03}.{ending}", number + 1));
            assert_eq!(fs::read(of_row).ok(), fs::read(home.path(&one)).ok(), "{number} {ending}");
        }
    }
}

#[test]
fn nobody_is_written_for_without_their_consent() {
    let home = Home::new();
    let mut table = rows(4);
    let last = table[0].len() - 1;
    for (row, cell) in [(2, ""), (3, "No, I would rather not say"), (4, "yes")] {
        table[row][last] = cell.into();
    }
    home.file("Responses.csv", csv(&table));
    let done = batch(&home, "Responses.csv", &["-f", "md"]).run();
    assert_eq!(
        names(&home.path("out")),
        [
            "002.md",
            "005.md",
            "ask-again.csv",
            "cover-note.md",
            "index.csv",
            "report.csv",
            "report.md"
        ]
    );
    assert!(stdout(&done).contains("1 did not tick consent"), "{}", stdout(&done));
    assert!(stdout(&done).contains("1 put neither yes nor no"), "{}", stdout(&done));
    // It cannot be given for everybody, and a table without the column is told how to have one.
    let set = batch(&home, "Responses.csv", &["--set", "agreed=yes"]).status(2).run();
    assert!(stderr(&set).contains("nobody can agree for somebody else"), "{}", stderr(&set));
    for row in &mut table {
        row.pop();
    }
    let home = Home::new();
    home.file("Bare.csv", csv(&table));
    let bare = batch(&home, "Bare.csv", &[]).status(2).run();
    insta::assert_snapshot!(stderr(&bare));
}

#[test]
fn the_later_of_two_rows_is_kept() {
    let home = Home::new();
    let mut table = rows(5);
    table[4][1] = table[1][1].to_uppercase();
    table[4][2] = table[1][2].clone();
    let (name, postcode) = (table[2][2].clone(), table[2][3].to_lowercase().replace(' ', ""));
    (table[5][1], table[5][2], table[5][3]) = (String::new(), name, postcode);
    home.file("Responses.csv", csv(&table));
    batch(&home, "Responses.csv", &["-f", "md"]).run();
    let letters: Vec<String> =
        names(&home.path("out")).into_iter().filter(|n| n.starts_with('0')).collect();
    assert_eq!(letters, ["004.md", "005.md", "006.md"]);
    assert!(home.read("out/report.csv").contains("sent again: row 5 is kept"));
    batch(&home, "Responses.csv", &["-f", "md", "--keep-all"]).run();
    assert_eq!(names(&home.path("out")).iter().filter(|n| n.starts_with('0')).count(), 5);
}

#[test]
fn faults_are_told_by_row_and_heading_without_anybodys_data() {
    let home = Home::new();
    let mut table = rows(5);
    table[1][3] = "S70SECRET".into();
    table[3][2] = String::new();
    table[5][1] = "secret.example.org".into();
    table[5][3] = "999".into();
    home.file("Responses.csv", csv(&table));
    for more in [&["--strict"][..], &["--dry-run"]] {
        batch(&home, "Responses.csv", more).status(3).run();
        assert!(!home.path("out").exists(), "{more:?}");
    }
    let done = batch(&home, "Responses.csv", &["-f", "md"]).status(3).run();
    let told = stderr(&done) + &stdout(&done);
    assert!(!told.to_lowercase().contains("secret"), "{told}");
    insta::assert_snapshot!(stderr(&done).replace(&ex26(), "ex26"));
    insta::assert_snapshot!("failed_csv", home.read("out/failed.csv"));
}

#[test]
fn mended_rows_take_their_places() {
    let home = Home::new();
    let mut table = rows(6);
    (table[2][3], table[5][3]) = ("S70".into(), "S71".into());
    home.file("Responses.csv", csv(&table));
    batch(&home, "Responses.csv", &["-f", "md", "--name", "{{ward}}/{{row}}"]).status(3).run();
    let failed = home.read("out/failed.csv");
    let mend = |from: &str, to: &str| failed.replace(&format!(",{from},"), &format!(",{to},"));
    // One is mended, in the file itself; nothing but the folder need be named.
    home.file("out/failed.csv", mend("S70", "S70 0ZZ"));
    let (pack, run) = (ex26(), |table: &str| home.run(&["batch", &ex26(), table, "-o", "out"]));
    let second = run("out/failed.csv");
    assert_eq!(second.status.code(), Some(3), "{}", stderr(&second));
    assert_eq!(home.read("out/failed.csv").lines().count(), 2);
    let third_table = home.read("out/failed.csv").replace(",S71,", ",S71 0ZZ,");
    home.file("mended.csv", third_table);
    let third = run("mended.csv");
    assert_eq!(third.status.code(), Some(0), "{}", stderr(&third));
    assert!(!home.path("out/failed.csv").exists());
    // The folder is that of a table in which they were right from the start.
    (table[2][3], table[5][3]) = ("S70 0ZZ".into(), "S71 0ZZ".into());
    let other = Home::new();
    other.file("Responses.csv", csv(&table));
    batch(&other, "Responses.csv", &["-f", "md", "--name", "{{ward}}/{{row}}"]).run();
    let letters = |home: &Home| {
        let mut all = files(&home.path("out"));
        all.retain(|name, _| !name.starts_with(".sayso/") && !name.starts_with("report.md"));
        all
    };
    assert_eq!(letters(&home), letters(&other));
    // And the first table, run again, keeps what was mended.
    batch(&home, "Responses.csv", &["-f", "md", "--name", "{{ward}}/{{row}}"]).run();
    assert_eq!(letters(&home), letters(&other));
    let elsewhere = home.run(&["batch", &pack, "mended.csv", "-o", "elsewhere"]);
    assert_eq!(elsewhere.status.code(), Some(2));
    assert!(stderr(&elsewhere).contains("does not say what table they came from"));
}

#[test]
fn a_row_that_loses_its_place_loses_its_letter() {
    let home = Home::new();
    let mut table = rows(4);
    home.file("Responses.csv", csv(&table));
    batch(&home, "Responses.csv", &["-f", "md"]).run();
    home.file("out/004.md", "changed by hand");
    let last = table[0].len() - 1;
    (table[1][last], table[3][last]) = ("no".into(), "no".into());
    home.file("Responses.csv", csv(&table));
    let done = batch(&home, "Responses.csv", &["-f", "md"]).run();
    let told = stderr(&done);
    assert!(told.contains("this run does not make them: 002.md"), "{told}");
    assert!(told.contains("left as they are (--force replaces them): 004.md"), "{told}");
    assert!(!home.path("out/002.md").exists());
    assert_eq!(home.read("out/004.md"), "changed by hand");
}

#[test]
fn what_is_in_the_way_is_not_overwritten() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(2)));
    home.file("out/003.md", "theirs");
    let done = batch(&home, "Responses.csv", &["-f", "md"]).status(1).run();
    assert!(
        stderr(&done).contains("003.md already exists; nothing was written"),
        "{}",
        stderr(&done)
    );
    assert!(!home.path("out/002.md").exists());
    batch(&home, "Responses.csv", &["-f", "md", "--force"]).run();
    home.file("Others.csv", csv(&rows(3)));
    let other = batch(&home, "Others.csv", &["-f", "md"]).status(2).run();
    assert!(stderr(&other).contains("this folder holds the letters of"), "{}", stderr(&other));
}

#[test]
fn rows_limits_and_names() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(9)));
    let letters = |more: &[&str]| {
        let _ = fs::remove_dir_all(home.path("out"));
        let mut args = vec!["-f", "md"];
        args.extend(more);
        batch(&home, "Responses.csv", &args).run();
        let mut names = names(&home.path("out"));
        names.retain(|n| n.ends_with(".md") && !n.starts_with(['r', 'c']));
        names.join(" ")
    };
    assert_eq!(letters(&["--rows", "3,8-9"]), "003.md 008.md 009.md");
    assert_eq!(letters(&["--limit", "2"]), "002.md 003.md");
    assert_eq!(
        letters(&["--rows", "4-5", "--name", "{{ward}}/{{postcode}} {{row}}"]),
        "Castle/S70 5ZZ 005.md High Street/S70 4ZZ 004.md"
    );
    let clash = batch(&home, "Responses.csv", &["--name", "{{ward}}", "--force"]).status(2).run();
    insta::assert_snapshot!("names_that_clash", stderr(&clash).replace(&ex26(), "ex26"));
    let unknown = batch(&home, "Responses.csv", &["--name", "{{wrad}}-{{row}"]).status(2).run();
    insta::assert_snapshot!("names_that_are_none", stderr(&unknown).replace(&ex26(), "ex26"));
}

#[test]
fn a_dry_run_shows_the_first_letter_and_writes_nothing() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(3)));
    let (pack, answers) = (ex26(), shared());
    let args = ["batch", &pack, "Responses.csv", "--answers", &answers, "--dry-run"];
    let done = home.run(&[&args[..], &["--set", "respond_as=individual"]].concat());
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(stdout(&done).contains("Response from: Person C Sample"), "{}", stdout(&done));
    assert_eq!(fs::read_dir(home.path("")).expect("listed").count(), 1);
}

#[test]
fn a_mapping_is_kept_beside_the_table() {
    let home = Home::new();
    let mut table = rows(3);
    table[0][column("q3")] = "What about you?".into();
    home.file("Responses.csv", csv(&table));
    batch(&home, "Responses.csv", &["-f", "md", "--map", "What about you?=q3"]).run();
    let before = files(&home.path("out"));
    let second = batch(&home, "Responses.csv", &["-f", "md"]).run();
    assert!(stderr(&second).contains("0 letters written, 3 there already"), "{}", stderr(&second));
    let letters = |files: &std::collections::BTreeMap<String, Vec<u8>>| files["002.md"].clone();
    assert_eq!(letters(&before), letters(&files(&home.path("out"))));
    assert!(made::ASKED.len() == 5 && home.path("Responses.columns.yaml").is_file());
}

#[test]
fn what_the_batch_is_made_from_is_never_written_over() {
    let home = Home::new();
    let table = csv(&rows(2));
    home.file("report.csv", &table);
    let (pack, answers) = (ex26(), shared());
    let args = ["batch", &pack, "report.csv", "--answers", &answers, "-o", ".", "--force"];
    let done = home.run(&[&args[..], &["--set", "respond_as=individual", "-f", "md"]].concat());
    assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
    assert!(stderr(&done).contains("would be written over"), "{}", stderr(&done));
    assert_eq!(home.read("report.csv"), table);
}

#[test]
fn a_letter_changed_by_hand_is_told_and_so_is_a_note() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(4)));
    batch(&home, "Responses.csv", &["-f", "txt", "--combine"]).run();
    home.file("out/003.txt", "changed by hand");
    home.file("out/cover-note.md", "with our telephone number");
    home.file("Responses.csv", csv(&rows(5)));
    let done = batch(&home, "Responses.csv", &["-f", "txt", "--combine"]).run();
    let told = stderr(&done).replace('\n', " ");
    assert!(
        told.contains("--force replaces them): 003.txt. Files with all letters do not"),
        "{told}"
    );
    assert!(told.contains("What it would be now is in cover-note.new.md."), "{told}");
    assert_eq!(home.read("out/003.txt"), "changed by hand");
    assert!(home.read("out/cover-note.new.md").contains("5 responses"));
}

#[test]
fn slips_in_flags_are_told() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(3)));
    batch(&home, "Responses.csv", &["-f", "md"]).run();
    home.file("out/failed.csv", csv(&rows(3)));
    for (table, more, told) in [
        ("Responses.csv", &["--rows", "3,99"][..], "there is no row 99 in the table"),
        ("out/failed.csv", &[], "has lost its column `to mend`"),
    ] {
        let done = batch(&home, table, more).status(2).run();
        assert!(stderr(&done).contains(told), "{}", stderr(&done));
    }
    let dash = home.run(&["batch", &ex26(), "Responses.csv", "-o", "-"]);
    assert_eq!(dash.status.code(), Some(2));
}
