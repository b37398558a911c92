//! The program from outside: what goes in, what comes out, and what it says when it cannot.

use std::fs;
use std::time::{Duration, Instant};

use crate::support::{Home, repository, stderr, stdout};

fn barnsley() -> String {
    repository("templates/nhs-contracts/examples/barnsley.yaml").display().to_string()
}

/// A run that must fail clearly: exit 1, within a second, no panic, nothing left behind.
fn fails(home: &Home, args: &[&str], says: &[&str]) -> String {
    let before = tree(home);
    let start = Instant::now();
    let output = home.run(args);
    let took = start.elapsed();
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{args:?} said\n{said}");
    assert!(took < Duration::from_secs(1), "{args:?} took {took:?}");
    assert!(!said.contains("panicked"), "{said}");
    for text in says {
        assert!(said.contains(text), "no {text:?} in\n{said}");
    }
    assert_eq!(tree(home), before, "{args:?} left something behind");
    said
}

fn tree(home: &Home) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![home.path("")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("listed") {
            let path = entry.expect("an entry").path();
            found.push(path.display().to_string());
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn the_main_job_writes_every_document_in_every_format() {
    let home = Home::new();
    let output = home.run(&["write", "--answers", &barnsley(), "-f", "md,pdf,txt", "-o", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    for stem in ["mp-letter", "scrutiny-questions"] {
        let golden = format!("templates/nhs-contracts/examples/barnsley.{stem}.md");
        let golden = fs::read_to_string(repository(&golden)).expect("the golden letter");
        assert_eq!(home.read(&format!("out/{stem}.md")), golden);
        assert!(
            fs::read(home.path(&format!("out/{stem}.pdf")))
                .expect("a PDF")
                .starts_with(b"%PDF-1.7")
        );
        let text = home.read(&format!("out/{stem}.txt"));
        assert!(!text.contains('\\') && !text.contains("**"), "{text}");
    }
    let said = stderr(&output);
    assert!(said.contains("by Tuesday 1 December, 1.30pm"), "{said}");
    assert!(said.contains("of them your own"), "{said}");
}

#[test]
fn the_same_answers_give_the_same_bytes_on_every_path() {
    let home = Home::new();
    let all = ["-f", "md,pdf,txt"];
    let run = |args: &[&str]| {
        let output = home.run(&[args, &all].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    };
    run(&[
        "write",
        "nhs-contracts/mp-letter",
        "--answers",
        &barnsley(),
        "-o",
        "a/",
        "--save-answers",
        "kept.yaml",
    ]);
    run(&["write", "--answers", "kept.yaml", "-o", "b/"]);
    let story = sayso_story(&home);
    run(&[
        "write",
        "nhs-contracts/mp-letter",
        "--no-input",
        "-o",
        "c/",
        "--set",
        "area=barnsley",
        "--set",
        &format!("story={story}"),
        "--set",
        "concerns=secrecy, fixed-budget, private-contracts",
        "--set",
        "ask=Who decided to move the clinic, and who will decide next time?",
        "--set",
        "name=Jean Sample",
        "--set",
        "address=1 Sample Street\nWombwell\nBarnsley",
        "--set",
        "postcode=s700zz",
        "--set",
        "mp.constituency=Barnsley South",
        "--set",
        "mp.name=Ms Alex Member MP",
        "--set",
        "telephone=01632 960123",
        "--set",
        "dated=21/11/26",
    ]);
    for format in ["md", "pdf", "txt"] {
        let bytes = |folder: &str| {
            fs::read(home.path(&format!("{folder}/mp-letter.{format}"))).expect(format)
        };
        assert!(bytes("a") == bytes("b"), "{format}: kept answers give another letter");
        assert!(bytes("a") == bytes("c"), "{format}: flags give another letter");
    }
}

/// The story of the Barnsley example, as a person would have typed it.
fn sayso_story(home: &Home) -> String {
    let _ = home;
    let file = crate::support::letters::example("nhs-contracts", "barnsley");
    let story = file.answers.iter().find(|(id, ..)| id == "story").map(|(_, raw, _)| raw.clone());
    match story {
        Some(sayso::answer::Input::Text(text)) => text,
        other => panic!("a story in the example, not {other:?}"),
    }
}

#[test]
fn without_a_terminal_every_missing_answer_is_listed() {
    let home = Home::new();
    let said = fails(
        &home,
        &["write", "nhs-contracts/mp-letter", "--set", "area=Barnsley"],
        &["answers are missing", "--set", "--answers"],
    );
    for id in ["concerns", "name", "address", "postcode"] {
        assert!(said.contains(id), "{id} in\n{said}");
    }
    fails(&home, &[], &["sayso write local-service/", "in a terminal"]);
}

#[test]
fn answers_that_are_not_taken_say_why_and_where() {
    let home = Home::new();
    home.file(
        "answers.yaml",
        "pack: nhs-contracts\ntemplate: mp-letter\nanswers:\n  area: Barnsley\n  concerns: [secrecy, managd-care]\n  name: Jean Sample\n  address: 1 Sample Street\n  postcode: not a postcode\n  nmae: Jean\n",
    );
    let said = fails(
        &home,
        &["write", "--answers", "answers.yaml"],
        &["answers.yaml:5", "managed-care", "answers.yaml:8", "answers.yaml:9"],
    );
    assert!(said.contains("`name`"), "{said}");
    assert!(!said.contains("panicked"));
}

#[test]
fn bad_input_is_told_clearly_and_leaves_nothing_behind() {
    let home = Home::new();
    home.file("empty.yaml", "");
    fails(&home, &["write", "--answers", "empty.yaml"], &["empty.yaml"]);
    fails(&home, &["write", "--answers", "missing.yaml"], &["missing.yaml", "no such file"]);
    home.file("deep.yaml", "[".repeat(100_000));
    fails(&home, &["write", "--answers", "deep.yaml"], &["deep.yaml"]);
    home.file("laughs.yaml", "a: &a [x]\nb: &b [*a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b]\n");
    fails(&home, &["write", "--answers", "laughs.yaml"], &["laughs.yaml"]);
    home.file("large.yaml", "x".repeat(10_000_000));
    fails(&home, &["write", "--answers", "large.yaml"], &["1 MB"]);
    home.file("binary.yaml", [0_u8, 159, 146, 150, 0, 1, 2]);
    fails(&home, &["write", "--answers", "binary.yaml"], &["binary.yaml"]);
    home.file("cp1252.yaml", b"answers:\n  name: Si\xe2n\n");
    fails(&home, &["write", "--answers", "cp1252.yaml"], &["cp1252.yaml", "UTF-8"]);
    home.file("other.yaml", "pack: another-pack\ntemplate: mp-letter\nanswers: {}\n");
    fails(
        &home,
        &["write", "nhs-contracts", "--answers", "other.yaml"],
        &["another-pack", "nhs-contracts"],
    );
    fails(&home, &["write", "nhs-contract"], &["did you mean `nhs-contracts`"]);
    fails(&home, &["write", "nhs-contracts/mp-leter"], &["did you mean `mp-letter`"]);
}

#[test]
fn bad_packs_are_told_clearly() {
    let home = Home::new();
    fs::create_dir(home.path("no-pack")).expect("made");
    fails(&home, &["check", "./no-pack"], &["pack.yaml"]);
    for (name, text) in [
        ("deep", "[".repeat(100_000)),
        ("laughs", "title: &a [x]\nsummary: [*a, *a]\n".to_string()),
        ("large", format!("title: {}\n", "x".repeat(10_000_000))),
    ] {
        home.file(&format!("{name}/pack.yaml"), text);
        fails(&home, &["check", &format!("./{name}")], &["pack.yaml"]);
    }
    let pack = "title: T\nsummary: S\npublisher: P\nlicence: CC-BY-4.0\nupdated: 2026-11-21\n";
    home.file("round/pack.yaml", pack);
    home.file(
        "round/letter.md.hbs",
        "---\ntitle: A\naction: write\ndestination: mp\nquestions: [area, name, address, postcode, mp]\n---\n{{> one}}\n",
    );
    home.file("round/partials/one.md.hbs", "{{> two}}\n");
    home.file("round/partials/two.md.hbs", "{{> one}}\n");
    fails(&home, &["check", "./round"], &["one"]);
}

#[test]
fn files_that_cannot_be_written_leave_nothing_behind() {
    let home = Home::new();
    let write = |to: &[&str]| {
        [&["write", "nhs-contracts/mp-letter", "--answers"], [barnsley().as_str()].as_slice(), to]
            .concat()
            .iter()
            .map(|s| s.to_string())
            .collect::<Vec<_>>()
    };
    let run = |to: &[&str], says: &[&str]| {
        let args = write(to);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        fails(&home, &args, says)
    };
    home.file("taken", "a file");
    run(&["-f", "pdf,txt", "-o", "taken/inside/"], &["taken"]);
    run(&["-f", "pdf", "-o", "taken"], &["already exists", "--force"]);
    if cfg!(target_os = "linux") {
        run(&["-f", "pdf", "-o", "/dev/full"], &["/dev/full", "disk is full"]);
    }
}

#[cfg(unix)]
#[test]
fn a_file_size_limit_reached_midway_leaves_nothing_behind() {
    let home = Home::new();
    // `trap ''` ignores the signal in the shell and in what it starts.
    let script = format!(
        "trap '' XFSZ; ulimit -f 8; exec {} write nhs-contracts/mp-letter --answers {} -f md,pdf -o out/",
        env!("CARGO_BIN_EXE_sayso"),
        barnsley()
    );
    let mut shell = std::process::Command::new("bash");
    shell.args(["-c", &script]).current_dir(home.path("")).env_clear().envs(home.environment());
    let output = shell.output().expect("bash");
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("larger than the system allows"), "{}", stderr(&output));
    let left: Vec<String> = tree(&home).into_iter().filter(|p| !p.ends_with("/out")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let home = Home::new();
    let script = format!(
        "set -o pipefail; {0} show nhs-contracts | head -n 1; {0} write nhs-contracts/mp-letter --answers {1} -f txt -o - | head -n 1",
        env!("CARGO_BIN_EXE_sayso"),
        barnsley()
    );
    let mut shell = std::process::Command::new("bash");
    shell.args(["-c", &script]).current_dir(home.path("")).env_clear().envs(home.environment());
    let output = shell.output().expect("bash");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("Jean Sample"), "{}", stdout(&output));
    assert_eq!(stderr(&output), "");
}

#[test]
fn parts_are_split_into_files_with_their_counts() {
    let home = Home::new();
    let args = [
        "write",
        "nhs-contracts/scrutiny-questions",
        "--answers",
        &barnsley(),
        "-f",
        "txt",
        "--split",
        "-o",
        "q/",
    ];
    let output = home.run(&args);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let first = home.read("q/scrutiny-questions-1.txt");
    assert!(first.contains("Who decided to move the clinic"), "{first}");
    assert!(first.trim_end().ends_with("words)"), "{first}");
    let second = home.read("q/scrutiny-questions-2.txt");
    assert!(!second.contains("[1]") && second.contains("words)\n\nSource: "), "{second}");
}

#[test]
fn list_and_show_say_what_there_is() {
    let home = Home::new();
    let list = stdout(&home.run(&["list"]));
    assert!(list.contains("nhs-contracts/mp-letter"), "{list}");
    let pack = stdout(&home.run(&["show", "nhs-contracts"]));
    for text in ["Published by", "Sources last checked", "fixed-budget", "CC-BY-4.0"] {
        assert!(pack.contains(text), "{text} in\n{pack}");
    }
    let template = stdout(&home.run(&["show", "nhs-contracts/scrutiny-questions"]));
    for text in ["meeting_start", "nhs-south-yorkshire-icb", "24 hours"] {
        assert!(template.contains(text), "{text} in\n{template}");
    }
}

#[test]
fn show_writes_what_a_table_must_have() {
    let home = Home::new();
    let columns = home.run(&["show", "nhs-contracts/icp-consultation-2018", "--columns"]);
    assert_eq!(
        stdout(&columns),
        "area,respond_as,organisation,organisation_size,how_views_gathered,icp_option,icp_why,name,agreed\n"
    );
    let form = stdout(&home.run(&["show", "nhs-contracts/mp-letter", "--form"]));
    assert!(form.contains("**I agree to this being sent in my name to my Member of Parliament.**"));
    let without = home.run(&["show", "planning-objection", "--form"]);
    assert_eq!(without.status.code(), Some(2));
    let said = stderr(&without);
    for text in ["a table is for one template", "planning-objection/committee-statement"] {
        assert!(said.contains(text), "{said}");
    }
}

#[test]
fn a_pack_in_a_folder_says_who_publishes_it() {
    let home = Home::new();
    let pack = repository("templates/nhs-contracts").display().to_string();
    let output =
        home.run(&["write", &format!("{pack}/mp-letter"), "--answers", &barnsley(), "-o", "-"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains("published by"), "{}", stderr(&output));
}

#[test]
fn a_character_that_no_font_has_names_the_answer_and_not_its_words() {
    let home = Home::new();
    let example = barnsley();
    let args = ["write", "nhs-contracts/mp-letter", "--answers", &example, "-f", "pdf", "-o", "a/"];
    let story = ["--set", "story=Thank you \u{1F600} for all"];
    let said = fails(&home, &[&args[..], &story].concat(), &["U+1F600", "`story`", "--font"]);
    assert!(!said.contains("Thank you"), "{said}");
    home.file("not.ttf", "no font");
    let font = [&args[..], &["--font", "not.ttf"]].concat();
    let output = home.run(&font);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("not.ttf: this is not a font"), "{}", stderr(&output));
}

#[test]
fn two_files_of_one_path_are_refused_before_anything_is_written() {
    let home = Home::new();
    let example = barnsley();
    let args = ["write", "nhs-contracts/mp-letter", "--answers", &example, "-o", "x.md"];
    let output = home.run(&[&args[..], &["--save-answers", "x.md"]].concat());
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(!home.path("x.md").exists());
    let twice =
        ["write", "nhs-contracts/mp-letter", "nhs-contracts/mp-letter", "--answers", &example];
    let output = home.run(&[&twice[..], &["-f", "txt", "-o", "once/"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let output =
        home.run(&["write", "nhs-contracts/mp-letter", "--answers", &example, "-o", "l.docx"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains(".docx"), "{}", stderr(&output));
}

#[test]
fn defaults_stand_where_nobody_can_be_asked() {
    let home = Home::new();
    let example = barnsley();
    let args = [
        "write",
        "nhs-contracts/consultation-response",
        "--no-input",
        "--answers",
        &example,
        "--set",
        "consultation_title=Example plans",
        "-o",
        "-",
    ];
    let output = home.run(&args);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("an individual"), "{}", stdout(&output));
}

#[test]
fn an_answer_given_twice_is_told_with_both_lines() {
    let home = Home::new();
    let text =
        "pack: nhs-contracts\ntemplate: mp-letter\nanswers:\n  mp.name: A B\n  mp: {name: C D}\n";
    home.file("twice.yaml", text);
    fails(&home, &["write", "--answers", "twice.yaml"], &["mp.name", "line 4", "twice.yaml:5"]);
    fails(&home, &["lst"], &["did you mean `sayso list`"]);
}
