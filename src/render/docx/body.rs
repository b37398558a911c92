//! The parts of a Word file that are the document's own: its body, its footnotes, its lists; and what
//! stands round a body, with addresses where the window of an envelope is.

use quick_xml::escape::escape;

use crate::document::{Align, Block, Details, Document, Inline, Span, Table};
use crate::render::link::{linked, uri};
use crate::render::sections::{Section, sections};
use crate::render::signature::Signature;

/// How far a list, or a quotation, is moved in for each level.
const INDENT: usize = 360;

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

/// Where a block stands: in how many lists and quotations, and how the innermost sets a paragraph.
#[derive(Clone, Copy)]
struct Place {
    depth: usize,
    style: &'static str,
}

/// A part on its way.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) out: String,
    /// The numbered lists, as numbering.xml has them.
    pub(super) lists: String,
    list_count: usize,
    /// Addresses that it links to; the first is `link1`.
    pub(super) links: Vec<String>,
    /// Notes that were cited so far: Word numbers a footnote where it stands first.
    pub(super) cited: Vec<usize>,
    /// The level of the last heading, so that none is left out.
    pub(super) level: u8,
}

impl Writer {
    /// The body of a document, with a picture of a signature if there is one.
    pub(super) fn body(document: &Document, signature: Option<&Signature>) -> Writer {
        let mut writer = Writer::default();
        for section in sections(document) {
            match section {
                Section::Sender(lines) => writer.sender(lines),
                Section::Recipient(lines) => writer.recipient(lines, &document.sender),
                Section::Date(text) => writer.date(text, document),
                Section::Salutation(text) | Section::Enclosed(text) => {
                    writer.line("Normal", "", text)
                }
                Section::Subject(text) => {
                    writer.level = 1;
                    let style = if document.salutation.is_some() { "SubjectLine" } else { "Title" };
                    writer.line(style, "", text);
                }
                Section::Details(details) => writer.details(details),
                Section::Body(blocks) => writer.blocks(blocks, Place { depth: 0, style: "Normal" }),
                Section::Closing(text) => writer.line("Closing", "", text),
                Section::Signature(lines) => writer.signature(lines, signature),
                // Those that are cited are footnotes.
                Section::Notes(notes) => writer.uncited(notes),
            }
        }
        writer
    }

    /// The notes that are cited.
    pub(super) fn footnotes(notes: &[String], cited: &[usize]) -> Writer {
        let mut writer = Writer::default();
        for (index, note) in notes.iter().enumerate().filter(|(n, _)| cited.contains(&(n + 1))) {
            writer.put(&format!(
                "<w:footnote w:id=\"{}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>",
                index + 1
            ));
            writer.text(" ", "");
            writer.inlines(&linked(note));
            writer.put("</w:p></w:footnote>");
        }
        writer
    }

    fn put(&mut self, xml: &str) {
        self.out.push_str(xml);
    }

    /// A paragraph.
    fn element(&mut self, style: &str, properties: &str, fill: impl FnOnce(&mut Writer)) {
        self.put(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>"));
        fill(self);
        self.put("</w:p>");
    }

    /// A paragraph of plain text.
    fn line(&mut self, style: &str, properties: &str, text: &str) {
        self.element(style, properties, |it| it.lines(text));
    }

    /// A paragraph of text in styles.
    fn paragraph(&mut self, style: &str, properties: &str, content: &[Inline]) {
        self.element(style, properties, |it| it.inlines(content));
    }

    /// Text with its line breaks.
    fn lines(&mut self, text: &str) {
        for (n, line) in text.lines().enumerate() {
            if n > 0 {
                self.put("<w:r><w:br/></w:r>");
            }
            self.text(line, "");
        }
    }

    /// Notes that the body does not cite stand below it, since a footnote needs a place.
    fn uncited(&mut self, notes: &[String]) {
        for (index, note) in notes.iter().enumerate() {
            if !self.cited.contains(&(index + 1)) {
                self.paragraph("FootnoteText", "", &linked(note));
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block], place: Place) {
        blocks.iter().for_each(|block| self.block(block, place));
    }

    fn block(&mut self, block: &Block, place: Place) {
        match block {
            Block::Paragraph(content) => {
                let left = INDENT * place.depth;
                let indent = format!("<w:ind w:left=\"{left}\"/>");
                let indent = if left == 0 { "" } else { &indent };
                self.paragraph(place.style, indent, content);
            }
            Block::Heading(level, content) => {
                let level = (*level).min(self.level + 1).clamp(1, 6);
                self.level = level;
                self.paragraph(&format!("Heading{level}"), "", content);
            }
            Block::List(start, items) => self.list(*start, items, place),
            Block::Quote(inner) => {
                self.blocks(inner, Place { depth: place.depth + 1, style: "Quote" });
            }
            Block::Table(table) => self.table(table),
            Block::Code(text) => {
                for line in text.lines() {
                    self.element("Code", "", |it| it.text(line, ""));
                }
            }
            Block::Rule => self.put(
                "<w:p><w:pPr><w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"767676\"/></w:pBdr></w:pPr></w:p>",
            ),
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], place: Place) {
        let (style, number) = match start {
            None => ("ListBullet", 1),
            Some(start) => ("ListNumber", self.numbered(start)),
        };
        let level = place.depth.min(8);
        let inner = Place { depth: place.depth + 1, style: "ListContinue" };
        for item in items {
            let (first, blocks) = match item.as_slice() {
                [Block::Paragraph(content), blocks @ ..] => (content.as_slice(), blocks),
                blocks => (&[] as &[Inline], blocks),
            };
            let properties = format!(
                "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{number}\"/></w:numPr>"
            );
            self.paragraph(style, &properties, first);
            self.blocks(blocks, inner);
        }
    }

    /// A numbered list of its own, which begins at a number; its own number.
    fn numbered(&mut self, start: u64) -> usize {
        // The first number is 2, since 1 is that of bullets.
        self.list_count += 1;
        let number = self.list_count + 1;
        let levels: String = (0..9)
            .map(|level| format!("<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride>"))
            .collect();
        self.lists.push_str(&format!(
            "<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"1\"/>{levels}</w:num>"
        ));
        number
    }

    fn table(&mut self, table: &Table) {
        let columns = table.head.len().max(1);
        let width = 9072 / columns;
        let grid = format!("<w:gridCol w:w=\"{width}\"/>").repeat(columns);
        self.put(&format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLook w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        ));
        for (n, row) in std::iter::once(&table.head).chain(&table.rows).enumerate() {
            self.put("<w:tr><w:trPr><w:cantSplit/>");
            self.put(if n == 0 { "<w:tblHeader/></w:trPr>" } else { "</w:trPr>" });
            for (column, cell) in row.iter().enumerate() {
                let align = match table.align.get(column) {
                    Some(Align::Centre) => "<w:jc w:val=\"center\"/>",
                    Some(Align::Right) => "<w:jc w:val=\"right\"/>",
                    _ => "",
                };
                self.put(&format!(
                    "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"
                ));
                self.paragraph(if n == 0 { "TableHeading" } else { "TableText" }, align, cell);
                self.put("</w:tc>");
            }
            self.put("</w:tr>");
        }
        // Word joins two tables that nothing parts, and wants a paragraph behind the last.
        self.put("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"TableText\"/></w:pPr></w:p>");
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Break => self.put("<w:r><w:br/></w:r>"),
                Inline::Cite(number) => self.cite(*number),
                Inline::Text(span) => self.span(span),
            }
        }
    }

    /// A footnote where it is cited first; where it is cited again, a reference to it.
    fn cite(&mut self, number: usize) {
        const LOOK: &str = "<w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>";
        if self.cited.contains(&number) {
            self.put(&format!(
                "<w:fldSimple w:instr=\" NOTEREF _note{number} \\h \"><w:r>{LOOK}<w:t>{number}</w:t></w:r></w:fldSimple>"
            ));
            return;
        }
        self.cited.push(number);
        self.put(&format!(
            "<w:bookmarkStart w:id=\"{number}\" w:name=\"_note{number}\"/><w:r>{LOOK}<w:footnoteReference w:id=\"{number}\"/></w:r><w:bookmarkEnd w:id=\"{number}\"/>"
        ));
    }

    fn span(&mut self, span: &Span) {
        let link = span.link.as_deref().and_then(uri);
        // The order in which the schema wants them.
        let looks = [
            (link.is_some(), "<w:rStyle w:val=\"Hyperlink\"/>"),
            (span.code, "<w:rFonts w:ascii=\"Liberation Mono\" w:hAnsi=\"Liberation Mono\"/>"),
            (span.bold, "<w:b/>"),
            (span.italic, "<w:i/>"),
        ];
        let look: String = looks.iter().filter(|(is, _)| *is).map(|(_, look)| *look).collect();
        if let Some(link) = &link {
            self.links.push(link.clone());
            self.put(&format!("<w:hyperlink r:id=\"link{}\">", self.links.len()));
        }
        self.text(&span.text, &look);
        if link.is_some() {
            self.put("</w:hyperlink>");
        }
    }

    /// A run of text.
    fn text(&mut self, text: &str, look: &str) {
        let look = if look.is_empty() { String::new() } else { format!("<w:rPr>{look}</w:rPr>") };
        self.put(&format!(
            "<w:r>{look}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
            attribute(text)
        ));
    }

    fn sender(&mut self, lines: &[String]) {
        let leading = sender_leading(lines.len());
        for line in lines {
            self.line("Sender", &exactly(0.0, leading), line);
        }
    }

    /// The recipient's block, its first line at the top of the window.
    fn recipient(&mut self, lines: &[String], sender: &[String]) {
        let above = sender.len() as f32 * sender_leading(sender.len());
        let window = if sender.is_empty() { 0.0 } else { (WINDOW - above).max(240.0) };
        for (n, line) in lines.iter().enumerate() {
            let before = if n == 0 { window } else { 0.0 };
            self.line("Recipient", &exactly(before, RECIPIENT_LINE), line);
        }
    }

    /// The date, so far down that what follows it stands below the window.
    fn date(&mut self, text: &str, document: &Document) {
        let addressed = !document.sender.is_empty() && !document.recipient.is_empty();
        let end = WINDOW + document.recipient.len() as f32 * RECIPIENT_LINE;
        let before = if addressed { (BELOW_WINDOW - end - DATE_LINE).max(120.0) } else { 120.0 };
        let spacing = format!("<w:spacing w:before=\"{before:.0}\" w:after=\"200\"/>");
        let style = if document.sender.is_empty() { "Normal" } else { "Sender" };
        self.line(style, &spacing, text);
    }

    fn signature(&mut self, lines: &[String], signature: Option<&Signature>) {
        if let Some(picture) = signature {
            self.element("Closing", "", |it| it.picture(picture));
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

    fn details(&mut self, details: &Details) {
        self.level = self.level.max(1);
        self.line("Heading2", "", &details.heading);
        for (label, value) in &details.rows {
            self.element("Detail", "", |it| {
                it.text(label, "<w:b/>");
                it.put("<w:r><w:tab/></w:r>");
                it.lines(value);
            });
        }
    }
}

/// Text in which nothing is markup, without the characters that XML 1.0 refuses.
pub(super) fn attribute(text: &str) -> String {
    let refused = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r');
    let legal = text.chars().filter(|c| !refused(*c) && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    escape(legal.collect::<String>()).into_owned()
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
