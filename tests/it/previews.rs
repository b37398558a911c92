//! `sayso preview`: a letter with its gaps.

use sayso::pack::shipped;
use sayso::preview::{OPEN, preview};
use sayso::questionnaire::Given;
use sayso::render::text::text;

use crate::support::letters::{shipped_pack, today};
use crate::support::{Home, stderr, stdout};

#[test]
fn every_template_can_be_read_before_anything_is_answered() {
    for name in shipped::names() {
        let pack = shipped_pack(name);
        for template in &pack.templates {
            let made = preview(&pack, template, &Given::default(), today()).expect("made");
            let place = format!("{name}/{}", template.id);
            let letter = text(&made.letter);
            assert!(letter.contains(OPEN), "{place} has no gap:\n{letter}");
            for wrong in ["{{", "}}", "  ", "$shown", "undefined"] {
                assert!(!letter.contains(wrong), "{place}: {wrong:?} in\n{letter}");
            }
            let Some(points) = made.points else { continue };
            let points = text(&points);
            for concern in &pack.concerns {
                let title = concern.title.replace('\'', "’");
                let there = points.replace('\'', "’").matches(&title).count();
                assert!(there >= 1, "{place}: {title} in\n{points}");
            }
        }
    }
}

#[test]
fn a_letter_shows_its_gaps_and_its_points() {
    let home = Home::new();
    let output = home.run(&["preview", "nhs-contracts/mp-letter"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    insta::assert_snapshot!("preview_of_a_letter", stdout(&output));
}

#[test]
fn a_choice_says_what_it_was_shown_for() {
    let home = Home::new();
    let what = "local-service/scrutiny-questions";
    let output = home.run(&["preview", what]);
    let told = stderr(&output);
    assert!(told.contains("Shown for service: a-and-e (or ward,"), "{told}");
    assert!(
        told.contains("Shown for meeting: scrutiny-committee (or nhs-board, council)"),
        "{told}"
    );
    let board = home.run(&["preview", what, "--set", "meeting=nhs-board", "--set", "service=bus"]);
    assert!(stdout(&output).contains("Will the committee ask"), "{}", stdout(&output));
    assert!(!stdout(&board).contains("Will the committee ask"), "{}", stdout(&board));
    assert!(!stderr(&board).contains("Shown for service"), "{}", stderr(&board));
}

#[test]
fn answers_stand_in_the_place_of_gaps() {
    let home = Home::new();
    let file = crate::support::repository("templates/nhs-contracts/examples/barnsley.yaml");
    let file = file.display().to_string();
    let all = home.run(&["preview", "nhs-contracts/mp-letter", "--answers", &file, "-f", "md"]);
    let golden =
        crate::support::repository("templates/nhs-contracts/examples/barnsley.mp-letter.md");
    let golden = std::fs::read_to_string(golden).expect("read");
    let made = stdout(&all);
    let letter = made.split("\n––––––––––\n").next().expect("a letter");
    let same = letter.lines().filter(|l| golden.contains(l)).count();
    assert!(same + 3 >= letter.lines().count(), "{letter}");
    assert!(!made.contains("The points to choose from"), "they were chosen:\n{made}");

    let wrong = home.run(&["preview", "nhs-contracts/mp-letter", "--set", "postcode=nowhere"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(stderr(&wrong).contains("--set postcode: "), "{}", stderr(&wrong));
}

#[test]
fn a_preview_can_be_saved_and_needs_one_template() {
    let home = Home::new();
    let args = ["preview", "nhs-contracts/mp-letter", "-o", "letter.pdf"];
    assert_eq!(home.run(&args).status.code(), Some(0));
    let bytes = std::fs::read(home.path("letter.pdf")).expect("there");
    assert!(bytes.starts_with(b"%PDF-"));
    let again = home.run(&args);
    assert_eq!(again.status.code(), Some(1));
    assert!(stderr(&again).contains("--force"), "{}", stderr(&again));
    let several = home.run(&["preview", "nhs-contracts"]);
    assert_eq!(several.status.code(), Some(2));
    assert!(stderr(&several).contains("sayso preview nhs-contracts/"), "{}", stderr(&several));
}
