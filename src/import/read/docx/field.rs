//! Fields and content controls: what Word itself knows as places to fill in.

use super::body::Reader;
use super::xml::Element;
use crate::import::read::decode;
use crate::import::source::{Mark, What};
use crate::text::words::one_line;

/// Most fields that are open at once.
const MOST_OPEN: usize = 50;

/// A field or a content control that is open.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    /// What it says of itself: `MERGEFIELD Name`.
    pub(super) told: String,
    /// Whether its result has begun.
    pub(super) has_result: bool,
    /// The paragraph in which its result began, counted over all, and where in it.
    pub(super) start: Option<(usize, usize)>,
    /// What can be chosen in it.
    pub(super) options: Vec<String>,
    /// The name that its author gave it.
    pub(super) title: String,
    /// Whether what stands in it only says what goes there.
    pub(super) is_empty: bool,
    /// Whether it is a content control.
    pub(super) is_control: bool,
}

/// What becomes of a field when it ends.
pub(super) enum End {
    /// Its words stay, and this holds of them; or these words stand for it where it has none.
    Mark(What, String),
    /// These words stand for it.
    Words(String),
    /// Its words stay as they are.
    Nothing,
}

/// Most that a list offers, and most characters of a name or of an option.
const MOST_OPTIONS: usize = 40;
const LONGEST: usize = 120;

/// A name or an option as a question can have it.
fn short(text: &str) -> String {
    let text = one_line(&decode::clean(text));
    text.chars().take(LONGEST).collect()
}

impl Field {
    /// Takes something that can be chosen.
    fn option(&mut self, text: &str) {
        let text = short(text);
        if self.options.len() < MOST_OPTIONS && !self.options.contains(&text) {
            self.options.push(text);
        }
    }

    /// What becomes of it, given its words.
    pub(super) fn end(&self, words: &str) -> End {
        if self.is_control {
            return self.control(words);
        }
        let mut told = tokens(&self.told).into_iter();
        let kind = told.next().unwrap_or_default().to_uppercase();
        let address = told.next().unwrap_or_default();
        let first = short(&address);
        match kind.as_str() {
            "MERGEFIELD" if first.is_empty() => End::Nothing,
            "MERGEFIELD" => End::Mark(What::Field(first.clone()), format!("«{first}»")),
            "FILLIN" | "ASK" => {
                let label =
                    if kind == "ASK" { short(&told.next().unwrap_or_default()) } else { first };
                End::Mark(What::Field(label.clone()), format!("[{label}]"))
            }
            "FORMTEXT" => End::Mark(What::Field(String::new()), "____".into()),
            "FORMDROPDOWN" if self.options.len() > 1 => {
                let choices = What::Choices(self.title.clone(), self.options.clone());
                End::Mark(choices, self.options.join("/"))
            }
            "FORMCHECKBOX" => End::Words("☐".into()),
            "DATE" | "TIME" | "CREATEDATE" | "SAVEDATE" | "PRINTDATE" => {
                End::Mark(What::Field("date".into()), "[date]".into())
            }
            // Its words are what a click replaces: `MACROBUTTON NoMacro [your name]`.
            "MACROBUTTON" => {
                let label = told.collect::<Vec<_>>().join(" ");
                let label = short(label.trim_matches(['[', ']', ' ']));
                End::Mark(What::Field(label.clone()), format!("[{label}]"))
            }
            "HYPERLINK" if !first.starts_with('\\') => {
                End::Mark(What::Link(address), String::new())
            }
            _ => End::Nothing,
        }
    }

    fn control(&self, words: &str) -> End {
        let options: Vec<String> = self
            .options
            .iter()
            .filter(|o| !o.trim().is_empty() && !o.to_lowercase().starts_with("choose an item"))
            .cloned()
            .collect();
        if options.len() > 1 {
            let choices = What::Choices(self.title.clone(), options.clone());
            return End::Mark(choices, options.join("/"));
        }
        if !self.is_empty {
            return End::Nothing;
        }
        let lower = words.trim().to_lowercase();
        let says_nothing =
            ["click or tap", "click here", "tap here", "enter text", "choose an item"]
                .iter()
                .any(|start| lower.starts_with(start));
        let label = match (self.title.trim(), says_nothing) {
            ("", true) if lower.contains("date") => "date".to_string(),
            ("", true) => String::new(),
            ("", false) => short(words.trim().trim_matches(['[', ']'])),
            (title, _) => title.to_string(),
        };
        End::Mark(What::Field(label), "____".into())
    }
}

/// The words of an instruction; those in quotation marks are one.
fn tokens(told: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (index, piece) in told.split('"').enumerate() {
        if index % 2 == 1 {
            all.push(piece.to_string());
        } else {
            all.extend(piece.split_whitespace().map(str::to_string));
        }
    }
    all
}

impl Reader<'_> {
    /// What opens, goes on with or says more of a field or content control.
    pub(super) fn field(&mut self, element: &Element<'_>) {
        let value = element.get("val").unwrap_or_default();
        match element.name() {
            "fldSimple" => {
                let told = element.get("instr").unwrap_or_default();
                let start = Some(self.here());
                self.open_field(Field { told, has_result: true, start, ..Field::default() });
            }
            "sdt" => {
                self.open_field(Field { is_control: true, has_result: true, ..Field::default() })
            }
            "sdtContent" => {
                let here = self.here();
                if let Some(field) = self.fields.last_mut() {
                    field.start = Some(here);
                }
            }
            "fldChar" => match element.get("fldCharType").as_deref() {
                Some("begin") => self.open_field(Field::default()),
                Some("separate") => {
                    let here = self.here();
                    if let Some(field) = self.fields.last_mut() {
                        (field.has_result, field.start) = (true, Some(here));
                    }
                }
                Some("end") => self.end_field(),
                _ => {}
            },
            other => {
                let Some(field) = self.fields.last_mut() else { return };
                match other {
                    "listEntry" => field.option(&value),
                    "listItem" => {
                        let shown = element.get("displayText").or_else(|| element.get("value"));
                        field.option(&shown.unwrap_or_default());
                    }
                    "alias" => field.title = short(&value),
                    "showingPlcHdr" => field.is_empty = element.is_on(),
                    _ => {}
                }
            }
        }
    }

    fn open_field(&mut self, field: Field) {
        if self.fields.len() < MOST_OPEN {
            self.fields.push(field);
        }
    }

    pub(super) fn end_field(&mut self) {
        let Some(field) = self.fields.pop() else { return };
        let (number, at) = field.start.unwrap_or_else(|| self.here());
        let words = match self.open.last() {
            Some(open) if open.number == number => open.para.text.get(at..).unwrap_or_default(),
            // A control round whole paragraphs: what holds of it holds of the last.
            _ => return self.end_around(&field),
        };
        let words = words.to_string();
        match field.end(&words) {
            End::Mark(what, instead) => {
                if words.trim().is_empty() {
                    self.words(&instead);
                }
                self.mark(number, at, what);
            }
            End::Words(words) => self.words(&words),
            End::Nothing => {}
        }
    }

    /// The end of a control that holds a paragraph.
    fn end_around(&mut self, field: &Field) {
        let Some(para) = self.paras.last_mut().filter(|_| field.is_control && field.is_empty)
        else {
            return;
        };
        if let End::Mark(what, _) = field.end(&para.text) {
            para.marks.push(Mark { range: 0..para.text.len(), what });
        }
    }
}
