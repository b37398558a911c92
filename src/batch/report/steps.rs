//! What to do before the deadline, in order, with commands to copy.

use crate::batch::options::Commands;
use crate::batch::record::Fate;
use crate::batch::report::whole::{ASK_AGAIN, COVER_NOTE, FAILED, Report, TABLE};
use crate::batch::words::{command, count, number};
use crate::text::{dates, join};

/// Days within which a day of the week alone says which.
const SOON: i64 = 6;

/// Letters like others from which it is better to ask or to join than to send.
const FEWEST_ALIKE: usize = 10;

/// Files not to be sent that are named.
const MOST_ASTRAY: usize = 20;

/// A step: what to do, and the command that does it.
pub(super) struct Step {
    pub(super) text: String,
    pub(super) command: Option<String>,
}

impl Step {
    fn say(text: String) -> Step {
        Step { text, command: None }
    }
}

impl Report<'_> {
    /// `Before Friday`; what to do now where there is no day or it has passed.
    pub(super) fn steps_heading(&self) -> String {
        let Some(closes) = self.closes.filter(|closes| closes.moment() >= self.now) else {
            return "What to do now".into();
        };
        let days = closes.day.duration_since(self.now.date()).as_hours() / 24;
        match days {
            0 => "Before it closes today".into(),
            1..=SOON => format!("Before {}", closes.day.strftime("%A")),
            _ => format!("Before {}", dates::weekday(closes.day)),
        }
    }

    /// The steps.
    pub(super) fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let to_mend = self.of_fate(|f| f == Fate::ToMend).len();
        if to_mend > 0 {
            let failed = inside(&self.commands.folder, FAILED);
            let text = match to_mend {
                1 => format!("Mend the row in {FAILED}:"),
                several => format!("Mend the {}:", number(several)),
            };
            let command = self.run(&failed, &self.commands.folder, &[], false);
            steps.push(Step { text, command: Some(command) });
        }
        steps.extend(self.ask_again());
        steps.extend(self.join_in());
        let alike = self.alike();
        let is_alike = alike.is_some();
        steps.extend(alike);
        let left = self.astray.iter().take(MOST_ASTRAY);
        steps.extend(left.map(|(file, why)| Step::say(format!("{file}: {why}. Do not send it."))));
        let more = self.astray.len().saturating_sub(MOST_ASTRAY);
        if more > 0 {
            steps.push(Step::say(format!(
                "{} more files are not to be sent, each changed by hand and not in {TABLE}.",
                number(more)
            )));
        }
        steps.extend(self.send().filter(|_| !is_alike));
        steps
    }

    /// What to do where most letters are nearly the same, in place of sending them.
    fn alike(&self) -> Option<Step> {
        let (alike, letters) = (self.reading.matched(), self.reading.letters());
        let many = alike >= FEWEST_ALIKE && alike * 2 > letters;
        let (alike, letters) = (number(alike), number(letters));
        many.then(|| {
            Step::say(format!(
                "{alike} of {letters} have “own” words like someone else’s. Ask people for words \
                 that are theirs, or join those who share a text into one response, before you \
                 send any."
            ))
        })
    }

    fn ask_again(&self) -> Option<Step> {
        let rows = self.reading.ours();
        if rows == 0 {
            return None;
        }
        // The question that most found something to say about is the easiest to ask about.
        let most = self.reading.questions.iter().rev().filter(|q| q.own > 0).max_by_key(|q| q.own);
        let on = most.map_or("of their own".to_string(), |q| format!("on Q{}", q.question.number));
        let (none, some) = (&self.reading.template, &self.reading.sentence);
        Some(Step::say(match (none.as_slice(), some.as_slice()) {
            ([row], []) | ([], [row]) => format!(
                "Ask the person in row {row} for two sentences {on}, type them into {ASK_AGAIN} \
                 and run it."
            ),
            _ => format!(
                "Ask the {} for two sentences {on}, type them into {ASK_AGAIN}, run it.",
                number(rows)
            ),
        }))
    }

    fn join_in(&self) -> Option<Step> {
        let rows = self.reading.ours();
        // Where this run was to join them, there were not two to join.
        let Commands { joining, options, .. } = self.commands;
        let tried = joining.first().is_some_and(|flag| options.contains(flag));
        if rows < 2 || !self.may_join || self.joint.is_some() || tried {
            return None;
        }
        let folder = beside(&self.commands.folder, "joint");
        let text = format!(
            "If they do not answer, put those {} into one joint response, and send what is in {} in place of this folder:",
            number(rows),
            inside(&folder, "")
        );
        let command = self.run(&self.commands.table, &folder, &self.commands.joining, true);
        Some(Step { text, command: Some(command) })
    }

    fn send(&self) -> Option<Step> {
        let letters = self.reading.letters();
        if letters == 0 && self.joint.is_none() {
            return None;
        }
        if self.others > 0 {
            let others = count(self.others, "letter", "letters");
            let text = format!(
                "{} also holds {others} of earlier runs, of which {COVER_NOTE} says nothing. Write \
                 all of them before you send any:",
                inside(&self.commands.folder, "")
            );
            return Some(Step { text, command: Some(self.run_table()) });
        }
        if !self.receivers.is_empty() {
            return Some(Step::say(format!(
                "Send each receiver the letters of its folder in {}, with the {COVER_NOTE} there. \
                 Nothing has been sent.",
                inside(&self.commands.folder, "")
            )));
        }
        let mut what: Vec<String> = Vec::new();
        let but = match self.astray {
            [] => String::new(),
            [(only, _)] => format!(" but {only}"),
            _ => " but those named above".into(),
        };
        match self.combined {
            _ if letters == 0 => {}
            [] => what.push(format!("the letters in {}{but}", inside(&self.commands.folder, ""))),
            files => what.extend(files.iter().cloned()),
        }
        what.extend(self.joint.map(str::to_string));
        what.push(COVER_NOTE.into());
        let what = join(&what);
        let text = match (self.email, self.named_receiver()) {
            (Some(email), _) => format!("E-mail {what} to {email}."),
            (None, Some(receiver)) => {
                let the = receiver.strip_prefix("The ").map(|rest| format!("the {rest}"));
                format!("Send {what} to {}.", the.as_deref().unwrap_or(receiver))
            }
            (None, None) => format!("Send {what}."),
        };
        Some(Step::say(format!("{text} Nothing has been sent.")))
    }

    /// The command that writes this folder from its table: only rows that come back mended go by
    /// what the folder remembers.
    fn run_table(&self) -> String {
        self.run(&self.commands.table, &self.commands.folder, &[], true)
    }

    /// A command that writes a table into a folder, with `more`, and as this one where it is `alike`.
    fn run(&self, table: &str, folder: &str, more: &[String], alike: bool) -> String {
        let Commands { lead, into, options, .. } = self.commands;
        let words = lead.iter().map(String::as_str).chain([table, into, folder]);
        let options = if alike { options.as_slice() } else { &[] };
        command(words.chain(more.iter().chain(options).map(String::as_str)))
    }
}

/// A file inside a folder, as it is typed.
fn inside(folder: &str, file: &str) -> String {
    format!("{}/{file}", folder.trim_end_matches(['/', '\\']))
}

/// A folder beside another.
fn beside(folder: &str, name: &str) -> String {
    let folder = folder.trim_end_matches(['/', '\\']);
    match folder.rfind(['/', '\\']) {
        Some(at) => format!("{}{name}", &folder[..=at]),
        None => name.to_string(),
    }
}
