//! Word (Office Open XML, ECMA-376): a file to change, with real styles, so that a word processor
//! shows its headings, lists, quotations and footnotes as such.
//!
//! The fixed parts stand beside this file; `body` writes what is the document's own.

mod body;

use std::io::{Cursor, Write as _};

use body::{Writer, attribute};
use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::apostrophes;
use super::error::RenderError;
use super::signature::Signature;
use crate::diagnostic::{Values, filled};
use crate::document::Document;

/// The parts of a Word file, in which what is the document's own has its places.
const PARTS: [(&str, &str); 12] = [
    ("[Content_Types].xml", include_str!("content-types.xml")),
    ("_rels/.rels", include_str!("package.rels.xml")),
    ("docProps/core.xml", include_str!("core.xml")),
    ("word/document.xml", include_str!("document.xml")),
    ("word/_rels/document.xml.rels", include_str!("document.rels.xml")),
    ("word/styles.xml", include_str!("styles.xml")),
    ("word/settings.xml", include_str!("settings.xml")),
    ("word/numbering.xml", include_str!("numbering.xml")),
    ("word/footnotes.xml", include_str!("footnotes.xml")),
    ("word/_rels/footnotes.xml.rels", include_str!("footnotes.rels.xml")),
    ("word/footer1.xml", include_str!("footer.xml")),
    ("word/footer2.xml", include_str!("empty-footer.xml")),
];

/// The document as a Word file. The same document gives the same bytes: no clock is read.
///
/// # Errors
/// A file too large to be put together.
pub fn docx(document: &Document, signature: Option<&Signature>) -> Result<Vec<u8>, RenderError> {
    let document = &apostrophes::printed(document);
    let body = Writer::body(document, signature);
    let notes = Writer::footnotes(&document.notes, &body.cited);
    let picture = signature.map(|_| relationship("signature", "image", "media/signature.png", ""));
    let author = document.sender.first().or(document.signature.first());
    let values: &Values<'_> = &[
        ("title", &attribute(&document.title)),
        ("author", &author.map(|name| attribute(name)).unwrap_or_default()),
        ("language", &attribute(&document.language)),
        ("day", &document.dated),
        ("body", &body.out),
        ("links", &(picture.unwrap_or_default() + &links(&body.links))),
        ("lists", &body.lists),
        ("notes", &notes.out),
        ("note-links", &links(&notes.links)),
    ];
    let parts = PARTS.map(|(name, text)| (name, filled(text, values).into_bytes()));
    let picture = signature.map(|picture| ("word/media/signature.png", picture.png.clone()));
    zipped(parts.into_iter().chain(picture)).map_err(|error| RenderError::Docx(error.to_string()))
}

/// What the links of a part lead to: the first is `link1`.
fn links(links: &[String]) -> String {
    let link = |(n, link): (usize, &String)| {
        let link = escape(link.as_str());
        relationship(&format!("link{}", n + 1), "hyperlink", &link, " TargetMode=\"External\"")
    };
    links.iter().enumerate().map(link).collect()
}

fn relationship(id: &str, kind: &str, target: &str, mode: &str) -> String {
    format!(
        "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"{mode}/>"
    )
}

fn zipped<'n>(parts: impl Iterator<Item = (&'n str, Vec<u8>)>) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(16 * 1024)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in parts {
        zip.start_file(name, options)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
