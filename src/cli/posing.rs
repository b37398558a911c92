//! How a question stands on the terminal: its count, what may be picked, what is said with it, what
//! stands there already, and why it is asked.

use sayso::interview::{Progress, Prompt};
use sayso::model::Kind;
use sayso::text::ENGLISH;
use serde_json::{Value as Json, json};

use super::interview::{Interview, several_lines};
use super::{notes, prompt, reading, screen, talk, typing};

impl Interview<'_, '_> {
    /// Shows the question with what may be picked.
    pub(super) fn pose(&mut self, prompt: &Prompt<'_>, before: &str) {
        let question = prompt.question;
        if !prompt::plain() && screen::can_ask() {
            screen::hold();
        }
        let is_who = prompt.id == "name" && prompt.earlier.is_none();
        if is_who {
            reading::beginning(&self.form, self.now.date());
        }
        let head = format!("{}  {}", self.count(prompt.progress), question.ask);
        screen::say(&format!("\n{head}"));
        show_options(prompt);
        // What help says of leaving a question empty is not so where a name is offered.
        let member = prompt.member.filter(|_| before.is_empty());
        let several = several_lines(question, before);
        let numbers = matches!(question.kind, Kind::Choices | Kind::Concerns);
        let optional = !question.required || !question.fills.is_empty();
        let offered = question.options.iter().find(|o| prompt.default.as_ref() == Some(&o.value));
        let is_own = question.kind == Kind::OwnWords;
        let own = is_own.then(|| self.own_words(prompt, several));
        let answer = || match &prompt.earlier {
            Some(value) => notes::reads(value, question, self.form.pack()),
            None => before.replace('\n', ", "),
        };
        let posed = json!({
            "unavailable": prompt.unavailable,
            "help": question.help.as_ref().filter(|_| member.is_none()),
            "before": !before.is_empty(),
            "blank_ends": question.kind == Kind::Lines,
            "numbers": numbers,
            "most": question.most,
            "optional": optional && prompt.default.is_none() && prompt.member.is_none(),
            "required": question.required,
            "who": is_who,
            "own": own,
            "several": several,
            "draft": prompt.draft.is_some(),
            "earlier": prompt.earlier.is_some(),
            "answer": (!self.edits(prompt, before)).then(answer),
            "member": member.map(|member| &member.name),
            "day": member.map(|member| ENGLISH.day(member.as_of)),
            "default": offered.map(|option| &option.text).or(prompt.default.as_ref()),
        });
        talk::note("posed", posed);
        if !before.is_empty() && several && (!screen::can_ask() || cfg!(not(unix))) {
            screen::say_indented(before, "    ");
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

    /// What belongs to an answer in own words: its limits, what the letter will ask for, what to leave
    /// out, how it ends.
    fn own_words(&mut self, prompt: &Prompt<'_>, several: bool) -> Json {
        let question = prompt.question;
        self.limits = self.form.limits(question);
        // The limit of a whole document is said once; it binds every answer in it.
        let mut limits = self.limits.clone();
        limits.retain(|limit| limit.room.is_some() || self.is_new(&limit.title));
        // The subject of each document, as soon as it has no gap: a word is enough to disagree.
        let mut requests = reading::requests(&self.form, self.now.date());
        if prompt.id == "want" || requests.is_empty() || !self.is_new("the request") {
            requests.clear();
        }
        let care = self.form.care(question).filter(|_| several && self.is_new("the care"));
        let editor = prompt::editor().filter(|_| several && self.is_new("the editor"));
        json!({
            "limits": limits.iter().map(|limit| limit.in_words()).collect::<Vec<_>>(),
            "requests": requests,
            "care": care,
            // Where the cursor moves it stands under the lines how they end.
            "end": !prompt::edits_here(),
            "blank": screen::can_ask(),
            "editor": editor,
        })
    }

    /// Which question it is, of how many. As long as answers to come may add some, how many is about
    /// as many as was said first, so that the count does not grow under the person.
    fn count(&self, progress: Progress) -> String {
        let Progress { number, of, certain } = progress;
        if certain {
            return format!("{number} of {of}");
        }
        let about = self.form.extra.about.unwrap_or(of);
        format!("{number} of about {}", about.max(number + 1))
    }

    /// Says why a question is asked and how it is answered.
    pub(super) fn explain(&self, prompt: &Prompt<'_>) {
        let question = prompt.question;
        // At a small terminal the help may be far above by now.
        if let Some(why) = question.why.as_ref().or(question.help.as_ref()) {
            screen::note(why);
        }
        talk::note(&format!("how-{}", question.kind.name()), json!({"past": question.past}));
        let without = json!({
            "member": prompt.member.is_some(),
            "default": prompt.default,
            "needed": question.required && question.fills.is_empty(),
        });
        talk::note("without", without);
    }
}

/// Shows what may be picked, numbered. Numbers to pick from are their own.
fn show_options(prompt: &Prompt<'_>) {
    if prompt.question.kind == Kind::YesNo {
        return talk::note("how-yes-no", json!({}));
    }
    let is_its_number = |(index, text): (usize, &str)| text == (index + 1).to_string();
    let texts = || prompt.options.iter().map(|option| option.text.as_str());
    if texts().enumerate().filter(|option| is_its_number(*option)).count() > 1 {
        return talk::note("type-one-of", json!({"all": texts().collect::<Vec<_>>().join(", ")}));
    }
    texts().zip(1..).for_each(|(text, number)| screen::option(number, text));
}
