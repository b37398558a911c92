//! The word lists of tables, from `data/tables.yaml`: what forms call things, and what people and
//! programs put into cells.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::text;
pub(super) use crate::text::names::has;

/// The lists that ship.
const FILE: &str = include_str!("../../data/tables.yaml");

/// The lists, each named as in the file, which says what it is for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Lists {
    pub(super) known: BTreeMap<String, Vec<String>>,
    pub(super) likely: BTreeMap<String, Vec<String>>,
    pub(super) parts: BTreeMap<String, Vec<Vec<String>>>,
    pub(super) spoiled: BTreeMap<String, String>,
    pub(super) form_fields: BTreeMap<String, String>,
    pub(super) no_tables: BTreeMap<String, NoTable>,
    /// All others.
    #[serde(flatten)]
    plain: BTreeMap<String, Vec<String>>,
}

/// A kind of file that holds no table, or none that can be read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoTable {
    /// What it is, behind "is".
    pub(super) is: String,
    /// What to do.
    pub(super) help: String,
    /// What it begins with, a character a byte, in small letters.
    #[serde(default)]
    pub(super) begins: Vec<String>,
    /// What it holds besides.
    pub(super) holds: Option<String>,
    /// Names of files by which a zip is one.
    #[serde(default)]
    pub(super) packs: Vec<String>,
}

/// The lists, read once.
pub(super) fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(|| {
        serde_yaml::from_str(FILE).expect("the lists that are built in can be read; a test does")
    });
    &LISTS
}

/// A plain list by its name.
pub(super) fn list(name: &str) -> &'static [String] {
    lists().plain.get(name).expect("a list of `data/tables.yaml`; a test looks for each name")
}

/// Whether a list has a word, as it stands.
pub(super) fn is(list_of: &str, word: &str) -> bool {
    has(list(list_of), word)
}

/// Small letters and digits, one space between words, no punctuation: `Your post-code *` is
/// `your post code`. What forms add to tell that an answer is needed goes.
pub(super) fn fold(text: &str) -> String {
    let out = text::fold(text);
    let out = out.strip_suffix(" required").or(out.strip_suffix(" optional")).unwrap_or(&out);
    out.to_string()
}

/// The same without spaces, so that `MP name`, `mp.name` and `mp_name` are one.
pub(super) fn fold_id(text: &str) -> String {
    fold(text).replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    #[test]
    fn every_list_has_words_as_they_are_compared() {
        let lists = lists();
        for (name, words) in &lists.plain {
            assert!(!words.is_empty(), "{name}");
        }
        for kind in Kind::ALL {
            assert!(lists.form_fields.contains_key(kind.name()), "{}", kind.name());
        }
        // A word that is not as it is compared would never be found.
        let folded = ["emails", "times", "ids", "previews", "totals", "yes", "no", "ticked"];
        let folded = folded.into_iter().chain(["not-ticked", "nothing"]).flat_map(list);
        let names = lists.known.values().chain(lists.likely.values()).flatten();
        for word in folded.chain(names) {
            assert_eq!(fold(word), *word);
        }
    }

    /// The sources of this room.
    fn sources(folder: &std::path::Path) -> String {
        let files = std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file"));
        let text = |path: std::path::PathBuf| match path.is_dir() {
            true => sources(&path),
            false => std::fs::read_to_string(path).expect("text"),
        };
        files.map(|file| text(file.path())).collect()
    }

    #[test]
    fn every_list_of_the_file_is_used_and_every_name_is_there() {
        let room = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/batch");
        let (sources, lists) = (sources(&room), lists());
        for name in lists.plain.keys() {
            assert!(sources.contains(&format!("\"{name}\"")), "{name}");
        }
        let called = |calls: &[&str]| -> Vec<String> {
            let behind = calls.iter().flat_map(|call| sources.split(call).skip(1));
            behind.map(|piece| piece.split('"').next().unwrap_or_default().to_string()).collect()
        };
        for name in called(&[" is(\"", "(is(\"", "!is(\"", "list(\""]) {
            assert!(lists.plain.contains_key(&name), "{name}");
        }
    }

    #[test]
    fn headings_are_compared_without_case_and_signs() {
        for (heading, folded) in [
            ("Your post-code *", "your post code"),
            ("Your postcode (required)", "your postcode"),
            ("  What’s your MP's name?", "whats your mps name"),
            ("Siân’s Tŷ", "siâns tŷ"),
            ("???", ""),
        ] {
            assert_eq!(fold(heading), folded);
        }
        assert_eq!(fold_id("MP name"), fold_id("mp.name"));
    }
}
