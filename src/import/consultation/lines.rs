//! The lines of a consultation: wrapped ones put together, those of the form and the page set aside.
//! And the answers to tick on a line: behind a question, behind the row of a grid, or alone.

use crate::import::words::{begins, count, is, parted, shape};
use crate::reader::{CELL, Para, Source, Style, is_page};
use crate::text::names;
use crate::text::question_number::{Marker, Numbering, marker};
use crate::text::words::one_line;

/// What stands for a box to tick, a button or a bullet.
pub(super) const BOX: char = '☐';

/// A line as it stands in the file.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) number: usize,
    /// Its words, without the signs that an answer is required.
    pub(super) text: String,
    /// As it was, with what parts the cells of a grid.
    pub(super) raw: String,
    pub(super) bullet: bool,
    /// Whether the file says that it is a heading.
    pub(super) heading: bool,
    /// Whether a blank line stands before it.
    pub(super) gap: bool,
    /// Whether it says that an answer is required, or a place to write in stands below it.
    pub(super) wanted: bool,
}

impl Line {
    /// Whether it asks something by its last sign, or wants an answer.
    pub(super) fn asks(&self) -> bool {
        self.wanted || asks(&self.text)
    }

    /// The number of a question that it begins with, where questions are numbered so.
    pub(super) fn marker(&self, numbers: Option<Numbering>) -> Option<Marker<'_>> {
        marker(&self.text).filter(|found| numbers == Some(found.kind))
    }

    /// Takes the next line as its end.
    fn append(&mut self, joint: &str, next: &Line) {
        self.text.push_str(&format!(" {}", next.text));
        self.raw.push_str(&format!("{joint}{}", next.raw.trim()));
    }
}

/// Whether words end as a question does, be it before brackets.
pub(super) fn asks(words: &str) -> bool {
    shape("asks").is_match(words)
}

/// The lines of a file, and those that belong to the form or the page.
pub(super) fn lines(source: &Source) -> (Vec<Line>, Vec<(usize, String)>) {
    let (mut all, mut aside): (Vec<Line>, _) = (Vec::new(), source.aside.clone());
    let mut found = apart(source).into_iter().peekable();
    let mut last = 0;
    while let Some(mut line) = found.next() {
        let is_field = is(&line.text, "fields");
        if let Some(above) = all.last_mut() {
            above.wanted |= is_field;
        }
        let of_form = is_field || is(&line.text, "furniture") || is_page(&line.text);
        // A row of boxes has its answers in the row above.
        let boxes = line.text.matches(BOX).count();
        let rule = !line.text.contains(char::is_alphanumeric) && boxes != 1;
        let rule = rule || shape("to_fill").is_match(&line.text);
        // The number of a page may stand within a sentence.
        let small = found.peek().is_some_and(|next| next.text.starts_with(char::is_lowercase));
        let number = small && line.text.parse::<u16>().is_ok() && all.last().is_some_and(goes_on);
        if of_form || rule || number {
            last = if number { line.number } else { last };
            aside.push((line.number, line.text));
            continue;
        }
        line.gap = source.counts == "line" && line.number > last + 1;
        last = line.number;
        match all.last_mut() {
            // The steps of a scale are its cells.
            Some(above) if counts_on(&above.raw, &line.text) => above.append("  ", &line),
            Some(above) if wraps(above, &line) => above.append(" ", &line),
            _ => all.push(line),
        }
    }
    (all, aside)
}

/// The lines as they stand, without empty ones.
fn apart(source: &Source) -> Vec<Line> {
    let mut all: Vec<Line> = Vec::new();
    for para in &source.paras {
        let text = para.text.replace('\r', "\n");
        for (piece, at) in (Para { text, ..para.clone() }).cut().into_iter().zip(0..) {
            let raw = shape("box").replace_all(&piece.text, BOX.to_string()).into_owned();
            let number = match para.style {
                Style::Item { number: Some(number), .. } if at == 0 => format!("{number}. "),
                _ => String::new(),
            };
            let counted = one_line(&format!("{number}{raw}"));
            let counted = shape("wants").replace(&counted, "$end*");
            let Some(found) = shape("line").captures(&counted) else { continue };
            let text = found["words"].trim_matches(['*', ' ', CELL]);
            let wanted = found.name("wanted").is_some();
            // A star alone says it of the line above.
            if let Some(above) = all.last_mut().filter(|_| text.is_empty()) {
                above.wanted |= wanted;
                continue;
            }
            let is_item = matches!(para.style, Style::Item { number: None, .. });
            all.push(Line {
                number: if source.counts == "line" { piece.line } else { para.line },
                text: text.to_string(),
                raw,
                bullet: is_item || found.name("bullet").is_some(),
                heading: para.style == Style::Heading,
                gap: false,
                wanted,
            });
        }
    }
    all
}

/// Most bytes of a line that goes on in the next.
const LONGEST: usize = 2_000;

/// Whether a line goes on in the next.
fn wraps(above: &Line, line: &Line) -> bool {
    let joint = above.text.len();
    if line.gap || line.bullet || joint > LONGEST {
        return false;
    }
    // A day or a limit that begins on the one and ends on the other.
    let both = format!("{} {}", above.text, line.text);
    let mut across = shape("across").find_iter(&both);
    let broken = across.any(|found| found.start() < joint && found.end() > joint + 1);
    let small = line.text.starts_with(|c: char| c.is_lowercase() || c == '£');
    let asks_on = asks(&line.text) && marker(&above.text).is_some();
    let last = above.text.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let open = last.ends_with('/') || names::has(&names::lists().leading_on, &last) || asks_on;
    broken || goes_on(above) && (small || open) && marker(&line.text).is_none()
}

/// Whether a line does not end as a sentence or a label does, and is too long for another.
fn goes_on(line: &Line) -> bool {
    !line.text.ends_with(['.', '?', '!', ':', ';']) && line.text.chars().count() > 45
}

/// Whether a line goes on in a scale: its number is the next, and the two are not two questions.
fn counts_on(above: &str, text: &str) -> bool {
    let last = above.trim().rsplit("  ").next().unwrap_or_default().trim();
    let number = |cell: &str| cell.split(' ').next()?.trim_end_matches('+').parse::<u8>().ok();
    let next = number(last).and_then(|last| last.checked_add(1));
    next.is_some() && next == number(text) && (are_numbers(&[last]) || are_numbers(&[text]))
}

/// Most places of a line at which answers may begin that are tried.
const MOST_CUTS: usize = 20;

/// The words of a line, and the answers that stand behind them.
pub(super) fn behind(line: &str) -> (String, Vec<String>) {
    let from = line.find('?').unwrap_or_default();
    for cut in shape("cuts").find_iter(&line[from..]).take(MOST_CUTS) {
        // `Which day (or days?)` ends with its bracket.
        let opens = cut.as_str().starts_with(|c: char| !"?:.".contains(c));
        let (words, tail) = line.split_at(from + if opens { cut.start() } else { cut.end() });
        let (said, tail) = instructed(tail);
        // `Do you rent or own it? Rent / Own`
        let two = |all: &Vec<String>| all.len() == 2 && are_short(all) && from > 0;
        if let Some(answers) = scale(tail).or_else(|| Some(split(tail)).filter(two)) {
            return (format!("{} {said}", words.trim_end()).trim().to_string(), answers);
        }
    }
    // The line to write on is no word.
    (shape("to_write_on").replace(line, "").trim_end().to_string(), Vec::new())
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

/// The answers of a line that holds several: `Yes / No`, `1 None   2   3 A lot`, `Agree Disagree`.
pub(super) fn scale(raw: &str) -> Option<Vec<String>> {
    let fits = |all: &Vec<String>| match all.len() {
        0 | 1 => false,
        2 => all_usual(all),
        _ => are_short(all) || raw.contains(BOX),
    };
    [split, cells, behind_each_other].into_iter().map(|answers| answers(raw)).find(fits)
}

/// The head of a grid's row, and the answers that stand behind it.
pub(super) fn row(line: &Line) -> Option<(String, Vec<String>)> {
    let boxes = line.raw.matches(BOX).count();
    let mut cells = cells(&line.raw).into_iter();
    let head = cells.next().filter(|_| !line.text.starts_with(BOX))?;
    let steps: Vec<String> = cells.collect();
    // `The aims ☐ ☐ ☐`, and `The aims   The aims Agree   The aims Disagree`: words for those who do
    // not see the grid.
    if steps.iter().all(|cell| cell.starts_with(&head)) {
        return (boxes.max(steps.len()) > 1).then(|| (head, Vec::new()));
    }
    // `The aims ☐ Yes ☐ No`, `The aims   1   2   3`
    let ticked = boxes > 1 && !line.text.ends_with(BOX);
    let is_head = !is(&head, "usual") && !head.starts_with(|c: char| c.is_ascii_digit());
    let stepped = ticked || is_head && (all_usual(&steps) || are_numbers(&steps));
    (steps.len() > 1 && stepped).then_some((head, steps))
}

/// Whether all of some cells may be answers to tick.
fn are_short(cells: &[String]) -> bool {
    cells.iter().all(|cell| count(cell) <= 6 && !cell.ends_with(['?', '.', ':']))
}

/// Whether all of some answers are numbers.
pub(super) fn are_numbers(answers: &[impl AsRef<str>]) -> bool {
    answers.iter().all(|answer| answer.as_ref().parse::<u8>().is_ok())
}

/// Whether all of some answers are such as forms give.
fn all_usual(answers: &[String]) -> bool {
    answers.iter().all(|answer| is(answer, "usual"))
}

/// Answers that stand behind each other on a line with nothing between.
fn behind_each_other(raw: &str) -> Vec<String> {
    let raw = one_line(raw);
    let found: Vec<&str> = shape("usual_answer").find_iter(&raw).map(|m| m.as_str()).collect();
    if found.concat() == raw { parted(found.into_iter()) } else { Vec::new() }
}

/// What boxes or strokes part; nothing where they are of an address on the web.
fn split(text: &str) -> Vec<String> {
    let signs = if text.contains(BOX) { &[BOX][..] } else { &['/', '|'] };
    if text.contains("://") { Vec::new() } else { parted(text.split(signs)) }
}

/// The cells of a line: those of a table, what boxes or wide spaces part, or numbers.
fn cells(raw: &str) -> Vec<String> {
    let words: Vec<&str> = raw.split_whitespace().collect();
    if words.len() > 2 && are_numbers(&words) {
        return parted(words.into_iter());
    }
    parted(raw.split([CELL, BOX]).flat_map(|cell| cell.split("  ")))
}
