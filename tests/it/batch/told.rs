//! What a batch tells of answers that it took for something else than stands in the table, and of
//! consent that is neither a yes nor a no.

use sayso::text::words::one_line;

use super::batch;
use super::made::{column, csv, headings, row, rows};
use crate::support::{Home, stderr, stdout};

/// A table for a letter to an MP: a council and a consent for each row.
fn letters(people: &[(&str, &str)]) -> String {
    let mut csv = "Your council,What worries you most?,name,address,postcode,agreed\n".to_string();
    for (number, (council, agreed)) in people.iter().enumerate() {
        let name = char::from(b'A' + number as u8);
        csv.push_str(&format!(
            "{council},secrecy,{name} Sample,1 Sample Street,S70 {number}ZZ,{agreed}\n"
        ));
    }
    csv
}

const COUNCILS: [&str; 8] = [
    "Barnsley MBC",
    "Barnsly",
    "barnsly",
    "Harrogate",
    "Exampleton",
    "Shefeild",
    "Barnsley",
    "Burton",
];

#[test]
fn a_council_taken_for_another_is_told() {
    let home = Home::new();
    let people: Vec<(&str, &str)> = COUNCILS.iter().map(|council| (*council, "yes")).collect();
    home.file("Responses.csv", letters(&people));
    let args = ["batch", "nhs-contracts/mp-letter", "Responses.csv", "-f", "md"];
    let dry = home.run(&[&args[..], &["--dry-run"]].concat());
    assert_eq!(dry.status.code(), Some(3), "{}", stderr(&dry));
    let done = home.run(&[&args[..], &["-o", "out"]].concat());
    assert_eq!(done.status.code(), Some(3), "{}", stderr(&done));
    insta::assert_snapshot!("taken_dry_run", stderr(&dry));
    insta::assert_snapshot!("taken_screen", stdout(&done));
    insta::assert_snapshot!("taken_sheet", home.read("out/report.csv"));
    assert!(home.read("out/report.md").contains("2 “Your council” taken for Barnsley: rows 3 4"));
    // An unknown place stands as it was typed; nobody is moved to another council.
    assert!(home.read("out/006.md").contains("I live in Exampleton"));
    for file in ["report.md", "report.csv", "cover-note.md"] {
        let text = home.read(&format!("out/{file}"));
        assert!(!text.to_lowercase().contains("barnsly") && !text.contains("Exampleton"), "{file}");
    }
}

#[test]
fn an_answer_for_all_and_one_of_a_file_are_told_too() {
    let home = Home::new();
    let table = letters(&[("", "yes")]);
    home.file("Responses.csv", table);
    let args = ["batch", "nhs-contracts/mp-letter", "Responses.csv", "--dry-run", "--set"];
    let done = home.run(&[&args[..], &["area=Barnsly"]].concat());
    let told = "area: taken for Barnsley. If another is meant, give its name in full.";
    assert!(stderr(&done).contains(told), "{}", stderr(&done));
    home.file(
        "answers.yaml",
        "pack: nhs-contracts\nanswers:\n  area: Barnsly\n  concerns: [secrecy]\n  name: A Sample\n  \
         address: 1 Sample Street\n  postcode: S70 0ZZ\n",
    );
    let write = ["write", "nhs-contracts/mp-letter", "--answers", "answers.yaml", "--no-input"];
    for (more, said) in [
        (&[][..], told),
        (&["--set", "area=Exampleton"][..], "area: not in our list, and left as you gave it."),
        (&["--set", "area=Barnsley Council"][..], ""),
    ] {
        let done = home.run(&[&write[..], more, &["-o", "-"]].concat());
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        assert!(stderr(&done).contains(said), "{}", stderr(&done));
        assert_eq!(stderr(&done).contains("area:"), !said.is_empty(), "{}", stderr(&done));
    }
}

#[test]
fn consent_that_is_neither_yes_nor_no_is_told_apart() {
    let home = Home::new();
    let mut table = vec![headings()];
    let last = headings().len() - 1;
    for (number, said) in
        ["", "no", "maybe", "see e-mail", "I do not agree", "yes"].iter().enumerate()
    {
        let mut one = row(number + 2);
        one[column("q3")] = "We walk there every week, and the bus comes once in an hour.".into();
        one[last] = (*said).to_string();
        table.push(one);
    }
    home.file("Responses.csv", csv(&table));
    let done = batch(&home, "Responses.csv", &["-f", "md"]).run();
    let screen = stdout(&done);
    assert!(screen.contains("2 did not tick consent"), "{screen}");
    let told = "3 put neither yes nor no for consent, please read it, and put yes there where the \
                person agreed: rows 4 to 6";
    assert!(one_line(&screen).contains(told), "{screen}");
    assert!(home.read("out/report.csv").contains("\n4,consent neither yes nor no,"));
    assert!(home.read("out/report.md").contains(told));
    let all = format!("{screen}{}{}", stderr(&done), home.read("out/report.md"));
    assert!(!all.contains("maybe") && !all.contains("see e-mail"), "{all}");
}

#[test]
fn a_table_that_was_moved_is_the_same_table() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(4)));
    batch(&home, "Responses.csv", &["-f", "md"]).run();
    let kept = "0 letters written, 4 there already";
    // Another place and name, with the same in it.
    home.file("tables/Answers.csv", csv(&rows(4)));
    let copied = batch(&home, "tables/Answers.csv", &["-f", "md"]).run();
    assert!(stderr(&copied).contains(kept), "{}", stderr(&copied));
    // Moved, and a row added meanwhile.
    home.file("new/Answers.csv", csv(&rows(5)));
    let other = batch(&home, "new/Answers.csv", &["-f", "md"]).status(2).run();
    assert!(stderr(&other).contains("this folder holds the letters of"), "{}", stderr(&other));
    std::fs::remove_file(home.path("tables/Answers.csv")).expect("removed");
    let moved = batch(&home, "new/Answers.csv", &["-f", "md"]).run();
    assert!(stderr(&moved).contains("1 letter written, 4 there already"), "{}", stderr(&moved));
    // Another table of the same people's form, under another name.
    home.file("new/Later.csv", csv(&rows(6)));
    std::fs::remove_file(home.path("new/Answers.csv")).expect("removed");
    batch(&home, "new/Later.csv", &["-f", "md"]).status(2).run();
}

#[test]
fn a_note_on_chosen_rows_says_nothing_of_the_others() {
    let home = Home::new();
    let mut table = rows(5);
    table[4][1] = table[1][1].clone();
    table[4][2] = table[1][2].clone();
    home.file("Responses.csv", csv(&table));
    let again = "Where somebody answered more than once, the last answer is here.";
    batch(&home, "Responses.csv", &["-f", "md"]).run();
    assert!(home.read("out/cover-note.md").contains(again));
    let chosen = batch(&home, "Responses.csv", &["-f", "md", "--rows", "2-4"]).run();
    assert!(one_line(&stderr(&chosen)).contains("are of the rows you chose alone."));
    assert!(stdout(&chosen).contains("not among the rows asked for"), "{}", stdout(&chosen));
    let note = home.read("out/cover-note.md");
    assert!(note.contains("With this note come 2 responses") && !note.contains(again), "{note}");
    // The letters of the others stay where they are.
    assert!(home.path("out/005.md").is_file());
}

#[test]
fn a_heading_that_refuses_is_no_consent_and_the_one_taken_is_told() {
    let home = Home::new();
    let table = |consent: &str| letters(&[("Barnsley", "Yes")]).replace("agreed", consent);
    let run = ["batch", "nhs-contracts/mp-letter", "Responses.csv", "-f", "md", "-o", "out"];
    for heading in [
        "I do not agree to this being sent in my name to my Member of Parliament.",
        "I consent to you sending me your newsletter",
        "Do you give permission for us to quote your response anonymously?",
    ] {
        home.file("Responses.csv", table(heading));
        let done = home.run(&run);
        assert_eq!(done.status.code(), Some(2), "{heading}: {}", stderr(&done));
        assert!(
            one_line(&stderr(&done)).contains("no column says that people agreed"),
            "{}",
            stderr(&done)
        );
        assert!(!stderr(&done).contains("--map"), "{}", stderr(&done));
        assert!(!home.path("out").exists(), "{heading}");
    }
    let heading = "I agree that this may be sent in my name to my MP";
    home.file("Responses.csv", table(heading));
    assert_eq!(home.run(&run).status.code(), Some(2));
    let done = home.run(&[&run[..], &["--accept-columns"]].concat());
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let told = format!("“{heading}” says who agreed to this going out in their name.");
    assert!(one_line(&stderr(&done)).contains(&told), "{}", stderr(&done));
}
