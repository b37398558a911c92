//! The starter, and copies of packs.

use sayso::pack::{self, Shared, shipped};

use super::made;
use crate::support::letters::today;
use crate::support::{Home, repository, stderr, stdout};

fn copy(name: &str) -> pack::Made {
    let shared = Shared::built_in().expect("the registers are sound");
    let files = shipped::files(name).expect("it ships");
    pack::copy(files, "our-pack", shared, today()).expect("it is sound")
}

fn text<'m>(made: &'m pack::Made, path: &str) -> &'m str {
    let file = made.files.iter().find(|(p, _)| p == path).expect(path);
    std::str::from_utf8(&file.1).expect("text")
}

#[test]
fn the_starter_is_sound_and_gives_the_letter_beside_its_example() {
    let starter = pack::starter(shipped::STARTER, today());
    assert_eq!(made::told(&starter), Vec::<String>::new());
    for (path, letter) in made::letters(&starter) {
        let path = repository("templates/starter").join(path);
        made::assert_file(&path, letter.as_bytes());
    }
    let own = pack::starter("our-crossing", today());
    made::assert_goldens(&own);
    assert!(text(&own, "examples/one.yaml").contains("\npack: our-crossing\n"));
    // An editor finds what may stand in a file.
    for (file, schema) in [
        ("pack.yaml", "./.sayso/pack.schema.json"),
        ("examples/one.yaml", "../.sayso/answers.schema.json"),
    ] {
        let line = format!("# yaml-language-server: $schema={schema}\n");
        assert!(text(&own, file).starts_with(&line), "{file}");
        let path = schema.trim_start_matches(['.', '/']);
        assert!(text(&own, &format!(".{path}")).starts_with('{'), "{path}");
    }
}

#[test]
fn every_shipped_pack_can_be_copied_and_its_examples_still_give_their_letters() {
    for name in shipped::names() {
        let copy = copy(name);
        assert_eq!(made::told(&copy), Vec::<String>::new(), "{name}");
        made::assert_goldens(&copy);
        let letter =
            |(path, _): &(String, _)| path.starts_with("examples/") && path.ends_with(".md");
        assert!(copy.files.iter().any(letter), "{name}");
        for (path, bytes) in &copy.files {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains(&format!("sayso write {name}")), "{path} names {name}");
        }
    }
}

#[test]
fn a_copy_says_where_it_came_from_and_what_to_change() {
    let copy = copy("planning-objection");
    let pack = text(&copy, "pack.yaml");
    insta::assert_snapshot!(pack.lines().take(16).collect::<Vec<_>>().join("\n"));
    assert!(pack.contains("# Asked under this id so that"), "comments stay");
    insta::assert_snapshot!(copy.notes.join("\n"));
}

#[test]
fn a_folder_can_be_copied_too() {
    let shared = Shared::built_in().expect("the registers are sound");
    let files = sayso::disk::pack_files(&repository("tests/it/nations/highland")).expect("read");
    let copy = pack::copy(files, "our-pack", shared, today()).expect("it is sound");
    assert_eq!(made::told(&copy), Vec::<String>::new());
}

#[test]
fn new_makes_a_folder_that_check_passes_and_says_what_comes_next() {
    let home = Home::new();
    let made = home.run(&["new", "our-crossing"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    assert_eq!(stdout(&made), "");
    insta::assert_snapshot!(stderr(&made));
    let checked = home.run(&["check", "our-crossing", "--deny-warnings"]);
    assert_eq!(stdout(&checked), "our-crossing: no faults\n", "{}", stderr(&checked));
    let again = home.run(&["new", "our-crossing"]);
    assert_eq!(again.status.code(), Some(1));
    insta::assert_snapshot!(stderr(&again));
}

#[test]
fn what_cannot_be_made_is_told() {
    let home = Home::new();
    let mut told = String::new();
    for args in
        [vec!["new"], vec!["new", "Our Crossing"], vec!["new", "ours", "--from", "nhs-contract"]]
    {
        let output = home.run(&args);
        told.push_str(&format!(
            "$ sayso {}\n{}exit {:?}\n\n",
            args.join(" "),
            stderr(&output).replace(&home.path("").display().to_string(), "HOME/"),
            output.status.code()
        ));
    }
    insta::assert_snapshot!(told);
    assert!(!home.path("ours").exists());
}

#[test]
fn the_starter_is_in_no_list_but_can_be_looked_at() {
    let home = Home::new();
    assert!(!stdout(&home.run(&["list"])).contains("starter"));
    let shown = home.run(&["show", "starter"]);
    assert!(stdout(&shown).contains("A safe crossing"), "{}", stderr(&shown));
    // A folder of that name is told apart by its path.
    let made = home.run(&["new", "starter"]);
    assert!(stderr(&made).contains("sayso check ./starter"), "{}", stderr(&made));
}
