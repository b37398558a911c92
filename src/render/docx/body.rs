//! The parts of a Word file that are the document's own: its body, its footnotes, its lists.

use quick_xml::escape::escape;

use crate::document::{Align, Block, Document, Inline, Span, Table};
use crate::render::link::{linked, uri};
use crate::render::sections::{Section, sections};
use crate::render::signature::Signature;

/// How far a list, or a quotation, is moved in for each level.
const INDENT: usize = 360;

/// The text without the characters that XML 1.0 refuses.
pub(super) fn legal(text: &str) -> String {
    let refused = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r');
    text.chars().filter(|c| !refused(*c) && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

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
        sections(document).for_each(|section| writer.section(section, document, signature));
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

    pub(super) fn put(&mut self, xml: &str) {
        self.out.push_str(xml);
    }

    fn section(
        &mut self,
        section: Section<'_>,
        document: &Document,
        signature: Option<&Signature>,
    ) {
        match section {
            Section::Sender(lines) => self.sender(lines),
            Section::Recipient(lines) => self.recipient(lines, &document.sender),
            Section::Date(text) => self.date(text, document),
            Section::Salutation(text) | Section::Enclosed(text) => self.line("Normal", "", text),
            Section::Subject(text) => {
                self.level = 1;
                let style = if document.salutation.is_some() { "SubjectLine" } else { "Title" };
                self.line(style, "", text);
            }
            Section::Details(details) => self.details(details),
            Section::Body(blocks) => self.blocks(blocks, Place { depth: 0, style: "Normal" }),
            Section::Closing(text) => self.line("Closing", "", text),
            Section::Signature(lines) => self.signature(lines, signature),
            // Those that are cited are footnotes.
            Section::Notes(notes) => self.uncited(notes),
        }
    }

    /// A paragraph of plain text.
    pub(super) fn line(&mut self, style: &str, properties: &str, text: &str) {
        self.open(style, properties);
        self.lines(text);
        self.put("</w:p>");
    }

    /// A paragraph.
    fn paragraph(&mut self, style: &str, properties: &str, content: &[Inline]) {
        self.open(style, properties);
        self.inlines(content);
        self.put("</w:p>");
    }

    /// Text with its line breaks.
    pub(super) fn lines(&mut self, text: &str) {
        for (n, line) in text.lines().enumerate() {
            if n > 0 {
                self.put("<w:r><w:br/></w:r>");
            }
            self.text(line, "");
        }
    }

    pub(super) fn open(&mut self, style: &str, properties: &str) {
        self.put(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>"));
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
                    self.open("Code", "");
                    self.text(line, "");
                    self.put("</w:p>");
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
        let mut look = String::new();
        // The order in which the schema wants them.
        for (is, tag) in [
            (link.is_some(), "<w:rStyle w:val=\"Hyperlink\"/>"),
            (span.code, "<w:rFonts w:ascii=\"Liberation Mono\" w:hAnsi=\"Liberation Mono\"/>"),
            (span.bold, "<w:b/>"),
            (span.italic, "<w:i/>"),
        ] {
            if is {
                look.push_str(tag);
            }
        }
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
    pub(super) fn text(&mut self, text: &str, look: &str) {
        let look = if look.is_empty() { String::new() } else { format!("<w:rPr>{look}</w:rPr>") };
        self.put(&format!(
            "<w:r>{look}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
            attribute(text)
        ));
    }
}

/// Text in which nothing is markup.
pub(super) fn attribute(text: &str) -> String {
    escape(legal(text)).into_owned()
}
