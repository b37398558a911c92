//! What follows from an answer, said once it is taken, and how an answer reads in a list.

use jiff::civil::DateTime;

use super::early::early;
use super::limits::{Limit, length};
use crate::answer::{Answers, Value};
use crate::compose::receiver::receiver;
use crate::model::{Kind, Pack, Question, Template, To};
use crate::register::home::{self, Home};
use crate::register::{Area, deadline};
use crate::template::context::shown;
use crate::text::{dates, words};

/// How what follows from a postcode is put right.
const AMEND: &str = "If that is wrong, you can change it at the end.";

/// What was answered, and where.
pub struct Answered<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// What is being written.
    pub templates: &'a [&'a Template],
    /// The answers so far, this one included.
    pub answers: &'a Answers,
    /// The limits that bind the answer, for own words.
    pub limits: &'a [Limit],
    /// Now, for how long is left.
    pub now: DateTime,
}

impl Answered<'_> {
    /// What follows from an answer, said once it is taken.
    pub fn note(&self, question: &Question) -> Option<String> {
        let too_early = self.early(question);
        match self.answers.get(&question.id)? {
            Value::Area(name) => Some(self.area(name)),
            Value::DateTime(at) => Some(self.meeting(*at)),
            Value::Body(answer) => {
                let body = self.pack.registers.body(answer)?;
                let instead = body.rules.instead.as_deref().unwrap_or_default();
                (!body.may_take_questions()).then(|| {
                    format!("They take no questions from the public. {instead} You can go back and choose another.")
                })
            }
            Value::Date(date) => {
                let said = too_early.map(|early| format!(" {early}")).unwrap_or_default();
                Some(format!("{}.{said}", dates::day(*date)))
            }
            Value::OwnWords(text) => Some(length(text, self.others(question), self.limits)),
            Value::Text(text) if !question.fills.is_empty() => Some(self.home(text)),
            Value::Text(text) if question.kind == Kind::Postcode => {
                Some(format!("{text}. Thank you."))
            }
            _ => too_early,
        }
    }

    /// That an answer may still come to what a document follows, where this answer says that there
    /// was none.
    fn early(&self, question: &Question) -> Option<String> {
        let (pack, today) = (self.pack, self.now.date());
        let mut followed = pack.templates.iter().filter_map(|first| first.unanswered.as_ref());
        let tells = followed.any(|next| {
            next.sent == question.id || next.answers.iter().any(|(id, _)| *id == question.id)
        });
        let mut templates = self.templates.iter().filter(|_| tells);
        templates.find_map(|template| early(pack, template, self.answers, today))
    }

    /// The words of the other answers in the person's own words.
    fn others(&self, question: &Question) -> usize {
        let others = self.answers.0.iter().filter(|(id, _)| **id != question.id);
        let counts = others.map(|(_, value)| match value {
            Value::OwnWords(text) => words::count(text),
            _ => 0,
        });
        counts.sum()
    }

    /// What follows from the postcode of the person's home, and how to put it right.
    fn home(&self, postcode: &str) -> String {
        let areas = &self.pack.registers.areas;
        let said = home::about(postcode, areas);
        match Home::find(postcode, areas).ok().and_then(|home| areas.get(home.council)) {
            Some(area) => {
                let all = [said.as_str(), AMEND].into_iter().chain(self.known_of(area));
                all.collect::<Vec<_>>().join(" ")
            }
            None => format!("{said} If it is wrong, go back and change it."),
        }
    }

    fn area(&self, name: &str) -> String {
        let areas = &self.pack.registers.areas;
        let Some(area) = areas.get(name) else {
            return format!("{name} is not in our list, so some questions have no suggestions.");
        };
        let mut note = format!("{}.", area.in_text());
        if let [board] = area.boards.as_slice() {
            note.push_str(&format!(" Your NHS board is {board}."));
        }
        self.known_of(area).for_each(|text| note.push_str(&format!(" {text}")));
        note
    }

    /// What a person from an area should know: of its nation where it is a matter of who decides
    /// there, by a board of the NHS or a member of parliament.
    fn known_of<'a>(&'a self, area: &'a Area) -> impl Iterator<Item = &'a str> {
        let nation = self.pack.registers.areas.nation(&area.nation);
        let decides = |template: &&Template| {
            let board = |id: &String| id == "area.board";
            template.questions.iter().any(board) || template.destination == To::Kind("mp".into())
        };
        let nation = nation.filter(|n| n.health_devolved || area.boards.is_empty());
        let nation = nation.filter(|_| self.templates.iter().any(decides));
        nation.map(|nation| nation.note.as_str()).into_iter().chain(area.note.as_deref())
    }

    fn meeting(&self, start: DateTime) -> String {
        let note = dates::moment(start);
        let receiver = |t: &&Template| receiver(self.pack, t, self.answers)?.body;
        let body = self.templates.iter().find_map(receiver);
        let Some(notice) = body.as_ref().and_then(|b| b.rules.notice.as_ref()) else {
            return format!(
                "{note}. We do not know by when they need your question: please ask them."
            );
        };
        let nations = body.as_ref().map(|b| self.pack.registers.nations_of(b)).unwrap_or_default();
        let due = deadline::due(notice, start, &nations);
        let by = deadline::deadline(notice, start, &nations);
        let left = deadline::left(self.now, by);
        if by < self.now {
            return format!(
                "{note}. The time to hand in a question has passed: {left}. You can still ask whether they take it."
            );
        }
        let caution = body.as_ref().and_then(|b| self.pack.registers.holiday_caution(b, start));
        let check = caution.unwrap_or_else(|| "Please check the date with them.".into());
        format!("{note}. They need your question by {due}: {left}. {check}")
    }
}

/// How an answer reads in a list: an option by its text, all on one line.
pub fn reads(value: &Value, question: &Question, pack: &Pack) -> String {
    let text = shown(value, question, pack);
    if question.kind == Kind::OwnWords {
        return words::one_line(&text);
    }
    let option = question.options.iter().find(|o| o.value == text);
    option.map_or(text, |o| o.text.clone()).replace("\n\n", " ").replace('\n', ", ")
}
