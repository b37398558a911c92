//! Patterns as data files have them, with what stands for what in them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use regex_lite::Regex;

/// Patterns of a data file, by how they stand in it. Each is read when it is first looked for: most
/// runs need few of them.
pub(crate) struct Patterns<'t> {
    pieces: Option<&'t BTreeMap<String, String>>,
    all: BTreeMap<&'t str, OnceLock<Regex>>,
}

impl<'t> Patterns<'t> {
    /// These patterns, and what stands for what in them.
    pub(crate) fn new(
        all: impl IntoIterator<Item = &'t String>,
        pieces: Option<&'t BTreeMap<String, String>>,
    ) -> Patterns<'t> {
        let all = all.into_iter().map(|text| (text.as_str(), OnceLock::new())).collect();
        Patterns { pieces, all }
    }

    /// All of them, as they stand.
    #[cfg(test)]
    pub(crate) fn texts(&self) -> impl Iterator<Item = &'t str> {
        self.all.keys().copied()
    }

    /// One of them.
    pub(crate) fn get(&self, text: &str) -> &Regex {
        self.all[text].get_or_init(|| {
            let pieces = self.pieces.into_iter().flatten();
            let whole = pieces.fold(text.to_string(), |text, (of, is)| text.replace(of, is));
            Regex::new(&whole).expect("a test of each data file reads all of its patterns")
        })
    }
}
