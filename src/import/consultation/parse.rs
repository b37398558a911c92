//! From the lines of a consultation to its questions: one pass that says of each line what it is,
//! and never looks further back than the question that it stands under.

use super::limits::closes;
use super::lines::{BOX, Line, asks, instructed, lines, row, scale};
use super::question::{Consultation, LABEL, ParsedQuestion, RESPOND_AS, about, is_part};
use crate::document::Closes;
use crate::import::words::{begins, count, has, is, plain, says, shape, told};
use crate::limits;
use crate::reader::{self, CELL, ImportError, fault};
use crate::text::question_number::{Marker, Numbering, follows, marker, ordinal, stem};

/// Most words of an answer to tick that has no box, no letter and no number.
const MOST_WORDS: usize = 12;

/// Most answers to tick of a question.
const MOST_OPTIONS: usize = 60;

/// Most bytes of a question with what is said below it.
const LONGEST: usize = 4_000;

/// What stands behind an answer to tick in a list, or where there is a line to write on.
const ENDS: &[char] = &[';', ',', '.', ':', '…', '_', ' ', '*', CELL, BOX];

impl Consultation {
    /// Reads the questions as they were pasted into a file.
    ///
    /// # Errors
    /// Why it cannot be read, or that there is no question in it.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Consultation, ImportError> {
        let source = reader::read(name, bytes, reader::lines)?;
        let (mut lines, aside) = lines(&source);
        let (counts, left_out) = (source.counts, source.told);
        let mut found = Consultation { counts, told: left_out, aside, ..Consultation::default() };
        let numbers = numbers(&lines);
        if numbers.is_none() {
            found.unsure.push((0, told("no_numbers", "")));
        }
        found.take_days(&mut lines, numbers);
        let mut reader = Reader { numbers, found, ..Reader::default() };
        let mut lines = lines.into_iter().peekable();
        while reader.all.len() <= limits::QUESTIONS
            && let Some(mut line) = lines.next()
        {
            // A question that only has a label stands below the words that ask.
            let heads = line.gap && asks(&line.text) && marker(&line.text).is_none();
            let is_label = |m: Marker| (1..=LABEL).contains(&count(m.rest)) && !asks(m.rest);
            let labels = |next: &Line| next.gap && next.marker(numbers).is_some_and(is_label);
            if let Some(mut label) = lines.next_if(|next| heads && labels(next)) {
                let words = label.marker(numbers).map_or(0, |found| found.rest.len());
                let words = label.text.split_off(label.text.len() - words);
                reader.found.aside.push((label.number, words));
                label.text.push_str(&line.text);
                line = label;
            }
            reader.take(line);
        }
        let Reader { mut found, all, .. } = reader;
        all.into_iter().for_each(|open| found.settle(open));
        let mut found = found.counted(fault("import-no-questions"))?;
        found.give_headings();
        found.doubts();
        found.aside.sort_by_key(|(line, _)| *line);
        Ok(found)
    }

    /// Sets aside the lines that say when it closes, and takes the day where all name the same.
    fn take_days(&mut self, lines: &mut Vec<Line>, numbers: Option<Numbering>) {
        let asks = |line: &Line| line.asks() || line.marker(numbers).is_some();
        let mut days: Vec<Closes> = Vec::new();
        let mut ends = |line: &Line| closes(&line.text).map(|day| days.extend(day)).is_some();
        let ends: Vec<Line> = lines.extract_if(.., |line| !asks(line) && ends(line)).collect();
        // Where one line has the hour too, that.
        days.sort_by_key(|closes| closes.at.is_none());
        days.dedup_by_key(|closes| closes.day);
        self.closes = days.first().copied().filter(|_| days.len() == 1);
        for line in ends {
            if self.closes.is_none() {
                self.doubt(0, line.number, &told("day", ""));
            }
            self.aside.push((line.number, line.text));
        }
    }

    /// Takes a question with the lines under it, which are all there.
    fn settle(&mut self, open: Open) {
        let heads = open.is_headed_behind();
        let Open { mut question, mut short, headed, .. } = open;
        let heads = short.pop_if(|_| heads).into_iter();
        let heads = heads.chain((headed && short.len() > 1).then(|| short.remove(0)));
        self.aside.extend(heads.map(|line| (line.number, line.text)));
        let line = short.first().map_or(question.line, |line| line.number);
        let letters = short.iter().any(|line| lettered(&line.text).is_some());
        let words = |line: &Line| lettered(&line.text).map_or(&*line.text, |m| m.rest).to_string();
        question.answers(short.iter().map(words).collect());
        // What is ticked on each row may be answers and rows.
        let ticked = question.rows.is_empty() && !question.options.is_empty();
        if ticked && says(&question.said(), "each_row") {
            self.doubt(question.line, line, &told("rows", ""));
        } else if letters && question.rows.is_empty() && !asks(&question.title) {
            self.doubt(question.line, line, &told("lettered", ""));
        }
        if let Some(mixed) = question.options.iter().find(|one| shape("mixed").is_match(one)) {
            self.doubt(question.line, line, &told("mixed", mixed));
        }
        if question.about.is_empty() {
            question.about = about(&question.title);
        }
        if question.about.len() == 1 {
            // A question of every pack asks it, in other words.
            let said = question.guidance.drain(..).chain(question.why.drain(..));
            self.aside.extend(said.map(|words| (question.line, words)));
        } else if question.options.iter().any(|option| plain(option) == "other") {
            question.why.push("If other, please say.".into());
        }
        self.questions.push(question);
    }
}

/// A question that is read, with what is known of the lines under it.
#[derive(Default)]
struct Open {
    question: ParsedQuestion,
    /// Short lines that may be answers to tick, with the letters that they begin with.
    short: Vec<Line>,
    /// Whether the first is a row with answers, and no other has some: it heads their column.
    headed: bool,
    /// The last number of a list of answers.
    listed: usize,
    /// The letter that it began with, where it is a part.
    letter: String,
    /// Whether it is over, and what follows is no part of it.
    over: bool,
}

#[derive(Default)]
struct Reader {
    /// How the questions are numbered, where they are.
    numbers: Option<Numbering>,
    found: Consultation,
    /// The questions, the last of which goes on.
    all: Vec<Open>,
    /// Whether those that follow are said once more.
    again: bool,
    seen: usize,
}

impl Reader {
    fn take(&mut self, line: Line) {
        self.seen += 1;
        let begins = self.question(&line).or_else(|| self.unnumbered(&line));
        match begins.or_else(|| Some((self.part(&line)?, line.text.clone()))) {
            Some((number, words)) => self.begin(line.number, &number, &words),
            None if self.all.is_empty() => self.above(line),
            None => self.under(line),
        }
    }

    /// The number and the words of the question that a line begins. A number that is the next of a
    /// list of answers begins none.
    fn question(&self, line: &Line) -> Option<(String, String)> {
        // `3.1` is a part of question 3, however that is numbered, where it has no words or parts.
        let of = self.all.last().map(|open| &open.question);
        let of = of.filter(|of| of.title.is_empty() || of.number.contains('.'));
        let of = of.and_then(|of| of.number.split('.').next()).unwrap_or_default();
        let part = || marker(&line.text).filter(|found| is_part(&found.number, of));
        let Marker { kind, number, rest } = line.marker(self.numbers).or_else(part)?;
        let mut above = self.all.iter().rev().map(|open| open.question.number.as_str());
        let last = above.find(|above| stem(above) == stem(&number)).map_or(0, ordinal);
        let levels = number.contains(|c: char| c == '.' || c.is_ascii_alphabetic());
        let lists = |open: &Open| number == (open.listed + 1).to_string() && !rest.ends_with(':');
        let next = ordinal(&number) > last && !self.all.last().is_some_and(lists);
        let over = self.all.last().is_some_and(|open| open.over);
        let alone = kind == Numbering::Named && rest.is_empty();
        (next || ordinal(&number) == last && levels || over || alone || line.asks())
            .then(|| (number, rest.to_string()))
    }

    /// A question where none has a number: a line that asks, or that an answer is wanted to.
    fn unnumbered(&self, line: &Line) -> Option<(String, String)> {
        let text = line.text.as_str();
        let asks = asks(text) && (line.gap || !begins(text, "why_that"));
        let answered = |open: &Open| open.is_answered() && !asks;
        let why = begins(text, "why") && self.all.last().is_some_and(answered);
        // The first line of all is the name, which may ask.
        let names = self.seen == 1 && !line.wanted;
        let found = lettered(text).map(|found| (found.number, found.rest.to_string()));
        let last = self.all.last().map_or("", |open| &open.question.number);
        let asks = line.asks() || found.as_ref().is_some_and(|(next, _)| follows(last, next));
        let asked = self.numbers.is_none() && asks && !why && !names;
        let counted = || ((self.all.len() + 1).to_string(), text.to_string());
        asked.then(|| found.unwrap_or_else(counted))
    }

    /// `(a) …` under a question whose parts are asked, and `(i) …` under such a part. A letter that
    /// comes next to that of a part above is one of the same question.
    fn part(&mut self, line: &Line) -> Option<String> {
        let Marker { number, rest, .. } = lettered(&line.text)?;
        let mut parts = self.all.iter().rev().take_while(|open| !open.letter.is_empty());
        if let Some(last) = parts.find(|open| follows(&open.letter, &number)) {
            return last.question.number.strip_suffix(&last.letter).map(String::from);
        }
        let open = self.all.last_mut()?;
        let (of, title) = (open.question.number.clone(), &open.question.title);
        let in_words = title.ends_with(':') && says(title, "wants_words") && !says(title, "each");
        let last = open.short.last().and_then(|line| lettered(&line.text));
        let next = follows("", &number) || last.is_some_and(|last| follows(&last.number, &number));
        if of.is_empty() || !next || !asks(rest) && !in_words {
            return None;
        }
        // Where the last of several asks, all do.
        let parts = open.short.extract_if(.., |line| lettered(&line.text).is_some());
        let parts: Vec<Line> = parts.collect();
        parts.iter().for_each(|line| self.begin(line.number, &of, &line.text));
        Some(of)
    }

    /// Begins a question, or its first part: `2. (a) …`, unless all its parts stand there. One
    /// without a number is its line and no more.
    fn begin(&mut self, line: usize, of: &str, words: &str) {
        let part = lettered(words).filter(|part| !of.is_empty() && !part.rest.contains("(b)"));
        let (letter, words) = part.map_or((String::new(), words), |part| (part.number, part.rest));
        let number = format!("{of}{letter}");
        if self.again && self.all.iter().any(|open| open.question.number == number) {
            return self.found.aside.push((line, words.to_string()));
        }
        self.take_back(&number, asks(words));
        let mut question = ParsedQuestion { line, number, ..ParsedQuestion::default() };
        question.ask(words);
        self.all.push(Open { question, letter, over: of.is_empty(), ..Open::default() });
    }

    /// Sets aside what asks nothing and holds nothing, and whose number comes again: the names of
    /// pages, which forms number too, and the entries of a list of contents.
    fn take_back(&mut self, number: &str, asked: bool) {
        let bare = |open: &mut Open| {
            let q = &open.question;
            let asks = asks(&q.title) || !about(&q.title).is_empty();
            let counts = stem(&q.number) == stem(number) && ordinal(&q.number) > ordinal(number);
            let again = counts || q.number == number && !number.is_empty();
            again && !asks && (asked || q.title.is_empty())
        };
        while let Some(Open { question: q, .. }) = self.all.pop_if(bare) {
            let entry = format!("{}. {}", q.number, q.title);
            self.found.doubt(q.line, q.line, &told("again", &entry));
            self.found.aside.push((q.line, entry));
        }
    }

    /// A line above the questions: the name, one that asks something without a number, or neither.
    fn above(&mut self, line: Line) {
        let text = line.text.as_str();
        // What it is called may ask, where it is the first line of all.
        let ended = text.ends_with(['!', '.', ':', ',']) || self.seen > 1 && text.ends_with('?');
        let is_name = (2..=25).contains(&count(text)) && !ended && !shape("chapter").is_match(text);
        let named = self.found.title.is_some() || self.seen > 4;
        if is_name && !named && !shape("no_name").is_match(text) {
            self.found.title = Some(text.to_string());
        }
        let is_label = count(text) <= LABEL && !about(text).is_empty();
        if self.seen > 1 && (is_label || text.ends_with('?') && has(text, "you")) {
            self.begin(line.number, "", text);
        } else {
            self.found.aside.push((line.number, line.text));
        }
    }

    /// A line under a question.
    fn under(&mut self, line: Line) {
        let Some(open) = self.all.last_mut() else { return };
        let (text, question) = (line.text.as_str(), &mut open.question);
        if question.title.is_empty() {
            // `Question 3` stands on a line of its own.
            return question.ask(text);
        }
        // A label of who answers, such as `Postcode`: part of a question that lists them, or one.
        // `An organisation` is an answer, and `Organisation` where it is asked for whom.
        let who = about(&question.title);
        let ids = about(text);
        let group = who.contains(&RESPOND_AS) && ids.contains(&"organisation");
        let answer = group || count(text) > 1 && is(text, "capacities");
        if !ids.is_empty() && count(text) <= LABEL && !answer {
            let lists = question.title.ends_with(':') || says(&question.title, "details");
            let lists = lists || !question.about.is_empty();
            if ids.iter().all(|id| who.contains(id)) {
                self.found.aside.push((line.number, line.text));
            } else if lists && !open.over {
                let joint = if question.about.is_empty() { "" } else { "," };
                question.title.push_str(&format!("{joint} {text}"));
                question.about.extend(ids);
            } else {
                self.begin(line.number, "", text);
            }
            return;
        }
        let chapter =
            (shape("chapter").is_match(text) || line.heading) && scale(&line.raw).is_none();
        self.again |= chapter && says(text, "again");
        open.over |= chapter || begins(text, "over");
        // Where a number alone begins no question, it is that of a page.
        let page = line.gap && text.parse::<u16>().is_ok();
        // A question without a number behind those that have one.
        if open.over && line.wanted && text.ends_with(['?', ':']) {
            self.begin(line.number, "", text);
            return self.all.last_mut().into_iter().for_each(|open| open.over = false);
        }
        let reaches = !line.bullet && shape("reaches").is_match(text);
        if !open.over && !page && !reaches && question.said().len() <= LONGEST {
            if open.takes_grid(&line) || open.takes(&line) {
                return;
            }
            open.over = true;
            if line.marker(self.numbers).is_some() {
                self.found.doubt(line.number, line.number, &told("out_of_order", text));
            }
        }
        self.found.aside.push((line.number, line.text));
    }
}

impl Open {
    /// Whether answers to tick stand under it.
    fn is_answered(&self) -> bool {
        !self.short.is_empty() || !self.question.options.is_empty()
    }

    /// Whether they have boxes.
    fn is_boxed(&self) -> bool {
        self.short.iter().any(|line| line.bullet)
    }

    /// Whether the last of its short lines is the heading of what follows: it alone stands behind a
    /// blank line, and where it is the only one no answer.
    fn is_headed_behind(&self) -> bool {
        // The first row of a grid stands apart from its scale.
        let rows = usize::from(!self.question.options.is_empty());
        let gaps = self.short.iter().skip(rows).filter(|line| line.gap).count();
        let apart = self.short.len() == 1 || self.short.len() > 2 && gaps == 1;
        let heads = |l: &Line| l.gap && !is(&l.text, "usual") && lettered(&l.text).is_none();
        apart && !self.is_boxed() && self.short.last().is_some_and(heads)
    }

    /// Takes a row of a grid, or the answers that stand over, under or behind its rows.
    fn takes_grid(&mut self, line: &Line) -> bool {
        let question = &mut self.question;
        if let Some((head, answers)) = row(line) {
            // What heads the column of the rows is no answer.
            let ticks = line.text.matches(BOX).count();
            if answers.is_empty() && question.options.len() == ticks + 1 {
                question.options.remove(0);
            } else if !answers.is_empty() {
                self.headed = self.short.is_empty();
                question.options = answers;
            }
            self.short.push(Line { text: head, ..line.clone() });
            return true;
        }
        let (told, answers) = instructed(&line.raw);
        // `Don't know/no opinion` behind other answers is one of them.
        let follows = self.short.last().is_some_and(|above| is(&above.text, "usual"));
        let Some(answers) = scale(answers).filter(|_| !follows) else { return false };
        if question.options.is_empty() {
            question.say(&told, begins(&told, "why"));
            question.options.clone_from(&answers);
        }
        question.options == answers
    }

    /// Takes what asks for reasons, guidance, or an answer to tick.
    fn takes(&mut self, line: &Line) -> bool {
        let text = line.text.as_str();
        // Where an answer leads, `(go to question 4)`, is no part of it.
        let leads = shape("leads_on").find(text).map_or(text.len(), |found| found.start());
        let bare = text[..leads].trim_start_matches(BOX).trim_start();
        let boxed = text.contains(BOX) || line.bullet;
        // `If you disagree, what …?`
        let why = begins(text, "why") || shape("if_then").is_match(text);
        let examples = shape("examples").is_match(&self.question.title);
        let guidance = begins(text, "guidance") || shape("no_words").is_match(text);
        if examples || !boxed && (why || guidance) {
            self.question.say(bare, why);
            return true;
        }
        let item = marker(bare).filter(|m| m.kind != Numbering::Bare && !m.rest.is_empty());
        let next = (self.listed + 1).to_string();
        let lists = item.as_ref().is_some_and(|item| item.number == next);
        if item.as_ref().is_some_and(|item| item.kind != Numbering::Lettered && !lists) {
            return false;
        }
        self.listed += usize::from(lists);
        let option = item.as_ref().map_or(bare, |item| item.rest);
        let many = count(option);
        let sentence = many > MOST_WORDS || text.ends_with('.') && many > 4;
        let marked = boxed && !line.bullet || item.is_some() || begins(option, "marked");
        // `Other:` has a line to write on.
        let writes = option.ends_with(':') && !boxed && !plain(option).starts_with("other");
        // Behind boxes, and behind what asks for reasons, a line without one is a heading.
        let listed = boxed || !self.is_boxed() && self.question.why.is_empty();
        let fits = listed && !writes && !text.ends_with(['?', ',']);
        if fits && many > 0 && (marked || !sentence) && self.short.len() < MOST_OPTIONS {
            let kept = if lettered(bare).is_some() { bare } else { option };
            let kept = kept.trim_end_matches(ENDS);
            self.short.push(Line { text: kept.to_string(), bullet: boxed, ..line.clone() });
            return true;
        }
        let guidance = !self.is_answered() && !line.gap;
        if guidance || asks(text) {
            self.question.say(text, !guidance);
        }
        guidance || asks(text)
    }
}

/// The letter that a line begins with, and what follows it.
fn lettered(text: &str) -> Option<Marker<'_>> {
    marker(text).filter(|found| found.kind == Numbering::Lettered)
}

/// How the questions are numbered: the strongest kind that there is.
fn numbers(lines: &[Line]) -> Option<Numbering> {
    let found = lines.iter().filter_map(|line| marker(&line.text));
    let kinds: Vec<Numbering> = found.map(|marker| marker.kind).collect();
    let many = |kind| kinds.iter().filter(|found| **found == kind).count();
    match (many(Numbering::Named), many(Numbering::Signed), many(Numbering::Bare)) {
        (1.., ..) => Some(Numbering::Named),
        (_, signed @ 1.., bare) if signed >= bare || bare < 2 => Some(Numbering::Signed),
        (_, _, 2..) => Some(Numbering::Bare),
        _ => None,
    }
}
