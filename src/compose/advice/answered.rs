//! What is said of an answer: how long one in own words may be, said with its question; what follows
//! from it, said once it is taken; and how it reads in a list.

use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};
use serde_json::{Value as Json, json};

use crate::answer::{Answers, GroupText, Value};
use crate::compose::composer::Composer;
use crate::compose::receiver::{receiver, wanted_by};
use crate::model::{Kind, Pack, Question, Template, To};
use crate::register::bodies::Body;
use crate::register::home::{self, Home};
use crate::register::{Area, Registers, deadline};
use crate::template::context::shown;
use crate::template::engine::Sentences;
use crate::text::{ENGLISH, words};

/// The sentences of `data/advice/said.yaml`.
pub(super) static SAID: LazyLock<Sentences> =
    LazyLock::new(|| Sentences::read(&[include_str!("../../../data/advice/said.yaml")]));

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
                Some(format!("{}.{said}", ENGLISH.day(*date)))
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
        let tells = followed
            .any(|next| next.sent == question.id || next.answers.contains_key(&question.id));
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
        match Home::find(postcode, areas).and_then(|home| areas.get(home.council)) {
            Some(area) => format!("{said} {AMEND}{}", self.known_of(area)),
            None => format!("{said} If it is wrong, go back and change it."),
        }
    }

    fn area(&self, name: &str) -> String {
        let Some(area) = self.pack.registers.areas.get(name) else {
            return format!("{name} is not in our list, so some questions have no suggestions.");
        };
        let board = match area.boards.as_slice() {
            [board] => format!(" Your NHS board is {board}."),
            _ => String::new(),
        };
        format!("{}.{board}{}", area.in_text(), self.known_of(area))
    }

    /// What a person from an area should know, a sentence behind another: of its nation where it is a
    /// matter of who decides there, by a board of the NHS or a member of parliament.
    fn known_of(&self, area: &Area) -> String {
        let decides = |template: &&Template| {
            let board = |id: &String| id == "area.board";
            template.questions.iter().any(board) || template.destination == To::Kind("mp".into())
        };
        let nation = self.pack.registers.areas.nation(&area.nation);
        let nation = nation.filter(|n| n.health_devolved || area.boards.is_empty());
        let nation = nation.filter(|_| self.templates.iter().any(decides)).map(|n| &n.note);
        nation.into_iter().chain(&area.note).map(|note| format!(" {note}")).collect()
    }

    fn meeting(&self, start: DateTime) -> String {
        let registers = &self.pack.registers;
        let receiver = |t: &&Template| receiver(self.pack, t, self.answers)?.body;
        let body = self.templates.iter().find_map(receiver);
        let due = body.as_ref().and_then(|body| due(body, registers, start, self.now));
        let caution = body.and_then(|body| registers.holiday_caution(&body, start));
        let data = json!({ "start": ENGLISH.moment(start), "due": due, "caution": caution });
        SAID.text("meeting", data)
    }
}

/// What to say where a document asks about an answer that may still come: the receiver of the one
/// that it follows has so many working days, which are not over.
pub fn early(pack: &Pack, template: &Template, answers: &Answers, today: Date) -> Option<String> {
    let follows = |first: &Template| {
        let next = first.unanswered.as_ref().filter(|next| next.write == template.id)?;
        let says = |(id, is): (&String, &String)| matches!(answers.get(id), Some(Value::Text(answer)) if answer == is);
        let Some(Value::Date(sent)) = answers.get(&next.sent) else { return None };
        let To::Kind(destination) = &first.destination else { return None };
        let days = pack.registers.destination(destination)?.reply_working_days?;
        let due = deadline::answer_by(*sent, Some(days));
        (next.answers.iter().all(says) && today <= due).then_some((days, due))
    };
    let (days, due) = pack.templates.iter().find_map(follows)?;
    Some(SAID.text("early", json!({ "days": days, "due": ENGLISH.day(due) })))
}

/// By when a body wants a question for a meeting, how long is left until then, and whether that is
/// over; none where it is not known.
pub(super) fn due(
    body: &Body,
    registers: &Registers,
    start: DateTime,
    now: DateTime,
) -> Option<Json> {
    let last = wanted_by(body, registers, start)?;
    let by = deadline::due(body.rules.notice.as_ref()?, start, &registers.nations_of(body));
    Some(json!({ "by": by, "left": deadline::left(now, last), "past": last < now }))
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

/// A limit that binds an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What is being written: "A letter to your MP".
    pub title: String,
    /// Most words, of the whole or of the part that the answer stands in.
    pub words: usize,
    /// How many of them are left for the answer in its part; none for the whole, whose own text
    /// gives way.
    pub room: Option<usize>,
}

impl Limit {
    /// The limit as said with the question.
    pub fn in_words(&self) -> String {
        let Limit { title, words, room } = self;
        SAID.text("limit", json!({ "title": title, "words": words, "room": room }))
    }
}

/// A word that nobody writes, to find where an answer comes out.
const PROBE: &str = "Xqzprobexqz";

/// The limits that bind an answer to an own-words question, one for each document that it goes
/// into, as far as the answers so far tell.
pub fn limits<'c, 'p: 'c>(
    composers: impl Iterator<Item = &'c Composer<'p>>,
    question: &Question,
    answers: &Answers,
) -> Vec<Limit> {
    let mut probed = answers.clone();
    probed.0.insert(question.id.clone(), Value::OwnWords(PROBE.into()));
    composers.filter_map(|composer| limit(composer, &probed)).collect()
}

fn limit(composer: &Composer<'_>, probed: &Answers) -> Option<Limit> {
    let document = composer.compose(probed, &GroupText::default()).ok()?;
    let title = composer.title(probed).to_string();
    if let Some(part) = document.parts.iter().find(|part| part.text.contains(PROBE)) {
        let words = part.measure.budget?;
        let others = part.measure.words.saturating_sub(1);
        return Some(Limit { title, words, room: Some(words.saturating_sub(others)) });
    }
    let words = document.measure.budget.filter(|_| document.markdown.contains(PROBE))?;
    Some(Limit { title, words, room: None })
}

/// What the length of an answer in own words means, in a sentence. `others` are the words that
/// the person has given to other questions.
pub fn length(text: &str, others: usize, limits: &[Limit]) -> String {
    let count = words::count(text);
    let over = |limit: &Limit| count.saturating_sub(limit.room.unwrap_or(limit.words));
    let over = limits.iter().map(|limit| (over(limit), &limit.title)).filter(|(over, _)| *over > 0);
    let over = over.max_by_key(|(over, _)| *over);
    let all = count + others;
    let whole = limits.iter().filter(|limit| limit.room.is_none()).map(|limit| limit.words).min();
    let whole = whole.filter(|words| all <= *words);
    let data = json!({
        "count": count,
        "over": over.map(|(over, _)| over),
        "title": over.map(|(_, title)| words::small(title)),
        "others": others,
        "all": all,
        "whole": whole,
        "share": whole.and_then(|words| (all * 100 + words / 2).checked_div(words)),
    });
    SAID.text("length", data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_told_with_what_it_means() {
        let whole = Limit { title: "A letter to your MP".into(), words: 300, room: None };
        let part =
            Limit { title: "Questions for a public meeting".into(), words: 50, room: Some(38) };
        let text = |n: usize| "word ".repeat(n);
        let both = [whole.clone(), part];
        assert_eq!(
            length(&text(119), 0, &[whole]),
            "119 words, 40% of the 300 that are likely to be read: that is plenty, and the rest will keep itself short."
        );
        assert_eq!(
            length(&text(12), 63, &both),
            "12 words, 75 with what you wrote before, 25% of the 300 that are likely to be read: that is plenty, and the rest will keep itself short."
        );
        assert_eq!(length(&text(1), 0, &[]), "1 word: a little more would make it clearly yours.");
        assert_eq!(
            length(&text(40), 9, &both),
            "40 words: 2 more than there is room for in questions for a public meeting. You may shorten it or leave it so."
        );
    }

    #[test]
    fn every_sentence_is_said() {
        let code = concat!(include_str!("answered.rs"), include_str!("../advice.rs"));
        for name in SAID.names() {
            assert!(code.contains(&format!("\"{name}\"")), "{name} is said nowhere");
        }
    }
}
