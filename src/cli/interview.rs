//! The interview: one question after another on a terminal.

use jiff::civil::DateTime;
use sayso::answers::{Answers, Value};
use sayso::compose;
use sayso::dates;
use sayso::deadline;
use sayso::document::words;
use sayso::pack::{Pack, Template};
use sayso::question::{Kind, Question, Raw};
use sayso::questionnaire::{Asker, Asking, Reply};
use sayso::register::bodies::Body;
use sayso::template::context::shown;

use super::prompt::{self, Style, Typed};
use super::{keep, screen};

/// Asks on the terminal, and keeps every answer as it is given.
pub(crate) struct Interview<'p> {
    /// The pack.
    pub(crate) pack: &'p Pack,
    /// What is being written.
    pub(crate) templates: &'p [&'p Template],
    /// How prompts are made.
    pub(crate) style: Style,
    /// Now, for how long is left.
    pub(crate) now: DateTime,
    /// Whether anything was asked.
    pub(crate) asked: bool,
    /// Whether questions that may be left out are asked too.
    pub(crate) asks_optional: bool,
}

impl Asker for Interview<'_> {
    fn ask(&mut self, asking: &Asking<'_>) -> Reply {
        let optional = !asking.question.required || asking.default.is_some();
        if optional && !self.asks_optional && asking.fault.is_none() {
            return Reply::Given(Raw::Text(String::new()));
        }
        self.asked = true;
        let bodies = self.bodies(asking);
        match &asking.fault {
            Some(fault) => screen::say_indented(&sentence(&fault.to_string()), "  "),
            None => self.pose(asking, &bodies),
        }
        loop {
            let Some(text) = self.read(asking) else { return Reply::Stop };
            // An earlier answer may still stand before the sign for back.
            let typed = if text.trim().ends_with('<') { "<" } else { text.trim() };
            match typed {
                "q" => return Reply::Stop,
                "<" if asking.number == 1 => screen::say_indented("This is the first question.", "  "),
                "<" => return Reply::Back,
                "?" => self.explain(asking.question),
                _ => return Reply::Given(Raw::Text(pick(asking, &bodies, text))),
            }
        }
    }

    fn taken(&mut self, question: &Question, answers: &Answers) {
        let ids: Vec<&str> = self.templates.iter().map(|t| t.id.as_str()).collect();
        keep::keep_interview(&self.pack.id, &ids, answers);
        if let Some(note) = answers.get(&question.id).and_then(|v| self.note(question, v, answers)) {
            screen::say_indented(&note, "  ");
        }
    }
}

impl Interview<'_> {
    /// Shows the question with what may be picked.
    fn pose(&self, asking: &Asking<'_>, bodies: &[Body]) {
        let question = asking.question;
        screen::say(&format!("\n{} of {}  {}", asking.number, asking.of, question.ask));
        for (index, option) in self.options(asking, bodies).iter().enumerate() {
            screen::option(index + 1, option);
        }
        for body in bodies.iter().filter(|b| !b.may_take_questions()) {
            let instead = body.rules.instead.as_deref().unwrap_or_default();
            screen::say_indented(&format!("Takes no questions: {}. {instead}", body.short()), "  ");
        }
        if let Some(help) = &question.help {
            screen::say_indented(help, "  ");
        }
        if question.kind == Kind::OwnWords {
            screen::say_indented("To finish, type END on a line.", "  ");
        }
        match (&asking.default, asking.earlier) {
            (Some(default), None) => {
                let shown = question.options.iter().find(|o| o.value == *default);
                let shown = shown.map_or(default, |o| &o.text);
                screen::say_indented(&format!("Press Enter for: {shown}"), "  ");
            }
            (_, Some(earlier)) if multi_line(question.kind) => {
                screen::say_indented("You wrote before:", "  ");
                screen::say_indented(&editable(earlier), "    ");
                screen::say_indented("Press Enter to keep it, or type it anew.", "  ");
            }
            _ => {}
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

    /// Reads one answer; none when there is no more input.
    fn read(&self, asking: &Asking<'_>) -> Option<String> {
        let kind = asking.question.kind;
        if multi_line(kind) {
            let typed = prompt::lines(kind == Kind::Lines)?;
            let text = typed.join("\n");
            return Some(match asking.earlier {
                Some(earlier) if text.trim().is_empty() => editable(earlier),
                _ => text,
            });
        }
        let initial = match asking.earlier {
            Some(body @ Value::Body(_)) => shown(body, asking.question, self.pack),
            Some(other) => editable(other),
            None => String::new(),
        };
        match prompt::line(self.style, &initial) {
            Typed::Line(text) => Some(text),
            Typed::Ended => None,
        }
    }

    fn explain(&self, question: &Question) {
        let why = question.why.as_deref().unwrap_or("It goes into what you are writing.");
        screen::say_indented(why, "  ");
    }

    /// What follows from an answer, said once it is taken.
    fn note(&self, question: &Question, value: &Value, answers: &Answers) -> Option<String> {
        match value {
            Value::Area(name) => self.area_note(name),
            Value::DateTime(at) => Some(self.meeting_note(*at, answers)),
            Value::Date(date) => Some(format!("{}.", dates::day(*date))),
            Value::OwnWords(text) => Some(own_words_note(words::count(text))),
            Value::Text(text) if question.kind == Kind::Postcode => Some(format!("{text}. Thank you.")),
            _ => None,
        }
    }

    fn area_note(&self, name: &str) -> Option<String> {
        let areas = &self.pack.registers.areas;
        let Some(area) = areas.get(name) else {
            return Some(format!("{name} is not in our list, so some questions have no suggestions."));
        };
        let mut note = format!("{}.", area.in_text());
        match area.boards.as_slice() {
            [board] => note.push_str(&format!(" Your NHS board is {board}.")),
            [] => {
                if let Some(nation) = areas.nation(&area.nation) {
                    note.push_str(&format!(" {}", nation.note));
                }
            }
            _ => {}
        }
        if let Some(extra) = &area.note {
            note.push_str(&format!(" {extra}"));
        }
        Some(note)
    }

    fn meeting_note(&self, start: DateTime, answers: &Answers) -> String {
        let mut note = format!("{}.", dates::moment(start));
        let body = self.templates.iter().find_map(|t| compose::receiver(self.pack, t, answers)?.body);
        let Some(notice) = body.as_ref().and_then(|b| b.rules.notice.as_ref()) else {
            return format!("{note} We do not know by when they need your question: please ask them.");
        };
        let due = deadline::deadline(notice, start);
        note.push_str(&format!(" They need your question by {}", deadline::due(notice, start)));
        note.push_str(&format!(": {}. Please check the date with them.", deadline::left(self.now, due)));
        note
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
fn pick(asking: &Asking<'_>, bodies: &[Body], text: String) -> String {
    let number = text.trim().parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    let picked = number.and_then(|index| match asking.question.kind {
        Kind::Body => open_to_questions(bodies).nth(index).map(|b| b.id.clone()),
        _ => asking.suggestions.get(index).cloned(),
    });
    picked.unwrap_or(text)
}

/// An answer as text that can be edited and read again.
fn editable(value: &Value) -> String {
    match value.to_raw() {
        Raw::Text(text) => text,
        Raw::List(items) if matches!(value, Value::Lines(_)) => items.join("\n"),
        Raw::List(items) => items.join(", "),
        Raw::Map(map) => map.get("name").cloned().unwrap_or_default(),
    }
}

fn own_words_note(count: usize) -> String {
    let words = if count == 1 { "word" } else { "words" };
    let what = match count {
        0..8 => "A little more would make it clearly yours.",
        8..40 => "That makes it yours.",
        _ => "That is plenty. The rest will keep itself short.",
    };
    format!("{count} {words}. {what}")
}

/// A message as a sentence: a capital first, a full stop last.
fn sentence(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let end = if message.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{first}{}{end}", chars.as_str())
}
