//! What a batch says at the end: on the screen, in `report.md` and `report.csv`, and in the note to
//! hand in with the letters. The words are in `data/report`.
//!
//! Nobody's words or details are in any of them: they call people by the number of their row.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value as Json, json};

use super::columns::faults_by_row;
use super::job::Job;
use super::options::Keep;
use super::receivers;
use super::record::{Fate, LEAST_SHARE, Reading, Record, TOLD, Warning};
use super::run::Batch;
pub use super::run::{ASK_AGAIN, COVER_NOTE, FAILED, PAGE, TABLE};
use super::similar::{FEWEST_IN_COMMON, FEWEST_WORDS, LEAST_IN_COMMON};
use super::sink::Done;
use super::table::csv;
use super::words::{FIXED, groups, number, short_heading};
pub use super::words::{command, named_rows, quoted};
use crate::answer::{Answers, Value};
use crate::compose::{self, advice};
use crate::diagnostic::Remedy;
use crate::register::{deadline, members};
use crate::template::engine;
use crate::text::{ENGLISH, wrap};

const LINES: &str = include_str!("../../data/report/lines.hbs");
const PAGE_TEMPLATE: &str = include_str!("../../data/report/report.md.hbs");
const SCREEN_TEMPLATE: &str = include_str!("../../data/report/screen.hbs");
const NOTE_TEMPLATE: &str = include_str!("../../data/report/cover-note.md.hbs");

/// Days within which a day of the week alone says which.
const SOON: i64 = 6;

/// Letters like others from which it is better to ask or to join than to send.
const FEWEST_ALIKE: usize = 10;

/// Files not to be sent that are named.
const MOST_ASTRAY: usize = 20;

/// What is told of a list of rows; `report.csv` tells all.
const MOST_ROWS: usize = 10;

/// Groups of rows that are told, and rows of each.
const MOST_GROUPS: (usize, usize) = (6, 4);

/// Rows to mend that are told; `failed.csv` has all.
const MOST_FAULTS: usize = 2;

/// The columns of `report.csv`.
const HEADINGS: &str = "row, what became of it, file, words, own words, own words in a hundred, \
                        how it reads, group, warnings";

/// Columns of the screen below which a line's text goes under its label.
const WIDE: usize = 60;

/// What a report is about: the letters of a batch, or those that one receiver gets.
#[derive(Clone)]
pub struct Report<'a> {
    /// The batch.
    pub batch: &'a Batch<'a>,
    /// What came of it.
    pub done: &'a Done,
    /// A record a row, in the order of the table.
    pub records: &'a [Record],
    /// How the letters are likely to be read.
    pub reading: Reading,
    /// The joint response made in this run, inside the folder.
    pub joint: Option<String>,
    /// Who gets the letters, such as `The consultation EX/26`.
    pub receiver: Option<String>,
    /// Where they are sent by e-mail.
    pub email: Option<String>,
    /// What the first letter answers.
    pub answers: Answers,
}

impl<'a> Report<'a> {
    /// The report of a whole batch.
    pub fn of(batch: &'a Batch<'a>, done: &'a Done) -> Report<'a> {
        let job = &batch.job;
        let is_in = |record: &Record| matches!(record.fate, Fate::Written | Fate::InJoint);
        let those = || batch.records.iter().enumerate().filter(|(_, record)| is_in(record));
        let first = those().min_by_key(|(_, record)| record.fate);
        let (answers, _) = first.and_then(|(index, _)| job.answered(index)).unwrap_or_default();
        let receiver = first.and_then(|(_, record)| record.receiver.as_ref());
        let receiver = receiver.filter(|to| those().all(|(_, r)| r.receiver.as_ref() == Some(to)));
        let to = compose::receiver(job.pack, job.template, &answers).filter(|_| receiver.is_some());
        Report {
            batch,
            done,
            records: &batch.records,
            reading: Reading::of(&batch.records, &batch.questions),
            joint: done.joint.first().map(|file| match file.rsplit_once('/') {
                Some((_, file)) => format!("{file} of their receiver"),
                None => file.clone(),
            }),
            receiver: receiver.map(|name| receivers::in_words(name)),
            email: to.and_then(|to| to.email().map(str::to_string)),
            answers,
        }
    }

    /// Whether there is anything to hand in.
    pub fn has_letters(&self) -> bool {
        self.reading.letters() > 0 || self.joint.is_some()
    }

    /// The cover note, for whoever receives the letters of this report. It says what they are,
    /// honestly: a receiver who is told how many share a text trusts the rest.
    pub fn cover_note(&self) -> Vec<u8> {
        markdown(NOTE_TEMPLATE, self.told())
    }

    /// The files of the report with their names, and what it says on the screen, to be laid out. The
    /// cover note is there if there is anything to hand in; where every receiver has a folder, the
    /// note of each is there instead.
    pub fn files(&self) -> (Vec<(String, Vec<u8>)>, String) {
        let told = self.told();
        let mut files = vec![
            (PAGE.to_string(), markdown(PAGE_TEMPLATE, told.clone())),
            (TABLE.to_string(), self.table()),
        ];
        if self.has_letters() && !self.batch.job.options.by_receiver {
            files.push((COVER_NOTE.to_string(), markdown(NOTE_TEMPLATE, told.clone())));
        }
        (files, engine::own_plain(SCREEN_TEMPLATE, told))
    }

    /// What the templates of a report are filled with: figures, and the lists that `lines.hbs` makes
    /// of them.
    fn told(&self) -> Json {
        let mut told = Map::new();
        for figures in [self.fates(), self.letters(), self.look(), self.steps()] {
            told.extend(figures.as_object().cloned().into_iter().flatten());
        }
        let lists = format!("\n{}", engine::own_plain(LINES, Json::Object(told.clone())));
        for list in lists.split("\n\t").skip(1) {
            let mut lines = list.lines().filter(|line| !line.is_empty());
            let name = lines.next().unwrap_or_default().to_string();
            let line = |(line, at): (&str, usize)| {
                let (first, second) = line.split_once('\t').unwrap_or((line, ""));
                json!({ "at": at, "first": first, "second": second })
            };
            told.insert(name, lines.zip(1..).map(line).collect());
        }
        Json::Object(told)
    }

    /// What the letters are about, and what became of each row.
    fn fates(&self) -> Json {
        let Batch { job, order, .. } = self.batch;
        let Job { options, columns, template, pack, .. } = job;
        let title = match self.answers.get("consultation_title") {
            Some(Value::Text(title)) => title,
            _ if template.closes.is_some() => &pack.title,
            _ => &template.title,
        };
        let closes = advice::closes(template, &self.answers);
        let before = closes.filter(|closes| closes.moment() >= options.now).map(|closes| {
            match closes.day.duration_since(options.now.date()).as_hours() / 24 {
                0 => "it closes today".to_string(),
                1..=SOON => closes.day.strftime("%A").to_string(),
                _ => ENGLISH.weekday(closes.day),
            }
        });
        let of = |fate| because("", &self.rows(|one| one.fate == fate));
        let left_out = TOLD.no_person.iter();
        let left_out = left_out.map(|(is, why)| because(why, &self.rows(|r| r.apart == Some(*is))));
        // The last one may have a fault, or not be among the rows that were chosen.
        let again = |is: fn(Fate) -> bool| {
            let those: BTreeSet<u32> = self.rows(|one| is(one.fate)).into_iter().collect();
            self.rows(|one| one.fate == Fate::SentAgain && those.contains(&one.kept))
        };
        let faults = self.batch.faults.chunk_by(|a, b| a.row == b.row).map(|of_row| {
            let headings = of_row.iter().filter_map(|fault| fault.heading.as_deref());
            let mut headings: Vec<String> = headings.map(short_heading).collect();
            headings.dedup();
            json!({ "row": of_row[0].row, "headings": headings })
        });
        let (written, in_joint) = (of(Fate::Written), of(Fate::InJoint));
        let is_not = |one: &Record| !matches!(one.fate, Fate::Written | Fate::InJoint);
        let dated_by = order.column.and_then(|column| columns.name(column));
        json!({
            "title": title,
            "closes": closes.map(|closes| closes.soon()),
            "left": closes.map(|closes| deadline::left(options.now, closes.moment())),
            "before": before,
            "commands": options.commands,
            "rows": self.records.len(),
            "others": self.done.others,
            "whole": self.batch.is_whole(),
            "consent": job.table.headings[columns.consent],
            "combined": self.done.combined,
            "last_combined": self.done.combined.last(),
            "joint": self.joint,
            "in_joint": in_joint["n"],
            "written": written["n"],
            "not_written": self.rows(is_not).len(),
            "left_out": left_out.filter(|told| told["n"] != 0).collect::<Vec<_>>(),
            "handed_in": of(Fate::HandedIn),
            "no_consent": of(Fate::NoConsent),
            "unclear": of(Fate::UnclearConsent),
            "again": of(Fate::SentAgain),
            "again_written": !again(|fate| matches!(fate, Fate::Written | Fate::InJoint)).is_empty(),
            "without_letter": because("", &again(|fate| {
                matches!(fate, Fate::NoConsent | Fate::UnclearConsent | Fate::ToMend)
            })),
            "which_kept": if options.keep == Some(Keep::First) { "first" } else { "last" },
            "keep_all": options.commands.offered(String::new(), Some(&Remedy::KeepAll)),
            "dated_by": dated_by,
            "month_first": order.month_first,
            "to_mend": of(Fate::ToMend),
            "faults": faults.clone().take(MOST_FAULTS).collect::<Vec<_>>(),
            "more_faults": faults.count().saturating_sub(MOST_FAULTS),
            "not_chosen": of(Fate::NotChosen),
        })
    }

    /// The rows whose records are such.
    fn rows(&self, are: impl Fn(&Record) -> bool) -> Vec<u32> {
        self.records.iter().filter(|record| are(record)).map(|record| record.row).collect()
    }

    /// How the letters are likely to be read, question by question.
    fn letters(&self) -> Json {
        let reading = &self.reading;
        let written = self.records.iter().filter(|record| record.fate == Fate::Written);
        let people: BTreeSet<u32> = written.map(|record| record.person).collect();
        let questions = reading.questions.iter();
        let own = questions.clone().filter(|q| q.own > 0);
        let own = own.map(|q| format!("Q{}{FIXED}{}", q.question.number, number(q.own)));
        let listed = |same: bool| {
            let these = questions.clone().filter(|q| q.own == 0 && q.question.same == same);
            these.map(|q| format!("Q{}", q.question.number)).collect::<Vec<_>>().join(" ")
        };
        let too_long = questions.clone().filter(|q| !q.long.is_empty()).map(|q| {
            let (most, of) = match q.question.limits {
                Some([Some(words), None]) => (words, "words"),
                Some([None, Some(characters)]) => (characters, "characters"),
                _ => (0, ""),
            };
            let rows = named_rows(&q.long, MOST_ROWS);
            json!({ "number": q.question.number, "rows": rows, "most": most, "of": of })
        });
        json!({
            "letters": reading.letters(),
            "people": people.len(),
            "different": reading.different.len(),
            "half_have": reading.half_have,
            "matched": reading.matched(),
            "groups": groups(&reading.matching, MOST_GROUPS),
            "few": reading.few.len(),
            "own_sentence": reading.sentence.len(),
            "none": reading.template.len(),
            "ours": reading.ours(),
            "least_share": LEAST_SHARE,
            "fewest_words": FEWEST_WORDS,
            "least_in_common": LEAST_IN_COMMON,
            "fewest_in_common": FEWEST_IN_COMMON,
            "own_answers": own.collect::<Vec<_>>().join(", "),
            "same_for_all": listed(true),
            "no_own_words": listed(false),
            "too_long": too_long.collect::<Vec<_>>(),
        })
    }

    /// What somebody should look at: letters too long, cells that look wrong.
    fn look(&self) -> Json {
        let Batch { taken, apart, .. } = self.batch;
        let having = |one| self.rows(|r| r.fate == Fate::Written && r.warnings.contains(&one));
        let warnings = TOLD.warnings.iter().filter_map(|(one, why)| {
            // Numbered answers are told question by question.
            let is_told = *one == Warning::PartTooLong && !self.reading.questions.is_empty();
            let rows = having(*one);
            (!is_told && !rows.is_empty()).then(|| because(why, &rows))
        });
        let (taken, more) = taken.split_at(taken.len().min(MOST_GROUPS.0));
        let day = members::as_of();
        let receivers = self.batch.by_receiver().into_iter();
        let receivers =
            receivers.map(|(name, letters)| json!({ "name": name, "letters": letters.len() }));
        let apart = apart.iter().map(|(why, rows)| because(why, rows));
        json!({
            "warnings": warnings.collect::<Vec<_>>(),
            "mp_names": day.map_or(0, |_| having(Warning::MpName).len()),
            "mp_names_of": day.map(|day| day.to_string()),
            "taken": taken.iter().map(|(what, rows)| because(what, rows)).collect::<Vec<_>>(),
            "more_taken": more.iter().map(|(_, rows)| rows.len()).sum::<usize>(),
            "apart": apart.collect::<Vec<_>>(),
            "receivers": receivers.collect::<Vec<_>>(),
        })
    }

    /// What to do before the deadline.
    fn steps(&self) -> Json {
        let (job, reading, astray) = (&self.batch.job, &self.reading, &self.done.astray);
        let commands = &job.options.commands;
        let matched = reading.matched();
        let many_alike = matched >= FEWEST_ALIKE && matched * 2 > reading.letters();
        // The question that most found something to say about is the easiest to ask about.
        let best = reading.questions.iter().rev().filter(|q| q.own > 0).max_by_key(|q| q.own);
        let has_joint = job.pack.joint_for(&job.template.id).is_some();
        let may_join = reading.ours() > 1 && has_joint && self.joint.is_none();
        let but = match astray.as_slice() {
            [] => String::new(),
            [(only, _)] => format!(" but {only}"),
            _ => " but those named above".into(),
        };
        let mut send = match self.done.combined.as_slice() {
            _ if reading.letters() == 0 => Vec::new(),
            [] => vec![format!("the letters in {}/{but}", commands.folder)],
            files => files.to_vec(),
        };
        send.extend(self.joint.iter().cloned().chain([COVER_NOTE.to_string()]));
        let is_named = |name: &&String| !name.starts_with("A ") && !name.starts_with("Your ");
        json!({
            "rows_of_ours": named_rows(&[&reading.template[..], &reading.sentence].concat(), 1),
            "best_answered": best.map(|q| &q.question.number),
            "join": commands.join.as_ref().filter(|_| may_join),
            "many_alike": many_alike,
            "astray": astray.iter().take(MOST_ASTRAY).collect::<Vec<_>>(),
            "more_astray": astray.len().saturating_sub(MOST_ASTRAY),
            "send": if self.has_letters() && !many_alike { send } else { Vec::new() },
            "email": self.email,
            "receiver": self.receiver.as_ref().filter(is_named),
            "contact": job.for_all.contact(),
        })
    }

    /// `report.csv`: a row for each of the table.
    fn table(&self) -> Vec<u8> {
        let Batch { taken, faults, .. } = self.batch;
        let groups = self.reading.matching.iter().zip(1..);
        let groups: HashMap<u32, usize> =
            groups.flat_map(|(rows, group)| rows.iter().map(move |row| (*row, group))).collect();
        let mut taken_of: HashMap<u32, Vec<&String>> = HashMap::new();
        for (what, rows) in taken {
            rows.iter().for_each(|row| taken_of.entry(*row).or_default().push(what));
        }
        let faults = faults_by_row(faults);
        let line = |(place, record): (usize, &Record)| {
            let of_letter =
                |text: String| if record.fate == Fate::Written { text } else { String::new() };
            let group = groups.get(&record.row);
            let reads = group.map_or(&TOLD.voices[&record.voice()], |_| &TOLD.matching);
            let taken = taken_of.get(&record.row).into_iter().flatten().copied();
            let warnings = TOLD.warnings.iter().filter(|(one, _)| record.warnings.contains(one));
            let warnings: Vec<&str> =
                warnings.map(|(_, text)| text).chain(taken).map(String::as_str).collect();
            // The columns that have a fault: `to mend: Postcode; Your name`.
            let of_row = faults.get(&record.row).filter(|_| record.fate == Fate::ToMend);
            let of_row = of_row.into_iter().copied().flatten();
            let mut columns: Vec<&str> = of_row.filter_map(|f| f.heading.as_deref()).collect();
            columns.dedup();
            let [told, _] = record.told();
            let colon = if columns.is_empty() { "" } else { ": " };
            [
                record.row.to_string(),
                format!("{told}{colon}{}", columns.join("; ")),
                match record.fate {
                    Fate::InJoint => self.joint.clone().unwrap_or_default(),
                    _ => of_letter(self.batch.file(place)),
                },
                of_letter(record.words.to_string()),
                of_letter(record.own.to_string()),
                of_letter(record.share.to_string()),
                of_letter(reads.clone()),
                of_letter(group.map(usize::to_string).unwrap_or_default()),
                of_letter(warnings.join("; ")),
            ]
        };
        csv(HEADINGS.split(", "), self.records.iter().enumerate().map(line))
    }
}

/// How many these rows are, which, and what is true of them.
pub fn because(why: &str, rows: &[u32]) -> Json {
    json!({ "why": why, "n": rows.len(), "rows": named_rows(rows, MOST_ROWS) })
}

fn markdown(template: &str, told: Json) -> Vec<u8> {
    engine::own(template, told).replace(FIXED, " ").into_bytes()
}

/// Lays out a report for the screen: cells between tabs stand under each other, and the last of each
/// line is wrapped. It is at most so many columns wide but for commands, which stay in one piece to be
/// copied.
pub fn laid_out(text: &str, width: usize) -> String {
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    let mut out = String::new();
    for block in lines.chunk_by(|a, b| (a.len() > 1) == (b.len() > 1)) {
        let mut widths: Vec<usize> = Vec::new();
        for cells in block {
            widths.resize(widths.len().max(cells.len() - 1), 0);
            for (cell, widest) in cells[..cells.len() - 1].iter().zip(&mut widths) {
                *widest = cell.len().max(*widest);
            }
        }
        for cells in block {
            out.push_str(line(cells, &widths, width).trim_end());
            out.push('\n');
        }
    }
    out.replace(FIXED, " ")
}

/// One line, its cells as wide as these; on a narrow screen the text under its label.
fn line(cells: &[&str], widths: &[usize], width: usize) -> String {
    let [lead @ .., text] = cells else { return String::new() };
    if width >= WIDE || lead.is_empty() {
        let cell = |(cell, wide): (&&str, &usize)| {
            let is_number = cell.starts_with(|c: char| c.is_ascii_digit());
            if is_number { format!("{cell:>wide$} ") } else { format!("{cell:wide$} ") }
        };
        let first: String = lead.iter().zip(widths).map(cell).collect();
        return wrap(text, width, &first, &" ".repeat(first.len()));
    }
    let labels = if lead[0].trim().is_empty() { 0 } else { lead.len().min(2) };
    let (label, rest) = cells.split_at(labels);
    let rest: Vec<&str> = rest.iter().map(|cell| cell.trim()).collect();
    let rest = wrap(rest.join(" ").trim_start(), width, "  ", "    ");
    if label.is_empty() { rest } else { format!("{}\n{rest}", label.concat().trim_end()) }
}
