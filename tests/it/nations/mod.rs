//! Another nation is a pack: its own receivers, bodies and areas, and no Rust.

mod languages;
mod packs;
mod shipped_letters;

use jiff::civil::datetime;
use sayso::answer::Input;
use sayso::interview::{Inputs, Origin};
use sayso::model::Pack;
use sayso::render::{Format, render};

use crate::support::letters::{answers, document, next_steps, pack_in};
use crate::support::{Home, repository, stdout};

fn highland() -> Pack {
    pack_in(&repository("tests/it/nations/highland"))
}

fn given(more: &[(&str, &str)]) -> Inputs {
    let mut given = Inputs::default();
    let common = [
        ("area", "Highland"),
        ("concerns", "travel"),
        ("name", "Mairi Sample"),
        ("address", "1 Example Brae\nExampleton"),
        ("postcode", "IV1 0ZZ"),
    ];
    for (id, value) in common.iter().chain(more) {
        given.insert(id, Input::Text(value.to_string()), Origin::Flag);
    }
    given
}

#[test]
fn a_letter_to_an_msp_has_its_own_address_and_greeting() {
    let pack = highland();
    let letter = document(&pack, "msp-letter", &given(&[("msp.name", "Dr Alex Member MSP")]));
    assert_eq!(
        letter.recipient,
        ["Dr Alex Member MSP", "The Scottish Parliament", "Edinburgh EH99 1SP"]
    );
    assert_eq!(letter.salutation.as_deref(), Some("Dear Dr Member"));
    assert_eq!(letter.closing.as_deref(), Some("Yours sincerely"));
    assert!(letter.markdown.contains("Please ask NHS Highland and"), "{}", letter.markdown);
    let letter = document(&pack, "msp-letter", &given(&[]));
    assert_eq!(letter.salutation.as_deref(), Some("Dear Member of the Scottish Parliament"));
    assert_eq!(letter.closing.as_deref(), Some("Yours faithfully"));
    render(&letter, Format::Pdf).expect("a PDF");
}

#[test]
fn a_question_for_its_board_keeps_that_boards_rules() {
    let pack = highland();
    let given = given(&[("meeting", "nhs-highland-review")]);
    let question = document(&pack, "board-question", &given);
    assert_eq!(question.recipient, ["NHS Highland, annual review in public"]);
    assert_eq!(question.parts.len(), 1);
    assert_eq!(question.parts[0].measure.budget, Some(80));
    assert!(question.markdown.contains("does NHS Highland expect"), "{}", question.markdown);
    let template = pack.template("board-question").expect("it has it");
    let answers = answers(&pack, "board-question", &given);
    let now = datetime(2026, 11, 21, 12, 0, 0, 0);
    let steps = next_steps(&pack, template, &question, &answers, now);
    assert!(steps[0].contains("nhsh.engage@nhs.scot (subject: Annual Review)"), "{steps:?}");
}

#[test]
fn its_bodies_are_offered_in_its_areas_alone() {
    let pack = highland();
    let offered = |area: &str| {
        let mut given = given(&[]);
        given.insert("area", Input::Text(area.into()), Origin::Flag);
        let answers = answers(&pack, "msp-letter", &given);
        let bodies = pack.registers.serving_bodies(&answers);
        bodies.into_iter().map(|b| b.id).collect::<Vec<_>>()
    };
    assert_eq!(offered("Highlands"), ["nhs-highland-review"]);
    assert_eq!(offered("Argyll and Bute"), ["nhs-highland-review"]);
    assert!(!offered("Barnsley").contains(&"nhs-highland-review".to_string()));
}

#[test]
fn the_program_takes_it_by_its_path() {
    let home = Home::new();
    let folder = repository("tests/it/nations/highland").display().to_string();
    home.test().args(["check", &folder, "--deny-warnings"]).run();
    let shown = home.run(&["show", &format!("{folder}/msp-letter")]);
    assert!(stdout(&shown).contains("Member of the Scottish Parliament"), "{}", stdout(&shown));
}
