//! What kind of file the bytes are, by what they begin with. Endings are not to be trusted: a web
//! page and an old workbook are both handed out as `.xls`.

use crate::batch::lists::{NoTable, lists};

/// What kind of file it is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// A zip: a workbook, or something packed.
    Zip,
    /// Text, as far as can be seen.
    Text,
    /// Something else that is known.
    Other(&'static NoTable),
}

/// What kind of file these bytes are.
pub(super) fn of(bytes: &[u8]) -> Kind {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    let start: String = bytes.iter().take(200).map(|b| char::from(*b)).collect();
    let start = start.trim_start_matches("ï»¿").trim_start().to_ascii_lowercase();
    let is_it = |kind: &&NoTable| {
        let begins = kind.begins.iter().any(|begin| start.starts_with(begin.as_str()));
        begins && kind.holds.as_ref().is_none_or(|wanted| holds(bytes, wanted.as_bytes()))
    };
    lists().no_tables.values().find(is_it).map_or(Kind::Text, Kind::Other)
}

/// What a zip is that holds a file of one of these names.
pub(super) fn of_zip(names: &[String]) -> Option<&'static NoTable> {
    lists().no_tables.values().find(|kind| kind.packs.iter().any(|name| names.contains(name)))
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
