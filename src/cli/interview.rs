//! The interview: one question after another on a terminal.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use sayso::answer::{Answers, Input, Value};
use sayso::compose::advice;
use sayso::compose::advice::Limit;
use sayso::model::{Kind, Pack, Question, Template};
use sayso::question::AnswerFault;
use sayso::questionnaire::{Asker, Asking, Reply};
use sayso::register::bodies::Body;
use sayso::template::context::shown;
use sayso::text::dates;

use super::notes::{self, Answered, sentence};
use super::prompt::{self, Lines, Style, Typed};
use super::session::Session;
use super::typing::{Ends, Way};
use super::{about, screen};

/// Asks on the terminal, and keeps every answer as it is given.
pub(crate) struct Interview<'p> {
    pack: &'p Pack,
    templates: &'p [&'p Template],
    style: Style,
    /// Now, for how long is left.
    now: DateTime,
    session: &'p mut Session,
    /// Whether anything was asked.
    pub(crate) asked: bool,
    /// Whether questions that may be left out are asked too.
    pub(crate) asks_optional: bool,
    /// Whether `<` at the first question leads back to what to write.
    pub(crate) may_choose_again: bool,
    /// Whether the person went back to it.
    pub(crate) choose_again: bool,
    /// What is remembered about the person from last time.
    about: BTreeMap<String, String>,
    /// What was typed last, to be edited when it is not taken.
    typed: String,
    /// Whether it was said how several lines end.
    told_end: bool,
    /// The limits that bind the answer being typed.
    limits: Vec<Limit>,
    /// Titles of the documents whose limit was said.
    told_limits: BTreeSet<String>,
}

impl Asker for Interview<'_> {
    fn ask(&mut self, asking: &Asking<'_>) -> Reply {
        let optional = !asking.question.required || asking.default.is_some();
        if optional && !self.asks_optional && asking.fault.is_none() {
            // A name out of a table is not taken by somebody who was not asked.
            let left_out = if asking.offered.is_some() { "-" } else { "" };
            return Reply::Given(Input::Text(left_out.into()));
        }
        self.asked = true;
        self.session.adopt(asking.answers);
        let bodies = self.bodies(asking);
        let before = self.before(asking);
        let mut initial = match &asking.fault {
            Some(fault) => {
                screen::say_indented(&sentence(&fault.to_string()), "  ");
                let typed = std::mem::take(&mut self.typed);
                // A no to the name that was offered is no beginning of another.
                if *fault == AnswerFault::OtherMember { String::new() } else { typed }
            }
            None => {
                self.pose(asking, &bodies, &before);
                if self.edits(asking) { before.clone() } else { String::new() }
            }
        };
        loop {
            let (way, text) = self.read(asking, &initial);
            match way {
                Way::Stop => return Reply::Stop,
                Way::Back if asking.number > 1 => return Reply::Back,
                Way::Back if self.may_choose_again => {
                    self.choose_again = true;
                    return Reply::Stop;
                }
                Way::Back => screen::say_indented("This is the first question.", "  "),
                Way::Why => self.explain(asking.question),
                Way::Done
                    if text.trim() == "p"
                        && asking.number == 1
                        && !multi_line(asking.question.kind) =>
                {
                    prompt::turn_plain(self.style);
                    self.style = prompt::settled(self.style);
                }
                Way::Editor => {
                    let edited = prompt::edit(&text, ".txt").unwrap_or(text);
                    self.session.draft(&asking.question.id, &edited);
                    initial = edited;
                    continue;
                }
                Way::Done if out_of_range(asking, &bodies, &text) => {
                    screen::say_indented(
                        "There is no such number. Type one of those above, or a name.",
                        "  ",
                    );
                }
                Way::Interrupt | Way::Done => {
                    self.typed = text.clone();
                    return Reply::Given(Input::Text(self.answer(asking, &bodies, &before, text)));
                }
            }
            if multi_line(asking.question.kind) {
                initial = text;
            }
        }
    }

    fn taken(&mut self, question: &Question, answers: &Answers) {
        if !self.asked {
            return;
        }
        self.session.keep(answers, &question.id);
        let (pack, templates, limits, now) = (self.pack, self.templates, &self.limits, self.now);
        let answered = Answered { pack, templates, answers, limits, now };
        if let Some(note) = answered.note(question) {
            screen::say_indented(&note, "  ");
        }
    }
}

impl<'p> Interview<'p> {
    /// An interview that asks everything, in this style.
    pub(crate) fn new(
        pack: &'p Pack,
        templates: &'p [&'p Template],
        style: Style,
        now: DateTime,
        session: &'p mut Session,
    ) -> Interview<'p> {
        Interview {
            pack,
            templates,
            style,
            now,
            session,
            asked: false,
            asks_optional: true,
            may_choose_again: false,
            choose_again: false,
            about: about::remembered(),
            typed: String::new(),
            told_end: false,
            limits: Vec::new(),
            told_limits: BTreeSet::new(),
        }
    }

    /// The answer given before, in this run or in one that was stopped.
    fn earlier<'a>(&'a self, asking: &'a Asking<'_>) -> Option<&'a Value> {
        asking.earlier.or_else(|| self.session.answer(&asking.question.id))
    }

    /// What stands as the answer before anything is typed: a draft, the answer given before, or
    /// what is remembered about the person.
    fn before(&self, asking: &Asking<'_>) -> String {
        if let Some(draft) = self.session.extra.drafts.get(&asking.question.id) {
            return draft.clone();
        }
        match self.earlier(asking) {
            Some(body @ Value::Body(_)) => shown(body, asking.question, self.pack),
            // What is typed on one line stands on one.
            Some(list @ (Value::Concerns(_) | Value::Choices(_))) => {
                editable(&list.to_input()).replace('\n', ", ")
            }
            Some(other) => editable(&other.to_input()),
            None => self.about.get(&asking.question.id).cloned().unwrap_or_default(),
        }
    }

    /// Whether an earlier answer stands on the line to be edited: not where a number is typed, and
    /// not where a line cannot be edited.
    fn edits(&self, asking: &Asking<'_>) -> bool {
        let numbered = !asking.suggestions.is_empty()
            || matches!(
                asking.question.kind,
                Kind::Choice | Kind::Choices | Kind::YesNo | Kind::Concerns | Kind::Body
            );
        let edits = self.style == Style::Terminal && cfg!(unix);
        multi_line(asking.question.kind) || (edits && !numbered)
    }

    /// What was answered by what was typed.
    fn answer(&self, asking: &Asking<'_>, bodies: &[Body], before: &str, text: String) -> String {
        if !self.edits(asking) && text.trim().is_empty() {
            return before.to_string();
        }
        if !self.edits(asking) && text.trim() == "-" && !before.is_empty() {
            return String::new();
        }
        pick(asking, bodies, text)
    }

    /// Shows the question with what may be picked.
    fn pose(&mut self, asking: &Asking<'_>, bodies: &[Body], before: &str) {
        let question = asking.question;
        screen::say(&format!("\n{} of {}  {}", asking.number, asking.of, question.ask));
        for (index, option) in self.options(asking, bodies).iter().enumerate() {
            screen::option(index + 1, option);
        }
        for body in bodies.iter().filter(|b| !b.may_take_questions()) {
            let instead = body.rules.instead.as_deref().unwrap_or_default();
            screen::say_indented(&format!("Takes no questions: {}. {instead}", body.short()), "  ");
        }
        // What help says of leaving a question empty is not so where a name is offered.
        if let Some(help) = question.help.as_ref().filter(|_| asking.offered.is_none()) {
            screen::say_indented(help, "  ");
        }
        if question.kind == Kind::OwnWords {
            self.limits = advice::limits(self.pack, self.templates, question, asking.answers);
            // The limit of a whole document is said once; it binds every answer in it.
            let told = &mut self.told_limits;
            for limit in
                self.limits.iter().filter(|l| l.room.is_some() || told.insert(l.title.clone()))
            {
                screen::say_indented(&limit.in_words(), "  ");
            }
            self.tell_end();
        }
        if !before.is_empty() {
            self.tell_before(asking, before);
        } else if let Some(member) = asking.offered {
            let day = dates::day(member.as_of);
            let name = &member.name;
            screen::say_indented(&format!("On {day} your MP was {name}. Still right? [Y/n]"), "  ");
            screen::say_indented("To check: members.parliament.uk. Type - to leave it out.", "  ");
        } else if let Some(default) = &asking.default {
            let shown = question.options.iter().find(|o| o.value == *default);
            let shown = shown.map_or(default, |o| &o.text);
            screen::say_indented(&format!("Press Enter for: {shown}"), "  ");
        }
    }

    /// Says how several lines end; the first time also of the editor, where there is one.
    fn tell_end(&mut self) {
        if std::mem::replace(&mut self.told_end, true) {
            return screen::say_indented("Then END on a line of its own.", "  ");
        }
        let editor = prompt::editor().map(|name| format!(" To write in {name}, type e."));
        let editor = editor.unwrap_or_default();
        screen::say_indented(&format!("To finish, type END on a line of its own.{editor}"), "  ");
    }

    /// Says what is there already, where it does not stand on the line to be edited.
    fn tell_before(&self, asking: &Asking<'_>, before: &str) {
        let question = asking.question;
        if multi_line(question.kind) {
            let what = if self.session.extra.drafts.contains_key(&question.id) {
                "You had begun to write this."
            } else if self.earlier(asking).is_some() {
                "You wrote this before."
            } else {
                "Remembered from last time."
            };
            let end = if question.kind == Kind::Lines { "an empty line" } else { "END" };
            screen::say_indented(&format!("{what} Change it or add to it; {end} finishes."), "  ");
            if !screen::can_ask() || cfg!(not(unix)) {
                screen::say_indented(before, "    ");
            }
        } else if !self.edits(asking) {
            let none = if question.required { "" } else { ", or type - to leave it out" };
            let answer = self.earlier(asking).map(|value| notes::reads(value, question, self.pack));
            let answer = answer.unwrap_or_else(|| before.replace('\n', ", "));
            screen::say_indented(&format!("You answered: {answer}"), "  ");
            screen::say_indented(&format!("Press Enter to keep it{none}."), "  ");
        }
    }

    fn options(&self, asking: &Asking<'_>, bodies: &[Body]) -> Vec<String> {
        match asking.question.kind {
            Kind::Choice | Kind::Choices => {
                asking.question.options.iter().map(|o| o.text.clone()).collect()
            }
            Kind::YesNo => vec!["yes".into(), "no".into()],
            Kind::Concerns => self.pack.concerns.iter().map(|c| c.title.clone()).collect(),
            Kind::Body => open_to_questions(bodies)
                .map(|b| format!("{}. {}", b.name, b.rules.summary()))
                .collect(),
            _ => asking.suggestions.clone(),
        }
    }

    /// The bodies that serve the area answered.
    fn bodies(&self, asking: &Asking<'_>) -> Vec<Body> {
        if asking.question.kind != Kind::Body {
            return Vec::new();
        }
        self.pack.registers.serving_bodies(asking.answers)
    }

    /// Reads one answer: how it was left, and what was typed.
    fn read(&mut self, asking: &Asking<'_>, initial: &str) -> (Way, String) {
        let question = asking.question;
        if multi_line(question.kind) {
            let ends = if question.kind == Kind::Lines { Ends::Blank } else { Ends::Word };
            let session = &mut *self.session;
            let mut keep = |text: &str| session.draft(&question.id, text);
            let (way, text) = prompt::lines(self.style, Lines { initial, ends, keep: &mut keep });
            if matches!(way, Way::Back | Way::Stop) && text.trim() != initial.trim() {
                self.session.draft(&question.id, &text);
            }
            return (way, text);
        }
        let Typed::Line(text) = prompt::line(self.style, initial) else {
            return (Way::Stop, String::new());
        };
        // An earlier answer may still stand before the sign.
        let typed = text.strip_prefix(initial).unwrap_or(&text).trim();
        let way = match (typed, text.trim()) {
            (_, whole) if whole.ends_with('<') => Way::Back,
            ("?", _) | (_, "?") => Way::Why,
            ("q", _) | (_, "q") => Way::Stop,
            _ => Way::Done,
        };
        (way, text)
    }

    fn explain(&self, question: &Question) {
        let why = question.why.as_deref().unwrap_or("It goes into what you are writing.");
        screen::say_indented(why, "  ");
    }
}

/// The bodies that may take a question, in the order in which they are numbered.
fn open_to_questions(bodies: &[Body]) -> impl Iterator<Item = &Body> {
    bodies.iter().filter(|b| b.may_take_questions())
}

fn multi_line(kind: Kind) -> bool {
    matches!(kind, Kind::OwnWords | Kind::Lines)
}

/// Turns a number typed at a list of suggestions or bodies into what it stands for.
/// Whether a number was typed at numbered suggestions or bodies that is none of theirs.
fn out_of_range(asking: &Asking<'_>, bodies: &[Body], text: &str) -> bool {
    let most = match asking.question.kind {
        Kind::Body => open_to_questions(bodies).count(),
        _ if asking.question.suggest.is_some() => asking.suggestions.len(),
        _ => return false,
    };
    text.trim().parse::<usize>().is_ok_and(|n| !(1..=most).contains(&n))
}

fn pick(asking: &Asking<'_>, bodies: &[Body], text: String) -> String {
    let number = text.trim().parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    let picked = number.and_then(|index| match asking.question.kind {
        Kind::Body => open_to_questions(bodies).nth(index).map(|b| b.id.clone()),
        _ => asking.suggestions.get(index).cloned(),
    });
    picked.unwrap_or(text)
}

/// An answer as text that can be edited and read again.
pub(crate) fn editable(raw: &Input) -> String {
    match raw {
        Input::Text(text) => text.clone(),
        Input::List(items) => items.join("\n"),
        Input::Map(map) => map.get("name").cloned().unwrap_or_default(),
    }
}
