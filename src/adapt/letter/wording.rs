//! How a question asks for what a placeholder's words name: "name of hospital" gives "What is the
//! name of the hospital?".

use super::ask::capital;
use super::clause::{AUX, LEADS, WH, clause, question};
use super::words::{all, any, words};
use crate::model::Kind;

/// Places that people live in.
const HOMES: &[&str] = &["town", "village", "city", "or", "place", "location", "area", "and"];

/// What somebody goes to or belongs to: "Which is your school?".
const HAVE: &[&str] = &[
    "hospital",
    "surgery",
    "school",
    "library",
    "station",
    "pharmacy",
    "clinic",
    "gp",
    "practice",
    "route",
    "stop",
    "branch",
    "nursery",
    "college",
    "university",
    "party",
];

/// What is a quality of something: "What is the distance?".
const QUALITIES: &[&str] = &[
    "distance",
    "reason",
    "price",
    "cost",
    "title",
    "amount",
    "reference",
    "length",
    "size",
    "number",
    "date",
    "name",
    "time",
    "ref",
];

/// The question that asks for these words, which are those of a placeholder.
pub(super) fn ask(label: &str, kind: Kind) -> Option<String> {
    let (label, _) = parted(label);
    if let Some(question) = own_question(&label) {
        return Some(question);
    }
    let label = plain_label(&label);
    let said = words(&label);
    let first = said.first()?.as_str();
    if let Some(clause) = clause(&label) {
        return question(&clause).or(Some(capital(&label)));
    }
    let known = match kind {
        Kind::OwnWords => Some(own_words(&label, &said)),
        Kind::Number => number(&label, &said),
        Kind::Email => Some("What is your e-mail address?".into()),
        Kind::Telephone => Some("What is your telephone number?".into()),
        Kind::Contact => Some("A telephone number or e-mail address for the answer?".into()),
        _ => None,
    };
    if let Some(known) = known {
        return Some(known);
    }
    let home = said.iter().filter(|w| !["your", "my", "name", "of", "the"].contains(&w.as_str()));
    let home: Vec<String> = home.cloned().collect();
    if all(&home, HOMES) && any(&home, &["town", "village", "city"]) {
        let places = if home.len() == 1 { home[0].clone() } else { "town or village".into() };
        return Some(format!("Which {places} do you live in?"));
    }
    if home == ["ward"] || home == ["parish"] {
        return Some(format!("Which {} do you live in?", home[0]));
    }
    if home == ["age"] {
        return Some("How old are you?".into());
    }
    Some(named(&label, &said, first))
}

/// The question that a label asks itself, behind what it calls for: `YOUR STORY – how would it
/// affect you? 2 sentences`.
fn own_question(label: &str) -> Option<String> {
    let end = label.find('?')?;
    let asked = &label[..end];
    let signs = [" – ", " — ", " - ", ": "];
    let start = signs.iter().filter_map(|sign| Some(asked.rfind(sign)? + sign.len())).max()?;
    let asked = asked[start..].trim();
    let words = words(asked);
    let begins = words.first().is_some_and(|word| WH.contains(&word.as_str()));
    // "How this affects you?" is turned round elsewhere.
    let turned = words.get(1).is_some_and(|word| AUX.contains(&word.as_str()));
    (begins && turned).then(|| format!("{}?", capital(asked)))
}

/// A question for something that has a name.
fn named(label: &str, said: &[String], first: &str) -> String {
    let rest = || label.split_once(' ').map_or("", |(_, rest)| rest);
    if let Some((what, of)) = label.split_once(" of ")
        && any(&words(what), QUALITIES)
    {
        let what = what.strip_prefix("the ").unwrap_or(what);
        let is = if what.ends_with("names") { "are" } else { "is" };
        return format!("What {is} the {} of {}?", uncapital(what), with_article(of));
    }
    if let Some(of) = label.strip_suffix(" name").or(label.strip_suffix(" Name")) {
        let of = of.strip_suffix("'s").or(of.strip_suffix("’s")).unwrap_or(of);
        let own = ["your", "my"].contains(&first);
        return if own && words(of).len() == 2 && !any(said, HAVE) {
            format!("What is {}’s name?", uncapital(of))
        } else {
            format!("What is the name of {}?", with_article(of))
        };
    }
    if ["your", "my"].contains(&first) && !rest().is_empty() {
        let rest = rest();
        let is = if is_plural(rest) { "are" } else { "is" };
        let what = if any(said, HAVE) { "Which" } else { "What" };
        return format!("{what} {is} your {}?", rest.trim_start_matches("own "));
    }
    let short = said.len() <= 3;
    if short && any(&said[said.len() - 1..], QUALITIES) {
        let yours =
            ["membership", "customer", "account", "nhs", "staff", "employee", "house", "flat"];
        let whose = if any(said, &yours) { "your" } else { "the" };
        return format!("What is {whose} {}?", uncapital(label));
    }
    let addressed = ["the", "a", "an", "number", "date", "any", "one", "two", "if"];
    if short && !addressed.contains(&first) {
        return format!("Which {}?", uncapital(label));
    }
    capital(label)
}

/// A question for a number.
fn number(label: &str, said: &[String]) -> Option<String> {
    if any(said, &["age"]) {
        return Some("How old are you?".into());
    }
    let of = label.split_once("number of ").map(|(_, of)| of)?;
    Some(format!("How many {}?", of.strip_prefix("the ").unwrap_or(of)))
}

/// A question for a person's own words, which are not asked for by a clause.
fn own_words(label: &str, said: &[String]) -> String {
    let bare = said.iter().filter(|w| !["your", "own", "personal", "my"].contains(&w.as_str()));
    let bare: Vec<&str> = bare.map(String::as_str).collect();
    let rest = |word: &str| {
        let at = label.to_lowercase().find(word)? + word.len();
        label.get(at..).map(str::trim)
    };
    match bare.as_slice() {
        ["experience" | "experiences", ..] => {
            let of = rest("experiences").or(rest("experience")).unwrap_or_default();
            let of = if of.is_empty() { String::new() } else { format!(" {of}") };
            format!("What has been your experience{of}?")
        }
        ["reasons", ..] => spaced("What are your reasons", rest("reasons")),
        ["reason", ..] => spaced("What is your reason", rest("reason")),
        ["comments" | "comment" | "thoughts" | "views" | "opinion"] => {
            "What would you like to say?".into()
        }
        [] | ["story" | "words"] => "What would you like to say here, in your own words?".into(),
        ["a" | "an" | "one" | "two" | "some" | "short" | "few" | "sentence" | "paragraph", ..] => {
            format!("Please write {}", uncapital(label))
        }
        _ => capital(label),
    }
}

fn spaced(start: &str, rest: Option<&str>) -> String {
    match rest {
        Some(rest) if !rest.is_empty() => format!("{start} {rest}?"),
        _ => format!("{start}?"),
    }
}

/// Whether the last of some words is a plural.
pub(super) fn is_plural(text: &str) -> bool {
    let word = text.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
        || ["children", "people"].contains(&word.as_str())
}

/// A noun with `the` before it, unless something like it stands there.
fn with_article(text: &str) -> String {
    let first = words(text).into_iter().next().unwrap_or_default();
    let has = ["the", "a", "an", "your", "my", "our", "their", "his", "her", "this", "that", "any"];
    let proper = text.starts_with(char::is_uppercase);
    if has.contains(&first.as_str()) || proper || is_plural(text) {
        return uncapital(text);
    }
    format!("the {text}")
}

/// The words of a label and an example that it gives: `your job, e.g. nurse`.
pub(super) fn parted(label: &str) -> (String, Option<String>) {
    let lower = label.to_lowercase();
    let signs = ["e.g.", "e.g ", "eg.", "eg ", "for example", "i.e.", "ie "];
    let found = signs.iter().filter_map(|sign| {
        let at = lower.find(sign)?;
        let alone = at > 3 && !lower[..at].ends_with(char::is_alphanumeric);
        (alone && lower.len() == label.len()).then_some((at, sign.len()))
    });
    let Some((at, length)) = found.min() else { return (label.to_string(), None) };
    let sign = |c: char| c.is_whitespace() || ",:;–-([".contains(c);
    let example = label.get(at + length..).unwrap_or_default();
    let example = example.trim_matches(|c| sign(c) || c == ')' || c == '.');
    let kept = label.get(..at).unwrap_or_default().trim_end_matches(sign);
    (kept.to_string(), (!example.is_empty()).then(|| example.to_string()))
}

/// The words of a label without those that say to put something in.
pub(super) fn plain_label(label: &str) -> String {
    let split = if label.contains(' ') {
        label.to_string()
    } else {
        let words = words(label);
        if words.len() > 1 { words.join(" ") } else { label.to_string() }
    };
    let shouted = !split.contains(char::is_lowercase);
    let text = if shouted { split.to_lowercase() } else { split };
    let mut text = text.replace(['_', '*'], " ").replace('/', " or ").trim().to_string();
    while let Some(lead) = LEADS.iter().find(|lead| leads(&text, lead)) {
        text = text[lead.len()..].trim_start_matches([' ', ':', '-', '–']).to_string();
    }
    let text = text.trim_end_matches([':', '.', ',', ';', '…', '?']);
    let here = |word: &&str| !word.eq_ignore_ascii_case("here");
    let kept: Vec<&str> = text.split_whitespace().collect();
    // `here` at an end says where to write; `how long you have lived here` is about a place.
    let ends_clause = clause(text).is_some();
    let last = kept.len().saturating_sub(1);
    let kept =
        kept.iter().enumerate().filter(|(at, word)| here(word) || ends_clause && *at == last);
    kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

/// Whether a text begins with these words, and goes on.
fn leads(text: &str, lead: &str) -> bool {
    let start = text.get(..lead.len()).is_some_and(|start| start.eq_ignore_ascii_case(lead));
    start && text[lead.len()..].starts_with([' ', ':'])
}

/// The text with a small first letter, unless it is of an abbreviation.
pub(super) fn uncapital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    if chars.clone().next().is_some_and(char::is_uppercase) {
        return text.to_string();
    }
    first + chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::super::meaning::{self, BARE, Use};
    use super::*;

    #[test]
    fn placeholders_that_people_write_and_what_is_asked() {
        for (label, wanted) in [
            ("name of hospital", "What is the name of the hospital?"),
            ("insert how long you have lived here", "How long have you lived here?"),
            ("name of your GP surgery", "What is the name of your GP surgery?"),
            ("your town", "Which town do you live in?"),
            ("TOWN/CITY", "Which town or village do you live in?"),
            ("name of your town or village", "Which town or village do you live in?"),
            ("insert name of local school", "What is the name of the local school?"),
            ("school's name", "What is the name of the school?"),
            ("hospital name", "What is the name of the hospital?"),
            ("your child's name", "What is your child’s name?"),
            ("HospitalName", "What is the name of the hospital?"),
            ("say here why this matters to you", "Why does this matter to you?"),
            ("explain how this affects you", "How does this affect you?"),
            ("describe how often you use the library", "How often do you use the library?"),
            ("tell your MP what you saw there", "What did you see there?"),
            ("say what the centre has meant to you", "What has the centre meant to you?"),
            (
                "Optional: say how your own children travel to school",
                "How do your own children travel to school?",
            ),
            ("when you moved to the area", "When did you move to the area?"),
            ("explain what happened", "What happened?"),
            (
                "INSERT PERSONAL STORY HERE – how would losing the 47 affect you? 2-3 sentences",
                "How would losing the 47 affect you?",
            ),
            (
                "Optional: add a sentence about your own street",
                "Please write a sentence about your own street",
            ),
            ("house number", "What is your house number?"),
            ("place e.g. work, school", "Which place?"),
            ("which ward is affected", "Which ward is affected?"),
            ("what your MP should do", "What should your MP do?"),
            ("number of years", "How many years?"),
            ("insert number of children", "How many children?"),
            ("your age", "How old are you?"),
            ("your job title", "What is your job title?"),
            ("your occupation e.g. nurse", "What is your occupation?"),
            ("date of your visit", "What is the date of your visit?"),
            ("date of meeting", "What is the date of the meeting?"),
            ("Membership_Number", "What is your membership number?"),
            ("planning application reference", "What is the planning application reference?"),
            ("bus number", "What is the bus number?"),
            ("hospital", "Which hospital?"),
            ("your local hospital", "Which is your local hospital?"),
            ("ORGANISATION", "Which organisation?"),
            ("distance", "What is the distance?"),
            ("reason for objecting", "What is your reason for objecting?"),
            ("your reasons", "What are your reasons?"),
            ("your experience of the service", "What has been your experience of the service?"),
            (
                "insert a short paragraph about yourself",
                "Please write a short paragraph about yourself",
            ),
        ] {
            let Use::Own(kind) = meaning::of_label(label, &BARE).becomes else {
                panic!("{label} is no question of its own")
            };
            assert_eq!(ask(label, kind).as_deref(), Some(wanted), "{label}");
        }
    }

    #[test]
    fn an_example_in_a_placeholder_is_told_apart() {
        assert_eq!(parted("your job, e.g. nurse"), ("your job".into(), Some("nurse".into())));
        assert_eq!(parted("e.g. nurse"), ("e.g. nurse".into(), None));
        assert_eq!(parted("your leg"), ("your leg".into(), None));
    }
}
