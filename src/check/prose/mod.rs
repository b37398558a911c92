//! The texts of a pack, read as an editor would: gaps left to be filled, figures without a source,
//! days that have passed, words for what has gone, ministers by name, long sentences.
//!
//! All of it is a warning or advice, found by patterns: it may be wrong, and nothing depends on it.

mod days;
pub mod figures;
mod old_words;
mod people;
pub(super) mod placeholders;
pub mod sentences;
mod titles;
mod words;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use self::old_words::OldWord;
use self::sentences::{Sentence, sentences_within};
use crate::diagnostic::{Diagnostic, Faults, Location, Values, fault};
use crate::model::Source;
use crate::model::dates::last_day;
use crate::pack::load::review::Reviewer;
use crate::template::lint::Piece;
use crate::text::html::is_html;
use crate::text::words::count;

/// Most words that a sentence should have.
/// <https://www.gov.uk/guidance/content-design/writing-for-gov-uk> asks for 25; a letter is not
/// read in a hurry.
const MOST_WORDS: usize = 35;

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
    sources: RefCell<BTreeMap<String, Date>>,
    /// Characters that may still be written out.
    left: Cell<usize>,
    /// Things that may still be told.
    to_tell: Cell<usize>,
}

impl Editor {
    /// An editor who knows the day.
    pub(crate) fn new(today: Date) -> Editor {
        let sources = RefCell::default();
        Editor { today, sources, left: Cell::new(MOST_WRITTEN), to_tell: Cell::new(MOST_TOLD) }
    }

    /// What is doubtful in a sentence.
    fn sentence(&self, sentence: &Sentence, told: &mut Reported<'_, '_>) {
        let text = sentence.text();
        let shown = |at: &Range<usize>| text[at.clone()].to_string();
        let states = sentence.cites.is_empty() && !sentence.heading;
        let found = [
            ("figure-without-source", states.then(|| figures::figure(&text)).flatten()),
            ("past-day", days::past_as_to_come(&text, self.today)),
            ("minister-named", people::named_minister(&text)),
        ];
        for (name, at) in found.into_iter().filter_map(|(name, at)| Some((name, at?))) {
            told.tell(fault(name, &[("words", &shown(&at))]), sentence.at(at));
        }
        let sources = self.sources.borrow();
        let oldest = sentence.cites.iter().filter_map(|id| sources.get(id)).min();
        for found in old_words::out_of_date(&text, oldest.copied()) {
            let word = shown(&found.at);
            let since = found.since.map(|since| since.strftime("%B %Y").to_string());
            let name = if since.is_some() { "out-of-date-word" } else { "unclear-word" };
            let (since, OldWord { now, source, .. }) = (since.unwrap_or_default(), &found);
            let values: &Values<'_> =
                &[("word", &word), ("since", &since), ("now", now), ("source", source)];
            told.tell(fault(name, values), sentence.at(found.at));
        }
    }
}

impl Reviewer for Editor {
    fn sources(&self, sources: &mut dyn Iterator<Item = &Source>) {
        let dated = |s: &Source| Some((s.id.clone(), last_day(&s.date)?));
        *self.sources.borrow_mut() = sources.filter_map(dated).collect();
    }

    /// A text whose tags cannot be read waits until they can.
    fn text(&self, piece: &Piece<'_>, faults: &Faults) {
        if !piece.is_whole || self.left.get() < piece.text.text.len() || self.to_tell.get() == 0 {
            return;
        }
        let mut told = Reported { piece, faults, left: &self.to_tell };
        told.gaps();
        told.bullets();
        let mut long: BTreeMap<usize, (usize, Range<usize>)> = BTreeMap::new();
        let (all, written) = sentences_within(&piece.text.text, self.left.get());
        self.left.set(self.left.get().saturating_sub(written));
        for sentence in all {
            self.sentence(&sentence, &mut told);
            let count = count(&sentence.words);
            let whole = sentence.whole();
            // The same sentence with other branches is told once, at its longest.
            let longest = long.entry(whole.start).or_insert((0, whole.clone()));
            if count > longest.0 {
                *longest = (count, whole);
            }
        }
        for (count, whole) in long.into_values().filter(|(count, _)| *count > MOST_WORDS) {
            told.tell(fault("long-sentence", &[("words", &count), ("most", &MOST_WORDS)]), whole);
        }
    }

    fn title(&self, id: &str, title: &str, place: Location, faults: &Faults) {
        if titles::asserts(title) {
            faults.push(fault("title-asserts", &[("id", &id)]).at(place));
        }
    }
}

/// The text being read, and what is told of it.
struct Reported<'p, 'f> {
    piece: &'p Piece<'p>,
    faults: &'f Faults,
    left: &'f Cell<usize>,
}

impl Reported<'_, '_> {
    fn tell(&mut self, fault: Diagnostic, at: Range<usize>) {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        if left > 0 {
            self.faults.push(fault.at(self.piece.place(at)));
        }
    }

    /// Bullets as word processors have them: the first of each run of lines.
    fn bullets(&mut self) {
        let (mut at, mut before) = (0, false);
        for line in self.piece.text.text.split_inclusive('\n') {
            let words = line.trim_start();
            let bullet = words.starts_with(['•', '·', '▪', '●', '◦', '‣', '\u{f0b7}']);
            if bullet && !before {
                let start = at + line.len() - words.len();
                let sign = words.chars().next().unwrap_or('•');
                self.tell(fault("bullet", &[("sign", &sign)]), start..start + sign.len_utf8());
            }
            before = bullet;
            at += line.len();
        }
    }

    /// Gaps left to be filled, those apart that are HTML or have been told as such.
    fn gaps(&mut self) {
        let blanked = self.piece.spaced();
        for at in placeholders::gaps(&blanked) {
            if self.left.get() == 0 {
                return;
            }
            let place = self.piece.place(at.clone());
            let is_told = |f: &Diagnostic| f.code == "html" && f.location.as_ref() == Some(&place);
            if is_html(&self.piece.text.text[at.clone()]) || self.faults.lately(is_told) {
                continue;
            }
            let gap: String = self.piece.text.text[at.clone()].chars().take(MOST_SHOWN).collect();
            self.tell(fault("placeholder", &[("gap", &gap)]), at);
        }
    }
}
/// Words of a person's text that name what has gone, each with what it is called today.
pub fn out_of_date(text: &str) -> Vec<(String, &'static str)> {
    let sentences = text.split_inclusive(['.', '!', '?', '\n']);
    let found = sentences.flat_map(|sentence| {
        let found = old_words::out_of_date(sentence, None).into_iter();
        found.map(|found| (sentence[found.at].to_string(), found.now))
    });
    found.collect()
}
