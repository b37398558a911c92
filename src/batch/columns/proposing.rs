//! What may be meant by columns that are no exact match, so that somebody confirms it.

use std::collections::BTreeSet;

use super::consent::{self, AGREED};
use super::heading::readings;
use super::matching::{BEGINNING, Matching, Role, asked};
use crate::batch::columns::column_map::Proposal;
use crate::batch::lists::{fold, fold_id, is, lists};
use crate::batch::table::Table;
use crate::model::{Kind, Pack, Question, Template};
use crate::text::question_number::numbered;

/// Most characters of a heading that is compared so: comparing takes its square.
const MOST_LONG: usize = 400;
/// How like a heading is to a question from which it is proposed, 1 being the same.
const ALIKE: f64 = 0.8;

/// What the columns that are no exact match may answer. Answers of one question are proposed for
/// one column.
pub fn proposals(
    table: &Table,
    pack: &Pack,
    template: &Template,
    maps: &[(String, String)],
) -> Vec<Proposal> {
    let matching = Matching::new(table, pack, template, maps);
    let answered: BTreeSet<&str> = matching.roles.values().filter_map(Role::id).collect();
    let is_open = |question: &&&Question| {
        !answered.contains(question.id.as_str()) && template.questions.contains(&question.id)
    };
    let open = matching.questions.iter().filter(is_open);
    let asked: Vec<(&Question, Vec<String>)> = open.map(|open| (*open, asked(open))).collect();
    let mut found: Vec<(f64, Proposal)> = Vec::new();
    for column in matching.free() {
        let sentence = &matching.sentence;
        if !answered.contains(AGREED) && consent::is_likely(&table.headings[column], sentence) {
            found.push((1.0, matching.proposal(column, AGREED, sentence)));
            continue;
        }
        let scored = asked
            .iter()
            .map(|(question, texts)| (matching.score(column, question, texts), question));
        let best = scored.max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((score, question)) = best.filter(|(score, _)| *score >= ALIKE) {
            found.push((score, matching.proposal(column, &question.id, &question.ask)));
        }
    }
    // Of several columns for one question the likeliest is proposed.
    let mut taken = BTreeSet::new();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.retain(|(_, proposal)| taken.insert(proposal.id.clone()));
    found.sort_by_key(|(_, proposal)| proposal.column);
    found.into_iter().map(|(_, proposal)| proposal).collect()
}

impl Matching<'_> {
    fn proposal(&self, column: usize, id: &str, ask: &str) -> Proposal {
        let sample =
            self.table.rows().map(|row| row.cell(column)).find(|cell| !cell.trim().is_empty());
        let (id, ask) = (id.to_string(), ask.to_string());
        let heading = self.table.headings[column].clone();
        Proposal { column, heading, id, ask, sample: sample.unwrap_or_default().to_string() }
    }

    /// How likely a heading asks this question, 1 being sure.
    fn score(&self, column: usize, question: &Question, texts: &[String]) -> f64 {
        let whole = &self.table.headings[column];
        let bare = numbered(whole).filter(|(_, rest)| rest.is_empty());
        let heading = &readings(whole).last().map(|rest| fold(rest)).unwrap_or_default();
        let (known, likely) = (&lists().known, &lists().likely);
        let names = || [known, likely].into_iter().filter_map(|of| of.get(&question.id)).flatten();
        if bare.is_none() && fold_id(heading) == fold_id(&question.id) {
            return 0.98;
        }
        if names().any(|name| name == heading) {
            return 0.95;
        }
        if let Some((wanted, _)) = bare {
            let own = numbered(&question.ask).map(|(number, _)| number);
            // `question_3` asks what the question is, `answer_3` what the answer.
            let words = if question.kind == Kind::OwnWords { 0.91 } else { 0.9 };
            return if own.or_else(|| number_of_id(&question.id)) == Some(wanted) {
                words
            } else {
                0.0
            };
        }
        let begins = |text: &String| {
            let (short, long) =
                if text.len() < heading.len() { (text, heading) } else { (heading, text) };
            short.chars().count() >= BEGINNING && long.starts_with(short.as_str())
        };
        if texts.iter().any(begins) {
            return 0.9;
        }
        // What has other numbers, or is turned round by a word such as "not", asks something else.
        let marks = |text: &str| {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            (digits, text.split(' ').filter(|word| is("turns", word)).count())
        };
        let is_alike = |text: &&String| {
            [*text, heading].iter().all(|text| (5..=MOST_LONG).contains(&text.len()))
                && marks(text) == marks(heading)
        };
        let texts = texts.iter().chain(names()).filter(is_alike);
        texts.map(|text| strsim::normalized_damerau_levenshtein(text, heading)).fold(0.0, f64::max)
    }
}

/// The number at the end of an id: that of `q3`, `answer_3`, `question_3a`.
fn number_of_id(id: &str) -> Option<String> {
    let at = id.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0)?;
    Some(id[at..].trim_start_matches('0').to_string())
}
