//! Questions about who answers, which every pack asks already.

use crate::import::words::{is, lists, plain, shape};

/// The shared question for whom somebody answers.
pub(super) const RESPOND_AS: &str = "respond_as";

/// The shared questions and their labels.
fn labels() -> impl Iterator<Item = (&'static str, &'static str)> {
    let of = |(id, labels): &'static (String, Vec<String>)| {
        labels.iter().map(|label| (id.as_str(), label.as_str()))
    };
    lists().respondent.iter().flat_map(of)
}

/// The shared question whose label a line is: `Name`, `Your postcode:`.
pub(super) fn label(text: &str) -> Option<&'static str> {
    let words = plain(text.split('(').next().unwrap_or_default());
    labels().find(|(_, label)| *label == words).map(|(id, _)| id)
}

/// The shared questions that a question about who answers is, where it says no more than they do.
pub(super) fn about(title: &str) -> Vec<&'static str> {
    let title = title.split('(').next().unwrap_or_default();
    if shape("for_whom").is_match(title) {
        return vec![RESPOND_AS];
    }
    let (mut words, mut found) = (format!(" {} ", plain(title)), Vec::new());
    for (id, label) in labels() {
        let without = words.replace(&format!(" {label} "), " ");
        if without != words && !found.contains(&id) {
            found.push(id);
        }
        words = without;
    }
    let more = words.split_whitespace().any(|word| !is(word, "respondent_words"));
    if more { Vec::new() } else { found }
}
