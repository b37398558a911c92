//! Sentences that lead to own words, which may be left out, and then go with them.

use std::collections::BTreeSet;

use super::Letter;
use super::body::{Block, Part, own_words, text};
use crate::adapt::source::Style;

/// Makes the sentence that leads to own words stand only where there are some: "Here is why it
/// matters to me:" would else lead to nothing.
pub(super) fn wrap(letter: &Letter, blocks: &mut [Block], inline: &BTreeSet<usize>) {
    for at in 1..blocks.len() {
        let (above, below) = blocks.split_at_mut(at);
        let (Some(lead), [own, ..]) = (above.last_mut(), below) else { continue };
        let [part] = own.parts.as_slice() else { continue };
        let answer = own_words(letter, part).filter(|index| !inline.contains(index));
        let plain = lead.style == Style::Plain && own.style == Style::Plain && lead.tag.is_none();
        let leads = text(lead.parts.last()).trim_end().ends_with(':');
        if let (Some(answer), true) = (answer, plain && leads) {
            let from = last_sentence(&mut lead.parts);
            // A sign at the beginning would mean something else behind the tag.
            let begins = |part: &Part| match part {
                Part::Words(para) => para.text.starts_with(char::is_alphanumeric),
                _ => true,
            };
            if lead.parts.get(from).is_some_and(begins) {
                lead.parts.insert(from, Part::If(answer));
                if let Some(Part::Words(last)) = lead.parts.last_mut() {
                    *last = last.slice(0..last.text.trim_end().len());
                }
                lead.parts.push(Part::EndIf);
            }
        }
    }
}

/// Where the last sentence of a paragraph begins; its first words are parted from those before.
fn last_sentence(parts: &mut Vec<Part>) -> usize {
    for at in (0..parts.len()).rev() {
        let Part::Words(para) = &parts[at] else { continue };
        let kept = para.text.trim_end().len();
        let ends = para.text[..kept].char_indices().rev();
        let mut ends = ends.filter(|(i, c)| {
            matches!(c, '.' | '!' | '?' | '\n')
                && (*c == '\n' || para.text[i + 1..].starts_with(char::is_whitespace))
        });
        let Some((end, _)) = ends.next() else { continue };
        let rest = &para.text[end + 1..];
        let start = end + 1 + (rest.len() - rest.trim_start().len());
        let (head, tail) = (para.slice(0..start), para.slice(start..para.text.len()));
        parts[at] = Part::Words(head);
        if !tail.text.is_empty() {
            parts.insert(at + 1, Part::Words(tail));
        }
        return at + 1;
    }
    0
}
