//! The files of a pack that a letter becomes.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::body::Writer;
use super::gap;
use crate::import::error::{ImportError, fault};
use crate::import::files;
use crate::import::letter::imported::Import;
use crate::import::made::{Made, PUBLISHER};
use crate::import::words::{count, has, lists, says, short};
use crate::model::Kind;
use crate::pack::Shared;
use crate::text::words::{capital, one_line};

/// Most words that are read.
const READ: usize = 300;

impl Import {
    /// The files of a pack.
    ///
    /// # Errors
    /// That nothing of the letter is left.
    pub fn write(&self, pack_id: &str, shared: &Shared, today: Date) -> Result<Made, ImportError> {
        let mut writer = Writer::new(self, shared);
        let text = writer.body();
        if text.trim().is_empty() {
            return Err(fault("import-no-body"));
        }
        let subject = writer.subject();
        let to = self.receiver.destination();
        let who = gap::tidy(&self.receiver.who());
        let known = lists().templates.iter().find(|template| template.to == to);
        let (stem, title, action) = known.map_or_else(
            || ("letter".into(), format!("A letter to {who}"), format!("write to {who}")),
            |known| (known.stem.clone(), known.title.clone(), known.action.clone()),
        );
        let many = crate::text::words::count(&text);
        let own = self.receiver.to.is_none();
        // What each person is asked of a receiver of the letter's own.
        let ask = |what: &str| format!("What is the {what} of {who}?");
        let name = (own && self.receiver.named).then(|| ask("name"));
        let address = (own && self.receiver.address.is_empty()).then(|| ask("address"));
        let asked = (name.is_some() || address.is_some())
            .then(|| json!({"name": name, "address": address}));
        let reached = |(_, line): &(usize, String)| count(line) <= 12 && says(line, "reached");
        let letter = json!({
            "title": title,
            "action": action,
            "because": self.receiver.because.as_ref().map(|words| short(words, 80)),
            "destination": to,
            "area": matches!(to, "councillor" | "planning-authority"),
            "questions": writer.questions,
            "receiver": asked,
            "mp": to == "mp" || format!("{text}{subject:?}").contains("{{mp."),
            "reached": self.aside.iter().any(reached),
            "subject": subject,
            // Where it has more than are read.
            "words": (many > READ).then(|| (many + 150).next_multiple_of(50)),
            "confirm": self.to_confirm(),
            "body": text.trim(),
        });
        let sources = writer.sources.iter().zip(1..);
        let sources =
            sources.map(|(title, at)| json!({"id": format!("note-{at}"), "title": title}));
        let of_subject = subject.as_ref().filter(|subject| !subject.contains("{{"));
        let pack = json!({
            "made_of": "a letter",
            "title": of_subject.unwrap_or(&title),
            "publisher": PUBLISHER,
            "today": today,
            "summary": format!("{title}, in each person's own words."),
            "questions": writer.questions,
            "receiver": asked,
            "sources": sources.collect::<Vec<_>>(),
            "told": self.told,
        });
        let mut all = vec![
            ("pack.yaml".into(), files::write("pack.yaml", &pack)),
            (format!("{stem}.md.hbs"), files::write("letter.md", &letter)),
        ];
        if own {
            let destination = files::write("destinations.yaml", &self.destination(today));
            all.push(("destinations.yaml".into(), destination));
        }
        let mut made = Made::new(pack_id, all, vec![stem]);
        if writer.questions.iter().all(|asked| asked.kind != Kind::OwnWords) {
            made.notes.push("The letter leaves no room for people's own words, and letters that are all the same are counted but read once. To ask for them, put `story` into `questions` and {{story}} into the letter, before your arguments.".into());
        }
        Ok(made)
    }

    /// What nobody looked at, for the lines that say so to whoever looks after the pack.
    fn to_confirm(&self) -> Value {
        let unsure = self.gaps.iter().filter(|gap| !gap.exact);
        let gaps =
            unsure.map(|gap| json!([gap.line, short(&gap.written, 80), one_line(&gap.fate())]));
        json!({
            "counts": self.counts,
            "cut": !self.cut_confirmed,
            "first": self.first,
            "last": self.last,
            "others": self.others,
            "receiver": (!self.receiver.exact).then(|| one_line(&self.receiver.who())),
            "subject": self.subject.as_ref().filter(|_| !self.subject_exact),
            "gaps": gaps.collect::<Vec<_>>(),
        })
    }

    /// A receiver of the letter's own.
    fn destination(&self, today: Date) -> Value {
        let to = &self.receiver;
        let clean = |text: &str| gap::tidy(&short(text, 200));
        let office = clean(&to.office);
        let address: Vec<String> = to.address.iter().map(|line| clean(line)).collect();
        let said = to.because.as_deref().unwrap_or(&office);
        let stands = address.iter().any(|line| has(line, &office) || has(line, said));
        let greets = match &to.greeting {
            Some(greeting) => clean(greeting),
            None if office.is_empty() => "Dear Sir or Madam".into(),
            None => format!("Dear {office}"),
        };
        let by_name = "{{#if receiver_name}}Dear {{salutation receiver_name}}{{else}}";
        let named = to.named && to.greeting.is_none();
        let closing = clean(self.closing.trim_end_matches([',', '.', ' ']));
        let whole = count(&closing) > 1 && !closing.contains(['[', '(', '_']);
        json!({
            "title": clean(&to.who()),
            "named": to.named,
            "office": (!stands).then(|| capital(&office)),
            "address": address,
            "salutation": if named { format!("{by_name}{greets}{{{{/if}}}}") } else { greets },
            "closing": if whole { closing } else { "Yours faithfully".into() },
            "today": today,
        })
    }
}
