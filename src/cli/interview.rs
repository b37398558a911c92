//! The interview: one question after another on a terminal.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use sayso::answer::{Input, Value};
use sayso::compose::advice::Limit;
use sayso::interview::{Form, Prompt};
use sayso::model::{Kind, Question};
use sayso::question::AnswerFault;
use sayso::template::context::shown;

use super::doubts::Doubts;
use super::notes::{Answered, sentence};
use super::prompt::{self, Line, Lines, Style, Typed};
use super::session::{Instead, Session};
use super::typing::{CHANGE, Ends, Way};
use super::{about, elsewhere, reading, screen};

/// How an interview ended.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// Every question is answered.
    Complete,
    /// The person stopped; what was answered is kept.
    Stopped,
    /// The person went back to what to write.
    ChooseAgain,
    /// The person writes something else instead.
    Instead(Box<Instead>),
}

/// Asks on the terminal, and keeps every answer as it is given.
pub(crate) struct Interview<'s> {
    pub(super) style: Style,
    /// Now, for how long is left.
    pub(super) now: DateTime,
    pub(super) session: &'s mut Session,
    /// Whether anything was asked.
    pub(crate) asked: bool,
    /// Whether `<` at the first question leads back to what to write.
    pub(crate) may_choose_again: bool,
    /// What is remembered about the person from last time.
    pub(super) about: BTreeMap<String, String>,
    /// Whether it was said how several lines end.
    pub(super) told_end: bool,
    /// The limits that bind the answer being typed.
    pub(super) limits: Vec<Limit>,
    /// Titles of the documents whose limit was said.
    pub(super) told_limits: BTreeSet<String>,
    /// What was typed before all of the question was shown.
    pub(super) early: Option<String>,
    /// What was asked about answers.
    pub(super) doubts: Doubts,
    /// Whether it was said what to leave out.
    pub(super) told_care: bool,
    /// Councils that were numbered when the last answer could have meant any of them.
    pub(super) councils: Vec<String>,
    /// Whether it was said what the letter will ask for.
    pub(super) told_request: bool,
}

/// What came of asking one question.
enum Reply {
    /// An answer; an empty one leaves the question out or takes the default.
    Given(String),
    /// To the question before.
    Back,
    /// Something else is to be written, with these answers.
    Change,
    /// No more questions.
    Stop,
}

impl<'s> Interview<'s> {
    /// An interview in this style.
    pub(crate) fn new(style: Style, now: DateTime, session: &'s mut Session) -> Interview<'s> {
        Interview {
            style,
            now,
            session,
            asked: false,
            may_choose_again: false,
            about: about::remembered(),
            told_end: false,
            limits: Vec::new(),
            told_limits: BTreeSet::new(),
            early: None,
            doubts: Doubts::default(),
            told_care: false,
            councils: Vec::new(),
            told_request: false,
        }
    }

    /// Asks until every question of the form is answered.
    pub(crate) fn run(&mut self, form: &mut Form<'_>) -> Outcome {
        while let Some(prompt) = form.next() {
            self.asked = true;
            if !prompt.progress.certain {
                form.extra_mut().about.get_or_insert(prompt.progress.of);
            }
            let before = self.before(form, &prompt);
            let elsewhere = matches!(&prompt.fault, Some(AnswerFault::WrittenFor { .. }));
            if !elsewhere {
                self.pose(form, &prompt, &before);
            }
            let mut typed =
                if self.edits(&prompt, &before) { before.clone() } else { String::new() };
            if let Some(fault) = &prompt.fault
                && let Some(what) = self.tell(form, &prompt, fault)
            {
                return Outcome::Instead(Box::new(self.session.instead(form, what)));
            }
            if elsewhere {
                self.pose(form, &prompt, &before);
            }
            let (mut declined, mut refused) = (false, false);
            loop {
                let text = match self.ask(form, &prompt, &typed, refused) {
                    Reply::Given(text) => text,
                    Reply::Change if self.may_choose_again => return Outcome::ChooseAgain,
                    Reply::Change => {
                        let what = vec![self.session.pack.clone()];
                        return Outcome::Instead(Box::new(self.session.instead(form, what)));
                    }
                    Reply::Stop => return Outcome::Stopped,
                    Reply::Back if form.back() => {
                        // Where they are is kept, too.
                        self.session.keep(form);
                        break;
                    }
                    Reply::Back if self.may_choose_again => return Outcome::ChooseAgain,
                    Reply::Back => {
                        screen::note("This is the first question.");
                        continue;
                    }
                };
                let text = self.council_of(&text);
                let mut answer = self.answer(&prompt, &before, &text);
                if declined && answer.trim().is_empty() {
                    answer = "-".into();
                }
                let settled = self.doubts.settled(form, &prompt, &answer, self.style);
                let Some(input) = settled else {
                    (typed, refused) = (text, true);
                    continue;
                };
                match form.submit(prompt.id, input) {
                    Ok(()) => {
                        self.session.keep(form);
                        self.note(form, prompt.question);
                        break;
                    }
                    Err(fault) => {
                        declined = fault == AnswerFault::OtherMember;
                        if let Some(what) = self.tell(form, &prompt, &fault) {
                            let mut instead = self.session.instead(form, what);
                            instead.answers.give(prompt.id, Input::Text(text));
                            return Outcome::Instead(Box::new(instead));
                        }
                        // A no to the name that was offered is no beginning of another.
                        typed = if declined { String::new() } else { text };
                        refused = true;
                    }
                }
            }
        }
        Outcome::Complete
    }

    /// The council of a number, where councils were numbered; else what was typed.
    fn council_of(&mut self, typed: &str) -> String {
        let councils = std::mem::take(&mut self.councils);
        let number = typed.trim().parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let council = number.and_then(|index| councils.get(index));
        council.cloned().unwrap_or_else(|| typed.to_string())
    }

    /// Says why an answer is not taken. The councils of a county can be picked, and where what is
    /// being written is not for the answer, what to write instead, which is given back.
    fn tell(
        &mut self,
        form: &Form<'_>,
        prompt: &Prompt<'_>,
        fault: &AnswerFault,
    ) -> Option<Vec<String>> {
        match fault {
            // Whoever picks by a number has not seen what the answers are called in files.
            AnswerFault::NotOffered { near: Some(near), .. } => {
                let mut numbered = prompt.options.iter().zip(1..);
                let meant = numbered.find(|(o, _)| o.value == *near || o.text == *near);
                let which = meant.map(|(option, number)| format!("{number}, {}", option.text));
                let which = which.as_ref().unwrap_or(near);
                screen::note(&format!("This is not one of the answers. Did you mean {which}?"));
            }
            AnswerFault::SeveralAreas { asked_for: Some(county), names } => {
                let told = format!("{county} has {} councils. Which one is yours?", names.len());
                screen::note(&format!("{told} Type its number or its name."));
                for (index, name) in names.iter().enumerate() {
                    screen::option(index + 1, name);
                }
                self.councils.clone_from(names);
            }
            AnswerFault::WrittenFor { .. } => {
                let found = &self.session.pack;
                return elsewhere::instead(form, found, prompt.question, fault, self.style);
            }
            _ => screen::note(&sentence(&fault.to_string())),
        }
        None
    }

    /// Says what follows from an answer.
    fn note(&self, form: &Form<'_>, question: &Question) {
        let (pack, templates, answers) = (form.pack(), form.templates(), form.answers());
        let answered = Answered { pack, templates, answers, limits: &self.limits, now: self.now };
        if let Some(note) = answered.note(question) {
            screen::note(&note);
        }
    }

    /// Lets the person type until it is an answer, or a way out.
    fn ask(
        &mut self,
        form: &mut Form<'_>,
        prompt: &Prompt<'_>,
        initial: &str,
        refused: bool,
    ) -> Reply {
        let mut initial = initial.to_string();
        loop {
            let several = several_lines(prompt.question, &initial);
            let (way, text) = self.read(form, prompt, &initial, refused);
            match way {
                Way::Stop => return Reply::Stop,
                Way::Back => return Reply::Back,
                Way::Change => return Reply::Change,
                Way::Why => self.explain(prompt),
                Way::Read => {
                    reading::draft(form, (prompt.id, &text), self.now.date(), self.style);
                }
                Way::Done if text.trim() == "p" && prompt.progress.number == 1 && !several => {
                    prompt::turn_plain(self.style);
                    self.style = prompt::settled(self.style);
                }
                Way::Editor => {
                    // What is typed here can be edited here: nothing is lost without an editor.
                    let edited = prompt::edit(&text, ".txt").unwrap_or(text);
                    self.session.draft(form, prompt.id, &edited);
                    initial = edited;
                    continue;
                }
                // What ended several lines does not end a sentence, nor is it anybody's name.
                Way::Done if !several && text.trim() == "END" => {
                    screen::note("Enter has ended that answer. This is the next question.");
                    initial.clear();
                }
                Way::Done if out_of_range(prompt, &text) => {
                    screen::note("There is no such number. Type one of those above, or a name.");
                }
                Way::Interrupt | Way::Done => return Reply::Given(text),
            }
            if several {
                initial = text;
            }
        }
    }

    /// What stands as the answer before anything is typed: a draft, the answer given before, or
    /// what is remembered about the person.
    fn before(&self, form: &Form<'_>, prompt: &Prompt<'_>) -> String {
        if let Some(draft) = &prompt.draft {
            return draft.clone();
        }
        match &prompt.earlier {
            Some(body @ Value::Body(_)) => shown(body, prompt.question, form.pack()),
            // What is typed on one line stands on one.
            Some(list @ (Value::Concerns(_) | Value::Choices(_))) => {
                list.to_input().editable().replace('\n', ", ")
            }
            Some(other) => other.to_input().editable(),
            None => self.about.get(prompt.id).cloned().unwrap_or_default(),
        }
    }

    /// Whether an earlier answer stands on the line to be edited: not where a number is typed, and
    /// not where a line cannot be edited.
    pub(super) fn edits(&self, prompt: &Prompt<'_>, before: &str) -> bool {
        let edits = self.style == Style::Terminal && cfg!(unix);
        several_lines(prompt.question, before) || (edits && !numbered(prompt))
    }

    /// What was answered by what was typed.
    fn answer(&self, prompt: &Prompt<'_>, before: &str, text: &str) -> String {
        let edits = self.edits(prompt, before);
        if !edits && text.trim().is_empty() {
            return before.to_string();
        }
        if !edits && text.trim() == "-" && !before.is_empty() {
            return String::new();
        }
        picked(prompt, text)
    }

    /// Reads one answer: how it was left, and what was typed. What was refused gives way to the
    /// first key.
    fn read(
        &mut self,
        form: &mut Form<'_>,
        prompt: &Prompt<'_>,
        initial: &str,
        refused: bool,
    ) -> (Way, String) {
        let question = prompt.question;
        let early = self.early.take();
        if several_lines(question, initial) {
            let initial = match early.as_deref().map(|text| (Way::of(text, true), text)) {
                Some((Some(way), _)) => return (way, initial.to_string()),
                Some((None, text)) => text,
                None => initial,
            };
            let ends = if question.kind == Kind::Lines { Ends::Blank } else { Ends::Word };
            let session = &mut *self.session;
            let mut keep = |text: &str| session.draft(form, prompt.id, text);
            let lines = Lines { initial, ends, change: true, keep: &mut keep };
            let (way, text) = prompt::lines(self.style, lines);
            if matches!(way, Way::Back | Way::Stop) && text.trim() != initial.trim() {
                self.session.draft(form, prompt.id, &text);
            }
            return (way, text);
        }
        let numbers = numbered(prompt) || !self.councils.is_empty();
        let session = &mut *self.session;
        let mut keep = |text: &str| {
            if !numbers {
                session.draft(form, prompt.id, text);
            }
        };
        let line = Line { initial, replaces: refused, keep: &mut keep };
        let typed = early.map_or_else(|| prompt::line_of(self.style, line), Typed::Line);
        let Typed::Line(text) = typed else {
            return (Way::Stop, String::new());
        };
        // An earlier answer may still stand before the sign.
        let typed = text.strip_prefix(initial).unwrap_or(&text).trim();
        let way = match (typed, text.trim()) {
            (_, whole) if whole.ends_with('<') => Way::Back,
            ("?", _) | (_, "?") => Way::Why,
            ("q", _) | (_, "q") => Way::Stop,
            ("r", _) | (_, "r") => Way::Read,
            (CHANGE, _) | (_, CHANGE) => Way::Change,
            _ => Way::Done,
        };
        // What was begun before going back stands there again.
        let begun = text.trim().trim_end_matches('<').trim_end();
        if way == Way::Back && !numbers && !begun.is_empty() && begun != initial.trim() {
            self.session.draft(form, prompt.id, begun);
        }
        (way, text)
    }
}

/// Whether an answer is typed in several lines: not where a sentence is meant, unless what stands
/// there has several already.
pub(super) fn several_lines(question: &Question, before: &str) -> bool {
    match question.kind {
        Kind::Lines => true,
        Kind::OwnWords => !question.short || before.contains('\n'),
        _ => false,
    }
}

/// Whether a question is answered by numbers.
pub(super) fn numbered(prompt: &Prompt<'_>) -> bool {
    !prompt.options.is_empty() || matches!(prompt.question.kind, Kind::Body | Kind::Concerns)
}

/// Whether a number picks one of the options by its place: of the other kinds that are numbered
/// the question itself knows its numbers.
fn picks_by_place(prompt: &Prompt<'_>) -> bool {
    prompt.question.kind == Kind::Body || prompt.question.suggest.is_some()
}

/// Whether a number was typed at numbered suggestions or bodies that is none of theirs.
fn out_of_range(prompt: &Prompt<'_>, text: &str) -> bool {
    let number = text.trim().parse::<usize>();
    picks_by_place(prompt) && number.is_ok_and(|n| !(1..=prompt.options.len()).contains(&n))
}

/// What was typed, or what its number stands for.
fn picked(prompt: &Prompt<'_>, text: &str) -> String {
    let number = text.trim().parse::<usize>().ok().filter(|_| picks_by_place(prompt));
    let option = number.and_then(|n| prompt.options.get(n.checked_sub(1)?));
    option.map_or_else(|| text.to_string(), |option| option.value.clone())
}
