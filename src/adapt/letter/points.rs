//! Points that a letter leaves to choose from: "Choose two or three of these", and a list. They
//! become the concerns of the pack.

use std::collections::BTreeSet;
use std::ops::Range;

use super::layout::{Aside, Layout, Why};
use super::words::{self, any, words};
use super::{Letter, body, gaps};
use crate::adapt::source::{Para, Style, What};
use crate::adapt::{markdown, yaml};

/// Most points of a letter.
const MOST: usize = 60;

/// Most words of a title that is made of a point's first words.
const LONGEST: usize = 9;

/// The points of a letter: where they stand in its body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Points {
    /// Indices of their paragraphs.
    pub(super) paras: Range<usize>,
    /// Whether the words before lead to a list.
    pub(super) listed: bool,
}

impl Points {
    /// How many there are.
    pub fn many(&self) -> usize {
        self.paras.len()
    }
}

/// A point as the pack has it.
pub(super) struct Point {
    pub(super) id: String,
    title: String,
    text: String,
}

/// Finds the points, and sets what says to choose from them aside.
pub(super) fn take(layout: &mut Layout) -> Points {
    for at in 1..layout.body.len() {
        let items = layout.body[at..].iter();
        let flat = |p: &&Para| matches!(p.style, Style::Item { depth: 0, .. });
        let items = items.take_while(flat).take(MOST).count();
        let before = &layout.body[at - 1];
        if items < 2 || matches!(before.style, Style::Item { .. }) {
            continue;
        }
        let deeper = layout.body.get(at + items).map(|p| p.style);
        if matches!(deeper, Some(Style::Item { .. })) {
            continue;
        }
        let Some((kept, told)) = told(before) else { continue };
        layout.aside.push(Aside { why: Why::Instruction, para: told });
        let start = match kept {
            Some(kept) => {
                layout.body[at - 1] = kept;
                at
            }
            None => {
                layout.body.remove(at - 1);
                at - 1
            }
        };
        let listed = start.checked_sub(1).is_some_and(|i| layout.body[i].text.ends_with(':'));
        return Points { paras: start..start + items, listed };
    }
    Points::default()
}

/// What of a paragraph stays, and its last sentence or brackets where these say to choose.
fn told(para: &Para) -> Option<(Option<Para>, Para)> {
    let text = para.text.trim_end();
    let colon = text.ends_with(':');
    let inner = text.trim_end_matches([':', ' ', '.', '!']);
    let start = if let (true, Some(open)) = (inner.ends_with([')', ']']), inner.rfind(['(', '['])) {
        open
    } else {
        let ends = |c: char| matches!(c, '.' | '!' | '?' | '\n');
        inner.rfind(ends).map_or(0, |at| at + 1)
    };
    let told = para.slice(start..text.len()).trimmed();
    if !says(&told.text) {
        return None;
    }
    let mut kept = para.slice(0..start).trimmed();
    if kept.text.is_empty() {
        return Some((None, told));
    }
    let bracket = told.text.starts_with(['(', '[']);
    if bracket && colon {
        kept.text.push(':');
    }
    Some((Some(kept), told))
}

/// Whether words say to choose from what follows.
fn says(text: &str) -> bool {
    let said = words(text);
    let first: Vec<String> = said.iter().take(4).cloned().collect();
    let of = [
        "point",
        "points",
        "reason",
        "reasons",
        "list",
        "following",
        "below",
        "these",
        "bullet",
        "bullets",
        "arguments",
        "issues",
        "statements",
        "concerns",
        "those",
        "two",
        "three",
        "any",
        "some",
    ];
    said.len() < 30
        && any(&first, &["choose", "pick", "select", "use", "include"])
        && any(&said, &of)
}

/// The points as the pack has them. `tags`: what stands for each placeholder.
pub(super) fn points(letter: &Letter, tags: &[String]) -> Vec<Point> {
    let mut taken = BTreeSet::new();
    let range = letter.points.paras.clone();
    let paras = range.filter_map(|index| Some((index, letter.layout.body.get(index)?)));
    let point = |(index, para): (usize, &Para)| {
        let parts = body::parts(letter, Some(index), para);
        let pieces: Vec<_> = parts.iter().flat_map(|part| body::pieces(part, tags)).collect();
        let text = markdown::line(&pieces, "");
        let title = title(para);
        let id = words::slug(&title, "point", &mut taken);
        (!text.is_empty()).then_some(Point { id, title, text })
    };
    paras.filter_map(point).collect()
}

/// What a point is called in the menu: what leads it, or its first words.
fn title(para: &Para) -> String {
    let mut text = para.text.replace(['\n', crate::adapt::source::SOFT], " ");
    for gap in gaps::find(para).iter().rev() {
        text.replace_range(gap.range.clone(), "…");
    }
    let bold = para.marks.iter().find(|m| m.what == What::Bold && m.range.start == 0);
    let lead = match bold.filter(|m| m.range.end < text.len()) {
        Some(mark) => text.get(mark.range.clone()),
        None => [": ", " – ", " — ", " - "].iter().find_map(|sign| {
            let (lead, _) = text.split_once(sign)?;
            (lead.split_whitespace().count() <= 6).then_some(lead)
        }),
    };
    let plain = |text: &str| {
        let text = text.replace(['{', '}', '\\'], "");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    if let Some(lead) = lead.map(|lead| lead.trim_end_matches([':', '.', ' ', '–', '-', ','])) {
        return plain(lead);
    }
    let sentence = text.split_inclusive(['.', '?', '!']).next().unwrap_or_default();
    let said: Vec<&str> = sentence.split_whitespace().collect();
    if said.len() <= LONGEST {
        return plain(sentence.trim_end_matches('.'));
    }
    let start = said[..LONGEST - 2].join(" ");
    plain(&format!("{}…", start.trim_end_matches([',', ';', ':'])))
}

/// The tag that the points chosen stand in.
pub(super) fn tag(points: &Points) -> &'static str {
    if points.listed { "{{#each concerns}}\n- {{text}}\n{{/each}}" } else { "{{concerns}}" }
}

/// The text of `concerns` in `pack.yaml`; empty where there are none.
pub(super) fn text(all: &[Point]) -> String {
    if all.is_empty() {
        return String::new();
    }
    let mut out = String::from("\n");
    out.push_str(&yaml::comment(
        "Points that people choose from, as the letter lists them. The title is what they read: it asks or names something, and never claims, so put each into such words. The text goes into the letter. A line `short:` may hold a shorter wording for when space runs out.",
        "",
    ));
    out.push_str("concerns:\n");
    for Point { id, title, text } in all {
        out.push_str(&format!("  - id: {id}\n    title: {}\n    text: |-\n", yaml::scalar(title)));
        text.lines().for_each(|line| out.push_str(&format!("      {line}\n")));
    }
    out
}
