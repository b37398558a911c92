//! The files of a pack that answers a consultation.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::limits::written;
use super::who::RESPOND_AS;
use crate::import::consultation::question::{Consultation, ParsedQuestion};
use crate::import::error::ImportError;
use crate::import::files::{self, Asked, taken, unique};
use crate::import::made::{Made, PUBLISHER};
use crate::import::markdown;
use crate::import::words::{begins, count, is, plain, says, short, untagged};
use crate::model::Kind;
use crate::pack::Shared;
use crate::text::words::one_line;

/// Id of the template.
const TEMPLATE: &str = "response";

/// Most characters of a question's words.
const LONGEST: usize = 1_000;

/// What every response is asked first.
const FIRST: [&str; 7] = [
    "respond_as",
    "organisation",
    "organisation_size",
    "how_views_gathered",
    "consultation_title",
    "consultation_reference",
    "consultation_closes",
];

/// What of who answers does not stand in the head of a response.
const WHERE_FROM: [&str; 2] = ["address", "postcode"];

/// The ids and kinds of the questions that answer one of the consultation's.
pub type AnsweredBy = Vec<(String, Kind)>;

impl Consultation {
    /// Makes a pack of it, and says what answers each of its questions.
    ///
    /// # Errors
    /// [`ImportError::NoQuestions`] when all of them ask who answers.
    pub fn write(
        &self,
        id: &str,
        shared: &Shared,
        today: Date,
    ) -> Result<(Made, Vec<AnsweredBy>), ImportError> {
        let mut taken = taken(shared);
        let mut own: Vec<Asked> = Vec::new();
        if let Some(title) = &self.title {
            let known = Asked::new("consultation_title", Kind::Text, "");
            own.push(Asked { default: Some(safe(title)), ..known });
        }
        let (mut parts, mut all): (_, Vec<AnsweredBy>) = (Vec::new(), Vec::new());
        for question in &self.questions {
            let mut answers = AnsweredBy::new();
            if !self.is_table && !question.about.is_empty() {
                let kind = |id: &str| shared.questions.iter().find(|q| q.id == id).map(|q| q.kind);
                let known = |id: &&str| (id.to_string(), kind(id).unwrap_or(Kind::Text));
                answers.extend(question.about.iter().map(known));
                if !is_of_its_own(question) {
                    parts.extend(told_nowhere(question));
                    all.push(answers);
                    continue;
                }
            }
            let made = questions_of(question, &mut taken);
            parts.push(part(question, &made));
            answers.extend(made.iter().map(|asked| (asked.id.clone(), asked.kind)));
            all.push(answers);
            own.extend(made);
        }
        if parts.is_empty() {
            return Err(ImportError::NoQuestions);
        }
        let pack = json!({
            "made_of": "the questions of a consultation",
            "title": self.title.as_deref().unwrap_or("A consultation"),
            "publisher": PUBLISHER,
            "today": today,
            "summary": "Answer a consultation question by question, in each person's own words.",
            "questions": own,
            "told": self.told,
        });
        let response = json!({
            "questions": self.asked(&own),
            "closes": self.closes.map(written),
            "confirm": self.to_confirm(),
            "parts": parts,
        });
        let pack = files::write("pack.yaml", &pack);
        let template = files::write("response.md", &response);
        let files = vec![("pack.yaml".into(), pack), (format!("{TEMPLATE}.md.hbs"), template)];
        Ok((Made::new(id, files, vec![TEMPLATE.into()]), all))
    }

    /// The ids asked, in order.
    fn asked(&self, own: &[Asked]) -> Vec<String> {
        let about = |id: &&str| self.questions.iter().any(|question| question.about.contains(id));
        let first = FIRST.into_iter();
        let first = first.filter(|id| *id != "consultation_closes" || self.closes.is_none());
        let own = own.iter().map(|asked| asked.id.as_str()).filter(|id| !FIRST.contains(id));
        let where_from = WHERE_FROM.into_iter().filter(about);
        let all = first.chain(own).chain(["name"]).chain(where_from).chain(["contact"]);
        all.map(String::from).collect()
    }

    /// What nobody looked at, a line each.
    fn to_confirm(&self) -> Vec<String> {
        if self.confirmed {
            return Vec::new();
        }
        let many = match self.questions.len() {
            1 => "one question was".to_string(),
            many => format!("{many} questions were"),
        };
        let sum = format!(
            "{many} found. Compare each with the consultation once, with its answers to tick."
        );
        std::iter::once(sum).chain(self.to_look_at().iter().map(|told| one_line(told))).collect()
    }
}

/// The questions that answer one of the consultation's: a choice where there are answers to tick,
/// and own words where there are none, or where it asks for words too.
fn questions_of(question: &ParsedQuestion, taken: &mut BTreeSet<String>) -> Vec<Asked> {
    let base = base(&question.number);
    let title = safe(&question.title);
    let numbered = |words: &str| match question.number.as_str() {
        "" => words.to_string(),
        number => format!("{number}. {words}"),
    };
    // The words of a heading are what `sayso batch` finds its column by.
    let ask = question.heading.clone().unwrap_or_else(|| numbered(&title));
    let mut all = Vec::new();
    if question.options.len() > 1 {
        let kind = if question.several { Kind::Choices } else { Kind::Choice };
        let choice = Asked {
            help: sentences(question.guidance.iter()),
            options: question.options.iter().map(|option| safe(option)).collect(),
            required: false,
            ..Asked::new("", kind, "")
        };
        let whole = question.rows.is_empty().then(|| (base.clone(), ask.clone()));
        let rows = question.rows.iter().zip(1..);
        let rows = rows
            .map(|(row, n)| (format!("{base}_{n}"), numbered(&format!("{title} {}", safe(row)))));
        let choices = whole.into_iter().chain(rows);
        all.extend(choices.map(|(id, ask)| Asked {
            id: unique(&id, taken),
            ask,
            ..choice.clone()
        }));
        if !wants_words(question) {
            return all;
        }
    }
    let (id, ask, said) = match all.is_empty() {
        true => (base, ask, sentences(question.why.iter().chain(&question.guidance))),
        false => (format!("{base}_why"), numbered(&why(question)), String::new()),
    };
    let number = is_number(question);
    let note = if number { String::new() } else { "In your own words.".to_string() };
    let kind = if number { Kind::Number } else { Kind::OwnWords };
    all.push(Asked {
        help: sentences([&said, &note].into_iter()),
        required: false,
        ..Asked::new(&unique(&id, taken), kind, &ask)
    });
    all
}

/// Whether a question asks for a number and nothing else.
fn is_number(question: &ParsedQuestion) -> bool {
    let words = plain(&question.title);
    words.starts_with("how many")
        && question.why.is_empty()
        && question.options.is_empty()
        && count(&words) <= 15
        && !words.contains(" and ")
}

/// Lines one behind the other, each ended as a sentence is.
fn sentences<'l>(lines: impl Iterator<Item = &'l String>) -> String {
    let mut all = String::new();
    for line in lines.map(|line| safe(line)).filter(|line| !line.is_empty()) {
        if !all.is_empty() {
            let ended = all.ends_with(['.', '?', '!', ')', ']', ':', ',']);
            all.push_str(if ended { " " } else { ". " });
        }
        all.push_str(&line);
    }
    all
}

/// The id of a question by its number: `q3a` of `3a`, `q7_1` of `7.1`.
fn base(number: &str) -> String {
    let signs = number.to_ascii_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    if signs.is_empty() { "about_you".into() } else { format!("q{}", signs.trim_matches('_')) }
}

/// Whether a question with answers to tick asks for words too. Where it does not, a response has
/// no place for them: its reader puts it into a table.
fn wants_words(question: &ParsedQuestion) -> bool {
    !question.why.is_empty()
        || question.limit.words.or(question.limit.characters).is_some()
        || says(&question.title, "wants_words")
        || question.options.iter().any(|option| says(option, "specifies"))
}

/// How the words beside a tick are asked for: as the consultation does.
fn why(question: &ParsedQuestion) -> String {
    let bare = |line: &&String| !begins(line, "guidance");
    let lines: Vec<&str> = question.why.iter().filter(bare).map(String::as_str).collect();
    match question.options.iter().find(|option| says(option, "specifies")) {
        Some(option) if lines.is_empty() => safe(option),
        None if lines.is_empty() => "And why?".into(),
        _ => safe(&lines.join(" ")),
    }
}

/// The part of the template that answers a question.
fn part(question: &ParsedQuestion, questions: &[Asked]) -> Value {
    let mut answers = String::new();
    let stop = if question.number.is_empty() { "" } else { "." };
    let rows = question.rows.iter().map(Some).chain(std::iter::repeat(None));
    for (asked, row) in questions.iter().zip(rows) {
        let id = &asked.id;
        let lead = match row {
            Some(row) => format!("{}: ", markdown::words(&safe(row))),
            None if question.number.is_empty() => {
                format!("{} ", markdown::words(&safe(&question.title)))
            }
            None => String::new(),
        };
        answers.push_str(&match asked.kind {
            Kind::OwnWords if !question.number.is_empty() => format!("{{{{{id}}}}}\n"),
            _ => format!("{{{{#if {id}}}}}{lead}**{{{{{id}}}}}{stop}**{{{{/if}}}}\n\n"),
        });
    }
    json!({
        "number": safe(&question.number),
        "title": safe(&question.title),
        "words": question.limit.words,
        "characters": question.limit.characters,
        "answers": answers.trim_end(),
    })
}

/// Whether a question about who answers has answers to tick of its own, such as `A resident`.
fn is_of_its_own(question: &ParsedQuestion) -> bool {
    let shared = |option: &String| is(option, "capacities");
    let own = question.options.iter().any(|option| !shared(option));
    question.about == [RESPOND_AS] && question.options.len() > 1 && own
}

/// The part that answers a question about who answers, where nothing else of a response does.
fn told_nowhere(question: &ParsedQuestion) -> Option<Value> {
    let told = question.about.iter().filter(|id| WHERE_FROM.contains(id));
    let told = told.map(|id| Asked::new(id, Kind::Text, ""));
    let told: Vec<Asked> = told.collect();
    // Where one question wants several, they are part of its words.
    let labels =
        if question.about.len() > 1 { question.guidance.join(", ") } else { String::new() };
    let title = format!("{} {labels}", question.title).trim_end().to_string();
    (!told.is_empty()).then(|| part(&ParsedQuestion { title, ..question.clone() }, &told))
}

/// Words without the signs that would end a text inside a tag, and not without end.
fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in untagged(text).chars() {
        let opens = out.chars().next_back().is_none_or(|c| c.is_whitespace() || "([“‘".contains(c));
        out.push(match c {
            '"' if opens => '“',
            '"' => '”',
            c => c,
        });
    }
    short(&out, LONGEST)
}
