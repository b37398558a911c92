//! How much is read, how deep and how many: every bound on what strangers hand in, in one table.
//! SECURITY.md shows it, and a test compares the two.

/// A bound, for the table.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// Of what.
    pub of: &'static str,
    /// Most of it.
    pub most: u64,
    /// What a person is told who goes beyond it; nothing where more is passed over.
    pub told: &'static str,
}

macro_rules! limits {
    ($($name:ident: $kind:ty = $most:expr, $of:literal, $told:literal;)*) => {
        $(#[doc = concat!("Most of: ", $of, ".")] pub const $name: $kind = $most;)*

        /// Every bound.
        pub const ALL: &[Limit] = &[$(Limit { of: $of, most: $name as u64, told: $told }),*];
    };
}

limits! {
    TEXT_BYTES: usize = 1_000_000, "bytes of a file of a pack, or of answers", "it is over 1 MB";
    LINE: usize = 10_000, "characters of a line of a pack", "a line of more than 10,000 characters";
    ANSWER_LINE: usize = 250_000, "characters of a line of answers", "a line of more than 250,000 characters";
    YAML_DEPTH: usize = 32, "lists and keys in each other", "it is nested too deep";
    YAML_NODES: usize = 100_000, "keys and values of a file", "there is too much in it";
    PACK_FILES: usize = 2_000, "files of a pack", "it has more than 2,000 files";
    PACK_BYTES: usize = 50_000_000, "bytes of a pack", "it is over 50 MB";
    PACK_DEPTH: usize = 8, "folders of a pack in each other", "";
    TAG_DEPTH: usize = 32, "blocks of a template in each other", "the tags are nested too deep";
    TAG_DEPTH_IN_ALL: usize = 64, "blocks and partials in each other", "the tags are nested too deep";
    FILLED_BYTES: usize = 1 << 20, "bytes of a filled template", "the letter is too long";
    QUOTE_DEPTH: usize = 32, "quotes and items in each other", "";
    TEXT_ANSWER: usize = 2_000, "characters of a short answer", "it is too long";
    OWN_WORDS: usize = 200_000, "characters of own words", "it is too long";
    TABLE_BYTES: usize = 128 << 20, "bytes of a table", "holds more than 128 MB";
    TABLE_CELLS: usize = 50_000_000, "cells of a table", "has more than 50,000,000 cells";
    TABLE_FILES: usize = 10_000, "files of a zip with a table", "is a damaged zip";
    BOOK_BYTES: u64 = 512 << 20, "bytes of a workbook, unpacked", "holds more than 512 MB";
    BOOK_TEXTS: u64 = 2_000_000, "texts that cells share", "announces more than any holds";
    BOOK_ELEMENTS: u64 = 500_000, "styles and the like of a workbook", "announces more than any holds";
    BOOK_COLUMNS: u32 = 16_384, "columns of a sheet", "is a workbook that cannot be read";
    IMPORT_BYTES: usize = 20_000_000, "bytes of a letter or consultation", "it is over 20 MB";
    IMPORT_CHARACTERS: usize = 200_000, "characters of it", "it is too long";
    WORD_FILES: usize = 5_000, "files of a Word file", "it cannot be read";
    WORD_PART: usize = 16_000_000, "bytes of a part of it, unpacked", "it is over 16 MB";
    WORD_BYTES: usize = 32_000_000, "bytes of it, unpacked", "it is over 16 MB";
    IMPORT_DEPTH: usize = 200, "elements of it in each other", "what is deeper stands beside them";
    IMPORT_ELEMENTS: usize = 500_000, "elements and attributes of it", "it could not be read to its end";
    QUESTIONS: usize = 200, "questions of a consultation", "it has more than 200 questions";
    FONT_BYTES: usize = 64_000_000, "bytes of a font", "it is larger than 64 MB";
    PICTURE_BYTES: usize = 2 << 20, "bytes of a signature", "it is over 2 MB";
    PICTURE_SIDE: u32 = 2_500, "pixels of its side", "it is too large";
    ENCLOSED_BYTES: usize = 15 << 20, "bytes of all that is enclosed", "there is more than 15 MB";
    NOTES_BYTES: usize = 256_000_000, "bytes of a folder's journal and notes", "it is larger than 256 MB";
}
