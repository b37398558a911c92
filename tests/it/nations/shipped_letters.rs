//! What holds in one nation stands only in letters from there: no English law, body or office in a
//! letter from Scotland, Wales or Northern Ireland.

use std::collections::BTreeSet;

use jiff::civil::datetime;
use sayso::answer::{Answers, Input, Value};
use sayso::compose::{Composer, advice};
use sayso::document::Document;
use sayso::interview::{Form, Inputs, Origin, refused};
use sayso::model::{Pack, Template};
use sayso::pack::shipped;
use sayso::text::words::one_line;

use crate::support::cases::{self, Answered};
use crate::support::letters::{Writer, shipped_pack, today};
use crate::support::repository;

/// A council in each nation: of England one under a mayor, and one under a county council.
const AREAS: [(&str, &str); 5] = [
    ("England", "Barnsley"),
    ("England", "Norwich"),
    ("Scotland", "Edinburgh"),
    ("Wales", "Cardiff"),
    ("Northern Ireland", "Belfast"),
];

/// Laws, bodies and offices, each with the nations where they are. What is nowhere else than in
/// England has that nation alone.
const HELD: &[(&str, &[&str])] = &[
    ("England", &["England"]),
    ("Integrated Care Board", &["England"]),
    ("Integrated Health Organisation", &["England"]),
    ("Health Secretary", &["England"]),
    ("Secretary of State for Health", &["England"]),
    ("National Health Service Act 2006", &["England"]),
    ("Healthwatch", &["England"]),
    ("health scrutiny", &["England"]),
    ("County Council", &["England"]),
    ("Combined Authority", &["England"]),
    ("local transport authority", &["England"]),
    ("Traffic commissioners", &["England"]),
    ("comprehensive and efficient", &["England"]),
    ("Health Bill", &["England"]),
    ("Adult social care", &["England"]),
    ("Boundary Commission for England", &["England"]),
    ("Care Act 2014", &["England"]),
    ("Children and Families Act 2014", &["England"]),
    ("Director of Children's Services", &["England"]),
    ("Education Secretary", &["England"]),
    ("Education and Inspections Act 2006", &["England"]),
    ("Health and Social Care Secretary", &["England"]),
    ("Integrated care boards", &["England"]),
    ("Local Government Secretary", &["England"]),
    ("county and district councils", &["England"]),
    ("Provider Selection Regime", &["England"]),
    ("Department of Health and Social Care", &["England"]),
    ("Department for Digital, Culture, Media and Sport", &["England"]),
    ("Ministry of Housing, Communities and Local Government", &["England"]),
    ("Integrated Care Provider", &["England"]),
    ("Mayor of", &["England"]),
    ("Special Educational Needs and Disability Regulations", &["England"]),
    ("accountable care", &["England"]),
    ("called in", &["England"]),
    ("education, health and care plan", &["England"]),
    ("maintained special school", &["England"]),
    ("Planning and Compulsory Purchase Act", &["England", "Wales"]),
    ("Courts have asked four things", &["England", "Wales"]),
    ("cabinet member", &["England", "Wales"]),
    ("Equality Act", &["England", "Scotland", "Wales"]),
    ("carer's assessment", &["England", "Wales", "Northern Ireland"]),
    ("Director of Education", &["Scotland", "Wales"]),
    ("Social services", &["Wales", "Northern Ireland"]),
    ("Patient Advice and Support Service", &["Scotland"]),
    ("Social work", &["Scotland"]),
    ("adult carer support plan", &["Scotland"]),
    ("(Scotland) Act", &["Scotland"]),
    ("Boundaries Scotland", &["Scotland"]),
    ("Scottish Government", &["Scotland"]),
    ("Scottish Parliament", &["Scotland"]),
    ("(Wales)", &["Wales"]),
    ("Cymru", &["Wales"]),
    ("individual development plan", &["Wales"]),
    ("Boundary Commission Cymru", &["Wales"]),
    ("Llais", &["Wales"]),
    ("Senedd", &["Wales"]),
    ("Welsh Government", &["Wales"]),
    ("(Northern Ireland)", &["Northern Ireland"]),
    ("Education Authority", &["Northern Ireland"]),
    ("Education Minister", &["Northern Ireland"]),
    ("Government Boundaries Commissioner", &["Northern Ireland"]),
    ("Health Minister", &["Northern Ireland"]),
    ("Health and Social Care Trust", &["Northern Ireland"]),
    ("Health and social care trusts", &["Northern Ireland"]),
    ("Stormont", &["Northern Ireland"]),
    ("Libraries NI", &["Northern Ireland"]),
    ("Northern Ireland Assembly", &["Northern Ireland"]),
    ("Patient and Client Council", &["Northern Ireland"]),
    ("Translink", &["Northern Ireland"]),
];

/// The words in a letter, or in what to do with it, that do not hold in a nation.
fn foreign(nation: &str, text: &str) -> Vec<&'static str> {
    let elsewhere = HELD.iter().filter(|(_, nations)| !nations.contains(&nation));
    elsewhere.map(|(words, _)| *words).filter(|words| text.contains(words)).collect()
}

/// Every way of answering a template from an area, with meetings of no nation.
fn cases_from(pack: &Pack, template: &Template, area: &str) -> Vec<Answered> {
    let mut all = cases::cases(pack, template);
    // A hundred of them: the axes turn at paces of their own, so that each wording comes up.
    if all.len() > 200 {
        let step = all.len() / 100;
        all = all.into_iter().step_by(step).collect();
    }
    for case in &mut all {
        for (id, answer) in case.iter_mut() {
            match (id.as_str(), &*answer) {
                ("area", _) => *answer = cases::text(area),
                ("area.board", _) => *answer = cases::text("Example Health Board"),
                ("meeting", Input::Text(_)) => *answer = cases::text("Example Meeting"),
                _ => {}
            }
        }
    }
    all
}

/// A letter and the steps to take with it, as one text.
fn text_of(
    composer: &Composer<'_>,
    document: &Document,
    answered: &sayso::answer::Answers,
) -> String {
    let noon = datetime(2026, 11, 28, 12, 0, 0, 0);
    let steps = advice::next_steps(composer, document, answered, noon).expect("told");
    let lines = document.recipient.iter().chain(&document.notes).chain(&steps);
    let mut text = document.markdown.clone();
    for line in lines.chain(&document.salutation).chain(&document.subject) {
        text.push('\n');
        text.push_str(line);
    }
    text
}

/// Every letter that a template can make in a nation, with its steps.
fn letters(pack: &Pack, template: &Template, area: &str, mut look: impl FnMut(&str)) {
    let writer = Writer::new(pack, template);
    for case in cases_from(pack, template, area) {
        let (document, answered) = writer.document(&cases::given(&case));
        look(&text_of(&writer.composer, &document, &answered));
    }
}

#[test]
fn no_law_body_or_office_of_one_nation_stands_in_a_letter_from_another() {
    let mut wrong = BTreeSet::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    // The law of a request for information is that of the body that is asked, wherever the writer
    // lives: `packs::a_request_for_information_is_made_under_the_law_of_the_body_that_is_asked`.
    for name in shipped::names().filter(|name| *name != "information-request") {
        let pack = shipped_pack(name);
        for template in &pack.templates {
            let written_for = |(_, area): &&(&str, &str)| {
                let answers = Answers([("area".into(), Value::Area(area.to_string()))].into());
                !refused(&template.when, &answers, &pack.registers)
            };
            for (nation, area) in AREAS.iter().filter(written_for) {
                letters(pack, template, area, |text| {
                    for words in foreign(nation, text) {
                        wrong.insert(format!("{name}/{} from {nation}: {words}", template.id));
                    }
                    let found = HELD.iter().filter(|(words, _)| text.contains(words));
                    seen.extend(found.map(|(words, _)| *words));
                });
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // A word that stands in no letter could never be found where it should not be.
    let unseen: Vec<_> = HELD.iter().filter(|(words, _)| !seen.contains(words)).collect();
    assert!(unseen.is_empty(), "in no letter: {unseen:?}");
}

#[test]
fn english_law_in_a_letter_from_scotland_would_be_found() {
    let mut pack = shipped_pack("local-service").clone();
    let law = "By law councils in England must provide a comprehensive and efficient service.";
    let template =
        pack.templates.iter_mut().find(|t| t.id == "member-letter").expect("it is there");
    template.body.push_str(law);
    let template = pack.template("member-letter").expect("it is there").clone();
    let mut found = BTreeSet::new();
    letters(&pack, &template, "Edinburgh", |text| found.extend(foreign("Scotland", text)));
    assert_eq!(Vec::from_iter(found), ["England", "comprehensive and efficient"]);
    // One that holds in England alone is not written from elsewhere at all.
    let call_in = pack.template("call-in-request").expect("it is there");
    assert!(call_in.holds_in("England") && !call_in.holds_in("Scotland"));
}

#[test]
fn an_area_where_a_letter_does_not_hold_is_told_at_once() {
    let home = crate::support::Home::new();
    let template = repository("templates/local-service/mp-letter");
    let args = ["write", &template.display().to_string(), "--no-input", "--set", "area=Glasgow"];
    let told = crate::support::stderr(&home.run(&args));
    let told = one_line(&told);
    assert!(
        told.contains(
            "This is written for England: other laws and offices hold in Scotland. For Scotland there is local-service/member-letter"
        ),
        "{told}"
    );
}

#[test]
fn every_letter_is_shown_from_each_nation_where_it_holds() {
    let mut missing = Vec::new();
    // The pack to begin one's own with is no nation's, and a request for information has the law of
    // the body that is asked.
    let without = ["starter", "information-request"];
    for name in shipped::names().filter(|name| !without.contains(name)) {
        let pack = shipped_pack(name);
        let mut shown: BTreeSet<(String, String)> = BTreeSet::new();
        let files = shipped::files(name).expect("it ships");
        let examples = files.files.keys().filter_map(|path| path.strip_prefix("examples/"));
        for case in examples.filter_map(|path| path.strip_suffix(".yaml")) {
            let file = crate::support::letters::example(name, case);
            let area = file.answers.iter().find(|(id, ..)| id == "area");
            let Some((_, Input::Text(area), _)) = area else { continue };
            let nation = &pack.registers.areas.get(area).expect("a known area").nation;
            shown.extend(file.templates.iter().map(|t| (t.clone(), nation.clone())));
        }
        for template in pack.templates.iter().chain(&pack.joint) {
            for (nation, _) in AREAS.iter().filter(|(nation, _)| template.holds_in(nation)) {
                if !shown.contains(&(template.id.clone(), nation.to_string())) {
                    missing.push(format!("{name}/{} from {nation}", template.id));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn bodies_that_tie_questions_to_their_agenda_are_asked_for_the_item() {
    for name in ["nhs-contracts", "local-service"] {
        let pack = shipped_pack(name);
        for body in &pack.registers.bodies.bodies {
            let mut form = Form::new(pack, &["scrutiny-questions"], today()).expect("it has it");
            let mut given = Inputs::default();
            given.insert("meeting", Input::Text(body.id.clone()), Origin::Flag);
            form.give(given);
            let asked = form.questions().iter().any(|question| question.id == "agenda_item");
            assert_eq!(asked, body.rules.agenda == Some(true), "{name}: {}", body.id);
        }
    }
}
