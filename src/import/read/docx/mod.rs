//! Word documents (.docx): a zip of XML. Sizes are not believed, and only what is needed is
//! unpacked.

mod body;
mod field;
mod package;
mod parts;

use crate::import::error::ImportError;
use crate::import::read::docx::package::Package;
use crate::import::read::odt;
use crate::import::source::Source;

/// Reads a Word document, or the OpenDocument text that a zip may be too.
///
/// # Errors
/// That it is none, is damaged, or is too large.
pub(super) fn read(bytes: &[u8]) -> Result<Source, ImportError> {
    let mut package = Package::open(bytes)?;
    // Word on the web calls it document2.xml.
    if let Some(name) = package.names("word/document").first() {
        let document = package.part(name)?;
        return body::read(&document, parts::Parts::read(&mut package)?);
    }
    if package.has("content.xml") && package.has("META-INF/manifest.xml") {
        return odt::read(&package.part("content.xml")?);
    }
    Err(package.what_it_is())
}
