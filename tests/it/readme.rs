//! The README tells the truth: its letter is the one that is written, its commands run, its pack
//! is sound. SAYSO_ACCEPT=1 puts the letter in anew.

use std::fs;

use crate::support::{Home, repository, stderr, stdout};

fn readme() -> String {
    fs::read_to_string(repository("README.md")).expect("the README")
}

/// The fenced blocks of a language, in order.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    text.split(&fence)
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap_or_default().to_string())
        .collect()
}

#[test]
fn the_letter_in_the_readme_is_the_one_that_is_written() {
    let text = readme();
    let (before, rest) = text.split_once("<!-- letter: ").expect("a letter in the README");
    let (path, rest) = rest.split_once(" -->").expect("the letter's file");
    let (_, after) = rest.split_once("<!-- end of letter -->").expect("its end");
    let letter = fs::read_to_string(repository(path)).expect(path);
    let quoted: String =
        letter.lines().map(|l| format!("> {l}").trim_end().to_string() + "\n").collect();
    let expected =
        format!("{before}<!-- letter: {path} -->\n\n{quoted}\n<!-- end of letter -->{after}");
    if std::env::var_os("SAYSO_ACCEPT").is_some() {
        fs::write(repository("README.md"), &expected).expect("written");
    }
    assert!(
        readme() == expected,
        "the README's letter is not that of {path}; SAYSO_ACCEPT=1 puts it in"
    );
}

#[test]
fn the_main_job_of_the_readme_runs() {
    let commands = blocks(&readme(), "sh");
    let line = commands
        .iter()
        .flat_map(|b| b.lines())
        .find(|l| l.contains("--answers"))
        .expect("the main job from a file");
    let args = line.strip_prefix("cargo run --release -- ").expect("run by cargo");
    let home = Home::new();
    let templates = repository("templates").display().to_string();
    let args: Vec<String> = args.split(' ').map(|a| a.replace("templates", &templates)).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    home.test().args(&args).run();
    for stem in ["mp-letter", "scrutiny-questions"] {
        for ending in ["md", "pdf", "txt"] {
            assert!(home.path(&format!("letters/{stem}.{ending}")).exists(), "{stem}.{ending}");
        }
    }
}

#[test]
fn the_batch_of_the_readme_runs_and_says_what_stands_there() {
    let text = readme();
    let commands = blocks(&text, "sh");
    let line = commands.iter().flat_map(|b| b.lines()).find(|l| l.contains(" batch "));
    let line = line.expect("a batch").strip_prefix("cargo run --release -- ").expect("by cargo");
    let home = Home::new();
    let docs = repository("docs").display().to_string();
    let args: Vec<String> =
        line.split(' ').map(|arg| arg.replace("docs/group", &format!("{docs}/group"))).collect();
    let output = home.test().args(args.iter().map(String::as_str).collect::<Vec<_>>()).run();
    let shown = blocks(&text, "text").into_iter().find(|block| block.contains("Written"));
    let shown = shown.expect("what it says");
    assert!(stdout(&output).contains(&shown), "{shown}\nin\n{}", stdout(&output));
}

#[test]
fn the_pack_of_the_readme_is_sound_and_writes() {
    let text = readme();
    let (_, own) = text.split_once("## A pack of your own").expect("a pack in the README");
    let home = Home::new();
    home.file("my-pack/pack.yaml", &blocks(own, "yaml")[0]);
    home.file("my-pack/councillor-letter.md.hbs", &blocks(own, "handlebars")[0]);
    let checked = home.run(&["check", "my-pack"]);
    assert_eq!(stdout(&checked), "my-pack: no faults\n", "{}", stderr(&checked));
    let mut args = vec!["write", "./my-pack", "--no-input", "-f", "txt", "-o", "-"];
    for answer in [
        "area=Leeds",
        "concerns=children",
        "name=Jean Sample",
        "address=1 Sample Street",
        "postcode=LS1 0ZZ",
        "story=I learned to read there.",
    ] {
        args.extend(["--set", answer]);
    }
    let letter = home.test().args(&args).run();
    let letter = stdout(&letter);
    for text in ["Children in Leeds use the library", "I learned to read there.", "Dear Councillor"]
    {
        assert!(letter.contains(text), "{text} in\n{letter}");
    }
}

#[test]
fn commands_and_flags_that_the_readme_names_are_there() {
    let home = Home::new();
    let write = stdout(&home.run(&["write", "--help"]));
    for flag in [
        "--answers",
        "--set",
        "--no-input",
        "--plain",
        "--resume",
        "--format",
        "--output",
        "--split",
        "--save-answers",
        "--force",
    ] {
        assert!(write.contains(flag), "{flag} in\n{write}");
    }
    let help = stdout(&home.run(&["--help"]));
    for command in ["write", "list", "show", "new", "check", "forget"] {
        assert!(
            readme().contains(&format!("`sayso {command}")) && help.contains(command),
            "{command}"
        );
    }
}
