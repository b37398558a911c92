//! The texts of a pack, read as an editor would: gaps left to be filled, figures without a source,
//! days that have passed, words for what has gone, ministers by name, long sentences.
//!
//! All of it is a warning or advice, found by patterns: it may be wrong, and nothing depends on it.

mod claims;
mod old_words;
pub(super) mod placeholders;
pub mod sentences;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex_lite::Regex;

use self::sentences::{Sentence, sentences};
use crate::check::lists::{lists, pattern};
use crate::diagnostic::{Diagnostic, Faults, Values, fault};
use crate::model::dates::last_day;
use crate::pack::load::PackFile;
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

/// Tells what is doubtful in the texts of a pack, and in the titles of its points.
pub(crate) fn review(
    today: Date,
    file: &PackFile<'_>,
    texts: &mut dyn Iterator<Item = &Piece<'_>>,
    faults: &Faults,
) {
    for (concern, item) in file.concerns.iter().filter(|(one, _)| claims::asserts(&one.title)) {
        item.tell("title", fault("title-asserts", &[("id", &concern.id)]));
    }
    let dated = file.sources.iter().filter_map(|(s, _)| Some((s.id.as_str(), last_day(&s.date)?)));
    let sources = dated.collect();
    let mut editor = Editor { today, sources, faults, left: MOST_WRITTEN, to_tell: MOST_TOLD };
    texts.for_each(|piece| editor.text(piece));
}

/// What the texts of a pack are read with.
struct Editor<'e> {
    today: Date,
    /// The last day of the date of each source, by id.
    sources: BTreeMap<&'e str, Date>,
    faults: &'e Faults,
    /// Characters that may still be written out.
    left: usize,
    /// Things that may still be told.
    to_tell: usize,
}

impl Editor<'_> {
    /// A text whose tags cannot be read waits until they can.
    fn text(&mut self, piece: &Piece<'_>) {
        if !piece.is_whole || self.left < piece.text.text.len() || self.to_tell == 0 {
            return;
        }
        self.gaps(piece);
        self.bullets(piece);
        let mut long: BTreeMap<usize, (usize, Range<usize>)> = BTreeMap::new();
        let (all, written) = sentences(&piece.text.text, self.left);
        self.left = self.left.saturating_sub(written);
        for sentence in all {
            self.sentence(piece, &sentence);
            let count = count(&sentence.words);
            let whole = sentence.whole();
            // The same sentence with other branches is told once, at its longest.
            let longest = long.entry(whole.start).or_insert((0, whole.clone()));
            if count > longest.0 {
                *longest = (count, whole);
            }
        }
        for (count, whole) in long.into_values().filter(|(count, _)| *count > MOST_WORDS) {
            let fault = fault("long-sentence", &[("words", &count), ("most", &MOST_WORDS)]);
            self.tell(piece, fault, whole);
        }
    }

    /// What is doubtful in a sentence.
    fn sentence(&mut self, piece: &Piece<'_>, sentence: &Sentence) {
        let text = sentence.text();
        let states = sentence.cites.is_empty() && !sentence.heading;
        let found = [
            ("figure-without-source", states.then(|| claims::figure(&text)).flatten()),
            ("past-day", claims::past_as_to_come(&text, self.today)),
            ("minister-named", claims::named_minister(&text)),
        ];
        for (name, at) in found.into_iter().filter_map(|(name, at)| Some((name, at?))) {
            let fault = fault(name, &[("words", &&text[at.clone()])]);
            self.tell(piece, fault, sentence.at(at));
        }
        let sources = sentence.cites.iter().filter_map(|id| self.sources.get(id.as_str()));
        for (at, old) in old_words::out_of_date(&text, sources.min().copied()) {
            let since = old.since.map(|since| since.strftime("%B %Y").to_string());
            let name = if since.is_some() { "out-of-date-word" } else { "unclear-word" };
            let (word, since) = (&text[at.clone()], since.unwrap_or_default());
            let values: &Values<'_> =
                &[("word", &word), ("since", &since), ("now", &old.now), ("source", &old.source)];
            self.tell(piece, fault(name, values), sentence.at(at));
        }
    }

    /// Bullets as word processors have them: the first of each run of lines.
    fn bullets(&mut self, piece: &Piece<'_>) {
        static RUNS: LazyLock<Regex> = LazyLock::new(|| pattern(&lists().bullets));
        for sign in RUNS.captures_iter(&piece.text.text).filter_map(|run| run.get(1)) {
            self.tell(piece, fault("bullet", &[("sign", &sign.as_str())]), sign.range());
        }
    }

    /// Gaps left to be filled, those apart that are HTML or have been told as such.
    fn gaps(&mut self, piece: &Piece<'_>) {
        for at in placeholders::gaps(&piece.blank(' ')) {
            if self.to_tell == 0 {
                return;
            }
            let (words, place) = (&piece.text.text[at.clone()], piece.place(at.clone()));
            let is_told = |f: &Diagnostic| f.code == "html" && f.location.as_ref() == Some(&place);
            if !is_html(words) && !self.faults.lately(is_told) {
                let gap: String = words.chars().take(MOST_SHOWN).collect();
                self.tell(piece, fault("placeholder", &[("gap", &gap)]), at);
            }
        }
    }

    fn tell(&mut self, piece: &Piece<'_>, fault: Diagnostic, at: Range<usize>) {
        if self.to_tell > 0 {
            self.to_tell -= 1;
            self.faults.push(fault.at(piece.place(at)));
        }
    }
}

/// Words of a person's text that name what has gone, each with what it is called today.
pub fn out_of_date(text: &str) -> Vec<(String, &'static str)> {
    let sentences = text.split_inclusive(['.', '!', '?', '\n']);
    let found = sentences.flat_map(|sentence| {
        let found = old_words::out_of_date(sentence, None);
        found.map(|(at, old)| (sentence[at].to_string(), old.now.as_str()))
    });
    found.collect()
}
