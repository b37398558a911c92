//! Spans to pieces: words and spaces with their style, their place in the structure tree, and
//! what may happen after them.

use std::sync::Arc;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use crate::document::Inline;
use crate::render::link::uri;
use crate::render::pdf::fonts::face;
use crate::render::pdf::layout::setter::Layout;
use crate::render::pdf::page::{Ink, NodeId, Run, Tag, Target};
use crate::render::pdf::shape::{is_gap, is_unseen};
use crate::render::pdf::word::Word;

/// Size of a citation's number, and how far it is raised, in type sizes.
const CITE_SIZE: f32 = 0.72;
const CITE_RISE: f32 = 0.32;
/// Joins what stands either side, so that a citation stays with its word.
const JOINER: char = '\u{2060}';
const SOFT_HYPHEN: char = '\u{ad}';

/// How a block's text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    pub(super) size: f32,
    pub(super) leading: f32,
    pub(super) bold: bool,
    pub(super) ink: Ink,
}

impl Look {
    pub(super) fn plain(size: f32, leading: f32) -> Look {
        Look { size, leading, bold: false, ink: Ink::Black }
    }

    pub(super) fn bold(self) -> Look {
        Look { bold: true, ..self }
    }
}

/// What may happen after a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum After {
    /// The line goes on.
    Nothing,
    /// The line may end.
    Break,
    /// The line may end with a hyphen.
    Hyphen,
    /// The line ends.
    End,
}

/// What the pieces of one leaf share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Manner {
    pub(super) leaf: NodeId,
    pub(super) link: Option<NodeId>,
    pub(super) face: usize,
    pub(super) size: f32,
    pub(super) rise: f32,
    pub(super) ink: Ink,
    pub(super) code: bool,
}

impl Manner {
    /// A run without words yet.
    pub(super) fn run(self, x: f32, baseline: f32) -> Run {
        let Manner { leaf, link, size, rise, ink, .. } = self;
        let (y, leaf) = (baseline - rise, Some(leaf));
        Run { leaf, link, x, y, width: 0.0, size, ink, words: Vec::new() }
    }
}

/// A word or a space.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) word: Arc<Word>,
    pub(super) manner: Manner,
    pub(super) space: bool,
    pub(super) after: After,
}

impl Piece {
    /// Width in points.
    pub(super) fn width(&self) -> f32 {
        self.word.width * self.manner.size / 1000.0
    }
}

/// An element that an inline stands in, and where it leads if it is a link.
type Wanted = (Tag, Option<Target>);

impl Layout<'_, '_> {
    /// The pieces of plain text, under an element.
    pub(super) fn plain(&mut self, text: &str, node: NodeId, look: Look) -> Vec<Piece> {
        self.pieces(&[Inline::plain(text)], node, look)
    }

    /// The pieces of a block's text, under an element.
    pub(super) fn pieces(&mut self, inlines: &[Inline], node: NodeId, look: Look) -> Vec<Piece> {
        let (text, stretches) = self.gather(inlines, node, look);
        let mut pieces = Vec::with_capacity(text.len() / 3);
        let mut stretches = stretches.into_iter().peekable();
        let mut at = 0;
        for (end, opportunity) in linebreaks(&text) {
            while at < end {
                while stretches.next_if(|(stretch_end, _)| *stretch_end <= at).is_some() {}
                let Some((stretch_end, manner)) = stretches.peek() else { break };
                let to = end.min(*stretch_end);
                let after = if to < end { After::Nothing } else { after(&text, end, opportunity) };
                self.add_pieces(&mut pieces, &text, at..to, *manner, after);
                at = to;
            }
        }
        pieces
    }

    /// The text of a block, and in which manner its stretches are set, each with its end.
    fn gather(
        &mut self,
        inlines: &[Inline],
        node: NodeId,
        look: Look,
    ) -> (String, Vec<(usize, Manner)>) {
        let (mut text, mut stretches) = (String::new(), Vec::new());
        let mut open: Vec<(Wanted, NodeId)> = Vec::new();
        let mut last: Option<(NodeId, NodeId)> = None;
        for inline in inlines {
            if *inline != Inline::Break {
                self.reopen(&mut open, wanted(inline, look), node);
            }
            let inner = open.last().map_or(node, |(_, id)| *id);
            let link = open.iter().find(|((tag, _), _)| *tag == Tag::Link).map(|(_, id)| *id);
            let leaf = match last {
                Some((of, leaf)) if of == inner => leaf,
                _ => self.node(inner, Tag::Leaf),
            };
            last = Some((inner, leaf));
            let from = text.len();
            add_text(&mut text, inline);
            if let Some((_, words)) = link.and_then(|link| self.nodes[link].link.as_mut()) {
                words.push_str(&text[from..]);
            }
            stretches.push((text.len(), manner(inline, look, leaf, link)));
        }
        (text, stretches)
    }

    /// Closes the elements that an inline is not in, and opens those it is in.
    fn reopen(&mut self, open: &mut Vec<(Wanted, NodeId)>, wanted: Vec<Wanted>, node: NodeId) {
        let same = open.iter().zip(&wanted).take_while(|(open, wanted)| open.0 == **wanted).count();
        open.truncate(same);
        for wanted in wanted.into_iter().skip(same) {
            let id = self.node(open.last().map_or(node, |(_, id)| *id), wanted.0);
            self.nodes[id].link = wanted.1.clone().map(|target| (target, String::new()));
            open.push((wanted, id));
        }
    }

    /// Adds a word, the space after it, or both.
    fn add_pieces(
        &mut self,
        pieces: &mut Vec<Piece>,
        text: &str,
        range: std::ops::Range<usize>,
        manner: Manner,
        after: After,
    ) {
        let part = &text[range.clone()];
        let core = part.trim_end_matches([' ', '\n']);
        let shown = core.trim_start_matches(JOINER).trim_end_matches(SOFT_HYPHEN);
        let spaced = core.len() < part.len();
        if !shown.is_empty() {
            let mut word = self.shaper.word(manner.face, shown);
            let is_out = |c: char| self.shaper.leaves_out(c) && word.missing.contains(&c);
            if !word.missing.is_empty() && shown.contains(is_out) {
                let rest = shown.replace(is_out, "");
                word = self.shaper.word(manner.face, &rest);
            }
            for c in &word.missing {
                let place = text[range.start..].find(*c).map_or(range.start, |i| range.start + i);
                self.lacks(*c, text, place);
            }
            let after = if spaced { After::Nothing } else { after };
            pieces.push(Piece { word, manner, space: false, after });
        }
        if spaced {
            let word = self.shaper.word(manner.face, " ");
            pieces.push(Piece { word, manner, space: true, after });
        } else if shown.is_empty()
            && let Some(last) = pieces.last_mut()
        {
            last.after = last.after.max(after);
        }
    }
}

/// The elements an inline stands in, from the outside.
fn wanted(inline: &Inline, look: Look) -> Vec<Wanted> {
    match inline {
        Inline::Break => Vec::new(),
        Inline::Cite(n) => {
            let note = Target::Note(n.saturating_sub(1));
            vec![(Tag::Reference, None), (Tag::Link, Some(note))]
        }
        Inline::Text(span) => {
            let link = span.link.as_deref().and_then(uri);
            let link = link.map(|uri| (Tag::Link, Some(Target::Uri(uri))));
            let bold = span.bold && !look.bold;
            let looks = [(bold, Tag::Strong), (span.italic, Tag::Em), (span.code, Tag::Code)];
            let looks = looks.into_iter().filter(|(is, _)| *is).map(|(_, tag)| (tag, None));
            link.into_iter().chain(looks).collect()
        }
    }
}

fn manner(inline: &Inline, look: Look, leaf: NodeId, link: Option<NodeId>) -> Manner {
    let plain = Manner {
        leaf,
        link,
        face: face(look.bold, false),
        size: look.size,
        rise: 0.0,
        ink: look.ink,
        code: false,
    };
    match inline {
        Inline::Break => plain,
        Inline::Cite(_) => {
            let (size, rise) = (look.size * CITE_SIZE, look.size * CITE_RISE);
            Manner { size, rise, face: face(false, false), ..plain }
        }
        Inline::Text(span) => Manner {
            face: face(look.bold || span.bold, span.italic),
            ink: if link.is_some() { Ink::Blue } else { look.ink },
            code: span.code,
            ..plain
        },
    }
}

/// Adds what an inline reads as. Line breaks inside a span, tabs and doubled spaces become one space.
fn add_text(text: &mut String, inline: &Inline) {
    match inline {
        Inline::Break => text.push('\n'),
        Inline::Cite(n) => text.push_str(&format!("{JOINER}[{n}]")),
        Inline::Text(span) => {
            for (n, word) in span.text.split(is_gap).enumerate() {
                if n > 0 && !text.ends_with([' ', '\n']) && !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(word);
            }
        }
    }
}

fn after(text: &str, end: usize, opportunity: BreakOpportunity) -> After {
    if opportunity == BreakOpportunity::Mandatory {
        After::End
    } else if text[..end].ends_with("://") {
        // An address alone on its scheme's line reads as two things.
        After::Nothing
    } else if text[..end].ends_with(SOFT_HYPHEN) {
        After::Hyphen
    } else {
        After::Break
    }
}

/// Whether a text shows anything at all.
pub(super) fn is_blank(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match inline {
        Inline::Text(span) => span.text.chars().all(|c| c.is_whitespace() || is_unseen(c)),
        Inline::Break => true,
        Inline::Cite(_) => false,
    })
}
