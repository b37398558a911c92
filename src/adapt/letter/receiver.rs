//! Whom a letter goes to, guessed from its words.

use super::layout::{Layout, Why};
use super::other;
use super::words::words;

/// Whom a letter was taken to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// A kind of receiver; or `meeting`, the question that asks which committee or board it is; or
    /// `other`, one of the letter's own.
    pub destination: String,
    /// What was found in the letter that says so; none when nothing did.
    pub because: Option<String>,
}

/// What tells a kind of receiver, as words that stand together, and how much it weighs.
const SIGNS: &[(&str, &[(&str, u32)])] = &[
    (
        "mp",
        &[
            ("mp", 2),
            ("member of parliament", 3),
            ("house of commons", 4),
            ("constituent", 3),
            ("constituency", 2),
            ("sw1a 0aa", 5),
            ("early day motion", 3),
        ],
    ),
    ("councillor", &[("councillor", 3), ("councillors", 3), ("cllr", 3), ("my ward", 2)]),
    (
        "planning-authority",
        &[
            ("planning application", 4),
            ("planning officer", 5),
            ("planning department", 5),
            ("object to the application", 3),
            ("planning permission", 2),
            ("local plan", 1),
        ],
    ),
    (
        "consultation",
        &[
            ("consultation", 2),
            ("consultation response", 5),
            ("response to the consultation", 5),
            ("consultation team", 6),
            ("call for evidence", 4),
        ],
    ),
    (
        "secretary-of-state",
        &[
            ("dear secretary of state", 6),
            ("secretary of state for health", 2),
            ("health secretary", 1),
            ("39 victoria street", 6),
        ],
    ),
    (
        "meeting",
        &[
            ("scrutiny committee", 4),
            ("dear chair", 4),
            ("members of the committee", 3),
            ("integrated care board", 2),
            ("board meeting", 3),
            ("public questions", 4),
        ],
    ),
];

/// Guesses whom a letter goes to. The greeting and the address weigh most.
pub(super) fn guess(layout: &Layout) -> Receiver {
    let mut scores: Vec<(u32, &str, &str)> = Vec::new();
    let head = layout.aside.iter().filter(|a| a.why == Why::Layout).map(|a| a.para.text.as_str());
    let head: Vec<String> = head.flat_map(words).collect();
    let greeting = layout.greeting.iter().flat_map(|p| words(&p.text)).collect::<Vec<_>>();
    let told = layout.aside.iter().filter(|a| a.why == Why::Instruction).map(|a| &a.para.text);
    let told: Vec<String> = told.flat_map(|text| words(text)).collect();
    let subject = layout.subject.iter().flat_map(|p| words(&p.text)).collect::<Vec<_>>();
    let body = layout.body.iter().flat_map(|p| words(&p.text)).collect::<Vec<_>>();
    for (id, signs) in SIGNS {
        let mut score = 0;
        let mut best = (0, "");
        for (sign, weight) in *signs {
            let here = weight
                * (20 * hits(&greeting, sign)
                    + 8 * hits(&head, sign)
                    + 5 * hits(&told, sign)
                    + 4 * hits(&subject, sign)
                    + hits(&body, sign));
            score += here;
            best = best.max((here, *sign));
        }
        scores.push((score, *id, best.1));
    }
    if other::is_greeted(layout) {
        let greeting = layout.greeting.as_ref().map(|p| p.text.trim_end_matches([',', ':', ' ']));
        let because = greeting.map(str::to_string);
        return Receiver { destination: other::OTHER.into(), because };
    }
    // Of equals the first stands: most letters go to an MP.
    let best = scores.iter().rev().max_by_key(|(score, ..)| *score);
    match best {
        Some((score, id, sign)) if *score > 0 => {
            Receiver { destination: id.to_string(), because: Some(sign.to_string()) }
        }
        _ => Receiver { destination: "mp".into(), because: None },
    }
}

/// How often words stand together in a text; three at most, so that one word does not shout.
fn hits(text: &[String], sign: &str) -> u32 {
    let sign: Vec<&str> = sign.split(' ').collect();
    let found = text.windows(sign.len()).filter(|w| w.iter().zip(&sign).all(|(a, b)| a == b));
    u32::try_from(found.take(3).count()).unwrap_or(3)
}

#[cfg(test)]
mod tests {
    use super::super::layout::layout;
    use super::*;
    use crate::adapt::read::paragraphs;

    #[test]
    fn the_greeting_tells_more_than_the_body() {
        for (text, to, because) in [
            (
                "Dear [MP]\n\nPlease answer the consultation of the planning officer.",
                "mp",
                Some("mp"),
            ),
            (
                "Dear Councillor X\n\nOur MP agrees. Our MP said so.",
                "councillor",
                Some("councillor"),
            ),
            (
                "Dear Sir\n\nI object to the planning application for Mill Lane.",
                "planning-authority",
                Some("planning application"),
            ),
            (
                "Dear Secretary of State\n\nMy MP has not answered.",
                "secretary-of-state",
                Some("dear secretary of state"),
            ),
            ("Dear Chair\n\nWill the scrutiny committee ask?", "meeting", Some("dear chair")),
            (
                "Consultation response\n\nOur views follow.",
                "consultation",
                Some("consultation response"),
            ),
            ("Dear friend\n\nHello.", "mp", None),
            ("Dear Chief Executive,\n\nOur MP agrees.", "other", Some("Dear Chief Executive")),
        ] {
            let guess = guess(&layout(&paragraphs(text).paras));
            assert_eq!(
                (guess.destination.as_str(), guess.because.as_deref()),
                (to, because),
                "{text}"
            );
        }
    }
}
