//! The headings of a form's export: which of them are questions, and which tell who answered.

use super::limit::limit;
use super::number::{Number, marker};
use super::parse::{Asked, MOST};
use super::{Consultation, options, write};
use crate::adapt::fault::Wrong;
use crate::adapt::letter::words;
use crate::adapt::read::clean;
use crate::batch::columns::consent;

/// Headings that forms add by themselves, or that ask for leave.
const OF_FORMS: &[&[&str]] = &[
    &["timestamp"],
    &["submitted"],
    &["submission"],
    &["completion", "time"],
    &["start", "time"],
    &["last", "modified"],
    &["respondent", "id"],
    &["response", "id"],
    &["collector"],
    &["ip"],
    &["consent"],
    &["gdpr"],
    &["privacy"],
    &["agree", "behalf"],
    &["agree", "name"],
    &["agree", "data"],
    &["newsletter"],
    &["contacted"],
    &["username"],
    &["language"],
    &["points"],
    &["score"],
];

/// Reads headings.
pub(super) fn read(headings: &[String]) -> Result<Consultation, Wrong> {
    let mut asked = Vec::new();
    let mut aside = Vec::new();
    let mut told = Vec::new();
    for (heading, column) in headings.iter().zip(1..) {
        let heading = clean(heading).split_whitespace().collect::<Vec<_>>().join(" ");
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
        if is_of_form(&heading) || write::about_person(&heading).is_some() {
            aside.push((column, heading));
            continue;
        }
        let (number, words) = match marker(&heading) {
            Some((Number::Whole(number, _), words)) if !words.is_empty() => {
                (number, words.to_string())
            }
            _ => (String::new(), heading.clone()),
        };
        let (limit, title) = limit(&words);
        if options::several(&words) {
            told.push(format!(
                "Column {column} lets people tick several answers, and a heading does not say which. To have them as a list, give its question `kind: choices` and `options:` in pack.yaml."
            ));
        }
        let heading = Some(heading);
        asked.push(Asked { number, title, heading, line: column, limit, ..Asked::default() });
    }
    number_rest(&mut asked);
    if asked.is_empty() {
        return Err(Wrong::NoHeadings);
    }
    if asked.len() > MOST {
        return Err(Wrong::TooMany(MOST));
    }
    Ok(Consultation {
        title: None,
        closes: None,
        aside,
        counts: "column",
        told,
        asked,
        is_table: true,
    })
}

fn is_of_form(heading: &str) -> bool {
    let said = words::words(heading);
    let has = |word: &str| said.iter().any(|w| w.starts_with(word));
    let about = ["ward", "age", "gender", "sex", "ethnicity", "disability", "title", "occupation"];
    words::any(&said, &about) && said.len() <= 2
        || said == ["id"]
        || said == ["date"]
        || said == ["notes"]
        || said == ["internal", "notes"]
        || said.len() < 25
            && !heading.ends_with('?')
            && OF_FORMS.iter().any(|all| all.iter().all(|w| has(w)))
}

/// Numbers for those that have none: those that follow the highest.
fn number_rest(asked: &mut [Asked]) {
    let digits = |number: &str| number.chars().take_while(char::is_ascii_digit).collect::<String>();
    let highest = asked.iter().filter_map(|a| digits(&a.number).parse::<usize>().ok()).max();
    let free = highest.unwrap_or(0) + 1..;
    for (one, number) in asked.iter_mut().filter(|a| a.number.is_empty()).zip(free) {
        one.number = number.to_string();
    }
}
