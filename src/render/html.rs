//! HTML: one page that stands alone and can be read by everybody, with a letter's layout when it is
//! printed. No script, nothing from elsewhere.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use quick_xml::escape::escape;

use super::apostrophes;
use super::link::{linked, uri};
use super::sections::{Section, order};
use super::signature::Signature;
use crate::document::{Align, Block, Details, Document, Inline, Span, Table};

/// How the page looks on a screen and on paper.
const STYLE: &str = include_str!("html/style.css");

/// The document as one web page, ending in one line break.
pub fn html(document: &Document, signature: Option<&Signature>) -> String {
    let document = &apostrophes::printed(document);
    let mut page = Page { out: String::with_capacity(8 * 1024), cited: Vec::new(), level: 0 };
    let letter = document.salutation.is_some();
    page.out.push_str(&format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main{}>\n",
        escape(&document.language),
        plain(&document.title),
        if letter { " class=\"letter\"" } else { "" },
    ));
    for section in order(document) {
        page.section(section, document, signature);
    }
    page.out.push_str("</main>\n</body>\n</html>\n");
    page.out
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
    fn section(&mut self, section: Section, document: &Document, signature: Option<&Signature>) {
        match section {
            Section::Sender => self.lines("sender", &document.sender),
            Section::Recipient => self.lines("recipient", &document.recipient),
            Section::Date => {
                if let Some(line) = &document.date_line {
                    let day = document.dated;
                    let line = plain(line);
                    self.put(&format!("<p class=\"date\"><time datetime=\"{day}\">{line}</time>"));
                    self.put("</p>\n");
                }
            }
            Section::Salutation => self.paragraph("salutation", document.salutation.as_deref()),
            Section::Subject => {
                if let Some(subject) = &document.subject {
                    self.level = 1;
                    self.put(&format!("<h1>{}</h1>\n", plain(subject)));
                }
            }
            Section::Details => {
                if let Some(details) = &document.details {
                    self.details(details);
                }
            }
            Section::Body => self.blocks(&document.body),
            Section::Closing => self.closing(document, signature),
            Section::Enclosed => self.paragraph("enclosed", document.enclosed.as_deref()),
            Section::Notes => self.notes(&document.notes),
        }
    }

    fn put(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn lines(&mut self, class: &str, lines: &[String]) {
        if !lines.is_empty() {
            let lines: Vec<String> = lines.iter().map(|line| plain(line)).collect();
            self.put(&format!("<p class=\"{class}\">{}</p>\n", lines.join("<br>\n")));
        }
    }

    fn paragraph(&mut self, class: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.put(&format!("<p class=\"{class}\">{}</p>\n", plain(text)));
        }
    }

    fn closing(&mut self, document: &Document, signature: Option<&Signature>) {
        self.paragraph("closing", document.closing.as_deref());
        if let Some(picture) = signature.filter(|_| !document.signature.is_empty()) {
            let (width, height) = picture.shown();
            self.put(&format!(
                "<p class=\"signed\"><img src=\"data:image/png;base64,{}\" alt=\"{}\" \
                 style=\"width:{width:.1}mm;height:{height:.1}mm\"></p>\n",
                STANDARD.encode(&picture.png),
                plain(&picture.alt),
            ));
        }
        let class = if signature.is_some() { "signature" } else { "signature to-sign" };
        self.lines(class, &document.signature);
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
        if notes.is_empty() {
            return;
        }
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
                self.put("<p>");
                self.inlines(content);
                self.put("</p>\n");
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
        self.put(&format!("<h{level}>"));
        self.inlines(content);
        self.put(&format!("</h{level}>\n"));
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        let (open, close) = match start {
            None => ("<ul>\n".to_string(), "</ul>\n"),
            Some(1) => ("<ol>\n".to_string(), "</ol>\n"),
            Some(start) => (format!("<ol start=\"{start}\">\n"), "</ol>\n"),
        };
        self.put(&open);
        for item in items {
            self.put("<li>");
            match item.as_slice() {
                [Block::Paragraph(only)] => self.inlines(only),
                blocks => self.blocks(blocks),
            }
            self.put("</li>\n");
        }
        self.put(close);
    }

    fn table(&mut self, table: &Table) {
        let class = |column: usize| match table.align.get(column) {
            Some(Align::Centre) => " class=\"centre\"",
            Some(Align::Right) => " class=\"right\"",
            _ => "",
        };
        self.put("<table>\n<thead>\n<tr>");
        for (column, cell) in table.head.iter().enumerate() {
            self.put(&format!("<th scope=\"col\"{}>", class(column)));
            self.inlines(cell);
            self.put("</th>");
        }
        self.put("</tr>\n</thead>\n<tbody>\n");
        for row in &table.rows {
            self.put("<tr>");
            for (column, cell) in row.iter().enumerate() {
                self.put(&format!("<td{}>", class(column)));
                self.inlines(cell);
                self.put("</td>");
            }
            self.put("</tr>\n");
        }
        self.put("</tbody>\n</table>\n");
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
        let link = span.link.as_deref().and_then(uri);
        let mut tags = Vec::new();
        if let Some(link) = &link {
            self.put(&format!("<a href=\"{}\">", escape(link.as_str())));
            tags.push("</a>");
        }
        for (is, open, close) in [
            (span.bold, "<strong>", "</strong>"),
            (span.italic, "<em>", "</em>"),
            (span.code, "<code>", "</code>"),
        ] {
            if is {
                self.put(open);
                tags.push(close);
            }
        }
        self.out.push_str(&plain(&span.text));
        tags.iter().rev().for_each(|tag| self.put(tag));
    }
}

/// Text in which nothing is markup.
fn plain(text: &str) -> String {
    escape(text).into_owned()
}
