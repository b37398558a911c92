//! How a batch is likely to be read: who says something of their own, whose words match someone
//! else's, who sends the group's text with a name added.
//!
//! Nothing here weighs a response. Receivers usually count each one; what differs is how many
//! times the same words are read.

use rapidhash::{RapidHashMap, RapidHashSet};
use rayon::prelude::*;

use super::questions::{Questions, Told};
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
    /// Rows that are the group's text with a name added.
    pub template: Vec<u32>,
    /// The numbered questions, in their order; empty where the letters have none.
    pub questions: Vec<Answered>,
}

/// A numbered question, and how the letters answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The question.
    pub question: Told,
    /// How many answer it with words of their own.
    pub own: usize,
    /// Rows whose answer is over its limit.
    pub long: Vec<u32>,
}

impl Reading {
    /// Reads the letters that were written. `records` are in the order of the rows; `own_text`
    /// gives the own words of the record at a place again, and is called on any thread.
    pub fn of<F>(records: &[Record], questions: &Questions, own_text: F) -> Reading
    where
        F: Fn(usize) -> String + Sync,
    {
        Reading::unless(records, questions, own_text, &|| false).unwrap_or_default()
    }

    /// The same, and none as soon as `stop` says so.
    pub fn unless<F>(
        records: &[Record],
        questions: &Questions,
        own_text: F,
        stop: &dyn Fn() -> bool,
    ) -> Option<Reading>
    where
        F: Fn(usize) -> String + Sync,
    {
        let mut reading = Reading::default();
        let mut compared: Vec<(usize, &Sketch)> = Vec::new();
        for (place, record) in written(records) {
            match (record.voice(), &record.sketch) {
                (Voice::Own, Some(sketch)) => compared.push((place, sketch)),
                (Voice::Template, _) => reading.template.push(record.row),
                _ => reading.few.push(record.row),
            }
        }
        let sketches: Vec<&Sketch> = compared.iter().map(|(_, sketch)| *sketch).collect();
        let own_text = |text: usize| own_text(compared[text].0);
        let groups = similar::groups_unless(&sketches, own_text, stop)?;
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
        Some(reading)
    }

    /// The same, with rows that give a whole answer in the words of another row: who answers one
    /// question in copied words and another in their own is not unlike any other. `answers` are a
    /// hash of each answer with its row.
    pub fn with_same_answers(mut self, records: &[Record], answers: &[(u64, u32)]) -> Reading {
        let mut answers = answers.to_vec();
        answers.par_sort_unstable();
        answers.dedup();
        let mut alone: RapidHashSet<u32> = self.different.iter().copied().collect();
        let groups = self.matching.iter().enumerate();
        let mut group_of: RapidHashMap<u32, usize> =
            groups.flat_map(|(group, rows)| rows.iter().map(move |row| (*row, group))).collect();
        for same in answers.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            let rows = same.iter().map(|(_, row)| *row);
            let known = |row: &u32| alone.contains(row) || group_of.contains_key(row);
            let rows: Vec<u32> = rows.filter(known).collect();
            if rows.len() < 2 || !rows.iter().any(|row| alone.contains(row)) {
                continue;
            }
            let group = rows.iter().find_map(|row| group_of.get(row).copied());
            let group = group.unwrap_or_else(|| {
                self.matching.push(Vec::new());
                self.matching.len() - 1
            });
            for row in rows.into_iter().filter(|row| alone.remove(row)) {
                self.matching[group].push(row);
                group_of.insert(row, group);
            }
        }
        self.matching.iter_mut().for_each(|rows| rows.sort_unstable());
        self.matching.sort_unstable();
        let own = records.iter().filter(|record| alone.contains(&record.row));
        self.half_have = median(own.map(|record| record.own).collect());
        self.different.retain(|row| alone.contains(row));
        self
    }

    /// How many letters there are.
    pub fn letters(&self) -> usize {
        self.different.len() + self.matched() + self.few.len() + self.template.len()
    }

    /// How many have own words that match someone else's.
    pub fn matched(&self) -> usize {
        self.matching.iter().map(Vec::len).sum()
    }
}

fn answered(question: Told, records: &[Record]) -> Answered {
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
    use crate::batch::record::Warnings;

    fn record(row: u32, words: u32, own: u32, text: &str) -> Record {
        Record {
            words,
            own,
            best_share: (own * 100 / words.max(1)) as u8,
            warnings: Warnings::default(),
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
        let reading = Reading::of(&records, &Questions::new(), |n| texts[n].to_string());
        assert_eq!(reading.different, [3]);
        assert_eq!(reading.half_have, 15);
        assert_eq!(reading.matching, [[2, 6]]);
        assert_eq!(reading.few, [5]);
        assert_eq!(reading.template, [4, 7]);
        assert_eq!(reading.letters(), 6);
    }

    #[test]
    fn reading_stops_between_two_pieces_of_its_work() {
        use std::cell::Cell;
        let text = |n: usize| format!("{n} {} was late and the clinic was shut", "x y ".repeat(n));
        let records: Vec<Record> = (0..9).map(|n| record(n as u32 + 2, 99, 40, &text(n))).collect();
        let all = Cell::new(0);
        let until = |most: usize| {
            all.set(0);
            let stop = || {
                all.set(all.get() + 1);
                all.get() > most
            };
            Reading::unless(&records, &Questions::new(), text, &stop)
        };
        assert_eq!(until(usize::MAX), Some(Reading::of(&records, &Questions::new(), text)));
        // Wherever it is stopped, it goes no further: it is not asked again.
        let times = all.get();
        assert!(times > 3, "{times}");
        for most in 0..times {
            assert_eq!(until(most), None);
            assert_eq!(all.get(), most + 1);
        }
    }

    #[test]
    fn half_have_as_many_or_more() {
        assert_eq!(median(vec![]), 0);
        assert_eq!(median(vec![9, 1, 5]), 5);
        assert_eq!(median(vec![9, 1, 5, 7]), 7);
    }
}
