//! Consultations as people paste them, and the headings of a form, made into packs. What is
//! pasted is in `consultations/`, the packs that come of it are in `packs/`.

use std::fs;

use sayso::batch::table::Table;
use sayso::import::{Consultation, Made};
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
            "### Q3. To what extent do you agree or disagree that buses should run until midnight?\n\n**Strongly agree.**\n\nThis answer to question Q3 is made up.",
            "### Q4. Which of these would make you use the bus more? Please select all that apply\n\n**Lower fares.**",
            "### Q5. Do you support the closure of stops on Mill Lane?\n\n**Yes.**",
            "### Q6. Is there anything else you would like to tell us?\n\nThis answer",
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
    // Out of a PDF: sentences cut by the ends of pages, numbers by chapter.
    (
        "beds.txt",
        &[
            "**Response to Community beds in Sampleton: have your say**",
            "### 1.1. Do you understand why we say that the number of beds must change?\n\n**Yes.**\n\n### 1.2.",
            "### 1.2. To what extent do you agree or disagree with our proposal to close Ward 3 at the cottage hospital and to use the money for nurses who visit people at home?\n\n**Strongly agree.**\n\nThis answer to question 1.2",
            "### 2.1. How would you and your family get to the hospital in Exampleton, which is 14 miles from Sampleton, if the ward closed?",
            "### 2.2b. If you do not, please tell us how you travel now",
            "### 3.1. Is there anything else that you want us to know?\n\nThis answer",
        ],
    ),
    // Out of a web page: boxes, a table, what stands round it.
    (
        "clean-air.txt",
        &[
            "**Response to Clean air in Exampleton**",
            "The charge should begin in 2028: **Strongly agree.**",
            "### Q3b. If so, what would the charge cost you each year?",
            "### Q5. Do you have any other comments on the plan?\n\nThis answer",
        ],
    ),
    (
        "school.txt",
        &["### 2. What would it mean for your family if it did?", "### 3. Do you have an idea"],
    ),
    (
        "plan.txt",
        &[
            "### A(i). Do you support the vision for 2041?\n\n**Yes.**",
            "### B(ii). Is there anything missing?",
            "### C(ii). Please tell us about the buses, trains and paths that you use",
        ],
    ),
    (
        "roads.txt",
        &[
            "### 2. To what extent do you support or oppose a limit of 20 mph on Mill Lane?\n\n**Strongly support.**",
            "### 4a. Have you been in a collision",
            "### 4b. If you have, what happened?",
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

/// The words of a text, one after the other.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[test]
fn no_line_is_lost_without_being_told() {
    for (name, _) in PASTED {
        let consultation = Consultation::read(name, &bytes(name)).expect(name);
        let mut there: String = pack(name, &consultation)
            .files
            .iter()
            .filter(|(path, _)| path == "pack.yaml" || path == "response.md.hbs")
            .map(|(_, bytes)| words(&String::from_utf8_lossy(bytes)) + " ")
            .collect();
        for (_, aside) in &consultation.aside {
            there.push_str(&(words(aside) + " "));
        }
        let text = String::from_utf8(bytes(name)).expect("text");
        for line in text.lines() {
            // A limit is kept as a number, and what calls a question one as nothing.
            if ["characters", " words"].iter().any(|of| line.contains(of)) {
                continue;
            }
            // The answers to tick behind a question stand apart from it.
            for piece in line.split_inclusive('?').map(words) {
                let piece = piece.strip_prefix("question ").unwrap_or(&piece);
                let piece = piece.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
                let piece =
                    ["a ", "b ", "c "].iter().find_map(|l| piece.strip_prefix(*l)).unwrap_or(piece);
                let begins = ["please use", "write in no"];
                let limit = begins.iter().find_map(|of| piece.strip_suffix(of)).unwrap_or(piece);
                let limit = limit.trim_end();
                let said = piece.is_empty() || there.contains(limit) || about_the_person(piece);
                assert!(said, "{name}: {piece}");
            }
        }
    }
}

/// Questions about the person become shared ones, with words of their own.
fn about_the_person(line: &str) -> bool {
    ["name", "postcode", "responding as an individual"].iter().any(|word| line.contains(word))
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
    assert!(template("beds.txt").contains("at home?\" words=250}}"));
    assert!(template("beds.txt").contains("to know?\" characters=1000}}"));
    assert!(template("clean-air.txt").contains("not pay?\" words=50}}"));
    assert!(template("school.txt").contains("if it did?\" words=300}}"));
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

#[test]
fn what_comes_after_the_last_question_is_no_answer_to_it() {
    for (text, asked) in [
        (
            "1. Do you agree?\n\n2. Any other comments?\n\n3. How to respond\n\nWrite to us.\n\n4. Next steps\n\nWe decide in May.\n",
            "1 2",
        ),
        ("1. Do you agree?\n\n2. Why do you say so?\n\nAbout you\n\nUnder 25\nOver 25\n", "1 2"),
        (
            "1. Vision\n\n1.1 Do you agree with it?\n\n2. Homes\n\n2.1 Where should they go?\n",
            "1.1 2.1",
        ),
        ("1. Which would you choose?\n1. Buses\n2. Trams\n\n2. Why is that so?\n", "1 2"),
        ("4a) Do you use it?\n4b) How often do you use it?\n7.1 Is it safe?\n", "4a 4b 7.1"),
    ] {
        let made = Consultation::read("x.txt", text.as_bytes()).expect(text);
        let shared = Shared::built_in().expect("the registers are sound");
        let made = made.make("x", &shared, today()).expect(text);
        let numbers: Vec<&str> = made.became.iter().map(|b| b.number.as_str()).collect();
        assert_eq!(numbers.join(" "), asked, "{text}");
    }
    let ticked = "1. Which would you choose?\n1. Buses\n2. Trams\n\n2. Why is that so?\n";
    let made = pack("x.txt", &Consultation::read("x.txt", ticked.as_bytes()).expect("read"));
    let file = made.files.iter().find(|(path, _)| path == "pack.yaml").expect("a pack file");
    assert!(String::from_utf8_lossy(&file.1).contains("      - Buses\n      - Trams\n"));
}

#[test]
fn the_first_option_stays_an_option_behind_a_remark() {
    let text = "1. Which of these matter most to you? (tick all that apply)\nCost, including parking\nDistance\nStaffing\n\n2. Why is that so?\n";
    let made = pack("x.txt", &Consultation::read("x.txt", text.as_bytes()).expect("read"));
    let file = made.files.iter().find(|(path, _)| path == "pack.yaml").expect("a pack file");
    let options = "      - Cost, including parking\n      - Distance\n      - Staffing\n";
    let yaml = String::from_utf8_lossy(&file.1);
    assert!(yaml.replace('"', "").contains(options), "{yaml}");
}

#[test]
fn leave_to_send_is_no_question_of_the_response() {
    for asks in [
        "Do you consent to us sending this, in your name?",
        "Please tick to confirm you are happy for us to send this",
    ] {
        let headings =
            ["How would it affect you?", "Which worry you? (tick all that apply)", asks, "Notes"];
        let headings = headings.map(String::from);
        let read = Consultation::of_headings(&headings).expect("it asks something");
        let aside: Vec<usize> = read.aside.iter().map(|(column, _)| *column).collect();
        assert_eq!(aside, [3, 4], "{asks}");
        assert_eq!(
            read.told,
            [
                "Column 2 lets people tick several answers, and a heading does not say which. To have them as a list, give its question `kind: choices` and `options:` in pack.yaml.",
                "Column 3 asks for leave to send: `sayso batch` reads from it who agreed.",
            ]
        );
    }
}

#[test]
fn numbers_and_answers_to_tick_as_people_type_them() {
    let text = "Mill Street parking survey\n\ni. How often do you park?\n   Daily    Weekly   Never\nii. What do you think of it?\niii. Is it far?\nQ.10 Comments\n";
    let made = pack("x.txt", &Consultation::read("x.txt", text.as_bytes()).expect("read"));
    let file = |name: &str| {
        let file = made.files.iter().find(|(path, _)| path == name).expect(name);
        String::from_utf8(file.1.clone()).expect("text")
    };
    assert!(file("pack.yaml").contains("      - Daily\n      - Weekly\n      - Never\n"));
    for number in ["i", "ii", "iii", "Q10"] {
        let template = file("response.md.hbs");
        let there = [format!("number=\"{number}\""), format!("number=\"({number})\"")];
        assert!(there.iter().any(|n| template.contains(n)), "{number} in\n{template}");
    }
}

#[test]
fn what_a_person_should_look_at_is_told() {
    let text = "1. Is it far?\n\n2. Is it near enough?\n\n1. Should it be open on Sundays?\n\n3. Is it near enough?\n";
    let read = Consultation::read("x.txt", text.as_bytes()).expect("read");
    assert_eq!(
        read.told,
        [
            "2 questions have the number 1 (lines 1 and 5). Give each a number of its own in the template.",
            "Questions 2 and 3 have the same words. Is one of them there twice?",
        ]
    );
}
