//! What stands under a question: answers to tick, rows of a grid, what asks for reasons, guidance.

use super::limits::is_stated;
use super::lines::{
    BOXES, BULLETS, EDGES, Line, RESPOND_AS, Short, about, all_usual, are_numbers, asks,
    instructed, is_chapter, is_continued, is_mixed, respondent_label, row, scale, written_on,
};
use super::parse::Reader;
use crate::import::consultation::question::ParsedQuestion;
use crate::import::words::{begins, count, is, plain, says, unlike};
use crate::text::question_number::{Marker, Numbering, marker};

/// Most words of an answer to tick that has no box, no letter and no number.
const MOST_WORDS: usize = 12;

/// What is said of letters that may be parts.
const LETTERED: &str =
    "these lines begin with letters, and are taken for answers to tick and not for questions.";

/// What is said of answers some of which may be rows.
const ROWS: &str = "these lines may be answers and rows; all are taken for answers to tick.";

/// Most answers to tick of a question.
const MOST_OPTIONS: usize = 60;

/// Most bytes of a question with what is said below it.
const LONGEST: usize = 4_000;

impl Reader {
    /// A line under a question.
    pub(super) fn under(&mut self, line: Line) {
        let text = line.text.as_str();
        let Some(open) = &mut self.open else { return };
        if open.title.is_empty() {
            // `Question 3` stands on a line of its own.
            return open.ask(text);
        }
        if is_continued(text) {
            return self.aside(line);
        }
        // `Organisation` is an answer to who answers.
        let who = about(&open.title, &open.title).contains(&RESPOND_AS);
        if let Some(id) = respondent_label(text).filter(|_| !who) {
            return self.label(id, line);
        }
        let closing = begins(text, "closings") && count(text) <= 3;
        let over = closing || begins(text, "over") && count(text) <= 25 && !text.contains('?');
        let examples = ["for example:", "such as:"].iter().any(|end| open.title.ends_with(end));
        if !line.gap && !self.over && examples {
            return open.guidance.push(line.text);
        }
        let chapter = (is_chapter(text) || line.heading && !asks(text)) && !line.is_scale();
        self.chapter |= chapter;
        self.again |= chapter && says(text, "again");
        if self.over || chapter || over || open.title.len() + said(open) > LONGEST {
            self.over |= chapter || over;
            return self.aside(line);
        }
        if self.grid(&line) {
            return;
        }
        self.beside(line);
    }

    /// A row of a grid, or the answers that stand over, under or behind its rows.
    fn grid(&mut self, line: &Line) -> bool {
        let Some(open) = &mut self.open else { return false };
        if let Some((head, answers)) = row(line)
            && (answers.is_empty() || open.options.is_empty() || open.options == answers)
        {
            let answered = !answers.is_empty();
            // What heads the column of the rows is no answer.
            let ticks = line.text.matches(BOXES).count();
            if ticks > 1 && open.options.len() == ticks + 1 {
                open.options.remove(0);
            } else if answered {
                open.options = answers;
            }
            let text = head.trim_end_matches([':', ' ']).to_string();
            let (line, marked) = (line.number, true);
            self.short.push(Short { line, text, marked, answered, ..Short::default() });
            return true;
        }
        let boxed = line.text.starts_with(BOXES) || line.bullet;
        let boxes = line.text.matches(BOXES).count();
        let (told, answers) = instructed(&line.raw);
        let Some(answers) = scale(answers).filter(|_| !boxed || line.is_row() || boxes > 1) else {
            return false;
        };
        let fits = self.short.is_empty() || all_usual(&answers) || are_numbers(&answers);
        if open.options.is_empty() && fits {
            open.options = answers;
            let told = open.limited(told);
            let list = if begins(&told, "why") { &mut open.why } else { &mut open.guidance };
            list.extend(Some(told).filter(|told| !told.is_empty()));
            return true;
        }
        open.options == answers
    }

    /// What asks for reasons, guidance, or an answer to tick.
    fn beside(&mut self, line: Line) {
        let text = line.text.as_str();
        let Some(open) = &mut self.open else { return };
        let bare = text.trim_start_matches(BOXES).trim_start();
        let boxed = bare.len() < text.len() || line.bullet;
        // `If you disagree, what …?`
        let then = text.strip_prefix("If ").and_then(|text| text.split_once(','));
        let then = then.is_some_and(|(_, then)| begins(then, "why") || asks(then));
        let why = (begins(text, "why") || then) && !is(text, "usual");
        if !boxed && (why || (begins(text, "guidance") || is_stated(text)) && count(text) <= 30) {
            let rest = open.limited(text);
            let list = if why { &mut open.why } else { &mut open.guidance };
            list.extend(Some(rest).filter(|rest| !rest.is_empty()));
            return;
        }
        let numbered = marker(bare).filter(|m| m.kind != Numbering::Bare && !m.rest.is_empty());
        let listed = self.listed.to_string();
        let item = |m: &&Marker<'_>| m.kind == Numbering::Lettered || m.number == listed;
        let item_words = numbered.as_ref().filter(item).map(|m| m.rest);
        let option = item_words.unwrap_or(bare).trim_end_matches([';', ',', '.']);
        // `Other:` has a line to write on.
        let written = plain(option) == "other" && option.ends_with([':', '_']);
        let option = if written { option.trim_end_matches([':', '_', ' ']) } else { option };
        let ticked = bare.len() < text.len() && !text.starts_with(BULLETS);
        let marked = ticked || item_words.is_some() || begins(option, "marked");
        let many = count(option);
        let goes_on = option.ends_with(['?', ':']) || text.ends_with(',');
        let sentence = text.ends_with('.') && many > 4;
        // Behind boxes, and behind what asks for reasons, a line without one is a heading.
        let listed = boxed || !self.boxed && open.why.is_empty();
        let paragraph = numbered.is_some() && item_words.is_none();
        let short = marked || !sentence && many <= MOST_WORDS;
        if short && many > 0 && !goes_on && listed && !paragraph && self.short.len() < MOST_OPTIONS
        {
            self.boxed |= boxed;
            let text = written_on(option.trim_matches(EDGES)).to_string();
            let lettered = numbered.filter(|m| m.kind == Numbering::Lettered);
            let label = lettered.map(|m| m.number).unwrap_or_default();
            let (line, gap) = (line.number, line.gap);
            self.short.push(Short { line, text, gap, marked, label, written, ..Short::default() });
            return;
        }
        if self.short.is_empty() && open.options.is_empty() && !line.gap && !paragraph {
            return open.guidance.push(line.text);
        }
        self.over = !asks(text) || paragraph;
        if !self.over {
            return open.why.push(line.text);
        }
        if paragraph && numbered.is_some_and(|m| Some(m.kind) == self.numbers) {
            let told = format!(
                "{} {}: “{}” has a number that does not come next, and is taken for no question.",
                self.found.counts, line.number, line.text
            );
            self.found.unsure.push((line.number, told));
        }
        self.aside(line);
    }

    /// A label of who answers, such as `Postcode`: part of a question that lists them, or one.
    fn label(&mut self, id: &'static str, line: Line) {
        let Some(open) = &mut self.open else { return };
        if about(&open.title, &open.title).contains(&id) {
            return self.aside(line);
        }
        let lists_them =
            open.title.ends_with(':') && open.options.is_empty() && self.short.is_empty();
        if lists_them && !self.over {
            open.about.push(id);
            return open.guidance.push(line.text);
        }
        self.end_question();
        self.open = Some(ParsedQuestion {
            line: line.number,
            title: line.text,
            about: vec![id],
            ..ParsedQuestion::default()
        });
    }

    /// Ends the question that is open.
    pub(super) fn end_question(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        let mut short = std::mem::take(&mut self.short);
        if self.again && self.is_known(&open) {
            return self.found.aside.push((open.line, open.title));
        }
        // Between blank lines behind answers without any stands the heading of what follows.
        let lone = short.len() > 2 && short.iter().skip(1).filter(|short| short.gap).count() == 1;
        if let Some(heading) = short.pop_if(|last| lone && last.gap && !last.marked) {
            self.found.aside.push((heading.line, heading.text));
        }
        // Where answers stand behind the first row alone, it is no row: it heads their column.
        if short.len() > 1 && short[0].answered && !short[1..].iter().any(|row| row.answered) {
            let head = short.remove(0);
            self.found.aside.push((head.line, head.text));
        }
        if short.iter().any(|short| short.written) {
            open.why.push("If other, please say.".into());
        }
        let line = short.first().map_or(open.line, |short| short.line);
        let lettered = short.iter().any(|short| !short.label.is_empty()) && !asks(&open.title);
        let counts = self.found.counts;
        let told = open.answers(short.into_iter().map(|short| short.text).collect());
        let told = told.or_else(|| (lettered && open.rows.is_empty()).then_some(LETTERED));
        if let Some(told) = told {
            self.found.unsure.push((open.line, format!("{counts} {line}: {told}")));
        }
        if let Some(mixed) = open.options.iter().find(|option| is_mixed(option)) {
            let told = format!("{counts} {line}: is “{mixed}” an answer to tick, and all of it?");
            self.found.unsure.push((open.line, told));
        }
        if open.about.is_empty() {
            let all = format!("{} {}", open.title, open.options.join(" "));
            let (kept, own): (Vec<_>, Vec<_>) = about(&open.title, &all)
                .into_iter()
                .partition(|id| *id == RESPOND_AS || open.options.len() < 2);
            open.about = kept;
            if !own.is_empty() {
                let told = format!(
                    "{counts} {}: “{}” has answers to tick, and is taken for a question of its own.",
                    open.line, open.title
                );
                self.found.unsure.push((open.line, told));
            }
        }
        if open.about.len() == 1 {
            // A question of every pack asks it, in other words.
            let said = open.guidance.drain(..).chain(open.why.drain(..));
            self.found.aside.extend(said.map(|words| (open.line, words)));
        }
        self.found.questions.push(open);
    }

    /// Whether a question stands above already, where all are said once more: by itself or in its
    /// parts.
    fn is_known(&self, open: &ParsedQuestion) -> bool {
        let words = plain(&open.title);
        let words: Vec<&str> = words.split(' ').collect();
        let of = |q: &&ParsedQuestion| q.number.starts_with(&open.number);
        let part = |q: &&ParsedQuestion| {
            !q.number[open.number.len()..].contains(|c: char| c.is_ascii_digit())
        };
        let mut above = self.found.questions.iter().filter(of).filter(part).peekable();
        let said =
            |q: &ParsedQuestion| plain(&q.title).split(' ').all(|word| words.contains(&word));
        above.peek().is_some() && above.all(said)
    }
}

impl ParsedQuestion {
    /// Takes the short lines under it: answers to tick or, beside a scale, rows, where there are
    /// several. Says so where they can be read in two ways.
    fn answers(&mut self, mut short: Vec<String>) -> Option<&'static str> {
        let field = is(&short.join(" "), "dates");
        if !self.about.is_empty() || says(&self.title, "ranks") || field {
            self.guidance.append(&mut short);
            return None;
        }
        let each = self.each || says(&self.title, "each");
        if self.options.is_empty() {
            let usual = short.iter().take_while(|option| is(option, "usual")).count();
            if let Some((answers, rows)) = repeated(&short) {
                (self.options, self.rows) = (answers, rows);
            } else if each && usual > 1 && short.len() > usual + 1 {
                self.options = short.drain(..usual).collect();
                self.rows = unlike(short.into_iter());
            } else if short.len() > 1 {
                let many = short.len();
                self.options = unlike(short.into_iter());
                return (self.each || self.options.len() < many).then_some(ROWS);
            } else {
                self.guidance.append(&mut short);
            }
            return None;
        }
        // The ends of a scale have names.
        let numbers = are_numbers(&self.options);
        if short.is_empty() || all_usual(&short) || numbers && !each && short.len() < 3 {
            self.guidance.append(&mut short);
            return None;
        }
        // Forms that are pasted say the answers again below each row.
        let rows = short.into_iter().filter(|row| !self.options.contains(row));
        self.rows = unlike(rows);
        None
    }
}

/// The answers and rows of lines in which the same answers stand below each row.
fn repeated(short: &[String]) -> Option<(Vec<String>, Vec<String>)> {
    let first = short.get(1)?;
    let length = short.iter().skip(2).position(|text| text == first)? + 1;
    let blocks = short.chunks(length);
    let answers = &short[1..length];
    let same = blocks.clone().all(|block| block[1..] == *answers);
    let rows = unlike(blocks.clone().map(|block| block[0].clone()));
    let fits = same && answers.len() > 1 && rows.len() == blocks.len();
    fits.then(|| (answers.to_vec(), rows))
}

/// Bytes of what is said below a question.
fn said(open: &ParsedQuestion) -> usize {
    open.guidance.iter().chain(&open.why).map(String::len).sum()
}
