//! From the lines of a consultation to its questions: one pass that says of each line what it is,
//! and never looks further back than the question that it stands under.

use super::answers::{are_numbers, instructed, is_mixed, is_scale, row, scale, written_on};
use super::limits::{Limit, closes};
use super::lines::{BOXES, EDGES, Line, asks, lines};
use super::who::{RESPOND_AS, about, label};
use crate::document::Closes;
use crate::import::consultation::question::{Consultation, ParsedQuestion, is_part};
use crate::import::error::{ImportError, fault};
use crate::import::read;
use crate::import::words::{begins, count, has, is, plain, says, shape, told, unlike};
use crate::limits;
use crate::text::question_number::{Marker, Numbering, follows, marker, ordinal, stem};

/// Most words of a label.
const LABEL: usize = 4;

/// Most words of an answer to tick that has no box, no letter and no number.
const MOST_WORDS: usize = 12;

/// Most answers to tick of a question.
const MOST_OPTIONS: usize = 60;

/// Most bytes of a question with what is said below it.
const LONGEST: usize = 4_000;

/// What stands behind an answer to tick in a list, or where there is a line to write on.
const ENDS: &[char] = &[';', ',', '.', ':'];

impl Consultation {
    /// Reads the questions as they were pasted into a file.
    ///
    /// # Errors
    /// Why it cannot be read, or that there is no question in it.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Consultation, ImportError> {
        let source = read::read(name, bytes, read::lines)?;
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
        while let Some(mut line) = lines.next() {
            // A question that only has a label stands below the words that ask.
            if let Some(mut label) = lines.next_if(|next| is_label(next, numbers) && heads(&line)) {
                let words = label.marker(numbers).map_or(0, |found| found.rest.len());
                let words = label.text.split_off(label.text.len() - words);
                reader.found.aside.push((label.number, words));
                label.text.push_str(&line.text);
                line = label;
            }
            if reader.all.len() <= limits::QUESTIONS {
                reader.take(line);
            }
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
        let first = days.iter().min_by_key(|closes| closes.at.is_none()).copied();
        self.closes = first.filter(|first| days.iter().all(|one| one.day == first.day));
        for line in ends {
            if self.closes.is_none() {
                self.doubt(0, line.number, &told("day", ""));
            }
            self.aside.push((line.number, line.text));
        }
    }

    /// Takes a question with the lines under it, which are all there.
    fn settle(&mut self, open: Open) {
        let Open { mut question, mut short, headed, .. } = open;
        if headed && short.len() > 1 {
            self.aside.push(short.remove(0));
        }
        let line = short.first().map_or(question.line, |(line, _)| *line);
        let letters = short.iter().any(|(_, text)| lettered(text).is_some());
        let words = |text: &str| lettered(text).map_or(text, |found| found.rest).to_string();
        let doubt = question.answers(short.iter().map(|(_, text)| words(text)).collect());
        let parts = letters && question.rows.is_empty() && !asks(&question.title);
        let doubt = doubt.or(parts.then_some("lettered")).map(|doubt| (doubt, ""));
        let mixed = question.options.iter().find(|option| is_mixed(option));
        for (doubt, of) in doubt.into_iter().chain(mixed.map(|option| ("mixed", option.as_str()))) {
            self.doubt(question.line, line, &told(doubt, of));
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
    /// Short lines that may be answers to tick, each with its number and the letter it begins with.
    short: Vec<(usize, String)>,
    /// Whether they have boxes.
    boxed: bool,
    /// Whether the first is a row with answers, and no other has some: it heads their column.
    headed: bool,
    /// The last number of a list of answers.
    listed: usize,
    /// Whether it is a part that began with its letter alone.
    lettered: bool,
    /// Whether a heading stands behind it.
    chapter: bool,
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
        let begins = match self.numbers {
            Some(_) => self.question(&line),
            None => self.unnumbered(&line),
        };
        match begins {
            Some((number, title)) => self.begin(line.number, number, &title, false),
            None if self.part(&line) => {}
            None if self.all.is_empty() => self.above(line),
            None => self.under(line),
        }
    }

    /// The number and the words of the question that a line begins. Numbers that count from 1 under
    /// a question are those of a list.
    fn question(&mut self, line: &Line) -> Option<(String, String)> {
        let Marker { kind, number, rest } = marker(&line.text)?;
        let mut above = self.all.iter().rev().map(|open| open.question.number.as_str());
        let above = above.find(|above| !above.is_empty() && stem(above) == stem(&number));
        let (value, last) = (ordinal(&number), above.map_or(0, ordinal));
        let levels = number.contains(|c: char| c == '.' || c.is_ascii_alphabetic());
        let (listed, over) = self.all.last().map_or((0, false), |open| (open.listed, open.over));
        let in_list = value == listed + 1 && !levels && kind == Numbering::Signed;
        let begins = if value > last {
            listed == 0 || !in_list || rest.ends_with(':')
        } else {
            value == last && levels || over || kind == Numbering::Named && rest.is_empty()
        };
        if (begins || line.asks()) && line.marker(self.numbers).is_some() && !is_scale(line) {
            return Some((number, rest.to_string()));
        }
        if let Some(open) = self.all.last_mut().filter(|_| in_list) {
            open.listed = value;
        }
        None
    }

    /// A question where none has a number: a line that asks, or that an answer is wanted to.
    fn unnumbered(&self, line: &Line) -> Option<(String, String)> {
        let text = line.text.as_str();
        let answered = |open: &Open| count(text) < 4 || open.is_answered() && !asks(text);
        let why = begins(text, "why") && self.all.last().is_some_and(answered);
        // The first line of all is the name, which may ask.
        let names = self.seen == 1 && !line.wanted;
        let answer = is(text, "usual") || line.bullet && !asks(text);
        let number = (self.all.len() + 1).to_string();
        (line.asks() && !why && !names && !answer).then(|| (number, text.to_string()))
    }

    /// `(a) …` under a question whose parts are asked, and `(i) …` under such a part.
    fn part(&mut self, line: &Line) -> bool {
        let (Some(found), Some(open)) = (lettered(&line.text), self.all.last_mut()) else {
            return false;
        };
        let (label, words) = (found.number.as_str(), found.rest);
        let first = |label: &str| ["a", "i"].contains(&label);
        let title = open.question.title.rsplit(['.', '?']).next().unwrap_or_default();
        let wants_words =
            title.ends_with(':') && says(title, "wants_words") && !says(title, "each");
        let letter = |(_, text): &(usize, String)| lettered(text).map(|found| found.number);
        let (from, to) = (open.short.first().and_then(letter), open.short.last().and_then(letter));
        // Where the last of several asks, all do.
        let counts =
            from.is_some_and(|from| first(&from)) && to.is_some_and(|to| follows(&to, label));
        let (of, mut parts) = match open.counts_on(label) {
            Some(of) => (of, Vec::new()),
            None if !asks(words) && !wants_words => return false,
            None if first(label) => (open.question.number.clone(), Vec::new()),
            None if counts => (open.question.number.clone(), std::mem::take(&mut open.short)),
            None => return false,
        };
        parts.push((line.number, line.text.clone()));
        for (line, text) in parts {
            if let Some(found) = lettered(&text) {
                self.begin(line, format!("{of}{}", found.number), found.rest, true);
            }
        }
        true
    }

    fn begin(&mut self, line: usize, number: String, words: &str, is_part: bool) {
        let same = |open: &Open| {
            open.question.number == number && plain(words).contains(&plain(&open.question.title))
        };
        if self.again && self.all.iter().any(same) {
            return self.found.aside.push((line, words.to_string()));
        }
        let chapter = self.all.last().is_some_and(|open| open.chapter);
        if self.numbers.is_some() {
            self.take_back(&number, asks(words) && !chapter);
        }
        let mut question = ParsedQuestion { line, number, ..ParsedQuestion::default() };
        // `2. (a) …` begins question 2 with its first part, unless all its parts stand there.
        let part = lettered(words).filter(|m| m.number == "a" && !words.contains("(b)"));
        question.number.extend(part.iter().map(|part| part.number.as_str()));
        question.ask(part.as_ref().map_or(words, |part| part.rest));
        let lettered = is_part || part.is_some();
        self.all.push(Open { question, lettered, ..Open::default() });
    }

    /// Sets aside what asks nothing and holds nothing, and whose number comes again: the names of
    /// pages, which forms number too, and the entries of a list of contents.
    fn take_back(&mut self, number: &str, asked: bool) {
        let bare = |open: &mut Open| {
            let q = &open.question;
            let holds = open.is_answered() || !q.why.is_empty() || !about(&q.title).is_empty();
            let counts = stem(&q.number) == stem(number) && ordinal(&q.number) > ordinal(number);
            let again = counts || q.number == number || is_part(&q.number, number);
            again && !holds && !asks(&q.title) && (asked || q.title.is_empty())
        };
        while let Some(Open { question: q, .. }) = self.all.pop_if(bare) {
            let entry = format!("{}. {}", q.number, q.title);
            self.found.doubt(q.line, q.line, &told("again", &entry));
            self.found.aside.push((q.line, entry));
        }
    }

    /// A line above the questions: the name, one that asks something without a number, or neither.
    fn above(&mut self, line: Line) {
        let text = line.text.trim_end_matches('.');
        let ended = line.text.ends_with(['!', '?', '.', ':', ',']);
        let worded = (2..=25).contains(&count(text)) && !line.bullet && !ended;
        let named = self.found.title.is_some() || self.seen > 4;
        if worded && !named && marker(text).is_none() && !is_chapter(text) {
            self.found.title = Some(text.to_string());
        }
        if self.seen > 1 && text.ends_with('?') && has(text, "you") {
            self.all.push(Open::whole(line, Vec::new()));
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
        // `Organisation` is an answer to who answers.
        let who = about(&question.title);
        if let Some(id) = label(text).filter(|_| !who.contains(&RESPOND_AS)) {
            return self.label(id, &who, line);
        }
        let examples = ["for example:", "such as:"].iter().any(|end| question.title.ends_with(end));
        if !line.gap && !open.over && examples {
            return question.guidance.push(line.text);
        }
        let chapter = (is_chapter(text) || line.heading && !asks(text)) && !is_scale(&line);
        self.again |= chapter && says(text, "again");
        open.chapter |= chapter;
        open.over |= chapter || begins(text, "over") && count(text) <= 25 && !text.contains('?');
        // Where a number alone begins no question, it is that of a page.
        let page = line.gap && text.parse::<u16>().is_ok();
        if !open.over && !page && question.said().len() <= LONGEST {
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

    /// A label of who answers, such as `Postcode`: part of a question that lists them, or one.
    fn label(&mut self, id: &'static str, who: &[&str], line: Line) {
        let Some(open) = self.all.last_mut() else { return };
        let question = &open.question;
        let lists = question.title.ends_with(':') || !question.about.is_empty();
        if who.contains(&id) {
            self.found.aside.push((line.number, line.text));
        } else if lists && !open.is_answered() && !open.over {
            let joint = if open.question.about.is_empty() { "" } else { "," };
            open.question.about.push(id);
            open.question.title.push_str(&format!("{joint} {}", line.text));
        } else {
            self.all.push(Open::whole(line, vec![id]));
        }
    }
}

impl Open {
    /// A question that is a line without a number, and no more.
    fn whole(line: Line, about: Vec<&'static str>) -> Open {
        let (line, title) = (line.number, line.text);
        let question = ParsedQuestion { line, title, about, ..ParsedQuestion::default() };
        Open { question, over: true, ..Open::default() }
    }

    /// Whether answers to tick stand under it.
    fn is_answered(&self) -> bool {
        !self.short.is_empty() || !self.question.options.is_empty()
    }

    /// The number of the question that a letter is a part of, where it counts on from this part or
    /// from the one that this is in: `2` for a `b` and `2a` for an `iii` after `2aii`.
    fn counts_on(&self, label: &str) -> Option<String> {
        let number = self.question.number.as_str();
        let ends = (1..=number.len()).rev().filter(|_| self.lettered);
        let mut cuts = ends.flat_map(|end| (0..end).map(move |start| (start, end)));
        let (of, _) = cuts.find(|(start, end)| follows(&number[*start..*end], label))?;
        Some(number[..of].to_string())
    }

    /// Takes a row of a grid, or the answers that stand over, under or behind its rows.
    fn takes_grid(&mut self, line: &Line) -> bool {
        let question = &mut self.question;
        if let Some((head, answers)) = row(line)
            && (answers.is_empty() || question.options.is_empty() || question.options == answers)
        {
            // What heads the column of the rows is no answer.
            let ticks = line.text.matches(BOXES).count();
            if answers.is_empty() && ticks > 1 && question.options.len() == ticks + 1 {
                question.options.remove(0);
            } else if !answers.is_empty() {
                self.headed = self.short.is_empty();
                question.options = answers;
            }
            self.short.push((line.number, head.trim_end_matches([':', ' ']).to_string()));
            return true;
        }
        let (told, answers) = instructed(&line.raw);
        let Some(answers) = scale(answers) else { return false };
        if question.options.is_empty() {
            question.say(&told, begins(&told, "why"));
            question.options.clone_from(&answers);
        }
        question.options == answers
    }

    /// Takes what asks for reasons, guidance, or an answer to tick.
    fn takes(&mut self, line: &Line) -> bool {
        let text = line.text.as_str();
        let bare = text.trim_start_matches(BOXES).trim_start();
        let boxed = bare.len() < text.len() || line.bullet;
        // `If you disagree, what …?`
        let why = begins(text, "why") || shape("if_then").is_match(text);
        let mut limit = Limit::default();
        limit.take(text);
        if !boxed && (why || begins(text, "guidance") || limit != Limit::default()) {
            self.question.say(text, why);
            return true;
        }
        let numbered = marker(bare).filter(|m| m.kind != Numbering::Bare && !m.rest.is_empty());
        let listed = self.listed.to_string();
        let in_list = |m: &&Marker<'_>| m.kind == Numbering::Lettered || m.number == listed;
        let item = numbered.as_ref().filter(in_list);
        let paragraph = numbered.is_some() && item.is_none();
        let option = item.map_or(bare, |m| m.rest).trim_end_matches([';', ',', '.']);
        let many = count(option);
        let sentence = many > MOST_WORDS || text.ends_with('.') && many > 4;
        let marked = boxed && !line.bullet || item.is_some() || begins(option, "marked");
        // `Other:` has a line to write on.
        let goes_on = option.ends_with(['?', ':']) && plain(option) != "other";
        // Behind boxes, and behind what asks for reasons, a line without one is a heading.
        let listed = boxed || !self.boxed && self.question.why.is_empty();
        let fits = listed && !paragraph && !goes_on && !text.ends_with(',');
        if fits && many > 0 && (marked || !sentence) && self.short.len() < MOST_OPTIONS {
            self.boxed |= boxed;
            let kept = if lettered(bare).is_some() { bare } else { option };
            let kept = written_on(kept.trim_matches(EDGES));
            self.short.push((line.number, kept.trim_end_matches(ENDS).to_string()));
        } else if !self.is_answered() && !line.gap && !paragraph {
            self.question.guidance.push(line.text.clone());
        } else if asks(text) && !paragraph {
            self.question.why.push(line.text.clone());
        } else {
            return false;
        }
        true
    }
}

impl ParsedQuestion {
    /// Takes the short lines under it: answers to tick or, beside a scale, rows, where there are
    /// several. Names what is told where they can be read in two ways.
    fn answers(&mut self, mut short: Vec<String>) -> Option<&'static str> {
        let (said, many) = (self.said(), short.len());
        self.several = shape("takes_several").is_match(&said);
        let each_row = says(&said, "each_row");
        let each = each_row || says(&self.title, "each");
        let usual = short.iter().take_while(|option| is(option, "usual")).count();
        let no_answers = match self.options.is_empty() {
            true => many < 2,
            // The ends of a scale have names.
            false => usual == many || are_numbers(&self.options) && !each && many < 3,
        };
        let field = is(&short.join(" "), "dates") || says(&self.title, "ranks");
        if no_answers || field || !self.about.is_empty() {
            self.guidance.append(&mut short);
            return None;
        }
        if self.options.is_empty() && each && usual > 1 && many > usual + 1 {
            self.options = short.drain(..usual).collect();
        }
        if self.options.is_empty() {
            self.options = unlike(short.into_iter());
            return (each_row || self.options.len() < many).then_some("rows");
        }
        // Forms that are pasted say the answers again below each row.
        self.rows = unlike(short.into_iter().filter(|row| !self.options.contains(row)));
        None
    }
}

/// Whether a line begins a question and only has a label for it.
fn is_label(line: &Line, numbers: Option<Numbering>) -> bool {
    let words = line.marker(numbers).map_or("", |found| found.rest);
    line.gap && (1..=LABEL).contains(&count(words)) && !asks(words)
}

/// Whether a line may ask what a label below it is for.
fn heads(line: &Line) -> bool {
    line.gap && asks(&line.text) && marker(&line.text).is_none() && !begins(&line.text, "why")
}

/// The letter that a line begins with, and what follows it.
fn lettered(text: &str) -> Option<Marker<'_>> {
    marker(text).filter(|found| found.kind == Numbering::Lettered)
}

/// Whether a line is the heading of a chapter.
fn is_chapter(text: &str) -> bool {
    begins(text, "chapters") && !text.contains('?') && count(text) <= 10
}

/// How the questions are numbered: the strongest kind that there is.
fn numbers(lines: &[Line]) -> Option<Numbering> {
    let found = lines.iter().filter(|line| !is_scale(line)).filter_map(|l| marker(&l.text));
    let kinds: Vec<Numbering> = found.map(|marker| marker.kind).collect();
    let many = |kind| kinds.iter().filter(|found| **found == kind).count();
    match (many(Numbering::Named), many(Numbering::Signed), many(Numbering::Bare)) {
        (1.., ..) => Some(Numbering::Named),
        (_, signed @ 1.., bare) if signed >= bare || bare < 2 => Some(Numbering::Signed),
        (_, _, 2..) => Some(Numbering::Bare),
        _ => None,
    }
}
