//! Asks the person about what may not be meant as it was typed, before it is kept. Nothing is
//! changed without a yes.

use std::collections::BTreeSet;

use sayso::answer::{Input, Value};
use sayso::check;
use sayso::interview::{Doubt, Form, Prompt};
use sayso::model::Kind;

use super::notes::sentence;
use super::prompt::{self, Style};
use super::screen;

/// What begins a point of the person's own among those of a list.
const OWN: &str = "own: ";

/// What yes and no lead to where words can be changed, and where they can be left.
const EDIT: &str = "Yes gives you your words back to change. No leaves them as they are.";
const LEAVE: &str = "Yes keeps your words. No gives them back to you to change.";

/// Asks about answers, each thing once.
#[derive(Default)]
pub(crate) struct Doubts {
    asked: BTreeSet<String>,
}

/// What is to be done with an answer.
enum Verdict {
    /// It goes on, perhaps changed.
    Keep,
    /// The person types it again.
    Again,
    /// The person sees it again; unchanged, it goes on.
    Shown,
}

/// An answer on its way.
struct Answer<'a, 'f, 'p> {
    form: &'a mut Form<'f>,
    prompt: &'a Prompt<'p>,
    style: Style,
    input: Input,
}

impl Doubts {
    /// What is to be submitted of what was typed; none when it is to be typed again.
    pub(crate) fn settled(
        &mut self,
        form: &mut Form<'_>,
        prompt: &Prompt<'_>,
        typed: &str,
        style: Style,
    ) -> Option<Input> {
        let mut typed = typed.to_string();
        loop {
            // What cannot be taken is told when it is submitted.
            let Ok((input, doubts)) = form.doubts(prompt.id, &typed) else {
                return Some(Input::Text(typed));
            };
            let mut answer = Answer { form: &mut *form, prompt, style, input };
            for doubt in &doubts {
                let key = format!("{} {doubt:?}", prompt.id);
                let once = self.asked.insert(key.clone());
                if !once && !matches!(doubt, Doubt::Refused(_)) {
                    continue;
                }
                let before = answer.input.clone();
                let verdict = answer.ask(doubt);
                // What was typed was not left as it is: typed again, it is asked about again.
                if matches!(verdict, Verdict::Again) || answer.input != before {
                    self.asked.remove(&key);
                }
                if !matches!(verdict, Verdict::Keep) {
                    return None;
                }
            }
            if let Verdict::Again = self.old_words(&answer) {
                return None;
            }
            match answer.input {
                // Another wording of a name may raise another question.
                Input::Text(text) if text != typed => typed = text,
                input => return Some(finished(prompt, input)),
            }
        }
    }

    /// Tells words that have gone out of date.
    fn old_words(&mut self, answer: &Answer<'_, '_, '_>) -> Verdict {
        let Input::Text(text) = &answer.input else { return Verdict::Keep };
        if answer.prompt.question.kind != Kind::OwnWords {
            return Verdict::Keep;
        }
        for (word, now) in check::out_of_date(text) {
            if !self.asked.insert(format!("{} {word}", answer.prompt.id)) {
                continue;
            }
            screen::note(&format!("You wrote {word}. A letter today says: {now}."));
            if prompt::yes(answer.style, "Would you like to change it?", EDIT, false) {
                return Verdict::Again;
            }
        }
        Verdict::Keep
    }
}

impl Answer<'_, '_, '_> {
    fn ask(&mut self, doubt: &Doubt) -> Verdict {
        match doubt {
            Doubt::Refused(why) => {
                screen::note(why);
                return Verdict::Again;
            }
            Doubt::NamesPoint { at, typed, id, title } => {
                if self.yes(
                    &format!("By {typed}, do you mean: {title}"),
                    "Yes chooses that point of the list. No keeps a point of your own.",
                    true,
                ) {
                    self.put(*at, id.clone());
                }
            }
            Doubt::CannotCount { at, sentence } => {
                screen::note(sentence);
                if self.yes(
                    "Shall I leave it out?",
                    "Yes takes it out of your answer. No keeps it.",
                    true,
                ) {
                    self.put(*at, String::new());
                }
            }
            Doubt::Unexplained { at, typed } => self.explain(*at, typed),
            Doubt::NoAnswer(_) => {
                let why = "Yes leaves it out. No keeps what you typed as your answer.";
                if self.yes("Shall I leave this question out?", why, true) {
                    self.input = Input::Text(String::new());
                }
            }
            Doubt::OfAMenu(typed) => {
                let keeps = if prompt::edits_here(self.style) {
                    "Enter keeps it"
                } else {
                    "Type it again to keep it"
                };
                screen::note(&format!(
                    "{typed} alone may be meant for another question. {keeps}, or type your answer."
                ));
                return Verdict::Shown;
            }
            Doubt::NobodyDoes(wish) => self.say_who(wish),
            Doubt::Unlisted(name) => {
                let question =
                    format!("{name} is in no list of councils here. Take it all the same?");
                return self.keep_if(&question, "Yes keeps the name, but then neither your NHS board nor your MP's seat is known. No lets you type it again.", false);
            }
            Doubt::SmallLetters(name) => {
                if self.yes(
                    &format!("Shall it read {name}?"),
                    "Yes writes it so. No leaves it as you typed it.",
                    true,
                ) {
                    self.input = Input::Text(name.clone());
                }
            }
            Doubt::Untitled(greeting) => {
                let question = format!(
                    "The letter will begin: Dear {greeting}. Is that right? With a title such as Ms or Dr it is as on an envelope."
                );
                return self.keep_if(
                    &question,
                    "Yes keeps the name. No lets you type it again.",
                    true,
                );
            }
            Doubt::PostcodeInAddress { postcode, rest } => self.move_postcode(postcode, rest),
            Doubt::Accuses(words) => {
                screen::note(&format!(
                    "\"{words}\" says that somebody broke the law, or why they act. Say what you saw and leave others to judge: it may be libel, and what is published may be refused for it."
                ));
                return self.keep_if("Leave it as you wrote it?", LEAVE, true);
            }
            Doubt::Insider(words) => {
                screen::note(&format!(
                    "\"{words}\" may show who told you, and cost them their work. Leave them out unless they agree."
                ));
                return self.keep_if("Leave it as you wrote it?", LEAVE, false);
            }
        }
        Verdict::Keep
    }

    /// Takes a postcode out of the address, where it is the answer to its own question, or is to be.
    /// A letter has one postcode: where two differ, the person says which.
    fn move_postcode(&mut self, postcode: &str, rest: &[String]) {
        let typed = Input::Text(postcode.to_string());
        let given = self.form.answers().get("postcode").map(Value::to_input);
        if let Some(Input::Text(other)) = given.filter(|given| *given != typed) {
            let question = format!("Your postcode was {other}. Is it {postcode} instead?");
            let why = "A letter has one postcode, below the address. No keeps the first.";
            if !self.yes(&question, why, false) {
                return self.below_address(&other, rest);
            }
        }
        let asked = self.form.questions().iter().any(|q| q.id == "postcode");
        if asked && self.form.submit("postcode", typed).is_ok() {
            self.below_address(postcode, rest);
        }
    }

    fn below_address(&mut self, postcode: &str, rest: &[String]) {
        screen::note(&format!("{postcode} goes below your address."));
        self.input = Input::List(rest.to_vec());
    }

    fn yes(&self, question: &str, why: &str, default: bool) -> bool {
        prompt::yes(self.style, question, why, default)
    }

    fn keep_if(&self, question: &str, why: &str, default: bool) -> Verdict {
        if self.yes(question, why, default) { Verdict::Keep } else { Verdict::Again }
    }

    /// Puts another point in the place of one; an empty one takes it out.
    fn put(&mut self, at: usize, point: String) {
        if let Input::List(points) = &mut self.input
            && let Some(place) = points.get_mut(at)
        {
            *place = point;
        }
    }

    /// Lets the person say who or what is to do what they want.
    fn say_who(&mut self, wish: &str) {
        screen::note(&format!(
            "Who or what is {wish}? Say it in a whole sentence, such as: I want it to stay as it is. Enter leaves it as it is."
        ));
        let Input::Text(typed) = &mut self.input else { return };
        let why = "It stands in the first lines of your letter, where it is read by somebody who knows nothing of it yet.";
        if let Some(whole) = prompt::text(self.style, why, "") {
            *typed = whole;
        }
    }

    /// Lets the person say more of a point of a word or two.
    fn explain(&mut self, at: usize, typed: &str) {
        screen::note(&format!(
            "What about {typed}? Say it in a sentence, as it will stand in the letter. Enter leaves it as it is."
        ));
        let why = "Whoever reads a word or two cannot know what you want to say about it.";
        if let Some(more) = prompt::text(self.style, why, "") {
            self.put(at, format!("{OWN}{more}"));
        }
    }
}

/// The answer as it is kept: points of the person's own as sentences, which are shown.
fn finished(prompt: &Prompt<'_>, input: Input) -> Input {
    let Input::List(points) = input else { return input };
    if prompt.question.kind != Kind::Concerns {
        return Input::List(points);
    }
    let points = points.into_iter().filter(|point| !point.is_empty());
    let written = points.map(|point| match point.strip_prefix(OWN) {
        Some(own) => {
            let own = sentence(own);
            screen::note(&format!("In your letter: {own}"));
            format!("{OWN}{own}")
        }
        None => point,
    });
    Input::List(written.collect())
}
