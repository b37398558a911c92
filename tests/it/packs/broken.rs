//! Packs with one mistake each: a folder under `broken/` holds the files that differ from
//! `good/`, and a snapshot what is said about it.

use std::fs;

use super::{check, folder, good, told};

#[test]
fn the_good_pack_is_good() {
    let (pack, warnings) = check(&good()).expect("it is sound");
    assert_eq!(warnings, []);
    assert_eq!(pack.templates.len(), 2);
    let letter = pack.template("mp-letter").expect("it is there");
    assert_eq!(letter.questions[7..], ["address", "mp.constituency", "mp.name"]);
    assert_eq!(letter.body.lines().nth(10), Some("I live in {{mp.constituency}}."));
    assert_eq!(
        pack.source("budget").and_then(|s| s.review_by),
        Some(jiff::civil::date(2027, 11, 30))
    );
}

#[test]
fn every_mistake_is_told() {
    let mut cases: Vec<_> = fs::read_dir(folder().join("broken"))
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    cases.sort();
    assert!(cases.len() >= 30);
    let mut silent = Vec::new();
    for case in cases {
        let name = case.file_name().expect("it has a name").to_string_lossy().into_owned();
        let mut files = good();
        let own = sayso::disk::pack_files(&case).expect("the files can be read");
        files.files.extend(own.files);
        files.misnamed = own.misnamed;
        let told = told(&files);
        if told.is_empty() {
            silent.push(name.clone());
        }
        insta::assert_snapshot!(name, told);
    }
    assert_eq!(silent, [""; 0]);
}

/// The words of the programs underneath are no help to somebody who writes a letter.
#[test]
fn no_message_names_what_is_underneath() {
    for case in fs::read_dir(folder().join("broken")).expect("the folder is there") {
        let mut files = good();
        let case = case.expect("it can be read").path();
        files.files.extend(sayso::disk::pack_files(&case).expect("readable").files);
        let told = told(&files);
        for word in ["Rust", "serde", "Spec", "struct", "Option", "usize", "enum", "pest", "scalar"]
        {
            assert!(!told.contains(word), "{word} in {told}");
        }
    }
}
