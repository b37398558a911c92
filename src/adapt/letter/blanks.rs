//! Blanks: `XXXX`, `____`, `......`. What goes into one, only the words round it can say.

use super::meaning::{Meaning, Use};
use super::words::words;
use crate::model::Kind;

/// Words that say nothing of what is left open.
pub(super) const EMPTY: &[&str] = &[
    "a", "an", "the", "is", "are", "was", "were", "my", "our", "your", "in", "at", "of", "on",
    "for", "to", "by", "from", "with", "i", "we", "have", "has", "had", "been", "and", "or",
    "that", "which", "it", "this", "as", "called", "named", "about", "since", "used", "am", "be",
    "local", "nearest", "near", "get", "go", "use", "visit", "x", "xx", "xxx", "xxxx", "live",
    "years", "you", "mr", "mrs", "ms", "miss", "dr", "not", "me", "but",
];

/// What a blank asks for, and the words that it is known by. `alone`: nothing else stands in its
/// paragraph.
pub(super) fn of(before: &str, after: &str, alone: bool) -> (Meaning, Vec<String>) {
    let sentence = before.rfind(['.', '!', '?', '\n', '\r']).map_or(0, |at| at + 1);
    let near = words(&before[sentence..]);
    let after_sign = after.trim_start();
    if after_sign.starts_with('%') || after_sign.starts_with("per cent") {
        let per_cent = Meaning { becomes: Use::Own(Kind::Number), sure: true };
        return (per_cent, vec!["per_cent".into()]);
    }
    let next = words(after.split(['.', '!', '?', '\n', '\r']).next().unwrap_or_default());
    let sure = |becomes| Meaning { becomes, sure: true };
    if alone {
        return (
            Meaning { becomes: Use::Own(Kind::OwnWords), sure: false },
            vec!["own".into(), "words".into()],
        );
    }
    if let Some(ids) = shared(&near, &next) {
        return (sure(Use::Shared(ids)), Vec::new());
    }
    if let Some(known_by) = counted(before, &next) {
        return (sure(Use::Own(Kind::Number)), known_by);
    }
    let why = ends_with(&near, &["because"])
        || ends_with(&near, &["reason", "is"])
        || ends_with(&near, &["reasons", "are"]);
    let ends = after.trim().is_empty() || after.trim_start().starts_with(['.', '!']);
    if why {
        return (Meaning { becomes: Use::Own(Kind::OwnWords), sure: ends }, vec!["because".into()]);
    }
    if ends && before.trim_end().ends_with(':') && near.len() > 3 {
        return (sure(Use::Own(Kind::OwnWords)), last(&near, 2));
    }
    // "I, ____ of ____, want …"
    let begins = before[sentence..].trim_start().starts_with("I,");
    if begins && near == ["i"] && before.trim_end().ends_with(',') {
        return (sure(Use::Shared(vec!["name"])), Vec::new());
    }
    if begins && near == ["i", "of"] {
        return (sure(Use::Own(Kind::Text)), vec!["place".into()]);
    }
    let lives = ["live", "lives", "lived", "living"];
    if lives.iter().any(|lives| ends_with(&near, &[lives, "in"]))
        || ends_with(&near, &["resident", "of"])
    {
        return (sure(Use::Own(Kind::Text)), vec!["place".into()]);
    }
    // `the ____ surgery` is known by what follows.
    let leads = ["the", "a", "an", "my", "our", "your", "local"];
    let follows = near.last().is_some_and(|word| leads.contains(&word.as_str()));
    let known_by = match next.first().filter(|word| follows && !EMPTY.contains(&word.as_str())) {
        Some(noun) => vec![noun.clone()],
        None => last(&near, 2),
    };
    (Meaning { becomes: Use::Own(Kind::Text), sure: false }, known_by)
}

fn ends_with(words: &[String], end: &[&str]) -> bool {
    words.len() >= end.len()
        && words[words.len() - end.len()..].iter().zip(end).all(|(a, b)| a == b)
}

fn shared(near: &[String], next: &[String]) -> Option<Vec<&'static str>> {
    let ends = |end: &[&str]| ends_with(near, end);
    let begins = |with: &str| next.first().is_some_and(|word| word == with);
    if ends(&["mp", "for"])
        || ends(&["parliament", "for"])
        || ends(&["constituency", "of"])
        || begins("constituency")
    {
        return Some(vec!["mp.constituency"]);
    }
    if ends(&["my", "mp"]) || ends(&["dear"]) || begins("mp") {
        return Some(vec!["mp.name"]);
    }
    if begins("council") || begins("borough") {
        return Some(vec!["area"]);
    }
    if ends(&["name", "is"])
        || ends(&["name"])
        || near.is_empty() && begins("of")
        || ends(&["signed"])
    {
        return Some(vec!["name"]);
    }
    if ends(&["postcode"]) || ends(&["post", "code"]) || ends(&["postcode", "is"]) {
        return Some(vec!["postcode"]);
    }
    if ends(&["address"]) || ends(&["address", "is"]) || ends(&["live", "at"]) {
        return Some(vec!["address"]);
    }
    if ends(&["dated"]) || near == ["date"] {
        return Some(vec!["dated"]);
    }
    let reach = ["telephone", "phone", "tel", "mobile", "email", "mail"];
    let last = near.last().map(String::as_str).unwrap_or_default();
    reach.contains(&last).then(|| vec!["contact"])
}

/// A number: pounds, or so many of something.
fn counted(before: &str, next: &[String]) -> Option<Vec<String>> {
    if before.trim_end().ends_with('£') {
        return Some(vec!["pounds".into()]);
    }
    let units = [
        "years",
        "year",
        "months",
        "weeks",
        "days",
        "hours",
        "minutes",
        "miles",
        "people",
        "patients",
        "children",
        "times",
        "members",
        "residents",
        "per",
        "percent",
    ];
    let unit = next.first().filter(|word| units.contains(&word.as_str()))?;
    Some(vec![if unit == "per" { "per_cent".into() } else { unit.clone() }])
}

/// The last words that say something.
fn last(near: &[String], most: usize) -> Vec<String> {
    let full: Vec<&String> = near.iter().filter(|w| !EMPTY.contains(&w.as_str())).collect();
    full[full.len().saturating_sub(most)..].iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_round_a_blank_say_what_goes_in() {
        let told = |text: &str| {
            let (before, after) = text.split_once('#').expect("a blank");
            let alone = before.trim().is_empty() && after.trim().is_empty();
            let (meaning, known_by) = of(before, after, alone);
            let sure = if meaning.sure { "" } else { "?" };
            format!("{text} = {:?} {}{sure}", meaning.becomes, known_by.join("_"))
        };
        let texts = [
            "My name is # and",
            "I live in #.",
            "I live in # constituency",
            "Postcode: #",
            "as MP for #",
            "my MP, #, said",
            "# Council decided",
            "I waited # weeks",
            "It cost £#.",
            "My local hospital is #.",
            "I am writing because #.",
            "My reasons are: #",
            "I love #",
            "#",
            "on # I went",
            "I use the # surgery",
            "You can ring me on telephone #",
            "I, #, want it",
            "I, ____ of #, want it",
            "Now #% of us swim",
        ];
        insta::assert_snapshot!(texts.map(told).join("\n"));
    }
}
