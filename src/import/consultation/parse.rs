//! From the lines of a consultation to its questions: one pass that says of each line what it is,
//! and never looks further back than the question that it stands under.

use super::answers::is_scale;
use super::limits::closes;
use super::lines::{Line, asks, lines};
use crate::import::consultation::question::{Consultation, ParsedQuestion, is_part};
use crate::import::error::{ImportError, fault};
use crate::import::read;
use crate::import::words::{begins, count, has, is, says};
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
        let (mut lines, aside) = lines(&source);
        let (counts, told) = (source.counts, source.told);
        let mut found = Consultation { counts, told, aside, ..Consultation::default() };
        let numbers = numbers(&lines);
        found.take_days(&mut lines, numbers);
        match numbers {
            Some(numbers) => lines = found.take_headings(lines, numbers),
            None => {
                let told = "the questions have no numbers, so they are numbered in their order.";
                found.unsure.push((0, told.into()));
            }
        }
        let mut reader = Reader { numbers, found, ..Reader::default() };
        for line in lines {
            if reader.found.questions.len() <= limits::QUESTIONS {
                reader.take(line);
            }
        }
        reader.end();
        let mut found = reader.found.counted(fault("import-no-questions"))?;
        found.leave_out_again(reader.again);
        found.give_headings();
        found.doubts();
        found.aside.sort_by_key(|(line, _)| *line);
        Ok(found)
    }

    /// Takes the lines that say when it closes: a day where all that name one name the same.
    fn take_days(&mut self, lines: &mut Vec<Line>, numbers: Option<Numbering>) {
        let mut ends = Vec::new();
        lines.retain(|line| {
            let asked = line.asks() || numbers.is_some_and(|kind| line.marker(kind).is_some());
            let closes = closes(&line.text).filter(|_| !asked);
            if let Some(closes) = closes {
                ends.push((line.number, closes));
                self.aside.push((line.number, line.text.clone()));
            }
            closes.is_none()
        });
        let days: Vec<Closes> = ends.iter().filter_map(|(_, closes)| *closes).collect();
        // Where one line has the hour too, that.
        let first = days.iter().find(|closes| closes.at.is_some()).or(days.first());
        self.closes = first.copied().filter(|first| days.iter().all(|one| one.day == first.day));
        if self.closes.is_none() {
            for (line, _) in ends {
                self.doubt(0, line, "this says when it closes, but not for certain on which day.");
            }
        }
    }

    /// Gives a question that only has a label the words that ask above it.
    fn take_headings(&mut self, lines: Vec<Line>, numbers: Numbering) -> Vec<Line> {
        let mut all: Vec<Line> = Vec::new();
        for mut line in lines {
            let words = line.marker(numbers).map_or("", |found| found.rest);
            let label = line.gap && (1..=LABEL).contains(&count(words)) && !asks(words);
            let start = line.text.len() - words.len();
            // `Question 3` on a line of its own stands over its words.
            let owned = all.iter().rev().nth(1).and_then(|line| line.marker(numbers));
            let owned = owned.is_some_and(|found| found.rest.is_empty());
            let heads = |above: &mut Line| {
                let bare = marker(&above.text).is_none() && !begins(&above.text, "why");
                label && !owned && above.gap && bare && asks(&above.text)
            };
            if let Some(above) = all.pop_if(heads) {
                self.aside.push((line.number, line.text.split_off(start)));
                line.text.push_str(&above.text);
            }
            all.push(line);
        }
        all
    }
}

/// Most words of a label.
const LABEL: usize = 4;

/// The question that is read, with what is known of the lines under it.
#[derive(Default)]
pub(super) struct Open {
    pub(super) question: ParsedQuestion,
    /// Short lines that may be answers to tick.
    pub(super) short: Vec<Short>,
    /// Whether they have boxes.
    pub(super) boxed: bool,
    /// Whether the first is a row with answers, and no other has some: it heads their column.
    pub(super) headed: bool,
    /// Whether one of them is `Other` with a line to write on.
    pub(super) other: bool,
    /// The last number of a list of answers.
    pub(super) listed: usize,
    /// Whether a heading stands behind it.
    pub(super) chapter: bool,
    /// Whether it is over, and what follows is no part of it.
    pub(super) over: bool,
}

/// A short line under a question.
pub(super) struct Short {
    pub(super) line: usize,
    pub(super) text: String,
    /// The letter that it begins with.
    pub(super) label: String,
}

impl Open {
    /// Whether answers to tick stand under it.
    pub(super) fn is_answered(&self) -> bool {
        !self.short.is_empty() || !self.question.options.is_empty()
    }
}

#[derive(Default)]
pub(super) struct Reader {
    /// How the questions are numbered, where they are.
    pub(super) numbers: Option<Numbering>,
    pub(super) found: Consultation,
    pub(super) open: Option<Open>,
    /// The numbers of the questions whose parts are asked, each with the letter of its last part.
    parts: Vec<(String, String)>,
    /// How many questions there are before all are said once more.
    pub(super) again: Option<usize>,
    seen: usize,
}

impl Reader {
    fn take(&mut self, line: Line) {
        self.seen += 1;
        let begins = match self.numbers {
            Some(numbers) => self.question(&line, numbers),
            None => self.unnumbered(&line),
        };
        match begins {
            Some((number, title)) => self.begin(line.number, number, &title),
            None if self.part(&line) => {}
            None if self.open.is_some() => self.under(line),
            None => self.above(line),
        }
    }

    /// The number and the words of the question that a line begins. Numbers that count from 1 under
    /// a question are those of a list.
    fn question(&mut self, line: &Line, numbers: Numbering) -> Option<(String, String)> {
        let Marker { kind, number, rest } = marker(&line.text)?;
        let open = self.open.as_ref().map(|open| &open.question);
        let above = open.into_iter().chain(self.found.questions.iter().rev());
        let mut above = above.filter(|q| !q.number.is_empty());
        // Where questions have one level, two levels are a paragraph's, if it is no part of one.
        let parted = |q: &ParsedQuestion| {
            q.number == stem(&number) && (asks(&q.title) || q.title.ends_with(':'))
        };
        let one_level = above.clone().any(|q| !q.number.contains('.'));
        let paragraph = number.contains('.') && one_level && !above.clone().any(parted);
        let last = above.find(|q| stem(&q.number) == stem(&number));
        let (value, last) = (ordinal(&number), last.map_or(0, |last| ordinal(&last.number)));
        let levels = number.contains(|c: char| c == '.' || c.is_ascii_alphabetic());
        let (listed, over) = self.open.as_ref().map_or((0, false), |open| (open.listed, open.over));
        let in_list = value == listed + 1 && !levels && kind == Numbering::Signed;
        let begins = if value > last {
            let ends = |sign| rest.ends_with(sign);
            listed == 0 || !in_list || ends(':') || value == last + 1 && ends('.')
        } else {
            value == last && levels || over || kind == Numbering::Named && rest.is_empty()
        };
        let begins = begins && !paragraph || line.asks();
        if begins && line.marker(numbers).is_some() && !is_scale(line) {
            return Some((number, rest.to_string()));
        }
        if let Some(open) = self.open.as_mut().filter(|_| in_list) {
            open.listed = value;
        }
        None
    }

    /// A question where none has a number: a line that asks, or that an answer is wanted to.
    fn unnumbered(&self, line: &Line) -> Option<(String, String)> {
        let text = line.text.as_str();
        let many = self.found.questions.len() + usize::from(self.open.is_some()) + 1;
        let answered = |open: &Open| count(text) < 4 || open.is_answered() && !asks(text);
        let why = begins(text, "why") && self.open.as_ref().is_some_and(answered);
        // The first line of all is the name, which may ask.
        let names = self.seen == 1 && !line.wanted;
        let answer = is(text, "usual") || line.bullet && !asks(text);
        (line.asks() && !why && !names && !answer).then(|| (many.to_string(), text.to_string()))
    }

    /// `(a) …` under a question whose parts are asked, and `(i) …` under such a part.
    fn part(&mut self, line: &Line) -> bool {
        let lettered = marker(&line.text).filter(|found| found.kind == Numbering::Lettered);
        let (Some(found), Some(open)) = (lettered, &mut self.open) else { return false };
        let label = found.number.as_str();
        if let Some(level) = self.parts.iter().rposition(|(_, last)| follows(last, label)) {
            self.parts.truncate(level + 1);
            self.begin_part(line.number, label, found.rest);
            return true;
        }
        let title = open.question.title.rsplit(['.', '?']).next().unwrap_or_default();
        let wants_words =
            title.ends_with(':') && says(title, "wants_words") && !says(title, "each");
        if !(asks(found.rest) && count(found.rest) > 1 || wants_words) {
            return false;
        }
        let first = |label: &str| ["a", "i"].contains(&label);
        // Where the last of several asks, all do.
        let above = match (open.short.first(), open.short.last()) {
            _ if first(label) => Vec::new(),
            (Some(a), Some(z)) if first(&a.label) && follows(&z.label, label) => {
                std::mem::take(&mut open.short)
            }
            _ => return false,
        };
        self.parts.push((open.question.number.clone(), String::new()));
        for short in above {
            self.begin_part(short.line, &short.label, &short.text);
        }
        self.begin_part(line.number, label, found.rest);
        true
    }

    /// Begins the next part of the question whose parts are asked.
    fn begin_part(&mut self, line: usize, label: &str, words: &str) {
        if let Some((of, last)) = self.parts.last_mut() {
            label.clone_into(last);
            let number = format!("{of}{label}");
            self.begin(line, number, words);
        }
    }

    fn begin(&mut self, line: usize, number: String, title: &str) {
        let chapter = self.open.as_ref().is_some_and(|open| open.chapter);
        self.end();
        if self.numbers.is_some() {
            self.take_back(&number, asks(title) && !chapter);
        }
        self.parts.retain(|(of, _)| is_part(&number, of));
        // `2. (a) …` begins question 2 with its first part, unless all its parts stand there.
        let first = marker(title).filter(|m| m.kind == Numbering::Lettered && m.number == "a");
        if let Some(first) = first.filter(|_| !title.contains("(b)")) {
            self.parts.push((number, String::new()));
            return self.begin_part(line, &first.number, first.rest);
        }
        let mut question = ParsedQuestion { line, number, ..ParsedQuestion::default() };
        question.ask(title);
        self.open = Some(Open { question, ..Open::default() });
    }

    /// Sets aside what asks nothing and holds nothing, and whose number comes again: the names of
    /// pages, which forms number too, and the entries of a list of contents.
    fn take_back(&mut self, number: &str, asked: bool) {
        let bare = |q: &mut ParsedQuestion| {
            let holds = !q.options.is_empty() || !q.why.is_empty() || !q.about.is_empty();
            let counts = stem(&q.number) == stem(number) && ordinal(&q.number) > ordinal(number);
            let same = q.number == number && !number.is_empty();
            let again = counts || same || is_part(&q.number, number);
            again && !holds && !asks(&q.title) && (asked || q.title.is_empty())
        };
        while let Some(q) = self.found.questions.pop_if(bare) {
            let entry = format!("{}. {}", q.number, q.title);
            let told = "asks nothing, and is taken for no question: its number comes again.";
            self.found.doubt(q.line, q.line, &format!("“{entry}” {told}"));
            self.found.aside.push((q.line, entry));
        }
    }

    /// A line above the questions: the name, one that asks something without a number, or neither.
    fn above(&mut self, line: Line) {
        let text = line.text.trim_end_matches('.');
        let ended = line.text.ends_with(['!', '?', '.', ':', ',']);
        let worded = (2..=25).contains(&count(text)) && !line.bullet && !ended;
        let first = self.found.questions.is_empty();
        let named = self.found.title.is_some() || !first || self.seen > 4;
        if worded && !named && marker(text).is_none() && !is_chapter(text) {
            self.found.title = Some(text.to_string());
        }
        if first && self.seen > 1 && text.ends_with('?') && has(text, "you") {
            let (line, title) = (line.number, line.text);
            self.found.questions.push(ParsedQuestion { line, title, ..Default::default() });
        } else {
            self.found.aside.push((line.number, line.text));
        }
    }
}

/// Whether a line is the heading of a chapter.
pub(super) fn is_chapter(text: &str) -> bool {
    begins(text, "chapters") && !text.contains('?') && count(text) <= 10
}

/// How the questions are numbered: the strongest kind that there is.
fn numbers(lines: &[Line]) -> Option<Numbering> {
    let found = lines.iter().filter(|line| !is_scale(line));
    let found: Vec<Numbering> = found.filter_map(|l| marker(&l.text)).map(|m| m.kind).collect();
    let many = |kind: Numbering| found.iter().filter(|found| **found == kind).count();
    match (many(Numbering::Named), many(Numbering::Signed), many(Numbering::Bare)) {
        (1.., ..) => Some(Numbering::Named),
        (_, signed @ 1.., bare) if signed >= bare || bare < 2 => Some(Numbering::Signed),
        (_, _, 2..) => Some(Numbering::Bare),
        _ => None,
    }
}
