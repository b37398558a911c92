//! Faults of a pack: what is wrong in it and where. The sentences are in `fault_words`.

use jiff::civil::Date;

pub use super::fault_parts::{Joint, NotText, Shape, Tag, Thing, Yaml};
use super::{Prose, Trial};
use crate::diagnostic::Location;
use crate::question::AnswerFault;

/// A fault of a pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Whether the pack cannot be used (error), can (warning), or reads worse (advice).
    pub severity: Severity,
    /// What is wrong.
    pub kind: FaultKind,
    /// Where; none when it is the pack as a whole.
    pub place: Option<Location>,
}

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The pack cannot be used.
    Error,
    /// The pack can be used, but something is likely wrong.
    Warning,
    /// The text would read better otherwise.
    Advice,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum FaultKind {
    /// Nothing is at the path.
    NotFound,
    /// The path is neither a folder nor a zip.
    NotAPack,
    /// The system does not let it be read; its reason.
    CannotRead(String),
    /// A file is over the limit, in bytes.
    TooBig(usize),
    /// The pack is over the limit in all, in bytes.
    TooBigInAll(usize),
    /// Too many files; the limit.
    TooManyFiles(usize),
    /// A link or a path that leads out of the pack.
    LeadsOutside,
    /// A zip that cannot be read.
    BadZip,
    /// A file is nearly named as those of a pack are; how it should be named.
    Misnamed(String),
    /// The pack has no `pack.yaml`.
    NoPackFile,
    /// The pack has no template.
    NoTemplate,
    /// A template asks for concerns and the pack has none.
    NoConcerns,
    /// A line is over the limit, in characters.
    LongLine(usize),
    /// More of one kind of thing than is taken; the limit.
    TooMany(Thing, usize),
    /// The file is empty.
    Empty,
    /// The file is not UTF-8 text.
    NotUtf8(NotText),
    /// A character that must not stand in a text.
    Character(char),
    /// YAML that cannot be read.
    Yaml(Yaml),
    /// YAML nested over the limit.
    TooDeep,
    /// A value that is cut at ` #`; what is lost.
    CutAtHash(String),
    /// A key given twice in the same place; the line of the first.
    KeyTwice {
        /// The key.
        key: String,
        /// Line of the first.
        first: usize,
    },
    /// A key that is not known here.
    UnknownKey {
        /// The key.
        key: String,
        /// The known key that it is most like.
        near: Option<String>,
        /// All keys known here.
        known: Vec<String>,
    },
    /// A key that must be there.
    MissingKey(String),
    /// A key that must have a value.
    EmptyKey(String),
    /// A value of the wrong shape.
    WrongShape {
        /// What is needed.
        needed: Shape,
        /// What is there.
        found: Shape,
        /// What is there, if it is short.
        text: String,
    },
    /// A value that does not fit, in words of the reader that refused it.
    Value(String),
    /// A register of the pack that cannot be read; the reason.
    Register(String),
    /// An id with characters that it must not have.
    BadId {
        /// What has the id.
        thing: Thing,
        /// The id.
        id: String,
    },
    /// An id given twice; the line of the first, 0 when not known.
    IdTwice {
        /// What has the id.
        thing: Thing,
        /// The id.
        id: String,
        /// Line of the first.
        first: usize,
    },
    /// An id or name that is not there.
    Unknown {
        /// What is looked for.
        thing: Thing,
        /// The id.
        id: String,
        /// The known id that it is most like.
        near: Option<String>,
        /// All known ids.
        known: Vec<String>,
    },
    /// A question's id that is a helper's name.
    HelperName(String),
    /// A question's id that templates use for something else.
    Reserved(String),
    /// A question's id that is also the first half of others.
    GroupName(String),
    /// A `choice` or `choices` without options.
    NoOptions,
    /// Options of a question that has no use for them; its kind.
    NeedlessOptions(String),
    /// `when` on a question that is asked later.
    WhenLater {
        /// The question that has `when`.
        id: String,
        /// The question that it waits for.
        on: String,
    },
    /// `when` on a question that the template does not ask.
    WhenNotAsked {
        /// The question that has `when`.
        id: String,
        /// The question that it waits for.
        on: String,
    },
    /// `when` on an answer that cannot be given.
    WhenAnswer {
        /// The question that it waits for.
        on: String,
        /// The answer.
        answer: String,
        /// The answers that can be given.
        known: Vec<String>,
    },
    /// A template lists a question twice.
    AskedTwice(String),
    /// A destination needs a question that the template does not ask.
    NotAskedFor {
        /// The destination.
        destination: String,
        /// The question or group.
        question: String,
    },
    /// A `destination` that is a question of another kind than `body`.
    NotABody(String),
    /// A date that cannot be read.
    BadDate {
        /// As written.
        text: String,
        /// Whether it must be a day.
        day: bool,
    },
    /// A `closes` that is no day and no day with an hour.
    BadClosing(String),
    /// A statement is past the day by which to look at it again.
    PastReview {
        /// The source or destination.
        id: String,
        /// The day.
        by: Date,
    },
    /// A source without a date.
    NoDate(String),
    /// A source without an address to read it at.
    NoUrl(String),
    /// A source's address that does not begin with `https://`.
    NoScheme(String),
    /// A consultation that has closed, while its template does not say so; the day.
    HasClosed(Date),
    /// An answer of an example that is not taken.
    Example {
        /// The question.
        id: String,
        /// Why.
        fault: Box<AnswerFault>,
    },
    /// Nothing uses it.
    Unused {
        /// What it is.
        thing: Thing,
        /// Its id.
        id: String,
    },
    /// A template without front matter.
    NoFrontMatter,
    /// Front matter that is not closed.
    OpenFrontMatter,
    /// A template without a body.
    NoBody,
    /// A tag, or tags, that cannot be read.
    Tag(Tag),
    /// A name that is not known.
    UnknownName {
        /// As written.
        name: String,
        /// The known name that it is most like.
        near: Option<String>,
    },
    /// A question of the pack that this template does not ask.
    NotAsked {
        /// The name as written.
        name: String,
        /// The question's id.
        question: String,
        /// The template, when the text is used by several.
        template: Option<String>,
    },
    /// A name after the dot that is not there.
    UnknownField {
        /// As written.
        name: String,
        /// The part that is not there.
        field: String,
        /// What can stand there; empty when nothing can.
        known: Vec<String>,
    },
    /// A thing with fields, or a list of such, where text is needed.
    NotPrintable {
        /// As written.
        name: String,
        /// What can stand after the dot.
        fields: Vec<String>,
    },
    /// `each` over something that is not a list.
    EachOverText(String),
    /// A helper that is not known.
    UnknownHelper {
        /// As written.
        name: String,
        /// The known helper or variable that it is most like.
        near: Option<String>,
    },
    /// `{{#x}}` where `x` is a variable.
    BlockOnName(String),
    /// Partials that include each other.
    PartialCycle(Vec<String>),
    /// A template for a joint response that is not right, or what only such a template has.
    Joint(Joint),
    /// HTML in the Markdown.
    RawHtml(String),
    /// An image in the Markdown.
    Image,
    /// The same own words used twice in one template.
    OwnWordsTwice(String),
    /// Something in the wording.
    Prose(Prose),
    /// Something that shows when a text is filled on trial.
    Trial(Trial),
    /// More faults were found than are shown.
    AndMore,
}

impl Fault {
    /// An error at a place.
    pub fn error(kind: FaultKind, place: impl Into<Option<Location>>) -> Fault {
        Fault { severity: Severity::Error, kind, place: place.into() }
    }

    /// A warning at a place.
    pub fn warning(kind: FaultKind, place: impl Into<Option<Location>>) -> Fault {
        Fault { severity: Severity::Warning, kind, place: place.into() }
    }

    /// Advice at a place.
    pub fn advice(kind: FaultKind, place: impl Into<Option<Location>>) -> Fault {
        Fault { severity: Severity::Advice, kind, place: place.into() }
    }
}

/// A fault as one plain line: `pack.yaml, line 12, column 5: … Try: …`.
pub fn plain(fault: &Fault) -> String {
    let mut line = String::new();
    if let Some(place) = &fault.place {
        line.push_str(&place.file);
        if place.line > 0 {
            line.push_str(&format!(", line {}, column {}", place.line, place.column));
        }
        line.push_str(": ");
    }
    match fault.severity {
        Severity::Error => {}
        Severity::Warning => line.push_str("warning: "),
        Severity::Advice => line.push_str("advice: "),
    }
    line.push_str(&fault.kind.to_string());
    if let Some(hint) = fault.kind.hint() {
        line.push_str(". Try: ");
        line.push_str(&hint);
    }
    line
}
