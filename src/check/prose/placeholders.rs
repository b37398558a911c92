//! Gaps that were left to be filled by hand: `[insert your MP's name]`, `XXXX`, `____`, `<name>`,
//! `«Name»`, `{{name}}`, `%%name%%`, `TODO`. Tags have been blanked before these are looked for. What
//! gaps look like is in `data/prose.yaml`.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use regex_lite::Regex;

use crate::check::lists::{Sign, lists, pattern};

/// Most bytes of a gap.
const LONGEST: usize = 120;

/// A sign of the lists, ready to be looked for, with its pattern read.
type Looked = (Finder<'static>, &'static Sign, Regex);

/// The gaps of a template's text, in bytes. Two braces are tags there, which are read elsewhere.
pub(in crate::check) fn gaps(text: &str) -> Vec<Range<usize>> {
    static GAPS: LazyLock<Vec<Looked>> = LazyLock::new(|| looked(&lists().gaps));
    outermost(found(text, &GAPS))
}

/// The gaps of a finished text, in bytes, with the codes of mail merge.
pub(in crate::check) fn gaps_and_codes(text: &str) -> Vec<Range<usize>> {
    static ALL: LazyLock<Vec<Looked>> =
        LazyLock::new(|| looked(lists().gaps.iter().chain(&lists().merge_codes)));
    outermost(found(text, &ALL))
}

fn looked(signs: impl IntoIterator<Item = &'static Sign>) -> Vec<Looked> {
    let looked = |sign: &'static Sign| {
        (Finder::new(&sign.sign), sign, pattern(&format!("^(?:{})", sign.gap)))
    };
    signs.into_iter().map(looked).collect()
}

/// Gaps as they are found, some of which may hold others. Every letter of a batch is looked through
/// for each sign; a pattern is tried where its sign stands alone.
fn found(text: &str, signs: &[Looked]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let lower = text.to_ascii_lowercase();
    for (finder, sign, gap) in signs {
        for at in finder.find_iter(lower.as_bytes()) {
            let rest = &text[at..];
            if sign.apart
                && text[..at].ends_with(|c: char| c.is_alphanumeric() || rest.starts_with(c))
            {
                continue;
            }
            let mut chars = rest.char_indices();
            let end = chars.find(|(at, c)| *at > LONGEST || *c == '\n');
            let line = end.map_or(rest, |(end, _)| &rest[..end]);
            let one = gap.captures(line).filter(|one| one.name("but").is_none());
            let one = one.and_then(|one| one.name("gap").or(one.get(0)));
            found.extend(one.map(|one| at + one.start()..at + one.end()));
        }
    }
    found
}

/// The outermost, in the order of the text.
fn outermost(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_by_key(|range| (range.start, usize::MAX - range.end));
    let mut end = 0;
    found.retain(|range| {
        let new = range.start >= end;
        end = end.max(range.end);
        new
    });
    found
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
