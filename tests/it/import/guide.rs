//! The guide "Your first pack" tells the truth: its files are written, its commands run in their
//! order, and what it says they say is what they say.

use std::fs;

use crate::support::{Home, repository, stderr, stdout};

/// A step of the guide.
enum Step {
    /// A file of this name, written.
    File(String, String),
    /// Commands, run; what is typed at the first of them, a line each.
    Commands(String, Option<String>),
    /// Lines that the commands before it must have said.
    Says(String),
}

/// The fenced blocks of a text, each with the note in the comment above it.
fn steps(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut note = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(comment) = line.strip_prefix("<!-- ").and_then(|l| l.strip_suffix(" -->")) {
            note = comment.to_string();
        } else if let Some(language) = line.strip_prefix("```") {
            let block: String =
                lines.by_ref().take_while(|l| *l != "```").map(|l| format!("{l}\n")).collect();
            match (language, note.strip_prefix("file: "), note.as_str()) {
                ("sh", ..) => {
                    let typed =
                        note.strip_prefix("typed: ").map(|keys| keys.replace(' ', "\n") + "\n");
                    steps.push(Step::Commands(block, typed));
                }
                (_, Some(name), _) => steps.push(Step::File(name.to_string(), block)),
                (_, _, "says") => steps.push(Step::Says(block)),
                _ => panic!("a block that no test looks at:\n{block}"),
            }
            note.clear();
        }
    }
    steps
}

#[test]
fn the_guide_runs_from_beginning_to_end() {
    let guide = fs::read_to_string(repository("docs/your-first-pack.md")).expect("the guide");
    let home = Home::new();
    let mut said = String::new();
    let (mut commands, mut told) = (0, 0);
    for step in steps(&guide) {
        match step {
            Step::File(name, text) => {
                home.file(&name, text);
            }
            Step::Commands(block, mut typed) => {
                said.clear();
                for line in block.lines() {
                    let args: Vec<&str> = line.split(' ').collect();
                    assert_eq!(args[0], "sayso", "{line}");
                    let mut command = home.sayso();
                    command.args(&args[1..]);
                    if let Some(keys) = typed.take() {
                        command.env("SAYSO_PLAIN", "1").write_stdin(keys);
                    }
                    let output = command.output().expect("it starts");
                    assert_eq!(output.status.code(), Some(0), "{line}\n{}", stderr(&output));
                    said.push_str(&stderr(&output));
                    said.push_str(&stdout(&output));
                    commands += 1;
                }
            }
            Step::Says(block) => {
                for line in block.lines().filter(|line| !line.trim().is_empty()) {
                    assert!(said.contains(line), "{line}\nis not in\n{said}");
                    told += 1;
                }
            }
        }
    }
    assert!(commands > 10 && told > 8, "{commands} commands, {told} lines");
    // What the guide makes is without a warning, and reads as it should.
    let checked = home.run(&["check", "mill-lane", "buses", "late-buses", "--deny-warnings"]);
    assert_eq!(checked.status.code(), Some(0), "{}", stderr(&checked));
    let buses = home.read("buses/pack.yaml");
    let options: Vec<&str> = buses
        .lines()
        .skip_while(|line| line.trim() != "options:")
        .skip(1)
        .map_while(|line| line.trim().strip_prefix("- "))
        .map(|option| option.trim_matches('"'))
        .collect();
    assert_eq!(options, ["Yes", "No", "Don't know"], "{buses}");
    assert!(buses.contains("until midnight?"), "{buses}");
    assert!(!buses.contains("midnight? Yes"), "{buses}");
    assert!(home.path("letter.pdf").exists());
    insta::assert_snapshot!(home.read("letter.txt"));
}
