//! Pieces to lines, and lines to rows.

use std::sync::Arc;

use super::inline::{After, Look, Manner, Piece};
use crate::document::Align;
use crate::render::pdf::layout::setter::{Column, Layout, Row};
use crate::render::pdf::page::{Fill, Paint};
use crate::render::pdf::word::{Glyph, Word};

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

impl Line {
    fn from(start: usize) -> Line {
        Line { start, ..Line::default() }
    }
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
                line = Line::from(i);
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
                    line = Line::from(i);
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
        let mut manner: Option<Manner> = None;
        for piece in &pieces[line.start..line.end] {
            if manner.replace(piece.manner) != Some(piece.manner) {
                row.runs.push(piece.manner.run(x, baseline));
                if piece.manner.code {
                    row.fills.push(ground(x, baseline, look));
                }
            }
            x += piece.width();
            add_word(&mut row, &piece.word, piece.width(), piece.manner);
        }
        if let (true, Some(manner)) = (line.hyphen, manner) {
            let hyphen = self.shaper.hyphen(manner.face);
            let width = hyphen.width * manner.size / 1000.0;
            add_word(&mut row, &hyphen, width, manner);
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

fn add_word(row: &mut Row, word: &Arc<Word>, width: f32, manner: Manner) {
    if let Some(run) = row.runs.last_mut() {
        run.words.push(Arc::clone(word));
        run.width += width;
    }
    if let (true, Some(ground)) = (manner.code, row.fills.last_mut()) {
        ground.width += width;
    }
}

/// Where to cut a word so that each part is at most so wide; better after a mark than in a name.
fn cuts(word: &Word, size: f32, width: f32) -> Vec<usize> {
    let units = cluster_widths(word);
    let mut cuts = Vec::new();
    let (mut pen, mut since_good) = (0.0, None);
    for (n, (start, advance)) in units.iter().enumerate() {
        let advance = advance * size / 1000.0;
        if pen + advance > width && pen > 0.0 {
            let cut = match since_good {
                Some((place, at)) if at > width * 0.6 => {
                    pen -= at;
                    place
                }
                _ => {
                    pen = 0.0;
                    *start
                }
            };
            cuts.push(cut);
            since_good = None;
        }
        pen += advance;
        let next = units.get(n + 1).map_or(word.text.len(), |u| u.0);
        if word.text[*start..next].ends_with(GOOD_ENDS) && next < word.text.len() {
            since_good = Some((next, pen));
        }
    }
    cuts
}

/// Start and width of each cluster, in reading order.
fn cluster_widths(word: &Word) -> Vec<(usize, f32)> {
    let glyphs = || word.segments.iter().flat_map(|s| s.glyphs.iter());
    let total: i64 = glyphs().map(|g| i64::from(g.advance)).sum();
    // Faces may differ in units; an even scale is near enough to choose where to cut, and `fit`
    // leaves room for a hyphen.
    let scale = if total > 0 { word.width / total as f32 } else { 0.0 };
    let unit = |glyph: &Glyph| (glyph.start as usize, glyph.advance as f32 * scale);
    let mut units: Vec<(usize, f32)> = glyphs().map(unit).collect();
    units.sort_by_key(|u| u.0);
    units.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    units
}

fn between_letters(text: &str, cut: usize) -> bool {
    let before = text[..cut].chars().next_back();
    let after = text[cut..].chars().next();
    before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic)
}
