//! Words to glyphs: kerning, ligatures, combining marks, and another face where one lacks a letter.
//!
//! A shaped word is kept, as letters of one campaign share most of theirs. What is kept never
//! changes what comes out, and it is bounded.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use harfrust::{BufferFlags, ShapeOptions, ShapePlan, UnicodeBuffer, script};

use super::fonts::{Fonts, face};
use crate::render::pdf::word::{Glyph, Segment, Word, Words, in_order};

/// Most words kept at once, about 400 bytes each; when full, all are let go.
const MOST_WORDS: usize = 20_000;
/// Longer words are not kept: they hardly come twice.
const LONGEST_KEPT: usize = 48;

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

    /// The word's glyphs, in a face of the four or, where that lacks them, in another.
    pub(super) fn word(&mut self, face: usize, text: &str) -> Arc<Word> {
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

    /// Whether a character that no face has is left out.
    pub(super) fn leaves_out(&self, character: char) -> bool {
        self.fonts.leaves_out_signs && !character.is_alphabetic()
    }

    /// A hyphen that a line break brings: seen, and read as a soft hyphen.
    pub(super) fn hyphen(&mut self, face: usize) -> Arc<Word> {
        let mut word = self.word(face, "-").as_ref().clone();
        word.text = "\u{ad}".into();
        let end = word.text.len() as u32;
        for glyph in word.segments.iter_mut().flat_map(|s| s.glyphs.iter_mut()) {
            (glyph.start, glyph.end) = (0, end);
        }
        Arc::new(word)
    }

    fn shape(&mut self, face: usize, text: &str) -> Word {
        let whole = self.segment(face, text, 0..text.len());
        let mut missing = Vec::new();
        let mut segments = Vec::new();
        if whole.glyphs.iter().all(|glyph| glyph.id != 0) {
            segments.push(whole);
        } else {
            let mut pieces: Vec<(usize, Range<usize>)> = Vec::new();
            for cluster in in_order(&whole.glyphs).chunk_by(|a, b| a.start == b.start) {
                let (start, end) = (cluster[0].start as usize, cluster[0].end as usize);
                let lacking = cluster.iter().any(|glyph| glyph.id == 0);
                let other =
                    if lacking { self.other_face(face, &text[start..end]) } else { Ok(face) };
                let found = other.unwrap_or_else(|mut lacking| {
                    missing.append(&mut lacking);
                    face
                });
                match pieces.last_mut() {
                    Some((last, range)) if *last == found => range.end = end,
                    _ => pieces.push((found, start..end)),
                }
            }
            let segment = |(face, range)| self.segment(face, text, range);
            segments.extend(pieces.into_iter().map(segment));
        }
        if missing.is_empty() {
            // A faulty font may say that it has a letter and then have no glyph for it.
            let empty = segments.iter().flat_map(|s| &s.glyphs).filter(|g| g.id == 0);
            missing.extend(empty.filter_map(|g| text[g.start as usize..].chars().next()));
        }
        let mut seen = HashSet::new();
        missing.retain(|c| seen.insert(*c));
        let width = segments.iter().map(|segment| self.width(segment)).sum();
        Word { text: text.into(), width, segments: segments.into(), missing: missing.into() }
    }

    fn width(&self, segment: &Segment) -> f32 {
        let advance: i64 = segment.glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum();
        advance as f32 * 1000.0 / f32::from(self.fonts.faces[segment.face].units_per_em)
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

    /// A piece of a text in a face.
    fn segment(&mut self, index: usize, text: &str, range: Range<usize>) -> Segment {
        let fonts = self.fonts;
        let face = &fonts.faces[index];
        let font = face.font();
        let shaper = face.shaping.shaper(&font).build();
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.push_str(&text[range.clone()]);
        buffer.guess_segment_properties();
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        let (script, direction) = (buffer.script(), buffer.direction());
        let plan = self.words.plans.entry((index, script, direction)).or_insert_with(|| {
            let script = Some(script).filter(|script| *script != script::UNKNOWN);
            ShapePlan::new(&shaper, direction, script, None, &[])
        });
        let shaped = shaper.shape(buffer, ShapeOptions::new().plan(Some(plan)));
        let mut starts: Vec<u32> = shaped.glyph_infos().iter().map(|i| i.cluster).collect();
        starts.sort_unstable();
        starts.dedup();
        let end_of = |start: u32| {
            let next = starts.partition_point(|s| *s <= start);
            starts.get(next).copied().unwrap_or(range.len() as u32)
        };
        // A faulty font may name glyphs that it does not have: they are missing.
        let id = |id| u16::try_from(id).ok().filter(|id| usize::from(*id) < face.advances.len());
        let offset = range.start as u32;
        let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        let glyphs = glyphs.map(|(info, place)| Glyph {
            id: id(info.glyph_id).unwrap_or(0),
            advance: place.x_advance,
            dx: place.x_offset,
            dy: place.y_offset,
            start: info.cluster + offset,
            end: end_of(info.cluster) + offset,
        });
        let segment = Segment { face: index, glyphs: glyphs.collect() };
        self.buffer = Some(shaped.clear());
        segment
    }
}

impl Drop for Shaper<'_> {
    fn drop(&mut self) {
        self.fonts.kept.words.give(std::mem::take(&mut self.words));
    }
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
        let words = text.split(is_gap).filter(|word| !word.chars().all(has));
        let mut words = words.peekable();
        // Most texts need no shaper, which takes what others share.
        if words.peek().is_none() {
            return Vec::new();
        }
        let mut shaper = Shaper::new(self);
        let missing = words.flat_map(|w| shaper.word(face(false, false), w).missing.to_vec());
        let mut seen = HashSet::new();
        missing.filter(|c| seen.insert(*c)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shaped(text: &str) -> Word {
        let fonts = Fonts::built_in();
        let mut shaper = Shaper::new(&fonts);
        shaper.word(face(false, false), text).as_ref().clone()
    }

    #[test]
    fn the_clusters_of_a_word_are_the_whole_word() {
        for text in ["office", "Nguye\u{302}\u{303}n", "Ŵyn-O’Brien", "Συμεών", "A\u{328}\u{301}"]
        {
            let word = shaped(text);
            let glyphs = in_order(word.segments.iter().flat_map(|segment| &segment.glyphs));
            let clusters = glyphs.chunk_by(|a, b| a.start == b.start).map(|of| of[0]);
            let read: String =
                clusters.map(|glyph| &text[glyph.start as usize..glyph.end as usize]).collect();
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
        let first = Shaper::new(&fonts).word(face(false, false), "Wombwell").as_ref().clone();
        let mut again = Shaper::new(&fonts);
        assert_eq!(*again.word(face(false, false), "Wombwell"), first);
        for n in 0..MOST_WORDS + 10 {
            again.word(face(false, false), &format!("w{n}"));
        }
        assert!(again.words.count <= MOST_WORDS);
    }

    #[test]
    fn a_hyphen_at_a_break_reads_as_a_soft_hyphen() {
        let fonts = Fonts::built_in();
        let hyphen = Shaper::new(&fonts).hyphen(face(false, false));
        assert_eq!(&*hyphen.text, "\u{ad}");
        assert_eq!(hyphen.segments[0].glyphs[0].end, 2);
    }
}
