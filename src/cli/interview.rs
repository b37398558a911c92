//! The interview: one question after another on a terminal, kept after every answer and every line
//! that is typed, so that nothing is lost however it ends.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use jiff::civil::DateTime;
use sayso::answer::{Input, Value};
use sayso::compose::advice::Limit;
use sayso::error::Error;
use sayso::interview::{Form, Prompt};
use sayso::model::{Kind, Question, Template};
use sayso::question::AnswerFault;
use sayso::source::AnswerFile;
use sayso::template::context::shown;
use sayso::text::ENGLISH;
use serde_json::json;

use super::args::WriteArgs;
use super::extras::Extras;
use super::keep;
use super::notes::{Answered, sentence};
use super::typing::{Ask, Ends, Way};
use super::{notes, prompt, reading, screen, talk};

/// A letter on any subject, for a nation of which a pack knows nothing.
const ANYTHING: &str = "anything/member-letter";

/// Where an interview is kept.
#[derive(Default)]
pub(crate) struct Session {
    /// Where; none until something is kept, or where nothing can be.
    pub(super) place: Option<PathBuf>,
    /// How the pack is found again: the name of one that ships, or a path.
    pub(crate) pack: String,
    /// Whether something else may be chosen to be written, to which `<` at the first question leads.
    pub(crate) may_choose_again: bool,
}

impl Session {
    /// Keeps the form as it is.
    pub(crate) fn keep(&mut self, form: &Form<'_>) {
        let kept = keep::keep_interview(self.place.as_ref(), form.save(&self.pack));
        self.place = kept.or(self.place.take());
    }

    /// What was written is saved: nothing of it stays here.
    pub(super) fn finished(&mut self) {
        if let Some(place) = self.place.take() {
            keep::drop_interview(&place);
        }
        keep::note(keep::SAVED);
    }
}

/// Why an interview, or the review of what was written, ends before its end.
pub(crate) enum Left {
    /// Something else is to be written: what, as on the command line, or nothing where it is to be
    /// asked; and the answers so far.
    Instead(Vec<String>, Box<AnswerFile>),
    /// It failed, or the person stopped.
    Failed(Error),
}

impl From<Error> for Left {
    fn from(error: Error) -> Left {
        Left::Failed(error)
    }
}

/// An interview that is going on, until what was written is saved.
pub(crate) struct Interview<'r, 'p> {
    /// The flags.
    pub(super) args: &'r WriteArgs,
    /// What goes with the documents.
    pub(super) extras: &'r Extras<'r>,
    /// The answers.
    pub(crate) form: Form<'p>,
    /// Where it is kept.
    pub(super) session: &'r mut Session,
    /// Now, for how long is left.
    pub(super) now: DateTime,
    /// What is remembered about the person from last time.
    about: BTreeMap<String, String>,
    /// The limits that bind the answer being typed.
    pub(super) limits: Vec<Limit>,
    /// What was said or asked that is said or asked once.
    pub(super) told: BTreeSet<String>,
    /// Councils that were numbered when the last answer could have meant any of them.
    councils: Vec<String>,
}

/// What stands where an answer is typed.
#[derive(Default)]
pub(super) struct Stands {
    text: String,
    /// Whether the first key takes its place.
    replaces: bool,
    /// Whether Enter takes it as it stands; else it is Enter alone.
    pub(super) enter_keeps: bool,
}

impl<'r, 'p> Interview<'r, 'p> {
    /// An interview that begins with these answers.
    pub(crate) fn new(
        (args, extras): (&'r WriteArgs, &'r Extras<'r>),
        form: Form<'p>,
        session: &'r mut Session,
        now: DateTime,
    ) -> Interview<'r, 'p> {
        let (limits, told, councils) = (Vec::new(), BTreeSet::new(), Vec::new());
        let about = keep::about().unwrap_or_default();
        Interview { args, extras, form, session, now, about, limits, told, councils }
    }

    /// Asks, shows what was written, and saves it. False where there was nothing to ask.
    ///
    /// # Errors
    /// The person stops, or writes something else; or it fails.
    pub(crate) fn run(&mut self) -> Result<bool, Left> {
        // An interview that is kept may have been stopped when all of it was answered.
        if !self.ask_all()? && self.session.place.is_none() {
            return Ok(false);
        }
        notes::tell_taken_in(&self.form);
        self.review().map(|()| true)
    }

    /// Asks until every question of the form is answered; whether anything was asked.
    ///
    /// # Errors
    /// The person stops, or writes something else.
    fn ask_all(&mut self) -> Result<bool, Left> {
        let mut asked = false;
        while let Some(prompt) = self.form.next() {
            asked = true;
            if !prompt.progress.certain {
                self.form.extra.about.get_or_insert(prompt.progress.of);
            }
            self.question(&prompt)?;
        }
        Ok(asked)
    }

    /// Asks one answer again, and whatever depends on it; what was said before is said again.
    pub(super) fn ask_again(&mut self, id: Option<&str>) -> Result<(), Left> {
        let Some(id) = id else { return Ok(()) };
        self.form.ask_again(id);
        self.told.clear();
        self.ask_all().map(|_| ())
    }

    /// Asks one question until it is answered, or gone back from.
    fn question(&mut self, prompt: &Prompt<'_>) -> Result<(), Left> {
        let before = self.before(prompt);
        // Where it does not hold here, what does is asked before anything else.
        let elsewhere = matches!(&prompt.fault, Some(AnswerFault::WrittenFor { .. }));
        if !elsewhere {
            self.pose(prompt, &before);
        }
        if let Some(fault) = &prompt.fault {
            self.tell(prompt, fault, None)?;
        }
        if elsewhere {
            self.pose(prompt, &before);
        }
        let text = if self.edits(prompt, &before) { before.clone() } else { String::new() };
        let mut stands = Stands { text, ..Stands::default() };
        let mut declined = false;
        loop {
            let (way, typed) = self.ask(prompt, &stands);
            match way {
                Way::Stop => return Err(Error::Interrupted.into()),
                Way::Change if self.session.may_choose_again => {
                    return Err(self.instead(Vec::new(), None));
                }
                Way::Back if self.form.back() => {
                    // Where they are is kept, too.
                    self.session.keep(&self.form);
                    return Ok(());
                }
                Way::Back if !self.session.may_choose_again => {
                    screen::note("This is the first question.");
                    continue;
                }
                Way::Change | Way::Back => {
                    return Err(self.instead(vec![self.session.pack.clone()], None));
                }
                _ => {}
            }
            let text = self.council_of(&typed);
            let mut answer = self.answer(prompt, &before, &text);
            if declined && answer.trim().is_empty() {
                answer = "-".into();
            }
            stands = Stands { text, replaces: true, enter_keeps: true };
            let Some(input) = self.settled(prompt, answer, &mut stands)? else { continue };
            let Err(fault) = self.form.submit(prompt.id, input) else {
                self.session.keep(&self.form);
                self.note(prompt.question);
                return Ok(());
            };
            self.tell(prompt, &fault, Some(&stands.text))?;
            declined = fault == AnswerFault::OtherMember;
            // A no to the name that was offered is no beginning of another.
            if declined {
                stands.text.clear();
            }
            stands.enter_keeps = !numbered(prompt);
        }
    }

    /// To write something else with the answers so far, and with what was typed to a question.
    pub(super) fn instead(&self, what: Vec<String>, typed: Option<(&str, &str)>) -> Left {
        let saved = self.form.save(&self.session.pack);
        let mut answers = AnswerFile::read(&saved, "the answers so far").unwrap_or_default();
        // Other questions have another place and count.
        (answers.extra.at, answers.extra.about) = (None, None);
        if let Some((id, typed)) = typed {
            answers.give(id, Input::Text(typed.to_string()));
        }
        Left::Instead(what, Box::new(answers))
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
                talk::note("not-offered", json!({"which": which.as_ref().unwrap_or(near)}));
            }
            AnswerFault::SeveralAreas { asked_for: Some(county), names } => {
                talk::note("several-councils", json!({"county": county, "many": names.len()}));
                names.iter().zip(1..).for_each(|(name, number)| screen::option(number, name));
                self.councils.clone_from(names);
            }
            AnswerFault::WrittenFor { .. } => {
                if let Some(what) = self.elsewhere(prompt.question.kind, fault)? {
                    return Err(self.instead(what, typed.map(|typed| (prompt.id, typed))));
                }
            }
            _ => screen::note(&sentence(&fault.to_string())),
        }
        Ok(())
    }

    /// What fits an answer for which what is being written is not written, such as where they live in
    /// another nation: what was chosen of it, as on the command line, with what still fits. None
    /// where another answer is to be given.
    fn elsewhere(&self, kind: Kind, fault: &AnswerFault) -> Result<Option<Vec<String>>, Error> {
        let AnswerFault::WrittenFor { holds, nation, instead, refused, .. } = fault else {
            return Ok(None);
        };
        let (pack, chosen, found) = (self.form.pack(), self.form.templates(), &self.session.pack);
        let (lost, held): (Vec<&Template>, Vec<&Template>) =
            chosen.iter().partition(|template| refused.contains(&template.id));
        let kept: Vec<String> = held.iter().map(|one| format!("{found}/{}", one.id)).collect();
        let fits = |name: &String| {
            let template = pack.template(name.split_once('/')?.1)?;
            let name = format!("{found}/{}", template.id);
            (!kept.contains(&name)).then(|| (vec![name], template.action.clone()))
        };
        let mut offered = Vec::new();
        if !kept.is_empty() {
            offered.push((Vec::new(), talk::text("leave-it-out", json!({}))));
        }
        offered.extend(instead.iter().filter_map(fits));
        if offered.is_empty() && nation.is_some() {
            offered.push((vec![ANYTHING.to_string()], talk::text("anything", json!({}))));
        }
        let mut lines: Vec<String> = offered.iter().map(|(_, action)| action.clone()).collect();
        lines.push(talk::text("another-answer", json!({"area": kind == Kind::Area})));
        let what = lost.first().map(|template| &template.title);
        screen::say("");
        let holds = ENGLISH.join(holds);
        talk::note("elsewhere", json!({"what": what, "holds": holds, "nation": nation}));
        let picked = talk::one_of("instead", json!({}), &lines)?;
        let taken = picked.and_then(|index| offered.into_iter().nth(index));
        Ok(taken.map(|(names, _)| [names, kept].concat()))
    }

    /// Says what follows from an answer.
    fn note(&self, question: &Question) {
        let (pack, templates, answers) =
            (self.form.pack(), self.form.templates(), self.form.answers());
        let answered = Answered { pack, templates, answers, limits: &self.limits, now: self.now };
        answered.note(question).iter().for_each(|note| screen::note(note));
    }

    /// Keeps what is being typed.
    fn draft(&mut self, question: &str, text: &str) {
        self.form.draft(question, text);
        self.session.keep(&self.form);
    }

    /// Lets the person type until it is an answer, or a way out.
    fn ask(&mut self, prompt: &Prompt<'_>, stands: &Stands) -> (Way, String) {
        let mut initial = stands.text.clone();
        loop {
            let several = several_lines(prompt.question, &initial);
            let (way, text) = self.read(prompt, &initial, stands.replaces);
            match way {
                Way::Why => self.explain(prompt),
                Way::Read => reading::draft(&self.form, (prompt.id, &text), self.now.date()),
                Way::Same if !stands.enter_keeps => return (Way::Done, String::new()),
                Way::Done if text.trim() == "p" && prompt.progress.number == 1 && !several => {
                    prompt::turn_plain();
                }
                Way::Editor => {
                    // What is typed here can be edited here: nothing is lost without an editor.
                    initial = prompt::edit(&text, ".txt").unwrap_or(text);
                    self.draft(prompt.id, &initial);
                    continue;
                }
                // What ended several lines does not end a sentence, nor is it anybody's name.
                Way::Done if !several && text.trim() == "END" => {
                    talk::note("ended", json!({}));
                    initial.clear();
                }
                Way::Done if out_of_range(prompt, &text) => {
                    talk::note("no-such-number", json!({}));
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
    fn before(&self, prompt: &Prompt<'_>) -> String {
        if let Some(draft) = &prompt.draft {
            return draft.clone();
        }
        match &prompt.earlier {
            Some(body @ Value::Body(_)) => shown(body, prompt.question, self.form.pack()),
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
        let edits = !prompt::plain() && cfg!(unix);
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
    fn read(&mut self, prompt: &Prompt<'_>, initial: &str, replaces: bool) -> (Way, String) {
        let question = prompt.question;
        let several = several_lines(question, initial);
        let numbers = !several && (numbered(prompt) || !self.councils.is_empty());
        let ends = if question.kind == Kind::Lines { Ends::Blank } else { Ends::Word };
        let mut keep = |text: &str| {
            if !numbers {
                self.draft(prompt.id, text);
            }
        };
        let (lines, change) = (several.then_some(ends), true);
        let ask = Ask { initial, lines, replaces, change, keep: Some(&mut keep), ..Ask::default() };
        let (way, text) = prompt::typed(ask);
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
            self.draft(prompt.id, begun);
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
