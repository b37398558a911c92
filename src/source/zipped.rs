//! Zips that strangers hand in: names and sizes are not believed.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

/// Why a zip, or a file in it, is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ZipFault {
    /// It is damaged or cut off.
    Broken,
    /// It has more files than are read.
    TooMany,
    /// A file is longer than is read.
    TooBig,
    /// A password locks it.
    Locked,
    /// It is packed in a way that is not read.
    Packed,
}

impl From<ZipError> for ZipFault {
    fn from(error: ZipError) -> ZipFault {
        match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ZipFault::Locked,
            ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
                ZipFault::Packed
            }
            _ => ZipFault::Broken,
        }
    }
}

/// A zip that was opened.
pub(crate) struct Zip<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// The names of its files with `/` between folders, in the order of the zip.
    pub(crate) names: Vec<String>,
}

impl<'b> Zip<'b> {
    /// Opens a zip of at most so many files.
    pub(crate) fn open(bytes: &'b [u8], most: usize) -> Result<Zip<'b>, ZipFault> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ZipFault::Broken)?;
        if archive.len() > most {
            return Err(ZipFault::TooMany);
        }
        let many = archive.len();
        let name = |index| {
            let file = archive.by_index_raw(index).map_err(|_| ZipFault::Broken)?;
            let name = file.name().map_err(|_| ZipFault::Broken)?;
            Ok(name.replace('\\', "/"))
        };
        let names = (0..many).map(name).collect::<Result<_, ZipFault>>()?;
        Ok(Zip { archive, names })
    }

    /// Whether a file is a link to another place.
    pub(crate) fn is_link(&mut self, index: usize) -> bool {
        self.archive.by_index_raw(index).is_ok_and(|file| file.is_symlink())
    }

    /// How many bytes a file says it has, and its bytes as they are unpacked.
    pub(crate) fn reader(&mut self, index: usize) -> Result<(u64, impl Read), ZipFault> {
        let file = self.archive.by_index(index)?;
        Ok((file.size(), file))
    }

    /// Unpacks a file and stops at a limit, whatever size it says it has.
    pub(crate) fn unpack(&mut self, index: usize, most: usize) -> Result<Vec<u8>, ZipFault> {
        let (said, file) = self.reader(index)?;
        let most = most as u64;
        if said > most {
            return Err(ZipFault::TooBig);
        }
        // In one piece, which is not moved while it grows.
        let mut bytes = Vec::with_capacity(usize::try_from(said).unwrap_or(0) + 1);
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_| ZipFault::Broken)?;
        if bytes.len() as u64 > most { Err(ZipFault::TooBig) } else { Ok(bytes) }
    }
}
