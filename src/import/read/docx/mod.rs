//! Word documents (.docx): a zip of XML. Sizes are not believed, and only what is needed is
//! unpacked.

mod body;
mod field;
mod fields;
mod look;
pub(super) mod package;
mod parts;
mod reader;
pub(super) mod xml;

use std::io::Cursor;

use zip::ZipArchive;

use crate::import::error::ImportError;
use crate::import::read::docx::package::Package;
use crate::import::source::Source;

/// Most files in the zip.
const MOST_FILES: usize = 5_000;

/// Reads a Word document.
///
/// # Errors
/// That it is none, is damaged, or is too large.
pub(super) fn read(bytes: &[u8]) -> Result<Source, ImportError> {
    let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ImportError::BrokenWord)?;
    if zip.len() > MOST_FILES {
        return Err(ImportError::BrokenWord);
    }
    let mut package = Package { zip, unpacked: 0 };
    let Some(document) = package.main()? else {
        if package.has("content.xml") && package.has("META-INF/manifest.xml") {
            return super::odt::read(&mut package);
        }
        return Err(package.what_it_is());
    };
    let parts = parts::Parts::read(&mut package)?;
    body::read(&document, &parts)
}
