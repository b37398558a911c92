//! The interview: one question after another on a terminal.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use sayso::answer::{Input, Value};
use sayso::compose::advice::{self, Limit};
use sayso::interview::{Form, Progress, Prompt};
use sayso::model::{Kind, Question};
use sayso::question::AnswerFault;
use sayso::template::context::shown;

use super::doubts::Doubts;
use super::notes::{self, Answered, sentence};
use super::prompt::{self, Line, Lines, Style, Typed};
use super::session::Session;
use super::typing::{CHANGE, Ends, Way};
use super::{about, reading, screen};

/// How an interview ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Every question is answered.
    Complete,
    /// The person stopped; what was answered is kept.
    Stopped,
    /// The person went back to what to write.
    ChooseAgain,
}

/// Asks on the terminal, and keeps every answer as it is given.
pub(crate) struct Interview<'s> {
    style: Style,
    /// Now, for how long is left.
    now: DateTime,
    session: &'s mut Session,
    /// Whether anything was asked.
    pub(crate) asked: bool,
    /// Whether `<` at the first question leads back to what to write.
    pub(crate) may_choose_again: bool,
    /// What is remembered about the person from last time.
    about: BTreeMap<String, String>,
    /// Whether it was said how several lines end.
    told_end: bool,
    /// The limits that bind the answer being typed.
    limits: Vec<Limit>,
    /// Titles of the documents whose limit was said.
    told_limits: BTreeSet<String>,
    /// How many questions there were about, when that was said first.
    about_so_many: Option<usize>,
    /// What was typed before all of the question was shown.
    early: Option<String>,
    /// What was asked about answers.
    doubts: Doubts,
    /// Whether it was said what to leave out.
    told_care: bool,
    /// Councils that were numbered when the last answer could have meant any of them.
    councils: Vec<String>,
    /// Id of the question at which it was said what the letter will ask for.
    told_request: Option<String>,
}

/// What came of asking one question.
enum Reply {
    /// An answer; an empty one leaves the question out or takes the default.
    Given(String),
    /// To the question before.
    Back,
    /// Something else is wanted than what the letter would ask for.
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
            about_so_many: None,
            early: None,
            doubts: Doubts::default(),
            told_care: false,
            councils: Vec::new(),
            told_request: None,
        }
    }

    /// Asks until every question of the form is answered.
    pub(crate) fn run(&mut self, form: &mut Form<'_>) -> Outcome {
        while let Some(prompt) = form.next() {
            self.asked = true;
            let before = self.before(form, &prompt);
            self.pose(form, &prompt, &before);
            let mut typed =
                if self.edits(&prompt, &before) { before.clone() } else { String::new() };
            if let Some(fault) = &prompt.fault {
                screen::say_indented(&sentence(&fault.to_string()), "  ");
            }
            loop {
                let text = match self.ask(form, &prompt, &typed) {
                    Reply::Given(text) => text,
                    Reply::Change if self.may_choose_again => return Outcome::ChooseAgain,
                    Reply::Change => {
                        form.back();
                        break;
                    }
                    Reply::Stop => return Outcome::Stopped,
                    Reply::Back if form.back() => break,
                    Reply::Back if self.may_choose_again => return Outcome::ChooseAgain,
                    Reply::Back => {
                        screen::say_indented("This is the first question.", "  ");
                        continue;
                    }
                };
                let text = self.council_of(&text);
                let answer = self.answer(&prompt, &before, &text);
                let settled = self.doubts.settled(form, &prompt, &answer, self.style);
                let Some(input) = settled else {
                    typed = text;
                    continue;
                };
                match form.submit(prompt.id, input) {
                    Ok(()) => {
                        self.session.keep(form);
                        self.note(form, prompt.question);
                        break;
                    }
                    Err(fault) => {
                        self.tell(fault);
                        typed = text;
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

    /// Says why an answer is not taken. The councils of a county can be picked.
    fn tell(&mut self, fault: AnswerFault) {
        let AnswerFault::SeveralAreas { asked_for: Some(county), names } = fault else {
            return screen::say_indented(&sentence(&fault.to_string()), "  ");
        };
        let told = format!("{county} has {} councils. Which one is yours?", names.len());
        screen::say_indented(&format!("{told} Type its number or its name."), "  ");
        for (index, name) in names.iter().enumerate() {
            screen::option(index + 1, name);
        }
        self.councils = names;
    }

    /// Says what follows from an answer.
    fn note(&self, form: &Form<'_>, question: &Question) {
        let (pack, templates, answers) = (form.pack(), form.templates(), form.answers());
        let answered = Answered { pack, templates, answers, limits: &self.limits, now: self.now };
        if let Some(note) = answered.note(question) {
            screen::say_indented(&note, "  ");
        }
    }

    /// Lets the person type until it is an answer, or a way out.
    fn ask(&mut self, form: &mut Form<'_>, prompt: &Prompt<'_>, initial: &str) -> Reply {
        let mut initial = initial.to_string();
        loop {
            let several = several_lines(prompt.question, &initial);
            let (way, text) = self.read(form, prompt, &initial);
            match way {
                Way::Stop => return Reply::Stop,
                Way::Back => return Reply::Back,
                Way::Change => return Reply::Change,
                Way::Why => self.explain(prompt.question),
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
                    screen::say_indented(
                        "Enter has ended that answer. This is the next question.",
                        "  ",
                    );
                    initial.clear();
                }
                Way::Done if out_of_range(prompt, &text) => {
                    screen::say_indented(
                        "There is no such number. Type one of those above, or a name.",
                        "  ",
                    );
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
                editable(&list.to_input()).replace('\n', ", ")
            }
            Some(other) => editable(&other.to_input()),
            None => self.about.get(prompt.id).cloned().unwrap_or_default(),
        }
    }

    /// Whether an earlier answer stands on the line to be edited: not where a number is typed, and
    /// not where a line cannot be edited.
    fn edits(&self, prompt: &Prompt<'_>, before: &str) -> bool {
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

    /// Shows the question with what may be picked.
    fn pose(&mut self, form: &Form<'_>, prompt: &Prompt<'_>, before: &str) {
        let question = prompt.question;
        let from = screen::said().len();
        if self.style == Style::Terminal && screen::can_ask() {
            screen::hold();
        }
        let head = format!("{}  {}", self.count(prompt.progress), question.ask);
        screen::say(&format!("\n{head}"));
        show_options(prompt);
        for sentence in &prompt.unavailable {
            screen::say_indented(sentence, "  ");
        }
        if let Some(help) = &question.help {
            screen::say_indented(help, "  ");
        }
        if prompt.id == "name" && prompt.earlier.is_none() {
            screen::say_indented(
                "What follows is who you are. Type r to read what you say first.",
                "  ",
            );
        }
        if question.kind == Kind::OwnWords {
            self.limits = advice::limits(form.pack(), form.templates(), question, form.answers());
            // The limit of a whole document is said once; it binds every answer in it.
            let told = &mut self.told_limits;
            for limit in
                self.limits.iter().filter(|l| l.room.is_some() || told.insert(l.title.clone()))
            {
                screen::say_indented(&limit.in_words(), "  ");
            }
            self.tell_request(form, prompt);
            self.tell_care(form);
            if several_lines(question, before) {
                self.tell_end();
            } else {
                screen::say_indented("A sentence will do; Enter ends it.", "  ");
            }
        }
        if !before.is_empty() {
            self.tell_before(form, prompt, before);
        } else if let Some(default) = &prompt.default {
            let shown = question.options.iter().find(|o| o.value == *default);
            let shown = shown.map_or(default, |o| &o.text);
            screen::say_indented(&format!("Press Enter for: {shown}"), "  ");
        }
        let style = self.style;
        self.early = screen::release(from, &head, || {
            screen::control("  Enter shows the rest.\n");
            match prompt::line(style) {
                Typed::Line(text) if text.trim().is_empty() => None,
                Typed::Line(text) => Some(text),
                Typed::Ended => Some("q".into()),
            }
        });
    }

    /// Which question it is, of how many. As long as answers to come may add some, how many is
    /// about as many as was said first, so that the count does not grow under the person.
    fn count(&mut self, progress: Progress) -> String {
        let Progress { number, of, certain } = progress;
        if certain {
            return format!("{number} of {of}");
        }
        let about = *self.about_so_many.get_or_insert(of);
        format!("{number} of about {}", about.max(number + 1))
    }

    /// Says once, before anything is written, what will be asked for: the subject, as soon as it
    /// has no gap. A word is enough to disagree.
    fn tell_request(&mut self, form: &Form<'_>, prompt: &Prompt<'_>) {
        if self.told_request.is_some() || prompt.id == "want" {
            return;
        }
        let requests = reading::requests(form, self.now.date());
        for (title, request) in &requests {
            screen::say_indented(&format!("{title} will be headed: {request}"), "  ");
        }
        if !requests.is_empty() {
            screen::say_indented("Not what you want to ask? Type change.", "  ");
            self.told_request = Some(prompt.id.to_string());
        }
    }

    /// Says once, before anything is written, what to leave out.
    fn tell_care(&mut self, form: &Form<'_>) {
        if std::mem::replace(&mut self.told_care, true) {
            return;
        }
        let public = if form.is_published() { " It may be published with your name." } else { "" };
        screen::say_indented(
            &format!(
                "Say what you saw. Leave out others' names and health unless they agree.{public}"
            ),
            "  ",
        );
    }

    /// Says how several lines end; the first time also of the editor, where there is one.
    fn tell_end(&mut self) {
        let told = std::mem::replace(&mut self.told_end, true);
        // Where the cursor moves it stands under the lines.
        if !prompt::edits_here(self.style) {
            screen::say_indented("To finish, type END on a line of its own.", "  ");
        }
        if let Some(name) = prompt::editor().filter(|_| !told) {
            screen::say_indented(&format!("To write in {name}, type e."), "  ");
        }
    }

    /// Says what is there already, where it does not stand on the line to be edited.
    fn tell_before(&self, form: &Form<'_>, prompt: &Prompt<'_>, before: &str) {
        let question = prompt.question;
        if several_lines(question, before) {
            let what = if prompt.draft.is_some() {
                "You had begun to write this."
            } else if prompt.earlier.is_some() {
                "You wrote this before."
            } else {
                "Remembered from last time."
            };
            let end = if question.kind == Kind::Lines { "an empty line" } else { "END" };
            screen::say_indented(&format!("{what} Change it or add to it; {end} finishes."), "  ");
            if !screen::can_ask() || cfg!(not(unix)) {
                screen::say_indented(before, "    ");
            }
        } else if !self.edits(prompt, before) {
            let none = if question.required { "" } else { ", or type - to leave it out" };
            let answer = prompt.earlier.as_ref().map(|v| notes::reads(v, question, form.pack()));
            let answer = answer.unwrap_or_else(|| before.replace('\n', ", "));
            screen::say_indented(&format!("You answered: {answer}"), "  ");
            screen::say_indented(&format!("Press Enter to keep it{none}."), "  ");
        }
    }

    /// Reads one answer: how it was left, and what was typed.
    fn read(&mut self, form: &mut Form<'_>, prompt: &Prompt<'_>, initial: &str) -> (Way, String) {
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
            let change = self.told_request.as_deref() == Some(prompt.id);
            let lines = Lines { initial, ends, change, keep: &mut keep };
            let (way, text) = prompt::lines(self.style, lines);
            if matches!(way, Way::Back | Way::Stop) && text.trim() != initial.trim() {
                self.session.draft(form, prompt.id, &text);
            }
            return (way, text);
        }
        let replaces = numbered(prompt) || !self.councils.is_empty();
        let session = &mut *self.session;
        let mut keep = |text: &str| {
            if !replaces {
                session.draft(form, prompt.id, text);
            }
        };
        let line = Line { initial, replaces, keep: &mut keep };
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
            (CHANGE, _) if self.told_request.as_deref() == Some(prompt.id) => Way::Change,
            _ => Way::Done,
        };
        // What was begun before going back stands there again.
        let begun = text.trim().trim_end_matches('<').trim_end();
        if way == Way::Back && !replaces && !begun.is_empty() && begun != initial.trim() {
            self.session.draft(form, prompt.id, begun);
        }
        (way, text)
    }

    /// Says why a question is asked and how it is answered.
    fn explain(&self, question: &Question) {
        if let Some(why) = &question.why {
            screen::say_indented(why, "  ");
        }
        let how = match question.kind {
            Kind::Choice => "Type the number of one of them.",
            Kind::YesNo => "Type yes or no.",
            Kind::Choices => "Type their numbers with a space between them.",
            Kind::Concerns => "Type numbers with a space between them, or a sentence of your own.",
            Kind::OwnWords | Kind::Text | Kind::Lines => {
                "What you type goes in as it stands, and you can change it before you save."
            }
            Kind::Date => "A day, such as 3 December 2026 or next Tuesday.",
            Kind::DateTime => "A day and a time, such as wed 2 dec 1.30pm.",
            Kind::Area => "The name of a council, such as Leeds. A slip of the pen is no matter.",
            Kind::Body => "Type the number of one of them, or the name of another.",
            Kind::Number => "A number, such as 60.",
            Kind::Postcode => "A postcode in full, such as S70 0ZZ.",
            Kind::Email | Kind::Telephone | Kind::Contact => "It stands in your letter alone.",
        };
        screen::say_indented(how, "  ");
        let without = match (question.required, &question.default) {
            (_, Some(_)) => "Enter takes what is offered.",
            (true, None) => "It is needed.",
            (false, None) => "Enter leaves it out.",
        };
        screen::say_indented(without, "  ");
    }
}

/// Shows what may be picked, numbered. Numbers to pick from are their own.
fn show_options(prompt: &Prompt<'_>) {
    let is_its_number = |(index, text): (usize, &str)| text == (index + 1).to_string();
    let texts = || prompt.options.iter().map(|option| option.text.as_str());
    if texts().enumerate().filter(|option| is_its_number(*option)).count() > 1 {
        let all: Vec<String> = texts().map(str::to_string).collect();
        return screen::say_indented(&format!("Type one of: {}.", all.join(", ")), "  ");
    }
    for (index, text) in texts().enumerate() {
        screen::option(index + 1, text);
    }
}

/// Whether an answer is typed in several lines: not where a sentence is meant, unless what stands
/// there has several already.
fn several_lines(question: &Question, before: &str) -> bool {
    match question.kind {
        Kind::Lines => true,
        Kind::OwnWords => !question.short || before.contains('\n'),
        _ => false,
    }
}

/// Whether a question is answered by numbers.
fn numbered(prompt: &Prompt<'_>) -> bool {
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

/// An answer as text that can be edited and read again.
pub(crate) fn editable(raw: &Input) -> String {
    match raw {
        Input::Text(text) => text.clone(),
        Input::List(items) => items.join("\n"),
        Input::Map(map) => map.get("name").cloned().unwrap_or_default(),
    }
}
