//! The whole way from answers to a document: filled with less and less of the template's text until it
//! keeps its budget, edited where the person edited it, and what stands round the body.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use handlebars::Context;
use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::body::Body;
use super::composer::{Composer, wording_name};
use super::edited;
use super::receiver::{self, Budget, Receiver, budget, receiver};
use crate::answer::{Answers, Chosen, GroupText, Signatory, Value};
use crate::document::{Block, Details, Document};
use crate::model::{Concern, DATED};
use crate::register::deadline;
use crate::template::context;
use crate::template::engine::{TemplateFault, has_tags, lines};
use crate::template::helpers::Shown;
use crate::text::words::capital;
use crate::text::{ENGLISH, escape, marks};

/// What a text gives, or why it cannot be filled.
type Filled<T> = Result<T, TemplateFault>;

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
    pub fn compose_joint(&self, answers: &Answers, people: &[Signatory]) -> Filled<Document> {
        let group = GroupText { alone: answers.0.keys().cloned().collect(), ..Default::default() };
        self.filling(answers, &group, people)?.document(answers, &group, None)
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
        self.filling(answers, group, &[])?.document(answers, group, edited)
    }

    /// What is being written, as it is called where the person lives.
    pub fn title(&self, answers: &Answers) -> &str {
        self.pack.title_of(self.template, answers)
    }

    /// Says in the document what goes with it: names of files.
    pub fn enclose(&self, document: &mut Document, names: &[String]) {
        let words = [&self.pack.language.enclose, &ENGLISH.enclose];
        let enclose = words.into_iter().find(|word| !word.is_empty()).map_or("", String::as_str);
        document.enclosed = (!names.is_empty()).then(|| format!("{enclose}: {}", names.join(", ")));
    }

    /// What to do with the finished document, a step each: the template's, then the receiver's.
    ///
    /// # Errors
    /// As [`Composer::compose`].
    pub fn next_steps(&self, answers: &Answers) -> Filled<Vec<String>> {
        let filling = self.filling(answers, &GroupText::default(), &[])?;
        filling.lines(self.template.next.iter().chain(&filling.receiver.destination.next))
    }

    /// A wording of a concern as it stands in a document to the receiver of these answers, whatever
    /// the room; `which` is its key, as [`wordings`](super::wordings) gives it.
    ///
    /// # Errors
    /// As [`Composer::compose`].
    pub fn wording(&self, concern: &Concern, which: &str, answers: &Answers) -> Filled<Vec<Block>> {
        let filling = self.filling(answers, &GroupText::default(), &[])?;
        let text = self.engine.markdown(&wording_name(&concern.id, which), &filling.data)?;
        Ok(Body::read(&text, Budget::default()).blocks)
    }

    fn filling(
        &self,
        answers: &Answers,
        group: &GroupText,
        people: &[Signatory],
    ) -> Filled<Filling<'_, 'p>> {
        let nobody = "nobody to send it to has been chosen";
        let nobody = || TemplateFault::new(&self.template.file, None, nobody);
        let receiver = receiver(self.pack, self.template, answers).ok_or_else(nobody)?;
        let mut data = self.scope.data(answers, group);
        if let Some(body) = &receiver.body {
            context::fill_body(&mut data, body);
        }
        context::fill_signatories(&mut data, people);
        Ok(Filling { composer: self, receiver, data: Context::from(data) })
    }
}

/// What the texts of one document are filled with, and where it goes.
struct Filling<'c, 'p> {
    composer: &'c Composer<'p>,
    receiver: Receiver<'p>,
    data: Context,
}

impl<'p> Filling<'_, 'p> {
    fn document(
        mut self,
        answers: &Answers,
        group: &GroupText,
        edited: Option<&str>,
    ) -> Filled<Document> {
        let Composer { pack, template, notes, .. } = self.composer;
        let budget = budget(template, &self.receiver);
        let mut body = self.fit(answers, group, budget)?;
        if let Some(edited) = edited {
            body = edited::body(&body, edited, budget);
        }
        let dated = match answers.get(DATED) {
            Some(Value::Date(date)) => *date,
            _ => Date::ZERO,
        };
        let line = |text: &Option<String>| text.as_ref().map(|text| self.line(text)).transpose();
        let subject = line(&template.subject)?.map(|subject| capital(&subject));
        let subject = subject.filter(|subject| !subject.is_empty());
        let title = subject.clone().unwrap_or_else(|| self.composer.title(answers).to_string());
        let notes = body.cited.iter().map(|id| notes.get(id.as_str()).unwrap_or(id).clone());
        let to = self.receiver.destination;
        Ok(Document {
            number: None,
            title,
            language: pack.language.tag.clone(),
            dated,
            sender: self.lines(&to.sender)?,
            recipient: self.lines(&to.recipient)?,
            date_line: to.date.then(|| pack.language.day(dated)),
            salutation: line(&to.salutation)?,
            subject,
            details: self.details()?,
            body: body.blocks,
            markdown: body.markdown,
            closing: self.closing(),
            signature: self.lines(&to.signature)?,
            enclosed: None,
            email: self.receiver.email().map(str::to_string),
            due: receiver::due(pack, template, &self.receiver, answers),
            answer_by: deadline::answer_by(dated, to.reply_working_days),
            aloud: to.aloud,
            notes: notes.collect(),
            parts: body.parts,
            measure: body.measure,
        })
    }

    /// Renders with less and less of the template's text until the budget is kept or nothing more
    /// can give way. The data is then that of the last rendering.
    fn fit(&mut self, answers: &Answers, group: &GroupText, budget: Budget) -> Filled<Body> {
        let (question, chosen) = chosen_concerns(answers).next().unwrap_or_default();
        let of_group = group.alone.contains(question);
        let titles = self.data.data()[Shown::KEY][CONCERNS].clone();
        // What a wording says hangs on whether there is room, and not on how the others are worded.
        let mut filled: BTreeMap<(usize, Option<&str>, bool), Json> = BTreeMap::new();
        let mut before = Vec::new();
        let mut body = Body::default();
        // The first step takes the room, each later one a wording, from the last chosen backwards.
        let steps = (0..=chosen.len()).rev().map(|full| (false, full));
        for (step, (room, full)) in std::iter::once((true, chosen.len())).chain(steps).enumerate() {
            let worded = chosen.iter().enumerate();
            let worded = worded.map(|(index, chosen)| self.worded(chosen, index < full));
            let worded: Vec<Option<&str>> = worded.collect();
            // A point that has no short wording stays as it is.
            if step > 1 && worded == before {
                continue;
            }
            self.data.data_mut()["room"] = Json::Bool(room);
            self.data.data_mut()[CONCERNS] = json!([]);
            self.data.data_mut()[Shown::KEY][CONCERNS] = titles.clone();
            let mut concerns = Vec::new();
            for (index, (which, chosen)) in worded.iter().zip(chosen).enumerate() {
                let concern = match filled.entry((index, *which, room)) {
                    Entry::Occupied(there) => there.into_mut(),
                    Entry::Vacant(new) => new.insert(self.concern(chosen, *which, of_group)?),
                };
                concerns.push(concern.clone());
            }
            let texts = concerns.iter().filter_map(|concern| concern["text"].as_str());
            self.data.data_mut()[Shown::KEY][CONCERNS] = Json::from(paragraphs(texts));
            self.data.data_mut()[CONCERNS] = Json::Array(concerns);
            before = worded;
            let Composer { engine, template, .. } = self.composer;
            body = Body::read(&engine.markdown(&template.file, &self.data)?, budget);
            if body.fits() {
                break;
            }
        }
        Ok(body)
    }

    /// The key of the wording that a point should have, as [`wordings`](super::wordings) gives it;
    /// none for a point of the person's own, and for one without a statement.
    fn worded(&self, chosen: &Chosen, full: bool) -> Option<&'p str> {
        let Chosen::Pack(id) = chosen else { return None };
        let concern = self.composer.pack.concern(id)?;
        // A joint response is worded as the responses are that it stands for.
        let to = &self.receiver.destination.id;
        let alone = to.strip_prefix("joint-").unwrap_or(to);
        let of_kind = |id: &str| concern.to.get_key_value(id).map(|(kind, _)| kind.as_str());
        let short = concern.short.as_ref().filter(|_| !full).map(|_| "short");
        let text = concern.text.as_ref().map(|_| "text");
        of_kind(to).or_else(|| of_kind(alone)).or(short).or(text)
    }

    /// A point as templates see it.
    fn concern(&self, chosen: &Chosen, which: Option<&str>, of_group: bool) -> Filled<Json> {
        let Composer { pack, engine, .. } = self.composer;
        let (id, title, text) = match chosen {
            Chosen::Own(text) if of_group => ("", text, text.clone()),
            Chosen::Own(text) => ("", text, marks::own(text)),
            Chosen::Pack(id) => {
                let Some(concern) = pack.concern(id) else {
                    return Ok(json!({"id": id, "title": "", "text": ""}));
                };
                let text = match which {
                    Some(which) => engine.markdown(&wording_name(id, which), &self.data)?,
                    // A concern without a statement is a heading for the person's own words.
                    None => format!("**{}**", escape::text(&concern.title)),
                };
                (id.as_str(), &concern.title, marks::pack(&text))
            }
        };
        Ok(json!({"id": id, "title": title, "text": text}))
    }

    /// Fills a text that stands outside of the body.
    fn line(&self, text: &str) -> Filled<String> {
        match has_tags(text) {
            true => self.composer.engine.plain(text, &self.data),
            false => Ok(lines(text)),
        }
    }

    /// Fills texts and gives their lines, leaving out the empty ones.
    fn lines<'t>(&self, texts: impl IntoIterator<Item = &'t String>) -> Filled<Vec<String>> {
        let mut out = Vec::new();
        for text in texts {
            let text = self.line(text)?;
            out.extend(text.lines().filter(|line| !line.is_empty()).map(str::to_string));
        }
        Ok(out)
    }

    /// Labelled facts, where any has a value.
    fn details(&self) -> Filled<Option<Details>> {
        let Some(spec) = &self.receiver.destination.details else { return Ok(None) };
        let mut rows = Vec::new();
        for row in &spec.rows {
            let value = self.lines([&row.value])?;
            if !value.is_empty() {
                rows.push((row.label.clone(), value.join("\n")));
            }
        }
        let details = Details { heading: spec.heading.clone(), rows, first: spec.first };
        Ok(Some(details).filter(|details| !details.rows.is_empty()))
    }

    /// "Yours sincerely" to a person addressed by name, "Yours faithfully" otherwise, in the pack's
    /// language.
    fn closing(&self) -> Option<String> {
        let to = self.receiver.destination;
        if to.closing.is_some() || to.salutation.is_none() {
            return to.closing.clone();
        }
        let named = to.named.as_ref().is_some_and(|id| {
            let name = id.split('.').try_fold(self.data.data(), |at, key| at.get(key));
            name.and_then(Json::as_str).is_some_and(|name| !name.is_empty())
        });
        let closing = &self.composer.pack.language.closing;
        Some(if named { &closing.named } else { &closing.unnamed }.clone())
    }
}

/// The points chosen, with the id of their question.
pub(super) fn chosen_concerns(answers: &Answers) -> impl Iterator<Item = (&str, &[Chosen])> {
    answers.0.iter().filter_map(|(id, value)| match value {
        Value::Concerns(chosen) => Some((id.as_str(), chosen.as_slice())),
        _ => None,
    })
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
