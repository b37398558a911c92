//! The program from outside: what goes in, what comes out, and what it says when it cannot.

use std::fs;
use std::time::{Duration, Instant};

use crate::support::{Home, repository, stderr, stdout};

fn barnsley() -> String {
    repository("templates/nhs-contracts/examples/barnsley.yaml").display().to_string()
}

/// What is said of a run that must fail clearly: exit 1, within a second, no panic, nothing left
/// behind.
fn fails(home: &Home, line: &str) -> String {
    let before = tree(home);
    let start = Instant::now();
    let output = home.test().line(line).status(1).run();
    let took = start.elapsed();
    assert!(took < Duration::from_secs(1), "{line} took {took:?}");
    assert_eq!(tree(home), before, "{line} left something behind");
    stderr(&output)
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
    let output = home
        .test()
        .args(["write", "--answers", &barnsley(), "-f", "md,pdf,txt", "-o", "out"])
        .run();
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
    let write = |line: &str| home.test().line(line).args(["-f", "md,pdf,txt"]);
    let letter = "write nhs-contracts/mp-letter";
    write(&format!("{letter} --answers {} -o a/ --save-answers kept.yaml", barnsley())).run();
    write("write --answers kept.yaml -o b/").run();
    write(&format!("{letter} --no-input -o c/"))
        .set([
            "area=barnsley",
            &format!("story={}", barnsley_story()),
            "want=I want to know who I should be talking to before the next change.",
            "concerns=secrecy, fixed-budget, private-contracts",
            "ask=Who decided to move the clinic, and who will decide next time?",
            "name=Jean Sample",
            "address=1 Sample Street\nWombwell\nBarnsley",
            "postcode=s700zz",
            "mp.constituency=Barnsley South",
            "mp.name=Ms Alex Member MP",
            "telephone=01632 960123",
            "dated=21/11/26",
        ])
        .run();
    for format in ["md", "pdf", "txt"] {
        let bytes = |folder: &str| {
            fs::read(home.path(&format!("{folder}/mp-letter.{format}"))).expect(format)
        };
        assert!(bytes("a") == bytes("b"), "{format}: kept answers give another letter");
        assert!(bytes("a") == bytes("c"), "{format}: flags give another letter");
    }
}

/// The story of the Barnsley example, as a person would have typed it.
fn barnsley_story() -> String {
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
    let missing = fails(&home, "write nhs-contracts/mp-letter --set area=Barnsley");
    let nothing = home.test().status(1).run();
    insta::assert_snapshot!("missing", missing + &stderr(&nothing));
}

#[test]
fn answers_that_are_not_taken_say_why_and_where() {
    let home = Home::new();
    home.file(
        "answers.yaml",
        "pack: nhs-contracts\ntemplate: mp-letter\nanswers:\n  area: Barnsley\n  concerns: [secrecy, managd-care]\n  name: Jean Sample\n  address: 1 Sample Street\n  postcode: not a postcode\n  nmae: Jean\n",
    );
    let told = fails(&home, "write --answers answers.yaml");
    insta::assert_snapshot!("not_taken", told);
}

#[test]
fn bad_input_is_told_clearly_and_leaves_nothing_behind() {
    let home = Home::new();
    let files: [(&str, Vec<u8>); 7] = [
        ("empty", Vec::new()),
        ("deep", b"[".repeat(100_000)),
        ("laughs", b"a: &a [x]\nb: &b [*a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b]\n".to_vec()),
        ("large", b"x".repeat(10_000_000)),
        ("binary", vec![0, 159, 146, 150, 0, 1, 2]),
        ("cp1252", b"answers:\n  name: Si\xe2n\n".to_vec()),
        (
            "twice",
            b"pack: nhs-contracts\ntemplate: mp-letter\nanswers:\n  mp.name: A B\n  mp: {name: C D}\n"
                .to_vec(),
        ),
    ];
    let mut told = fails(&home, "write --answers missing.yaml");
    for (name, bytes) in files {
        home.file(&format!("{name}.yaml"), bytes);
        told += &fails(&home, &format!("write --answers {name}.yaml"));
    }
    home.file("other.yaml", "pack: another-pack\ntemplate: mp-letter\nanswers: {}\n");
    for line in [
        "write nhs-contracts --answers other.yaml",
        "write nhs-contract",
        "write nhs-contracts/mp-leter",
        "lst",
    ] {
        told += &fails(&home, line);
    }
    insta::assert_snapshot!("bad_input", told);
}

#[test]
fn bad_packs_are_told_clearly() {
    let home = Home::new();
    fs::create_dir(home.path("no-pack")).expect("made");
    let mut told = fails(&home, "check ./no-pack");
    for (name, text) in [
        ("deep", "[".repeat(100_000)),
        ("laughs", "title: &a [x]\nsummary: [*a, *a]\n".to_string()),
        ("large", format!("title: {}\n", "x".repeat(10_000_000))),
    ] {
        home.file(&format!("{name}/pack.yaml"), text);
        told += &fails(&home, &format!("check ./{name}"));
    }
    let pack = "title: T\nsummary: S\npublisher: P\nlicence: CC-BY-4.0\nupdated: 2026-11-21\n";
    home.file("round/pack.yaml", pack);
    home.file(
        "round/letter.md.hbs",
        "---\ntitle: A\naction: write\ndestination: mp\nquestions: [area, name, address, postcode, mp]\n---\n{{> one}}\n",
    );
    home.file("round/partials/one.md.hbs", "{{> two}}\n");
    home.file("round/partials/two.md.hbs", "{{> one}}\n");
    home.file("round/old-letter.docx", "PK");
    told += &fails(&home, "check ./round");
    insta::assert_snapshot!("bad_packs", told);
}

#[test]
fn files_that_cannot_be_written_leave_nothing_behind() {
    let home = Home::new();
    let run = |to: &str| {
        fails(&home, &format!("write nhs-contracts/mp-letter --answers {} {to}", barnsley()))
    };
    home.file("taken", "a file");
    let told = run("-f pdf,txt -o taken/inside/") + &run("-f pdf -o taken");
    insta::assert_snapshot!("cannot_be_written", told);
    if cfg!(target_os = "linux") {
        insta::assert_snapshot!("full", run("-f pdf -o /dev/full"));
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
    let write = "write nhs-contracts/scrutiny-questions -f txt --split -o q/ --answers";
    home.test().line(write).args([barnsley()]).run();
    let first = home.read("q/scrutiny-questions-1.txt");
    assert!(first.contains("Who decided to move the clinic"), "{first}");
    assert!(first.trim_end().ends_with("words)"), "{first}");
    let second = home.read("q/scrutiny-questions-2.txt");
    assert!(!second.contains("[1]") && second.contains("words)\n\nSource: "), "{second}");
}

#[test]
fn list_and_show_say_what_there_is() {
    let home = Home::new();
    let list = stdout(&home.test().line("list").run());
    assert!(list.contains("nhs-contracts/mp-letter"), "{list}");
    let pack = stdout(&home.run(&["show", "nhs-contracts"]));
    for text in ["Published by", "Sources last checked", "fixed-budget", "CC-BY-4.0"] {
        assert!(pack.contains(text), "{text} in\n{pack}");
    }
    let template = stdout(&home.run(&["show", "nhs-contracts/scrutiny-questions"]));
    for text in ["meeting_start", "nhs-south-yorkshire-icb", "24 hours"] {
        assert!(template.contains(text), "{text} in\n{template}");
    }
    let letter = stdout(&home.run(&["show", "nhs-contracts/mp-letter"]));
    let head = "A letter to your MP (nhs-contracts/mp-letter)\n\nGoes to: ";
    assert!(letter.starts_with(head) && letter.contains("\nKept to 300 words"), "{letter}");
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
    let without = home.test().line("show planning-objection --form").status(2).run();
    let said = stderr(&without);
    for text in ["a table is for one template", "planning-objection/committee-statement"] {
        assert!(said.contains(text), "{said}");
    }
}

#[test]
fn a_pack_in_a_folder_says_who_publishes_it() {
    let home = Home::new();
    let pack = repository("templates/nhs-contracts").display().to_string();
    home.test()
        .args(["write", &format!("{pack}/mp-letter"), "--answers", &barnsley(), "-o", "-"])
        .says("published by")
        .run();
}

#[test]
fn a_character_that_no_font_has_names_the_answer_and_not_its_words() {
    let home = Home::new();
    let write = format!("write nhs-contracts/mp-letter --answers {} -f pdf -o a/", barnsley());
    let told = home.test().line(&write).set(["story=Thank you \u{1F600} for all"]).status(1).run();
    insta::assert_snapshot!("no_font_has", stderr(&told));
    home.file("not.ttf", "no font");
    home.test()
        .line(&format!("{write} --font not.ttf"))
        .status(1)
        .says("not.ttf: this is not a font")
        .run();
}

#[test]
fn two_files_of_one_path_are_refused_before_anything_is_written() {
    let home = Home::new();
    let write = format!("write nhs-contracts/mp-letter --answers {}", barnsley());
    let refused = [
        home.test().line(&format!("{write} -o x.md --save-answers x.md")).status(2).run(),
        home.test().line(&format!("{write} -o l.odt")).status(2).run(),
    ];
    assert!(!home.path("x.md").exists());
    insta::assert_snapshot!("refused", refused.map(|run| stderr(&run)).concat());
    home.test().line(&format!("{write} nhs-contracts/mp-letter -f txt -o once/")).run();
}

#[test]
fn defaults_stand_where_nobody_can_be_asked() {
    let home = Home::new();
    let write = "write nhs-contracts/consultation-response --no-input -o - --answers";
    let output =
        home.test().line(write).args([barnsley()]).set(["consultation_title=Example plans"]).run();
    assert!(stdout(&output).contains("an individual"), "{}", stdout(&output));
}
