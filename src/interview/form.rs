//! One person's way through the questions: the next one, an answer, the way back, and all that
//! was ever typed, kept whatever is changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::conditions::holds;
use super::doubts::{self, Doubt};
use super::inputs::{FillError, Inputs, Origin, Problem};
use super::questionnaire::{Asks, Questionnaire, Settled};
use super::suggestions::{depends_on_home, depends_on_seat, located, suggestions};
use crate::answer::{Answers, BodyAnswer, GroupText, Input, Value};
use crate::compose::Composer;
use crate::compose::advice::{self, Limit};
use crate::document::Document;
use crate::model::{Kind, Pack, Question, Template, To};
use crate::question::AnswerFault;
use crate::register::members::Member;
use crate::render::{self, Format, Options, RenderError};
use crate::source::{AnswerFile, Extra};
use crate::template::engine::TemplateFault;

/// A form is made of templates that the pack has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the pack has no template `{template}`")]
pub struct FormError {
    /// The id that no template of the pack has.
    pub template: String,
}

/// The answers of one person on their way: which question is next, what was given, and every
/// input that was ever confirmed, also to questions that are not asked at present.
#[derive(Clone)]
pub struct Form<'p> {
    pub(super) questionnaire: Arc<Questionnaire<'p>>,
    asks: Asks,
    /// What counts at present.
    pub(super) inputs: Inputs,
    /// The question that the person went back to.
    cursor: Option<usize>,
    pub(super) settled: Settled,
    /// What is kept besides: drafts, edited texts, when it was begun, and what was confirmed before
    /// and does not count at present.
    pub extra: Extra,
}

impl<'p> Form<'p> {
    /// An empty form for templates of a pack. `today` is the day from which dates are counted,
    /// and that on the documents unless another is given.
    ///
    /// # Errors
    /// A template that the pack does not have.
    pub fn new<T: AsRef<str>>(
        pack: &'p Pack,
        templates: &[T],
        today: Date,
    ) -> Result<Form<'p>, FormError> {
        let found = templates.iter().map(|id| {
            let id = id.as_ref();
            pack.template(id).ok_or_else(|| FormError { template: id.to_string() })
        });
        let templates = found.collect::<Result<Vec<&Template>, FormError>>()?;
        let mut form = Form {
            questionnaire: Arc::new(Questionnaire::new(pack, &templates, today)),
            asks: Asks::Everything,
            inputs: Inputs::default(),
            cursor: None,
            settled: Settled::default(),
            extra: Extra::default(),
        };
        form.settle();
        Ok(form)
    }

    /// Takes what was given before anything is asked, by an answers file or a flag.
    pub fn give(&mut self, inputs: Inputs) {
        self.inputs.0.extend(inputs.0);
        self.settle();
    }

    /// From now on only what must be answered is asked; the rest takes its default or is left out.
    pub fn ask_only_required(&mut self) {
        self.asks = Asks::Required;
        self.settle();
    }

    /// From now on what the templates name as `later` is not asked on the way: it is among
    /// [`Form::questions`], and [`Form::ask_again`] asks it.
    pub fn leave_for_the_end(&mut self) {
        // Nobody else has it before the first question is asked.
        if let Some(questionnaire) = Arc::get_mut(&mut self.questionnaire) {
            questionnaire.leave_for_the_end();
        }
        self.settle();
    }

    /// What was typed to a question as it is understood, with what a front end should ask the
    /// person about it before it submits it.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn doubts(&self, id: &str, input: Input) -> Result<(Input, Vec<Doubt>), AnswerFault> {
        let Some(question) = self.questionnaire.order.iter().find(|q| q.id == id) else {
            return Ok((input, Vec::new()));
        };
        let read = |input: &Input| self.questionnaire.read(question, input, self.answers());
        // Of a name that is offered a no says that it is another.
        let is_no = matches!(&input, Input::Text(typed) if doubts::is_no_answer(typed));
        if is_no && self.offered(question).is_some() {
            return Ok((input, Vec::new()));
        }
        doubts::of(self.pack(), question, input, read)
    }

    /// Answers a question, the next or any other; an empty input takes its default or leaves it
    /// out. A member's name that is offered is taken by yes, too, and left out by `-`. Answers that no longer fit are asked for again; what was typed for them is kept.
    ///
    /// # Errors
    /// Says why the input is not taken. Nothing has changed then.
    pub fn submit(&mut self, id: &str, input: Input) -> Result<(), AnswerFault> {
        let order = &self.questionnaire.order;
        let Some(at) = order.iter().position(|question| question.id == id) else {
            return Err(AnswerFault::unknown_question(id, order.iter().map(|q| q.id.as_str())));
        };
        let question = order[at];
        let input = self.confirmed(question, &input)?;
        let before = self.settled.answers.clone();
        self.replace(id, input);
        self.extra.drafts.remove(id);
        if self.at() == Some(at) {
            self.cursor = None;
        }
        self.settle();
        self.set_aside_what_no_longer_fits(question, &before);
        Ok(())
    }

    /// Goes back to the question before. False when there is none.
    pub fn back(&mut self) -> bool {
        let here = self.at().unwrap_or(self.questionnaire.order.len());
        let before = (0..here).rev().find(|at| self.was_asked(*at));
        if before.is_some() {
            self.cursor = before;
        }
        before.is_some()
    }

    /// Asks a question again; its answer stands until another is given. False when it is not one
    /// that is asked.
    pub fn ask_again(&mut self, id: &str) -> bool {
        let is_asked = |q: &&Question| q.id == id && !q.ask.is_empty() && self.is_due(q);
        let asked = self.questionnaire.order.iter().position(is_asked);
        self.cursor = asked.or(self.cursor);
        asked.is_some()
    }

    /// Leaves a question that was gone back to as it is answered.
    pub fn leave(&mut self) {
        self.cursor = None;
    }

    /// The answers so far.
    pub fn answers(&self) -> &Answers {
        &self.settled.answers
    }

    /// What was given that no question can mend: answers to questions that the pack does not
    /// have, or faults in answers to questions that are not asked.
    pub fn problems(&self) -> &[Problem] {
        &self.settled.problems
    }

    /// The answers where nobody can be asked for more: what was not given takes its default or is
    /// left out.
    ///
    /// # Errors
    /// Every answer that is missing or was not taken.
    pub fn finish(&mut self) -> Result<&Answers, FillError> {
        self.asks = Asks::Nothing;
        self.settle();
        match self.settled.problems.as_slice() {
            [] => Ok(&self.settled.answers),
            problems => Err(FillError(problems.to_vec())),
        }
    }

    /// The questions that are asked for the answers as they are, in order.
    pub fn questions(&self) -> Vec<&'p Question> {
        let all = self.questionnaire.order.iter().copied();
        all.filter(|q| !q.ask.is_empty() && self.is_due(q)).collect()
    }

    /// The questions that have no answer so far and are not to have one: left out on purpose, or
    /// until the end.
    pub fn left_out(&self) -> impl Iterator<Item = &str> {
        let questions = self.questions().into_iter();
        let open = questions.filter(|q| self.answers().get(&q.id).is_none());
        open.filter(|q| self.is_typed(q) || self.questionnaire.is_later(q)).map(|q| q.id.as_str())
    }

    /// The templates that are filled.
    pub fn templates(&self) -> &[&'p Template] {
        &self.questionnaire.templates
    }

    /// What to leave out of an answer of several sentences, to be said where it is typed; none for
    /// other answers.
    pub fn care(&self, question: &Question) -> Option<String> {
        let published = self.templates().iter().any(|template| match &template.destination {
            To::Kind(id) => doubts::is_published(id),
            // A question for a meeting is read out there.
            To::Chosen(_) => true,
        });
        let public = if published { " It may be published with your name." } else { "" };
        (question.kind == Kind::OwnWords && !question.short).then(|| {
            format!(
                "Say what you saw. Leave out others' names and health unless they agree.{public}"
            )
        })
    }

    /// The pack.
    pub fn pack(&self) -> &'p Pack {
        self.questionnaire.pack
    }

    /// What counts at present, and where it came from.
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// Keeps what is being typed, to be finished another time.
    pub fn draft(&mut self, id: &str, text: &str) {
        if text.trim().is_empty() {
            self.extra.drafts.remove(id);
        } else {
            self.extra.drafts.insert(id.to_string(), text.to_string());
        }
    }

    /// A document, from the answers so far, or from the text that the person edited.
    ///
    /// # Errors
    /// A text of the pack that cannot be filled.
    pub fn composed(
        &self,
        template: &'p Template,
    ) -> Result<(Composer<'p>, Document), TemplateFault> {
        let edited = self.extra.edited.get(&template.id).map(String::as_str);
        let composer = Composer::new(self.pack(), template)?;
        let document = composer.compose_with(self.answers(), &GroupText::default(), edited)?;
        Ok((composer, document))
    }

    /// The limits that bind an answer to a question in own words, as far as the answers tell.
    pub fn limits(&self, question: &Question) -> Vec<Limit> {
        let asking = self.templates().iter().filter(|t| t.questions.contains(&question.id));
        let made = asking.filter_map(|template| Composer::new(self.pack(), template).ok());
        advice::limits(made.collect::<Vec<_>>().iter(), question, self.answers())
    }

    /// The letter that a template gives with the answers so far.
    ///
    /// # Errors
    /// A template that is not one of this form's, or that cannot be filled.
    pub fn letter(&self, template: &str) -> Result<Letter, TemplateFault> {
        let found = self.templates().iter().find(|one| one.id == template).copied();
        let found = found.ok_or_else(|| TemplateFault {
            name: template.to_string(),
            at: None,
            reason: "it is not one of the templates that are being answered".into(),
        })?;
        Ok(Letter(self.composed(found)?.1))
    }

    /// The form as an answers file, from which [`Form::resume`] carries on. `pack` is how the
    /// pack is found again.
    pub fn save(&self, pack: &str) -> String {
        let mut answers = Answers::default();
        let mut extra = self.extra.clone();
        extra.left_out.clear();
        extra.at = self.cursor.map(|at| self.questionnaire.order[at].id.clone());
        for (id, (input, _)) in &self.inputs.0 {
            match self.answers().get(id) {
                Some(value) => {
                    answers.0.insert(id.clone(), value.clone());
                }
                None if is_empty(input) => {
                    extra.left_out.insert(id.clone());
                }
                // Given, and not taken or not asked: kept for when it is.
                None => keep(&mut extra.earlier, id, input.clone()),
            }
        }
        let templates: Vec<&str> = self.templates().iter().map(|t| t.id.as_str()).collect();
        AnswerFile::write_with(pack, &templates, &answers, &extra)
    }

    /// Carries on with a form that was saved, also where it was one of other templates: what this
    /// one does not ask is kept.
    pub fn resume(&mut self, saved: &AnswerFile) {
        self.extra = saved.extra.clone();
        self.extra.left_out.clear();
        for (id, input, _) in &saved.answers {
            // What was being typed is asked again, to be finished.
            let open = self.extra.drafts.contains_key(id);
            // So is what another pack asks under the same name, and this one does not know.
            let question = self.pack().question(id);
            let read = |q| self.questionnaire.read(q, input, self.answers()).is_ok();
            if open || !question.is_some_and(read) {
                keep(&mut self.extra.earlier, id, input.clone());
            } else {
                self.inputs.insert(id, input.clone(), Origin::Keyboard);
            }
        }
        self.settle();
        if let Some(at) = self.extra.at.take() {
            self.ask_again(&at);
        }
    }

    fn settle(&mut self) {
        self.settled = self.questionnaire.settle(&self.inputs, self.asks);
    }

    /// The place of the question that is next.
    pub(super) fn at(&self) -> Option<usize> {
        self.cursor.or_else(|| self.settled.open.as_ref().map(|(at, _)| *at))
    }

    /// The member whose name a question offers: where the person has given none, nor begun to.
    pub(super) fn offered(&self, question: &Question) -> Option<&'static Member> {
        let begun = self.extra.drafts.contains_key(&question.id) || self.ready(question).is_some();
        if begun { None } else { self.questionnaire.offered(question, self.answers()) }
    }

    /// What an input stands for, as it is kept: read again, it is the same. A name that is offered
    /// is taken by yes or by nothing, refused by no, and left out by `-`.
    fn confirmed(&self, question: &Question, input: &Input) -> Result<Input, AnswerFault> {
        if let (Some(member), Input::Text(text)) = (self.offered(question), input) {
            match text.trim().to_lowercase().as_str() {
                "" | "y" | "yes" => return Ok(Input::Text(member.name.clone())),
                "n" | "no" => return Err(AnswerFault::OtherMember),
                "-" => return Ok(empty()),
                _ => {}
            }
        }
        let read = |input: &Input| self.questionnaire.read(question, input, self.answers());
        let value = match (read(input)?, self.questionnaire.defaults.of(question, self.answers())) {
            (None, Some(default)) => read(&Input::Text(default))?,
            // Who has no postcode to give is asked for what it would have filled.
            (None, None) if question.required && question.fills.is_empty() => {
                return Err(AnswerFault::Missing);
            }
            (value, _) => value,
        };
        Ok(value.map_or_else(empty, |value| value.to_input()))
    }

    /// Puts an input in the place of the one that counted, which is kept.
    fn replace(&mut self, id: &str, input: Input) {
        if let Some((old, _)) = self.inputs.0.remove(id) {
            // Kept as it is written down, so that the same answer is not kept in two spellings.
            let value = self.answers().get(id).map(Value::to_input);
            keep(&mut self.extra.earlier, id, value.unwrap_or(old));
        }
        if let Some(list) = self.extra.earlier.get_mut(id) {
            list.retain(|kept| *kept != input);
        }
        self.inputs.insert(id, input, Origin::Keyboard);
    }

    /// After an answer changed, sets aside the answers whose questions are not asked any more or
    /// that do not fit any more. What a file or a flag gave stands as it was given. `before` are
    /// the answers as they were.
    fn set_aside_what_no_longer_fits(&mut self, changed: &Question, before: &Answers) {
        loop {
            let typed = |q: &&&Question| self.is_typed(q) && q.id != changed.id;
            let mut order = self.questionnaire.order.iter().filter(typed);
            let unfit = order.find(|q| {
                !self.is_due(q)
                    || (self.rests_on_another(q, before)
                        && !self.answers().get(&q.id).is_some_and(|value| self.fits(q, value)))
            });
            let Some(question) = unfit else { return };
            let id = question.id.clone();
            if let Some((old, _)) = self.inputs.0.remove(&id) {
                keep(&mut self.extra.earlier, &id, old);
            }
            self.settle();
        }
    }

    /// Whether the answer from which that to a question follows is another than before. A name
    /// given before it was known of which constituency is taken for its member's.
    fn rests_on_another(&self, later: &Question, before: &Answers) -> bool {
        self.questionnaire.order.iter().any(|on| {
            let (then, now) = (before.get(&on.id), self.answers().get(&on.id));
            let depends =
                depends_on_home(later, on) || (then.is_some() && depends_on_seat(later, on));
            then != now && depends
        })
    }

    /// Whether an answer is one of those that the postcode or the area as it is now offers.
    pub(super) fn fits(&self, question: &Question, value: &Value) -> bool {
        match value {
            Value::Body(BodyAnswer::Known(id)) => {
                let serving = self.pack().registers.serving_bodies(self.answers());
                serving.iter().any(|body| body.id == *id)
            }
            Value::Body(BodyAnswer::Named { .. }) => false,
            Value::Area(name) => located(self.pack(), question, self.answers())
                .is_none_or(|home| home.council == name),
            Value::Text(text) => {
                let offered = suggestions(self.pack(), question, self.answers());
                offered.is_some_and(|offered| offered.contains(&text.as_str()))
            }
            _ => true,
        }
    }

    /// Whether a question is one to ask, as far as is known: not where other answers leave no
    /// choice and the person has made none.
    pub(super) fn is_asked(&self, question: &Question) -> bool {
        let choice = || {
            let list = suggestions(self.pack(), question, self.answers());
            list.is_none_or(|list| list.len() > 1)
        };
        let unanswered = || !self.questionnaire.is_later(question) && choice();
        !question.ask.is_empty()
            && self.is_due(question)
            && (self.is_typed(question) || unanswered())
    }

    /// Whether the answers so far are those for which a question is asked.
    fn is_due(&self, question: &Question) -> bool {
        holds(&question.when, self.answers(), &self.pack().registers)
    }

    /// Whether the person answered it, or left it out, now or before this start.
    fn is_typed(&self, question: &Question) -> bool {
        matches!(self.inputs.get(&question.id), Some((_, Origin::Keyboard)))
    }

    /// Whether the way back leads through a question: it was asked and answered, or left out, now
    /// or before this start.
    pub(super) fn was_asked(&self, at: usize) -> bool {
        let question = self.questionnaire.order[at];
        self.is_asked(question) && self.is_typed(question)
    }
}

/// A finished letter: the document that a template and a person's answers give.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter(Document);

impl Letter {
    /// The document: its blocks, notes, parts and measure.
    pub fn document(&self) -> &Document {
        &self.0
    }

    /// The letter as bytes of a format. The same letter gives the same bytes.
    ///
    /// # Errors
    /// As [`render::render_as`]: above all, a character that no font has.
    pub fn render(&self, format: Format, options: &Options<'_>) -> Result<Vec<u8>, RenderError> {
        render::render_as(&self.0, format, options)
    }
}

fn empty() -> Input {
    Input::Text(String::new())
}

fn is_empty(input: &Input) -> bool {
    match input {
        Input::Text(text) => text.trim().is_empty(),
        Input::List(items) => items.is_empty(),
        Input::Map(map) => map.is_empty(),
    }
}

/// Keeps an input behind those that were kept before, once.
fn keep(kept: &mut BTreeMap<String, Vec<Input>>, id: &str, input: Input) {
    if is_empty(&input) {
        return;
    }
    let list = kept.entry(id.to_string()).or_default();
    list.retain(|one| *one != input);
    list.push(input);
}
