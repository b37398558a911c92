//! HTML: one page that stands alone and can be read by everybody, with a letter's layout when it is
//! printed. No script, nothing from elsewhere.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use quick_xml::escape::escape;

use super::apostrophes;
use super::link::{linked, uri};
use super::sections::{Section, sections};
use super::signature::Signature;
use crate::diagnostic::{Values, filled};
use crate::document::{Align, Block, Details, Document, Inline, Span, Table};

/// What is the same in every page, its look on a screen and on paper apart.
const PAGE: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/style.css");

/// The document as one web page, ending in one line break.
pub fn html(document: &Document, signature: Option<&Signature>) -> String {
    let document = &apostrophes::printed(document);
    let mut page = Page { out: String::with_capacity(8 * 1024), cited: Vec::new(), level: 0 };
    for section in sections(document) {
        match section {
            Section::Sender(lines) => page.lines("sender", lines),
            Section::Recipient(lines) => page.lines("recipient", lines),
            Section::Date(line) => {
                let (day, line) = (document.dated, plain(line));
                let time = format!("<time datetime=\"{day}\">{line}</time>");
                page.put(&format!("<p class=\"date\">{time}</p>\n"));
            }
            Section::Salutation(text) => page.paragraph("salutation", &plain(text)),
            Section::Subject(subject) => {
                page.level = 1;
                page.put(&format!("<h1>{}</h1>\n", plain(subject)));
            }
            Section::Details(details) => page.details(details),
            Section::Body(blocks) => page.blocks(blocks),
            Section::Closing(text) => page.paragraph("closing", &plain(text)),
            Section::Signature(lines) => page.signature(lines, signature),
            Section::Enclosed(text) => page.paragraph("enclosed", &plain(text)),
            Section::Notes(notes) => page.notes(notes),
        }
    }
    let class = if document.salutation.is_some() { " class=\"letter\"" } else { "" };
    let values: &Values<'_> = &[
        ("language", &plain(&document.language)),
        ("title", &plain(&document.title)),
        ("style", &STYLE),
        ("class", &class),
        ("body", &page.out),
    ];
    filled(PAGE, values)
}

/// A page on its way.
struct Page {
    out: String,
    /// The notes that were cited so far: a note leads back to where it was cited first.
    cited: Vec<usize>,
    /// The level of the last heading, so that none is left out.
    level: u8,
}

impl Page {
    fn put(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn lines(&mut self, class: &str, lines: &[String]) {
        let lines: Vec<String> = lines.iter().map(|line| plain(line)).collect();
        self.paragraph(class, &lines.join("<br>\n"));
    }

    fn paragraph(&mut self, class: &str, html: &str) {
        self.put(&format!("<p class=\"{class}\">{html}</p>\n"));
    }

    fn signature(&mut self, lines: &[String], signature: Option<&Signature>) {
        let Some(picture) = signature else { return self.lines("signature to-sign", lines) };
        let (width, height) = picture.shown();
        let (png, alt) = (STANDARD.encode(&picture.png), plain(&picture.alt));
        let size = format!("width:{width:.1}mm;height:{height:.1}mm");
        let image = format!("data:image/png;base64,{png}\" alt=\"{alt}\" style=\"{size}");
        self.paragraph("signed", &format!("<img src=\"{image}\">"));
        self.lines("signature", lines);
    }

    fn details(&mut self, details: &Details) {
        self.level = self.level.max(1);
        self.put("<section class=\"details\">\n");
        self.heading(2, &[Inline::plain(&details.heading)]);
        self.put("<dl>\n");
        for (label, value) in &details.rows {
            let value: Vec<String> = value.lines().map(plain).collect();
            self.put(&format!("<dt>{}</dt><dd>{}</dd>\n", plain(label), value.join("<br>\n")));
        }
        self.put("</dl>\n</section>\n");
    }

    fn notes(&mut self, notes: &[String]) {
        self.put("<section class=\"notes\" role=\"doc-endnotes\">\n<ol>\n");
        for (index, note) in notes.iter().enumerate() {
            let number = index + 1;
            self.put(&format!("<li id=\"note-{number}\">"));
            self.inlines(&linked(note));
            if self.cited.contains(&number) {
                self.put(&format!(
                    " <a href=\"#cite-{number}\" role=\"doc-backlink\" \
                     aria-label=\"{number}\">↩</a>"
                ));
            }
            self.put("</li>\n");
        }
        self.put("</ol>\n</section>\n");
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(content) => {
                self.element("p", "", content);
                self.put("\n");
            }
            Block::Heading(level, content) => self.heading(*level, content),
            Block::List(start, items) => self.list(*start, items),
            Block::Quote(inner) => {
                self.put("<blockquote>\n");
                self.blocks(inner);
                self.put("</blockquote>\n");
            }
            Block::Table(table) => self.table(table),
            Block::Code(text) => self.put(&format!("<pre><code>{}</code></pre>\n", plain(text))),
            Block::Rule => self.put("<hr>\n"),
        }
    }

    /// A heading, at a level that leaves none out; the subject has the first.
    fn heading(&mut self, level: u8, content: &[Inline]) {
        let least = if self.level == 0 { 1 } else { 2 };
        let level = level.min(self.level + 1).clamp(least, 6);
        self.level = level;
        self.element(&format!("h{level}"), "", content);
        self.put("\n");
    }

    /// An element that holds a line of text.
    fn element(&mut self, tag: &str, attributes: &str, content: &[Inline]) {
        self.put(&format!("<{tag}{attributes}>"));
        self.inlines(content);
        self.put(&format!("</{tag}>"));
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        let tag = if start.is_some() { "ol" } else { "ul" };
        let start = start.filter(|start| *start != 1);
        let start = start.map(|start| format!(" start=\"{start}\"")).unwrap_or_default();
        self.put(&format!("<{tag}{start}>\n"));
        for item in items {
            match item.as_slice() {
                [Block::Paragraph(only)] => self.element("li", "", only),
                blocks => {
                    self.put("<li>");
                    self.blocks(blocks);
                    self.put("</li>");
                }
            }
            self.put("\n");
        }
        self.put(&format!("</{tag}>\n"));
    }

    fn table(&mut self, table: &Table) {
        self.put("<table>\n<thead>\n");
        self.row("th", " scope=\"col\"", &table.head, &table.align);
        self.put("</thead>\n<tbody>\n");
        table.rows.iter().for_each(|row| self.row("td", "", row, &table.align));
        self.put("</tbody>\n</table>\n");
    }

    fn row(&mut self, tag: &str, scope: &str, cells: &[Vec<Inline>], align: &[Align]) {
        self.put("<tr>");
        for (column, cell) in cells.iter().enumerate() {
            let class = match align.get(column) {
                Some(Align::Centre) => " class=\"centre\"",
                Some(Align::Right) => " class=\"right\"",
                _ => "",
            };
            self.element(tag, &format!("{scope}{class}"), cell);
        }
        self.put("</tr>\n");
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Break => self.put("<br>\n"),
                Inline::Cite(number) => self.cite(*number),
                Inline::Text(span) => self.span(span),
            }
        }
    }

    fn cite(&mut self, number: usize) {
        let first = !self.cited.contains(&number);
        if first {
            self.cited.push(number);
        }
        let id = if first { format!(" id=\"cite-{number}\"") } else { String::new() };
        self.put(&format!(
            "<sup><a{id} href=\"#note-{number}\" role=\"doc-noteref\">[{number}]</a></sup>"
        ));
    }

    fn span(&mut self, span: &Span) {
        let mut html = plain(&span.text);
        for (is, tag) in [(span.code, "code"), (span.italic, "em"), (span.bold, "strong")] {
            if is {
                html = format!("<{tag}>{html}</{tag}>");
            }
        }
        if let Some(link) = span.link.as_deref().and_then(uri) {
            html = format!("<a href=\"{}\">{html}</a>", plain(&link));
        }
        self.put(&html);
    }
}

/// Text in which nothing is markup.
fn plain(text: &str) -> String {
    escape(text).into_owned()
}
