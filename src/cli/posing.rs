//! How a question stands on the terminal: its count, what may be picked, what is said with it, what
//! stands there already, and why it is asked.

use sayso::interview::{Form, Progress, Prompt};
use sayso::model::Kind;
use sayso::text::dates;

use super::interview::{Interview, several_lines};
use super::prompt::{self, Style};
use super::{notes, reading, screen, typing};

impl Interview<'_> {
    /// Shows the question with what may be picked.
    pub(super) fn pose(&mut self, form: &Form<'_>, prompt: &Prompt<'_>, before: &str) {
        let question = prompt.question;
        if self.style == Style::Terminal && screen::can_ask() {
            screen::hold();
        }
        let is_who = prompt.id == "name" && prompt.earlier.is_none();
        if is_who {
            reading::beginning(form, self.now.date());
        }
        let head = format!("{}  {}", count(form, prompt.progress), question.ask);
        screen::say(&format!("\n{head}"));
        show_options(prompt);
        prompt.unavailable.iter().for_each(|sentence| screen::note(sentence));
        // What help says of leaving a question empty is not so where a name is offered.
        let member = prompt.member.filter(|_| before.is_empty());
        let help = question.help.clone().filter(|_| member.is_none());
        let keys = keys(prompt).into_iter().filter(|_| before.is_empty());
        let said: Vec<String> = help.into_iter().chain(keys).collect();
        if !said.is_empty() {
            screen::note(&said.join(" "));
        }
        if is_who {
            screen::note("What follows is who you are. Type r to read it all.");
        }
        if question.kind == Kind::OwnWords {
            self.tell_of_own_words(form, prompt, before);
        }
        if !before.is_empty() {
            self.tell_before(form, prompt, before);
        } else if let Some(member) = member {
            let (day, name) = (dates::day(member.as_of), &member.name);
            screen::note(&format!("On {day} your MP was {name}. Still right? [Y/n]"));
            screen::note("To check: members.parliament.uk. Type - to leave it out.");
        } else if let Some(default) = &prompt.default {
            let shown = question.options.iter().find(|o| o.value == *default);
            let shown = shown.map_or(default, |o| &o.text);
            screen::note(&format!("Press Enter for: {shown}"));
        }
        screen::release(&head, || {
            screen::control("  Enter shows the rest.\n");
            typing::enter()
        });
    }

    /// Whether this is the first time that it is said.
    fn is_new(&mut self, said: &str) -> bool {
        self.told.insert(said.to_string())
    }

    /// Says what belongs to an answer in own words: its limits, what the letter will ask for, what to
    /// leave out, how it ends.
    fn tell_of_own_words(&mut self, form: &Form<'_>, prompt: &Prompt<'_>, before: &str) {
        let question = prompt.question;
        self.limits = form.limits(question);
        for limit in self.limits.clone() {
            // The limit of a whole document is said once; it binds every answer in it.
            if limit.room.is_some() || self.is_new(&limit.title) {
                screen::note(&limit.in_words());
            }
        }
        // The subject of each document, as soon as it has no gap: a word is enough to disagree.
        let requests = reading::requests(form, self.now.date());
        if prompt.id != "want" && !requests.is_empty() && self.is_new("the request") {
            for (title, request) in &requests {
                screen::note(&format!("{title} will be headed: {request}"));
            }
            screen::note("Not what you want to ask? Type change.");
        }
        if !several_lines(question, before) {
            return screen::note("Enter ends it.");
        }
        if let Some(care) = form.care(question).filter(|_| self.is_new("the care")) {
            screen::note(&care);
        }
        // Where the cursor moves it stands under the lines how they end.
        if !prompt::edits_here(self.style) {
            let blank = if screen::can_ask() { "leave two lines empty, or " } else { "" };
            screen::note(&format!("To finish, {blank}type END on a line of its own."));
        }
        if let Some(name) = prompt::editor().filter(|_| self.is_new("the editor")) {
            screen::note(&format!("To write in {name}, type e."));
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
            let how = "Enter keeps it; or change it, or add to it.";
            screen::note(&format!("{what} {how}"));
            if !screen::can_ask() || cfg!(not(unix)) {
                screen::say_indented(before, "    ");
            }
        } else if !self.edits(prompt, before) {
            let none = if question.required { "" } else { ", or type - to leave it out" };
            let answer = prompt.earlier.as_ref().map(|v| notes::reads(v, question, form.pack()));
            let answer = answer.unwrap_or_else(|| before.replace('\n', ", "));
            screen::note(&format!("You answered: {answer}"));
            screen::note(&format!("Press Enter to keep it{none}."));
        }
    }

    /// Says why a question is asked and how it is answered.
    pub(super) fn explain(&self, prompt: &Prompt<'_>) {
        let question = prompt.question;
        // At a small terminal the help may be far above by now.
        if let Some(why) = question.why.as_ref().or(question.help.as_ref()) {
            screen::note(why);
        }
        let how = match question.kind {
            Kind::Choice => "Type the number of one of them.",
            Kind::YesNo => "Type yes or no.",
            Kind::Choices => "Type their numbers with a space between them.",
            Kind::Concerns => "Type numbers with a space between them, or a sentence of your own.",
            Kind::OwnWords | Kind::Text | Kind::Lines => {
                "What you type goes in as it stands, and you can change it before you save."
            }
            Kind::Date if question.past => "A day that has been, such as 3 November or yesterday.",
            Kind::Date => "A day, such as 3 December 2026 or next Tuesday.",
            Kind::DateTime => "A day and a time, such as wed 2 dec 1.30pm.",
            Kind::Area => "The name of a council, such as Leeds. A slip of the pen is no matter.",
            Kind::Body => "Type the number of one of them, or the name of another.",
            Kind::Number => "A number, such as 60.",
            Kind::Postcode => "A postcode in full, such as S70 0ZZ.",
            Kind::Email | Kind::Telephone | Kind::Contact => "It stands in your letter alone.",
        };
        screen::note(how);
        let without = match (question.required, &prompt.default) {
            // Enter takes the name, but after a no to it leaves it out.
            (_, Some(_)) if prompt.member.is_some() => "y takes the name, - leaves it out.",
            (_, Some(_)) => "Enter takes what is offered.",
            (true, None) if !question.fills.is_empty() => "Enter leaves it out.",
            (true, None) => "It is needed.",
            (false, None) => "Enter leaves it out.",
        };
        screen::note(without);
    }
}

/// Which question it is, of how many. As long as answers to come may add some, how many is about as
/// many as was said first, so that the count does not grow under the person.
fn count(form: &Form<'_>, progress: Progress) -> String {
    let Progress { number, of, certain } = progress;
    if certain {
        return format!("{number} of {of}");
    }
    let about = form.extra().about.unwrap_or(of);
    format!("{number} of about {}", about.max(number + 1))
}

/// What to press: a question speaks of no keys, since a page and a form ask it too.
fn keys(prompt: &Prompt<'_>) -> Option<String> {
    let question = prompt.question;
    let most = question.most.map(|most| format!(", {most} at most")).unwrap_or_default();
    let how = match question.kind {
        Kind::Lines => Some("An empty line ends it.".to_string()),
        Kind::Choices | Kind::Concerns => {
            Some(format!("Type numbers with a space between them{most}."))
        }
        _ => None,
    };
    let may_be_left_out = !question.required || !question.fills.is_empty();
    let is_empty = prompt.default.is_none() && prompt.member.is_none();
    let out = (may_be_left_out && is_empty).then(|| "Press Enter to leave it out.".to_string());
    let said: Vec<String> = how.into_iter().chain(out).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// Shows what may be picked, numbered. Numbers to pick from are their own.
fn show_options(prompt: &Prompt<'_>) {
    if prompt.question.kind == Kind::YesNo {
        return screen::note("Type yes or no.");
    }
    let is_its_number = |(index, text): (usize, &str)| text == (index + 1).to_string();
    let texts = || prompt.options.iter().map(|option| option.text.as_str());
    if texts().enumerate().filter(|option| is_its_number(*option)).count() > 1 {
        let all: Vec<String> = texts().map(str::to_string).collect();
        return screen::note(&format!("Type one of: {}.", all.join(", ")));
    }
    for (index, text) in texts().enumerate() {
        screen::option(index + 1, text);
    }
}
