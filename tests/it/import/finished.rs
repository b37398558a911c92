//! What nobody confirmed is refused by every command that writes, and so is a letter that reads
//! unfinished.

use crate::support::{Home, stderr, stdout};

fn pack(home: &Home, body: &str) {
    home.file(
        "ours/pack.yaml",
        "title: Our letter\nsummary: A letter.\npublisher: Us, example.org\nlicence: CC-BY-4.0\nupdated: 2026-11-21\nquestions:\n  - id: why\n    ask: Why?\n    kind: own-words\n    required: false\n",
    );
    home.file(
        "ours/councillor-letter.md.hbs",
        format!("---\ntitle: A letter\naction: write\ndestination: councillor\nquestions: [area, why, name, address, postcode]\n---\n{body}\n"),
    );
}

const ANSWERS: &[&str] = &[
    "--no-input",
    "-f",
    "txt",
    "-o",
    "out.txt",
    "--set",
    "area=Leeds",
    "--set",
    "name=Jean Sample",
    "--set",
    "address=1 Sample Street",
    "--set",
    "postcode=LS1 4AP",
];

fn write(home: &Home, more: &[&str]) -> (Option<i32>, String) {
    let args: Vec<&str> = ["write", "ours"].iter().chain(ANSWERS).chain(more).copied().collect();
    let output = home.run(&args);
    (output.status.code(), stderr(&output))
}

#[test]
fn what_is_to_be_confirmed_is_refused_everywhere() {
    let home = Home::new();
    home.file(
        "letter.txt",
        "Dear Councillor\n\nPlease keep [name of library].\n\nYours sincerely\n",
    );
    let new = home.run(&["new", "ours", "--letter", "letter.txt"]);
    assert!(stderr(&new).contains("Nobody has looked at it yet"), "{}", stderr(&new));
    let check = home.run(&["check", "ours"]);
    assert_eq!(check.status.code(), Some(1));
    let told = format!("{}{}", stdout(&check), stderr(&check));
    assert!(told.contains("nobody has confirmed this yet: lines 1 to 5"), "{told}");
    assert_eq!(write(&home, &[]).0, Some(1));
    home.file("table.csv", "name\nJean Sample\n");
    let batch = home.run(&["batch", "ours", "table.csv", "-o", "out"]);
    assert!(stderr(&batch).contains("nobody has confirmed"), "{}", stderr(&batch));
    // Without the marks it is a pack like any other.
    let text = home.read("ours/councillor-letter.md.hbs");
    let kept: Vec<&str> = text.lines().filter(|line| !line.contains("TO CONFIRM")).collect();
    home.file("ours/councillor-letter.md.hbs", kept.join("\n"));
    let check = home.run(&["check", "ours"]);
    assert_eq!(check.status.code(), Some(0), "{}", stderr(&check));
}

#[test]
fn a_letter_that_reads_unfinished_is_refused_unless_forced() {
    let home = Home::new();
    pack(&home, "Please keep it. {{why}}.\n\nThank you.");
    let (code, told) = write(&home, &["--set", "why=It is near us and warm."]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("two full stops stand where the answer to `why` ends"), "{told}");
    assert!(!told.contains("near us") && !home.path("out.txt").exists(), "{told}");
    let (code, told) = write(&home, &["--set", "why=It is near us", "--force"]);
    assert_eq!(code, Some(0), "{told}");
    let (code, told) =
        write(&home, &["--force", "--set", "why=We go to [insert name of place] now"]);
    assert_eq!(code, Some(0), "{told}");
    std::fs::remove_file(home.path("out.txt")).expect("there");
    let (code, told) = write(&home, &["--set", "why=We go to [insert name of place] now"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(
        told.contains("the answer to `why` has something in it that is still to be filled in"),
        "{told}"
    );
    for (id, said) in [("why", "It is near {{name}} bold"), ("name", "%%Full_Name%%")] {
        let said = format!("{id}={said}");
        let (code, told) = write(&home, &["--set", "why=It is near us", "--set", &said]);
        assert_eq!(code, Some(1), "{told}");
        assert!(told.contains(&format!("the answer to `{id}` has something in it")), "{told}");
        assert!(!home.path("out.txt").exists(), "{told}");
    }
}

#[test]
fn a_row_that_reads_unfinished_is_to_be_mended() {
    let home = Home::new();
    pack(&home, "Please keep it.\n\n{{why}} Thank you.");
    home.file(
        "table.csv",
        "area,why,name,address,postcode,I agree that this is sent in my name\nLeeds,We walk there every day,Jean Sample,1 Sample Street,LS1 4AP,yes\nLeeds,We walk there.,Alex Sample,2 Sample Street,LS1 4AP,yes\n",
    );
    let batch =
        home.run(&["batch", "ours", "table.csv", "-o", "out", "-f", "txt", "--accept-columns"]);
    assert_eq!(batch.status.code(), Some(3), "{}", stderr(&batch));
    let failed = home.read("out/failed.csv");
    assert!(failed.contains("a full stop is missing where the answer to `why` ends"), "{failed}");
    assert!(!failed.contains("Alex Sample"), "{failed}");
}
