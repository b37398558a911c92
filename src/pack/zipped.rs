//! A pack in a zip: names and sizes are not believed.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::files::{PackFiles, is_read};
use crate::diagnostic::{Diagnostic, Location};
use crate::limits;
use crate::pack::faults;

impl PackFiles {
    /// Reads a zip. `name` is the id of the pack unless the zip holds one folder, whose name it is
    /// then; `shown` is what messages call the zip.
    ///
    /// # Errors
    /// A zip that cannot be read, is over the limits or leads outside itself; every fault.
    pub fn zip(name: &str, shown: &str, bytes: &[u8]) -> Result<PackFiles, Vec<Diagnostic>> {
        let shown = format!("{shown}/");
        read(bytes, PackFiles { name: name.to_string(), shown, ..PackFiles::default() })
    }
}

/// Reads the files of a zip.
fn read(bytes: &[u8], mut files: PackFiles) -> Result<PackFiles, Vec<Diagnostic>> {
    let whole = |kind: Diagnostic| vec![kind.at(Location::file(files.shown("")))];
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| whole(faults::bad_zip()))?;
    if zip.len() > limits::PACK_FILES {
        return Err(whole(faults::too_many_files(limits::PACK_FILES)));
    }
    let names = names(&mut zip, &files)?;
    let top = top_folder(&names);
    let mut faults = Vec::new();
    let mut unpacked = 0;
    // However a browser has named the zip, the pack is called what its folder is.
    if let Some(folder) = top.strip_suffix('/').filter(|folder| !folder.is_empty()) {
        files.name = folder.to_string();
    }
    for (index, name) in names.iter().enumerate() {
        let path = name.strip_prefix(&top).unwrap_or(name);
        files.note(path);
        if !is_read(path) || name.ends_with('/') {
            continue;
        }
        let place = Location::file(files.shown(path));
        match unpack(&mut zip, index) {
            Ok(bytes) => {
                unpacked += bytes.len();
                if unpacked > limits::PACK_BYTES {
                    faults.push(faults::too_big_in_all(limits::PACK_BYTES).at(place));
                    break;
                }
                if let Err(fault) = files.take(path.to_string(), bytes) {
                    faults.push(*fault);
                    break;
                }
            }
            Err(kind) => faults.push(kind.at(place)),
        }
    }
    if faults.is_empty() { Ok(files) } else { Err(faults) }
}

/// The names in a zip; one that leads out of it is refused, whether it would be read or not.
fn names(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    files: &PackFiles,
) -> Result<Vec<String>, Vec<Diagnostic>> {
    let mut names = Vec::new();
    let mut faults = Vec::new();
    for index in 0..zip.len() {
        let Ok(file) = zip.by_index_raw(index) else {
            return Err(vec![faults::bad_zip().at(Location::file(files.shown("")))]);
        };
        let name = file.name().map(|name| name.replace('\\', "/")).unwrap_or_default();
        let outside = name.starts_with('/')
            || name.split('/').any(|part| part == "..")
            || name.get(1..2) == Some(":")
            || name.contains('\0')
            || file.is_symlink();
        if outside {
            let place = Location::file(files.shown(&name));
            faults.push(faults::leads_outside().at(place));
        }
        names.push(name);
    }
    if faults.is_empty() { Ok(names) } else { Err(faults) }
}

/// The single folder that holds the pack, with its `/`: zips of a folder have one. What macOS
/// adds beside it does not count.
fn top_folder(names: &[String]) -> String {
    let mut real = names.iter().filter(|n| !n.starts_with("__MACOSX/") && !n.is_empty());
    let Some((top, _)) = real.clone().next().and_then(|name| name.split_once('/')) else {
        return String::new();
    };
    let top = format!("{top}/");
    let holds_pack = names.iter().any(|name| name.strip_prefix(&top) == Some("pack.yaml"));
    if holds_pack && real.all(|name| name.starts_with(&top)) { top } else { String::new() }
}

/// Unpacks one file and stops at the limit, whatever size it says it has.
fn unpack(zip: &mut ZipArchive<Cursor<&[u8]>>, index: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
    let file = zip.by_index(index).map_err(|_| Box::new(faults::bad_zip()))?;
    let mut bytes = Vec::new();
    file.take(limits::TEXT_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| Box::new(faults::bad_zip()))?;
    if bytes.len() > limits::TEXT_BYTES {
        return Err(Box::new(faults::too_big(limits::TEXT_BYTES)));
    }
    Ok(bytes)
}
