//! A form on its way: what stands ready, what is kept, what is refused.

use std::collections::BTreeMap;

use jiff::civil::date;
use proptest::prelude::*;

use super::form::Form;
use super::inputs::{Inputs, Origin};
use crate::answer::{Input, Value};
use crate::model::{Kind, Pack};
use crate::pack;
use crate::source::AnswerFile;

const TODAY: jiff::civil::Date = date(2026, 11, 21);

fn text(text: &str) -> Input {
    Input::Text(text.into())
}

fn form<'p>(pack: &'p Pack, templates: &[&str]) -> Form<'p> {
    Form::new(pack, templates, TODAY).expect("the pack has them")
}

/// Answers the next question, which is this one.
fn answer(form: &mut Form<'_>, id: &str, typed: &str) {
    let next = form.next().map(|prompt| prompt.id);
    assert_eq!(next, Some(id), "the next question");
    form.submit(id, text(typed)).expect(id);
}

fn own(form: &Form<'_>, id: &str) -> Option<String> {
    form.next().filter(|prompt| prompt.id == id)?.earlier.map(|value| match value {
        Value::OwnWords(words) | Value::Text(words) => words,
        other => format!("{other:?}"),
    })
}

/// Loads a pack that ships.
fn shipped(name: &str) -> Pack {
    let files = pack::shipped::files(name).expect("it ships");
    let shared = pack::Shared::built_in().expect("sound");
    pack::load(&files, shared, TODAY).expect("sound").0
}

#[test]
fn a_detail_stands_when_a_further_ground_is_chosen_and_is_ready_when_its_ground_comes_back() {
    let pack = shipped("planning-objection");
    let mut form = form(&pack, &["objection"]);
    while form.next().is_some_and(|prompt| prompt.id != "concerns") {
        let prompt = form.next().expect("one");
        let needed = prompt.question.required && prompt.id != "postcode";
        let typed = if needed { "26/01234/FUL" } else { "" };
        form.submit(prompt.id, text(typed)).expect(prompt.id);
    }
    answer(&mut form, "concerns", "roads");
    answer(&mut form, "roads_why", "Lorries meet the school run.");
    assert!(form.ask_again("concerns"));
    answer(&mut form, "concerns", "roads, water");
    answer(&mut form, "water_why", "It stood in our hall.");
    assert!(form.answers().get("roads_why").is_some(), "it was not asked again");
    form.ask_again("concerns");
    answer(&mut form, "concerns", "water");
    assert_eq!(form.answers().get("roads_why"), None);
    let saved = AnswerFile::read(&form.save("planning-objection"), "f").expect("read");
    let kept = &saved.extra.earlier["roads_why"];
    assert_eq!(kept, &[text("Lorries meet the school run.")]);
    let mut again = Form::new(&pack, &["objection"], TODAY).expect("the pack has it");
    again.resume(&saved);
    again.ask_again("concerns");
    answer(&mut again, "concerns", "water, roads");
    assert_eq!(own(&again, "roads_why").as_deref(), Some("Lorries meet the school run."));
}

#[test]
fn an_answer_that_follows_from_the_area_is_ready_again_only_where_it_fits() {
    let pack = shipped("nhs-contracts");
    let mut form = form(&pack, &["scrutiny-questions"]);
    answer(&mut form, "postcode", "");
    answer(&mut form, "area", "Barnsley");
    answer(&mut form, "meeting", "nhs-south-yorkshire-icb");
    assert!(form.back() && form.back());
    answer(&mut form, "area", "Leeds");
    let prompt = form.next().expect("asked again");
    assert_eq!((prompt.id, prompt.earlier), ("meeting", None));
    form.back();
    answer(&mut form, "area", "Barnsley");
    let prompt = form.next().expect("asked again");
    assert_eq!(prompt.id, "meeting");
    assert!(matches!(prompt.earlier, Some(Value::Body(_))), "{:?}", prompt.earlier);
}

#[test]
fn what_is_refused_changes_nothing_and_what_is_unknown_is_told() {
    let pack = shipped("nhs-contracts");
    let mut form = form(&pack, &["mp-letter"]);
    let before = form.save("p");
    form.submit("postcode", text("s70")).expect_err("no postcode");
    form.submit("area", text(" ")).expect_err("it must be answered");
    form.submit("no_such", text("x")).expect_err("no question");
    form.submit("name", text(" ")).expect_err("it must be answered");
    assert_eq!(form.save("p"), before);
    assert!(Form::new(&pack, &["no-such"], TODAY).is_err());
    let mut given = Inputs::default();
    given.insert("nme", text("Jean"), Origin::Flag);
    form.give(given);
    assert_eq!(form.problems().len(), 1);
}

#[test]
fn a_postcode_answers_what_follows_from_it_and_leaves_what_is_not_certain_to_be_asked() {
    let pack = shipped("nhs-contracts");
    let mut form = form(&pack, &["mp-letter"]);
    answer(&mut form, "postcode", "CA1 1AA");
    assert_eq!(form.answers().get("area"), Some(&Value::Area("Cumberland".into())));
    let seat = || Some(Value::Text("Carlisle".into()));
    assert_eq!(form.answers().get("mp.constituency").cloned(), seat());
    // What followed from it can be put right, and then stands until the postcode is another.
    assert!(form.ask_again("area"));
    answer(&mut form, "area", "Leeds");
    assert_eq!(form.answers().get("mp.constituency"), None, "Leeds has several");
    assert!(form.ask_again("postcode"));
    answer(&mut form, "postcode", "S70 2TA");
    assert_eq!(form.answers().get("area"), Some(&Value::Area("Barnsley".into())));
    // One of which nothing is known leaves the council that was typed.
    assert!(form.ask_again("area"));
    answer(&mut form, "area", "Barnsley");
    assert!(form.ask_again("postcode"));
    answer(&mut form, "postcode", "S70 0ZZ");
    assert_eq!(form.answers().get("area"), Some(&Value::Area("Barnsley".into())));
}

#[test]
fn the_name_of_a_member_is_offered_and_taken_by_nobody_but_the_person() {
    let pack = shipped("nhs-contracts");
    let mut form = form(&pack, &["mp-letter"]);
    form.submit("postcode", text("S70 2TA")).expect("it is one");
    assert_eq!(form.answers().get("mp.name"), None);
    assert!(form.ask_again("mp.name"));
    let name = |form: &Form<'_>| match form.answers().get("mp.name") {
        Some(Value::Text(name)) => Some(name.clone()),
        _ => None,
    };
    let member = form.next().and_then(|prompt| prompt.member).expect("it is offered");
    assert_eq!(member.constituency, "Barnsley North");
    form.submit("mp.name", text("n")).expect_err("the name of today is asked for");
    form.submit("mp.name", text("-")).expect("left out");
    assert_eq!(name(&form), None);
    form.submit("mp.name", text("y")).expect("confirmed");
    assert_eq!(name(&form), Some(member.name.clone()));
    // Another constituency has another member; the same one said again has not.
    form.submit("postcode", text("S70 2TA")).expect("it is one");
    assert_eq!(name(&form), Some(member.name.clone()));
    form.submit("postcode", text("CA1 1AA")).expect("it is one");
    assert_eq!(name(&form), None);
}

#[test]
fn what_is_left_for_the_end_is_asked_when_it_is_wanted_and_where_that_is_not_wished() {
    let pack = shipped("local-service");
    let asked = |mut form: Form<'_>| {
        let mut ids = Vec::new();
        while let Some(prompt) = form.next() {
            ids.push(prompt.id.to_string());
            let kind = prompt.question.kind;
            let text = if prompt.question.required { typed(kind, 1) } else { String::new() };
            form.submit(prompt.id, Input::Text(text)).expect(prompt.id);
        }
        assert!(form.ask_again("ask"));
        answer(&mut form, "ask", "Who decided?");
        assert!(form.next().is_none() && form.answers().get("ask").is_some());
        ids
    };
    assert!(asked(form(&pack, &["mp-letter"])).contains(&"ask".to_string()));
    let mut form = form(&pack, &["mp-letter"]);
    form.leave_for_the_end();
    let left = asked(form);
    assert!(left.iter().all(|id| id != "ask" && id != "change_source"), "{left:?}");
}

/// A step of a person's way through a form.
#[derive(Clone, Debug)]
enum Move {
    /// Answers the next question with the text of this number.
    Answer(usize),
    Back,
    /// Asks for a question again, by its place, and answers it.
    Change(usize, usize),
    /// Stops, and carries on another day.
    Resume,
    /// Goes on with another document of the pack.
    Other(usize),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        5 => (0..12_usize).prop_map(Move::Answer),
        2 => Just(Move::Back),
        2 => (0..40_usize, 0..12_usize).prop_map(|(at, typed)| Move::Change(at, typed)),
        1 => Just(Move::Resume),
        1 => (0..8_usize).prop_map(Move::Other),
    ];
    prop::collection::vec(one, 1..40)
}

/// Something to type at a question.
fn typed(kind: Kind, number: usize) -> String {
    let words = ["", "My mum waited.", "Two paragraphs.\n\nOf my own: #1 \"so\"", "flooding again"];
    match kind {
        Kind::Area => ["Barnsley", "Leeds", "Cornwall", "Cardiff"][number % 4].into(),
        Kind::Body => ["nhs-south-yorkshire-icb", "Exampleton Committee"][number % 2].into(),
        Kind::Concerns | Kind::Choices => ["1", "2, 1", "3", "1 2 3"][number % 4].into(),
        Kind::Choice | Kind::Number => (number % 3 + 1).to_string(),
        Kind::YesNo => ["yes", "no"][number % 2].into(),
        Kind::Date | Kind::DateTime => ["2 dec 2026 1.30pm", "3 dec 2026"][number % 2].into(),
        Kind::Postcode => ["S70 0ZZ", "S70 2TA", "LS1 1UR", "CA1 1AA", ""][number % 5].into(),
        Kind::Email | Kind::Contact => "jean@example.org".into(),
        Kind::Telephone => "01632 960123".into(),
        _ => words[number % words.len()].into(),
    }
}

/// Submits, and notes what was confirmed.
fn submit(form: &mut Form<'_>, id: &str, typed: String, confirmed: &mut Vec<(String, Value)>) {
    if form.submit(id, Input::Text(typed)).is_ok()
        && let Some(value) = form.answers().get(id)
    {
        confirmed.push((id.to_string(), value.clone()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_input_that_was_ever_confirmed_is_missing_from_the_session(
        name in prop_oneof![Just("planning-objection"), Just("nhs-contracts"), Just("local-service")],
        moves in moves(),
    ) {
        let pack = shipped(name);
        let ids: Vec<&str> = pack.templates.iter().map(|t| t.id.as_str()).collect();
        let mut form = form(&pack, &ids[..1]);
        if moves.len() % 2 == 0 {
            form.leave_for_the_end();
        }
        let mut confirmed = Vec::new();
        for step in moves {
            match step {
                Move::Answer(number) => {
                    if let Some(prompt) = form.next() {
                        submit(&mut form, prompt.id, typed(prompt.question.kind, number), &mut confirmed);
                    }
                }
                Move::Back => { form.back(); }
                Move::Change(at, number) => {
                    let asked = form.questions();
                    let question = asked[at % asked.len()];
                    form.ask_again(&question.id);
                    submit(&mut form, &question.id, typed(question.kind, number), &mut confirmed);
                }
                Move::Resume => {
                    let saved = AnswerFile::read(&form.save(name), "f").expect("read");
                    let now: Vec<String> = form.templates().iter().map(|t| t.id.clone()).collect();
                    form = Form::new(&pack, &now, TODAY).expect("the pack has them");
                    form.resume(&saved);
                }
                Move::Other(at) => {
                    let saved = AnswerFile::read(&form.save(name), "f").expect("read");
                    form = Form::new(&pack, &[ids[at % ids.len()]], TODAY).expect("it has it");
                    form.resume(&saved);
                }
            }
        }
        let saved = AnswerFile::read(&form.save(name), "f").expect("read");
        let mut kept: BTreeMap<&str, Vec<Input>> = BTreeMap::new();
        for (id, input, _) in &saved.answers {
            kept.entry(id).or_default().push(input.clone());
        }
        for (id, inputs) in &saved.extra.earlier {
            kept.entry(id).or_default().extend(inputs.iter().cloned());
        }
        for (id, value) in confirmed {
            let inputs = kept.get(id.as_str()).cloned().unwrap_or_default();
            prop_assert!(inputs.contains(&value.to_input()), "{id}: {value:?} is not in {inputs:?}");
        }
    }
}
