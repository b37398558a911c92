//! The fonts of a file: which glyphs a letter uses, and a subset of the face with just those.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use printpdf::{
    Codepoint, FontId, FontMetrics, Mm, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle,
    PdfFontMetricsStub, PdfPage, PdfSaveOptions, Pt, TextItem,
};
use skrifa::raw::{FontRef, TableProvider};
use subsetter::GlyphRemapper;

use crate::render::pdf::error::PdfError;
use crate::render::pdf::fonts::{Face, Fonts, Slant, without};
use crate::render::pdf::page::Pages;
use crate::render::pdf::shape::Shaper;
use crate::render::pdf::word::{Glyph, Word};
use crate::render::pdf::write::embedded::{Embedded, Used};
use crate::render::pdf::write::objects::Packer;

/// The glyphs used, by face.
pub(super) fn used(pages: &Pages, fonts: &Fonts) -> Vec<Used> {
    let mut used: Vec<Used> = vec![Used::new(); fonts.faces.len()];
    let mut seen: Vec<Vec<bool>> = fonts.faces.iter().map(|f| vec![false; f.glyphs()]).collect();
    let texts = pages.pages.iter().flat_map(|p| &p.texts);
    let words = texts.flat_map(|t| &t.runs).flat_map(|r| &r.words);
    for word in words {
        for segment in &word.segments {
            let seen = &mut seen[segment.face];
            let mut new = |g: &Glyph| !std::mem::replace(&mut seen[usize::from(g.id)], true);
            // Every glyph is asked, so that all are noted as seen.
            if segment.glyphs.iter().fold(false, |any, g| new(g) | any) {
                let face = &fonts.faces[segment.face];
                for cluster in segment.glyphs.chunk_by(|a, b| a.start == b.start) {
                    note(&mut used[segment.face], face, word, cluster);
                }
            }
        }
    }
    used
}

/// Notes a cluster's glyphs. A glyph reads as its own character; one that has none (a ligature)
/// as the text where it first stood.
fn note(used: &mut Used, face: &Face, word: &Word, cluster: &[Glyph]) {
    for (n, glyph) in cluster.iter().enumerate() {
        used.entry(glyph.id).or_insert_with(|| {
            let text = &word.text[glyph.start as usize..glyph.end as usize];
            let nth = || text.chars().nth(n).or(text.chars().last());
            match face.character(glyph.id) {
                None if cluster.len() == 1 => text.into(),
                c => c.or_else(nth).map(String::from).unwrap_or_default().into(),
            }
        });
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

/// The subset of a face that letters share which need no more than it has. Whether a letter
/// does is seen from that letter alone, so its bytes do not depend on any other.
fn common(fonts: &Fonts, index: usize, packer: &mut Packer) -> Option<Arc<Embedded>> {
    let texts = COMMON.get(index)?;
    let made = fonts.kept.common[index].get_or_init(|| {
        let slant = Slant { bold: index & 1 == 1, italic: index & 2 == 2 };
        let mut shaper = Shaper::new(fonts);
        let mut used = Used::new();
        for text in *texts {
            // Letters one by one, so that none hides in a ligature; then what stands together.
            let letters = text.chars().map(String::from);
            for part in letters.chain(text.split(' ').map(str::to_owned)) {
                let word = shaper.word(slant, &part);
                for segment in word.segments.iter().filter(|s| s.face == index) {
                    for cluster in segment.glyphs.chunk_by(|a, b| a.start == b.start) {
                        note(&mut used, &fonts.faces[index], &word, cluster);
                    }
                }
            }
        }
        subset(&fonts.faces[index], &used, packer).ok().map(Arc::new)
    });
    made.clone()
}

/// Subsets of the faces used: those that letters share, or a letter's own.
pub(super) fn embed(
    used: Vec<Used>,
    fonts: &Fonts,
    packer: &mut Packer,
) -> Result<Vec<Option<Arc<Embedded>>>, PdfError> {
    let mut embedded = Vec::with_capacity(used.len());
    for (index, used) in used.into_iter().enumerate() {
        embedded.push(if used.is_empty() {
            None
        } else {
            let shared = common(fonts, index, packer).filter(|c| c.has_all(&used));
            Some(shared.map_or_else(|| own(fonts, index, used, packer), Ok)?)
        });
    }
    Ok(embedded)
}

/// Most of them that are kept: a campaign's letters often have the same few words in italics.
/// When there are more, all are let go.
const MOST_SUBSETS: usize = 64;

/// A subset for one letter, made before or now. Which does not show in the bytes.
fn own(
    fonts: &Fonts,
    index: usize,
    used: Used,
    packer: &mut Packer,
) -> Result<Arc<Embedded>, PdfError> {
    let key = (index, used);
    let kept = || fonts.kept.subsets.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(subset) = kept().get(&key) {
        return Ok(Arc::clone(subset));
    }
    let made = Arc::new(subset(&fonts.faces[index], &key.1, packer)?);
    let mut kept = kept();
    if kept.len() >= MOST_SUBSETS {
        kept.clear();
    }
    kept.insert(key, Arc::clone(&made));
    Ok(made)
}

fn subset(face: &Face, used: &Used, packer: &mut Packer) -> Result<Embedded, PdfError> {
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
    let mut codes = vec![0; face.glyphs()];
    let mut slots = Vec::new();
    let scale = 1000.0 / f32::from(face.metrics.units_per_em);
    for (new, old) in mapper.remapped_gids().enumerate() {
        codes[usize::from(old)] = new as u16;
        // printpdf rounds widths towards zero.
        let width = (f32::from(face.advance(old)) * scale) as i64;
        slots.push((width, used.get(&old).cloned().unwrap_or_default()));
    }
    let tag = subset_tag(&program);
    let font = parsed(face, program, &mapper, &tag);
    let shown = used.iter().map(|(glyph, reads)| (codes[usize::from(*glyph)], reads.to_string()));
    let mut file = font_file(font, shown.collect());
    take_apart(&mut file, codes, slots, packer).ok_or_else(failed)
}

/// Six capitals that differ when the subset differs (ISO 32000-1, 9.6.4).
fn subset_tag(program: &[u8]) -> String {
    let mut digest = crate::render::pdf::write::objects::Digest::new();
    digest.add(program);
    digest.bytes().iter().take(6).map(|b| char::from(b'A' + b % 26)).collect()
}

fn parsed(face: &Face, program: Vec<u8>, mapper: &GlyphRemapper, tag: &str) -> ParsedFont {
    let m = face.metrics;
    let widths = mapper
        .remapped_gids()
        .enumerate()
        .map(|(new, old)| (new as u16, face.advance(old)))
        .collect();
    let metrics = FontMetrics { ascent: m.ascent, descent: m.descent };
    let name = Some(format!("{tag}+{}", face.name));
    let mut font = ParsedFont::with_glyph_data(
        program,
        0,
        name,
        BTreeMap::new(),
        widths,
        m.units_per_em,
        metrics,
    );
    font.pdf_font_metrics = PdfFontMetricsStub {
        units_per_em: m.units_per_em,
        x_min: m.bounds[0],
        y_min: m.bounds[1],
        x_max: m.bounds[2],
        y_max: m.bounds[3],
        caret_slope_rise: 1000,
        caret_slope_run: (-m.italic_angle.to_radians().tan() * 1000.0) as i16,
        us_weight_class: m.weight,
    };
    font
}

/// A file of printpdf's with the font in it. printpdf states widths and readings for the glyphs
/// that a page shows, so its one page shows each of them once.
fn font_file(font: ParsedFont, codes: Vec<(u16, String)>) -> Document {
    let id = FontId("F".into());
    let mut pdf = PdfDocument::new("");
    pdf.resources.fonts.map.insert(id.clone(), PdfFont::new(font));
    let glyphs =
        codes.into_iter().map(|(code, reads)| Codepoint::with_cid(code, 0.0, reads)).collect();
    let ops = vec![
        Op::StartTextSection,
        Op::SetFont { font: PdfFontHandle::External(id), size: Pt(1.0) },
        Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] },
        Op::EndTextSection,
    ];
    pdf.pages.push(PdfPage::new(Mm(1.0), Mm(1.0), ops));
    pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new())
}

/// The objects of the one font in a file.
fn take_apart(
    file: &mut Document,
    codes: Vec<u16>,
    slots: Vec<(i64, Box<str>)>,
    packer: &mut Packer,
) -> Option<Embedded> {
    let mut font = file
        .objects
        .values()
        .filter_map(|o| o.as_dict().ok())
        .find(|d| d.get(b"Subtype").and_then(Object::as_name).is_ok_and(|s| s == b"Type0"))?
        .clone();
    take_stream(file, &font, b"ToUnicode")?;
    let descendant =
        font.remove(b"DescendantFonts")?.as_array().ok()?.first()?.as_dict().ok()?.clone();
    let id = descendant.get(b"FontDescriptor").ok()?.as_reference().ok()?;
    let descriptor = file.get_dictionary(id).ok()?.clone();
    let program_key =
        ["FontFile2", "FontFile3"].into_iter().find(|key| descriptor.has(key.as_bytes()))?;
    let program = take_stream(file, &descriptor, program_key.as_bytes())?;
    Some(Embedded {
        program: packer.stream(program.dict, &program.content),
        program_key,
        to_unicode: packer.stream(Dictionary::new(), to_unicode(&slots).as_bytes()),
        descriptor,
        descendant,
        font,
        codes,
        slots,
    })
}

/// The map of codes to what they read as (ISO 32000-1, 9.10.3), runs of codes and characters in a
/// line each: a third of the size of printpdf's, which has a line for each code.
fn to_unicode(slots: &[(i64, Box<str>)]) -> String {
    /// Most entries that one section may have.
    const MOST: usize = 100;
    let mut ranges: Vec<(usize, usize, Vec<u16>)> = Vec::new();
    for (code, (_, reads)) in slots.iter().enumerate().filter(|(_, slot)| !slot.1.is_empty()) {
        let units: Vec<u16> = reads.encode_utf16().collect();
        let goes_on = |(first, last, start): &(usize, usize, Vec<u16>)| {
            let step = (code - first) as u16;
            // The last byte alone may count up within a range, of a code as of a character.
            let same_page = first >> 8 == code >> 8;
            let next = start[0].checked_add(step).filter(|next| next >> 8 == start[0] >> 8);
            last + 1 == code
                && same_page
                && start.len() == 1
                && units.len() == 1
                && next == units.first().copied()
        };
        match ranges.last_mut() {
            Some(range) if goes_on(range) => range.1 = code,
            _ => ranges.push((code, code, units)),
        }
    }
    let mut out = String::from(
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n\
         /CMapName/Adobe-Identity-UCS def/CMapType 2 def\n\
         1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n",
    );
    for some in ranges.chunks(MOST) {
        out.push_str(&format!("{} beginbfrange\n", some.len()));
        for (first, last, start) in some {
            let start: String = start.iter().map(|unit| format!("{unit:04X}")).collect();
            out.push_str(&format!("<{first:04X}><{last:04X}><{start}>\n"));
        }
        out.push_str("endbfrange\n");
    }
    out.push_str("endcmap CMapName currentdict/CMap defineresource pop end end\n");
    out
}

fn take_stream(file: &mut Document, owner: &Dictionary, key: &[u8]) -> Option<Stream> {
    let id = owner.get(key).ok()?.as_reference().ok()?;
    match file.objects.remove(&id)? {
        Object::Stream(stream) => Some(stream),
        _ => None,
    }
}

/// Adds the fonts to a file; gives the resources that its pages share.
pub(super) fn add(file: &mut Document, embedded: &[Option<Arc<Embedded>>]) -> ObjectId {
    let mut fonts = Dictionary::new();
    for (n, font) in embedded.iter().enumerate() {
        if let Some(font) = font {
            fonts.set(format!("F{n}"), add_font(file, font));
        }
    }
    file.add_object(dictionary! { "Font" => fonts })
}

fn add_font(file: &mut Document, embedded: &Embedded) -> ObjectId {
    let program = file.add_object(embedded.program.clone());
    let to_unicode = file.add_object(embedded.to_unicode.clone());
    let mut descriptor = embedded.descriptor.clone();
    descriptor.set(embedded.program_key, program);
    let descriptor = file.add_object(descriptor);
    let mut descendant = embedded.descendant.clone();
    descendant.set("FontDescriptor", descriptor);
    let descendant = file.add_object(descendant);
    let mut font = embedded.font.clone();
    font.set("ToUnicode", to_unicode);
    font.set("DescendantFonts", vec![descendant.into()]);
    file.add_object(font)
}
