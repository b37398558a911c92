//! The files of a pack that answers a consultation.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::limits::written;
use super::who::RESPOND_AS;
use crate::import::consultation::question::{Consultation, ParsedQuestion};
use crate::import::error::{ImportError, fault};
use crate::import::files::{self, Asked, taken, unique};
use crate::import::made::{Made, PUBLISHER};
use crate::import::markdown;
use crate::import::words::{begins, is, says, shape, short, untagged};
use crate::model::Kind;
use crate::pack::Shared;
use crate::text::words::one_line;

/// Id of the template.
const TEMPLATE: &str = "response";

/// Most characters of a question's words.
const LONGEST: usize = 1_000;

/// What of who answers does not stand in the head of a response.
const WHERE_FROM: [&str; 2] = ["address", "postcode"];

/// The ids and kinds of the questions that answer one of the consultation's.
pub type AnsweredBy = Vec<(String, Kind)>;

impl Consultation {
    /// Makes a pack of it, and says what answers each of its questions.
    ///
    /// # Errors
    /// A fault, when all of them ask who answers.
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
            let known = question.about.iter().filter_map(|id| {
                let known = shared.questions.iter().find(|known| known.id == **id)?;
                Some(Asked::new(id, known.kind, ""))
            });
            let known: Vec<Asked> = known.collect();
            let made = match known.is_empty() || is_of_its_own(question) {
                true => questions_of(question, &mut taken),
                false => Vec::new(),
            };
            let in_part = known.iter().filter(|asked| WHERE_FROM.contains(&asked.id.as_str()));
            let in_part: Vec<&Asked> = made.iter().chain(in_part).collect();
            if !in_part.is_empty() {
                parts.push(part(question, &in_part));
            }
            let answers = known.iter().chain(&made);
            all.push(answers.map(|asked| (asked.id.clone(), asked.kind)).collect());
            own.extend(made);
        }
        if parts.is_empty() {
            return Err(fault("import-no-questions"));
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
        let about = |id: &&str| self.questions.iter().any(|question| question.about.contains(id));
        let response = json!({
            "own": own.iter().filter(|asked| asked.default.is_none()).collect::<Vec<_>>(),
            "where_from": WHERE_FROM.into_iter().filter(about).collect::<Vec<_>>(),
            "closes": self.closes.map(written),
            "title": self.title.as_deref().map(one_line),
            "found": Some(self.questions.len()).filter(|_| !self.confirmed),
            "confirm": self.to_look_at().iter().map(|told| one_line(told)).collect::<Vec<_>>(),
            "parts": parts,
        });
        let pack = files::write("pack.yaml", &pack);
        let template = files::write("response.md", &response);
        let files = vec![("pack.yaml".into(), pack), (format!("{TEMPLATE}.md.hbs"), template)];
        Ok((Made::new(id, files, vec![TEMPLATE.into()]), all))
    }

    /// What became of it: what was set aside, what is to be confirmed, and what answers each of
    /// its questions.
    pub fn report(&self, answered: &[AnsweredBy]) -> String {
        let questions = self.questions.iter().zip(answered).map(|(question, answers)| {
            let by = answers.iter().map(|(id, kind)| format!("{id} ({})", kind.name()));
            json!({ "asked": question, "by": by.collect::<Vec<_>>().join(", ") })
        });
        let report = json!({
            "aside": self.aside,
            "counts": self.counts,
            "told": self.told,
            "title": self.title,
            "confirmed": self.confirmed,
            "closing": self.closing(),
            "confirm": self.to_look_at(),
            "questions": questions.collect::<Vec<_>>(),
        });
        files::text("consultation.txt", &report)
    }
}

impl ParsedQuestion {
    /// It as a person is shown it: its words, and what was found under it.
    pub fn shown(&self) -> String {
        files::text("question.txt", &json!({ "asked": self, "several": self.several }))
    }

    /// Words with its number before them, where it has one.
    fn numbered(&self, words: &str) -> String {
        if self.number.is_empty() { words.into() } else { format!("{}. {words}", self.number) }
    }
}

/// The questions that answer one of the consultation's: a choice where there are answers to tick,
/// and own words where there are none, or where it asks for words too.
fn questions_of(question: &ParsedQuestion, taken: &mut BTreeSet<String>) -> Vec<Asked> {
    let base = base(&question.number);
    let title = safe(&question.title);
    // The words of a heading are what `sayso batch` finds its column by.
    let ask = question.heading.clone().unwrap_or_else(|| question.numbered(&title));
    let mut add = |id: &str, kind, ask: &str, said: &[String]| {
        let help = sentences(said);
        Asked { help, required: false, ..Asked::new(&unique(id, taken), kind, ask) }
    };
    let own_words = "In your own words.".to_string();
    if question.options.len() < 2 {
        let said = [&question.why[..], &question.guidance, &[own_words]].concat();
        return vec![add(&base, Kind::OwnWords, &ask, &said)];
    }
    let kind = if question.several { Kind::Choices } else { Kind::Choice };
    let whole = question.rows.is_empty().then(|| (base.clone(), ask));
    let rows = question.rows.iter().zip(1..).map(|(row, at)| {
        (format!("{base}_{at}"), question.numbered(&format!("{title} {}", safe(row))))
    });
    let choices = whole.into_iter().chain(rows).map(|(id, ask)| Asked {
        options: question.options.iter().map(|option| safe(option)).collect(),
        ..add(&id, kind, &ask, &question.guidance)
    });
    let mut all: Vec<Asked> = choices.collect();
    if wants_words(question) {
        let ask = question.numbered(&why(question));
        all.push(add(&format!("{base}_why"), Kind::OwnWords, &ask, &[own_words]));
    }
    all
}

/// Lines one behind the other, each ended as a sentence is.
fn sentences(lines: &[String]) -> String {
    let mut all = String::new();
    for line in lines.iter().map(|line| safe(line)).filter(|line| !line.is_empty()) {
        let ended = all.is_empty() || all.ends_with(['.', '?', '!', ')', ']', ':', ',']);
        all.push_str(if ended { " " } else { ". " });
        all.push_str(&line);
    }
    all.trim_start().to_string()
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
        || question.limit.is_stated()
        || says(&question.title, "wants_words")
        || question.options.iter().any(|option| says(option, "specifies"))
}

/// How the words beside a tick are asked for: as the consultation does.
fn why(question: &ParsedQuestion) -> String {
    let lines = question.why.iter().filter(|line| !begins(line, "guidance"));
    let lines: Vec<&str> = lines.map(String::as_str).collect();
    match question.options.iter().find(|option| says(option, "specifies")) {
        Some(option) if lines.is_empty() => safe(option),
        None if lines.is_empty() => "And why?".into(),
        _ => safe(&lines.join(" ")),
    }
}

/// The part of the template that answers a question.
fn part(question: &ParsedQuestion, questions: &[&Asked]) -> Value {
    let shown = |words: &str| markdown::words(&safe(words));
    let rows = question.rows.iter().map(Some).chain(std::iter::repeat(None));
    let answers = questions.iter().zip(rows).map(|(Asked { id, kind, .. }, row)| {
        let own = *kind == Kind::OwnWords;
        json!({ "id": id, "own": own, "row": row.map(|row| shown(row)), "value": format!("{{{{{id}}}}}") })
    });
    json!({
        "number": safe(&question.number),
        "title": safe(&question.title),
        "shown": shown(&question.title),
        "limit": question.limit,
        "answers": answers.collect::<Vec<_>>(),
    })
}

/// Whether a question about who answers has answers to tick of its own, such as `A resident`.
fn is_of_its_own(question: &ParsedQuestion) -> bool {
    let own = question.options.iter().any(|option| !is(option, "capacities"));
    question.about == [RESPOND_AS] && question.options.len() > 1 && own
}

/// Words without the signs that would end a text inside a tag, and not without end.
fn safe(text: &str) -> String {
    let text = untagged(text);
    let opened = shape("opens").replace_all(&text, "${1}“");
    short(&opened.replace('"', "”"), LONGEST)
}
