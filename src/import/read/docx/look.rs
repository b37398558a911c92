//! How paragraphs and words look, as far as Markdown can say it.

use super::reader::Reader;
use super::xml::Element;
use crate::import::source::Style;

impl Reader<'_> {
    /// The look of a paragraph: its style, its place in a list.
    pub(super) fn paragraph_look(&mut self, element: &Element<'_>) {
        let Some(open) = self.open.last_mut() else { return };
        let value = || element.get("val").unwrap_or_default();
        match element.name() {
            "pStyle" => {
                let id = value();
                let style =
                    self.parts.styles.get(&id).cloned().unwrap_or_else(|| id.to_lowercase());
                let level = style.strip_prefix("heading").and_then(|n| n.trim().parse::<u8>().ok());
                if let Some(level) = level {
                    open.para.style = Style::Heading(level);
                } else if style == "title" {
                    open.para.style = Style::Heading(1);
                } else if ["list bullet", "listbullet", "list number", "listnumber"]
                    .iter()
                    .any(|start| style.starts_with(start))
                {
                    open.list = Some((id, 0));
                } else if style.contains("quote") {
                    open.para.style = Style::Quote;
                }
            }
            "ilvl" => {
                let depth = value().parse().unwrap_or(0).min(4);
                let list = open.list.take().map(|(list, _)| list).unwrap_or_default();
                open.list = Some((list, depth));
            }
            // A list of number 0 is none.
            "numId" => match value().as_str() {
                "0" => open.list = None,
                id => open.list = Some((id.to_string(), open.list.take().map_or(0, |(_, d)| d))),
            },
            _ => {}
        }
    }

    /// The look of a run.
    pub(super) fn look(&mut self, element: &Element<'_>) {
        let value = element.get("val").unwrap_or_default();
        let style = self.parts.styles.get(&value).map(String::as_str);
        let Some(run) = self.runs.last_mut() else { return };
        match element.name() {
            "b" => run.bold = element.is_on(),
            "i" => run.italic = element.is_on(),
            "highlight" => run.highlight = element.is_on(),
            "shd" => {
                let fill = element.get("fill").unwrap_or_default().to_uppercase();
                run.highlight |= !["", "AUTO", "FFFFFF", "000000"].contains(&fill.as_str());
            }
            "vertAlign" => run.raised = value == "superscript",
            // Red is how people mark what is to be changed where they do not shade it.
            "color" => run.coloured = is_red(&value),
            "vanish" => run.hidden = element.is_on(),
            "strike" | "dstrike" => run.struck = element.is_on(),
            "rStyle" => {
                run.bold |= style == Some("strong");
                run.italic |= style == Some("emphasis");
            }
            _ => {}
        }
    }
}

/// Whether a colour, as `RRGGBB`, is red.
fn is_red(colour: &str) -> bool {
    let part = |at: usize| colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
    match (part(0), part(2), part(4)) {
        (Some(red), Some(green), Some(blue)) => red >= 0xB0 && green < 0x50 && blue < 0x50,
        _ => false,
    }
}
