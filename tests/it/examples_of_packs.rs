//! `sayso test`: a pack's examples against the letters beside them.

use std::process::Output;

use sayso::text::words::one_line;

use crate::support::{Home, repository, stderr, stdout};

/// The small pack of these tests.
fn pack(home: &Home) {
    let front = "title: T\ndestination: mp\nquestions: [story, name, address, postcode, mp]";
    let body = "I write about the library.\n\n{{story}}\n\nPlease answer.";
    home.file("mine/pack.yaml", "title: A library\nsummary: One letter.\npublisher: Friends of Example Library\nlicence: CC-BY-4.0\nupdated: 2026-11-01\n");
    home.file("mine/letter.md.hbs", format!("---\n{front}\n---\n{body}\n"));
    home.file(
        "mine/examples/jean.yaml",
        "pack: mine\nanswers:\n  name: Jean Sample\n  address: [1 Sample Street, Exampleton]\n  postcode: S70 0ZZ\n  dated: 2026-11-21\n",
    );
}

fn test(home: &Home, args: &[&str], code: i32) -> Output {
    let output = home.run(&[&["test"], args].concat());
    assert_eq!(output.status.code(), Some(code), "{}{}", stdout(&output), stderr(&output));
    output
}

#[test]
fn a_letter_is_accepted_and_then_compared() {
    let home = Home::new();
    pack(&home);
    let first = stdout(&test(&home, &["mine"], 1));
    assert!(
        first.contains("mine: 1 letter not there") && first.contains("+Jean Sample"),
        "{first}"
    );
    test(&home, &["mine", "--accept"], 0);
    assert!(home.read("mine/examples/jean.letter.md").contains("21 November 2026"));
    assert_eq!(stdout(&test(&home, &["mine"], 0)), "mine: 1 letter as before\n");

    let letter = home.read("mine/letter.md.hbs").replace("Please answer.", "Please answer me.");
    home.file("mine/letter.md.hbs", letter);
    let before = home.read("mine/examples/jean.letter.md");
    let told = stdout(&test(&home, &["mine"], 1));
    insta::assert_snapshot!("a_letter_that_changed", told);
    assert_eq!(home.read("mine/examples/jean.letter.md"), before, "only --accept writes");
    let told = stdout(&test(&home, &["mine", "--accept"], 0));
    assert!(told.contains("-Please answer.\n+Please answer me.\n"), "{told}");
    test(&home, &["mine"], 0);
}

#[test]
fn line_breaks_of_windows_are_no_difference() {
    let home = Home::new();
    pack(&home);
    test(&home, &["mine", "--accept"], 0);
    let letter = home.read("mine/examples/jean.letter.md").replace('\n', "\r\n");
    home.file("mine/examples/jean.letter.md", letter);
    test(&home, &["mine"], 0);
}

#[test]
fn what_is_wrong_with_examples_is_told() {
    let home = Home::new();
    pack(&home);
    test(&home, &["mine", "--accept"], 0);
    home.file("mine/examples/old.letter.md", "Dear MP\n");
    home.file("mine/examples/undated.yaml", "answers:\n  name: Jean Sample\n");
    home.file("mine/examples/unknown.yaml", "templates: [leter]\n");
    home.file("mine/examples/wrong.yaml", "answrs: {}\n");
    let output = test(&home, &["mine"], 1);
    insta::assert_snapshot!(
        "what_is_wrong_with_examples",
        format!("{}\n{}", stdout(&output), stderr(&output))
    );
}

#[test]
fn a_pack_without_examples_is_told_how_to_make_one() {
    let home = Home::new();
    pack(&home);
    std::fs::remove_dir_all(home.path("mine/examples")).expect("removed");
    let told = stdout(&test(&home, &["mine"], 1));
    assert!(told.contains("sayso write mine --save-answers mine/examples/first.yaml"), "{told}");
}

#[test]
fn the_examples_of_a_renamed_folder_can_be_written_from() {
    let home = Home::new();
    pack(&home);
    for path in ["pack.yaml", "letter.md.hbs", "examples/jean.yaml"] {
        home.file(&format!("copy/{path}"), home.read(&format!("mine/{path}")));
    }
    let answers = home.read("copy/examples/jean.yaml");
    home.file("elsewhere.yaml", answers);
    let write = |answers: &str| {
        home.run(&["write", "copy", "--answers", answers, "-f", "txt", "-o", "out"])
    };
    let own = write("copy/examples/jean.yaml");
    assert_eq!(own.status.code(), Some(0), "{}", stderr(&own));
    let other = write("elsewhere.yaml");
    assert_ne!(other.status.code(), Some(0));
    let told = one_line(&stderr(&other));
    assert!(told.contains("change the line `pack: mine` in the file to `pack: copy`"), "{told}");
}

#[test]
fn packs_that_ship_and_zips_are_tested_and_not_written() {
    let home = Home::new();
    for name in sayso::pack::shipped::names() {
        test(&home, &[name], 0);
    }
    home.test()
        .line("test nhs-contracts --accept")
        .status(2)
        .says("--accept needs a pack in a folder")
        .run();

    let folder = repository("templates/planning-objection");
    let zip = crate::packs::files::zip_of_folder(&folder);
    home.file("planning-objection.zip", zip);
    let told = stdout(&test(&home, &["planning-objection.zip"], 0));
    assert_eq!(told, "planning-objection.zip: 11 letters as before\n");
}
