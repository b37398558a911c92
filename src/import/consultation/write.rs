//! The files of a pack that answers a consultation.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::import::consultation::question::ParsedQuestion;
use crate::import::consultation::read_form::Consultation;
use crate::import::error::ImportError;
use crate::import::made::{CONFIRM, Made};
use crate::import::markdown::{self, Piece};
use crate::import::questions::{Asked, PackFile, taken, unique};
use crate::import::words::{begins, count, lists, plain};
use crate::import::{schemas, yaml};
use crate::model::Kind;
use crate::pack::Shared;
use crate::text::words::one_line;

/// Id of the template.
const TEMPLATE: &str = "response";

/// Most characters of a question's words.
const LONGEST: usize = 1_000;

/// What became of a question of a consultation.
#[derive(Clone, Debug, PartialEq)]
pub struct Became {
    /// Where it stands.
    pub line: usize,
    /// Its number; empty where it has none.
    pub number: String,
    /// Its words.
    pub title: String,
    /// The questions that answer it, with their kinds.
    pub questions: Vec<(String, Kind)>,
    /// Most words.
    pub words: Option<usize>,
    /// Most characters.
    pub characters: Option<usize>,
}

impl Consultation {
    /// Makes a pack of it, and says what became of each question.
    ///
    /// # Errors
    /// [`ImportError::NoQuestions`] when all of them ask who answers.
    pub fn write(
        &self,
        id: &str,
        shared: &Shared,
        today: Date,
    ) -> Result<(Made, Vec<Became>), ImportError> {
        let mut taken = taken(shared);
        let mut own: Vec<Asked> = Vec::new();
        if let Some(title) = &self.title {
            let known = Asked::new("consultation_title", Kind::Text, "");
            own.push(Asked { default: Some(safe(title)), ..known });
        }
        let (mut parts, mut became) = (String::new(), Vec::new());
        let mut about: Vec<&str> = Vec::new();
        for question in &self.questions {
            let mut questions = Vec::new();
            if self.is_table || question.about.is_empty() {
                let made = questions_of(question, &mut taken);
                questions.extend(made.iter().map(|asked| (asked.id.clone(), asked.kind)));
                parts.push_str(&part(question, &made));
                own.extend(made);
            }
            for id in question.about.iter().filter(|_| !self.is_table) {
                let kind =
                    shared.questions.iter().find(|q| q.id == *id).map_or(Kind::Text, |q| q.kind);
                questions.push((id.to_string(), kind));
                about.push(id);
            }
            let (words, characters) = (question.limit.words, question.limit.characters);
            let (number, title) = (question.number.clone(), question.title.clone());
            became.push(Became {
                line: question.line,
                number,
                title,
                questions,
                words,
                characters,
            });
        }
        if parts.is_empty() {
            return Err(ImportError::NoQuestions);
        }
        Ok((self.files(id, &own, &parts, &about, today), became))
    }

    fn files(&self, id: &str, own: &[Asked], parts: &str, about: &[&str], today: Date) -> Made {
        let title = self.title.clone().unwrap_or_else(|| "A consultation".into());
        let file = PackFile {
            head: "Made from the questions of a consultation by `sayso new`. Lines that begin with # are notes for you. Compare each question with the consultation's own, then run `sayso check` on this folder.",
            title: &title,
            summary: "Answer a consultation question by question, in each person's own words.",
            today,
            questions: own,
            sources: "",
            concerns: "",
        };
        let first = [
            "respond_as",
            "organisation",
            "organisation_size",
            "how_views_gathered",
            "consultation_title",
            "consultation_reference",
            "consultation_closes",
        ];
        let mut asked: Vec<String> = first.map(String::from).to_vec();
        asked.retain(|id| id != "consultation_closes" || self.closes.is_none());
        asked.extend(own.iter().map(|a| a.id.clone()).filter(|id| !first.contains(&id.as_str())));
        asked.push("name".into());
        asked.extend(
            ["address", "postcode"].into_iter().filter(|id| about.contains(id)).map(String::from),
        );
        asked.push("contact".into());
        let mut made = Made {
            id: id.to_string(),
            files: vec![
                ("pack.yaml".into(), file.text().into_bytes()),
                (format!("{TEMPLATE}.md.hbs"), self.template(&asked, parts).into_bytes()),
            ],
            templates: vec![TEMPLATE.into()],
            example: None,
            notes: Vec::new(),
        };
        schemas::add(&mut made);
        made
    }

    fn template(&self, asked: &[String], parts: &str) -> String {
        let closes = self.closes.map(|c| format!("closes: {}\n", c.written())).unwrap_or_default();
        format!(
            "---\n\
             title: A response to the consultation\n\
             action: answer the consultation\n\
             destination: consultation\n\
             # What is asked, in this order. What nobody answers is left out of the response.\n\
             {}\
             subject: \"Response to {{{{consultation_title}}}}\"\n\
             {closes}{}\
             ---\n\
             {{{{#if (eq respond_as \"organisation\")}}}}We answer{{{{else}}}}I answer{{{{/if}}}} the questions \
             of the consultation by their numbers.\n\n\
             {{{{!-- A part answers one of its questions. --}}}}\n{parts}",
            yaml::list("questions", asked),
            self.to_confirm(),
        )
    }

    /// What nobody looked at, a line each.
    fn to_confirm(&self) -> String {
        if self.confirmed {
            return String::new();
        }
        let mut out = String::from(
            "# Look at each of these, mend what is wrong, and take the line out. Until then nobody can\n# write with this pack.\n",
        );
        let many = self.questions.len();
        let many = if many == 1 {
            "one question was".to_string()
        } else {
            format!("{many} questions were")
        };
        let sum = format!(
            "{many} found. Compare each with the consultation once, with its answers to tick."
        );
        for told in std::iter::once(&sum).chain(&self.unsure) {
            out.push_str(&format!("# {CONFIRM}: {}\n", one_line(told)));
        }
        out
    }
}

/// The questions that answer one of the consultation's: a choice where there are answers to tick,
/// and own words where there are none, or where it asks for words too.
fn questions_of(question: &ParsedQuestion, taken: &mut BTreeSet<String>) -> Vec<Asked> {
    let base = base(&question.number);
    let title = safe(&question.title);
    let number = |words: &str| match question.number.as_str() {
        "" => words.to_string(),
        number => format!("{number}. {words}"),
    };
    // The words of a heading are what `sayso batch` finds its column by.
    let ask = question.heading.clone().unwrap_or_else(|| number(&title));
    let mut help = sentences(&question.guidance);
    let mut all = Vec::new();
    let options: Vec<String> = question.options.iter().map(|option| safe(option)).collect();
    if options.len() > 1 {
        let kind = if question.several { Kind::Choices } else { Kind::Choice };
        let help = std::mem::take(&mut help);
        let choice = |id: String, ask: String| Asked {
            help: Some(help.clone()),
            options: options.clone(),
            required: false,
            ..Asked::new(&id, kind, &ask)
        };
        if question.rows.is_empty() {
            all.push(choice(unique(&base, taken), ask.clone()));
        }
        for (row, n) in question.rows.iter().zip(1..) {
            let id = unique(&format!("{base}_{n}"), taken);
            all.push(choice(id, number(&format!("{title} {}", safe(row)))));
        }
    }
    if !all.is_empty() && !wants_words(question) {
        return all;
    }
    let (id, ask) = if all.is_empty() {
        help =
            sentences(&question.why.iter().chain(&question.guidance).cloned().collect::<Vec<_>>());
        (base, ask)
    } else {
        (format!("{base}_why"), number(&why(question)))
    };
    let kind = if is_number(question) { Kind::Number } else { Kind::OwnWords };
    let note = if kind == Kind::Number { "" } else { "In your own words." };
    let help = sentences(&[help, note.to_string()]);
    all.push(Asked {
        help: Some(help),
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
        && count(&question.title) <= 15
        && !words.contains(" and ")
}

/// Lines one behind the other, each ended as a sentence is.
fn sentences(lines: &[String]) -> String {
    let mut all = String::new();
    for line in lines.iter().map(|line| safe(line)).filter(|line| !line.is_empty()) {
        if !all.is_empty() {
            all.push_str(if all.ends_with(['.', '?', '!', ')', ']', ':', ',']) {
                " "
            } else {
                ". "
            });
        }
        all.push_str(&line);
    }
    all
}

/// The id of a question by its number: `q3a` of `3a`, `q7_1` of `7.1`.
fn base(number: &str) -> String {
    let signs = number.to_ascii_lowercase();
    let signs: String =
        signs.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if signs.is_empty() { "about_you".into() } else { format!("q{}", signs.trim_matches('_')) }
}

/// Whether a question with answers to tick asks for words too. Where it does not, a response has
/// no place for them: its reader puts it into a table.
fn wants_words(question: &ParsedQuestion) -> bool {
    let title = plain(&question.title);
    let asks = [
        "please explain",
        "give your reasons",
        "please describe",
        "please say",
        "and why",
        "tell us why",
        "give details",
        "please comment",
    ];
    !question.why.is_empty()
        || question.limit.words.or(question.limit.characters).is_some()
        || asks.iter().any(|words| title.contains(words))
        || question.options.iter().any(|option| other(option))
}

/// `Other (please say)`
fn other(option: &str) -> bool {
    let words = plain(option);
    let asks = ["please", "specify", "state", "say", "give", "which", "details"];
    words.starts_with("other") && asks.iter().any(|word| words.contains(word))
}

/// How the words beside a tick are asked for: as the consultation does.
fn why(question: &ParsedQuestion) -> String {
    let bare = |line: &&String| !begins(line, &lists().consultation.guidance);
    let lines: Vec<String> = question.why.iter().filter(bare).cloned().collect();
    match question.options.iter().find(|option| other(option)) {
        Some(option) if lines.is_empty() => safe(option),
        None if lines.is_empty() => "And why?".into(),
        _ => safe(&lines.join(" ")),
    }
}

/// The part of the template that answers a question.
fn part(question: &ParsedQuestion, questions: &[Asked]) -> String {
    let escaped = |text: &str| markdown::line(&[Piece::Words(safe(text), Vec::new())], "");
    if question.number.is_empty() {
        let id = questions.first().map(|asked| asked.id.as_str()).unwrap_or_default();
        return format!(
            "{{{{#if {id}}}}}{} **{{{{{id}}}}}**{{{{/if}}}}\n",
            escaped(&question.title)
        );
    }
    let mut head = format!("number=\"{}\" title=\"{}\"", question.number, safe(&question.title));
    if let Some(words) = question.limit.words {
        head.push_str(&format!(" words={words}"));
    }
    if let Some(characters) = question.limit.characters {
        head.push_str(&format!(" characters={characters}"));
    }
    let mut out = format!("\n{{{{#part {head}}}}}\n");
    let rows = question.rows.iter().map(Some).chain(std::iter::repeat(None));
    for (asked, row) in questions.iter().zip(rows) {
        let id = &asked.id;
        out.push_str(&match (asked.kind, row) {
            (Kind::OwnWords, _) => format!("{{{{{id}}}}}\n"),
            (_, Some(row)) => {
                format!("{{{{#if {id}}}}}{}: **{{{{{id}}}}}.**{{{{/if}}}}\n\n", escaped(row))
            }
            _ => format!("{{{{#if {id}}}}}**{{{{{id}}}}}.**{{{{/if}}}}\n\n"),
        });
    }
    out.push_str("{{/part}}\n");
    out
}

/// Words without the signs that would end a text inside a tag, and not without end.
fn safe(text: &str) -> String {
    let text = match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_string(),
    };
    one_line(&text.replace('"', "”").replace('\\', "/").replace('{', "(").replace('}', ")"))
}
