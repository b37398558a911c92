//! The word lists that prose, dry runs and previews go by, from `data/prose.yaml`, which says what
//! each is for, and the words of a sentence.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex_lite::Regex;
use serde::Deserialize;

pub(super) use crate::text::names::has;

/// The lists. One that nothing reads would be told by the compiler.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    pub(super) named: BTreeMap<String, Vec<String>>,
    pub(super) a_figure: String,
    pub(super) no_figures: Vec<String>,
    pub(super) ministers: Vec<String>,
    pub(super) a_day: String,
    pub(super) to_come: Vec<String>,
    pub(super) asking_to_act: Vec<String>,
    pub(super) happened: Vec<String>,
    pub(super) to_be: Vec<String>,
    pub(super) of_a_day: Vec<String>,
    pub(super) by_a_day: Vec<String>,
    pub(super) gone: Vec<String>,
    pub(super) no_persons: Vec<String>,
    pub(super) bullets: String,
    pub(super) gaps: Vec<Sign>,
    pub(super) merge_codes: Vec<Sign>,
    pub(super) title_asks: Vec<String>,
    pub(super) relative: Vec<String>,
    pub(super) verbs: Vec<String>,
    pub(super) untidy: Vec<(String, String)>,
    pub(super) twice: Vec<String>,
    pub(super) asking: Vec<String>,
}

/// A sign of a gap that was left to be filled, and what the gap looks like.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sign {
    /// What stands where it begins, in small letters.
    pub(super) sign: String,
    /// The pattern that it has from there on.
    pub(super) gap: String,
    /// Whether it is none behind a letter, a number or the same sign.
    #[serde(default)]
    pub(super) apart: bool,
}

/// The lists, read once.
pub(super) fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(|| {
        serde_yaml::from_str(include_str!("../../data/prose.yaml"))
            .expect("the lists that are built in can be read; every test of prose reads them")
    });
    &LISTS
}

/// A pattern of the lists, with what it names in braces in its place.
pub(super) fn pattern(text: &str) -> Regex {
    let mut text = text.to_string();
    // What is named may name others.
    for (name, words) in lists().named.iter().chain(&lists().named) {
        text = text.replace(&format!("{{{name}}}"), &words.join("|"));
    }
    Regex::new(&text)
        .expect("the patterns that are built in can be read, as every test of prose does")
}

/// The words of a text in small letters, without the punctuation round them. What stands in square
/// brackets was filled in, and is none.
pub(super) fn spoken(text: &str) -> Vec<String> {
    let mut deep = 0_usize;
    let blank = |c: char| {
        deep = if c == '[' { deep + 1 } else { deep };
        let shown = if deep > 0 { '_' } else { c };
        deep = if c == ']' { deep.saturating_sub(1) } else { deep };
        shown
    };
    let said: String = text.chars().map(blank).collect();
    let words = said.split_whitespace().map(|word| word.trim_matches(is_around).to_lowercase());
    words.filter(|word| !word.is_empty()).collect()
}

/// Whether a character stands round a word and is no part of it.
pub(super) fn is_around(c: char) -> bool {
    "(),.;:!?*_>#".contains(c) || is_quote(c)
}

/// Whether a character is a quotation mark or an apostrophe.
pub(super) fn is_quote(c: char) -> bool {
    "\"'“”‘’".contains(c)
}
