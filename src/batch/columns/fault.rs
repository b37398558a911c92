//! What is wrong with the columns of a table, and what to do about it.

use std::fmt;

use crate::batch::report::quoted;

/// What is wrong with the columns of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnFault {
    /// The first row looks like somebody's answers.
    NoHeadings,
    /// The first row is the title of the table.
    Title,
    /// A heading begins with a question, and nothing is taken from it.
    Begins {
        /// The heading.
        heading: String,
        /// Id of the question.
        id: String,
        /// The question as asked.
        ask: String,
    },
    /// Columns may answer questions, and nobody has confirmed it.
    Unconfirmed {
        /// The headings, each with the id it may answer.
        headings: Vec<(String, String)>,
    },
    /// `--map` names a heading that is not there.
    UnknownHeading {
        /// The heading as given.
        heading: String,
        /// One that may be meant.
        near: Option<String>,
    },
    /// `--map` names an id that no question has.
    UnknownId {
        /// The heading.
        heading: String,
        /// The id as given.
        id: String,
        /// One that may be meant.
        near: Option<String>,
    },
    /// A heading is there more than once, and it answers a question.
    SameHeading {
        /// The heading.
        heading: String,
        /// How often.
        times: usize,
    },
    /// Several columns answer one question.
    Twice {
        /// Id of the question.
        id: String,
        /// The headings.
        headings: Vec<String>,
    },
    /// A heading is the text of several questions.
    Ambiguous {
        /// The heading.
        heading: String,
        /// Ids of the questions.
        ids: Vec<String>,
    },
    /// A question that must be answered has no column.
    Missing {
        /// Id of the question.
        id: String,
        /// The question as asked.
        ask: String,
        /// Whether each person answers it in words or with details of their own, so that nobody
        /// can answer it for everyone.
        personal: bool,
    },
    /// No column says that the person agreed.
    NoConsent {
        /// Headings that speak of agreeing, one of which may be meant.
        like: Vec<String>,
        /// The sentence to ask people with.
        sentence: String,
    },
    /// `--map` takes a column for that of consent in which a yes says no.
    Refusal {
        /// The heading.
        heading: String,
        /// The word by which it refuses.
        word: String,
    },
    /// Several columns may say that the person agreed.
    SeveralConsents {
        /// Their headings.
        headings: Vec<String>,
    },
}

impl ColumnFault {
    /// What to do about it.
    pub fn hint(&self) -> String {
        use ColumnFault::*;
        match self {
            NoHeadings => {
                "put a row of headings above it; `sayso show PACK/TEMPLATE --columns` writes one"
                    .into()
            }
            Title => "delete the rows above the headings, so that the headings are row 1".into(),
            Begins { heading, id, .. } => format!(
                "if it does, add --map \"{heading}={id}\"; to leave the column out, add \
                 --map \"{heading}=\""
            ),
            Unconfirmed { headings } => {
                let flag = |(heading, id): &(String, String)| {
                    format!("--map {}", quoted(&format!("{heading}={id}")))
                };
                let flags: Vec<String> = headings.iter().map(flag).collect();
                format!(
                    "where that is right, add: {}; where it is not, leave out what is behind the \
                     `=`; or take all of them with --accept-columns",
                    flags.join(" ")
                )
            }
            UnknownHeading { near: Some(near), .. } => format!("did you mean `{near}`?"),
            UnknownHeading { .. } => "write the heading as it stands in the table".into(),
            UnknownId { near: Some(near), .. } => format!("did you mean `{near}`?"),
            UnknownId { .. } => "`sayso show PACK/TEMPLATE --columns` lists the ids".into(),
            SameHeading { .. } => "give one of them another heading in the table".into(),
            Twice { id, headings } => format!(
                "say which one with --map \"{}={id}\"",
                headings.first().map_or("Heading", String::as_str)
            ),
            Ambiguous { heading, ids } => format!(
                "say which one with --map \"{heading}={}\"",
                ids.first().map_or("id", String::as_str)
            ),
            Missing { id, personal: true, .. } => format!(
                "name its column with --map \"Heading={id}\", or add one: each person answers it \
                 for themselves"
            ),
            Missing { id, .. } => format!(
                "name its column with --map \"Heading={id}\", or answer it for everyone with \
                 --set {id}=…"
            ),
            NoConsent { like, sentence } => {
                let mut hint = String::new();
                if let Some(first) = like.first() {
                    hint = format!(
                        "if it is the column `{}`, add --map \"{first}=agreed\"; otherwise ",
                        like.join("` or `"),
                    );
                }
                hint.push_str(&format!(
                    "add a column headed `agreed` with a yes for each person who ticked: \
                     \"{sentence}\""
                ));
                hint
            }
            Refusal { .. } => {
                "add a column headed `agreed` with a yes for each person who agreed".into()
            }
            SeveralConsents { headings } => format!(
                "say which one with --map \"{}=agreed\"",
                headings.first().map_or("Heading", String::as_str)
            ),
        }
    }
}

impl fmt::Display for ColumnFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use ColumnFault::*;
        match self {
            NoHeadings => {
                f.write_str("the first row has no headings: it looks like somebody's answers")
            }
            Title => f.write_str("the first row has no headings: it looks like a title"),
            Begins { heading, id, ask } => {
                write!(f, "`{heading}` begins with the question of `{id}` ({ask}), and is not used")
            }
            Unconfirmed { headings } => {
                let named = |(heading, id): &(String, String)| format!("`{heading}` for `{id}`");
                let named: Vec<String> = headings.iter().map(named).collect();
                write!(f, "columns that may answer a question: {}", named.join(", "))
            }
            UnknownHeading { heading, .. } => {
                write!(f, "--map names the heading `{heading}`, which the table does not have")
            }
            UnknownId { heading, id, .. } => {
                write!(f, "--map takes `{heading}` for `{id}`, which is no question's id")
            }
            SameHeading { heading, times } => {
                write!(f, "{times} columns are headed `{heading}`")
            }
            Twice { id, headings } => {
                write!(f, "several columns answer `{id}`: `{}`", headings.join("`, `"))
            }
            Ambiguous { heading, ids } => {
                write!(f, "`{heading}` may answer several questions: `{}`", ids.join("`, `"))
            }
            Missing { id, ask, .. } => write!(f, "no column answers `{id}` ({ask})"),
            NoConsent { .. } => {
                f.write_str("no column says that people agreed to this going out in their name")
            }
            Refusal { heading, word } => write!(
                f,
                "`{heading}` is not a column of consent: it says \"{word}\", so that a yes in it \
                 refuses"
            ),
            SeveralConsents { headings } => {
                write!(f, "several columns may say that people agreed: `{}`", headings.join("`, `"))
            }
        }
    }
}
