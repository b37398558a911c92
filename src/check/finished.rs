//! A finished letter, read once more before anybody sends it: what is still to be filled in, a full
//! stop too many or too few where an answer was set in, a greeting without a name.

use std::borrow::Cow;
use std::iter;

use crate::answer::{Answers, Value};
use crate::check::prose::placeholders;
use crate::diagnostic::fault;
use crate::document::Document;
use crate::model::Pack;

/// Most bytes of an answer's end that are looked for in the letter.
const LONGEST_END: usize = 60;

/// Fewest words of an answer behind which a full stop may be missing: a shorter one is a name or
/// part of a sentence.
const SENTENCE: usize = 4;

/// What is wrong with a finished letter: the name of the fault, and the words or the question that it
/// is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    name: &'static str,
    what: String,
}

impl Leftover {
    /// What is wrong, for a person who was asked questions and knows no ids.
    pub fn to_whoever_answered(&self, pack: &Pack) -> String {
        let asked = pack.question(&self.what).map_or(&self.what, |question| &question.ask);
        fault(self.name, &[("ask", asked)]).help.unwrap_or_else(|| self.to_string())
    }
}

impl std::fmt::Display for Leftover {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&fault(self.name, &[("what", &self.what)]).message)
    }
}

fn left(name: &'static str, what: &str) -> Leftover {
    Leftover { name, what: what.to_string() }
}

/// Reads a document: its body, the salutation and the lines around them.
pub fn of_document(document: &Document, answers: &Answers) -> Vec<Leftover> {
    let (text, salutation) = (unescaped(&document.markdown), document.salutation.as_deref());
    let about = document.details.iter().flat_map(|details| &details.rows).map(|(_, value)| value);
    let lines = [&document.sender, &document.recipient, &document.signature].into_iter().flatten();
    let around = document.subject.iter().chain(lines).chain(about).map(String::as_str);
    let mut all = Vec::new();
    let greeting = salutation.map(|s| s.trim_end_matches([',', ' ', ':']));
    if greeting.is_some_and(|greeting| greeting.trim() == "Dear") {
        all.push(left("greets-nobody", ""));
    }
    let ends: Vec<(&str, Cow<'_, str>)> = texts(answers).collect();
    for part in iter::once(text.as_str()).chain(salutation).chain(around) {
        for range in placeholders::gaps_and_codes(part) {
            let gap = &part[range];
            let left = match ends.iter().find(|(_, answer)| answer.contains(gap)) {
                Some((id, _)) => left("gap-in-answer", id),
                None => left("gap-left", gap),
            };
            // A name stands above a letter and below it.
            if !all.contains(&left) {
                all.push(left);
            }
        }
    }
    for (id, answer) in &ends {
        all.extend(end_of(id, answer, &text));
    }
    all
}

/// The answers that are set in as text, by id.
fn texts(answers: &Answers) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
    answers.0.iter().filter_map(|(id, value)| match value {
        Value::Text(text) | Value::OwnWords(text) => Some((id.as_str(), text.trim().into())),
        Value::Lines(lines) => Some((id.as_str(), lines.join("\n").into())),
        _ => None,
    })
}

/// A full stop too many or too few at the end of an answer.
fn end_of(id: &str, answer: &str, text: &str) -> Option<Leftover> {
    let line = answer.lines().next_back()?.trim();
    let cut = line.len().saturating_sub(LONGEST_END);
    let start = (cut..line.len()).find(|at| line.is_char_boundary(*at))?;
    let end = &line[start..];
    if end.len() < 2 {
        return None;
    }
    let at = memchr::memmem::find(text.as_bytes(), end.as_bytes())? + end.len();
    let mut after = text[at..].chars();
    let next = after.next();
    if end.ends_with(['.', '?', '!']) {
        let more = next == Some('.') && after.next() != Some('.') && !end.ends_with("..");
        return more.then(|| left("stop-twice", id));
    }
    let ended = end.ends_with(|c: char| !c.is_alphanumeric());
    let follows = next == Some(' ') && after.next().is_some_and(char::is_uppercase);
    let says = line.split_whitespace().count() >= SENTENCE;
    (follows && !ended && says).then(|| left("stop-missing", id))
}

/// Markdown without the strokes that take the meaning from a sign.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        // What a stroke stands before is no stroke of its own.
        let sign = usize::from(after.starts_with(|c: char| c.is_ascii_punctuation()));
        out.push_str(if sign == 1 { &after[..1] } else { "\\" });
        rest = &after[sign..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, salutation: &str, sender: &[&str], answers: &Answers) -> Vec<Leftover> {
        let document = Document {
            markdown: text.into(),
            salutation: Some(salutation.into()),
            sender: sender.iter().map(|line| line.to_string()).collect(),
            ..Document::default()
        };
        of_document(&document, answers)
    }

    fn read_with(text: &str, answers: &[(&str, &str)]) -> Vec<String> {
        let own = |(id, text): &(&str, &str)| (id.to_string(), Value::OwnWords(text.to_string()));
        let answers = Answers(answers.iter().map(own).collect());
        read(text, "Dear Sir", &[], &answers).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_left_over_is_told_and_what_is_said_is_not() {
        let told = |text: &str| read_with(text, &[]);
        assert_eq!(
            told("I live in \\[insert your ward\\] now."),
            ["`[insert your ward]` is still to be filled in"]
        );
        assert_eq!(told("Since \\_\\_\\_\\_ I am a nurse/carer (delete as appropriate).").len(), 2);
        assert_eq!(told("He said \\[sic\\] so. It was (as you know) long… And so on."), [""; 0]);
        let nobody = read("Please.", "Dear ", &[], &Answers::default());
        assert_eq!(nobody, [left("greets-nobody", "")]);
    }

    #[test]
    fn full_stops_where_an_answer_was_set_in() {
        let told = |text: &str, answer| read_with(text, &[("since", answer)]);
        assert_eq!(
            told("I came in May.. It is", "in May."),
            ["two full stops stand where the answer to `since` ends"]
        );
        assert_eq!(
            told("We walk there every day Please help.", "We walk there every day"),
            ["a full stop is missing where the answer to `since` ends"]
        );
        assert_eq!(told("I live in Mill Lane. Please", "Mill Lane"), [""; 0]);
        assert_eq!(told("I live in Mill Lane Estate", "Mill Lane"), [""; 0]);
        assert_eq!(told("I waited... and left.", "I waited..."), [""; 0]);
        let held = read_with("It is [add your story].", &[("story", "It is [add your story].")]);
        assert_eq!(
            held,
            ["the answer to `story` has something in it that is still to be filled in"]
        );
    }

    #[test]
    fn codes_of_mail_merge_are_told_wherever_the_answer_stands() {
        let in_answer = |id| {
            [format!("the answer to `{id}` has something in it that is still to be filled in")]
        };
        for code in ["{{story}}", "%%story%%", "*|STORY|*", "«Story»"] {
            let said = format!("It is {code} here.");
            assert_eq!(read_with(&said, &[("story", &said)]), in_answer("story"), "{code}");
        }
        let said = "We sing {{}} twice, {1, 2}, 100%% loud and 50%% in tune.";
        assert_eq!(read_with(said, &[("story", said)]), [""; 0]);
        let name = Answers([("name".into(), Value::Text("{{name}}".into()))].into());
        let around = ["{{name}}", "1 Sample Street", "{{name}}"];
        let left = read("Please.", "Dear Sir", &around, &name);
        assert_eq!(left, [super::left("gap-in-answer", "name")]);
    }
}
