//! One response for many: who goes in, and that nobody is in both.

use super::made::{column, csv, rows};
use super::{batch, names};
use crate::support::{Home, stderr, stdout};

/// Eleven rows, of which every fifth has no words of its own: rows 5 and 10.
fn home() -> Home {
    let home = Home::new();
    let mut table = rows(11);
    table[2][column("q3")] = "Too far.".into();
    home.file("Responses.csv", csv(&table));
    home
}

#[test]
fn those_without_words_of_their_own_sign_one_response() {
    let home = home();
    let done = batch(&home, "Responses.csv", &["-f", "md", "--joint", "no-own-words"]).run();
    let joint = home.read("out/joint-response.md");
    assert!(!home.path("out/ask-again.csv").exists());
    let letters: Vec<String> =
        names(&home.path("out")).into_iter().filter(|name| name.starts_with('0')).collect();
    assert_eq!(letters.len(), 9, "{letters:?}");
    for name in &letters {
        let letter = home.read(&format!("out/{name}"));
        let person = letter.lines().find_map(|line| line.strip_prefix("- Response from: "));
        let person = person.expect("a name");
        assert!(!joint.contains(person), "{person} is in both");
    }
    insta::assert_snapshot!("joint_response", joint);
    insta::assert_snapshot!("joint_screen", stdout(&done).replace(&super::ex26(), "ex26"));
}

#[test]
fn everyone_signs_with_their_own_words() {
    let home = home();
    batch(&home, "Responses.csv", &["-f", "md"]).run();
    batch(&home, "Responses.csv", &["-f", "md", "--joint", "all"]).run();
    let joint = home.read("out/joint-response.md");
    assert_eq!(joint.matches(" Sample, S70").count(), 11, "{joint}");
    assert!(joint.contains("Too far."), "{joint}");
    // The letters that were there are gone: they are in the joint response now.
    assert!(names(&home.path("out")).iter().all(|name| !name.starts_with('0')));
}

#[test]
fn a_pack_without_a_joint_template_says_so() {
    let home = Home::new();
    home.file(
        "People.csv",
        "area,concerns,name,address,postcode,agreed\n\
         Barnsley,secrecy,Jean Sample,1 Sample Street,S70 0ZZ,yes\n",
    );
    let args = ["batch", "nhs-contracts/mp-letter", "People.csv", "-o", "out", "--joint", "all"];
    let done = home.run(&args);
    assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
    assert!(stderr(&done).contains("no template for a joint response to `mp-letter`"));
    assert!(!home.path("out").exists());
}

#[test]
fn each_receiver_has_a_joint_response_with_a_note() {
    let home = Home::new();
    home.file("Responses.csv", csv(&rows(11)));
    batch(&home, "Responses.csv", &["-f", "md", "--joint", "all", "--by", "receiver"]).run();
    let names = names(&home.path("out"));
    let joint: Vec<&str> =
        names.iter().filter_map(|name| name.strip_suffix("/joint-response.md")).collect();
    let [folder] = joint.as_slice() else { panic!("{names:?}") };
    let note = home.read(&format!("out/{folder}/cover-note.md"));
    assert!(note.contains("one joint response, signed by"), "{note}");
    assert!(!names.contains(&"joint-response.md".to_string()), "{names:?}");
}
