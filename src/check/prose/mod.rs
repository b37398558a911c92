//! The texts of a pack, read as an editor would: gaps left to be filled, figures without a source,
//! days that have passed, words for what has gone, ministers by name, long sentences.
//!
//! All of it is a warning or advice, found by patterns: it may be wrong, and nothing depends on it.

mod days;
pub mod figures;
mod numbers;
mod old_words;
mod people;
mod placeholders;
pub mod sentences;
mod titles;
mod tokens;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use self::sentences::{Sentence, sentences_within};
use crate::diagnostic::Location;
use crate::error::prose::MOST_WORDS;
use crate::error::{Fault, FaultKind, Prose};
use crate::model::Source;
use crate::pack::check::last_day;
use crate::template::lint::Piece;
use crate::text::words;

/// Most characters that are written out for one pack, with every branch of its texts.
const MOST_WRITTEN: usize = 10_000_000;

/// Most that is told of one pack; a few hundred are shown.
const MOST_TOLD: usize = 1_000;

/// Most characters of a text that a message shows.
const MOST_SHOWN: usize = 60;

/// What the texts of a pack are read with.
#[derive(Debug)]
pub(crate) struct Editor {
    today: Date,
    /// The last day of the date of each source, by id.
    sources: BTreeMap<String, Date>,
    /// Characters that may still be written out.
    left: Cell<usize>,
    /// Things that may still be told.
    to_tell: Cell<usize>,
}

impl Editor {
    /// An editor who knows the day and the pack's sources.
    pub(crate) fn new<'s>(today: Date, sources: impl IntoIterator<Item = &'s Source>) -> Editor {
        let dated = |s: &Source| Some((s.id.clone(), last_day(&s.date)?));
        let sources = sources.into_iter().filter_map(dated).collect();
        Editor { today, sources, left: Cell::new(MOST_WRITTEN), to_tell: Cell::new(MOST_TOLD) }
    }

    /// Reads a text that goes into documents. One whose tags cannot be read waits until they can.
    pub(crate) fn read(&self, piece: &Piece<'_>, faults: &mut Vec<Fault>) {
        let unread = !piece.tags.is_empty() && piece.template.is_none();
        if unread || self.left.get() < piece.text.text.len() || self.to_tell.get() == 0 {
            return;
        }
        let mut told = Told { piece, faults, left: &self.to_tell };
        told.gaps();
        let mut long: BTreeMap<usize, (usize, Range<usize>)> = BTreeMap::new();
        let (all, written) = sentences_within(&piece.text.text, self.left.get());
        self.left.set(self.left.get().saturating_sub(written));
        for sentence in all {
            self.sentence(&sentence, &mut told);
            let count = words::count(&sentence.words);
            let whole = sentence.whole();
            // The same sentence with other branches is told once, at its longest.
            let longest = long.entry(whole.start).or_insert((0, whole.clone()));
            if count > longest.0 {
                *longest = (count, whole);
            }
        }
        for (count, whole) in long.into_values().filter(|(count, _)| *count > MOST_WORDS) {
            told.advise(Prose::LongSentence(count), whole);
        }
    }

    /// What is doubtful in a sentence.
    fn sentence(&self, sentence: &Sentence, told: &mut Told<'_, '_>) {
        let text = sentence.text();
        let shown = |at: &Range<usize>| text[at.clone()].to_string();
        if sentence.cites.is_empty()
            && !sentence.heading
            && let Some(at) = figures::figure(&text)
        {
            told.warn(Prose::Figure(shown(&at)), sentence.at(at));
        }
        if let Some(at) = days::past_as_to_come(&text, self.today) {
            told.warn(Prose::PastDay(shown(&at)), sentence.at(at));
        }
        if let Some(at) = people::named_minister(&text) {
            told.warn(Prose::Minister(shown(&at)), sentence.at(at));
        }
        let oldest = sentence.cites.iter().filter_map(|id| self.sources.get(id)).min();
        for found in old_words::out_of_date(&text, oldest.copied()) {
            let (now, source) = (found.now.to_string(), found.source.to_string());
            let word = shown(&found.at);
            let prose = Prose::OldWord { word, since: found.since, now, source };
            told.warn(prose, sentence.at(found.at));
        }
    }
}

/// Warns of a point's title that asserts.
pub(crate) fn title(id: &str, title: &str, place: Location, faults: &mut Vec<Fault>) {
    if titles::asserts(title) {
        faults.push(Fault::warning(FaultKind::Prose(Prose::TitleAsserts(id.to_string())), place));
    }
}

/// The text being read, and what is told of it.
struct Told<'p, 'f> {
    piece: &'p Piece<'p>,
    faults: &'f mut Vec<Fault>,
    left: &'f Cell<usize>,
}

impl Told<'_, '_> {
    fn warn(&mut self, prose: Prose, at: Range<usize>) {
        if self.may_tell() {
            let place = self.piece.place(at);
            self.faults.push(Fault::warning(FaultKind::Prose(prose), place));
        }
    }

    fn advise(&mut self, prose: Prose, at: Range<usize>) {
        if self.may_tell() {
            let place = self.piece.place(at);
            self.faults.push(Fault::advice(FaultKind::Prose(prose), place));
        }
    }

    fn may_tell(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left > 0
    }

    /// Gaps left to be filled, those apart that have been told as HTML.
    fn gaps(&mut self) {
        let blanked = self.piece.spaced();
        for at in placeholders::gaps(&blanked) {
            if self.left.get() == 0 {
                return;
            }
            let place = self.piece.place(at.clone());
            let is_told = |f: &Fault| {
                matches!(f.kind, FaultKind::RawHtml(_)) && f.place.as_ref() == Some(&place)
            };
            if self.faults.iter().rev().take(50).any(is_told) {
                continue;
            }
            let gap = self.piece.text.text[at.clone()].chars().take(MOST_SHOWN).collect();
            self.warn(Prose::Placeholder(gap), at);
        }
    }
}
