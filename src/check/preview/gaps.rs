//! What stands in a preview where an answer will stand: the question, as few words as will do.

use crate::check::lists::{has, lists};
use crate::model::{Kind, Pack, Question, Suggest};
use crate::text::gap::{CLOSE, OPEN};
use crate::text::words;

/// The gap of a question: `‹your MP's name›`.
pub fn gap(pack: &Pack, question: &Question) -> String {
    format!("{OPEN}{}{CLOSE}", named(pack, question))
}

fn named(pack: &Pack, question: &Question) -> String {
    match (question.kind, question.suggest) {
        (Kind::Area, _) => "your area".into(),
        (Kind::Body, _) => "the committee or board".into(),
        (_, Some(Suggest::Boards)) => "your NHS board".into(),
        (_, Some(Suggest::MemberEmails)) => "your MP's e-mail address".into(),
        (Kind::OwnWords, _) if !question.ask.is_empty() => {
            format!("in your own words: {}", question.ask.trim())
        }
        _ => match made_of(pack, question) {
            Some(other) => named(pack, other),
            None => thing(&question.ask).unwrap_or_else(|| question.id.replace(['_', '.'], " ")),
        },
    }
}

/// The question of whose answer this one, which is never asked, is made.
fn made_of<'p>(pack: &'p Pack, question: &Question) -> Option<&'p Question> {
    let default = question.default.as_deref().filter(|_| question.ask.is_empty())?;
    let names = default.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '.'));
    let mut asked = names.filter_map(|name| pack.question(name));
    asked.rfind(|other| other.id != question.id && !other.ask.is_empty())
}

/// The thing that is asked for: "your full name" of "Your full name, as you sign it"; none where
/// the question does not name one.
fn thing(ask: &str) -> Option<String> {
    let ask = ask.trim();
    let end = [", ", ": ", " (", ". "].iter().filter_map(|mark| ask.find(mark)).min();
    let first = ask[..end.unwrap_or(ask.len())].trim_end_matches(['?', '.', ':']).trim();
    let asked_for = ["What is ", "What are ", "Which is ", "Which are ", "Who is "];
    if let Some(rest) = asked_for.iter().find_map(|words| first.strip_prefix(words)) {
        return Some(match rest.strip_suffix(" called") {
            Some(called) => format!("the name of {called}"),
            None => rest.to_string(),
        });
    }
    let opening = first.split_whitespace().next()?.to_lowercase();
    let asks = ask.ends_with('?') && has(&lists().asking, &opening);
    (!asks).then(|| words::small(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_names_what_it_asks_for() {
        for (ask, named) in [
            ("Your full name, as you sign it", Some("your full name")),
            ("Which is your MP's constituency?", Some("your MP's constituency")),
            ("What is the consultation called?", Some("the name of the consultation")),
            (
                "A telephone number or e-mail address for the answer?",
                Some("a telephone number or e-mail address for the answer"),
            ),
            ("MP's surgery", Some("MP's surgery")),
            ("What do people call it, and where is it?", None),
            ("On which day does it close?", None),
            ("", None),
        ] {
            assert_eq!(thing(ask).as_deref(), named, "{ask}");
        }
    }
}
