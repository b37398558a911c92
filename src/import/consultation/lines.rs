//! What a line of a consultation is by itself: an answer to tick, a scale, part of the page, a
//! question about who answers.

use crate::import::words::{begins, count, has, lists, plain};
use crate::text::numbering::{Marker, marker};
use crate::text::words::one_line;

/// Signs of a box to tick, a button or a bullet.
pub(super) const BOXES: &[char] = &[
    '☐', '☑', '☒', '□', '■', '◻', '○', '◯', '●', '▢', '❑', '❏', '•', '◦', '▪', '\u{f0a8}',
    '\u{f06f}',
];

/// Whether a line goes on in the next.
pub(super) fn wraps(above: &str, text: &str, apart: bool) -> bool {
    let small = text.starts_with(char::is_lowercase);
    let ended = above.ends_with(['.', '?', '!', ':', ';']);
    let long = above.chars().count() > 45;
    !apart && small && !ended && long && !matches!(marker(text), Some((Marker::Lettered(_), _)))
}

pub(super) fn is_furniture(text: &str) -> bool {
    let words = plain(text);
    let page = words
        .strip_prefix("page ")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let known = lists().consultation.furniture.contains(&words);
    let rule = !text.contains(char::is_alphanumeric) && !text.contains(BOXES);
    page && count(text) <= 4
        || known
        || rule
        || text.bytes().all(|b| b.is_ascii_digit()) && text.len() > 3
}

pub(super) fn is_chapter(text: &str) -> bool {
    begins(text, &lists().consultation.chapters) && !text.contains('?') && count(text) <= 10
}

pub(super) fn is_usual(option: &str) -> bool {
    let words = option.trim_end_matches([',', '.', ';']).to_lowercase().replace('’', "'");
    lists().consultation.usual.contains(&words)
}

pub(super) fn several(text: &str) -> bool {
    lists().consultation.several.iter().any(|words| has(text, words))
}

/// A question and the answers that stand behind it on its line.
pub(super) fn behind(title: &str) -> (String, Vec<String>) {
    let whole = (title.to_string(), Vec::new());
    let Some(end) = title.find('?').map(|at| at + 1) else { return whole };
    let (question, tail) = title.split_at(end);
    let tail = tail.trim().trim_matches(['(', ')', '[', ']']);
    let options = split(tail);
    if options.len() > 1 && options.iter().all(|option| is_usual(option)) {
        return (question.trim().to_string(), options);
    }
    whole
}

/// The answers of a line that holds several: `Yes / No`, `1 None   2   3 A lot`.
pub(super) fn scale(raw: &str) -> Option<Vec<String>> {
    let text = raw.trim();
    let parted = split(text);
    let short = parted.iter().all(|option| count(option) <= 5);
    if parted.len() > 2 && short || parted.len() == 2 && parted.iter().all(|o| is_usual(o)) {
        return Some(parted);
    }
    let cells = cells(raw);
    let few = cells.iter().all(|cell| count(cell) <= 6 && !cell.ends_with(['?', '.', ':']));
    let enough = cells.len() > 2 || cells.len() == 2 && cells.iter().all(|cell| is_usual(cell));
    (few && enough).then(|| unlike(cells.into_iter().map(str::to_string)))
}

pub(super) fn split(text: &str) -> Vec<String> {
    let by: &[char] = if text.contains(BOXES) { BOXES } else { &['/', '|'] };
    if !text.contains(by) || text.contains("://") {
        return Vec::new();
    }
    let pieces = text.split(by).map(|piece| one_line(piece.trim_matches([' ', ',', ';', '.'])));
    unlike(pieces.filter(|piece| !piece.is_empty()))
}

/// The cells of a line that wide spaces part.
pub(super) fn cells(raw: &str) -> Vec<&str> {
    raw.trim().split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect()
}

pub(super) fn unlike(all: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    all.filter(|text| seen.insert(text.clone())).collect()
}

/// The shared question whose label a line is: `Name`, `Your postcode:`.
pub(super) fn respondent_label(text: &str) -> Option<&'static str> {
    let words = plain(text);
    let respondent = &lists().consultation.respondent;
    let mut all = respondent.iter().filter(|(id, _)| id.as_str() != "respond_as");
    all.find(|(_, labels)| labels.iter().any(|label| plain(label) == words))
        .map(|(id, _)| id.as_str())
}

/// The shared question that a question about who answers is.
pub(super) fn about(title: &str, all: &str) -> Option<&'static str> {
    let respondent = &lists().consultation.respondent;
    let short = count(title) <= 6;
    let asks = |labels: &[String], text: &str| labels.iter().any(|label| has(text, label));
    if respondent
        .get("respond_as")
        .is_some_and(|labels| asks(labels, title) || count(title) <= 8 && asks(labels, all))
    {
        return Some("respond_as");
    }
    if respondent.get("organisation").is_some_and(|labels| asks(labels, title))
        && count(title) <= 12
    {
        return Some("organisation");
    }
    if respondent_label(title).is_some() {
        return respondent_label(title);
    }
    let spoken = short && (has(title, "your") || has(title, "please"));
    let found = respondent.iter().find(|(id, labels)| {
        !["respond_as", "organisation"].contains(&id.as_str())
            && labels.iter().any(|label| {
                label.contains(' ') && has(title, label)
                    || !label.contains(' ') && plain(title).ends_with(&format!("your {label}"))
            })
    });
    found.filter(|_| spoken).map(|(id, _)| id.as_str())
}
