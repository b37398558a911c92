//! Composes a document: a template filled with answers, kept within its word budget, measured.
//!
//! When the document is over its budget, text that the template keeps for when there is room
//! goes first, then the concerns take their short wordings, from the last chosen backwards, until
//! it fits. So the more a person writes, the less the template does.

pub mod advice;
mod draft;
mod edited;
mod fit;
mod form;
mod measure;
mod receiver;

pub use draft::Draft;
use edited::Before;
pub use edited::editable;
use fit::wording_name;
pub use fit::wordings;
pub use form::note;
use form::{Forms, Lines, may_go_to};
use handlebars::Context;
use rapidhash::RapidHashMap;
pub use receiver::{Budget, Receiver, budget, receiver};

use crate::answer::{Answers, GroupText, Signatory};
use crate::document::Document;
use crate::model::{Pack, Template};
use crate::template::context::{self, Scope};
use crate::template::engine::{Engine, TemplateFault};

/// Makes documents of one template. Make it once, use it for every row.
pub struct Composer<'p> {
    /// The pack.
    pub pack: &'p Pack,
    /// The template.
    pub template: &'p Template,
    engine: Engine,
    scope: Scope<'p>,
    forms: Forms<'p>,
    /// What to do with the document, as the template says.
    next: Vec<Lines>,
    /// Notes by the ids of their sources.
    notes: RapidHashMap<&'p str, String>,
}

impl<'p> Composer<'p> {
    /// Reads the template's texts.
    ///
    /// # Errors
    /// A text that cannot be read.
    pub fn new(pack: &'p Pack, template: &'p Template) -> Result<Composer<'p>, TemplateFault> {
        Composer::with(texts_of_pack(pack)?, pack, template)
    }

    /// As [`Composer::new`], with an engine that [`texts_of_pack`] made: reading those texts is
    /// most of the work, and they are the same for every template.
    ///
    /// # Errors
    /// A text of the template that cannot be read.
    pub fn with(
        mut engine: Engine,
        pack: &'p Pack,
        template: &'p Template,
    ) -> Result<Composer<'p>, TemplateFault> {
        let mut texts: Vec<&str> = pack.partials.iter().map(|p| p.text.as_str()).collect();
        texts.extend(pack.concerns.iter().flat_map(wordings).map(|(_, text)| text));
        engine.add_markdown(&template.file, &template.body)?;
        texts.push(&template.body);
        if let Some(subject) = &template.subject {
            engine.add_plain("subject", subject)?;
            texts.push(subject);
        }
        let mut add = |name: String, text: &'p str| {
            texts.push(text);
            Lines::new(&mut engine, pack, name, text)
        };
        let mut forms = Forms::default();
        for destination in pack.registers.destinations.iter().filter(|d| may_go_to(template, d)) {
            forms.add(destination, &mut add)?;
        }
        let mut next = Vec::new();
        for (index, text) in template.next.iter().enumerate() {
            next.push(add(format!("next {}", index + 1), text)?);
        }
        let named = pack.registers.destinations.iter().filter_map(|d| d.named.as_deref());
        let named: Vec<String> = named.map(|id| format!("{{{{{id}}}}}")).collect();
        texts.extend(named.iter().map(String::as_str));
        let scope = Scope::of(pack, texts);
        let notes = pack.sources.iter().map(|s| (s.id.as_str(), note(s, &pack.language))).collect();
        Ok(Composer { pack, template, engine, scope, forms, next, notes })
    }

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

    fn receiver(&self, answers: &Answers) -> Result<Receiver<'p>, TemplateFault> {
        receiver(self.pack, self.template, answers).ok_or_else(|| TemplateFault {
            name: self.template.file.clone(),
            at: None,
            reason: "nobody to send it to has been chosen".into(),
        })
    }

    fn data(&self, answers: &Answers, group: &GroupText, receiver: &Receiver<'_>) -> Context {
        let mut data = self.scope.data(answers, group);
        if let Some(body) = &receiver.body {
            context::fill_body(&mut data, body);
        }
        Context::from(data)
    }

    /// Fills texts and gives their lines, leaving out the empty ones.
    fn lines<'l>(
        &self,
        texts: impl IntoIterator<Item = &'l Lines>,
        data: &Context,
    ) -> Result<Vec<String>, TemplateFault> {
        let mut out = Vec::new();
        for text in texts {
            let text = text.fill(&self.engine, data)?;
            out.extend(text.lines().filter(|l| !l.is_empty()).map(str::to_string));
        }
        Ok(out)
    }
}

/// An engine with the texts that all templates of a pack share: partials and the wordings of
/// concerns.
///
/// # Errors
/// A text that cannot be read.
pub fn texts_of_pack(pack: &Pack) -> Result<Engine, TemplateFault> {
    let mut engine = Engine::new(pack)?;
    for concern in &pack.concerns {
        for (which, text) in wordings(concern) {
            engine.add_markdown(&wording_name(&concern.id, which), text)?;
        }
    }
    Ok(engine)
}
