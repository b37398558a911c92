//! The files of a pack that answers a consultation.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::json;

use super::limits::Limit;
use crate::document::Closes;
use crate::import::consultation::question::{Consultation, ParsedQuestion};
use crate::import::files::{self, safe, taken, unique};
use crate::import::words::{Asked, is, says};
use crate::model::Kind;
use crate::pack::{Made, PUBLISHER, Shared};
use crate::reader::{ImportError, fault};

/// What of who answers does not stand in the head of a response.
const WHERE_FROM: [&str; 2] = ["address", "postcode"];

/// What asks a person to write.
const OWN_WORDS: &str = "In your own words.";

impl Consultation {
    /// Makes a pack of it. Its note says what became of it: what was set aside, what is to be
    /// confirmed, and what answers each of its questions.
    ///
    /// # Errors
    /// A fault, when all of them ask who answers.
    pub fn write(&self, id: &str, shared: &Shared, today: Date) -> Result<Made, ImportError> {
        let mut taken = taken(shared);
        let (mut own, mut parts) = (Vec::new(), Vec::new());
        for question in &self.questions {
            let known = shared.questions.iter().filter(|q| question.about.contains(&&*q.id));
            let known: Vec<Asked> = known.map(|q| Asked::new(&q.id, q.kind, "")).collect();
            // It may have answers of its own, such as `A resident` where it asks who answers.
            let own_answers = question.options.iter().any(|option| !is(option, "capacities"));
            let asks = known.is_empty() || question.options.len() > 1 && own_answers;
            let made = if asks { question.asked(&mut taken) } else { Vec::new() };
            // Its rows are those of its own.
            let from = known.iter().filter(|asked| WHERE_FROM.contains(&&*asked.id));
            let answers: Vec<&Asked> = made.iter().chain(from).collect();
            let by = [&known[..], &made].concat();
            parts.push(json!({ "asked": question, "by": by, "answers": answers }));
            own.extend(made);
        }
        let about = |id: &&str| self.questions.iter().any(|question| question.about.contains(id));
        let where_from: Vec<&str> = WHERE_FROM.into_iter().filter(about).collect();
        if own.is_empty() && where_from.is_empty() {
            return Err(fault("import-no-questions"));
        }
        let data = json!({
            "found": self,
            "closing": self.closes.map(Closes::whole),
            "closes": self.closes.map(|closes| closes.to_string()),
            "questions": own,
            "where_from": where_from,
            "parts": parts,
            "told": self.told,
            "made_of": "the questions of a consultation",
            "title": self.title.as_deref().unwrap_or("A consultation"),
            "publisher": PUBLISHER,
            "today": today,
            "summary": "Answer a consultation question by question, in each person's own words.",
        });
        let file = |name: &str, of: &str| (name.to_string(), files::write(of, &data));
        let files = vec![file("pack.yaml", "pack.yaml"), file("response.md.hbs", "response.md")];
        let notes = vec![files::text("consultation.txt", &data)];
        Ok(Made { notes, ..Made::new(id, files, vec!["response".into()]) })
    }
}

impl ParsedQuestion {
    /// It as a person is shown it: its words, and what was found under it.
    pub fn shown(&self) -> String {
        files::text("question.txt", self)
    }

    /// The questions that answer it: a choice where there are answers to tick, and own words where
    /// there are none, or where it asks for words too.
    fn asked(&self, taken: &mut BTreeSet<String>) -> Vec<Asked> {
        // `q3a` of `3a`, `q7_1` of `7.1`.
        let signs = |c: char| !c.is_ascii_alphanumeric();
        let id = self.number.to_ascii_lowercase().replace(signs, "_");
        let (base, number) = match self.number.as_str() {
            "" => ("about_you".to_string(), String::new()),
            number => (format!("q{}", id.trim_matches('_')), format!("{number}. ")),
        };
        let numbered = |words: &str| format!("{number}{}", safe(words));
        let mut all = Vec::new();
        let mut add = |id: &str, kind, ask: String, said: &[String]| {
            let asked = Asked::new(&unique(id, taken), kind, &ask);
            let options = if kind == Kind::OwnWords { &[] } else { &self.options[..] };
            let options = options.iter().map(|option| safe(option)).collect();
            all.push(Asked { help: sentences(said), options, required: false, ..asked });
        };
        // The words of a heading are what `sayso batch` finds its column by.
        let ask = self.heading.clone().unwrap_or_else(|| numbered(&self.title));
        if self.options.len() < 2 {
            let said = [&self.why[..], &self.guidance, &[OWN_WORDS.into()]].concat();
            add(&base, Kind::OwnWords, ask, &said);
            return all;
        }
        let kind = if self.several { Kind::Choices } else { Kind::Choice };
        if self.rows.is_empty() {
            add(&base, kind, ask, &self.guidance);
        }
        for (row, at) in self.rows.iter().zip(1..) {
            let ask = numbered(&format!("{} {row}", self.title));
            add(&format!("{base}_{at}"), kind, ask, &self.guidance);
        }
        if let Some(why) = self.why() {
            add(&format!("{base}_why"), Kind::OwnWords, numbered(&why), &[OWN_WORDS.into()]);
        }
        all
    }

    /// How words are asked for beside answers to tick, as the consultation does. Where it does not, a
    /// response has no place for them: its reader puts it into a table.
    fn why(&self) -> Option<String> {
        let option = self.options.iter().find(|option| says(option, "specifies")).cloned();
        let asked = Some(self.why.join(" ")).filter(|asked| !asked.is_empty()).or(option);
        let wants = self.limit != Limit::default() || says(&self.title, "wants_words");
        asked.or_else(|| wants.then(|| "And why?".into()))
    }
}

/// Lines one behind the other, each ended as a sentence is.
fn sentences(lines: &[String]) -> String {
    let ends = ['.', '?', '!', ')', ']', ':', ','];
    let sentence = |line: String| if line.ends_with(ends) { line } else { format!("{line}.") };
    let lines = lines.iter().map(|line| safe(line)).filter(|line| !line.is_empty());
    lines.map(sentence).collect::<Vec<_>>().join(" ")
}
