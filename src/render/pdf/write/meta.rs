//! What a file says of itself: title, language, dates, identifier, outline.

use std::collections::BTreeMap;

use jiff::civil::Date;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use quick_xml::escape::partial_escape;

use crate::render::pdf::error::PdfError;
use crate::render::pdf::page::{Heading, Pages};
use crate::render::pdf::write::objects::{Digest, destination, entries, text};

const PRODUCER: &str = concat!("sayso ", env!("CARGO_PKG_VERSION"), " with printpdf");

/// The catalog's place.
pub(super) fn catalog(file: &Document) -> Result<ObjectId, PdfError> {
    let root = file.trailer.get(b"Root").and_then(Object::as_reference);
    root.map_err(|e| PdfError::Write(e.to_string()))
}

/// Adds title, language, metadata, outline and identifier.
pub(super) fn describe(
    file: &mut Document,
    pages: &Pages,
    mut digest: Digest,
) -> Result<(), PdfError> {
    let outline = outline(file, pages);
    let packet = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        xmp(pages).into_bytes(),
    );
    // Metadata stays readable without inflating it.
    let packet = file.add_object(packet.with_compression(false));
    let id = catalog(file)?;
    let catalog = entries(file, id)?;
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
    let place = file.trailer.get(b"Info").and_then(Object::as_reference);
    file.set_object(place.map_err(|e| PdfError::Write(e.to_string()))?, info);
    digest.add(pages.title.as_bytes());
    pages.parts.iter().for_each(|part| digest.add(part.title.as_bytes()));
    digest.add(pdf_date(pages.dated).as_bytes());
    let identifier = Object::String(digest.bytes(), StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![identifier.clone(), identifier]);
    Ok(())
}

/// Noon, Universal Time, of the date on the document (ISO 32000-1, 7.9.4).
fn pdf_date(date: Date) -> String {
    let (year, month, day) = (date.year().max(0), date.month(), date.day());
    format!("D:{year:04}{month:02}{day:02}120000Z")
}

fn xmp(pages: &Pages) -> String {
    let (title, language) = (escaped(&pages.title), escaped(&pages.language));
    let date = format!("{}T12:00:00Z", pages.dated);
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>sayso</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdf:Producer>{PRODUCER}</pdf:Producer><pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{feff}',
    )
}

/// Text for XML, without the characters that XML has no way to hold.
fn escaped(s: &str) -> String {
    let held = s.chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'));
    let held: String = held.map(|c| if c.is_control() { ' ' } else { c }).collect();
    partial_escape(held).into_owned()
}

/// The outline: the headings of a document where there is one below the subject, or the documents
/// of which it is put together.
fn outline(file: &mut Document, pages: &Pages) -> Option<ObjectId> {
    let headings = pages.headings.as_slice();
    if headings.len() < 2 && pages.parts.is_empty() {
        return None;
    }
    let pages: Vec<ObjectId> = file.page_iter().collect();
    let root = file.new_object_id();
    let ids: Vec<ObjectId> = headings.iter().map(|_| file.new_object_id()).collect();
    let below = sisters(headings);
    for (above, sisters) in &below {
        for (at, n) in sisters.iter().enumerate() {
            let mut entry = dictionary! {
                "Title" => text(&headings[*n].text),
                "Parent" => above.map_or(root, |above| ids[above]),
                "Dest" => destination(&pages, headings[*n].place),
            };
            add_children(&mut entry, below.get(&Some(*n)), &ids);
            let before = at.checked_sub(1).and_then(|at| sisters.get(at));
            for (key, beside) in [("Prev", before), ("Next", sisters.get(at + 1))] {
                if let Some(beside) = beside {
                    entry.set(key, ids[*beside]);
                }
            }
            file.set_object(ids[*n], entry);
        }
    }
    let mut outlines = dictionary! { "Type" => "Outlines" };
    add_children(&mut outlines, below.get(&None), &ids);
    outlines.set("Count", headings.len() as i64);
    file.set_object(root, outlines);
    Some(root)
}

/// The headings by the one above them, the nearest before them of a higher rank.
fn sisters(headings: &[Heading]) -> BTreeMap<Option<usize>, Vec<usize>> {
    let mut below: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    let mut open: Vec<usize> = Vec::new();
    for (n, heading) in headings.iter().enumerate() {
        while open.last().is_some_and(|m| headings[*m].level >= heading.level) {
            open.pop();
        }
        below.entry(open.last().copied()).or_default().push(n);
        open.push(n);
    }
    below
}

fn add_children(entry: &mut Dictionary, children: Option<&Vec<usize>>, ids: &[ObjectId]) {
    let Some(children) = children else { return };
    if let (Some(first), Some(last)) = (children.first(), children.last()) {
        entry.set("First", ids[*first]);
        entry.set("Last", ids[*last]);
        entry.set("Count", children.len() as i64);
    }
}
