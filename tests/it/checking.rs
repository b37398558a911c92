//! `sayso check` from outside: what it says, to people and to tools, and how it ends.

use serde_json::{Value as Json, json};

use crate::support::{Home, repository, stderr, stdout};

/// A shipped pack in a folder of its own, one file changed.
fn changed(home: &Home, file: &str, from: &str, to: &str) {
    for entry in
        ["pack.yaml", "objection.md.hbs", "committee-statement.md.hbs", "destinations.yaml"]
    {
        let path = repository(&format!("templates/planning-objection/{entry}"));
        let text = std::fs::read_to_string(path).expect("read");
        let text = if entry == file {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        } else {
            text
        };
        home.file(&format!("mine/{entry}"), text);
    }
}

fn json_of(home: &Home, args: &[&str]) -> (Option<i32>, Vec<Json>) {
    let output = home.run(args);
    let text = stdout(&output);
    let Ok(Json::Array(list)) = serde_json::from_str(&text) else {
        panic!("no list in {text}\n{}", stderr(&output))
    };
    assert_eq!(stderr(&output), "", "what is for tools is on stdout alone");
    (output.status.code(), list)
}

#[test]
fn tools_get_one_document() {
    let home = Home::new();
    changed(&home, "objection.md.hbs", "I object to application", "{{nmae}} objects to this");
    let (code, list) = json_of(&home, &["check", "mine", "--format", "json"]);
    assert_eq!(code, Some(1));
    let line = std::fs::read_to_string(home.path("mine/objection.md.hbs")).expect("read");
    let line = line.lines().position(|l| l.contains("nmae")).expect("there") + 1;
    assert_eq!(
        list,
        [json!({
            "file": "mine/objection.md.hbs", "line": line, "column": 3, "length": 4,
            "severity": "error", "kind": "unknown-name",
            "message": "there is no `nmae`", "hint": "did you mean `name`?",
        })]
    );
}

#[test]
fn a_place_that_is_a_file_has_no_line() {
    let home = Home::new();
    home.file("empty/pack.yaml", "");
    let (code, list) = json_of(&home, &["check", "empty", "--format", "json"]);
    assert_eq!(code, Some(1));
    let first = list.first().expect("a fault");
    assert_eq!((&first["line"], &first["column"]), (&Json::Null, &Json::Null));
    assert_eq!(first["file"], "empty/pack.yaml");
    let (code, list) = json_of(&home, &["check", "nhs-contracts", "--format", "json"]);
    assert_eq!((code, list), (Some(0), Vec::new()));
}

#[test]
fn warnings_fail_only_when_they_are_to() {
    let home = Home::new();
    changed(&home, "pack.yaml", "review_by: 20", "review_by: 19");
    let output = home.test().line("check mine").stdout("mine: 1 warning\n").run();
    assert!(stderr(&output).contains("warning: "), "{}", stderr(&output));
    for format in ["text", "json"] {
        home.test().args(["check", "mine", "--deny-warnings", "--format", format]).status(1).run();
    }
}
