//! The packs that are for every nation: what holds in one stands in letters from there alone, and
//! what is fixed in a letter stays short.

use std::collections::BTreeSet;

use sayso::answer::Input;
use sayso::document::Document;
use sayso::interview::{Form, Inputs, Origin};
use sayso::model::{Kind, Pack, Template};
use sayso::render::{Format, render};
use sayso::source::AnswerFile;

use crate::support::letters::{document, example, given, shipped_pack, today};

/// A council in each nation.
const AREAS: &[(&str, &str)] = &[
    ("England", "Leeds"),
    ("Scotland", "Highland"),
    ("Wales", "Cardiff"),
    ("Northern Ireland", "Belfast"),
];

/// Packs whose letters differ by nation, with an example of each template.
const LETTERS: &[(&str, &str, &str)] = &[
    ("nhs-care", "mp-letter", "leeds-shortest"),
    ("nhs-care", "member-letter", "highland-dentist"),
    ("nhs-care", "board-letter", "leeds-shortest"),
    ("nhs-care", "watchdog-letter", "leeds-shortest"),
    ("social-care", "councillor-letter", "norwich-shortest"),
    ("social-care", "mp-letter", "norwich-shortest"),
    ("social-care", "member-letter", "dundee-carer"),
    ("social-care", "assessment-request", "dundee-assessment"),
    ("school", "councillor-letter", "leeds-shortest"),
    ("school", "education-letter", "leeds-shortest"),
    ("school", "mp-letter", "leeds-shortest"),
    ("school", "member-letter", "highland-school"),
    ("council-changes", "councillor-letter", "norwich-shortest"),
    ("council-changes", "mp-letter", "norwich-shortest"),
    ("council-changes", "ward-response", "norwich-shortest"),
];

/// A letter from a council's area, with what is only the example's left out.
fn from(
    pack: &Pack,
    file: &AnswerFile,
    template: &str,
    area: &str,
    changes: &[(&str, &str)],
) -> Document {
    let mut all = vec![("area", area), ("care_body", ""), ("academy_trust", ""), ("story", "")];
    all.extend([("matter", "the place"), ("want", ""), ("review", "the review")]);
    all.push(("hsc_trust", "Belfast Health and Social Care Trust"));
    let asked = |id: &str| pack.question(id).is_some();
    all.retain(|(id, _)| asked(id));
    all.extend(changes);
    document(pack, template, &given(file, &all))
}

fn text(made: &Document) -> String {
    String::from_utf8(render(made, Format::Text).expect("text")).expect("UTF-8")
}

fn asks_for_points(pack: &Pack, template: &Template) -> bool {
    let mut asked = template.questions.iter().filter_map(|id| pack.question(id));
    asked.any(|question| question.kind == Kind::Concerns)
}

#[test]
fn a_letter_stands_however_an_answer_was_typed() {
    for (name, id, case) in LETTERS.iter().filter(|(name, ..)| *name != "council-changes") {
        let pack = shipped_pack(name);
        if !pack.template(id).is_some_and(|template| template.questions.contains(&"matter".into()))
        {
            continue;
        }
        let file = example(name, case);
        let holds = |nation: &str| pack.template(id).is_some_and(|t| t.holds_in(nation));
        let (_, area) = AREAS.iter().rev().find(|(nation, _)| holds(nation)).expect("somewhere");
        let typed = |matter: &str, want: &str| {
            text(&from(pack, &file, id, area, &[("matter", matter), ("want", want)]))
        };
        let said = typed("the wait in Sample Lane", "I want it to end.");
        assert!(said.contains("about the wait in Sample Lane. I want it to end.\n"), "{said}");
        assert_eq!(typed("The wait in Sample Lane.", "I want it to end"), said, "{name}/{id}");
        let few = typed("the wait in Sample Lane", "more doctors");
        assert!(few.contains("This is what I want: more doctors.\n"), "{few}");
    }
}

#[test]
fn what_one_nation_has_is_asked_there_alone_and_a_letter_is_called_as_it_is_there() {
    let pack = shipped_pack("school");
    for (nation, area) in AREAS {
        let file = example("school", "leeds-shortest");
        let given = given(&file, &[("area", area), ("concerns", "closing")]);
        let mut form = Form::new(pack, &["education-letter"], today()).expect("it has it");
        form.give(given);
        let asked = |id: &str| form.questions().iter().any(|question| question.id == id);
        assert_eq!(asked("academy_trust"), *nation == "England", "{nation}");
        assert_eq!(asked("school_kind"), *nation != "Northern Ireland", "{nation}");
    }
    let titles = AREAS.iter().skip(1).map(|(_, area)| {
        let mut form = Form::new(pack, &["member-letter"], today()).expect("it has it");
        let mut given = Inputs::default();
        given.insert("area", Input::Text(area.to_string()), Origin::Flag);
        form.give(given);
        pack.title_of(form.templates()[0], form.answers()).to_string()
    });
    let titles: Vec<String> = titles.collect();
    let of = ["MSP", "member of the Senedd", "MLA"].map(|of| format!("A letter to your {of}"));
    assert_eq!(titles, of);
    let general = &pack.template("member-letter").expect("it has it").title;
    assert_eq!(general, "A letter to your MSP, member of the Senedd or MLA");
}

#[test]
fn a_request_for_information_is_made_under_the_law_of_the_body_that_is_asked() {
    let pack = shipped_pack("information-request");
    let scotland = ["(Scotland) Act 2002", "(Scotland) Regulations 2004"];
    let others =
        ["Information Act 2000", "Information Regulations 2004", "The Information Commissioner"];
    let mut seen = BTreeSet::new();
    for template in ["request", "review-request"] {
        let file = example("information-request", "cardiff-river");
        for (law, here, elsewhere) in
            [("scotland", &scotland[..], &others[..]), ("uk", &others[..], &scotland[..])]
        {
            let said = text(&document(pack, template, &given(&file, &[("law", law)])));
            assert!(elsewhere.iter().all(|word| !said.contains(word)), "{law}:\n{said}");
            seen.extend(here.iter().copied().filter(|word| said.contains(word)));
        }
    }
    assert_eq!(seen.len(), scotland.len() + others.len(), "{seen:?}");
}

#[test]
fn a_letter_about_anything_has_under_forty_words_that_are_not_the_persons() {
    let pack = shipped_pack("anything");
    let request = pack.question("request").expect("it asks");
    for (template, case) in [
        ("mp-letter", "taunton-potholes"),
        ("councillor-letter", "taunton-potholes"),
        ("member-letter", "cardiff-housing"),
        ("minister-letter", "dundee-night-bus"),
        ("letter", "cardiff-housing"),
    ] {
        let file = example("anything", case);
        let holds = |nation: &str| pack.template(template).is_some_and(|t| t.holds_in(nation));
        for (_, area) in AREAS.iter().filter(|(nation, _)| holds(nation)) {
            for option in &request.options {
                let changes =
                    [("area", *area), ("request", option.value.as_str()), ("request_to", "")];
                let made = document(pack, template, &given(&file, &changes));
                let fixed = made.measure.template();
                assert!(fixed < 40, "{template}, {area}, {}: {fixed} words", option.value);
            }
        }
    }
}

#[test]
fn a_letter_with_150_words_of_ones_own_has_one_side() {
    let paragraph = ["We waited at the door again, and nobody came out."; 5].join(" ");
    let own = [paragraph.as_str(); 3].join("\n\n");
    assert_eq!(own.split_whitespace().count(), 150);
    for (name, id, case) in LETTERS {
        let pack = shipped_pack(name);
        let template = pack.template(id).expect("it has it");
        if !asks_for_points(pack, template) {
            continue;
        }
        let file = example(name, case);
        // The points that say most, and so take the most room.
        let mut points: Vec<_> = pack.concerns.iter().collect();
        points.sort_by_key(|point| std::cmp::Reverse(point.text.as_ref().map_or(0, String::len)));
        let three = points.iter().take(3).map(|p| p.id.as_str()).collect::<Vec<_>>().join(", ");
        let template = pack.template(id).expect("it has it");
        for (nation, area) in AREAS.iter().filter(|(nation, _)| template.holds_in(nation)) {
            let changes =
                [("concerns", three.as_str()), ("story", &own), ("want", "I want it open.")];
            let made = from(pack, &file, id, area, &changes);
            let place = format!("{name}/{id}, {nation}");
            let fixed = made.measure.template();
            assert!((40..=200).contains(&fixed), "{place}: {fixed} words");
            let pdf = render(&made, Format::Pdf).expect("a PDF");
            let pages = lopdf::Document::load_mem(&pdf).expect("it reads").get_pages().len();
            assert_eq!(pages, 1, "{place}: {fixed} words of ours");
        }
    }
}
