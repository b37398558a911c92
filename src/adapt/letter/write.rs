//! The files of a pack that was made of a letter.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::ask::{self, Asked};
use super::kind::Kind as To;
use super::meaning::Use;
use super::{Gap, Letter, body, meaning, words};
use crate::adapt::fault::Wrong;
use crate::adapt::{Made, golden, pack_file, yaml};
use crate::error::near;
use crate::pack::Shared;
use crate::question::Kind;
use crate::template::{helpers, lint::names::RESERVED};

/// What is decided besides the letter.
#[derive(Clone, Copy, Debug)]
pub struct Options<'o> {
    /// Id of the pack.
    pub id: &'o str,
    /// The day.
    pub today: Date,
    /// The kind of receiver; none: the one that was guessed.
    pub to: Option<&'o str>,
}

/// A pack made of a letter.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterMade {
    /// The pack.
    pub made: Made,
    /// What each placeholder became, in the order of [`Letter::gaps`]: ids of questions, with the
    /// kind of each; none for one that is no question.
    pub became: Vec<Vec<(String, Kind)>>,
    /// Whom it goes to, as the menu says it.
    pub receiver: String,
    /// The destination's id, or the question that asks for it.
    pub destination: String,
}

/// The questions of a template, and the tag of each placeholder.
#[derive(Default)]
struct Questions {
    own: Vec<Asked>,
    tags: Vec<String>,
    became: Vec<Vec<(String, Kind)>>,
    shared: BTreeSet<&'static str>,
}

impl Letter {
    /// Makes a pack of it.
    ///
    /// # Errors
    /// [`Wrong::NoReceiver`], or that nothing of the letter is left.
    pub fn make(&self, options: Options<'_>, shared: &Shared) -> Result<LetterMade, Wrong> {
        let destination = self.destination(options.to, shared)?;
        let (blocks, inline) = body::blocks(self);
        let questions = self.questions(&inline, shared);
        let text = body::markdown(&blocks, &questions.tags);
        if text.trim().is_empty() {
            return Err(Wrong::NoBody);
        }
        let kind = To::of(&destination, shared);
        let subject = body::subject(self, &questions.tags);
        let template =
            Template { letter: self, questions: &questions, kind: &kind, subject: &subject };
        let over = template.over(&text);
        let template_text = template.text(&text, over);
        let title = template.pack_title();
        let file = pack_file::Pack {
            head: "Made from a letter by `sayso new`. Lines that begin with # are notes for you. Read each question below, and change what should be asked otherwise; then run `sayso check` on this folder.",
            title: &title,
            summary: &format!("{}, in each person's own words.", kind.title),
            today: options.today,
            questions: &questions.own,
        };
        let example = template.example(options);
        let mut made = Made {
            id: options.id.to_string(),
            files: vec![
                ("pack.yaml".into(), file.text().into_bytes()),
                (format!("{}.md.hbs", kind.stem), template_text.into_bytes()),
                ("examples/made-up.yaml".into(), example.into_bytes()),
            ],
            templates: vec![kind.stem.to_string()],
            example: Some("examples/made-up.yaml".into()),
            notes: Vec::new(),
        };
        golden::add(&mut made, shared, options.today).map_err(Wrong::Faults)?;
        made.notes = self.notes(&questions, over);
        Ok(LetterMade { made, became: questions.became, receiver: kind.receiver, destination })
    }

    /// The destination that was asked for or guessed.
    fn destination(&self, to: Option<&str>, shared: &Shared) -> Result<String, Wrong> {
        let Some(given) = to else { return Ok(self.receiver.destination.clone()) };
        let meeting =
            shared.questions.iter().filter(|q| q.kind == Kind::Body).map(|q| q.id.as_str());
        let known: Vec<&str> = shared
            .registers
            .destinations
            .iter()
            // A body has to be chosen for these.
            .filter(|d| !d.recipient.iter().any(|line| line.contains("{{body")))
            .map(|d| d.id.as_str())
            .chain(meeting)
            .collect();
        if known.contains(&given) {
            return Ok(given.to_string());
        }
        Err(Wrong::NoReceiver {
            given: given.to_string(),
            near: near(given, known.iter().copied()),
            known: known.iter().map(ToString::to_string).collect(),
        })
    }

    fn questions(&self, inline: &BTreeSet<usize>, shared: &Shared) -> Questions {
        let mut taken: BTreeSet<String> =
            shared.questions.iter().flat_map(|q| q.id.split('.')).map(str::to_string).collect();
        taken.extend(helpers::names().chain(RESERVED.iter().copied()).map(str::to_string));
        taken.extend(["concerns", "body"].map(str::to_string));
        let mut all = Questions::default();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut told = false;
        for (index, gap) in self.gaps.iter().enumerate() {
            let whole = inline.contains(&index);
            let story = matches!(&gap.becomes, Use::Shared(ids) if ids == &["story"]);
            match &gap.becomes {
                Use::Shared(ids) if !(story && (whole || told)) => {
                    told |= story;
                    all.shared(ids, shared);
                }
                Use::Literal | Use::Instruction => {
                    all.tags.push(String::new());
                    all.became.push(Vec::new());
                }
                becomes => {
                    let own = Use::Own(Kind::OwnWords);
                    let gap =
                        Gap { becomes: if story { own } else { becomes.clone() }, ..gap.clone() };
                    all.own(&gap, whole, &mut known, &mut taken);
                }
            }
        }
        all
    }

    /// What the campaigner should know.
    fn notes(&self, questions: &Questions, over: Option<(usize, usize)>) -> Vec<String> {
        let mut notes = Vec::new();
        let own = |asked: &Asked| asked.kind == Kind::OwnWords;
        if !questions.own.iter().any(own) && !questions.shared.contains("story") {
            notes.push("The letter leaves no room for people's own words, and letters that are all the same are counted but read once. To ask for them, put `story` into `questions` and {{story}} into the letter, before your arguments.".into());
        }
        if self
            .layout
            .body
            .last()
            .is_some_and(|p| p.text.starts_with("P.S") || p.text.starts_with("PS "))
        {
            notes.push("The P.S. stands at the end of the letter now, above the closing.".into());
        }
        if let Some((words, most)) = over {
            notes.push(format!(
                "The letter has {words} words of its own; {most} in all are what is read. Shorten it, then take the line `words` out of the template."
            ));
        }
        if self.layout.closing.is_none() && self.layout.greeting.is_none() {
            notes.push("No \"Dear …\" and no \"Yours …\" was found, so all of the text was taken for the letter.".into());
        }
        notes
    }
}

impl Questions {
    /// A placeholder that shared questions answer.
    fn shared(&mut self, ids: &[&'static str], shared: &Shared) {
        self.shared.extend(ids);
        let tags: Vec<&str> = ids.iter().map(|id| tag(id)).collect();
        self.tags.push(tags.join(", "));
        let kind =
            |id: &str| shared.questions.iter().find(|q| q.id == id).map_or(Kind::Text, |q| q.kind);
        self.became.push(ids.iter().map(|id| (id.to_string(), kind(id))).collect());
    }

    /// A placeholder with a question of the pack's own: the same one for the same placeholder.
    /// Own words stand once only.
    fn own(
        &mut self,
        gap: &Gap,
        whole: bool,
        known: &mut BTreeMap<String, usize>,
        taken: &mut BTreeSet<String>,
    ) {
        let once = gap.becomes == Use::Own(Kind::OwnWords);
        let options = match &gap.becomes {
            Use::Choose(options) => options.join("/").to_lowercase(),
            _ => String::new(),
        };
        let key = format!("{:?} {} {options}", kind_of(gap), words::words(&gap.label).join(" "));
        // Blanks of no known meaning are each their own.
        let same = gap.sure || !gap.label.is_empty() || !options.is_empty();
        let key = format!("{key} {}", gap.known_by.join(" "));
        let index = match known.get(&key).filter(|_| same && !once) {
            Some(index) => *index,
            None => {
                let id = ask::unique(&id(gap), taken);
                self.own.push(ask::asked(gap, id, whole));
                known.insert(key, self.own.len() - 1);
                self.own.len() - 1
            }
        };
        let asked = &self.own[index];
        self.tags.push(match asked.kind {
            Kind::Date => format!("{{{{date {}}}}}", asked.id),
            _ => format!("{{{{{}}}}}", asked.id),
        });
        self.became.push(vec![(asked.id.clone(), asked.kind)]);
    }
}

fn kind_of(gap: &Gap) -> Kind {
    match &gap.becomes {
        Use::Own(kind) => *kind,
        Use::Choose(_) => Kind::Choice,
        _ => Kind::Text,
    }
}

/// The id that a question is known by.
fn id(gap: &Gap) -> String {
    match &gap.becomes {
        Use::Choose(_) if gap.named => words::id(&meaning::core(&gap.label)),
        Use::Choose(options) if options.len() == 2 => {
            words::id(&words::words(&format!("{} or {}", options[0], options[1])))
        }
        Use::Own(Kind::OwnWords) if !gap.label.is_empty() => {
            let said = [
                "say",
                "tell",
                "you",
                "us",
                "them",
                "something",
                "some",
                "words",
                "one",
                "two",
                "or",
                "and",
                "mp",
                "what",
                "how",
                "that",
                "optional",
                "also",
                "any",
                "them",
                "sentences",
                "sentence",
                "short",
                "paragraph",
            ];
            let kept: Vec<String> =
                gap.known_by.iter().filter(|w| !said.contains(&w.as_str())).cloned().collect();
            let kept = if kept.is_empty() { vec!["own".into(), "words".into()] } else { kept };
            words::id(&kept)
        }
        _ => {
            let kept: Vec<String> = match gap.known_by.as_slice() {
                [_, _, ..] => gap.known_by.iter().filter(|w| *w != "name").cloned().collect(),
                other => other.to_vec(),
            };
            words::id(&kept)
        }
    }
}

/// How the answer to a shared question stands in a sentence. What may be left out has words for
/// when it is.
fn tag(id: &str) -> &'static str {
    match id {
        "name" => "{{name}}",
        "address" => "{{#each address}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}",
        "postcode" => "{{postcode}}",
        "area" => "{{area.name}}",
        "dated" => "{{dated}}",
        "mp.name" => "{{#if mp.name}}{{mp.name}}{{else}}my MP{{/if}}",
        "mp.constituency" => {
            "{{#if mp.constituency}}{{mp.constituency}}{{else}}your constituency{{/if}}"
        }
        "contact" => "{{#if contact}}{{contact}}{{else}}the address above{{/if}}",
        _ => "{{story}}",
    }
}

/// The template of a letter.
struct Template<'l> {
    letter: &'l Letter,
    questions: &'l Questions,
    kind: &'l To,
    subject: &'l Option<String>,
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
        self.questions.own.iter().for_each(|asked| add(&asked.id));
        if used("story") {
            add("story");
        }
        for id in last {
            let group = self.questions.shared.iter().any(|s| s.split('.').next() == Some(id));
            let contact = id == "contact" && self.gives_contact();
            if group || contact || self.kind.needs.iter().any(|need| need == id) {
                add(id);
            }
        }
        ids
    }

    /// Whether the addresses of the letter leave room for a telephone number or e-mail address.
    fn gives_contact(&self) -> bool {
        let said = self.letter.layout.aside.iter().flat_map(|a| words::words(&a.para.text));
        let said: Vec<String> = said.collect();
        words::any(&said, &["email", "phone", "telephone", "tel", "mobile", "contact"])
    }

    /// The words of its own, and the limit, where it is over what is read.
    fn over(&self, text: &str) -> Option<(usize, usize)> {
        let most = self.kind.words?;
        let count = crate::document::words::count(text);
        (count > most).then_some((count, most))
    }

    fn text(&self, body: &str, over: Option<(usize, usize)>) -> String {
        let mut out = String::from("---\n");
        let receiver = &self.letter.receiver;
        let why = match &receiver.because {
            Some(sign) if receiver.destination == self.kind.destination => {
                format!("Whom it goes to. The letter says \"{sign}\".")
            }
            None if receiver.destination == self.kind.destination => {
                "Whom it goes to. The letter did not say, so this is a guess.".into()
            }
            _ => "Whom it goes to.".into(),
        };
        out.push_str(&format!("title: {}\n", yaml::scalar(&self.kind.title)));
        out.push_str(&format!("action: {}\n", self.kind.action));
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
    fn pack_title(&self) -> String {
        let subject = self.subject.as_ref().filter(|s| !s.contains("{{"));
        subject.cloned().unwrap_or_else(|| self.kind.title.clone())
    }

    /// The example: made-up answers to all that is asked.
    fn example(&self, options: Options<'_>) -> String {
        let own = &self.questions.own;
        golden::answers(options.id, &self.kind.stem, &self.asked(), own, options.today)
    }
}
