//! Consent: what counts as a yes, and the sentence to ask people with. Strict, for a letter goes
//! out in their name. `consenting` finds the column.

use super::heading::fold;
use crate::model::{Pack, Template, To};

/// The name that a column of consent goes by in `--map` and in a heading row.
pub const AGREED: &str = "agreed";

/// The sentence that people tick.
pub fn sentence(pack: &Pack, template: &Template) -> String {
    let title = match &template.destination {
        To::Kind(id) => pack.registers.destination(id).map(|destination| &destination.title),
        To::Chosen(_) => None,
    };
    let to = title.map_or_else(|| "the meeting I have chosen".to_string(), |title| article(title));
    format!("I agree to this being sent in my name to {to}.")
}

/// A title within a sentence.
fn article(title: &str) -> String {
    let title = title.split(" (").next().unwrap_or(title);
    let known = [("Your ", "my "), ("The ", "the "), ("A ", "the "), ("An ", "the ")];
    let found = known.iter().find_map(|(from, to)| Some((to, title.strip_prefix(from)?)));
    match found {
        Some((to, rest)) => format!("{to}{rest}"),
        None => title.to_string(),
    }
}

/// What people and forms put for a yes.
const YES: &[&str] = &[
    "yes",
    "y",
    "true",
    "1",
    "1.0",
    "on",
    "x",
    "✓",
    "✔",
    "✔\u{fe0f}",
    "☑",
    "☑\u{fe0f}",
    "✅",
    "☒",
    "ticked",
    "checked",
    "agreed",
    "agree",
    "accepted",
    "accept",
];
/// How a sentence that agrees begins.
const BEGINS: [&str; 6] =
    ["i agree", "i consent", "yes", "agreed", "i give permission", "i give my consent"];
/// Words by which a sentence agrees to less than all of it, or not at all.
const HOLDS_BACK: [&str; 23] = [
    "not",
    "no",
    "never",
    "nor",
    "dont",
    "cannot",
    "cant",
    "wont",
    "wouldnt",
    "disagree",
    "decline",
    "refuse",
    "withdraw",
    "withdrawn",
    "withhold",
    "if",
    "unless",
    "but",
    "except",
    "only",
    "provided",
    "until",
    "without",
];

/// What people and forms put for a no.
const NO: [&str; 16] = [
    "no",
    "n",
    "false",
    "0",
    "0.0",
    "off",
    "none",
    "unticked",
    "unchecked",
    "not ticked",
    "not checked",
    "no thanks",
    "no thank you",
    "☐",
    "✗",
    "✘",
];

/// What a person said to the text going out in their name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Yes.
    Yes,
    /// No, or nothing.
    No,
    /// Something that is neither, which somebody has to read.
    Unclear,
}

/// What a cell says. `heading` is the sentence that was ticked, where forms put the sentence
/// itself into the cell.
pub(super) fn said(cell: &str, heading: &str) -> Said {
    let plain = cell.trim().trim_end_matches(['.', '!', ';', ',']).to_lowercase();
    if agrees(&plain, heading) {
        return Said::Yes;
    }
    // Dashes and the like stand where nothing was said.
    let is_empty = !plain.contains(|c: char| c.is_alphanumeric() || c == '?');
    if is_empty || NO.contains(&plain.as_str()) { Said::No } else { Said::Unclear }
}

/// Whether a cell, trimmed and in small letters, says yes.
fn agrees(plain: &str, heading: &str) -> bool {
    if YES.contains(&plain) {
        return true;
    }
    let folded = fold(plain);
    // Who asks has not said yes.
    if folded.is_empty() || plain.ends_with('?') {
        return false;
    }
    // The sentence that everybody was shown means what it says, with an "if" or without.
    if folded.contains(' ') && folded == fold(heading) {
        return !holds_back(&folded, &["not", "no", "never", "dont", "disagree", "decline"]);
    }
    let begins = |start: &str| {
        folded.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    BEGINS.iter().any(|start| begins(start)) && !holds_back(&folded, &HOLDS_BACK)
}

fn holds_back(folded: &str, words: &[&str]) -> bool {
    folded.split(' ').any(|word| words.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "I agree to this being sent in my name to my Member of Parliament.";

    #[test]
    fn a_yes_is_a_yes() {
        for cell in [
            "yes",
            "Yes",
            "YES.",
            "Agree;",
            "Accepted",
            "y",
            "TRUE",
            "true",
            "1",
            "x",
            "X",
            "✓",
            "✔️",
            "ticked",
            "Agreed",
            "I agree",
            "I agree.",
            "Yes, please",
            "Yes - send it",
            SENTENCE,
            "I consent to my response being sent on my behalf",
            "I agree to this being sent in my name; I would like news by e-mail",
        ] {
            assert_eq!(said(cell, SENTENCE), Said::Yes, "{cell}");
        }
    }

    #[test]
    fn anything_else_is_none() {
        for cell in ["", " ", "no", "No", "NO.", "false", "0", "n", "-", "☐", "No thanks!"] {
            assert_eq!(said(cell, SENTENCE), Said::No, "{cell}");
        }
        for cell in [
            "I do not agree",
            "I don't agree",
            "I don’t agree",
            "I agree if my name is left out",
            "Yes, but not my address",
            "I disagree",
            "not yet",
            "maybe",
            "agreeable",
            "yesterday",
            "I agreed to nothing",
            "Jean Sample",
            "I agree, unless it goes to the council",
            "no, I agree with you",
            "?",
            "I agree only to my first name",
            "11",
            "xx",
        ] {
            assert_eq!(said(cell, SENTENCE), Said::Unclear, "{cell}");
        }
        let refused = "I do not agree to this";
        assert_eq!(said(refused, refused), Said::Unclear);
    }
}
