//! What a report says, as lines without a layout: the screen and the page each lay them out.

use std::collections::BTreeSet;

use crate::batch::columns::RowFault;
use crate::batch::joint::Apart;
use crate::batch::options::Keep;
use crate::batch::record::{Fate, Record, WARNINGS, Warning};
use crate::batch::report::whole::{FAILED, Report, TABLE};
use crate::batch::table::NotAPerson;
use crate::batch::taken::TakenFor;
use crate::batch::words::{FIXED, by, count, groups, named_rows, number, short_heading};
use crate::diagnostic::Remedy;
use crate::register::{deadline, members};
use crate::text::dates;

/// What becomes of those who are kept out of the joint response.
const APART: &str = "not in the joint response, with a letter of their own";

/// What is true of rows that were not asked for.
pub(super) const NOT_CHOSEN: &str = "not among the rows asked for";

/// How much of a list is told.
#[derive(Clone, Copy)]
pub(super) struct Depth {
    /// Rows of a list.
    pub(super) rows: usize,
    /// Groups of rows, and rows of each.
    pub(super) groups: (usize, usize),
    /// Rows to mend.
    pub(super) faults: usize,
}

/// A number and what is true of so many.
pub(super) type Line = (usize, String);

impl Report<'_> {
    /// `closes Friday 27 November, 5pm: in 44 hours`; in `short`, `closes Fri 27 Nov …`.
    pub(super) fn closing_line(&self, short: bool) -> Option<String> {
        let closes = self.closes?;
        let left = deadline::left(self.now, closes.moment());
        let verb = if closes.moment() < self.now { "closed" } else { "closes" };
        let clock = closes.at.map(|at| format!(", {}", dates::clock(at))).unwrap_or_default();
        let day = closes.day.strftime("%a %-d %b");
        let when = if short { format!("{day}{clock}") } else { closes.soon() };
        Some(format!("{verb} {when}: {left}"))
    }

    /// `Responses.csv: 312 rows, heading is row 1`.
    pub(super) fn table_line(&self) -> String {
        let rows = count(self.records.len(), "row", "rows");
        let table = self.commands.table.rsplit(['/', '\\']).next().unwrap_or_default();
        format!("{table}: {rows}, heading is row 1")
    }

    /// How many rows came to this.
    pub(super) fn of_fate(&self, is: impl Fn(Fate) -> bool) -> Vec<u32> {
        self.records.iter().filter(|r| is(r.fate)).map(|r| r.row).collect()
    }

    /// Rows that were sent again, where this became of the one that is kept.
    pub(super) fn sent_again(&self, is: impl Fn(Fate) -> bool) -> Vec<u32> {
        let those: BTreeSet<u32> = self.of_fate(is).into_iter().collect();
        self.of_fate(|fate| matches!(fate, Fate::SentAgain { kept } if those.contains(&kept)))
    }

    /// How many letters there are.
    pub(super) fn written(&self) -> usize {
        self.of_fate(|fate| fate == Fate::Written).len()
    }

    /// How many stand in the joint response.
    pub(super) fn in_joint(&self) -> usize {
        self.of_fate(|fate| fate == Fate::InJoint).len()
    }

    /// Where the letters are: `in responses/, and all.pdf with every one`.
    pub(super) fn whereabouts(&self) -> String {
        let folder = format!("in {}/", self.commands.folder.trim_end_matches(['/', '\\']));
        if self.others > 0 {
            let others = count(self.others, "letter", "letters");
            let all = if self.combined.is_empty() { "" } else { ", and not in the file with all" };
            return format!("{folder}, which also holds {others} of earlier runs{all}");
        }
        match self.combined {
            [] => folder,
            _ if !self.receivers.is_empty() => {
                format!("{folder}, and a file with every one for each receiver")
            }
            [one] => format!("{folder}, and {one} with every one"),
            [first, .., last] => format!("{folder}, and {first} to {last} with every one"),
        }
    }

    /// Who gets the letters, where it is somebody in particular.
    pub(super) fn named_receiver(&self) -> Option<&str> {
        self.receiver.filter(|name| !name.starts_with("A ") && !name.starts_with("Your "))
    }

    /// Why rows have no letter of their own.
    pub(super) fn not_written(&self, depth: Depth) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut line = |rows: Vec<u32>, text: &dyn Fn(&[u32]) -> String| {
            if !rows.is_empty() {
                lines.push((rows.len(), text(&rows)));
            }
        };
        use NotAPerson::*;
        for why in [Headings, Preview, Withdrawn, Total, Hidden, StruckOut] {
            line(self.of_fate(|f| f == Fate::NotAPerson(why)), &|rows| {
                format!("left out, as the row {}: {}", why.told(), named_rows(rows, depth.rows))
            });
        }
        line(self.of_fate(|f| f == Fate::HandedIn), &|_| "handed in before".into());
        line(self.of_fate(|f| f == Fate::NoConsent), &|_| "did not tick consent".into());
        line(self.of_fate(|f| f == Fate::UnclearConsent), &|rows| {
            let rows = named_rows(rows, depth.rows);
            format!(
                "put neither yes nor no for consent, please read it, and put yes there where the person agreed: {rows}"
            )
        });
        line(self.of_fate(|f| matches!(f, Fate::SentAgain { .. })), &|rows| {
            let rows = named_rows(rows, depth.rows);
            // The later one has a fault, or does not agree.
            let is_without =
                |fate| matches!(fate, Fate::NoConsent | Fate::UnclearConsent | Fate::ToMend);
            let without = match self.sent_again(is_without).as_slice() {
                [] => String::new(),
                these => {
                    let these = named_rows(these, depth.rows);
                    format!("; what came after {these} has no letter, see {TABLE}")
                }
            };
            let which = if self.keep == Keep::First { "first" } else { "last" };
            let by = match self.dated_by {
                Some(column) => format!("by {column}"),
                None => "no column says when, so the lower row counts as the later".into(),
            };
            let by = self.commands.offered(by, Some(&Remedy::KeepAll));
            format!("sent again, the {which} is kept ({by}): {rows}{without}")
        });
        line(self.of_fate(|f| f == Fate::ToMend), &|_| {
            format!("to mend ({FAILED}): {}", self.faults_told(depth.faults))
        });
        line(self.of_fate(|f| f == Fate::NotChosen), &|_| NOT_CHOSEN.into());
        lines
    }

    /// `row 7 postcode, row 61 Q3 and 3 more`: rows, however many faults each has.
    fn faults_told(&self, most: usize) -> String {
        let rows: Vec<&[RowFault]> = self.faults.chunk_by(|a, b| a.row == b.row).collect();
        let line = |of_row: &&[RowFault]| {
            let headings = of_row.iter().filter_map(|fault| fault.heading.as_deref());
            let mut headings: Vec<String> = headings.map(short_heading).collect();
            headings.dedup();
            let more = if headings.len() > 2 { " and more" } else { "" };
            headings.truncate(2);
            format!("row {} {}{more}", of_row[0].row, headings.join(" and ")).trim_end().to_string()
        };
        let mut told: Vec<String> = rows.iter().take(most).map(line).collect();
        if rows.len() > most {
            let more = number(rows.len() - most);
            let last = told.pop().unwrap_or_default();
            told.push(format!("{last} and {more} more"));
        }
        told.join(", ")
    }

    /// How the letters are likely to be read.
    pub(super) fn read_lines(&self, depth: Depth) -> Vec<Line> {
        let reading = self.reading;
        let different = reading.different.len();
        let half = match different {
            0 => String::new(),
            1 => format!(" ({})", count(reading.half_have as usize, "word", "words")),
            _ => format!(" (half: {} words or more)", number(reading.half_have as usize)),
        };
        let say = by(different, "says", "say");
        let unlike = "something of their own, unlike any other that we could find";
        let mut lines = vec![(different, format!("{say} {unlike}{half}"))];
        let told = groups(&reading.matching, depth.groups);
        let few = reading.few.len();
        let say = by(few, "says", "say");
        let short = "something of their own in fewer than 8 words, too few to compare";
        let (sentence, none) = (reading.sentence.len(), reading.template.len());
        let ours = |n, with: &str| (n, format!("{} our text with a {with}", by(n, "is", "are")));
        let more = [
            (reading.matched(), format!("have “own” words like someone else’s: rows {told}")),
            (few, format!("{say} {short}")),
            ours(sentence, "sentence of the person’s own"),
            ours(none, "name"),
        ];
        lines.extend(more.into_iter().filter(|(n, _)| *n > 0));
        if let Some((_, text)) = lines.last_mut().filter(|_| sentence + none > 1) {
            text.push_str(
                ". Each is usually counted; together they are usually read once, as one campaign \
                 response.",
            );
        }
        lines
    }

    /// What else somebody should look at: letters too long, cells that look wrong. Numbered
    /// answers are told question by question.
    pub(super) fn look_lines(&self, depth: Depth) -> Vec<Line> {
        let has = |one: Warning| -> Vec<u32> {
            let written = self.records.iter().filter(|r| r.fate == Fate::Written);
            written.filter(|r: &&Record| r.warnings.has(one)).map(|r| r.row).collect()
        };
        WARNINGS
            .iter()
            .filter(|(one, _)| **one != Warning::PartTooLong || self.reading.questions.is_empty())
            .map(|(one, text)| (has(*one), text))
            .filter(|(rows, _)| !rows.is_empty())
            .map(|(rows, text)| (rows.len(), format!("{text}: {}", named_rows(&rows, depth.rows))))
            .chain(member_line(self.records))
            .chain(self.taken_lines(depth))
            .chain(self.unread.iter().map(|column| self.unread_line(column)))
            .chain(self.apart_lines(depth))
            .collect()
    }

    /// Who is kept out of the joint response, and why.
    fn apart_lines(&self, depth: Depth) -> Vec<Line> {
        let line = |(why, rows): (&Apart, &Vec<u32>)| {
            let (why, these) = (why.told(), named_rows(rows, depth.rows));
            (rows.len(), format!("{why}: {APART}, {these}"))
        };
        self.apart.iter().map(line).collect()
    }

    /// What councils and committees were taken for, the most rows first.
    fn taken_lines(&self, depth: Depth) -> Vec<Line> {
        let (told, rest) = self.taken.split_at(self.taken.len().min(depth.groups.0));
        let line = |one: &TakenFor| {
            let rows = named_rows(&one.rows, depth.rows);
            (one.rows.len(), format!("{}: {rows}", one.in_short()))
        };
        let mut lines: Vec<Line> = told.iter().map(line).collect();
        let more: usize = rest.iter().map(|one| one.rows.len()).sum();
        if more > 0 {
            lines.push((more, format!("were taken for still others: see {TABLE}")));
        }
        lines
    }

    /// A column that looks like own words and is not used.
    fn unread_line(&self, (heading, rows): &(String, usize)) -> Line {
        let text = format!(
            "have a sentence or more in “{heading}”, which is not used. If it answers a question, \
             say which"
        );
        let remedy = Remedy::MapColumn(heading.clone(), "ID".into());
        (*rows, self.commands.offered(text, Some(&remedy)))
    }

    /// Question by question: a label, and what it is true of.
    pub(super) fn question_lines(&self, depth: Depth) -> Vec<(&'static str, String)> {
        let questions = &self.reading.questions;
        let mut lines = Vec::new();
        let own = questions.iter().filter(|q| q.own > 0);
        let own: Vec<String> =
            own.map(|q| format!("Q{}{FIXED}{}", q.question.number, number(q.own))).collect();
        if !own.is_empty() {
            lines.push(("own answers", own.join(", ")));
        }
        let listed = |same: bool| {
            let these = questions.iter().filter(|q| q.own == 0 && q.question.same == same);
            these.map(|q| format!("Q{}", q.question.number)).collect::<Vec<_>>().join(" ")
        };
        if !listed(true).is_empty() {
            lines.push(("same for all", listed(true)));
        }
        if !listed(false).is_empty() {
            lines.push(("no own words", format!("{}, though not all the same", listed(false))));
        }
        for asked in questions.iter().filter(|q| !q.long.is_empty()) {
            let rows = named_rows(&asked.long, depth.rows);
            let limit = match (asked.question.limit, asked.question.most_characters) {
                (Some(words), None) => format!("over {} words", number(words)),
                (None, Some(most)) => format!("over {} characters", number(most)),
                _ => "over the limit".into(),
            };
            let text =
                format!("Q{} {rows}: {limit}, the form may cut them off", asked.question.number);
            lines.push(("too long", text));
        }
        lines
    }
}

/// Of which day the names of MPs are, where some are those of our table.
fn member_line(records: &[Record]) -> Option<Line> {
    let named =
        |record: &&Record| record.fate == Fate::Written && record.warnings.has(Warning::MpName);
    let rows = records.iter().filter(named).count();
    let day = members::as_of().filter(|_| rows > 0)?;
    Some((rows, format!("name whoever was the MP on {}", dates::day(day))))
}
