//! Answers to tick on a line: behind a question, behind the row of a grid, or alone.

use super::lines::{BOXES, Line};
use crate::import::source::CELL;
use crate::import::words::{begins, count, is, parted, shape, unlike};
use crate::text::question_number::marker;
use crate::text::words::one_line;

/// Most places of a line at which answers may begin that are tried.
const MOST_CUTS: usize = 20;

/// The words of a line, and the answers that stand behind them.
pub(super) fn behind(line: &str) -> (String, Vec<String>) {
    let asked = line.find('?');
    // Where boxes stand behind their answers, those begin with a sentence.
    let cuts = shape(if line.ends_with(BOXES) { "cuts_boxed_behind" } else { "cuts" });
    let from = asked.or_else(|| line.chars().next().map(char::len_utf8)).unwrap_or_default();
    for cut in cuts.find_iter(&line[from..]).take(MOST_CUTS) {
        // `Which day (or days?)` ends with its bracket.
        let opens = cut.as_str().starts_with(|c: char| !"?:.".contains(c));
        let (words, tail) = line.split_at(from + if opens { cut.start() } else { cut.end() });
        let (said, tail) = instructed(tail);
        // `Do you rent or own it? Rent / Own`
        let two = |all: &Vec<String>| all.len() == 2 && are_short(all) && asked.is_some();
        if let Some(answers) = scale(tail).or_else(|| Some(split(tail)).filter(two)) {
            let words = words.trim_end_matches(['_', ' ', '.', '…']);
            return (format!("{words} {said}").trim().to_string(), answers);
        }
    }
    (written_on(line), Vec::new())
}

/// Words without the line to write on behind them, which is no word.
pub(super) fn written_on(words: &str) -> String {
    shape("to_write_on").replace(words, "").trim_end().to_string()
}

/// What is said beside the answers on a line, such as how to take them, and the answers:
/// `(tick one) Dawn / Noon / Dusk`, `Yes / No (delete one)`, `(Delete one: Yes / No)`.
pub(super) fn instructed(text: &str) -> (String, &str) {
    let pieces = text.split(['(', ')', '[', ']', ':']).map(str::trim);
    let pieces = pieces.filter(|piece| piece.contains(char::is_alphanumeric));
    let tells = |piece: &&str| begins(piece, "guidance") || begins(piece, "why");
    let (told, answers) = pieces.partition::<Vec<_>, _>(tells);
    let [answers] = answers[..] else { return (String::new(), text.trim()) };
    let whole = |told: &str| Some(format!("({told})")).filter(|whole| text.contains(whole));
    let told = told.into_iter().map(|told| whole(told).unwrap_or(told.to_string()));
    (told.collect::<Vec<_>>().join(" "), answers)
}

/// Whether an answer to tick may hold what is no part of it: half of some brackets, or how to answer.
pub(super) fn is_mixed(option: &str) -> bool {
    let signs = |all: &[char]| option.matches(all).count();
    signs(&['(', '[']) != signs(&[')', ']']) || begins(option, "guidance")
}

/// The answers of a line that holds several: `Yes / No`, `1 None   2   3 A lot`, `Agree Disagree`.
pub(super) fn scale(raw: &str) -> Option<Vec<String>> {
    let fits = |all: &Vec<String>| match all.len() {
        0 | 1 => false,
        2 => all_usual(all),
        _ => are_short(all) || raw.contains(BOXES),
    };
    let cells = || unlike(cells(raw).into_iter().map(str::to_string));
    let parted = Some(split(raw)).filter(fits).or_else(|| Some(cells()).filter(fits));
    parted.or_else(|| behind_each_other(raw))
}

/// Whether a line has the cells of a scale and begins no question.
pub(super) fn is_scale(line: &Line) -> bool {
    let cells = cells(&line.raw);
    !line.raw.contains(BOXES) && cells.len() > 2 && are_short(&cells)
}

/// The head of a grid's row, and the answers that stand behind it.
pub(super) fn row(line: &Line) -> Option<(String, Vec<String>)> {
    let bare = line.text.trim_end_matches(|c| c == ' ' || BOXES.contains(&c));
    if line.text[bare.len()..].matches(BOXES).count() > 1 && !bare.is_empty() {
        return Some((bare.to_string(), Vec::new()));
    }
    // `The aims ☐ Yes ☐ No`
    if line.text.contains(BOXES) && !line.text.starts_with(BOXES) && !line.text.ends_with(BOXES) {
        let (head, answers) = behind(&line.text);
        let words = marker(&head).map_or(head.as_str(), |marker| marker.rest);
        return (!answers.is_empty()).then(|| (words.to_string(), answers));
    }
    let cells = cells(&line.raw);
    let (head, steps) = cells.split_first().filter(|(_, steps)| steps.len() > 1)?;
    // `The aims   The aims Agree   The aims Disagree`: words for those who do not see the grid.
    if steps.iter().all(|cell| cell.starts_with(head)) {
        return Some((head.to_string(), Vec::new()));
    }
    // `The aims   1   2   3`
    let is_head = !is(head, "usual") && !head.starts_with(|c: char| c.is_ascii_digit());
    let stepped = is_head && (all_usual(steps) || are_numbers(steps));
    stepped.then(|| (head.to_string(), steps.iter().map(ToString::to_string).collect()))
}

/// Whether all of some cells may be answers to tick.
fn are_short(cells: &[impl AsRef<str>]) -> bool {
    let short = |cell: &str| count(cell) <= 6 && !cell.ends_with(['?', '.', ':']);
    cells.iter().all(|cell| short(cell.as_ref()))
}

/// Whether all of some answers are numbers.
pub(super) fn are_numbers(answers: &[impl AsRef<str>]) -> bool {
    answers.iter().all(|answer| answer.as_ref().parse::<u8>().is_ok())
}

/// Whether all of some answers are such as forms give.
fn all_usual(answers: &[impl AsRef<str>]) -> bool {
    answers.iter().all(|answer| is(answer.as_ref(), "usual"))
}

/// Answers that stand behind each other on a line with nothing between.
fn behind_each_other(raw: &str) -> Option<Vec<String>> {
    let raw = one_line(raw);
    let found: Vec<&str> = shape("usual_answer").find_iter(&raw).map(|m| m.as_str()).collect();
    let all = unlike(found.iter().map(|answer| answer.trim().to_string()));
    (all.len() > 1 && all.len() == found.len() && found.concat() == raw).then_some(all)
}

/// What boxes or strokes part; nothing where they are of an address on the web.
fn split(text: &str) -> Vec<String> {
    let signs = if text.contains(BOXES) { BOXES } else { &['/', '|'] };
    if text.contains("://") { Vec::new() } else { parted(text.split(signs)) }
}

/// The cells of a line: those of a table, what wide spaces part, or numbers.
fn cells(raw: &str) -> Vec<&str> {
    let words: Vec<&str> = raw.split_whitespace().collect();
    if words.len() > 2 && are_numbers(&words) {
        return words;
    }
    let all = raw.split(CELL).flat_map(|cell| cell.split("  "));
    all.map(str::trim).filter(|cell| !cell.is_empty()).collect()
}
