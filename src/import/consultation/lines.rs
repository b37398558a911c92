//! The lines of a consultation, and what each is by itself: an answer to tick, a scale, part of the
//! page, a question about who answers.

use std::collections::{BTreeMap, BTreeSet};

use regex_lite::Match;

use crate::import::source::{CELL, Source, Style};
use crate::import::words::{begins, count, has, is, lists, parted, plain, says, shape, unlike};
use crate::text::question_number::{Numbering, marker};
use crate::text::words::one_line;

/// Signs of a box to tick, a button or a bullet.
pub(super) const BOXES: &[char] = &[
    '☐', '☑', '☒', '□', '■', '◻', '○', '◯', '●', '▢', '❑', '❏', '•', '◦', '▪', '\u{f0a8}',
    '\u{f06f}',
];

/// Those of them that lists of any kind have.
pub(super) const BULLETS: &[char] = &['●', '•', '◦', '▪'];

/// What stands at the ends of a line and is no part of its words.
pub(super) const EDGES: &[char] = &['*', ' ', CELL];

/// The shared question for whom somebody answers.
pub(super) const RESPOND_AS: &str = "respond_as";

/// A line as it stands in the file.
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
    /// Whether it says that an answer is required.
    pub(super) star: bool,
    /// Whether a place to write in stands below it.
    pub(super) writes: bool,
}

impl Line {
    /// Whether it has the cells of a scale and begins no question.
    pub(super) fn is_scale(&self) -> bool {
        let cells = cells(&self.raw);
        !self.raw.contains(BOXES) && cells.len() > 2 && are_short(&cells)
    }

    /// Whether it is a row of a table.
    pub(super) fn is_row(&self) -> bool {
        self.raw.contains(CELL)
    }

    /// Whether it asks something by its last sign, or wants an answer.
    pub(super) fn asks(&self) -> bool {
        self.star || asks(&self.text)
    }
}

/// A short line under a question.
#[derive(Default)]
pub(super) struct Short {
    pub(super) line: usize,
    pub(super) text: String,
    /// Whether a blank line stands before it.
    pub(super) gap: bool,
    /// Whether it begins with a letter, a number or a box.
    pub(super) marked: bool,
    /// The letter that it begins with.
    pub(super) label: String,
    /// Whether a line to write on stands behind it.
    pub(super) written: bool,
    /// Whether answers stand behind it.
    pub(super) answered: bool,
}

/// Whether words end as a question does, be it before brackets.
pub(super) fn asks(words: &str) -> bool {
    let words = words.trim_end();
    let before = words.ends_with(')').then(|| words.rfind('(').map(|at| &words[..at])).flatten();
    before.unwrap_or(words).trim_end().ends_with('?')
}

/// The lines of a file, wrapped ones put together; and those that belong to the page.
pub(super) fn lines(source: &Source) -> (Vec<Line>, Vec<(usize, String)>) {
    let (mut all, mut aside): (Vec<Line>, Vec<(usize, String)>) = (Vec::new(), Vec::new());
    let found = apart(source);
    let headers = headers(&found);
    let mut last = 0;
    for mut line in found {
        if is(&line.text, "fields") {
            all.last_mut().into_iter().for_each(|above| above.writes = true);
        }
        if is_furniture(&line.text) || headers.contains(&line.number) {
            aside.push((line.number, line.text));
            continue;
        }
        line.gap = source.counts == "line" && line.number > last + 1;
        last = line.number;
        let counts = |above: &Line| counts_on(&above.raw, &line.text);
        let goes_on = |above: &&mut Line| counts(above) || wraps(above, &line);
        match all.last_mut().filter(goes_on) {
            Some(above) => {
                // The steps of a scale are its cells.
                let joint = if counts(above) { "  " } else { " " };
                above.text.push_str(&format!(" {}", line.text));
                above.raw.push_str(&format!("{joint}{}", line.raw.trim()));
                above.star |= line.star;
            }
            None => all.push(line),
        }
    }
    (all, aside)
}

/// The lines as they stand, without empty ones.
fn apart(source: &Source) -> Vec<Line> {
    let mut all = Vec::new();
    for para in &source.paras {
        let text = para.text.replace('\r', "\n");
        let text = shape("box").replace_all(&text, "☐");
        for (offset, raw) in text.split('\n').enumerate() {
            let number = if source.counts == "line" { para.line + offset } else { para.line };
            let mut text = one_line(raw);
            if let Style::Item { number: Some(number), .. } = para.style
                && offset == 0
            {
                text = format!("{number}. {text}");
            }
            // `* 1. Do you agree?` and `Do you agree? *`: an answer is required.
            let bare = text.trim_matches(EDGES);
            let required = ["(Required)", "(required)"].iter().find_map(|s| bare.strip_suffix(s));
            let numbered = marker(bare).is_some_and(|m| m.kind != Numbering::Lettered);
            let starred = text.ends_with('*') || text.starts_with('*') && numbered;
            let star = starred || required.is_some();
            let bare = required.unwrap_or(bare).trim_end();
            let bullet = shape("bullet").find(&text).filter(|_| !starred && !bare.contains(CELL));
            let bare = bullet.as_ref().map_or(bare, |bullet| text[bullet.end()..].trim());
            if bare.is_empty() {
                let above = all.last_mut().filter(|_| required.is_some() || text == "*");
                above.into_iter().for_each(|above: &mut Line| above.star = true);
                continue;
            }
            all.push(Line {
                number,
                text: bare.to_string(),
                raw: raw.to_string(),
                bullet: bullet.is_some() || matches!(para.style, Style::Item { number: None, .. }),
                heading: para.style == Style::Heading,
                gap: false,
                star,
                writes: false,
            });
        }
    }
    all
}

/// The lines that each page has beside its number.
fn headers(lines: &[Line]) -> BTreeSet<usize> {
    let mut beside: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for pair in lines.windows(2) {
        let (above, next) = (&pair[0], &pair[1]);
        let header = match (is_page(&above.text), is_page(&next.text)) {
            (true, false) => next,
            (false, true) => above,
            _ => continue,
        };
        if !is(&header.text, "usual") && !header.text.contains(BOXES) {
            beside.entry(&header.text).or_default().push(header.number);
        }
    }
    beside.into_values().filter(|numbers| numbers.len() > 1).flatten().collect()
}

/// How many characters of a day or a limit stand on a line at most.
const NEAR: usize = 40;

/// Whether a line goes on in the next.
fn wraps(above: &Line, line: &Line) -> bool {
    if line.gap || line.bullet {
        return false;
    }
    // A day or a limit that begins on the one and ends on the other.
    let start = above.text.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
    let end: String = line.text.chars().take(NEAR).collect();
    let (before, both) = (above.text.len() - start, format!("{} {end}", &above.text[start..]));
    let across = |found: Match<'_>| found.start() < before && before + 1 < found.end();
    let shapes = ["day", "limit_behind", "limit_before"];
    let digits = both.contains(|c: char| c.is_ascii_digit());
    if digits && shapes.iter().any(|name| shape(name).find_iter(&both).any(across)) {
        return true;
    }
    let small = line.text.starts_with(char::is_lowercase);
    let ended = above.text.ends_with(['.', '?', '!', ':', ';']);
    let long = above.text.chars().count() > 45;
    let lettered = marker(&line.text).is_some_and(|marker| marker.kind == Numbering::Lettered);
    small && !ended && long && !lettered
}

/// Whether a line goes on in a scale: its number is the next, and the two are not two questions.
fn counts_on(above: &str, text: &str) -> bool {
    let first = |cell: &str| cell.split(' ').next().map(|n| n.trim_end_matches('+').to_string());
    let number = |cell: &str| first(cell).and_then(|number| number.parse::<u8>().ok());
    let bare = |cell: &str| cell.parse::<u8>().is_ok();
    let Some(last) = above.trim().rsplit("  ").next().map(str::trim) else { return false };
    let next = number(last).and_then(|last| last.checked_add(1));
    next.is_some() && next == number(text) && (bare(last) || bare(text))
}

/// Whether a line belongs to the form or the page.
fn is_furniture(text: &str) -> bool {
    let rule = !text.contains(char::is_alphanumeric) && !text.contains(BOXES);
    let long_number = text.len() > 4 && text.bytes().all(|b| b.is_ascii_digit());
    is_page(text) || rule || long_number || is(text, "furniture") || is(text, "fields")
}

/// Whether a line is the number of a page.
fn is_page(text: &str) -> bool {
    let words = plain(text);
    let number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    words.strip_prefix("page ").is_some_and(number) && count(text) <= 4
}

/// Whether a line says that what it names goes on from the page before.
pub(super) fn is_continued(text: &str) -> bool {
    plain(text).rsplit(' ').next().is_some_and(|last| is(last, "continued"))
}

pub(super) fn is_chapter(text: &str) -> bool {
    begins(text, "chapters") && !text.contains('?') && count(text) <= 10
}

/// A question and the answers that stand behind it on its line.
pub(super) fn behind(title: &str) -> (String, Vec<String>) {
    let boxes = title.find(BOXES);
    // `Which day (or days?)` ends with its bracket.
    let closes = |at: usize| title[at..].bytes().take_while(|c| b")]".contains(c)).count();
    let asks = title.find('?').map(|at| at + 1 + closes(at + 1));
    // Boxes stand before their answers, unless one ends the line.
    let ended = title.ends_with(BOXES);
    let before = boxes.filter(|at| !ended && asks.is_none_or(|end| *at >= end));
    let sentence = |of: &str| of.rfind(['.', ':']).map(|at| at + 1);
    let end = before.or(asks).or_else(|| match boxes {
        Some(at) => sentence(&title[..at]),
        // `Are you for it (delete one: Yes / No)`
        None => {
            let colon = title.rfind(':');
            let within = last_brackets(title).filter(|at| colon.is_some_and(|colon| *at < colon));
            within.or(colon.map(|at| at + 1))
        }
    });
    let (question, tail) = title.split_at(end.unwrap_or(title.len()));
    let question = question.trim_end_matches(['_', ' ', '.', '…']).trim();
    let (said, tail) = instructed(tail);
    // `Do you rent or own it? Rent / Own`
    let two = Some(split(tail)).filter(|all| asks.is_some() && all.len() == 2 && are_short(all));
    let two = two.filter(|all| all.iter().all(|one| one.starts_with(char::is_uppercase)));
    match scale(tail).or(two) {
        Some(options) => (format!("{question} {said}").trim().to_string(), options),
        None => (written_on(title).to_string(), Vec::new()),
    }
}

/// What is said beside the answers on a line, such as how to take them, and the answers:
/// `(tick one) Dawn / Noon / Dusk`, `Yes / No (delete one)`, `(Delete one: Yes / No)`.
pub(super) fn instructed(text: &str) -> (&str, &str) {
    let text = text.trim();
    if let Some(end) = brackets(text).filter(|_| marker(text).is_none()) {
        let (within, behind) = (&text[1..end - 1], text[end..].trim());
        return match behind.contains(char::is_alphanumeric) || behind.contains(BOXES) {
            false => instructed(within),
            true if scale(within).is_some() => (behind, within),
            true => (&text[..end], behind),
        };
    }
    if let Some(at) = last_brackets(text).filter(|at| begins(&text[at + 1..], "guidance")) {
        return (&text[at..], text[..at].trim());
    }
    match text.split_once(':').filter(|(said, _)| begins(said, "guidance")) {
        Some((said, answers)) => (said, answers.trim()),
        None => ("", text),
    }
}

/// Where the brackets end that a text begins with.
fn brackets(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => open += 1,
            ')' | ']' => open = open.checked_sub(1)?,
            _ => {}
        }
        if open == 0 {
            return Some(at + 1).filter(|_| at > 0);
        }
    }
    None
}

/// Where the brackets begin that a text ends with.
fn last_brackets(text: &str) -> Option<usize> {
    let ends = |at: &usize| brackets(&text[*at..]) == Some(text.len() - at);
    text.match_indices(['(', '[']).map(|(at, _)| at).find(ends)
}

/// Whether an answer to tick may hold what is no part of it: half of some brackets, or how to answer.
pub(super) fn is_mixed(option: &str) -> bool {
    let signs = |all: &[char]| option.matches(all).count();
    signs(&['(', '[']) != signs(&[')', ']']) || begins(option, "guidance")
}

/// Words without the line to write on behind them, which is no word.
pub(super) fn written_on(words: &str) -> &str {
    let bare = words.trim_end_matches(['_', ' ', '.', '…', ':']);
    let tail = &words[bare.len()..];
    let is_line = tail.contains("....") || tail.contains("……") || tail.contains('_');
    if is_line { bare } else { words.trim_end() }
}

/// The answers of a line that holds several: `Yes / No`, `1 None   2   3 A lot`, `Agree Disagree`.
pub(super) fn scale(raw: &str) -> Option<Vec<String>> {
    let parted = split(raw.trim());
    let short = raw.contains(BOXES) || parted.iter().all(|option| count(option) <= 5);
    if parted.len() > 2 && short || parted.len() == 2 && all_usual(&parted) {
        return Some(parted);
    }
    let cells: Vec<String> = unlike(cells(raw).into_iter().map(str::to_string));
    if are_short(&cells) && (cells.len() > 2 || cells.len() == 2 && all_usual(&cells)) {
        return Some(cells);
    }
    behind_each_other(raw)
}

/// Whether all of some cells may be answers to tick.
fn are_short(cells: &[impl AsRef<str>]) -> bool {
    let short = |cell: &str| count(cell) <= 6 && !cell.ends_with(['?', '.', ':']);
    cells.iter().all(|cell| short(cell.as_ref()))
}

/// The head of a grid's row, and the answers that stand behind it.
pub(super) fn row(line: &Line) -> Option<(String, Vec<String>)> {
    let text = line.text.as_str();
    let bare = text.trim_end_matches(|c| c == ' ' || BOXES.contains(&c));
    let ticks = text[bare.len()..].matches(BOXES).count();
    if ticks > 1 && !bare.is_empty() {
        return Some((bare.to_string(), Vec::new()));
    }
    // `The aims ☐ Yes ☐ No`
    if let Some(at) = text.find(BOXES).filter(|at| *at > 0 && ticks == 0) {
        let head = marker(&text[..at]).map_or(&text[..at], |marker| marker.rest);
        return scale(&text[at..]).map(|answers| (head.to_string(), answers));
    }
    let cells = cells(&line.raw);
    let (head, rest) = cells.split_first().filter(|(_, rest)| !rest.is_empty())?;
    // `The aims   The aims Agree   The aims Disagree`: words for those who do not see the grid.
    if rest.iter().all(|cell| cell.starts_with(head)) {
        return Some((head.to_string(), Vec::new()));
    }
    // `The aims   1   2   3`
    let steps = rest.len() > 1 && all_usual(rest) || rest.len() > 2 && are_numbers(rest);
    let is_head = !is(head, "usual") && !head.starts_with(|c: char| c.is_ascii_digit());
    let answers = || rest.iter().map(ToString::to_string).collect();
    (steps && is_head).then(|| (head.to_string(), answers()))
}

/// Whether all of some answers are numbers.
pub(super) fn are_numbers(answers: &[impl AsRef<str>]) -> bool {
    answers.iter().all(|answer| answer.as_ref().parse::<u8>().is_ok())
}

/// Whether all of some answers are such as forms give.
pub(super) fn all_usual(answers: &[impl AsRef<str>]) -> bool {
    answers.iter().all(|answer| is(answer.as_ref(), "usual"))
}

/// Most words of an answer that forms give.
const MOST_WORDS: usize = 5;

/// Answers that stand behind each other on a line with nothing between: the longest first.
fn behind_each_other(raw: &str) -> Option<Vec<String>> {
    let words: Vec<&str> = raw.split_whitespace().collect();
    let (mut at, mut all) = (0, Vec::new());
    while at < words.len() {
        let ends = (at + 1..=words.len().min(at + MOST_WORDS)).rev();
        let mut answers = ends.map(|end| (end, words[at..end].join(" ")));
        let (end, answer) = answers.find(|(_, answer)| is(answer, "usual"))?;
        at = end;
        all.push(answer);
    }
    (all.len() > 1 && unlike(all.iter().cloned()).len() == all.len()).then_some(all)
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
    let words = plain(text.split('(').next().unwrap_or_default());
    let mut all = lists().respondent.iter().filter(|(id, _)| id != RESPOND_AS);
    let (id, _) = all.find(|(_, labels)| labels.iter().any(|label| plain(label) == words))?;
    Some(id)
}

/// The shared questions that a question about who answers is, where it says no more than they do.
pub(super) fn about(title: &str, all: &str) -> Vec<&'static str> {
    let title = title.split('(').next().unwrap_or_default();
    if lists()
        .respondent
        .iter()
        .any(|(id, labels)| id == RESPOND_AS && is_for_whom(title, all, labels))
    {
        return vec![RESPOND_AS];
    }
    if let Some(id) = respondent_label(title) {
        return vec![id];
    }
    let spoken = has(title, "your") || has(title, "please");
    let others = lists().respondent.iter().filter(|(id, _)| id != RESPOND_AS);
    let mut labels: Vec<(&str, &str)> = others
        .flat_map(|(id, labels)| labels.iter().map(|label| (id.as_str(), label.as_str())))
        .filter(|(id, label)| spoken || *id == "organisation" && label.contains(' '))
        .collect();
    labels.sort_by_key(|(_, label)| std::cmp::Reverse(label.len()));
    let (mut words, mut found) = (format!(" {} ", plain(title)), BTreeSet::new());
    for (id, label) in labels {
        let without = words.replace(&format!(" {} ", plain(label)), " ");
        if without != words {
            found.insert(id);
            words = without;
        }
    }
    let more = words.split_whitespace().any(|word| !is(word, "respondent_words"));
    found.into_iter().filter(|_| !more).collect()
}

/// Whether a question asks for whom somebody answers. Where `…` ends a label, what follows it in
/// the question says no other capacity than the shared question has.
fn is_for_whom(title: &str, all: &str, labels: &[String]) -> bool {
    let asks = |label: &String| match label.strip_suffix(" …") {
        None => has(title, label) || count(title) <= 8 && has(all, label),
        Some(label) => {
            let behind = plain(title).split_once(label).map(|(_, behind)| behind.to_string());
            has(title, label)
                && behind.is_some_and(|behind| behind.is_empty() || says(all, "capacities"))
        }
    };
    labels.iter().any(asks)
}
