//! Tables in the shape of real exports, each with what must come of it, and texts that were passed
//! on: which are told to be alike.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use serde::Deserialize;

use sayso::text::words::one_line;

use super::{files, names};
use crate::support::{Home, repository, stderr, stdout};

/// A run over one table.
#[derive(Deserialize)]
struct Case {
    name: String,
    table: String,
    command: Vec<String>,
}

fn folder() -> PathBuf {
    repository("tests/it/batch/cases")
}

/// A home with the files of the cases in it, the packs under the names of those that ship.
fn home() -> Home {
    let home = Home::new();
    for (name, bytes) in files(&folder()) {
        if !name.ends_with(".golden") {
            home.file(name.strip_prefix("packs/").unwrap_or(&name), bytes);
        }
    }
    home
}

/// Runs a case and gives all that came of it as one text.
fn outcome(home: &Home, case: &Case, out: &str) -> String {
    let what = format!("./{}", case.command[0]);
    let mut args = vec!["batch", &what, &case.table];
    args.extend(case.command[1..].iter().map(String::as_str));
    args.extend(["-o", out]);
    let done = home.run(&args);
    let code = done.status.code().map_or("none".to_string(), |code| code.to_string());
    let mut text = format!("exit {code}\n\n{}", stderr(&done).replace(&format!("{out}/"), "out/"));
    if !home.path(out).is_dir() {
        return text;
    }
    for name in names(&home.path(out)) {
        let is_told = name.ends_with(".txt") || name == "report.csv" || name == "cover-note.md";
        if is_told {
            let read = home.read(&format!("{out}/{name}"));
            text.push_str(&format!("\n--- {name}\n{}", read.replace(['\r', '\u{feff}'], "")));
        }
    }
    text
}

#[test]
fn every_case_gives_what_it_must() {
    let list = fs::read_to_string(folder().join("cases.yaml")).expect("the list");
    let cases: Vec<Case> = serde_yaml::from_str(&list).expect("cases");
    let home = home();
    let mut differ = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        let is = outcome(&home, case, &format!("out{number}"));
        let golden = folder().join(format!("{}.golden", case.name));
        if std::env::var_os("SAYSO_ACCEPT").is_some() {
            fs::write(&golden, &is).expect("written");
        } else if fs::read_to_string(&golden).ok().as_deref() != Some(&is) {
            differ.push(format!("{}: {is}", case.name));
        }
        // What --map said is kept beside the table, and is no matter of the next case.
        let stem = case.table.rsplit_once('.').map_or("", |(stem, _)| stem);
        let _ = fs::remove_file(home.path(&format!("{stem}.columns.yaml")));
    }
    assert!(cases.len() > 20 && differ.is_empty(), "{}", differ.join("\n\n"));
}

#[test]
fn texts_that_were_passed_on_are_told_and_nobody_else() {
    let home = home();
    let template = "./local-service/councillor-letter";
    let args = ["batch", template, "alike_A.csv", "--answers", "alike-library.yaml", "-f", "txt"];
    let done = home.run(&[&args[..], &["-o", "out"]].concat());
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let table = |name: &str| -> Vec<csv::StringRecord> {
        let text = home.read(name);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        reader.records().map(|record| record.expect("a record")).collect()
    };
    let family: BTreeMap<String, String> = table("alike_A.truth.csv")
        .iter()
        .map(|record| (record[0].to_string(), record[1].to_string()))
        .collect();
    let group: BTreeMap<String, String> = table("out/report.csv")
        .iter()
        .map(|record| (record[0].to_string(), record[7].to_string()))
        .collect();
    let pairs = |of: &BTreeMap<String, String>| -> BTreeSet<(String, String)> {
        let mut pairs = BTreeSet::new();
        for (a, one) in of.iter().filter(|(_, one)| !one.is_empty()) {
            let same = of.iter().filter(|(b, other)| a < *b && one == *other);
            pairs.extend(same.map(|(b, _)| (a.clone(), b.clone())));
        }
        pairs
    };
    let (wanted, told) = (pairs(&family), pairs(&group));
    let wrong: Vec<_> = told.difference(&wanted).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(told.len() * 100 >= wanted.len() * 95, "{} of {}", told.len(), wanted.len());
}

#[test]
fn a_letter_changed_by_hand_whose_row_changed_is_named_as_out_of_date() {
    let home = home();
    let template = "./local-service/consultation-response";
    let args = ["batch", template, "19-edited.xlsx", "--answers", "library.yaml", "-f", "txt"];
    let args = [&args[..], &["-o", "out"]].concat();
    assert_eq!(home.run(&args).status.code(), Some(0));
    for row in ["003", "004"] {
        let name = format!("out/{row}.txt");
        let changed = home.read(&name) + "By hand.\n";
        home.file(&name, changed);
    }
    fs::copy(home.path("19-edited.later.xlsx"), home.path("19-edited.xlsx")).expect("copied");
    let later = home.run(&args);
    assert_eq!(later.status.code(), Some(0), "{}", stderr(&later));
    let report = one_line(&stdout(&later));
    let told = "003.txt: changed by hand, and out of date, since row 3 has changed in the table.";
    assert!(report.contains(told) && !report.contains("004.txt: changed"), "{report}");
    assert!(home.read("out/003.txt").ends_with("By hand.\n"));
}
