//! The whole way from answers to a document: filled, kept within its budget, edited where the
//! person edited it; and what to do with the document.

use jiff::civil::Date;

use super::composer::Composer;
use super::edited;
use super::receiver::{self, budget};
use crate::answer::{Answers, GroupText, Signatory, Value};
use crate::document::Document;
use crate::model::DATED;
use crate::register::deadline;
use crate::template::context;
use crate::template::engine::TemplateFault;
use crate::text::Language;
use crate::text::words::capital;

impl Composer<'_> {
    /// Composes the document. `group` tells which own words a group gave once for everybody;
    /// `answers` must be complete (see `questionnaire`).
    ///
    /// # Errors
    /// A text that cannot be filled.
    pub fn compose(&self, answers: &Answers, group: &GroupText) -> Result<Document, TemplateFault> {
        self.compose_with(answers, group, None)
    }

    /// Composes a joint response. The answers are the group's, so that only what its signatories
    /// say counts as anybody's own.
    ///
    /// # Errors
    /// As [`Composer::compose`].
    pub fn compose_joint(
        &self,
        answers: &Answers,
        signatories: &[Signatory],
    ) -> Result<Document, TemplateFault> {
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
    ) -> Result<Document, TemplateFault> {
        self.whole(answers, group, &[], edited)
    }

    fn whole(
        &self,
        answers: &Answers,
        group: &GroupText,
        signatories: &[Signatory],
        edited: Option<&str>,
    ) -> Result<Document, TemplateFault> {
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
            notes: body
                .cited
                .iter()
                .map(|id| self.notes.get(id.as_str()).unwrap_or(id).clone())
                .collect(),
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
    pub fn next_steps(&self, answers: &Answers) -> Result<Vec<String>, TemplateFault> {
        let receiver = self.receiver(answers)?;
        let data = self.data(answers, &GroupText::default(), &receiver);
        self.lines(self.template.next.iter().chain(&receiver.destination.next), &data)
    }
}
