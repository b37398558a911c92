//! Reading an answer: the one check for every way in. The kinds are in files of their own.

use jiff::civil::Date;

use super::fault::AnswerFault;
use super::text::{items, one};
use super::{calendar, choice, concerns, contact, places, postcode, text};
use crate::answer::{Input, Value};
use crate::model::{Concern, Kind, Question};
use crate::register::Registers;

/// What reading an answer needs to know besides the question.
#[derive(Clone, Copy)]
pub struct ParseContext<'a> {
    /// The day from which `tomorrow` and a date without a year are counted.
    pub today: Date,
    /// The pack's concerns, in the order in which they are numbered.
    pub concerns: &'a [Concern],
    /// The areas and bodies that are known.
    pub registers: &'a Registers,
}

impl Question {
    /// Reads what was given. `None` when nothing was.
    ///
    /// # Errors
    /// Says why the answer cannot be taken.
    pub fn read(
        &self,
        raw: &Input,
        reading: &ParseContext<'_>,
    ) -> Result<Option<Value>, AnswerFault> {
        let today = reading.today;
        match self.kind {
            Kind::Lines => some(text::lines(&items(raw)?)?, Vec::is_empty, |lines| {
                Value::Lines(if self.id == "address" { postcode::in_address(lines) } else { lines })
            }),
            Kind::OwnWords => {
                some(text::own_words(&items(raw)?)?, String::is_empty, Value::OwnWords)
            }
            Kind::Choices => {
                let values = choice::choices(raw, &self.options, self.most)?;
                some(values, Vec::is_empty, Value::Choices)
            }
            Kind::Body => Ok(places::body(raw, reading.registers)?.map(Value::Body)),
            Kind::Concerns => {
                let chosen = concerns::concerns(raw, reading.concerns, self.most)?;
                some(chosen, Vec::is_empty, Value::Concerns)
            }
            Kind::Text => line(raw, |line| Ok(Value::Text(line.to_string()))),
            Kind::YesNo => line(raw, |line| choice::yes_no(line).map(Value::YesNo)),
            Kind::Number => line(raw, |line| choice::number(line).map(Value::Number)),
            Kind::Choice => line(raw, |line| choice::choice(line, &self.options).map(Value::Text)),
            Kind::Date => {
                let date = line(raw, |line| calendar::date(line, today, self.past))?;
                Ok(date.flatten().map(Value::Date))
            }
            Kind::DateTime => {
                let at = line(raw, |line| calendar::date_time(line, today))?;
                Ok(at.flatten().map(Value::DateTime))
            }
            Kind::Postcode => line(raw, |line| postcode::postcode(line).map(Value::Text)),
            Kind::Email => line(raw, |line| contact::email(line).map(Value::Text)),
            Kind::Telephone => line(raw, |line| contact::telephone(line).map(Value::Text)),
            Kind::Contact => line(raw, |line| contact::either(line).map(Value::Text)),
            Kind::Area => {
                line(raw, |line| places::area(line, &reading.registers.areas).map(Value::Area))
            }
        }
    }
}

/// Reads one line; nothing where it is empty.
fn line<V>(
    raw: &Input,
    read: impl FnOnce(&str) -> Result<V, AnswerFault>,
) -> Result<Option<V>, AnswerFault> {
    let line = text::line(one(raw)?)?;
    if line.is_empty() { Ok(None) } else { read(&line).map(Some) }
}

/// Nothing when nothing was given.
fn some<T>(
    read: T,
    empty: impl Fn(&T) -> bool,
    value: impl Fn(T) -> Value,
) -> Result<Option<Value>, AnswerFault> {
    Ok(if empty(&read) { None } else { Some(value(read)) })
}
