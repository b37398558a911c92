//! Numbers of questions, as consultations write them: `1.`, `2)`, `Q3`, `Question 4:`, `5a`,
//! `(b)`.

/// A number at the beginning of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// `3`, `3a`, `2.1`; whether the line calls it a question (`Q3`).
    Whole(String, bool),
    /// `a`, a part of the question above.
    Part(String),
}

/// The number that a line begins with, and what follows it.
pub(super) fn number(line: &str) -> Option<(Number, &str)> {
    let line = line.trim_start_matches(['*', ' ']);
    part(line).or_else(|| whole(line))
}

/// `a)`, `(b)`, `c.`
fn part(line: &str) -> Option<(Number, &str)> {
    let inner = line.strip_prefix('(').unwrap_or(line);
    let letter = inner.chars().next().filter(|c| c.is_ascii_lowercase() && *c <= 'l')?;
    let rest = &inner[1..];
    let after = rest.strip_prefix(')').or_else(|| rest.strip_prefix(". "))?;
    let after = after.trim_start();
    (!after.is_empty()).then(|| (Number::Part(letter.to_string()), after))
}

fn whole(line: &str) -> Option<(Number, &str)> {
    let words = ["question ", "consultation question ", "qu. ", "qu ", "q. ", "q "];
    let lower = line.to_ascii_lowercase();
    let named = words.iter().find(|word| lower.starts_with(**word)).map(|word| word.len());
    let close = lower.starts_with('q') && lower[1..].starts_with(|c: char| c.is_ascii_digit());
    let named = named.or(close.then_some(1));
    let from = line.get(named.unwrap_or(0)..)?.trim_start();
    let from = from.strip_prefix('(').unwrap_or(from);
    let end = number_end(from)?;
    let (digits, rest) = from.split_at(end);
    let signs = ['.', ')', ':', '-', '–', '—', ' ', ']'];
    let after = rest.trim_start_matches(signs);
    let parted = rest.starts_with(['.', ')', ':', '–', '—', ']']) || rest.starts_with(" -");
    let lettered = digits.ends_with(|c: char| c.is_ascii_alphabetic());
    // `5 people said` is no number; `5 Do you agree?` is one.
    let asks = rest.starts_with(' ')
        && after.starts_with(|c: char| c.is_uppercase())
        && (lettered || after.trim_end().ends_with('?'));
    let fits = parted || asks || named.is_some() && (rest.is_empty() || rest.starts_with(' '));
    let touches = rest.starts_with(|c: char| c.is_alphanumeric());
    (fits && !touches).then(|| {
        (Number::Whole(digits.to_ascii_lowercase().replace(['(', ')'], ""), named.is_some()), after)
    })
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
            number(line).map(|(number, rest)| match number {
                Number::Whole(n, named) => format!("{n}{}|{rest}", if named { "!" } else { "" }),
                Number::Part(n) => format!("~{n}|{rest}"),
            })
        };
        for (line, wanted) in [
            ("1. Do you agree?", Some("1|Do you agree?")),
            ("12) Why?", Some("12|Why?")),
            ("Q3 Why", Some("3!|Why")),
            ("Q4. Why?", Some("4!|Why?")),
            ("Question 5: Why?", Some("5!|Why?")),
            ("Question 6", Some("6!|")),
            ("3a. Why?", Some("3a|Why?")),
            ("3(b) Why?", Some("3b|Why?")),
            ("2.1 Do you agree?", Some("2.1|Do you agree?")),
            ("a) Why?", Some("~a|Why?")),
            ("(b) Why?", Some("~b|Why?")),
            ("7 Do you agree?", Some("7|Do you agree?")),
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
