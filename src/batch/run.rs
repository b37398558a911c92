//! A batch from its table to letters that are checked and not yet written.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use super::columns::consent::AGREED;
use super::columns::{Columns, RowFault};
use super::faults::{Fault, usage};
use super::for_all::{ForAll, is_personal};
use super::job::{self, Job};
use super::letters::{self, Letters};
use super::names;
use super::options::Options;
use super::order::Order;
use super::questions::Questions;
use super::receivers::NOT_CERTAIN;
use super::record::{Fate, Record};
use super::table::Table;
use super::words::named_rows;
use crate::compose::Composer;
use crate::document::Document;
use crate::interview::Questionnaire;
use crate::model::Pack;
use crate::render::Format;
use crate::render::pdf::Fonts;

/// Name of the report as a page.
pub const PAGE: &str = "report.md";
/// Name of the report as a table.
pub const TABLE: &str = "report.csv";
/// Name of the table of rows without words of their own.
pub const ASK_AGAIN: &str = "ask-again.csv";
/// Name of the note to hand in.
pub const COVER_NOTE: &str = "cover-note.md";
/// Name of the table of rows to be mended.
pub const FAILED: &str = "failed.csv";
/// Name of the list of letters: number, name, file.
pub(super) const INDEX: &str = "index.csv";
/// Name of the table for programs that send many e-mails.
pub(super) const MERGE: &str = "merge.csv";
/// Name of the sheet of rows to look at.
pub(super) const REVIEW: &str = "review.csv";
/// Name of the file with all that is handed in.
pub(super) const HAND_IN: &str = "hand-in.zip";
/// The name of the joint response, without an ending.
pub(super) const JOINT: &str = "joint-response";

/// Names of the files that a batch writes besides letters.
const FILES: [&str; 9] =
    [PAGE, TABLE, ASK_AGAIN, COVER_NOTE, FAILED, MERGE, INDEX, REVIEW, HAND_IN];

/// Many documents from a table: `Batch::new(…)?.run(…)?`. Nothing here touches a file: the table
/// comes as it was read, and files go into a [`Sink`](super::sink::Sink).
///
/// ```
/// use jiff::civil::date;
/// use sayso::batch::options::Options;
/// use sayso::batch::sink::{Files, Sink};
/// use sayso::batch::table::Table;
/// use sayso::{Batch, Format, PackFiles, Shared, pack};
///
/// # let files = PackFiles::from_embedded("ours", [
/// #     ("pack.yaml", "title: Our road\nsummary: For a crossing.\npublisher: Example, example.org\nlicence: CC-BY-4.0\nupdated: 2026-11-21\n"),
/// #     ("letter.md.hbs", "---\ntitle: A letter\naction: write\ndestination: councillor\nquestions: [area, story, name, address, postcode]\nsubject: A crossing\n---\nPlease make the road safe.\n\n{{story}}\n"),
/// # ]);
/// # let now = date(2026, 11, 28).at(12, 0, 0, 0);
/// # let shared = Shared::built_in().expect("the registers that ship are sound");
/// # let (pack, _) = pack::load(&files, shared, now.date()).expect("the pack is sound");
/// let bytes = "area,story,name,address,postcode,agreed\n\
///     Leeds,My son was nearly hit there.,Jean Sample,1 Sample Street,LS1 4AP,yes\n\
///     Leeds,I dare not cross it.,Sam Example,2 Sample Street,LS1 4AP,no\n";
/// let table = Table::read(bytes.into(), "answers.csv", None).expect("it is a table");
/// let (template, formats) = ("letter".to_string(), vec![Format::Text]);
/// let options = Options { template, formats, now, ..Options::default() };
///
/// let sink = Files::default();
/// let mut batch = Batch::new(&pack, table, options).expect("the columns answer it");
/// let done = batch.run(&sink, &()).expect("memory takes every file");
/// assert_eq!(done.written, 1);
/// let letter = String::from_utf8(sink.read("002.txt").expect("it is there")).expect("text");
/// assert!(letter.contains("My son was nearly hit there."));
/// assert!(done.screen.contains("did not tick consent"));
/// ```
pub struct Batch<'a> {
    /// What the letters are made from.
    pub job: Job<'a>,
    /// By what letters are known.
    pub letters: Letters,
    /// The order in which the answers came.
    pub order: Order,
    /// A record a row, in the order of the table; none before the check.
    pub records: Vec<Record>,
    /// Every fault, in the order of the table.
    pub faults: Vec<RowFault>,
    /// Rows of people whose answers differ, where no column says which came last.
    pub open: Vec<u32>,
    /// The numbered questions of the letters.
    pub questions: Questions,
    /// The joint response, or one for each receiver with the folder before its name; none where
    /// there are not two to join.
    pub joint: Vec<(String, Document)>,
    /// Rows that have a letter of their own in place of a joint one, by why: what is true of them.
    pub apart: BTreeMap<String, Vec<u32>>,
    /// Councils and committees that were taken for others than stand in the table: what for, and in
    /// which rows.
    pub taken: Vec<(String, Vec<u32>)>,
    /// The letters whose rows were mended outside the table, and are not used any more, since it
    /// has others in their place.
    pub not_used: Vec<u32>,
    /// The numbers of letters whose rows were mended outside the table.
    pub(super) mended: BTreeSet<u32>,
}

impl<'a> Batch<'a> {
    /// Reads what the columns and the group answer, and knows letters of earlier runs again.
    ///
    /// # Errors
    /// Everything that keeps all rows from being written.
    pub fn new(pack: &'a Pack, table: Table, mut options: Options) -> Result<Batch<'a>, Fault> {
        let Some(template) = pack.template(&options.template) else {
            let known: Vec<&str> = pack.templates.iter().map(|t| t.id.as_str()).collect();
            let known = known.join(", ");
            return usage("no-template", json!({ "id": options.template, "known": known }));
        };
        refuse(pack, &table, &options)?;
        let dated = options.dated.as_ref().and_then(|day| day.parse().ok());
        let today = dated.unwrap_or(options.now.date());
        let answers = std::mem::take(&mut options.answers);
        let for_all = ForAll::new(pack, answers, today).map_err(Fault::Answers)?;
        let columns = Columns::matched(&table, pack, template, &options.maps, &for_all.given);
        let columns = columns.map_err(Fault::Columns)?;
        let names = names(&columns, &options)?;
        let id = letters::named_column(&table, options.id.as_deref())?;
        let mut letters = std::mem::take(&mut options.letters);
        let (numbers, changed) = letters.number(&table, &columns, id);
        let more = [options.mended.take(), options.filled_in.take()];
        let (table, mended, not_used) = with_mended(table, &numbers, &changed, more)?;
        if options.formats.is_empty() {
            options.formats.push(Format::Pdf);
        }
        let has = |format| options.formats.contains(&format);
        options.attach_pdf &= has(Format::Eml);
        let pdf = has(Format::Pdf) || options.combine.is_some() || options.attach_pdf;
        // An e-mail with a PDF or another file is other bytes than one without.
        let besides = (&options.font, options.attach_pdf, &options.enclosures);
        let salt = job::made_from(&besides, 0);
        let font = options.font.take();
        let fonts = font.map_or_else(|| Ok(Fonts::built_in()), Fonts::with_extra);
        let mut fonts = fonts.map_err(Fault::Font)?;
        fonts.leaves_out_signs = true;
        let job = Job {
            pack,
            template,
            table,
            columns,
            names,
            digits: numbers.iter().max().map_or(3, |last| last.to_string().len().max(3)),
            numbers,
            for_all,
            pdf,
            fonts,
            composer: Composer::new(pack, template).map_err(Fault::Template)?,
            questionnaire: Questionnaire::new(pack, &[template], today),
            common: job::common(pack),
            salt,
            today,
            options,
        };
        Ok(Batch {
            job,
            letters,
            order: Order::default(),
            records: Vec::new(),
            faults: Vec::new(),
            open: Vec::new(),
            questions: Questions::default(),
            joint: Vec::new(),
            apart: BTreeMap::new(),
            taken: Vec::new(),
            not_used,
            mended,
        })
    }

    /// Whether the letters are those of every row, and not of some that were chosen.
    pub fn is_whole(&self) -> bool {
        let Options { rows, limit, new, .. } = &self.job.options;
        rows.is_none() && limit.is_none() && !new
    }

    /// The files that a batch writes besides letters and what is made of them all: of the whole, and
    /// the cover notes inside the folders of receivers.
    pub(super) fn own_files(&self) -> impl Iterator<Item = String> + '_ {
        FILES.map(str::to_string).into_iter().chain(self.cover_notes())
    }

    /// The names of the cover notes inside the folders of receivers.
    pub(super) fn cover_notes(&self) -> impl Iterator<Item = String> + '_ {
        self.by_receiver().into_keys().map(note_for)
    }

    /// The name of a row's files, without an ending.
    pub fn name(&self, index: usize) -> String {
        let Job { table, columns, numbers, digits, options, .. } = &self.job;
        let row = table.row(index);
        let cell = |name: &str| {
            let column = columns.variables.iter().position(|variable| variable == name)?;
            Some(row.as_ref()?.cell(column))
        };
        let number = format!("{:0digits$}", numbers[index]);
        let name = names::filled(&self.job.names, &number, cell);
        let receiver = self.records[index].receiver.as_deref().unwrap_or(NOT_CERTAIN);
        if options.by_receiver { names::folder(receiver) + &name } else { name }
    }

    /// The file of a row's letter, as lists name it.
    pub fn file(&self, index: usize) -> String {
        self.files(index).next().map(|(_, file)| file).unwrap_or_default()
    }

    /// The files of a row's letter, one in each format.
    pub fn files(&self, index: usize) -> impl Iterator<Item = (Format, String)> {
        let (name, formats) = (self.name(index), self.job.options.formats.iter());
        formats.map(move |format| (*format, format!("{name}.{}", format.extension())))
    }

    /// The record of the row of a number.
    pub(super) fn of_row(&self, row: u32) -> Option<&Record> {
        let place = self.records.binary_search_by_key(&row, |record| record.row).ok()?;
        self.records.get(place)
    }

    /// The rows that have a letter of their own, by place.
    pub fn letters(&self) -> impl Iterator<Item = usize> + '_ {
        let written = |index: &usize| self.records[*index].fate == Fate::Written;
        (0..self.records.len()).filter(written)
    }

    /// The letters to each receiver, by its name and by place, where folders are made of them; none
    /// where everybody is in a joint response. Those of whom it is not certain are not among them.
    pub fn by_receiver(&self) -> BTreeMap<&str, Vec<usize>> {
        let mut letters: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let records = self.records.iter().enumerate().filter(|_| self.job.options.by_receiver);
        for (place, record) in records {
            match (record.receiver.as_deref(), record.fate) {
                (Some(name), Fate::Written) => letters.entry(name).or_default().push(place),
                (Some(name), Fate::InJoint) => drop(letters.entry(name).or_default()),
                _ => {}
            }
        }
        letters
    }

    /// The letters that are handed in together, by place, and the folder before their files' names:
    /// all of them, or those of each receiver.
    pub(super) fn heaps(&self) -> Vec<(String, Vec<usize>)> {
        if !self.job.options.by_receiver {
            return vec![(String::new(), self.letters().collect())];
        }
        let heaps = self.by_receiver().into_iter();
        heaps.map(|(name, letters)| (names::folder(name), letters)).collect()
    }
}

/// The file of a receiver's cover note, inside the folder of a batch.
pub(super) fn note_for(receiver: &str) -> String {
    names::folder(receiver) + COVER_NOTE
}

/// A file's name without its ending.
pub(super) fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Refuses one person's details as everybody's, that anybody agrees for others, and rows that the
/// table does not have.
fn refuse(pack: &Pack, table: &Table, options: &Options) -> Result<(), Fault> {
    let ids: Vec<&str> = options.answers.ids().map(|(id, _)| id).collect();
    if ids.contains(&AGREED) {
        return usage("agreed-for-all", Json::Null);
    }
    let personal = ids.into_iter().filter(|id| pack.question(id).is_some_and(is_personal));
    let personal: Vec<&str> = personal.collect();
    if !personal.is_empty() {
        return usage("personal", json!({ "ids": personal.join("`, `") }));
    }
    let there: BTreeSet<u32> = table.rows().map(|row| row.number).collect();
    match options.rows.iter().flatten().find(|row| !there.contains(row)) {
        Some(row) => usage("no-row", json!({ "row": row, "last": there.last() })),
        None => Ok(()),
    }
}

/// How files are called: by the pattern that was given, else by the number of the letter.
fn names(columns: &Columns, options: &Options) -> Result<String, Fault> {
    let pattern = options.name.as_deref().unwrap_or(names::BY_ROW);
    names::pattern(pattern, &columns.variables).or_else(|faults| {
        let known = columns.variables.iter().map(String::as_str);
        let known: Vec<&str> = std::iter::once("row").chain(known).take(40).collect();
        usage("pattern", json!({ "faults": faults.join("; "), "known": known.join(", ") }))
    })
}

/// Puts mended rows into the places where their letters' rows stand by now: those of before, then
/// those of now. A row that has `changed` in the table since is taken from there, and is not mended
/// with what was made of the old one. Gives the table, the letters whose rows were mended, and the rows
/// that are not used any more.
fn with_mended(
    mut table: Table,
    numbers: &[u32],
    changed: &BTreeSet<u32>,
    [before, now]: [Option<Table>; 2],
) -> Result<(Table, BTreeSet<u32>, Vec<u32>), Fault> {
    let places = numbers.iter().copied().zip(0..);
    let places: BTreeMap<u32, usize> =
        places.filter(|(letter, _)| !changed.contains(letter)).collect();
    let parted = |table: &Option<Table>| -> (Vec<u32>, Vec<u32>) {
        let letters = table.iter().flat_map(Table::rows).map(|row| row.number);
        letters.partition(|letter| places.contains_key(letter))
    };
    let ((mended, not_used), (again, strange)) = (parted(&before), parted(&now));
    if !strange.is_empty() {
        return usage("row-changed", json!({ "rows": named_rows(&strange, 20) }));
    }
    for given in [before, now].into_iter().flatten() {
        let place = |letter| places.get(&letter).copied();
        table = table.overlay(&given, place).map_err(Fault::Table)?;
    }
    Ok((table, mended.into_iter().chain(again).collect(), not_used))
}
