//! A pack as people pass it on: a zip, wherever a folder is taken, and nothing written into it.

use sayso::text::words::one_line;

use crate::packs::files::zip_of_folder;
use crate::previews::library;
use crate::support::{Home, stderr, stdout};

#[test]
fn a_zip_is_taken_wherever_a_folder_is() {
    let home = Home::new();
    library(&home);
    let answers = "answers:\n  area: Barnsley\n  often: weekly\n  card: no\n  concerns: [hours]\n  \
                   name: Jean Sample\n  address: [1 Sample Street]\n  postcode: S70 0ZZ\n  \
                   dated: 2026-11-21\n";
    home.file("library/examples/jean.yaml", answers);
    assert_eq!(home.run(&["test", "library", "--accept"]).status.code(), Some(0));
    home.file("library.zip", zip_of_folder(&home.path("library")));
    let commands: [&[&str]; 6] = [
        &["check"],
        &["show"],
        &["preview"],
        &["test"],
        &["check", "--format", "json"],
        &["write", "--answers", "library/examples/jean.yaml", "-o", "-"],
    ];
    for command in commands {
        let of = |pack: &str| {
            let output = home.test().args([command, &[pack]].concat()).run();
            let told = stdout(&output) + &stderr(&output);
            told.replace("library.zip", "library")
        };
        assert_eq!(of("library.zip"), of("library"), "{command:?}");
    }
    home.test().line("preview library.zip/letter").run();
    let before = std::fs::read(home.path("library.zip")).expect("there");
    assert_eq!(home.run(&["test", "library.zip", "--accept"]).status.code(), Some(2));
    assert_eq!(std::fs::read(home.path("library.zip")).expect("there"), before);
}

#[test]
fn who_publishes_a_pack_from_outside_is_said_once() {
    let home = Home::new();
    library(&home);
    let answers = ["--set", "area=Barnsley", "--set", "often=rarely", "--set", "concerns=hours"];
    let about = ["--set", "name=Jean Sample", "--set", "address=1 Sample Street"];
    let rest = ["--set", "postcode=S70 0ZZ", "--no-input", "-o", "-"];
    let args = [&["write", "library"], &answers[..], &about[..], &rest[..]].concat();
    let told = one_line(&stderr(&home.run(&args)));
    let line = "A library, published by Friends of Example Library, last updated 1 November 2026.";
    assert_eq!(told.matches(line).count(), 1, "{told}");
}
