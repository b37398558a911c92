//! Word documents (.docx): a zip of XML. Sizes are not believed, and only what is needed is
//! unpacked.

mod body;
mod field;
pub(super) mod package;
mod parts;
pub(super) mod xml;

use crate::import::error::ImportError;
use crate::import::read::docx::package::Package;
use crate::import::source::Source;

/// Reads a Word document, or the OpenDocument text that a zip may be too.
///
/// # Errors
/// That it is none, is damaged, or is too large.
pub(super) fn read(bytes: &[u8]) -> Result<Source, ImportError> {
    let mut package = Package::open(bytes)?;
    let Some(document) = package.main()? else {
        if package.has("content.xml") && package.has("META-INF/manifest.xml") {
            return super::odt::read(&mut package);
        }
        return Err(package.what_it_is());
    };
    let parts = parts::Parts::read(&mut package)?;
    body::read(&document, &parts)
}
