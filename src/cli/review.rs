//! The review after an interview: how long it is, read it, change an answer, edit the text, save.

use sayso::compose::{self, advice};
use sayso::error::Error;
use sayso::model::Question;
use sayso::text::words;
use serde_json::json;

use super::interview::{Interview, Left};
use super::reading::{self, How};
use super::written::{self, Written};
use super::{notes, prompt, screen, talk};

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

impl<'p> Interview<'_, 'p> {
    /// Shows what was written until the person saves it.
    ///
    /// # Errors
    /// The person stops, or writes something else with these answers; or it fails.
    pub(super) fn review(&mut self) -> Result<(), Left> {
        let (pack, today) = (self.form.pack(), self.now.date());
        if let Some(text) = advice::past_review(pack, self.form.answers(), today) {
            screen::say(&format!("\n{text}"));
        }
        loop {
            let written = written::compose_all(self.extras, &self.form)?;
            screen::say("");
            self.lost().into_iter().for_each(screen::say);
            for one in &written {
                written::tell_measure(one, &self.form);
            }
            match self.wish(&written)? {
                Wish::Seat => self.ask_again(Some(advice::SEAT))?,
                Wish::Read(index, how) => {
                    reading::read(&written[index], pack, self.form.answers(), how);
                }
                Wish::Change => {
                    let id = self.choose_answer()?;
                    self.ask_again(id)?;
                }
                Wish::Back => {
                    let last = self.form.questions().last().map(|last| last.id.as_str());
                    self.ask_again(last)?;
                }
                Wish::Edit(index) => self.edit(&written, index)?,
                Wish::Unedit(index) => self.edited(&written[index].template.id, None),
                Wish::Other => {
                    let instead = self.instead(Vec::new(), None);
                    // What is written and not saved is carried on another day: what comes now has a
                    // place of its own.
                    self.session.keep(&self.form);
                    self.session.place = None;
                    return Err(instead);
                }
                Wish::Save if self.save(&written)? => return Ok(()),
                Wish::Save => {}
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
        let (how, why) = talk::two("what-now", json!({}));
        screen::note(&how);
        prompt::until(&why, "", |typed| match typed {
            "<" => Ok(Wish::Back),
            typed => wished(typed, &menu)
                .ok_or_else(|| talk::text("no-such-wish", json!({"most": menu.len()}))),
        })
    }

    fn menu(&self, written: &[Written<'_>]) -> Vec<(String, Wish)> {
        let (several, lost) = (written.len() > 1, self.lost().is_some());
        let edits = prompt::editor().is_some() || prompt::edits_here();
        let mut menu = Vec::new();
        let mut offer = |line: &str, title: Option<&str>, wish| {
            let data = json!({"several": several, "lost": lost, "title": title});
            menu.push((talk::text(line, data), wish));
        };
        if lost {
            offer("wish-seat", None, Wish::Seat);
        }
        for (index, one) in written.iter().enumerate() {
            offer("wish-read", Some(one.title), Wish::Read(index, How::Screenfuls));
        }
        offer("wish-change", None, Wish::Change);
        offer("wish-save", None, Wish::Save);
        for (index, one) in written.iter().enumerate() {
            if edits {
                offer("wish-edit", Some(one.title), Wish::Edit(index));
            }
            if self.form.extra.edited.contains_key(&one.template.id) {
                offer("wish-unedit", Some(one.title), Wish::Unedit(index));
            }
        }
        if self.session.may_choose_again {
            offer("wish-other", None, Wish::Other);
        }
        menu
    }

    /// Lets the person edit the text itself, in their editor, or here where none is set or none could
    /// be started. From then on it no longer follows the answers.
    fn edit(&mut self, written: &[Written<'_>], index: usize) -> Result<(), Error> {
        let (id, text) = (&written[index].template.id, compose::editable(&written[index].document));
        let theirs = prompt::editor().and_then(|_| prompt::edit(&format!("{text}\n"), ".md"));
        let edited = match theirs {
            None if prompt::edits_here() => {
                let before = self.form.extra.edited.get(id).cloned();
                let mut keep = |now: &str| self.edited(id, Some(now));
                let edited = prompt::edit_here(&text, &mut keep)?;
                self.edited(id, before.as_deref());
                edited
            }
            theirs => theirs,
        };
        match edited.as_deref().map(str::trim_end) {
            None => {}
            Some(edited) if edited.trim() == text.trim() => talk::say("not-edited", json!({})),
            Some("") => talk::say("edited-away", json!({})),
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
            let data = json!({"title": other.title});
            if edited != text && talk::yes("same-words", data, true)? {
                self.edited(&other.template.id, Some(&edited));
            }
        }
        Ok(())
    }

    /// Keeps a body that the person edited, or forgets it.
    fn edited(&mut self, template: &str, text: Option<&str>) {
        let edited = &mut self.form.extra.edited;
        match text {
            Some(text) => edited.insert(template.to_string(), text.trim_end().to_string()),
            None => edited.remove(template),
        };
        self.session.keep(&self.form);
    }

    /// Lists all answers; the id of the one to be asked again.
    fn choose_answer(&self) -> Result<Option<&'p str>, Error> {
        let questions = self.form.questions();
        let lines: Vec<String> = questions.iter().map(|question| self.listed(question)).collect();
        let asked = ("which-answer", json!({}));
        let picked = talk::menu(asked, &lines, 1, Some(Vec::new()), true)?.unwrap_or_default();
        Ok(picked.first().map(|index| questions[*index].id.as_str()))
    }

    /// A question and its answer, in a line.
    fn listed(&self, question: &Question) -> String {
        let answer = self.form.answers().get(&question.id);
        let reads = |value| words::cut(&notes::reads(value, question, self.form.pack()), LONGEST);
        let answer = answer.map_or("(left out)".into(), |value| format!("[{}]", reads(value)));
        format!("{} {answer}", question.ask)
    }
}

/// Most characters of an answer in a line.
const LONGEST: usize = 40;

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
