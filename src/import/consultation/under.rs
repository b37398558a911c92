//! What stands under a question: answers to tick, rows of a grid, what asks for reasons, guidance.

use super::lines::{BOXES, about, is_chapter, respondent_label, scale};
use super::parse::{Line, Reader};
use crate::import::consultation::question::ParsedQuestion;
use crate::import::words::{begins, count, is, plain, says, unlike};
use crate::text::question_number::marker;

/// Most words of an answer to tick: with a box or letter, and without.
const MOST_WORDS: usize = 14;
const MOST_WORDS_BARE: usize = 8;

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
        if let Some(id) = respondent_label(text) {
            return self.label(id, line);
        }
        let over = begins(text, "over") && count(text) <= 25 && !text.contains('?');
        let lists_examples =
            ["for example:", "such as:"].iter().any(|end| open.title.ends_with(end));
        if !line.gap && !self.over && lists_examples {
            return open.guidance.push(line.text);
        }
        let chapter = is_chapter(text) && !line.is_scale();
        if self.over || chapter || over || open.title.len() + said(open) > LONGEST {
            self.over |= chapter || over;
            return self.aside(line);
        }
        let bare = text.trim_start_matches(BOXES).trim_start();
        let row = text.trim_end_matches(|c| c == ' ' || BOXES.contains(&c));
        let ticks = text[row.len()..].matches(BOXES).count();
        if ticks > 1 && !row.is_empty() {
            // What heads the column of the rows is no answer.
            if open.options.len() == ticks + 1 {
                open.options.remove(0);
            }
            return self.short.push(row.to_string());
        }
        let boxed = bare.len() < text.len() || line.bullet;
        let boxes = text.matches(BOXES).count();
        let why = begins(text, "why") && !is(text, "usual");
        if !boxed && (why || begins(text, "guidance") && count(text) <= 30) {
            let rest = open.limited(text);
            let list = if why { &mut open.why } else { &mut open.guidance };
            list.extend(Some(rest).filter(|rest| !rest.is_empty()));
            return;
        }
        if open.options.is_empty()
            && self.short.is_empty()
            && let Some(options) = scale(&line.raw).filter(|_| !boxed || line.is_row() || boxes > 1)
        {
            open.options = options;
            return;
        }
        let lettered = marker(bare).map(|marker| marker.rest).filter(|rest| !rest.is_empty());
        let option = lettered.unwrap_or(bare).trim_end_matches([';', ',', '.']);
        let option = if plain(option) == "other" { option.trim_end_matches(':') } else { option };
        let many = count(option);
        let goes_on = option.ends_with(['?', ':']) || text.ends_with(',');
        let most = if boxed || lettered.is_some() { MOST_WORDS } else { MOST_WORDS_BARE };
        let sentence = text.ends_with('.') && many > 4;
        // Behind boxes, and behind what asks for reasons, a line without one is a heading.
        let listed = boxed || !self.boxed && open.why.is_empty();
        let fits = (1..=most).contains(&many) && !goes_on && !sentence && listed;
        if fits && self.short.len() < MOST_OPTIONS {
            self.boxed |= boxed;
            return self.short.push(option.trim_matches(super::parse::EDGES).to_string());
        }
        if self.short.is_empty() && open.options.is_empty() && !line.gap {
            return open.guidance.push(line.text);
        }
        self.over = !text.ends_with('?');
        if self.over { self.aside(line) } else { open.why.push(line.text) }
    }

    /// A label of who answers, such as `Postcode`: part of a question that lists them, or one.
    fn label(&mut self, id: &'static str, line: Line) {
        let Some(open) = &mut self.open else { return };
        if about(&open.title, &open.title) == Some(id) {
            return self.aside(line);
        }
        let lists_them =
            open.title.ends_with(':') && open.options.is_empty() && self.short.is_empty();
        if lists_them && !self.over {
            return open.about.push(id);
        }
        self.end_question();
        self.open = Some(ParsedQuestion {
            line: line.number,
            title: line.text,
            about: vec![id],
            ..ParsedQuestion::default()
        });
    }

    /// Ends the question that is open: short lines under it are answers or, below a scale, rows,
    /// where there are several.
    pub(super) fn end_question(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        let mut short = std::mem::take(&mut self.short);
        let ranked = says(&open.title, "ranks");
        let scale = short.iter().take_while(|option| is(option, "usual")).count();
        if says(&open.title, "each")
            && open.options.is_empty()
            && scale > 1
            && short.len() > scale + 1
        {
            open.options = short.drain(..scale).collect();
        }
        let are_answers = short.len() > 1 || short.len() == 1 && !open.options.is_empty();
        // Answers below a scale name its ends.
        let ends = !open.options.is_empty() && short.iter().all(|option| is(option, "usual"));
        if !open.about.is_empty() || !are_answers || ranked || ends {
            open.guidance.append(&mut short);
        } else if open.options.is_empty() {
            open.options = unlike(short.into_iter());
        } else {
            // Forms that are pasted say the answers again below each row.
            let rows = short.into_iter().filter(|row| !open.options.contains(row));
            open.rows = unlike(rows);
        }
        if open.about.is_empty() {
            let all = format!("{} {}", open.title, open.options.join(" "));
            open.about.extend(about(&open.title, &all));
        }
        self.found.questions.push(open);
    }
}

/// Bytes of what is said below a question.
fn said(open: &ParsedQuestion) -> usize {
    open.guidance.iter().chain(&open.why).map(String::len).sum()
}
