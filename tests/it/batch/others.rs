//! Nobody gets the letter of somebody else: two people at one address, rows that moved, one
//! person's details for all.

use sayso::text::words::one_line;

use super::made::{column, csv, rows};
use super::{batch, ex26, names};
use crate::support::{Home, stderr, stdout};

#[test]
fn two_people_at_one_address_are_two() {
    let home = Home::new();
    let mut table = rows(5);
    let mail = table[1][1].clone();
    for row in [2, 3] {
        table[row][1] = mail.clone();
    }
    table[1][2] = "Jean Sample".into();
    table[2][2] = "Sam Example".into();
    table[3][2] = "J. Sample".into();
    home.file("Responses.csv", csv(&table));
    let done = batch(&home, "Responses.csv", &["-f", "md"]).run();
    let letters: Vec<String> =
        names(&home.path("out")).into_iter().filter(|name| name.starts_with('0')).collect();
    assert_eq!(letters, ["003.md", "004.md", "005.md", "006.md"]);
    let screen = one_line(&stdout(&done));
    let both = "2 the same e-mail address with another name, so both are kept: rows 3 4";
    assert!(screen.contains(both), "{screen}");
    let once = "1 sent again, the last is kept (by “Timestamp”; --keep all keeps all): row 2";
    assert!(screen.contains(once), "{screen}");
}

#[test]
fn who_sent_a_last_row_without_a_letter_is_told() {
    let home = Home::new();
    let mut table = rows(5);
    table[2] = table[1].clone();
    let last = table[2].len() - 1;
    table[2][last] = String::new();
    home.file("Responses.csv", csv(&table));
    let done = batch(&home, "Responses.csv", &["-f", "md"]).run();
    let screen = one_line(&stdout(&done));
    let told = "1 sent again, the last is kept (by “Timestamp”; --keep all keeps all): row 2; what \
                came after row 2 has no letter, see report.csv";
    assert!(screen.contains(told), "{screen}");
}

/// A batch of six rows, of which row 5 was to be mended: its table, and `failed.csv` with it mended.
fn one_to_mend() -> (Home, Vec<Vec<String>>, String) {
    let home = Home::new();
    let mut table = rows(6);
    table[4][3] = "S70".into();
    home.file("Responses.csv", csv(&table));
    batch(&home, "Responses.csv", &["-f", "md"]).status(3).run();
    let mended = home.read("out/failed.csv").replace("S70,", "S70 0ZZ,");
    (home, table, mended)
}

#[test]
fn a_mended_row_is_found_where_it_has_moved_to() {
    let (home, mut table, mended) = one_to_mend();
    // Somebody above takes their answer back, and their row is deleted.
    let name = table[4][2].clone();
    table.remove(2);
    home.file("Responses.csv", csv(&table));
    home.file("out/failed.csv", mended);
    batch(&home, "out/failed.csv", &[]).run();
    assert!(home.read("out/005.md").contains(&name));
    // It is found again when the table is sorted, and what was mended stays.
    table[1..].reverse();
    home.file("Responses.csv", csv(&table));
    batch(&home, "Responses.csv", &["-f", "md"]).run();
    // Each keeps the number that they had.
    for (number, cells) in [2, 4, 5, 6, 7].into_iter().zip(table[1..].iter().rev()) {
        assert!(home.read(&format!("out/{number:03}.md")).contains(&cells[2]), "{number}");
    }
}

#[test]
fn what_was_mended_is_kept_when_its_row_changes_in_the_table() {
    let (home, mut table, failed) = one_to_mend();
    home.file("out/failed.csv", &failed);
    batch(&home, "out/failed.csv", &[]).run();
    table[4][3] = "S71 0ZZ".into();
    home.file("Responses.csv", csv(&table));
    let changed = batch(&home, "Responses.csv", &["-f", "md"]).run();
    insta::assert_snapshot!("mended_row_not_used", stderr(&changed));
    assert!(home.read("out/005.md").contains("S71 0ZZ"));
    assert!(home.read("out/.sayso/mended-not-used.csv").contains("S70 0ZZ"));
    // What was mended of a row that has changed since the last run is of a row that is no more.
    let before = home.read("out/005.md");
    table[4][3] = "S72 0ZZ".into();
    home.file("Responses.csv", csv(&table));
    home.file("mended.csv", &failed);
    let mended = batch(&home, "mended.csv", &[]).status(2).run();
    insta::assert_snapshot!("mended_row_of_another", stderr(&mended).replace(&ex26(), "ex26"));
    assert_eq!(home.read("out/005.md"), before);
}

#[test]
fn whoever_was_asked_again_takes_their_place() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(11)));
    let first = batch(&home, "Responses.csv", &["-f", "md"]).run();
    assert!(stdout(&first).contains("type them into ask-again.csv"), "{}", stdout(&first));
    // Rows 5 and 10 wrote nothing of their own; row 5 now does.
    let asked = home.read("out/ask-again.csv");
    let words = "My mother waited for nine hours in May and nobody told her why";
    let mut lines: Vec<String> = asked.lines().map(str::to_string).collect();
    assert_eq!(lines.len(), 3, "{asked}");
    let mut cells: Vec<&str> = lines[1].split(',').collect();
    cells[column("q3")] = words;
    lines[1] = cells.join(",");
    home.file("out/ask-again.csv", lines.join("\n"));
    batch(&home, "out/ask-again.csv", &[]).run();
    assert!(home.read("out/005.md").contains(words));
    assert_eq!(home.read("out/ask-again.csv").lines().count(), 2);
    assert!(home.path("out/011.md").is_file());
    // What was typed there is remembered when the table is run again.
    batch(&home, "Responses.csv", &["-f", "md"]).run();
    assert!(home.read("out/005.md").contains(words));
}

#[test]
fn one_persons_details_are_nobody_elses() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(2)));
    let set = ["--set", "name=Jean Sample", "--set", "postcode=S70 0ZZ"];
    let done = batch(&home, "Responses.csv", &set).status(2).run();
    insta::assert_snapshot!("one_name_for_all", stderr(&done).replace(&ex26(), "ex26"));
    let mut table = rows(2);
    table.iter_mut().for_each(|row| drop(row.remove(2)));
    home.file("Nameless.csv", csv(&table));
    let done = batch(&home, "Nameless.csv", &[]).status(2).run();
    let told = stderr(&done);
    assert!(told.contains("no column answers `name`") && !told.contains("--set name"), "{told}");
    assert!(told.contains("each person answers it for themselves"), "{told}");
}

#[test]
fn a_letter_changed_by_hand_of_somebody_who_withdrew_is_not_to_be_sent() {
    let home = Home::new();
    let mut table = rows(4);
    home.file("Responses.csv", csv(&table));
    batch(&home, "Responses.csv", &["-f", "md"]).run();
    for file in ["out/003.md", "out/005.md"] {
        home.file(file, format!("{} More.", home.read(file)));
    }
    let last = table[2].len() - 1;
    table[2][last] = "No".into();
    table.remove(4);
    home.file("Responses.csv", csv(&table));
    let done = batch(&home, "Responses.csv", &["-f", "md"]).run();
    for told in [stdout(&done), home.read("out/report.md").replace('\\', "")] {
        let told = one_line(&told);
        for line in [
            "003.md: this person no longer agrees. Do not send it.",
            "005.md: their row is gone. Do not send it.",
            "but those named above",
        ] {
            assert!(told.contains(line), "{told}");
        }
    }
}

#[test]
fn letters_keep_their_numbers_and_their_owners_when_rows_move() {
    let home = Home::new();
    let mut table = rows(5);
    home.file("Responses.csv", csv(&table));
    batch(&home, "Responses.csv", &["-f", "md"]).run();
    let changed = format!("{} More.", home.read("out/004.md"));
    home.file("out/004.md", &changed);
    let last = home.read("out/006.md");
    let (gone, name) = (table[2][2].clone(), table[3][2].clone());
    table.remove(2);
    table[1..].reverse();
    table.insert(1, super::made::row(40));
    home.file("Responses.csv", csv(&table));
    batch(&home, "Responses.csv", &["-f", "md"]).run();
    assert!(changed.contains(&name) && home.read("out/004.md") == changed);
    assert_eq!(home.read("out/006.md"), last);
    assert!(!home.path("out/003.md").exists());
    // Somebody new has a number that nobody had.
    assert!(home.read("out/007.md").contains(&table[1][2]));
    let index = home.read("out/index.csv");
    assert!(
        index.contains(&format!("\r\n4,{name},004.md\r\n")) && !index.contains(&gone),
        "{index}"
    );
}

#[test]
fn what_was_handed_in_is_left_out_of_what_is_new() {
    let home = Home::new();
    let mut table = rows(3);
    home.file("Responses.csv", csv(&table));
    batch(&home, "Responses.csv", &["-f", "md"]).run();
    let sent = batch(&home, "Responses.csv", &["-f", "md", "--sent"]).run();
    assert!(stderr(&sent).contains("Marked as handed in: 3 letters."), "{}", stderr(&sent));
    table.insert(1, super::made::row(40));
    table.push(super::made::row(41));
    home.file("Responses.csv", csv(&table));
    let new = batch(&home, "Responses.csv", &["-f", "md", "--new", "--zip"]).run();
    let screen = one_line(&stdout(&new));
    assert!(screen.contains("3 handed in before"), "{screen}");
    let index = home.read("out/index.csv");
    assert_eq!(index.lines().count(), 3, "{index}");
    assert!(home.read("out/cover-note.md").contains("With this note come 2 responses"));
    // What was handed in stays where it is, and is not handed in again.
    assert!(home.path("out/002.md").is_file());
    let bytes = std::fs::read(home.path("out/hand-in.zip")).expect("there");
    let zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let mut names: Vec<String> =
        zip.file_names().map(|name| name.expect("a name").into_owned()).collect();
    names.sort_unstable();
    assert_eq!(names, ["006.md", "007.md", "cover-note.md", "index.csv"]);
}

#[test]
fn a_few_rows_are_not_said_to_be_all() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(6)));
    batch(&home, "Responses.csv", &["-f", "md"]).run();
    let few = batch(&home, "Responses.csv", &["-f", "md", "--limit", "2"]).run();
    let screen = one_line(&stdout(&few));
    assert!(screen.contains("in out/, which also holds 4 letters of earlier runs"), "{screen}");
    assert!(screen.contains("Write all of them before you send any:"), "{screen}");
    assert!(!screen.contains("Send the letters") && !screen.contains("E-mail the"), "{screen}");
}

#[test]
fn one_copied_answer_is_told_though_another_is_their_own() {
    let home = Home::new();
    let mut table = vec![super::made::headings(), super::made::row(2), super::made::row(3)];
    let copied = "My mother waited for nine hours in May and nobody told her why.";
    for row in [1, 2] {
        table[row][column("q3")] = copied.into();
    }
    table[2][column("q5")] = "There are two buses on weekdays, the first one leaves at eight, and \
        on Sundays I would have to ask my neighbour for a lift or stay at home, as I did in spring \
        when the surgery had moved and the road by the mill was under water for eleven days."
        .into();
    home.file("Responses.csv", csv(&table));
    let done = batch(&home, "Responses.csv", &["-f", "md"]).run();
    let screen = one_line(&stdout(&done));
    assert!(screen.contains("0 say something of their own, unlike any other"), "{screen}");
    assert!(screen.contains("like someone else’s: rows 2 3"), "{screen}");
}
