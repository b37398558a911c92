//! Paragraphs as they are read: words with the look that holds, rows of tables, fields, notes, and
//! what is left out, with its words.

use std::collections::HashMap;

use super::plain;
use crate::import::error::{ImportError, too_many};
use crate::import::source::{CELL, Look, MOST_MARKS, Mark, Para, SOFT, Source, Style, What, clean};
use crate::import::words::{Looks, Role, begins, shape, short};
use crate::limits;
use crate::text::words::one_line;

/// Most things left out that are told, and most characters of each.
const MOST_TOLD: usize = 40;
const LONGEST_TOLD: usize = 300;

/// Most characters of a line that may be one of an address.
const SHORT: usize = 40;

/// Most that a list offers, and most characters of a name or of an option.
const MOST_OPTIONS: usize = 60;
const LONGEST: usize = 120;

/// How deep lists are told apart.
pub(super) const DEPTHS: usize = 5;

/// A field that is open.
#[derive(Default)]
pub(super) struct Field {
    /// The element that it ends with.
    pub(super) name: String,
    /// What kind of field of Word it is, where the element says so.
    pub(super) kind: String,
    /// What it says of itself: `MERGEFIELD Name`, or what stands behind its kind.
    pub(super) told: String,
    /// Where its result began, in paragraphs and bytes; before, words are what it says of itself.
    pub(super) start: Option<(usize, usize)>,
    /// What can be chosen in it.
    pub(super) options: Vec<String>,
    /// The name that its author gave it.
    pub(super) title: String,
    /// Whether what stands in it only says what goes there.
    pub(super) is_unfilled: bool,
}

/// The name of what stands around all elements: no file has it.
pub(super) const ROOT: &str = "\0";

/// An element that is open; around all of them stands one of no file.
#[derive(Default)]
pub(super) struct Open {
    pub(super) name: String,
    /// What it is; of a list, with the number of the next item.
    pub(super) role: Option<Role>,
    /// How its words look.
    pub(super) looks: Looks,
}

/// What is made of the elements of one format, on its way.
#[derive(Default)]
pub(super) struct Builder {
    /// The name of the format in `data/import.yaml`.
    pub(super) format: &'static str,
    /// Whether words that come are of the text: in Word some elements alone have such.
    pub(super) reads: bool,
    pub(super) paras: Vec<Para>,
    pub(super) para: Para,
    /// The style of the paragraph that is open.
    pub(super) style: Style,
    /// The line of the file where the paragraph begins, for files that have lines.
    pub(super) line: Option<usize>,
    pub(super) open: Vec<Open>,
    /// What is being left out, and its words: the open elements of which that holds.
    pub(super) left: Vec<(Role, String)>,
    /// The fields that are open.
    pub(super) fields: Vec<Field>,
    /// Rows of tables that are open: how many paragraphs stand above each of their cells.
    pub(super) rows: Vec<Vec<usize>>,
    /// Footnotes that stand in the text so far, and its characters.
    pub(super) noted: usize,
    pub(super) characters: usize,
    pub(super) told: Vec<String>,
    /// The elements that others refer to and that are open, with their ids: `style Heading1`.
    pub(super) path: Vec<String>,
    /// What is said of such elements, by their paths: `style Heading1/name`, the words of `footnote 2`.
    pub(super) known: HashMap<String, String>,
    /// How words look in each style.
    pub(super) styles: HashMap<String, Looks>,
    /// The list of Word that the open paragraph is an item of, how deep, and the last numbers of each.
    pub(super) list: Option<String>,
    pub(super) depth: usize,
    pub(super) last: HashMap<String, [u32; DEPTHS]>,
}

impl Builder {
    /// Puts words with the look of the element they stand in; runs of white space are one space, but
    /// for a line drawn under them, which is one to write on.
    pub(super) fn words(&mut self, words: &str) {
        if let Some(field) = self.fields.iter_mut().rev().find(|field| field.start.is_none()) {
            return field.told.push_str(words);
        }
        let words = clean(words);
        if self.is_leaving() {
            return self.put(&words);
        }
        let is_line = words.chars().all(|c| c.is_whitespace() && c != '\n');
        if is_line && words.chars().nth(1).is_some() && self.looks(Look::Underline) {
            return self.put(&"_".repeat(words.chars().count()));
        }
        let text = shape("spaces").replace_all(&words, " ");
        let goes_on = self.para.text.ends_with(|c: char| !c.is_whitespace());
        self.put(if goes_on { &text } else { text.trim_start() });
    }

    /// Puts text with the look of the element it stands in.
    pub(super) fn put(&mut self, text: &str) {
        let is_unseen = self.left.iter().any(|(role, _)| role.is_unseen());
        if is_unseen || self.characters > limits::IMPORT_CHARACTERS {
            return;
        }
        self.characters += text.chars().count();
        if let Some((_, words)) = self.left.last_mut() {
            return words.push_str(text);
        }
        for (look, why) in [(Look::Struck, "Struck-out text"), (Look::Hidden, "Hidden text")] {
            if self.looks(look) {
                return self.tell_left(why, text);
            }
        }
        let from = self.here();
        // The sign of a note or a power; the `st` of 1st has none.
        let place = |c| "0123456789-−, ".chars().position(|of| of == c);
        let raised = text.chars().map(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻, ".chars().nth(place(c)?));
        match raised.collect::<Option<String>>().filter(|_| self.looks(Look::Raised)) {
            Some(signs) => self.para.text.push_str(&signs),
            None => self.para.text.push_str(text),
        }
        for look in [Look::Bold, Look::Italic, Look::Highlight, Look::Coloured] {
            if self.looks(look) {
                self.mark(from, What::Looks(look));
            }
        }
    }

    /// A line break within the paragraph; a second one ends it.
    pub(super) fn line_break(&mut self) {
        if self.para.text.ends_with('\n') && self.style == Style::Plain {
            self.end();
        } else if !self.para.text.is_empty() || self.is_leaving() {
            self.put("\n");
        }
    }

    /// Where words would be put now: how many paragraphs stand above, and how many bytes before it.
    pub(super) fn here(&self) -> (usize, usize) {
        (self.paras.len(), self.para.text.len())
    }

    /// Says what holds of the words from a place on, to the end of the paragraph. What goes on where
    /// the last of its kind ends is one with it.
    fn mark(&mut self, from: (usize, usize), what: What) {
        let para = self.paras.get_mut(from.0).unwrap_or(&mut self.para);
        let range = from.1..para.text.len();
        let flat = matches!(what, What::Looks(_));
        let joins = |last: &&mut Mark| flat && last.what == what && last.range.end == range.start;
        let near = para.marks.len().saturating_sub(4);
        if let Some(last) = para.marks[near..].iter_mut().find(joins) {
            last.range.end = range.end;
        } else if para.marks.len() < MOST_MARKS && !range.is_empty() {
            para.marks.push(Mark { range, what });
        }
    }

    /// Ends the field that ends with this element, where one is open.
    pub(super) fn end_field(&mut self, name: &str) {
        let Some(at) = self.fields.iter().rposition(|field| field.name == name) else { return };
        let field = self.fields.remove(at);
        let start = field.start.unwrap_or_else(|| self.here());
        let para = self.paras.get(start.0).unwrap_or(&self.para);
        let words = para.text.get(start.1..).unwrap_or_default().to_string();
        let (what, instead) = field.end(&words);
        if words.trim().is_empty() {
            self.words(&instead);
        }
        what.into_iter().for_each(|what| self.mark(start, what));
    }

    /// Ends the paragraph that is open.
    pub(super) fn end(&mut self) {
        if let Some((_, words)) = self.left.last_mut() {
            return words.push(' ');
        }
        let mut para = std::mem::take(&mut self.para).trimmed();
        if para.text.is_empty() {
            return;
        }
        para.line = self.line.take().unwrap_or(self.paras.len() + 1);
        para.style = self.style;
        // Addresses are seldom written with line breaks that are meant.
        if para.text.split(['\n', SOFT]).all(|line| line.chars().count() <= SHORT) {
            para.text = para.text.replace(SOFT, "\n");
        }
        if para.style == Style::Plain {
            // A list typed by hand.
            let (style, rest) = plain::item(&para.text);
            let start = para.text.len() - rest.len();
            para = Para { style, ..para.slice(start..para.text.len()) };
        }
        self.paras.push(para);
        self.unstyled();
    }

    /// Ends a row: one paragraph of its cells, where each is one.
    pub(super) fn end_row(&mut self) {
        let mut cells = self.rows.pop().unwrap_or_default();
        cells.push(self.paras.len());
        let single = cells.windows(2).all(|two| two[1].saturating_sub(two[0]) <= 1);
        let start = cells[0];
        if !single || self.paras.len() < start + 2 {
            return;
        }
        let row = self.paras.split_off(start + 1);
        let para = &mut self.paras[start];
        for cell in &row {
            para.text.push(CELL);
            para.append(cell);
        }
        para.style = Style::Item { depth: 0, number: None };
    }

    /// Puts paragraphs whose lines are as they were typed.
    pub(super) fn as_typed(&mut self, words: &str) {
        self.end();
        let above = self.line.take();
        for para in plain::paragraphs(words) {
            let line = above.map_or(self.paras.len() + 1, |above| above + para.line);
            self.paras.push(Para { line, ..para });
        }
    }

    /// Puts the sign of a footnote of these words.
    pub(super) fn note(&mut self, words: &str) {
        self.noted += 1;
        let from = self.here();
        self.put(&format!("[{}]", self.noted));
        self.mark(from, What::Note(one_line(&clean(words))));
    }

    /// Tells words that are left out here.
    pub(super) fn tell_left(&mut self, what: &str, words: &str) {
        let words = short(&clean(words), LONGEST_TOLD);
        if !words.is_empty() {
            self.tell(format!("{what} at paragraph {}, left out: {words}", self.paras.len() + 1));
        }
    }

    /// Tells something once.
    pub(super) fn tell(&mut self, text: String) {
        if self.told.len() < MOST_TOLD && !self.told.contains(&text) {
            self.told.push(text);
        }
    }

    /// The text.
    pub(super) fn source(mut self, counts: &'static str) -> Result<Source, ImportError> {
        self.close(ROOT);
        self.end();
        if self.characters > limits::IMPORT_CHARACTERS {
            return Err(too_many("import-too-long", limits::IMPORT_CHARACTERS));
        }
        Ok(Source { paras: self.paras, told: self.told, counts })
    }
}

/// A name or an option as a question can have it.
fn name(text: &str) -> String {
    one_line(&clean(text)).chars().take(LONGEST).collect()
}

impl Field {
    /// Takes something that can be chosen.
    pub(super) fn offer(&mut self, text: &str) {
        let text = name(text);
        let is_new = !self.options.contains(&text) && !begins(&text, "empty_controls");
        if is_new && !text.is_empty() && self.options.len() < MOST_OPTIONS {
            self.options.push(text);
        }
    }

    /// Takes the words that were read in it so far as something that can be chosen.
    pub(super) fn offer_told(&mut self) {
        let told = std::mem::take(&mut self.told);
        self.offer(&told);
    }

    /// What holds of its words when it ends, and what stands for it where it has none.
    pub(super) fn end(mut self, words: &str) -> (Option<What>, String) {
        if self.kind == "FORMDROPDOWN" {
            self.offer_told();
        }
        let told = format!("{} {}", self.kind, self.told);
        let mut told =
            shape("instruction").find_iter(&told).map(|word| word.as_str().trim_matches('"'));
        let kind = told.next().unwrap_or_default().to_uppercase();
        let first = told.next().unwrap_or_default();
        let address = first.trim_start_matches("mailto:");
        // What a click replaces: `MACROBUTTON NoMacro [your name]`.
        let clicked = told.collect::<Vec<_>>().join(" ");
        let label = |text: &str| name(text.trim_matches(['<', '>', '[', ']', ' ']));
        let (called, instead) = match kind.as_str() {
            _ if self.options.len() > 1 => (self.title, self.options.join("/")),
            // One that is written out leads to itself.
            "HYPERLINK" if address != words && !first.starts_with('\\') => {
                return (Some(What::Link(first.to_string())), String::new());
            }
            "FORMCHECKBOX" => return (None, "☐".into()),
            "MERGEFIELD" if !first.is_empty() => (name(first), format!("«{}»", name(first))),
            "FILLIN" => (name(first), format!("[{}]", name(first))),
            "MACROBUTTON" => (label(&clicked), format!("[{}]", label(&clicked))),
            kind if kind.ends_with("DATE") || kind == "TIME" => ("date".into(), "[date]".into()),
            "FORMTEXT" => (self.title, "____".into()),
            "CONTROL" if self.is_unfilled => {
                let called = match begins(words, "empty_controls") {
                    _ if !self.title.is_empty() => self.title,
                    true if words.to_lowercase().contains("date") => "date".into(),
                    true => String::new(),
                    false => label(words),
                };
                (called, "____".into())
            }
            _ => return (None, String::new()),
        };
        (Some(What::Field(called, self.options)), instead)
    }
}
