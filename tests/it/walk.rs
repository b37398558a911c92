//! Every point of every shipped pack, in every template that asks for points, for every kind of
//! person and of service: nothing unfinished shows, and limits hold.

use sayso::answer::{Answers, Value};
use sayso::compose::receiver;
use sayso::document::{Block, Document};
use sayso::interview::refused;
use sayso::model::{Kind, Pack, Template};
use sayso::pack::shipped;
use sayso::render::{Format, render};
use sayso::source::AnswerFile;
use sayso::template::context::shown;

use crate::support::letters::{Writer, example, given, shipped_pack};
use crate::support::repository;

#[test]
fn every_point_in_every_template_for_everyone_comes_out_whole() {
    for name in shipped::names() {
        let pack = shipped_pack(name);
        for template in &pack.templates {
            let file = an_example(pack, template);
            let writer = Writer::new(pack, template);
            let points: Vec<&str> = match asks(pack, template, Kind::Concerns) {
                true => pack.concerns.iter().map(|c| c.id.as_str()).collect(),
                false => vec![""],
            };
            for point in points {
                for (id, value) in variants(pack, template) {
                    let mut changes = vec![(id.as_str(), value.as_str())];
                    changes.push(("organisation", "Example Group"));
                    // What some variant asks for and the example may not have.
                    let more = [
                        ("assessed", "Sam Example"),
                        ("to_person", "Ms Sam Sample"),
                        ("reply_email", "sam@example.org"),
                        ("reply_address", "1 Sample Street"),
                    ];
                    changes.extend(more.iter().filter(|(id, _)| pack.question(id).is_some()));
                    if pack.question("story").is_some_and(|story| !story.required) {
                        changes.push(("story", ""));
                    }
                    if !point.is_empty() {
                        changes.push(("concerns", point));
                    }
                    let given = given(&file, &changes);
                    let (made, answers) = writer.document(&given);
                    let place = format!("{name}/{}, {point}, {id}: {value}", template.id);
                    whole(&made, &place);
                    keeps_the_rules(pack, template, &answers, &made, &place);
                }
            }
        }
    }
}

#[test]
fn a_letter_to_an_mp_or_a_councillor_leaves_room_for_the_person() {
    let pack = shipped_pack("local-service");
    let file = example("local-service", "shropshire-ward-long");
    let ids: Vec<&str> = pack.concerns.iter().map(|c| c.id.as_str()).collect();
    let long = "We waited at the door again. ".repeat(80);
    for template in ["mp-letter", "councillor-letter"] {
        let writer = Writer::new(pack, pack.template(template).expect("it has it"));
        for service in ["a-and-e", "library", "bus"] {
            for start in 0..ids.len() {
                let three =
                    [ids[start], ids[(start + 1) % ids.len()], ids[(start + 3) % ids.len()]]
                        .join(", ");
                let measure = |story: &str| {
                    let changes =
                        [("service", service), ("concerns", &three), ("story", story), ("ask", "")];
                    writer.document(&given(&file, &changes)).0.measure
                };
                let (full, short) = (measure(""), measure(&long));
                assert!(
                    full.template() <= 250,
                    "{template}, {service}, {three}: {} words",
                    full.template()
                );
                assert!(
                    short.template() <= 130,
                    "{template}, {service}, {three}: {} words",
                    short.template()
                );
            }
        }
    }
}

#[test]
fn a_library_or_a_bus_cannot_be_called_in() {
    let pack = shipped_pack("local-service");
    let asked = pack.question("nhs_service").expect("asked of who wants a call-in");
    assert!(asked.options.iter().all(|o| o.value != "library" && o.value != "bus"));
    assert!(
        asked.help.as_deref().is_some_and(|h| h.contains("library") && h.contains("councillors"))
    );
    let template = pack.template("call-in-request").expect("it has it");
    let order = |id: &str| template.questions.iter().position(|q| q == id).expect(id);
    assert!(order("nhs_service") < order("local_attempts"));
    assert!(order("local_attempts") < order("decision_made"));
    assert!(order("decision_made") < order("grounds"));
    assert!(!template.questions.iter().any(|q| q == "concerns"));
}

/// An example of the template, the one with the fewest answers if there is one.
fn an_example(pack: &Pack, template: &Template) -> AnswerFile {
    let folder = repository(&format!("templates/{}/examples", pack.id));
    let entries = std::fs::read_dir(folder).expect("examples");
    let mut cases: Vec<String> = entries
        .filter_map(|e| Some(e.ok()?.file_name().to_str()?.strip_suffix(".yaml")?.to_string()))
        .collect();
    cases.sort_by_key(|case| (!case.contains("shortest"), case.clone()));
    let files = cases.iter().map(|case| example(&pack.id, case));
    files
        .into_iter()
        .find(|f| f.templates.contains(&template.id))
        .expect("every template has an example")
}

fn asks(pack: &Pack, template: &Template, kind: Kind) -> bool {
    template.questions.iter().filter_map(|id| pack.question(id)).any(|q| q.kind == kind)
}

/// One answer changed at a time: every option of every choice that the template asks for, and for
/// which it is written.
fn variants(pack: &Pack, template: &Template) -> Vec<(String, String)> {
    let asked = template.questions.iter().filter_map(|id| pack.question(id));
    let choices = asked.filter(|q| q.kind == Kind::Choice && q.id != "how_many_questions");
    let options = choices.flat_map(|q| q.options.iter().map(|o| (q.id.clone(), o.value.clone())));
    let written_for = |(id, answer): &(String, String)| {
        let alone = Answers([(id.clone(), Value::Text(answer.clone()))].into());
        !refused(&template.when, &alone, &pack.registers)
    };
    let mut all: Vec<(String, String)> = options.filter(written_for).collect();
    if all.is_empty() {
        all.push(("name".into(), "Jean Sample".into()));
    }
    all
}

/// What the kind of receiver, or the body, asks of a document.
fn keeps_the_rules(
    pack: &Pack,
    template: &Template,
    answers: &Answers,
    made: &Document,
    place: &str,
) {
    let receiver = receiver(pack, template, answers).expect("somebody to send it to");
    let destination = receiver.destination;
    assert_eq!(made.sender.is_empty(), destination.sender.is_empty(), "{place}");
    assert_eq!(made.recipient.is_empty(), destination.recipient.is_empty(), "{place}");
    assert_eq!(made.date_line.is_some(), destination.date, "{place}");
    assert_eq!(made.salutation.is_some(), destination.salutation.is_some(), "{place}");
    assert_eq!(made.closing.is_some(), destination.salutation.is_some(), "{place}");
    assert_eq!(made.signature.is_empty(), destination.signature.is_empty(), "{place}");
    assert_eq!(made.details.is_some(), destination.details.is_some(), "{place}");
    // What must be stated is stated: in the block of the sender, in the labelled facts, or above
    // the text. An area stands in the name of the council or board.
    let text = String::from_utf8(render(made, Format::Text).expect("text")).expect("UTF-8");
    for need in &destination.needs {
        let asked = template.questions.iter().filter(|id| *id == need);
        for id in asked {
            let (Some(value), Some(question)) = (answers.get(id), pack.question(id)) else {
                continue;
            };
            let said = shown(value, question, pack);
            let said = if *id == "respond_as" && said == "professional" {
                "a professional".to_string()
            } else {
                said
            };
            for line in said.lines() {
                let there = text.contains(line) || text.contains(&line.replace('\n', ", "));
                let elsewhere = *id == "area" && !made.recipient.is_empty();
                assert!(there || elsewhere, "{place}: {id} is not stated in\n{text}");
            }
        }
    }
    if let Some(words) = receiver.body.as_ref().and_then(|body| body.rules.words) {
        for part in &made.parts {
            assert!(part.measure.words <= words as usize, "{place}: over {words} words");
        }
    }
}

fn whole(made: &Document, place: &str) {
    let text = String::from_utf8(render(made, Format::Text).expect("text")).expect("UTF-8");
    for wrong in ["{{", "}}", "  ", " .", " ,", "..", "?.", "$shown", "\n\n\n", "undefined"] {
        assert!(!text.contains(wrong), "{place}: {wrong:?} in\n{text}");
    }
    let words = text.split_whitespace().collect::<Vec<_>>();
    let twice = words.windows(2).find(|w| w[0] == w[1] && w[0].chars().all(char::is_alphabetic));
    assert!(twice.is_none(), "{place}: {twice:?} in\n{text}");
    let level = |block: &Block| match block {
        Block::Heading(level, _) => Some(*level),
        _ => None,
    };
    for (at, block) in made.body.iter().enumerate() {
        let Some(here) = level(block) else { continue };
        let next = made.body.get(at + 1);
        let empty = next.is_none_or(|next| level(next).is_some_and(|next| next <= here));
        assert!(!empty, "{place}: an empty heading in\n{text}");
    }
    assert_eq!(made.measure.over(), 0, "{place}: too long\n{text}");
    for part in &made.parts {
        assert!(
            part.measure.fits(),
            "{place}: part {} has {} words\n{text}",
            part.number,
            part.measure.words
        );
    }
}
