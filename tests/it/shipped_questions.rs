//! What every shipped template asks: how often it wants words of one's own before a letter is
//! seen, after how many prompts that is, and what is said to whoever asks why.

use std::collections::BTreeSet;

use sayso::answer::Input;
use sayso::interview::Form;
use sayso::model::{Kind, Pack, Question, Template};
use sayso::pack::shipped;

use crate::support::letters::{shipped_pack, today};

/// What to write and about what is asked before the questions of a template.
const MENUS: usize = 2;

/// Most prompts before a letter is seen.
const MOST_PROMPTS: usize = 12;

/// Questions in own words that ask for something else than what happened to the person, what it
/// means to them, what they want and what they would like to be told: what a procedure needs to
/// know, and what should become of it if it is decided all the same.
const OF_A_PROCEDURE: [&str; 7] = [
    "local_attempts",
    "grounds_reasons",
    "service_change",
    "line",
    "conditions",
    "if_ahead",
    "icp_why",
];

/// Every shipped template that one person answers.
pub(crate) fn every_template(each: impl Fn(&Pack, &Template)) {
    for name in shipped::names() {
        let pack = shipped_pack(name);
        pack.templates.iter().for_each(|template| each(pack, template));
    }
}

/// What somebody types who lives where the template holds, and for whom it is written.
fn typed<'t>(template: &'t Template, question: &Question) -> &'t str {
    let nations = ["England", "Scotland", "Wales", "Northern Ireland"];
    let nation = nations.into_iter().find(|nation| template.holds_in(nation));
    if let Some(on) = template.when.iter().find(|on| on.fact.is_none() && on.waits_for(question)) {
        return &on.is[0];
    }
    match (question.kind, nation.unwrap_or_default()) {
        (Kind::Postcode, "England") => "LS1 1UR",
        (Kind::Postcode, "Scotland") => "EH1 1YZ",
        (Kind::Area, "Scotland") => "Edinburgh",
        (Kind::Area, "Wales") => "Cardiff",
        (Kind::Area, "Northern Ireland") => "Belfast",
        (Kind::Area, _) => "Leeds",
        (Kind::Choice | Kind::Choices | Kind::Concerns | Kind::Number, _) => "1",
        (Kind::YesNo, _) => "yes",
        (Kind::Date, _) => "21 november 2026",
        (Kind::DateTime, _) => "3 december 2026 1.30pm",
        (Kind::Body, _) => "Exampleton Committee",
        (Kind::Email | Kind::Contact, _) => "jean@example.org",
        (Kind::Telephone, _) => "01632 960123",
        (Kind::OwnWords | Kind::Text | Kind::Lines | Kind::Postcode, _) => {
            "The library in Mill Lane"
        }
    }
}

/// Every question that an interview asks, with what is typed to it.
pub(crate) fn typed_to<'p, 't>(
    pack: &'p Pack,
    template: &'t Template,
) -> Vec<(&'p Question, &'t str)> {
    filled(pack, template).1
}

/// A form with every question answered, and what was typed to each that was asked.
fn filled<'p, 't>(
    pack: &'p Pack,
    template: &'t Template,
) -> (Form<'p>, Vec<(&'p Question, &'t str)>) {
    let mut form = Form::new(pack, &[&template.id], today()).expect("the pack has it");
    form.leave_for_the_end();
    let mut asked = Vec::new();
    while let Some(prompt) = form.next() {
        // Enter takes what is offered.
        let typed = match prompt.default {
            Some(_) => "",
            None => typed(template, prompt.question),
        };
        asked.push((prompt.question, typed));
        form.submit(prompt.id, Input::Text(typed.into())).expect(prompt.id);
    }
    (form, asked)
}

/// The questions before the name, above which the letter is shown.
fn before_the_letter<'p>(pack: &'p Pack, template: &Template) -> Vec<&'p Question> {
    let asked = typed_to(pack, template).into_iter().map(|(question, _)| question);
    asked.take_while(|question| question.id != "name").collect()
}

#[test]
fn one_or_two_questions_ask_for_the_persons_own_account_before_the_letter_is_seen() {
    every_template(|pack, template| {
        let asked = before_the_letter(pack, template).into_iter().filter(|question| {
            let follows = !question.when.is_empty();
            let own = question.kind == Kind::OwnWords && !follows;
            own && !OF_A_PROCEDURE.contains(&question.id.as_str())
        });
        let asked: Vec<&str> = asked.map(|question| question.id.as_str()).collect();
        assert!(asked.len() <= 2, "{}/{} asks for {asked:?}", pack.id, template.id);
    });
}

#[test]
fn no_letter_is_seen_later_than_after_twelve_prompts() {
    every_template(|pack, template| {
        let asked = before_the_letter(pack, template);
        let ids: Vec<&str> = asked.iter().map(|question| question.id.as_str()).collect();
        // A form with numbered questions of its own is as long as that is.
        if !ids.contains(&"how_many_questions") {
            let prompts = MENUS + ids.len();
            assert!(prompts <= MOST_PROMPTS, "{}/{}: {prompts}, {ids:?}", pack.id, template.id);
        }
    });
}

#[test]
fn every_question_has_something_to_say_to_whoever_asks_why() {
    let mut silent = BTreeSet::new();
    for name in shipped::names() {
        let pack = shipped_pack(name);
        for question in pack.questions.iter().filter(|question| !question.ask.is_empty()) {
            if question.why.is_none() && question.help.is_none() {
                silent.insert(format!("{name}: {}", question.id));
            }
        }
    }
    assert!(silent.is_empty(), "nothing helps at {silent:?}");
}

#[test]
fn what_a_person_wants_stands_in_the_first_paragraph_of_every_letter_that_asks_it() {
    every_template(|pack, template| {
        if !template.questions.iter().any(|id| id == "want") {
            return;
        }
        let mut form = filled(pack, template).0;
        let want = "I want the bench back.";
        form.submit("want", Input::Text(want.into())).expect("it is asked");
        let (_, document) = form.composed(template).expect("composed");
        let first = document.markdown.split("\n\n").next().unwrap_or_default();
        assert!(first.contains(want), "{}/{}: {}", pack.id, template.id, document.markdown);
    });
}
