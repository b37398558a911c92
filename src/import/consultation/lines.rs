//! The lines of a consultation: wrapped ones put together, those of the form and the page set aside.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::source::{CELL, Para, Source, Style};
use crate::import::words::{is, shape};
use crate::text::question_number::{Marker, Numbering, marker};
use crate::text::words::one_line;

/// Signs of a box to tick, a button or a bullet.
pub(super) const BOXES: &[char] = &[
    '☐', '☑', '☒', '□', '■', '◻', '○', '◯', '●', '▢', '❑', '❏', '•', '◦', '▪', '\u{f0a8}',
    '\u{f06f}',
];

/// What stands at the ends of a line and is no part of its words.
pub(super) const EDGES: &[char] = &['*', ' ', CELL];

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
        // A number of two levels has a sign within, and none need follow it.
        let levels = |kind| (numbers, kind) == (Some(Numbering::Bare), Numbering::Signed);
        marker(&self.text).filter(|found| numbers == Some(found.kind) || levels(found.kind))
    }

    /// Takes the next line as its end.
    fn append(&mut self, joint: &str, next: &Line) {
        self.text.push_str(&format!(" {}", next.text));
        self.raw.push_str(&format!("{joint}{}", next.raw.trim()));
        self.wanted |= next.wanted;
    }
}

/// Whether words end as a question does, be it before brackets.
pub(super) fn asks(words: &str) -> bool {
    shape("asks").is_match(words)
}

/// The lines of a file, and those that belong to the form or the page.
pub(super) fn lines(source: &Source) -> (Vec<Line>, Vec<(usize, String)>) {
    let (mut all, mut aside): (Vec<Line>, Vec<(usize, String)>) = (Vec::new(), Vec::new());
    let found = apart(source);
    let headers = headers(&found);
    let mut last = 0;
    for mut line in found {
        let is_field = is(&line.text, "fields");
        if let Some(above) = all.last_mut() {
            above.wanted |= is_field;
        }
        let of_form = is_field || is(&line.text, "furniture") || shape("page").is_match(&line.text);
        let rule = !line.text.contains(char::is_alphanumeric) && !line.text.contains(BOXES);
        if of_form || rule || headers.contains(&line.number) {
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
            let raw = shape("box").replace_all(&piece.text, "☐").into_owned();
            let number = match para.style {
                Style::Item { number: Some(number), .. } if at == 0 => format!("{number}. "),
                _ => String::new(),
            };
            let counted = one_line(&format!("{number}{raw}"));
            let Some(found) = shape("line").captures(&counted) else { continue };
            let (text, wanted) =
                (found["words"].trim_matches(EDGES), found.name("wanted").is_some());
            if text.is_empty() {
                // A star alone says it of the line above.
                all.iter_mut().last().into_iter().for_each(|above| above.wanted |= wanted);
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

/// The lines that each page has beside its number.
fn headers(lines: &[Line]) -> BTreeSet<usize> {
    let is_page = |line: &Line| shape("page").is_match(&line.text);
    let mut beside: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for pair in lines.windows(2).filter(|pair| is_page(&pair[0]) != is_page(&pair[1])) {
        let header = &pair[usize::from(is_page(&pair[0]))];
        beside.entry(&header.text).or_default().push(header.number);
    }
    beside.into_values().filter(|numbers| numbers.len() > 1).flatten().collect()
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
    let small = line.text.starts_with(char::is_lowercase);
    let ended = above.text.ends_with(['.', '?', '!', ':', ';']);
    let lettered = marker(&line.text).is_some_and(|marker| marker.kind == Numbering::Lettered);
    broken || small && !ended && above.text.chars().count() > 45 && !lettered
}

/// Whether a line goes on in a scale: its number is the next, and the two are not two questions.
fn counts_on(above: &str, text: &str) -> bool {
    let last = above.trim().rsplit("  ").next().unwrap_or_default().trim();
    let number = |cell: &str| cell.split(' ').next()?.trim_end_matches('+').parse::<u8>().ok();
    let bare = |cell: &str| cell.parse::<u8>().is_ok();
    let next = number(last).and_then(|last| last.checked_add(1));
    next.is_some() && next == number(text) && (bare(last) || bare(text))
}
