//! A copy of a pack, to be adapted. Its text is copied and lines of it are changed, so that the
//! comments of those who wrote it stay.

use jiff::civil::Date;

use super::schemas;
use crate::diagnostic::Diagnostic;
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
    mut files: PackFiles,
    id: &str,
    shared: &Shared,
    today: Date,
) -> Result<Made, Vec<Diagnostic>> {
    let origin = std::mem::replace(&mut files.name, id.to_string());
    let (pack, warnings) = pack::load(&files, shared, today)?;
    let texts = files.files.iter().map(|(path, bytes)| (path.clone(), bytes.clone()));
    let copied = renamed(texts, &origin, id);
    let head = head(&origin, &pack, today);
    let copied = copied
        .into_iter()
        .map(|(path, bytes)| match path.as_str() {
            "pack.yaml" => {
                let own = own_lines(&bytes, &pack, today);
                (path, [head.as_bytes(), &own].concat())
            }
            _ => (path, bytes),
        })
        .collect();
    let first = pack.templates.first().map(|t| t.id.clone()).unwrap_or_default();
    let golden = format!(".{first}.md");
    let example = files.files.keys().find_map(|path| {
        let case = path.strip_suffix(&golden)?;
        Some(format!("{case}.yaml")).filter(|path| files.files.contains_key(path))
    });
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
    let mut made = Made {
        id: id.to_string(),
        files: copied,
        templates: pack.templates.into_iter().map(|t| t.id).collect(),
        example,
        notes,
    };
    schemas::add(&mut made);
    Ok(made)
}

/// What stands at the top of the copy.
fn head(origin: &str, pack: &crate::model::Pack, today: Date) -> String {
    format!(
        "# Copied on {} from the pack {origin}: {},\n\
         # by {}, last updated {}, licence {}.\n\
         # The licence may ask you to say whose text this was: keep these lines.\n\
         # Lines to be changed are marked with TO CHANGE.\n\n",
        dates::day(today),
        one_line(&pack.title),
        one_line(&pack.publisher),
        dates::day(pack.updated),
        one_line(&pack.licence),
    )
}

/// The pack's file with the lines in it that are the campaigner's own to fill in.
fn own_lines(bytes: &[u8], pack: &crate::model::Pack, today: Date) -> Vec<u8> {
    let was = one_line(&pack.publisher);
    let bytes = set_line(bytes, "publisher", PUBLISHER);
    let bytes = before_line(
        &bytes,
        "publisher",
        &format!("# TO CHANGE: your group and where to find it. It was: {was}"),
    );
    let bytes = before_line(
        &bytes,
        "licence",
        "# TO CHANGE if you wish: the licence of your text. What you copied keeps this one.",
    );
    let bytes = before_line(&bytes, "title", "# TO CHANGE: what people see in a list.");
    let bytes = before_line(&bytes, "summary", "# TO CHANGE: one or two sentences about it.");
    set_line(&bytes, "updated", &today.to_string())
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
            return (path, set_line(&bytes, "pack", new));
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

/// The text with the value of a key at the top level replaced; as it was where there is no such
/// line. A value that goes on in further lines goes with them.
pub(super) fn set_line(bytes: &[u8], key: &str, value: &str) -> Vec<u8> {
    let Some((before, line, after)) = find_line(bytes, key) else { return bytes.to_vec() };
    let comment = line.find(" #").filter(|_| !line.contains(['"', '\''])).map(|at| &line[at..]);
    let end = if line.ends_with('\r') { "\r" } else { "" };
    let comment = comment.unwrap_or_default().trim_end_matches('\r');
    let rest = beyond_value(after);
    format!("{before}{key}: {value}{comment}{end}{rest}").into_bytes()
}

/// The text with a line of its own before that of a key at the top level.
fn before_line(bytes: &[u8], key: &str, words: &str) -> Vec<u8> {
    match find_line(bytes, key) {
        Some((before, line, after)) => format!("{before}{words}\n{line}{after}").into_bytes(),
        None => bytes.to_vec(),
    }
}

/// What stands before the line of a key, the line, and what follows from its end on.
fn find_line<'t>(bytes: &'t [u8], key: &str) -> Option<(&'t str, &'t str, &'t str)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut at = 0;
    for line in text.split('\n') {
        let is_key = line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
        if is_key {
            return Some((&text[..at], line, &text[at + line.len()..]));
        }
        at += line.len() + 1;
    }
    None
}

/// From the end of a key's line on: without the lines that belong to its value.
fn beyond_value(rest: &str) -> &str {
    let mut at = 0;
    for line in rest.split_inclusive('\n').skip(1) {
        let belongs = line.starts_with([' ', '\t']) && !line.trim_start().starts_with('#');
        if !belongs {
            break;
        }
        at += line.len();
    }
    // What is cut begins behind the first line break and ends with one.
    match at {
        0 => rest,
        _ if rest[..=at].ends_with('\n') => &rest[at..],
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_replaced_with_all_its_lines_and_nothing_else() {
        let set = |text: &str, key, value| {
            String::from_utf8(set_line(text.as_bytes(), key, value)).expect("text")
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
        assert_eq!(set("publisher: >-\n  X", "publisher", "Z"), "publisher: Z");
    }
}
