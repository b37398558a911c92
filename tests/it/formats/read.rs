//! Formats read back by others than those that wrote them: what a reader would see, and that there
//! is nothing in them but what belongs there.

use std::io::{Cursor, Read as _};

use mail_parser::{MessageParser, MimeHeaders as _};
use png::{ColorType, Encoder};
use quick_xml::Reader;
use quick_xml::events::Event;
use sayso::document::Block;
use sayso::render::Signature;

/// A small picture of a signature.
pub(crate) fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 30, 8);
    encoder.set_color(ColorType::Rgba);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&[10, 10, 90, 128].repeat(240)).expect("pixels");
    writer.finish().expect("whole");
    bytes
}

/// The same, read.
pub(crate) fn signature() -> Signature {
    Signature::read(&png(), "Signature of Jean Sample").expect("a signature")
}

/// A part of a Word file as text.
pub(crate) fn part(docx: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).expect("a zip");
    let mut bytes = Vec::new();
    zip.by_name(name).expect(name).read_to_end(&mut bytes).expect("read");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What a reader of a Word file sees, the footnotes behind the text. Every part is sound XML.
pub(crate) fn docx(bytes: &[u8]) -> String {
    const TAGS: &[&str] = &[
        "w:document",
        "w:body",
        "w:p",
        "w:pPr",
        "w:pStyle",
        "w:r",
        "w:rPr",
        "w:rStyle",
        "w:t",
        "w:br",
        "w:tab",
        "w:b",
        "w:i",
        "w:rFonts",
        "w:spacing",
        "w:ind",
        "w:jc",
        "w:numPr",
        "w:ilvl",
        "w:numId",
        "w:hyperlink",
        "w:footnoteReference",
        "w:footnoteRef",
        "w:footnotes",
        "w:footnote",
        "w:separator",
        "w:continuationSeparator",
        "w:fldSimple",
        "w:bookmarkStart",
        "w:bookmarkEnd",
        "w:tbl",
        "w:tblPr",
        "w:tblStyle",
        "w:tblW",
        "w:tblLook",
        "w:tblGrid",
        "w:gridCol",
        "w:tr",
        "w:trPr",
        "w:cantSplit",
        "w:tblHeader",
        "w:tc",
        "w:tcPr",
        "w:tcW",
        "w:pBdr",
        "w:bottom",
        "w:sectPr",
        "w:footerReference",
        "w:pgSz",
        "w:pgMar",
        "w:titlePg",
    ];
    for name in ["word/styles.xml", "word/numbering.xml", "docProps/core.xml"] {
        walk(&part(bytes, name), None, &mut |_, _, _| {});
    }
    let mut out = String::new();
    let mut cites = 0;
    for name in ["word/document.xml", "word/footnotes.xml"] {
        walk(&part(bytes, name), Some(TAGS), &mut |tag, text, begins| match (tag, begins) {
            ("w:fldSimple", true) => cites += 1,
            ("w:fldSimple", false) => cites -= 1,
            ("w:t", _) if cites == 0 => out.push_str(text),
            ("w:br" | "w:tab", true) | ("w:p", false) => out.push('\n'),
            _ => {}
        });
    }
    out
}

/// The text of a Word file that may have a picture.
pub(crate) fn docx_text(bytes: &[u8]) -> String {
    let mut out = String::new();
    walk(&part(bytes, "word/document.xml"), None, &mut |_, text, _| out.push_str(text));
    out
}

/// What a reader of a web page sees.
pub(crate) fn html(bytes: &[u8]) -> String {
    const TAGS: &[&str] = &[
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "p",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "time",
        "a",
        "sup",
        "strong",
        "em",
        "code",
        "pre",
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "hr",
        "section",
        "dl",
        "dt",
        "dd",
    ];
    let page = std::str::from_utf8(bytes).expect("UTF-8");
    let page = page.strip_prefix("<!doctype html>").expect("a web page");
    let mut out = String::new();
    let mut hidden = 0;
    let mut inside = Vec::new();
    walk(page, Some(TAGS), &mut |tag, text, begins| {
        if !text.is_empty() {
            if hidden == 0 {
                out.push_str(text.strip_suffix('↩').unwrap_or(text));
            }
            return;
        }
        match (tag, begins) {
            ("br", _) => out.push('\n'),
            ("meta" | "hr", _) => {}
            (_, true) => {
                inside.push(tag.to_string());
                hidden += usize::from(matches!(tag, "head" | "sup"));
            }
            (_, false) => {
                assert_eq!(inside.pop().as_deref(), Some(tag), "tags are closed in order");
                hidden -= usize::from(matches!(tag, "head" | "sup"));
                if !matches!(tag, "a" | "sup" | "strong" | "em" | "code" | "time") {
                    out.push('\n');
                }
            }
        }
    });
    assert!(inside.is_empty(), "{inside:?} is still open");
    out
}

/// Walks through XML: tags, texts, whether a tag begins. Texts come with the tag they stand in.
fn walk(xml: &str, tags: Option<&[&str]>, see: &mut dyn FnMut(&str, &str, bool)) {
    let mut reader = Reader::from_str(xml);
    let is_page = xml.trim_start().starts_with("<html");
    reader.config_mut().check_end_names = !is_page;
    reader.config_mut().allow_unmatched_ends = is_page;
    let mut current = String::new();
    loop {
        let event = reader.read_event().expect("sound XML");
        let name = |name: &str| {
            let name = name.to_string();
            assert!(tags.is_none_or(|tags| tags.contains(&name.as_str())), "a tag {name} in {xml}");
            name
        };
        match event {
            Event::Start(tag) => {
                current = name(tag.name().into_inner());
                see(&current, "", true);
            }
            Event::Empty(tag) => {
                let tag = name(tag.name().into_inner());
                see(&tag, "", true);
                see(&tag, "", false);
            }
            Event::End(tag) => see(&name(tag.name().into_inner()), "", false),
            Event::Text(text) => see(&current, &text, true),
            Event::GeneralRef(reference) => {
                let name = &*reference;
                let text =
                    quick_xml::escape::unescape(&format!("&{name};")).expect("known").into_owned();
                see(&current, &text, true);
            }
            Event::Eof => return,
            Event::Decl(_) => {}
            other => panic!("{other:?} in {xml}"),
        }
    }
}

/// An e-mail as a mail program reads it.
pub(crate) struct Mail {
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
    pub(crate) attached: Vec<(String, Vec<u8>)>,
}

/// Reads an e-mail; it has no headers but those that belong there.
pub(crate) fn mail(bytes: &[u8]) -> Mail {
    const HEADERS: &[&str] = &[
        "Date",
        "Message-ID",
        "Subject",
        "X-Unsent",
        "Content-Language",
        "To",
        "MIME-Version",
        "Content-Type",
    ];
    let message = MessageParser::default().parse(bytes).expect("an e-mail");
    for header in message.headers() {
        assert!(HEADERS.contains(&header.name()), "a header {}", header.name());
    }
    assert_eq!(message.text_body_count(), 1);
    let attached = message.attachments();
    Mail {
        subject: message.subject().unwrap_or_default().to_string(),
        text: message.body_text(0).expect("text").replace("\r\n", "\n"),
        html: message.body_html(0).expect("HTML").replace("\r\n", "\n"),
        attached: attached
            .map(|part| {
                (part.attachment_name().unwrap_or_default().to_string(), part.contents().to_vec())
            })
            .collect(),
    }
}

/// The lines of a calendar, unfolded; each is one that belongs there.
pub(crate) fn calendar(bytes: &[u8]) -> Vec<String> {
    const NAMES: &[&str] = &[
        "BEGIN",
        "END",
        "VERSION",
        "PRODID",
        "CALSCALE",
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "DESCRIPTION",
        "TRANSP",
        "ACTION",
        "TRIGGER",
    ];
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    assert!(
        text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])),
        "{text}"
    );
    let unfolded = text.replace("\r\n ", "");
    let lines: Vec<String> = unfolded.lines().map(str::to_string).collect();
    for line in &lines {
        let name = line.split([':', ';']).next().unwrap_or_default();
        assert!(NAMES.contains(&name), "{line}");
    }
    lines
}

/// Whether every note is cited in a body.
pub(crate) fn cites_all(body: &[Block], notes: usize) -> bool {
    let body = format!("{body:?}");
    (1..=notes).all(|n| body.contains(&format!("Cite({n})")))
}

/// The characters of a text in an order of their own.
pub(crate) fn sorted(text: &str) -> String {
    let mut all: Vec<char> = text.chars().collect();
    all.sort_unstable();
    all.into_iter().collect()
}
