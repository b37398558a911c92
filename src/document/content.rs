//! What a document holds: blocks, spans, notes, parts and its measure.

use std::ops::Range;

use jiff::civil::Date;
use serde::Serialize;

use super::closes::Closes;

/// A document as composed from a template and answers.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Document {
    /// The number by which a batch calls it, on the foot of its pages; none where it stands alone.
    pub number: Option<u32>,
    /// Title for lists and for the PDF's properties; plain text.
    pub title: String,
    /// BCP 47 language tag of the text, such as `en-GB`.
    pub language: String,
    /// The date on the document. PDF dates come from it, so that no clock shows in the bytes.
    pub dated: Date,
    /// Sender's block, a line each, name first; empty where the form has none.
    pub sender: Vec<String>,
    /// Recipient's block, a line each; empty where the form has none.
    pub recipient: Vec<String>,
    /// The date as it reads on the document; none where the form has none.
    pub date_line: Option<String>,
    /// The whole salutation line, such as `Dear Ms Member`.
    pub salutation: Option<String>,
    /// Subject line; plain text.
    pub subject: Option<String>,
    /// Labelled facts that stand apart from the body (for a clerk, about a respondent).
    pub details: Option<Details>,
    /// The body.
    pub body: Vec<Block>,
    /// The body as CommonMark, citations as `\[1\]`.
    pub markdown: String,
    /// Closing words without the name, such as `Yours sincerely`.
    pub closing: Option<String>,
    /// Lines under the closing, name first. A letter leaves room above them to sign.
    pub signature: Vec<String>,
    /// What goes with it, as it reads: `I enclose: photo.jpg`.
    pub enclosed: Option<String>,
    /// The e-mail address that the receiver is known to take it at.
    pub email: Option<String>,
    /// By when it must be there, where that is known.
    pub due: Option<Closes>,
    /// The day by which an answer can be expected.
    pub answer_by: Date,
    /// Whether it is read aloud, so that it is set in large type.
    pub aloud: bool,
    /// Notes in the order in which the body cites them; note `n` is at index `n - 1`.
    pub notes: Vec<String>,
    /// Numbered pieces with limits of their own, in order.
    pub parts: Vec<Part>,
    /// Words, own words and budget.
    pub measure: Measure,
}

/// A block of labelled facts apart from the body.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Details {
    /// Heading of the block, such as `For the clerk`.
    pub heading: String,
    /// Label and value; a value may have several lines.
    pub rows: Vec<(String, String)>,
    /// Whether it stands before the body rather than after it.
    pub first: bool,
}

/// A numbered piece of a document with its own limit.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Part {
    /// Number as it reads: `1`, `2` …, or the consultation's own, such as `3a`.
    pub number: String,
    /// The consultation's question, where the template gives it; plain text.
    pub title: Option<String>,
    /// The piece as plain text, ready to paste into a form; without the numbers of notes, which
    /// would stand alone there.
    pub text: String,
    /// The numbers of the notes that it cites.
    pub cites: Vec<usize>,
    /// Words and limit of this piece alone.
    pub measure: Measure,
}

/// Words of a document or part, and the budget they must keep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Measure {
    /// All words of the body.
    pub words: usize,
    /// Words inside own-words marks, each text once.
    pub own: usize,
    /// Most words the receiver allows or reads.
    pub budget: Option<usize>,
    /// Characters of the text as it would be pasted, spaces and line breaks among them; counted
    /// only where there is a limit.
    pub characters: usize,
    /// Most characters that a form takes.
    pub most_characters: Option<usize>,
}

impl Measure {
    /// Share of own words in percent, rounded; 0 for an empty body.
    pub fn share(&self) -> usize {
        (self.own * 100 + self.words / 2).checked_div(self.words).unwrap_or(0)
    }

    /// Words over the budget; 0 when it fits or there is none.
    pub fn over(&self) -> usize {
        self.budget.map_or(0, |b| self.words.saturating_sub(b))
    }

    /// Characters over the limit; 0 when it fits or there is none.
    pub fn characters_over(&self) -> usize {
        self.most_characters.map_or(0, |most| self.characters.saturating_sub(most))
    }

    /// Whether it keeps every limit.
    pub fn fits(&self) -> bool {
        self.over() == 0 && self.characters_over() == 0
    }

    /// Words that are the template's.
    pub fn template(&self) -> usize {
        self.words - self.own
    }
}

/// A block of the body.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading of level 1 to 6.
    Heading(u8, Vec<Inline>),
    /// A list: the first number, or none for bullets; the items.
    List(Option<u64>, Vec<Vec<Block>>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A table.
    Table(Table),
    /// Text to be kept line by line.
    Code(String),
    /// A thematic break.
    Rule,
}

/// A table; every row has as many cells as the heading.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Table {
    /// How each column is set.
    pub align: Vec<Align>,
    /// Heading row.
    pub head: Vec<Vec<Inline>>,
    /// Other rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a table's column is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Align {
    /// To the left.
    #[default]
    Left,
    /// Centred.
    Centre,
    /// To the right.
    Right,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Inline {
    /// Text in one style.
    Text(Span),
    /// A line break the author asked for.
    Break,
    /// A citation: the number of a note.
    Cite(usize),
}

impl Inline {
    /// Text in no style.
    pub fn plain(text: impl Into<String>) -> Inline {
        Inline::Text(Span { text: text.into(), ..Span::default() })
    }
}

/// Text in one style.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Span {
    /// The text; no line breaks.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Set as code.
    pub code: bool,
    /// Where it leads, if it is a link.
    pub link: Option<String>,
    /// Which bytes of the text are the person's own words.
    pub own: Vec<Range<usize>>,
}

/// What blocks hold: text in styles, or text kept line by line.
pub enum Line<'b> {
    /// Of a paragraph, a heading or a cell.
    Inlines(&'b [Inline]),
    /// Of code.
    Code(&'b str),
}

impl Block {
    /// Shows each line of text that it holds, in reading order.
    pub fn lines<'b>(&'b self, see: &mut dyn FnMut(Line<'b>)) {
        match self {
            Block::Paragraph(line) | Block::Heading(_, line) => see(Line::Inlines(line)),
            Block::List(_, items) => items.iter().flatten().for_each(|block| block.lines(see)),
            Block::Quote(inner) => inner.iter().for_each(|block| block.lines(see)),
            Block::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| see(Line::Inlines(cell)));
            }
            Block::Code(text) => see(Line::Code(text)),
            Block::Rule => {}
        }
    }

    /// Gives each line of text in styles to be changed, in reading order.
    pub fn lines_mut(&mut self, change: &mut dyn FnMut(&mut Vec<Inline>)) {
        match self {
            Block::Paragraph(line) | Block::Heading(_, line) => change(line),
            Block::List(_, items) => {
                items.iter_mut().flatten().for_each(|block| block.lines_mut(change));
            }
            Block::Quote(inner) => inner.iter_mut().for_each(|block| block.lines_mut(change)),
            Block::Table(table) => {
                let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.for_each(change);
            }
            Block::Code(_) | Block::Rule => {}
        }
    }
}
