//! From the lines of a consultation to its questions: one pass that says of each line what it is,
//! and never looks further back than the question that it stands under.

use super::limits::closes;
use super::lines::{Line, Short, about, asks, is_chapter, is_continued, lines};
use crate::import::consultation::question::{Consultation, ParsedQuestion};
use crate::import::error::{ImportError, fault};
use crate::import::read;
use crate::import::words::{begins, count, has, is, says, unlike};
use crate::limits;
use crate::register::deadline::Closes;
use crate::text::question_number::{Marker, Numbering, follows, marker, ordinal, stem};

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
        let (lines, aside) = lines(&source);
        reader.found.aside = aside;
        reader.numbers = numbers(&lines);
        let read = |reader: &Reader| reader.found.questions.len() <= limits::QUESTIONS;
        let mut lines = lines.into_iter().peekable();
        while let Some(line) = lines.next().filter(|_| read(&reader)) {
            reader.take(line, lines.peek());
        }
        reader.end_question();
        reader.close();
        let mut found = reader.found.counted(fault("no_questions"))?;
        found.wordless();
        found.aside.sort_by_key(|(line, _)| *line);
        if reader.numbers.is_none() {
            let told = "the questions have no numbers, so they are numbered in their order.";
            found.unsure.push((0, told.into()));
        }
        found.doubts();
        Ok(found)
    }
}

/// Most words of a label.
const LABEL: usize = 4;

/// A question that has parts.
#[derive(Clone, Default)]
struct Parent {
    number: String,
    /// What each of its parts begins with; nothing where it asks by itself.
    words: String,
    /// Answers to tick that each of its parts has.
    options: Vec<String>,
    /// The letter or small Roman number of its last part.
    label: String,
}

#[derive(Default)]
pub(super) struct Reader {
    /// How the questions are numbered, where they are.
    pub(super) numbers: Option<Numbering>,
    pub(super) found: Consultation,
    pub(super) open: Option<ParsedQuestion>,
    /// Short lines under the question that may be answers to tick.
    pub(super) short: Vec<Short>,
    /// Whether they have boxes.
    pub(super) boxed: bool,
    /// Whether the question is over, and what follows is no part of it.
    pub(super) over: bool,
    /// The question with parts, and the part with parts of its own.
    parents: Vec<Parent>,
    /// The last number of a list of answers under the question.
    pub(super) listed: usize,
    /// Whether all questions are said once more.
    pub(super) again: bool,
    /// The last days that are named, with their lines; none where it is not certain which is meant.
    ends: Vec<(usize, Option<Closes>)>,
    /// Whether a heading stands between the question and the line at hand.
    pub(super) chapter: bool,
    /// The question that the label of the next heads, with its line.
    heading: Option<(usize, String)>,
    seen: usize,
}

impl Reader {
    fn take(&mut self, line: Line, next: Option<&Line>) {
        self.seen += 1;
        let heading = self.heading.take();
        if let Some((number, mut title)) = self.question(&line) {
            if let Some((_, heading)) = heading {
                let label = std::mem::replace(&mut title, heading);
                self.found.aside.push((line.number, label));
            }
            return self.begin(line.number, number, &title);
        }
        self.found.aside.extend(heading);
        if self.numbers.is_some() && next.is_some_and(|next| self.heads(&line, next)) {
            self.heading = Some((line.number, line.text));
            return;
        }
        if let Some(closes) = closes(&line.text).filter(|_| !line.asks()) {
            self.ends.push((line.number, closes));
            self.over = true;
            return self.aside(line);
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

    /// Whether a line asks what the next, which begins a question, only has a label for.
    fn heads(&self, line: &Line, next: &Line) -> bool {
        let label = marker(&next.text).filter(|next| Some(next.kind) == self.numbers);
        let label =
            label.filter(|label| !asks(label.rest) && (1..=LABEL).contains(&count(label.rest)));
        let untitled = self.open.as_ref().is_some_and(|open| open.title.is_empty());
        let apart = !untitled && line.gap && next.gap && !begins(&line.text, "why");
        apart && asks(&line.text) && marker(&line.text).is_none() && label.is_some()
    }

    /// What the last question counts to that is numbered in the same way.
    fn last(&self, number: &str) -> usize {
        let all = self.open.iter().chain(self.found.questions.iter().rev());
        let mut same = all.filter(|q| !q.number.is_empty() && stem(&q.number) == stem(number));
        same.next().map_or(0, |last| ordinal(&last.number))
    }

    /// The number and the words of the question that a line begins.
    fn question(&mut self, line: &Line) -> Option<(String, String)> {
        let Some(numbers) = self.numbers else {
            // The first line of all is the name, which may ask.
            let names = self.seen == 1 && !line.writes && !line.star;
            return self.unnumbered(line).filter(|_| !names);
        };
        let Marker { kind, number, rest } = marker(&line.text)?;
        let (value, last) = (ordinal(&number), self.last(&number));
        let (next, asks) = (value == last + 1, line.asks());
        let fits = match (numbers, kind) {
            (Numbering::Bare, Numbering::Signed) => true,
            (Numbering::Signed, Numbering::Bare) => next && asks && self.listed == 0,
            (numbers, kind) => numbers == kind,
        };
        let levels = number.contains(|c: char| c == '.' || c.is_ascii_alphabetic());
        let in_list = value == self.listed + 1 && !levels;
        if !fits
            || line.is_scale()
            || is_continued(&line.text)
            || self.is_paragraph(line, &number, rest)
        {
            self.listed += usize::from(in_list && kind == Numbering::Signed);
            return None;
        }
        if asks && !self.chapter {
            self.pages(value);
        }
        let last = self.last(&number);
        let lone = rest.is_empty() && kind == Numbering::Bare;
        let begins = if value > last {
            let listed = self.listed > 0 && in_list || lone;
            let asked = !lone && (asks || rest.ends_with(':'));
            !listed || asked || next && (lone || rest.ends_with('.'))
        } else {
            let named = kind == Numbering::Named && rest.is_empty();
            value == last && levels || asks || self.over || named
        };
        if !begins && (in_list || lone) {
            self.listed = value;
        }
        begins.then(|| (number, rest.to_string()))
    }

    /// Whether a number of two levels is a paragraph's: where questions have one level, what
    /// stands under them in two asks something.
    fn is_paragraph(&self, line: &Line, number: &str, rest: &str) -> bool {
        let above = || self.open.iter().chain(&self.found.questions);
        let one_level = above().any(|q| !q.number.is_empty() && !q.number.contains('.'));
        let asking = |q: &ParsedQuestion| asks(&q.title) || q.title.ends_with(':');
        let of_asked = above().any(|q| q.number == stem(number) && asking(q))
            || self.parents.iter().any(|parent| parent.number == stem(number));
        let wants = line.asks() || begins(rest, "why") || says(rest, "wants_words");
        number.contains('.') && one_level && !wants && !of_asked
    }

    /// Sets aside what are the names of pages, which forms number too: they neither ask nor hold
    /// anything, and the number counts on from the question before them.
    fn pages(&mut self, value: usize) {
        let Some(open) = &self.open else { return };
        let is_page = |q: &ParsedQuestion| {
            let holds = !(q.options.is_empty() && q.why.is_empty());
            let about = !about(&q.title, &q.title).is_empty() || q.number.is_empty();
            ordinal(&q.number) >= value && !holds && !about && !asks(&q.title)
        };
        if !is_page(open) || !self.short.is_empty() {
            return;
        }
        let kept = self.found.questions.iter().rposition(|q| !is_page(q));
        let kept = kept.map_or(0, |at| at + 1);
        let before = self.found.questions[..kept].last().map_or(0, |q| ordinal(&q.number));
        if value != before + 1 {
            return;
        }
        let pages = self.found.questions.drain(kept..).chain(self.open.take());
        for page in pages.collect::<Vec<_>>() {
            let told = format!(
                "{} {}: “{}. {}” is taken for the name of a page, and for no question.",
                self.found.counts, page.line, page.number, page.title
            );
            self.found.unsure.push((page.line, told));
            self.found.aside.push((page.line, page.title));
        }
    }

    /// A question where none has a number: a line that asks, or that an answer is wanted to.
    fn unnumbered(&self, line: &Line) -> Option<(String, String)> {
        let text = line.text.as_str();
        let answered = !self.short.is_empty()
            || self.open.as_ref().is_some_and(|open| !open.options.is_empty());
        let why = self.open.is_some()
            && begins(text, "why")
            && (count(text) < 4 || answered && !asks(text));
        let next = self.found.questions.len() + usize::from(self.open.is_some()) + 1;
        let no_answer = (!line.bullet || asks(text)) && !is(text, "usual");
        let asks = line.asks() || line.writes;
        (asks && !why && no_answer).then(|| (next.to_string(), text.to_string()))
    }

    /// `(a) …` under a question whose parts are asked, and `(i) …` under such a part.
    fn part(&mut self, line: &Line) -> bool {
        let (Some(found), Some(open)) = (marker(&line.text), &self.open) else { return false };
        if found.kind != Numbering::Lettered {
            return false;
        }
        let label = found.number.as_str();
        let level = self.parents.iter().rposition(|parent| follows(&parent.label, label));
        if let Some(level) = level {
            self.parents.truncate(level + 1);
            self.begin_lettered(line.number, label, found.rest);
            return true;
        }
        let last = open.title.rsplit(['.', '?']).next().unwrap_or_default();
        let wants_words = last.ends_with(':') && says(last, "wants_words") && !says(last, "each");
        let asked = asks(found.rest) && count(found.rest) > 1 || wants_words;
        // Where the last of several asks, all do.
        let first = |label: &str| ["a", "i"].contains(&label);
        let labels: Vec<&str> = self.short.iter().map(|short| short.label.as_str()).collect();
        let counts = |labels: &[&str]| labels.windows(2).all(|pair| follows(pair[0], pair[1]));
        let last = labels.first().is_some_and(|label| first(label))
            && counts(&[labels.as_slice(), &[label]].concat());
        if !asked || !first(label) && !last {
            return false;
        }
        let above = if first(label) { Vec::new() } else { std::mem::take(&mut self.short) };
        let parent = self.parted();
        self.parents.push(parent);
        for short in above {
            self.begin_lettered(short.line, &short.label, &short.text);
        }
        self.begin_lettered(line.number, label, found.rest);
        true
    }

    /// Begins the next part of the question whose parts are asked.
    fn begin_lettered(&mut self, line: usize, label: &str, words: &str) {
        let Some(parent) = self.parents.last_mut() else { return };
        label.clone_into(&mut parent.label);
        let title = format!("{} {words}", parent.words);
        let (number, options) = (format!("{}{label}", parent.number), parent.options.clone());
        self.begin_part(line, number, title.trim_start());
        self.open.iter_mut().filter(|open| open.options.is_empty()).for_each(|open| {
            open.options.clone_from(&options);
        });
    }

    /// The open question as one with parts: one that is whole is asked besides them.
    fn parted(&mut self) -> Parent {
        let Some(open) = self.open.take() else { return Parent::default() };
        let answered = !(self.short.is_empty() && open.options.is_empty());
        if open.title.ends_with('?') || answered && !open.title.ends_with(':') {
            let number = open.number.clone();
            self.open = Some(open);
            return Parent { number, ..Parent::default() };
        }
        self.headed(open)
    }

    /// A question as the beginning of each of its parts, with its answers.
    fn headed(&mut self, open: ParsedQuestion) -> Parent {
        let said = open.guidance.into_iter().chain(open.why);
        self.found.aside.extend(said.map(|text| (open.line, text)));
        let short = std::mem::take(&mut self.short).into_iter().map(|short| short.text);
        Parent {
            number: open.number,
            words: open.title.trim_end_matches(':').to_string(),
            options: if open.options.is_empty() { unlike(short) } else { open.options },
            label: String::new(),
        }
    }

    fn begin(&mut self, line: usize, number: String, title: &str) {
        let is_part = |of: &str| {
            let label = number.strip_prefix(of).filter(|label| !label.is_empty());
            let lettered = |label: &str| label.bytes().all(|c| c.is_ascii_lowercase());
            label.is_some_and(|label| lettered(label) || label.starts_with('.'))
        };
        // `5 Units at mainstream schools` over `5a` and `5b` is their heading; a question is asked
        // besides its parts, unless they do not ask.
        let heads = self.open.as_ref().is_some_and(|open| {
            let bare = open.options.is_empty() && self.short.is_empty() && open.why.is_empty();
            let asked = asks(&open.title) && (asks(title) || begins(title, "why"));
            !open.number.is_empty() && is_part(&open.number) && bare && !asked
        });
        if heads && let Some(open) = self.open.take() {
            let parent = self.headed(open);
            self.parents.push(parent);
        }
        self.parents.retain(|parent| is_part(&parent.number));
        let words = self.parents.last().map_or("", |parent| parent.words.as_str());
        let joint = if words.is_empty() || words.ends_with('?') { "" } else { ":" };
        let title = format!("{words}{joint} {title}").trim_start().to_string();
        self.begin_part(line, number, &title);
        // `2. (a) …` begins question 2 with its first part, unless all its parts stand there.
        let first = marker(&title).filter(|m| m.kind == Numbering::Lettered && m.number == "a");
        if let Some(first) = first.filter(|_| !title.contains("(b)"))
            && let Some(open) = self.open.take()
        {
            self.parents.push(Parent { number: open.number, ..Parent::default() });
            self.begin_lettered(line, &first.number, first.rest);
        }
    }

    fn begin_part(&mut self, line: usize, number: String, title: &str) {
        self.end_question();
        let mut open = ParsedQuestion { line, number, ..ParsedQuestion::default() };
        open.ask(title);
        self.open = Some(open);
        (self.over, self.chapter, self.boxed, self.listed) = (false, false, false, 0);
    }

    /// The last day, where all lines that name one name the same.
    fn close(&mut self) {
        let counts = self.found.counts;
        let days: Vec<Closes> = self.ends.iter().filter_map(|(_, closes)| *closes).collect();
        let same = days.iter().all(|closes| closes.day == days[0].day);
        // Where one line has the hour too, that.
        let timed = days.iter().find(|closes| closes.at.is_some());
        self.found.closes = timed.or(days.first()).copied().filter(|_| same);
        if !same || days.is_empty() {
            self.found.unsure.extend(self.ends.iter().map(|(line, _)| {
                let told = format!(
                    "{counts} {line} says when it closes, but not for certain on which day."
                );
                (0, told)
            }));
        }
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
    let found = found.filter_map(|line| marker(&line.text));
    let found: Vec<Marker<'_>> = found.collect();
    let counted = |kind: Numbering| {
        let (mut many, mut last) = (0_usize, "");
        for Marker { number, .. } in found.iter().filter(|found| found.kind == kind) {
            if stem(number) != stem(last) || ordinal(number) >= ordinal(last) {
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
