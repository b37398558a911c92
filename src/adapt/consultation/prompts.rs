//! What stands under a question besides answers to tick: a line that asks for reasons, a line that
//! says how to fill it in, a heading with which the questions are over.

/// Beginnings of lines that ask for words beside an answer that is ticked.
const WHY: &[&str] = &[
    "please explain",
    "please give",
    "please tell us",
    "please provide",
    "please comment",
    "please say why",
    "please say more",
    "please state your reasons",
    "please describe",
    "please expand",
    "please add",
    "please use this space",
    "please use the space",
    "please use the box",
    "please write",
    "explain your",
    "explain why",
    "give reasons",
    "give your reasons",
    "tell us why",
    "say why",
    "comments",
    "comment:",
    "any comments",
    "any other comments",
    "further comments",
    "additional comments",
    "your comments",
    "reasons",
    "reason for your",
    "your reasons",
    "your answer",
    "your response",
    "answer:",
    "response:",
    "if so,",
    "if not,",
    "if yes",
    "if no,",
    "if no ",
    "if you agree",
    "if you disagree",
    "if you selected",
    "if you answered",
    "if you ticked",
    "if other",
    "if an organisation",
    "if an organization",
    "if responding",
    "if you are responding",
    "if on behalf",
    "please state which",
    "please state the",
    "please specify",
    "why?",
    "why do you",
    "why is that",
    "why not",
    "what are your reasons",
    "open text",
    "free text",
];

/// Beginnings of lines that say how to answer.
const GUIDANCE: &[&str] = &[
    "(required)",
    "(optional)",
    "required",
    "optional",
    "please select",
    "please tick",
    "please choose",
    "please use no",
    "please use up",
    "please limit",
    "please keep",
    "please be",
    "please rank",
    "please mark",
    "please circle",
    "please answer",
    "please refer",
    "please note",
    "select ",
    "tick ",
    "choose ",
    "circle ",
    "you may",
    "you can",
    "maximum",
    "max ",
    "max.",
    "up to ",
    "no more than",
    "word limit",
    "character limit",
    "limit:",
    "there is a limit",
    "(maximum",
    "(max",
    "(up to",
    "(tick",
    "(select",
    "(please",
    "(choose",
];

/// First words of headings with which the questions are over.
const OVER: &[&str] = &[
    "how to respond",
    "how to reply",
    "how to send",
    "how to take part",
    "ways to respond",
    "what happens next",
    "what will happen next",
    "what happens now",
    "what to do with",
    "where to send",
    "next steps",
    "thank you",
    "thanks for",
    "privacy",
    "data protection",
    "how we will use",
    "confidentiality",
    "contact us",
    "contact details",
    "get in touch",
    "further information",
    "more information",
    "find out more",
    "notes",
    "glossary",
    "timetable",
    "related",
    "give us your views",
    "submit",
    "share",
    "footnotes",
    "please return",
    "please send",
    "return this",
    "return your",
];

/// Whether a line asks for words: reasons, comments, details.
pub(super) fn asks_why(words: &str) -> bool {
    begins(words, WHY)
}

/// Whether a line says how to answer.
pub(super) fn is_guidance(words: &str) -> bool {
    begins(words, GUIDANCE) && words.split_whitespace().count() <= 30
}

/// Whether a line heads what comes when the questions are over.
pub(super) fn is_over(words: &str) -> bool {
    begins(words, OVER) && !words.contains('?') && words.split_whitespace().count() <= 10
}

/// Whether a question is one for words, not for a tick: `Do you have any other comments?`
pub(super) fn is_open(title: &str) -> bool {
    let lower = title.to_lowercase();
    let signs = [
        "comment",
        "anything else",
        "tell us",
        "describe",
        "explain",
        "what else",
        "views",
        "suggest",
        "reason",
        "why",
        "anything you",
        "other matters",
    ];
    signs.iter().any(|sign| lower.contains(sign))
}

/// Whether a question asks for reasons itself: `Do you agree? Please give reasons.`
pub(super) fn wants_words(title: &str) -> bool {
    let lower = title.to_lowercase();
    let signs = [
        "explain",
        "your reason",
        "give reason",
        "comments",
        "please describe",
        "tell us",
        "please say",
        "give details",
        " and why",
        " or why",
        ", why",
    ];
    let asks = lower.trim_end().trim_end_matches(['?', '.']).ends_with("why");
    asks || lower.starts_with("why") || signs.iter().any(|sign| lower.contains(sign))
}

fn begins(words: &str, with: &[&str]) -> bool {
    let lower = words.trim_start_matches(['*', ' ', '[', '-']).to_lowercase();
    let lower = lower.replace('’', "'");
    with.iter().any(|start| lower.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_under_a_question() {
        assert!(asks_why("Please give reasons (max 250 words)") && asks_why("Why?"));
        assert!(asks_why("If not, what would you change?") && !asks_why("Whyte Street"));
        assert!(is_guidance("Please select all that apply") && is_guidance("(Required)"));
        assert!(is_over("What happens next") && is_over("Thank you for taking part"));
        assert!(!is_over("Notes: do you agree?") && !is_over("Not sure"));
        assert!(
            wants_words("Do you agree, and why?")
                && !wants_words("Do you understand why it closes?")
                && !wants_words("Do you agree?")
        );
    }
}
