//! The whole way: a draft within its budget, edited where the person edited it, and what to do
//! with the document.

use handlebars::Context;

use super::composer::Composer;
use super::edited::{self, Before};
use super::forms::Lines;
use crate::answer::{Answers, GroupText, Signatory};
use crate::document::{Block, Document, parse};
use crate::template::engine::TemplateFault;
use crate::text::Language;

impl Composer<'_> {
    /// Composes the document. `group` tells which own words a group gave once for everybody;
    /// `answers` must be complete (see `questionnaire`).
    pub fn compose(&self, answers: &Answers, group: &GroupText) -> Result<Document, TemplateFault> {
        self.compose_with(answers, group, None)
    }

    /// Composes a joint response. The answers are the group's, so that only what its signatories
    /// say counts as anybody's own.
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
        let draft = self.drafted(answers, group, signatories)?;
        let Some(edited) = edited else { return Ok(self.document(draft)) };
        let (markdown, cited) = draft.markdown();
        let budget = draft.budget;
        let before = Before { markdown: &markdown, cited: &cited };
        Ok(edited::put(self, self.document(draft), &before, edited, budget))
    }

    /// Says in the document what goes with it: names of files.
    pub fn enclose(&self, document: &mut Document, names: &[String]) {
        let words = [&self.pack.language.enclose, &Language::english().enclose];
        let enclose = words.into_iter().find(|word| !word.is_empty()).map_or("", String::as_str);
        document.enclosed = (!names.is_empty()).then(|| format!("{enclose}: {}", names.join(", ")));
    }

    /// The body that the answers give, with whose words they are still in its text, for a front end
    /// that shows it: see [`parse::with_own_shown`].
    ///
    /// # Errors
    /// A text that cannot be filled.
    pub fn body_with_own_shown(&self, answers: &Answers) -> Result<Vec<Block>, TemplateFault> {
        let (markdown, _) = self.draft(answers, &GroupText::default())?.markdown();
        Ok(parse::with_own_shown(&markdown))
    }

    /// What to do with the finished document, a step each: the template's, then the receiver's.
    pub fn next_steps(&self, answers: &Answers) -> Result<Vec<String>, TemplateFault> {
        let receiver = self.receiver(answers)?;
        let destination = self.forms.next(receiver.destination);
        let lines = || self.next.iter().chain(destination);
        let data = match lines().all(Lines::is_same) {
            true => Context::null(),
            false => self.data(answers, &GroupText::default(), &receiver),
        };
        self.lines(lines(), &data)
    }
}
