//! Values that the flags of several commands take.

use std::path::Path;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use sayso::answer::Input;
use sayso::disk;
use sayso::error::Error;
use sayso::import::kinds;
use sayso::interview::{Inputs, MP_NAMES, Origin};
use sayso::limits;
use sayso::render::Format;
use sayso::source::AnswerFile;

/// For whom a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportArg {
    /// Messages with their places, for people
    Text,
    /// One JSON document, for tools
    Json,
}

/// Reads the name of a format, of those in the table of formats.
pub(crate) fn formats() -> impl TypedValueParser<Value = Format> {
    let names = Format::all().map(|f| PossibleValue::new(f.extension()).help(f.about()));
    PossibleValuesParser::new(names)
        .try_map(|name| Format::from_name(&name).ok_or("no such format"))
}

/// A receiver of the letter's own, by what `--to` calls it.
pub(crate) const OTHER: &str = "other";

/// Reads whom a letter goes to.
pub(crate) fn receivers() -> PossibleValuesParser {
    PossibleValuesParser::new(kinds().map(|(id, _)| id).chain([OTHER]))
}

/// Reads the answer to a question.
pub(crate) fn id_and_value(text: &str) -> Result<(String, String), String> {
    halves(text.split_once('='), "write it as id=value, such as --set name=\"Jean Sample\"")
}

/// Two halves, the first of which says something; else `how` it is written.
pub(crate) fn halves(both: Option<(&str, &str)>, how: &str) -> Result<(String, String), String> {
    match both {
        Some((first, second)) if !first.trim().is_empty() => {
            Ok((first.trim().to_string(), second.to_string()))
        }
        _ => Err(how.to_string()),
    }
}

/// Reads an answers file.
pub(crate) fn read_answers(path: &Path) -> Result<AnswerFile, Error> {
    let bytes = disk::read(path, limits::TEXT_BYTES).map_err(Error::read(path))?;
    AnswerFile::decode(&bytes, &path.display().to_string()).map_err(Error::AnswersFile)
}

/// What a file and flags give.
pub(crate) fn given(file: Option<&AnswerFile>, set: &[(String, String)], mp_names: bool) -> Inputs {
    let mut given = file.map(Inputs::of_file).unwrap_or_default();
    let names = mp_names.then_some((MP_NAMES, "yes"));
    for (id, value) in names.into_iter().chain(set.iter().map(|(id, value)| (&**id, &**value))) {
        given.insert(id, Input::Text(value.to_string()), Origin::Flag);
    }
    given
}
