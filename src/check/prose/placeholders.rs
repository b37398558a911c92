//! Gaps that were left to be filled by hand: `[insert your MP's name]`, `XXXX`, `____`, `<name>`,
//! `«Name»`, `TODO`. Tags have been blanked before these are looked for.

use std::ops::Range;

use crate::check::lists::{has, lists};

/// Most characters of a gap.
const LONGEST: usize = 120;

/// The gaps of a text, in bytes.
pub(in crate::check) fn gaps(text: &str) -> Vec<Range<usize>> {
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
        found.extend(lower.match_indices(remark.as_str()).map(|(at, _)| at..at + remark.len()));
    }
    found.sort_by_key(|range| (range.start, usize::MAX - range.end));
    let mut end = 0;
    found.retain(|range| {
        let new = range.start >= end;
        end = end.max(range.end);
        new
    });
    found
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

fn is_address(words: &str) -> bool {
    words.contains("://")
        || (words.contains('@') && !words.contains(' '))
        || words.starts_with("mailto:")
}

/// `XXXX`, `____` and `……` that stand alone, and two `_` where they can be no sign of Markdown.
fn runs(text: &str, found: &mut Vec<Range<usize>>) {
    found.extend(text.match_indices(r"\_\_").map(|(at, two)| at..at + two.len()));
    for (at, _) in text.match_indices(" __") {
        let after = text[at + 3..].chars().next();
        if after.is_none_or(|c| c.is_whitespace() || ".,;:)".contains(c)) {
            found.push(at + 1..at + 3);
        }
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        // Three in a line of their own part paragraphs in Markdown.
        let rule = line.trim().chars().all(|c| matches!(c, '_' | ' ')) && line.trim().len() == 3;
        for (mark, least) in [('X', 3), ('x', 3), ('_', 3), ('.', 6), ('…', 3)] {
            let mut start = 0;
            while let Some(from) = line[start..].find(mark).map(|next| start + next) {
                let length = line[from..].chars().take_while(|c| *c == mark).count();
                let end = from + length * mark.len_utf8();
                let alone = !line[..from].ends_with(char::is_alphanumeric)
                    && !line[end..].starts_with(char::is_alphanumeric);
                if length >= least && !rule && (alone || mark == '_') {
                    found.push(at + from..at + end);
                }
                start = end;
            }
        }
        at += line.len();
    }
}

/// `TODO` and its like.
fn words(text: &str, found: &mut Vec<Range<usize>>) {
    for note in &lists().notes {
        for (at, _) in text.match_indices(note.as_str()) {
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
            let found: Vec<&str> = gaps(text).into_iter().map(|at| &text[at]).collect();
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
            "It is {} and {a+b}",
            "Extra taxes, maximum",
        ] {
            let found: Vec<&str> = gaps(text).into_iter().map(|at| &text[at]).collect();
            assert_eq!(found, [""; 0], "{text}");
        }
    }
}
