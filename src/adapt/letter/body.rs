//! The body of a letter as blocks of a template. Own words get a paragraph of their own wherever
//! the sentence round them can do without; where it cannot, they stay in it.

use std::collections::BTreeSet;

use super::meaning::Use;
use super::{Letter, lead_ins, points};
use crate::adapt::markdown::{self, Piece};
use crate::adapt::source::{Para, Style};
use crate::model::Kind;

/// A block of the body.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub(super) style: Style,
    pub(super) parts: Vec<Part>,
    /// What stands for it, where it is none of the letter's words.
    pub(super) tag: Option<&'static str>,
}

/// A piece of a block.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Words(Para),
    /// A placeholder, by its index.
    Gap(usize),
    /// What follows stands only where this placeholder has an answer.
    If(usize),
    /// The end of that.
    EndIf,
}

/// The blocks of the body, and the own words among the placeholders that stayed in a sentence.
pub(super) fn blocks(letter: &Letter) -> (Vec<Block>, BTreeSet<usize>) {
    let mut blocks = Vec::new();
    let mut inline = BTreeSet::new();
    for (index, para) in letter.layout.body.iter().enumerate() {
        let parts = parts(letter, Some(index), para);
        if parts.is_empty() {
            continue;
        }
        if letter.points.paras.contains(&index) {
            inline.extend(parts.iter().filter_map(|part| own_words(letter, part)));
            if index == letter.points.paras.start {
                let tag = Some(points::tag(&letter.points));
                blocks.push(Block { style: Style::Plain, parts: Vec::new(), tag });
            }
            continue;
        }
        if para.style == Style::Plain {
            for parts in parted(letter, parts, &mut inline) {
                blocks.push(Block { style: Style::Plain, parts, tag: None });
            }
        } else {
            inline.extend(parts.iter().filter_map(|part| own_words(letter, part)));
            blocks.push(Block { style: para.style, parts, tag: None });
        }
    }
    lead_ins::wrap(letter, &mut blocks, &inline);
    (blocks, inline)
}

/// The index of a placeholder that is for own words.
pub(super) fn own_words(letter: &Letter, part: &Part) -> Option<usize> {
    let Part::Gap(index) = part else { return None };
    let own = match &letter.gaps[*index].becomes {
        Use::Own(kind) => *kind == Kind::OwnWords,
        Use::Shared(ids) => ids == &["story"],
        _ => false,
    };
    own.then_some(*index)
}

/// A paragraph as words and placeholders; what is an instruction goes.
pub(super) fn parts(letter: &Letter, index: Option<usize>, para: &Para) -> Vec<Part> {
    let mut all: Vec<Part> = Vec::new();
    let mut at = 0;
    let push = |all: &mut Vec<Part>, range: std::ops::Range<usize>, after_cut: bool| {
        let mut words = para.slice(range);
        if after_cut && words.text.trim_start().starts_with([',', '.', ';', ':', '!', '?', ')']) {
            let spaces = words.text.len() - words.text.trim_start().len();
            words = words.slice(spaces..words.text.len());
            if let Some(Part::Words(last)) = all.last_mut() {
                *last = last.slice(0..last.text.trim_end().len());
            }
        }
        if !words.text.is_empty() {
            all.push(Part::Words(words));
        }
    };
    let mut after_cut = false;
    for (number, gap) in letter.gaps.iter().enumerate().filter(|(_, gap)| gap.para == index) {
        if gap.becomes == Use::Literal {
            continue;
        }
        push(&mut all, at..gap.range.start, after_cut);
        after_cut = gap.becomes == Use::Instruction;
        if !after_cut {
            all.push(Part::Gap(number));
        }
        at = gap.range.end;
    }
    push(&mut all, at..para.text.len(), after_cut);
    let empty = |part: &Part| matches!(part, Part::Words(p) if p.text.trim().is_empty());
    if all.iter().all(empty) { Vec::new() } else { all }
}

/// A paragraph parted where own words get one of their own.
fn parted(letter: &Letter, mut parts: Vec<Part>, inline: &mut BTreeSet<usize>) -> Vec<Vec<Part>> {
    let mut done: Vec<Vec<Part>> = Vec::new();
    loop {
        let own = parts.iter().enumerate().find_map(|(at, part)| {
            own_words(letter, part).filter(|index| !inline.contains(index)).map(|index| (at, index))
        });
        let Some((at, index)) = own else { break };
        let after = parts.split_off(at + 1);
        parts.pop();
        match place(&parts, &after) {
            place if place == Place::Sentence || is_beside(letter, &parts, &after) => {
                parts.push(Part::Gap(index));
                parts.extend(after);
                inline.insert(index);
            }
            Place::Paragraph => {
                done.push(std::mem::take(&mut parts));
                done.push(vec![Part::Gap(index)]);
                parts = without_start(after, &['.', ',', ';', '!', ' ']);
            }
            _ => {
                let (sentence, rest) = closed(parts, after);
                done.push(sentence);
                done.push(vec![Part::Gap(index)]);
                parts = rest;
            }
        }
    }
    done.push(parts);
    let empty = |part: &Part| matches!(part, Part::Words(p) if p.text.trim().is_empty());
    done.retain(|parts| !parts.iter().all(empty));
    done
}

/// Where own words go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// They are a paragraph already, or a whole sentence.
    Paragraph,
    /// The sentence reads well without them.
    Aside,
    /// The sentence needs them.
    Sentence,
}

/// Words after which a sentence needs what follows.
const LEADS: &[&str] = &[
    "because",
    "that",
    "as",
    "since",
    "is",
    "are",
    "was",
    "were",
    "be",
    "to",
    "for",
    "about",
    "with",
    "by",
    "of",
    "and",
    "or",
    "but",
    "like",
    "including",
    "how",
    "why",
    "when",
    "if",
    "than",
    "from",
    "in",
    "on",
    "at",
    "my",
    "our",
    "the",
    "a",
    "an",
    "your",
    "i",
    "we",
    "have",
    "has",
    "had",
    "me",
    "who",
    "which",
    "where",
    "feel",
    "am",
];

fn place(before: &[Part], after: &[Part]) -> Place {
    let (first, last) = (text(after.first()), text(before.last()));
    let (first, last) = (first.trim_start(), last.trim_end());
    let begins = before.is_empty()
        || before.len() == 1 && last.is_empty()
        || last.ends_with(['.', '!', '?', ':', '…', '\n']);
    let starts_anew = |c: char| c.is_uppercase() || matches!(c, '“' | '"' | '.' | '!' | '?');
    let ends =
        after.is_empty() || after.len() == 1 && first.is_empty() || first.starts_with(starts_anew);
    if begins {
        return if ends { Place::Paragraph } else { Place::Sentence };
    }
    let word = last.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let leads = LEADS.contains(&word.as_str()) || matches!(before.last(), Some(Part::Gap(_)));
    if leads { Place::Sentence } else { Place::Aside }
}

/// Whether other own words stand in the same sentence: without both of them it has only holes.
fn is_beside(letter: &Letter, before: &[Part], after: &[Part]) -> bool {
    let ends = |part: &Part| matches!(part, Part::Words(p) if sentence_end(&p.text).is_some());
    let own = |part: &Part| own_words(letter, part).is_some();
    before.iter().rev().take_while(|part| !ends(part)).any(own)
        || after.iter().take_while(|part| !ends(part)).any(own)
}

pub(super) fn text(part: Option<&Part>) -> &str {
    match part {
        Some(Part::Words(para)) => &para.text,
        _ => "",
    }
}

/// The sentence that was open, closed without what stood in it, and what comes after it.
fn closed(mut before: Vec<Part>, after: Vec<Part>) -> (Vec<Part>, Vec<Part>) {
    let mut comma = false;
    if let Some(Part::Words(last)) = before.last_mut() {
        let sign = |c: char| c.is_whitespace() || matches!(c, ',' | '–' | '—' | '-' | '(' | ';');
        let kept = last.text.trim_end_matches(sign).len();
        comma = last.text[kept..].contains(',');
        *last = last.slice(0..kept);
    }
    let mut after = without_start(after, &[')', '–', '—', ' ']);
    let first = text(after.first()).to_string();
    let joint = match first.chars().next() {
        None if after.is_empty() => ".",
        Some(',' | '.' | '!' | '?' | ';' | ':') => "",
        _ if comma => ", ",
        _ => " ",
    };
    before.push(Part::Words(Para::plain(0, joint)));
    let mut rest = Vec::new();
    for (at, part) in after.iter().enumerate() {
        let Part::Words(para) = part else { continue };
        let Some(end) = sentence_end(&para.text) else { continue };
        let (head, tail) = (para.slice(0..end), para.slice(end..para.text.len()));
        rest = after.split_off(at + 1);
        rest.insert(0, Part::Words(tail));
        after.pop();
        after.push(Part::Words(head));
        break;
    }
    before.extend(after);
    (before, without_start(rest, &[' ']))
}

/// Where the first sentence of a text ends, in bytes.
fn sentence_end(text: &str) -> Option<usize> {
    let ends = text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?'));
    ends.map(|(at, c)| at + c.len_utf8())
        .find(|end| text[*end..].chars().next().is_none_or(char::is_whitespace))
}

/// The pieces without signs at their beginning.
fn without_start(mut parts: Vec<Part>, signs: &[char]) -> Vec<Part> {
    if let Some(Part::Words(first)) = parts.first_mut() {
        let start = first.text.len() - first.text.trim_start_matches(signs).len();
        *first = first.slice(start..first.text.len());
    }
    parts
}

/// The blocks as Markdown, with a tag for each placeholder.
pub(super) fn markdown(blocks: &[Block], tags: &[String]) -> String {
    let mut out = String::new();
    let mut above: Option<u8> = None;
    for block in blocks {
        let pieces: Vec<Piece> = block.parts.iter().flat_map(|part| pieces(part, tags)).collect();
        let depth = match block.style {
            Style::Item { depth, .. } => Some(above.map_or(0, |a| depth.min(a + 1))),
            _ => None,
        };
        let lead = lead(block.style, depth.unwrap_or(0));
        let indent = match block.style {
            Style::Quote => "> ".to_string(),
            _ => " ".repeat(lead.len()),
        };
        let indent =
            if depth.is_some() || block.style == Style::Quote { indent } else { String::new() };
        if !out.is_empty() {
            out.push_str(if depth.is_some() && above.is_some() { "\n" } else { "\n\n" });
        }
        out.push_str(&lead);
        out.push_str(&markdown::line(&pieces, &indent));
        out.push_str(block.tag.unwrap_or_default());
        above = depth;
    }
    out.push('\n');
    out
}

/// What stands before the words of a block.
fn lead(style: Style, depth: u8) -> String {
    let indent = "    ".repeat(usize::from(depth));
    match style {
        Style::Plain => String::new(),
        // The letter's subject stands above all: its headings are of the second depth.
        Style::Heading(level) => format!("{} ", "#".repeat(usize::from(level.clamp(2, 3)))),
        Style::Item { number: None, .. } => format!("{indent}- "),
        Style::Item { number: Some(number), .. } => format!("{indent}{number}. "),
        Style::Quote => "> ".into(),
    }
}

pub(super) fn pieces(part: &Part, tags: &[String]) -> Vec<Piece> {
    match part {
        Part::Words(para) => markdown::cited(para),
        Part::Gap(index) => vec![Piece::Tag(tags[*index].clone())],
        Part::If(index) => vec![Piece::Tag(tags[*index].replacen("{{", "{{#if ", 1))],
        Part::EndIf => vec![Piece::Tag("{{/if}}".into())],
    }
}

/// The subject with its placeholders, for text that is not Markdown.
pub(super) fn subject(letter: &Letter, tags: &[String]) -> Option<String> {
    let para = letter.layout.subject.as_ref()?;
    let mut out = String::new();
    for part in parts(letter, None, para) {
        match part {
            // Braces and strokes against a tag would change it.
            Part::Words(words) => {
                let text = words.text.replace('{', "(").replace('}', ")").replace('\\', "/");
                out.push_str(&text.replace(['\n', crate::adapt::source::SOFT], " "));
            }
            Part::Gap(index) => out.push_str(&tags[index]),
            Part::If(_) | Part::EndIf => {}
        }
    }
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    (!out.is_empty()).then_some(out)
}
