//! Words to glyphs: kerning, ligatures, combining marks, and another face where one lacks a letter.
//!
//! A shaped word is kept, as letters of one campaign share most of theirs. What is kept never
//! changes what comes out, and it is bounded.

use std::collections::HashSet;
use std::sync::Arc;

use harfrust::{BufferFlags, FontRef, ShapeOptions, ShapePlan, UnicodeBuffer, script};

use super::fonts::{Fonts, Slant};
use crate::render::pdf::word::{Glyph, Segment, Word, Words};

/// Most words kept at once, about 400 bytes each; when full, all are let go.
const MOST_WORDS: usize = 20_000;
/// Longer words are not kept: they hardly come twice.
const LONGEST_KEPT: usize = 48;
/// Most shaping plans kept, one for each face and script.
const MOST_PLANS: usize = 32;

/// Shapes the words of one letter.
pub(super) struct Shaper<'f> {
    fonts: &'f Fonts,
    words: Words,
    buffer: Option<UnicodeBuffer>,
}

impl<'f> Shaper<'f> {
    /// Takes a set of words shaped before from the fonts, or starts an empty one.
    pub(super) fn new(fonts: &'f Fonts) -> Shaper<'f> {
        Shaper { fonts, words: fonts.kept.words.take(), buffer: None }
    }

    /// The word's glyphs.
    pub(super) fn word(&mut self, slant: Slant, text: &str) -> Arc<Word> {
        let face = slant.face();
        if let Some(word) = self.words.by_face[face].get(text) {
            return Arc::clone(word);
        }
        let word = Arc::new(self.shape(face, text));
        if text.len() <= LONGEST_KEPT {
            if self.words.count >= MOST_WORDS {
                self.words = Words::default();
            }
            self.words.count += 1;
            self.words.by_face[face].insert(text.into(), Arc::clone(&word));
        }
        word
    }

    /// A hyphen that a line break brings: seen, and read as a soft hyphen.
    pub(super) fn hyphen(&mut self, slant: Slant) -> Arc<Word> {
        let mut word = self.word(slant, "-").as_ref().clone();
        word.text = "\u{ad}".into();
        let end = word.text.len() as u32;
        for glyph in word.segments.iter_mut().flat_map(|s| s.glyphs.iter_mut()) {
            (glyph.start, glyph.end) = (0, end);
        }
        Arc::new(word)
    }

    fn shape(&mut self, face: usize, text: &str) -> Word {
        let whole = self.glyphs(face, text, 0);
        if whole.iter().all(|g| g.id != 0) {
            return self.finish(text, vec![(face, whole)], Vec::new());
        }
        let mut missing = Vec::new();
        let mut pieces: Vec<(usize, usize, usize)> = Vec::new();
        for (start, end, lacking) in clusters(&whole) {
            let part = &text[start..end];
            let found = if lacking { self.other_face(face, part) } else { Ok(face) };
            let found = found.unwrap_or_else(|mut lacking| {
                missing.append(&mut lacking);
                face
            });
            match pieces.last_mut() {
                Some(last) if last.0 == found => last.2 = end,
                _ => pieces.push((found, start, end)),
            }
        }
        let segments = pieces
            .into_iter()
            .map(|(found, start, end)| (found, self.glyphs(found, &text[start..end], start)))
            .collect();
        self.finish(text, segments, missing)
    }

    fn finish(
        &self,
        text: &str,
        segments: Vec<(usize, Vec<Glyph>)>,
        mut missing: Vec<char>,
    ) -> Word {
        if missing.is_empty() {
            // A faulty font may say that it has a letter and then have no glyph for it.
            let empty = segments.iter().flat_map(|s| &s.1).filter(|g| g.id == 0);
            missing.extend(empty.filter_map(|g| text[g.start as usize..].chars().next()));
        }
        let mut seen = HashSet::new();
        missing.retain(|c| seen.insert(*c));
        let mut width = 0.0;
        let segments = segments
            .into_iter()
            .map(|(face, glyphs)| {
                let units = f32::from(self.fonts.faces[face].metrics.units_per_em);
                let advance: i64 = glyphs.iter().map(|g| i64::from(g.advance)).sum();
                width += advance as f32 * 1000.0 / units;
                Segment { face, glyphs: glyphs.into() }
            })
            .collect();
        Word { text: text.into(), width, segments, missing: missing.into() }
    }

    /// A face that has every character of the text, or the characters that none has.
    fn other_face(&self, not: usize, text: &str) -> Result<usize, Vec<char>> {
        let needed = || text.chars().filter(|c| !is_unseen(*c));
        let faces = &self.fonts.faces;
        let all = (0..faces.len()).find(|i| *i != not && needed().all(|c| faces[*i].covers(c)));
        all.ok_or_else(|| {
            let lacking: Vec<char> = needed().filter(|c| !self.fonts.covers(*c)).collect();
            // Each is in some face, and they are to be joined in one.
            if lacking.is_empty() { text.chars().take(1).collect() } else { lacking }
        })
    }

    fn glyphs(&mut self, index: usize, text: &str, offset: usize) -> Vec<Glyph> {
        let fonts = self.fonts;
        let face = &fonts.faces[index];
        let font = face.font();
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        let plan = self.plan(index, &font, &buffer);
        let options = ShapeOptions::new().plan(Some(&self.words.plans[plan].1));
        let shaped = face.shaping.shaper(&font).build().shape(buffer, options);
        let mut starts: Vec<u32> = shaped.glyph_infos().iter().map(|i| i.cluster).collect();
        starts.sort_unstable();
        starts.dedup();
        let end_of = |start: u32| {
            let next = starts.partition_point(|s| *s <= start);
            starts.get(next).copied().unwrap_or(text.len() as u32)
        };
        let offset = offset as u32;
        let glyphs = shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, place)| Glyph {
                // A faulty font may name glyphs that it does not have: they are missing.
                id: u16::try_from(info.glyph_id)
                    .ok()
                    .filter(|id| usize::from(*id) < face.glyphs())
                    .unwrap_or(0),
                advance: place.x_advance,
                dx: place.x_offset,
                dy: place.y_offset,
                start: info.cluster + offset,
                end: end_of(info.cluster) + offset,
            })
            .collect();
        self.buffer = Some(shaped.clear());
        glyphs
    }
}

impl Shaper<'_> {
    /// The place of the plan for a buffer's script and direction.
    fn plan(&mut self, index: usize, font: &FontRef<'_>, buffer: &UnicodeBuffer) -> usize {
        let script = Some(buffer.script()).filter(|s| *s != script::UNKNOWN);
        let direction = buffer.direction();
        let plans = &mut self.words.plans;
        let fits = |p: &(usize, ShapePlan)| {
            p.0 == index && p.1.script() == script && p.1.direction() == direction
        };
        if let Some(place) = plans.iter().position(fits) {
            return place;
        }
        if plans.len() >= MOST_PLANS {
            plans.clear();
        }
        let shaper = self.fonts.faces[index].shaping.shaper(font).build();
        plans.push((index, ShapePlan::new(&shaper, direction, script, None, &[])));
        plans.len() - 1
    }
}

impl Drop for Shaper<'_> {
    fn drop(&mut self) {
        self.fonts.kept.words.give(std::mem::take(&mut self.words));
    }
}

/// The clusters of shaped text in reading order: start, end, and whether a glyph is lacking.
fn clusters(glyphs: &[Glyph]) -> Vec<(usize, usize, bool)> {
    let cluster = |g: &Glyph| (g.start as usize, g.end as usize, g.id == 0);
    let mut found: Vec<(usize, usize, bool)> = glyphs.iter().map(cluster).collect();
    found.sort_unstable();
    found.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.2 |= same && next.2;
        same
    });
    found
}

/// Characters that part words, and that every face shows as one space.
pub(super) fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Characters that steer their neighbours and are not seen themselves.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

impl Fonts {
    /// The characters of a text that no face has, each once, in the order in which they come:
    /// those that a PDF of the text would be refused for. A character that the faces can put
    /// together from others is not missing, and neither is one that is never seen.
    pub fn missing(&self, text: &str) -> Vec<char> {
        // The faces in the program have all of ASCII, as a test holds. What a word has that no
        // face has by itself may still be put together, which shaping tells.
        let has = |c: char| c.is_ascii_graphic() || self.covers(c);
        if text.chars().all(|c| c.is_ascii_graphic() || is_gap(c) || self.covers(c)) {
            return Vec::new();
        }
        let words = text.split(is_gap).filter(|word| !word.chars().all(has));
        let mut shaper = Shaper::new(self);
        let mut seen = HashSet::new();
        let mut missing = Vec::new();
        for word in words {
            let word = shaper.word(Slant::default(), word);
            missing.extend(word.missing.iter().copied().filter(|c| seen.insert(*c)));
        }
        missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shaped(text: &str) -> Word {
        let fonts = Fonts::built_in();
        let mut shaper = Shaper::new(&fonts);
        shaper.word(Slant::default(), text).as_ref().clone()
    }

    #[test]
    fn the_clusters_of_a_word_are_the_whole_word() {
        for text in ["office", "Nguye\u{302}\u{303}n", "Ŵyn-O’Brien", "Συμεών", "A\u{328}\u{301}"]
        {
            let word = shaped(text);
            let glyphs: Vec<Glyph> = word.segments.iter().flat_map(|s| s.glyphs.to_vec()).collect();
            let read: String =
                clusters(&glyphs).iter().map(|(start, end, _)| &text[*start..*end]).collect();
            assert_eq!(read, text);
            assert!(word.missing.is_empty());
        }
    }

    #[test]
    fn letters_are_kerned() {
        let apart = shaped("A").width + shaped("V").width;
        assert!(shaped("AV").width < apart);
    }

    #[test]
    fn missing_characters_are_named_each_once() {
        assert_eq!(*shaped("ab中c").missing, ['中']);
        assert_eq!(*shaped("中文a中文").missing, ['中', '文']);
        assert!(shaped("fine").missing.is_empty());
    }

    #[test]
    fn a_long_word_with_missing_characters_is_shaped_in_time_that_grows_with_it() {
        let word = shaped(&"ab中".repeat(50_000));
        assert_eq!(*word.missing, ['中']);
    }

    #[test]
    fn words_kept_are_the_words_shaped() {
        let fonts = Fonts::built_in();
        let first = Shaper::new(&fonts).word(Slant::default(), "Wombwell").as_ref().clone();
        let mut again = Shaper::new(&fonts);
        assert_eq!(*again.word(Slant::default(), "Wombwell"), first);
        for n in 0..MOST_WORDS + 10 {
            again.word(Slant::default(), &format!("w{n}"));
        }
        assert!(again.words.count <= MOST_WORDS);
    }

    #[test]
    fn a_hyphen_at_a_break_reads_as_a_soft_hyphen() {
        let fonts = Fonts::built_in();
        let hyphen = Shaper::new(&fonts).hyphen(Slant::default());
        assert_eq!(&*hyphen.text, "\u{ad}");
        assert_eq!(hyphen.segments[0].glyphs[0].end, 2);
    }
}
