//! The questions of a consultation, as somebody pasted them.

use super::closes::{Closes, closes};
use super::limit::{Limit, limit};
use super::lines::{self, Line};
use super::number::{Number, marker};
use super::roles::{Role, is_short, roles};
use super::{called, options, prompts};
use crate::adapt::source::{Para, SOFT, Source, Style};

/// Most questions.
pub(super) const MOST: usize = 200;

/// Most answers to tick of a question.
const MOST_OPTIONS: usize = 60;

/// A consultation's questions, and what stands round them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Parsed {
    pub(super) title: Option<String>,
    /// Whether a person should look at the title.
    pub(super) unsure: bool,
    pub(super) closes: Option<Closes>,
    pub(super) asked: Vec<Asked>,
    /// What is no question: line and words.
    pub(super) aside: Vec<(usize, String)>,
    /// Whether questions had no numbers, and were counted.
    pub(super) counted: bool,
}

/// A question.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Asked {
    pub(super) number: String,
    pub(super) title: String,
    /// The heading of a table that asks it, whole.
    pub(super) heading: Option<String>,
    pub(super) line: usize,
    pub(super) limit: Limit,
    pub(super) options: Vec<String>,
    pub(super) several: bool,
    /// What is ticked for each of these, one below the other, as in a table.
    pub(super) rows: Vec<String>,
    /// The line that asks for reasons or comments beside a tick.
    pub(super) why: Vec<String>,
    /// Lines that say how to answer.
    pub(super) guidance: Vec<String>,
}

/// Reads a text.
pub(super) fn parse(source: &Source) -> Parsed {
    let (lines, of_pages) = lines::lines(source);
    let mut reader = Reader::default();
    for (line, role) in lines.iter().zip(roles(&lines)) {
        reader.take(line, role);
    }
    reader.settle();
    let mut done = reader.done;
    let first = done.asked.first().map_or(usize::MAX, |asked| asked.line);
    let called = called::title(&lines, first);
    done.aside.retain(|(at, _)| called.as_ref().is_none_or(|called| *at != called.line));
    done.unsure = called.as_ref().is_some_and(|called| called.unsure);
    done.title = called.map(|called| called.words);
    done.closes = lines.iter().find_map(|line| closes(&line.text().replace(SOFT, " ")));
    for asked in &mut done.asked {
        finish(asked);
    }
    done.asked.retain(|asked| !asked.title.is_empty());
    done.aside.extend(of_pages.into_iter().map(|para| (para.line, para.text)));
    done.aside.sort_by_key(|(line, _)| *line);
    done
}

#[derive(Default)]
struct Reader {
    done: Parsed,
    /// The number of the last whole question or chapter, and its words.
    main: Option<(String, String)>,
    /// Lines that may be answers to tick, until there are two.
    waiting: Vec<(usize, String)>,
    /// Whether the last question can still get lines.
    open: bool,
    /// Whether a blank line has passed since the answers to tick began.
    apart: bool,
}

impl Reader {
    fn take(&mut self, line: &Line, role: Role) {
        let at = line.para.line;
        match role {
            Role::Whole(number, words) => {
                self.main = Some((number.clone(), words.clone()));
                self.begin(number, words, at);
            }
            Role::Part(sign, words) => self.part(&sign, &words, at),
            Role::Chapter(letter) => {
                self.aside(line);
                self.main = Some((letter, "?".into()));
            }
            Role::Counted(words) => {
                self.done.counted = true;
                let number = (self.done.asked.len() + 1).to_string();
                self.begin(number, words, at);
            }
            Role::Plain => self.under(line),
        }
    }

    fn begin(&mut self, number: String, title: String, line: usize) {
        self.settle();
        let notes = ["(optional)", "(required)", "(mandatory)"];
        let lower = title.trim().to_lowercase();
        let (title, guidance) = match notes.contains(&lower.as_str()) {
            true => (String::new(), vec![title.trim().to_string()]),
            false => (title, Vec::new()),
        };
        self.done.asked.push(Asked { number, title, line, guidance, ..Asked::default() });
        (self.open, self.apart) = (true, false);
    }

    fn part(&mut self, sign: &str, words: &str, line: usize) {
        let (main, stem) = self.main.clone().unwrap_or_default();
        // Words that only lead to the parts are asked with each of them.
        let leads = !stem.contains('?');
        if leads && self.done.asked.last().is_some_and(|a| a.number == main) {
            self.done.asked.pop();
        }
        let title = match (leads, stem.trim_end_matches([':', '.', '…'])) {
            (true, stem) if !stem.is_empty() => format!("{stem}: {words}"),
            _ => words.to_string(),
        };
        self.begin(format!("{main}{sign}"), title, line);
    }

    /// A line under a question, or before the first.
    fn under(&mut self, line: &Line) {
        let text = line.text().replace(SOFT, " ");
        let over = prompts::is_over(&text) || matches!(line.para.style, Style::Heading(_));
        let Some(asked) = self.done.asked.last_mut().filter(|_| self.open && !over) else {
            self.aside(line);
            return;
        };
        if lines::is_rule(&text) {
            return;
        }
        if text.starts_with('[') && text.ends_with(']') {
            // A box to write in, as a page has it.
            self.done.aside.push((line.para.line, text));
            return;
        }
        if asked.title.is_empty() {
            asked.title = text.clone();
            if let Some((_, stem)) = &mut self.main {
                *stem = text;
            }
            return;
        }
        if self.goes_on(&text, line.gap) || self.says_how(&text) || self.of_table(&text) {
            return;
        }
        self.option(line, &text);
    }

    /// A line that is part of the question: it asks while the one above did not, or at once behind.
    fn goes_on(&mut self, text: &str, gap: bool) -> bool {
        let Some(asked) = self.done.asked.last_mut() else { return false };
        let bare = asked.options.is_empty() && asked.why.is_empty() && self.waiting.is_empty();
        let leads = !asked.title.contains('?') && !prompts::is_open(&asked.title);
        let fits = text.trim_end().ends_with('?') && bare && (!gap || leads);
        if !fits || prompts::asks_why(text) {
            return false;
        }
        let sign = if asked.title.ends_with(['?', '.', ':', '!']) { " " } else { ": " };
        asked.title = format!("{}{sign}{text}", asked.title);
        true
    }

    /// A line that asks for reasons, states a limit or says how to answer.
    fn says_how(&mut self, text: &str) -> bool {
        let Some(asked) = self.done.asked.last_mut() else { return false };
        let (found, rest) = limit(text);
        let several = options::several(text);
        let guides = prompts::is_guidance(text) && !text.trim_end().ends_with('?');
        let is_option = options::begins_option(text);
        let says = prompts::asks_why(text) || several || guides || rest.is_empty();
        if !says || is_option {
            return false;
        }
        asked.several |= several;
        if !found.is_none() {
            asked.limit = found;
        }
        if prompts::asks_why(text) {
            asked.why.push(text.to_string());
        } else {
            asked.guidance.push(text.to_string());
        }
        self.settle();
        true
    }

    /// A line of a table whose columns are the answers to tick.
    fn of_table(&mut self, text: &str) -> bool {
        let Some(asked) = self.done.asked.last_mut() else { return false };
        let title = asked.title.to_lowercase();
        let many = ["each of", "following statements", "statements", "the following"]
            .iter()
            .any(|words| title.contains(words));
        if asked.options.is_empty()
            && let Some(all) = options::heads_table(text).or_else(|| options::on_line(text))
        {
            asked.options = all;
            self.settle();
            return true;
        }
        let waits = asked.options.is_empty() && asked.why.is_empty() && self.waiting.is_empty();
        if waits
            && !prompts::is_open(&asked.title)
            && let Some(all) = options::spaced(text)
        {
            asked.options = all;
            return true;
        }
        let room = asked.rows.len() < MOST_OPTIONS && asked.why.is_empty();
        if asked.options.len() > 1 && many && !asked.several && room && !self.apart {
            let first = asked.rows.is_empty() && options::begins_option(text);
            if let Some(row) = options::row(text).filter(|_| !first) {
                asked.rows.push(row);
                return true;
            }
        }
        false
    }

    /// A line that may be an answer to tick.
    fn option(&mut self, line: &Line, text: &str) {
        let Some(asked) = self.done.asked.last_mut() else { return };
        let para = match marker(text) {
            // A numbered paragraph.
            Some((Number::Whole(n, _), words)) if n.contains('.') || !is_short(words) => {
                return self.aside(line);
            }
            Some((_, words)) => Para { text: words.to_string(), ..line.para.clone() },
            None => Para { text: text.to_string(), ..line.para.clone() },
        };
        let sure = options::begins_option(text) || matches!(para.style, Style::Item { .. });
        let begun = !asked.options.is_empty() || !self.waiting.is_empty();
        // Behind a blank line come other things than the answers of an open question, and the
        // answers end where they began without one.
        let apart = line.gap && (prompts::is_open(&asked.title) || begun && !self.apart);
        let full = asked.options.len() >= MOST_OPTIONS;
        if !begun {
            self.apart = line.gap;
        }
        match options::line(&para).filter(|_| !full && (sure || !apart)) {
            Some(option) => {
                self.waiting.push((line.para.line, option));
                if self.waiting.len() + asked.options.len() > 1 {
                    asked.options.extend(self.waiting.drain(..).map(|(_, option)| option));
                }
            }
            None => self.aside(line),
        }
    }

    /// Words between questions; they end a list of answers.
    fn aside(&mut self, line: &Line) {
        self.settle();
        let text = line.text().replace(SOFT, " ");
        if !lines::is_rule(&text) {
            self.done.aside.push((line.para.line, text));
        }
        self.open = false;
    }

    /// A single line that may have been an answer to tick was none.
    fn settle(&mut self) {
        self.done.aside.append(&mut self.waiting);
    }
}

/// Takes the limit and the answers to tick out of a question's words.
fn finish(asked: &mut Asked) {
    let (found, rest) = limit(&asked.title.replace(SOFT, " "));
    if !found.is_none() {
        asked.limit = found;
    }
    asked.several |= options::several(&rest);
    // A question that is nothing but its limit is asked as it stands.
    asked.title = if rest.is_empty() { asked.title.replace(SOFT, " ") } else { rest };
    if asked.options.is_empty()
        && let Some((question, all)) = options::behind(&asked.title)
    {
        (asked.title, asked.options) = (question, all);
    }
    if asked.options.is_empty()
        && let Some(all) = options::scale(&asked.title)
    {
        asked.options = all;
    }
}
