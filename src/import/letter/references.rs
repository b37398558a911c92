//! References that a letter names.

use super::super::words::{count, has};

/// Whether a short line names an application by its number: `26/01947/OUT`.
pub(super) fn references(text: &str) -> bool {
    let number = |word: &str| {
        let pieces: Vec<&str> =
            word.trim_matches(|c: char| !c.is_alphanumeric()).split('/').collect();
        let digits = |piece: &&str| piece.len() >= 3 && piece.bytes().any(|b| b.is_ascii_digit());
        pieces.len() > 1
            && pieces.iter().any(digits)
            && pieces[0].bytes().any(|b| b.is_ascii_digit())
    };
    count(text) <= 25
        && !text.ends_with('.')
        && text.split_whitespace().any(number)
        && (has(text, "application")
            || has(text, "planning")
            || has(text, "ref")
            || has(text, "reference"))
}
