//! Nothing that somebody said is left out unseen: headings that are nearly right, cells that say
//! nothing, what is remembered, and files that are no table.

use sayso::text::words::one_line;

use super::made::csv;
use crate::support::{Home, stderr, stdout};

const MP: &str = "nhs-contracts/mp-letter";
const BUS: &str = "My mother waits for the bus that takes her to the clinic, and it was cut.";

/// A table for a letter to an MP: rows of a council, a name and what stands under `more`.
fn table(more: &str, people: &[[&str; 3]]) -> String {
    // One word is an id only beside others.
    let points = if more == "story" { "concerns" } else { "What worries you most?" };
    let head = ["Your council", points, "name", "address", "postcode", "agreed", more];
    let mut rows = vec![head.map(String::from).to_vec()];
    for (number, [council, name, said]) in people.iter().enumerate() {
        let (address, postcode) = (format!("{number} Sample Street"), format!("S70 {number}ZZ"));
        let row = [council, "secrecy", name, &address, &postcode, "yes", said];
        rows.push(row.map(String::from).to_vec());
    }
    csv(&rows)
}

/// What a run says, without its line ends, and its exit code.
fn run(home: &Home, args: &[&str]) -> (Option<i32>, String) {
    let done = home.run(&[&["batch", MP], args].concat());
    let told = format!("{}{}", stderr(&done), stdout(&done));
    (done.status.code(), one_line(&told))
}

const WRITE: [&str; 5] = ["Responses.csv", "-f", "md", "-o", "out"];

#[test]
fn a_heading_that_is_nearly_a_question_is_asked_about() {
    let home = Home::new();
    let people = [["Barnsley", "Jean Sample", BUS]];
    for (heading, is_exact) in [
        ("What have you or people close to you seen for yourselves", true),
        ("4. What have you, or people close to you, seen for yourselves?", true),
        ("What have you, or the people close to you, seen yourselves?", false),
        ("4. What have you, or people close to you, sene for yourselves?", false),
        ("Story", false),
        ("Your story", false),
    ] {
        home.file("Responses.csv", table(heading, &people));
        let (code, told) = run(&home, &WRITE);
        assert_eq!(code, Some(if is_exact { 0 } else { 2 }), "{heading}: {told}");
        let flag = told.contains(&format!("{heading}=story")) && told.contains("--accept-columns");
        assert_eq!(flag, !is_exact, "{told}");
        // Nobody's answer is shown to whoever reads what a run said.
        assert!(!told.contains("My mother waits"), "{told}");
        let (code, told) = run(&home, &[&WRITE[..], &["--accept-columns"]].concat());
        assert_eq!(code, Some(0), "{told}");
        assert!(home.read("out/002.md").contains("My mother waits for the bus"), "{heading}");
        // What was accepted is known the next time.
        assert_eq!(run(&home, &WRITE).0, Some(0), "{heading}");
        std::fs::remove_dir_all(home.path("out")).expect("removed");
        let _ = std::fs::remove_file(home.path("Responses.columns.yaml"));
    }
    // What turns the question round, or only begins with it, is another question.
    let turned = "What have you, or people close to you, not seen for yourselves?";
    home.file("Responses.csv", table(turned, &people));
    assert_eq!(run(&home, &WRITE).0, Some(0));
    assert!(!home.read("out/002.md").contains("My mother waits"));
}

#[test]
fn a_cell_that_says_nothing_is_empty() {
    let home = Home::new();
    let people = [
        ["n/a", "A Sample", ""],
        ["Barnsley", "Not applicable", ""],
        ["Barnsley", "C Sample", "N/A."],
        ["Barnsley", "D Sample", "."],
        ["Barnsley", "E Sample", "None of us was asked, and the bus was cut in the same week."],
    ];
    home.file("Responses.csv", table("story", &people));
    let (code, told) = run(&home, &WRITE);
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("row 2, Your council: An answer is needed here."), "{told}");
    assert!(told.contains("row 3, name: An answer is needed here."), "{told}");
    assert!(told.contains("2 to mend (failed.csv): row 2 Your council, row 3 name"), "{told}");
    assert!(!home.read("out/004.md").contains("N/A"));
    assert!(home.read("out/006.md").contains("None of us was asked"));
    assert!(home.read("out/report.csv").contains("\n2,to mend: Your council,"));
}

#[test]
fn letters_that_the_font_has_not_are_told_without_the_name() {
    let home = Home::new();
    let people =
        [["Barnsley", "王小明", ""], ["Barnsley", "B Sample", "It is cold \u{1f976} there"]];
    home.file("Responses.csv", table("story", &people));
    let (code, told) = run(&home, &["Responses.csv", "-f", "pdf", "-o", "out"]);
    assert_eq!(code, Some(3), "{told}");
    let said = "row 2, name: The built-in font cannot print these letters. Give a font that can \
                with --font FILE, or write -f txt,md without PDF.";
    assert!(told.contains(said), "{told}");
    assert!(!told.contains('王') && !told.contains("U+738B"), "{told}");
    // A sign in what somebody wrote can be left out.
    let left_out = "a sign such as an emoji, which no font has, was left out of the PDF: row 3";
    assert!(told.contains(left_out) && home.path("out/003.pdf").is_file(), "{told}");
}

#[test]
fn a_map_of_now_wins_over_the_one_that_is_remembered() {
    let home = Home::new();
    let mut rows = table("Words", &[["Barnsley", "A Sample", BUS]]);
    rows = rows.replace("Words", "First,Second").replace(",yes,", ",yes,It was cold.,");
    home.file("Responses.csv", rows);
    let (code, told) = run(&home, &[&WRITE[..], &["--map", "First=story"]].concat());
    assert_eq!(code, Some(0), "{told}");
    assert!(home.read("out/002.md").contains("It was cold."));
    let (code, told) = run(&home, &[&WRITE[..], &["--map", "Second=story"]].concat());
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("Responses.columns.yaml. What --map says now wins."), "{told}");
    assert!(home.read("out/002.md").contains("My mother waits for the bus"));
    // And it is what is remembered from now on.
    let kept = home.read("Responses.columns.yaml");
    assert!(kept.contains("\"First\": \"\"\n\"Second\": story\n"), "{kept}");
}

#[test]
fn what_tells_people_apart_is_not_told_as_unused() {
    let home = Home::new();
    let head = "area,respond_as,consultation_title,concerns,name,contact,Postcode,Ward,agreed";
    let row = "Barnsley,1,Plans,secrecy,Jean Sample,jean@example.org,S70 0ZZ,Mill,yes";
    home.file("Responses.csv", format!("{head}\n{row}\n"));
    let pack = "nhs-contracts/consultation-response";
    let done = home.run(&["batch", pack, "Responses.csv", "-f", "md", "-o", "out"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let told = one_line(&stderr(&done));
    assert!(told.contains("Used only to see who sent it twice: Postcode."), "{told}");
    let (_, unused) = told.split_once("Columns not used: ").expect("some are not used");
    assert!(!unused.contains("Postcode") && unused.contains("Ward"), "{told}");
}

#[test]
fn what_is_no_table_of_people_is_told_with_what_to_do() {
    let home = Home::new();
    let people = [["Barnsley", "A Sample", BUS]];
    let good = table("story", &people);
    home.file("title.csv", format!("Answers to our form,,,,,,\n{good}"));
    home.file("short-title.csv", format!("Answers to our form\n,,,,,,\n{good}"));
    home.file("nobody.csv", table("story", &[]));
    home.file("folder/Responses.csv", good);
    for (file, said) in [
        ("title.csv", ["looks like a title", "hint: delete the rows above the headings"]),
        ("short-title.csv", ["looks like a title", "hint: delete the rows above the headings"]),
        ("nobody.csv", ["has headings and no rows: nobody has answered", "hint: add a row"]),
        ("folder", ["folder is a folder, not a table", "hint: give the file with the answers"]),
    ] {
        let (code, told) = run(&home, &[file, "--dry-run"]);
        assert!(code == Some(1) || code == Some(2), "{file}: {told}");
        assert!(said.iter().all(|one| told.contains(one)), "{file}: {told}");
    }
}

#[test]
fn options_that_head_columns_of_their_own_are_ticked() {
    let home = Home::new();
    let head = [
        "Your council",
        "name",
        "address",
        "postcode",
        "agreed",
        "Who may be given NHS contracts?",
        "Will there be enough staff?",
        "Other",
    ];
    let lead = |name: &'static str| ["Barnsley", name, "1 Sample Street", "S70 0ZZ", "yes"];
    let rows: Vec<Vec<String>> = [
        [&lead("A Sample")[..], &["", "Will there be enough staff?", ""]].concat(),
        [&lead("B Sample")[..], &["yes", "", "the lift that is always broken"]].concat(),
    ]
    .into_iter()
    .map(|row| row.into_iter().map(String::from).collect())
    .collect();
    let table: Vec<Vec<String>> = [vec![head.map(String::from).to_vec()], rows].concat();
    home.file("Responses.csv", csv(&table));
    home.file("shared.yaml", "answers:\n  concerns: secrecy\n");
    let (code, told) = run(&home, &[&WRITE[..], &["--answers", "shared.yaml"]].concat());
    assert_eq!(code, Some(0), "{told}");
    let (a, b) = (home.read("out/002.md"), home.read("out/003.md"));
    assert!(a.contains("staff") && !a.contains("lift"), "{a}");
    assert!(b.contains("may pay others") && b.contains("the lift that is always broken"), "{b}");
    assert!(!b.contains("Other"), "{b}");
}

#[test]
fn what_says_nothing_is_no_answer() {
    let home = Home::new();
    for (said, code) in [("Prefer not to say", 3), ("Don't know", 3), ("A Sample", 0)] {
        home.file("Responses.csv", table("story", &[["Barnsley", said, "prefer not to say"]]));
        let (done, told) = run(&home, &["Responses.csv", "-f", "md", "-o", said]);
        assert_eq!(done, Some(code), "{told}");
        let letter = home.path(&format!("{said}/002.md"));
        assert_eq!(letter.exists(), code == 0, "{said}");
    }
    assert!(!home.read("A Sample/002.md").to_lowercase().contains("prefer not"));
}
