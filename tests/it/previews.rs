//! `sayso preview`: a letter with its gaps.

use sayso::check::preview::preview;
use sayso::interview::Inputs;
use sayso::pack::shipped;
use sayso::render::text::text;
use sayso::text::gap::OPEN;
use sayso::text::words::one_line;

use crate::support::letters::{shipped_pack, today};
use crate::support::{Home, stderr, stdout};

#[test]
fn every_template_can_be_read_before_anything_is_answered() {
    for name in shipped::names() {
        let pack = shipped_pack(name);
        for template in &pack.templates {
            let made = preview(pack, template, &Inputs::default(), today()).expect("made");
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

/// A pack whose words nobody changes but this test.
pub(crate) fn library(home: &Home) {
    home.file(
        "library/pack.yaml",
        "title: A library\nsummary: One letter.\npublisher: Friends of Example Library\n\
         licence: CC-BY-4.0\nupdated: 2026-11-01\n\
         sources:\n  plan:\n    title: A plan\n    date: 2026-10\n    url: https://example.org/plan\n\
         questions:\n  - {id: often, ask: How often do you go?, kind: choice, options: [weekly, rarely]}\n\
         \x20 - {id: card, ask: Have you a card?, kind: yes-no, when: {often: weekly}}\n\
         \x20 - {id: joined, ask: When did you join?, kind: date, when: {card: yes}}\n\
         \x20 - {id: books, ask: \"How many books, about?\", kind: number, required: no}\n\
         concerns:\n  - id: hours\n    title: How many hours will be left?\n\
         \x20   text: \"It would open on fewer days.{{cite \\\"plan\\\"}} Which ones, {{area.name}}?\"\n\
         \x20 - id: staff\n    title: Who will help people?\n",
    );
    home.file(
        "library/letter.md.hbs",
        "---\ntitle: A letter\ndestination: mp\n\
         questions: [area, often, card, joined, books, story, concerns, name, address, postcode, mp]\n\
         subject: The library in {{area.name}}\nnext: [\"Tell {{mp.name}}.\"]\n---\n\
         I go there {{often}}{{#if card}}, with a card since {{date joined}}{{/if}}\
         {{#if books}}, for {{books}} books{{/if}}.\n\n{{story}}\n\n{{concerns}}\n",
    );
}

#[test]
fn a_letter_shows_its_gaps_and_its_points() {
    let home = Home::new();
    library(&home);
    let output = home.test().line("preview library").run();
    let told = format!("{}\n{}", stdout(&output), stderr(&output));
    insta::assert_snapshot!("preview_of_a_letter", told);
    let rarely = stdout(&home.run(&["preview", "library", "--set", "often=rarely"]));
    assert!(rarely.contains("I go there rarely, for ‹books› books."), "{rarely}");
}

/// What nobody need answer stands in the preview as it will in the letter.
#[test]
fn what_stands_by_default_is_no_gap() {
    let home = Home::new();
    home.file(
        "bus/pack.yaml",
        "title: A bus\nsummary: One response.\npublisher: Friends of the Example Bus\n\
         licence: CC-BY-4.0\nupdated: 2026-11-01\n\
         questions:\n  - {id: consultation_title, default: The Example bus plan}\n\
         \x20 - {id: route, ask: Which route?, kind: text, default: the 14}\n\
         \x20 - {id: said, ask: What do you call it?, kind: text, default: \"{{name}}\"}\n\
         \x20 - {id: from, kind: date, default: 2026-12-01}\n",
    );
    home.file(
        "bus/response.md.hbs",
        "---\ntitle: A response\ndestination: consultation\ncloses: 2026-12-18 17:00\n\
         questions: [respond_as, organisation, organisation_size, how_views_gathered, consultation_title, consultation_reference, consultation_closes, route, from, story, name, said, contact]\n\
         subject: \"Response to {{consultation_title}}\"\n---\n\
         It closes on {{date consultation_closes}}. I take {{route}}, which stops from \
         {{date from}} and is called {{said}}.\n\n{{story}}\n",
    );
    let output = home.test().line("preview bus").run();
    let letter = one_line(&stdout(&output));
    for words in [
        "Response to The Example bus plan",
        "It closes on 18 December 2026. I take the 14, which stops from 1 December 2026 and is called ‹your full name›.",
        "‹in your own words:",
    ] {
        assert!(letter.contains(words), "{words} in\n{letter}");
    }
    let other = stdout(&home.run(&["preview", "bus", "--set", "route=the 7"]));
    assert!(other.contains("I take the 7,"), "{other}");
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

    home.test()
        .line("preview nhs-contracts/mp-letter --set postcode=nowhere")
        .status(1)
        .says("--set postcode: ")
        .run();
}

#[test]
fn a_preview_can_be_saved_and_needs_one_template() {
    let home = Home::new();
    let args = ["preview", "nhs-contracts/mp-letter", "-o", "letter.pdf"];
    assert_eq!(home.run(&args).status.code(), Some(0));
    let bytes = std::fs::read(home.path("letter.pdf")).expect("there");
    assert!(bytes.starts_with(b"%PDF-"));
    home.test().args(args).status(1).says("--force").run();
    home.test().line("preview nhs-contracts").status(2).says("sayso preview nhs-contracts/").run();
}
