//! Whom a document goes to, and how long it may be.

use jiff::civil::DateTime;

use crate::answer::{Answers, Value};
use crate::document::Closes;
use crate::model::{Kind, Pack, Template, To};
use crate::register::Registers;
use crate::register::bodies::Body;
use crate::register::deadline;
use crate::register::destinations::Destination;

/// Whom a document goes to: the kind of receiver and, where one was chosen, the body itself.
#[derive(Clone, Debug)]
pub struct Receiver<'p> {
    /// The kind of receiver.
    pub destination: &'p Destination,
    /// The committee or board chosen.
    pub body: Option<Body>,
}

impl Receiver<'_> {
    /// The e-mail address that it takes documents at: the body's own, else that of its kind.
    pub fn email(&self) -> Option<&str> {
        let of_body = self.body.as_ref().and_then(|body| body.rules.hand_in.email.as_deref());
        of_body.or(self.destination.email.as_deref())
    }
}

/// Most words for the whole and for each part.
#[derive(Clone, Copy, Debug, Default)]
pub struct Budget {
    /// Most words for the whole.
    pub words: Option<usize>,
    /// Most words for a part that states no limit of its own.
    pub part_words: Option<usize>,
}

/// Finds whom a template goes to. None when the body is not answered yet.
pub fn receiver<'p>(
    pack: &'p Pack,
    template: &Template,
    answers: &Answers,
) -> Option<Receiver<'p>> {
    let registers = &pack.registers;
    match &template.destination {
        To::Kind(id) => {
            registers.destination(id).map(|destination| Receiver { destination, body: None })
        }
        To::Chosen(question) => {
            let Some(Value::Body(answer)) = answers.get(question) else { return None };
            let body = registers.body(answer)?;
            let destination = registers.destination(&body.kind)?;
            Some(Receiver { destination, body: Some(body) })
        }
    }
}

/// The budget of a document: the template's own word wins over the body's, the body's over that
/// of its kind.
pub fn budget(template: &Template, receiver: &Receiver<'_>) -> Budget {
    let of_body = receiver.body.as_ref().and_then(|body| body.rules.words);
    let of_body = of_body.map(|words| words as usize);
    let to = receiver.destination;
    Budget {
        words: template.words.or(to.words),
        part_words: template.part_words.or(of_body).or(to.part_words),
    }
}

/// When the meeting starts, if the template asks for it and it was answered.
pub(super) fn start(pack: &Pack, template: &Template, answers: &Answers) -> Option<DateTime> {
    let asked = template.questions.iter().filter_map(|id| pack.question(id));
    asked.filter(|q| q.kind == Kind::DateTime).find_map(|q| match answers.get(&q.id) {
        Some(Value::DateTime(at)) => Some(*at),
        _ => None,
    })
}

/// When the consultation that a template answers closes: as the person says, or as the pack does.
pub fn closes(template: &Template, answers: &Answers) -> Option<Closes> {
    let id = "consultation_closes";
    let asked = template.questions.iter().any(|q| q == id);
    match answers.get(id).filter(|_| asked) {
        Some(Value::Date(day)) => Some(Closes { day: *day, at: None }),
        _ => template.closes,
    }
}

/// By when a body wants a question for a meeting, where it asks for notice.
pub(super) fn wanted_by(body: &Body, registers: &Registers, start: DateTime) -> Option<DateTime> {
    let notice = body.rules.notice.as_ref()?;
    Some(deadline::deadline(notice, start, &registers.nations_of(body)))
}

/// By when a document must be there: before a meeting by so much notice as the body asks for, or
/// when the consultation closes.
pub(super) fn due(
    pack: &Pack,
    template: &Template,
    receiver: &Receiver<'_>,
    answers: &Answers,
) -> Option<Closes> {
    let wanted = |body| wanted_by(body, &pack.registers, start(pack, template, answers)?);
    match receiver.body.as_ref().and_then(wanted) {
        Some(due) => Some(Closes { day: due.date(), at: Some(due.time()) }),
        None => closes(template, answers),
    }
}
