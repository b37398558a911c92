//! Answer files: YAML that names a pack, what to write, and the answers.
//!
//! ```yaml
//! pack: nhs-contracts
//! templates: [mp-letter]
//! answers:
//!   area: Barnsley
//!   mp: {name: Ms Alex Member MP}
//! ```
//!
//! `edited: {mp-letter: |- …}` holds a body that the person changed by hand: it stands in place of
//! the one that the answers give.
//!
//! `signatories:` holds the people of a joint response, for the example of a pack: each with `name`,
//! and where wanted `place` and `says`.
//!
//! An interview that is kept holds `begun:` and `drafts:` besides: when it was begun, and what was
//! being typed when it was stopped; `earlier:`, what was answered before an answer was changed; `at:`,
//! the question that was gone back to, and `about:`, how many there were said to be.
//!
//! Scalars are kept as written, so that `0123`, `yes` and `2026-11-21` reach the question as
//! typed. Messages name the line and column, and never show what stands there.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize};
use serde_yaml::{Mapping, Value as Yaml};

use crate::answer::{Answers, Input, Signatory};
use crate::diagnostic::{Diagnostic, Faults, Location, fault};
use crate::limits;
use crate::source::faults::{Shape, wrong_shape};
use crate::source::text::SourceText;
use crate::source::yaml::{Node, Value};
use crate::source::{typed, yaml};

/// An answers file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnswerFile {
    /// The pack that the answers are for.
    pub pack: Option<String>,
    /// What to write when the command line does not say.
    pub templates: Vec<String>,
    /// The answers by question id, dotted ids spelt out, each with its place.
    pub answers: Vec<(String, Input, Location)>,
    /// What else it holds.
    pub extra: Extra,
}

/// What an answers file may hold besides answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Extra {
    /// When a kept interview was begun, as `2026-11-21T12:00`.
    pub begun: Option<String>,
    /// The question that the person had gone back to.
    pub at: Option<String>,
    /// How many questions there were said to be about.
    pub about: Option<usize>,
    /// The folder in which a kept letter was saved.
    pub saved: Option<String>,
    /// Bodies that the person edited by hand, by template id.
    pub edited: BTreeMap<String, String>,
    /// Unfinished text by question id.
    pub drafts: BTreeMap<String, String>,
    /// What was answered before and does not count at present, by question id, the latest last.
    pub earlier: BTreeMap<String, Vec<Input>>,
    /// Ids of the questions that were left out on purpose: answers that are empty.
    #[serde(skip)]
    pub left_out: BTreeSet<String>,
    /// Who signs a joint response.
    pub signatories: Vec<Signatory>,
}

/// Signs at which the library breaks lines, as YAML has not done since 2009, each with one that no
/// text has and that stands for it while the library writes.
const BREAKS: [[&str; 2]; 2] = [["\u{2028}", "\u{fdd0}"], ["\u{2029}", "\u{fdd1}"]];

/// An answers file as it is written.
#[derive(Serialize)]
struct Written<'a> {
    pack: &'a str,
    template: Option<&'a str>,
    templates: &'a [&'a str],
    answers: BTreeMap<&'a str, Input>,
    #[serde(flatten)]
    extra: &'a Extra,
}

/// An answers file as it is read, but for its answers.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Read {
    pack: Option<String>,
    template: Option<String>,
    #[serde(deserialize_with = "one_or_more")]
    templates: Vec<String>,
    #[serde(rename = "answers")]
    _answers: (),
    begun: Option<String>,
    at: Option<String>,
    about: Option<usize>,
    saved: Option<String>,
    edited: BTreeMap<String, String>,
    drafts: BTreeMap<String, String>,
    earlier: BTreeMap<String, Vec<Input>>,
    signatories: Vec<Signatory>,
}

fn one_or_more<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "this must be the name of a template, or a list of names")]
    enum Names {
        One(String),
        More(Vec<String>),
    }
    Ok(match Names::deserialize(from)? {
        Names::One(name) => vec![name],
        Names::More(names) => names,
    })
}

impl AnswerFile {
    /// Reads an answers file from bytes; `name` is how messages call it.
    ///
    /// # Errors
    /// Every fault at once: not text in UTF-8, over 1 MB, not YAML, nested too deep, a key that
    /// is not known or given twice, a value of the wrong shape.
    pub fn decode(bytes: &[u8], name: &str) -> Result<AnswerFile, Vec<Diagnostic>> {
        let text = SourceText::decode(name, bytes, limits::ANSWER_LINE).map_err(|mut fault| {
            fault.location.iter_mut().for_each(|place| place.text.clear());
            vec![*fault]
        })?;
        AnswerFile::from_text(&text.private())
    }

    /// Reads an answers file from text.
    ///
    /// # Errors
    /// As [`AnswerFile::decode`].
    pub fn read(text: &str, name: &str) -> Result<AnswerFile, Vec<Diagnostic>> {
        AnswerFile::from_text(&SourceText::new(name, text).private())
    }

    fn from_text(text: &SourceText) -> Result<AnswerFile, Vec<Diagnostic>> {
        let mut reader = Reader { text, faults: Faults::default(), file: AnswerFile::default() };
        match yaml::read(text, &reader.faults) {
            Some(root) => reader.root(&root),
            None if reader.faults.count() == 0 => {
                reader.faults.push(fault("empty-file", &[]).at(Location::file(&text.file)));
            }
            None => {}
        }
        reader.faults.none_or(reader.file)
    }

    /// The text of an answers file, the answers in the order of their ids.
    pub fn write(pack: &str, templates: &[&str], answers: &Answers) -> String {
        AnswerFile::write_with(pack, templates, answers, &Extra::default())
    }

    /// The same with what an answers file may hold besides.
    pub fn write_with(pack: &str, templates: &[&str], answers: &Answers, extra: &Extra) -> String {
        let left_out = extra.left_out.iter().map(|id| (id.as_str(), Input::Text(String::new())));
        let given = answers.0.iter().map(|(id, value)| (id.as_str(), value.to_input()));
        let answers = left_out.chain(given).collect();
        let (template, templates) = match templates {
            [one] => (Some(*one), &[][..]),
            several => (None, several),
        };
        // Nothing in it can fail to be written.
        let written = Written { pack, template, templates, answers, extra };
        let written = serde_json::to_string(&written).unwrap_or_default();
        let put = |text: String, from: usize, to: usize| {
            let all = BREAKS.iter().map(|signs| (signs[from], signs[to]));
            all.fold(text, |text, (from, to)| text.replace(from, to))
        };
        let mut written: Mapping = serde_json::from_str(&put(written, 0, 1)).unwrap_or_default();
        // What is empty is left out, but for the answers.
        let nothing = [Yaml::Null, Vec::<String>::new().into(), Mapping::new().into()];
        written.retain(|key, value| key.as_str() == Some("answers") || !nothing.contains(value));
        put(serde_yaml::to_string(&written).unwrap_or_default(), 1, 0)
    }

    /// Gives an answer in the place of the one that stands there.
    pub fn give(&mut self, id: &str, input: Input) {
        self.answers.retain(|(other, ..)| other != id);
        self.answers.push((id.to_string(), input, Location::file(id)));
    }
}

struct Reader<'t> {
    text: &'t SourceText,
    faults: Faults,
    file: AnswerFile,
}

impl Reader<'_> {
    fn wrong(&mut self, node: &Node, needed: Shape) {
        let kind = wrong_shape(needed, node.shape(), "");
        self.faults.push(kind.at(self.text.place(node.span)));
    }

    fn root(&mut self, root: &Node) {
        let read = typed::read::<Read>(self.text, root, &["answers"], &self.faults);
        let Some(mut read) = read else { return };
        read.templates.extend(read.template);
        self.file = AnswerFile {
            pack: read.pack,
            templates: read.templates,
            answers: Vec::new(),
            extra: Extra {
                begun: read.begun,
                at: read.at,
                about: read.about,
                saved: read.saved,
                edited: read.edited,
                drafts: read.drafts,
                earlier: read.earlier,
                left_out: BTreeSet::new(),
                signatories: read.signatories,
            },
        };
        let Some(answers) = root.get("answers") else { return };
        if !matches!(answers.shape(), Shape::Map | Shape::Nothing) {
            self.wrong(answers, Shape::Map);
        }
        for (key, node) in answers.entries() {
            self.answer(&key.text, node);
        }
    }

    /// An answer, or the answers of a group.
    fn answer(&mut self, id: &str, node: &Node) {
        // `meeting: {name: …, kind: …}` is one answer; any other map is a group of answers.
        let given = &self.file.answers;
        if node.shape() == Shape::Map && !is_one_answer(node) {
            if id.contains('.') {
                return self.wrong(node, Shape::Text);
            }
            for (key, node) in node.entries() {
                self.answer(&format!("{id}.{}", key.text), node);
            }
        } else if let Some((.., first)) = given.iter().find(|(other, ..)| other == id) {
            let twice = fault("key-twice", &[("key", &id), ("first", &first.line)]);
            self.faults.push(twice.at(self.text.place(node.span)));
        } else if let Some(raw) = self.raw(node) {
            if raw == Input::Text(String::new()) {
                self.file.extra.left_out.insert(id.to_string());
            }
            self.file.answers.push((id.to_string(), raw, self.text.place(node.span)));
        }
    }

    fn raw(&mut self, node: &Node) -> Option<Input> {
        match &node.value {
            Value::Scalar { .. } => Some(Input::Text(scalar_text(node))),
            Value::List(items) => {
                let texts: Vec<Option<String>> = items.iter().map(|i| self.item(i)).collect();
                texts.into_iter().collect::<Option<Vec<String>>>().map(Input::List)
            }
            Value::Map(entries) => {
                let texts = entries.iter().map(|(k, v)| Some((k.text.clone(), self.item(v)?)));
                texts.collect::<Option<_>>().map(Input::Map)
            }
        }
    }

    /// An item of a list: text, or `own: text` for a concern of one's own.
    fn item(&mut self, node: &Node) -> Option<String> {
        match &node.value {
            Value::Scalar { .. } => Some(scalar_text(node)),
            Value::Map(entries) if entries.len() == 1 && entries[0].0.text == "own" => {
                Some(format!("own: {}", scalar_text(&entries[0].1)))
            }
            _ => {
                self.wrong(node, Shape::Text);
                None
            }
        }
    }
}

fn is_one_answer(node: &Node) -> bool {
    node.entries().len() == 2 && node.get("name").is_some() && node.get("kind").is_some()
}

/// The text of a scalar; nothing for `key:`, and yes or no for what YAML calls true or false.
fn scalar_text(node: &Node) -> String {
    let is_plain = matches!(node.value, Value::Scalar { is_plain: true, .. });
    match node.text() {
        Some("true" | "True" | "TRUE") if is_plain => "yes".into(),
        Some("false" | "False" | "FALSE") if is_plain => "no".into(),
        text => text.unwrap_or_default().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Answers;

    #[test]
    fn groups_and_dots_mean_the_same() {
        let a = AnswerFile::read(
            "answers:\n  mp: {name: A B}\n  meeting: {name: X, kind: mp}\n",
            "a.yaml",
        );
        let b = AnswerFile::read(
            "answers:\n  mp.name: A B\n  meeting: {name: X, kind: mp}\n",
            "a.yaml",
        );
        let ids = |f: Result<AnswerFile, Vec<Diagnostic>>| {
            f.expect("read").answers.into_iter().map(|(id, raw, _)| (id, raw)).collect::<Vec<_>>()
        };
        let a = ids(a);
        assert_eq!(a, ids(b));
        assert_eq!(a[0], ("mp.name".to_string(), Input::Text("A B".into())));
        assert!(matches!(&a[1].1, Input::Map(_)));
    }

    #[test]
    fn scalars_are_kept_as_written_and_places_hide_the_words() {
        let file = AnswerFile::read(
            "template: t\nanswers:\n  a: 0123\n  b: true\n  c: 2026-11-21\n  d: [x, own: y z]\n",
            "f",
        );
        let file = file.expect("read");
        let raws: Vec<&Input> = file.answers.iter().map(|(_, raw, _)| raw).collect();
        assert_eq!(raws[0], &Input::Text("0123".into()));
        assert_eq!(raws[1], &Input::Text("yes".into()));
        assert_eq!(raws[2], &Input::Text("2026-11-21".into()));
        assert_eq!(raws[3], &Input::List(vec!["x".into(), "own: y z".into()]));
        assert_eq!((file.answers[0].2.line, file.answers[0].2.column), (3, 6));
        assert!(file.answers.iter().all(|(.., place)| place.text.is_empty()));
    }

    #[test]
    fn what_is_kept_of_an_interview_reads_back() {
        let draft = "My mum\n\n  has: an \"ulcer\" #1 ".to_string();
        let extra = Extra {
            edited: [("mp-letter".to_string(), "# Head\n\n  - one".to_string())].into(),
            begun: Some("2026-11-21T12:00".into()),
            at: Some("story".into()),
            about: Some(15),
            saved: Some("/home/jean/letters: 1".into()),
            drafts: [("story".to_string(), draft)].into(),
            earlier: [(
                "meeting".to_string(),
                vec![
                    Input::Text("one\n\n \"two\": #3".into()),
                    Input::List(vec!["a, b".into(), "own: c".into()]),
                    Input::Map(
                        [("name", "N: 1"), ("kind", "mp")]
                            .map(|(k, v)| (k.into(), v.into()))
                            .into(),
                    ),
                ],
            )]
            .into(),
            left_out: ["ask".to_string(), "mp.name".to_string()].into(),
            signatories: vec![Signatory { name: "Jean Sample".into(), ..Signatory::default() }],
        };
        let text = AnswerFile::write_with("p", &["t"], &Answers::default(), &extra);
        let read = AnswerFile::read(&text, "f").expect("read");
        assert_eq!(read.extra, extra, "{text}");
    }

    #[test]
    fn wrong_files_are_told_all_at_once() {
        let faults =
            AnswerFile::read("pak: x\ntemplate: [a]\nanswers: [b]\n", "f").expect_err("faults");
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert_eq!(AnswerFile::read("", "f").expect_err("empty")[0].code, "empty-file");
        assert!(AnswerFile::read("- a\n", "f").is_err());
    }
}
