//! Tests of PDF on the finished file, read back with lopdf.

mod broken;
pub(crate) mod check;
mod combined;
pub(crate) mod expected;
pub(crate) mod file;
mod layout;
pub(crate) mod properties;
pub(crate) mod samples;
mod text;
mod tiny_font;

use std::sync::LazyLock;

use check::{Report, check};
use file::File;
use sayso::document::Document;
use sayso::render::Options;
use sayso::render::pdf::{self, Fonts, PdfError};

/// Parsed once for all tests.
static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::built_in);

fn pdf(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    pdf::pdf(document, &Options { fonts: Some(fonts), ..Options::default() })
}

fn written(document: &Document) -> Vec<u8> {
    pdf(document, &FONTS).expect("a PDF")
}

pub(crate) fn read(document: &Document) -> (File, Report) {
    let file = File::read(&written(document));
    let report = check(&file);
    (file, report)
}
