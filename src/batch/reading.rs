//! How a batch is likely to be read: who says something of their own, whose words match someone
//! else's, who sends the group's text with a name added.
//!
//! Nothing here weighs a response. Receivers usually count each one; what differs is how many
//! times the same words are read.

use super::questions::{Question, Questions};
use super::record::{Fate, Record, Voice};
use super::similar::{self, Sketch};

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
        let mut reading = Reading::default();
        let mut compared: Vec<(usize, &Sketch)> = Vec::new();
        for (place, record) in written(records) {
            match (record.voice(), &record.sketch) {
                (Voice::Own, Some(sketch)) => compared.push((place, sketch)),
                (Voice::Template, _) => reading.template.push(record.row),
                (Voice::Sentence, _) => reading.sentence.push(record.row),
                _ => reading.few.push(record.row),
            }
        }
        let sketches: Vec<&Sketch> = compared.iter().map(|(_, sketch)| *sketch).collect();
        let groups = similar::groups(&sketches);
        let mut alone = vec![true; compared.len()];
        for text in groups.iter().flatten() {
            alone[*text] = false;
        }
        let row = |text: usize| records[compared[text].0].row;
        reading.matching =
            groups.iter().map(|group| group.iter().map(|text| row(*text)).collect()).collect();
        let different: Vec<&Record> = compared
            .iter()
            .zip(alone)
            .filter(|(_, alone)| *alone)
            .map(|((place, _), _)| &records[*place])
            .collect();
        reading.half_have = median(different.iter().map(|record| record.own).collect());
        reading.different = different.iter().map(|record| record.row).collect();
        reading.questions = questions.told().into_iter().map(|q| answered(q, records)).collect();
        reading
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

fn answered(question: Question, records: &[Record]) -> Answered {
    let bit = question.bit;
    let long = |record: &Record| (record.long_parts & bit != 0).then_some(record.row);
    Answered {
        own: written(records).filter(|(_, record)| record.own_parts & bit != 0).count(),
        long: written(records).filter_map(|(_, record)| long(record)).collect(),
        question,
    }
}

fn written(records: &[Record]) -> impl Iterator<Item = (usize, &Record)> {
    records.iter().enumerate().filter(|(_, record)| record.fate == Fate::Written)
}

/// The number that half of them reach: the upper of two in the middle.
fn median(mut numbers: Vec<u32>) -> u32 {
    numbers.sort_unstable();
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(row: u32, words: u32, own: u32, text: &str) -> Record {
        Record {
            words,
            own,
            best_share: (own * 100 / words.max(1)) as u8,
            sketch: Sketch::of(text).map(Box::new),
            ..Record::without_letter(row, Fate::Written)
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
