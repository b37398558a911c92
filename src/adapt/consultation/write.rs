//! The files of a pack that answers a consultation.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::parse::Asked as Posed;
use super::{Closes, Consultation, prompts};
use crate::adapt::fault::Wrong;
use crate::adapt::letter::{Asked, Use, meaning, unique, words};
use crate::adapt::{Made, golden, pack_file, yaml};
use crate::model::Kind;
use crate::pack::Shared;

/// Id of the template.
const TEMPLATE: &str = "response";

/// A pack made of a consultation.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsultationMade {
    /// The pack.
    pub made: Made,
    /// What became of each question, in order.
    pub became: Vec<Became>,
}

/// What became of a question of a consultation.
#[derive(Clone, Debug, PartialEq)]
pub struct Became {
    /// Where it stands.
    pub line: usize,
    /// Its number.
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

/// The shared question that answers a question about the person who answers.
pub(super) fn about_person(title: &str) -> Option<&'static str> {
    let mut said = words::words(title);
    let asking = [
        "what", "is", "are", "your", "please", "provide", "enter", "give", "us", "the", "can",
        "we", "have", "tell", "you", "if", "any",
    ];
    said.retain(|word| !asking.contains(&word.as_str()));
    let all = |of: &[&str]| words::all(&said, of);
    let responding =
        words::any(&said, &["responding", "answering", "respond", "replying", "behalf"])
            && words::any(&said, &["individual", "organisation", "organization", "behalf"]);
    if responding {
        return Some("respond_as");
    }
    if all(&["organisation", "organization", "name", "of", "group", "organisation's"])
        && !all(&["name", "of"])
    {
        return Some("organisation");
    }
    if said.is_empty() || said.len() > 5 {
        return None;
    }
    match meaning::of_label(&said.join(" "), &meaning::BARE).becomes {
        Use::Shared(ids) => match ids.first().copied() {
            Some(id @ ("name" | "contact" | "postcode" | "address")) => Some(id),
            _ => None,
        },
        _ => None,
    }
}

/// As [`about_person`], where the answers to tick may say what is asked: `Are you responding as:`.
fn about_answerer(posed: &Posed) -> Option<&'static str> {
    let both = || format!("{} {}", posed.title, posed.options.join(" "));
    let two = posed.options.len() == 2 && posed.rows.is_empty();
    about_person(&posed.title)
        .or_else(|| about_person(&both()).filter(|id| two && *id == "respond_as"))
}

impl Consultation {
    /// Makes a pack of it.
    ///
    /// # Errors
    /// [`Wrong::NoQuestions`] when all of them ask who answers.
    pub fn make(&self, id: &str, shared: &Shared, today: Date) -> Result<ConsultationMade, Wrong> {
        let mut taken: BTreeSet<String> = shared.questions.iter().map(|q| q.id.clone()).collect();
        let mut own = self.known();
        let mut parts = String::new();
        let mut became = Vec::new();
        for posed in &self.asked {
            let about = if self.is_table { None } else { about_answerer(posed) };
            let mut questions = Vec::new();
            match about {
                Some(id) => questions.push((id.to_string(), kind(id, shared))),
                None => {
                    let made = questions_of(posed, &mut taken);
                    questions.extend(made.iter().map(|a| (a.id.clone(), a.kind)));
                    parts.push_str(&part(posed, &made));
                    own.extend(made);
                }
            }
            let (words, characters) = (posed.limit.words, posed.limit.characters);
            let (number, title) = (posed.number.clone(), posed.title.clone());
            became.push(Became { line: posed.line, number, title, questions, words, characters });
        }
        if parts.is_empty() {
            return Err(Wrong::NoQuestions);
        }
        let made = self.files(id, &own, &parts, shared, today)?;
        Ok(ConsultationMade { made, became })
    }

    /// What is known of the consultation: answers that need not be asked for.
    fn known(&self) -> Vec<Asked> {
        let mut known = Vec::new();
        let mut add = |id: &str, kind, value: String| {
            known.push(Asked { default: Some(value), ..Asked::named(id, kind) });
        };
        if let Some(title) = &self.title {
            add("consultation_title", Kind::Text, safe(title));
        }
        known
    }

    fn files(
        &self,
        id: &str,
        own: &[Asked],
        parts: &str,
        shared: &Shared,
        today: Date,
    ) -> Result<Made, Wrong> {
        let title = self.title.clone().unwrap_or_else(|| "A consultation".into());
        let file = pack_file::Pack {
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
        asked.extend(["name", "contact"].map(String::from));
        let mut made = Made {
            id: id.to_string(),
            files: vec![
                ("pack.yaml".into(), file.text().into_bytes()),
                (format!("{TEMPLATE}.md.hbs"), template(&asked, parts, self.closes).into_bytes()),
                (
                    "examples/made-up.yaml".into(),
                    golden::answers(id, TEMPLATE, &asked, own, today).into_bytes(),
                ),
            ],
            templates: vec![TEMPLATE.into()],
            example: Some("examples/made-up.yaml".into()),
            notes: Vec::new(),
        };
        golden::finish(&mut made, shared, today).map_err(Wrong::Faults)?;
        Ok(made)
    }
}

fn kind(id: &str, shared: &Shared) -> Kind {
    shared.questions.iter().find(|q| q.id == id).map_or(Kind::Text, |q| q.kind)
}

fn template(asked: &[String], parts: &str, closes: Option<Closes>) -> String {
    let closes = closes.map(|c| format!("closes: {}\n", c.written())).unwrap_or_default();
    format!(
        "---\n\
         title: A response to the consultation\n\
         action: answer the consultation\n\
         destination: consultation\n\
         # What is asked, in this order. What nobody answers is left out of the response.\n\
         {}\
         subject: \"Response to {{{{consultation_title}}}}\"\n\
         {closes}\
         ---\n\
         {{{{#if (eq respond_as \"organisation\")}}}}We answer{{{{else}}}}I answer{{{{/if}}}} the questions \
         of the consultation by their numbers.\n\n\
         {{{{!-- A part answers one of its questions. --}}}}\n{}",
        yaml::list("questions", asked),
        parts
    )
}

/// The questions that answer one of the consultation's: a choice where there are answers to tick,
/// and own words where there are none, or where it asks for words too.
fn questions_of(posed: &Posed, taken: &mut BTreeSet<String>) -> Vec<Asked> {
    let base = base(&posed.number);
    let title = safe(&posed.title);
    // The words of a heading are what `sayso batch` finds its column by.
    let ask = posed
        .heading
        .as_ref()
        .map(|h| h.chars().take(LONGEST).collect())
        .unwrap_or_else(|| format!("{}. {title}", posed.number));
    let mut guidance = sentences(&posed.guidance);
    let mut all = Vec::new();
    if posed.options.len() > 1 {
        let choice = |id: String, ask: String| choice(posed, id, ask, &guidance);
        if posed.rows.is_empty() {
            all.push(choice(unique(&base, taken), ask.clone()));
        }
        for (row, n) in posed.rows.iter().zip(1..) {
            let id = unique(&format!("{base}_{n}"), taken);
            all.push(choice(id, format!("{}. {title} {}", posed.number, safe(row))));
        }
        guidance.clear();
    }
    if !all.is_empty() && !wants_words(posed) {
        return all;
    }
    let (id, ask) = if all.is_empty() {
        (base.clone(), ask)
    } else {
        (format!("{base}_why"), format!("{}. {}", posed.number, why(posed)))
    };
    let id = unique(&id, taken);
    let example = format!("This answer to question {} is made up.", posed.number);
    // What is asked besides stands in the help, where it is not what is asked.
    let mut help = if all.is_empty() { posed.why.clone() } else { Vec::new() };
    help.extend([guidance, "In your own words. Press Enter to leave it out.".into()]);
    let help = sentences(&help);
    all.push(Asked {
        ask,
        help: Some(help),
        example: yaml::scalar(&example),
        required: false,
        ..Asked::named(&id, Kind::OwnWords)
    });
    all
}

/// Lines one behind the other, each ended as a sentence is.
fn sentences(lines: &[String]) -> String {
    let mut all = String::new();
    for line in lines.iter().map(|line| safe(line)).filter(|line| !line.is_empty()) {
        if !all.is_empty() {
            all.push_str(if all.ends_with(['.', '?', '!', ')', ']', ':']) { " " } else { ". " });
        }
        all.push_str(&line);
    }
    all
}

/// The id of a question by its number: `q3a` of `3a` and of `Q3a`, `q7_1` of `7.1`.
fn base(number: &str) -> String {
    let lower = number.to_ascii_lowercase();
    let plain = lower.strip_prefix('q').unwrap_or(&lower);
    let signs = plain.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' });
    format!("q{}", signs.collect::<String>().trim_matches('_'))
}

fn choice(posed: &Posed, id: String, ask: String, guidance: &str) -> Asked {
    let kind = if posed.several { Kind::Choices } else { Kind::Choice };
    let options: Vec<String> = posed.options.iter().map(|o| safe(o)).collect();
    let first = yaml::scalar(&options[0]);
    let example = if posed.several { format!("[{first}]") } else { first };
    let help = (!guidance.is_empty()).then(|| guidance.to_string());
    Asked { ask, help, options, example, required: false, ..Asked::named(&id, kind) }
}

/// Whether a question with answers to tick asks for words too. Where it does not, a response has
/// no place for them: its reader puts it into a table.
fn wants_words(posed: &Posed) -> bool {
    !posed.why.is_empty()
        || !posed.limit.is_none()
        || prompts::wants_words(&posed.title)
        || posed.options.iter().any(|option| other(option))
}

/// `Other (please say)`
fn other(option: &str) -> bool {
    let lower = option.to_lowercase();
    let asks = ["please", "specify", "state", "say", "give", "which", "details"];
    lower.starts_with("other") && asks.iter().any(|word| lower.contains(word))
}

/// How the words beside a tick are asked for: as the consultation does.
fn why(posed: &Posed) -> String {
    let option = posed.options.iter().find(|option| other(option));
    match (posed.why.as_slice(), option) {
        ([], Some(option)) => safe(option),
        ([], None) => "And why?".into(),
        (lines, _) => safe(&lines.join(" ")),
    }
}

/// The part of the template that answers a question.
fn part(posed: &Posed, questions: &[Asked]) -> String {
    let mut head = format!("number=\"{}\" title=\"{}\"", posed.number, safe(&posed.title));
    if let Some(words) = posed.limit.words {
        head.push_str(&format!(" words={words}"));
    }
    if let Some(characters) = posed.limit.characters {
        head.push_str(&format!(" characters={characters}"));
    }
    let mut out = format!("\n{{{{#part {head}}}}}\n");
    let rows = posed.rows.iter().map(Some).chain(std::iter::repeat(None));
    for (asked, row) in questions.iter().zip(rows) {
        match asked.kind {
            kind if kind != Kind::OwnWords && row.is_some() => {
                let row = row.map_or_else(String::new, |row| escaped(&safe(row)));
                let id = &asked.id;
                out.push_str(&format!("{{{{#if {id}}}}}{row}: **{{{{{id}}}}}.**{{{{/if}}}}\n\n"));
            }
            Kind::OwnWords => out.push_str(&format!("{{{{{}}}}}\n", asked.id)),
            _ => out.push_str(&format!("{{{{#if {0}}}}}**{{{{{0}}}}}.**{{{{/if}}}}\n\n", asked.id)),
        }
    }
    out.push_str("{{/part}}\n");
    out
}

/// Words as Markdown that comes out as they are.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if matches!(c, '*' | '_' | '[' | ']' | '<' | '>' | '`' | '#' | '|' | '~' | '&' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Most characters of a question's words.
const LONGEST: usize = 1_000;

/// Words without the signs that would end a text inside a tag, and not without end.
fn safe(text: &str) -> String {
    let text = match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_string(),
    };
    let text = text.replace('"', "”").replace('\\', "/").replace('{', "(").replace('}', ")");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
