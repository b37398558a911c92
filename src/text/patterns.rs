//! Patterns of a data file, each by its name.

use std::collections::BTreeMap;

use regex_lite::Regex;

/// Patterns by their names.
pub(crate) struct Patterns(BTreeMap<String, Regex>);

impl Patterns {
    /// Those of a data file, with what stands for what in them. One that is none is left out.
    pub(crate) fn new(
        all: &BTreeMap<String, String>,
        pieces: &BTreeMap<String, String>,
    ) -> Patterns {
        let whole =
            |text: &String| pieces.iter().fold(text.clone(), |text, (of, is)| text.replace(of, is));
        let read =
            |(name, text): (&String, &String)| Some((name.clone(), Regex::new(&whole(text)).ok()?));
        Patterns(all.iter().filter_map(read).collect())
    }

    /// The pattern of a name.
    pub(crate) fn get(&self, name: &str) -> &Regex {
        self.0.get(name).expect("a pattern of the data file; a test looks for each name")
    }
}
