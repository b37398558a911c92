//! Which lines of a consultation ask: not every line with a number does. Chapters, paragraphs,
//! answers to tick and what comes after the last question have numbers too.

use super::lines::Line;
use super::number::{Number, first, marker};
use super::{options, prompts};
use crate::adapt::source::{SOFT, Style};

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A question by this number, and its words.
    Whole(String, String),
    /// A part of the question above, by its letter or `(ii)`, and its words.
    Part(String, String),
    /// A chapter by its letter: its parts are questions.
    Chapter(String),
    /// A question without a number, and its words.
    Counted(String),
    /// Anything else.
    Plain,
}

/// How the questions of a consultation are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scheme {
    /// `Question 3`; other numbers are of paragraphs and answers.
    Named,
    /// `3.`
    Numbers,
    /// `A.` with `(i)` below it.
    Letters,
    /// `Question:`
    Worded,
    /// By their question marks alone.
    Unmarked,
}

type Mark = Option<(Number, String)>;

/// What each line is.
pub(super) fn roles(lines: &[Line]) -> Vec<Role> {
    let marks: Vec<Mark> = lines.iter().map(mark).collect();
    let scheme = scheme(lines, &marks);
    let mut roles = Roles { lines, marks: &marks, scheme, last: None, stem: None, ticked: None };
    (0..lines.len()).map(|at| roles.role(at)).collect()
}

/// The number of a line, be it typed or that of a list.
fn mark(line: &Line) -> Mark {
    let words = line.text().to_string();
    match line.para.style {
        Style::Item { number: Some(n), depth: 0 } => {
            Some((Number::Whole(n.to_string(), false), words))
        }
        Style::Item { number: Some(n), .. } => Some((Number::Part(letter(n)), words)),
        Style::Item { number: None, .. } => None,
        _ => marker(line.text()).map(|(number, words)| (number, words.to_string())),
    }
}

fn letter(n: u32) -> String {
    char::from_u32('a' as u32 + n.saturating_sub(1).min(25)).map_or_else(String::new, String::from)
}

fn scheme(lines: &[Line], marks: &[Mark]) -> Scheme {
    let asks = |at: usize| asks_at(lines, marks, at);
    let count = |wanted: &dyn Fn(&Number, usize) -> bool| {
        let found = marks.iter().enumerate();
        found.filter(|(at, mark)| mark.as_ref().is_some_and(|(n, _)| wanted(n, *at))).count()
    };
    let named = count(&|n, _| matches!(n, Number::Whole(_, true)));
    let bare = count(&|n, at| matches!(n, Number::Whole(_, false)) && asks(at));
    let lettered = count(&|n, at| {
        matches!(n, Number::Capital(_) | Number::Roman(_) | Number::Part(_)) && asks(at)
    });
    let first_named = marks
        .iter()
        .position(|mark| matches!(mark, Some((Number::Whole(_, true), _))))
        .unwrap_or(marks.len());
    // `i. … ii. … iii. …`, with a `Q.10` behind them.
    let before = (0..first_named)
        .filter(|at| {
            matches!(marks[*at], Some((Number::Roman(_) | Number::Part(_), _))) && asks(*at)
        })
        .count();
    if bare == 0 && before > named {
        Scheme::Letters
    } else if named > bare {
        Scheme::Named
    } else if bare > 0 {
        Scheme::Numbers
    } else if lettered > 0 {
        Scheme::Letters
    } else if count(&|n, _| *n == Number::Bare) > 0 {
        Scheme::Worded
    } else if count(&|n, _| matches!(n, Number::Whole(..))) > 0 {
        Scheme::Numbers
    } else {
        Scheme::Unmarked
    }
}

/// Whether a numbered line asks, by itself or in the line below where it has no words.
fn asks_at(lines: &[Line], marks: &[Mark], at: usize) -> bool {
    let words = marks[at].as_ref().map_or("", |(_, words)| words.as_str());
    let below = || {
        let next = lines.get(at + 1).filter(|_| marks.get(at + 1).is_some_and(Option::is_none));
        next.is_some_and(|line| asks(line.text()))
    };
    asks(words) || words.split_whitespace().count() <= 8 && below()
}

/// Whether words ask for something.
fn asks(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    let lower = words.to_lowercase();
    let signs = ["please tell", "please explain", "please give", "please say", "please describe"];
    words.contains('?')
        || signs.iter().any(|sign| lower.contains(sign))
        || ["please", "describe", "explain", "tell", "say", "give"].contains(&first.as_str())
            && !prompts::is_over(words)
}

/// Whether words are few and ask nothing.
pub(super) fn is_short(words: &str) -> bool {
    words.split_whitespace().count() <= 8 && !words.contains('?')
}

/// Whether numbered words head a chapter.
fn is_chapter(words: &str) -> bool {
    let lower = words.trim().to_lowercase();
    ["introduction", "background", "foreword", "overview", "summary", "context", "contents"]
        .contains(&lower.trim_end_matches(['.', ':']))
        || prompts::is_over(words)
        || options::is_heading(words)
}

struct Roles<'l> {
    lines: &'l [Line],
    marks: &'l [Mark],
    scheme: Scheme,
    /// The number of the last question.
    last: Option<String>,
    /// The question or chapter that parts belong to: its words, and whether its parts so far are
    /// counted in Roman numerals.
    stem: Option<(String, Option<bool>)>,
    /// The last number of a run of numbered answers.
    ticked: Option<u32>,
}

impl Roles<'_> {
    fn role(&mut self, at: usize) -> Role {
        let Some((number, words)) = self.marks[at].clone() else { return self.unmarked(at) };
        match number {
            Number::Whole(number, named) if self.asks_by_number(at, &number, named, &words) => {
                self.last = Some(number.clone());
                self.ticked = None;
                self.stem = Some((self.words_of(at, &words), None));
                Role::Whole(number, words)
            }
            Number::Whole(number, _) => {
                self.ticked = Some(first(&number));
                Role::Plain
            }
            Number::Capital(letter) if self.scheme == Scheme::Letters => {
                self.lettered(at, letter, words)
            }
            Number::Part(sign) => self.part(at, sign, words, false),
            Number::Roman(sign) => self.part(at, sign, words, true),
            Number::Bare if self.scheme == Scheme::Worded => Role::Counted(words),
            _ => Role::Plain,
        }
    }

    fn unmarked(&mut self, at: usize) -> Role {
        let text = self.lines[at].text();
        let asks = text.trim_end().ends_with('?') && text.split_whitespace().count() > 2;
        if self.scheme == Scheme::Unmarked && asks && !prompts::asks_why(text) {
            return Role::Counted(text.to_string());
        }
        Role::Plain
    }

    /// The words of a question, be they on the line below.
    fn words_of(&self, at: usize, words: &str) -> String {
        let below = || self.lines.get(at + 1).map_or("", |line| line.text());
        if words.is_empty() { below().to_string() } else { words.to_string() }
    }

    fn asks_by_number(&self, at: usize, number: &str, named: bool, words: &str) -> bool {
        match self.scheme {
            _ if named => true,
            Scheme::Named => self.between_named(at, number, words),
            Scheme::Numbers => self.asks_bare(at, number, words),
            _ => false,
        }
    }

    /// A number alone among `Question 2` and `Question 5` is one of theirs if it asks and fits.
    fn between_named(&self, at: usize, number: &str, words: &str) -> bool {
        let next = self.marks[at + 1..].iter().flatten().find_map(|(n, _)| match n {
            Number::Whole(n, true) => Some(first(n)),
            _ => None,
        });
        let (n, last) = (first(number), self.last.as_deref().map_or(0, first));
        let again = number.ends_with(|c: char| c.is_ascii_alphabetic()) && n == last;
        words.contains('?') && (n > last || again) && next.map_or(n <= last + 2, |next| n < next)
    }

    fn asks_bare(&self, at: usize, number: &str, words: &str) -> bool {
        let n = first(number);
        let last = self.last.as_deref().unwrap_or_default();
        let goes_back = self.last.is_some()
            && (n < first(last) || n == first(last) && number.len() <= last.len());
        let counts_answers =
            self.ticked.is_some_and(|ticked| n == ticked + 1) && self.last.is_some();
        if is_chapter(words) || self.is_parent(at, number) {
            return false;
        }
        if asks_at(self.lines, self.marks, at) {
            return !((goes_back || counts_answers) && is_short(words) && !words.is_empty());
        }
        if goes_back || counts_answers {
            return false;
        }
        if self.leads(at) || self.has_answers(at) {
            return true;
        }
        if number.contains('.')
            || self.goes_on_in_prose(at)
            || words.split_whitespace().count() > 25
        {
            return false;
        }
        let follows = n == first(last) + 1;
        follows && (self.asks_later(at, n) || self.asks_seldom())
    }

    /// `1. Vision` above `1.1 Do you agree?`
    fn is_parent(&self, at: usize, number: &str) -> bool {
        let child = format!("{number}.");
        let next = self.marks[at + 1..].iter().flatten().next();
        !asks_at(self.lines, self.marks, at)
            && next.is_some_and(|(n, _)| matches!(n, Number::Whole(n, _) if n.starts_with(&child)))
    }

    /// Whether parts follow that ask.
    fn leads(&self, at: usize) -> bool {
        let next = self.marks[at + 1..].iter().flatten().next();
        next.is_some_and(|(n, _)| {
            matches!(n, Number::Part(p) if p == "a") || matches!(n, Number::Roman(r) if r == "i")
        })
    }

    /// Whether answers to tick, or room for words, follow at once.
    fn has_answers(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at + 1).filter(|_| self.marks[at + 1].is_none()) else {
            return false;
        };
        let text = line.text();
        options::begins_option(text)
            || options::on_line(text).is_some()
            || options::several(text)
            || prompts::asks_why(text)
    }

    fn goes_on_in_prose(&self, at: usize) -> bool {
        self.lines.get(at + 1).filter(|_| self.marks[at + 1].is_none()).is_some_and(|line| {
            line.text().split_whitespace().count() >= 8
                && !line.text().contains('?')
                && !prompts::is_guidance(line.text())
        })
    }

    /// Whether a question with a higher number comes behind.
    fn asks_later(&self, at: usize, n: u32) -> bool {
        (at + 1..self.marks.len()).any(|later| {
            matches!(&self.marks[later], Some((Number::Whole(m, _), _)) if first(m) > n)
                && asks_at(self.lines, self.marks, later)
        })
    }

    /// Whether most numbered lines put no question: then they are headings to write under.
    fn asks_seldom(&self) -> bool {
        let whole = |at: &usize| matches!(self.marks[*at], Some((Number::Whole(..), _)));
        let (asking, all) =
            (0..self.marks.len()).filter(whole).fold((0, 0), |(asking, all), at| {
                (asking + usize::from(asks_at(self.lines, self.marks, at)), all + 1)
            });
        asking * 2 < all
    }

    fn lettered(&mut self, at: usize, letter: String, words: String) -> Role {
        let asks = asks_at(self.lines, self.marks, at);
        self.stem = Some((String::new(), None));
        self.last = Some(letter.clone());
        if asks { Role::Whole(letter, words) } else { Role::Chapter(letter) }
    }

    fn part(&mut self, at: usize, sign: String, words: String, mut roman: bool) -> Role {
        let text = words.replace(SOFT, " ");
        let asks = asks_at(self.lines, self.marks, at);
        let Some((stem, counted)) = &mut self.stem else {
            let alone = self.scheme == Scheme::Letters && asks;
            return if alone { Role::Whole(sign, words) } else { Role::Plain };
        };
        // `(i)` behind `(h)` is a letter.
        roman &= sign.len() > 1 || *counted != Some(false);
        let which = stem.to_lowercase().contains("which") || options::several(stem);
        let leads = stem.trim_end().ends_with([':', '…']) && !which;
        let fits = asks || !is_short(&text) || leads;
        if !fits || prompts::is_over(&text) {
            return Role::Plain;
        }
        *counted = Some(roman);
        Role::Part(if roman { format!("({sign})") } else { sign }, words)
    }
}
