//! Whether the title of a point asserts something. It is shown before anybody has said anything:
//! it should ask, or name what it is about, and leave it to the person what to think.

/// Words with which a question or the name of one begins.
const ASKING: &[&str] =
    &["who", "whom", "whose", "what", "which", "when", "where", "why", "how", "whether", "if"];

/// Words behind which a verb is part of what is named: "Services that close or move".
const RELATIVE: &[&str] =
    &["that", "who", "whom", "which", "whose", "where", "when", "how", "why", "what", "to"];

/// Verbs of statements.
const VERBS: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "am",
    "isn't",
    "aren't",
    "will",
    "won't",
    "has",
    "have",
    "had",
    "hasn't",
    "haven't",
    "must",
    "should",
    "shouldn't",
    "can",
    "cannot",
    "can't",
    "could",
    "would",
    "does",
    "doesn't",
    "don't",
    "means",
    "threatens",
    "destroys",
    "harms",
    "kills",
    "fails",
    "needs",
    "deserves",
    "puts",
    "hurts",
];

/// Whether a title asserts.
pub(super) fn asserts(title: &str) -> bool {
    let title = title.trim();
    if title.ends_with('?') {
        return false;
    }
    let words: Vec<String> = title
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .map(|word| word.to_lowercase().replace('’', "'"))
        .filter(|word| !word.is_empty())
        .collect();
    if words.first().is_some_and(|first| ASKING.contains(&first.as_str())) {
        return false;
    }
    let named = words.iter().take_while(|word| !RELATIVE.contains(&word.as_str()));
    title.ends_with('!') || named.skip(1).any(|word| VERBS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_asks_or_names() {
        for title in [
            "Who decides when a fixed budget runs short",
            "Would people be as safe as now?",
            "Services that close or move",
            "Decisions taken where we cannot see them",
            "Too few staff",
            "Waiting times",
            "What has been promised",
            "The contract, and who may be given it",
        ] {
            assert!(!asserts(title), "{title}");
        }
        for title in [
            "The NHS is being sold off",
            "Patients will wait longer",
            "Stop the cuts!",
            "Our library must stay open",
            "Buses don't come",
        ] {
            assert!(asserts(title), "{title}");
        }
    }
}
