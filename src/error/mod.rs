//! Errors: every message in one voice. What went wrong, and where.
//!
//! What somebody asks about, or what the program words what to do for, is a variant of its own; any
//! other failure is a sentence with its hint. How they look on a terminal (colour, caret) is `cli`'s.

use std::io;
use std::path::{Path, PathBuf};

use crate::batch::Fault;
use crate::batch::table::{self, TableFault};
use crate::check::error::LetterError;
use crate::diagnostic::Diagnostic;
use crate::interview::Problem;
use crate::render::RenderError;
use crate::template::engine::TemplateFault;

/// Exit codes of the program.
pub mod exit {
    /// Done.
    pub const DONE: u8 = 0;
    /// Failed.
    pub const FAILED: u8 = 1;
    /// Wrong usage.
    pub const USAGE: u8 = 2;
    /// Some rows of a batch failed.
    pub const SOME_ROWS: u8 = 3;
    /// Interrupted by the person.
    pub const INTERRUPTED: u8 = 130;
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A pack has faults; all of them, errors and warnings.
    #[error("the pack has faults")]
    Pack(Vec<Diagnostic>),
    /// An answers file cannot be read as one; all its faults.
    #[error("the answers file cannot be read")]
    AnswersFile(Vec<Diagnostic>),
    /// The columns of a table do not answer what a template asks.
    #[error("the columns of the table do not fit")]
    Columns(Vec<Diagnostic>),
    /// A table cannot be read.
    #[error("{}", .0.message)]
    Table(TableFault),
    /// Answers are missing or were not taken.
    #[error("answers are missing or were not taken")]
    Answers(Vec<Problem>),
    /// These files are in the way.
    #[error("{} already {}; nothing was written", named(.0), if .0.len() == 1 { "exists" } else { "exist" })]
    Exists(Vec<PathBuf>),
    /// A file could not be written.
    #[error("{} cannot be written: {}", path.display(), reason(source))]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A text of a pack could not be filled.
    #[error(transparent)]
    Template(#[from] TemplateFault),
    /// A document could not be put into its format.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// Another run is filling this folder.
    #[error("another run of sayso is writing to {}", .0.display())]
    Busy(PathBuf),
    /// The command line asks for something that cannot be: what, and what to do.
    #[error("{0}")]
    Usage(String, String),
    /// It cannot be done: why, and what to do where the reason does not say.
    #[error("{0}")]
    Failed(String, Option<String>),
    /// The person interrupted; what was answered is kept, unless there is nowhere to keep it.
    #[error("stopped")]
    Interrupted,
}

impl Error {
    /// That something cannot be done, and what to do.
    pub fn failed(why: impl Into<String>, hint: impl Into<String>) -> Error {
        Error::Failed(why.into(), Some(hint.into()))
    }

    /// That something cannot be done, for a reason that says all.
    pub fn plain(why: impl ToString) -> Error {
        Error::Failed(why.to_string(), None)
    }

    /// What becomes of a failure to write a file.
    pub fn write(path: &Path) -> impl Fn(io::Error) -> Error {
        move |source| Error::Write { path: path.to_path_buf(), source }
    }

    /// What becomes of a failure to read a file.
    pub fn read(path: &Path) -> impl Fn(io::Error) -> Error {
        move |source| {
            Error::plain(format!("{} cannot be read: {}", path.display(), reason(&source)))
        }
    }

    /// What becomes of a failure to write to a pipe or terminal.
    pub fn output(source: io::Error) -> Error {
        Error::plain(format!("the output cannot be written: {}", reason(&source)))
    }

    /// The program's exit code.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Usage(..) | Error::Columns(_) | Error::Render(RenderError::Address(_)) => {
                exit::USAGE
            }
            Error::Interrupted => exit::INTERRUPTED,
            _ => exit::FAILED,
        }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Error {
        match fault {
            Fault::Answers(problems) => Error::Answers(problems),
            Fault::Columns(faults) => Error::Columns(faults),
            Fault::Table(kind) => Error::Table(table::faults::named("the mended table", kind)),
            Fault::Font(fault) => Error::plain(format!("the font: {fault}")),
            Fault::Template(fault) => fault.into(),
            Fault::Render(error) => error.into(),
            Fault::InTheWay(names) => Error::Exists(names.into_iter().map(PathBuf::from).collect()),
            Fault::Usage(what, hint) => Error::Usage(what, hint),
            Fault::Stopped => Error::Interrupted,
        }
    }
}

impl From<LetterError> for Error {
    fn from(error: LetterError) -> Error {
        match error {
            LetterError::AnswersFile(faults) => Error::AnswersFile(faults),
            LetterError::Answers(problems) => Error::Answers(problems),
            LetterError::Template(fault) => fault.into(),
        }
    }
}

/// Files in a line.
fn named(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    names.join(", ")
}

/// A system error in plain words.
pub(crate) fn reason(source: &io::Error) -> String {
    use io::ErrorKind as K;
    match source.kind() {
        K::NotFound => "there is no such file or folder".into(),
        K::PermissionDenied => "you are not allowed to".into(),
        K::StorageFull => "the disk is full".into(),
        K::FileTooLarge => "it would be larger than the system allows".into(),
        K::NotADirectory => "part of the path is a file, not a folder".into(),
        K::AlreadyExists => "something of that name is already there".into(),
        K::IsADirectory => "it is a folder".into(),
        K::InvalidData => "it is not text in UTF-8".into(),
        _ => source.to_string(),
    }
}
