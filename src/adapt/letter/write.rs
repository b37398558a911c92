//! The files of a pack that was made of a letter.

use jiff::civil::Date;

use super::ask::Asked;
use super::kind::Kind as To;
use super::questions::Questions;
use super::template::Template;
use super::{Letter, body, other, points, sources};
use crate::adapt::fault::Wrong;
use crate::adapt::{Made, golden, pack_file};
use crate::diagnostic::near;
use crate::model::Kind;
use crate::pack::Shared;

/// What is decided besides the letter.
#[derive(Clone, Copy, Debug)]
pub struct Options<'o> {
    /// Id of the pack.
    pub id: &'o str,
    /// The day.
    pub today: Date,
    /// The kind of receiver; none: the one that was guessed.
    pub to: Option<&'o str>,
}

/// A pack made of a letter.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterMade {
    /// The pack.
    pub made: Made,
    /// What each placeholder became, in the order of [`Letter::gaps`]: ids of questions, with the
    /// kind of each; none for one that is no question.
    pub became: Vec<Vec<(String, Kind)>>,
    /// Whom it goes to, as the menu says it.
    pub receiver: String,
    /// The destination's id, or the question that asks for it.
    pub destination: String,
}

impl Letter {
    /// Makes a pack of it.
    ///
    /// # Errors
    /// [`Wrong::NoReceiver`], or that nothing of the letter is left.
    pub fn make(&self, options: Options<'_>, shared: &Shared) -> Result<LetterMade, Wrong> {
        let destination = self.destination(options.to, shared)?;
        let (blocks, inline) = body::blocks(self);
        let questions = self.questions(&inline, shared);
        let text = body::markdown(&blocks, &questions.tags);
        if text.trim().is_empty() {
            return Err(Wrong::NoBody);
        }
        let (kind, own_receiver) = match other::of(&self.layout) {
            Some(other) if destination == other::OTHER => (To::other(&other), Some(other)),
            _ => (To::of(&destination, shared), None),
        };
        let subject = body::subject(self, &questions.tags);
        let points = points::points(self, &questions.tags);
        let template = Template {
            letter: self,
            questions: &questions,
            kind: &kind,
            subject: &subject,
            points: &points,
        };
        let over = template.over(&text);
        let template_text = template.text(&text, over);
        let title = template.pack_title();
        let file = pack_file::Pack {
            head: "Made from a letter by `sayso new`. Lines that begin with # are notes for you. Read each question below, and change what should be asked otherwise; then run `sayso check` on this folder.",
            title: &title,
            summary: &format!("{}, in each person's own words.", kind.title),
            today: options.today,
            questions: &questions.own,
            sources: &sources::text(&self.sources, options.today),
            concerns: &points::text(&points),
        };
        let example = template.example(options);
        let mut made = Made {
            id: options.id.to_string(),
            files: vec![
                ("pack.yaml".into(), file.text().into_bytes()),
                (format!("{}.md.hbs", kind.stem), template_text.into_bytes()),
                ("examples/made-up.yaml".into(), example.into_bytes()),
            ],
            templates: vec![kind.stem.to_string()],
            example: Some("examples/made-up.yaml".into()),
            notes: Vec::new(),
        };
        if let Some(other) = &own_receiver {
            made.files.push(("destinations.yaml".into(), other.text(options.today).into_bytes()));
        }
        golden::finish(&mut made, shared, options.today).map_err(Wrong::Faults)?;
        made.notes = self.notes(&questions, over);
        Ok(LetterMade { made, became: questions.became, receiver: kind.receiver, destination })
    }

    /// The destination that was asked for or guessed.
    fn destination(&self, to: Option<&str>, shared: &Shared) -> Result<String, Wrong> {
        let Some(given) = to else { return Ok(self.receiver.destination.clone()) };
        // The letter's own, where it greets somebody.
        receiver(given, shared, other::of(&self.layout).is_some())
    }

    /// What the campaigner should know.
    fn notes(&self, questions: &Questions, over: Option<(usize, usize)>) -> Vec<String> {
        let mut notes = Vec::new();
        let own = |asked: &Asked| asked.kind == Kind::OwnWords;
        if !questions.own.iter().any(own) && !questions.shared.contains("story") {
            notes.push("The letter leaves no room for people's own words, and letters that are all the same are counted but read once. To ask for them, put `story` into `questions` and {{story}} into the letter, before your arguments.".into());
        }
        if self
            .layout
            .body
            .last()
            .is_some_and(|p| p.text.starts_with("P.S") || p.text.starts_with("PS "))
        {
            notes.push("The P.S. stands at the end of the letter now, above the closing.".into());
        }
        if let Some((words, most)) = over {
            notes.push(format!(
                "The letter has {words} words of its own; {most} in all are what is read. Shorten it, then take the line `words` out of the template."
            ));
        }
        if self.layout.closing.is_none() && self.layout.greeting.is_none() {
            notes.push("No \"Dear …\" and no \"Yours …\" was found, so all of the text was taken for the letter.".into());
        }
        notes
    }
}

/// The kind of receiver that `--to` names; `own`: whether the letter may have one of its own.
///
/// # Errors
/// [`Wrong::NoReceiver`].
pub fn receiver(given: &str, shared: &Shared, own: bool) -> Result<String, Wrong> {
    let meeting = shared.questions.iter().filter(|q| q.kind == Kind::Body).map(|q| q.id.as_str());
    let known: Vec<&str> = shared
        .registers
        .destinations
        .iter()
        // A body has to be chosen for these.
        .filter(|d| !d.recipient.iter().any(|line| line.contains("{{body")))
        .map(|d| d.id.as_str())
        .chain(meeting)
        .chain(own.then_some(other::OTHER))
        .collect();
    if known.contains(&given) {
        return Ok(given.to_string());
    }
    Err(Wrong::NoReceiver {
        given: given.to_string(),
        near: near(given, known.iter().copied()),
        known: known.iter().map(ToString::to_string).collect(),
    })
}
