//! The end of a batch: the report on the screen and in files, the rows to mend.

use std::collections::BTreeMap;
use std::path::Path;

use clap::ValueEnum;
use jiff::civil::DateTime;
use sayso::answer::{Answers, Value};
use sayso::batch::columns::{Field, faults_by_row};
use sayso::batch::job::Job;
use sayso::batch::joint::Apart;
use sayso::batch::people::People;
use sayso::batch::plan::Plan;
use sayso::batch::reading::Reading;
use sayso::batch::receivers;
use sayso::batch::record::{Fate, Record};
use sayso::batch::report::{self, Commands, Consent, Report};
use sayso::batch::sink::Put;
use sayso::batch::table::{Csv, TO_MEND, mend_cell};
use sayso::batch::taken::TakenFor;
use sayso::batch::{merge, review};
use sayso::compose;
use sayso::compose::advice;
use sayso::disk::Folder;
use sayso::error::Error;
use sayso::model::Kind;

use super::args::BatchArgs;
use super::inputs::Inputs;
use super::progress;
use crate::cli::screen;

/// What the report is made from besides the plan.
pub(crate) struct End<'a, 'j> {
    /// The flags.
    pub(crate) args: &'a BatchArgs,
    /// What was read.
    pub(crate) inputs: &'a Inputs,
    /// The job.
    pub(crate) job: &'a Job<'j>,
    /// What came of the check.
    pub(crate) plan: &'a Plan,
    /// Councils and committees taken for others than stand in the table.
    pub(crate) taken: &'a [TakenFor],
    /// Files with all letters.
    pub(crate) combined: &'a [String],
    /// The joint response.
    pub(crate) joint: Option<&'a str>,
    /// Rows that are kept out of the joint response, by why.
    pub(crate) apart: &'a BTreeMap<Apart, Vec<u32>>,
    /// Letters that are left and not to be sent, with why.
    pub(crate) astray: &'a [(String, String)],
    /// Letters of earlier runs that are in the folder besides.
    pub(crate) others: usize,
    /// Whether the letters are those of every row.
    pub(crate) whole: bool,
    /// Now.
    pub(crate) now: DateTime,
}

impl End<'_, '_> {
    /// How the letters are likely to be read; none when it was stopped meanwhile.
    pub(crate) fn reading(&self) -> Option<Reading> {
        let Plan { records, questions, .. } = self.plan;
        Reading::unless(records, questions, &progress::is_stopped)
    }

    /// How many people have letters, of those at these places.
    fn people(&self, letters: &[usize]) -> usize {
        let people = People::of(self.job, letters, |place| self.plan.order.rank(place));
        let rows = letters.iter().filter_map(|index| self.job.table.number(*index));
        rows.filter(|row| people.last(*row) == *row).count()
    }

    fn answers(&self, index: usize) -> Option<Answers> {
        let row = self.job.table.row(index)?;
        self.job.answers(&row).ok().map(|(answers, _)| answers)
    }

    /// Makes the report and does something with it.
    pub(crate) fn report<R>(&self, reading: &Reading, make: impl FnOnce(&Report<'_>) -> R) -> R {
        let Inputs { path, .. } = self.inputs;
        let joined = || self.plan.records.iter().position(|record| record.fate == Fate::InJoint);
        let first =
            self.plan.letters().next().or_else(joined).and_then(|index| self.answers(index));
        let answers = first.unwrap_or_default();
        let receiver = compose::receiver(self.job.pack, self.job.template, &answers);
        let receiver = receiver.filter(|first| self.all_go_to(first));
        let body = receiver.as_ref().and_then(|r| r.body.as_ref());
        let email = body.and_then(|b| b.rules.hand_in.email.clone());
        let email = email.or_else(|| receiver.as_ref()?.destination.email.clone());
        let to = body
            .map(|b| b.name.clone())
            .or_else(|| Some(receiver.as_ref()?.destination.title.clone()));
        let extension = self.job.formats.first().map_or("pdf", |f| f.extension());
        let table = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let folder = self.args.output.as_deref().unwrap_or(Path::new(".")).display().to_string();
        let heading = &self.job.table.headings[self.job.columns.consent];
        let title = title(self.job, &answers);
        let unread = self.job.columns.unread(self.job.table);
        let letters: Vec<usize> = self.plan.letters().collect();
        let of_each = |(name, places): (&str, Vec<usize>)| (name.to_string(), places.len());
        let receivers: Vec<(String, usize)> =
            self.plan.by_receiver().into_iter().map(of_each).collect();
        make(&Report {
            receivers: &receivers,
            title: &title,
            closes: advice::closes(self.job.template, &answers),
            now: self.now,
            table: &table,
            records: &self.plan.records,
            reading,
            faults: &self.plan.faults,
            taken: self.taken,
            unread: &unread,
            folder: &folder,
            file_of: &|index| format!("{}.{extension}", self.plan.name(self.job, index)),
            combined: self.combined,
            joint: self.joint,
            apart: self.apart,
            astray: self.astray,
            people: self.people(&letters),
            whole: self.whole,
            keep: self.plan.keep,
            dated_by: self.plan.order.column().and_then(|c| self.job.columns.name(c)),
            others: self.others,
            consent: if heading.split_whitespace().count() > 3 {
                Consent::Sentence(heading)
            } else {
                Consent::Column(heading)
            },
            receiver: to.as_deref(),
            email: email.as_deref(),
            contact: self.job.for_all.contact(),
            commands: Commands {
                pack: self.args.what.trim_end_matches('/'),
                table: &path.display().to_string(),
                options: &options(self.args),
                joint: self.job.pack.joint_for(&self.job.template.id).is_some(),
            },
            headings: &self.job.table.headings,
            cells: &|index| {
                let row = self.job.table.row(index);
                row.map(|row| row.cells().map(str::to_string).collect()).unwrap_or_default()
            },
            signed: &|index| {
                let row = self.job.table.row(index);
                let name = row.map(|row| self.job.columns.signed(&row)).unwrap_or_default();
                (self.plan.numbers[index], name)
            },
            own: &|index| {
                let row = self.job.table.row(index);
                row.and_then(|row| self.job.own_text(&row)).unwrap_or_default()
            },
            mark: &|index| {
                let row = self.job.table.row(index);
                row.map(|row| self.inputs.settings.row_mark(&row)).unwrap_or_default()
            },
        })
    }

    /// Whether every letter goes where the first one goes. Where no column says, they do.
    fn all_go_to(&self, first: &compose::Receiver<'_>) -> bool {
        let is_asked = |field: &Field| matches!(field.kind, Kind::Area | Kind::Body);
        if !self.job.columns.fields.iter().any(is_asked) {
            return true;
        }
        let name = |one: &compose::Receiver<'_>| {
            let body = one.body.as_ref().map(|body| body.name.clone());
            body.unwrap_or_else(|| one.destination.title.clone())
        };
        let wanted = name(first);
        self.plan.letters().filter_map(|index| self.answers(index)).all(|answers| {
            let receiver = compose::receiver(self.job.pack, self.job.template, &answers);
            receiver.is_some_and(|receiver| name(&receiver) == wanted)
        })
    }

    /// Writes the files of the report, and the rows to mend.
    pub(crate) fn write(&self, reading: &Reading, folder: &Folder) -> Result<(), Error> {
        let mut files = self.report(reading, |report| report.files());
        if let Some(review) = review::sheet(self.job, self.plan) {
            files.push((review::FILE, review));
        }
        if let Some(failed) = self.failed() {
            files.push((report::FAILED, failed));
        }
        if self.inputs.settings.merge {
            let root = self.args.output.as_deref().unwrap_or(Path::new("."));
            let root = std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf());
            let path = |name: &str| root.join(name).display().to_string();
            files.push((merge::FILE, merge::table(self.job, self.plan, &path)));
        }
        let files = files.into_iter().map(|(name, bytes)| (name.to_string(), bytes));
        for (name, bytes) in files.chain(self.cover_notes(reading)) {
            if folder.put_as_it_is(&name, &bytes)? == Put::Edited {
                let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, "txt"));
                let new = format!("{stem}.new.{ending}");
                folder.put_as_it_is(&new, &bytes)?;
                screen::say(&format!(
                    "{name} was changed by hand and is left as it is. What it would be now is in {new}."
                ));
            }
        }
        Ok(())
    }

    /// A cover note for each receiver that has a folder, of the letters there alone.
    fn cover_notes(&self, whole: &Reading) -> Vec<(String, Vec<u8>)> {
        let receivers = self.plan.by_receiver();
        if receivers.is_empty() {
            return Vec::new();
        }
        let again = |record: &Record| match record.fate {
            Fate::SentAgain { kept } => Some((kept, record.clone())),
            _ => None,
        };
        let again: BTreeMap<u32, Record> = self.plan.records.iter().filter_map(again).collect();
        self.report(whole, |whole| {
            let note = |(name, places): (&str, Vec<usize>)| {
                let letters = places.iter().map(|place| &self.plan.records[*place]);
                let mut records: Vec<Record> = letters
                    .flat_map(|letter| [Some(letter), again.get(&letter.row)])
                    .flatten()
                    .cloned()
                    .collect();
                records.sort_by_key(|record| record.row);
                let reading = Reading::of(&records, &self.plan.questions);
                let who = receivers::in_words(name);
                let note = Report {
                    records: &records,
                    reading: &reading,
                    people: self.people(&places),
                    receiver: Some(&who),
                    ..*whole
                };
                (report::note_for(name), note.cover_note().into_bytes())
            };
            receivers.into_iter().map(note).collect()
        })
    }

    /// The rows to mend: the table's columns, and one that says why.
    fn failed(&self) -> Option<Vec<u8>> {
        let failed =
            |(_, record): &(usize, &sayso::batch::record::Record)| record.fate == Fate::ToMend;
        let mut rows = self.plan.records.iter().enumerate().filter(failed).peekable();
        rows.peek()?;
        let faults = faults_by_row(&self.plan.faults);
        let mut csv = Csv::new();
        csv.row(self.job.table.headings.iter().map(String::as_str).chain([TO_MEND]));
        for (index, record) in rows {
            let of_row = faults.get(&record.row).copied().unwrap_or_default();
            let why: Vec<String> = of_row.iter().map(|fault| fault.in_its_row()).collect();
            let note = why.join(" ");
            let Some(row) = self.job.table.row(index) else { continue };
            let mark = self.inputs.settings.row_mark(&row);
            let note = mend_cell(record.row, &note, Some(&mark));
            csv.row(row.cells().chain([note.as_str()]).chain(row.unheaded()));
        }
        Some(csv.finish())
    }
}

/// What the letters are about.
fn title(job: &Job<'_>, answers: &Answers) -> String {
    match answers.get("consultation_title") {
        Some(Value::Text(title)) => title.clone(),
        _ if job.template.closes.is_some() => job.pack.title.clone(),
        _ => job.template.title.clone(),
    }
}

/// The flags that a further run needs, as they were given.
fn options(args: &BatchArgs) -> Vec<String> {
    let mut options = Vec::new();
    let mut add = |flag: &str, value: String| options.extend([flag.to_string(), value]);
    if let Some(path) = &args.answers {
        add("--answers", path.display().to_string());
    }
    for (id, value) in &args.set {
        add("--set", format!("{id}={value}"));
    }
    if let Some(sheet) = &args.sheet {
        add("--sheet", sheet.clone());
    }
    if !args.format.is_empty() {
        let formats: Vec<&str> = args.format.iter().map(|f| f.extension()).collect();
        add("-f", formats.join(","));
    }
    if let Some(name) = &args.name {
        add("--name", name.clone());
    }
    if args.by.is_some() {
        add("--by", "receiver".into());
    }
    if let Some(font) = &args.font {
        add("--font", font.display().to_string());
    }
    for path in &args.enclose {
        add("--enclose", path.display().to_string());
    }
    if let Some(keep) = args.keep.and_then(|keep| keep.to_possible_value()) {
        add("--keep", keep.get_name().to_string());
    }
    let flags =
        [("--attach-pdf", args.attach_pdf), ("--merge", args.merge), ("--mp-names", args.mp_names)];
    for (flag, given) in flags {
        if given {
            options.push(flag.into());
        }
    }
    if args.keep_all {
        options.push("--keep-all".into());
    }
    options
}
