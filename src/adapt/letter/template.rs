//! The text of the template that a letter becomes: front matter with a note for each key, and the
//! letter's own words.

use super::ask::Asked;
use super::kind::Kind as To;
use super::points::Point;
use super::questions::Questions;
use super::write::Options;
use super::{Letter, other, words};
use crate::adapt::{golden, yaml};
use crate::model::Kind;

/// Kinds of what somebody is reached by, asked last.
const REACHES: [Kind; 3] = [Kind::Email, Kind::Telephone, Kind::Contact];

/// The template of a letter.
pub(super) struct Template<'l> {
    pub(super) letter: &'l Letter,
    pub(super) questions: &'l Questions,
    pub(super) kind: &'l To,
    pub(super) subject: &'l Option<String>,
    pub(super) points: &'l [Point],
}

impl Template<'_> {
    /// The ids asked, in order: where and whom, the letter's own, then name and address.
    fn asked(&self) -> Vec<String> {
        let last = ["name", "address", "postcode", "mp", "contact"];
        let mut ids: Vec<String> = Vec::new();
        let used = |id: &str| self.questions.shared.contains(id);
        let mut add = |id: &str| {
            if !ids.iter().any(|i| i == id) {
                ids.push(id.to_string());
            }
        };
        if used("area") {
            add("area");
        }
        self.kind.needs.iter().filter(|id| !last.contains(&id.as_str())).for_each(|id| add(id));
        let own = |reaches: bool| {
            let own = self.questions.own.iter();
            own.filter(move |asked| REACHES.contains(&asked.kind) == reaches)
        };
        own(false).for_each(|asked| add(&asked.id));
        if used("story") {
            add("story");
        }
        if !self.points.is_empty() {
            add("concerns");
        }
        for id in last {
            let group = self.questions.shared.iter().any(|s| s.split('.').next() == Some(id));
            let contact = id == "contact" && self.gives_contact();
            if group || contact || self.kind.needs.iter().any(|need| need == id) {
                add(id);
            }
        }
        own(true).for_each(|asked| add(&asked.id));
        ids
    }

    /// Whether the addresses of the letter leave room for a telephone number or e-mail address,
    /// which the letter does not say itself.
    fn gives_contact(&self) -> bool {
        if self.questions.own.iter().any(|asked| REACHES.contains(&asked.kind)) {
            return false;
        }
        let said = self.letter.layout.aside.iter().flat_map(|a| words::words(&a.para.text));
        let said: Vec<String> = said.collect();
        words::any(&said, &["email", "phone", "telephone", "tel", "mobile", "contact"])
    }

    /// The words of its own, and the limit, where it is over what is read.
    pub(super) fn over(&self, text: &str) -> Option<(usize, usize)> {
        let most = self.kind.words?;
        let count = crate::text::words::count(text);
        (count > most).then_some((count, most))
    }

    pub(super) fn text(&self, body: &str, over: Option<(usize, usize)>) -> String {
        let mut out = String::from("---\n");
        let receiver = &self.letter.receiver;
        let own = receiver.destination == other::OTHER && self.kind.destination == other::ID;
        let guessed = own || receiver.destination == self.kind.destination;
        let why = match &receiver.because {
            Some(sign) if guessed => {
                format!("Whom it goes to. The letter says \"{sign}\".")
            }
            None if guessed => {
                "Whom it goes to. The letter did not say, so this is a guess.".into()
            }
            _ => "Whom it goes to.".into(),
        };
        out.push_str(&format!("title: {}\n", yaml::scalar(&self.kind.title)));
        out.push_str(&format!("action: {}\n", yaml::scalar(&self.kind.action)));
        out.push_str(&yaml::comment(
            &format!("{why} Addresses, date, greeting and closing come from there."),
            "",
        ));
        out.push_str(&format!("destination: {}\n", self.kind.destination));
        out.push_str("# What is asked, in this order.\n");
        out.push_str(&yaml::list("questions", &self.asked()));
        if let Some(subject) = self.subject {
            out.push_str(&format!("subject: {}\n", yaml::quoted(subject)));
        }
        if let Some((count, most)) = over {
            out.push_str(&yaml::comment(
                &format!("The letter is longer than the {most} words that are read. Shorten it, and take this line out."),
                "",
            ));
            out.push_str(&format!("words: {}\n", (count + 150).next_multiple_of(50)));
        }
        out.push_str("---\n");
        out.push_str(body);
        out
    }

    /// The subject where nothing is left open in it, else what it is.
    pub(super) fn pack_title(&self) -> String {
        let subject = self.subject.as_ref().filter(|s| !s.contains("{{"));
        subject.cloned().unwrap_or_else(|| self.kind.title.clone())
    }

    /// The example: made-up answers to all that is asked.
    pub(super) fn example(&self, options: Options<'_>) -> String {
        let mut own = self.questions.own.clone();
        let chosen: Vec<&str> = self.points.iter().take(2).map(|p| p.id.as_str()).collect();
        let example = format!("[{}]", chosen.join(", "));
        own.push(Asked { example, ..Asked::named("concerns", Kind::Concerns) });
        golden::answers(options.id, &self.kind.stem, &self.asked(), &own, options.today)
    }
}
