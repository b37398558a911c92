//! Errors: every message in one voice. What went wrong, where, and what to do.
//!
//! Variants hold data; the sentences are in their `Display`. How they look on a terminal
//! (colour, caret) is `cli`'s.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use crate::batch::Fault;
use crate::batch::table::{self, TableFault};
use crate::check::error::LetterError;
use crate::diagnostic::{Diagnostic, Severity, near};
use crate::import::ImportError;
use crate::interview::Problem;
use crate::render::RenderError;
use crate::render::docx::DocxError;
use crate::render::pdf::{FontError, PdfError};
use crate::template::engine::TemplateFault;

/// What the program can be asked to do; a slip in one is read as a pack's name.
const COMMANDS: [&str; 12] = [
    "write",
    "batch",
    "list",
    "show",
    "new",
    "check",
    "preview",
    "test",
    "schema",
    "forget",
    "completions",
    "man",
];

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
#[derive(Debug)]
pub enum Error {
    /// A pack has faults; all of them, errors and warnings.
    Pack(Vec<Diagnostic>),
    /// There is no such pack; those that ship, and one that may be meant.
    NoSuchPack {
        /// The name given.
        name: String,
        /// Packs that ship.
        known: Vec<String>,
        /// One that may be meant.
        meant: Option<String>,
    },
    /// There is no such template in the pack.
    NoSuchTemplate {
        /// The name given.
        name: String,
        /// The pack.
        pack: String,
        /// Its templates.
        known: Vec<String>,
        /// One that may be meant.
        meant: Option<String>,
    },
    /// Templates of two packs were asked for in one go.
    TwoPacks(String, String),
    /// An answers file is for another pack.
    OtherPack {
        /// The answers file.
        file: PathBuf,
        /// The pack it names.
        names: String,
        /// The pack asked for.
        asked: String,
    },
    /// An answers file cannot be read as one; all its faults.
    AnswersFile(Vec<Diagnostic>),
    /// Answers are missing or were not taken.
    Answers(Vec<Problem>),
    /// Nobody said what to write, and nobody can be asked.
    NothingChosen(Vec<String>),
    /// A template could not be filled.
    Template(TemplateFault),
    /// A document could not be set as PDF.
    Pdf(PdfError),
    /// A document could not be put into a Word file.
    Docx(DocxError),
    /// Characters that no font has, each with the questions whose answers hold it.
    Characters(Vec<(char, Vec<String>)>),
    /// Two of the files to be written have the same path.
    SamePath(PathBuf),
    /// A font file cannot be used.
    Font {
        /// The file.
        path: PathBuf,
        /// Why.
        fault: FontError,
    },
    /// These files are in the way.
    Exists(Vec<PathBuf>),
    /// No pack could be made of a file.
    Adapt {
        /// The file.
        path: PathBuf,
        /// Why.
        wrong: ImportError,
    },
    /// The finished letter has these left over, to be filled in or mended.
    Unfinished(Vec<String>),
    /// A folder for a new pack holds something already.
    NotEmpty(PathBuf),
    /// A file could not be read.
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file could not be written.
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A table cannot be read.
    Table(TableFault),
    /// The columns of a table do not answer what a template asks.
    Columns(Vec<Diagnostic>),
    /// Another run is filling this folder.
    Busy(PathBuf),
    /// Output to a pipe or terminal failed.
    Stdout(io::Error),
    /// The command line asks for something that cannot be: what, and what to do.
    Usage(String, String),
    /// The person interrupted; what was answered is kept, unless there is nowhere to keep it.
    Interrupted,
}

impl Error {
    /// A file that could not be written.
    pub fn write(path: &Path, source: io::Error) -> Error {
        Error::Write { path: path.to_path_buf(), source }
    }

    /// The program's exit code.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Usage(..) | Error::Columns(_) | Error::TwoPacks(..) | Error::SamePath(_) => {
                exit::USAGE
            }
            Error::Interrupted => exit::INTERRUPTED,
            _ => exit::FAILED,
        }
    }

    /// What to do about it, where the message does not say.
    pub fn hint(&self) -> Option<String> {
        match self {
            Error::NoSuchPack { meant: Some(name), .. }
            | Error::NoSuchTemplate { meant: Some(name), .. } => {
                Some(format!("did you mean `{name}`?"))
            }
            Error::NoSuchPack { name, .. } if near(name, COMMANDS).is_some() => {
                near(name, COMMANDS).map(|command| format!("did you mean `sayso {command}`?"))
            }
            Error::NoSuchPack { known, .. } => Some(format!(
                "packs that come with sayso: {}; for one of your own, give the path of its folder, such as ./my-pack",
                known.join(", ")
            )),
            Error::NoSuchTemplate { known, .. } => Some(format!("it has {}", known.join(", "))),
            Error::TwoPacks(..) => Some("write them one after the other".into()),
            Error::OtherPack { names, asked, .. } => Some(format!(
                "run `sayso write {names} --answers …`, or change the line `pack: {names}` in the file to `pack: {asked}`"
            )),
            Error::NothingChosen(known) => Some(format!(
                "name one, such as `sayso write {}`, or run `sayso` in a terminal to be asked",
                known.first().map_or("nhs-contracts/mp-letter", String::as_str)
            )),
            Error::Characters(list) if list.iter().any(|(c, _)| c.is_alphabetic()) => Some(
                "give a font that has it with --font FILE, or write -f txt,md without PDF".into(),
            ),
            Error::Characters(_) => Some(
                "take it out of the answer, write -f txt,md without PDF, or give a font that has it with --font FILE"
                    .into(),
            ),
            Error::SamePath(_) => Some("give one of them another name".into()),
            Error::Adapt { wrong, .. } => Some(wrong.hint().into()),
            Error::Unfinished(_) => Some("mend the answer or the template; --force writes it as it is".into()),
            Error::NotEmpty(_) => Some("name a folder that is not there yet".into()),
            Error::Exists(_) => {
                Some("use --force to replace them, or -o to write somewhere else".into())
            }
            Error::Write { source, .. } => write_hint(source),
            Error::Busy(_) => Some("wait until it has ended, or give another folder with -o".into()),
            Error::Usage(_, hint) => Some(hint.clone()),
            Error::Table(fault) => fault.help.clone(),
            // These say themselves what to do, or each of their faults does.
            Error::Pack(_)
            | Error::AnswersFile(_)
            | Error::Answers(_)
            | Error::Columns(_)
            | Error::Template(_)
            | Error::Pdf(_)
            | Error::Docx(_)
            | Error::Font { .. }
            | Error::Read { .. }
            | Error::Stdout(_)
            | Error::Interrupted => None,
        }
    }
}

fn write_hint(source: &io::Error) -> Option<String> {
    let hint = match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::FileTooLarge => {
            "make room, or write somewhere else with -o; nothing was left half-written"
        }
        io::ErrorKind::PermissionDenied => "write to a folder of your own with -o",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "a file stands where a folder is needed; choose another place with -o"
        }
        io::ErrorKind::IsADirectory => "this is a folder; add a file name",
        _ => return None,
    };
    Some(hint.into())
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Pack(faults) => {
                let errors = faults.iter().filter(|f| f.severity == Severity::Error).count();
                write!(f, "the pack has {errors} {}", if errors == 1 { "fault" } else { "faults" })
            }
            Error::NoSuchPack { name, .. } => write!(f, "there is no pack `{name}`"),
            Error::NoSuchTemplate { name, pack, .. } => {
                write!(f, "the pack `{pack}` has no template `{name}`")
            }
            Error::TwoPacks(a, b) => {
                write!(f, "`{a}` and `{b}` are different packs and cannot be written in one go")
            }
            Error::OtherPack { file, names, asked } => {
                write!(f, "{} holds answers for the pack `{names}`, not `{asked}`", file.display())
            }
            Error::AnswersFile(_) => write!(f, "the answers file cannot be read"),
            Error::Answers(problems) => match problems.len() {
                1 => write!(f, "an answer is missing or was not taken"),
                n => write!(f, "{n} answers are missing or were not taken"),
            },
            Error::NothingChosen(_) => {
                write!(
                    f,
                    "nothing was chosen to write, and this is not a terminal, so nothing can be asked"
                )
            }
            Error::Template(fault) => write!(f, "{fault}"),
            Error::Pdf(fault) => write!(f, "{fault}"),
            Error::Docx(fault) => write!(f, "{fault}"),
            Error::Characters(list) => {
                write!(f, "no font has ")?;
                for (index, (character, ids)) in list.iter().enumerate() {
                    let comma = if index > 0 { ", " } else { "" };
                    write!(f, "{comma}{character} (U+{:04X})", u32::from(*character))?;
                    if !ids.is_empty() {
                        write!(f, " in the answer to `{}`", ids.join("`, `"))?;
                    }
                }
                Ok(())
            }
            Error::SamePath(path) => {
                write!(f, "two files would be written to {}; nothing was written", path.display())
            }
            Error::Font { path, fault } => write!(f, "{}: {fault}", path.display()),
            Error::Exists(paths) => {
                let names: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
                let verb = if names.len() == 1 { "exists" } else { "exist" };
                write!(f, "{} already {verb}; nothing was written", names.join(", "))
            }
            Error::Adapt { path, wrong } => write!(f, "{}: {wrong}", path.display()),
            Error::Unfinished(left) => write!(f, "the letter is not finished: {}", left.join("; ")),
            Error::NotEmpty(path) => {
                write!(f, "{} is not empty; nothing was written", path.display())
            }
            Error::Read { path, source } => {
                write!(f, "{} cannot be read: {}", path.display(), reason(source))
            }
            Error::Write { path, source } => {
                write!(f, "{} cannot be written: {}", path.display(), reason(source))
            }
            Error::Table(fault) => f.write_str(&fault.message),
            Error::Columns(faults) => match faults.as_slice() {
                [fault] => f.write_str(&fault.message),
                faults => write!(f, "{} things are wrong with the columns", faults.len()),
            },
            Error::Busy(path) => {
                write!(f, "another run of sayso is writing to {}", path.display())
            }
            Error::Stdout(source) => write!(f, "the output cannot be written: {}", reason(source)),
            Error::Usage(what, _) => write!(f, "{what}"),
            Error::Interrupted => write!(f, "stopped"),
        }
    }
}

impl std::error::Error for Error {}

impl From<TemplateFault> for Error {
    fn from(fault: TemplateFault) -> Error {
        Error::Template(fault)
    }
}

impl From<RenderError> for Error {
    fn from(error: RenderError) -> Error {
        let said = error.to_string();
        match error {
            RenderError::Pdf(fault) => Error::Pdf(fault),
            RenderError::Docx(fault) => Error::Docx(fault),
            RenderError::Address(_) => Error::Usage(
                said,
                "write one address and nothing else, such as name@example.org".into(),
            ),
        }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Error {
        match fault {
            Fault::Answers(problems) => Error::Answers(problems),
            Fault::Columns(faults) => Error::Columns(faults),
            Fault::Table(kind) => Error::Table(table::faults::named("the mended table", kind)),
            Fault::Font(fault) => Error::Font { path: PathBuf::from("the font"), fault },
            Fault::Template(fault) => Error::Template(fault),
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
            LetterError::NoSuchTemplate { name, pack, known, meant } => {
                Error::NoSuchTemplate { name, pack, known, meant }
            }
            LetterError::Answers(problems) => Error::Answers(problems),
            LetterError::Template(fault) => Error::Template(fault),
        }
    }
}

/// A system error in plain words.
fn reason(source: &io::Error) -> String {
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
