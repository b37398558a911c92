//! Whether the title of a point asserts something. It is shown before anybody has said anything:
//! it should ask, or name what it is about, and leave it to the person what to think.

use crate::check::lists::{has, lists};
use crate::check::prose::words::spoken;

/// Whether a title asserts.
pub(super) fn asserts(title: &str) -> bool {
    let title = title.trim();
    if title.ends_with('?') {
        return false;
    }
    let words = spoken(&title.replace('’', "'"));
    if words.first().is_some_and(|first| has(&lists().title_asks, first)) {
        return false;
    }
    let named = words.iter().take_while(|word| !has(&lists().relative, word));
    title.ends_with('!') || named.skip(1).any(|word| has(&lists().verbs, word))
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
