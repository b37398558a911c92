//! Consultations as people paste them, and the headings of a form, made into packs. What is
//! pasted is in `consultations/`, the packs that come of it are in `packs/`.

use std::fs;

use sayso::adapt::{Consultation, Made};
use sayso::batch::table::Table;
use sayso::pack::Shared;

use super::made;
use crate::support::letters::today;
use crate::support::{Home, repository, stderr, stdout};

/// What was pasted, with lines of the response that must come of it.
const PASTED: &[(&str, &[&str])] = &[
    (
        "bus-network.txt",
        &[
            "**Response to The future of the Exampleshire bus network**",
            "- Response from: Jean Sample",
            "### 3. To what extent do you agree or disagree that buses should run until midnight?\n\n**Strongly agree.**\n\nThis answer to question 3 is made up.",
            "### 4. Which of these would make you use the bus more? Please select all that apply\n\n**Lower fares.**",
            "### 5. Do you support the closure of stops on Mill Lane?\n\n**Yes.**",
            "### 6. Is there anything else you would like to tell us?\n\nThis answer",
        ],
    ),
    (
        "local-plan.txt",
        &[
            "### 2. Which of the sites should not be built on, and why?\n\nThis answer",
            "### 3a. Thinking of open spaces, what do you think of the proposals for: allotments?",
            "### 3c. Thinking of open spaces, what do you think of the proposals for: the green at Sample Hill?",
        ],
    ),
    (
        "health.md",
        &[
            "**Response to Moving the walk-in centre**",
            "### 2. How would you travel to the hospital site?\n\n**on foot.**",
            "### 3. What would you lose or gain if it moved?",
        ],
    ),
];

fn bytes(name: &str) -> Vec<u8> {
    fs::read(repository("tests/it/adapt/consultations").join(name)).expect(name)
}

fn pack(name: &str, consultation: &Consultation) -> Made {
    let shared = Shared::built_in().expect("the registers are sound");
    let id = name.split('.').next().unwrap_or_default();
    consultation.make(id, &shared, today()).expect(name).made
}

#[test]
fn each_becomes_a_sound_pack_that_answers_by_number() {
    for (name, lines) in PASTED {
        let made = pack(name, &Consultation::read(name, &bytes(name)).expect(name));
        assert_eq!(made::told(&made), Vec::<String>::new(), "{name}");
        made::assert_folder(&repository("tests/it/adapt/packs").join(&made.id), &made);
        made::assert_goldens(&made);
        let letters = made::letters(&made);
        let (_, golden) = letters.first().expect("an example");
        for line in *lines {
            assert!(golden.contains(line), "{name}: {line}\nis not in\n{golden}");
        }
    }
}

#[test]
fn limits_stand_at_the_parts() {
    let made = |name: &str| pack(name, &Consultation::read(name, &bytes(name)).expect(name));
    let template = |name: &str| {
        let made = made(name);
        let file = made.files.iter().find(|(path, _)| path == "response.md.hbs");
        String::from_utf8(file.expect("a template").1.clone()).expect("text")
    };
    let buses = template("bus-network.txt");
    assert!(buses.contains("until midnight?\" words=250}}"), "{buses}");
    assert!(buses.contains("\ncloses: 2026-12-18 17:00\n"), "{buses}");
    assert!(buses.contains("tell us?\" characters=1500}}"), "{buses}");
    assert!(template("local-plan.txt").contains("and why?\" words=500}}"));
    assert!(template("health.md").contains("moved?\" words=300}}"));
}

#[test]
fn the_headings_of_a_form_become_questions_and_the_form_then_fits() {
    let table = Table::read(bytes("form.csv"), "form.csv", None).expect("a table");
    let made = pack("form.csv", &Consultation::of_headings(&table.headings).expect("headings"));
    assert_eq!(made::told(&made), Vec::<String>::new());
    made::assert_folder(&repository("tests/it/adapt/packs/form"), &made);
    let home = Home::new();
    home.file("form.csv", bytes("form.csv"));
    let new = home.run(&["new", "form", "--table", "form.csv"]);
    insta::assert_snapshot!(stderr(&new));
    let batch = home.run(&[
        "batch",
        "form/response",
        "form.csv",
        "-o",
        "out",
        "-f",
        "txt",
        "--set",
        "consultation_title=Mill Lane",
        "--set",
        "respond_as=individual",
    ]);
    assert_eq!(batch.status.code(), Some(0), "{}{}", stdout(&batch), stderr(&batch));
    let letter = home.read("out/002.txt");
    for words in ["Jean Sample", "3. What would you lose or gain if it moved?", "The walk to it."] {
        assert!(letter.contains(words), "{words} in\n{letter}");
    }
}

#[test]
fn it_is_said_what_became_of_each_question() {
    let home = Home::new();
    for (name, _) in PASTED {
        home.file(name, bytes(name));
        let id = name.split('.').next().unwrap_or_default();
        let output = home.run(&["new", id, "--questions", name]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", stderr(&output));
        insta::assert_snapshot!(format!("consultation_{id}"), stderr(&output));
        let checked = home.run(&["check", id, "--deny-warnings"]);
        assert_eq!(checked.status.code(), Some(0), "{name}: {}", stdout(&checked));
        let tested = home.run(&["test", id]);
        assert_eq!(tested.status.code(), Some(0), "{name}: {}", stdout(&tested));
    }
}

#[test]
fn what_holds_no_question_is_told() {
    let home = Home::new();
    home.file("letter.txt", "Dear all\n\nNo question here.\n");
    home.file("who.csv", "Name,Email,Timestamp\nJean Sample,jean@example.org,1\n");
    home.file("empty.csv", "");
    let mut told = String::new();
    for args in [["--questions", "letter.txt"], ["--table", "who.csv"], ["--table", "empty.csv"]] {
        let output = home.run(&["new", "x", args[0], args[1]]);
        assert_eq!(output.status.code(), Some(1));
        told.push_str(&format!("$ sayso new x {} {}\n{}\n", args[0], args[1], stderr(&output)));
    }
    insta::assert_snapshot!(told);
    assert!(!home.path("x").exists());
}

#[test]
fn one_line_that_says_question_does_not_drop_the_others() {
    let text = "Buses in Exampleton\n\n1. Do you use the bus?\n\n3. What would you change?\n\nQuestion 5: Why?\n\n6. Is there anything else?\n";
    let made = pack("four.txt", &Consultation::read("four.txt", text.as_bytes()).expect("four"));
    let file = made.files.iter().find(|(path, _)| path == "response.md.hbs");
    let template = String::from_utf8(file.expect("a template").1.clone()).expect("text");
    for number in [1, 3, 5, 6] {
        assert!(template.contains(&format!("number=\"{number}\"")), "{number} in\n{template}");
    }
}
