//! What is looked for in a document that was made on trial.

use memchr::memmem;

use crate::check::lists::{has, lists};
use crate::diagnostic::{Diagnostic, Values, fault};
use crate::document::{Block, Document, Measure};
use crate::render::text;

/// Characters shown on either side of a flaw.
const AROUND: usize = 24;

/// Most untidy places that are looked for in a text.
const MOST: usize = 5;

/// A flaw and the words of the template that it is known by, under whatever answers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Issue {
    pub(super) fault: Diagnostic,
    pub(super) words: String,
}

/// Everything that is wrong with a document.
pub(super) fn flaws(document: &Document) -> Vec<Issue> {
    let mut all = headings(&document.body);
    // The items of a list within a list stand further in.
    let body = text::blocks(&document.body);
    let body = body.lines().map(str::trim_start).collect::<Vec<_>>().join("\n");
    if !body.contains(char::is_alphanumeric) {
        all.push(Issue { fault: fault("empty-document", &[]), words: String::new() });
    }
    all.extend(untidy(&body));
    all.extend(document.subject.as_deref().map(untidy).unwrap_or_default());
    all
}

/// Whether a document's own text is over its limits; it has given way as far as it can.
pub(super) fn too_long(document: &Document) -> Vec<Issue> {
    let over = |measure: &Measure, part: Option<&str>| {
        let words = measure.template();
        let budget = measure.budget.filter(|budget| words > *budget)?;
        let (name, part) = part.map_or(("over-budget", ""), |part| ("part-over-budget", part));
        let values: &Values<'_> = &[("words", &words), ("budget", &budget), ("part", &part)];
        Some(Issue { fault: fault(name, values), words: name.into() })
    };
    let parts = document.parts.iter();
    let parts = parts.filter_map(|part| over(&part.measure, Some(&part.number)));
    over(&document.measure, None).into_iter().chain(parts).collect()
}

/// Headings with nothing under them.
fn headings(blocks: &[Block]) -> Vec<Issue> {
    let level = |block: &Block| match block {
        Block::Heading(level, _) => Some(*level),
        _ => None,
    };
    let mut all = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let Some(here) = level(block) else { continue };
        let next = blocks.get(at + 1);
        if next.is_none_or(|next| level(next).is_some_and(|next| next <= here)) {
            let words = text::blocks(std::slice::from_ref(block));
            all.push(Issue { fault: fault("empty-heading", &[("title", &words)]), words });
        }
    }
    all
}

/// The untidy places of a text.
pub(super) fn untidy(text: &str) -> Vec<Issue> {
    let mut places: Vec<(usize, &str, &'static str)> = Vec::new();
    for (signs, what) in &lists().untidy {
        places.extend(find(text, signs).map(|at| (at, signs.as_str(), what.as_str())));
    }
    places.extend(twice(text).map(|(at, word)| (at, word, "a word twice")));
    places.sort_unstable();
    // Two spaces before a full stop are told once.
    places.dedup_by(|later, first| later.0 <= first.0 + 1);
    places.truncate(MOST);
    let found = |(at, signs, what): (usize, &str, &'static str)| Issue {
        fault: fault("untidy", &[("what", &what), ("near", &near(text, at))]),
        words: before(text, at) + signs,
    };
    places.into_iter().map(found).collect()
}

/// Where signs stand; an ellipsis after a space and the indentation of a list are as they should.
fn find(text: &str, signs: &str) -> impl Iterator<Item = usize> {
    memmem::find_iter(text.as_bytes(), signs).filter(move |at| {
        let line_start = text[..*at].ends_with('\n') || *at == 0;
        let ellipsis = text[*at..].starts_with(" ..");
        !line_start && !ellipsis
    })
}

/// Where a word of letters stands twice in a row: its second place. Not where the first ends an
/// invented answer, such as "example ward": people's own answers do not say it twice.
fn twice(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let (mut before, mut last) = ("", "");
    let mut at = 0;
    text.split([' ', '\n']).filter_map(move |word| {
        let place = at;
        at += word.len() + 1;
        let letters = word.len() > 1 && word.chars().all(char::is_alphabetic);
        let again = letters && last == word && !has(&lists().twice, &word.to_lowercase());
        let invented = before.eq_ignore_ascii_case("example");
        (before, last) = (last, word);
        (again && !invented).then_some((place, word))
    })
}

/// The words of the line before a place.
fn before(text: &str, at: usize) -> String {
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    let skipped = line.chars().count().saturating_sub(AROUND);
    line.chars().skip(skipped).collect()
}

/// The words of the line round a place.
fn near(text: &str, at: usize) -> String {
    let after = text[at..].chars().take(AROUND).take_while(|c| *c != '\n');
    let whole = before(text, at) + &after.collect::<String>();
    format!("…{}…", whole.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_answer_leaves_behind_is_found() {
        for (text, what) in [
            ("I live in , and write.", "a space before a comma"),
            ("It closes .", "a space before a full stop"),
            ("One  two", "two spaces"),
            ("We ask the the board.", "a word twice"),
            ("It said “”.", "quotation marks with nothing in them"),
        ] {
            let found: Vec<String> =
                untidy(text).into_iter().map(|found| found.fault.message).collect();
            assert_eq!(found.len(), 1, "{text}");
            assert!(found[0].starts_with(&format!("{what} in “")), "{found:?}");
        }
        for text in ["Wait ... what?", "I know that that is so.", "a\n  - b", "", "No. No."] {
            assert_eq!(untidy(text), [], "{text}");
        }
    }
}
