//! What a batch keeps of a row once its letter is written: numbers, and a sketch of the person's
//! own words, never the words themselves. By these it tells how the letters are likely to be read:
//! who says something of their own, whose words match someone else's, who sends the group's text
//! with a name added.
//!
//! Nothing here weighs a response. Receivers usually count each one; what differs is how many
//! times the same words are read.
//!
//! A record takes 112 bytes, and 264 more where there are own words to compare: 100,000 rows take
//! at most 40 MB.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::sync::LazyLock;

use serde::Deserialize;

use super::questions::{Question, Questions};
use super::similar::{self, Common, FEWEST_WORDS, Sketch};
use super::table::NotAPerson;
use crate::answer::{Answers, Chosen, GroupText, Value};
use crate::diagnostic::filled;
use crate::document::Document;
use crate::model::Template;
use crate::text::fold;
use crate::text::words;

/// Own words in a hundred, below which a letter reads as the group's text with a name added: in
/// a page of 300 words that is fewer than 30, two sentences, which somebody who reads the page
/// for the hundredth time will hardly find.
pub const LEAST_SHARE: u8 = 10;

/// What became of a row, in the order in which it is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// Its letter is in the folder, written now or by an earlier run.
    Written,
    /// It is one of the signatories of the joint response.
    InJoint,
    /// It has a fault, and is in `failed.csv`.
    ToMend,
    /// The person has not agreed to the text going out in their name.
    NoConsent,
    /// What they put for their consent is neither a yes nor a no.
    UnclearConsent,
    /// The same person sent another row, which is kept.
    SentAgain,
    /// It is no person's.
    NotAPerson,
    /// Its letter was handed in before.
    HandedIn,
    /// `--rows` or `--limit` left it out.
    #[default]
    NotChosen,
}

/// How a letter is likely to be read, before it is compared with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// The person says something of their own.
    Own,
    /// They say something in fewer than 8 words: too short to compare with others.
    Few,
    /// They say something in fewer than [`LEAST_SHARE`] words in a hundred: a sentence in a page.
    Sentence,
    /// No words of their own.
    Template,
}

/// What a person should know about a letter, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Warning {
    /// The whole is over its limit of words.
    TooLong,
    /// A numbered answer is over its limit.
    PartTooLong,
    /// It has no place for something that the row says, given the row's other answers.
    Unasked,
    /// Somebody of the same name said no, and nothing tells the two apart.
    SaidNo,
    /// Somebody with another name has the same e-mail address.
    SameAddress,
    /// Cells that were damaged on their way were mended.
    Mended,
    /// The MP is named as our table has it, and nobody confirmed it.
    MpName,
    /// Letters are put into folders by receiver, and whose this is, is not certain.
    NoReceiver,
    /// It says no constituency, by which an MP would be found.
    NoSeat,
    /// Who is written to is not named.
    NoName,
    /// Signs that no font has were left out of the PDF.
    LeftOut,
    /// Another row without an e-mail address has the same name and the same words.
    SameName,
    /// A council or committee was taken for another than stands in the row, or is in no register;
    /// `taken` says which.
    Taken,
}

/// What is said of rows, each list named as in the file, which says what it is for.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Told {
    fates: BTreeMap<Fate, [String; 2]>,
    pub(super) no_person: BTreeMap<NotAPerson, String>,
    pub(super) warnings: BTreeMap<Warning, String>,
    pub(super) voices: BTreeMap<Voice, String>,
    /// How a letter reads whose own words are like another's.
    pub(super) matching: String,
}

/// The words of `data/report/rows.yaml`.
pub(super) static TOLD: LazyLock<Told> = LazyLock::new(|| {
    serde_yaml::from_str(include_str!("../../data/report/rows.yaml"))
        .expect("what is built in can be read; a test does")
});

/// What is kept of a row.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The spreadsheet's number of the row; the heading is row 1.
    pub row: u32,
    /// Whose it is, by the number of their last row.
    pub person: u32,
    /// What became of it.
    pub fate: Fate,
    /// The row that is kept where the person sent it again.
    pub kept: u32,
    /// Why it is no person's.
    pub apart: Option<NotAPerson>,
    /// Words of the body.
    pub words: u32,
    /// The person's own among them.
    pub own: u32,
    /// Numbered answers that hold own words, a bit each (see [`Questions`]).
    pub own_parts: u128,
    /// Numbered answers over their limit, a bit each.
    pub long_parts: u128,
    /// Share of own words in a hundred.
    pub share: u8,
    /// The same, or that of the numbered answer that has most.
    pub best_share: u8,
    /// What a person should know.
    pub warnings: BTreeSet<Warning>,
    /// A sketch of the own words; none where there are fewer than 8.
    pub sketch: Option<Box<Sketch>>,
    /// A hash of what its letter is made from.
    pub made_from: u64,
    /// Who receives it, where folders are made of them and it is certain.
    pub receiver: Option<Box<str>>,
}

impl Record {
    /// The record of a row that has this letter. `own` is the sketch of all that the person wrote
    /// themselves (see [`own_sketch`]); what stands in `common` is not theirs.
    pub fn of(
        row: u32,
        letter: &Document,
        own: Option<Sketch>,
        questions: &Questions,
        common: &Common,
    ) -> Record {
        let Document { measure, parts, .. } = letter;
        let (own_parts, long_parts) = questions.mark(parts);
        let is_copied = own.as_ref().is_some_and(|own| common.has(own));
        // Numbered answers are read question by question.
        let shares = parts.iter().map(|part| part.measure.share()).chain([measure.share()]);
        let mut record = Record {
            row,
            fate: Fate::Written,
            words: measure.words as u32,
            own: measure.own as u32,
            own_parts,
            long_parts,
            share: measure.share() as u8,
            best_share: shares.max().unwrap_or_default() as u8,
            sketch: own.map(Box::new),
            ..Record::default()
        };
        if is_copied {
            let (own, share) = (0, 0);
            record = Record { own, own_parts: 0, share, best_share: share, sketch: None, ..record };
        }
        if !measure.fits() {
            record.warnings.insert(Warning::TooLong);
        }
        if parts.iter().any(|part| !part.measure.fits()) {
            record.warnings.insert(Warning::PartTooLong);
        }
        record
    }

    /// What became of it, in words; and why a letter of it that somebody changed by hand is not to
    /// be sent.
    pub fn told(&self) -> [String; 2] {
        let why = self.apart.map(|why| TOLD.no_person[&why].as_str()).unwrap_or_default();
        let values: [(&str, &dyn Display); 2] = [("kept", &self.kept), ("why", &why)];
        TOLD.fates[&self.fate].each_ref().map(|text| filled(text, &values))
    }

    /// Whether next to nothing of it is the person's own: `--joint no-own-words` takes those.
    pub fn is_ours(&self) -> bool {
        matches!(self.voice(), Voice::Template | Voice::Sentence)
    }

    /// How the letter is likely to be read.
    pub fn voice(&self) -> Voice {
        if self.own == 0 {
            Voice::Template
        } else if self.best_share < LEAST_SHARE {
            Voice::Sentence
        } else if self.sketch.is_none() {
            Voice::Few
        } else {
            Voice::Own
        }
    }
}

/// All that a person wrote themselves: their own-words answers in the order of the template's
/// questions, and concerns of their own, each with the id of the question that it answers. What the
/// `group` gave for everybody is left out.
pub fn own_pieces<'a>(
    template: &'a Template,
    answers: &'a Answers,
    group: &GroupText,
) -> Vec<(&'a str, &'a str)> {
    let mut pieces: Vec<(&str, &str)> = Vec::new();
    for id in &template.questions {
        match answers.get(id) {
            Some(Value::OwnWords(text)) => pieces.push((id, group.parted(id, text).0)),
            Some(Value::Concerns(chosen)) if !group.alone.contains(id) => {
                pieces.extend(chosen.iter().filter_map(|c| match c {
                    Chosen::Own(text) => Some((id.as_str(), text.as_str())),
                    Chosen::Pack(_) => None,
                }))
            }
            _ => {}
        }
    }
    pieces.retain(|(_, piece)| !piece.is_empty());
    pieces
}

/// The sketch of all that a person wrote themselves, to be compared with that of others.
pub fn own_sketch(template: &Template, answers: &Answers, group: &GroupText) -> Option<Sketch> {
    let pieces = own_pieces(template, answers, group);
    // How many there are beyond those that must be there tells nothing.
    let few = |piece| words::words(piece).take(FEWEST_WORDS).count();
    let words = pieces.iter().map(|(_, piece)| few(piece)).sum();
    let said = pieces.iter().map(|(_, piece)| fold(piece)).filter(|piece| !piece.is_empty());
    Sketch::of_normal(words, &said.collect::<Vec<_>>().join(" "))
}

/// How the letters of a batch are likely to be read. Rows are those of the spreadsheet, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Rows that say something of their own, different from all others.
    pub different: Vec<u32>,
    /// Half of `different` have this many own words or more.
    pub half_have: u32,
    /// Rows whose own words match someone else's, group by group.
    pub matching: Vec<Vec<u32>>,
    /// Rows that say something of their own in fewer than 8 words, which are not compared.
    pub few: Vec<u32>,
    /// Rows that are the group's text with a sentence of the person's own.
    pub sentence: Vec<u32>,
    /// Rows that are the group's text with a name.
    pub template: Vec<u32>,
    /// The numbered questions, in their order; empty where the letters have none.
    pub questions: Vec<Answered>,
}

/// A numbered question, and how the letters answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The question.
    pub question: Question,
    /// How many answer it with words of their own.
    pub own: usize,
    /// Rows whose answer is over its limit.
    pub long: Vec<u32>,
}

impl Reading {
    /// Reads the letters that were written. `records` are in the order of the rows.
    pub fn of(records: &[Record], questions: &Questions) -> Reading {
        let letters: Vec<&Record> = records.iter().filter(|r| r.fate == Fate::Written).collect();
        let of_voice = |voice: Voice| -> Vec<u32> {
            letters.iter().filter(|r| r.voice() == voice).map(|r| r.row).collect()
        };
        let own = letters.iter().filter(|record| record.voice() == Voice::Own);
        let (own, sketches): (Vec<&Record>, Vec<&Sketch>) =
            own.filter_map(|record| Some((*record, record.sketch.as_deref()?))).unzip();
        let groups = similar::groups(&sketches);
        let like: BTreeSet<usize> = groups.iter().flatten().copied().collect();
        let different: Vec<usize> = (0..own.len()).filter(|text| !like.contains(text)).collect();
        let rows = |texts: &[usize]| texts.iter().map(|text| own[*text].row).collect();
        let answered = |question: Question| {
            let having = |bits: fn(&Record) -> u128| -> Vec<u32> {
                letters.iter().filter(|r| bits(r) & question.bit != 0).map(|r| r.row).collect()
            };
            let (own, long) = (having(|r| r.own_parts).len(), having(|r| r.long_parts));
            Answered { question, own, long }
        };
        Reading {
            half_have: median(different.iter().map(|text| own[*text].own).collect()),
            different: rows(&different),
            matching: groups.iter().map(|group| rows(group)).collect(),
            few: of_voice(Voice::Few),
            sentence: of_voice(Voice::Sentence),
            template: of_voice(Voice::Template),
            questions: questions.told().into_iter().map(answered).collect(),
        }
    }

    /// How many letters there are.
    pub fn letters(&self) -> usize {
        let own = self.different.len() + self.matched() + self.few.len();
        own + self.ours()
    }

    /// How many are the group's text, with a name or with a sentence besides.
    pub fn ours(&self) -> usize {
        self.template.len() + self.sentence.len()
    }

    /// How many have own words that match someone else's.
    pub fn matched(&self) -> usize {
        self.matching.iter().map(Vec::len).sum()
    }
}

/// The number that half of them reach: the upper of two in the middle.
fn median(mut numbers: Vec<u32>) -> u32 {
    numbers.sort_unstable();
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_said_of_rows_has_its_words_but_one_warning() {
        assert_eq!(TOLD.fates.len(), Fate::NotChosen as usize + 1);
        assert_eq!(TOLD.no_person.len(), NotAPerson::StruckOut as usize + 1);
        assert_eq!(TOLD.warnings.len(), Warning::Taken as usize);
        assert_eq!(TOLD.voices.len(), Voice::Template as usize + 1);
    }

    #[test]
    fn a_record_is_small() {
        assert_eq!(size_of::<Record>(), 112);
    }

    fn record(row: u32, words: u32, own: u32, text: &str) -> Record {
        Record {
            row,
            fate: Fate::Written,
            words,
            own,
            best_share: (own * 100 / words.max(1)) as u8,
            sketch: Sketch::of(text).map(Box::new),
            ..Record::default()
        }
    }

    #[test]
    fn rows_fall_into_four_kinds() {
        let bus = "The bus was moved twice last year and nobody told my mother about it";
        let ward = "I nursed on that ward for thirty years and it saved my neighbour in May";
        let texts = [bus, ward, "", "Keep it open", bus, "", ward];
        let own: Vec<u32> = vec![14, 15, 0, 3, 14, 20, 15];
        let mut records: Vec<Record> =
            (0..7).map(|n| record(n as u32 + 2, 100, own[n], texts[n])).collect();
        records[3].best_share = 30;
        records[5].words = 400;
        records[5].best_share = 5;
        records[6].fate = Fate::NoConsent;
        let reading = Reading::of(&records, &Questions::default());
        assert_eq!(reading.different, [3]);
        assert_eq!(reading.half_have, 15);
        assert_eq!(reading.matching, [[2, 6]]);
        assert_eq!(reading.few, [5]);
        assert_eq!(reading.letters(), 6);
        assert_eq!((reading.template, reading.sentence), (vec![4], vec![7]));
    }

    #[test]
    fn half_have_as_many_or_more() {
        assert_eq!(median(vec![]), 0);
        assert_eq!(median(vec![9, 1, 5]), 5);
        assert_eq!(median(vec![9, 1, 5, 7]), 7);
    }
}
