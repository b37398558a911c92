//! The words of a sentence with their places, and the days that it names.

use std::ops::Range;

use jiff::civil::Date;

use crate::question::calendar;

/// A word without the punctuation round it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    /// The word.
    pub(super) text: &'t str,
    /// Where it begins, in bytes.
    pub(super) at: usize,
}

impl Token<'_> {
    /// Where it stands, in bytes.
    pub(super) fn range(&self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }

    /// Whether it is one of these words, in small letters.
    pub(super) fn is<W: AsRef<str>>(&self, words: &[W]) -> bool {
        let small = self.text.to_lowercase();
        words.iter().any(|word| word.as_ref() == small)
    }
}

/// The words of a text. What stands in square brackets is one word, filled in.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut all = Vec::new();
    let mut deep = 0_usize;
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match c {
            '[' => deep += 1,
            ']' => deep = deep.saturating_sub(1),
            _ => {}
        }
        if c.is_whitespace() && (deep == 0 || at == text.len()) {
            all.extend(start.take().and_then(|from| token(text, from..at)));
        } else if start.is_none() {
            start = Some(at);
        }
    }
    all
}

fn token(text: &str, range: Range<usize>) -> Option<Token<'_>> {
    let whole = &text[range.clone()];
    let inner = whole.trim_start_matches(is_around);
    let at = range.start + whole.len() - inner.len();
    let trimmed = inner.trim_end_matches(is_around);
    (!trimmed.is_empty()).then_some(Token { text: trimmed, at })
}

/// Whether a character stands round a word and is no part of it.
pub(super) fn is_around(c: char) -> bool {
    matches!(c, '(' | ')' | ',' | '.' | ';' | ':' | '!' | '?' | '*' | '_' | '>' | '#')
        || is_quote(c)
}

/// Whether a character is a quotation mark or an apostrophe.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’')
}

/// The number of a month.
pub(super) fn month(word: &str) -> Option<i8> {
    // "may" is a verb, "May" a month.
    word.starts_with(char::is_uppercase).then(|| calendar::month(&word.to_lowercase()))?
}

/// A day that a sentence names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Day {
    /// The day; of a month or a year alone its last.
    pub(super) date: Date,
    /// The words that name it, by index.
    pub(super) tokens: Range<usize>,
}

/// The days, and the months with their year, that a sentence names.
pub(super) fn days(tokens: &[Token<'_>]) -> Vec<Day> {
    let mut all = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if let Some(month) = month(token.text) {
            all.extend(with_month(tokens, at, month));
        } else if let Some(date) = in_figures(token.text) {
            all.push(Day { date, tokens: at..at + 1 });
        }
    }
    all
}

/// `3 March 2026`, `March 2026`, `March 3 2026`.
fn with_month(tokens: &[Token<'_>], at: usize, month: i8) -> Option<Day> {
    let number = |at: Option<usize>| tokens.get(at?).and_then(|t| day_number(t.text));
    let before = number(at.checked_sub(1));
    let behind = before.is_none().then(|| number(Some(at + 1))).flatten();
    let end = at + 1 + usize::from(behind.is_some());
    let year = tokens.get(end).and_then(|t| year(t.text))?;
    let start = at - usize::from(before.is_some());
    let first = Date::new(year, month, 1).ok()?;
    let date = match before.or(behind) {
        Some(day) => Date::new(year, month, day).ok()?,
        None => first.last_of_month(),
    };
    Some(Day { date, tokens: start..end + 1 })
}

/// `3` or `3rd`.
pub(super) fn day_number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    let fits = matches!(ending, "" | "st" | "nd" | "rd" | "th");
    digits.parse().ok().filter(|day| fits && (1..=31).contains(day))
}

/// A year of our times.
pub(super) fn year(word: &str) -> Option<i16> {
    let plain = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|year| plain && (1800..2200).contains(year))
}

/// `2026-03-03`, `03/03/2026`, `3.3.26`.
fn in_figures(word: &str) -> Option<Date> {
    if let Some(date) = Some(word).filter(|w| w.len() == 10).and_then(|w| w.parse().ok()) {
        return Some(date);
    }
    let mark = ['/', '.'].into_iter().find(|mark| word.matches(*mark).count() == 2)?;
    let parts: Vec<i16> = word.split(mark).map(|p| p.parse().ok()).collect::<Option<_>>()?;
    let [day, month, year] = parts.try_into().ok()?;
    let year = if year < 100 { 2000 + year } else { year };
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_found_as_people_write_them() {
        for (text, day) in [
            ("by 3 March 2026.", date(2026, 3, 3)),
            ("on the 3rd of it, 3rd March 2026", date(2026, 3, 3)),
            ("March 3, 2026", date(2026, 3, 3)),
            ("in March 2026", date(2026, 3, 31)),
            ("(03/03/2026)", date(2026, 3, 3)),
            ("2026-03-03", date(2026, 3, 3)),
        ] {
            let found: Vec<Date> = days(&tokens(text)).into_iter().map(|d| d.date).collect();
            assert_eq!(found, [day], "{text}");
        }
        for text in ["you may 3", "31 February 2026", "version 1.2.3456789", "[date x] 2026"] {
            assert_eq!(days(&tokens(text)), [], "{text}");
        }
    }
}
