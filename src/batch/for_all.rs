//! What a group answers for everybody: it fills what a row leaves empty, and counts as the
//! template's own text.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::columns::{Columns, RowFault};
use super::table::Row;
use crate::answer::{Answers, GroupText, Input, Value};
use crate::interview::{Inputs, Origin, Problem};
use crate::model::{Kind, Pack, Question};
use crate::question::ParseContext;

/// The question that a group answers with who can be asked about the letters.
const CONTACT: &str = "group_contact";

/// Whether a question is about one person, who alone can answer it: with one answer for
/// everybody, they would all sign one name.
pub fn is_personal(question: &Question) -> bool {
    matches!(question.id.as_str(), "name" | "address")
        || matches!(question.kind, Kind::Postcode | Kind::Email | Kind::Telephone | Kind::Contact)
}

/// Answers that a group gives once, from `--answers` and `--set`.
#[derive(Clone, Debug, Default)]
pub struct ForAll {
    /// The answers, as they were given.
    pub given: Inputs,
    /// What they are taken for, cleaned as they will stand in the letter.
    pub(super) answers: Answers,
    /// The questions to which own words of the group follow a person's own.
    after: BTreeSet<String>,
}

impl ForAll {
    /// Checks the answers, so that a fault in one is told once and not for every row.
    ///
    /// # Errors
    /// Every answer that is not taken.
    pub fn new(pack: &Pack, given: Inputs, today: Date) -> Result<ForAll, Vec<Problem>> {
        let (mut all, mut problems) = (ForAll::default(), Vec::new());
        let reading = ParseContext { today, concerns: &pack.concerns, registers: &pack.registers };
        for (id, origin) in given.ids() {
            let Some(question) = pack.question(id) else {
                problems.push(Problem::unknown(id, pack, origin.clone()));
                continue;
            };
            let (id, raw) = (id.to_string(), given.get(id));
            match raw.map_or(Ok(None), |(raw, _)| question.read(raw, &reading)) {
                Ok(value) => all.answers.0.extend(value.map(|value| (id.clone(), value))),
                Err(fault) => {
                    let (ask, origin) = (question.ask.clone(), Some(origin.clone()));
                    problems.push(Problem { id: id.clone(), ask, fault, origin });
                }
            }
            all.after.extend(question.shared_after.then_some(id));
        }
        if problems.is_empty() { Ok(ForAll { given, ..all }) } else { Err(problems) }
    }

    /// Who answers for the letters, where the group says so.
    pub fn contact(&self) -> Option<&str> {
        match self.given.get(CONTACT) {
            Some((Input::Text(text), _)) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// What a row and the group answer between them, and which of the words are the group's. The
    /// row wins; its own words come first where the pack says that the group's follow.
    pub fn with_row(&self, columns: &Columns, row: &Row<'_>) -> (Inputs, GroupText, Vec<RowFault>) {
        let mut given = self.given.clone();
        let (answered, faults) = columns.read(row);
        let has_words = |value: &Value| matches!(value, Value::OwnWords(_) | Value::Concerns(_));
        let alone = self.answers.0.iter().filter(|(_, value)| has_words(value));
        let alone = alone.map(|(id, _)| id.clone()).collect();
        let mut group = GroupText { alone, ..GroupText::default() };
        for (id, raw) in answered {
            // What the row says itself is the person's.
            group.alone.remove(&id);
            let Some(raw) = raw else {
                given.remove(&id);
                continue;
            };
            let raw = match (self.answers.get(&id), raw) {
                (Some(Value::OwnWords(words)), Input::Text(text)) if self.after.contains(&id) => {
                    group.after.insert(id.clone(), words.clone());
                    Input::Text(GroupText::joined(text.trim_end(), words))
                }
                (_, raw) => raw,
            };
            given.insert(&id, raw, Origin::Row);
        }
        (given, group, faults)
    }
}
