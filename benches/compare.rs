//! The letters of the PDF benchmark as files for other programs: `benches/compare.sh` times them.
//!
//! `cargo bench --bench compare -- FOLDER COUNT` writes COUNT letters as HTML and as Typst into
//! FOLDER, and says how long our own PDFs of them take on one thread, files written.

mod allocator;
mod letters;

use std::fmt::Write as _;
use std::path::Path;

use letters::letter;
use sayso::document::{Block, Document, Inline, Span};
use sayso::render::Options;
use sayso::render::pdf::{Fonts, pdf};

#[expect(clippy::print_stdout, reason = "its only output is for people")]
fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let [folder, count] = args.as_slice() else {
        println!("usage: cargo bench --bench compare -- FOLDER COUNT");
        return Ok(());
    };
    let folder = Path::new(folder);
    let count = count.parse().unwrap_or(100);
    let letters: Vec<Document> = (0..count).map(letter).collect();
    for (n, document) in letters.iter().enumerate() {
        write(&folder.join(format!("{n:05}.html")), page(document, &HTML).as_bytes())?;
        write(&folder.join(format!("{n:05}.typ")), page(document, &TYPST).as_bytes())?;
    }
    println!("sayso: {:.0} letters a second", own(&letters, folder)?);
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a benchmark writes for other programs")]
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::write(path, bytes)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn own(letters: &[Document], folder: &Path) -> std::io::Result<f64> {
    let start = std::time::Instant::now();
    let fonts = Fonts::built_in();
    let options = Options { fonts: Some(&fonts), ..Options::default() };
    for (n, document) in letters.iter().enumerate() {
        let bytes = pdf(document, &options).map_err(std::io::Error::other)?;
        write(&folder.join(format!("{n:05}.sayso.pdf")), &bytes)?;
    }
    Ok(letters.len() as f64 / start.elapsed().as_secs_f64())
}

/// How a format says things; `{}` stands for what is inside.
struct Markup {
    escape: fn(&str) -> String,
    start: &'static str,
    end: &'static str,
    right: [&'static str; 2],
    paragraph: [&'static str; 2],
    subject: [&'static str; 2],
    bold: [&'static str; 2],
    italic: [&'static str; 2],
    quote: [&'static str; 2],
    list: [&'static str; 2],
    item: [&'static str; 2],
    table: [&'static str; 2],
    row: [&'static str; 2],
    cell: [&'static str; 2],
    line: &'static str,
    link: fn(&str, &str) -> String,
    small: [&'static str; 2],
}

const HTML: Markup = Markup {
    escape: |s| s.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
    start: "<!doctype html><html lang=en-GB><head><meta charset=utf-8><title>A letter</title>\
        <link rel=stylesheet href=letter.css></head><body>\n",
    end: "</body></html>\n",
    right: ["<p class=right>", "</p>\n"],
    paragraph: ["<p>", "</p>\n"],
    subject: ["<h1>", "</h1>\n"],
    bold: ["<strong>", "</strong>"],
    italic: ["<em>", "</em>"],
    quote: ["<blockquote>", "</blockquote>\n"],
    list: ["<ul>", "</ul>\n"],
    item: ["<li>", "</li>\n"],
    table: ["<table>", "</table>\n"],
    row: ["<tr>", "</tr>\n"],
    cell: ["<td>", "</td>"],
    line: "<br>\n",
    link: |to, text| format!("<a href=\"{to}\">{text}</a>"),
    small: ["<p class=note>", "</p>\n"],
};

const TYPST: Markup = Markup {
    escape: |s| {
        s.chars()
            .flat_map(|c| "\\#*_`$@<>~[]=+-/".contains(c).then_some('\\').into_iter().chain([c]))
            .collect()
    },
    start: "#set document(title: \"A letter\")\n#set page(paper: \"a4\", margin: 25mm)\n\
        #set text(font: \"Source Sans 3\", size: 11pt, lang: \"en\", region: \"GB\")\n",
    end: "",
    right: ["#align(right)[", "]\n\n"],
    paragraph: ["", "\n\n"],
    subject: ["= ", "\n\n"],
    bold: ["#strong[", "]"],
    italic: ["#emph[", "]"],
    quote: ["#quote(block: true)[", "]\n\n"],
    list: ["", "\n"],
    item: ["- ", "\n"],
    table: ["#table(columns: 3,\n", ")\n\n"],
    row: ["", "\n"],
    cell: ["[", "], "],
    line: " \\\n",
    link: |to, text| format!("#link(\"{to}\")[{text}]"),
    small: ["#text(9pt)[", "]\n\n"],
};

/// A letter as a whole file.
fn page(d: &Document, m: &Markup) -> String {
    let lines =
        |lines: &[String]| lines.iter().map(|l| (m.escape)(l)).collect::<Vec<_>>().join(m.line);
    let mut out = String::from(m.start);
    put(&mut out, m.right, &lines(&d.sender));
    put(&mut out, m.paragraph, &lines(&d.recipient));
    for line in d.date_line.iter().chain(&d.salutation) {
        put(&mut out, m.paragraph, &(m.escape)(line));
    }
    put(&mut out, m.subject, &(m.escape)(d.subject.as_deref().unwrap_or_default()));
    blocks(&mut out, &d.body, m);
    put(&mut out, m.paragraph, &lines(d.closing.as_slice()));
    put(&mut out, m.paragraph, &lines(&d.signature));
    for note in &d.notes {
        put(&mut out, m.small, &(m.escape)(note));
    }
    out.push_str(m.end);
    out
}

fn put(out: &mut String, around: [&str; 2], inside: &str) {
    // Writing to a string does not fail.
    let _ = write!(out, "{}{inside}{}", around[0], around[1]);
}

fn blocks(out: &mut String, blocks_of: &[Block], m: &Markup) {
    let within = |inner: &[Block]| {
        let mut text = String::new();
        blocks(&mut text, inner, m);
        text
    };
    for block in blocks_of {
        match block {
            Block::Paragraph(inlines) | Block::Heading(_, inlines) => {
                put(out, m.paragraph, &inline(inlines, m));
            }
            Block::Quote(inner) => put(out, m.quote, &within(inner)),
            Block::List(_, items) => {
                let mut text = String::new();
                items.iter().for_each(|i| put(&mut text, m.item, within(i).trim_end()));
                put(out, m.list, &text);
            }
            Block::Table(table) => {
                let mut text = String::new();
                for cells in std::iter::once(&table.head).chain(&table.rows) {
                    let mut row = String::new();
                    cells.iter().for_each(|c| put(&mut row, m.cell, &inline(c, m)));
                    put(&mut text, m.row, &row);
                }
                put(out, m.table, &text);
            }
            Block::Code(text) => put(out, m.paragraph, &(m.escape)(text)),
            Block::Rule => {}
        }
    }
}

fn inline(inlines: &[Inline], m: &Markup) -> String {
    let mut out = String::new();
    for one in inlines {
        match one {
            Inline::Break => out.push_str(m.line),
            Inline::Cite(n) => out.push_str(&(m.escape)(&format!("[{n}]"))),
            Inline::Text(Span { text, bold, italic, link, .. }) => {
                let text = (m.escape)(text);
                match link {
                    Some(to) => out.push_str(&(m.link)(to, &text)),
                    None if *bold => put(&mut out, m.bold, &text),
                    None if *italic => put(&mut out, m.italic, &text),
                    None => out.push_str(&text),
                }
            }
        }
    }
    out
}
