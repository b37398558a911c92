//! Fields and content controls as they open, go on and end.

use super::field::{End, Field, short};
use super::reader::Reader;
use super::xml::Element;
use crate::import::source::Mark;

/// Most fields that are open at once.
const MOST_OPEN: usize = 50;

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
