//! Text to lines: spans to pieces (words and spaces with their style, their place in the structure
//! tree, and what may happen after them), pieces to lines, lines to rows.

use std::ops::Range;
use std::sync::Arc;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use crate::document::{Align, Inline};
use crate::render::link::uri;
use crate::render::pdf::fonts;
use crate::render::pdf::layout::setter::{Column, Layout, Row};
use crate::render::pdf::page::{Fill, Ink, NodeId, Paint, Run, Tag, Target};
use crate::render::pdf::shape::{is_gap, is_unseen};
use crate::render::pdf::word::{Word, in_order};

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
}

impl Look {
    pub(super) fn plain(size: f32, leading: f32) -> Look {
        Look { size, leading, bold: false }
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

/// Where a stretch of text ends, and in which manner it is set.
type Stretch = (usize, Manner);

/// An element that an inline stands in, and where it leads if it is a link.
type Wanted = (Tag, Option<Target>);

impl Layout<'_, '_> {
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
    fn gather(&mut self, inlines: &[Inline], node: NodeId, look: Look) -> (String, Vec<Stretch>) {
        let (mut text, mut stretches) = (String::new(), Vec::new());
        let mut open: Vec<(Wanted, NodeId)> = Vec::new();
        let mut last: Option<(NodeId, NodeId)> = None;
        for inline in inlines {
            let (wanted, manner) = looks(inline, look);
            if *inline != Inline::Break {
                self.reopen(&mut open, wanted, node);
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
            if let Some(link) = link {
                self.nodes[link].text.push_str(&text[from..]);
            }
            stretches.push((text.len(), Manner { leaf, link, ..manner }));
        }
        (text, stretches)
    }

    /// Closes the elements that an inline is not in, and opens those it is in.
    fn reopen(&mut self, open: &mut Vec<(Wanted, NodeId)>, wanted: Vec<Wanted>, node: NodeId) {
        let same = open.iter().zip(&wanted).take_while(|(open, wanted)| open.0 == **wanted).count();
        open.truncate(same);
        for wanted in wanted.into_iter().skip(same) {
            let id = self.node(open.last().map_or(node, |(_, id)| *id), wanted.0);
            self.nodes[id].link = wanted.1.clone();
            open.push((wanted, id));
        }
    }

    /// Adds a word, the space after it, or both.
    fn add_pieces(
        &mut self,
        pieces: &mut Vec<Piece>,
        text: &str,
        range: Range<usize>,
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

/// The elements an inline stands in, from the outside, and the manner in which it is set but for its
/// place among them.
fn looks(inline: &Inline, look: Look) -> (Vec<Wanted>, Manner) {
    let (face, size) = (fonts::face(look.bold, false), look.size);
    let (leaf, link, ink) = (0, None, Ink::Black);
    let plain = Manner { leaf, link, face, size, rise: 0.0, ink, code: false };
    match inline {
        Inline::Break => (Vec::new(), plain),
        Inline::Cite(n) => {
            let note = Target::Note(n.saturating_sub(1));
            let (size, rise) = (size * CITE_SIZE, size * CITE_RISE);
            let manner = Manner { size, rise, face: fonts::face(false, false), ..plain };
            (vec![(Tag::Reference, None), (Tag::Link, Some(note))], manner)
        }
        Inline::Text(span) => {
            let uri = span.link.as_deref().and_then(uri);
            let ink = if uri.is_some() { Ink::Blue } else { Ink::Black };
            let face = fonts::face(look.bold || span.bold, span.italic);
            let link = uri.map(|uri| (Tag::Link, Some(Target::Uri(uri))));
            let bold = span.bold && !look.bold;
            let tags = [(bold, Tag::Strong), (span.italic, Tag::Em), (span.code, Tag::Code)];
            let tags = tags.into_iter().filter(|(is, _)| *is).map(|(_, tag)| (tag, None));
            let manner = Manner { face, ink, code: span.code, ..plain };
            (link.into_iter().chain(tags).collect(), manner)
        }
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

/// Where the cap height's middle stands, in type sizes above the baseline: lines are centred on it.
const MIDDLE: f32 = 0.33;
/// A last line narrower than this part of the others looks lost, and so does a word alone that is
/// narrower than this.
const SHORT_LINE: f32 = 0.08;
const LONE_WORD: f32 = 0.3;
/// How much narrower lines may be set to bring another word down to the last one.
const NARROWER: [f32; 5] = [0.98, 0.96, 0.93, 0.9, 0.86];
/// Ground behind code.
const CODE_SHADE: f32 = 0.93;
/// A long string is broken after one of these if one is near the end of the line.
const GOOD_ENDS: &[char] =
    &['/', '.', '?', '&', '-', '_', '=', '#', ',', ';', ':', '%', '+', '~', '@'];

/// A line: which pieces, how wide without the space at its end, whether a hyphen is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) width: f32,
    pub(super) hyphen: bool,
}

impl Layout<'_, '_> {
    /// The rows of a paragraph, no single line of which stands alone on a page.
    pub(super) fn paragraph(&mut self, pieces: Vec<Piece>, look: Look, column: Column) -> Vec<Row> {
        let pieces = self.fit(pieces, column.width);
        let mut lines = self.lines(&pieces, column.width);
        if column.align == Align::Left {
            lines = self.without_a_lone_word(&pieces, lines, column.width);
        }
        let last = lines.len().saturating_sub(1);
        let row = |(n, line): (usize, Line)| {
            let keep = n < last && (n == 0 || n + 1 == last);
            Row { keep, ..self.row(&pieces, line, look, column) }
        };
        lines.into_iter().enumerate().map(row).collect()
    }

    /// Ends the lines a little sooner if that brings a word or two down to a short last one.
    fn without_a_lone_word(&mut self, pieces: &[Piece], lines: Vec<Line>, width: f32) -> Vec<Line> {
        let is_lone = |line: &Line| {
            line.width < width * SHORT_LINE
                || line.width < width * LONE_WORD && words(pieces, *line) == 1
        };
        match lines.as_slice() {
            [.., before, last] if is_lone(last) && words(pieces, *before) > 2 => {}
            _ => return lines,
        }
        let mut tried = NARROWER.iter().map(|part| self.lines(pieces, width * part));
        let better =
            |tried: &Vec<Line>| tried.len() == lines.len() && !tried.last().is_some_and(is_lone);
        tried.find(better).unwrap_or(lines)
    }

    /// Divides pieces that are wider than a line.
    pub(super) fn fit(&mut self, pieces: Vec<Piece>, width: f32) -> Vec<Piece> {
        let fits = |piece: &Piece| piece.space || piece.width() <= width;
        if pieces.iter().all(fits) {
            return pieces;
        }
        let divided = |piece: Piece| match fits(&piece) {
            true => vec![piece],
            false => self.divide(piece, width),
        };
        pieces.into_iter().flat_map(divided).collect()
    }

    fn divide(&mut self, piece: Piece, width: f32) -> Vec<Piece> {
        let manner = piece.manner;
        let hyphen = self.hyphen_width(manner);
        let text = &piece.word.text;
        let mut divided = Vec::new();
        let mut start = 0;
        for cut in cuts(&piece.word, manner.size, (width - hyphen).max(1.0)) {
            let after = if between_letters(text, cut) { After::Hyphen } else { After::Break };
            let word = self.shaper.word(manner.face, &text[start..cut]);
            divided.push(Piece { word, manner, space: false, after });
            start = cut;
        }
        let word = self.shaper.word(manner.face, &text[start..]);
        divided.push(Piece { word, ..piece });
        divided
    }

    fn hyphen_width(&mut self, manner: Manner) -> f32 {
        self.shaper.word(manner.face, "-").width * manner.size / 1000.0
    }

    /// Fills lines with as many pieces as they hold.
    pub(super) fn lines(&mut self, pieces: &[Piece], width: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut line = Line::default();
        let mut best: Option<Line> = None;
        let mut pen = 0.0;
        let mut i = 0;
        while i < pieces.len() {
            let piece = &pieces[i];
            let end = pen + piece.width();
            if !piece.space && end > width + 0.01 && i > line.start {
                let here = Line { end: i, ..line };
                let chosen = best.take().unwrap_or(here);
                lines.push(chosen);
                i = chosen.end;
                line = Line { start: i, ..Line::default() };
                pen = 0.0;
                continue;
            }
            pen = end;
            i += 1;
            if !piece.space {
                line.width = pen;
            }
            match piece.after {
                After::Nothing => {}
                After::Break => best = Some(Line { end: i, ..line }),
                After::Hyphen => {
                    let with_hyphen = line.width + self.hyphen_width(piece.manner);
                    if with_hyphen <= width + 0.01 {
                        best = Some(Line { end: i, width: with_hyphen, hyphen: true, ..line });
                    }
                }
                After::End => {
                    lines.push(Line { end: i, ..line });
                    line = Line { start: i, ..Line::default() };
                    best = None;
                    pen = 0.0;
                }
            }
        }
        if line.start < pieces.len() {
            lines.push(Line { end: pieces.len(), ..line });
        }
        lines
    }

    /// One line as a row.
    fn row(&mut self, pieces: &[Piece], line: Line, look: Look, column: Column) -> Row {
        let spare = (column.width - line.width).max(0.0);
        let mut x = match column.align {
            Align::Left => column.x,
            Align::Centre => column.x + spare / 2.0,
            Align::Right => column.x + spare,
        };
        let baseline = look.leading / 2.0 + MIDDLE * look.size;
        let mut row = Row { height: look.leading, ..Row::default() };
        let pieces = &pieces[line.start..line.end];
        let hyphen = pieces.last().filter(|_| line.hyphen).map(|last| {
            let word = self.shaper.hyphen(last.manner.face);
            Piece { word, ..last.clone() }
        });
        let mut before: Option<Manner> = None;
        for piece in pieces.iter().chain(&hyphen) {
            let (manner, width) = (piece.manner, piece.width());
            if before.replace(manner) != Some(manner) {
                row.runs.push(manner.run(x, baseline));
                row.fills.extend(manner.code.then(|| ground(x, baseline, look)));
            }
            if let Some(run) = row.runs.last_mut() {
                run.words.push(Arc::clone(&piece.word));
                run.width += width;
            }
            if let (true, Some(ground)) = (manner.code, row.fills.last_mut()) {
                ground.width += width;
            }
            x += width;
        }
        row
    }
}

/// How many words a line has: what spaces part.
fn words(pieces: &[Piece], line: Line) -> usize {
    let parts = pieces[line.start..line.end].split(|piece| piece.space);
    parts.filter(|part| !part.is_empty()).count()
}

/// The ground behind code that begins here.
fn ground(x: f32, baseline: f32, look: Look) -> Fill {
    let (y, height) = (baseline - 0.85 * look.size, 1.15 * look.size);
    Fill { x: x - 1.0, y, width: 2.0, height, paint: Paint::Grey(CODE_SHADE) }
}

/// Where to cut a word so that each part is at most so wide; better after a mark than in a name.
fn cuts(word: &Word, size: f32, width: f32) -> Vec<usize> {
    let glyphs = in_order(word.segments.iter().flat_map(|segment| &segment.glyphs));
    let total: i64 = glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum();
    // Faces may differ in units; an even scale is near enough to choose where to cut, and `fit`
    // leaves room for a hyphen.
    let scale = if total > 0 { word.width / total as f32 } else { 0.0 };
    let mut cuts = Vec::new();
    let (mut pen, mut since_good) = (0.0, None);
    for cluster in glyphs.chunk_by(|a, b| a.start == b.start) {
        let (start, end) = (cluster[0].start as usize, cluster[0].end as usize);
        let advance: f32 = cluster.iter().map(|glyph| glyph.advance as f32 * scale).sum();
        let advance = advance * size / 1000.0;
        if pen + advance > width && pen > 0.0 {
            let good = since_good.take().filter(|(_, at)| *at > width * 0.6);
            let (cut, at) = good.unwrap_or((start, pen));
            cuts.push(cut);
            pen -= at;
        }
        pen += advance;
        if word.text[start..end].ends_with(GOOD_ENDS) && end < word.text.len() {
            since_good = Some((end, pen));
        }
    }
    cuts
}

fn between_letters(text: &str, cut: usize) -> bool {
    let before = text[..cut].chars().next_back();
    let after = text[cut..].chars().next();
    before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic)
}
