//! A pack in a zip: names and sizes are not believed.

use super::files::{PackFiles, is_read, too_big_in_all, too_many_files};
use crate::diagnostic::{Diagnostic, Location, fault};
use crate::limits;
use crate::source::faults::too_big;
use crate::source::zipped::{Zip, ZipFault};

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
    let whole = |kind| vec![of_zip(kind).at(Location::file(files.shown("")))];
    let mut zip = Zip::open(bytes, limits::PACK_FILES).map_err(whole)?;
    refuse_outside(&mut zip, &files)?;
    let names = std::mem::take(&mut zip.names);
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
        match zip.unpack(index, limits::TEXT_BYTES) {
            Ok(bytes) => {
                unpacked += bytes.len();
                if unpacked > limits::PACK_BYTES {
                    faults.push(too_big_in_all().at(place));
                    break;
                }
                if let Err(fault) = files.take(path.to_string(), bytes) {
                    faults.push(*fault);
                    break;
                }
            }
            Err(kind) => faults.push(of_zip(kind).at(place)),
        }
    }
    if faults.is_empty() { Ok(files) } else { Err(faults) }
}

/// Refuses names that lead out of a zip, whether they would be read or not.
fn refuse_outside(zip: &mut Zip<'_>, files: &PackFiles) -> Result<(), Vec<Diagnostic>> {
    let mut faults = Vec::new();
    for index in 0..zip.names.len() {
        let link = zip.is_link(index);
        let name = &zip.names[index];
        let outside = name.starts_with('/')
            || name.split('/').any(|part| part == "..")
            || name.get(1..2) == Some(":")
            || name.contains('\0');
        if outside || link {
            let place = Location::file(files.shown(name));
            faults.push(fault("leads-outside", &[]).at(place));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
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

/// What is wrong with a zip.
fn of_zip(fault_of: ZipFault) -> Diagnostic {
    match fault_of {
        ZipFault::TooMany => too_many_files(),
        ZipFault::TooBig => too_big(limits::TEXT_BYTES),
        ZipFault::Broken | ZipFault::Locked | ZipFault::Packed => fault("bad-zip", &[]),
    }
}
