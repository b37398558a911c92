//! The review after an interview: how long it is, read it, change an answer, edit the text, save.

use jiff::civil::DateTime;
use sayso::answer::Answers;
use sayso::compose::{self, advice};
use sayso::error::Error;
use sayso::interview::Form;
use sayso::model::{Pack, Question};
use sayso::text::words;

use super::args::WriteArgs;
use super::interview::Interview;
use super::prompt::{self, Menu, Style};
use super::reading::{self, How};
use super::save;
use super::session::{Left, Session};
use super::written::{self, Written};
use super::{notes, screen};

/// What the person wants to do with what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Read(usize, How),
    Change,
    Seat,
    Edit(usize),
    Unedit(usize),
    Save,
    Other,
    Back,
}

/// An interview whose questions are answered.
pub(crate) struct Review<'r, 'p> {
    /// The flags.
    pub(crate) args: &'r WriteArgs,
    /// The answers.
    pub(crate) form: Form<'p>,
    /// Where it is kept.
    pub(crate) session: &'r mut Session,
    /// How prompts are made.
    pub(crate) style: Style,
    /// Now, for how long is left.
    pub(crate) now: DateTime,
}

impl Review<'_, '_> {
    /// Shows what was written until the person saves it.
    ///
    /// # Errors
    /// The person stops, or writes something else with these answers; or it fails.
    pub(crate) fn run(&mut self) -> Result<(), Left> {
        let (pack, today) = (self.form.pack(), self.now.date());
        if let Some(text) = advice::past_review(pack, self.form.answers(), today) {
            screen::say(&format!("\n{text}"));
        }
        loop {
            self.style = prompt::settled(self.style);
            let written = written::compose_all(self.args, &self.form)?;
            screen::say("");
            if let Some(why) = self.lost() {
                screen::say(why);
            }
            for one in &written {
                written::tell_measure(one, &self.form.extra().edited);
            }
            match self.wish(&written)? {
                Wish::Seat => self.change(Some(advice::SEAT))?,
                Wish::Read(index, how) => {
                    reading::read(&written[index], pack, self.form.answers(), how, self.style);
                }
                Wish::Change => {
                    let id = self.choose_answer()?;
                    self.change(id.as_deref())?;
                }
                Wish::Back => {
                    let last = self.form.questions().last().map(|last| last.id.as_str());
                    self.change(last)?;
                }
                Wish::Edit(index) => self.edit(&written, index)?,
                Wish::Unedit(index) => self.edited(&written[index].template.id, None),
                Wish::Other => {
                    let instead = self.session.instead(&self.form, Vec::new());
                    self.session.leave(&self.form);
                    return Err(Left::Instead(Box::new(instead)));
                }
                Wish::Save => {
                    let (args, form, session) = (self.args, &self.form, &mut *self.session);
                    if save::save(args, &written, form, session, (self.style, self.now))? {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Why what was written may reach nobody, if it may not.
    fn lost(&self) -> Option<&'static str> {
        let answers = self.form.answers();
        self.form.templates().iter().find_map(|template| advice::lost(template, answers))
    }

    /// Asks what to do next.
    fn wish(&self, written: &[Written<'_>]) -> Result<Wish, Error> {
        let menu = self.menu(written);
        screen::say("\nWhat now? Type a number.");
        menu.iter().zip(1..).for_each(|((line, _), number)| screen::option(number, line));
        screen::note("1 paragraphs reads it by the paragraph, 1 own only your own words.");
        let why =
            "Nothing is saved or sent until you say so. Your answers are kept here meanwhile.";
        prompt::until(self.style, why, "", |typed| match typed {
            "<" => Ok(Wish::Back),
            typed => wished(typed, &menu).ok_or_else(|| {
                format!("Please type a number from 1 to {}, or q to stop.", menu.len())
            }),
        })
    }

    fn menu(&self, written: &[Written<'_>]) -> Vec<(String, Wish)> {
        let several = written.len() > 1;
        let named = |what: &str, alone: &str, one: &Written<'_>| {
            if several { format!("{what}: {}", one.title) } else { alone.to_string() }
        };
        let (edits, edited) = (
            prompt::editor().is_some() || prompt::edits_here(self.style),
            &self.form.extra().edited,
        );
        let mut menu: Vec<(String, Wish)> = Vec::new();
        if self.lost().is_some() {
            menu.push(("say which constituency".into(), Wish::Seat));
        }
        for (index, one) in written.iter().enumerate() {
            menu.push((named("read", "read it", one), Wish::Read(index, How::Screenfuls)));
        }
        menu.push(("change an answer, or add one".into(), Wish::Change));
        let save = match (self.lost(), several) {
            (Some(_), _) => "save it all the same",
            (None, true) => "save all",
            (None, false) => "save it",
        };
        menu.push((save.into(), Wish::Save));
        for (index, one) in written.iter().enumerate() {
            if edits {
                menu.push((named("edit", "edit the text itself", one), Wish::Edit(index)));
            }
            if edited.contains_key(&one.template.id) {
                let undo = "undo your edits";
                menu.push((named(undo, undo, one), Wish::Unedit(index)));
            }
        }
        if self.session.may_choose_again {
            menu.push(("write something else with these answers".into(), Wish::Other));
        }
        menu
    }

    /// Lets the person edit the text itself, in their editor, or here where none is set or none could
    /// be started. From then on it no longer follows the answers.
    fn edit(&mut self, written: &[Written<'_>], index: usize) -> Result<(), Error> {
        let (id, text) = (&written[index].template.id, compose::editable(&written[index].document));
        let theirs = prompt::editor().and_then(|_| prompt::edit(&format!("{text}\n"), ".md"));
        let edited = match theirs {
            None if prompt::edits_here(self.style) => {
                let (style, before) = (self.style, self.form.extra().edited.get(id).cloned());
                let mut keep = |now: &str| self.edited(id, Some(now));
                let edited = prompt::edit_here(style, &text, &mut keep)?;
                self.edited(id, before.as_deref());
                edited
            }
            theirs => theirs,
        };
        match edited.as_deref().map(str::trim_end) {
            None => {}
            Some(edited) if edited.trim() == text.trim() => {
                screen::say("The text is as it was.");
            }
            Some("") => screen::say("An empty text is not kept. The text is as it was."),
            Some(edited) => {
                self.edited(id, Some(edited));
                self.offer_to_others(written, index, &text, edited)?;
            }
        }
        Ok(())
    }

    /// Offers what was changed in one document to the others that hold the same paragraphs.
    fn offer_to_others(
        &mut self,
        written: &[Written<'_>],
        index: usize,
        was: &str,
        now: &str,
    ) -> Result<(), Error> {
        let changed = changed_paragraphs(was, now);
        for (_, other) in written.iter().enumerate().filter(|(at, _)| *at != index) {
            let text = compose::editable(&other.document);
            let paragraphs = text.split("\n\n").map(|paragraph| {
                let new = changed.iter().find(|(old, _)| *old == paragraph);
                new.map_or(paragraph, |(_, new)| new)
            });
            let edited = paragraphs.collect::<Vec<_>>().join("\n\n");
            let question = format!("{} has the same words. Change them there too?", other.title);
            let why = "Yes changes those paragraphs there too. No leaves it as it is.";
            if edited != text && prompt::yes(self.style, &question, why, true)? {
                self.edited(&other.template.id, Some(&edited));
            }
        }
        Ok(())
    }

    /// Keeps a body that the person edited, or forgets it.
    fn edited(&mut self, template: &str, text: Option<&str>) {
        let edited = &mut self.form.extra_mut().edited;
        match text {
            Some(text) => edited.insert(template.to_string(), text.trim_end().to_string()),
            None => edited.remove(template),
        };
        self.session.keep(&self.form);
    }

    /// Lists all answers; the id of the one to be asked again.
    fn choose_answer(&self) -> Result<Option<String>, Error> {
        let (pack, answers) = (self.form.pack(), self.form.answers());
        let questions = self.form.questions();
        let lines: Vec<String> = questions.iter().map(|q| listed(q, pack, answers)).collect();
        let menu = Menu {
            question: "\nWhich one? Type its number, or press Enter to leave all as they are.",
            why: "What hangs on it is asked again; all else stays.",
            lines: &lines,
            most: 1,
            enter: Some(Vec::new()),
            back: true,
        };
        let picked = menu.ask(self.style)?.unwrap_or_default();
        Ok(picked.first().map(|index| questions[*index].id.clone()))
    }

    /// Asks one answer again, and whatever depends on it.
    fn change(&mut self, id: Option<&str>) -> Result<(), Left> {
        let Some(id) = id else { return Ok(()) };
        self.form.ask_again(id);
        Interview::new(self.style, self.now, self.session).run(&mut self.form)
    }
}

/// Most characters of an answer in a line.
const LONGEST: usize = 40;

/// A question and its answer, in a line.
fn listed(question: &Question, pack: &Pack, answers: &Answers) -> String {
    let answer = answers.get(&question.id);
    let answer = answer.map(|value| words::cut(&notes::reads(value, question, pack), LONGEST));
    let answer = answer.map_or("(left out)".into(), |answer| format!("[{answer}]"));
    format!("{} {answer}", question.ask)
}

/// The paragraphs that differ, each as it was and as it is.
fn changed_paragraphs<'t>(was: &'t str, now: &'t str) -> Vec<(&'t str, &'t str)> {
    let (was, now): (Vec<&str>, Vec<&str>) =
        (was.split("\n\n").collect(), now.split("\n\n").collect());
    // Where one was added or taken out, what stands beside it cannot be told to be the same.
    let pairs = was.into_iter().zip(now.iter().copied()).filter(|(was, now)| was != now);
    pairs.filter(|(was, _)| !now.contains(was)).collect()
}

/// The wish of what was typed: a number, for reading with `p` or `o` behind it.
fn wished(typed: &str, menu: &[(String, Wish)]) -> Option<Wish> {
    let digits = typed.trim_end_matches(|c: char| !c.is_ascii_digit());
    let how = match typed[digits.len()..].trim().to_lowercase().as_str() {
        "" => How::Screenfuls,
        "p" | "paragraph" | "paragraphs" => How::Paragraphs,
        "o" | "own" | "own words" => How::Own,
        _ => return None,
    };
    let number = digits.parse::<usize>().ok()?.checked_sub(1)?;
    match menu.get(number)?.1 {
        Wish::Read(index, _) => Some(Wish::Read(index, how)),
        _ if how != How::Screenfuls => None,
        other => Some(other),
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
        assert_eq!(wished("1 own words", &menu), Some(Wish::Read(0, How::Own)));
        assert_eq!(wished("2", &menu), Some(Wish::Save));
        for wrong in ["2p", "3", "0", "p", "", "1x", "é"] {
            assert_eq!(wished(wrong, &menu), None, "{wrong}");
        }
    }
}
