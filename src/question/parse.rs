//! ParseContext an answer: the one check for every way in. The kinds are in files of their own.

use super::{choice, concerns, contact, dates, places, postcode, text};
use crate::answer::{Input, Value};
use crate::model::{Kind, Question};
use crate::question::{AnswerFault, ParseContext};

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
            Kind::Body => Ok(places::body(raw, reading.lookup)?.map(Value::Body)),
            Kind::Concerns => {
                let chosen = concerns::concerns(raw, reading.concerns, self.most)?;
                some(chosen, Vec::is_empty, Value::Concerns)
            }
            _ => {
                let line = text::line(one(raw)?)?;
                if line.is_empty() { Ok(None) } else { self.read_line(&line, reading) }
            }
        }
    }

    /// Reads the kinds that are one line, which is not empty.
    fn read_line(
        &self,
        line: &str,
        reading: &ParseContext<'_>,
    ) -> Result<Option<Value>, AnswerFault> {
        Ok(Some(match self.kind {
            Kind::YesNo => Value::YesNo(choice::yes_no(line)?),
            Kind::Number => Value::Number(choice::number(line)?),
            Kind::Choice => Value::Text(choice::choice(line, &self.options)?),
            Kind::Date => {
                return dates::date(line, reading.today)
                    .map_err(AnswerFault::Date)
                    .map(|d| d.map(Value::Date));
            }
            Kind::DateTime => {
                return dates::date_time(line, reading.today)
                    .map_err(AnswerFault::Date)
                    .map(|d| d.map(Value::DateTime));
            }
            Kind::Postcode => Value::Text(postcode::postcode(line)?),
            Kind::Email => Value::Text(contact::email(line)?),
            Kind::Telephone => Value::Text(contact::telephone(line)?),
            Kind::Contact => Value::Text(contact::either(line)?),
            Kind::Area => Value::Area(places::area(line, reading.lookup)?),
            // `text`; the kinds that are more than a line do not come here.
            _ => Value::Text(line.to_string()),
        }))
    }
}

/// Nothing when nothing was given.
fn some<T>(
    read: T,
    empty: impl Fn(&T) -> bool,
    value: impl Fn(T) -> Value,
) -> Result<Option<Value>, AnswerFault> {
    Ok(if empty(&read) { None } else { Some(value(read)) })
}

/// The one text given; a list of one is that one.
pub(super) fn one(raw: &Input) -> Result<&str, AnswerFault> {
    match raw {
        Input::Text(text) => Ok(text),
        Input::List(items) => {
            let mut given = items.iter().filter(|item| !item.trim().is_empty());
            match (given.next(), given.next()) {
                (None, _) => Ok(""),
                (Some(only), None) => Ok(only),
                _ => Err(AnswerFault::List),
            }
        }
        Input::Map(map) if map.is_empty() => Ok(""),
        Input::Map(_) => Err(AnswerFault::Map),
    }
}

/// The texts given.
fn items(raw: &Input) -> Result<Vec<&str>, AnswerFault> {
    match raw {
        Input::List(items) => Ok(items.iter().map(String::as_str).collect()),
        other => Ok(vec![one(other)?]),
    }
}
