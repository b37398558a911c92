//! From the lines of a consultation to its questions: one pass that says of each line what it is,
//! and never looks further back than the question that it stands under.

use super::closes::closes;
use super::limit::limit;
use super::lines::{behind, cells, is_chapter, is_furniture, is_usual, several, wraps};
use crate::import::consultation::question::ParsedQuestion;
use crate::import::consultation::read_form::Consultation;
use crate::import::source::{Source, Style};
use crate::import::words::{begins, count, has, lists};
use crate::text::numbering::{Marker, first, marker};
use crate::text::words::one_line;

/// A line as it stands in the file.
pub(super) struct Line {
    pub(super) number: usize,
    pub(super) text: String,
    /// As it was, with the spaces that part the cells of a grid.
    pub(super) raw: String,
    pub(super) bullet: bool,
    /// Whether a blank line stands before it.
    pub(super) gap: bool,
}

/// Which numbers are those of questions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbers {
    Named,
    Signed,
    Bare,
    /// None has a number: they are counted.
    Nowhere,
}

/// Reads the lines.
pub(super) fn parse(source: &Source) -> Consultation {
    let mut reader = Reader::new(source);
    let lines = reader.lines(source);
    reader.numbers = numbers(&lines);
    for line in lines {
        reader.take(line);
    }
    reader.end_question();
    let mut found = reader.found;
    if reader.numbers == Numbers::Nowhere && !found.questions.is_empty() {
        found
            .unsure
            .push("the questions have no numbers, so they are numbered in their order.".into());
    }
    found
}

pub(super) struct Reader {
    pub(super) numbers: Numbers,
    pub(super) found: Consultation,
    pub(super) open: Option<ParsedQuestion>,
    /// Short lines under the question that may be answers to tick.
    pub(super) short: Vec<(usize, String)>,
    /// Whether the short lines have boxes, letters or bullets.
    pub(super) marked: bool,
    /// Whether the question is over, and what follows is no part of it.
    pub(super) over: bool,
    /// A question that has parts: its number and its words.
    pub(super) parent: Option<(String, String)>,
    /// The last number of a list of answers under the question.
    pub(super) listed: usize,
    pub(super) star: bool,
    pub(super) seen: usize,
}

impl Reader {
    fn new(source: &Source) -> Reader {
        Reader {
            numbers: Numbers::Nowhere,
            found: Consultation {
                title: None,
                closes: None,
                aside: Vec::new(),
                counts: source.counts,
                told: source.told.clone(),
                questions: Vec::new(),
                unsure: Vec::new(),
                confirmed: false,
                is_table: false,
            },
            open: None,
            short: Vec::new(),
            marked: false,
            over: false,
            parent: None,
            listed: 0,
            star: false,
            seen: 0,
        }
    }

    /// The lines, wrapped ones put together, without what belongs to the page.
    fn lines(&mut self, source: &Source) -> Vec<Line> {
        let mut all: Vec<Line> = Vec::new();
        let mut last = 0;
        for para in &source.paras {
            for piece in para.text.replace('\r', "\n").split('\n').enumerate() {
                let (offset, raw) = piece;
                let number = if source.counts == "line" { para.line + offset } else { para.line };
                let text = one_line(raw);
                if text.is_empty() {
                    continue;
                }
                if is_furniture(&text) {
                    self.found.aside.push((number, text));
                    continue;
                }
                let gap = source.counts == "line" && number > last + 1;
                last = number;
                let numbered = match para.style {
                    Style::Item { number: Some(number), .. } if offset == 0 => {
                        format!("{number}. {text}")
                    }
                    _ => text.clone(),
                };
                let bullet = matches!(para.style, Style::Item { number: None, .. });
                match all.last_mut().filter(|above| wraps(&above.text, &text, gap || bullet)) {
                    Some(above) => {
                        above.text.push(' ');
                        above.text.push_str(&text);
                    }
                    None => {
                        all.push(Line { number, text: numbered, raw: raw.to_string(), bullet, gap })
                    }
                }
            }
        }
        all
    }

    fn take(&mut self, mut line: Line) {
        self.seen += 1;
        if let Some(found) = closes(&line.text).filter(|_| self.found.closes.is_none()) {
            self.found.closes = Some(found);
            if self.open.is_none()
                || !line.text.ends_with('?') && begins(&line.text, &lists().consultation.over)
            {
                self.title(&line);
                self.aside(line);
                self.over = true;
                return;
            }
        }
        // `* 1. Do you agree?` and `Do you agree? *`: an answer is required.
        let bare = line.text.trim_start_matches(['*', ' ']);
        let bare = bare.trim_end_matches([' ', '*']);
        let bare = bare
            .strip_suffix("(Required)")
            .or(bare.strip_suffix("(required)"))
            .unwrap_or(bare)
            .trim_end();
        self.star = bare.len() < line.text.len() && line.text.contains(['*', 'q']);
        line.text = bare.to_string();
        if let Some((number, title)) = self.question(&line) {
            return self.begin(line.number, number, &title);
        }
        if self.part(&line) {
            return;
        }
        if self.open.is_none() {
            self.title(&line);
            return self.aside(line);
        }
        self.under(line);
    }

    /// The number and the words of the question that a line begins.
    fn question(&mut self, line: &Line) -> Option<(String, String)> {
        let text = line.text.as_str();
        let found = marker(text);
        let current = self
            .open
            .as_ref()
            .map_or(0, |open| first(&open.number))
            .max(self.found.questions.last().map_or(0, |last| first(&last.number)));
        let (number, rest) = match (&found, self.numbers) {
            (Some((Marker::Named(number), rest)), Numbers::Named) => (number, *rest),
            (Some((Marker::Signed(number), rest)), Numbers::Signed) => (number, *rest),
            (Some((Marker::Signed(number) | Marker::Bare(number), rest)), Numbers::Bare) => {
                (number, *rest)
            }
            (_, Numbers::Nowhere) => return self.unnumbered(line),
            _ => return None,
        };
        if cells(&line.raw).len() > 2 {
            return None;
        }
        let value = first(number);
        let chaptered = number.contains('.') || number.ends_with(|c: char| c.is_ascii_alphabetic());
        if value < current || value == current && !chaptered && current > 0 {
            // A list of answers begins anew, unless the questions do with a chapter.
            let again = value == 1 && rest.ends_with('?') && self.over;
            if !again {
                self.listed = value;
                return None;
            }
        }
        let goes_on = self.listed > 0 && value == self.listed + 1 && !chaptered;
        if goes_on && !(value == current + 1 && rest.ends_with(['?', ':', '.'])) {
            self.listed = value;
            return None;
        }
        Some((number.clone(), rest.to_string()))
    }

    /// A question where none has a number: a line that asks, or that an answer is required to.
    fn unnumbered(&self, line: &Line) -> Option<(String, String)> {
        let text = line.text.as_str();
        let asks = text.ends_with('?') || self.star;
        let why = begins(text, &lists().consultation.why) && self.open.is_some();
        let next = self.found.questions.len() + usize::from(self.open.is_some()) + 1;
        (asks && !why && !line.bullet && !is_usual(text))
            .then(|| (next.to_string(), text.to_string()))
    }

    /// `(a) …` under a question whose parts are asked, or the label of who answers below the last.
    fn part(&mut self, line: &Line) -> bool {
        let Some((Marker::Lettered(letter), rest)) = marker(&line.text) else { return false };
        let Some(open) = &self.open else { return false };
        let asks = rest.ends_with('?') && count(rest) > 1;
        let parent = match &self.parent {
            Some((number, words)) if open.number.starts_with(number.as_str()) => {
                Some((number.clone(), words.clone()))
            }
            _ => None,
        };
        if !asks && parent.is_none() {
            return false;
        }
        let (number, words) = parent.unwrap_or_else(|| (open.number.clone(), open.title.clone()));
        let whole = words.ends_with('?')
            && self.short.is_empty()
            && open.options.is_empty()
            && self.parent.is_none();
        let lead = open.number == number && !whole;
        let number_line = line.number;
        if lead {
            self.open = None;
        }
        self.parent = Some((number.clone(), words.clone()));
        let title = if words.ends_with('?') {
            rest.to_string()
        } else {
            format!("{} {rest}", words.trim_end_matches(':'))
        };
        self.begin_part(number_line, format!("{number}{letter}"), &title);
        true
    }

    fn begin(&mut self, line: usize, number: String, title: &str) {
        // `5 Units at mainstream schools` over `5a` and `5b` is their heading.
        let heads = self.open.as_ref().is_some_and(|open| {
            !open.number.is_empty()
                && number.starts_with(open.number.as_str())
                && number.len() == open.number.len() + 1
                && !open.title.ends_with('?')
                && open.options.is_empty()
                && self.short.is_empty()
        });
        if heads && let Some(open) = self.open.take() {
            self.parent = Some((open.number.clone(), open.title.clone()));
        }
        let parent = self.parent.clone().filter(|(of, words)| {
            number.starts_with(of.as_str()) && number.len() == of.len() + 1 && !words.is_empty()
        });
        match parent {
            Some((_, words)) => {
                self.begin_part(line, number, &format!("{}: {title}", words.trim_end_matches(':')))
            }
            None => {
                self.parent = None;
                self.begin_part(line, number, title);
            }
        }
    }

    fn begin_part(&mut self, line: usize, number: String, title: &str) {
        self.end_question();
        let (limit, title) = limit(title);
        let several = several(&title);
        let mut open = ParsedQuestion { line, number, limit, several, ..ParsedQuestion::default() };
        (open.title, open.options) = behind(&title);
        self.open = Some(open);
        (self.over, self.listed, self.marked) = (false, 0, false);
    }

    /// Takes a line near the start for the name of the consultation.
    fn title(&mut self, line: &Line) {
        let text = line.text.trim_end_matches('.');
        let fits = (2..=25).contains(&count(text))
            && !line.text.ends_with(['!', '?', '.', ':', ','])
            && !line.bullet
            && marker(text).is_none()
            && !is_chapter(text);
        if self.found.title.is_none() && self.found.questions.is_empty() && self.seen <= 4 && fits {
            self.found.title = Some(text.to_string());
        }
    }

    pub(super) fn aside(&mut self, line: Line) {
        let asks_writer = line.text.ends_with('?')
            && has(&line.text, "you")
            && self.found.questions.is_empty()
            && self.seen > 1;
        if asks_writer && self.open.is_none() {
            self.found.questions.push(ParsedQuestion {
                line: line.number,
                title: line.text,
                ..ParsedQuestion::default()
            });
            return;
        }
        self.found.aside.push((line.number, line.text));
    }
}

/// Which numbers are those of the questions: the strongest kind that counts up.
fn numbers(lines: &[Line]) -> Numbers {
    let (mut named, mut signed, mut bare) = (0, (0, 0), (0, 0));
    for line in lines {
        let text = line.text.trim_start_matches(['*', ' ']);
        match marker(text) {
            Some((Marker::Named(_), _)) => named += 1,
            Some((Marker::Signed(number), _)) if first(&number) >= signed.1 => {
                signed = (signed.0 + 1, first(&number));
            }
            Some((Marker::Bare(number), _))
                if first(&number) >= bare.1 && cells(&line.raw).len() < 3 =>
            {
                bare = (bare.0 + 1, first(&number));
            }
            _ => {}
        }
    }
    match (named, signed.0, bare.0) {
        (1.., ..) => Numbers::Named,
        (_, signed, bare) if signed > 0 && signed >= bare => Numbers::Signed,
        (_, _, 2..) => Numbers::Bare,
        (_, 1.., _) => Numbers::Signed,
        _ => Numbers::Nowhere,
    }
}
