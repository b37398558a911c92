//! The document itself: paragraphs, with runs joined before anybody looks for placeholders,
//! tracked deletions left out, and what is no part of the text told.

use std::collections::HashMap;

use super::field::{self, Field};
use super::parts::Parts;
use crate::import::error::ImportError;
use crate::import::read::build::{Builder, LONGEST_TOLD, Looks, is_red};
use crate::import::read::markup::{Element, Kind, Token, walk};
use crate::import::source::{Look, Source, Style};
use crate::import::words::{Role, lists, short};

/// Elements whose roles are those of their names.
const ROLES: [&str; 6] = ["tbl", "tr", "tc", "br", "cr", "txbxContent"];

/// Most fields that are open at once.
const MOST_OPEN: usize = 50;

/// Reads the document.
pub(super) fn read(xml: &str, parts: Parts) -> Result<Source, ImportError> {
    let mut reader = Reader { parts, ..Reader::default() };
    walk(xml, Kind::Xml, |token| reader.take(token)).map_err(|_| ImportError::BrokenWord)?;
    for (what, text) in &reader.parts.margins {
        reader.out.tell(format!("{what}, left out: {}", short(text, LONGEST_TOLD)));
    }
    reader.out.source("paragraph")
}

#[derive(Default)]
struct Reader {
    parts: Parts,
    out: Builder,
    looks: Looks,
    /// The list that the open paragraph is an item of, and how deep.
    list: Option<(String, u8)>,
    numbers: HashMap<(String, u8), u32>,
    /// Whether the paragraph's end was deleted, so that the next one goes on in it.
    goes_on: bool,
    fields: Vec<Field>,
    /// Whether the look of a paragraph or of its end is being read, and not words.
    in_paragraph_look: bool,
    /// The element whose words are read: those of the text, or of a field's instruction.
    reads: &'static str,
}

impl Reader {
    fn take(&mut self, token: Token<'_>) -> bool {
        match token {
            Token::Open(element) => return self.start(&element),
            Token::Close(name) => self.end(name),
            Token::Words(words) => match self.reads {
                "t" => self.words(words),
                "instrText" => {
                    let field = self.fields.last_mut();
                    field.into_iter().for_each(|field| field.told.push_str(words));
                }
                _ => {}
            },
        }
        true
    }

    /// Begins an element, and says whether to look into it.
    fn start(&mut self, element: &Element<'_>) -> bool {
        match element.name() {
            "Fallback" | "rPrChange" | "pPrChange" | "numberingChange" => return false,
            "del" | "moveFrom" if self.in_paragraph_look => self.goes_on = true,
            "del" | "moveFrom" => {
                self.out.tell(
                    "Changes were tracked: what was deleted is left out, what was put in is kept."
                        .into(),
                );
                return false;
            }
            "p" if !self.out.is_leaving() && !std::mem::take(&mut self.goes_on) => {
                (self.list, self.out.style) = (None, Style::Plain);
            }
            "p" => {}
            "pPr" => self.in_paragraph_look = true,
            "r" => self.looks = Looks::default(),
            "t" => self.reads = "t",
            "instrText" => self.reads = "instrText",
            "tab" if !self.in_paragraph_look => self.out.tab(self.looks),
            "noBreakHyphen" => self.words("-"),
            "sym" => self.sign(element),
            "blip" | "imagedata" => self.out.tell_picture(),
            "commentReference" => {
                if let Some(text) = self.parts.comments.get(&element.text("id")) {
                    self.out.tell_left("Comment", text);
                }
            }
            "footnoteReference" | "endnoteReference" => {
                let id = format!("{}{}", element.name(), element.text("id"));
                if let Some(text) = self.parts.notes.get(&id) {
                    self.out.note(text.clone());
                }
            }
            "hyperlink" => {
                let address = self.parts.links.get(&element.text("id"));
                self.out.link(address.map_or("", String::as_str));
            }
            _ if self.in_paragraph_look && !self.out.is_leaving() => self.paragraph_look(element),
            name => {
                self.run_look(element);
                self.field(element);
                role(name).into_iter().for_each(|role| self.out.begin(role));
            }
        }
        true
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" if self.out.is_leaving() => self.out.end(),
            "p" if !self.goes_on => {
                if let Some((list, depth)) = self.list.take().filter(|_| !self.out.is_blank()) {
                    self.out.style = self.item(list, depth);
                }
                self.out.end();
            }
            "p" => {}
            "pPr" => self.in_paragraph_look = false,
            "t" | "instrText" => self.reads = "",
            "fldSimple" | "sdt" => self.end_field(),
            "hyperlink" => self.out.end_link(),
            _ => role(name).into_iter().for_each(|role| self.out.finish(role)),
        }
    }

    /// A sign of a font of signs: the few that letters have.
    fn sign(&mut self, element: &Element<'_>) {
        match lists().signs.get(&element.text("char").to_uppercase()) {
            Some(sign) => self.words(sign),
            None => self.out.tell("A sign of a font of signs was left out.".into()),
        }
    }

    /// The style of an item of a list, with its number where it has one.
    fn item(&mut self, list: String, depth: u8) -> Style {
        // `List Number` is a style that has its numbers from its name alone.
        let named = list.to_lowercase().contains("number");
        let key = (list, depth);
        if !self.parts.numbered.get(&key).copied().unwrap_or(named) {
            return Style::Item { depth, number: None };
        }
        // A list inside begins anew.
        self.numbers.retain(|(other, level), _| *other != key.0 || *level <= depth);
        let number = self.numbers.entry(key).or_insert(0);
        *number = number.saturating_add(1);
        Style::Item { depth, number: Some(*number) }
    }

    /// Words of a run; those of a field's instruction are left out.
    fn words(&mut self, words: &str) {
        if self.fields.iter().all(|field| field.has_result) {
            self.out.words_with(words, self.looks);
        }
    }

    /// The look of a paragraph: its style, its place in a list.
    fn paragraph_look(&mut self, element: &Element<'_>) {
        let value = element.text("val");
        match element.name() {
            "pStyle" => {
                let known = self.parts.styles.get(&value);
                let style = known.cloned().unwrap_or_else(|| value.to_lowercase());
                let listed = ["list bullet", "listbullet", "list number", "listnumber"];
                if style.starts_with("heading") || style == "title" {
                    self.out.style = Style::Heading;
                } else if listed.iter().any(|start| style.starts_with(start)) {
                    self.list = Some((value, 0));
                } else if style.contains("quote") {
                    self.out.style = Style::Quote;
                }
            }
            "ilvl" => {
                let list = self.list.take().map(|(list, _)| list).unwrap_or_default();
                self.list = Some((list, value.parse().unwrap_or(0).min(4)));
            }
            // A list of number 0 is none.
            "numId" if value == "0" => self.list = None,
            "numId" => self.list = Some((value, self.list.take().map_or(0, |(_, depth)| depth))),
            _ => {}
        }
    }

    /// The look of a run.
    fn run_look(&mut self, element: &Element<'_>) {
        let value = element.text("val");
        let look = match element.name() {
            "b" => Look::Bold,
            "i" => Look::Italic,
            "highlight" => Look::Highlight,
            "u" => Look::Underline,
            "vanish" => Look::Hidden,
            "strike" | "dstrike" => Look::Struck,
            "shd" => {
                let fill = element.text("fill").to_uppercase();
                if !["", "AUTO", "FFFFFF", "000000"].contains(&fill.as_str()) {
                    self.looks.set(Look::Highlight, true);
                }
                return;
            }
            // Red is how people mark what is to be changed where they do not shade it.
            "vertAlign" => return self.looks.set(Look::Raised, value == "superscript"),
            "color" => return self.looks.set(Look::Coloured, is_red(&value)),
            "rStyle" => match self.parts.styles.get(&value).map(String::as_str) {
                Some("strong") => Look::Bold,
                Some("emphasis") => Look::Italic,
                _ => return,
            },
            _ => return,
        };
        self.looks.set(look, element.is_on());
    }

    /// What opens, goes on with, says more of or ends a field or content control.
    fn field(&mut self, element: &Element<'_>) {
        let start = Some(self.out.here());
        let whole = Field { has_result: true, ..Field::default() };
        let open = match (element.name(), element.text("fldCharType").as_str()) {
            ("fldSimple", _) => Field { told: element.text("instr"), start, ..whole },
            ("sdt", _) => Field { is_control: true, ..whole },
            ("fldChar", "begin") => Field::default(),
            ("fldChar", "end") => return self.end_field(),
            (name, kind) => {
                let Some(field) = self.fields.last_mut() else { return };
                match name {
                    "fldChar" if kind == "separate" => {
                        (field.has_result, field.start) = (true, start);
                    }
                    "sdtContent" => field.start = start,
                    "listEntry" => field.option(&element.text("val")),
                    "listItem" => {
                        let shown = element.get("displayText").or_else(|| element.get("value"));
                        field.option(&shown.unwrap_or_default());
                    }
                    "alias" => field.title = field::short(&element.text("val")),
                    "showingPlcHdr" => field.is_empty = element.is_on(),
                    _ => {}
                }
                return;
            }
        };
        if self.fields.len() < MOST_OPEN {
            self.fields.push(open);
        }
    }

    fn end_field(&mut self) {
        let Some(field) = self.fields.pop() else { return };
        let start = field.start.unwrap_or_else(|| self.out.here());
        let Some(words) = self.out.since(start).map(str::to_string) else {
            // A control round whole paragraphs: what holds of it holds of the last.
            if field.is_control && field.is_empty {
                self.out.mark_last(|words| field.end(words).map(|(what, _)| what));
            }
            return;
        };
        if field.told.trim().starts_with("FORMCHECKBOX") {
            return self.words("☐");
        }
        if let Some((what, instead)) = field.end(&words) {
            if words.trim().is_empty() {
                self.words(&instead);
            }
            self.out.mark(start, what);
        }
    }
}

fn role(name: &str) -> Option<&'static Role> {
    Role::of(name).filter(|_| ROLES.contains(&name))
}
