//! The parts of a Word file.

use crate::import::error::{ImportError, Kind};
use crate::limits;
use crate::source::decode::decode;
use crate::source::zipped::{Zip, ZipFault};

/// The parts of a document.
pub(super) struct Package<'b> {
    zip: Zip<'b>,
    unpacked: usize,
}

impl<'b> Package<'b> {
    /// Opens the zip.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Package<'b>, ImportError> {
        let zip = Zip::open(bytes, limits::WORD_FILES).map_err(|_| ImportError::BrokenWord)?;
        Ok(Package { zip, unpacked: 0 })
    }

    /// Names of the parts that begin so and end in `.xml`, in order.
    pub(super) fn names(&self, start: &str) -> Vec<String> {
        let mut names = self.zip.names.clone();
        names.retain(|name| name.starts_with(start) && name.ends_with(".xml"));
        names.sort();
        names
    }

    /// The text of a part; empty where it is not there.
    pub(super) fn part(&mut self, name: &str) -> Result<String, ImportError> {
        let Some(index) = self.zip.names.iter().position(|other| other == name) else {
            return Ok(String::new());
        };
        let left = limits::WORD_PART.min(limits::WORD_BYTES - self.unpacked);
        let bytes = self.zip.unpack(index, left).map_err(|fault| match fault {
            ZipFault::TooBig => ImportError::TooBig(limits::WORD_PART),
            _ => ImportError::BrokenWord,
        })?;
        self.unpacked += bytes.len();
        Ok(decode(bytes).text)
    }

    /// Whether there is such a file in it.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.names.iter().any(|other| other == name)
    }

    /// What a zip without a Word document is.
    pub(super) fn what_it_is(&self) -> ImportError {
        if self.has("xl/workbook.xml") {
            return ImportError::Other(Kind::Excel);
        }
        if self.has("Index/Document.iwa") || self.has("index.apxl") {
            return ImportError::Other(Kind::Pages);
        }
        ImportError::NotWord
    }
}
