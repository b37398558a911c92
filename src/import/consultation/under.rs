//! What stands under a question: answers to tick, rows of a grid, what asks for reasons, guidance.

use super::limit::limit;
use super::lines::{
    BOXES, about, behind, is_chapter, is_usual, respondent_label, scale, several, unlike,
};
use super::parse::{Line, Reader};
use crate::import::consultation::question::ParsedQuestion;
use crate::import::words::{begins, count, lists};
use crate::text::numbering::{Marker, marker};

/// Most words of an answer to tick.
const MOST_WORDS: usize = 14;

/// Most answers to tick of a question.
const MOST_OPTIONS: usize = 60;

/// Most bytes of a question with what is said below it.
const LONGEST: usize = 4_000;

impl Reader {
    /// A line under a question.
    pub(super) fn under(&mut self, line: Line) {
        let words = &lists().consultation;
        let text = line.text.as_str();
        let Some(open) = &mut self.open else { return };
        if open.title.is_empty() {
            // `Question 3` stands on a line of its own.
            let (limit, title) = limit(text);
            open.limit = limit;
            open.several = several(&title);
            (open.title, open.options) = behind(&title);
            return;
        }
        if let Some(id) = respondent_label(text) {
            if about(&open.title, &open.title) == Some(id) {
                return self.aside(line);
            }
            let lists_them = open.title.ends_with(':')
                && open.options.is_empty()
                && self.short.is_empty()
                && !self.over;
            if lists_them {
                open.about.push(id);
            } else {
                self.end_question();
                self.open = Some(ParsedQuestion {
                    line: line.number,
                    title: line.text,
                    about: vec![id],
                    ..ParsedQuestion::default()
                });
            }
            return;
        }
        if !line.gap
            && !self.over
            && (open.title.ends_with("for example:") || open.title.ends_with("such as:"))
        {
            open.guidance.push(line.text);
            return;
        }
        if is_chapter(text) || begins(text, &words.over) && count(text) <= 25 && !text.contains('?')
        {
            self.over = true;
            return self.aside(line);
        }
        let size = open.title.len()
            + open.guidance.iter().chain(&open.why).map(String::len).sum::<usize>();
        if self.over || size > LONGEST {
            return self.aside(line);
        }
        let unboxed = text.trim_start_matches(BOXES).trim_start();
        let boxed = unboxed.len() < text.len()
            || line.bullet
            || text.starts_with("( )")
            || text.starts_with("[ ]");
        let unboxed = unboxed.trim_start_matches("( )").trim_start_matches("[ ]").trim();
        if !boxed && begins(text, &words.why) && !is_usual(text) {
            let (stated, why) = limit(text);
            open.limit.words = open.limit.words.or(stated.words);
            open.limit.characters = open.limit.characters.or(stated.characters);
            if !why.is_empty() {
                open.why.push(why);
            }
            return;
        }
        if !boxed && begins(text, &words.guidance) && count(text) <= 30 {
            let (stated, rest) = limit(text);
            open.limit.words = open.limit.words.or(stated.words);
            open.limit.characters = open.limit.characters.or(stated.characters);
            open.several |= several(text);
            if !rest.is_empty() {
                open.guidance.push(rest);
            }
            return;
        }
        if !boxed
            && let Some(options) = scale(&line.raw)
            && open.options.is_empty()
            && self.short.is_empty()
        {
            open.options = options;
            return;
        }
        let lettered = match marker(unboxed) {
            Some((Marker::Lettered(_) | Marker::Signed(_) | Marker::Bare(_), rest)) => Some(rest),
            _ => None,
        };
        let option = lettered.unwrap_or(unboxed).trim_end_matches([';', ',', '.']);
        let words = count(option);
        let asks =
            option.ends_with(['?', ':']) || text.ends_with(',') || text.ends_with('.') && words > 4;
        let fits = (1..=MOST_WORDS).contains(&words)
            && !asks
            && (boxed || lettered.is_some() || words <= 8);
        if fits && self.short.len() < MOST_OPTIONS {
            self.marked |=
                boxed || lettered.is_some() || is_usual(option) || line.raw.starts_with(' ');
            self.short.push((line.number, option.to_string()));
            return;
        }
        if self.short.is_empty() && open.options.is_empty() && !line.gap {
            open.guidance.push(line.text);
            return;
        }
        self.over = !text.ends_with('?');
        if self.over { self.aside(line) } else { open.why.push(line.text) }
    }

    /// Ends the question that is open: short lines under it are answers or rows where there are
    /// several, and of who answers where it asks that.
    pub(super) fn end_question(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        let short = std::mem::take(&mut self.short);
        let are_answers = short.len() > 1 || short.len() == 1 && !open.options.is_empty();
        if open.about.is_empty() && are_answers && open.options.is_empty() {
            open.options = unlike(short.into_iter().map(|(_, text)| text));
        } else if open.about.is_empty() && are_answers {
            open.rows = unlike(short.into_iter().map(|(_, text)| text));
        } else {
            for (_, text) in short {
                open.guidance.push(text);
            }
        }
        if open.about.is_empty() {
            let all = format!("{} {}", open.title, open.options.join(" "));
            open.about.extend(about(&open.title, &all));
        }
        self.found.questions.push(open);
    }
}
