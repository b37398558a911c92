//! What a line of a consultation is by itself: an answer to tick, a scale, part of the page, a
//! question about who answers.

use crate::import::source::CELL;
use crate::import::words::{begins, count, has, is, lists, parted, plain, unlike};
use crate::text::question_number::{Numbering, marker};

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
    let lettered = marker(text).is_some_and(|marker| marker.kind == Numbering::Lettered);
    !apart && small && !ended && long && !lettered
}

/// Whether a line is a number that goes on in a scale of numbers.
pub(super) fn counts_on(above: &str, text: &str) -> bool {
    let mut numbers = above.split(' ').map(|number| number.parse::<u8>().ok());
    let last = numbers.try_fold(0, |_, number| number);
    text.parse().is_ok_and(|number| last.and_then(|last| last.checked_add(1)) == Some(number))
}

/// Whether a line belongs to the form or the page.
pub(super) fn is_furniture(text: &str) -> bool {
    let words = plain(text);
    let number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let page = words.strip_prefix("page ").is_some_and(number) && count(text) <= 4;
    let rule = !text.contains(char::is_alphanumeric) && !text.contains(BOXES);
    let long_number = text.len() > 3 && text.bytes().all(|b| b.is_ascii_digit());
    page || rule || long_number || is(text, "furniture")
}

pub(super) fn is_chapter(text: &str) -> bool {
    begins(text, "chapters") && !text.contains('?') && count(text) <= 10
}

/// A question and the answers that stand behind it on its line.
pub(super) fn behind(title: &str) -> (String, Vec<String>) {
    let end = title.find('?').map(|at| at + 1);
    let end = title.find(BOXES).filter(|at| end.is_none_or(|end| *at >= end)).or(end);
    let (question, tail) = title.split_at(end.unwrap_or(title.len()));
    let boxed = tail.starts_with(BOXES);
    let options = split(tail.trim().trim_matches(['(', ')', '[', ']']));
    let question = question.trim_end_matches(['_', ' ', '.', '…']).trim();
    if options.len() > 1 && (boxed || options.iter().all(|option| is(option, "usual"))) {
        return (question.to_string(), options);
    }
    // A line to write on is no word.
    let title = title.trim_end_matches(['_', ' ']);
    (title.to_string(), Vec::new())
}

/// The answers of a line that holds several: `Yes / No`, `1 None   2   3 A lot`.
pub(super) fn scale(raw: &str) -> Option<Vec<String>> {
    let usual = |all: &[String]| all.iter().all(|option| is(option, "usual"));
    let parted = split(raw.trim());
    let short = parted.iter().all(|option| count(option) <= 5);
    if parted.len() > 2 && short || parted.len() == 2 && usual(&parted) {
        return Some(parted);
    }
    let cells: Vec<String> = unlike(cells(raw).into_iter().map(str::to_string));
    let few = cells.iter().all(|cell| count(cell) <= 6 && !cell.ends_with(['?', '.', ':']));
    (few && (cells.len() > 2 || cells.len() == 2 && usual(&cells))).then_some(cells)
}

fn split(text: &str) -> Vec<String> {
    let mut all = parted(text, if text.contains(BOXES) { BOXES } else { &['/', '|'] });
    all.retain(|piece| !piece.is_empty());
    all
}

/// The cells of a line: those of a table, or what wide spaces part.
pub(super) fn cells(raw: &str) -> Vec<&str> {
    let numbers = || raw.split_whitespace();
    if numbers().count() > 2 && numbers().all(|number| number.parse::<u8>().is_ok()) {
        return numbers().collect();
    }
    let all = raw.split(CELL).flat_map(|cell| cell.split("  "));
    all.map(str::trim).filter(|cell| !cell.is_empty()).collect()
}

/// The shared question whose label a line is: `Name`, `Your postcode:`.
pub(super) fn respondent_label(text: &str) -> Option<&'static str> {
    let words = plain(text);
    let mut all = lists().respondent.iter().filter(|(id, _)| id != "respond_as");
    let (id, _) = all.find(|(_, labels)| labels.iter().any(|label| plain(label) == words))?;
    Some(id)
}

/// The shared question that a question about who answers is.
pub(super) fn about(title: &str, all: &str) -> Option<&'static str> {
    let words = plain(title);
    let spoken = count(title) <= 6 && (has(title, "your") || has(title, "please"));
    let asks = |id: &str, labels: &[String]| {
        let within = |text: &str| labels.iter().any(|label| has(text, label));
        let own = |label: &String| match label.contains(' ') {
            true => has(title, label),
            false => words.ends_with(&format!("your {label}")),
        };
        match id {
            "respond_as" => within(title) || count(title) <= 8 && within(all),
            "organisation" => count(title) <= 12 && within(title),
            _ => spoken && labels.iter().any(own),
        }
    };
    let found = lists().respondent.iter().find(|(id, labels)| asks(id, labels));
    found.map(|(id, _)| id.as_str()).or_else(|| respondent_label(title))
}
