//! Asks the person about what may not be meant as it was typed, before it is kept. Nothing is
//! changed without a yes.

use sayso::answer::{Input, Value};
use sayso::check;
use sayso::error::Error;
use sayso::interview::{Asks, Doubt, OWN, Prompt, Then};
use sayso::model::Kind;
use serde_json::json;

use super::interview::{Interview, Stands, numbered};
use super::notes::sentence;
use super::{prompt, screen, talk};

impl Interview<'_, '_> {
    /// What is to be submitted of what was typed, once the person was asked about it, each thing
    /// once. None where it is typed again.
    ///
    /// # Errors
    /// The person stops.
    pub(super) fn settled(
        &mut self,
        prompt: &Prompt<'_>,
        typed: String,
        stands: &mut Stands,
    ) -> Result<Option<Input>, Error> {
        let mut input = Input::Text(typed);
        'changed: loop {
            // What cannot be taken is told when it is submitted.
            let Ok((understood, mut doubts)) = self.form.doubts(prompt.id, input.clone()) else {
                return Ok(Some(input));
            };
            input = understood;
            doubts.extend(old_words(prompt, &input));
            for doubt in &doubts {
                let key = format!("{} {} {} {}", prompt.id, doubt.told, doubt.ask, doubt.why);
                if self.told.contains(&key) {
                    continue;
                }
                let then = self.doubt(doubt, &input)?;
                // What was not left as it is is asked about again when it is typed again.
                if then == Then::Keep || doubt.asks == Asks::Again {
                    self.told.insert(key);
                }
                match then {
                    Then::Keep => {}
                    Then::Again => {
                        let is_none = doubt.asks == Asks::Another;
                        stands.enter_keeps = !is_none || !numbered(prompt);
                        return Ok(None);
                    }
                    // Another wording may raise another question.
                    Then::Take(changed) => {
                        input = changed;
                        continue 'changed;
                    }
                }
            }
            return Ok(Some(finished(prompt, input)));
        }
    }

    /// Asks about one doubt.
    fn doubt(&mut self, doubt: &Doubt, input: &Input) -> Result<Then, Error> {
        if !doubt.told.is_empty() {
            let (again, sentence) =
                (doubt.asks == Asks::Again, matches!(doubt.asks, Asks::Sentence(_)));
            let edits = prompt::edits_here();
            let told = &doubt.told;
            let data = json!({"told": told, "again": again, "edits": edits, "says_it": sentence});
            talk::note("doubted", data);
        }
        Ok(match &doubt.asks {
            Asks::Another | Asks::Again => Then::Again,
            Asks::YesNo(yes, no) => {
                let answer = prompt::yes(&doubt.ask, &doubt.why, doubt.usual)?;
                if answer { yes.clone() } else { no.clone() }
            }
            Asks::Sentence(at) => match (prompt::words(&doubt.why, "")?, at, input) {
                (None, ..) => Then::Keep,
                (Some(words), Some(at), Input::List(points)) => {
                    let mut points = points.clone();
                    points[*at] = format!("{OWN}{words}");
                    Then::Take(Input::List(points))
                }
                (Some(words), ..) => Then::Take(Input::Text(words)),
            },
            Asks::Postcode(postcode, rest) => self.move_postcode(postcode, rest, &doubt.why)?,
        })
    }

    /// Takes a postcode out of the address, where it is the answer to its own question, or is to be.
    /// A letter has one postcode: where two differ, the person says which.
    fn move_postcode(&mut self, postcode: &str, rest: &[String], why: &str) -> Result<Then, Error> {
        let typed = Input::Text(postcode.to_string());
        let given = self.form.answers().get("postcode").map(Value::to_input);
        let mut stays = postcode.to_string();
        if let Some(Input::Text(other)) = given.filter(|given| *given != typed) {
            let question = talk::text("which-postcode", json!({"was": other, "is": postcode}));
            if !prompt::yes(&question, why, false)? {
                stays = other;
            }
        }
        let asked = self.form.questions().iter().any(|q| q.id == "postcode");
        if stays == postcode && !(asked && self.form.submit("postcode", typed).is_ok()) {
            return Ok(Then::Keep);
        }
        screen::note(&format!("{stays} goes below your address."));
        Ok(Then::Take(Input::List(rest.to_vec())))
    }
}

/// What is asked about words that have gone out of date.
fn old_words(prompt: &Prompt<'_>, input: &Input) -> Vec<Doubt> {
    let Input::Text(text) = input else { return Vec::new() };
    let old =
        check::out_of_date(text).into_iter().filter(|_| prompt.question.kind == Kind::OwnWords);
    old.map(|(word, now)| {
        let told = talk::text("old-words", json!({"word": word, "now": now}));
        let (ask, why) = talk::two("change-it", json!({}));
        Doubt { told, ask, why, usual: false, asks: Asks::YesNo(Then::Again, Then::Keep) }
    })
    .collect()
}

/// The answer as it is kept: points of the person's own as sentences, which are shown.
fn finished(prompt: &Prompt<'_>, mut input: Input) -> Input {
    if let Input::List(points) = &mut input
        && prompt.question.kind == Kind::Concerns
    {
        for point in points {
            if let Some(own) = point.strip_prefix(OWN).map(sentence) {
                screen::note(&format!("In your letter: {own}"));
                *point = format!("{OWN}{own}");
            }
        }
    }
    input
}
