//! Tests of PDF on the finished file, read back with lopdf.

mod broken;
mod check;
mod combined;
mod expected;
mod file;
mod layout;
mod properties;
pub(crate) mod samples;
mod text;
mod tiny_font;

use std::sync::LazyLock;

use check::{Report, check};
use file::File;
use sayso::document::Document;
use sayso::render::pdf::{Fonts, pdf};

/// Parsed once for all tests.
static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::built_in);

fn written(document: &Document) -> Vec<u8> {
    pdf(document, &FONTS).expect("a PDF")
}

fn read(document: &Document) -> (File, Report) {
    let file = File::read(&written(document));
    let report = check(&file);
    (file, report)
}
