//! What letters and consultations are known by, from `data/import.yaml`, and how words are
//! compared with it.

use crate::import::source::Look;
use crate::text::words::{cut, one_line};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex_lite::Regex;
use serde::Deserialize;

/// The lists of `data/import.yaml`, which says what each is for.
#[derive(Debug, Deserialize)]
pub(super) struct Lists {
    pub(super) receivers: Vec<Office>,
    pub(super) templates: Vec<Template>,
    /// Labels of gaps, and of questions about who answers, by the question of every pack that they
    /// are.
    pub(super) labels: BTreeMap<String, Vec<String>>,
    pub(super) respondent: Vec<(String, Vec<String>)>,
    /// Patterns of styles of web pages.
    pub(super) styles: BTreeMap<Look, String>,
    /// Signs of rich text by their names, and of Word's fonts of signs by their numbers.
    pub(super) signs: BTreeMap<String, String>,
    /// What elements are, by their names.
    pub(super) elements: BTreeMap<String, Role>,
    /// What stands for what in patterns, and patterns by their names.
    pub(super) pieces: BTreeMap<String, String>,
    pub(super) shapes: BTreeMap<String, String>,
    /// Names of patterns, in the order in which gaps are looked for, with the shape of each.
    pub(super) gaps: Vec<(String, Shape)>,
    pub(super) writers: Vec<String>,
    pub(super) pairs: Vec<String>,
    /// All others by their names, as [`plain`] has them.
    #[serde(flatten)]
    plain: BTreeMap<String, Vec<String>>,
}

/// What an element of a page or a document is.
#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    Block,
    Heading,
    /// The number that it begins with, or none for bullets.
    List(Option<u32>),
    Item,
    Quote,
    Table,
    Row,
    Cell,
    /// A line break within a paragraph.
    Break,
    /// It says how its words look.
    Looks(Look),
    /// Its words are seen by nobody.
    Unseen,
    /// Its words are a footnote.
    Note,
    /// Its words are no part of the text, and told: what it is.
    LeftOut(String),
}

impl Role {
    /// Whether a paragraph ends where it begins and where it ends.
    pub(super) fn is_apart(&self) -> bool {
        use Role::{Break, LeftOut, Looks, Note, Unseen};
        !matches!(self, Break | Looks(_) | Unseen | LeftOut(_) | Note)
    }

    /// The role of an element, by its name without prefix.
    pub(super) fn of(name: &str) -> Option<&'static Role> {
        lists().elements.get(name)
    }
}

/// How what may be a gap of a letter is written.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Shape {
    /// A field of Word, or a list to choose from.
    Field,
    /// The mark of a footnote.
    Note,
    /// A highlight of Word.
    Highlight,
    /// Signs such as `[…]` or `%…%`: their words say what goes there.
    Bracket,
    /// `(…)`, which may be the letter's own.
    Round,
    /// Words without signs that tell the writer what to do: `ADD YOUR STORY`.
    Bare,
    /// `____`, `.....`, `XXXX`.
    Blank,
    /// Words to choose from, with strokes, boxes or `[or: …]` between them.
    Choice,
    /// A line that ends in `…`, to be gone on with.
    LeadIn,
    /// A line that tells the writer something: `Tip: …`.
    Remark,
    /// The name of one of several wordings, `Option A:`, or for whom the words behind it are.
    Wording,
    /// What is most likely the letter's own, and offered.
    Text,
}

/// Whom a letter goes to, by words of a greeting or an address.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Office {
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) to: Option<String>,
    #[serde(default)]
    pub(super) office: Option<String>,
    #[serde(default)]
    pub(super) address: Vec<String>,
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

/// The lists.
pub(super) fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(|| {
        let mut lists: Lists = serde_yaml::from_str(include_str!("../../data/import.yaml"))
            .expect("the lists that are built in can be read; a test reads them");
        for words in lists.plain.values_mut().flatten() {
            *words = plain(words);
        }
        lists
    });
    &LISTS
}

/// A list by its name, its words as [`plain`] has them.
pub(super) fn list(name: &str) -> &'static [String] {
    lists().plain.get(name).expect("a list of `data/import.yaml`; a test looks for each name")
}

/// A pattern that any entry of a list fits; where one begins with another, the longer.
fn any(name: &str) -> String {
    let mut entries: Vec<&str> = list(name).iter().map(String::as_str).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.len()));
    format!("(?:{})", entries.join("|").replace('\'', "['’]"))
}

/// A pattern by its name.
pub(super) fn shape(name: &str) -> &'static Regex {
    static SHAPES: LazyLock<BTreeMap<&str, Regex>> = LazyLock::new(|| {
        let pairs = lists().writers.iter().chain(&lists().pairs).filter_map(|p| p.split_once('/'));
        let pairs = pairs.flat_map(|(one, other)| [(one, other), (other, one)]);
        let mut pairs: Vec<String> = pairs.map(|(a, b)| format!("{a} ?/ ?{b}")).collect();
        // Where one begins with another, the longer.
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.len()));
        let pairs = pairs.join("|").replace('\'', "['’]");
        let of = |(name, text): (&'static String, &'static String)| {
            let text = text.replace("PAIRS", &pairs);
            let pieces = lists().pieces.iter();
            let text = pieces.fold(text, |text, (name, piece)| text.replace(name, piece));
            let pieces = text.split('~').enumerate();
            let filled =
                pieces.map(|(at, piece)| if at % 2 == 0 { piece.into() } else { any(piece) });
            let text: String = filled.collect();
            (name.as_str(), Regex::new(&text).expect("a test reads each"))
        };
        lists().shapes.iter().map(of).collect()
    });
    SHAPES.get(name).expect("a pattern of `data/import.yaml`; a test looks for each name")
}

/// How words look in an element with this style.
pub(super) fn styled(style: &str) -> impl Iterator<Item = (Look, bool)> {
    static STYLES: LazyLock<Vec<(Look, Regex)>> = LazyLock::new(|| {
        let of =
            |(look, text): (&Look, &String)| (*look, Regex::new(text).expect("a test reads each"));
        lists().styles.iter().map(of).collect()
    });
    STYLES.iter().map(move |(look, pattern)| (*look, pattern.is_match(style)))
}

/// Words in small letters with one space between, without signs: what lists are compared with.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c == '’' { '\'' } else { c };
        if c.is_ascii_alphanumeric() || c == '\'' || c == '-' {
            out.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.trim_end().to_string()
}

/// Whether a text begins with an entry of a list, at the end of a word.
pub(super) fn begins(text: &str, name: &str) -> bool {
    let words = plain(&text.chars().take(80).collect::<String>());
    list(name).iter().any(|entry| {
        words.strip_prefix(entry.as_str()).is_some_and(|rest| !joins(rest.chars().next()))
    })
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

/// Whether a phrase stands in a text as whole words; capitals count where the phrase has some.
pub(super) fn has(text: &str, phrase: &str) -> bool {
    let cased = phrase.contains(char::is_uppercase);
    let (text, phrase) = if cased {
        (text.to_string(), phrase.to_string())
    } else {
        (text.to_lowercase(), phrase.to_lowercase())
    };
    text.match_indices(&phrase).any(|(at, _)| {
        !joins(text[..at].chars().next_back()) && !joins(text[at + phrase.len()..].chars().next())
    })
}

fn joins(beside: Option<char>) -> bool {
    beside.is_some_and(char::is_alphanumeric)
}

/// A text of at most so many characters, with `…` where it was cut.
pub(super) fn short(text: &str, most: usize) -> String {
    cut(&one_line(text), most)
}

/// What signs part, each once; nothing where they are of an address on the web.
pub(super) fn parted(text: &str, by: &[char]) -> Vec<String> {
    if !text.contains(by) || text.contains("://") {
        return Vec::new();
    }
    let edge = |c: char| c.is_whitespace() || ",;.".contains(c);
    unlike(text.split(by).map(|piece| one_line(piece.trim_matches(edge))))
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

/// How many words.
pub(super) fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// An id of up to three of the words that say most.
pub(super) fn id(text: &str) -> String {
    let words = plain(text).replace(['\'', '-'], " ");
    let says = |word: &&str| {
        word.chars().all(|c| c.is_ascii_alphanumeric()) && !word.is_empty() && !is(word, "ids")
    };
    let id = words.split(' ').filter(says).take(3).collect::<Vec<_>>().join("_");
    let id: String = id.chars().take(40).collect();
    let id = id.trim_end_matches('_');
    match id.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => id.to_string(),
        Some(_) => format!("n_{id}"),
        None => "gap".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_can_be_read_and_their_pairs_are_pairs() {
        assert!(lists().shapes.keys().all(|name| !shape(name).as_str().is_empty()));
        let mut gaps = lists().gaps.iter();
        let of_word = |shape| matches!(shape, Shape::Field | Shape::Highlight);
        assert!(gaps.all(|(name, s)| of_word(*s) || lists().shapes.contains_key(name)));
        let mut pairs = lists().writers.iter().chain(&lists().pairs);
        assert!(pairs.all(|pair| pair.matches('/').count() == 1));
        assert!(lists().receivers.iter().all(|r| r.to.is_some() != r.office.is_some()));
    }

    #[test]
    fn words_are_found_whole_and_by_their_capitals() {
        assert!(has("Dear MP", "MP") && !has("Dear Ms Sample", "MS") && !has("camp", "MP"));
        assert!(begins("(insert your name)", "instructs") && !begins("inserted", "instructs"));
        assert_eq!(id("how often you use it"), "how_often_use");
        assert_eq!(id("____"), "gap");
    }
}
