//! The review after an interview: how long it is, read it, change an answer, edit the text, save.

use jiff::civil::DateTime;
use sayso::answer::Answers;
use sayso::compose::{self, advice};
use sayso::error::Error;
use sayso::interview::Form;
use sayso::model::{Pack, Question};

use super::args::WriteArgs;
use super::interview::{Interview, Outcome};
use super::prompt::{self, Heard, Style};
use super::reading::{self, How};
use super::save::{self, Finished, Saved};
use super::session::{Instead, Session};
use super::written::{self, Written};
use super::{keep, notes, screen};

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
    Stop,
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
    /// Whether something else may be chosen to be written.
    pub(crate) may_choose_again: bool,
}

/// How a review ended.
pub(crate) enum Reviewed {
    /// All is saved, or the person stopped.
    Ended,
    /// The person writes something else with these answers.
    Instead(Box<Instead>),
}

impl Review<'_, '_> {
    /// Shows what was written until the person saves it or stops.
    pub(crate) fn run(&mut self) -> Result<Reviewed, Error> {
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
            match self.wish(&written) {
                Wish::Seat => {
                    if let Some(ended) = self.change(advice::SEAT) {
                        return Ok(ended);
                    }
                }
                Wish::Read(index, how) => {
                    reading::read(&written[index], pack, self.form.answers(), how, self.style)
                }
                Wish::Change => {
                    if let Some(id) = self.choose_answer()
                        && let Some(ended) = self.change(&id)
                    {
                        return Ok(ended);
                    }
                }
                Wish::Back => {
                    let last = self.form.questions().last().map(|last| last.id.clone());
                    if let Some(ended) = last.and_then(|last| self.change(&last)) {
                        return Ok(ended);
                    }
                }
                Wish::Edit(index) => self.edit(&written, index),
                Wish::Unedit(index) => self.edited(&written[index].template.id, None),
                Wish::Stop => return Ok(stop()),
                Wish::Other => {
                    let instead = self.session.instead(&self.form, self.args.what.clone());
                    return Ok(Reviewed::Instead(Box::new(instead)));
                }
                Wish::Save => {
                    let (args, style, now) = (self.args, self.style, self.now);
                    let finished =
                        Finished { args, written: &written, form: &self.form, style, now };
                    match save::save(&finished, self.session)? {
                        Saved::Done => return Ok(Reviewed::Ended),
                        Saved::Back => {}
                        Saved::Stopped => return Ok(stop()),
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
    fn wish(&self, written: &[Written<'_>]) -> Wish {
        let menu = self.menu(written);
        screen::say("\nWhat now? Type a number.");
        for (index, (line, _)) in menu.iter().enumerate() {
            screen::option(index + 1, line);
        }
        screen::note("1 paragraphs reads it by the paragraph, 1 own only your own words.");
        let asked = prompt::until(self.style, |typed| match typed {
            "q" => Heard::Taken(Wish::Stop),
            "<" => Heard::Taken(Wish::Back),
            "?" => Heard::note(
                "Nothing is saved or sent until you say so. Your answers are kept here meanwhile.",
            ),
            typed => wished(typed, &menu).map_or_else(
                || {
                    let last = menu.len();
                    Heard::Refused(format!("Please type a number from 1 to {last}, or q to stop."))
                },
                Heard::Taken,
            ),
        });
        asked.unwrap_or(Wish::Stop)
    }

    fn menu(&self, written: &[Written<'_>]) -> Vec<(String, Wish)> {
        let several = written.len() > 1;
        let named = |what: &str, one: &Written<'_>| {
            if several { format!("{what}: {}", one.title) } else { format!("{what} it") }
        };
        let mut menu: Vec<(String, Wish)> = Vec::new();
        if self.lost().is_some() {
            menu.push(("say which constituency".into(), Wish::Seat));
        }
        for (index, one) in written.iter().enumerate() {
            menu.push((named("read", one), Wish::Read(index, How::Screenfuls)));
        }
        menu.push(("change an answer, or add one".into(), Wish::Change));
        let save = match (self.lost(), several) {
            (Some(_), _) => "save it all the same",
            (None, true) => "save all",
            (None, false) => "save it",
        };
        menu.push((save.into(), Wish::Save));
        for (index, one) in written.iter().enumerate() {
            if prompt::editor().is_some() || prompt::edits_here(self.style) {
                let edit = named("edit", one).replace("edit it", "edit the text itself");
                menu.push((edit, Wish::Edit(index)));
            }
            if self.form.extra().edited.contains_key(&one.template.id) {
                let what = if several { format!(": {}", one.title) } else { String::new() };
                menu.push((format!("undo your edits{what}"), Wish::Unedit(index)));
            }
        }
        if self.may_choose_again {
            menu.push(("write something else with these answers".into(), Wish::Other));
        }
        menu
    }

    /// Lets the person edit the text itself, in their editor or here. From then on it no longer
    /// follows the answers.
    fn edit(&mut self, written: &[Written<'_>], index: usize) {
        let one = &written[index];
        let text = compose::editable(&one.document);
        let theirs = prompt::editor().and_then(|_| prompt::edit(&format!("{text}\n"), ".md"));
        let edited = theirs.or_else(|| self.edit_here(one, &text));
        let Some(edited) = edited else { return };
        if edited.trim() == text.trim() {
            screen::say("The text is as it was.");
        } else if edited.trim().is_empty() {
            screen::say("An empty text is not kept. The text is as it was.");
        } else {
            self.edited(&one.template.id, Some(edited.trim_end().to_string()));
            self.offer_to_others(written, index, &text, edited.trim_end());
        }
    }

    /// Edits where no editor is set or none could be started.
    fn edit_here(&mut self, one: &Written<'_>, text: &str) -> Option<String> {
        if !prompt::edits_here(self.style) {
            return None;
        }
        let before = self.form.extra().edited.get(&one.template.id).cloned();
        let style = self.style;
        let mut keep = |now: &str| self.edited(&one.template.id, Some(now.trim_end().to_string()));
        let edited = prompt::edit_here(style, text, &mut keep);
        self.edited(&one.template.id, before);
        edited
    }

    /// Offers what was changed in one document to the others that hold the same paragraphs.
    fn offer_to_others(&mut self, written: &[Written<'_>], index: usize, was: &str, now: &str) {
        let changed = changed_paragraphs(was, now);
        for (_, other) in written.iter().enumerate().filter(|(at, _)| *at != index) {
            let text = compose::editable(&other.document);
            let mut paragraphs: Vec<&str> = text.split("\n\n").collect();
            let mut same = false;
            for paragraph in &mut paragraphs {
                if let Some((_, new)) = changed.iter().find(|(old, _)| old == paragraph) {
                    *paragraph = *new;
                    same = true;
                }
            }
            let question = format!("{} has the same words. Change them there too?", other.title);
            let why = "Yes changes those paragraphs there too. No leaves it as it is.";
            if same && prompt::yes(self.style, &question, why, true) {
                self.edited(&other.template.id, Some(paragraphs.join("\n\n")));
            }
        }
    }

    /// Keeps a body that the person edited, or forgets it.
    fn edited(&mut self, template: &str, text: Option<String>) {
        let edited = &mut self.form.extra_mut().edited;
        match text {
            Some(text) => edited.insert(template.to_string(), text),
            None => edited.remove(template),
        };
        self.session.keep(&self.form);
    }

    /// Lists all answers; the id of the one to be asked again.
    fn choose_answer(&self) -> Option<String> {
        let (pack, answers) = (self.form.pack(), self.form.answers());
        let questions = self.form.questions();
        screen::say("\nWhich one? Type its number, or press Enter to leave all as they are.");
        for (index, question) in questions.iter().enumerate() {
            screen::option(index + 1, &listed(question, pack, answers));
        }
        let asked = prompt::until(self.style, |typed| {
            let number = typed.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            match (typed, number.and_then(|n| questions.get(n))) {
                ("" | "<" | "q", _) => Heard::Taken(None),
                ("?", _) => Heard::note("What hangs on it is asked again; all else stays."),
                (_, Some(question)) => Heard::Taken(Some(question.id.clone())),
                _ => {
                    let last = questions.len();
                    Heard::note(&format!("Please type a number from 1 to {last}."))
                }
            }
        });
        asked.flatten()
    }

    /// Asks one answer again, and whatever depends on it. How the review ends by it, if it does.
    fn change(&mut self, id: &str) -> Option<Reviewed> {
        self.form.ask_again(id);
        let mut interview = Interview::new(self.style, self.now, self.session);
        match interview.run(&mut self.form) {
            Outcome::Instead(instead) => return Some(Reviewed::Instead(instead)),
            Outcome::Complete => {}
            Outcome::Stopped | Outcome::ChooseAgain => self.form.leave(),
        }
        self.form.next().is_some().then(stop)
    }
}

/// A question and its answer, in a line.
fn listed(question: &Question, pack: &Pack, answers: &Answers) -> String {
    let answer = answers.get(&question.id);
    let answer = answer.map(|value| short(&notes::reads(value, question, pack)));
    format!("{} {}", question.ask, answer.unwrap_or_else(|| "(left out)".into()))
}

/// The paragraphs that differ, each as it was and as it is.
fn changed_paragraphs<'t>(was: &'t str, now: &'t str) -> Vec<(&'t str, &'t str)> {
    let (was, now): (Vec<&str>, Vec<&str>) =
        (was.split("\n\n").collect(), now.split("\n\n").collect());
    // Where one was added or taken out, what stands beside it cannot be told to be the same.
    let pairs = was.into_iter().zip(now.iter().copied()).filter(|(was, now)| was != now);
    pairs.filter(|(was, _)| !now.contains(was)).collect()
}

fn stop() -> Reviewed {
    screen::say(keep::farewell());
    Reviewed::Ended
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
        assert_eq!(wished("1 own words", &menu), Some(Wish::Read(0, How::Own)));
        assert_eq!(wished("2", &menu), Some(Wish::Save));
        for wrong in ["2p", "3", "0", "p", "", "1x", "é"] {
            assert_eq!(wished(wrong, &menu), None, "{wrong}");
        }
    }
}
