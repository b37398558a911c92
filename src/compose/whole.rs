//! The whole way from answers to a document: filled with less and less of the template's text until it
//! keeps its budget, edited where the person edited it, and what stands round the body.

use std::collections::BTreeMap;

use handlebars::Context;
use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::body::Body;
use super::composer::{Composer, Filled, wording_name};
use super::edited;
use super::receiver::{self, Budget, budget};
use crate::answer::{Answers, Chosen, GroupText, Signatory, Value};
use crate::document::{Block, Details, Document};
use crate::model::{Concern, DATED};
use crate::register::deadline;
use crate::register::destinations::Destination;
use crate::template::context;
use crate::template::helpers::Shown;
use crate::text::words::capital;
use crate::text::{Language, escape, marks};

/// Key in the data of the points chosen.
const CONCERNS: &str = "concerns";

impl<'p> Composer<'p> {
    /// Composes the document. `group` tells which own words a group gave once for everybody;
    /// `answers` must be complete (see `questionnaire`).
    ///
    /// # Errors
    /// A text that cannot be filled.
    pub fn compose(&self, answers: &Answers, group: &GroupText) -> Filled<Document> {
        self.compose_with(answers, group, None)
    }

    /// Composes a joint response. The answers are the group's, so that only what its signatories
    /// say counts as anybody's own.
    ///
    /// # Errors
    /// As [`Composer::compose`].
    pub fn compose_joint(&self, answers: &Answers, signatories: &[Signatory]) -> Filled<Document> {
        let group = GroupText { alone: answers.0.keys().cloned().collect(), ..Default::default() };
        self.whole(answers, &group, signatories, None)
    }

    /// Composes the document with a body that the person edited in place of the one that the
    /// answers give.
    ///
    /// # Errors
    /// As [`Composer::compose`].
    pub fn compose_with(
        &self,
        answers: &Answers,
        group: &GroupText,
        edited: Option<&str>,
    ) -> Filled<Document> {
        self.whole(answers, group, &[], edited)
    }

    fn whole(
        &self,
        answers: &Answers,
        group: &GroupText,
        signatories: &[Signatory],
        edited: Option<&str>,
    ) -> Filled<Document> {
        let receiver = self.receiver(answers)?;
        let mut data = self.data(answers, group, &receiver);
        context::fill_signatories(data.data_mut(), signatories);
        let budget = budget(self.template, &receiver);
        let mut body = self.fit(receiver.destination, (answers, group), budget, &mut data)?;
        if let Some(edited) = edited {
            body = edited::body(&body, edited, budget);
        }
        let dated = match answers.get(DATED) {
            Some(Value::Date(date)) => *date,
            _ => Date::ZERO,
        };
        let line =
            |text: &Option<String>| text.as_ref().map(|text| self.line(text, &data)).transpose();
        let subject = line(&self.template.subject)?.map(|subject| capital(&subject));
        let subject = subject.filter(|subject| !subject.is_empty());
        let notes = body.cited.iter().map(|id| self.notes.get(id.as_str()).unwrap_or(id).clone());
        let to = receiver.destination;
        Ok(Document {
            number: None,
            title: subject.clone().unwrap_or_else(|| self.title(answers).to_string()),
            language: self.pack.language.tag.clone(),
            dated,
            sender: self.lines(&to.sender, &data)?,
            recipient: self.lines(&to.recipient, &data)?,
            date_line: to.date.then(|| self.pack.language.day(dated)),
            salutation: line(&to.salutation)?,
            subject,
            details: self.details(to, &data)?,
            body: body.blocks,
            markdown: body.markdown,
            closing: self.closing(to, data.data()),
            signature: self.lines(&to.signature, &data)?,
            enclosed: None,
            email: receiver.email().map(str::to_string),
            due: receiver::due(self.pack, self.template, &receiver, answers),
            answer_by: deadline::answer_by(dated, to.reply_working_days),
            aloud: to.aloud,
            notes: notes.collect(),
            parts: body.parts,
            measure: body.measure,
        })
    }

    /// What is being written, as it is called where the person lives.
    pub fn title(&self, answers: &Answers) -> &str {
        self.pack.title_of(self.template, answers)
    }

    /// Says in the document what goes with it: names of files.
    pub fn enclose(&self, document: &mut Document, names: &[String]) {
        let words = [&self.pack.language.enclose, &Language::english().enclose];
        let enclose = words.into_iter().find(|word| !word.is_empty()).map_or("", String::as_str);
        document.enclosed = (!names.is_empty()).then(|| format!("{enclose}: {}", names.join(", ")));
    }

    /// What to do with the finished document, a step each: the template's, then the receiver's.
    ///
    /// # Errors
    /// As [`Composer::compose`].
    pub fn next_steps(&self, answers: &Answers) -> Filled<Vec<String>> {
        let receiver = self.receiver(answers)?;
        let data = self.data(answers, &GroupText::default(), &receiver);
        self.lines(self.template.next.iter().chain(&receiver.destination.next), &data)
    }

    /// Labelled facts, where any has a value.
    pub(super) fn details(
        &self,
        destination: &Destination,
        data: &Context,
    ) -> Filled<Option<Details>> {
        let Some(spec) = &destination.details else { return Ok(None) };
        let mut rows = Vec::new();
        for row in &spec.rows {
            let value = self.lines([&row.value], data)?;
            if !value.is_empty() {
                rows.push((row.label.clone(), value.join("\n")));
            }
        }
        let details = Details { heading: spec.heading.clone(), rows, first: spec.first };
        Ok(Some(details).filter(|d| !d.rows.is_empty()))
    }

    /// "Yours sincerely" to a person addressed by name, "Yours faithfully" otherwise, in the pack's
    /// language.
    pub(super) fn closing(&self, destination: &Destination, data: &Json) -> Option<String> {
        if destination.closing.is_some() || destination.salutation.is_none() {
            return destination.closing.clone();
        }
        let named = destination.named.as_ref().is_some_and(|id| {
            let name = id.split('.').try_fold(data, |at, key| at.get(key));
            name.and_then(Json::as_str).is_some_and(|name| !name.is_empty())
        });
        let closing = &self.pack.language.closing;
        Some(if named { &closing.named } else { &closing.unnamed }.clone())
    }

    /// Renders with less and less of the template's text until the budget is kept or nothing more
    /// can give way. The data is then that of the last rendering.
    pub(super) fn fit(
        &self,
        to: &Destination,
        (answers, group): (&Answers, &GroupText),
        budget: Budget,
        data: &mut Context,
    ) -> Filled<Body> {
        let (question, chosen) = chosen_concerns(answers);
        let of_group = group.alone.contains(question);
        let titles = data.data()[Shown::KEY][CONCERNS].clone();
        // What a wording says hangs on whether there is room, and not on how the others are worded.
        let mut filled: BTreeMap<(usize, Option<&str>, bool), Json> = BTreeMap::new();
        let mut before = Vec::new();
        let mut body = Body::default();
        // The first step takes the room, each later one a wording, from the last chosen backwards.
        let steps = (0..=chosen.len()).rev().map(|full| (false, full));
        for (step, (room, full)) in std::iter::once((true, chosen.len())).chain(steps).enumerate() {
            let worded = chosen.iter().enumerate();
            let worded = worded.map(|(index, chosen)| self.worded(to, chosen, index < full));
            let worded: Vec<Option<&str>> = worded.collect();
            // A point that has no short wording stays as it is.
            if step > 1 && worded == before {
                continue;
            }
            data.data_mut()["room"] = Json::Bool(room);
            data.data_mut()[CONCERNS] = json!([]);
            data.data_mut()[Shown::KEY][CONCERNS] = titles.clone();
            let mut concerns = Vec::new();
            for (index, (which, chosen)) in worded.iter().zip(chosen).enumerate() {
                let key = (index, *which, room);
                if !filled.contains_key(&key) {
                    filled.insert(key, self.concern(chosen, *which, of_group, data)?);
                }
                concerns.push(filled[&key].clone());
            }
            let texts = concerns.iter().filter_map(|concern| concern["text"].as_str());
            data.data_mut()[Shown::KEY][CONCERNS] = Json::from(paragraphs(texts));
            data.data_mut()[CONCERNS] = Json::Array(concerns);
            before = worded;
            body = Body::read(&self.engine.markdown(&self.template.file, data)?, budget);
            if body.fits() {
                break;
            }
        }
        Ok(body)
    }

    /// The key of the wording that a point should have, as [`wordings`](super::wordings) gives it;
    /// none for a point of the person's own, and for one without a statement.
    fn worded(&self, to: &Destination, chosen: &Chosen, full: bool) -> Option<&'p str> {
        let Chosen::Pack(id) = chosen else { return None };
        let concern = self.pack.concern(id)?;
        // A joint response is worded as the responses are that it stands for.
        let alone = to.id.strip_prefix("joint-").unwrap_or(&to.id);
        let of_kind =
            |id: &str| concern.to.iter().map(|(kind, _)| kind.as_str()).find(|k| *k == id);
        let short = concern.short.as_ref().filter(|_| !full).map(|_| "short");
        let text = concern.text.as_ref().map(|_| "text");
        of_kind(&to.id).or_else(|| of_kind(alone)).or(short).or(text)
    }

    /// A point as templates see it.
    fn concern(
        &self,
        chosen: &Chosen,
        which: Option<&str>,
        of_group: bool,
        data: &Context,
    ) -> Filled<Json> {
        let (id, title, text) = match chosen {
            Chosen::Own(text) if of_group => ("", text, text.clone()),
            Chosen::Own(text) => ("", text, marks::own(text)),
            Chosen::Pack(id) => {
                let Some(concern) = self.pack.concern(id) else {
                    return Ok(json!({"id": id, "title": "", "text": ""}));
                };
                let text = match which {
                    Some(which) => self.engine.markdown(&wording_name(id, which), data)?,
                    // A concern without a statement is a heading for the person's own words.
                    None => format!("**{}**", escape::text(&concern.title)),
                };
                (id.as_str(), &concern.title, marks::pack(&text))
            }
        };
        Ok(json!({"id": id, "title": title, "text": text}))
    }

    /// A wording of a concern as it stands in a document to the receiver of these answers, whatever
    /// the room; `which` is its key, as [`wordings`](super::wordings) gives it.
    pub fn wording(&self, concern: &Concern, which: &str, answers: &Answers) -> Filled<Vec<Block>> {
        let receiver = self.receiver(answers)?;
        let data = self.data(answers, &GroupText::default(), &receiver);
        let text = self.engine.markdown(&wording_name(&concern.id, which), &data)?;
        Ok(Body::read(&text, Budget::default()).blocks)
    }
}

/// The points chosen, with the id of their question.
fn chosen_concerns(answers: &Answers) -> (&str, &[Chosen]) {
    let chosen = answers.0.iter().find_map(|(id, value)| match value {
        Value::Concerns(chosen) => Some((id.as_str(), chosen.as_slice())),
        _ => None,
    });
    chosen.unwrap_or_default()
}

/// Wordings one after another, as one value of the pack's Markdown.
fn paragraphs<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut out = String::new();
    for text in texts.filter(|text| !text.is_empty()) {
        out.push(if out.is_empty() { marks::PACK } else { marks::PARA });
        match text.strip_prefix(marks::PACK) {
            Some(pack) => out.push_str(pack),
            None => out.push_str(&escape::text(text)),
        }
    }
    out
}
