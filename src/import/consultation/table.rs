//! The headings of a form's export: which of them are questions, and which tell who answered.

use super::limits::Limit;
use super::who::about;
use crate::batch::columns::consent;
use crate::import::consultation::question::{Consultation, ParsedQuestion};
use crate::import::error::{ImportError, fault};
use crate::import::source::clean;
use crate::import::words::{count, is, list, plain, shape, told};
use crate::text::question_number::{first, numbered};
use crate::text::words::one_line;

impl Consultation {
    /// Takes the headings of a form's export for the questions.
    ///
    /// # Errors
    /// That none of them asks anything.
    pub fn of_headings(headings: &[String]) -> Result<Consultation, ImportError> {
        let (counts, confirmed) = ("column", true);
        let mut found = Consultation { counts, confirmed, ..Consultation::default() };
        let headings = headings.iter().map(|heading| one_line(&clean(heading)));
        for (heading, line) in headings.zip(1..).filter(|(heading, _)| !heading.is_empty()) {
            let consent = consent::asks(&heading);
            if consent {
                found.told.push(told("consent", &line.to_string()));
            }
            if consent || is_of_form(&heading) || !about(&heading).is_empty() {
                found.aside.push((line, heading));
                continue;
            }
            if shape("takes_several").is_match(&heading) {
                found.told.push(told("several", &line.to_string()));
            }
            let numbered = numbered(&heading).filter(|(_, rest)| !rest.is_empty());
            let (number, words) = numbered.unwrap_or((String::new(), heading.as_str()));
            let mut limit = Limit::default();
            let (title, heading) = (limit.take(words), Some(heading.clone()));
            let question =
                ParsedQuestion { line, number, title, limit, heading, ..Default::default() };
            found.questions.push(question);
        }
        let highest = found.questions.iter().map(|q| first(&q.number)).max().unwrap_or(0);
        let unnumbered = found.questions.iter_mut().filter(|q| q.number.is_empty());
        for (question, number) in unnumbered.zip(highest + 1..) {
            question.number = number.to_string();
        }
        found.counted(fault("import-no-headings"))
    }
}

/// Whether a heading is one that forms add by themselves, or of what is no answer.
fn is_of_form(heading: &str) -> bool {
    let words = plain(heading);
    let begins = |word: &str| words.split(' ').any(|said| said.starts_with(word));
    let added = || list("form_columns").iter().any(|all| all.split(' ').all(begins));
    is(heading, "columns") || count(heading) < 25 && !heading.ends_with('?') && added()
}
