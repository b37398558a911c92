//! A body as it came out of a template: read once, measured, its parts taken apart.

use rapidhash::RapidHashSet;

use super::receiver::Budget;
use crate::document::{Block, Inline, Measure, Part, parse, words};
use crate::render::text;
use crate::template::parts::{self, RawPart, Segment};
use crate::text::marks;

/// A body. Nothing in it has a mark any more.
#[derive(Default)]
pub(super) struct Body {
    pub(super) blocks: Vec<Block>,
    /// As CommonMark, citations as `\[1\]`.
    pub(super) markdown: String,
    /// Ids of the sources cited, in the order of their numbers.
    pub(super) cited: Vec<String>,
    pub(super) parts: Vec<Part>,
    pub(super) measure: Measure,
}

impl Body {
    /// Reads what Handlebars made of a template.
    pub(super) fn read(rendered: &str, budget: Budget) -> Body {
        let settled = marks::settle_lines(&own_once(rendered));
        let (numbered, cited) = parts::number_citations(&settled);
        let pieces = parts::split(&numbered);
        let markdown = parts::visible(&parts::join(&pieces));
        let mut body = Body { markdown, cited, ..Body::default() };
        for piece in &pieces {
            match piece {
                Segment::Between(text) => {
                    let blocks = parse::blocks(text);
                    body.count(words::tally(&blocks));
                    body.blocks.extend(blocks);
                }
                Segment::Part(raw) => body.part(raw, budget),
            }
        }
        body.measure.budget = budget.words;
        body
    }

    /// Adds a part as [`parts::join`] writes it: an item of a numbered list, or with a heading.
    fn part(&mut self, raw: &RawPart<'_>, budget: Budget) {
        let content = parse::blocks(raw.content);
        let title = (!raw.title.is_empty()).then(|| raw.title.to_string());
        let words = raw.words.or(budget.part_words);
        let part = part(raw.number.clone(), title, &content, (words, raw.characters));
        self.count((part.measure.words, part.measure.own));
        self.parts.push(part);
        if let Some(text) = raw.heading() {
            self.blocks.push(Block::Heading(3, vec![Inline::plain(text)]));
            self.blocks.extend(content);
        } else if let Some(Block::List(Some(_), items)) = self.blocks.last_mut() {
            items.push(content);
        } else {
            self.blocks.push(Block::List(raw.number.parse().ok(), vec![content]));
        }
    }

    fn count(&mut self, (words, own): (usize, usize)) {
        self.measure.words += words;
        self.measure.own += own;
    }

    /// Whether the whole and every part keep their limits.
    pub(super) fn fits(&self) -> bool {
        self.measure.fits() && self.parts.iter().all(|part| part.measure.fits())
    }
}

/// Takes the marks from own words that stand in the text a second time, so that nobody's share
/// grows by being repeated.
fn own_once(text: &str) -> String {
    let mut seen = RapidHashSet::default();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(marks::OWN) {
        let (own, tail) = after.split_once(marks::OWN_END).unwrap_or((after, ""));
        out.push_str(before);
        match seen.insert(own) {
            true => out.push_str(&marks::own(own)),
            false => out.push_str(own),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// A part and its measure; its limits are the most words and the most characters.
pub(super) fn part(
    number: String,
    title: Option<String>,
    content: &[Block],
    (budget, most_characters): (Option<usize>, Option<usize>),
) -> Part {
    let (words, own) = words::tally(content);
    let mut content = content.to_vec();
    let cites = take_citations(&mut content);
    let text = text::blocks(&content);
    let characters = most_characters.map_or(0, |_| text.chars().count());
    let measure = Measure { words, own, budget, characters, most_characters };
    Part { number, title, text, cites, measure }
}

/// Takes the citations out of blocks, since their numbers would stand alone in a form; which there
/// were, each once.
fn take_citations(blocks: &mut [Block]) -> Vec<usize> {
    let mut cites = Vec::new();
    for block in blocks {
        block.lines_mut(&mut |line| {
            line.retain(|inline| match inline {
                Inline::Cite(number) => {
                    cites.extend((!cites.contains(number)).then_some(*number));
                    false
                }
                _ => true,
            });
            if let Some(Inline::Text(last)) = line.last_mut() {
                last.text.truncate(last.text.trim_end().len());
            }
        });
    }
    cites
}
