//! The files of a pack that a letter becomes.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::body::{Writer, note_id};
use super::{gap, receiver};
use crate::import::error::ImportError;
use crate::import::letter::gap::Treatment;
use crate::import::letter::imported::Import;
use crate::import::made::{CONFIRM, Made};
use crate::import::questions::{PackFile, unique};
use crate::import::words::{count, has, id, short};
use crate::import::{schemas, yaml};
use crate::model::Kind;
use crate::pack::Shared;
use crate::text::words::capital;
use crate::text::words::one_line;

impl Import {
    /// The files of a pack.
    ///
    /// # Errors
    /// That nothing of the letter is left.
    pub fn write(&self, id: &str, shared: &Shared, today: Date) -> Result<Made, ImportError> {
        let mut writer = Writer::new(self, shared);
        let text = writer.body();
        if text.trim().is_empty() {
            return Err(ImportError::NoBody);
        }
        let subject = writer.subject();
        let kind = Title::of(self);
        let title =
            subject.clone().filter(|s| !s.contains("{{")).unwrap_or_else(|| kind.title.clone());
        writer.receiver_questions();
        let template = writer.template(&kind, subject.as_deref(), &text);
        let file = PackFile {
            head: "Made from a letter by `sayso new`. Lines that begin with # are notes for you. Read each question below, and change what should be asked otherwise; then run `sayso check` on this folder.",
            title: &unescaped(&title),
            summary: &format!("{}, in each person's own words.", kind.title),
            today,
            questions: &writer.questions,
            sources: &writer.sources(today),
            concerns: &writer.concerns(),
        };
        let mut files = vec![
            ("pack.yaml".into(), file.text().into_bytes()),
            (format!("{}.md.hbs", kind.stem), template.into_bytes()),
        ];
        if self.receiver.to.is_none() {
            files.push(("destinations.yaml".into(), writer.destination(today).into_bytes()));
        }
        let mut made = Made {
            id: id.to_string(),
            files,
            templates: vec![kind.stem],
            example: None,
            notes: Vec::new(),
        };
        if !writer.has_own_words() {
            made.notes.push("The letter leaves no room for people's own words, and letters that are all the same are counted but read once. To ask for them, put `story` into `questions` and {{story}} into the letter, before your arguments.".into());
        }
        schemas::add(&mut made);
        Ok(made)
    }
}

/// What the template is called.
struct Title {
    stem: String,
    title: String,
    action: String,
}

impl Title {
    fn of(import: &Import) -> Title {
        let title = |stem: &str, title: &str, action: &str| Title {
            stem: stem.into(),
            title: title.into(),
            action: action.into(),
        };
        match import.receiver.destination() {
            "mp" => title("mp-letter", "A letter to your MP", "write to my MP"),
            "councillor" => title(
                "councillor-letter",
                "A letter to your councillors",
                "write to my councillors",
            ),
            "planning-authority" => title(
                "objection",
                "A letter about a planning application",
                "write about the application",
            ),
            "secretary-of-state" => title(
                "minister-letter",
                "A letter to the Health Secretary",
                "write to the Health Secretary",
            ),
            _ => {
                let who = gap::tidy(&import.receiver.who());
                title("letter", &format!("A letter to {who}"), &format!("write to {who}"))
            }
        }
    }
}

impl Writer<'_> {
    /// The ids asked, in order: where and whom, the letter's own, then name and address.
    fn asked(&self) -> Vec<String> {
        let needs: &[&str] = match self.import.receiver.destination() {
            "mp" => &["name", "address", "postcode", "mp"],
            "councillor" | "planning-authority" => &["area", "name", "address", "postcode"],
            _ => &["name", "address", "postcode"],
        };
        let mut ids: Vec<String> = Vec::new();
        let mut add = |id: &str| {
            if !ids.iter().any(|i| i == id) {
                ids.push(id.to_string());
            }
        };
        needs.iter().filter(|id| **id == "area").for_each(|id| add(id));
        self.questions.iter().for_each(|asked| add(&asked.id));
        if !self.concerns.is_empty() {
            add("concerns");
        }
        let group = |id: &str| self.shared.iter().any(|s| s.split('.').next() == Some(id));
        let reached = self.import.aside.iter().any(|(_, line)| {
            ["email", "e-mail", "telephone", "phone"]
                .iter()
                .any(|word| count(line) <= 12 && has(line, word))
        });
        for id in ["name", "address", "postcode", "mp", "contact"] {
            if needs.contains(&id) || group(id) || id == "contact" && reached {
                add(id);
            }
        }
        ids
    }

    fn template(&self, kind: &Title, subject: Option<&str>, text: &str) -> String {
        let mut out = String::from("---\n");
        out.push_str(&format!(
            "title: {}\naction: {}\n",
            yaml::scalar(&kind.title),
            yaml::scalar(&kind.action)
        ));
        let to = &self.import.receiver;
        let why = match &to.because {
            Some(words) => format!("Whom it goes to. The letter says \"{}\".", short(words, 80)),
            None => "Whom it goes to.".into(),
        };
        out.push_str(&yaml::comment(
            &format!("{why} Addresses, date, greeting and closing come from there."),
            "",
        ));
        out.push_str(&format!(
            "destination: {}\n# What is asked, in this order.\n",
            to.destination()
        ));
        out.push_str(&yaml::list("questions", &self.asked()));
        if let Some(subject) = subject {
            out.push_str(&format!("subject: {}\n", yaml::quoted(subject)));
        }
        let words = crate::text::words::count(text);
        if words > 300 {
            out.push_str("# The letter is longer than the 300 words that are read. Shorten it, and take this line out.\n");
            out.push_str(&format!("words: {}\n", (words + 150).next_multiple_of(50)));
        }
        out.push_str(&self.to_confirm());
        out.push_str("---\n");
        out.push_str(text.trim_end());
        out.push('\n');
        out
    }

    /// What nobody looked at, a line each, for whoever looks after the pack.
    fn to_confirm(&self) -> String {
        let import = self.import;
        let counts = import.counts;
        let mut all: Vec<String> = Vec::new();
        if !import.cut_confirmed {
            let ((first, opens), (last, closes)) = (&import.first, &import.last);
            all.push(format!("{counts}s {first} to {last} were taken for the letter, from “{opens}” to “{closes}”; all else was set aside. Read it against the file once."));
        }
        for (line, words) in import.others.iter().filter(|_| !import.cut_confirmed) {
            all.push(format!("there is another letter in the file, at {counts} {line} (“{words}”). It was left out."));
        }
        if !import.receiver.exact {
            let who = import.receiver.to.clone().unwrap_or_else(|| import.receiver.who());
            all.push(format!("whom it goes to. The receiver is not certain: {who} is a guess."));
        }
        if let Some((line, subject)) = import.subject.as_ref().filter(|_| !import.subject_exact) {
            all.push(format!(
                "{counts} {line}: “{}” was taken for the subject.",
                short(subject, 80)
            ));
        }
        for gap in import.gaps.iter().filter(|gap| !gap.exact) {
            let what = match &gap.treatment {
                Treatment::Text => "stays as text".to_string(),
                Treatment::LeaveOut => "was left out".into(),
                Treatment::Points => "made points to choose from of the list".into(),
                Treatment::Optional(_) => "asks whether the words behind it are wanted".into(),
                Treatment::Choose(options) => format!("lets people choose: {}", options.join(", ")),
                _ => "is asked".into(),
            };
            all.push(format!("{counts} {}: {} {what}.", gap.line, short(&gap.written, 80)));
        }
        let mut out = String::new();
        if !all.is_empty() {
            out.push_str("# Look at each of these, mend what is wrong, and take the line out. Until then nobody can\n# write with this pack.\n");
        }
        for told in all {
            out.push_str(&format!("# {CONFIRM}: {}\n", one_line(&told)));
        }
        out
    }

    fn has_own_words(&self) -> bool {
        self.questions.iter().any(|asked| asked.kind == Kind::OwnWords)
    }

    /// What the footnotes say, as sources.
    fn sources(&self, today: Date) -> String {
        if self.import.notes.is_empty() {
            return String::new();
        }
        let mut out = String::from(
            "\n# What the letter's footnotes say. Look at each date; put in who published it.\nsources:\n",
        );
        for (index, note) in self.import.notes.iter().enumerate() {
            let mut year = note.text.split(|c: char| !c.is_ascii_digit());
            let year = year.rfind(|y| y.len() == 4 && (y.starts_with("19") || y.starts_with("20")));
            let url = note.text.split_whitespace().find(|word| word.starts_with("http"));
            let url = url.map(|url| url.trim_end_matches(['.', ',', ')', '>']));
            let title = note.text.replace(url.unwrap_or("\n"), "");
            let title = gap::tidy(&title);
            let title = title.trim_end_matches([',', ' ', ';', '.']);
            out.push_str(&format!(
                "  {}:\n    title: {}\n",
                note_id(index),
                yaml::quoted(if title.is_empty() { "A source" } else { title })
            ));
            match year {
                Some(year) => out.push_str(&format!("    date: {}\n", yaml::quoted(year))),
                None => out.push_str(&format!(
                    "    # {CONFIRM}: the date; the footnote gives none.\n    date: {}\n",
                    yaml::quoted(&today.year().to_string())
                )),
            }
            if let Some(url) = url {
                out.push_str(&format!("    url: {}\n", yaml::quoted(url)));
            }
        }
        out
    }

    fn concerns(&self) -> String {
        if self.concerns.is_empty() {
            return String::new();
        }
        let mut taken = BTreeSet::new();
        let mut out = String::from(
            "\n# Points that people choose from: only those stand in their letter. A title asks or names, and\n# does not claim; put each into such words.\nconcerns:\n",
        );
        for (title, text) in &self.concerns {
            let id = unique(&id(title), &mut taken).replace('_', "-");
            out.push_str(&format!(
                "  - id: {id}\n    title: {}\n    text: {}\n",
                yaml::quoted(&short(&gap::tidy(title), 120)),
                yaml::quoted(text)
            ));
        }
        out
    }

    /// The file `destinations.yaml`, for a receiver that sayso does not know.
    fn destination(&self, today: Date) -> String {
        let to = &self.import.receiver;
        let clean = |text: &str| gap::tidy(&short(text, 200));
        let mut out = yaml::comment(
            "Whom the letter goes to: nobody that sayso knows. Look at each line; a line that comes out empty is left out.",
            "",
        );
        let office = clean(&to.office);
        out.push_str(&format!(
            "- id: {}\n  title: {}\n",
            receiver::OWN,
            yaml::quoted(&clean(&to.who()))
        ));
        out.push_str("  sender: [\"{{name}}\", \"{{address}}\", \"{{postcode}}\", \"{{#if contact}}{{contact}}{{/if}}\"]\n");
        let mut lines: Vec<String> = Vec::new();
        if to.named {
            lines.push("{{#if receiver_name}}{{receiver_name}}{{/if}}".into());
        }
        let address: Vec<String> = to.address.iter().map(|line| clean(line)).collect();
        if !office.is_empty() && !address.iter().any(|line| has(line, &office)) {
            lines.push(capital(&office));
        }
        if address.is_empty() {
            lines.push("{{#if receiver_address}}{{receiver_address}}{{/if}}".into());
        }
        lines.extend(address);
        out.push_str("  recipient:\n");
        lines.iter().for_each(|line| out.push_str(&format!("    - {}\n", yaml::quoted(line))));
        let greets = match &to.greeting {
            Some(greeting) => clean(greeting),
            None if office.is_empty() => "Dear Sir or Madam".into(),
            None => format!("Dear {office}"),
        };
        let salutation = if to.named && to.greeting.is_none() {
            format!(
                "{{{{#if receiver_name}}}}Dear {{{{salutation receiver_name}}}}{{{{else}}}}{greets}{{{{/if}}}}"
            )
        } else {
            greets
        };
        let closing = clean(self.import.closing.trim_end_matches([',', '.', ' ']));
        let closing = if closing.is_empty() || count(&closing) < 2 || closing.contains('[') {
            "Yours faithfully".into()
        } else {
            closing
        };
        out.push_str(&format!(
            "  date: true\n  salutation: {}\n  closing: {}\n",
            yaml::quoted(&salutation),
            yaml::quoted(&closing)
        ));
        out.push_str("  signature: [\"{{name}}\"]\n  needs: [name, address, postcode]\n");
        out.push_str(&format!(
            "  # Most words that are read: one side of paper.\n  words: 400\n  as_of: \"{today}\"\n"
        ));
        out
    }
}

/// Markdown that is read as a title.
fn unescaped(text: &str) -> String {
    text.replace("&#123;", "(")
}
