//! Which heading answers which question, kept in a file beside the table for the next time.

use std::collections::{BTreeMap, BTreeSet};

use super::consent::AGREED;
use crate::batch::columns::column_map::Columns;
use crate::batch::table::Table;
use crate::diagnostic::{Diagnostic, Faults};
use crate::source::text::SourceText;
use crate::source::{typed, yaml};

/// Most characters of a line: a heading may be a long question.
const MOST_IN_LINE: usize = 4_000;
/// Most characters of a heading as it is kept; YAML takes keys of 1,024.
const MOST_HEADING: usize = 300;
/// Most columns without a question that are listed.
const MOST_UNUSED: usize = 200;

const HEAD: &str = "\
# Which column answers which question, so that the next run does the same.
# Change an id, or give \"\" for a column that is not to be used.
# The ids are those of the questions; agreed is the column of consent.
";

/// Headings with the id each answers; an empty id is a column that is not to be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(pub Vec<(String, String)>);

impl Mapping {
    /// What was matched.
    pub fn of(table: &Table, columns: &Columns) -> Mapping {
        let lists_unused = columns.unused().len() <= MOST_UNUSED;
        let mut seen = BTreeSet::new();
        let line = |(column, heading): (usize, &String)| {
            let mut fields = columns.fields.iter();
            let id = match fields.find(|field| field.columns.contains(&column)) {
                Some(field) => field.id.as_str(),
                None if column == columns.consent => AGREED,
                None => Some("").filter(|_| lists_unused)?,
            };
            let key = Some(kept(heading)).filter(|key| !key.is_empty())?;
            seen.insert(key.clone()).then(|| (key, id.to_string()))
        };
        Mapping(table.headings.iter().enumerate().filter_map(line).collect())
    }

    /// The lines that a table has headings for, as `--map` would give them.
    pub fn for_table(&self, table: &Table) -> Vec<(String, String)> {
        let known: BTreeMap<String, &String> =
            table.headings.iter().map(|heading| (kept(heading), heading)).collect();
        let line =
            |(heading, id): &(String, String)| Some(((*known.get(heading)?).clone(), id.clone()));
        self.0.iter().filter_map(line).collect()
    }

    /// The file.
    pub fn to_yaml(&self) -> String {
        // A text between quotation marks is in YAML as in JSON.
        let mut out = HEAD.to_string();
        for (heading, id) in &self.0 {
            let id = if id.is_empty() { "\"\"" } else { id };
            out.push_str(&format!("{}: {id}\n", serde_json::Value::from(heading.as_str())));
        }
        out
    }

    /// Reads the file; `name` is how messages call it.
    ///
    /// # Errors
    /// Every fault with its place.
    pub fn read(bytes: &[u8], name: &str) -> Result<Mapping, Vec<Diagnostic>> {
        let text = SourceText::decode(name, bytes, MOST_IN_LINE).map_err(|fault| vec![*fault])?;
        let faults = Faults::default();
        let Some(root) = yaml::read(&text, &faults) else {
            return faults.none_or(Mapping::default());
        };
        let lines = typed::read::<BTreeMap<String, Option<String>>>(&text, &root, &[], &faults);
        let line = |(heading, id): (String, Option<String>)| {
            (heading, id.unwrap_or_default().trim().to_string())
        };
        let lines = lines.unwrap_or_default().into_iter().map(line).collect();
        faults.none_or(Mapping(lines))
    }
}

/// A heading as it is kept: its first characters.
fn kept(heading: &str) -> String {
    heading.chars().take(MOST_HEADING).collect::<String>().trim_end().to_string()
}
