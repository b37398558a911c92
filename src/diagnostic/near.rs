//! "Did you mean": the known name that a wrong one is most like.

/// The name among `known` that `word` is most like, when it is like one at all.
pub fn near<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    // Longer words cannot be a slip of a known name, and would cost time to compare.
    if word.len() > 64 {
        return None;
    }
    let plain = |s: &str| s.to_lowercase().replace(['-', ' '], "_");
    let word = plain(word);
    let most = match word.chars().count() {
        0..=2 => 0,
        3..=4 => 1,
        5..=7 => 2,
        _ => 3,
    };
    // So many letters more or fewer are so many slips at least.
    let may_be = |name: &&str| !name.is_ascii() || name.len().abs_diff(word.len()) <= most;
    known
        .into_iter()
        .filter(|name| !word.is_ascii() || may_be(name))
        .map(|name| (strsim::osa_distance(&word, &plain(name)), name))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name.to_string())
}
