//! What is set on pages: rows, fragments and the marks between them.

use crate::document::Align;
use crate::render::pdf::error::Missing;
use crate::render::pdf::page::{Fill, MM, Node, NodeId, PAGE_HEIGHT, PAGE_WIDTH, Run, Tag};
use crate::render::pdf::shape::{Shaper, is_unseen};
use crate::render::signature::Signature;

/// Margins at the left and right: 25 mm, so that a line holds 80 to 90 characters.
pub(super) const SIDE: f32 = 25.0 * MM;
/// Margin at the foot; the page number stands below it.
const FOOT: f32 = 20.0 * MM;
/// Margin at the head of pages.
pub(super) const HEAD: f32 = 20.0 * MM;
/// Most missing characters told at once.
const MOST_MISSING: usize = 20;

/// Sizes and distances, in points. There are four sets, from roomy to tight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) leading: f32,
    /// Between blocks.
    pub(super) gap: f32,
    pub(super) note_size: f32,
    pub(super) note_leading: f32,
    /// Lines of room to sign.
    pub(super) sign: f32,
}

/// Where a block stands: in which element, its left edge and its width, and how its lines are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Column {
    pub(super) node: NodeId,
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) align: Align,
}

impl Column {
    /// The width of the text on a page.
    pub(super) const TEXT: Column = Column::at(SIDE, PAGE_WIDTH - 2.0 * SIDE);

    /// A column of the document itself.
    pub(super) const fn at(x: f32, width: f32) -> Column {
        Column { node: 0, x, width, align: Align::Left }
    }

    /// Moved in at the left, unless too little would be left for words.
    pub(super) fn indented(self, by: f32) -> Column {
        let by = by.min((self.width - 90.0).max(0.0));
        Column { x: self.x + by, width: self.width - by, ..self }
    }

    /// The same place, of another element.
    pub(super) fn of(self, node: NodeId) -> Column {
        Column { node, ..self }
    }
}

/// A strip of a page that is never divided: most often a line of text.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) height: f32,
    /// Room above, which falls away at the head of a page.
    pub(super) gap: f32,
    pub(super) runs: Vec<Run>,
    /// Relative to the top of the row.
    pub(super) fills: Vec<Fill>,
    /// Bars beside quotations: which, and where.
    pub(super) bars: Vec<(usize, f32)>,
    /// Whether the next row must stand on the same page.
    pub(super) keep: bool,
    /// The table heading to repeat when this row begins a page.
    pub(super) heading: Option<usize>,
    /// The element that begins here, of those whose place is asked for later.
    pub(super) begins: Option<NodeId>,
}

impl Row {
    /// What is on it moved down.
    pub(super) fn moved(mut self, by: f32) -> Row {
        self.runs.iter_mut().for_each(|run| run.y += by);
        self.fills.iter_mut().for_each(|fill| fill.y += by);
        self
    }
}

/// A layout on its way.
pub(super) struct Layout<'s, 'f> {
    pub(super) shaper: &'s mut Shaper<'f>,
    pub(super) style: Style,
    pub(super) signature: Option<&'s Signature>,
    pub(super) nodes: Vec<Node>,
    pub(super) rows: Vec<Row>,
    pub(super) table_headings: Vec<Vec<Row>>,
    pub(super) notes: Vec<NodeId>,
    pub(super) bars: usize,
    /// Where the first page begins.
    pub(super) first_top: f32,
    pub(super) missing: Vec<Missing>,
}

impl Layout<'_, '_> {
    /// Adds an element.
    pub(super) fn node(&mut self, parent: NodeId, tag: Tag) -> NodeId {
        self.nodes.push(Node::new(tag, parent));
        self.nodes.len() - 1
    }

    /// Notes a character that no face has, with the words around it.
    pub(super) fn lacks(&mut self, character: char, text: &str, at: usize) {
        let known = self.missing.iter().any(|m| m.character == character);
        if !known && self.missing.len() < MOST_MISSING {
            self.missing.push(Missing { character, around: around(text, at) });
        }
    }

    /// Adds rows, the first a distance below what is above.
    pub(super) fn push(&mut self, gap: f32, rows: Vec<Row>) {
        append(&mut self.rows, gap, rows);
    }
}

/// Adds rows to others, the first a distance below what is above.
pub(super) fn append(rows: &mut Vec<Row>, gap: f32, next: Vec<Row>) {
    let first = rows.len();
    rows.extend(next);
    if let Some(row) = rows.get_mut(first) {
        row.gap = row.gap.max(gap);
    }
}

/// Up to 20 characters either side of a place in a text.
fn around(text: &str, at: usize) -> String {
    let before = text[..at].char_indices().rev().nth(19).map_or(0, |(i, _)| i);
    let after = text[at..].char_indices().nth(21).map_or(text.len(), |(i, _)| at + i);
    text[before..after].chars().filter(|c| !is_unseen(*c)).collect()
}

/// Room that a page gives to text, from the first row's top.
pub(super) fn room(top: f32) -> f32 {
    PAGE_HEIGHT - FOOT - top
}
