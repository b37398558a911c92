//! Answers to tick: lists under a question, or behind it as `Yes / No / Don't know`.

use crate::adapt::source::{Para, Style};

/// Answers that many consultations offer.
const USUAL: &[&str] = &[
    "strongly agree",
    "strongly disagree",
    "neither agree nor disagree",
    "tend to agree",
    "tend to disagree",
    "agree",
    "disagree",
    "strongly support",
    "strongly oppose",
    "support",
    "oppose",
    "don't know",
    "do not know",
    "not sure",
    "unsure",
    "no opinion",
    "prefer not to say",
    "not applicable",
    "maybe",
    "yes",
    "no",
    "neither",
    "n/a",
    "partly",
    "other",
];

const BOXES: &[char] = &[
    '☐', '☑', '☒', '□', '■', '◻', '○', '◯', '●', '▢', '❑', '❏', '\u{f0a8}', '\u{f06f}', '\u{f071}',
];

/// Most words of an answer to tick.
const MOST_WORDS: usize = 12;

/// The options behind a question on its line, and the question without them.
pub(super) fn behind(title: &str) -> Option<(String, Vec<String>)> {
    let end = title.rfind('?')? + 1;
    let (question, tail) = title.split_at(end);
    let tail = tail.trim().trim_matches(['(', ')', '[', ']']).trim();
    if tail.is_empty() {
        return None;
    }
    let options = parted(tail).or_else(|| usual(tail))?;
    Some((question.trim().to_string(), options))
}

/// The options that a line holds all of: `Yes / No`, `Yes No Don't know`, `☐ Yes ☐ No`.
pub(super) fn on_line(line: &str) -> Option<Vec<String>> {
    parted(line)
        .filter(|all| all.iter().all(|o| is_usual(o)) || line.contains(BOXES))
        .or_else(|| usual(line))
}

fn parted(text: &str) -> Option<Vec<String>> {
    let by: &[char] = if text.contains(BOXES) { BOXES } else { &['/', '|'] };
    if !text.contains(by) {
        return None;
    }
    tidy(text.split(by))
}

fn tidy<'t>(pieces: impl Iterator<Item = &'t str>) -> Option<Vec<String>> {
    let mut all: Vec<String> = Vec::new();
    for piece in pieces {
        let words = piece.trim_matches(|c: char| c.is_whitespace() || ",;.[]()".contains(c));
        if words.split_whitespace().count() > MOST_WORDS {
            return None;
        }
        if !words.is_empty() && !all.iter().any(|other| other == words) {
            all.push(words.to_string());
        }
    }
    (all.len() > 1).then_some(all)
}

/// Nothing but usual answers, one after the other.
fn usual(text: &str) -> Option<Vec<String>> {
    let mut rest = text.trim().replace('’', "'");
    let mut all = Vec::new();
    while !rest.is_empty() {
        let lower = rest.to_lowercase();
        let ends = |option: &str| {
            lower[option.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '\'')
        };
        let found = USUAL.iter().find(|o| lower.starts_with(**o) && ends(o))?;
        all.push(rest.get(..found.len())?.to_string());
        rest = rest.get(found.len()..)?.trim_start_matches([' ', ',', ';', '.', '/']).to_string();
    }
    tidy(all.iter().map(String::as_str))
}

/// The answers of a row of usual ones at the head of a table: cells with spaces between them.
pub(super) fn heads_table(line: &str) -> Option<Vec<String>> {
    let all = tidy(cells(line).into_iter())?;
    all.iter().all(|cell| is_usual(cell)).then_some(all)
}

/// The answers of a line that parts them by wide spaces: `Daily    Weekly   Never`.
pub(super) fn spaced(line: &str) -> Option<Vec<String>> {
    let few = |cell: &&str| {
        cell.split_whitespace().count() <= 3
            && cell.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && !cell.ends_with(['?', ':', '.'])
    };
    let all = cells(line);
    let whole = all.len() == line.split("  ").filter(|cell| !cell.trim().is_empty()).count();
    (whole && all.iter().all(few)).then(|| tidy(all.into_iter())).flatten()
}

/// Whether a line holds nothing but usual answers.
pub(super) fn is_row_of_usual(line: &str) -> bool {
    heads_table(line).is_some()
}

/// What a row of a table asks about: its first cell, without boxes to tick.
pub(super) fn row(line: &str) -> Option<String> {
    let first = cells(line).into_iter().next()?;
    let words = first.trim_end_matches(|c: char| BOXES.contains(&c) || c.is_whitespace());
    let words = words.trim_end_matches(['.', ';', ',', ':']);
    let count = words.split_whitespace().count();
    ((1..=25).contains(&count) && !words.ends_with('?')).then(|| words.to_string())
}

/// The cells of a row: parted by tabs, by bars or by several spaces.
fn cells(line: &str) -> Vec<&str> {
    let parts = line.split(['\t', '|']).flat_map(|part| part.split("  "));
    parts.map(str::trim).filter(|cell| !cell.is_empty()).collect()
}

/// The numbers of a scale that a question names: `on a scale of 1 to 5`.
pub(super) fn scale(title: &str) -> Option<Vec<String>> {
    let lower = title.to_lowercase();
    let from = ["scale of ", "scale from "].iter().find_map(|s| Some(lower.find(s)? + s.len()))?;
    let mut numbers = lower[from..]
        .split(|c: char| !c.is_ascii_digit())
        .filter(|n| !n.is_empty())
        .filter_map(|n| n.parse::<u32>().ok());
    let (first, last) = (numbers.next()?, numbers.next()?);
    (first < last && last <= 10).then(|| (first..=last).map(|n| n.to_string()).collect())
}

/// Whether a line is an answer to tick by its box or by its words.
pub(in crate::adapt) fn begins_option(line: &str) -> bool {
    line.starts_with(BOXES) || is_usual(line.trim_end_matches(['.', ';', ',']))
}

fn is_usual(option: &str) -> bool {
    USUAL.contains(&option.replace('’', "'").to_lowercase().as_str())
}

/// The option that a line under a question is, if it can be one.
pub(super) fn line(line: &Para) -> Option<String> {
    let boxed = line.text.starts_with(BOXES);
    let words = line.text.trim_start_matches(BOXES).trim().trim_end_matches(['.', ';', ',']);
    let count = words.split_whitespace().count();
    let bullet = matches!(line.style, Style::Item { number: None, .. });
    let heading = matches!(line.style, Style::Heading(_)) || is_heading(words);
    let short = count <= 8 && !words.ends_with(['?', ':']) && !heading;
    let fits =
        (1..=MOST_WORDS).contains(&count) && !words.ends_with('?') && (boxed || bullet || short);
    fits.then(|| words.to_string())
}

/// Whether a line heads a part of a consultation.
pub(super) fn is_heading(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    ["section", "part", "chapter", "about", "annex", "appendix", "theme", "proposal"]
        .contains(&first.trim_end_matches([':', '.']))
        && !words.contains('?')
}

/// Whether several may be ticked.
pub(super) fn several(text: &str) -> bool {
    let text = text.to_lowercase();
    [
        "all that apply",
        "all which apply",
        "tick all",
        "select all",
        "one or more",
        "as many as",
        "choose all",
    ]
    .iter()
    .any(|words| text.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_behind_a_question() {
        let read = |t: &str| behind(t).map(|(q, o)| format!("{q} {}", o.join("|")));
        assert_eq!(
            read("Do you agree? Yes / No / Don't know").as_deref(),
            Some("Do you agree? Yes|No|Don't know")
        );
        assert_eq!(read("Do you agree? (Yes/No)").as_deref(), Some("Do you agree? Yes|No"));
        assert_eq!(
            read("Do you agree? Yes No Not sure").as_deref(),
            Some("Do you agree? Yes|No|Not sure")
        );
        assert_eq!(read("Do you agree? Please say why."), None);
        assert_eq!(read("Do you agree?"), None);
        assert_eq!(on_line("☐ Yes ☐ No").map(|o| o.join("|")).as_deref(), Some("Yes|No"));
        assert_eq!(on_line("the town and/or the county"), None);
        let table = heads_table("\tStrongly agree\tAgree\tDon't know");
        assert_eq!(table.map(|o| o.join("|")).as_deref(), Some("Strongly agree|Agree|Don't know"));
        let spaced = |line: &str| spaced(line).map(|o| o.join("|"));
        assert_eq!(spaced("Daily    Weekly   Never").as_deref(), Some("Daily|Weekly|Never"));
        assert_eq!(spaced("Daily Weekly"), None);
        assert_eq!(spaced("Name:     Date:"), None);
        assert_eq!(row("The charge is fair\t○\t○").as_deref(), Some("The charge is fair"));
        assert_eq!(scale("On a scale of 1 to 3, how safe is it?").map(|o| o.len()), Some(3));
    }
}
