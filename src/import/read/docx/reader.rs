//! What reads a document, and where it stands: what is open, and the words so far.

use std::collections::{HashMap, HashSet};

use super::field::Field;
use super::parts::Parts;
use crate::import::read::decode;
use crate::import::read::limits::MOST_CHARACTERS;
use crate::import::source::{Mark, Note, Para, What, extend};
use crate::text::words::one_line;

/// Most things left out that are told, and most characters of each.
pub(super) const MOST_TOLD: usize = 40;
const LONGEST_TOLD: usize = 300;

/// How a run looks.
#[derive(Clone, Copy, Default)]
pub(super) struct Run {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) highlight: bool,
    pub(super) coloured: bool,
    pub(super) hidden: bool,
    pub(super) struck: bool,
    pub(super) raised: bool,
}

/// A paragraph that is open.
#[derive(Default)]
pub(super) struct Open {
    /// Its number among all that were opened.
    pub(super) number: usize,
    pub(super) para: Para,
    /// The list that it is an item of, and how deep.
    pub(super) list: Option<(String, u8)>,
    /// Whether its end was deleted, so that the next one goes on in it.
    pub(super) goes_on: bool,
    /// Whether it is in a text box.
    pub(super) boxed: bool,
}

pub(super) struct Reader<'p> {
    pub(super) parts: &'p Parts,
    pub(super) paras: Vec<Para>,
    pub(super) told: Vec<String>,
    pub(super) notes: Vec<Note>,
    pub(super) once: HashSet<&'static str>,
    pub(super) open: Vec<Open>,
    pub(super) opened: usize,
    pub(super) runs: Vec<Run>,
    pub(super) fields: Vec<Field>,
    pub(super) links: Vec<(String, usize, usize)>,
    pub(super) numbers: HashMap<(String, u8), u32>,
    pub(super) boxes: Vec<String>,
    /// Rows of tables that are open: the first paragraph, and where each cell ends.
    pub(super) rows: Vec<(usize, Vec<usize>)>,
    /// Elements inside one that is left out.
    pub(super) skipped: usize,
    pub(super) in_paragraph_look: usize,
    pub(super) reads: Reads,
    pub(super) characters: usize,
}

/// What the words of the present element are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reads {
    Nothing,
    Words,
    Instruction,
}

impl<'p> Reader<'p> {
    pub(super) fn new(parts: &'p Parts) -> Reader<'p> {
        Reader {
            parts,
            paras: Vec::new(),
            told: Vec::new(),
            notes: Vec::new(),
            once: HashSet::new(),
            open: Vec::new(),
            opened: 0,
            runs: Vec::new(),
            fields: Vec::new(),
            links: Vec::new(),
            numbers: HashMap::new(),
            boxes: Vec::new(),
            rows: Vec::new(),
            skipped: 0,
            in_paragraph_look: 0,
            reads: Reads::Nothing,
            characters: 0,
        }
    }

    pub(super) fn tell(&mut self, text: String) {
        if self.told.len() < MOST_TOLD && !self.told.contains(&text) {
            self.told.push(text);
        }
    }

    pub(super) fn tell_once(&mut self, text: &'static str) {
        if self.once.insert(text) {
            self.tell(text.to_string());
        }
    }

    /// Where words would be put now: the paragraph's number and its length.
    pub(super) fn here(&self) -> (usize, usize) {
        self.open.last().map_or((0, 0), |open| (open.number, open.para.text.len()))
    }

    /// Says what holds of the words from here on in the paragraph of this number.
    pub(super) fn mark(&mut self, number: usize, start: usize, what: What) {
        let is_address = matches!(&what, What::Link(to) if to.is_empty());
        let Some(open) = self.open.last_mut().filter(|open| open.number == number) else { return };
        let range = start..open.para.text.len();
        if !range.is_empty() && !is_address {
            extend(&mut open.para.marks, Mark { range, what });
        }
    }

    /// Words of a run: those of a field's instruction, hidden ones and struck-out ones are left
    /// out.
    pub(super) fn words(&mut self, words: &str) {
        if self.fields.iter().any(|field| !field.has_result) {
            return;
        }
        let run = self.runs.last().copied().unwrap_or_default();
        if run.hidden {
            return self.hidden(words);
        }
        if run.struck {
            return self.tell_once("Words that were struck out were left out.");
        }
        let words = decode::clean(words).replace('\n', " ");
        self.put(&words);
    }

    /// Tells hidden words that are left out.
    fn hidden(&mut self, words: &str) {
        let words = decode::clean(words);
        let words = one_line(&words);
        if words.is_empty() {
            return;
        }
        let shown: String = words.chars().take(LONGEST_TOLD).collect();
        let more = if shown.len() < words.len() { "…" } else { "" };
        self.tell(format!("Hidden text was left out: “{shown}{more}”"));
    }

    /// Puts words into the open paragraph, with the look of the run.
    pub(super) fn put(&mut self, words: &str) {
        let run = self.runs.last().copied().unwrap_or_default();
        self.characters += words.chars().count();
        let Some(open) = self.open.last_mut() else { return };
        if self.characters > MOST_CHARACTERS || words.is_empty() {
            return;
        }
        let start = open.para.text.len();
        open.para.text.push_str(words);
        let range = start..open.para.text.len();
        let look = [
            (run.bold, What::Bold),
            (run.italic, What::Italic),
            (run.highlight, What::Highlight),
            (run.coloured, What::Coloured),
            (run.raised, What::Raised),
        ];
        for (_, what) in look.into_iter().filter(|(on, _)| *on) {
            extend(&mut open.para.marks, Mark { range: range.clone(), what });
        }
    }
}

/// A text as it is told: on one line, and not without end.
pub(super) fn cut(text: &str) -> String {
    let text = one_line(&decode::clean(text));
    match text.char_indices().nth(LONGEST_TOLD) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
