//! What stands under a question: answers to tick, rows of a grid, what asks for reasons, guidance.

use super::answers::{
    all_usual, are_numbers, instructed, is_mixed, is_scale, row, scale, written_on,
};
use super::limits::Limit;
use super::lines::{BOXES, EDGES, Line, asks};
use super::parse::{Open, Reader, Short, is_chapter};
use super::who::{RESPOND_AS, about, label};
use crate::import::consultation::question::{ParsedQuestion, takes_several};
use crate::import::source::CELL;
use crate::import::words::{begins, count, is, plain, says, shape, unlike};
use crate::text::question_number::{Marker, Numbering, marker};

/// Most words of an answer to tick that has no box, no letter and no number.
const MOST_WORDS: usize = 12;

/// Most answers to tick of a question.
const MOST_OPTIONS: usize = 60;

/// Most bytes of a question with what is said below it.
const LONGEST: usize = 4_000;

/// What is said of letters that may be parts.
const LETTERED: &str =
    "these lines begin with letters, and are taken for answers to tick and not for questions.";

/// What is said of answers some of which may be rows.
const ROWS: &str = "these lines may be answers and rows; all are taken for answers to tick.";

impl Open {
    /// A row of a grid, or the answers that stand over, under or behind its rows.
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
            let text = head.trim_end_matches([':', ' ']).to_string();
            self.short.push(Short { line: line.number, text, label: String::new() });
            return true;
        }
        let one = line.text.starts_with(BOXES) || line.bullet;
        let one = one && line.text.matches(BOXES).count() < 2 && !line.raw.contains(CELL);
        let (told, answers) = instructed(&line.raw);
        let Some(answers) = scale(answers).filter(|_| !one) else { return false };
        let fits = self.short.is_empty() || all_usual(&answers) || are_numbers(&answers);
        if question.options.is_empty() && fits {
            question.options = answers;
            let why = begins(&told, "why");
            question.say(&told, why);
            return true;
        }
        question.options == answers
    }
}

impl Reader {
    /// A line under a question.
    pub(super) fn under(&mut self, line: Line) {
        let Some(open) = &mut self.open else { return };
        let (text, question) = (line.text.as_str(), &mut open.question);
        if question.title.is_empty() {
            // `Question 3` stands on a line of its own.
            return question.ask(text);
        }
        // `Organisation` is an answer to who answers.
        let who = about(&question.title).contains(&RESPOND_AS);
        if let Some(id) = label(text).filter(|_| !who) {
            return self.label(id, line);
        }
        let chapter = (is_chapter(text) || line.heading && !asks(text)) && !is_scale(&line);
        let over = chapter || begins(text, "over") && count(text) <= 25 && !text.contains('?');
        if chapter && says(text, "again") {
            self.again.get_or_insert(self.found.questions.len() + 1);
        }
        let examples = ["for example:", "such as:"].iter().any(|end| question.title.ends_with(end));
        if !line.gap && !open.over && examples {
            return question.guidance.push(line.text);
        }
        open.chapter |= chapter;
        open.over |= over;
        // Where a number alone begins no question, it is that of a page.
        let page = line.gap && text.parse::<u16>().is_ok();
        if open.over || page || question.said().len() > LONGEST {
            self.found.aside.push((line.number, line.text));
        } else if !open.takes_grid(&line) {
            self.beside(line);
        }
    }

    /// What asks for reasons, guidance, or an answer to tick.
    fn beside(&mut self, line: Line) {
        let Some(open) = &mut self.open else { return };
        let text = line.text.as_str();
        let bare = text.trim_start_matches(BOXES).trim_start();
        let boxed = bare.len() < text.len() || line.bullet;
        // `If you disagree, what …?`
        let why = (begins(text, "why") || shape("if_then").is_match(text)) && !is(text, "usual");
        let mut limit = Limit::default();
        limit.take(text);
        let told = (begins(text, "guidance") || limit.is_stated()) && count(text) <= 30;
        if !boxed && (why || told) {
            return open.question.say(text, why);
        }
        let numbered = marker(bare).filter(|m| m.kind != Numbering::Bare && !m.rest.is_empty());
        let listed = open.listed.to_string();
        let in_list = |m: &&Marker<'_>| m.kind == Numbering::Lettered || m.number == listed;
        let item = numbered.as_ref().filter(in_list);
        let paragraph = numbered.is_some() && item.is_none();
        let option = item.map_or(bare, |m| m.rest).trim_end_matches([';', ',', '.']);
        // `Other:` has a line to write on.
        let other = plain(option) == "other" && option.ends_with([':', '_']);
        let option = if other { option.trim_end_matches([':', '_', ' ']) } else { option };
        let marked = boxed && !line.bullet || item.is_some() || begins(option, "marked");
        let many = count(option);
        let sentence = many > MOST_WORDS || text.ends_with('.') && many > 4;
        let goes_on = option.ends_with(['?', ':']) || text.ends_with(',');
        // Behind boxes, and behind what asks for reasons, a line without one is a heading.
        let listed = boxed || !open.boxed && open.question.why.is_empty();
        let fits = listed && !paragraph && !goes_on && open.short.len() < MOST_OPTIONS;
        if fits && many > 0 && (marked || !sentence) {
            open.boxed |= boxed;
            open.other |= other;
            let text = written_on(option.trim_matches(EDGES));
            let lettered = numbered.filter(|m| m.kind == Numbering::Lettered);
            let label = lettered.map(|m| m.number).unwrap_or_default();
            return open.short.push(Short { line: line.number, text, label });
        }
        if !open.is_answered() && !line.gap && !paragraph {
            return open.question.guidance.push(line.text);
        }
        if asks(text) && !paragraph {
            return open.question.why.push(line.text);
        }
        open.over = true;
        if self.numbers.is_some_and(|numbers| paragraph && line.marker(numbers).is_some()) {
            let told = "has a number that does not come next, and is taken for no question.";
            self.found.doubt(line.number, line.number, &format!("“{text}” {told}"));
        }
        self.found.aside.push((line.number, line.text));
    }

    /// A label of who answers, such as `Postcode`: part of a question that lists them, or one.
    fn label(&mut self, id: &'static str, line: Line) {
        let Some(open) = &mut self.open else { return };
        if about(&open.question.title).contains(&id) {
            return self.found.aside.push((line.number, line.text));
        }
        let lists = open.question.title.ends_with(':') || !open.question.about.is_empty();
        if lists && !open.is_answered() && !open.over {
            let joint = if open.question.about.is_empty() { "" } else { "," };
            open.question.about.push(id);
            return open.question.title.push_str(&format!("{joint} {}", line.text));
        }
        self.end();
        let (about, title, line) = (vec![id], line.text, line.number);
        let question = ParsedQuestion { line, title, about, ..ParsedQuestion::default() };
        self.open = Some(Open { question, over: true, ..Open::default() });
    }

    /// Ends the question that is open.
    pub(super) fn end(&mut self) {
        let Some(open) = self.open.take() else { return };
        let Open { mut question, mut short, headed, other, .. } = open;
        if headed && short.len() > 1 {
            let head = short.remove(0);
            self.found.aside.push((head.line, head.text));
        }
        if other {
            question.why.push("If other, please say.".into());
        }
        let line = short.first().map_or(question.line, |short| short.line);
        let lettered = short.iter().any(|short| !short.label.is_empty()) && !asks(&question.title);
        let told = question.answers(short.into_iter().map(|short| short.text).collect());
        let told = told.or((lettered && question.rows.is_empty()).then_some(LETTERED));
        let mixed = question.options.iter().find(|option| is_mixed(option));
        let mixed = mixed.map(|option| format!("is “{option}” an answer to tick, and all of it?"));
        for told in told.map(str::to_string).into_iter().chain(mixed) {
            self.found.doubt(question.line, line, &told);
        }
        if question.about.is_empty() {
            question.about = about(&question.title);
            // With answers to tick of its own it is another question.
            question.about.retain(|id| *id == RESPOND_AS || question.options.len() < 2);
        }
        if question.about.len() == 1 {
            // A question of every pack asks it, in other words.
            let said = question.guidance.drain(..).chain(question.why.drain(..));
            self.found.aside.extend(said.map(|words| (question.line, words)));
        }
        self.found.questions.push(question);
    }
}

impl ParsedQuestion {
    /// Takes the short lines under it: answers to tick or, beside a scale, rows, where there are
    /// several. Says so where they can be read in two ways.
    fn answers(&mut self, mut short: Vec<String>) -> Option<&'static str> {
        let (said, many) = (self.said(), short.len());
        self.several = takes_several(&said);
        let each_row = says(&said, "each_row");
        let each = each_row || says(&self.title, "each");
        let usual = short.iter().take_while(|option| is(option, "usual")).count();
        let scaled = !self.options.is_empty();
        let no_answers = match scaled {
            // The ends of a scale have names.
            true => all_usual(&short) || are_numbers(&self.options) && !each && many < 3,
            false => many < 2,
        };
        let field = is(&short.join(" "), "dates") || says(&self.title, "ranks");
        if no_answers || field || !self.about.is_empty() {
            self.guidance.append(&mut short);
        } else if scaled {
            // Forms that are pasted say the answers again below each row.
            self.rows = unlike(short.into_iter().filter(|row| !self.options.contains(row)));
        } else if each && usual > 1 && many > usual + 1 {
            self.rows = unlike(short.split_off(usual).into_iter());
            self.options = short;
        } else {
            self.options = unlike(short.into_iter());
            return (each_row || self.options.len() < many).then_some(ROWS);
        }
        None
    }
}
