//! What goes wrong when a pack's templates are filled on trial: faults and warnings of `check`,
//! with their sentences.

use std::fmt;

/// What goes wrong, and with which answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// What goes wrong.
    pub flaw: Flaw,
    /// With which answers, as the end of a sentence: "when `service` is `bus`".
    pub when: String,
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A text cannot be filled: which, and why.
    Fails {
        /// The text where it is not the place's own, such as "the short wording of `hours`".
        text: String,
        /// Why.
        reason: String,
    },
    /// A document without a word in it.
    Nothing,
    /// A heading with nothing under it.
    EmptyHeading(String),
    /// A wording of a concern that comes out empty; the concern.
    EmptyWording(String),
    /// Signs or words that do not belong beside each other.
    Untidy {
        /// What they are, such as "a space before a full stop".
        what: &'static str,
        /// The words round them.
        near: String,
    },
    /// A template that is too much work to be tried.
    TooMuch,
    /// The template's own text is over the limit at its shortest.
    TooLong {
        /// Words of the template's own.
        words: usize,
        /// The limit.
        budget: usize,
        /// The number of the part, if it is one.
        part: Option<String>,
    },
}

impl Flaw {
    /// The name of the kind for tools.
    pub fn code(&self) -> &'static str {
        match self {
            Flaw::Fails { .. } => "cannot-be-filled",
            Flaw::Nothing => "empty-document",
            Flaw::EmptyHeading(_) => "empty-heading",
            Flaw::EmptyWording(_) => "empty-wording",
            Flaw::Untidy { .. } => "untidy",
            Flaw::TooMuch => "too-much-to-try",
            Flaw::TooLong { .. } => "over-budget",
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Flaw::Fails { .. } => "mend it, or put `{{#if …}}` round what needs the answer",
            Flaw::Nothing => "write something that stands whatever is answered",
            Flaw::EmptyHeading(_) => "put the heading inside the `{{#if …}}` that its text is in",
            Flaw::EmptyWording(_) => "give it words for every answer, with `{{else}}`",
            Flaw::Untidy { .. } => "move the space, the sign or the word inside the `{{#if …}}`",
            Flaw::TooMuch => "split the pack, or write it more simply",
            Flaw::TooLong { .. } => {
                "shorten it, give concerns a `short` wording, put what can go into `{{#if room}}`, \
                 or set `words`"
            }
        }
        .into()
    }
}

impl fmt::Display for Trial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.flaw {
            Flaw::Fails { text, reason } if text.is_empty() => {
                write!(f, "this cannot be filled: {reason}")
            }
            Flaw::Fails { text, reason } => write!(f, "{text} cannot be filled: {reason}"),
            Flaw::Nothing => write!(f, "the document comes out empty"),
            Flaw::EmptyHeading(title) => write!(f, "nothing stands under the heading “{title}”"),
            Flaw::EmptyWording(what) => write!(f, "{what} comes out empty"),
            Flaw::Untidy { what, near } => write!(f, "{what} in “{near}”"),
            Flaw::TooMuch => write!(f, "this is too much to be tried with every answer"),
            Flaw::TooLong { words, budget, part: None } => write!(
                f,
                "at its shortest it has {words} words of its own, and {budget} are the limit"
            ),
            Flaw::TooLong { words, budget, part: Some(part) } => write!(
                f,
                "part {part} has {words} words of its own at its shortest, and {budget} are the limit"
            ),
        }?;
        if self.when.is_empty() { Ok(()) } else { write!(f, ", {}", self.when) }
    }
}
