//! Asks the person about what may not be meant as it was typed, before it is kept. Nothing is
//! changed without a yes.

use std::collections::BTreeSet;

use sayso::answer::{Input, Value};
use sayso::check;
use sayso::interview::{Doubt, Form, Prompt};
use sayso::model::Kind;

use super::notes::sentence;
use super::prompt::{self, Style, Typed};
use super::screen;

/// What begins a point of the person's own among those of a list.
const OWN: &str = "own: ";

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
                if matches!(answer.ask(doubt), Verdict::Again) {
                    // Typed again as it was, it is no answer yet.
                    self.asked.remove(&key);
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
            if prompt::yes(answer.style, "Would you like to change it?", false) {
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
                if self.yes(&format!("By {typed}, do you mean: {title}"), true) {
                    self.put(*at, id.clone());
                }
            }
            Doubt::CannotCount { at, sentence } => {
                screen::note(sentence);
                if self.yes("Shall I leave it out?", true) {
                    self.put(*at, String::new());
                }
            }
            Doubt::Unexplained { at, typed } => self.explain(*at, typed),
            Doubt::Unlisted(name) => {
                let question =
                    format!("{name} is in no list of councils here. Take it all the same?");
                return self.keep_if(&question, false);
            }
            Doubt::SmallLetters(name) => {
                if self.yes(&format!("Shall it read {name}?"), true) {
                    self.input = Input::Text(name.clone());
                }
            }
            Doubt::Untitled(greeting) => {
                let question = format!(
                    "The letter will begin: Dear {greeting}. Is that right? With a title such as Ms or Dr it is as on an envelope."
                );
                return self.keep_if(&question, true);
            }
            Doubt::PostcodeInAddress { postcode, rest } => self.move_postcode(postcode, rest),
            Doubt::Accuses(words) => {
                screen::note(&format!(
                    "\"{words}\" says that somebody broke the law, or why they act. Say what you saw and leave others to judge: it may be libel, and what is published may be refused for it."
                ));
                return self.keep_if("Leave it as you wrote it?", true);
            }
            Doubt::Insider(words) => {
                screen::note(&format!(
                    "\"{words}\" may show who told you, and cost them their work. Leave them out unless they agree."
                ));
                return self.keep_if("Leave it as you wrote it?", false);
            }
        }
        Verdict::Keep
    }

    /// Takes a postcode out of the address, where it is the answer to its own question, or is to be.
    fn move_postcode(&mut self, postcode: &str, rest: &[String]) {
        let typed = Input::Text(postcode.to_string());
        let given = self.form.answers().get("postcode").map(Value::to_input);
        let other = given.filter(|given| *given != typed);
        if let Some(Input::Text(other)) = other
            && !self.yes(&format!("Your postcode was {other}. Is it {postcode} instead?"), false)
        {
            return;
        }
        let asked = self.form.questions().iter().any(|q| q.id == "postcode");
        if asked && self.form.submit("postcode", typed).is_ok() {
            screen::note(&format!("{postcode} goes below your address."));
            self.input = Input::List(rest.to_vec());
        }
    }

    fn yes(&self, question: &str, default: bool) -> bool {
        prompt::yes(self.style, question, default)
    }

    fn keep_if(&self, question: &str, default: bool) -> Verdict {
        if self.yes(question, default) { Verdict::Keep } else { Verdict::Again }
    }

    /// Puts another point in the place of one; an empty one takes it out.
    fn put(&mut self, at: usize, point: String) {
        if let Input::List(points) = &mut self.input
            && let Some(place) = points.get_mut(at)
        {
            *place = point;
        }
    }

    /// Lets the person say more of a point of a word or two.
    fn explain(&mut self, at: usize, typed: &str) {
        screen::note(&format!(
            "What about {typed}? Say it in a sentence, as it will stand in the letter. Enter leaves it as it is."
        ));
        let Typed::Line(more) = prompt::line(self.style) else { return };
        let more = more.trim();
        if !more.is_empty() && !matches!(more, "<" | "q" | "?") {
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
