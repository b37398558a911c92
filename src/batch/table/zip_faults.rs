//! What is wrong with a zip.

use zip::result::ZipError;

use super::faults::Other;
use crate::batch::table::faults::{self, TableFault};

/// What is wrong with a file of a zip.
pub(super) fn told(error: &ZipError) -> TableFault {
    match error {
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => {
            faults::other(Other::LOCKED)
        }
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            faults::other(Other::PACKED)
        }
        _ => faults::bad_zip(),
    }
}
