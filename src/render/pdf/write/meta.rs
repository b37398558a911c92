//! What a file says of itself: title, language, dates, identifier, outline.

use jiff::civil::Date;
use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use quick_xml::escape::partial_escape;

use crate::render::fill::filled;
use crate::render::pdf::error::PdfError;
use crate::render::pdf::page::LaidOut;
use crate::render::pdf::write::objects::{destination, entries, failed, text};

const PRODUCER: &str = concat!("sayso ", env!("CARGO_PKG_VERSION"), " with printpdf");

/// What a file says of itself in XML; words in double braces are filled in.
const XMP: &str = include_str!("xmp.xml");

/// Adds title, language, metadata and outline.
pub(super) fn describe(
    file: &mut Document,
    pages: &LaidOut,
    page_ids: &[ObjectId],
) -> Result<(), PdfError> {
    let outline = outline(file, pages, page_ids)?;
    // Metadata stays readable without inflating it.
    let about = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let packet = file.add_object(Stream::new(about, xmp(pages).into_bytes()));
    let catalog = file.catalog_mut().map_err(failed)?;
    catalog.set("Lang", text(&pages.language));
    catalog.set("Metadata", packet);
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.remove(b"PageLayout");
    catalog.remove(b"PageMode");
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    let mut info = dictionary! {
        "Title" => text(&pages.title),
        "Creator" => text("sayso"),
        "Producer" => text(PRODUCER),
        "CreationDate" => text(&pdf_date(pages.dated)),
        "ModDate" => text(&pdf_date(pages.dated)),
    };
    if let Some(author) = &pages.author {
        info.set("Author", text(author));
    }
    let place = file.trailer.get(b"Info").and_then(Object::as_reference).map_err(failed)?;
    file.set_object(place, info);
    Ok(())
}

/// Noon, Universal Time, of the date on the document (ISO 32000-1, 7.9.4).
fn pdf_date(date: Date) -> String {
    let (year, month, day) = (date.year().max(0), date.month(), date.day());
    format!("D:{year:04}{month:02}{day:02}120000Z")
}

fn xmp(pages: &LaidOut) -> String {
    let values = [
        ("title", escaped(&pages.title)),
        ("language", escaped(&pages.language)),
        ("date", format!("{}T12:00:00Z", pages.dated)),
        ("producer", PRODUCER.to_string()),
    ];
    filled(XMP, &values)
}

/// Text for XML, without the characters that XML has no way to hold.
fn escaped(s: &str) -> String {
    let held = s.chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'));
    let held: String = held.map(|c| if c.is_control() { ' ' } else { c }).collect();
    partial_escape(held).into_owned()
}

/// The outline: the headings of a document where there is one below the subject, or the documents
/// of which it is put together.
fn outline(
    file: &mut Document,
    pages: &LaidOut,
    page_ids: &[ObjectId],
) -> Result<Option<ObjectId>, PdfError> {
    let headings = &pages.headings;
    if headings.len() < 2 && headings.iter().all(|heading| heading.language.is_none()) {
        return Ok(None);
    }
    let root = file.add_object(dictionary! { "Type" => "Outlines" });
    // The entries that the next one may be below, each with its level.
    let mut open = vec![(0, root)];
    for heading in headings {
        open.retain(|(level, _)| *level < heading.level);
        let above = open.last().map_or(root, |(_, above)| *above);
        let mut entry = dictionary! {
            "Title" => text(&heading.text),
            "Parent" => above,
            "Dest" => destination(page_ids, pages.nodes[heading.node].place),
        };
        let id = file.new_object_id();
        let parent = entries(file, above)?;
        let count = parent.get(b"Count").and_then(Object::as_i64).unwrap_or(0);
        parent.set("Count", count + 1);
        match parent.get(b"Last").and_then(Object::as_reference) {
            Ok(before) => {
                parent.set("Last", id);
                entry.set("Prev", before);
                entries(file, before)?.set("Next", id);
            }
            Err(_) => {
                parent.set("First", id);
                parent.set("Last", id);
            }
        }
        file.set_object(id, entry);
        open.push((heading.level, id));
    }
    entries(file, root)?.set("Count", headings.len() as i64);
    Ok(Some(root))
}
