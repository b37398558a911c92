//! How answers are read and what is said of those that are not taken, from `data/answers.yaml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex_lite::Regex;
use serde::Deserialize;

use crate::text::patterns::Patterns;

/// The lists, which say there what each is for. One that nothing reads would be told by the compiler.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    pub(super) faults: BTreeMap<String, String>,
    shapes: BTreeMap<String, String>,
    pub(super) bodies: Vec<(String, String)>,
    pub(super) not_known: Vec<String>,
    pub(super) tidy: Vec<(String, String)>,
    pub(super) days: Vec<String>,
    pub(super) times: Vec<String>,
    pub(super) bare: Vec<String>,
    pub(super) wrong: Vec<(String, String)>,
    pieces: BTreeMap<String, String>,
}

/// The lists, read once.
pub(super) fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(|| {
        serde_yaml::from_str(include_str!("../../data/answers.yaml"))
            .expect("the lists that are built in can be read; every test of answers reads them")
    });
    &LISTS
}

/// The pattern of a name.
pub(super) fn shape(name: &str) -> &'static Regex {
    pattern(&lists().shapes[name])
}

/// The patterns of the lists.
static PATTERNS: LazyLock<Patterns<'_>> = LazyLock::new(|| {
    let lists = lists();
    let pairs = lists.bodies.iter().chain(&lists.tidy).map(|(pattern, _)| pattern);
    let pairs = pairs.chain(lists.wrong.iter().map(|(_, pattern)| pattern));
    let rows = lists.days.iter().chain(&lists.times).chain(&lists.bare);
    Patterns::new(lists.shapes.values().chain(rows).chain(pairs), Some(&lists.pieces))
});

/// A pattern of the lists, with its pieces.
pub(super) fn pattern(text: &str) -> &'static Regex {
    PATTERNS.get(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_read_and_every_sentence_is_told() {
        // One that cannot be read panics.
        for text in PATTERNS.texts() {
            pattern(text);
        }
        assert!(!shape("number").as_str().is_empty());
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/question");
        let files = std::fs::read_dir(folder).expect("a folder");
        let read = |file| std::fs::read_to_string(file).expect("a text");
        let texts: Vec<String> = files.map(|file| read(file.expect("a file").path())).collect();
        let code = texts.iter().filter_map(|text| text.split("#[cfg(test)]").next());
        let code = code.collect::<String>();
        let is_told = |name: &String| {
            code.contains(&format!("\"{name}\"")) || lists().wrong.iter().any(|(of, _)| of == name)
        };
        let untold: Vec<&String> = lists().faults.keys().filter(|name| !is_told(name)).collect();
        assert_eq!(untold, [""; 0]);
        let calls =
            ["told(\"", "say(\"", "Told(\""].iter().flat_map(|call| code.split(call).skip(1));
        let wrong = lists().wrong.iter().map(|(name, _)| name.as_str());
        for name in calls.filter_map(|call| call.split('"').next()).chain(wrong) {
            assert!(lists().faults.contains_key(name), "{name}");
        }
    }
}
