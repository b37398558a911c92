//! A document on its way: filled and kept within its budget, its Markdown not yet taken apart.
//!
//! Nearly all of the work is in a draft: the check of a batch needs no more.

use jiff::civil::Date;
use rapidhash::v3::rapidhash_v3;

use super::composer::Composer;
use super::fit::{Fitting, Rendered};
use super::form::Form;
use super::measure::finished_parts;
use super::receiver::{self, Budget, budget};
use crate::answer::{Answers, GroupText, Signatory, Value};
use crate::document::{Document, Due, Measure, Part, parse};
use crate::model::{DATED, To};
use crate::register::deadline;
use crate::template::engine::TemplateFault;
use crate::template::{context, parts};
use crate::text::words::capital;

/// A filled template, of which [`Composer::document`] makes the document. Two drafts that are equal,
/// of composers with the same [`Composer::frame`], make the same document.
#[derive(Clone, Hash)]
pub struct Draft {
    body: Rendered,
    pub(super) budget: Budget,
    dated: Date,
    date_line: Option<String>,
    subject: Option<String>,
    form: Form,
    email: Option<String>,
    due: Option<Due>,
    aloud: bool,
}

impl Draft {
    /// The body as Markdown, marks still in it and citations numbered, and the ids of the sources
    /// in the order of their numbers.
    pub(super) fn markdown(&self) -> (String, Vec<String>) {
        let (numbered, cited) = parts::number_citations(&self.body.text);
        (parts::join(&parts::split(&numbered)), cited)
    }

    /// The body as Markdown without marks.
    pub fn text(&self) -> String {
        crate::text::marks::strip(&self.markdown().0)
    }

    /// The subject.
    pub fn subject(&self) -> Option<&str> {
        self.subject.as_deref()
    }

    /// The whole salutation line.
    pub fn salutation(&self) -> Option<&str> {
        self.form.salutation.as_deref()
    }

    /// Words of the document.
    pub fn measure(&self) -> Measure {
        self.body.measure
    }

    /// The numbered pieces of the document.
    pub fn parts(&self) -> Vec<Part> {
        if !parts::has_any(&self.body.text) {
            return Vec::new();
        }
        let (numbered, _) = parts::number_citations(&self.body.text);
        finished_parts(&parts::split(&numbered), self.budget)
    }
}

impl Composer<'_> {
    /// Fills the template. `group` tells which own words a group gave once for everybody; `answers`
    /// must be complete (see `questionnaire`).
    ///
    /// # Errors
    /// A text that cannot be filled.
    pub fn draft(&self, answers: &Answers, group: &GroupText) -> Result<Draft, TemplateFault> {
        self.drafted(answers, group, &[])
    }

    pub(super) fn drafted(
        &self,
        answers: &Answers,
        group: &GroupText,
        signatories: &[Signatory],
    ) -> Result<Draft, TemplateFault> {
        let receiver = self.receiver(answers)?;
        let mut data = self.data(answers, group, &receiver);
        context::fill_signatories(data.data_mut(), signatories);
        let budget = budget(self.template, &receiver);
        let body = Fitting::new(self, &receiver, (answers, group), budget).fit(&mut data)?;
        let dated = match answers.get(DATED) {
            Some(Value::Date(date)) => *date,
            _ => Date::ZERO,
        };
        let subject = match &self.template.subject {
            Some(_) => {
                Some(capital(&self.engine.plain("subject", &data)?)).filter(|s| !s.is_empty())
            }
            None => None,
        };
        let form = self.form(&receiver, &data)?;
        let date_line = receiver.destination.date.then(|| self.pack.language.day(dated));
        let email = receiver.email().map(str::to_string);
        let aloud = receiver.destination.aloud;
        let due = receiver::due(self.pack, self.template, &receiver, answers);
        Ok(Draft { body, budget, dated, date_line, subject, form, email, due, aloud })
    }

    /// The document of a draft that this composer made.
    pub fn document(&self, draft: Draft) -> Document {
        let Draft { body, budget, dated, date_line, subject, form, email, due, aloud } = draft;
        let (numbered, cited) = parts::number_citations(&body.text);
        let pieces = parts::split(&numbered);
        let markdown = parts::join(&pieces);
        let destination = match &self.template.destination {
            To::Kind(id) => self.pack.registers.destination(id),
            To::Chosen(_) => None,
        };
        let reply = destination.and_then(|destination| destination.reply_working_days);
        Document {
            number: None,
            title: subject.clone().unwrap_or_else(|| self.template.title.clone()),
            language: self.pack.language.tag.clone(),
            dated,
            sender: form.sender,
            recipient: form.recipient,
            date_line,
            salutation: form.salutation,
            subject,
            details: form.details,
            body: parse::blocks(&markdown),
            markdown: parts::visible(&markdown),
            closing: form.closing,
            signature: form.signature,
            enclosed: None,
            email,
            due,
            answer_by: deadline::answer_by(dated, reply),
            aloud,
            notes: cited.iter().map(|id| self.note(id)).collect(),
            parts: finished_parts(&pieces, budget),
            measure: body.measure,
        }
    }

    /// A hash of what a document has from its pack beside the draft: notes, title, language.
    pub fn frame(&self) -> u64 {
        let mut all = vec![self.template.title.clone(), self.pack.language.tag.clone()];
        all.extend(self.pack.sources.iter().flat_map(|s| [s.id.clone(), self.note(&s.id)]));
        rapidhash_v3(all.join("\0").as_bytes())
    }

    pub(super) fn note(&self, id: &str) -> String {
        self.notes.get(id).map_or(id, String::as_str).to_string()
    }
}
