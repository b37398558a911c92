//! A document whose body the person edited by hand. The text is theirs: it is taken as it is, and
//! what differs from the text composed from the answers counts as their own words.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::body::{Body, part};
use super::receiver::Budget;
use crate::document::words::{self, Word};
use crate::document::{Block, Document, Measure, Part, parse};
use crate::render::text;
use crate::template::parts;
use crate::text::marks::CITE;
use crate::text::unseen;

/// A text ready for a person to edit: citations as `[1]`.
pub fn editable(document: &Document) -> String {
    let mut text = document.markdown.clone();
    for number in 1..=document.notes.len() {
        text = text.replace(&format!("\\[{number}\\]"), &format!("[{number}]"));
    }
    text
}

/// The body that the person made of the one that was composed.
pub(super) fn body(before: &Body, edited: &str, budget: Budget) -> Body {
    let (numbered, cited) = parts::number_citations(&cite(&clean(edited), &before.cited));
    let mut blocks = parse::blocks(&numbered);
    mark_own(&before.blocks, &mut blocks);
    let (words, own) = words::tally(&blocks);
    Body {
        markdown: parts::visible(&numbered),
        cited,
        parts: parts_of(&blocks, &before.parts, budget),
        measure: Measure { words, own, budget: budget.words, ..Measure::default() },
        blocks,
    }
}

/// The text without characters that nobody types.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\t', "    ");
    text.chars().filter(|c| *c != '\t' && !unseen::is_refused(*c)).collect()
}

/// Turns `[1]` and `\[1\]` back into citations, where the document had that note.
fn cite(text: &str, cited: &[String]) -> String {
    let mut out = text.to_string();
    for (index, id) in cited.iter().enumerate() {
        let number = index + 1;
        for written in [format!("\\[{number}\\]"), format!("[{number}]")] {
            out = out.replace(&written, &format!("{CITE}{id}{CITE}"));
        }
    }
    out
}

/// Says of the words that the composed text does not have that they are the person's own, and of
/// those it has what was said of them.
fn mark_own(before: &[Block], edited: &mut [Block]) {
    let (old, new) = (words::words(before), words::words(edited));
    let is_word = |word: &&Word| word.text.contains(char::is_alphanumeric);
    let old: Vec<&Word> = old.iter().filter(is_word).collect();
    let mut own = vec![false; new.len()];
    let new: Vec<(usize, &Word)> = new.iter().enumerate().filter(|(_, w)| is_word(w)).collect();
    let olds: Vec<&str> = old.iter().map(|word| word.text.as_str()).collect();
    let news: Vec<&str> = new.iter().map(|(_, word)| word.text.as_str()).collect();
    for (kept, (number, _)) in matches(&olds, &news).into_iter().zip(new) {
        own[number] = kept.is_none_or(|index| old[index].own);
    }
    words::set_own(edited, &own);
}

/// Most comparisons of words; beyond it only the beginning and the end are compared.
const MOST_COMPARED: usize = 4_000_000;

/// For each new word the old word it is, by the longest sequence that both have.
fn matches(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let same = |(old, new): &(&&str, &&str)| old == new;
    let head = old.iter().zip(new).take_while(same).count();
    let rest = old[head..].iter().rev().zip(new[head..].iter().rev());
    let tail = rest.take_while(same).count();
    let (olds, news) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let mut found = vec![None; new.len()];
    let mut keep = |old: usize, new: usize, count: usize| {
        (0..count).for_each(|n| found[new + n] = Some(old + n));
    };
    keep(0, 0, head);
    keep(old.len() - tail, new.len() - tail, tail);
    if olds.len() * news.len() <= MOST_COMPARED {
        for op in capture_diff_slices(Algorithm::Myers, olds, news) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                keep(head + old_index, head + new_index, len);
            }
        }
    }
    found
}

/// The parts of an edited text, where the document has any: the items of its numbered lists, or what
/// stands under its numbered headings.
fn parts_of(blocks: &[Block], before: &[Part], budget: Budget) -> Vec<Part> {
    let Some(first) = before.first() else { return Vec::new() };
    let mut found: Vec<(String, Option<String>, Vec<Block>)> = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(3, head) if first.title.is_some() => {
                let head = text::inlines(head);
                let (number, title) = head.split_once(". ").unwrap_or((&head, ""));
                let title = (!title.is_empty()).then(|| title.to_string());
                found.push((number.to_string(), title, Vec::new()));
            }
            Block::List(Some(start), items) if first.title.is_none() => {
                let numbered = items.iter().zip(*start..);
                found.extend(numbered.map(|(item, n)| (n.to_string(), None, item.clone())));
            }
            other => found.last_mut().into_iter().for_each(|(.., part)| part.push(other.clone())),
        }
    }
    let part = |(index, (number, title, content)): (usize, (String, _, Vec<Block>))| {
        let was = before.iter().find(|p| p.number == number).or_else(|| before.get(index));
        let limit = was.map_or(budget.part_words, |p| p.measure.budget);
        part(number, title, &content, (limit, None))
    };
    found.into_iter().enumerate().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marks;

    fn own(before: &str, edited: &str) -> Vec<String> {
        let mut blocks = parse::blocks(edited);
        mark_own(&parse::blocks(before), &mut blocks);
        words::words(&blocks).into_iter().filter(|w| w.own).map(|w| w.text).collect()
    }

    #[test]
    fn what_was_not_there_is_the_persons_own() {
        let before = format!("I live in Leeds. {} Please answer.", marks::own("We wait."));
        assert_eq!(own(&before, "I live in Leeds. We wait. Please answer."), ["We", "wait."]);
        assert_eq!(own(&before, "I live in York. Please *do* answer."), ["York.", "do"]);
        assert_eq!(own("1. One\n2. Two", "1. One\n2. More\n3. Two"), ["More"]);
        assert!(own(&before, "").is_empty());
    }

    #[test]
    fn citations_come_back_in_reading_order() {
        let cited = ["a".to_string(), "b".to_string()];
        let (text, ids) = parts::number_citations(&cite("Two.[2] One.\\[1\\] None.[3]", &cited));
        assert_eq!(ids, ["b", "a"]);
        assert_eq!(parts::visible(&text), "Two.\\[1\\] One.\\[2\\] None.[3]");
    }
}
