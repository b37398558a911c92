//! The faces a letter is set in: parsed once, shared by threads, never changed afterwards.
//!
//! Four faces of Source Sans 3 are in the binary (`data/fonts/`, OFL-1.1). A person can add one
//! font of their own, used for characters that those lack. This file knows font files; it does
//! not know pages or PDF.

use std::borrow::Cow;
use std::collections::HashMap;

use harfrust::{FontRef, ShaperData};
use skrifa::charmap::MappingIndex;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::raw::types::Tag;
use skrifa::string::StringId;
use skrifa::{GlyphId, MetadataProvider};

use write_fonts::FontBuilder;

use super::kept::SharedFonts;

const REGULAR: &[u8] = include_bytes!("../../../data/fonts/SourceSans3-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../data/fonts/SourceSans3-Bold.ttf");
const ITALIC: &[u8] = include_bytes!("../../../data/fonts/SourceSans3-Italic.ttf");
const BOLD_ITALIC: &[u8] = include_bytes!("../../../data/fonts/SourceSans3-BoldItalic.ttf");

/// Bit 1 of OS/2 `fsType`: the font's maker forbids embedding it.
/// <https://learn.microsoft.com/en-us/typography/opentype/spec/os2#fstype>
const RESTRICTED: u16 = 0x0002;

/// The place in [`Fonts::faces`] of one of the four built-in faces.
pub(super) fn face(bold: bool, italic: bool) -> usize {
    usize::from(bold) + 2 * usize::from(italic)
}

/// Why a font file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    /// The file is no TrueType or OpenType font.
    #[error(
        "this is not a font sayso can read: it needs a TrueType or OpenType file (.ttf or .otf)"
    )]
    NotAFont,
    /// The font has no characters or no outlines that can go into a PDF.
    #[error(
        "this font has no outlines that can go into a PDF: try a plain .ttf or .otf version of it"
    )]
    NoOutlines,
    /// The font says that it must not be embedded.
    #[error("this font's licence flag forbids putting it into a document: choose another font")]
    Restricted,
}

/// One face, parsed.
pub(super) struct Face {
    pub(super) data: Cow<'static, [u8]>,
    pub(super) name: String,
    pub(super) units_per_em: u16,
    /// What the shaper keeps between words.
    pub(super) shaping: ShaperData,
    map: MappingIndex,
    /// For each glyph its width in font units.
    pub(super) advances: Vec<u16>,
    /// For each glyph the one character it stands for on its own, the lowest if several.
    pub(super) characters: HashMap<u16, char>,
}

impl Face {
    fn new(data: Cow<'static, [u8]>) -> Result<Face, FontError> {
        let font = FontRef::from_index(&data, 0).map_err(|_| FontError::NotAFont)?;
        if font.os2().is_ok_and(|table| table.fs_type() & 0x000f == RESTRICTED) {
            return Err(FontError::Restricted);
        }
        let glyphs = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let advance = |glyph| glyphs.advance_width(GlyphId::new(glyph)).unwrap_or(0.0) as u16;
        let advances: Vec<u16> = (0..glyphs.glyph_count()).map(advance).collect();
        let mut characters = HashMap::new();
        for (code, glyph) in font.charmap().mappings() {
            let c = char::from_u32(code).filter(|c| !c.is_control());
            if let (Some(c), Ok(id)) = (c, u16::try_from(glyph.to_u32())) {
                let known = characters.entry(id).or_insert(c);
                *known = c.min(*known);
            }
        }
        // A subset of one glyph is tried, so that a font no PDF can take is told at once.
        let first = characters.keys().copied().min().ok_or(FontError::NoOutlines)?;
        let mapper = subsetter::GlyphRemapper::new_from_glyphs(&[0, first]);
        let subset = subsetter::subset(&data, 0, &mapper);
        if advances.is_empty() || !subset.is_ok_and(|bytes| !bytes.is_empty()) {
            return Err(FontError::NoOutlines);
        }
        Ok(Face {
            name: postscript_name(&font),
            units_per_em: font.head().map_or(0, |head| head.units_per_em()).max(16),
            shaping: ShaperData::new(&font),
            map: MappingIndex::new(&font),
            advances,
            characters,
            data,
        })
    }

    /// The font file's tables; cheap, as only the directory is read.
    pub(super) fn font(&self) -> FontRef<'_> {
        FontRef::from_index(&self.data, 0).expect("these bytes were read as a font in Face::new")
    }

    /// Whether the face has a glyph for the character.
    pub(super) fn covers(&self, c: char) -> bool {
        self.map.charmap(&self.font()).map(c).is_some()
    }
}

/// A font without some of its tables.
pub(super) fn without(font: &FontRef<'_>, unneeded: &[&[u8; 4]]) -> Vec<u8> {
    let tags = font.table_directory().table_records().iter().map(|record| record.tag());
    let mut needed = FontBuilder::new();
    for tag in tags.filter(|tag| unneeded.iter().all(|unneeded| *tag != Tag::new(unneeded))) {
        if let Some(table) = font.table_data(tag) {
            needed.add_raw(tag, table);
        }
    }
    needed.build()
}

/// The face's PostScript name, kept to what a PDF name holds without escapes.
fn postscript_name(font: &FontRef<'_>) -> String {
    let name: String = font
        .localized_strings(StringId::POSTSCRIPT_NAME)
        .english_or_first()
        .map(|n| n.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(60).collect())
        .unwrap_or_default();
    if name.is_empty() { "Font".into() } else { name }
}

/// The faces of a letter, in order: regular, bold, italic, bold italic, and one of the person's own.
///
/// Made once and shared by threads.
pub struct Fonts {
    pub(super) faces: Vec<Face>,
    /// Whether a sign that no face has, such as an emoji, is left out; else it is refused, as a letter
    /// always is.
    pub leaves_out_signs: bool,
    /// What letters leave for each other.
    pub(super) kept: SharedFonts,
}

impl Fonts {
    /// The fonts in the program.
    pub fn built_in() -> Fonts {
        let faces = [REGULAR, BOLD, ITALIC, BOLD_ITALIC].map(|data| {
            Face::new(Cow::Borrowed(data)).expect("the fonts in the program are whole")
        });
        Fonts { faces: faces.into(), leaves_out_signs: false, kept: SharedFonts::default() }
    }

    /// The fonts in the program, and one from a file's bytes for what they lack.
    pub fn with_extra(bytes: Vec<u8>) -> Result<Fonts, FontError> {
        let font = FontRef::from_index(&bytes, 0).map_err(|_| FontError::NotAFont)?;
        let name = postscript_name(&font);
        // No PDF needs the table of names, and the crate that makes subsets overflows on one that
        // is broken.
        let extra = Face { name, ..Face::new(Cow::Owned(without(&font, &[b"name"])))? };
        let mut fonts = Fonts::built_in();
        fonts.faces.push(extra);
        Ok(fonts)
    }

    /// Whether some face has the character.
    pub fn covers(&self, c: char) -> bool {
        self.faces.iter().any(|f| f.covers(c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_faces_are_named_and_cover_the_languages_of_these_islands() {
        let fonts = Fonts::built_in();
        let names = fonts.faces.iter().map(|face| face.name.as_str());
        let styles = ["Regular", "Bold", "Italic", "BoldItalic"];
        assert!(names.eq(styles.map(|style| format!("SourceSans3-{style}"))));
        for c in "ŴŵŶŷÂâłŁễΣΩЖßðþÉ£€–—‘’“”…•½ Ọẹ".chars() {
            for face in &fonts.faces {
                assert!(face.covers(c), "{} lacks {c}", face.name);
            }
        }
        assert!(!fonts.covers('中'));
        for c in ' '..='~' {
            assert!(fonts.faces[0].covers(c), "{c}");
        }
    }

    #[test]
    fn missing_characters_are_told_without_laying_out() {
        let fonts = Fonts::built_in();
        let missing = |text: &str| fonts.missing(text).into_iter().collect::<String>();
        assert_eq!(missing("Jean Sample\n1 Sample Street — “S70 0ZZ” £5"), "");
        assert_eq!(missing("中文 and 文字\u{2028}🙂"), "中文字🙂");
        // Put together from a letter and its accents, and never seen.
        assert_eq!(missing("Nguye\u{302}\u{303}n \u{200b}\u{ad}\u{2060}"), "");
    }

    #[test]
    fn bad_font_files_are_told_apart() {
        let not_a_font = Fonts::with_extra(b"%PDF-1.7".to_vec()).err();
        assert_eq!(not_a_font, Some(FontError::NotAFont));
        assert_eq!(Fonts::with_extra(Vec::new()).err(), Some(FontError::NotAFont));
        let cut = Fonts::with_extra(REGULAR[..REGULAR.len() / 3].to_vec()).err();
        assert!(cut.is_some(), "a font cut short must be refused");
    }

    #[test]
    fn a_font_that_forbids_embedding_is_refused() {
        let mut bytes = REGULAR.to_vec();
        let font = FontRef::new(REGULAR).expect("a font");
        let record = font
            .table_directory()
            .table_records()
            .iter()
            .find(|r| r.tag() == harfrust::Tag::new(b"OS/2"))
            .expect("an OS/2 table");
        let place = record.offset() as usize + 8;
        bytes[place..place + 2].copy_from_slice(&RESTRICTED.to_be_bytes());
        assert_eq!(Fonts::with_extra(bytes).err(), Some(FontError::Restricted));
    }
}
