//! The interview that is going on, kept after every answer and every line that is typed, so that
//! nothing is lost however it ends.

use std::path::PathBuf;

use sayso::answer::{Answers, Input, Value};
use sayso::questionnaire::{Given, Origin};
use sayso::source::{AnswerFile, Extra};

use super::keep::{self, Kept};

/// An interview and where it is kept.
pub(crate) struct Session {
    /// Where; none until something is kept, or where nothing can be.
    place: Option<PathBuf>,
    /// How the pack is found again: the name of one that ships, or a path.
    pub(crate) pack: String,
    /// What is being written.
    pub(crate) templates: Vec<String>,
    /// Drafts, and what was left out.
    pub(crate) extra: Extra,
    /// The answers kept last.
    answers: Answers,
}

impl Session {
    /// A session that begins now; `kept` is the interview that is carried on.
    pub(crate) fn new(
        pack: &str,
        templates: &[String],
        begun: &str,
        kept: Option<&Kept>,
    ) -> Session {
        let mut extra = kept.map(|k| k.file.extra.clone()).unwrap_or_default();
        extra.begun.get_or_insert_with(|| begun.to_string());
        Session {
            place: kept.map(|k| k.path.clone()),
            pack: pack.to_string(),
            templates: templates.to_vec(),
            extra,
            answers: Answers::default(),
        }
    }

    /// Whether something is kept, of this run or of one before.
    pub(crate) fn is_kept(&self) -> bool {
        self.place.is_some()
    }

    /// What is being written from now on, as the person chose it when asked.
    pub(crate) fn chosen(&mut self, pack: &str, templates: &[String]) {
        self.pack = pack.to_string();
        self.templates = templates.to_vec();
        self.write();
    }

    /// Keeps the answers so far. The draft of a question that is answered goes.
    pub(crate) fn keep(&mut self, answers: &Answers, answered: &str) {
        self.answers = answers.clone();
        self.extra.drafts.remove(answered);
        if answers.get(answered).is_some() {
            self.extra.left_out.remove(answered);
        } else {
            self.extra.left_out.insert(answered.to_string());
        }
        self.write();
    }

    /// Keeps what is being typed.
    pub(crate) fn draft(&mut self, question: &str, text: &str) {
        if text.trim().is_empty() {
            self.extra.drafts.remove(question);
        } else {
            self.extra.drafts.insert(question.to_string(), text.to_string());
        }
        self.write();
    }

    /// Takes over answers that were given before anything was kept here.
    pub(crate) fn adopt(&mut self, answers: &Answers) {
        if self.answers.0.is_empty() {
            self.answers = answers.clone();
        }
    }

    /// An answer that was kept.
    pub(crate) fn answer(&self, id: &str) -> Option<&Value> {
        self.answers.get(id)
    }

    /// Keeps a body that the person edited, or forgets it.
    pub(crate) fn edited(&mut self, template: &str, text: Option<String>) {
        match text {
            Some(text) => self.extra.edited.insert(template.to_string(), text),
            None => self.extra.edited.remove(template),
        };
        self.write();
    }

    /// The answers so far as they were given, to ask for the rest.
    pub(crate) fn given(&self) -> Given {
        let mut given = Given::default();
        for (id, value) in &self.answers.0 {
            given.insert(id, value.to_input(), Origin::Keyboard);
        }
        for id in &self.extra.left_out {
            given.insert(id, Input::Text(String::new()), Origin::Keyboard);
        }
        given
    }

    fn write(&mut self) {
        if self.place.is_none() {
            self.place = keep::new_interview();
        }
        if let Some(place) = &self.place {
            let templates: Vec<&str> = self.templates.iter().map(String::as_str).collect();
            keep::keep_interview(
                place,
                AnswerFile::write_with(&self.pack, &templates, &self.answers, &self.extra),
            );
        }
    }

    /// What was written is saved: nothing of it stays here.
    pub(crate) fn finished(&mut self) {
        if let Some(place) = self.place.take() {
            keep::drop_interview(&place);
        }
    }
}
