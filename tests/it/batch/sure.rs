//! What is not certain is asked or told: which answer of somebody counts, who is who, which letter
//! is whose, what is to be looked at before a hand-in.

use sayso::text::words::one_line;

use crate::pdf::file::File;
use crate::support::pty::Terminal;
use crate::support::{Home, repository, stderr, stdout};

const MP: &str = "nhs-contracts/mp-letter";
const HEAD: &str = "area,concerns,name,address,postcode,agreed,story";

/// A row of a table with these headings.
fn row(name: &str, said: &str) -> String {
    format!("Barnsley,secrecy,{name},1 Sample Street,S70 0ZZ,yes,{said}\n")
}

/// Runs it and gives all that was said, in one line.
fn written(home: &Home, more: &[&str]) -> String {
    let args = ["batch", MP, "Form.csv", "-f", "txt", "-o", "out"];
    let done = home.run(&[&args[..], more].concat());
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    one_line(&format!("{}{}", stderr(&done), stdout(&done)))
}

#[test]
fn without_a_date_it_is_asked_which_of_two_answers_is_kept_where_they_differ() {
    let home = Home::new();
    let (ada, ben) = (row("Ada Thornley", "One."), row("Ben Hargrave", "Three."));
    let again = row("Ada Thornley", "Two.");
    home.file("Form.csv", format!("{HEAD}\n{ada}{ben}{again}{ben}"));
    for (key, kept, left) in [("1", "Two.", "One."), ("2", "One.", "Two.")] {
        let mut asked = Terminal::start(&home, &["batch", MP, "Form.csv", "-f", "txt", "-o", key]);
        asked.told("otherwise: rows 2 4. Which answer is kept?");
        asked.keys(&format!("{key}\r"));
        assert_eq!(asked.end().code, 0);
        let letter =
            home.read(&format!("{key}/{}", if key == "1" { "004.txt" } else { "002.txt" }));
        assert!(letter.contains(kept) && !letter.contains(left), "{letter}");
    }
    // Nobody is asked about answers that are the same.
    home.file("Form.csv", format!("{HEAD}\n{ben}{ben}"));
    let run = Terminal::start(&home, &["batch", MP, "Form.csv", "-f", "txt", "-o", "same"]).end();
    assert_eq!(run.code, 0, "{}", run.screen);
    assert!(!run.all.contains("Which answer"), "{}", run.all);
}

#[test]
fn a_form_that_was_left_half_way_takes_nothing_back() {
    let home = Home::new();
    let (whole, left) = (row("Ada Thornley", "One."), row("Ada Thornley", ""));
    let left = left.replace(",yes,", ",,");
    let table = format!("submitdate,{HEAD}\n,{left}2026-11-14 10:02:11,{whole}");
    home.file("Form.csv", &table);
    written(&home, &[]);
    assert!(home.read("out/003.txt").contains("One.") && !home.path("out/002.txt").exists());
    // What says no and has no date may be the last word.
    home.file("Form.csv", table.replace(",,\n2026", ",no,\n2026"));
    let told = home.test().args(["batch", MP, "Form.csv", "--dry-run"]).status(2);
    told.says("`submitdate` does not say when every answer").run();
}

#[test]
fn people_whom_nothing_tells_apart_are_told_where_their_words_are_the_same() {
    let home = Home::new();
    let others = [("1", "It is warm."), ("2", "It is warm!"), ("3", "I go there.")];
    let rows = others.map(|(number, said)| {
        row("Ada Thornley", said)
            .replace("1 Sample", &format!("{number} Sample"))
            .replace("S70 0", &format!("S70 {number}"))
    });
    home.file("Form.csv", format!("{HEAD}\n{}", rows.concat()));
    let told = written(&home, &[]);
    assert!(told.contains("no e-mail address to tell them apart: rows 2 3 "), "{told}");
}

#[test]
fn a_letter_keeps_its_number_by_the_column_that_tells_rows_apart() {
    let home = Home::new();
    let (ada, ben) = (row("Ada Thornley", "One."), row("Ben Hargrave", "Two."));
    home.file("Form.csv", format!("Entry ID,{HEAD}\n71,{ada}72,{ben}"));
    assert!(written(&home, &[]).contains("with --id 'Entry ID' each letter keeps its number"));
    written(&home, &["--id", "entry id"]);
    // Ada changed everything but her number, and somebody new stands first.
    let (new, changed) = (row("Cleo Marsden", "New."), row("Adele Thornley", "Changed."));
    home.file("Form.csv", format!("Entry ID,{HEAD}\n73,{new}72,{ben}71,{changed}"));
    written(&home, &["--id", "entry id"]);
    assert!(home.read("out/002.txt").contains("Changed."));
    assert!(home.read("out/003.txt").contains("Two."));
    assert!(home.read("out/005.txt").contains("New."));
}

#[test]
fn who_added_a_sentence_is_asked_for_more_with_it() {
    let home = Home::new();
    let (ada, ben) = (row("Ada Thornley", "My sister cannot drive."), row("Ben Hargrave", ""));
    home.file("Form.csv", format!("{HEAD}\n{ada}{ben}"));
    written(&home, &[]);
    let asked = home.read("out/ask-again.csv");
    let more = "Row 2: one sentence of their own in our text; ask for more of the like: “My sister \
                cannot drive.”";
    assert!(asked.contains(more), "{asked}");
    assert!(asked.contains("Row 3: no words of their own yet"), "{asked}");
}

#[test]
fn what_is_to_be_looked_at_before_a_hand_in_is_in_a_sheet_of_its_own() {
    let home = Home::new();
    let (ada, ben) =
        (row("Ada Thornley", "I sit beside Ben Hargrave."), row("Ben Hargrave", "Yes"));
    let plain = row("Cleo Marsden", "I read to my children there.");
    home.file("Form.csv", format!("{HEAD}\n{ada}{ben}{plain}"));
    written(&home, &[]);
    let sheet = home.read("out/review.csv").replace(['\r', '\u{feff}'], "");
    let rows = "2,002,names somebody else of this table\n3,003,one word alone\n";
    assert_eq!(sheet, format!("row,file,why\n{rows}"));
}

#[test]
fn the_number_of_a_letter_stands_on_its_page_and_in_the_index() {
    let home = Home::new();
    let (ada, ben) = (row("Ada Thornley", ""), row("Ben Hargrave", ""));
    home.file("Form.csv", format!("{HEAD}\n{ada}{ben}"));
    written(&home, &["-f", "pdf"]);
    let pdf = File::read(&std::fs::read(home.path("out/003.pdf")).expect("a letter"));
    let lines = pdf.lines(0);
    let foot = lines.iter().min_by(|a, b| a.0.total_cmp(&b.0)).expect("a line");
    assert_eq!(foot.1, "3", "{lines:?}");
    assert!(home.read("out/index.csv").contains("\n3,Ben Hargrave,003."));
}

#[test]
fn what_may_be_an_answer_or_another_persons_stops_the_run_with_its_place() {
    let home = Home::new();
    let asked = "What have you, or people close to you, seen for yourselves?";
    let head = format!("{HEAD},\"{asked} Tell us more.\"");
    let one = row("Ada Thornley", "One.").trim().to_string();
    home.file("more.csv", format!("{head}\n{one},And more.\n"));
    let told = home.test().args(["batch", MP, "more.csv", "--dry-run"]).status(2);
    told.says("` begins with the question of `story`").says("--map").run();
    home.file("rows.csv", format!("{HEAD}\n{}{}", row("Ada", "\"Good"), row("Ben", "Bad\"")));
    let told = home.test().args(["batch", MP, "rows.csv", "--dry-run"]).status(1);
    told.says("row 2, story: between two quotation marks stands what looks like whole rows").run();
}

#[test]
fn who_took_a_yes_back_gets_no_letter_and_who_may_have_is_told() {
    let home = Home::new();
    let (ada, ben) = (row("Ada Thornley", "One."), row("Ben Hargrave", "Two."));
    let with = |heading: &str, one: &str| {
        let (ada, ben) = (ada.trim_end(), ben.trim_end());
        home.file("Form.csv", format!("{HEAD},{heading}\n{ada},{one}\n{ben},\n"));
    };
    with("Status", "Withdrawn");
    let told = written(&home, &[]);
    assert!(told.contains("left out, as the row is marked as withdrawn: row 2"), "{told}");
    assert!(!home.path("out/002.txt").exists() && home.path("out/003.txt").exists());
    with("Withdrawn?", "on 25/11");
    let refused = home.test().args(["batch", MP, "Form.csv", "--dry-run"]).status(2);
    refused.says("`Withdrawn?` may say who took their yes back").says("--map 'Withdrawn?='").run();
    written(&home, &["--map", "Withdrawn?="]);
    // Where everybody says no to it, nobody is asked about it.
    with("Unsubscribed", "no");
    written(&home, &[]);
    // Nothing tells these two apart, and one of them says no.
    let no = ada.replace(",yes,", ",no,").replace("S70 0ZZ", "S70 1ZZ");
    home.file("Form.csv", format!("{HEAD}\n{ada}{ben}{no}"));
    let told = written(&home, &[]);
    assert!(told.contains("somebody of the same name did not agree"), "{told}");
    assert!(told.contains("tells them apart: row 2 "), "{told}");
}

#[test]
fn an_answer_that_is_not_asked_for_is_told_and_not_dropped_without_a_word() {
    let home = Home::new();
    let head = "name,stake,confidential,confidential_reason,agreed";
    let rows = "Ada Thornley,I sleep there.,no,\"My name, please.\",yes\n\
                Ben Hargrave,I read there.,no,n/a,yes\n";
    home.file("Form.csv", format!("{head}\n{rows}"));
    let shared = repository("docs/group/for-everyone.yaml").display().to_string();
    let response = "local-service/consultation-response";
    let told = home.run(&["batch", response, "Form.csv", "-o", "out", "--answers", &shared]);
    let told = one_line(&format!("{}{}", stderr(&told), stdout(&told)));
    assert!(told.contains("leaves out an answer of the row"), "{told}");
    assert!(told.contains("that it is not asked: row 2"), "{told}");
}
