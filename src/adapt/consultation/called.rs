//! What a consultation is called: a heading, or the first short line before the questions.

use super::lines::Line;
use crate::adapt::source::SOFT;

/// Lines that say only what kind of paper it is.
const KINDS: &[&str] = &[
    "consultation",
    "consultation document",
    "consultation paper",
    "consultation questions",
    "consultation response form",
    "response form",
    "questionnaire",
    "questions",
    "survey",
    "have your say",
];

/// Last words of the names of those who consult.
const WHO: &[&str] =
    &["council", "board", "trust", "department", "authority", "agency", "nhs", "partnership"];

/// The line and the words of the title, before the line of the first question.
pub(super) fn title(lines: &[Line], first: usize) -> Option<(usize, String)> {
    let before = || lines.iter().filter(|line| line.para.line < first);
    let fits = |line: &&Line| title_of(line).is_some();
    let line = before()
        .filter(fits)
        .find(|line| line.para.stands_out())
        .or_else(|| before().take(8).filter(fits).find(|line| !is_by_the_way(line.text())))
        .or_else(|| before().next().filter(fits))?;
    Some((line.para.line, title_of(line)?))
}

fn title_of(line: &Line) -> Option<String> {
    let words = line.text().replace([SOFT, '\n'], " ");
    let words = words.strip_prefix("Consultation:").unwrap_or(&words).trim().to_string();
    let count = words.split_whitespace().count();
    let ends = words.trim_end_matches('.').to_string();
    ((2..=20).contains(&count) && words.len() < 400).then_some(ends)
}

/// Whether a line names who consults, what kind of paper it is, or the way to a page.
fn is_by_the_way(line: &str) -> bool {
    let lower = line.to_lowercase();
    let last = lower.rsplit(char::is_whitespace).next().unwrap_or_default();
    let parts = lower.split(['/', '>', '›', '»', '|']).count();
    let nhs = lower.starts_with("nhs ") && lower.split_whitespace().count() <= 4;
    let spaced = line.trim().contains("   ");
    WHO.contains(&last) || KINDS.contains(&lower.trim()) || parts > 2 || nhs || spaced
}
