//! The fonts of a file: which glyphs a letter uses, and a subset of the face with just those. The
//! only part that knows printpdf and lopdf.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, dictionary};
use printpdf::{
    Codepoint, FontId, FontMetrics, Mm, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle,
    PdfFontMetricsStub, PdfPage, PdfSaveOptions, Pt, TextItem,
};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::{FontRef, TableProvider};
use subsetter::GlyphRemapper;

use super::file::digest;
use crate::render::pdf::error::PdfError;
use crate::render::pdf::fonts::{Face, Fonts, without};
use crate::render::pdf::kept::{Embedded, Used};
use crate::render::pdf::page::LaidOut;
use crate::render::pdf::shape::Shaper;
use crate::render::pdf::word::{Glyph, Word};

/// How many objects a font is: itself, its description, its program and its map to text. Those of a
/// face have the same numbers in every file, so that they are written once.
const FONT_OBJECTS: usize = 4;

/// The numbers that are kept for fonts: the four in the program, and one of the person's own.
pub(super) const TAKEN: usize = 5 * FONT_OBJECTS;

/// The glyphs used, by face.
pub(super) fn used(pages: &LaidOut, fonts: &Fonts) -> Vec<Used> {
    let mut used: Vec<Used> = vec![Used::new(); fonts.faces.len()];
    let mut seen: Vec<Vec<bool>> =
        fonts.faces.iter().map(|f| vec![false; f.advances.len()]).collect();
    let words = pages.pages.iter().flat_map(|page| &page.runs).flat_map(|run| &run.words);
    for word in words {
        for segment in &word.segments {
            let seen = &mut seen[segment.face];
            let mut new = |g: &Glyph| !std::mem::replace(&mut seen[usize::from(g.id)], true);
            // Every glyph is asked, so that all are noted as seen.
            if segment.glyphs.iter().fold(false, |any, g| new(g) | any) {
                note(&mut used, word, segment.face, fonts);
            }
        }
    }
    used
}

/// Notes the glyphs of a word in a face. A glyph reads as its own character; one that has none (a
/// ligature) as the text where it first stood.
fn note(used: &mut [Used], word: &Word, face: usize, fonts: &Fonts) {
    let segments = word.segments.iter().filter(|segment| segment.face == face);
    for cluster in segments.flat_map(|s| s.glyphs.chunk_by(|a, b| a.start == b.start)) {
        for (n, glyph) in cluster.iter().enumerate() {
            used[face].entry(glyph.id).or_insert_with(|| {
                let text = &word.text[glyph.start as usize..glyph.end as usize];
                let nth = || text.chars().nth(n).or(text.chars().last());
                match fonts.faces[face].characters.get(&glyph.id).copied() {
                    None if cluster.len() == 1 => text.into(),
                    c => c.or_else(nth).map(String::from).unwrap_or_default().into(),
                }
            });
        }
    }
}

/// What nearly every letter needs of a face: [`common`] makes one subset of it for all of them.
/// The more is here, the more letters share a subset, and the larger each of them is.
///
/// Italics are rare in letters and short where they are: each letter has its own.
const COMMON: [&[&str]; 2] = [
    &[ASCII, "‘’“”–—…•£€½°é", "âêîôûŵŷÂÊÎÔÛŴŶ", "áíóúàèìòùöüçñ", NAMES, LIGATURES],
    &[HEADINGS, LIGATURES],
];
const ASCII: &str =
    "0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz !\"%&'()*+,-./:;=?@[]_#";
/// What subjects, headings and labels are of; one with another sign has a subset of its own.
const HEADINGS: &str = "0123456789 ABCDEFGHIJKLMNOPRSTUVWY abcdefghijklmnopqrstuvwxyz '(),-.:?’–";
/// Letters of many names that are neither English nor Welsh: Irish and Scottish capitals, Polish.
const NAMES: &str = "ÁÉÍÓÚ ÀÈÌÒÙ ÖÜ ąćęłńśźż ŁŚŻ";
const LIGATURES: &str = "ff fi fl ffi ffl ft fft tt fj";

/// The glyphs of the subset of a face that letters share.
fn common(fonts: &Fonts, index: usize) -> Used {
    let mut shaper = Shaper::new(fonts);
    let mut used = vec![Used::new(); fonts.faces.len()];
    for text in COMMON[index] {
        // Letters one by one, so that none hides in a ligature; then what stands together.
        let letters = text.chars().map(String::from);
        for part in letters.chain(text.split(' ').map(str::to_owned)) {
            note(&mut used, &shaper.word(index, &part), index, fonts);
        }
    }
    used.swap_remove(index)
}

/// The subset of a face that a letter uses: the one that letters share, or its own; made before or
/// now, which does not show in the bytes. Whether the shared one has all that a letter needs is seen
/// from that letter alone, so its bytes do not depend on any other.
pub(super) fn embed(
    index: usize,
    used: Used,
    fonts: &Fonts,
) -> Result<Option<Arc<Embedded>>, PdfError> {
    if used.is_empty() {
        return Ok(None);
    }
    let common = fonts.kept.common.get(index).map(|it| it.get_or_init(|| common(fonts, index)));
    let common = common.filter(|common| used.keys().all(|glyph| common.contains_key(glyph)));
    let key = (index, common.is_none().then_some(used));
    let Some(glyphs) = key.1.as_ref().or(common) else { return Ok(None) };
    let kept = || fonts.kept.subsets.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(subset) = kept().get(&key) {
        return Ok(Some(Arc::clone(subset)));
    }
    let made = Arc::new(subset(&fonts.faces[index], index, glyphs)?);
    let mut kept = kept();
    if kept.len() >= MOST_SUBSETS {
        kept.clear();
    }
    kept.insert(key, Arc::clone(&made));
    Ok(Some(made))
}

/// Most subsets that are kept: a campaign's letters often have the same few words in italics.
/// When there are more, all are let go.
const MOST_SUBSETS: usize = 64;

fn subset(face: &Face, index: usize, used: &Used) -> Result<Embedded, PdfError> {
    let failed = || PdfError::Embed(face.name.clone());
    let glyphs: Vec<u16> = used.keys().copied().collect();
    let mapper = GlyphRemapper::new_from_glyphs_sorted(&glyphs);
    let program = subsetter::subset(&face.data, 0, &mapper).map_err(|_| failed())?;
    // In TrueType the names of the font and of its glyphs, which a file of its own needs and one
    // inside a PDF does not (ISO 32000-1, 9.9), would take a twelfth of a letter.
    let program = match FontRef::new(&program) {
        Ok(font) if font.glyf().is_ok() => without(&font, &[b"name", b"post"]),
        _ => program,
    };
    let mut codes = vec![0; face.advances.len()];
    let (mut widths, mut slots) = (BTreeMap::new(), Vec::new());
    let scale = 1000.0 / f32::from(face.units_per_em);
    for (new, old) in (0..).zip(mapper.remapped_gids()) {
        let width = face.advances[usize::from(old)];
        codes[usize::from(old)] = new;
        widths.insert(new, width);
        // printpdf rounds widths towards zero.
        let rounded = (f32::from(width) * scale) as i64;
        slots.push((rounded, used.get(&old).cloned().unwrap_or_default()));
    }
    let mut made = font_file(parsed(face, program, widths), &slots);
    let is_font = |object: &Object| object.as_dict().is_ok_and(|d| d.has_type(b"Font"));
    let font = made.objects.iter().find(|(_, object)| is_font(object));
    let font = *font.ok_or_else(failed)?.0;
    made.trailer = dictionary! { "Root" => font };
    made.prune_objects();
    if made.objects.len() > FONT_OBJECTS {
        return Err(failed());
    }
    let map = made.get_dictionary(font).and_then(|font| font.get(b"ToUnicode"));
    let map = map.and_then(Object::as_reference).and_then(|map| made.get_object_mut(map));
    let map = map.and_then(Object::as_stream_mut).map_err(|_| failed())?;
    map.set_plain_content(to_unicode(&slots).into_bytes());
    made.compress();
    made.renumber_objects_with((1 + index * FONT_OBJECTS) as u32);
    let (id, _) = made.trailer.get(b"Root").and_then(Object::as_reference).map_err(|_| failed())?;
    let mut objects = Vec::new();
    for ((id, _), object) in made.objects {
        let is_stream = object.as_stream().is_ok();
        // lopdf writes an object by itself where it is what an operator works on.
        let operations = [Operation::new("", vec![object])];
        let written = Content { operations }.encode().map_err(|_| failed())?;
        objects.push((id, is_stream, written));
    }
    Ok(Embedded { id, objects, codes, slots })
}

fn parsed(face: &Face, program: Vec<u8>, widths: BTreeMap<u16, u16>) -> ParsedFont {
    let font = face.font();
    let metrics = font.metrics(Size::unscaled(), LocationRef::default());
    let bounds = metrics.bounds.unwrap_or_default();
    // Six capitals that differ when the subset differs (ISO 32000-1, 9.6.4).
    let tag: String = digest(&program)[..6].iter().map(|b| char::from(b'A' + b % 26)).collect();
    let name = Some(format!("{tag}+{}", face.name));
    let (ascent, descent) = (metrics.ascent as i16, metrics.descent as i16);
    let mut parsed = ParsedFont::with_glyph_data(
        program,
        0,
        name,
        BTreeMap::new(),
        widths,
        face.units_per_em,
        FontMetrics { ascent, descent },
    );
    parsed.pdf_font_metrics = PdfFontMetricsStub {
        units_per_em: face.units_per_em,
        x_min: bounds.x_min as i16,
        y_min: bounds.y_min as i16,
        x_max: bounds.x_max as i16,
        y_max: bounds.y_max as i16,
        caret_slope_rise: 1000,
        caret_slope_run: (-metrics.italic_angle.to_radians().tan() * 1000.0) as i16,
        us_weight_class: font.os2().map_or(400, |table| table.us_weight_class()),
    };
    parsed
}

/// A file of printpdf's with the font in it. printpdf states widths and readings for the glyphs
/// that a page shows, so its one page shows each of them once.
fn font_file(font: ParsedFont, slots: &[(i64, Box<str>)]) -> Document {
    let id = FontId("F".into());
    let mut pdf = PdfDocument::new("");
    pdf.resources.fonts.map.insert(id.clone(), PdfFont::new(font));
    let shown = slots.iter().enumerate().filter(|(_, (_, reads))| !reads.is_empty());
    let glyph = |(code, (_, reads)): (usize, &(i64, Box<str>))| {
        Codepoint::with_cid(code as u16, 0.0, reads.to_string())
    };
    let ops = vec![
        Op::StartTextSection,
        Op::SetFont { font: PdfFontHandle::External(id), size: Pt(1.0) },
        Op::ShowText { items: vec![TextItem::GlyphIds(shown.map(glyph).collect())] },
        Op::EndTextSection,
    ];
    pdf.pages.push(PdfPage::new(Mm(1.0), Mm(1.0), ops));
    pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new())
}

/// The map of codes to what they read as (ISO 32000-1, 9.10.3), runs of codes and characters in a
/// line each: a third of the size of printpdf's, which has a line for each code.
fn to_unicode(slots: &[(i64, Box<str>)]) -> String {
    /// Most entries that one section may have.
    const MOST: usize = 100;
    let reads = slots.iter().map(|(_, reads)| reads.encode_utf16().collect());
    // The first code is that of what is missing.
    let codes: Vec<(usize, Vec<u16>)> = reads.enumerate().skip(1).collect();
    // The last byte alone may count up within a range, of a code as of a character.
    let counts_up = |number: usize| number & 0xff != 0;
    let goes_on = |(_, reads): &(usize, Vec<u16>), (code, next): &(usize, Vec<u16>)| {
        let [next] = next.as_slice() else { return false };
        counts_up(*code) && counts_up(usize::from(*next)) && reads.as_slice() == [next - 1]
    };
    let ranges: Vec<_> = codes.chunk_by(goes_on).collect();
    let mut out = String::from(
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n\
         /CMapName/Adobe-Identity-UCS def/CMapType 2 def\n\
         1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n",
    );
    for some in ranges.chunks(MOST) {
        out.push_str(&format!("{} beginbfrange\n", some.len()));
        for range in some {
            let (first, reads) = &range[0];
            let last = first + range.len() - 1;
            let start: String = reads.iter().map(|unit| format!("{unit:04X}")).collect();
            out.push_str(&format!("<{first:04X}><{last:04X}><{start}>\n"));
        }
        out.push_str("endbfrange\n");
    }
    out.push_str("endcmap CMapName currentdict/CMap defineresource pop end end\n");
    out
}
