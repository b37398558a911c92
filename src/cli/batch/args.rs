//! The flags of `sayso batch`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, TypedValueParser};
use sayso::batch::options::{Joining, Keep};
use sayso::batch::order::DateOrder;
use sayso::render::pdf::Sides;
use serde::{Deserialize, Serialize};
use serde_yaml::{Mapping, Value};

use crate::cli::flags::{formats, halves, id_and_value};

/// Flags of `batch`.
#[derive(Clone, Debug, Args)]
#[command(after_help = "The table needs a column by which each person agreed to the text going \
    out in their name.\n`sayso show PACK/TEMPLATE --columns` gives the headings, `--form` what an \
    online form should ask.")]
pub(crate) struct BatchArgs {
    /// What to write, such as local-service/consultation-response
    #[arg(value_name = "PACK/TEMPLATE")]
    pub(crate) what: String,
    /// The table: .csv, .tsv, .xlsx, or a .zip that holds one .csv
    pub(crate) table: PathBuf,
    /// The folder to write to
    #[arg(short, long, value_name = "DIR", required_unless_present = "dry_run")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) made: MadeWith,
    /// Take every column for what it seems to answer, without being asked
    #[arg(long)]
    pub(crate) accept_columns: bool,
    /// Write these rows alone, such as 7,61-80
    #[arg(long, value_name = "ROWS", value_parser = rows)]
    pub(crate) rows: Option<BTreeSet<u32>>,
    /// Write this many letters at most
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Mark the letters of the folder as handed in; write nothing
    #[arg(long, conflicts_with = "dry_run")]
    pub(crate) sent: bool,
    /// Leave out letters that were handed in
    #[arg(long)]
    pub(crate) new: bool,
    /// Also put the letters, their index and the cover note into one file, hand-in.zip
    #[arg(long)]
    pub(crate) zip: bool,
    /// Check every row and show the first letter; write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Write nothing unless every row is good
    #[arg(long)]
    pub(crate) strict: bool,
    /// The same as --keep all
    #[arg(long, conflicts_with = "keep")]
    _keep_all: bool,
    /// Replace files that are in the way or were changed by hand
    #[arg(long)]
    pub(crate) force: bool,
    /// Ask nothing; take what is exact, and stop where it is not
    #[arg(long)]
    pub(crate) no_input: bool,
    /// Show no progress
    #[arg(long)]
    pub(crate) quiet: bool,
}

/// Flags that a folder remembers: rows that come back mended are made with the same.
#[derive(Clone, Debug, Default, Args, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(crate) struct MadeWith {
    /// Take answers for everybody from this file (YAML); a row's own answer wins
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,
    /// Give one answer for everybody; may be repeated
    #[arg(long, value_name = "ID=VALUE", value_parser = pair(id_and_value))]
    pub(crate) set: Vec<String>,
    /// Say which question a column answers; may be repeated, and is kept beside the table
    #[arg(long, value_name = "HEADING=ID", value_parser = pair(heading_and_id))]
    pub(crate) map: Vec<String>,
    /// The sheet of a workbook; the first unless given
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    /// Formats to write, with commas between
    #[arg(short, long, value_name = "FORMATS", value_delimiter = ',',
        value_parser = formats().map(|f| f.extension().to_string()))]
    pub(crate) format: Vec<String>,
    /// Names of the files, such as "{{ward}}/{{row}}"; the row's number unless given
    #[arg(long, value_name = "PATTERN")]
    pub(crate) name: Option<String>,
    /// Put the letters into folders by who receives them, such as each MP's, with a cover note in
    /// each
    #[arg(long, value_name = "WHAT", value_parser = [
        PossibleValue::new("receiver").help("The MP, council, committee or board that gets them"),
    ])]
    pub(crate) by: Option<String>,
    /// A font for characters that the built-in one lacks (.ttf or .otf)
    #[arg(long, value_name = "FILE")]
    pub(crate) font: Option<PathBuf>,
    /// Enclose a file with every letter: it is named in it and attached to its e-mail; may be
    /// repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) enclose: Vec<PathBuf>,
    /// Which rows to keep where one person sent several
    #[arg(long, value_name = "WHICH", default_value_if("_keep_all", "true", "all"))]
    pub(crate) keep: Option<Keep>,
    /// Which number of the table's dates stands first, where nothing in them says so
    #[arg(long, value_name = "WHICH")]
    pub(crate) dates: Option<DateOrder>,
    /// The column that tells rows apart: by it letters keep their numbers from export to export
    #[arg(long, value_name = "HEADING")]
    pub(crate) id: Option<String>,
    /// Put people into one joint response instead of letters of their own
    #[arg(long, value_name = "WHO")]
    pub(crate) joint: Option<Joining>,
    /// Also put all letters into one PDF for the printer, 500 to a file; =two for both sides of
    /// the paper
    #[arg(long, value_name = "SIDES", num_args = 0..=1, require_equals = true,
        default_missing_value = "one")]
    pub(crate) combine: Option<Sides>,
    /// Attach each letter to its e-mail (-f eml) as PDF too
    #[arg(long)]
    pub(crate) attach_pdf: bool,
    /// Also write merge.csv for programs that send many e-mails: address, subject, text, path
    #[arg(long)]
    pub(crate) merge: bool,
    /// Name each person's MP as the table that comes with sayso has it, of the day that the report
    /// gives
    #[arg(long)]
    pub(crate) mp_names: bool,
}

impl MadeWith {
    /// The flags that were given.
    fn given(&self) -> Mapping {
        let all = serde_yaml::to_value(self).ok().and_then(|all| all.as_mapping().cloned());
        let is_given = |value: &Value| match value {
            Value::Null | Value::Bool(false) => false,
            Value::Sequence(list) => !list.is_empty(),
            _ => true,
        };
        all.unwrap_or_default().into_iter().filter(|(_, value)| is_given(value)).collect()
    }

    /// These flags over those of an earlier run.
    pub(crate) fn over(self, before: &MadeWith) -> MadeWith {
        let all = before.given().into_iter().chain(self.given()).collect();
        serde_yaml::from_value(Value::Mapping(all)).unwrap_or(self)
    }

    /// The same with paths that hold wherever the program is started.
    pub(crate) fn anywhere(mut self) -> MadeWith {
        let paths = [&mut self.answers, &mut self.font].into_iter().flatten();
        for path in paths.chain(&mut self.enclose) {
            *path = std::path::absolute(&path).unwrap_or_else(|_| path.clone());
        }
        self
    }

    /// The flags as they are typed, for a further run; what columns answer is kept beside the
    /// table.
    pub(crate) fn typed(&self) -> Vec<String> {
        let typed = |(flag, value): (Value, Value)| {
            let flag = format!("--{}", flag.as_str().unwrap_or_default());
            let values = match value {
                Value::Sequence(all) => all,
                one => vec![one],
            };
            values.into_iter().flat_map(move |value| match value.as_str() {
                None => vec![flag.clone()],
                Some(sides) if flag == "--combine" => vec![format!("{flag}={sides}")],
                Some(text) => vec![flag.clone(), text.to_string()],
            })
        };
        let mut given = self.given();
        given.remove("map");
        given.into_iter().flat_map(typed).collect()
    }
}

/// What a parser of two halves takes, as it was given.
fn pair(
    parse: fn(&str) -> Result<(String, String), String>,
) -> impl Fn(&str) -> Result<String, String> + Clone + Send + Sync + 'static {
    move |text| parse(text).map(|(first, second)| format!("{first}={second}"))
}

/// Reads `7,61-80`.
fn rows(text: &str) -> Result<BTreeSet<u32>, String> {
    /// As many rows as a spreadsheet can have.
    const MOST: u32 = 1_048_576;
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|row| *row <= MOST);
    let mut rows = BTreeSet::new();
    for piece in text.split(',') {
        let (first, last) = piece.split_once(['-', '–']).unwrap_or((piece, piece));
        match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => rows.extend(first..=last),
            _ => return Err("write it as numbers and ranges, such as 7,61-80".into()),
        }
    }
    if rows.contains(&1) || rows.contains(&0) {
        return Err("row 1 holds the headings: the first person is in row 2".into());
    }
    Ok(rows)
}

/// Reads `Heading=id`; a heading may hold `=` itself. Without an id the column is left out.
pub(crate) fn heading_and_id(text: &str) -> Result<(String, String), String> {
    let how = "write it as Heading=id, such as --map \"Your town=area\"; an empty id leaves it out";
    let (heading, id) = halves(text.rsplit_once('='), how)?;
    Ok((heading, id.trim().to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_numbers_and_ranges() {
        let read = |text| rows(text).map(|rows| rows.into_iter().collect::<Vec<_>>());
        assert_eq!(read("7, 61-63"), Ok(vec![7, 61, 62, 63]));
        assert!(read("1").expect_err("headings").contains("row 1"));
        for wrong in ["", "x", "5-3", "-3", "2-9999999999", "2-4000000000"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_heading_may_hold_an_equals_sign() {
        let pair = |h: &str, id: &str| Ok((h.to_string(), id.to_string()));
        assert_eq!(heading_and_id("Yes = 1 =q1"), pair("Yes = 1", "q1"));
        assert_eq!(heading_and_id("Ward="), pair("Ward", ""));
        assert!(heading_and_id("Heading").is_err());
    }
}
