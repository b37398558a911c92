//! Numbers of questions, as consultations write them: `1.`, `2)`, `Q3`, `Question 4:`, `5a`,
//! `(b)`, `(iv)`, `C.`, and `Question:` without one.

/// What a line begins with where it may be a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// `3`, `3a`, `2.1`, `Q3`, as it stands but for brackets; whether the line calls it a question.
    Whole(String, bool),
    /// `a`, a part of the question above.
    Part(String),
    /// `iv`, a part that is counted in Roman numerals.
    Roman(String),
    /// `C`, a chapter or a question counted in letters.
    Capital(String),
    /// `Question:`, without a number.
    Bare,
}

/// What a line begins with, and what follows it.
pub(super) fn marker(line: &str) -> Option<(Number, &str)> {
    let line = line.trim_start_matches(['*', ' ']);
    bare(line)
        .or_else(|| roman(line))
        .or_else(|| part(line))
        .or_else(|| capital(line))
        .or_else(|| whole(line))
}

/// The first number of a question's: 3 of `Q3`, `3a` and `3.2`.
pub(super) fn first(number: &str) -> u32 {
    let digits = number.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().unwrap_or(0)
}

/// `Question: do you agree?`
fn bare(line: &str) -> Option<(Number, &str)> {
    let lower = line.to_ascii_lowercase();
    let word =
        ["question:", "question -", "question –", "q:"].iter().find(|w| lower.starts_with(**w))?;
    let after = line[word.len()..].trim_start();
    let numbered = after.starts_with(|c: char| c.is_ascii_digit());
    (!after.is_empty() && !numbered).then_some((Number::Bare, after))
}

/// `(ii)`, `iv)`. One letter alone may be of either kind: `i` is taken for Roman.
fn roman(line: &str) -> Option<(Number, &str)> {
    let (sign, after) = bracketed(line)?;
    let numerals =
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv"];
    numerals.contains(&sign).then(|| (Number::Roman(sign.to_string()), after))
}

/// `a)`, `(b)`, `c.`
fn part(line: &str) -> Option<(Number, &str)> {
    let (sign, after) = bracketed(line)?;
    let letter = sign.len() == 1 && sign <= "l";
    letter.then(|| (Number::Part(sign.to_string()), after))
}

/// `A.`, `B)`
fn capital(line: &str) -> Option<(Number, &str)> {
    let letter = line.chars().next().filter(|c| ('A'..='P').contains(c))?;
    let after = line[1..].strip_prefix(')').or_else(|| line[1..].strip_prefix(". "))?.trim_start();
    // `J. Sample` is a name.
    let words = after.split_whitespace().count();
    (words > 1 || letter < 'H' && words == 1).then(|| (Number::Capital(letter.to_string()), after))
}

/// The small letters that a line begins with, between or before brackets or before a full stop.
fn bracketed(line: &str) -> Option<(&str, &str)> {
    let inner = line.strip_prefix('(').unwrap_or(line);
    let end = inner.find(|c: char| !c.is_ascii_lowercase())?;
    let (sign, rest) = inner.split_at(end);
    let after = rest.strip_prefix(')').or_else(|| rest.strip_prefix(". "))?.trim_start();
    (!sign.is_empty() && !after.is_empty()).then_some((sign, after))
}

fn whole(line: &str) -> Option<(Number, &str)> {
    let words = ["question ", "consultation question ", "qu. ", "qu ", "q. ", "q "];
    let lower = line.to_ascii_lowercase();
    let named = words.iter().find(|word| lower.starts_with(**word)).map(|word| word.len());
    let close = lower.starts_with('q') && lower[1..].starts_with(|c: char| c.is_ascii_digit());
    // `Q.10`
    let stop = lower.starts_with("q.") && lower[2..].starts_with(|c: char| c.is_ascii_digit());
    let letter = if close || stop { &line[..1] } else { "" };
    let named = named.or(close.then_some(1)).or(stop.then_some(2));
    let from = line.get(named.unwrap_or(0)..)?.trim_start();
    let from = from.strip_prefix('(').unwrap_or(from);
    let end = number_end(from)?;
    let (digits, rest) = from.split_at(end);
    let signs = ['.', ')', ':', '-', '–', '—', ' ', ']', '\t'];
    let after = rest.trim_start_matches(signs);
    let spaced = rest.starts_with([' ', '\t']);
    let parted = rest.starts_with(['.', ')', ':', '–', '—', ']'])
        || rest.starts_with(" -")
        || rest.starts_with(" –");
    let lettered = digits.ends_with(|c: char| c.is_ascii_alphabetic());
    let chaptered = digits.contains('.');
    let begins = after.starts_with(|c: char| c.is_uppercase());
    // `5 people said` is no number; `5 Do you agree?` is one.
    let asks = spaced && begins && (lettered || chaptered || after.trim_end().ends_with('?'));
    // `Question 5 above is hard` speaks of one.
    let heads =
        rest.is_empty() || spaced && (begins || after.starts_with('(') || after.contains('?'));
    let fits = parted || asks || named.is_some() && heads;
    let touches = rest.starts_with(|c: char| c.is_alphanumeric());
    let plain = digits.replace(['(', ')'], "");
    (fits && !touches).then(|| (Number::Whole(format!("{letter}{plain}"), named.is_some()), after))
}

/// Where a number ends: `12`, `2.1`, `3a`, `3(a)`.
fn number_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(0);
    if !(1..=3).contains(&end) {
        return None;
    }
    while bytes.get(end) == Some(&b'.') && (1..=2).contains(&digits(end + 1)) {
        end += 1 + digits(end + 1);
    }
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    if letter(end) && !letter(end + 1) {
        end += 1;
    } else if bytes.get(end) == Some(&b'(') && letter(end + 1) && bytes.get(end + 2) == Some(&b')')
    {
        end += 3;
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_consultations_use() {
        let read = |line: &str| {
            marker(line).map(|(number, rest)| match number {
                Number::Whole(n, named) => format!("{n}{}|{rest}", if named { "!" } else { "" }),
                Number::Part(n) => format!("~{n}|{rest}"),
                Number::Roman(n) => format!("~~{n}|{rest}"),
                Number::Capital(n) => format!("^{n}|{rest}"),
                Number::Bare => format!("?|{rest}"),
            })
        };
        for (line, wanted) in [
            ("1. Do you agree?", Some("1|Do you agree?")),
            ("12) Why?", Some("12|Why?")),
            ("Q3 Why", Some("Q3!|Why")),
            ("Q4. Why?", Some("Q4!|Why?")),
            ("Q.10 Comments", Some("Q10!|Comments")),
            ("1  Do you agree?", Some("1|Do you agree?")),
            ("Question 5: Why?", Some("5!|Why?")),
            ("Question 6", Some("6!|")),
            ("3a. Why?", Some("3a|Why?")),
            ("3(b) Why?", Some("3b|Why?")),
            ("2.1 Do you agree?", Some("2.1|Do you agree?")),
            ("a) Why?", Some("~a|Why?")),
            ("(b) Why?", Some("~b|Why?")),
            ("7 Do you agree?", Some("7|Do you agree?")),
            ("4b) Why?", Some("4b|Why?")),
            ("7.1 The stops", Some("7.1|The stops")),
            ("q7.1) Why?", Some("q7.1!|Why?")),
            ("(ii) Why?", Some("~~ii|Why?")),
            ("iv) Why?", Some("~~iv|Why?")),
            ("A. Vision", Some("^A|Vision")),
            ("J. Sample", None),
            ("Question: Why?", Some("?|Why?")),
            ("Question 5 above is hard", None),
            ("7 people said so", None),
            ("20 mph zones?", None),
            ("2026. A year", None),
            ("a library", None),
            ("Quite so", None),
            ("Questions", None),
            ("", None),
        ] {
            assert_eq!(read(line).as_deref(), wanted, "{line}");
        }
    }
}
