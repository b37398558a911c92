//! What stands round a body in a Word file: addresses where the window of an envelope is, date,
//! closing, signature, labelled facts.

use super::body::{Writer, attribute};
use crate::document::{Details, Document};
use crate::render::signature::Signature;

/// Twentieths of a point in a millimetre.
const MM: f32 = 1440.0 / 25.4;
/// Where the recipient's block begins, below the margin at the head of the page: 53 mm from the top
/// of the sheet, for the window of a DL envelope (see `pdf/layout/letter.rs`).
const WINDOW: f32 = 33.0 * MM;
/// The lines of the sender's block, and the closest they are set to keep above the window.
const SENDER_LINE: f32 = 13.5 * 20.0;
const CLOSEST_LINE: f32 = 11.0 * 20.0;
/// Lines of the recipient's block, and where what follows it begins at the earliest: below the
/// window, 87 mm from the top of the sheet.
const RECIPIENT_LINE: f32 = 13.0 * 20.0;
const BELOW_WINDOW: f32 = 67.0 * MM;
/// The line of the date, and the room below it.
const DATE_LINE: f32 = 460.0;
/// EMU, in which pictures are measured, in a millimetre.
const EMU: f32 = 36_000.0;

impl Writer {
    pub(super) fn sender(&mut self, lines: &[String]) {
        let leading = sender_leading(lines.len());
        for line in lines {
            self.line("Sender", &exactly(0.0, leading), line);
        }
    }

    /// The recipient's block, its first line at the top of the window.
    pub(super) fn recipient(&mut self, lines: &[String], sender: &[String]) {
        let above = sender.len() as f32 * sender_leading(sender.len());
        let window = if sender.is_empty() { 0.0 } else { (WINDOW - above).max(240.0) };
        for (n, line) in lines.iter().enumerate() {
            let before = if n == 0 { window } else { 0.0 };
            self.line("Recipient", &exactly(before, RECIPIENT_LINE), line);
        }
    }

    /// The date, so far down that what follows it stands below the window.
    pub(super) fn date(&mut self, text: &str, document: &Document) {
        let addressed = !document.sender.is_empty() && !document.recipient.is_empty();
        let end = WINDOW + document.recipient.len() as f32 * RECIPIENT_LINE;
        let before = if addressed { (BELOW_WINDOW - end - DATE_LINE).max(120.0) } else { 120.0 };
        let spacing = format!("<w:spacing w:before=\"{before:.0}\" w:after=\"200\"/>");
        let style = if document.sender.is_empty() { "Normal" } else { "Sender" };
        self.line(style, &spacing, text);
    }

    pub(super) fn signature(&mut self, lines: &[String], signature: Option<&Signature>) {
        if let Some(picture) = signature {
            self.open("Closing", "");
            self.picture(picture);
            self.put("</w:p>");
        }
        let last = lines.len() - 1;
        for (n, line) in lines.iter().enumerate() {
            let room = if n == 0 && signature.is_none() { 960 } else { 0 };
            let after = if n == last { 150 } else { 0 };
            let spacing = format!("<w:spacing w:before=\"{room}\" w:after=\"{after}\"/>");
            self.line("Signature", &spacing, line);
        }
    }

    fn picture(&mut self, picture: &Signature) {
        let (width, height) = picture.shown();
        let (width, height) = (width * EMU, height * EMU);
        let alt = attribute(&picture.alt);
        self.put(&format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width:.0}\" cy=\"{height:.0}\"/><wp:docPr id=\"1\" name=\"Signature\" descr=\"{alt}\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" name=\"signature.png\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"signature\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width:.0}\" cy=\"{height:.0}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        ));
    }

    pub(super) fn details(&mut self, details: &Details) {
        self.level = self.level.max(1);
        self.line("Heading2", "", &details.heading);
        for (label, value) in &details.rows {
            self.open("Detail", "");
            self.text(label, "<w:b/>");
            self.put("<w:r><w:tab/></w:r>");
            self.lines(value);
            self.put("</w:p>");
        }
    }
}

/// How close the lines of a sender's block are, so that it ends above the window where it can.
fn sender_leading(lines: usize) -> f32 {
    SENDER_LINE.min(WINDOW / (lines as f32).max(1.0)).max(CLOSEST_LINE)
}

/// Lines of exactly this height, so far below what is above.
fn exactly(before: f32, line: f32) -> String {
    format!(
        "<w:spacing w:before=\"{before:.0}\" w:after=\"0\" w:line=\"{line:.0}\" w:lineRule=\"exact\"/>"
    )
}
