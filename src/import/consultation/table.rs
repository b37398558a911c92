//! The headings of a form's export: which of them are questions, and which tell who answered.

use super::limit;
use super::lines::about;
use crate::batch::columns::consent;
use crate::import::consultation::question::ParsedQuestion;
use crate::import::consultation::read_form::{Consultation, MOST};
use crate::import::error::ImportError;
use crate::import::words::{count, lists, plain};
use crate::text::numbering::{Marker, first, marker};
use crate::text::words::one_line;

/// Reads headings.
pub(super) fn read(headings: &[String]) -> Result<Consultation, ImportError> {
    let mut questions: Vec<ParsedQuestion> = Vec::new();
    let mut aside = Vec::new();
    let mut told = Vec::new();
    for (heading, column) in headings.iter().zip(1..) {
        let heading = one_line(&crate::import::read::clean(heading));
        if heading.is_empty() {
            continue;
        }
        if consent::asks(&heading) {
            told.push(format!(
                "Column {column} asks for leave to send: `sayso batch` reads from it who agreed."
            ));
            aside.push((column, heading));
            continue;
        }
        if is_of_form(&heading) || about(&heading, &heading).is_some() {
            aside.push((column, heading));
            continue;
        }
        let (number, words) = match marker(&heading) {
            Some((Marker::Named(number) | Marker::Signed(number), words)) if !words.is_empty() => {
                (number, words.to_string())
            }
            _ => (String::new(), heading.clone()),
        };
        let (limit, title) = limit::limit(&words);
        let several =
            lists().consultation.several.iter().any(|s| plain(&words).contains(s.as_str()));
        if several {
            told.push(format!(
                "Column {column} lets people tick several answers, and a heading does not say which. To have them as a list, give its question `kind: choices` and `options:` in pack.yaml."
            ));
        }
        let heading = Some(heading);
        questions.push(ParsedQuestion {
            line: column,
            number,
            title,
            heading,
            limit,
            ..ParsedQuestion::default()
        });
    }
    let highest = questions.iter().map(|q| first(&q.number)).max().unwrap_or(0);
    for (question, number) in
        questions.iter_mut().filter(|q| q.number.is_empty()).zip(highest + 1..)
    {
        question.number = number.to_string();
    }
    if questions.is_empty() {
        return Err(ImportError::NoHeadings);
    }
    if questions.len() > MOST {
        return Err(ImportError::TooMany(MOST));
    }
    Ok(Consultation {
        title: None,
        closes: None,
        aside,
        counts: "column",
        told,
        questions,
        unsure: Vec::new(),
        confirmed: true,
        is_table: true,
    })
}

/// Whether a heading is one that forms add by themselves, or of what is no answer.
fn is_of_form(heading: &str) -> bool {
    let words = plain(heading);
    let said: Vec<&str> = words.split(' ').collect();
    let consultation = &lists().consultation;
    let begins = |word: &str| said.iter().any(|said| said.starts_with(word));
    consultation.columns.contains(&words)
        || count(heading) < 25
            && !heading.ends_with('?')
            && consultation.form_columns.iter().any(|all| all.split(' ').all(begins))
}
