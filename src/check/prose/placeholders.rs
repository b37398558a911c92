//! Gaps that were left to be filled by hand: `[insert your MP's name]`, `XXXX`, `____`, `<name>`,
//! `«Name»`, `{{name}}`, `%%name%%`, `TODO`. Tags have been blanked before these are looked for.

use std::ops::Range;

use crate::check::lists::{has, lists};

/// Most characters of a gap.
const LONGEST: usize = 120;

/// The gaps of a template's text, in bytes. Two braces are tags there, which are read elsewhere.
pub(in crate::check) fn gaps(text: &str) -> Vec<Range<usize>> {
    apart(found(text))
}

/// The gaps of a finished text, in bytes, with the codes of mail merge.
pub(in crate::check) fn gaps_and_codes(text: &str) -> Vec<Range<usize>> {
    let mut found = found(text);
    codes(text, &mut found);
    apart(found)
}

/// Gaps as they are found, some of which may hold others.
fn found(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, close) in [('[', ']'), ('<', '>'), ('«', '»'), ('{', '}'), ('(', ')')] {
        for (start, _) in text.match_indices(open) {
            let rest = &text[start + open.len_utf8()..];
            let end = rest.find(['\n', open]).unwrap_or(rest.len());
            let Some(length) = rest[..end].find(close) else {
                // One that nobody closed: as far as its first words.
                if open == '[' && is_gap(open, &rest[..end], "") {
                    let words: usize = rest[..end].split_inclusive(' ').take(3).map(str::len).sum();
                    let shown = rest[..words].trim_end_matches([' ', '.', ',']).len();
                    found.push(start..start + open.len_utf8() + shown);
                }
                continue;
            };
            let after = &rest[length + close.len_utf8()..];
            // Braces that are one too few or too many have been told.
            let braces = open == '{' && (text[..start].ends_with('{') || after.starts_with('}'));
            let short = rest[..length].chars().count() <= LONGEST;
            if short && !braces && is_gap(open, &rest[..length], after) {
                found.push(start..start + open.len_utf8() + length + close.len_utf8());
            }
        }
    }
    runs(text, &mut found);
    words(text, &mut found);
    let lower = text.to_ascii_lowercase();
    for remark in &lists().remarks {
        found.extend(places(&lower, remark).map(|at| at..at + remark.len()));
    }
    found
}

/// The outermost, in the order of the text.
fn apart(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_by_key(|range| (range.start, usize::MAX - range.end));
    let mut end = 0;
    found.retain(|range| {
        let new = range.start >= end;
        end = end.max(range.end);
        new
    });
    found
}

/// Where a text has another. Every letter of a batch is looked through for each of them.
fn places<'t>(text: &'t str, what: &'t str) -> impl Iterator<Item = usize> + 't {
    memchr::memmem::find_iter(text.as_bytes(), what)
}

/// Whether what stands in brackets is a gap.
fn is_gap(open: char, inside: &str, after: &str) -> bool {
    let words = inside.trim();
    let letters = || words.chars().filter(|c| c.is_alphabetic());
    if letters().count() < 2 {
        return false;
    }
    let first = words.split_whitespace().next().unwrap_or_default().replace('’', "'");
    let first = first.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    match open {
        // A link and a note have brackets too.
        '[' if after.starts_with(['(', '[', ':']) => false,
        '[' => {
            has(&lists().gap_openings, &first)
                || (letters().count() > 3 && letters().all(char::is_uppercase))
        }
        '<' => !is_address(words) && words.starts_with(char::is_alphabetic),
        // Round brackets are for remarks, unless they say what goes in them.
        '(' => {
            let lower = words.to_lowercase();
            lists().gap_phrases.iter().any(|start| lower.starts_with(start.as_str()))
        }
        '{' => words.chars().all(|c| c.is_alphanumeric() || " _-.'’".contains(c)),
        _ => true,
    }
}

/// Codes of mail merge: a pair of signs about the name of a field. Where both are the same, one that
/// stands behind a letter or a number, as in `100%% sure`, belongs to that.
fn codes(text: &str, found: &mut Vec<Range<usize>>) {
    for (open, close) in &lists().merge_codes {
        for start in places(text, open) {
            let rest = &text[start + open.len()..];
            let most = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
            let Some(length) = rest[..most].find(close.as_str()) else { continue };
            let alone = open != close || !text[..start].ends_with(char::is_alphanumeric);
            if alone && is_gap('{', &rest[..length], "") {
                found.push(start..start + open.len() + length + close.len());
            }
        }
    }
}

fn is_address(words: &str) -> bool {
    words.contains("://")
        || (words.contains('@') && !words.contains(' '))
        || words.starts_with("mailto:")
}

/// `XXXX`, `____` and `……` that stand alone, and two `_` where they can be no sign of Markdown.
fn runs(text: &str, found: &mut Vec<Range<usize>>) {
    found.extend(places(text, r"\_\_").map(|at| at..at + r"\_\_".len()));
    for at in places(text, " __") {
        let after = text[at + 3..].chars().next();
        if after.is_none_or(|c| c.is_whitespace() || ".,;:)".contains(c)) {
            found.push(at + 1..at + 3);
        }
    }
    let is_alone = |range: &Range<usize>| {
        !text[..range.start].ends_with(char::is_alphanumeric)
            && !text[range.end..].starts_with(char::is_alphanumeric)
    };
    // Three in a line of their own part paragraphs in Markdown.
    let is_rule = |range: &Range<usize>| {
        let line = text[..range.start].rsplit('\n').next().unwrap_or_default();
        let rest = text[range.end..].split('\n').next().unwrap_or_default();
        let blank = |text: &str| text.trim_matches([' ', '\t', '\r']).is_empty();
        range.len() == 3 && blank(line) && blank(rest)
    };
    // As in `jean___sample@example.org`.
    let is_within = |range: &Range<usize>| {
        text[..range.start].ends_with(char::is_alphanumeric)
            && text[range.end..].starts_with(char::is_alphanumeric)
    };
    let mut at = 0;
    for run in text.as_bytes().chunk_by(|a, b| a == b) {
        let range = at..at + run.len();
        at = range.end;
        let is_gap = match run[0] {
            b'X' | b'x' => run.len() >= 3 && is_alone(&range),
            b'_' => run.len() >= 3 && !is_rule(&range) && !is_within(&range),
            b'.' => run.len() >= 6 && is_alone(&range),
            _ => false,
        };
        found.extend(is_gap.then_some(range));
    }
    let signs = places(text, "………").map(|at| at..at + "………".len());
    found.extend(signs.filter(is_alone));
}

/// `TODO` and its like.
fn words(text: &str, found: &mut Vec<Range<usize>>) {
    for note in &lists().notes {
        for at in places(text, note) {
            let alone = !text[..at].ends_with(char::is_alphanumeric)
                && !text[at + note.len()..].starts_with(char::is_alphanumeric);
            if alone {
                found.push(at..at + note.len());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_leave_to_be_filled_is_found() {
        for (text, gap) in [
            ("Dear [insert your MP's name],", "[insert your MP's name]"),
            ("Dear [MP’s name],", "[MP’s name]"),
            ("I am [YOUR NAME].", "[YOUR NAME]"),
            ("I live in [NAME OF TOWN] now", "[NAME OF TOWN]"),
            ("Yours, <your name>", "<your name>"),
            ("Dear <MP's name>,", "<MP's name>"),
            ("Dear «Title»", "«Title»"),
            ("Dear {name},", "{name}"),
            ("Dear {{ name }},", "{{ name }}"),
            ("Dear {{{name}}},", "{{{name}}}"),
            ("Dear %%First_Name%%, I am 100%% sure", "%%First_Name%%"),
            ("Dear *|FNAME|*, hello", "*|FNAME|*"),
            ("It is [[story]] now", "[[story]]"),
            ("Dear XXXX, hello", "XXXX"),
            ("Signed ____", "____"),
            ("Signed ...........", "..........."),
            ("TODO: a source", "TODO"),
            ("I am aged __ and", "__"),
            (r"I am aged \_\_ and", r"\_\_"),
            ("I am [your name and", "[your name and"),
            ("(Optional) I would also like", "(Optional)"),
            ("he/she (delete as appropriate)", "delete as appropriate"),
        ] {
            let found: Vec<&str> = gaps_and_codes(text).into_iter().map(|at| &text[at]).collect();
            assert_eq!(found, [gap], "{text}");
        }
    }

    #[test]
    fn what_belongs_to_a_text_is_none() {
        for text in [
            "[2018] EWCA Civ 2849 said “[t]he board [sic] may”",
            "Read [your rights](https://example.org) or [name][1].\n\n[name]: https://example.org",
            "a\n\n___\n\nb",
            "See <https://example.org/name> or <jean@example.org>.",
            "Wait ... for it … xx",
            "1 < 2 and 3 > 2",
            "It is {} and {a+b} and {{}} and {{a+b}}",
            "I am 100%% sure and 50%% glad",
            "“[[T]he] board”",
            "Extra taxes, maximum",
            "jean___sample@example.org",
        ] {
            let found: Vec<&str> = gaps_and_codes(text).into_iter().map(|at| &text[at]).collect();
            assert_eq!(found, [""; 0], "{text}");
        }
    }
}
