//! The review after an interview: how long it is, read it, change an answer, edit the text, save.

use jiff::civil::DateTime;
use sayso::answer::{Answers, Input};
use sayso::compose;
use sayso::error::Error;
use sayso::model::{Pack, Question, Template};
use sayso::questionnaire::{self, Asker, Given, Origin, Unfilled};

use super::args::WriteArgs;
use super::interview::Interview;
use super::prompt::{self, Style, Typed};
use super::reading::{self, How};
use super::save::{self, Finished, Saved};
use super::session::Session;
use super::write::{self, Written};
use super::{keep, notes, screen};

/// What the person wants to do with what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Read(usize, How),
    Change,
    Edit(usize),
    Unedit(usize),
    Save,
    Back,
    Stop,
}

/// An interview whose questions are answered.
pub(crate) struct Review<'r> {
    /// The flags.
    pub(crate) args: &'r WriteArgs,
    /// The pack.
    pub(crate) pack: &'r Pack,
    /// What is being written.
    pub(crate) templates: &'r [&'r Template],
    /// Where it is kept.
    pub(crate) session: &'r mut Session,
    /// How prompts are made.
    pub(crate) style: Style,
    /// Now, for how long is left.
    pub(crate) now: DateTime,
}

impl Review<'_> {
    /// Shows what was written until the person saves it or stops.
    pub(crate) fn run(&mut self, mut answers: Answers) -> Result<(), Error> {
        let mut told = false;
        if let Some(text) =
            sayso::compose::advice::past_review(self.pack, &answers, self.now.date())
        {
            screen::say(&format!("\n{text}"));
        }
        loop {
            self.style = prompt::settled(self.style);
            let edited = &self.session.extra.edited;
            let written = write::compose_all(self.pack, self.templates, &answers, edited)?;
            screen::say("");
            for one in &written {
                write::tell_measure(one, edited);
            }
            if !told && written.iter().any(|w| w.document.measure.own > 0) {
                told = true;
                screen::say(
                    "Before you save: say what you saw as seen, and what you think as thought. Leave out other people's health unless they agree.",
                );
            }
            match self.wish(&written) {
                Wish::Read(index, how) => {
                    reading::read(&written[index], self.pack, &answers, how, self.style)
                }
                Wish::Change => answers = self.choose_answer(answers)?,
                Wish::Back => answers = self.last_answer(answers)?,
                Wish::Edit(index) => self.edit(&written[index]),
                Wish::Unedit(index) => self.session.edited(&written[index].template.id, None),
                Wish::Stop => return stop(),
                Wish::Save => {
                    let (args, style, now) = (self.args, self.style, self.now);
                    let finished =
                        Finished { args, written: &written, answers: &answers, style, now };
                    match save::save(&finished, self.session)? {
                        Saved::Done => return Ok(()),
                        Saved::Back => {}
                        Saved::Stopped => return stop(),
                    }
                }
            }
        }
    }

    /// Asks what to do next.
    fn wish(&self, written: &[Written<'_>]) -> Wish {
        let menu = self.menu(written);
        screen::say("\nWhat now? Type a number.");
        for (index, (line, _)) in menu.iter().enumerate() {
            screen::option(index + 1, line);
        }
        screen::say_indented("1p reads by the paragraph, 1o only your own words.", "  ");
        loop {
            let Typed::Line(text) = prompt::line(self.style, "") else { return Wish::Stop };
            match text.trim() {
                "q" => return Wish::Stop,
                "<" => return Wish::Back,
                "?" => screen::say_indented(
                    "Nothing is saved or sent until you say so. Your answers are kept here meanwhile.",
                    "  ",
                ),
                typed => match wished(typed, &menu) {
                    Some(wish) => return wish,
                    None => {
                        let again =
                            format!("Please type a number from 1 to {}, or q to stop.", menu.len());
                        screen::say_indented(&again, "  ");
                    }
                },
            }
        }
    }

    fn menu(&self, written: &[Written<'_>]) -> Vec<(String, Wish)> {
        let several = written.len() > 1;
        let named = |what: &str, one: &Written<'_>| {
            if several { format!("{what}: {}", one.template.title) } else { format!("{what} it") }
        };
        let mut menu: Vec<(String, Wish)> = Vec::new();
        for (index, one) in written.iter().enumerate() {
            menu.push((named("read", one), Wish::Read(index, How::Screenfuls)));
        }
        menu.push(("change an answer".into(), Wish::Change));
        for (index, one) in written.iter().enumerate() {
            if prompt::editor().is_some() {
                menu.push((
                    named("edit", one).replace("edit it", "edit the text itself"),
                    Wish::Edit(index),
                ));
            }
            if self.session.extra.edited.contains_key(&one.template.id) {
                let what =
                    if several { format!(": {}", one.template.title) } else { String::new() };
                menu.push((format!("undo your edits{what}"), Wish::Unedit(index)));
            }
        }
        menu.push((if several { "save all" } else { "save it" }.into(), Wish::Save));
        menu
    }

    /// Lets the person edit the text itself. From then on it no longer follows the answers.
    fn edit(&mut self, one: &Written<'_>) {
        let text = compose::editable(&one.document);
        let Some(edited) = prompt::edit(&format!("{text}\n"), ".md") else { return };
        if edited.trim() == text.trim() {
            screen::say("The text is as it was.");
        } else if edited.trim().is_empty() {
            screen::say("An empty text is not kept. The text is as it was.");
        } else {
            self.session.edited(&one.template.id, Some(edited.trim_end().to_string()));
        }
    }

    /// The questions that were asked or could have been.
    fn questions(&self, answers: &Answers) -> Vec<&'_ Question> {
        let all = questionnaire::united(self.pack, self.templates).into_iter();
        all.filter(|q| !q.ask.is_empty() && questionnaire::holds(&q.when, answers)).collect()
    }

    /// Lists all answers and asks one of them again.
    fn choose_answer(&mut self, answers: Answers) -> Result<Answers, Error> {
        let questions = self.questions(&answers);
        screen::say("\nWhich one? Type its number, or press Enter to leave all as they are.");
        for (index, question) in questions.iter().enumerate() {
            let answer = answers.get(&question.id);
            let answer = answer.map_or_else(
                || "(left out)".into(),
                |v| short(&notes::reads(v, question, self.pack)),
            );
            screen::option(index + 1, &format!("{} {answer}", question.ask));
        }
        let picked = loop {
            let Typed::Line(text) = prompt::line(self.style, "") else { return Ok(answers) };
            let number = text.trim().parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            match (text.trim(), number.and_then(|n| questions.get(n))) {
                ("" | "<" | "q", _) => return Ok(answers),
                ("?", _) => {
                    screen::say_indented("What hangs on it is asked again; all else stays.", "  ")
                }
                (_, Some(question)) => break *question,
                _ => screen::say_indented(
                    &format!("Please type a number from 1 to {}.", questions.len()),
                    "  ",
                ),
            }
        };
        let picked = picked.clone();
        self.change(answers, &picked)
    }

    /// Asks the last question again.
    fn last_answer(&mut self, answers: Answers) -> Result<Answers, Error> {
        match self.questions(&answers).last().map(|last| (*last).clone()) {
            Some(last) => self.change(answers, &last),
            None => Ok(answers),
        }
    }

    /// Asks one answer again, and whatever hangs on it.
    fn change(&mut self, answers: Answers, picked: &Question) -> Result<Answers, Error> {
        let mut given = Given::default();
        for (id, value) in &answers.0 {
            given.insert(id, value.to_input(), Origin::Keyboard);
        }
        for question in self.questions(&answers) {
            if answers.get(&question.id).is_none() {
                given.insert(&question.id, Input::Text(String::new()), Origin::Keyboard);
            }
        }
        given.ask_for(&picked.id);
        for hanging in questionnaire::hanging_on(self.pack, self.templates, picked) {
            given.remove(hanging);
        }
        self.session.adopt(&answers);
        let mut interview =
            Interview::new(self.pack, self.templates, self.style, self.now, self.session);
        let asker = Some(&mut interview as &mut dyn Asker);
        match questionnaire::fill(self.pack, self.templates, &given, self.now.date(), asker) {
            Ok(changed) => Ok(changed),
            Err(Unfilled::Stopped(_)) => Ok(answers),
            Err(Unfilled::Problems(problems)) => Err(Error::Answers(problems)),
        }
    }
}

fn stop() -> Result<(), Error> {
    screen::say(keep::farewell());
    Ok(())
}

/// The wish of what was typed: a number, for reading with `p` or `o` behind it.
fn wished(typed: &str, menu: &[(String, Wish)]) -> Option<Wish> {
    let digits = typed.trim_end_matches(|c: char| !c.is_ascii_digit());
    let how = match typed[digits.len()..].trim().to_lowercase().as_str() {
        "" => How::Screenfuls,
        "p" => How::Paragraphs,
        "o" => How::Own,
        _ => return None,
    };
    let number = digits.parse::<usize>().ok()?.checked_sub(1)?;
    match menu.get(number)?.1 {
        Wish::Read(index, _) => Some(Wish::Read(index, how)),
        _ if how != How::Screenfuls => None,
        other => Some(other),
    }
}

/// An answer in a few characters.
fn short(text: &str) -> String {
    if text.chars().count() > 40 {
        let cut: String = text.chars().take(37).collect();
        format!("[{}...]", cut.trim_end())
    } else {
        format!("[{text}]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_behind_the_number_says_how_to_read() {
        let menu = [
            ("read it".to_string(), Wish::Read(0, How::Screenfuls)),
            ("save it".to_string(), Wish::Save),
        ];
        assert_eq!(wished("1", &menu), Some(Wish::Read(0, How::Screenfuls)));
        assert_eq!(wished("1 p", &menu), Some(Wish::Read(0, How::Paragraphs)));
        assert_eq!(wished("1O", &menu), Some(Wish::Read(0, How::Own)));
        assert_eq!(wished("2", &menu), Some(Wish::Save));
        for wrong in ["2p", "3", "0", "p", "", "1x", "é"] {
            assert_eq!(wished(wrong, &menu), None, "{wrong}");
        }
    }
}
