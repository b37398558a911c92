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

/// Place of a node in [`Pages::nodes`].
pub(super) type NodeId = usize;
/// Place of a leaf in [`Pages::leaves`]. Leaves are numbered in reading order.
pub(super) type LeafId = usize;

/// A document laid out on pages, with its structure.
#[derive(Debug)]
pub(super) struct Pages {
    pub(super) title: String,
    pub(super) author: Option<String>,
    pub(super) language: String,
    pub(super) dated: Date,
    pub(super) pages: Vec<Page>,
    /// The structure tree; the root is the first.
    pub(super) nodes: Vec<Node>,
    /// The node each run of text belongs to.
    pub(super) leaves: Vec<NodeId>,
    pub(super) headings: Vec<Heading>,
    /// Where each note stands.
    pub(super) notes: Vec<Place>,
    /// The picture that stands where its pages have one.
    pub(super) signature: Option<Signature>,
    /// The documents that this is put together from; none where it is one document.
    pub(super) parts: Vec<Part>,
}

/// A document that is put together with others.
#[derive(Debug)]
pub(super) struct Part {
    /// Its root in the structure tree.
    pub(super) node: NodeId,
    pub(super) title: String,
    pub(super) language: String,
}

/// A page: its text and lines in the order to draw and read them.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) fills: Vec<Fill>,
    pub(super) texts: Vec<Text>,
    pub(super) links: Vec<LinkBox>,
    /// Where the signature's picture stands, if it is on this page.
    pub(super) picture: Option<Picture>,
}

/// Where a picture stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Picture {
    pub(super) leaf: LeafId,
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// Text of one leaf, or of none: then it is page furniture that nobody need hear.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) leaf: Option<LeafId>,
    pub(super) runs: Vec<Run>,
}

/// Words on one baseline in one size.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) x: f32,
    /// The baseline.
    pub(super) y: f32,
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

/// A filled rectangle: a rule, a bar, a ground. Never text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fill {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    /// 0 is black, 1 is white.
    pub(super) shade: f32,
}

/// The part of a link that is on one line.
#[derive(Debug)]
pub(super) struct LinkBox {
    pub(super) node: NodeId,
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) target: Target,
    /// What a screen reader says of it.
    pub(super) says: String,
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

/// A heading, for the outline.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) text: String,
    pub(super) place: Place,
}

/// An element of the structure tree.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) tag: Tag,
    pub(super) parent: NodeId,
    pub(super) kids: Vec<Kid>,
}

/// What is in an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kid {
    /// Another element.
    Node(NodeId),
    /// Text.
    Leaf(LeafId),
}

/// Kinds of element, named as PDF names them (ISO 32000-1, 14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
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
