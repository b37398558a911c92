//! The interview: one question after another on a terminal.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use sayso::answer::{Input, Value};
use sayso::compose::advice::Limit;
use sayso::error::Error;
use sayso::interview::{Form, Prompt};
use sayso::model::{Kind, Question};
use sayso::question::AnswerFault;
use sayso::template::context::shown;

use super::doubts::{Doubts, Settled};
use super::notes::{Answered, sentence};
use super::prompt::{self, Style};
use super::session::{Left, Session};
use super::typing::{Ask, Ends, Way};
use super::{about, elsewhere, reading, screen};

/// Asks on the terminal, and keeps every answer as it is given.
pub(crate) struct Interview<'s> {
    pub(super) style: Style,
    /// Now, for how long is left.
    pub(super) now: DateTime,
    pub(super) session: &'s mut Session,
    /// Whether anything was asked.
    pub(crate) asked: bool,
    /// What is remembered about the person from last time.
    about: BTreeMap<String, String>,
    /// The limits that bind the answer being typed.
    pub(super) limits: Vec<Limit>,
    /// What was said that is said once.
    pub(super) told: BTreeSet<String>,
    /// What was asked about answers.
    doubts: Doubts,
    /// Councils that were numbered when the last answer could have meant any of them.
    councils: Vec<String>,
}

/// What stands where an answer is typed.
#[derive(Default)]
struct Stands {
    text: String,
    /// Whether the first key takes its place.
    replaces: bool,
    /// Whether Enter takes it as it stands; else it is Enter alone.
    enter_keeps: bool,
}

impl<'s> Interview<'s> {
    /// An interview in this style.
    pub(crate) fn new(style: Style, now: DateTime, session: &'s mut Session) -> Interview<'s> {
        Interview {
            style,
            now,
            session,
            asked: false,
            about: about::remembered(),
            limits: Vec::new(),
            told: BTreeSet::new(),
            doubts: Doubts::default(),
            councils: Vec::new(),
        }
    }

    /// Asks until every question of the form is answered.
    ///
    /// # Errors
    /// The person stops, or writes something else.
    pub(crate) fn run(&mut self, form: &mut Form<'_>) -> Result<(), Left> {
        while let Some(prompt) = form.next() {
            self.asked = true;
            if !prompt.progress.certain {
                form.extra_mut().about.get_or_insert(prompt.progress.of);
            }
            self.question(form, &prompt)?;
        }
        Ok(())
    }

    /// Asks one question until it is answered, or gone back from.
    fn question(&mut self, form: &mut Form<'_>, prompt: &Prompt<'_>) -> Result<(), Left> {
        let before = self.before(form, prompt);
        // Where it does not hold here, what does is asked before anything else.
        let elsewhere = matches!(&prompt.fault, Some(AnswerFault::WrittenFor { .. }));
        if !elsewhere {
            self.pose(form, prompt, &before);
        }
        if let Some(fault) = &prompt.fault {
            self.tell(form, prompt, fault, None)?;
        }
        if elsewhere {
            self.pose(form, prompt, &before);
        }
        let mut stands = Stands::default();
        if self.edits(prompt, &before) {
            stands.text.clone_from(&before);
        }
        let mut declined = false;
        loop {
            let (way, typed) = self.ask(form, prompt, &stands);
            match way {
                Way::Stop => return Err(Error::Interrupted.into()),
                Way::Change if self.session.may_choose_again => {
                    return self.leave(form, Vec::new());
                }
                Way::Back if form.back() => {
                    // Where they are is kept, too.
                    self.session.keep(form);
                    return Ok(());
                }
                Way::Back if !self.session.may_choose_again => {
                    screen::note("This is the first question.");
                    continue;
                }
                Way::Change | Way::Back => {
                    return self.leave(form, vec![self.session.pack.clone()]);
                }
                _ => {}
            }
            let text = self.council_of(&typed);
            let mut answer = self.answer(prompt, &before, &text);
            if declined && answer.trim().is_empty() {
                answer = "-".into();
            }
            stands = Stands { text, replaces: true, enter_keeps: true };
            let input = match self.doubts.settled(form, prompt, answer, self.style)? {
                Settled::As(input) => input,
                Settled::Again { refused } => {
                    stands.enter_keeps = !refused || !numbered(prompt);
                    continue;
                }
            };
            match form.submit(prompt.id, input) {
                Ok(()) => {
                    self.session.keep(form);
                    self.note(form, prompt.question);
                    return Ok(());
                }
                Err(fault) => {
                    self.tell(form, prompt, &fault, Some(&stands.text))?;
                    declined = fault == AnswerFault::OtherMember;
                    // A no to the name that was offered is no beginning of another.
                    if declined {
                        stands.text.clear();
                    }
                    stands.enter_keeps = !numbered(prompt);
                }
            }
        }
    }

    /// Leaves the interview to write something else with its answers.
    fn leave(&self, form: &Form<'_>, what: Vec<String>) -> Result<(), Left> {
        Err(Left::Instead(Box::new(self.session.instead(form, what))))
    }

    /// The council of a number, where councils were numbered; else what was typed.
    fn council_of(&mut self, typed: &str) -> String {
        let councils = std::mem::take(&mut self.councils);
        let council = place(typed).and_then(|index| councils.get(index));
        council.cloned().unwrap_or_else(|| typed.to_string())
    }

    /// Says why an answer is not taken. The councils of a county can be picked, and where what is
    /// being written is not for the answer, what to write instead; `typed` comes along then.
    fn tell(
        &mut self,
        form: &Form<'_>,
        prompt: &Prompt<'_>,
        fault: &AnswerFault,
        typed: Option<&str>,
    ) -> Result<(), Left> {
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
                names.iter().zip(1..).for_each(|(name, number)| screen::option(number, name));
                self.councils.clone_from(names);
            }
            AnswerFault::WrittenFor { .. } => {
                let (found, question) = (&self.session.pack, prompt.question);
                let what = elsewhere::instead(form, found, question, fault, self.style)?;
                if let Some(what) = what {
                    let mut instead = self.session.instead(form, what);
                    if let Some(typed) = typed {
                        instead.answers.give(prompt.id, Input::Text(typed.to_string()));
                    }
                    return Err(Left::Instead(Box::new(instead)));
                }
            }
            _ => screen::note(&sentence(&fault.to_string())),
        }
        Ok(())
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
    fn ask(&mut self, form: &mut Form<'_>, prompt: &Prompt<'_>, stands: &Stands) -> (Way, String) {
        let mut initial = stands.text.clone();
        loop {
            let several = several_lines(prompt.question, &initial);
            let (way, text) = self.read(form, prompt, &initial, stands.replaces);
            match way {
                Way::Why => self.explain(prompt),
                Way::Read => {
                    reading::draft(form, (prompt.id, &text), self.now.date(), self.style);
                }
                Way::Same if !stands.enter_keeps => return (Way::Done, String::new()),
                Way::Done if text.trim() == "p" && prompt.progress.number == 1 && !several => {
                    prompt::turn_plain(self.style);
                    self.style = prompt::settled(self.style);
                }
                Way::Editor => {
                    // What is typed here can be edited here: nothing is lost without an editor.
                    initial = prompt::edit(&text, ".txt").unwrap_or(text);
                    self.session.draft(form, prompt.id, &initial);
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
                way => return (way, text),
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
        match text.trim() {
            "" if !self.edits(prompt, before) => before.to_string(),
            "-" if !self.edits(prompt, before) && !before.is_empty() => String::new(),
            _ => picked(prompt, text),
        }
    }

    /// Reads one answer: how it was left, and what was typed. What was begun before going back
    /// stands there again.
    fn read(
        &mut self,
        form: &mut Form<'_>,
        prompt: &Prompt<'_>,
        initial: &str,
        replaces: bool,
    ) -> (Way, String) {
        let question = prompt.question;
        let several = several_lines(question, initial);
        let numbers = !several && (numbered(prompt) || !self.councils.is_empty());
        let ends = if question.kind == Kind::Lines { Ends::Blank } else { Ends::Word };
        let mut keep = |text: &str| {
            if !numbers {
                self.session.draft(form, prompt.id, text);
            }
        };
        let (lines, change) = (several.then_some(ends), true);
        let ask = Ask { initial, lines, replaces, change, keep: Some(&mut keep), ..Ask::default() };
        let (way, text) = prompt::typed(self.style, ask);
        // On one line an earlier answer may still stand before the sign.
        let sign = |text: &str| Way::of(text).filter(|way| !matches!(way, Way::Done | Way::Editor));
        let begun = text.strip_prefix(initial).unwrap_or(&text);
        let way = match way {
            Way::Done if several => way,
            Way::Done if text.trim().ends_with('<') => Way::Back,
            Way::Done => sign(begun).or_else(|| sign(&text)).unwrap_or(way),
            way => way,
        };
        let begun =
            if several { text.as_str() } else { text.trim().trim_end_matches('<').trim_end() };
        let is_begun = begun.trim() != initial.trim() && (several || !begun.is_empty() && !numbers);
        if is_begun && (way == Way::Back || several && way == Way::Stop) {
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
    let is_number = text.trim().parse::<usize>().is_ok();
    let is_there = || place(text).is_some_and(|index| index < prompt.options.len());
    picks_by_place(prompt) && is_number && !is_there()
}

/// The place in a list of what a number from 1 picks.
fn place(typed: &str) -> Option<usize> {
    typed.trim().parse::<usize>().ok()?.checked_sub(1)
}

/// What was typed, or what its number stands for.
fn picked(prompt: &Prompt<'_>, text: &str) -> String {
    let index = place(text).filter(|_| picks_by_place(prompt));
    let option = index.and_then(|index| prompt.options.get(index));
    option.map_or_else(|| text.to_string(), |option| option.value.clone())
}
