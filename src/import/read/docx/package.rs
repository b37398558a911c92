//! The parts of a Word file.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::import::error::{ImportError, Kind};
use crate::import::read::decode;
use crate::limits;

/// The parts of a document.
pub(in crate::import::read) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    unpacked: usize,
}

impl<'b> Package<'b> {
    /// Opens the zip.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Package<'b>, ImportError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ImportError::BrokenWord)?;
        if zip.len() > limits::WORD_FILES {
            return Err(ImportError::BrokenWord);
        }
        Ok(Package { zip, unpacked: 0 })
    }

    /// The text of the document itself.
    pub(super) fn main(&mut self) -> Result<Option<String>, ImportError> {
        if let Some(text) = self.part("word/document.xml")? {
            return Ok(Some(text));
        }
        // Word on the web calls it document2.xml.
        let other = self.names("word/document").into_iter().next();
        other.map_or(Ok(None), |name| self.part(&name))
    }

    /// Names of the parts that begin so and end in `.xml`, in order.
    pub(super) fn names(&self, start: &str) -> Vec<String> {
        let names = self.zip.file_names().filter_map(|name| name.ok());
        let mut names: Vec<String> = names
            .filter(|name| name.starts_with(start) && name.ends_with(".xml"))
            .map(|name| name.to_string())
            .collect();
        names.sort();
        names
    }

    /// The text of a part, if it is there.
    pub(in crate::import::read) fn part(
        &mut self,
        name: &str,
    ) -> Result<Option<String>, ImportError> {
        let Ok(file) = self.zip.by_name(name) else { return Ok(None) };
        let left = limits::WORD_PART.min(limits::WORD_BYTES - self.unpacked);
        let mut bytes = Vec::new();
        let read = file.take(left as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|_| ImportError::BrokenWord)?;
        if bytes.len() > left {
            return Err(ImportError::TooBig(limits::WORD_PART));
        }
        self.unpacked += bytes.len();
        Ok(Some(decode::as_text(&bytes)))
    }

    /// Whether there is such a file in it.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// What a zip without a Word document is.
    pub(super) fn what_it_is(&self) -> ImportError {
        let has = |name: &str| self.has(name);
        if has("xl/workbook.xml") {
            return ImportError::Other(Kind::Excel);
        }
        if has("Index/Document.iwa") || has("index.apxl") {
            return ImportError::Other(Kind::Pages);
        }
        ImportError::NotWord
    }
}
