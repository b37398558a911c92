//! What an online form has to ask so that its table fits a template.

use super::consent::{self, AGREED};
use super::matching::option_texts;
use super::row::OTHER;
use crate::batch::lists::lists;
use crate::model::{Condition, Kind, Pack, Question, Template, To};

/// The heading row of a table: the ids of the template's questions, then the column of consent.
pub fn heading_row(pack: &Pack, template: &Template) -> Vec<String> {
    let ids = asked(pack, template).map(|question| question.id.clone());
    ids.chain([AGREED.to_string()]).collect()
}

/// The form in words, as Markdown: each question with its kind, options and limits, and last the
/// sentence of consent. The `introduction` says what the front end can do with the form's table.
pub fn describe(pack: &Pack, template: &Template, introduction: &str) -> String {
    let mut out = format!("# A form for “{}”\n\n{introduction}", template.title);
    for question in asked(pack, template) {
        out.push_str(&format!("\n- **{}**\n", question.ask));
        for line in lines(question, pack, template) {
            out.push_str(&format!("    - {line}\n"));
        }
    }
    let sentence = consent::sentence(pack, template);
    out.push_str(&format!(
        "\n- **{sentence}**\n    - one box to tick: Yes\n    - required: nothing is written for a \
         person who has not ticked it\n    - id: {AGREED}\n",
    ));
    out
}

/// The questions that are asked, the silent ones left out.
fn asked<'p>(pack: &'p Pack, template: &'p Template) -> impl Iterator<Item = &'p Question> {
    let questions = template.questions.iter().filter_map(|id| pack.question(id));
    questions.filter(|question| !question.ask.is_empty())
}

fn lines(question: &Question, pack: &Pack, template: &Template) -> Vec<String> {
    let most = question.most.map(|most| format!(", {most} at most")).unwrap_or_default();
    let field = lists().form_fields.get(question.kind.name());
    let mut lines = vec![format!("{}{most}", field.map_or("", String::as_str))];
    lines.extend(option_texts(question, pack).iter().map(|option| format!("option: {option}")));
    if question.kind == Kind::Concerns {
        lines.push(format!("option: {OTHER}"));
    }
    let needed = question.required && question.default.is_none();
    let filling = pack.filling(&question.id).filter(|q| template.questions.contains(&q.id));
    lines.push(match filling {
        Some(filling) => format!("may be left out: it follows from `{}`", filling.id),
        None if needed => "required".into(),
        None => "may be left empty".into(),
    });
    lines.extend(question.when.iter().map(|condition| condition_line(condition, pack)));
    if question.kind == Kind::OwnWords
        && let Some(words) = part_words(pack, template)
    {
        lines.push(format!("at most {words} words: a longer answer may be cut off"));
    }
    if let Some(help) = &question.help {
        lines.push(format!("help: {help}"));
    }
    lines.push(format!("id: {}", question.id));
    lines.retain(|line| !line.ends_with(": "));
    lines
}

/// `only for those who answered …`.
fn condition_line(condition: &Condition, pack: &Pack) -> String {
    if let Some(fact) = condition.fact {
        let is: Vec<&str> = condition.is.iter().map(|is| fact.in_words(is)).collect();
        return format!("only for {}", is.join(" or "));
    }
    let Some(earlier) = pack.question(&condition.on) else {
        return format!("only when {} is {}", condition.on, condition.is.join(" or "));
    };
    let text = |value: &String| {
        let option = earlier.options.iter().find(|option| option.value == *value);
        option.map_or(value.as_str(), |option| option.text.as_str()).to_string()
    };
    let answers: Vec<String> = condition.is.iter().map(text).collect();
    format!("only for those who answered “{}” to “{}”", answers.join("” or “"), earlier.ask)
}

/// Most words of an answer that stands in a part of its own.
fn part_words(pack: &Pack, template: &Template) -> Option<usize> {
    if !template.body.contains("{{#part") {
        return None;
    }
    let destination = match &template.destination {
        To::Kind(id) => pack.registers.destination(id),
        To::Chosen(_) => None,
    };
    template.part_words.or(destination?.part_words)
}
