//! The questions of a consultation, as somebody pasted them.

use super::closes::{Closes, closes};
use super::limit::{Limit, limit};
use super::number::{Number, number};
use super::options;
use crate::adapt::source::{Para, SOFT, Style};

/// Most questions.
pub(super) const MOST: usize = 200;

/// Most answers to tick of a question.
const MOST_OPTIONS: usize = 60;

/// A consultation's questions, and what stands round them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Parsed {
    pub(super) title: Option<String>,
    pub(super) closes: Option<Closes>,
    pub(super) asked: Vec<Asked>,
    /// What is no question: line and words.
    pub(super) aside: Vec<(usize, String)>,
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
}

/// Reads paragraphs.
pub(super) fn parse(paras: &[Para]) -> Parsed {
    let lines: Vec<Para> = paras.iter().flat_map(Para::cut).collect();
    let named = are_named(&lines);
    let mut reader = Reader { named, ..Reader::default() };
    for line in &lines {
        reader.take(line);
    }
    reader.done.title = title(&lines, reader.done.asked.first().map_or(0, |a| a.line));
    let shown = reader.done.title.clone();
    reader.done.aside.retain(|(_, words)| Some(words) != shown.as_ref());
    reader.done.closes = lines.iter().find_map(|line| closes(&line.text));
    for asked in &mut reader.done.asked {
        finish(asked);
    }
    reader.done.asked.retain(|asked| !asked.title.is_empty());
    reader.done
}

/// Whether questions are called so: then other numbers are of paragraphs and options.
fn are_named(lines: &[Para]) -> bool {
    let (mut named, mut bare) = (0, 0);
    for line in lines {
        let item = matches!(line.style, Style::Item { number: Some(_), depth: 0 });
        match number(&line.text) {
            Some((Number::Whole(_, true), _)) => named += 1,
            Some((Number::Whole(_, false), words)) if asks(words) => bare += 1,
            None if item && asks(&line.text) => bare += 1,
            _ => {}
        }
    }
    named > bare
}

/// Whether numbered words ask for something.
fn asks(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    words.contains('?')
        || ["please", "describe", "explain", "tell", "say", "give"].contains(&first.as_str())
}

#[derive(Default)]
struct Reader {
    named: bool,
    done: Parsed,
    /// The number of the last whole question, and its words where they only lead to its parts.
    main: Option<(String, String)>,
    /// Lines that may be options, until there are two.
    waiting: Vec<(usize, String)>,
    /// Whether the last question can still get lines.
    open: bool,
}

impl Reader {
    fn take(&mut self, line: &Para) {
        if let Some((found, words)) = self.number(line) {
            self.begin(found, &words, line.line);
        } else {
            self.under(line);
        }
    }

    /// The number of a line that begins a question, and its words.
    fn number(&self, line: &Para) -> Option<(Number, String)> {
        if let Style::Item { number: Some(n), depth } = line.style {
            let part = || Number::Part(letter(n));
            let found = if depth > 0 { part() } else { Number::Whole(n.to_string(), false) };
            return self.begins(&found, &line.text).then(|| (found, line.text.clone()));
        }
        let (found, words) = number(&line.text)?;
        self.begins(&found, words).then(|| (found, words.to_string()))
    }

    /// Whether a numbered line is a question: not a numbered option or paragraph.
    fn begins(&self, found: &Number, words: &str) -> bool {
        match found {
            Number::Part(_) => self.main.is_some() && (!is_short(words) || words.ends_with('?')),
            Number::Whole(_, true) => true,
            Number::Whole(..) if self.named => false,
            Number::Whole(n, false) => {
                let goes_back = |last: &str| first(n) <= first(last) && n.len() <= last.len();
                let before = self.main.as_ref().is_some_and(|(last, _)| goes_back(last));
                !(is_chapter(words) || before && is_short(words))
            }
        }
    }

    fn begin(&mut self, found: Number, words: &str, line: usize) {
        self.settle();
        let (number, title) = match found {
            Number::Whole(number, _) => {
                self.main = Some((number.clone(), words.to_string()));
                (number, words.to_string())
            }
            Number::Part(letter) => {
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
                (format!("{main}{letter}"), title)
            }
        };
        self.done.asked.push(Asked { number, title, line, ..Asked::default() });
        self.open = true;
    }

    /// A line under a question, or before the first.
    fn under(&mut self, line: &Para) {
        let Some(asked) = self.done.asked.last_mut().filter(|_| self.open) else {
            self.done.aside.push((line.line, line.text.replace(SOFT, " ")));
            return;
        };
        if asked.title.is_empty() {
            asked.title = line.text.clone();
            if let Some((_, stem)) = &mut self.main {
                *stem = line.text.clone();
            }
            return;
        }
        let (found, rest) = limit(&line.text);
        if !found.is_none() {
            asked.limit = found;
        }
        asked.several |= options::several(&rest);
        if rest.is_empty() || asks_why(&rest) || options::several(&rest) && is_short(&rest) {
            return;
        }
        if let Some(all) = options::on_line(&rest).filter(|_| asked.options.is_empty()) {
            asked.options = all;
            return;
        }
        let numbered = match number(&line.text) {
            // A numbered paragraph.
            Some((Number::Whole(n, _), words)) if n.contains('.') || !is_short(words) => {
                self.aside(line);
                return;
            }
            Some((_, words)) => Some(Para { text: words.to_string(), ..line.clone() }),
            None => None,
        };
        let full = asked.options.len() >= MOST_OPTIONS;
        match options::line(numbered.as_ref().unwrap_or(line)).filter(|_| !full) {
            Some(option) => {
                self.waiting.push((line.line, option));
                if self.waiting.len() + asked.options.len() > 1 {
                    asked.options.extend(self.waiting.drain(..).map(|(_, option)| option));
                }
            }
            None => self.aside(line),
        }
    }

    /// Words between questions; they end a list of options.
    fn aside(&mut self, line: &Para) {
        self.settle();
        self.done.aside.push((line.line, line.text.replace(SOFT, " ")));
        self.open = false;
    }

    /// A single line that may have been an option was none.
    fn settle(&mut self) {
        self.done.aside.append(&mut self.waiting);
    }
}

fn letter(n: u32) -> String {
    char::from_u32('a' as u32 + n.saturating_sub(1).min(25)).map_or_else(String::new, String::from)
}

fn first(number: &str) -> u32 {
    let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    number[..end].parse().unwrap_or(0)
}

fn is_short(words: &str) -> bool {
    words.split_whitespace().count() <= 8 && !words.contains('?')
}

/// Whether numbered words head a chapter.
fn is_chapter(words: &str) -> bool {
    let lower = words.trim().to_lowercase();
    [
        "introduction",
        "background",
        "foreword",
        "overview",
        "how to respond",
        "summary",
        "context",
        "next steps",
    ]
    .contains(&lower.trim_end_matches(['.', ':']))
        || options::is_heading(words)
}

/// Lines that ask for reasons: every answer has room for them.
fn asks_why(words: &str) -> bool {
    let lower = words.to_lowercase();
    let starts = [
        "please explain",
        "please give",
        "please tell us why",
        "please provide",
        "give reasons",
        "comments",
        "reasons",
        "your answer",
        "answer:",
        "please comment",
        "please use this space",
        "if so",
        "if not",
        "if yes",
        "if no",
        "why?",
        "please say why",
        "open text",
        "free text",
    ];
    starts.iter().any(|start| lower.starts_with(start))
}

/// Takes the limit and the options out of a question's words.
fn finish(asked: &mut Asked) {
    let (found, rest) = limit(&asked.title.replace(SOFT, " "));
    if !found.is_none() {
        asked.limit = found;
    }
    asked.several |= options::several(&rest);
    asked.title = rest;
    if asked.options.is_empty()
        && let Some((question, all)) = options::behind(&asked.title)
    {
        (asked.title, asked.options) = (question, all);
    }
}

/// What the consultation is called: a heading, or the first short line before the questions.
fn title(lines: &[Para], first: usize) -> Option<String> {
    let mut before = lines.iter().filter(|line| line.line < first);
    let line = before.clone().find(|l| l.stands_out()).or_else(|| before.next())?;
    let words = line.text.replace([SOFT, '\n'], " ");
    let words = words.strip_prefix("Consultation:").unwrap_or(&words).trim().to_string();
    let count = words.split_whitespace().count();
    ((2..=20).contains(&count) && words.len() < 400)
        .then(|| words.trim_end_matches('.').to_string())
}
