//! A document whose body the person edited by hand. The text is theirs: it is taken as it is, and
//! what differs from the text composed from the answers counts as their own words.

use super::composer::Composer;
use super::measure::count;
use super::receiver::Budget;
use crate::document;
use crate::document::{Document, Part};
use crate::render::text;
use crate::template::parts;
use crate::text::marks::{CITE, OWN, OWN_END};
use crate::text::{marks, unseen, words};

/// A body before it was edited, marks and all.
pub(super) struct Before<'b> {
    /// As rendered, its parts joined, citations by number.
    pub(super) markdown: &'b str,
    /// Ids of the sources cited, in the order of their numbers.
    pub(super) cited: &'b [String],
}

/// A text ready for a person to edit: citations as `[1]`.
pub fn editable(document: &Document) -> String {
    let mut text = document.markdown.clone();
    for number in 1..=document.notes.len() {
        text = text.replace(&format!("\\[{number}\\]"), &format!("[{number}]"));
    }
    text
}

/// Puts an edited body into a document.
pub(super) fn put(
    composer: &Composer<'_>,
    mut document: Document,
    before: &Before<'_>,
    edited: &str,
    budget: Budget,
) -> Document {
    let (numbered, cited) = parts::number_citations(&cite(&clean(edited), before.cited));
    let source = mark_own(before.markdown, &numbered);
    document.notes = cited.iter().map(|id| composer.note(id)).collect();
    document.body = document::parse::blocks(&source);
    document.markdown = parts::visible(&source);
    document.measure = count(&source, budget.words);
    document.parts = pieces(&source, &document.parts)
        .into_iter()
        .enumerate()
        .map(|(index, piece)| part(piece, index, &document.parts, budget))
        .collect();
    document
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

/// Marks the words that the composed text does not have, and keeps the marks of those it has.
fn mark_own(before: &str, edited: &str) -> String {
    let old: Vec<(String, bool)> =
        words::words(before).map(|w| (marks::strip(w.text), w.own)).collect();
    let new: Vec<&str> = words::words(edited).map(|w| w.text).collect();
    let kept = matches(&old, &new);
    let mut out = String::with_capacity(edited.len() * 2);
    let mut rest = edited;
    for (word, kept) in new.iter().zip(kept) {
        let Some((between, behind)) = rest.split_once(word) else { break };
        out.push_str(between);
        let own = kept.is_none_or(|index| old[index].1) && !begins_block(between, word);
        if own {
            out.push_str(&format!("{OWN}{word}{OWN_END}"));
        } else {
            out.push_str(word);
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// Whether a word is the number of a list item, which a mark before it would undo.
fn begins_block(between: &str, word: &str) -> bool {
    let line_start = between.is_empty() || between.trim_end_matches([' ', '>']).ends_with('\n');
    let number = word.trim_end_matches(['.', ')']);
    line_start && number.len() < word.len() && number.chars().all(|c| c.is_ascii_digit())
}

/// Most comparisons of words; beyond it only the beginning and the end are compared.
const MOST_COMPARED: usize = 4_000_000;

/// For each new word the old word it is, by the longest sequence that both have.
fn matches(old: &[(String, bool)], new: &[&str]) -> Vec<Option<usize>> {
    let same = |o: usize, n: usize| old[o].0 == marks::strip(new[n]);
    let mut found = vec![None; new.len()];
    let head = (0..old.len().min(new.len())).take_while(|i| same(*i, *i)).count();
    let most_tail = old.len().min(new.len()) - head;
    let tail = (1..=most_tail).take_while(|i| same(old.len() - i, new.len() - i)).count();
    for (index, place) in found.iter_mut().enumerate().take(head) {
        *place = Some(index);
    }
    for back in 1..=tail {
        found[new.len() - back] = Some(old.len() - back);
    }
    let (olds, news) = (old.len() - head - tail, new.len() - head - tail);
    if olds * news > MOST_COMPARED {
        return found;
    }
    // lengths[o][n]: the longest sequence that what comes from o and from n on have in common.
    let mut lengths = vec![vec![0_u32; news + 1]; olds + 1];
    for o in (0..olds).rev() {
        for n in (0..news).rev() {
            lengths[o][n] = if same(head + o, head + n) {
                lengths[o + 1][n + 1] + 1
            } else {
                lengths[o + 1][n].max(lengths[o][n + 1])
            };
        }
    }
    let (mut o, mut n) = (0, 0);
    while o < olds && n < news {
        if same(head + o, head + n) {
            found[head + n] = Some(head + o);
            (o, n) = (o + 1, n + 1);
        } else if lengths[o + 1][n] >= lengths[o][n + 1] {
            o += 1;
        } else {
            n += 1;
        }
    }
    found
}

/// A numbered piece of an edited text.
struct Piece {
    number: String,
    title: Option<String>,
    content: String,
}

/// The numbered pieces of an edited text, where the document has parts: the items of its numbered
/// list, or what stands under its numbered headings.
fn pieces(source: &str, parts: &[Part]) -> Vec<Piece> {
    let Some(first) = parts.first() else { return Vec::new() };
    let headed = first.title.is_some();
    let mut found: Vec<Piece> = Vec::new();
    for line in source.lines() {
        let head = if headed { heading(line) } else { item(line) };
        if let Some(piece) = head {
            found.push(piece);
            continue;
        }
        let Some(last) = found.last_mut() else { continue };
        let line = if headed { line } else { line.strip_prefix("   ").unwrap_or(line) };
        last.content.push('\n');
        last.content.push_str(line);
    }
    found
}

fn heading(line: &str) -> Option<Piece> {
    let head = line.strip_prefix("### ")?;
    let (number, title) = head.split_once(". ").unwrap_or((head, ""));
    let title = marks::strip(title);
    let title = (!title.is_empty()).then_some(title);
    Some(Piece { number: marks::strip(number), title, content: String::new() })
}

fn item(line: &str) -> Option<Piece> {
    let (number, content) = line.split_once(". ")?;
    let counts = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    counts.then(|| Piece { number: number.into(), title: None, content: content.into() })
}

fn part(piece: Piece, index: usize, before: &[Part], budget: Budget) -> Part {
    let was = before.iter().find(|p| p.number == piece.number).or_else(|| before.get(index));
    let limit = was.map_or(budget.part_words, |p| p.measure.budget);
    let content = piece.content.trim();
    let blocks = document::parse::blocks(content);
    Part {
        number: piece.number,
        title: piece.title,
        text: text::blocks(&blocks),
        cites: Vec::new(),
        measure: count(content, limit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(before: &str, edited: &str) -> Vec<String> {
        let marked = mark_own(before, edited);
        assert_eq!(marks::strip(&marked), edited);
        words::words(&marked).filter(|w| w.own).map(|w| marks::strip(w.text)).collect()
    }

    #[test]
    fn what_was_not_there_is_the_persons_own() {
        let before = format!("I live in Leeds. {OWN}We wait.{OWN_END} Please answer.");
        assert_eq!(own(&before, "I live in Leeds. We wait. Please answer."), ["We", "wait."]);
        assert_eq!(own(&before, "I live in York. Please do answer."), ["York.", "do"]);
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
