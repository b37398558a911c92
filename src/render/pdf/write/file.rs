//! The file: its objects, streams and identifier.

use lopdf::{Dictionary, Document, ObjectId, Stream};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};

use super::super::fonts::Fonts;
use super::super::page::Pages;
use crate::render::pdf::combine::LaidOut;
use crate::render::pdf::error::PdfError;
use crate::render::pdf::write::objects::{Digest, entries};

/// The pages as a file.
pub(crate) fn write(pages: &Pages, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    let used = super::embed::used(pages, fonts);
    let mut packer = fonts.kept.packers.take();
    let embedded = super::embed::embed(used, fonts, &mut packer)?;
    let mut file = skeleton(pages)?;
    let page_ids: Vec<ObjectId> = file.page_iter().collect();
    let resources = super::embed::add(&mut file, &embedded);
    let mut digest = Digest::new();
    if let Some(signature) = &pages.signature {
        super::picture::add(&mut file, resources, signature, &mut packer)?;
        digest.add(&signature.rgb);
    }
    let mut marked = Vec::with_capacity(page_ids.len());
    for (id, page) in page_ids.iter().zip(&pages.pages) {
        let content = super::content::content(page, pages, fonts, &embedded);
        digest.add(&content.bytes);
        let stream = packer.stream(Dictionary::new(), &content.bytes);
        set_content(&mut file, *id, stream, resources)?;
        marked.push(content.marked);
    }
    super::tag::tag(&mut file, pages, &page_ids, &marked)?;
    super::meta::describe(&mut file, pages, digest)?;
    let bytes = super::save::save(&file, &mut packer);
    fonts.kept.packers.give(packer);
    Ok(bytes)
}

/// Document, page tree and pages, by printpdf.
fn skeleton(pages: &Pages) -> Result<Document, PdfError> {
    let mut pdf = PdfDocument::new(&pages.title);
    for _ in &pages.pages {
        pdf.pages.push(PdfPage::new(Mm(210.0), Mm(297.0), Vec::new()));
    }
    let mut file = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    // printpdf gives every page resources of its own, of kinds that a letter has none of.
    let ids: Vec<ObjectId> = file.page_iter().collect();
    let mut unused: Vec<ObjectId> = Vec::new();
    for id in &ids {
        for key in [b"Resources".as_slice(), b"Contents"] {
            let page = entries(&mut file, *id)?;
            unused.extend(page.remove(key).and_then(|o| o.as_reference().ok()));
        }
        let page = entries(&mut file, *id)?;
        page.remove(b"Annots");
        page.remove(b"TrimBox");
        page.remove(b"CropBox");
    }
    let inner: Vec<ObjectId> = unused
        .iter()
        .filter_map(|id| file.get_dictionary(*id).ok())
        .flat_map(|d| d.iter().filter_map(|(_, o)| o.as_reference().ok()).collect::<Vec<_>>())
        .collect();
    for id in unused.into_iter().chain(inner) {
        file.objects.remove(&id);
    }
    Ok(file)
}

fn set_content(
    file: &mut Document,
    page: ObjectId,
    stream: Stream,
    resources: ObjectId,
) -> Result<(), PdfError> {
    let stream = file.add_object(stream);
    let page = entries(file, page)?;
    page.set("Resources", resources);
    page.set("Contents", stream);
    Ok(())
}

impl LaidOut {
    /// The pages as a file. The fonts are those the document was set in.
    pub fn write(&self, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
        write(&self.0, fonts)
    }
}
