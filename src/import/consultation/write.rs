//! The files of a pack that answers a consultation.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::json;

use super::limits::written;
use crate::import::consultation::question::{Consultation, ParsedQuestion};
use crate::import::error::{ImportError, fault};
use crate::import::files::{self, taken, unique};
use crate::import::made::{Made, PUBLISHER};
use crate::import::words::{Asked, begins, is, says, shape, short, untagged};
use crate::model::Kind;
use crate::pack::Shared;

/// Id of the template.
const TEMPLATE: &str = "response";

/// Most characters of a question's words.
const LONGEST: usize = 1_000;

/// What of who answers does not stand in the head of a response.
const WHERE_FROM: [&str; 2] = ["address", "postcode"];

/// What asks a person to write.
const OWN_WORDS: &str = "In your own words.";

impl Consultation {
    /// Makes a pack of it, and says what became of it: what was set aside, what is to be confirmed,
    /// and what answers each of its questions.
    ///
    /// # Errors
    /// A fault, when all of them ask who answers.
    pub fn write(
        &self,
        id: &str,
        shared: &Shared,
        today: Date,
    ) -> Result<(Made, String), ImportError> {
        let mut taken = taken(shared);
        let (mut own, mut parts, mut by) = (Vec::new(), Vec::new(), Vec::new());
        for question in self.questions.iter().map(ParsedQuestion::safe) {
            let known =
                shared.questions.iter().filter(|known| question.about.contains(&&*known.id));
            let known: Vec<Asked> = known.map(|q| Asked::new(&q.id, q.kind, "")).collect();
            let made = match known.is_empty() || question.is_of_its_own() {
                true => question.asked(&mut taken),
                false => Vec::new(),
            };
            let all = known.iter().chain(&made).map(|q| format!("{} ({})", q.id, q.kind.name()));
            by.push(all.collect::<Vec<_>>().join(", "));
            let in_part = known.iter().filter(|asked| WHERE_FROM.contains(&asked.id.as_str()));
            let answers: Vec<&Asked> = made.iter().chain(in_part).collect();
            if !answers.is_empty() {
                parts.push(json!({ "asked": question, "answers": answers }));
            }
            own.extend(made);
        }
        if parts.is_empty() {
            return Err(fault("import-no-questions"));
        }
        let about = |id: &&str| self.questions.iter().any(|question| question.about.contains(id));
        let data = json!({
            "found": self,
            "closing": self.closing(),
            "closes": self.closes.map(written),
            "confirm": self.to_look_at(),
            "by": by,
            "called": self.title.as_deref().map(safe),
            "questions": own,
            "where_from": WHERE_FROM.into_iter().filter(about).collect::<Vec<_>>(),
            "parts": parts,
            "told": self.told,
            "made_of": "the questions of a consultation",
            "title": self.title.as_deref().unwrap_or("A consultation"),
            "publisher": PUBLISHER,
            "today": today,
            "summary": "Answer a consultation question by question, in each person's own words.",
        });
        let pack = files::write("pack.yaml", &data);
        let template = files::write("response.md", &data);
        let files = vec![("pack.yaml".into(), pack), (format!("{TEMPLATE}.md.hbs"), template)];
        let report = files::text("consultation.txt", &data);
        Ok((Made::new(id, files, vec![TEMPLATE.into()]), report))
    }
}

impl ParsedQuestion {
    /// It as a person is shown it: its words, and what was found under it.
    pub fn shown(&self) -> String {
        files::text("question.txt", self)
    }

    /// Words with its number before them, where it has one.
    fn numbered(&self, words: &str) -> String {
        if self.number.is_empty() { words.into() } else { format!("{}. {words}", self.number) }
    }

    /// It with words that can stand inside a tag.
    fn safe(&self) -> ParsedQuestion {
        let all = |texts: &[String]| texts.iter().map(|text| safe(text)).collect();
        ParsedQuestion {
            number: safe(&self.number),
            title: safe(&self.title),
            options: all(&self.options),
            rows: all(&self.rows),
            why: all(&self.why),
            guidance: all(&self.guidance),
            ..self.clone()
        }
    }

    /// Whether it has answers to tick of its own, such as `A resident` where it asks who answers.
    fn is_of_its_own(&self) -> bool {
        self.options.len() > 1 && self.options.iter().any(|option| !is(option, "capacities"))
    }

    /// The questions that answer it: a choice where there are answers to tick, and own words where
    /// there are none, or where it asks for words too.
    fn asked(&self, taken: &mut BTreeSet<String>) -> Vec<Asked> {
        // `q3a` of `3a`, `q7_1` of `7.1`.
        let signs = |c: char| !c.is_ascii_alphanumeric();
        let base = self.number.to_ascii_lowercase().replace(signs, "_");
        let base = format!("q{}", base.trim_matches('_'));
        let base = if self.number.is_empty() { "about_you".into() } else { base };
        // The words of a heading are what `sayso batch` finds its column by.
        let ask = self.heading.clone().unwrap_or_else(|| self.numbered(&self.title));
        let mut add = |id: &str, kind, ask: String, said: &[String]| {
            let (help, options) = (sentences(said), Vec::new());
            Asked { help, options, required: false, ..Asked::new(&unique(id, taken), kind, &ask) }
        };
        if self.options.len() < 2 {
            let said = [&self.why[..], &self.guidance, &[OWN_WORDS.into()]].concat();
            return vec![add(&base, Kind::OwnWords, ask, &said)];
        }
        let kind = if self.several { Kind::Choices } else { Kind::Choice };
        let mut all = vec![(base.clone(), ask)];
        if !self.rows.is_empty() {
            let ask = |row: &String| self.numbered(&format!("{} {row}", self.title));
            let rows = self.rows.iter().zip(1..);
            all = rows.map(|(row, at)| (format!("{base}_{at}"), ask(row))).collect();
        }
        let choices = all.into_iter().map(|(id, ask)| Asked {
            options: self.options.clone(),
            ..add(&id, kind, ask, &self.guidance)
        });
        let mut all: Vec<Asked> = choices.collect();
        if let Some(why) = self.why() {
            let ask = self.numbered(&why);
            all.push(add(&format!("{base}_why"), Kind::OwnWords, ask, &[OWN_WORDS.into()]));
        }
        all
    }

    /// How words are asked for beside answers to tick, as the consultation does. Where it does not, a
    /// response has no place for them: its reader puts it into a table.
    fn why(&self) -> Option<String> {
        let lines = self.why.iter().filter(|line| !begins(line, "guidance")).cloned();
        let lines = lines.collect::<Vec<_>>().join(" ");
        let option = self.options.iter().find(|option| says(option, "specifies")).cloned();
        let wants =
            !self.why.is_empty() || self.limit.is_stated() || says(&self.title, "wants_words");
        let asked = Some(lines).filter(|lines| !lines.is_empty()).or(option);
        asked.map(|asked| safe(&asked)).or_else(|| wants.then(|| "And why?".into()))
    }
}

/// Lines one behind the other, each ended as a sentence is.
fn sentences(lines: &[String]) -> String {
    let ended = |line: &String| line.ends_with(['.', '?', '!', ')', ']', ':', ',']);
    let sentence = |line: &String| if ended(line) { line.clone() } else { format!("{line}.") };
    let lines = lines.iter().filter(|line| !line.is_empty()).map(sentence);
    lines.collect::<Vec<_>>().join(" ")
}

/// Words without the signs that would end a text inside a tag, and not without end.
fn safe(text: &str) -> String {
    let text = untagged(text);
    let opened = shape("opens").replace_all(&text, "${1}“");
    short(&opened.replace('"', "”"), LONGEST)
}
