//! The files of a pack that a letter becomes: its own words with a tag for each gap, the questions
//! that the gaps ask, and whom it goes to.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::gap::{Gap, Words, calm, inner, tidy};
use super::head::label_of;
use super::imported::Import;
use crate::import::files::{self, taken, unique};
use crate::import::markdown;
use crate::import::words::{
    Asked, Treatment, count, id, lists, says, short, template, told, untagged,
};
use crate::model::Kind;
use crate::pack::{Made, PUBLISHER, Shared};
use crate::reader::{ImportError, Para, RAW, Style, fault};
use crate::text::words::capital;

/// How the address stands within a sentence.
const ADDRESS: &str = "{{#each address}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}";

/// Where words end that are for some alone.
const END: &str = "{{/if}}";

/// Most characters of words that a question repeats.
const REPEATED: usize = 150;

/// Most words that are read.
const READ: usize = 300;

impl Import {
    /// The files of a pack.
    ///
    /// # Errors
    /// That nothing of the letter is left.
    pub fn write(&self, pack_id: &str, shared: &Shared, today: Date) -> Result<Made, ImportError> {
        let mut writer = Writer { taken: taken(shared), ..Writer::default() };
        let text = writer.body(self);
        if text.trim().is_empty() {
            return Err(fault("import-no-body"));
        }
        let subject = writer.subject(self);
        let (to, who) = (self.receiver.destination(), self.receiver.who());
        let template = template(to);
        let of_who = |words: &str| words.replace("{}", &tidy(&who));
        let (title, action) = (of_who(&template.title), of_who(&template.action));
        let (many, own) = (count(&text), self.receiver.to.is_none());
        let reached = |(_, line): &(usize, String)| count(line) <= 12 && says(line, "reached");
        let named = subject.as_ref().filter(|subject| !subject.contains("{{"));
        let named = named.map(|named| label_of(named, "reference_labels").unwrap_or(named));
        let data = json!({
            "made_of": "a letter",
            "title": named.unwrap_or(&title),
            "publisher": PUBLISHER,
            "today": today,
            "summary": format!("{title}, in each person's own words."),
            "letter": {"title": title, "action": action, "subject": subject, "body": text.trim()},
            "import": self,
            "to": to,
            "who": who,
            // Whether it is a receiver of the letter's own.
            "own": own,
            "in_address": self.receiver.stands_in_address(),
            "questions": writer.questions,
            "mp": to == "mp" || format!("{text}{subject:?}").contains("{{mp."),
            "reached": self.aside.iter().any(reached),
            // Where it has more than are read.
            "words": (many > READ).then(|| (many + 150).next_multiple_of(50)),
            "sources": writer.sources,
            "told": self.told,
        });
        let letter = format!("{}.md.hbs", template.stem);
        let all = [("pack.yaml", "pack.yaml"), (letter.as_str(), "letter.md")].into_iter();
        let all = all.chain(own.then_some(("destinations.yaml", "destinations.yaml")));
        let all = all.map(|(path, name)| (path.to_string(), files::write(name, &data))).collect();
        let mut made = Made::new(pack_id, all, vec![template.stem.clone()]);
        if writer.questions.iter().all(|asked| asked.kind != Kind::OwnWords) {
            made.notes.push(files::text("no_own_words", &data));
        }
        Ok(made)
    }
}

/// What writes the body, and gathers what it asks.
#[derive(Default)]
struct Writer {
    questions: Vec<Asked>,
    taken: BTreeSet<String>,
    /// The question of yes or no on which the words depend that are written: up to the end of their
    /// paragraph, or to the next such question.
    within: Option<String>,
    /// The sources that are cited, each with its title.
    sources: Vec<Value>,
}

impl Writer {
    /// The letter's own words with a tag for each gap.
    fn body(&mut self, import: &Import) -> String {
        // What was read as the subject and is none stands first.
        let first = import.title.as_ref().filter(|_| import.subject.is_none());
        let first = first.map(|(line, text)| self.filled(*line, text, None)).unwrap_or_default();
        let mut out = markdown::line(&first, "");
        // How far the text has been written; a gap may go over several paragraphs.
        let (mut at, mut in_list) = (0, false);
        for (start, para) in &import.words.paras {
            let when = self.within.clone();
            let range = at.max(*start)..at.max(start + para.text.len());
            let filled;
            (filled, at) = self.fill(&import.words.whole, &import.gaps, range);
            if filled.text.is_empty() {
                continue;
            }
            let (sign, is_item) = (sign(para.style), matches!(para.style, Style::Item { .. }));
            let text = markdown::line(&filled, &" ".repeat(sign.len()));
            let only = text.strip_prefix("{{").and_then(|tag| tag.strip_suffix("}}"));
            let only = only.filter(|id| is_item && !id.contains(['{', ' ']));
            out.push_str(if in_list && is_item { "\n" } else { "\n\n" });
            out.push_str(&match only {
                // A list has no item without words, and no line.
                Some(id) => format!("{}\n{sign}{text}\n{END}", begin(id)),
                None => format!("{}{sign}{text}", when.as_deref().map(begin).unwrap_or_default()),
            });
            in_list = is_item;
        }
        out
    }

    /// The subject with a tag for each gap.
    fn subject(&mut self, import: &Import) -> Option<String> {
        let (line, subject) = import.subject.as_ref()?;
        let (words, tags) = markdown::marked(&self.filled(*line, subject, None));
        let subject = markdown::whole(untagged(&words).trim(), &tags);
        Some(subject.trim().to_string()).filter(|subject| !subject.is_empty())
    }

    /// A text that stands alone, with a tag for each gap. Where it depends on a question, the end of
    /// such words stands behind it.
    fn filled(&mut self, line: usize, text: &str, within: Option<String>) -> Para {
        let outside = std::mem::replace(&mut self.within, within);
        let words = Words::of([Para::plain(line, text)]);
        let (filled, _) = self.fill(&words.whole, &words.gaps(), 0..text.len());
        self.within = outside;
        filled
    }

    /// A stretch of a text with a tag for each of its gaps, and how far the text is written then;
    /// nothing where it has no words, and then the next depend on what these would have.
    fn fill(&mut self, whole: &Para, gaps: &[Gap], range: Range<usize>) -> (Para, usize) {
        let (mut filled, mut at, mut next) = (Para::default(), range.start, None);
        for gap in gaps.iter().filter(|gap| gap.treatment != Treatment::Text) {
            if !(at..range.end).contains(&gap.range.start) {
                continue;
            }
            let mut before = whole.part(at..gap.range.start, 0);
            at = gap.range.end;
            let rest = whole.text.get(at..range.end).unwrap_or_default();
            if gap.treatment == Treatment::LeaveOut && !rest.starts_with(char::is_alphanumeric) {
                // What goes takes the space before it along.
                before = before.part(0..before.text.trim_end_matches(' ').len(), 0);
            }
            let touches = before.text.ends_with(char::is_alphanumeric);
            filled.append(&before);
            if is_open(gap) {
                if self.within.take().is_some() {
                    filled.tag(END);
                }
                let id = self.yes_no(gap, behind(whole, gaps, at));
                at += rest.len() - rest.trim_start().len();
                if rest.contains(char::is_alphanumeric) {
                    filled.tag(begin(&id));
                    self.within = Some(id);
                } else {
                    next = Some(id);
                }
            } else if gap.treatment != Treatment::LeaveOut {
                let space = if touches && gap.before.ends_with(' ') { " " } else { "" };
                filled.tag(format!("{space}{}", self.tag(gap)));
            }
        }
        let end = range.end.max(at);
        filled.append(&whole.part(at..end, 0));
        if !filled.text.contains(|c: char| c.is_alphanumeric() || c == RAW) {
            filled = Para::default();
        } else if self.within.take().is_some() {
            filled.tag(END);
        }
        self.within = next.or(self.within.take());
        (filled, end)
    }

    /// The tag that stands where a gap was; its question is asked.
    fn tag(&mut self, gap: &Gap) -> String {
        match &gap.treatment {
            Treatment::Shared(id) if id == "dated" => "{{date dated}}".into(),
            Treatment::Shared(id) if id == "address" => ADDRESS.into(),
            Treatment::Shared(id) => format!("{{{{{id}}}}}"),
            Treatment::Writers(one, more) => {
                let asked = &lists().writing_as;
                if self.taken.insert(asked.id.clone()) {
                    self.questions.push(asked.clone());
                }
                let begins = gap.before.trim().is_empty();
                let [one, more] = [one, more].map(|w| if begins { capital(w) } else { w.clone() });
                format!("{{{{#if (eq {} \"together\")}}}}{more}{{{{else}}}}{one}{END}", asked.id)
            }
            Treatment::Optional(text) => {
                let id = self.yes_no(gap, text);
                let mut words = self.filled(gap.line, text, Some(id.clone()));
                if words.text.is_empty() {
                    words.tag(END);
                }
                format!("{}{}", begin(&id), markdown::line(&words, ""))
            }
            Treatment::Source => {
                let title = tidy(gap.help.as_ref().unwrap_or(&gap.ask));
                let known = self.sources.iter().position(|source| source["title"] == title);
                let id = format!("note-{}", known.unwrap_or(self.sources.len()) + 1);
                if known.is_none() {
                    self.sources.push(json!({"id": id, "title": title}));
                }
                format!("{{{{cite \"{id}\"}}}}")
            }
            Treatment::Choose(options) => self.question(gap, Kind::Choice, options),
            Treatment::OwnWords => self.question(gap, Kind::OwnWords, &[]),
            _ => self.question(gap, Kind::Text, &[]),
        }
    }

    /// The tag of the question that a gap asks; the same words are asked once.
    fn question(&mut self, gap: &Gap, kind: Kind, options: &[String]) -> String {
        let ask = tidy(&gap.ask);
        // A blank has the last words before it for a name, and is like no other.
        let blank = ask.starts_with('“');
        if let Some(asked) = self.questions.iter_mut().find(|asked| !blank && asked.ask == ask) {
            // What stands in several places is asked of all, unless they depend on the same.
            asked.when.take_if(|when| Some(when) != self.within.as_mut());
            return format!("{{{{{}}}}}", asked.id);
        }
        let help = match &gap.help {
            Some(help) => tidy(help),
            None if kind == Kind::OwnWords => told("own_words", ""),
            None if blank || gap.before.is_empty() && gap.after.is_empty() => String::new(),
            None => tidy(&format!("In the letter: “{}…{}”", gap.before, gap.after)),
        };
        let said: Vec<&str> = gap.before.split_whitespace().collect();
        let last = said[said.len().saturating_sub(4)..].join(" ");
        let words = if blank { &last } else { &ask };
        let id = self.ask(Asked {
            help,
            options: options.iter().map(|option| tidy(option)).collect(),
            required: kind != Kind::OwnWords,
            ..Asked::new(&id(words), kind, &ask)
        });
        format!("{{{{{id}}}}}")
    }

    /// The id of the question whether words are wanted; its help is what the letter says of them.
    fn yes_no(&mut self, gap: &Gap, text: &str) -> String {
        let says = inner(&gap.written).split(':').next().unwrap_or_default();
        let id = id(&gap.ask.to_lowercase().replace(" add", ""));
        let ask = format!("Should your letter say: {}", tidy(&short(text, REPEATED)));
        self.ask(Asked {
            help: capital(&calm(tidy(says))),
            required: false,
            ..Asked::new(&id, Kind::YesNo, &ask)
        })
    }

    /// Asks a question where the words stand that are written; its id.
    fn ask(&mut self, asked: Asked) -> String {
        let id = unique(&asked.id, &mut self.taken);
        self.questions.push(Asked { id: id.clone(), when: self.within.clone(), ..asked });
        id
    }
}

/// Whether a gap says for whom the words behind it are.
fn is_open(gap: &Gap) -> bool {
    gap.treatment == Treatment::Optional(String::new())
}

/// The words behind a gap that says for whom they are: up to the next that does, or to the end of
/// their paragraph.
fn behind<'t>(whole: &'t Para, gaps: &[Gap], at: usize) -> &'t str {
    let next = gaps.iter().find(|next| is_open(next) && next.range.start >= at);
    let end = next.map_or(whole.text.len(), |next| next.range.start);
    let rest = whole.text.get(at..end).unwrap_or_default().trim_start();
    rest.split("\n\n").next().unwrap_or_default()
}

/// The tag before words that depend on a question.
fn begin(id: &str) -> String {
    format!("{{{{#if {id}}}}}")
}

/// The sign that leads a paragraph of this style.
fn sign(style: Style) -> String {
    match style {
        Style::Heading => "## ".into(),
        Style::Quote => "> ".into(),
        Style::Plain => String::new(),
        Style::Item { depth, number } => {
            let sign = number.map_or("-".to_string(), |number| format!("{number}."));
            format!("{}{sign} ", "   ".repeat(depth))
        }
    }
}
