//! The interview of sayso for a browser: the state machine [`Form`] with JSON in, JSON and bytes
//! out. It decides nothing: what is asked, taken, said and written is the library's.

mod letter;
mod view;

use jiff::civil::DateTime;
use sayso::answer::Input;
use sayso::compose::advice;
use sayso::interview::Form;
use sayso::model::{Pack, Template};
use sayso::pack::{self, PackFiles, Shared};
use sayso::register::postcodes;
use sayso::render::{self, Format};
use sayso::source::AnswerFile;
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::view::{About, Files, State, Submitted, Typed};

/// A pack and, once it is known what to write, the form of one person.
#[wasm_bindgen]
pub struct Interview {
    /// Lives as long as the page does.
    pack: &'static Pack,
    form: Option<Form<'static>>,
    /// Now, for how long is left; its day is that of the form.
    now: DateTime,
}

#[wasm_bindgen]
impl Interview {
    /// Reads a pack: `files` is a JSON object of paths and texts, `now` the time here as
    /// `2026-11-21T12:00`, `places` the file of postcodes.
    ///
    /// # Errors
    /// The faults of the pack, a line each.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str, files: &str, now: &str, places: Vec<u8>) -> Result<Interview, String> {
        postcodes::provide(places);
        let now: DateTime = now.parse().map_err(text)?;
        let Files(files) = serde_json::from_str(files).map_err(text)?;
        let lines = |faults: Vec<sayso::diagnostic::Diagnostic>| {
            faults.iter().map(ToString::to_string).collect::<Vec<String>>().join("\n")
        };
        let shared = Shared::built_in().map_err(lines)?;
        let files = PackFiles::from_embedded(name, files);
        let (pack, _) = pack::load(&files, shared, now.date()).map_err(lines)?;
        Ok(Interview { pack: Box::leak(Box::new(pack)), form: None, now })
    }

    /// What the pack is and can write.
    pub fn about(&self) -> Result<String, String> {
        json(&About::of(self.pack, self.now))
    }

    /// Begins with these templates, a JSON list of ids.
    pub fn begin(&mut self, templates: &str) -> Result<(), String> {
        let ids: Vec<String> = serde_json::from_str(templates).map_err(text)?;
        self.form = Some(Form::new(self.pack, &ids, self.now.date()).map_err(text)?);
        Ok(())
    }

    /// The next question, how far it is, and the answers so far.
    pub fn state(&self) -> Result<String, String> {
        json(&State::of(self.form()?))
    }

    /// Answers a question with a JSON text, list or map; what the library says to it.
    pub fn submit(&mut self, id: &str, input: &str) -> Result<String, String> {
        let input: Typed = serde_json::from_str(input).map_err(text)?;
        let now = self.now;
        json(&submitted(self.form_mut()?, id, input.into(), now))
    }

    /// Goes back to the question before; false when there is none.
    pub fn back(&mut self) -> Result<bool, String> {
        Ok(self.form_mut()?.back())
    }

    /// Asks a question again.
    pub fn ask_again(&mut self, id: &str) -> Result<bool, String> {
        Ok(self.form_mut()?.ask_again(id))
    }

    /// Leaves a question that was gone back to as it is answered.
    pub fn leave(&mut self) -> Result<(), String> {
        self.form_mut()?.leave();
        Ok(())
    }

    /// Keeps what is being typed.
    pub fn draft(&mut self, id: &str, typed: &str) -> Result<(), String> {
        self.form_mut()?.draft(id, typed);
        Ok(())
    }

    /// The documents from the answers so far.
    pub fn letters(&self) -> Result<String, String> {
        json(&letter::all(self.form()?))
    }

    /// The documents as they would be with this answer, and what the library says to it; the form
    /// stays as it is.
    pub fn preview(&self, id: &str, input: &str) -> Result<String, String> {
        let input: Typed = serde_json::from_str(input).map_err(text)?;
        let mut form = self.form()?.clone();
        let submitted = submitted(&mut form, id, input.into(), self.now);
        json(&view::Preview { submitted, letters: letter::all(&form) })
    }

    /// Everything at the end: what to do next, and what to copy and send.
    pub fn finish(&self) -> Result<String, String> {
        let form = self.form()?;
        let past_review = advice::past_review(form.pack(), form.answers(), self.now.date());
        json(&letter::Finished {
            documents: letter::finished(form, self.now).map_err(text)?,
            past_review,
        })
    }

    /// A document in a format, as the program writes it.
    pub fn bytes(&self, template: &str, format: &str) -> Result<Vec<u8>, String> {
        let form = self.form()?;
        let template = find(form, template)?;
        let format = Format::from_name(format).ok_or("no such format")?;
        let (_, document) = form.composed(template).map_err(text)?;
        render::render(&document, format).map_err(text)
    }

    /// The form as an answers file.
    pub fn save(&self) -> Result<String, String> {
        Ok(self.form()?.save(&self.pack.id))
    }

    /// The templates that a saved form is for, as a JSON list.
    pub fn saved_templates(&self, saved: &str) -> Result<String, String> {
        json(&read(saved)?.templates)
    }

    /// Carries on with a form that was saved.
    pub fn resume(&mut self, saved: &str) -> Result<(), String> {
        let file = read(saved)?;
        self.form_mut()?.resume(&file);
        Ok(())
    }
}

impl Interview {
    fn form(&self) -> Result<&Form<'static>, String> {
        self.form.as_ref().ok_or_else(not_begun)
    }

    fn form_mut(&mut self) -> Result<&mut Form<'static>, String> {
        self.form.as_mut().ok_or_else(not_begun)
    }
}

fn submitted(form: &mut Form<'static>, id: &str, input: Input, now: DateTime) -> Submitted {
    let question = form.pack().question(id);
    let limits = question.map(|question| view::limits(form, question)).unwrap_or_default();
    let input = as_meant(form, id, input);
    if let Err(fault) = form.submit(id, input) {
        return Submitted { fault: Some(fault.to_string()), note: None };
    }
    let (pack, templates, answers) = (form.pack(), form.templates(), form.answers());
    let answered = advice::Answered { pack, templates, answers, limits: &limits, now };
    let note = question.and_then(|question| answered.note(question));
    Submitted { fault: None, note }
}

/// A field left empty where a member's name is offered leaves the name out: the offer is taken by
/// a yes, never by silence.
fn as_meant(form: &Form<'static>, id: &str, input: Input) -> Input {
    let offered = form.next().is_some_and(|prompt| prompt.id == id && prompt.member.is_some());
    match input {
        Input::Text(text) if offered && text.trim().is_empty() => Input::Text("-".into()),
        other => other,
    }
}

fn find(form: &Form<'static>, id: &str) -> Result<&'static Template, String> {
    let mut templates = form.templates().iter().copied();
    templates.find(|template| template.id == id).ok_or_else(|| "no such template".into())
}

fn read(saved: &str) -> Result<AnswerFile, String> {
    AnswerFile::read(saved, "the draft")
        .map_err(|faults| faults.first().map(ToString::to_string).unwrap_or_default())
}

fn not_begun() -> String {
    "nothing was begun".into()
}

fn json(value: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(value).map_err(text)
}

fn text(error: impl ToString) -> String {
    error.to_string()
}
