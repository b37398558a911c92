//! Which heading answers which question, kept in a file beside the table for the next time.

use super::consent::AGREED;
use crate::batch::columns::column_map::Columns;
use crate::batch::table::rows::Table;
use crate::diagnostic::Diagnostic;
use crate::source::faults::{self, Shape};
use crate::source::text::SourceText;
use crate::source::yaml;

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
        let unused = columns.unused();
        let mut lines = Vec::new();
        for (column, heading) in table.headings.iter().enumerate() {
            let field = columns.fields.iter().find(|field| field.columns.contains(&column));
            let id = match field {
                Some(field) => field.id.as_str(),
                None if column == columns.consent => AGREED,
                None if unused.len() > MOST_UNUSED => continue,
                None => "",
            };
            let key = kept(heading);
            if !key.is_empty() && lines.iter().all(|(known, _)| *known != key) {
                lines.push((key, id.to_string()));
            }
        }
        Mapping(lines)
    }

    /// The lines that a table has headings for, as `--map` would give them.
    pub fn for_table(&self, table: &Table) -> Vec<(String, String)> {
        let known: std::collections::BTreeMap<String, &String> =
            table.headings.iter().map(|heading| (kept(heading), heading)).collect();
        let line =
            |(heading, id): &(String, String)| Some(((*known.get(heading)?).clone(), id.clone()));
        self.0.iter().filter_map(line).collect()
    }

    /// The file.
    pub fn to_yaml(&self) -> String {
        let mut out = HEAD.to_string();
        for (heading, id) in &self.0 {
            out.push_str(&format!("{}: {}\n", quoted(heading), plain(id)));
        }
        if self.0.is_empty() {
            out.push_str("{}\n");
        }
        out
    }

    /// Reads the file; `name` is how messages call it.
    ///
    /// # Errors
    /// Every fault with its place.
    pub fn read(bytes: &[u8], name: &str) -> Result<Mapping, Vec<Diagnostic>> {
        let text = SourceText::decode(name, bytes, MOST_IN_LINE).map_err(|fault| vec![*fault])?;
        let mut faults = Vec::new();
        let Some(root) = yaml::read(&text, &mut faults) else {
            return if faults.is_empty() { Ok(Mapping::default()) } else { Err(faults) };
        };
        let wrong = |node: &yaml::Node, needed| {
            let kind = faults::wrong_shape(needed, node.shape(), "");
            kind.at(text.place(node.span))
        };
        if root.shape() != Shape::Map && !root.is_null() {
            faults.push(wrong(&root, Shape::Map));
        }
        let mut lines = Vec::new();
        for (key, node) in root.entries() {
            match node.text() {
                Some(id) => lines.push((key.text.clone(), id.trim().to_string())),
                None if node.is_null() => lines.push((key.text.clone(), String::new())),
                None => faults.push(wrong(node, Shape::Text)),
            }
        }
        if faults.is_empty() { Ok(Mapping(lines)) } else { Err(faults) }
    }
}

/// A heading as it is kept: its first characters.
fn kept(heading: &str) -> String {
    heading.chars().take(MOST_HEADING).collect::<String>().trim_end().to_string()
}

/// A text between quotation marks, which JSON and YAML write alike.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// An id, which needs no quotation marks unless it is none.
fn plain(id: &str) -> String {
    let is_plain = !id.is_empty()
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.'))
        && id.starts_with(|c: char| c.is_ascii_lowercase());
    if is_plain { id.to_string() } else { quoted(id) }
}
