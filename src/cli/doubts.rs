//! Asks the person about what may not be meant as it was typed, before it is kept. Nothing is
//! changed without a yes.

use std::collections::BTreeSet;

use sayso::answer::{Input, Value};
use sayso::check;
use sayso::error::Error;
use sayso::interview::{Asks, Doubt, Form, Prompt, Then};
use sayso::model::Kind;

use super::notes::sentence;
use super::prompt::{self, Style};
use super::screen;

/// What begins a point of the person's own among those of a list.
const OWN: &str = "own: ";

/// What yes and no lead to where words can be changed.
const EDIT: &str = "Yes gives you your words back to change. No leaves them as they are.";

/// Asks about answers, each thing once.
#[derive(Default)]
pub(crate) struct Doubts {
    asked: BTreeSet<String>,
}

/// What is to be done with what was typed.
pub(crate) enum Settled {
    /// This is to be submitted.
    As(Input),
    /// It is typed again; perhaps because it is no answer.
    Again {
        /// Whether it is none.
        refused: bool,
    },
}

impl Doubts {
    /// What is to be done with what was typed, once the person was asked about it.
    ///
    /// # Errors
    /// The person stops.
    pub(crate) fn settled(
        &mut self,
        form: &mut Form<'_>,
        prompt: &Prompt<'_>,
        typed: String,
        style: Style,
    ) -> Result<Settled, Error> {
        let mut input = Input::Text(typed);
        'changed: loop {
            // What cannot be taken is told when it is submitted.
            let Ok((understood, mut doubts)) = form.doubts(prompt.id, input.clone()) else {
                return Ok(Settled::As(input));
            };
            input = understood;
            doubts.extend(old_words(prompt, &input));
            for doubt in &doubts {
                let key = format!("{} {} {} {}", prompt.id, doubt.told, doubt.ask, doubt.why);
                let once = self.asked.insert(key.clone());
                if !once && doubt.asks != Asks::Another {
                    continue;
                }
                let then = ask(form, doubt, &input, style)?;
                // What was not left as it is is asked about again when it is typed again.
                if then != Then::Keep && doubt.asks != Asks::Again {
                    self.asked.remove(&key);
                }
                match then {
                    Then::Keep => {}
                    Then::Again => {
                        return Ok(Settled::Again { refused: doubt.asks == Asks::Another });
                    }
                    // Another wording may raise another question.
                    Then::Take(changed) => {
                        input = changed;
                        continue 'changed;
                    }
                }
            }
            return Ok(Settled::As(finished(prompt, input)));
        }
    }
}

/// What is asked about words that have gone out of date.
fn old_words(prompt: &Prompt<'_>, input: &Input) -> Vec<Doubt> {
    let Input::Text(text) = input else { return Vec::new() };
    let old =
        check::out_of_date(text).into_iter().filter(|_| prompt.question.kind == Kind::OwnWords);
    let doubt = |(word, now)| Doubt {
        told: format!("You wrote {word}. A letter today says: {now}."),
        ask: "Would you like to change it?".into(),
        why: EDIT.into(),
        usual: false,
        asks: Asks::YesNo(Then::Again, Then::Keep),
    };
    old.map(doubt).collect()
}

/// Asks about one doubt.
fn ask(form: &mut Form<'_>, doubt: &Doubt, input: &Input, style: Style) -> Result<Then, Error> {
    let enter = match &doubt.asks {
        Asks::Again if prompt::edits_here(style) => " Enter keeps it, or type your answer.",
        Asks::Again => " Type it again to keep it, or type your answer.",
        Asks::Sentence(_) => " Enter leaves it as it is.",
        Asks::Another | Asks::YesNo(..) | Asks::Postcode(..) => "",
    };
    if !doubt.told.is_empty() {
        screen::note(&format!("{}{enter}", doubt.told));
    }
    Ok(match &doubt.asks {
        Asks::Another | Asks::Again => Then::Again,
        Asks::YesNo(yes, no) => {
            let answer = prompt::yes(style, &doubt.ask, &doubt.why, doubt.usual)?;
            if answer { yes.clone() } else { no.clone() }
        }
        Asks::Sentence(at) => match (prompt::words(style, &doubt.why, "")?, at, input) {
            (None, ..) => Then::Keep,
            (Some(words), Some(at), Input::List(points)) => {
                let mut points = points.clone();
                points[*at] = format!("{OWN}{words}");
                Then::Take(Input::List(points))
            }
            (Some(words), ..) => Then::Take(Input::Text(words)),
        },
        Asks::Postcode(postcode, rest) => move_postcode(form, (postcode, rest), &doubt.why, style)?,
    })
}

/// Takes a postcode out of the address, where it is the answer to its own question, or is to be.
/// A letter has one postcode: where two differ, the person says which.
fn move_postcode(
    form: &mut Form<'_>,
    (postcode, rest): (&str, &[String]),
    why: &str,
    style: Style,
) -> Result<Then, Error> {
    let typed = Input::Text(postcode.to_string());
    let given = form.answers().get("postcode").map(Value::to_input);
    let mut stays = postcode.to_string();
    if let Some(Input::Text(other)) = given.filter(|given| *given != typed) {
        let question = format!("Your postcode was {other}. Is it {postcode} instead?");
        if !prompt::yes(style, &question, why, false)? {
            stays = other;
        }
    }
    let asked = form.questions().iter().any(|q| q.id == "postcode");
    if stays == postcode && !(asked && form.submit("postcode", typed).is_ok()) {
        return Ok(Then::Keep);
    }
    screen::note(&format!("{stays} goes below your address."));
    Ok(Then::Take(Input::List(rest.to_vec())))
}

/// The answer as it is kept: points of the person's own as sentences, which are shown.
fn finished(prompt: &Prompt<'_>, input: Input) -> Input {
    let Input::List(points) = input else { return input };
    if prompt.question.kind != Kind::Concerns {
        return Input::List(points);
    }
    let written = points.into_iter().map(|point| match point.strip_prefix(OWN) {
        Some(own) => {
            let own = sentence(own);
            screen::note(&format!("In your letter: {own}"));
            format!("{OWN}{own}")
        }
        None => point,
    });
    Input::List(written.collect())
}
