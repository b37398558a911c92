//! Numbers that questions begin with: `Question 3:`, `Q3`, `3a.`, `3.1`, `(b)`.

/// How a line is numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    /// `Question 3` or `Q3`.
    Named(String),
    /// `3.`, `3)`, `(3)`, `3:`.
    Signed(String),
    /// `3 Your name`.
    Bare(String),
    /// `a.`, `(b)`, `(ii)`.
    Lettered(String),
}

/// The number that a line begins with, and what follows it.
pub(crate) fn marker(line: &str) -> Option<(Marker, &str)> {
    named(line).or_else(|| signed(line)).or_else(|| lettered(line)).or_else(|| bare(line))
}

fn named(line: &str) -> Option<(Marker, &str)> {
    let words =
        ["Consultation question ", "Question ", "Question: ", "Qu. ", "Qu ", "Q. ", "Q.", "Q"];
    let after = words.iter().find_map(|word| {
        let start = line.get(..word.len())?;
        start.eq_ignore_ascii_case(word).then(|| &line[word.len()..])
    })?;
    let (mut number, mut rest) = digits(after.trim_start())?;
    // `Question 3 (a)`
    let mut part = rest.trim_start().chars();
    if let (Some('('), Some(letter @ 'a'..='z'), Some(')')) =
        (part.next(), part.next(), part.next())
    {
        number.push(letter);
        rest = part.as_str();
    }
    let ends = rest.is_empty() || !rest.starts_with(char::is_alphanumeric);
    // `Question 5 above is hard` speaks of one.
    let speaks = rest.starts_with(' ') && rest.trim_start().starts_with(char::is_lowercase);
    (ends && !speaks).then(|| (Marker::Named(number), trimmed(rest)))
}

fn signed(line: &str) -> Option<(Marker, &str)> {
    let inner = line.strip_prefix('(').unwrap_or(line);
    let inner = inner.strip_prefix('[').unwrap_or(inner);
    let (number, rest) = digits(inner)?;
    let sign = rest.starts_with(['.', ')', ':', ']']);
    let money = rest[sign as usize..].starts_with(|c: char| c.is_ascii_digit());
    (sign && !money).then(|| (Marker::Signed(number), trimmed(rest)))
}

fn bare(line: &str) -> Option<(Marker, &str)> {
    let (number, rest) = digits(line)?;
    let words = rest.strip_prefix([' ', '-', '–'])?.trim_start_matches([' ', '-', '–']);
    words.starts_with(char::is_uppercase).then_some((Marker::Bare(number), words))
}

fn lettered(line: &str) -> Option<(Marker, &str)> {
    let inner = line.strip_prefix('(').unwrap_or(line);
    let end = inner.find(|c: char| !c.is_ascii_lowercase())?;
    let (sign, rest) = inner.split_at(end);
    let numeral = sign.bytes().all(|b| b"ivx".contains(&b));
    let rest = rest.strip_prefix([')', '.'])?;
    let spaced = rest.starts_with(' ') || line.starts_with('(');
    let fits = (sign.len() == 1 || numeral && sign.len() <= 4) && spaced && !rest.trim().is_empty();
    fits.then(|| (Marker::Lettered(sign.to_string()), rest.trim_start()))
}

/// Up to three digits with what belongs to them: `3`, `3a`, `3.1`, `3(a)`.
fn digits(text: &str) -> Option<(String, &str)> {
    let bytes = text.as_bytes();
    let count = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = count(0);
    if !(1..=3).contains(&end) {
        return None;
    }
    while bytes.get(end) == Some(&b'.') && (1..=2).contains(&count(end + 1)) {
        end += 1 + count(end + 1);
    }
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    if letter(end) && !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) {
        end += 1;
    } else if bytes.get(end) == Some(&b'(') && letter(end + 1) && bytes.get(end + 2) == Some(&b')')
    {
        end += 3;
    }
    Some((text[..end].replace(['(', ')'], ""), &text[end..]))
}

fn trimmed(rest: &str) -> &str {
    rest.trim_start_matches(['.', ')', ':', '-', '–', '—', ' ', ']', '*'])
}

/// The whole number that a number begins with: 3 of `3a` and `3.1`.
pub(crate) fn first(number: &str) -> usize {
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

/// What stands before its last part: `3` of `3.1`, nothing of `3`; so that chapters count apart.
pub(crate) fn stem(number: &str) -> &str {
    number.rsplit_once('.').map_or("", |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let number = |marker: Marker| match marker {
            Marker::Named(n) | Marker::Signed(n) | Marker::Bare(n) | Marker::Lettered(n) => n,
        };
        let read = |line: &str| marker(line).map(|(m, rest)| (number(m), rest.to_string()));
        for (line, number, rest) in [
            ("Q1. Why?", "1", "Why?"),
            ("Question 3a: Why?", "3a", "Why?"),
            ("QUESTION 12", "12", ""),
            ("Question 3 (a)", "3a", ""),
            ("3. Why?", "3", "Why?"),
            ("1.What is it?", "1", "What is it?"),
            ("3.1 Why?", "3.1", "Why?"),
            ("(b) why?", "b", "why?"),
            ("5a Which?", "5a", "Which?"),
        ] {
            assert_eq!(read(line), Some((number.into(), rest.into())), "{line}");
        }
        for line in
            ["5 people said", "Question 5 above is hard", "1.5 metres", "Quite so", "20 mph"]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
