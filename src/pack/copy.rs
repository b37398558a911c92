//! The starter, a small pack that works with a note for each of its keys, and copies of packs to be
//! adapted. Their text is copied and lines of it are changed, so that the comments of those who
//! wrote it stay.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex_lite::Regex;
use serde_json::json;

use super::files::{PackFiles, is_example};
use super::load::load;
use super::made::{Made, PUBLISHER};
use super::shared::Shared;
use super::shipped;
use crate::diagnostic::Diagnostic;
use crate::template::engine::Sentences;
use crate::text::ENGLISH;

/// What a copy says of where it came from, and what is to be changed in it.
static SAID: LazyLock<Sentences> =
    LazyLock::new(|| Sentences::read(&[include_str!("../../data/copies.yaml")]));

/// Keys of pack.yaml whose lines whoever copied it is to change.
const TO_CHANGE: [&str; 4] = ["publisher", "licence", "title", "summary"];

/// The starter under an id of its own, updated today.
pub fn starter(id: &str, today: Date) -> Made {
    let files = shipped::files(shipped::STARTER).unwrap_or_default().files;
    let own = |text: &str| edited(text, "updated", "", Some(&today.to_string()));
    let files = renamed(files, shipped::STARTER, id, own);
    Made::new(id, files, vec!["councillor-letter".into()])
}

/// Copies a pack under another id: with a note of where it came from, and with the lines that are
/// to be changed marked.
///
/// # Errors
/// The faults of the pack, when it has errors: they are best mended before it is copied.
pub fn copy(
    mut files: PackFiles,
    id: &str,
    shared: &Shared,
    today: Date,
) -> Result<Made, Vec<Diagnostic>> {
    let origin = std::mem::replace(&mut files.name, id.to_string());
    let (pack, warnings) = load(&files, shared, today)?;
    let of_it = json!({
        "origin": origin,
        "today": ENGLISH.day(today),
        "title": pack.title,
        "publisher": pack.publisher,
        "updated": ENGLISH.day(pack.updated),
        "licence": pack.licence,
        "warnings": warnings.len(),
    });
    let said = |name: &str| SAID.text(name, of_it.clone());
    let own = |text: &str| {
        let text = edited(text, "publisher", "", Some(PUBLISHER));
        let text = edited(&text, "updated", "", Some(&today.to_string()));
        let marked = TO_CHANGE.iter().fold(text, |text, key| {
            edited(&text, key, &format!("# TO CHANGE{}\n", said(key)), None)
        });
        format!("{}\n\n{marked}", said("head"))
    };
    let copied = renamed(files.files, &origin, id, own);
    let mut made = Made::new(id, copied, pack.templates.into_iter().map(|t| t.id).collect());
    made.notes = said("told").lines().map(str::to_string).collect();
    Ok(made)
}

/// The files with another id of the pack where it is named, in examples and in what people are told
/// to run, and with lines of the pack's own file changed.
fn renamed(
    files: impl IntoIterator<Item = (String, Vec<u8>)>,
    old: &str,
    new: &str,
    own: impl Fn(&str) -> String,
) -> Vec<(String, Vec<u8>)> {
    // A template is named with it, so that no longer name is met.
    let (old, run) = (format!("sayso write {old}/"), format!("sayso write {new}/"));
    let change = |(path, bytes): (String, Vec<u8>)| {
        let Ok(text) = std::str::from_utf8(&bytes) else { return (path, bytes) };
        let text = match path.as_str() {
            "pack.yaml" => own(text),
            path if is_example(path) => edited(text, "pack", "", Some(new)),
            _ => text.to_string(),
        };
        (path, text.replace(&old, &run).into_bytes())
    };
    files.into_iter().map(change).collect()
}

/// A file with a comment before the line of a key at its top level, and with another value. A value
/// that goes on in further lines goes with them; a comment behind it stays.
fn edited(text: &str, key: &str, comment: &str, value: Option<&str>) -> String {
    let text = text.trim_start_matches('\u{feff}');
    // Its line and those that go on with it; a comment behind it is the group.
    let line = r#"(?m)^KEY:(?:[^\n"']*?( +#[^\n]*)?|[^\n]*)$(?:\n[ \t]+[^\s#][^\n]*)*"#;
    let Ok(line) = Regex::new(&line.replace("KEY", key)) else { return text.to_string() };
    let new = value.map_or("$0".into(), |value| format!("{key}: {value}$1"));
    line.replace(text, comment.replace('$', "$$") + &new).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_replaced_with_all_its_lines_and_nothing_else() {
        let set = |text: &str, key, value| edited(text, key, "", Some(value));
        assert_eq!(
            set("a: 1\npublisher: X # who\nb: 2\n", "publisher", "Y"),
            "a: 1\npublisher: Y # who\nb: 2\n"
        );
        assert_eq!(
            set("publisher: >-\n  X of\n  Y\nb: 2\n", "publisher", "Z"),
            "publisher: Z\nb: 2\n"
        );
        assert_eq!(set("publisher: >-\n  X\n", "publisher", "Z"), "publisher: Z\n");
        assert_eq!(
            set("publisher: X\n\n# c\nb: 2\n", "publisher", "Z"),
            "publisher: Z\n\n# c\nb: 2\n"
        );
        assert_eq!(set("  publisher: X\n", "publisher", "Z"), "  publisher: X\n");
        assert_eq!(set("publisher: X", "publisher", "Z"), "publisher: Z");
        assert_eq!(set("publisher: >-\n  X", "publisher", "Z"), "publisher: Z");
    }
}
