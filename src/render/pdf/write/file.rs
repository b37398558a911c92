//! The file: its objects, streams and identifier.

use lopdf::{Dictionary, Document, ObjectId};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};

use crate::render::pdf::error::PdfError;
use crate::render::pdf::fonts::Fonts;
use crate::render::pdf::page::LaidOut;
use crate::render::pdf::write::objects::entries;
use crate::render::pdf::write::{content, embed, meta, picture, save, tag};

impl LaidOut {
    /// The pages as a file. The fonts are those the document was set in.
    ///
    /// # Errors
    /// A font that cannot be put into a file.
    pub fn write(&self, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
        let mut packer = fonts.kept.packers.take();
        let used = embed::used(self, fonts).into_iter().enumerate();
        let embedded = used.map(|(face, used)| embed::embed(face, used, fonts, &mut packer));
        let embedded = embedded.collect::<Result<Vec<_>, _>>()?;
        let mut file = skeleton(self)?;
        let page_ids: Vec<ObjectId> = file.page_iter().collect();
        let resources = embed::add(&mut file, &embedded);
        if let Some(signature) = &self.signature {
            picture::add(&mut file, resources, signature, &mut packer)?;
        }
        let mut marked = Vec::with_capacity(page_ids.len());
        for (id, page) in page_ids.iter().zip(&self.pages) {
            let (bytes, leaves) = content::content(page, self, fonts, &embedded);
            let stream = file.add_object(packer.stream(Dictionary::new(), &bytes));
            let page = entries(&mut file, *id)?;
            page.set("Resources", resources);
            page.set("Contents", stream);
            marked.push(leaves);
        }
        tag::tag(&mut file, self, &page_ids, &marked)?;
        meta::describe(&mut file, self, &page_ids)?;
        let bytes = save::save(&file, &mut packer);
        fonts.kept.packers.give(packer);
        Ok(bytes)
    }
}

/// Document, page tree and pages, by printpdf.
fn skeleton(pages: &LaidOut) -> Result<Document, PdfError> {
    let mut pdf = PdfDocument::new(&pages.title);
    for _ in &pages.pages {
        pdf.pages.push(PdfPage::new(Mm(210.0), Mm(297.0), Vec::new()));
    }
    let mut file = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    // printpdf gives every page resources of its own, of kinds that a letter has none of.
    for id in file.page_iter().collect::<Vec<ObjectId>>() {
        let page = entries(&mut file, id)?;
        for key in ["Resources", "Contents", "Annots", "TrimBox", "CropBox"] {
            page.remove(key.as_bytes());
        }
    }
    file.prune_objects();
    Ok(file)
}
