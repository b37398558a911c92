//! Limits as consultations state them: `(maximum 500 words)`, `up to 1,500 characters`.

/// Most words and most characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Limit {
    pub(super) words: Option<usize>,
    pub(super) characters: Option<usize>,
}

impl Limit {
    pub(super) fn is_none(self) -> bool {
        self == Limit::default()
    }
}

/// Words that make a number a limit.
const CUES: &[&str] = &[
    "max", "maximum", "limit", "limited", "up", "most", "more", "fewer", "less", "within", "than",
    "exceed", "under",
];

/// The limit that a text states, and the text without it.
pub(super) fn limit(text: &str) -> (Limit, String) {
    let mut limit = Limit::default();
    let mut rest = String::new();
    let mut at = 0;
    // Between brackets, where a number of words needs no other word to be a limit.
    while let Some(open) = text[at..].find(['(', '[']).map(|o| at + o) {
        let Some(close) = text[open..].find([')', ']']).map(|c| open + c) else { break };
        let found = stated(&text[open + 1..close], true);
        rest.push_str(&text[at..open]);
        if found.is_none() {
            rest.push_str(&text[open..=close]);
        } else {
            limit = found;
        }
        at = close + 1;
    }
    rest.push_str(&text[at..]);
    if limit.is_none() {
        // A sentence of its own.
        let mut kept = Vec::new();
        for sentence in sentences(&rest) {
            let found = stated(sentence, false);
            match found.is_none() {
                false if limit.is_none() && !sentence.trim_end().ends_with('?') => {
                    limit = found;
                    kept.extend(before_limit(sentence));
                }
                empty => {
                    // A question that states its limit is asked as it stands.
                    if !empty && limit.is_none() {
                        limit = found;
                    }
                    kept.push(sentence);
                }
            }
        }
        if !limit.is_none() {
            rest = kept.concat();
        }
    }
    (limit, rest.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The words of a question before the limit that they end in: `Say what you would lose, in no more
/// than 90 words.` What only tells how to answer has too few of them.
fn before_limit(sentence: &str) -> Option<&str> {
    let ways = [
        ", in no more than ",
        " in no more than ",
        ", no more than ",
        " using no more than ",
        ", in up to ",
        " in up to ",
        ", up to ",
        ", maximum ",
        ", max",
        " – max",
        " - max",
    ];
    // Only ASCII letters change, so that places stay.
    let lower = sentence.to_ascii_lowercase();
    let at = ways.iter().filter_map(|way| lower.find(way)).min()?;
    let words = sentence.get(..at)?;
    (words.split_whitespace().count() > 2).then_some(words)
}

/// The sentences of a text, each with what ends it.
fn sentences(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let ends = matches!(c, '.' | '?' | '!')
            && text[at + 1..].chars().next().is_none_or(char::is_whitespace)
            && !(c == '.' && is_short_form(&text[..at]));
        if ends {
            all.push(&text[start..=at]);
            start = at + 1;
        }
    }
    all.push(&text[start..]);
    all
}

/// Whether what stands before a full stop is a word cut short: `Max. 500 characters incl. spaces`.
fn is_short_form(before: &str) -> bool {
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    ["max", "incl", "inc", "excl", "approx", "chars"].contains(&last.to_lowercase().as_str())
}

/// The limit in a few words; elsewhere than between brackets another word must say that it is one.
fn stated(text: &str, bracketed: bool) -> Limit {
    let words: Vec<String> = text
        .to_lowercase()
        .replace('-', " ")
        .split(|c: char| !c.is_alphanumeric() && c != ',' && c != '’' && c != '\'')
        .map(|w| w.trim_matches(',').to_string())
        .filter(|w| !w.is_empty())
        .collect();
    let said = words.iter().take(2).map(String::as_str);
    let told =
        ["you have", "you can", "you may"].contains(&said.collect::<Vec<_>>().join(" ").as_str());
    let cued = bracketed || told || words.iter().any(|w| CUES.contains(&w.as_str()));
    let mut limit = Limit::default();
    if !cued || words.len() > 16 {
        return limit;
    }
    for (at, word) in words.iter().enumerate() {
        let number =
            |at: usize| words.get(at).and_then(|w| w.replace(',', "").parse::<usize>().ok());
        // `500 words`, or `word limit: 500`.
        let near = at.checked_sub(1).and_then(number);
        let near = near.or_else(|| (at + 1..at + 4).find_map(number));
        let near = near.filter(|n| (5..100_000).contains(n));
        match word.as_str() {
            "word" | "words" => limit.words = limit.words.or(near),
            "character" | "characters" | "chars" => limit.characters = limit.characters.or(near),
            _ => {}
        }
    }
    limit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_found_and_taken_out() {
        for (text, words, characters, rest) in [
            ("Why? (maximum 500 words)", Some(500), None, "Why?"),
            ("Why? (250 words)", Some(250), None, "Why?"),
            ("Why? Please use up to 1,500 characters.", None, Some(1500), "Why?"),
            ("Why? Word limit: 300", Some(300), None, "Why?"),
            ("Say why in no more than 100 words.", Some(100), None, ""),
            ("Why? [max. 2000 characters including spaces]", None, Some(2000), "Why?"),
            ("Why (as you see it)?", None, None, "Why (as you see it)?"),
            (
                "Anything else, in up to 90 words?",
                Some(90),
                None,
                "Anything else, in up to 90 words?",
            ),
            ("It has 40 words.", None, None, "It has 40 words."),
            ("Why? You have 4,000 characters.", None, Some(4000), "Why?"),
            ("Why? Word limit: 200", Some(200), None, "Why?"),
            ("Why? No more than 250 words", Some(250), None, "Why?"),
            ("Why? (250 words max)", Some(250), None, "Why?"),
            ("Why? Max. 500 characters incl. spaces", None, Some(500), "Why?"),
            (
                "Tell us what you would lose, in no more than 90 words.",
                Some(90),
                None,
                "Tell us what you would lose",
            ),
        ] {
            let (limit, left) = limit(text);
            assert_eq!(
                (limit.words, limit.characters, left.as_str()),
                (words, characters, rest),
                "{text}"
            );
        }
    }
}
