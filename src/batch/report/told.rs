//! What a report says: its figures, and its lists by the template `lines.hbs`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json, json};

use super::named::COVER_NOTE;
use crate::answer::{Answers, Value};
use crate::batch::columns::RowFault;
use crate::batch::done::Done;
use crate::batch::job::Job;
use crate::batch::options::Keep;
use crate::batch::reading::Reading;
use crate::batch::record::{Fate, LEAST_SHARE, Record, WARNINGS, Warning};
use crate::batch::run::Batch;
use crate::batch::similar::{FEWEST_IN_COMMON, FEWEST_WORDS, LEAST_IN_COMMON};
use crate::batch::words::{FIXED, groups, named_rows, number, short_heading};
use crate::compose::advice;
use crate::diagnostic::Remedy;
use crate::register::{deadline, members};
use crate::template::engine;
use crate::text::dates;

const LINES: &str = include_str!("../../../data/report/lines.hbs");

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

/// What is said of several letters that are our text.
const ONCE: &str = ". Each is usually counted; together they are usually read once, as one \
                    campaign response.";

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

/// How many these are, and which.
fn told(rows: &[u32]) -> Json {
    json!({ "n": rows.len(), "rows": named_rows(rows, MOST_ROWS) })
}

/// The same with what is true of them.
fn because(why: &str, rows: &[u32]) -> Json {
    json!({ "why": why, "n": rows.len(), "rows": named_rows(rows, MOST_ROWS) })
}

impl Report<'_> {
    /// Whether there is anything to hand in.
    pub fn has_letters(&self) -> bool {
        self.reading.letters() > 0 || self.joint.is_some()
    }

    /// The rows of which this became.
    fn of_fate(&self, is: impl Fn(Fate) -> bool) -> Vec<u32> {
        self.records.iter().filter(|r| is(r.fate)).map(|r| r.row).collect()
    }

    /// What the templates of a report are filled with.
    pub(super) fn told(&self) -> Json {
        let mut data = self.fates();
        for more in [self.letters(), self.look(), self.steps()] {
            data.extend(more);
        }
        let lines = engine::own_plain(LINES, Json::Object(data.clone()));
        let (mut name, mut lists) = ("", BTreeMap::<&str, Vec<Json>>::new());
        for line in lines.lines().filter(|line| !line.is_empty()) {
            if let Some(list) = line.strip_prefix('\t') {
                name = list;
            }
            let list = lists.entry(name).or_default();
            if !line.starts_with('\t') {
                let (first, second) = line.split_once('\t').unwrap_or((line, ""));
                list.push(json!({ "at": list.len() + 1, "first": first, "second": second }));
            }
        }
        data.extend(lists.into_iter().map(|(name, list)| (name.to_string(), Json::Array(list))));
        Json::Object(data)
    }

    /// What the letters are about, and what became of each row.
    fn fates(&self) -> Map<String, Json> {
        let Batch { job, plan, .. } = self.batch;
        let (options, consent) = (&job.options, &job.table.headings[job.columns.consent]);
        let these = |is: &dyn Fn(Fate) -> bool| told(&self.of_fate(is));
        let (closing, before) = self.closing();
        let mut left_out: BTreeMap<_, Vec<u32>> = BTreeMap::new();
        for record in self.records {
            if let Fate::NotAPerson(why) = record.fate {
                left_out.entry(why).or_default().push(record.row);
            }
        }
        let is_without =
            |fate| matches!(fate, Fate::NoConsent | Fate::UnclearConsent | Fate::ToMend);
        let (written, in_joint) = (|f| f == Fate::Written, |f| f == Fate::InJoint);
        let (here, joined) = (self.of_fate(written).len(), self.of_fate(in_joint).len());
        let kept = self.sent_again(|fate| written(fate) || in_joint(fate));
        let which = if options.keep == Some(Keep::First) { "first" } else { "last" };
        let dated_by = plan.order.column.and_then(|column| job.columns.name(column));
        // The last one may have a fault, or not be among the rows that were chosen.
        let kept_here = match dated_by {
            _ if kept.is_empty() => String::new(),
            None if which == "last" => "one answer".into(),
            _ => format!("the {which} answer"),
        };
        object(json!({
            "title": self.title(),
            "closing": closing,
            "before": before,
            "table": options.commands.table,
            "rows": self.records.len(),
            "folder": options.commands.folder,
            "others": self.done.others,
            "whole": self.batch.is_whole(),
            "consent": consent,
            "ticked": consent.split_whitespace().count() > 3,
            "combined": match self.done.combined.as_slice() {
                [first, .., last] => format!("{first} to {last}"),
                few => few.concat(),
            },
            "joint": self.joint,
            "in_joint": joined,
            "written": here,
            "not_written": self.records.len() - here - joined,
            "left_out": array(left_out.iter().map(|(why, rows)| because(why.told(), rows))),
            "handed_in": these(&|fate| fate == Fate::HandedIn),
            "no_consent": these(&|fate| fate == Fate::NoConsent),
            "unclear": these(&|fate| fate == Fate::UnclearConsent),
            "again": these(&|fate| matches!(fate, Fate::SentAgain { .. })),
            "without_letter": told(&self.sent_again(is_without)),
            "which_kept": which,
            "kept_here": kept_here,
            "keep_all": options.commands.offered(String::new(), Some(&Remedy::KeepAll)),
            "dated_by": dated_by.map(|heading| plan.order.told(heading)),
            "to_mend": these(&|fate| fate == Fate::ToMend),
            "faults_told": self.faults_told(),
            "not_chosen": these(&|fate| fate == Fate::NotChosen),
        }))
    }

    /// What the letters are about: the consultation's name, else the template's title.
    fn title(&self) -> &str {
        let Job { template, pack, .. } = &self.batch.job;
        match self.answers.get("consultation_title") {
            Some(Value::Text(title)) => title,
            _ if template.closes.is_some() => &pack.title,
            _ => &template.title,
        }
    }

    /// `closes Friday 27 November, 5pm: in 44 hours`, and what that is before: `Friday`; none where
    /// there is no day, or it has passed.
    fn closing(&self) -> (Option<String>, Option<String>) {
        let now = self.batch.job.options.now;
        let Some(closes) = advice::closes(self.batch.job.template, &self.answers) else {
            return (None, None);
        };
        let left = format!("{}: {}", closes.soon(), deadline::left(now, closes.moment()));
        if closes.moment() < now {
            return (Some(format!("closed {left}")), None);
        }
        let before = match closes.day.duration_since(now.date()).as_hours() / 24 {
            0 => "it closes today".into(),
            1..=SOON => closes.day.strftime("%A").to_string(),
            _ => dates::weekday(closes.day),
        };
        (Some(format!("closes {left}")), Some(before))
    }

    /// Rows that were sent again, where this became of the one that is kept.
    fn sent_again(&self, is: impl Fn(Fate) -> bool) -> Vec<u32> {
        let those: BTreeSet<u32> = self.of_fate(is).into_iter().collect();
        self.of_fate(|fate| matches!(fate, Fate::SentAgain { kept } if those.contains(&kept)))
    }

    /// `row 7 postcode, row 61 Q3 and 3 more`: rows, however many faults each has.
    fn faults_told(&self) -> String {
        let line = |of_row: &[RowFault]| {
            let headings = of_row.iter().filter_map(|fault| fault.heading.as_deref());
            let mut headings: Vec<String> = headings.map(short_heading).collect();
            headings.dedup();
            let more = if headings.len() > 2 { " and more" } else { "" };
            headings.truncate(2);
            format!("row {} {}{more}", of_row[0].row, headings.join(" and ")).trim_end().to_string()
        };
        let rows = self.batch.plan.faults.chunk_by(|a, b| a.row == b.row);
        let more = rows.clone().count().saturating_sub(MOST_FAULTS);
        let told: Vec<String> = rows.take(MOST_FAULTS).map(line).collect();
        let more = if more > 0 { format!(" and {} more", number(more)) } else { String::new() };
        told.join(", ") + &more
    }

    /// How the letters are likely to be read, question by question.
    fn letters(&self) -> Map<String, Json> {
        let reading = &self.reading;
        let written = self.records.iter().filter(|record| record.fate == Fate::Written);
        let people: BTreeSet<u32> = written.map(|record| record.person).collect();
        let questions = reading.questions.iter();
        let own = questions.clone().filter(|q| q.own > 0);
        let own = own.map(|q| format!("Q{}{FIXED}{}", q.question.number, number(q.own)));
        let own_answers = own.collect::<Vec<_>>().join(", ");
        let listed = |same: bool| {
            let these = questions.clone().filter(|q| q.own == 0 && q.question.same == same);
            these.map(|q| format!("Q{}", q.question.number)).collect::<Vec<_>>().join(" ")
        };
        let too_long = questions.clone().filter(|q| !q.long.is_empty()).map(|q| {
            let (most, of) = match (q.question.limit, q.question.most_characters) {
                (Some(words), None) => (words, "words"),
                (None, Some(characters)) => (characters, "characters"),
                _ => (0, ""),
            };
            let rows = named_rows(&q.long, MOST_ROWS);
            json!({ "number": q.question.number, "rows": rows, "most": most, "of": of })
        });
        object(json!({
            "letters": reading.letters(),
            "several": reading.letters() > 1,
            "people": people.len(),
            "what": reading.letters() > 0 || !own_answers.is_empty(),
            "different": reading.different.len(),
            "half_have": reading.half_have,
            "matched": reading.matched(),
            "groups": groups(&reading.matching, MOST_GROUPS),
            "few": reading.few.len(),
            "own_sentence": reading.sentence.len(),
            "none": reading.template.len(),
            "once": if reading.ours() > 1 { ONCE } else { "" },
            "least_share": LEAST_SHARE,
            "fewest_words": FEWEST_WORDS,
            "least_in_common": LEAST_IN_COMMON,
            "fewest_in_common": FEWEST_IN_COMMON,
            "own_answers": own_answers,
            "same_for_all": listed(true),
            "no_own_words": listed(false),
            "too_long": array(too_long),
        }))
    }

    /// What somebody should look at: letters too long, cells that look wrong.
    fn look(&self) -> Map<String, Json> {
        let Batch { plan, taken, joint, .. } = self.batch;
        let having = |one: Warning| -> Vec<u32> {
            let has = |r: &&Record| r.fate == Fate::Written && r.warnings.contains(&one);
            self.records.iter().filter(has).map(|r| r.row).collect()
        };
        // Numbered answers are told question by question.
        let is_told =
            |one: Warning| one == Warning::PartTooLong && !self.reading.questions.is_empty();
        let warnings = WARNINGS.iter().filter(|(one, _)| !is_told(**one));
        let warnings = warnings.map(|(one, why)| (why, having(*one)));
        let warnings = warnings.filter(|(_, rows)| !rows.is_empty());
        let (taken, more) = taken.split_at(taken.len().min(MOST_GROUPS.0));
        let day = members::as_of();
        let receivers = plan.by_receiver().into_iter();
        let receivers =
            receivers.map(|(name, letters)| json!({ "name": name, "letters": letters.len() }));
        object(json!({
            "warnings": array(warnings.map(|(why, rows)| because(why, &rows))),
            "mp_names": day.map_or(0, |_| having(Warning::MpName).len()),
            "mp_names_of": day.map(|day| day.to_string()),
            "taken": array(taken.iter().map(|one| because(&one.in_short(), &one.rows))),
            "more_taken": more.iter().map(|one| one.rows.len()).sum::<usize>(),
            "apart": array(joint.apart.iter().map(|(why, rows)| because(why, rows))),
            "receivers": array(receivers),
        }))
    }

    /// What to do before the deadline, with commands to copy.
    fn steps(&self) -> Map<String, Json> {
        let (job, reading) = (&self.batch.job, &self.reading);
        let commands = &job.options.commands;
        let (ours, matched) = (reading.ours(), reading.matched());
        let many_alike = matched >= FEWEST_ALIKE && matched * 2 > reading.letters();
        // The question that most found something to say about is the easiest to ask about.
        let best = reading.questions.iter().rev().filter(|q| q.own > 0).max_by_key(|q| q.own);
        let has_joint = job.pack.joint_for(&job.template.id).is_some();
        let may_join = ours > 1 && has_joint && self.joint.is_none();
        let join = commands.join.as_deref().filter(|_| may_join).unwrap_or_default();
        let astray = self.done.astray.iter().take(MOST_ASTRAY);
        let one_piece = |command: &str| command.replace(' ', &FIXED.to_string());
        let to_mend = self.records.iter().any(|record| record.fate == Fate::ToMend);
        let named = |name: &&String| !name.starts_with("A ") && !name.starts_with("Your ");
        object(json!({
            "mend": one_piece(&commands.mend),
            "ours": ours,
            "rows_of_ours": named_rows(&[&reading.template[..], &reading.sentence].concat(), 1),
            "best_answered": best.map(|q| &q.question.number),
            "join": one_piece(join),
            "joint_folder": commands.joint_folder,
            "many_alike": many_alike,
            "astray": array(astray.map(|(file, why)| json!({ "file": file, "why": why }))),
            "more_astray": self.done.astray.len().saturating_sub(MOST_ASTRAY),
            "write_all": one_piece(&commands.write_all),
            "send": if many_alike { Vec::new() } else { self.to_send() },
            "email": self.email,
            "receiver": self.receiver.as_ref().filter(named),
            "contact": job.for_all.contact(),
            "spaced": to_mend || !join.is_empty() || self.done.others > 0,
        }))
    }

    /// What is to be sent.
    fn to_send(&self) -> Vec<String> {
        if !self.has_letters() {
            return Vec::new();
        }
        let but = match self.done.astray.as_slice() {
            [] => String::new(),
            [(only, _)] => format!(" but {only}"),
            _ => " but those named above".into(),
        };
        let mut send = match self.done.combined.as_slice() {
            _ if self.reading.letters() == 0 => Vec::new(),
            [] => vec![format!("the letters in {}/{but}", self.batch.job.options.commands.folder)],
            files => files.to_vec(),
        };
        send.extend(self.joint.clone());
        send.push(COVER_NOTE.into());
        send
    }
}

fn array(items: impl Iterator<Item = Json>) -> Json {
    Json::Array(items.collect())
}

/// The members of what is an object.
fn object(json: Json) -> Map<String, Json> {
    match json {
        Json::Object(map) => map,
        _ => Map::new(),
    }
}
