//! A gap as it stands, not yet understood.

use std::ops::Range;

/// A candidate: its bytes in the paragraph, and how it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) shape: Shape,
}

/// Most candidates of a letter: one that has more is no letter.
pub(super) const MOST: usize = 300;

/// What a candidate is written with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `[…]`, `{…}`, `<…>`, `«…»`, `%…%`, `*** … ***`.
    Bracket,
    /// `(…)`.
    Round,
    /// An opening or closing sign without its other.
    Unclosed,
    /// `____`, `.....`, `XXXX`; `stops`: dots that may hold the full stop too.
    Blank { stops: bool },
    /// Highlighted or coloured in Word.
    Marked,
    /// A field or content control: its name.
    Field(String),
    /// A list to choose from in Word: its name and what can be chosen.
    Choices(String, Vec<String>),
    /// The sign of a footnote: its words.
    Note(String),
    /// A line that ends in `…`, to be gone on with.
    LeadIn,
    /// Words with strokes between them; `asked`: `(delete as appropriate)` stands behind.
    Strokes { asked: bool },
    /// Capitals that tell the writer what to do.
    Capitals,
}
