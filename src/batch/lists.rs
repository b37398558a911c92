//! The word lists of tables, from `data/tables.yaml`: what forms call things, and what people and
//! programs put into cells.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::diagnostic::Diagnostic;
use crate::text;
pub(super) use crate::text::names::has;

/// The lists that ship.
const FILE: &str = include_str!("../../data/tables.yaml");

/// The lists, each named as in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Lists {
    pub(super) known: BTreeMap<String, Vec<String>>,
    pub(super) likely: BTreeMap<String, Vec<String>>,
    pub(super) emails: Vec<String>,
    pub(super) first_names: Vec<String>,
    pub(super) last_names: Vec<String>,
    pub(super) address_lines: Vec<Vec<String>>,
    pub(super) times: Vec<String>,
    pub(super) ids: Vec<String>,
    pub(super) kinds_of_row: Vec<String>,
    pub(super) previews: Vec<String>,
    pub(super) totals: Vec<String>,
    pub(super) yes: Vec<String>,
    pub(super) no: Vec<String>,
    pub(super) yes_signs: Vec<String>,
    pub(super) no_signs: Vec<String>,
    pub(super) consent_begins: Vec<String>,
    pub(super) consent_promises: Vec<String>,
    pub(super) consent_leave: Vec<String>,
    pub(super) consent_sending: Vec<String>,
    pub(super) consent_names: Vec<String>,
    pub(super) consent_opinions: Vec<String>,
    pub(super) refuses: Vec<String>,
    pub(super) turns: Vec<String>,
    pub(super) holds_back: Vec<String>,
    pub(super) takes_back: Vec<String>,
    pub(super) withdrawn: Vec<String>,
    pub(super) ticked: Vec<String>,
    pub(super) not_ticked: Vec<String>,
    pub(super) nothing: Vec<String>,
    pub(super) none_of_these: Vec<String>,
    pub(super) ditto: Vec<String>,
    pub(super) ditto_signs: Vec<String>,
    pub(super) not_known: Vec<String>,
    pub(super) program_nothing: Vec<String>,
    pub(super) spreadsheet_errors: Vec<String>,
    pub(super) line_tags: Vec<String>,
    pub(super) address_labels: Vec<String>,
    pub(super) address_labels_left_out: Vec<String>,
    pub(super) small_words: Vec<String>,
    pub(super) review: Review,
    pub(super) spoiled: BTreeMap<String, String>,
    pub(super) form_fields: BTreeMap<String, String>,
    pub(super) no_tables: BTreeMap<String, NoTable>,
    faults: BTreeMap<String, Words>,
}

/// Words by which a row is looked at before it is handed in.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Review {
    pub(super) accusations: Vec<String>,
    pub(super) swear_words: Vec<String>,
    pub(super) made_up_names: Vec<String>,
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

/// What is said of a fault.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// What is wrong.
    what: String,
    /// What to do.
    help: Option<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| serde_yaml::from_str(FILE).unwrap_or_default());

/// The lists. The file ships with the program, and a test reads it.
pub(super) fn lists() -> &'static Lists {
    &LISTS
}

/// The fault of a code in the words of the file, with values for the names between braces.
pub(super) fn fault(code: &str, values: &[(&str, &dyn Display)]) -> Diagnostic {
    let known = lists().faults.get_key_value(code);
    let (code, words) = known.expect("every code in this room has its words; a test reads both");
    let help = words.help.as_ref().map(|help| filled(help, values));
    Diagnostic::error(code, filled(&words.what, values)).maybe_help(help)
}

/// A text with values in the place of their names between braces.
fn filled(text: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut pieces = text.split('{');
    let mut out = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        let (name, rest) = piece.split_once('}').unwrap_or((piece, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        out.push_str(&value.map(|(_, value)| value.to_string()).unwrap_or_default());
        out.push_str(rest);
    }
    out
}

/// The same fault with what may be meant, where something is.
pub(super) fn meant(fault: Diagnostic, near: Option<String>) -> Diagnostic {
    match near {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault,
    }
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
    fn the_file_is_read_whole_and_every_list_has_something() {
        let lists: Lists = serde_yaml::from_str(FILE).expect("every list is known");
        let all: BTreeMap<String, serde_yaml::Value> = serde_yaml::from_str(FILE).expect("lists");
        for (name, list) in all {
            let long =
                list.as_sequence().map_or(0, Vec::len) + list.as_mapping().map_or(0, |m| m.len());
            assert!(long > 0, "{name}");
        }
        for kind in Kind::ALL {
            assert!(lists.form_fields.contains_key(kind.name()), "{}", kind.name());
        }
        // A word that is not as it is compared would never be found.
        let folded = [&lists.emails, &lists.times, &lists.ids, &lists.previews, &lists.totals];
        let more = [&lists.yes, &lists.no, &lists.ticked, &lists.not_ticked, &lists.nothing];
        let names = lists.known.values().chain(lists.likely.values());
        for word in folded.into_iter().chain(more).chain(names).flatten() {
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
    fn every_fault_has_its_words_and_every_words_their_fault() {
        let room = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/batch");
        let sources = sources(&room);
        for code in lists().faults.keys() {
            assert!(sources.contains(&format!("\"{code}\"")), "{code}");
        }
        for call in ["fault(\"", "faults::fault(\"", "of_rows(\""] {
            for piece in sources.split(call).skip(1) {
                let code = piece.split('"').next().unwrap_or_default();
                assert!(lists().faults.contains_key(code), "{code}");
            }
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
