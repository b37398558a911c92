//! What an online form has to ask so that its table fits a template.

use serde_json::{Value as Json, json};

use super::consent::{self, AGREED};
use super::matching::option_texts;
use super::row::OTHER;
use crate::answer::Answers;
use crate::batch::lists::lists;
use crate::compose;
use crate::model::{Condition, Kind, Pack, Question, Template};
use crate::template::engine;

/// The heading row of a table: the ids of the template's questions, then the column of consent.
pub fn heading_row(pack: &Pack, template: &Template) -> Vec<String> {
    let ids = asked(pack, template).map(|question| question.id.clone());
    ids.chain([AGREED.to_string()]).collect()
}

/// The form in words, as Markdown: each question with its kind, options and limits, and last the
/// sentence of consent. The `introduction` says what the front end can do with the form's table.
pub fn describe(pack: &Pack, template: &Template, introduction: &str) -> String {
    let questions = asked(pack, template).map(|question| described(question, pack, template));
    let data = json!({
        "title": template.title,
        "introduction": introduction.trim_end(),
        "questions": questions.collect::<Vec<_>>(),
        "consent": consent::sentence(pack, template),
        "agreed": AGREED,
    });
    engine::own_plain(include_str!("../../../data/form.md.hbs"), data)
}

/// The questions that are asked, the silent ones left out.
fn asked<'p>(pack: &'p Pack, template: &'p Template) -> impl Iterator<Item = &'p Question> {
    let questions = template.questions.iter().filter_map(|id| pack.question(id));
    questions.filter(|question| !question.ask.is_empty())
}

fn described(question: &Question, pack: &Pack, template: &Template) -> Json {
    let mut options = option_texts(question, pack);
    options.extend((question.kind == Kind::Concerns).then_some(OTHER));
    let filling = pack.filling(&question.id).filter(|q| template.questions.contains(&q.id));
    let conditions = question.when.iter().map(|condition| condition_line(condition, pack));
    let receiver = compose::receiver(pack, template, &Answers::default());
    let budget = receiver.map(|receiver| compose::budget(template, &receiver));
    let in_part = question.kind == Kind::OwnWords && template.body.contains("{{#part");
    json!({
        "ask": question.ask,
        "field": lists().form_fields.get(question.kind.name()),
        "most": question.most,
        "options": options,
        "follows": filling.map(|filling| &filling.id),
        "required": question.required && question.default.is_none(),
        "conditions": conditions.collect::<Vec<_>>(),
        "words": budget.filter(|_| in_part).map(|budget| budget.part_words),
        "help": question.help,
        "id": question.id,
    })
}

/// `for those who answered …`.
fn condition_line<'c>(condition: &'c Condition, pack: &'c Pack) -> String {
    if let Some(fact) = condition.fact {
        let is: Vec<&str> = condition.is.iter().map(|is| fact.in_words(is)).collect();
        return format!("for {}", is.join(" or "));
    }
    let Some(earlier) = pack.question(&condition.on) else {
        return format!("when {} is {}", condition.on, condition.is.join(" or "));
    };
    let text = |value: &'c String| {
        let option = earlier.options.iter().find(|option| option.value == *value);
        option.map_or(value.as_str(), |option| option.text.as_str())
    };
    let answers: Vec<&str> = condition.is.iter().map(text).collect();
    format!("for those who answered “{}” to “{}”", answers.join("” or “"), earlier.ask)
}
