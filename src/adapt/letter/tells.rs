//! Lines that tell the person what to do with the letter, and are no part of it.

use super::gaps;
use super::words::{any, words};
use crate::adapt::source::Para;

/// Whether a line above the greeting or below the name tells the person what to do: it says so,
/// or is too long to be a line of an address.
pub(super) fn is_instruction(line: &Para) -> bool {
    tells(line) || !is_placeholder(line) && (words(&line.text).len() >= 12 || speaks(line))
}

/// Verbs with which a line begins that says what to do.
const DO: &[&str] = &[
    "find", "look", "check", "visit", "go", "click", "download", "use", "choose", "change", "put",
    "sign", "post", "keep", "add", "write", "email", "tell", "see", "make", "get", "open", "save",
    "share", "forward", "don't", "do", "be", "include", "type", "enter", "attach", "complete",
    "return", "cc", "bcc", "address", "start", "try", "feel", "mention", "pick", "select", "ask",
    "say", "let", "note", "read", "follow", "contact", "fill", "mark", "include", "search",
];

/// Words that no line of an address has, and that speak to whoever sends the letter.
const TO_THE_SENDER: &[&str] =
    &["your", "you", "yours", "letter", "email", "link", "website", "below", "above", "us", "it"];

/// Whether a line that is not the letter's own speaks to whoever sends it: it begins with what to
/// do and goes on about the letter, it is an address of a page, or it says by when.
fn speaks(line: &Para) -> bool {
    let said = words(&line.text);
    let leads = |word: &&String| {
        ["please", "now", "then", "step"].contains(&word.as_str())
            || word.chars().all(char::is_numeric)
    };
    let said = &said[said.iter().take_while(leads).count()..];
    let page = line.text.split_whitespace().any(is_page);
    let Some(first) = said.first().map(String::as_str) else { return page };
    let begins =
        |with: &[&str]| said.iter().zip(with).filter(|(a, b)| a == b).count() == with.len();
    DO.contains(&first) && (page || any(&said[1..], TO_THE_SENDER))
        || page && (line.text.split_whitespace().count() < 3 || any(said, TO_THE_SENDER))
        || first == "deadline"
        || [&["if", "you"][..], &["you", "can"], &["you", "may"], &["thank", "you"]]
            .iter()
            .any(|with| begins(with))
}

/// Whether a word is the address of a page.
pub(super) fn is_page(word: &str) -> bool {
    let word = word.trim_matches(['<', '>', '(', ')', '.', ',', ';']).to_lowercase();
    let ends = [".uk", ".org", ".com", ".net", ".scot", ".wales", ".info", ".eu"];
    let host = word.split('/').next().unwrap_or_default();
    word.starts_with("http://")
        || word.starts_with("https://")
        || word.starts_with("www.")
        || !word.contains('@') && host.len() > 5 && ends.iter().any(|end| host.ends_with(end))
}

/// Whether a line tells the person what to do with the letter.
pub(super) fn tells(line: &Para) -> bool {
    let said = words(&line.text);
    if is_placeholder(line) {
        return said.len() > 9;
    }
    let titles = ["template", "model", "instructions", "supporters"];
    let pattern = said.windows(2).any(|two| {
        ["sample", "draft", "example"].contains(&two[0].as_str())
            && ["letter", "email", "text", "response", "objection"].contains(&two[1].as_str())
    });
    let surely = [
        "copy",
        "paste",
        "personalise",
        "personalize",
        "writetothem",
        "brackets",
        "highlighted",
        "amend",
        "adapt",
        "insert",
        "delete",
        "replace",
        "edit",
    ];
    let likely =
        ["bold", "tips", "below", "fill", "sending", "send", "remember", "print", "checklist"];
    let begins = gaps::find(line).first().is_some_and(|found| found.range.start == 0);
    !begins && said.len() <= 12 && (pattern || any(&said, &titles))
        || said.len() >= 3 && !begins && any(&said, &surely)
        || (5..40).contains(&said.len()) && any(&said, &likely)
        || is_where_to_look(&said)
}

/// "Find your MP at …", "Find out who your MP is".
fn is_where_to_look(said: &[String]) -> bool {
    let first = said.first().map(String::as_str).unwrap_or_default();
    let whom = ["mp", "mps", "councillor", "councillors", "msp", "senedd", "representative"];
    ["find", "look", "check", "search"].contains(&first)
        && any(said, &["your", "who"])
        && any(said, &whom)
}

/// Whether a line is a placeholder and nothing else.
pub(super) fn is_placeholder(line: &Para) -> bool {
    let found = gaps::find(line);
    found.len() == 1 && found[0].range.len() + 2 >= line.text.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_above_the_letter_that_say_what_to_do() {
        for text in [
            "Find your MP at members.parliament.uk",
            "Find out who your MP is here",
            "Copy this letter into an email",
            "Copy this letter:",
            "Put your address at the top",
            "Step 2: sign it",
            "https://www.writetothem.com",
            "Add your own words if you can",
            "Deadline: 30 November",
            "Please add your postcode",
            "You can post it too",
        ] {
            assert!(is_instruction(&Para::plain(1, text)), "{text}");
        }
        for text in [
            "1 Sample Street",
            "The Post Office, Sign Lane",
            "Keep House",
            "Find Lane",
            "House of Commons",
            "[Your name]",
            "YOUR ADDRESS",
            "jean@example.org",
            "21 November 2026",
            "Example Water plc",
            "By email: planning@example.org",
        ] {
            assert!(!is_instruction(&Para::plain(1, text)), "{text}");
        }
    }
}
