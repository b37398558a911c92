//! Questions about who answers, which every pack asks already.

use crate::import::words::{is, lists, plain, shape};

/// The shared question for whom somebody answers.
pub(super) const RESPOND_AS: &str = "respond_as";

/// The shared question whose label a line is: `Name`, `Your postcode:`.
pub(super) fn label(text: &str) -> Option<&'static str> {
    let words = plain(text.split('(').next().unwrap_or_default());
    let known = lists().respondent.iter().find(|(label, _)| *label == words);
    known.map(|(_, id)| id.as_str())
}

/// The shared questions that a question about who answers is, where it says no more than they do.
pub(super) fn about(title: &str) -> Vec<&'static str> {
    let title = title.split('(').next().unwrap_or_default();
    if shape("for_whom").is_match(title) {
        return vec![RESPOND_AS];
    }
    let (mut words, mut found) = (format!(" {} ", plain(title)), Vec::new());
    for (label, id) in &lists().respondent {
        let without = words.replace(&format!(" {label} "), " ");
        if without != words && !found.contains(&id.as_str()) {
            found.push(id.as_str());
        }
        words = without;
    }
    let more = words.split_whitespace().any(|word| !is(word, "respondent_words"));
    if more { Vec::new() } else { found }
}
