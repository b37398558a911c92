//! What letters and consultations are known by, from `data/import.yaml`, and how words are
//! compared with it.

use crate::text::words::one_line;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex_lite::Regex;
use serde::Deserialize;

/// The lists of `data/import.yaml`, which says what each is for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    pub(super) readers: Vec<String>,
    pub(super) greetings: Vec<String>,
    pub(super) informal: Vec<String>,
    pub(super) closings: Vec<String>,
    pub(super) receivers: Vec<Office>,
    pub(super) templates: Vec<Template>,
    pub(super) leads: Vec<String>,
    pub(super) nobody: Vec<String>,
    pub(super) address: Vec<String>,
    pub(super) small: Vec<String>,
    pub(super) subject_labels: Vec<String>,
    pub(super) reference_labels: Vec<String>,
    pub(super) described_labels: Vec<String>,
    pub(super) no_title: Vec<String>,
    pub(super) reached: Vec<String>,
    pub(super) labels: BTreeMap<String, Vec<String>>,
    pub(super) lead: Vec<String>,
    pub(super) plain: Vec<String>,
    pub(super) instructs: Vec<String>,
    pub(super) run_together: Vec<String>,
    pub(super) deletes: Vec<String>,
    pub(super) asks: Vec<String>,
    pub(super) own_words: Vec<String>,
    pub(super) leave_out: Vec<String>,
    pub(super) choose: Vec<String>,
    pub(super) for_some: Vec<String>,
    pub(super) alone: Vec<String>,
    pub(super) together: Vec<String>,
    pub(super) pairs: Vec<String>,
    pub(super) ids: Vec<String>,
    pub(super) html: Html,
    pub(super) rich_text: Vec<String>,
    pub(super) consultation: Consultation,
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
    pub(super) stem: String,
    pub(super) title: String,
    pub(super) action: String,
}

/// What elements of a web page are.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Html {
    pub(super) unseen: Vec<String>,
    pub(super) blocks: Vec<String>,
    pub(super) shades: Vec<String>,
}

/// The lists for consultations.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Consultation {
    pub(super) usual: Vec<String>,
    pub(super) why: Vec<String>,
    pub(super) wants_words: Vec<String>,
    pub(super) guidance: Vec<String>,
    pub(super) several: Vec<String>,
    pub(super) ranks: Vec<String>,
    pub(super) each: Vec<String>,
    pub(super) over: Vec<String>,
    pub(super) furniture: Vec<String>,
    pub(super) chapters: Vec<String>,
    pub(super) closes: Vec<String>,
    pub(super) sends: Vec<String>,
    pub(super) respondent: Vec<About>,
    pub(super) columns: Vec<String>,
    pub(super) form_columns: Vec<String>,
}

/// What a question about who answers is known by.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct About {
    pub(super) id: String,
    pub(super) labels: Vec<String>,
}

/// The lists.
pub(super) fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(|| {
        let mut lists: Lists = serde_yaml::from_str(include_str!("../../data/import.yaml"))
            .expect("the lists that are built in can be read; a test reads them");
        let Lists { closings, greetings, informal, instructs, asks, leave_out, .. } = &mut lists;
        for list in [closings, greetings, informal, instructs, asks, leave_out] {
            list.iter_mut().for_each(|words| *words = plain(words));
        }
        let Lists { choose, for_some, consultation, .. } = &mut lists;
        let Consultation { why, guidance, over, chapters, furniture, .. } = consultation;
        for list in [choose, for_some, why, guidance, over, chapters, furniture] {
            list.iter_mut().for_each(|words| *words = plain(words));
        }
        lists
    });
    &LISTS
}

/// A pattern that is built in.
pub(super) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns that are built in can be read; tests use each")
}

/// Words in small letters with one space between, without signs: what lists are compared with.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c == '’' { '\'' } else { c };
        if c.is_alphanumeric() || c == '\'' || c == '-' {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.trim_end().to_string()
}

/// Whether words begin with one of a list, at the end of a word.
pub(super) fn begins(text: &str, list: &[String]) -> bool {
    begins_plain(&plain(&text.chars().take(80).collect::<String>()), list)
}

/// [`begins`] for words that [`plain`] has been at, as the lists have been.
pub(super) fn begins_plain(words: &str, list: &[String]) -> bool {
    list.iter().any(|entry| {
        words.strip_prefix(entry.as_str()).is_some_and(|rest| !joins(rest.chars().next()))
    })
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
    let text = one_line(text);
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

/// How many words.
pub(super) fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// An id of up to three of the words that say most.
pub(super) fn id(text: &str) -> String {
    let words = plain(text).replace(['\'', '-'], " ");
    let says = |word: &&str| {
        word.chars().all(|c| c.is_ascii_alphanumeric())
            && !word.is_empty()
            && !lists().ids.iter().any(|small| small == word)
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
        assert_eq!(lists().alone.len(), lists().together.len());
        assert!(lists().pairs.iter().all(|pair| pair.contains('/')));
        assert!(lists().receivers.iter().all(|r| r.to.is_some() != r.office.is_some()));
    }

    #[test]
    fn words_are_found_whole_and_by_their_capitals() {
        assert!(has("Dear MP", "MP") && !has("Dear Ms Sample", "MS") && !has("camp", "MP"));
        assert!(begins("(insert your name)", &["insert".into()]));
        assert!(!begins("inserted", &["insert".into()]));
        assert_eq!(id("how often you use it"), "how_often_use");
        assert_eq!(id("____"), "gap");
    }
}
