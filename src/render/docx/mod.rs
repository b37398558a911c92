//! Word (Office Open XML, ECMA-376): a file to change, with real styles, so that a word processor
//! shows its headings, lists, quotations and footnotes as such.
//!
//! The fixed parts stand beside this file; `body` writes what is the document's own.

mod body;
mod letter;

use std::io::{Cursor, Write as _};

use body::{Body, attribute, footnotes};
use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::apostrophes;
use super::signature::Signature;
use crate::document::Document;

const STYLES: &str = include_str!("styles.xml");
const SETTINGS: &str = include_str!("settings.xml");
const FOOTER: &str = include_str!("footer.xml");
const EMPTY_FOOTER: &str = include_str!("empty-footer.xml");
const NUMBERING: &str = include_str!("numbering.xml");
const CONTENT_TYPES: &str = include_str!("content-types.xml");
const PACKAGE: &str = include_str!("package.rels.xml");
const RELATIONSHIPS: &str = include_str!("document.rels.xml");

/// Why a document has no Word file: it could not be put together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the Word file could not be put together: {0}")]
pub struct DocxError(String);

/// The document as a Word file. The same document gives the same bytes: no clock is read.
///
/// # Errors
/// A file too large to be put together.
pub fn docx(document: &Document, signature: Option<&Signature>) -> Result<Vec<u8>, DocxError> {
    let document = &apostrophes::printed(document);
    let body = Body::of(document, signature);
    let notes = footnotes(&document.notes, &body.cited);
    let links = |links: &[String]| -> String {
        let link = |(n, link): (usize, &String)| {
            format!(
                "<Relationship Id=\"link{}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
                n + 1,
                escape(link.as_str())
            )
        };
        links.iter().enumerate().map(link).collect()
    };
    let picture = match signature {
        Some(_) => {
            "<Relationship Id=\"signature\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"media/signature.png\"/>"
        }
        None => "",
    };
    let own = format!("{picture}{}", links(&body.links));
    let mut parts: Vec<(&str, Vec<u8>)> = vec![
        ("[Content_Types].xml", CONTENT_TYPES.into()),
        ("_rels/.rels", PACKAGE.into()),
        ("docProps/core.xml", properties(document).into()),
        ("word/document.xml", body.xml.into()),
        ("word/_rels/document.xml.rels", RELATIONSHIPS.replace("<!--own-->", &own).into()),
        ("word/styles.xml", STYLES.replace("en-GB", &attribute(&document.language)).into()),
        ("word/settings.xml", SETTINGS.into()),
        ("word/numbering.xml", NUMBERING.replace("<!--lists-->", &body.lists).into()),
        ("word/footnotes.xml", notes.xml.into()),
        (
            "word/_rels/footnotes.xml.rels",
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>\n",
                links(&notes.links)
            )
            .into(),
        ),
        ("word/footer1.xml", FOOTER.into()),
        ("word/footer2.xml", EMPTY_FOOTER.into()),
    ];
    if let Some(signature) = signature {
        parts.push(("word/media/signature.png", signature.png.clone()));
    }
    zipped(&parts).map_err(|error| DocxError(error.to_string()))
}

/// Title, author, language and day, for lists of files and for screen readers.
fn properties(document: &Document) -> String {
    let author = document.sender.first().or(document.signature.first());
    let author = author.map(|name| attribute(name)).unwrap_or_default();
    let day = document.dated;
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{author}</dc:creator><dc:language>{}</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T12:00:00Z</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}T12:00:00Z</dcterms:modified></cp:coreProperties>\n",
        attribute(&document.title),
        attribute(&document.language),
    )
}

fn zipped(parts: &[(&str, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(16 * 1024)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in parts {
        zip.start_file(*name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
