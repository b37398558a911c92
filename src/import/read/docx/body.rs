//! The document itself: paragraphs, with runs joined before anybody looks for placeholders,
//! tracked deletions left out, and what is no part of the text told.

use super::parts::Parts;
use super::reader::{MOST_TOLD, Open, Reader, Reads, Run, cut};
use super::xml::{Element, Token, walk};
use crate::import::error::ImportError;
use crate::import::read::limits::MOST_CHARACTERS;
use crate::import::read::{decode, plain};
use crate::import::source::{Note, Para, Source, Style, What};

/// Most footnotes that are read.
const MOST_NOTES: usize = 200;

/// Reads the document.
pub(super) fn read(xml: &str, parts: &Parts) -> Result<Source, ImportError> {
    let mut reader = Reader::new(parts);
    walk(xml, |token| reader.take(token))?;
    // A last paragraph whose end was deleted has nothing to go on in.
    while let Some(open) = reader.open.last_mut() {
        open.goes_on = false;
        reader.finish();
    }
    if reader.characters > MOST_CHARACTERS {
        return Err(ImportError::TooLong(MOST_CHARACTERS));
    }
    for (what, text) in &parts.margins {
        reader.told.push(format!("{what}, left out: {}", cut(text)));
    }
    reader.told.truncate(MOST_TOLD);
    let Reader { paras, told, notes, .. } = reader;
    Ok(Source { paras, told, notes, counts: "paragraph" })
}

impl Reader<'_> {
    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Open(_) if self.skipped > 0 => self.skipped += 1,
            Token::Close(_) if self.skipped > 0 => self.skipped -= 1,
            Token::Open(element) => self.start(&element),
            Token::Close(name) => self.end(name),
            Token::Words(words) if self.skipped == 0 => match self.reads {
                Reads::Words => self.words(words),
                Reads::Instruction => {
                    if let Some(field) = self.fields.last_mut() {
                        field.told.push_str(words);
                    }
                }
                Reads::Nothing => {}
            },
            Token::Words(_) => {}
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        let name = element.name();
        match name {
            "Fallback" | "rPrChange" | "pPrChange" | "numberingChange" => self.skipped = 1,
            "del" | "moveFrom" if self.is_mark() => {
                if let Some(open) = self.open.last_mut() {
                    open.goes_on = true;
                }
            }
            "del" | "moveFrom" => {
                self.skipped = 1;
                self.tell_once(
                    "Changes were tracked: what was deleted is left out, what was put in is kept.",
                );
            }
            "p" => self.begin(),
            "pPr" => self.in_paragraph_look += 1,
            "r" => self.runs.push(Run::default()),
            "t" => self.reads = Reads::Words,
            "instrText" => self.reads = Reads::Instruction,
            "tab" if self.in_paragraph_look == 0 => self.words(" "),
            "br" | "cr" => self.line_break(),
            "noBreakHyphen" => self.words("-"),
            "sym" => self.sign(element),
            "tbl" => self.tell_once(
                "A table became a list, with an item for each of its rows. If it should be a table, write it as one in the template.",
            ),
            "tr" => self.rows.push((self.paras.len(), Vec::new())),
            "drawing" | "pict" => {}
            "blip" | "imagedata" => {
                let text = format!("A picture at paragraph {} was left out.", self.paras.len() + 1);
                self.tell(text);
            }
            "txbxContent" => self.boxes.push(String::new()),
            "commentReference" => self.comment(element),
            "footnoteReference" | "endnoteReference" => self.note(element),
            "hyperlink" => {
                let id = element.get("id").unwrap_or_default();
                let address = self.parts.links.get(&id).cloned().unwrap_or_default();
                let (number, at) = self.here();
                self.links.push((address, number, at));
            }
            _ if self.in_paragraph_look > 0 => self.paragraph_look(element),
            _ => {
                self.look(element);
                self.field(element);
            }
        }
    }

    /// Whether the look of a paragraph's end is being read, and not of words.
    fn is_mark(&self) -> bool {
        self.in_paragraph_look > 0
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.finish(),
            "pPr" => self.in_paragraph_look = self.in_paragraph_look.saturating_sub(1),
            "r" => {
                self.runs.pop();
            }
            "t" | "instrText" => self.reads = Reads::Nothing,
            "tc" => {
                let end = self.paras.len();
                if let Some((_, cells)) = self.rows.last_mut() {
                    cells.push(end);
                }
            }
            "tr" => self.end_row(),
            "fldSimple" | "sdt" => self.end_field(),
            "txbxContent" => {
                let text = self.boxes.pop().unwrap_or_default();
                if !text.trim().is_empty() {
                    let number = self.paras.len() + 1;
                    self.tell(format!("Text box at paragraph {number}, left out: {}", cut(&text)));
                }
            }
            "hyperlink" => {
                if let Some((address, number, start)) = self.links.pop() {
                    self.mark(number, start, What::Link(address));
                }
            }
            _ => {}
        }
    }

    /// Makes one paragraph of the cells of a row, where each is one.
    fn end_row(&mut self) {
        let Some((start, cells)) = self.rows.pop() else { return };
        let mut before = start;
        let mut single = cells.len() > 1 && self.paras.len() - start > 1;
        for end in cells {
            single &= end.saturating_sub(before) <= 1;
            before = end;
        }
        if !single || !self.boxes.is_empty() {
            return;
        }
        let row = self.paras.split_off(start);
        let mut row = row.into_iter();
        let Some(mut para) = row.next() else { return };
        for cell in row {
            para.text.push_str(" – ");
            para.append(&cell);
        }
        para.style = Style::Item { depth: 0, number: None };
        self.paras.push(para);
    }

    /// A sign of a font of signs: the few that letters have.
    fn sign(&mut self, element: &Element<'_>) {
        let sign = match element.get("char").unwrap_or_default().to_uppercase().as_str() {
            "F0B7" | "F0A7" | "F076" | "F0D8" => "•",
            "F0FC" | "F0FE" => "✓",
            "F06F" | "F0A8" | "F071" | "F072" => "☐",
            "F0E0" => "→",
            "F02D" => "–",
            _ => return self.tell_once("A sign of a font of signs was left out."),
        };
        self.words(sign);
    }

    /// A comment, told where it stands.
    fn comment(&mut self, element: &Element<'_>) {
        let id = element.get("id").unwrap_or_default();
        let Some(text) = self.parts.comments.get(&id) else { return };
        self.tell(format!(
            "Comment at paragraph {}, left out: {}",
            self.paras.len() + 1,
            cut(text)
        ));
    }

    /// A footnote or endnote: its sign, which points to its words.
    fn note(&mut self, element: &Element<'_>) {
        let id = element.get("id").unwrap_or_default();
        let Some(text) = self.parts.notes.get(&format!("{}{id}", element.name())) else { return };
        let boxed = self.open.last().is_none_or(|open| open.boxed);
        let line = self.paras.len() + 1;
        if boxed || self.notes.len() >= MOST_NOTES {
            return self.tell(format!("Footnote at paragraph {line}, left out: {}", cut(text)));
        }
        self.notes.push(Note { line, text: decode::clean(text).replace('\n', " ") });
        let (number, at) = self.here();
        self.words(&format!("[{}]", self.notes.len()));
        self.mark(number, at, What::Note(self.notes.len() - 1));
    }

    fn begin(&mut self) {
        let going_on = self
            .open
            .last()
            .is_some_and(|open| open.goes_on && open.boxed != self.boxes.is_empty());
        if going_on {
            if let Some(open) = self.open.last_mut() {
                open.goes_on = false;
            }
            return;
        }
        self.opened += 1;
        let boxed = !self.boxes.is_empty();
        self.open.push(Open { number: self.opened, boxed, ..Open::default() });
    }

    fn finish(&mut self) {
        if self.open.last().is_some_and(|open| open.goes_on) {
            return;
        }
        let Some(open) = self.open.pop() else { return };
        if open.boxed {
            if let Some(text) = self.boxes.last_mut() {
                text.push_str(&open.para.text);
                text.push(' ');
            }
            return;
        }
        let mut para = open.para.trimmed();
        if para.text.is_empty() {
            return;
        }
        para.line = self.paras.len() + 1;
        if let Some((list, depth)) = open.list {
            para.style = self.item(&list, depth);
        } else if para.style == Style::Plain {
            // A list typed by hand.
            let (style, rest) = plain::item(&para.text);
            let start = para.text.len() - rest.len();
            para = Para { style, ..para.slice(start..para.text.len()) };
        }
        self.paras.push(para);
    }

    /// The style of an item of a list, with its number where it has one.
    fn item(&mut self, list: &str, depth: u8) -> Style {
        let key = (list.to_string(), depth);
        // `List Number` is a style that has its numbers from its name alone.
        let named = || list.to_lowercase().contains("number");
        if !self.parts.numbered.get(&key).copied().unwrap_or_else(named) {
            return Style::Item { depth, number: None };
        }
        // A list inside begins anew.
        self.numbers.retain(|(other, level), _| other != list || *level <= depth);
        let number = self.numbers.entry(key).or_insert(0);
        *number = number.saturating_add(1);
        Style::Item { depth, number: Some(*number) }
    }

    fn line_break(&mut self) {
        let empty = self.open.last().is_none_or(|open| open.para.text.is_empty());
        if !empty {
            self.put("\n");
        }
    }
}
