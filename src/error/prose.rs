//! What reads badly, or is likely out of date, in a text that can be used: warnings and advice of
//! `check`, with their sentences.

use std::fmt;

use jiff::civil::Date;

/// What reads badly, or is likely out of date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prose {
    /// A gap left to be filled by hand.
    Placeholder(String),
    /// A figure in a sentence that cites no source.
    Figure(String),
    /// A day that has passed, spoken of as if to come.
    PastDay(String),
    /// A word that names what has gone.
    OldWord {
        /// The word as written.
        word: String,
        /// Since when.
        since: Date,
        /// What a letter says today.
        now: String,
        /// Where the change can be read.
        source: String,
    },
    /// A minister named in person.
    Minister(String),
    /// A sentence with this many words.
    LongSentence(usize),
    /// A point whose title states something; its id.
    TitleAsserts(String),
}

/// Most words that a sentence should have.
/// <https://www.gov.uk/guidance/content-design/writing-for-gov-uk> asks for 25; a letter is not
/// read in a hurry.
pub const MOST_WORDS: usize = 35;

impl Prose {
    /// The name of the kind for tools.
    pub fn code(&self) -> &'static str {
        match self {
            Prose::Placeholder(_) => "placeholder",
            Prose::Figure(_) => "figure-without-source",
            Prose::PastDay(_) => "past-day",
            Prose::OldWord { .. } => "out-of-date-word",
            Prose::Minister(_) => "minister-named",
            Prose::LongSentence(_) => "long-sentence",
            Prose::TitleAsserts(_) => "title-asserts",
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Prose::Placeholder(_) => {
                "make it an answer, such as `{{name}}`, or a question of your own, or take it out"
                    .into()
            }
            Prose::Figure(_) => {
                "name its source behind the sentence with `{{cite \"…\"}}`, or leave the figure out"
                    .into()
            }
            Prose::PastDay(_) => "take it out, or say what has happened since".into(),
            Prose::OldWord { now, source, .. } => {
                format!(
                    "use today's word: {now}; where you mean the past, name the year; see {source}"
                )
            }
            Prose::Minister(_) => "name the office alone".into(),
            Prose::LongSentence(_) => format!("up to {MOST_WORDS} are easily read: make two of it"),
            Prose::TitleAsserts(_) => {
                "put it as a question, or name what it is about, such as “Waiting times”".into()
            }
        }
    }
}

impl fmt::Display for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Prose::Placeholder(gap) => write!(f, "`{gap}` looks like a gap left to be filled"),
            Prose::Figure(figure) => write!(f, "a figure, `{figure}`, without a source"),
            Prose::PastDay(day) => write!(f, "{day} has passed, and this speaks of it as to come"),
            Prose::OldWord { word, since, .. } => {
                write!(f, "`{word}` is out of date since {}", since.strftime("%B %Y"))
            }
            Prose::Minister(name) => {
                write!(f, "`{name}` is named by office: ministers change within weeks")
            }
            Prose::LongSentence(words) => write!(f, "this sentence has {words} words"),
            Prose::TitleAsserts(id) => {
                write!(f, "the title of `{id}` states something; it should ask or name")
            }
        }
    }
}
