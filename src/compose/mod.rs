//! Composes a document: a template filled with answers, kept within its word budget, measured.
//!
//! When the document is over its budget, text that the template keeps for when there is room
//! goes first, then the concerns take their short wordings, from the last chosen backwards, until
//! it fits. So the more a person writes, the less the template does.

mod edited;
mod form;
mod measure;
mod receiver;

pub use edited::editable;
pub use form::note;
pub use receiver::{Budget, Receiver, budget, receiver};

use edited::Before;
use form::{destination_texts, may_go_to};
use measure::{finished_parts, measure, own_once};

use handlebars::Context;
use jiff::civil::Date;
use serde_json::{Value as Json, json};

use crate::answers::{Answers, Chosen, GroupText, Value};
use crate::document::{self, Document, Measure};
use crate::pack::{Concern, Pack, Template};
use crate::questionnaire::DATED;
use crate::template::engine::{Engine, TemplateFault};
use crate::template::parts;
use crate::template::{context, marks};

/// Makes documents of one template. Make it once, use it for every row.
pub struct Composer<'p> {
    /// The pack.
    pub pack: &'p Pack,
    /// The template.
    pub template: &'p Template,
    engine: Engine,
    empty: Json,
}

/// How much of the template's text is used; each step gives the person's words more room.
#[derive(Clone, Copy)]
struct Fullness {
    room: bool,
    /// This many concerns, counted from the first chosen, have their full wording.
    full: usize,
}

/// A body as rendered at one fullness, citations not yet numbered.
struct Rendered {
    text: String,
    measure: Measure,
    parts: Vec<Measure>,
}

impl Rendered {
    fn fits(&self) -> bool {
        self.measure.fits() && self.parts.iter().all(Measure::fits)
    }
}

impl<'p> Composer<'p> {
    /// Reads the template's texts.
    pub fn new(pack: &'p Pack, template: &'p Template) -> Result<Composer<'p>, TemplateFault> {
        let mut engine = Engine::new(pack)?;
        engine.add_markdown(&template.file, &template.body)?;
        if let Some(subject) = &template.subject {
            engine.add_plain("subject", subject)?;
        }
        for concern in &pack.concerns {
            for (which, text) in wordings(concern) {
                engine.add_markdown(&wording_name(&concern.id, which), text)?;
            }
        }
        let destinations = pack.registers.destinations.iter();
        for destination in destinations.filter(|d| may_go_to(template, d)) {
            for (name, text) in destination_texts(destination) {
                engine.add_plain(&name, text)?;
            }
        }
        for (index, text) in template.next.iter().enumerate() {
            engine.add_plain(&format!("next {}", index + 1), text)?;
        }
        Ok(Composer { pack, template, engine, empty: context::empty(pack) })
    }

    /// Composes the document. `group` tells which own words a group gave once for everybody;
    /// `answers` must be complete (see `questionnaire`).
    pub fn compose(&self, answers: &Answers, group: &GroupText) -> Result<Document, TemplateFault> {
        self.compose_with(answers, group, None)
    }

    /// The same with a body that the person edited in place of the one that the answers give.
    pub fn compose_with(
        &self,
        answers: &Answers,
        group: &GroupText,
        edited: Option<&str>,
    ) -> Result<Document, TemplateFault> {
        let receiver = self.receiver(answers)?;
        let mut data = self.data(answers, group, &receiver);
        let budget = budget(self.template, &receiver);
        let chosen = chosen_concerns(answers);
        let rendered = self.fit(&mut data, chosen, &receiver, budget)?;
        let plain = Context::from(data);
        let document = self.finish(&rendered, answers, &receiver, &plain, budget)?;
        let Some(edited) = edited else { return Ok(document) };
        let (numbered, cited) = parts::number_citations(&rendered.text);
        let markdown = parts::join(&parts::split(&numbered));
        let before = Before { markdown: &markdown, cited: &cited };
        Ok(edited::put(self, document, &before, edited, budget))
    }

    /// What to do with the finished document, a step each: the template's, then the receiver's.
    pub fn next_steps(&self, answers: &Answers) -> Result<Vec<String>, TemplateFault> {
        let receiver = self.receiver(answers)?;
        let data = Context::from(self.data(answers, &GroupText::default(), &receiver));
        let template = (1..=self.template.next.len()).map(|n| format!("next {n}"));
        let id = &receiver.destination.id;
        let destination = (1..=receiver.destination.next.len()).map(|n| format!("{id} next {n}"));
        self.lines(template.chain(destination), &data)
    }

    fn receiver(&self, answers: &Answers) -> Result<Receiver<'p>, TemplateFault> {
        receiver(self.pack, self.template, answers).ok_or_else(|| TemplateFault {
            name: self.template.file.clone(),
            at: None,
            reason: "nobody to send it to has been chosen".into(),
        })
    }

    fn data(&self, answers: &Answers, group: &GroupText, receiver: &Receiver<'_>) -> Json {
        let mut data = self.empty.clone();
        context::fill(&mut data, self.pack, answers, group);
        if let Some(body) = &receiver.body {
            context::fill_body(&mut data, body);
        }
        data
    }

    /// Renders at falling fullness until the budget is kept or nothing more can give way.
    fn fit(
        &self,
        data: &mut Json,
        chosen: &[Chosen],
        receiver: &Receiver<'_>,
        budget: Budget,
    ) -> Result<Rendered, TemplateFault> {
        let full = chosen.len();
        let mut rendered =
            self.render(data, chosen, receiver, budget, Fullness { room: true, full })?;
        for full in (0..=full).rev() {
            if rendered.fits() {
                break;
            }
            rendered =
                self.render(data, chosen, receiver, budget, Fullness { room: false, full })?;
        }
        Ok(rendered)
    }

    fn render(
        &self,
        data: &mut Json,
        chosen: &[Chosen],
        receiver: &Receiver<'_>,
        budget: Budget,
        fullness: Fullness,
    ) -> Result<Rendered, TemplateFault> {
        data["room"] = Json::Bool(fullness.room);
        let base = Context::from(data.clone());
        let mut concerns = Vec::new();
        for (index, concern) in chosen.iter().enumerate() {
            concerns.push(self.concern(concern, &base, receiver, index < fullness.full)?);
        }
        let all: Vec<&str> = concerns.iter().filter_map(|c| c["text"].as_str()).collect();
        data["$shown"]["concerns"] = Json::from(paragraphs(&all));
        data["concerns"] = Json::Array(concerns);
        let text = self.engine.markdown(&self.template.file, &Context::from(data.clone()))?;
        let text = marks::settle_lines(&own_once(&text));
        let (measure, parts) = measure(&text, budget);
        Ok(Rendered { text, measure, parts })
    }

    fn concern(
        &self,
        chosen: &Chosen,
        base: &Context,
        receiver: &Receiver<'_>,
        full: bool,
    ) -> Result<Json, TemplateFault> {
        let id = match chosen {
            Chosen::Own(text) => {
                return Ok(json!({"id": "", "title": text, "text": marks::own(text)}));
            }
            Chosen::Pack(id) => id,
        };
        let Some(concern) = self.pack.concern(id) else {
            return Ok(json!({"id": id, "title": "", "text": ""}));
        };
        let to = concern.to.iter().find(|(kind, _)| *kind == receiver.destination.id);
        let which = match to {
            Some((kind, _)) => Some(kind.as_str()),
            None if !full && concern.short.is_some() => Some("short"),
            None => concern.text.as_ref().map(|_| "text"),
        };
        let text = match which {
            Some(which) => self.engine.markdown(&wording_name(id, which), base)?,
            // A concern without a statement is a heading for the person's own words.
            None => format!("**{}**", crate::template::escape::text(&concern.title)),
        };
        Ok(json!({"id": id, "title": concern.title, "text": marks::pack(&text)}))
    }

    fn finish(
        &self,
        rendered: &Rendered,
        answers: &Answers,
        receiver: &Receiver<'_>,
        data: &Context,
        budget: Budget,
    ) -> Result<Document, TemplateFault> {
        let (numbered, cited) = parts::number_citations(&rendered.text);
        let pieces = parts::split(&numbered);
        let markdown = parts::join(&pieces);
        let blocks = document::parse::blocks(&markdown, &mut String::new());
        let dated = match answers.get(DATED) {
            Some(Value::Date(date)) => *date,
            _ => Date::ZERO,
        };
        let subject = match &self.template.subject {
            Some(_) => Some(self.engine.plain("subject", data)?).filter(|s| !s.is_empty()),
            None => None,
        };
        let form = self.form(receiver, data)?;
        Ok(Document {
            title: subject.clone().unwrap_or_else(|| self.template.title.clone()),
            language: self.pack.language.tag.clone(),
            dated,
            sender: form.sender,
            recipient: form.recipient,
            date_line: receiver.destination.date.then(|| self.pack.language.day(dated)),
            salutation: form.salutation,
            subject,
            details: form.details,
            body: blocks,
            markdown: parts::visible(&markdown),
            closing: form.closing,
            signature: form.signature,
            notes: cited.iter().map(|id| self.note(id)).collect(),
            parts: finished_parts(&pieces, budget),
            measure: rendered.measure,
        })
    }

    /// Fills texts and gives their lines, leaving out the empty ones.
    fn lines(
        &self,
        names: impl Iterator<Item = String>,
        data: &Context,
    ) -> Result<Vec<String>, TemplateFault> {
        let mut out = Vec::new();
        for name in names {
            let text = self.engine.plain(&name, data)?;
            out.extend(text.lines().filter(|l| !l.is_empty()).map(str::to_string));
        }
        Ok(out)
    }

    fn note(&self, id: &str) -> String {
        let language = &self.pack.language;
        self.pack.source(id).map_or_else(|| id.to_string(), |source| note(source, language))
    }
}

fn wordings(concern: &Concern) -> impl Iterator<Item = (&str, &str)> {
    let text = concern.text.as_deref().map(|t| ("text", t));
    let short = concern.short.as_deref().map(|t| ("short", t));
    let to = concern.to.iter().map(|(kind, text)| (kind.as_str(), text.as_str()));
    text.into_iter().chain(short).chain(to)
}

fn wording_name(id: &str, which: &str) -> String {
    format!("concern {id} {which}")
}

fn chosen_concerns(answers: &Answers) -> &[Chosen] {
    answers
        .0
        .values()
        .find_map(|value| match value {
            Value::Concerns(chosen) => Some(chosen.as_slice()),
            _ => None,
        })
        .unwrap_or_default()
}

/// Wordings one after another, as one value of the pack's Markdown.
fn paragraphs(texts: &[&str]) -> String {
    let mut out = String::new();
    for text in texts.iter().filter(|t| !t.is_empty()) {
        if out.is_empty() {
            out.push(marks::PACK);
        } else {
            out.push(marks::PARA);
        }
        match text.strip_prefix(marks::PACK) {
            Some(pack) => out.push_str(pack),
            None => out.push_str(&crate::template::escape::text(text)),
        }
    }
    out
}
