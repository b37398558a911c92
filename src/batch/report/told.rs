//! What a report says: its figures, and its lists by the template `lines.hbs`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json, json};

use super::whole::{COVER_NOTE, Report};
use crate::batch::columns::RowFault;
use crate::batch::options::Keep;
use crate::batch::record::{Fate, LEAST_SHARE, Record, WARNINGS, Warning};
use crate::batch::similar::text::FEWEST_WORDS;
use crate::batch::similar::{FEWEST_IN_COMMON, LEAST_IN_COMMON};
use crate::batch::words::{FIXED, groups, named_rows, number, short_heading};
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

/// Rows to mend that the page tells; `failed.csv` has all.
const MOST_FAULTS: usize = 100;

/// What is said of several letters that are our text.
const ONCE: &str = ". Each is usually counted; together they are usually read once, as one \
                    campaign response.";

/// How much of a list is told.
pub(super) struct Depth {
    /// Rows of a list.
    pub(super) rows: usize,
    /// Groups of rows, and rows of each.
    pub(super) groups: (usize, usize),
    /// Rows to mend; none where they have a list of their own.
    pub(super) faults: usize,
}

impl Depth {
    /// How many these are, and which.
    fn told(&self, rows: &[u32]) -> Json {
        json!({ "n": rows.len(), "rows": named_rows(rows, self.rows) })
    }

    /// The same with what is true of them.
    fn why(&self, why: impl Into<String>, rows: &[u32]) -> Json {
        json!({ "why": why.into(), "n": rows.len(), "rows": named_rows(rows, self.rows) })
    }
}

impl Report<'_> {
    /// What the templates of a report are filled with.
    pub(super) fn told(&self, depth: &Depth) -> Json {
        let mut data = self.fates(depth);
        for more in [self.letters(depth), self.look(depth), self.steps()] {
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
    fn fates(&self, depth: &Depth) -> Map<String, Json> {
        let told = |is: &dyn Fn(Fate) -> bool| depth.told(&self.of_fate(is));
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
        let which = if self.keep == Keep::First { "first" } else { "last" };
        // The last one may have a fault, or not be among the rows that were chosen.
        let kept_here = match self.dated_by {
            _ if kept.is_empty() => String::new(),
            None if self.keep != Keep::First => "one answer".into(),
            _ => format!("the {which} answer"),
        };
        object(json!({
            "title": self.title,
            "closing": self.closing(),
            "table": self.commands.table,
            "rows": self.records.len(),
            "folder": self.commands.folder,
            "others": self.others,
            "whole": self.whole,
            "consent": self.consent,
            "ticked": self.consent.split_whitespace().count() > 3,
            "combined": match self.combined {
                [first, .., last] => format!("{first} to {last}"),
                few => few.concat(),
            },
            "joint": self.joint,
            "in_joint": joined,
            "written": here,
            "not_written": self.records.len() - here - joined,
            "left_out": left_out.iter().map(|(why, rows)| depth.why(why.told(), rows)).collect::<Vec<_>>(),
            "handed_in": told(&|fate| fate == Fate::HandedIn),
            "no_consent": told(&|fate| fate == Fate::NoConsent),
            "unclear": told(&|fate| fate == Fate::UnclearConsent),
            "again": told(&|fate| matches!(fate, Fate::SentAgain { .. })),
            "without_letter": depth.told(&self.sent_again(is_without)),
            "which_kept": which,
            "kept_here": kept_here,
            "keep_all": self.commands.offered(String::new(), Some(&Remedy::KeepAll)),
            "dated_by": self.dated_by,
            "to_mend": told(&|fate| fate == Fate::ToMend),
            "faults_told": self.faults_told(depth.faults),
            "not_chosen": told(&|fate| fate == Fate::NotChosen),
        }))
    }

    /// `closes Friday 27 November, 5pm: in 44 hours`.
    fn closing(&self) -> Option<String> {
        let closes = self.closes?;
        let verb = if closes.moment() < self.now { "closed" } else { "closes" };
        Some(format!("{verb} {}: {}", closes.soon(), deadline::left(self.now, closes.moment())))
    }

    /// Rows that were sent again, where this became of the one that is kept.
    fn sent_again(&self, is: impl Fn(Fate) -> bool) -> Vec<u32> {
        let those: BTreeSet<u32> = self.of_fate(is).into_iter().collect();
        self.of_fate(|fate| matches!(fate, Fate::SentAgain { kept } if those.contains(&kept)))
    }

    /// `row 7 postcode, row 61 Q3 and 3 more`: rows, however many faults each has.
    fn faults_told(&self, most: usize) -> String {
        let line = |of_row: &[RowFault]| {
            let headings = of_row.iter().filter_map(|fault| fault.heading.as_deref());
            let mut headings: Vec<String> = headings.map(short_heading).collect();
            headings.dedup();
            let more = if headings.len() > 2 { " and more" } else { "" };
            headings.truncate(2);
            format!("row {} {}{more}", of_row[0].row, headings.join(" and ")).trim_end().to_string()
        };
        let rows = self.faults.chunk_by(|a, b| a.row == b.row);
        let more = rows.clone().count().saturating_sub(most);
        let told: Vec<String> = rows.take(most).map(line).collect();
        let more =
            if most * more > 0 { format!(" and {} more", number(more)) } else { String::new() };
        told.join(", ") + &more
    }

    /// How the letters are likely to be read, question by question.
    fn letters(&self, depth: &Depth) -> Map<String, Json> {
        let reading = self.reading;
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
            let rows = named_rows(&q.long, depth.rows);
            json!({ "number": q.question.number, "rows": rows, "most": most, "of": of })
        });
        object(json!({
            "letters": reading.letters(),
            "several": reading.letters() > 1,
            "people": self.people,
            "what": reading.letters() > 0 || !own_answers.is_empty(),
            "different": reading.different.len(),
            "half_have": reading.half_have,
            "matched": reading.matched(),
            "groups": groups(&reading.matching, depth.groups),
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
            "too_long": too_long.collect::<Vec<_>>(),
        }))
    }

    /// What somebody should look at: letters too long, cells that look wrong, rows to mend.
    fn look(&self, depth: &Depth) -> Map<String, Json> {
        let having = |one: Warning| -> Vec<u32> {
            let has = |r: &&Record| r.fate == Fate::Written && r.warnings.has(one);
            self.records.iter().filter(has).map(|r| r.row).collect()
        };
        // Numbered answers are told question by question.
        let is_told =
            |one: Warning| one == Warning::PartTooLong && !self.reading.questions.is_empty();
        let warnings = WARNINGS.iter().filter(|(one, _)| !is_told(**one));
        let warnings = warnings.map(|(one, why)| (why, having(*one)));
        let warnings = warnings.filter(|(_, rows)| !rows.is_empty());
        let (taken, more) = self.taken.split_at(self.taken.len().min(depth.groups.0));
        let day = members::as_of();
        let unread = self.unread.iter().map(|(heading, n)| {
            let remedy = Remedy::MapColumn(heading.clone(), "ID".into());
            let offer = self.commands.offered(String::new(), Some(&remedy));
            json!({ "heading": heading, "n": n, "offer": offer })
        });
        let faults = self.faults.iter().take(MOST_FAULTS);
        let offered =
            |fault: &RowFault| self.commands.offered(fault.to_string(), fault.remedy().as_ref());
        let receivers = self.receivers.iter();
        object(json!({
            "warnings": warnings.map(|(why, rows)| depth.why(why, &rows)).collect::<Vec<_>>(),
            "mp_names": day.map_or(0, |_| having(Warning::MpName).len()),
            "mp_names_of": day.map(|day| day.to_string()),
            "taken": taken.iter().map(|one| depth.why(one.in_short(), &one.rows)).collect::<Vec<_>>(),
            "more_taken": more.iter().map(|one| one.rows.len()).sum::<usize>(),
            "unread": unread.collect::<Vec<_>>(),
            "apart": self.apart.iter().map(|(why, rows)| depth.why(why.told(), rows)).collect::<Vec<_>>(),
            "faults": faults.map(offered).collect::<Vec<_>>(),
            "more_faults": self.faults.len().saturating_sub(MOST_FAULTS),
            "receivers": receivers
                .map(|(name, letters)| json!({ "name": name, "letters": letters }))
                .collect::<Vec<_>>(),
        }))
    }

    /// What to do before the deadline, with commands to copy.
    fn steps(&self) -> Map<String, Json> {
        let (reading, commands) = (self.reading, self.commands);
        let (ours, matched) = (reading.ours(), reading.matched());
        let many_alike = matched >= FEWEST_ALIKE && matched * 2 > reading.letters();
        // The question that most found something to say about is the easiest to ask about.
        let best = reading.questions.iter().rev().filter(|q| q.own > 0).max_by_key(|q| q.own);
        let may_join = ours > 1 && self.may_join && self.joint.is_none();
        let join = commands.join.as_deref().filter(|_| may_join).unwrap_or_default();
        let astray = self.astray.iter().take(MOST_ASTRAY);
        let one_piece = |command: &str| command.replace(' ', &FIXED.to_string());
        let to_mend = self.records.iter().any(|record| record.fate == Fate::ToMend);
        let named = |name: &&String| !name.starts_with("A ") && !name.starts_with("Your ");
        object(json!({
            "before": self.before(),
            "mend": one_piece(&commands.mend),
            "ours": ours,
            "rows_of_ours": named_rows(&[&reading.template[..], &reading.sentence].concat(), 1),
            "best_answered": best.map(|q| &q.question.number),
            "join": one_piece(join),
            "joint_folder": commands.joint_folder,
            "many_alike": many_alike,
            "astray": astray.map(|(file, why)| json!({ "file": file, "why": why })).collect::<Vec<_>>(),
            "more_astray": self.astray.len().saturating_sub(MOST_ASTRAY),
            "write_all": one_piece(&commands.write_all),
            "send": if many_alike { Vec::new() } else { self.to_send() },
            "email": self.email,
            "receiver": self.receiver.as_ref().filter(named),
            "contact": self.contact,
            "spaced": to_mend || !join.is_empty() || self.others > 0,
        }))
    }

    /// By when: `Friday`; none where there is no day, or it has passed.
    fn before(&self) -> Option<String> {
        let closes = self.closes.filter(|closes| closes.moment() >= self.now)?;
        Some(match closes.day.duration_since(self.now.date()).as_hours() / 24 {
            0 => "it closes today".into(),
            1..=SOON => closes.day.strftime("%A").to_string(),
            _ => dates::weekday(closes.day),
        })
    }

    /// What is to be sent.
    fn to_send(&self) -> Vec<String> {
        if !self.has_letters() {
            return Vec::new();
        }
        let but = match self.astray.as_slice() {
            [] => String::new(),
            [(only, _)] => format!(" but {only}"),
            _ => " but those named above".into(),
        };
        let mut send = match self.combined {
            _ if self.reading.letters() == 0 => Vec::new(),
            [] => vec![format!("the letters in {}/{but}", self.commands.folder)],
            files => files.to_vec(),
        };
        send.extend(self.joint.clone());
        send.push(COVER_NOTE.into());
        send
    }
}

/// The members of what is an object.
fn object(json: Json) -> Map<String, Json> {
    match json {
        Json::Object(map) => map,
        _ => Map::new(),
    }
}
