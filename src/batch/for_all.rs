//! What a group answers for everybody: it fills what a row leaves empty, and counts as the
//! template's own text.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::columns::{Columns, RowFault};
use super::table::Row;
use crate::answer::{GroupText, Input, Value};
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
    /// Own words of the group, cleaned as they will stand in the letter, and whether they follow a
    /// person's own.
    words: BTreeMap<String, (String, bool)>,
    /// The question whose points the group chose, of which some may be in its own words.
    points: Option<String>,
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
            match given.get(id).map(|(raw, _)| question.read(raw, &reading)) {
                Some(Ok(Some(Value::OwnWords(text)))) => {
                    all.words.insert(id.to_string(), (text, question.shared_after));
                }
                Some(Ok(Some(Value::Concerns(_)))) => all.points = Some(id.to_string()),
                Some(Err(fault)) => {
                    let (ask, origin) = (question.ask.clone(), Some(origin.clone()));
                    problems.push(Problem { id: id.to_string(), ask, fault, origin });
                }
                _ => {}
            }
        }
        if problems.is_empty() { Ok(ForAll { given, ..all }) } else { Err(problems) }
    }

    /// Ids of the questions that are answered for everybody.
    pub fn ids(&self) -> BTreeSet<String> {
        self.given.ids().map(|(id, _)| id.to_string()).collect()
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
        let answered = columns.read(row);
        let alone = self.words.keys().chain(&self.points).cloned().collect();
        let mut group = GroupText { alone, ..GroupText::default() };
        for id in &answered.none {
            given.remove(id);
            group.alone.remove(id);
        }
        for (id, raw) in answered.given {
            // What the row says itself is the person's.
            group.alone.remove(&id);
            let raw = match (self.words.get(&id), raw) {
                (Some((words, true)), Input::Text(text)) => {
                    group.after.insert(id.clone(), words.clone());
                    Input::Text(GroupText::joined(text.trim_end(), words))
                }
                (_, raw) => raw,
            };
            given.insert(&id, raw, Origin::Row);
        }
        (given, group, answered.faults)
    }
}
