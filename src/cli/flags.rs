//! Values that the flags of several commands take.

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use sayso::import::kinds;
use sayso::render::Format;

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

pub(crate) fn id_and_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((id, value)) if !id.trim().is_empty() => {
            Ok((id.trim().to_string(), value.to_string()))
        }
        _ => Err("write it as id=value, such as --set name=\"Jean Sample\"".into()),
    }
}
