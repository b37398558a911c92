//! What faults speak of: things with ids, shapes of values, and what stops a file or tag.

use std::fmt;

/// A thing that has an id or a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A pack.
    Pack,
    /// A template.
    Template,
    /// A partial.
    Partial,
    /// A question.
    Question,
    /// A concern.
    Concern,
    /// A source.
    Source,
    /// A kind of receiver.
    Destination,
    /// A kind of question.
    Kind,
    /// Where suggestions come from.
    Suggestion,
    /// A language.
    Language,
    /// A nation of the United Kingdom.
    Nation,
}

/// What a value is, or should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// Text.
    Text,
    /// Yes or no.
    Truth,
    /// A whole number.
    Number,
    /// A list.
    List,
    /// Keys with values.
    Map,
    /// Nothing after the colon.
    Nothing,
}

/// What a file seems to be when it is not UTF-8 text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotText {
    /// Text in the encoding of older Windows programs.
    Windows1252,
    /// Text as UTF-16, "Unicode" in older Windows programs.
    Utf16,
    /// A Word, Excel or zip file.
    Office,
    /// A PDF.
    Pdf,
    /// Something else that is not text.
    Binary,
}

/// What stops YAML from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Yaml {
    /// A colon and a space inside a value without quotes.
    ColonInValue,
    /// A key and its value with nothing between the colon and the value.
    NoSpaceBehindColon,
    /// An item whose dash touches what follows.
    NoSpaceBehindDash,
    /// A dash that is not the one of the keyboard, or a dot, before an item.
    LongDash,
    /// A space from a web page that YAML takes for a letter.
    OddSpace,
    /// A tab where spaces are needed.
    Tab,
    /// A line starts too far left or right.
    Indent,
    /// An apostrophe that ends a value between single quotes.
    Apostrophe,
    /// A quote that is not closed.
    OpenQuote,
    /// Text after a closing quote.
    AfterQuote,
    /// A bracket or brace that is not closed, or a stray one.
    Bracket,
    /// A backslash that means nothing between double quotes.
    Escape,
    /// A value that begins with a character that YAML keeps for itself.
    FirstCharacter,
    /// `*` at the start of a value.
    Star,
    /// `&` at the start of a value.
    Ampersand,
    /// `!` at the start of a value.
    Exclamation,
    /// `{{` at the start of a value without quotes.
    Braces,
    /// More keys and values than are taken.
    TooMuch,
    /// A second `---`.
    SecondDocument,
    /// Anything else.
    Other,
}

/// What stops a tag, or a text with tags, from being read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tag {
    /// `{{` without `}}`.
    Open,
    /// A block that is not closed.
    OpenBlock(String),
    /// `{{/x}}` without `{{#x}}`.
    StrayClose(String),
    /// `{{/x}}` where another block must be closed first.
    WrongClose {
        /// The block that is open.
        open: String,
        /// The block that the tag closes.
        close: String,
    },
    /// `{{else}}` outside a block.
    StrayElse,
    /// `{{{x}}}` or `{{{{x}}}}`.
    ManyBraces,
    /// `{{&x}}`.
    Ampersand,
    /// `{{> (x)}}` or `{{> @x}}`.
    DynamicPartial,
    /// A decorator other than `inline`.
    Decorator(String),
    /// Quotation marks of a word processor.
    SmartQuotes(char),
    /// Nesting over the limit.
    TooNested,
    /// More tags or repetitions than a letter can need.
    TooMuch,
    /// Anything else between the braces.
    Unreadable(String),
}

/// What is wrong about a joint response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joint {
    /// It stands for a template that is for a joint response itself.
    OfJoint(String),
    /// Its text does not name its signatories.
    NoSignatories,
    /// Another template names signatories.
    Elsewhere,
}

impl Joint {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Joint::OfJoint(_) => "name the template that one person writes",
            Joint::NoSignatories => {
                "put `{{#each signatories}}- {{name}}{{/each}}`, on three lines, where they stand"
            }
            Joint::Elsewhere => {
                "a template for one person has `{{name}}`; one for several says `joint:` at its head"
            }
        }
    }
}

impl fmt::Display for Joint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Joint::OfJoint(id) => write!(f, "`{id}` is for a joint response itself"),
            Joint::NoSignatories => f.write_str("a joint response must name its signatories"),
            Joint::Elsewhere => f.write_str("only a joint response has `signatories`"),
        }
    }
}
