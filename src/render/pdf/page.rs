//! Laid-out pages: what stands where, and what it is. No PDF types here, so that the writer can
//! be exchanged.
//!
//! Lengths are points; x runs from the left, y from the top of the page downwards.

use std::sync::Arc;

use jiff::civil::Date;

use crate::render::pdf::word::Word;
use crate::render::signature::Signature;

/// Points in a millimetre.
pub(super) const MM: f32 = 72.0 / 25.4;
/// A4, ISO 216: 210 × 297 mm.
pub(super) const PAGE_WIDTH: f32 = 210.0 * MM;
/// Height of A4.
pub(super) const PAGE_HEIGHT: f32 = 297.0 * MM;

/// Place of a node in [`LaidOut::nodes`]. Nodes are numbered in reading order.
pub(super) type NodeId = usize;

/// A document on its pages, with its structure; not yet a file.
#[derive(Debug, Default)]
pub struct LaidOut {
    pub(super) title: String,
    pub(super) author: Option<String>,
    pub(super) language: String,
    pub(super) dated: Date,
    pub(super) pages: Vec<Page>,
    /// The structure tree; the root is the first.
    pub(super) nodes: Vec<Node>,
    /// The element of each note.
    pub(super) notes: Vec<NodeId>,
    /// The picture that stands where its pages have one.
    pub(super) signature: Option<Signature>,
}

/// A page: its text and lines in the order to draw and read them.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) fills: Vec<Fill>,
    pub(super) runs: Vec<Run>,
}

/// Words on one baseline in one size.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// The text that it is; none where it is page furniture that nobody need hear.
    pub(super) leaf: Option<NodeId>,
    /// The link that it is part of.
    pub(super) link: Option<NodeId>,
    pub(super) x: f32,
    /// The baseline; from the top of the row until that has its place on a page.
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) size: f32,
    pub(super) ink: Ink,
    pub(super) words: Vec<Arc<Word>>,
}

/// Colours of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ink {
    /// For reading.
    #[default]
    Black,
    /// For page numbers.
    Grey,
    /// For links; dark enough to print (contrast with white above 8:1).
    Blue,
}

/// A rectangle: a rule, a bar, a ground, a picture. Never text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fill {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) paint: Paint,
}

/// What a rectangle is filled with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Paint {
    /// 0 is black, 1 is white.
    Grey(f32),
    /// The signature, which is this leaf.
    Signature(NodeId),
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To an address.
    Uri(String),
    /// To the note at this index.
    Note(usize),
}

/// A place on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Place {
    pub(super) page: usize,
    pub(super) y: f32,
}

/// An element of the structure tree, or a piece of text in one.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) tag: Tag,
    pub(super) parent: NodeId,
    /// Where it begins, of what may be led to.
    pub(super) place: Place,
    /// Where a link leads.
    pub(super) link: Option<Target>,
    /// What it reads as, of a heading and a link; the title of a document among others.
    pub(super) text: String,
    /// The language of a document among others.
    pub(super) language: Option<String>,
}

impl Node {
    pub(super) fn new(tag: Tag, parent: NodeId) -> Node {
        let (place, text) = (Place::default(), String::new());
        Node { tag, parent, place, link: None, text, language: None }
    }
}

/// Kinds of element, named as PDF names them (ISO 32000-1, 14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// No element: the text, or the picture, that its parent holds.
    Leaf,
    Document,
    /// A document among others.
    Sect,
    P,
    H(u8),
    L(Numbering),
    LI,
    Lbl,
    LBody,
    BlockQuote,
    Table,
    THead,
    TBody,
    TR,
    TH,
    TD,
    Link,
    Reference,
    Note,
    Code,
    Figure,
    Strong,
    Em,
}

impl Tag {
    /// The name of the kind of element.
    pub(super) fn name(self) -> String {
        match self {
            Tag::H(level) => format!("H{}", level.clamp(1, 6)),
            Tag::L(_) => "L".into(),
            plain => format!("{plain:?}"),
        }
    }
}

/// How the items of a list are labelled, named as PDF names it; `None` by words of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbering {
    Decimal,
    Disc,
    None,
}
