//! A copy of a pack, to be adapted. Its text is copied and lines of it are changed, so that the
//! comments of those who wrote it stay.

use jiff::civil::Date;
use serde_json::json;

use crate::diagnostic::Diagnostic;
use crate::import::files;
use crate::import::made::{Made, PUBLISHER};
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
    let mut copied = renamed(pack_files.files, &origin, id);
    for (_, bytes) in copied.iter_mut().filter(|(path, _)| path == "pack.yaml") {
        let head = json!({
            "origin": origin,
            "today": dates::day(today),
            "title": one_line(&pack.title),
            "publisher": one_line(&pack.publisher),
            "updated": dates::day(pack.updated),
            "licence": one_line(&pack.licence),
        });
        let head = files::write("copy.yaml", &head);
        *bytes = [head.as_slice(), b"\n", &own_lines(bytes, &pack, today)].concat();
    }
    let mut notes = vec![format!(
        "It is a copy of {origin}, {}, by {}, last updated {}. pack.yaml says so at the top; the licence ({}) may ask you to keep that.",
        pack.title,
        pack.publisher,
        dates::day(pack.updated),
        pack.licence,
    )];
    if !warnings.is_empty() {
        let many = if warnings.len() == 1 { "a warning" } else { "warnings" };
        notes.push(format!("The pack that it was copied from has {many}, and so has the copy."));
    }
    let made = Made::new(id, copied, pack.templates.into_iter().map(|t| t.id).collect());
    Ok(Made { example, notes, ..made })
}

/// The pack's file with the lines in it that are the campaigner's own to fill in.
fn own_lines(bytes: &[u8], pack: &crate::model::Pack, today: Date) -> Vec<u8> {
    let was = one_line(&pack.publisher);
    let was = format!("# TO CHANGE: your group and where to find it. It was: {was}\n");
    let today = today.to_string();
    let edits = [
        ("publisher", was.as_str(), Some(PUBLISHER)),
        (
            "licence",
            "# TO CHANGE if you wish: the licence of your text. What you copied keeps this one.\n",
            None,
        ),
        ("title", "# TO CHANGE: what people see in a list.\n", None),
        ("summary", "# TO CHANGE: one or two sentences about it.\n", None),
        ("updated", "", Some(&today)),
    ];
    edited(bytes, &edits)
}

/// The files with the old id of the pack replaced where it is named: in examples, and in what
/// people are told to run.
pub(super) fn renamed(
    files: impl IntoIterator<Item = (String, Vec<u8>)>,
    old: &str,
    new: &str,
) -> Vec<(String, Vec<u8>)> {
    let rename = |(path, bytes): (String, Vec<u8>)| {
        if path.starts_with("examples/") && path.ends_with(".yaml") {
            return (path, edited(&bytes, &[("pack", "", Some(new))]));
        }
        match std::str::from_utf8(&bytes) {
            Ok(text) if text.contains("sayso write ") => {
                // A template is named with it, so that no longer name is met.
                let (old, new) = (format!("sayso write {old}/"), format!("sayso write {new}/"));
                (path, text.replace(&old, &new).into_bytes())
            }
            _ => (path, bytes),
        }
    };
    files.into_iter().map(rename).collect()
}

/// What becomes of a key at the top level of a file: a comment before its line, and another value.
pub(super) type Edit<'e> = (&'e str, &'e str, Option<&'e str>);

/// The text with keys at the top level changed. A value that goes on in further lines goes with
/// them; a comment behind it stays.
pub(super) fn edited(bytes: &[u8], edits: &[Edit<'_>]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let (mut out, mut replaced) = (String::new(), false);
    for line in text.trim_start_matches('\u{feff}').split_inclusive('\n') {
        let goes_on = line.starts_with([' ', '\t']) && !line.trim_start().starts_with('#');
        if replaced && goes_on {
            continue;
        }
        let is_of = |e: &&Edit| line.strip_prefix(e.0).is_some_and(|rest| rest.starts_with(':'));
        let edit = edits.iter().find(is_of);
        out.push_str(edit.map_or("", |edit| edit.1));
        let value = edit.and_then(|edit| Some((edit.0, edit.2?)));
        replaced = value.is_some();
        match value {
            Some((key, value)) => {
                let (words, end) = line.split_at(line.trim_end().len());
                let comment = words.find(" #").filter(|_| !line.contains(['"', '\'']));
                let comment = comment.map_or("", |at| &words[at..]);
                out.push_str(&format!("{key}: {value}{comment}{end}"));
            }
            None => out.push_str(line),
        }
    }
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_replaced_with_all_its_lines_and_nothing_else() {
        let set = |text: &str, key, value| {
            String::from_utf8(edited(text.as_bytes(), &[(key, "", Some(value))])).expect("text")
        };
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
        assert_eq!(set("publisher: >-\n  X", "publisher", "Z"), "publisher: Z\n");
    }
}
