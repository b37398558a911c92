//! One diagnostic: what is wrong, how bad it is, where, and what to do about it.
//!
//! It is made where the fault is found. How it looks, and how a remedy is worded as a flag or a
//! button, is for whoever shows it.

use std::fmt;

use serde::Deserialize;

/// How bad a fault is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// What was given cannot be used.
    #[default]
    Error,
    /// It can be used, but something is likely wrong.
    Warning,
    /// It would read better otherwise.
    Advice,
}

impl Severity {
    /// `error`, `warning` or `advice`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "advice",
        }
    }
}

/// What a front end can offer to do about a fault.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remedy {
    /// Put this where the location is.
    Replace(String),
    /// Begin with a pack that is there to be changed.
    BeginWithAPack,
    /// Make a pack of this letter.
    MakeAPackOfIt,
    /// Say that the column with this heading answers the question of this id.
    MapColumn(String, String),
    /// Say of each of these columns whether it answers the question of the id beside it.
    ConfirmColumns(Vec<(String, String)>),
    /// Name the column that answers the question of this id.
    NameColumn(String),
    /// The same, or give one answer to it for everybody.
    NameColumnOrAnswer(String),
    /// Look at the ids of the questions, which can head a table.
    ShowIds,
    /// Name a sheet of the workbook.
    NameSheet,
    /// Bring a font that has the letters, or write formats that need none.
    ChooseFont,
    /// Keep every answer of a person, and not one alone.
    KeepAll,
    /// Say which number of a date stands first.
    SayDateOrder,
}

/// What is wrong, where, and what to do about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Name of the kind of fault, such as `unknown-key`. A name, once given, stays: tools filter
    /// by it.
    pub code: &'static str,
    /// What is wrong: lower case, names in backticks, no full stop.
    pub message: String,
    /// Where; none when it is the whole of what was given.
    pub location: Option<Location>,
    /// What to do about it, in words that hold in every front end.
    pub help: Option<String>,
    /// What a front end can offer to do about it.
    pub remedy: Option<Remedy>,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic { code, message: message.into(), ..Diagnostic::default() }
    }

    /// The same as a warning.
    pub fn warning(self) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..self }
    }

    /// The same at a place.
    pub fn at(self, location: impl Into<Option<Location>>) -> Diagnostic {
        Diagnostic { location: location.into(), ..self }
    }

    /// The same with what to do about it.
    pub fn help(self, help: impl Into<String>) -> Diagnostic {
        Diagnostic { help: Some(help.into()), ..self }
    }

    /// The same with what a front end can offer.
    pub fn remedy(self, remedy: Remedy) -> Diagnostic {
        Diagnostic { remedy: Some(remedy), ..self }
    }

    /// The same with "did you mean", where something is meant.
    pub fn meant(self, meant: Option<String>) -> Diagnostic {
        match meant {
            Some(meant) => {
                self.help(format!("did you mean `{meant}`?")).remedy(Remedy::Replace(meant))
            }
            None => self,
        }
    }

    /// The same with the known name that `word` is most like, or with all of them when they are few.
    pub fn of_known<'k>(self, word: &str, known: impl IntoIterator<Item = &'k str>) -> Diagnostic {
        let known: Vec<&str> = known.into_iter().collect();
        match near(word, known.iter().copied()) {
            None => self.one_of(&known),
            meant => self.meant(meant),
        }
    }

    /// The same with what there is, where it is not much.
    pub fn one_of(self, known: &[&str]) -> Diagnostic {
        match known {
            [one] => self.help(format!("`{one}`")),
            some if (1..=MOST_NAMED).contains(&some.len()) => {
                self.help(format!("one of `{}`", some.join("`, `")))
            }
            _ => self,
        }
    }

    /// Whether what was given cannot be used.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Most known names that a message lists.
const MOST_NAMED: usize = 16;

/// As one plain line: `pack.yaml, line 12, column 5: … Try: …`.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(location) = &self.location {
            write!(f, "{location}: ")?;
        }
        if !self.is_error() {
            write!(f, "{}: ", self.severity.word())?;
        }
        f.write_str(&self.message)?;
        self.help.iter().try_for_each(|help| write!(f, ". Try: {help}"))
    }
}

/// A place in a text file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// File as the user would name it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Characters to underline; 0 when the place is a point or the whole file.
    pub length: usize,
    /// The line itself without its line break, so that a message can show it; of a long line the
    /// stretch round the place.
    pub text: String,
    /// Column of the first character of `text`: 1 unless the line is long.
    pub shown_from: usize,
}

impl Location {
    /// A whole file rather than a line of it.
    pub fn file(file: impl Into<String>) -> Location {
        Location { file: file.into(), shown_from: 1, ..Location::default() }
    }
}

/// `pack.yaml, line 12, column 5`, or the file alone.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.file),
            line => write!(f, "{}, line {line}, column {}", self.file, self.column),
        }
    }
}

/// The name among `known` that `word` is most like, when it is like one at all.
pub fn near<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    // Longer words cannot be a slip of a known name, and would cost time to compare.
    if word.len() > 64 {
        return None;
    }
    let plain = |s: &str| s.to_lowercase().replace(['-', ' '], "_");
    let word = plain(word);
    let most = match word.chars().count() {
        0..=2 => 0,
        3..=4 => 1,
        5..=7 => 2,
        _ => 3,
    };
    // So many letters more or fewer are so many slips at least.
    let may_be = |name: &&str| !name.is_ascii() || name.len().abs_diff(word.len()) <= most;
    known
        .into_iter()
        .filter(|name| !word.is_ascii() || may_be(name))
        .map(|name| (strsim::osa_distance(&word, &plain(name)), name))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name.to_string())
}
