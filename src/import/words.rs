//! What letters and consultations are known by, from `data/import.yaml`, and how words are
//! compared with it.

use crate::model::Kind;
use crate::text::names;
use crate::text::patterns::Patterns;
use crate::text::words::{self, one_line};
pub(super) use crate::text::words::{count, has, plain, short};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex_lite::Regex;
use serde::{Deserialize, Serialize};

/// The lists of `data/import.yaml`, which says what each is for.
#[derive(Debug, Deserialize)]
pub(super) struct Lists {
    /// Words of a greeting or an address, and the receiver that they say.
    pub(super) receivers: Vec<(Vec<String>, Receiver)>,
    pub(super) templates: Vec<Template>,
    /// Labels of questions about who answers, and the question of every pack that each is.
    pub(super) respondent: Vec<(String, String)>,
    /// What is told of what is not certain, and where own words are asked for.
    told: BTreeMap<String, String>,
    /// What stands for what in patterns, all other lists too; and patterns by their names.
    pieces: BTreeMap<String, String>,
    shapes: BTreeMap<String, String>,
    /// How gaps are found, in their order.
    pub(super) gaps: Vec<Finder>,
    /// Names of patterns of gaps, what becomes of one that fits, and whether that is certain.
    pub(super) proposals: Vec<(String, Treatment, bool)>,
    pub(super) writers: Vec<(String, String)>,
    pub(super) writing_as: Asked,
    pairs: Vec<(String, String)>,
    /// All others by their names, as [`plain`] has them, and pairs as patterns of both their orders.
    #[serde(flatten)]
    plain: BTreeMap<String, Vec<String>>,
}

/// What becomes of a gap of a letter.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// A question that every pack has, such as `name`.
    Shared(String),
    /// A question of the pack's own, in the words of the gap.
    Ask,
    /// Room for the person's own words.
    OwnWords,
    /// One of these.
    Choose(Vec<String>),
    /// Wording for one writer, and for several.
    Writers(String, String),
    /// These words, for those alone who want them; what stands behind the gap, where it has none.
    Optional(String),
    /// What a footnote says, as a source that is cited here.
    Source,
    /// It is the letter's own text.
    Text,
    /// It tells the writer something and is no part of the letter.
    LeaveOut,
}

/// How what may be a gap is found.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Finder {
    /// The name of a pattern; none for what Word marks.
    pub(super) pattern: Option<String>,
    /// What the patterns of proposals call it.
    pub(super) kind: String,
    /// The pattern that its words must fit. What stands inside of it then goes with it.
    pub(super) only: Option<String>,
}

/// Whom a letter goes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Receiver {
    /// The kind of receiver; none for an office or a person of the letter's own.
    pub to: Option<String>,
    /// The office, or the name that the letter greets.
    pub office: String,
    /// The lines of the address, where the letter has it.
    pub address: Vec<String>,
    /// The words that say so.
    pub because: Option<String>,
    /// Whether that is certain, or was confirmed.
    pub exact: bool,
    /// Whether the letter leaves a gap for the name.
    pub named: bool,
    /// The greeting as it stands, where nothing in it is left open.
    pub greeting: Option<String>,
}

/// What a template for a kind of receiver is called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Template {
    pub(super) to: String,
    pub(super) who: String,
    pub(super) stem: String,
    pub(super) title: String,
    pub(super) action: String,
}

/// A question of the pack's own.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub(super) struct Asked {
    pub(super) id: String,
    pub(super) ask: String,
    pub(super) help: String,
    pub(super) kind: Kind,
    pub(super) required: bool,
    pub(super) options: Vec<String>,
    /// The question of yes or no to which a yes has it asked, where it is not asked of everybody.
    pub(super) when: Option<String>,
}

impl Asked {
    /// A question without help or options, which has to be answered.
    pub(super) fn new(id: &str, kind: Kind, ask: &str) -> Asked {
        let (id, ask) = (id.to_string(), ask.to_string());
        Asked { id, ask, kind, required: true, ..Asked::default() }
    }
}

/// The lists.
pub(super) fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(|| {
        let mut lists: Lists = serde_yaml::from_str(include_str!("../../data/import.yaml"))
            .expect("the lists that are built in can be read; a test reads them");
        let titles = names::lists().titles.values().flat_map(BTreeMap::keys);
        lists.plain.insert("titles".into(), titles.cloned().collect());
        for words in lists.plain.values_mut().flatten() {
            *words = plain(words);
        }
        let pairs = lists.writers.iter().chain(&lists.pairs);
        let pairs = pairs.flat_map(|(a, b)| [format!("{a} ?/ ?{b}"), format!("{b} ?/ ?{a}")]);
        lists.plain.insert("pairs".into(), pairs.collect());
        let named = lists.plain.iter().map(|(name, entries)| (format!("~{name}~"), any(entries)));
        lists.pieces.extend(named);
        lists
    });
    &LISTS
}

/// What a template for a kind of receiver is called; the last is for any other.
pub(super) fn template(to: &str) -> &'static Template {
    let all = &lists().templates;
    all.iter().find(|template| template.to == to).unwrap_or(&all[all.len() - 1])
}

/// What is told, by its name, of what it is said of.
pub(super) fn told(name: &str, of: &str) -> String {
    lists().told[name].replace("{}", of)
}

/// A list by its name, its words as [`plain`] has them.
pub(super) fn list(name: &str) -> &'static [String] {
    lists().plain.get(name).expect("a list of `data/import.yaml`; a test looks for each name")
}

/// A pattern that any entry of a list fits; where one begins with another, the longer.
fn any(entries: &[String]) -> String {
    let mut entries: Vec<&str> = entries.iter().map(String::as_str).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.len()));
    format!("(?:{})", entries.join("|").replace('\'', "['’]"))
}

/// A pattern by its name.
pub(super) fn shape(name: &str) -> &'static Regex {
    static SHAPES: LazyLock<Patterns<'_>> =
        LazyLock::new(|| Patterns::new(lists().shapes.values(), Some(&lists().pieces)));
    SHAPES.get(&lists().shapes[name])
}

/// Whether a text begins with an entry of a list, at the end of a word.
pub(super) fn begins(text: &str, name: &str) -> bool {
    words::begins(text, list(name))
}

/// Whether a text is an entry of a list.
pub(super) fn is(text: &str, name: &str) -> bool {
    list(name).contains(&plain(text))
}

/// Whether an entry of a list stands in a text as whole words.
pub(super) fn says(text: &str, name: &str) -> bool {
    let words = plain(text);
    list(name).iter().any(|entry| has(&words, entry))
}

/// The words of some pieces of a text, each once, without the signs that part sentences.
pub(super) fn parted<'t>(pieces: impl Iterator<Item = &'t str>) -> Vec<String> {
    let edge = |c: char| c.is_whitespace() || ",;.".contains(c);
    let pieces = pieces.map(|piece| one_line(piece.trim_matches(edge)));
    unlike(pieces.filter(|piece| !piece.is_empty()))
}

/// Each of some texts once.
pub(super) fn unlike(all: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    all.filter(|text| seen.insert(text.clone())).collect()
}

/// Words without the signs that a template would read.
pub(super) fn untagged(text: &str) -> String {
    text.replace('{', "(").replace('}', ")").replace('\\', "/")
}

/// An id of up to three of the words that say most.
pub(super) fn id(text: &str) -> String {
    let words = plain(text).replace(['\'', '-'], " ");
    let says = |word: &&str| shape("id_word").is_match(word) && !is(word, "ids");
    let id = words.split(' ').filter(says).take(3).collect::<Vec<_>>().join("_");
    if id.is_empty() { "gap".into() } else { id }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_can_be_read_and_name_what_there_is() {
        // A `~list~` that is none would stay.
        let is_whole = |text: &str| !text.is_empty() && !text.contains('~');
        assert!(lists().shapes.keys().all(|name| is_whole(shape(name).as_str())));
        let of_gaps = lists().gaps.iter().flat_map(|gap| gap.pattern.iter().chain(&gap.only));
        let mut named = of_gaps.chain(lists().proposals.iter().map(|(name, ..)| name));
        assert!(named.all(|name| lists().shapes.contains_key(name)));
        let mut known = lists().receivers.iter().map(|(_, receiver)| receiver);
        assert!(known.all(|receiver| receiver.to.is_some() == receiver.office.is_empty()));
        // A key that is misspelt would be passed over.
        let all = include_str!("../../data/import.yaml");
        let all: serde_yaml::Value = serde_yaml::from_str(all).expect("YAML");
        let receivers = all["receivers"].as_sequence().expect("a list").iter();
        let keys = receivers.flat_map(|known| known[1].as_mapping().expect("a map").keys());
        for key in keys.filter_map(|key| key.as_str()) {
            assert!(["to", "office", "address"].contains(&key), "{key}");
        }
    }

    #[test]
    fn words_are_found_whole_and_by_their_capitals() {
        assert!(has("Dear MP", "MP") && !has("Dear Ms Sample", "MS") && !has("camp", "MP"));
        assert!(begins("(insert your name)", "instructs") && !begins("inserted", "instructs"));
        assert_eq!(id("how often you use it"), "how_often_use");
        assert_eq!(id("____"), "gap");
    }
}
