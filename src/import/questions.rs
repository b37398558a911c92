//! Questions of a pack that is made, and its `pack.yaml`.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::yaml;
use crate::import::made::PUBLISHER;
use crate::model::Kind;
use crate::pack::Shared;
use crate::template::helpers;

/// A question of the pack's own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) id: String,
    pub(super) ask: String,
    pub(super) help: Option<String>,
    pub(super) kind: Kind,
    pub(super) required: bool,
    pub(super) options: Vec<String>,
    /// Its answer, where that is known and nobody need be asked.
    pub(super) default: Option<String>,
    /// A note for whoever looks after the pack.
    pub(super) note: Option<String>,
}

impl Asked {
    /// A question without help or options.
    pub(super) fn new(id: &str, kind: Kind, ask: &str) -> Asked {
        Asked {
            id: id.to_string(),
            ask: ask.to_string(),
            help: None,
            kind,
            required: true,
            options: Vec::new(),
            default: None,
            note: None,
        }
    }

    /// Its text in `pack.yaml`.
    pub(super) fn yaml(&self) -> String {
        let mut out = String::new();
        if let Some(note) = &self.note {
            out.push_str(&yaml::comment(note, "  "));
        }
        out.push_str(&format!("  - id: {}\n", self.id));
        match &self.default {
            Some(default) => out.push_str(&format!(
                "    # Known, so not asked.\n    default: {}\n",
                yaml::scalar(default)
            )),
            None => out.push_str(&format!("    ask: {}\n", yaml::scalar(&self.ask))),
        }
        out.push_str(&format!("    kind: {}\n", self.kind.name()));
        if !self.options.is_empty() {
            out.push_str("    options:\n");
        }
        for option in &self.options {
            out.push_str(&format!("      - {}\n", yaml::scalar(option)));
        }
        if !self.required {
            out.push_str("    required: false\n");
        }
        if let Some(help) = self.help.as_ref().filter(|help| !help.is_empty()) {
            out.push_str(&format!("    help: {}\n", yaml::scalar(help)));
        }
        out
    }
}

/// The ids that a pack's own questions cannot have: those of shared ones, of helpers, and what the
/// template language itself says.
pub(super) fn taken(shared: &Shared) -> BTreeSet<String> {
    const WORDS: &[&str] = &[
        "if",
        "unless",
        "each",
        "with",
        "lookup",
        "log",
        "raw",
        "else",
        "this",
        "true",
        "false",
        "null",
        "mp",
        "concerns",
        "body",
        "room",
        "today",
        "area",
        "sources",
        "signatories",
    ];
    let ids = shared.questions.iter();
    let ids = ids.flat_map(|q| [q.id.clone(), q.id.replace('.', "_")]);
    ids.chain(helpers::names().chain(WORDS.iter().copied()).map(String::from)).collect()
}

/// An id that is not taken yet; it is then.
pub(super) fn unique(id: &str, taken: &mut BTreeSet<String>) -> String {
    let mut free = id.to_string();
    let mut number = 2;
    while taken.contains(&free) {
        free = format!("{id}_{number}");
        number += 1;
    }
    taken.insert(free.clone());
    free
}

/// What goes into `pack.yaml`.
pub(super) struct PackFile<'p> {
    pub(super) head: &'p str,
    pub(super) title: &'p str,
    pub(super) summary: &'p str,
    pub(super) today: Date,
    pub(super) questions: &'p [Asked],
    /// The text of `sources`; empty for a note on how to add one.
    pub(super) sources: &'p str,
    /// The text of `concerns`; empty for none.
    pub(super) concerns: &'p str,
}

impl PackFile<'_> {
    /// Its text.
    pub(super) fn text(&self) -> String {
        let mut out = yaml::comment(self.head, "");
        out.push_str(&format!(
            "\n# What people see in a list.\ntitle: {}\nsummary: {}\n",
            yaml::scalar(self.title),
            yaml::scalar(self.summary)
        ));
        out.push_str(&format!(
            "\n# TO CHANGE: your group and where to find it. It is shown before anybody writes.\npublisher: {PUBLISHER}\n"
        ));
        out.push_str(&format!(
            "\n# The licence of your text. CC-BY-4.0 lets others use it if they say whose it is.\nlicence: CC-BY-4.0\n\n# The day on which you last changed it.\nupdated: {}\n",
            self.today
        ));
        out.push_str(if self.sources.is_empty() { SOURCES } else { self.sources });
        if !self.questions.is_empty() {
            out.push_str(
                "\n# What is asked besides name, address and what else every pack shares.\nquestions:\n",
            );
        }
        self.questions.iter().for_each(|asked| out.push_str(&asked.yaml()));
        out.push_str(self.concerns);
        out
    }
}

/// How to add a source, as a note.
const SOURCES: &str = "
# Where your figures and statements come from. Take the # away from these lines, change them, and
# write {{cite \"count\"}} in the letter, behind the sentence that rests on it.
# sources:
#   count:
#     title: The document
#     publisher: Who published it
#     date: 2026-09
#     url: https://example.org/document
#     checked: 2026-11-21
#     review_by: 2027-11
";
