//! A copy of a pack, to be adapted. Its text is copied and lines of it are changed, so that the
//! comments of those who wrote it stay.

use jiff::civil::Date;
use regex_lite::{Captures, Regex};
use serde_json::json;

use crate::diagnostic::Diagnostic;
use crate::import::files;
use crate::import::made::{Made, PUBLISHER};
use crate::import::words::{lists, shape};
use crate::pack::{self, PackFiles, Shared};
use crate::text::dates;
use crate::text::words::one_line;

/// Copies a pack under another id: with a note of where it came from, and with the lines that are
/// to be changed marked.
///
/// # Errors
/// The faults of the pack, when it has errors: they are best mended before it is copied.
pub fn from(
    mut pack_files: PackFiles,
    id: &str,
    shared: &Shared,
    today: Date,
) -> Result<Made, Vec<Diagnostic>> {
    let origin = std::mem::replace(&mut pack_files.name, id.to_string());
    let (pack, warnings) = pack::load(&pack_files, shared, today)?;
    let first = pack.templates.first().map(|t| t.id.clone()).unwrap_or_default();
    let golden = format!(".{first}.md");
    let example = pack_files.files.keys().find_map(|path| {
        let case = path.strip_suffix(&golden)?;
        Some(format!("{case}.yaml")).filter(|path| pack_files.files.contains_key(path))
    });
    let head = json!({
        "origin": origin,
        "today": dates::day(today),
        "title": one_line(&pack.title),
        "publisher": one_line(&pack.publisher),
        "updated": dates::day(pack.updated),
        "licence": one_line(&pack.licence),
        "warnings": warnings.len(),
        "several": warnings.len() > 1,
    });
    let mut copied = renamed(pack_files.files, &origin, id);
    for (_, bytes) in copied.iter_mut().filter(|(path, _)| path == "pack.yaml") {
        let lines = own_lines(&String::from_utf8_lossy(bytes), &one_line(&pack.publisher), today);
        *bytes = [files::write("copy.yaml", &head).as_slice(), b"\n", lines.as_bytes()].concat();
    }
    let notes = String::from_utf8_lossy(&files::write("copied.txt", &head))
        .lines()
        .map(str::to_string)
        .collect();
    let made = Made::new(id, copied, pack.templates.into_iter().map(|t| t.id).collect());
    Ok(Made { example, notes, ..made })
}

/// The pack's file with its own publisher and day, and with a comment at each line to look at.
fn own_lines(text: &str, publisher: &str, today: Date) -> String {
    let text = edited(text, "publisher", "", Some(PUBLISHER));
    let text = edited(&text, "updated", "", Some(&today.to_string()));
    let to_change = |text: String, (key, why): (&String, &String)| {
        edited(&text, key, &format!("# TO CHANGE{}\n", why.replace("{}", publisher)), None)
    };
    lists().copied.iter().fold(text, to_change)
}

/// The files with the old id of the pack replaced where it is named: in examples, and in what
/// people are told to run.
pub(super) fn renamed(
    files: impl IntoIterator<Item = (String, Vec<u8>)>,
    old: &str,
    new: &str,
) -> Vec<(String, Vec<u8>)> {
    // A template is named with it, so that no longer name is met.
    let (old, run) = (format!("sayso write {old}/"), format!("sayso write {new}/"));
    let rename = |(path, bytes): (String, Vec<u8>)| match String::from_utf8(bytes) {
        Ok(text) if path.starts_with("examples/") && path.ends_with(".yaml") => {
            (path, edited(&text, "pack", "", Some(new)).into_bytes())
        }
        Ok(text) => (path, text.replace(&old, &run).into_bytes()),
        Err(no_text) => (path, no_text.into_bytes()),
    };
    files.into_iter().map(rename).collect()
}

/// A file with a comment before the line of a key at its top level, and with another value. A value
/// that goes on in further lines goes with them; a comment behind it stays.
pub(super) fn edited(text: &str, key: &str, comment: &str, value: Option<&str>) -> String {
    let text = text.trim_start_matches('\u{feff}');
    let Ok(line) = Regex::new(&shape("key_and_value").as_str().replace("KEY", key)) else {
        return text.to_string();
    };
    let with = |found: &Captures<'_>| match value {
        Some(value) => {
            format!("{comment}{key}: {value}{}", found.get(1).map_or("", |c| c.as_str()))
        }
        None => format!("{comment}{}", &found[0]),
    };
    line.replace(text, with).into_owned()
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
