//! Words that a group gives once for everybody: the template's, not any one person's own.

use std::collections::{BTreeMap, BTreeSet};

/// Which own words among answers are the group's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupText {
    /// Questions whose whole answer is the group's: own words, and points to choose.
    pub alone: BTreeSet<String>,
    /// Text of the group that follows the person's own words, by question; the answer ends with
    /// it, after a blank line.
    pub after: BTreeMap<String, String>,
}

impl GroupText {
    /// The part of an answer that is the person's own, and the group's that follows it.
    pub fn parted<'a>(&self, id: &str, text: &'a str) -> (&'a str, &'a str) {
        if self.alone.contains(id) {
            return ("", text);
        }
        let own = self.after.get(id).and_then(|after| text.strip_suffix(after.as_str()));
        match own.and_then(|own| own.strip_suffix("\n\n")) {
            Some(own) => (own, &text[own.len() + 2..]),
            None => (text, ""),
        }
    }

    /// The person's words, and the group's after them, as one answer.
    pub fn joined(own: &str, after: &str) -> String {
        format!("{own}\n\n{after}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_words() {
        let both = GroupText::joined("Mine.\n\nMore.", "Ours.");
        let group = GroupText {
            alone: BTreeSet::from(["q1".to_string()]),
            after: BTreeMap::from([("q2".to_string(), "Ours.".to_string())]),
        };
        assert_eq!(group.parted("q1", "Ours."), ("", "Ours."));
        assert_eq!(group.parted("q2", &both), ("Mine.\n\nMore.", "Ours."));
        assert_eq!(group.parted("q2", "Mine, not Ours."), ("Mine, not Ours.", ""));
        assert_eq!(group.parted("q3", &both), (both.as_str(), ""));
    }
}
