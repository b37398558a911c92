//! Which questions stand under which number: by the end of their id, by how they are asked, or
//! by the numbered part of the document that prints them.

use handlebars::template::{HelperTemplate, Parameter, Template as Parsed, TemplateElement};

use super::heading::{number_of_id, numbered};
use crate::model::{Kind, Question, Template};

/// Numbers and the questions under them.
pub(super) struct Numbers<'p> {
    /// Number, id, and whether the question itself carries the number.
    found: Vec<(String, &'p Question, bool)>,
}

impl<'p> Numbers<'p> {
    /// The numbers of a template's questions.
    pub(super) fn of(template: &Template, questions: &[&'p Question]) -> Numbers<'p> {
        let mut found = Vec::new();
        for question in questions {
            let asked = numbered(&question.ask).map(|(number, _)| number);
            let ids = number_of_id(&question.id);
            let mut own: Vec<String> = asked.into_iter().chain(ids).collect();
            own.dedup();
            found.extend(own.into_iter().map(|number| (number, *question, true)));
        }
        for (number, names) in parts(template) {
            for name in names {
                if let Some(question) = questions.iter().find(|q| q.id == name) {
                    found.push((number.clone(), *question, false));
                }
            }
        }
        Numbers { found }
    }

    /// Whether a number is that of another question, and not of this one.
    pub(super) fn is_of_another(&self, number: &str, question: &Question) -> bool {
        let under = || self.found.iter().filter(|(n, ..)| n == number);
        under().next().is_some() && under().all(|(_, known, _)| known.id != question.id)
    }

    /// The question that a column headed with only this number answers: one that carries the
    /// number, own words before others (`question_3` asks what the question is, `answer_3` what
    /// the answer), else the first that its part prints.
    pub(super) fn question(&self, number: &str) -> Option<&'p Question> {
        let under = |own: bool| {
            self.found.iter().filter(move |(n, _, carries)| n == number && *carries == own)
        };
        let words = under(true).find(|(_, question, _)| question.kind == Kind::OwnWords);
        let found = words.or_else(|| under(true).next()).or_else(|| under(false).next());
        found.map(|(_, question, _)| *question)
    }
}

/// The numbered parts of a template, each with the names it prints.
fn parts(template: &Template) -> Vec<(String, Vec<String>)> {
    let mut parts = Vec::new();
    if let Ok(parsed) = Parsed::compile(&template.body) {
        blocks(&parsed, &mut parts);
    }
    parts
}

fn blocks(text: &Parsed, parts: &mut Vec<(String, Vec<String>)>) {
    for element in &text.elements {
        let TemplateElement::HelperBlock(block) = element else { continue };
        if block.name.as_name() == Some("part")
            && let Some(number) = part_number(block)
        {
            let mut names = Vec::new();
            printed(block, &mut names);
            parts.push((number, names));
        }
        for inner in [&block.template, &block.inverse].into_iter().flatten() {
            blocks(inner, parts);
        }
    }
}

/// The number of a part: its own, or that before its title.
fn part_number(block: &HelperTemplate) -> Option<String> {
    let literal = |key: &str| match block.hash.get(key) {
        Some(Parameter::Literal(value)) => {
            Some(value.as_str().map_or_else(|| value.to_string(), str::to_string))
        }
        _ => None,
    };
    let number = literal("number").map(|number| number.trim().to_lowercase());
    number.or_else(|| Some(numbered(&literal("title")?)?.0))
}

/// The names that a block prints, in their order.
fn printed(block: &HelperTemplate, names: &mut Vec<String>) {
    for inner in [&block.template, &block.inverse].into_iter().flatten() {
        for element in &inner.elements {
            match element {
                TemplateElement::Expression(call) | TemplateElement::HtmlExpression(call) => {
                    names.extend(call.name.as_name().map(str::to_string));
                }
                TemplateElement::HelperBlock(block) => printed(block, names),
                _ => {}
            }
        }
    }
}
