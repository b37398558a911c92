//! Consent: what counts as a yes, the sentence to ask people with, and which heading asks for it.
//! Strict, for a letter goes out in their name.

use crate::answer::Answers;
use crate::batch::lists::{fold, fold_id, is, list};
use crate::compose;
use crate::model::{Pack, Template};

/// The name that a column of consent goes by in `--map` and in a heading row.
pub const AGREED: &str = "agreed";

/// Fewest words at the beginning of the ticked sentence that stand for all of it.
const FEWEST_WORDS: usize = 4;

/// The sentence that people tick.
pub fn sentence(pack: &Pack, template: &Template) -> String {
    let receiver = compose::receiver(pack, template, &Answers::default());
    let to = receiver.map(|receiver| article(&receiver.destination.title));
    let to = to.unwrap_or_else(|| "the meeting I have chosen".to_string());
    format!("I agree to this being sent in my name to {to}.")
}

/// A title within a sentence.
fn article(title: &str) -> String {
    let title = title.split(" (").next().unwrap_or(title);
    let known = [("Your ", "my "), ("The ", "the "), ("A ", "the "), ("An ", "the ")];
    let found =
        known.iter().find_map(|(from, to)| Some(format!("{to}{}", title.strip_prefix(from)?)));
    found.unwrap_or_else(|| title.to_string())
}

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

/// What a cell says: one of the known forms of a yes, the ticked sentence or its first words.
/// `heading` is the sentence that was ticked, where forms put the sentence itself into the cell.
pub(super) fn said(cell: &str, heading: &str) -> Said {
    let (sign, words, sentence) = (cell.trim(), fold(cell), fold(heading));
    // Dashes and the like stand where nothing was said; who asks has not answered.
    let is_dash = || sign.chars().all(|c| ".,;/_-–—".contains(c));
    let begun = words.strip_prefix("yes ").unwrap_or(&words);
    let is_sentence = || {
        let rest = sentence.strip_prefix(begun);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            && begun.split(' ').count() >= FEWEST_WORDS
            && refusal(heading).is_none()
    };
    let is_asking = sign.contains('?');
    if is("yes-signs", sign) || !is_asking && (is("yes", &words) || is_sentence()) {
        Said::Yes
    } else if words.is_empty() && (is("no-signs", sign) || is_dash())
        || !is_asking && is("no", &words)
    {
        Said::No
    } else {
        Said::Unclear
    }
}

/// Whether a heading is that of the column of consent without a doubt: `agreed`, or the sentence
/// that people are asked with, whatever stands for its end.
pub(super) fn is_exact(heading: &str, sentence: &str) -> bool {
    let (folded, sentence) = (fold(without_option(heading)), fold(sentence));
    let begins = list("consent-begins").iter().any(|begin| folded.starts_with(begin));
    fold_id(heading) == AGREED || folded == sentence || begins && !holds_back(&folded, &sentence)
}

/// Whether a heading may be that of the column of consent, so that somebody is asked.
pub(super) fn is_likely(heading: &str, sentence: &str) -> bool {
    let folded = fold(heading);
    has(&folded, "consent-promises")
        && has(&folded, "consent-sending")
        && has(&folded, "consent-names")
        && !holds_back(&folded, &fold(sentence))
}

/// Whether a heading asks for leave to send something, in whatever words: such a column is none of
/// a consultation's questions.
pub(crate) fn asks(heading: &str) -> bool {
    let folded = fold(heading);
    let sends_to_us = || has(&folded, "consent-sending") && folded.contains(" us ");
    let is_called_so = || ["consent", "permission"].iter().any(|word| folded.contains(word));
    is("yes", &folded)
        || is_called_so() && !has(&folded, "consent-opinions")
        || has(&folded, "consent-promises") && (has(&folded, "consent-names") || sends_to_us())
}

/// Whether a folded heading has one of the words, or of the groups of words, of a list.
fn has(folded: &str, called: &str) -> bool {
    let padded = format!(" {folded} ");
    list(called).iter().any(|words| padded.contains(&format!(" {words} ")))
}

/// Whether a folded heading agrees to less than all, or to something else, by a word that is not one
/// of the sentence.
fn holds_back(folded: &str, sentence: &str) -> bool {
    let is_asked = |word: &str| sentence.split(' ').any(|asked| asked == word);
    folded.split(' ').any(|word| !is_asked(word) && is("holds-back", word))
}

/// The word by which a yes under this heading says no, such as "not".
pub(super) fn refusal(heading: &str) -> Option<String> {
    fold(heading).split(' ').find(|word| is("refuses", word)).map(str::to_string)
}

/// A heading without the one option that a form puts behind it: `I agree to this. [I agree]`.
pub(super) fn without_option(heading: &str) -> &str {
    let cut = heading.trim_end().strip_suffix(']').and_then(|inner| inner.rsplit_once(" ["));
    cut.map_or(heading, |(question, _)| question)
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
            "I agree to this being sent in my name",
            "Yes, I agree to this",
        ] {
            assert_eq!(said(cell, SENTENCE), Said::Yes, "{cell}");
        }
    }

    #[test]
    fn anything_else_is_none() {
        for cell in ["", " ", "no", "No", "NO.", "false", "0", "n", "-", "—", "☐", "No thanks!"]
        {
            assert_eq!(said(cell, SENTENCE), Said::No, "{cell}");
        }
        for cell in [
            "I do not agree",
            "I don’t agree",
            "I agree if my name is left out",
            "Yes, but not my address",
            "Yes, on condition that my name is hidden",
            "Yes please remove me",
            "I agree with the closure",
            "I disagree",
            "not yet",
            "maybe",
            "agreeable",
            "yesterday",
            "I agreed to nothing",
            "Jean Sample",
            "no, I agree with you",
            "?",
            "👍",
            "Yes?",
            "yes/no",
            "Yes to newsletter",
            "11",
            "xx",
            "I agree to",
            "I agree to this being sent in my name to my aunt",
        ] {
            assert_eq!(said(cell, SENTENCE), Said::Unclear, "{cell}");
        }
        let refused = "I do not agree to this";
        assert_eq!(said(refused, refused), Said::Unclear);
    }

    #[test]
    fn what_asks_for_consent_without_a_doubt_is_exact_and_what_may_is_asked_about() {
        for heading in [
            "agreed",
            "Agreed?",
            SENTENCE,
            "I agree to this being sent in my name to the consultation EX/26.",
            "I agree to this being sent in my name to my Member of Parliament. [I agree]",
        ] {
            assert!(is_exact(heading, SENTENCE), "{heading}");
        }
        for heading in [
            "Do you agree to us sending this on your behalf?",
            "I give permission for my response to be submitted in my name",
            "I am happy for my response to be sent on my behalf",
        ] {
            assert!(is_likely(heading, SENTENCE) && !is_exact(heading, SENTENCE), "{heading}");
        }
        for heading in [
            "I do not agree to this being sent in my name to my Member of Parliament.",
            "I consent to you sending me your newsletter",
            "I agree to this being sent in my name to the council newsletter",
            "I agree with the plan",
            "Name",
        ] {
            assert!(!is_exact(heading, SENTENCE) && !is_likely(heading, SENTENCE), "{heading}");
        }
    }
}
