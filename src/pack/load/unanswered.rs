//! What a template names to be written where it had no answer in time.

use super::item::{Placed, unknown};
use crate::diagnostic::Diagnostic;
use crate::model::{Kind, Question, Template};
use crate::pack::faults::{self, Thing};
use crate::pack::files::PackFiles;
use crate::template::faults as text_faults;

/// Checks that the template is there, and that it asks the questions, which can be answered so.
pub(crate) fn check(
    templates: &[Placed<'_, Template>],
    questions: &[Question],
    files: &PackFiles,
    told: &mut Vec<Diagnostic>,
) {
    for (template, item) in templates {
        let Some(unanswered) = &template.unanswered else { continue };
        let item = item.inside("unanswered");
        let known = templates.iter().map(|(other, _)| other);
        let Some(next) = known.clone().find(|other| other.id == unanswered.write) else {
            // A template with a fault of its own is not there, which has been told.
            if !files.files.contains_key(&format!("{}.md.hbs", unanswered.write)) {
                let known = known.map(|other| other.id.as_str());
                let fault = unknown(Thing::Template, &unanswered.write, known);
                told.push(fault.at(item.place("write")));
            }
            continue;
        };
        let asked = &next.questions;
        let of = |id: &str, kind: Kind| {
            questions.iter().find(|q| q.id == id && q.kind == kind && asked.contains(&q.id))
        };
        if of(&unanswered.sent, Kind::Date).is_none() {
            let fault = faults::not_asked_next(&unanswered.sent, &unanswered.write, Kind::Date);
            told.push(fault.at(item.place("sent")));
        }
        let answers = item.inside("answers");
        for (id, answer) in &unanswered.answers {
            let Some(question) = of(id, Kind::Choice) else {
                let fault = faults::not_asked_next(id, &unanswered.write, Kind::Choice);
                told.push(fault.at(answers.key_place(id)));
                continue;
            };
            let known: Vec<String> = question.options.iter().map(|o| o.value.clone()).collect();
            if !known.contains(answer) {
                let fault = text_faults::no_such_answer(id, answer, &known);
                told.push(fault.at(answers.place(id)));
            }
        }
    }
}
