//! What is wrong with a zip.

use zip::result::ZipError;

use super::fault::Other;
use crate::batch::table::fault::TableFaultKind;

/// What is wrong with a file of a zip.
pub(super) fn told(error: &ZipError) -> TableFaultKind {
    match error {
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => {
            TableFaultKind::Other(Other::Locked)
        }
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            TableFaultKind::Other(Other::Packed)
        }
        _ => TableFaultKind::BadZip,
    }
}
