//! What kind of file the bytes are, by what they begin with. Endings are not to be trusted: a web
//! page and an old workbook are both handed out as `.xls`.

use super::faults::Other;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip: a workbook, or something packed.
    Zip,
    /// Text, as far as can be seen.
    Text,
    /// Something else that is known.
    Other(Other),
}

/// First bytes of files that hold no table, or none that can be read.
const BEGINNINGS: [(&[u8], Other); 7] = [
    (b"%PDF", Other::PDF),
    (b"{\\rtf", Other::WORD),
    (b"\x1f\x8b", Other::PACKED),
    (b"7z\xbc\xaf", Other::PACKED),
    (b"Rar!", Other::PACKED),
    (b"\x89PNG", Other::PICTURE),
    (b"\xff\xd8\xff", Other::PICTURE),
];

/// First words of web pages and of the XML that old programs save as a workbook.
const MARKUP: [&str; 5] = ["<!doctype html", "<html", "<table", "<?xml", "<meta"];

/// What kind of file these bytes are.
pub(super) fn of(bytes: &[u8]) -> Kind {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    // [MS-CFB] 2.2: the container of old Office files and of those locked with a password.
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        let locked: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
        let other = if holds(bytes, &locked) { Other::LOCKED } else { Other::OLD_EXCEL };
        return Kind::Other(other);
    }
    if let Some((_, other)) = BEGINNINGS.iter().find(|(first, _)| bytes.starts_with(first)) {
        return Kind::Other(*other);
    }
    let start: String = bytes.iter().take(200).map(|b| char::from(*b)).collect();
    let start = start.trim_start_matches("ï»¿").trim_start().to_ascii_lowercase();
    if MARKUP.iter().any(|tag| start.starts_with(tag)) {
        return Kind::Other(Other::WEB_PAGE);
    }
    Kind::Text
}

/// What a zip is that holds a file of one of these names.
pub(super) fn of_zip<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Option<Other> {
    let known = [
        ("xl/workbook.bin", Other::BINARY_EXCEL),
        ("word/document.xml", Other::WORD),
        ("ppt/presentation.xml", Other::SLIDES),
        ("Index/Document.iwa", Other::NUMBERS),
        ("Index.zip", Other::NUMBERS),
        ("content.xml", Other::OPEN_DOCUMENT),
    ];
    let holds = |wanted: &str| names.clone().any(|name| name == wanted);
    known.into_iter().find(|(name, _)| holds(name)).map(|(_, other)| other)
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
