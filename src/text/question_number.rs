//! Numbers that questions begin with: `Question 3:`, `Question B:`, `Q3`, `3a.`, `3.1`, `B2.`, `(b)`.

use std::sync::LazyLock;

use regex_lite::Regex;

/// How a line is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbering {
    /// `Question 3` or `Q3`.
    Named,
    /// `3.`, `3)`, `(3)`, `3:`.
    Signed,
    /// `a.`, `(b)`, `(ii)`.
    Lettered,
    /// `3 Your name`, or `3` alone.
    Bare,
}

/// The number that a line begins with.
pub(crate) struct Marker<'l> {
    pub(crate) kind: Numbering,
    /// Without signs.
    pub(crate) number: String,
    /// What follows it.
    pub(crate) rest: &'l str,
}

/// The number that a heading begins with, and what follows it: `3. What would …`, `Q3`,
/// `Question 3a: …`.
pub(crate) fn numbered(heading: &str) -> Option<(String, &str)> {
    let found = marker(heading.trim())?;
    let rest = found.rest.trim();
    let fits = match found.kind {
        Numbering::Named | Numbering::Signed => true,
        Numbering::Bare => rest.is_empty(),
        Numbering::Lettered => false,
    };
    fits.then_some((found.number, rest))
}

static PATTERNS: LazyLock<[(Numbering, Regex); 4]> = LazyLock::new(|| {
    const NUMBER: &str = r"(?P<number>(?:[A-Z]\.?)?\d{1,3}(?:\.\d{1,2})*(?:[A-Za-z]\b)?(?:\((?:[A-Za-z]|[ivx]{1,4})\)){0,2})";
    [
        (
            Numbering::Named,
            format!(
                r"^(?i:consultation )?(?:(?i:question|qu|qn|q)[.:]? ?{NUMBER}|(?i:question) (?P<letter>[A-Z])\b)(?: \((?P<part>[a-z])\))?(?: of \d+)?(?P<sign>[.):\]–—-]| |$)(?P<rest>.*)$"
            ),
        ),
        (Numbering::Signed, format!(r"^[(\[]?{NUMBER}(?P<sign>[.):\]])(?P<rest>.*)$")),
        (
            Numbering::Lettered,
            r"^(?P<number>\((?:[a-z]|[ivx]{1,4})\)|(?:[a-z]|[ivx]{1,4})[.)] )(?P<rest> *\S.*)$".into(),
        ),
        (Numbering::Bare, format!(r"^{NUMBER}(?P<rest>[ –—-]+[A-Z].*| [–—-] \d+(?: \S+){{5,}})?$")),
    ]
    .map(|(kind, text)| (kind, Regex::new(&text).expect("it is one; the tests below use each")))
});

/// The number that a line begins with, and what follows it.
pub(crate) fn marker(line: &str) -> Option<Marker<'_>> {
    // Patterns take long also where there is nothing to look at: a part need not have a title.
    if line.is_empty() {
        return None;
    }
    PATTERNS.iter().find_map(|(kind, pattern)| {
        let found = pattern.captures(line)?;
        let group = |name: &str| found.name(name).map_or("", |group| group.as_str());
        let (sign, rest) = (group("sign"), group("rest"));
        // `Question 5 above is hard` speaks of one, and `1.5 metres` is no number of a question.
        let speaks = sign == " "
            && rest.trim_start().starts_with(char::is_lowercase)
            && line.to_lowercase().starts_with("question");
        let decimal = *kind == Numbering::Signed && rest.starts_with(|c: char| c.is_ascii_digit());
        let number = ["number", "letter", "part"].map(group).concat().replace(['(', ')', ' '], "");
        let number = number.trim_end_matches('.').to_string();
        // A number of several levels is one whatever follows it.
        let levels = *kind == Numbering::Bare && group("number").contains(['.', '(']);
        let kind = if levels { Numbering::Signed } else { *kind };
        let start = line.len() - rest.len();
        let signs = ['.', ')', ':', '-', '–', '—', ' ', ']', '*'];
        let rest = line[start..].trim_start_matches(signs);
        (!speaks && !decimal).then_some(Marker { kind, number, rest })
    })
}

/// The whole number that a number begins with: 3 of `3a`, `3.1` and `B3`.
#[cfg(feature = "parallel")]
pub(crate) fn first(number: &str) -> usize {
    let digits = number.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().unwrap_or(0)
}

/// The number that counts up: 1 of `3.1`, 3 of `B3` and `3a`.
#[cfg(feature = "parallel")]
pub(crate) fn ordinal(number: &str) -> usize {
    first(&number[stem(number).len()..])
}

/// Whether a letter or a small Roman number comes next after another, or first after none.
#[cfg(feature = "parallel")]
pub(crate) fn follows(label: &str, next: &str) -> bool {
    const ROMAN: [&str; 13] =
        ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let place = |label: &str| ROMAN.iter().position(|roman| *roman == label);
    let roman = place(label).is_some_and(|at| place(next) == Some(at + 1));
    let letter = |label: &str| label.bytes().next().filter(|_| label.len() == 1);
    let after = if label.is_empty() {
        Some(b'a')
    } else {
        letter(label).and_then(|last| last.checked_add(1))
    };
    roman || after.is_some() && letter(next) == after
}

/// What stands before its last part: `3` of `3.1`, `B` of `B3`, nothing of `3`; so that chapters
/// count apart.
#[cfg(feature = "parallel")]
pub(crate) fn stem(number: &str) -> &str {
    let letter = number.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    number.rsplit_once('.').map_or(&number[..letter], |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let read = |line: &str| marker(line).map(|m| (m.number, m.rest.to_string()));
        for (line, number, rest) in [
            ("Q1. Why?", "1", "Why?"),
            ("Question 3a: Why?", "3a", "Why?"),
            ("QUESTION 12", "12", ""),
            ("Question 3 (a)", "3a", ""),
            ("Question 3 of 6", "3", ""),
            ("Question B: Why?", "B", "Why?"),
            ("Question 3 – Why?", "3", "Why?"),
            ("3. Why?", "3", "Why?"),
            ("1.What is it?", "1", "What is it?"),
            ("3.1 Why?", "3.1", "Why?"),
            ("3(b) Why?", "3b", "Why?"),
            ("(b) why?", "b", "why?"),
            ("5a Which?", "5a", "Which?"),
            ("4(c)(ii) Which?", "4cii", "Which?"),
            (
                "5 – 20 per cent of new homes are dear. Why?",
                "5",
                "20 per cent of new homes are dear. Why?",
            ),
            ("6 - What?", "6", "What?"),
            ("B2. Which?", "B2", "Which?"),
            ("7", "7", ""),
        ] {
            assert_eq!(read(line), Some((number.into(), rest.into())), "{line}");
        }
        for line in [
            "5 people said",
            "Question 5 above is hard",
            "1.5 metres",
            "Quite so",
            "20 mph",
            "18 – 24",
            "5 - 15 minutes",
            "e.g. it",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
        assert_eq!((first("B12a"), stem("B12"), stem("3.1"), stem("3a")), (12, "B", "3", ""));
        assert_eq!((ordinal("3.12"), ordinal("B2"), ordinal("3a")), (12, 2, 3));
        assert!(follows("a", "b") && follows("h", "i") && follows("iv", "v") && follows("i", "ii"));
        assert!(follows("", "a") && follows("", "i") && !follows("", "b"));
        assert!(!follows("a", "c") && !follows("i", "iii") && !follows("b", "a"));
    }
}
