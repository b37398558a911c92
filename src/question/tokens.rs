//! Dates and times cut into numbers and words.

use crate::question::fault::DateFault;

/// A date has at most: a weekday, a day with its ending, a month, a year, `at`, a time.
const MOST_TOKENS: usize = 12;

/// Digits as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    /// Their value.
    pub(super) value: u16,
    /// How many there are, from 1 to 4.
    pub(super) length: usize,
}

/// A piece of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// One number.
    Number(Digits),
    /// Numbers with one sign between them: `/`, `.`, `:` or `-`.
    Group(char, Vec<Digits>),
    /// Letters in lower case without apostrophes; `p.m.` is one word.
    Word(String),
}

/// Cuts. Commas, brackets and lone signs only part.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, DateFault> {
    let chars: Vec<char> = text.chars().flat_map(char::to_lowercase).map(fold).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if c.is_ascii_digit() {
            found.push(number(&chars, &mut at)?);
        } else if c.is_alphabetic() {
            let word = word(&chars, &mut at);
            push_word(&mut found, word);
        } else if c.is_whitespace()
            || matches!(c, ',' | '.' | ';' | ':' | '-' | '/' | '(' | ')' | '\'')
        {
            at += 1;
        } else {
            return Err(DateFault::NotADate);
        }
        if found.len() > MOST_TOKENS {
            return Err(DateFault::NotADate);
        }
    }
    Ok(found)
}

/// Makes one dash of all dashes, one apostrophe of all.
fn fold(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '’' | '‘' => '\'',
        c => c,
    }
}

fn word(chars: &[char], at: &mut usize) -> String {
    let mut word = String::new();
    while let Some(&c) = chars.get(*at).filter(|c| c.is_alphabetic() || **c == '\'') {
        if c != '\'' {
            word.push(c);
        }
        *at += 1;
    }
    word
}

/// Adds a word; the `m` of `p.m.` goes to its `p`.
fn push_word(found: &mut Vec<Token>, word: String) {
    if word == "m"
        && let Some(Token::Word(last)) = found.last_mut()
        && matches!(last.as_str(), "a" | "p")
    {
        last.push('m');
    } else {
        found.push(Token::Word(word));
    }
}

fn number(chars: &[char], at: &mut usize) -> Result<Token, DateFault> {
    let first = digits(chars, at)?;
    let mut sign = None;
    let mut parts = vec![first];
    while let Some((found, after)) = sign_before_digit(chars, *at) {
        if sign.is_some_and(|sign| sign != found) {
            break;
        }
        sign = Some(found);
        *at = after;
        parts.push(digits(chars, at)?);
    }
    Ok(match sign {
        Some(sign) => Token::Group(sign, parts),
        None => Token::Number(first),
    })
}

/// A sign with a digit after it, and where the digit is. Spaces may stand round a slash.
fn sign_before_digit(chars: &[char], at: usize) -> Option<(char, usize)> {
    let skip = |mut at: usize| {
        while chars.get(at) == Some(&' ') {
            at += 1;
        }
        at
    };
    let is_digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    match chars.get(at) {
        Some(&sign @ ('/' | '.' | ':' | '-')) if is_digit(at + 1) => Some((sign, at + 1)),
        _ => {
            let slash = skip(at);
            let digit = skip(slash + 1);
            (chars.get(slash) == Some(&'/') && is_digit(digit)).then_some(('/', digit))
        }
    }
}

fn digits(chars: &[char], at: &mut usize) -> Result<Digits, DateFault> {
    let (mut value, mut length) = (0, 0);
    while let Some(digit) = chars.get(*at).and_then(|c| c.to_digit(10)) {
        if length == 4 {
            return Err(DateFault::NotADate);
        }
        value = value * 10 + u16::try_from(digit).unwrap_or_default();
        length += 1;
        *at += 1;
    }
    Ok(Digits { value, length })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_cut_where_its_pieces_end() {
        let shown = |text: &str| {
            let parts = tokens(text).expect("can be cut").into_iter().map(|token| match token {
                Token::Number(n) => n.value.to_string(),
                Token::Word(word) => word,
                Token::Group(sign, parts) => {
                    let parts: Vec<String> = parts.iter().map(|p| p.value.to_string()).collect();
                    parts.join(&sign.to_string())
                }
            });
            parts.collect::<Vec<_>>().join(" ")
        };
        for (text, cut) in [
            ("Wed, 2nd Dec 2026 at 1.30 p.m.", "wed 2 nd dec 2026 at 1.30 pm"),
            ("3-Apr-26", "3 apr 26"),
            ("3 / 4 /26", "3/4/26"),
            ("2026-12-02T13:30", "2026-12-2 t 13:30"),
            ("2–12–26, 1 o’clock", "2-12-26 1 oclock"),
        ] {
            assert_eq!(shown(text), cut);
        }
        assert_eq!(tokens("12345"), Err(DateFault::NotADate));
        assert_eq!(tokens("2 + 2"), Err(DateFault::NotADate));
    }
}
