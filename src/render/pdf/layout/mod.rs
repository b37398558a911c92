//! From a document to laid-out pages, free of any PDF type.
//!
//! Words become pieces (`inline`), pieces lines (`lines`), blocks rows (`block`, `table`,
//! `letter`), rows pages (`paginate`). The structure tree grows in reading order on the way.

mod block;
mod inline;
mod letter;
mod lines;
mod link;
mod paginate;
mod table;

use std::sync::Arc;

use super::page::{
    Fill, Heading, Ink, Kid, LeafId, MM, Node, NodeId, PAGE_HEIGHT, PAGE_WIDTH, Pages, Place, Tag,
    Target,
};
use super::shape::{Shaper, Word};
use super::{Missing, PdfError};
use crate::document::Document;

/// Margins at the left and right: 25 mm, so that a line holds 80 to 90 characters.
const SIDE: f32 = 25.0 * MM;
/// Margin at the foot; the page number stands below it.
const FOOT: f32 = 20.0 * MM;
/// Margin at the head of pages.
const HEAD: f32 = 20.0 * MM;
/// Most missing characters told at once.
const MOST_MISSING: usize = 20;
/// How far a document may run over a page and still be tightened to fit, in lines.
const OVERRUN: f32 = 6.0;

/// Rows from this height on are no lines: the head of a letter.
const TALL: f32 = 90.0;

/// Sizes and distances, in points. There are four sets, from roomy to tight.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Style {
    size: f32,
    leading: f32,
    /// Between blocks.
    gap: f32,
    note_size: f32,
    note_leading: f32,
    /// Lines of room to sign.
    sign: f32,
}

/// The limits of tightening: type no smaller than 10.5 points, lines no closer than 13.4, room
/// to sign of three lines. The first set is the usual one.
const STYLES: [Style; 4] = [
    Style { size: 11.0, leading: 15.0, gap: 7.5, note_size: 9.0, note_leading: 12.0, sign: 3.6 },
    Style { size: 11.0, leading: 14.5, gap: 6.5, note_size: 8.8, note_leading: 11.4, sign: 3.3 },
    Style { size: 11.0, leading: 14.0, gap: 5.5, note_size: 8.6, note_leading: 11.0, sign: 3.0 },
    Style { size: 10.5, leading: 13.4, gap: 5.0, note_size: 8.5, note_leading: 10.6, sign: 3.0 },
];

/// Lays the document out, a little tighter if that saves a page for a few lines.
pub(super) fn lay_out(document: &Document, shaper: &mut Shaper<'_>) -> Result<Pages, PdfError> {
    let usual = attempt(document, shaper, STYLES[0])?;
    if usual.pages.pages.len() < 2 || usual.overrun > OVERRUN * STYLES[0].leading {
        return Ok(usual.pages);
    }
    let first = STYLES.iter().skip(1).position(|style| usual.overrun_in(style) < STYLES[0].leading);
    for style in STYLES.iter().skip(1 + first.unwrap_or(STYLES.len() - 2)) {
        let tighter = attempt(document, shaper, *style)?;
        if tighter.pages.pages.len() < usual.pages.pages.len() {
            return Ok(tighter.pages);
        }
    }
    Ok(usual.pages)
}

struct Attempt {
    pages: Pages,
    /// How much too long the text is for one page less, were all pages full.
    overrun: f32,
    /// Height of all lines, and of all gaps between them.
    lines: f32,
    gaps: f32,
}

impl Attempt {
    /// The overrun to expect in another style, with the lines as they are now: near enough to
    /// pass over styles that are not tight enough.
    fn overrun_in(&self, style: &Style) -> f32 {
        let lines = self.lines * (1.0 - style.leading / STYLES[0].leading);
        let gaps = self.gaps * (1.0 - style.gap / STYLES[0].gap);
        self.overrun - lines - gaps
    }
}

fn attempt(
    document: &Document,
    shaper: &mut Shaper<'_>,
    style: Style,
) -> Result<Attempt, PdfError> {
    let mut layout = Layout::new(shaper, style);
    layout.document(document);
    if !layout.missing.is_empty() {
        return Err(PdfError::Missing(layout.missing));
    }
    Ok(layout.into_pages(document))
}

/// Where a block stands: its left edge and its width.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Column {
    x: f32,
    width: f32,
}

impl Column {
    /// The width of the text on a page.
    const TEXT: Column = Column { x: SIDE, width: PAGE_WIDTH - 2.0 * SIDE };

    /// Moved in at the left, unless too little would be left for words.
    fn indented(self, by: f32) -> Column {
        let by = by.min((self.width - 90.0).max(0.0));
        Column { x: self.x + by, width: self.width - by }
    }
}

/// Text of one leaf on one line.
#[derive(Clone, Debug)]
struct Fragment {
    leaf: LeafId,
    link: Option<usize>,
    x: f32,
    width: f32,
    /// From the top of the row.
    baseline: f32,
    size: f32,
    ink: Ink,
    words: Vec<Arc<Word>>,
}

/// A strip of a page that is never divided: most often a line of text.
#[derive(Clone, Debug, Default)]
struct Row {
    height: f32,
    /// Room above, which falls away at the head of a page.
    gap: f32,
    fragments: Vec<Fragment>,
    /// Relative to the top of the row.
    fills: Vec<Fill>,
    /// Bars beside quotations: which, and where.
    bars: Vec<(usize, f32)>,
    /// Whether the next row must stand on the same page.
    keep: bool,
    /// The table heading to repeat when this row begins a page.
    heading: Option<usize>,
    marks: Vec<Mark>,
}

/// Something whose place on the pages is asked for later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Heading(usize),
    Note,
}

/// A link: its element, its target, its words.
struct Link {
    node: NodeId,
    target: Target,
    text: String,
}

/// A layout on its way.
struct Layout<'s, 'f> {
    shaper: &'s mut Shaper<'f>,
    style: Style,
    nodes: Vec<Node>,
    leaves: Vec<NodeId>,
    rows: Vec<Row>,
    table_headings: Vec<Vec<Row>>,
    headings: Vec<Heading>,
    links: Vec<Link>,
    bars: usize,
    /// Where pages after the first begin, and the first.
    first_top: f32,
    missing: Vec<Missing>,
}

impl<'s, 'f> Layout<'s, 'f> {
    fn new(shaper: &'s mut Shaper<'f>, style: Style) -> Layout<'s, 'f> {
        let root = Node { tag: Tag::Document, parent: 0, kids: Vec::new() };
        Layout {
            shaper,
            style,
            nodes: vec![root],
            leaves: Vec::new(),
            rows: Vec::new(),
            table_headings: Vec::new(),
            headings: Vec::new(),
            links: Vec::new(),
            bars: 0,
            first_top: HEAD,
            missing: Vec::new(),
        }
    }

    /// Adds an element.
    fn node(&mut self, parent: NodeId, tag: Tag) -> NodeId {
        let id = self.nodes.len();
        self.nodes.push(Node { tag, parent, kids: Vec::new() });
        self.nodes[parent].kids.push(Kid::Node(id));
        id
    }

    /// Adds text to an element.
    fn leaf(&mut self, node: NodeId) -> LeafId {
        let id = self.leaves.len();
        self.leaves.push(node);
        self.nodes[node].kids.push(Kid::Leaf(id));
        id
    }

    /// Notes a character that no face has, with the words around it.
    fn lacks(&mut self, character: char, text: &str, at: usize) {
        let known = self.missing.iter().any(|m| m.character == character);
        if !known && self.missing.len() < MOST_MISSING {
            self.missing.push(Missing { character, around: around(text, at) });
        }
    }

    /// Adds rows, the first a distance below what is above.
    fn push(&mut self, gap: f32, rows: Vec<Row>) {
        let first = self.rows.len();
        self.rows.extend(rows);
        if let Some(row) = self.rows.get_mut(first) {
            row.gap = row.gap.max(gap);
        }
    }

    fn into_pages(mut self, document: &Document) -> Attempt {
        let lines = self.rows.iter().filter(|r| r.height < TALL).map(|r| r.height).sum();
        let gaps = self.rows.iter().map(|r| r.gap).sum();
        let paged = self.paginate();
        let count = paged.pages.len();
        let mut pages = Pages {
            title: document.title.clone(),
            author: document.sender.first().or(document.signature.first()).cloned(),
            language: document.language.clone(),
            dated: document.dated,
            pages: paged.pages,
            nodes: self.nodes,
            leaves: self.leaves,
            headings: self.headings,
            notes: paged.notes,
            parts: Vec::new(),
        };
        for (heading, place) in pages.headings.iter_mut().zip(paged.headings) {
            heading.place = place;
        }
        if count > 1 {
            for (n, page) in pages.pages.iter_mut().enumerate() {
                page.texts.push(letter::page_number(self.shaper, n + 1, count));
            }
        }
        Attempt { pages, overrun: paged.overrun, lines, gaps }
    }
}

/// Up to 20 characters either side of a place in a text.
fn around(text: &str, at: usize) -> String {
    let before = text[..at].char_indices().rev().nth(19).map_or(0, |(i, _)| i);
    let after = text[at..].char_indices().nth(21).map_or(text.len(), |(i, _)| at + i);
    text[before..after].chars().filter(|c| !super::shape::is_unseen(*c)).collect()
}

/// Room that a page gives to text, from the first row's top.
fn room(top: f32) -> f32 {
    PAGE_HEIGHT - FOOT - top
}

/// A place nobody has asked for yet.
const NOWHERE: Place = Place { page: 0, y: 0.0 };
