//! The interview that is going on, kept after every answer and every line that is typed, so that
//! nothing is lost however it ends.

use std::path::PathBuf;

use sayso::error::Error;
use sayso::interview::Form;
use sayso::source::AnswerFile;

use super::keep::{self, SavedSession};

/// Where an interview is kept.
pub(crate) struct Session {
    /// Where; none until something is kept, or where nothing can be.
    place: Option<PathBuf>,
    /// How the pack is found again: the name of one that ships, or a path.
    pub(crate) pack: String,
    /// Whether something else may be chosen to be written, to which `<` at the first question leads.
    pub(crate) may_choose_again: bool,
}

/// Why an interview, or the review of what was written, ends before its end.
pub(crate) enum Left {
    /// Something else is to be written.
    Instead(Box<Instead>),
    /// It failed, or the person stopped.
    Failed(Error),
}

impl From<Error> for Left {
    fn from(error: Error) -> Left {
        Left::Failed(error)
    }
}

/// What is to be written instead, and with which answers.
pub(crate) struct Instead {
    /// What, as on the command line; nothing where it is to be asked.
    pub(crate) what: Vec<String>,
    /// The answers so far.
    pub(crate) answers: AnswerFile,
}

impl Session {
    /// Something else to be written with the answers so far.
    pub(crate) fn instead(&self, form: &Form<'_>, what: Vec<String>) -> Instead {
        let saved = AnswerFile::read(&form.save(&self.pack), "the answers so far");
        let mut answers = saved.unwrap_or_default();
        // Other questions have another place and count.
        (answers.extra.at, answers.extra.about) = (None, None);
        Instead { what, answers }
    }

    /// A session that begins now; `kept` is the interview that is carried on.
    pub(crate) fn new(pack: &str, kept: Option<&SavedSession>) -> Session {
        let place = kept.map(|kept| kept.path.clone());
        Session { place, pack: pack.to_string(), may_choose_again: false }
    }

    /// Whether something is kept, of this run or of one before.
    pub(crate) fn is_kept(&self) -> bool {
        self.place.is_some()
    }

    /// Keeps the form as it is.
    pub(crate) fn keep(&mut self, form: &Form<'_>) {
        let kept = keep::keep_interview(self.place.as_ref(), form.save(&self.pack));
        self.place = kept.or(self.place.take());
    }

    /// Leaves what was written and is not saved where it is kept, to be carried on another day: what
    /// comes now has a place of its own.
    pub(crate) fn leave(&mut self, form: &Form<'_>) {
        self.keep(form);
        self.place = None;
    }

    /// Keeps what is being typed.
    pub(crate) fn draft(&mut self, form: &mut Form<'_>, question: &str, text: &str) {
        form.draft(question, text);
        self.keep(form);
    }

    /// What was written is saved: nothing of it stays here.
    pub(crate) fn finished(&mut self) {
        if let Some(place) = self.place.take() {
            keep::drop_interview(&place);
        }
        keep::note(keep::SAVED);
    }
}
