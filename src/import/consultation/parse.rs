//! From the lines of a consultation to its questions: one pass that says of each line what it is,
//! and never looks further back than the question that it stands under.

use super::limits::closes;
use super::lines::{BOXES, cells, counts_on, is_chapter, is_furniture, wraps};
use crate::import::consultation::question::{Consultation, ParsedQuestion};
use crate::import::error::ImportError;
use crate::import::read;
use crate::import::source::{CELL, Source, Style};
use crate::import::words::{begins, count, has, is, unlike};
use crate::text::question_number::{Marker, Numbering, first, marker, stem};
use crate::text::words::one_line;

/// What stands at the ends of a line and is no part of its words.
pub(super) const EDGES: &[char] = &['*', ' ', CELL];

/// A line as it stands in the file.
pub(super) struct Line {
    pub(super) number: usize,
    pub(super) text: String,
    /// As it was, with what parts the cells of a grid.
    pub(super) raw: String,
    pub(super) bullet: bool,
    /// Whether a blank line stands before it.
    pub(super) gap: bool,
}

impl Line {
    /// Whether it has the cells of a scale and begins no question.
    pub(super) fn is_scale(&self) -> bool {
        !self.raw.contains(BOXES) && cells(&self.raw).len() > 2
    }

    /// Whether it is a row of a table.
    pub(super) fn is_row(&self) -> bool {
        self.raw.contains(CELL)
    }
}

impl Consultation {
    /// Reads the questions as they were pasted into a file.
    ///
    /// # Errors
    /// Why it cannot be read, or that there is no question in it.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Consultation, ImportError> {
        let source = read::lines(name, bytes)?;
        let mut reader = Reader {
            found: Consultation {
                counts: source.counts,
                told: source.told.clone(),
                ..Consultation::default()
            },
            ..Reader::default()
        };
        let lines = reader.lines(&source);
        reader.numbers = numbers(&lines);
        lines.into_iter().for_each(|line| reader.take(line));
        reader.end_question();
        let mut found = reader.found.counted(ImportError::NoQuestions)?;
        if reader.numbers.is_none() {
            let told = "the questions have no numbers, so they are numbered in their order.";
            found.unsure.push(told.into());
        }
        found.unsure.extend(found.doubts());
        Ok(found)
    }
}

/// A question that has parts.
#[derive(Clone, Default)]
struct Parent {
    number: String,
    /// What each of its parts begins with; nothing where it asks by itself.
    words: String,
    /// Answers to tick that each of its parts has.
    options: Vec<String>,
}

#[derive(Default)]
pub(super) struct Reader {
    /// How the questions are numbered, where they are.
    pub(super) numbers: Option<Numbering>,
    pub(super) found: Consultation,
    pub(super) open: Option<ParsedQuestion>,
    /// Short lines under the question that may be answers to tick.
    pub(super) short: Vec<String>,
    /// Whether they have boxes.
    pub(super) boxed: bool,
    /// Whether the question is over, and what follows is no part of it.
    pub(super) over: bool,
    parent: Option<Parent>,
    /// The last number of a list of answers under the question.
    listed: usize,
    /// Whether the line says that an answer is required.
    star: bool,
    seen: usize,
}

impl Reader {
    /// The lines, wrapped ones put together, without what belongs to the page.
    fn lines(&mut self, source: &Source) -> Vec<Line> {
        let mut all: Vec<Line> = Vec::new();
        let mut last = 0;
        for para in &source.paras {
            let text = para.text.replace('\r', "\n").replace("( )", "☐").replace("[ ]", "☐");
            for (offset, raw) in text.split('\n').enumerate() {
                let by_line = source.counts == "line";
                let number = if by_line { para.line + offset } else { para.line };
                let mut text = one_line(raw);
                if text.is_empty() {
                    continue;
                }
                if is_furniture(&text) {
                    self.found.aside.push((number, text));
                    continue;
                }
                let gap = by_line && number > last + 1;
                last = number;
                if let Style::Item { number: Some(number), .. } = para.style
                    && offset == 0
                {
                    text = format!("{number}. {text}");
                }
                let bullet = matches!(para.style, Style::Item { number: None, .. });
                let goes_on = |above: &&mut Line| {
                    counts_on(&above.text, &text) || wraps(&above.text, &text, gap || bullet)
                };
                match all.last_mut().filter(goes_on) {
                    Some(above) => {
                        above.text.push_str(&format!(" {text}"));
                        above.raw.push_str(&format!(" {text}"));
                    }
                    None => all.push(Line { number, text, raw: raw.to_string(), bullet, gap }),
                }
            }
        }
        all
    }

    fn take(&mut self, mut line: Line) {
        self.seen += 1;
        if let Some(found) = closes(&line.text).filter(|_| self.found.closes.is_none()) {
            self.found.closes = Some(found);
            let ends = begins(&line.text, "over") && !line.text.ends_with('?');
            if self.open.is_none() || ends {
                self.title(&line);
                self.over = true;
                return self.aside(line);
            }
        }
        // `* 1. Do you agree?` and `Do you agree? *`: an answer is required.
        let bare = line.text.trim_matches(EDGES);
        let required = ["(Required)", "(required)"].iter().find_map(|end| bare.strip_suffix(end));
        let bare = required.unwrap_or(bare).trim_end();
        self.star = line.text.contains('*') && bare.len() < line.text.len() || required.is_some();
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

    /// The number of the last question that has begun.
    fn current(&self) -> &str {
        let open = self.open.as_ref().filter(|open| !open.number.is_empty());
        let last = open.or(self.found.questions.last());
        last.map_or("", |question| question.number.as_str())
    }

    /// The number and the words of the question that a line begins.
    fn question(&mut self, line: &Line) -> Option<(String, String)> {
        let Some(numbers) = self.numbers else { return self.unnumbered(line) };
        let found = marker(&line.text)?;
        let fits =
            found.kind == numbers || numbers == Numbering::Bare && found.kind == Numbering::Signed;
        if !fits || line.is_scale() {
            return None;
        }
        let (number, rest) = (found.number, found.rest);
        let value = first(&number);
        let inside = |c: char| c == '.' || c.is_ascii_alphabetic();
        let chaptered = number.contains(inside);
        // Sections that have a letter each count anew.
        let current = self.current();
        let current = if stem(&number) == stem(current) { first(current) } else { 0 };
        // The pages of a form are numbered too: their names ask nothing.
        if self.is_page(&number) && rest.ends_with('?') {
            if let Some(page) = self.open.take() {
                self.found.aside.push((page.line, page.title));
            }
        } else if value < current || value == current && !chaptered && current > 0 {
            // A list of answers begins anew, unless the questions do with a chapter.
            let again = value == 1 && rest.ends_with('?') && self.over;
            if !again {
                self.listed = value;
                return None;
            }
        }
        let goes_on = self.listed > 0 && value == self.listed + 1 && !chaptered;
        let lone = rest.is_empty() && found.kind == Numbering::Bare;
        if (goes_on || lone) && !(value == current + 1 && (lone || rest.ends_with(['?', ':', '.'])))
        {
            self.listed = value;
            return None;
        }
        Some((number, rest.to_string()))
    }

    /// Whether the question that is open has this number and neither asks nor holds anything.
    fn is_page(&self, number: &str) -> bool {
        let holds = |open: &ParsedQuestion| {
            !(open.options.is_empty() && open.guidance.is_empty() && open.why.is_empty())
        };
        let open = self.open.as_ref().filter(|open| open.number == number && !holds(open));
        open.is_some_and(|open| !open.title.ends_with('?')) && self.short.is_empty()
    }

    /// A question where none has a number: a line that asks, or that an answer is required to.
    fn unnumbered(&self, line: &Line) -> Option<(String, String)> {
        let text = line.text.as_str();
        let asks = text.ends_with('?') || self.star;
        let why = begins(text, "why") && count(text) < 4 && self.open.is_some();
        let next = self.found.questions.len() + usize::from(self.open.is_some()) + 1;
        let no_answer = !line.bullet && !is(text, "usual");
        (asks && !why && no_answer).then(|| (next.to_string(), text.to_string()))
    }

    /// `(a) …` under a question whose parts are asked.
    fn part(&mut self, line: &Line) -> bool {
        let (Some(found), Some(open)) = (marker(&line.text), &self.open) else { return false };
        let of = |parent: &Parent| open.number.starts_with(&parent.number);
        let parent = self.parent.take().filter(of);
        let asks = found.rest.ends_with('?') && count(found.rest) > 1;
        if found.kind != Numbering::Lettered || !asks && parent.is_none() {
            self.parent = parent;
            return false;
        }
        let parent = parent.unwrap_or_else(|| self.parted());
        let title = format!("{} {}", parent.words, found.rest);
        let (number, options) =
            (format!("{}{}", parent.number, found.number), parent.options.clone());
        self.parent = Some(parent);
        self.begin_part(line.number, number, title.trim_start());
        self.open.iter_mut().for_each(|open| open.options.clone_from(&options));
        true
    }

    /// The open question as one with parts: one that is whole is asked besides them, and the
    /// beginning of a sentence is part of each, with its answers.
    fn parted(&mut self) -> Parent {
        let Some(open) = self.open.take() else { return Parent::default() };
        let answered = !(self.short.is_empty() && open.options.is_empty());
        if open.title.ends_with('?') || answered && !open.title.ends_with(':') {
            let number = open.number.clone();
            self.open = Some(open);
            return Parent { number, ..Parent::default() };
        }
        let said = open.guidance.into_iter().chain(open.why);
        self.found.aside.extend(said.map(|text| (open.line, text)));
        let short = unlike(std::mem::take(&mut self.short).into_iter());
        Parent {
            number: open.number,
            words: open.title.trim_end_matches(':').to_string(),
            options: if open.options.is_empty() { short } else { open.options },
        }
    }

    fn begin(&mut self, line: usize, number: String, title: &str) {
        let is_part = |of: &str| number.starts_with(of) && number.len() == of.len() + 1;
        // `5 Units at mainstream schools` over `5a` and `5b` is their heading.
        let heads = self.open.as_ref().is_some_and(|open| {
            let bare = open.options.is_empty() && self.short.is_empty();
            !open.number.is_empty() && is_part(&open.number) && bare && !open.title.ends_with('?')
        });
        if heads {
            self.parent = Some(self.parted());
        }
        self.parent = self.parent.take().filter(|parent| is_part(&parent.number));
        let words = self.parent.as_ref().map_or("", |parent| parent.words.as_str());
        let title = if words.is_empty() { title.into() } else { format!("{words}: {title}") };
        self.begin_part(line, number, &title);
    }

    fn begin_part(&mut self, line: usize, number: String, title: &str) {
        self.end_question();
        let mut open = ParsedQuestion { line, number, ..ParsedQuestion::default() };
        open.ask(title);
        self.open = Some(open);
        (self.over, self.boxed, self.listed) = (false, false, 0);
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

    /// Sets a line aside; one above the questions that asks something is a question all the same.
    pub(super) fn aside(&mut self, line: Line) {
        let asks = line.text.ends_with('?')
            && has(&line.text, "you")
            && self.found.questions.is_empty()
            && self.seen > 1;
        if asks && self.open.is_none() {
            let (line, title) = (line.number, line.text);
            self.found.questions.push(ParsedQuestion { line, title, ..Default::default() });
            return;
        }
        self.found.aside.push((line.number, line.text));
    }
}

/// How the questions are numbered: the strongest kind that counts up.
fn numbers(lines: &[Line]) -> Option<Numbering> {
    let found = lines.iter().filter(|line| !line.is_scale());
    let found = found.filter_map(|line| marker(line.text.trim_matches(EDGES)));
    let found: Vec<Marker<'_>> = found.collect();
    let counted = |kind: Numbering| {
        let (mut many, mut last) = (0_usize, "");
        for Marker { number, .. } in found.iter().filter(|found| found.kind == kind) {
            if stem(number) != stem(last) || first(number) >= first(last) {
                (many, last) = (many + 1, number);
            }
        }
        many
    };
    let (named, signed, bare) =
        (counted(Numbering::Named), counted(Numbering::Signed), counted(Numbering::Bare));
    match (named, signed, bare) {
        (1.., ..) => Some(Numbering::Named),
        (_, 1.., _) if signed >= bare || bare < 2 => Some(Numbering::Signed),
        (_, _, 2..) => Some(Numbering::Bare),
        _ => None,
    }
}
