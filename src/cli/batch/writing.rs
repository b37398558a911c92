//! Writing what was checked: letters, all of them in one PDF, the joint response, the report.

use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use sayso::batch::combine::{self, Combined};
use sayso::batch::job::{self, Job};
use sayso::batch::joint::Joined;
use sayso::batch::letters::{self, Letters};
use sayso::batch::plan::Plan;
use sayso::batch::taken::TakenFor;
use sayso::batch::write::{self, Wrote};
use sayso::batch::{report, settings};
use sayso::disk::{Folder, Swept};
use sayso::document::Document;
use sayso::error::Error;
use sayso::render::Format;
use sayso::render::pdf::Sides;

use super::args::BatchArgs;
use super::astray::{self, JOINT, REPORT, notes, stem, taken};
use super::finish::End;
use super::inputs::{self, Inputs};
use super::progress::Progress;
use super::tell;
use crate::cli::screen;

/// What is to be written.
pub(crate) struct Writing<'a, 'j> {
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
    /// The joint response, and who is not in it.
    pub(crate) joint: &'a Joined,
    /// By what letters are known.
    pub(crate) letters: &'a Letters,
    /// Now, for how long is left.
    pub(crate) now: DateTime,
    /// Whether it is every row, and not some chosen ones.
    pub(crate) whole: bool,
}

impl Writing<'_, '_> {
    /// Writes everything into the folder and says what came of it. False when it was stopped.
    pub(crate) fn write(&self, dir: &Path) -> Result<bool, Error> {
        let mut folder = Folder::open(dir, self.args.force)?;
        if folder.foreign_lines() > 0 {
            screen::say(&format!(
                "{} of the folder’s notes name files that are not in it. They were not read.",
                folder.foreign_lines()
            ));
        }
        for file in inputs::TO_FILL_IN {
            if is_same(&self.args.table, &dir.join(file)) {
                folder.adopt(file);
            }
        }
        self.refuse_own_inputs(dir)?;
        self.refuse_foreign(&folder)?;
        let written = self.remember(&folder).and_then(|()| self.write_all(&folder));
        let done = written.and_then(|done| match done {
            Some(done) => folder.close().map(|()| Some(done)),
            None => Ok(None),
        });
        let done = done.inspect_err(|error| self.say_how_far(dir, error))?;
        let Some((wrote, swept, screen)) = done else { return Ok(false) };
        tell::folder(&wrote, &swept);
        screen::out(screen.as_bytes())?;
        Ok(true)
    }

    /// Writes the letters, then what is made of them all; the report for the screen. None when it
    /// was stopped.
    fn write_all(&self, folder: &Folder) -> Result<Option<(Wrote, Swept, String)>, Error> {
        let letters = self.plan.letters().count();
        let mut wrote =
            write::letters(self.job, self.plan, folder, &self.progress("Written", letters))?;
        let done = wrote.written + wrote.kept;
        if wrote.stopped {
            return Ok(stopped(&format!("{done} of {letters} letters are written")));
        }
        let combined = self.combined(folder, letters)?;
        if combined.stopped {
            return Ok(stopped("the letters are written, and not all of them are in one file"));
        }
        let document = self.joint.document.as_ref();
        let joint = document.map(|document| self.write_joint(folder, document)).transpose()?;
        let Writing { args, inputs, job, plan, now, taken, .. } = *self;
        let edited_combined = combined.edited;
        let (combined_files, joint) = (&combined.files, joint.as_deref());
        let apart = &self.joint.apart;
        let mut astray = match self.whole && !args.force {
            true => astray::edited(job, plan, folder),
            false => Vec::new(),
        };
        astray.extend(wrote.out_of_date.iter().map(|(file, row)| {
            let why = "changed by hand, and out of date, since row";
            (file.clone(), format!("{why} {row} has changed in the table"))
        }));
        let others = if self.whole { 0 } else { astray::others(plan, folder) };
        let (combined, astray) = (combined_files, astray.as_slice());
        let whole = self.whole;
        let end = End {
            args,
            inputs,
            job,
            plan,
            taken,
            combined,
            joint,
            apart,
            astray,
            others,
            whole,
            now,
        };
        let Some(reading) = end.reading() else {
            return Ok(stopped("the letters are written, and the report on them is not"));
        };
        end.write(&reading, folder)?;
        if args.zip {
            self.zip(folder, combined)?;
        }
        let number = |name: &str| stem(name).rsplit('/').next().and_then(|n| n.parse().ok());
        let is_sent = |name: &str| number(name).is_some_and(|n| self.letters.is_sent(n));
        let swept = folder.sweep(|name| self.whole && !is_sent(name))?;
        wrote.edited.extend(edited_combined);
        let screen = end.report(&reading, |report| report.screen(screen::width()));
        Ok(Some((wrote, swept, screen)))
    }

    /// Says how many letters are there when something could not be written, and how to go on.
    fn say_how_far(&self, dir: &Path, error: &Error) {
        if !matches!(error, Error::Write { .. }) {
            return;
        }
        let there = |index: usize| {
            let name = self.plan.name(self.job, index);
            let mut files = self.job.formats.iter().map(|f| format!("{name}.{}", f.extension()));
            files.all(|file| dir.join(file).is_file())
        };
        let letters = self.plan.letters().count();
        let there = self.plan.letters().filter(|index| there(*index)).count();
        screen::say(&format!(
            "Stopped: {there} of {letters} letters are written. When what is said below is put \
             right, run the same command again: it goes on."
        ));
    }

    fn progress(&self, what: &'static str, letters: usize) -> Progress {
        Progress::new(what, letters, self.args.quiet || self.args.plain)
    }

    /// Refuses to write over a file that the batch is made from, whatever the flags say.
    fn refuse_own_inputs(&self, dir: &Path) -> Result<(), Error> {
        let Inputs { path, settings, .. } = self.inputs;
        let mapping = inputs::mapping_path(path);
        let read = [Some(path), settings.answers.as_ref(), settings.font.as_ref(), Some(&mapping)];
        let Ok(dir) = dir.canonicalize() else { return Ok(()) };
        for input in read.into_iter().flatten() {
            let Ok(full) = input.canonicalize() else { continue };
            let Ok(inside) = full.strip_prefix(&dir) else { continue };
            let name = inside.to_string_lossy().replace('\\', "/");
            let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
            let letter = |index| self.plan.name(self.job, index) == stem;
            if taken(self.plan).iter().any(|taken| taken == stem) || self.plan.letters().any(letter)
            {
                return Err(Error::Usage(
                    format!(
                        "{} would be written over, and the batch is made from it",
                        input.display()
                    ),
                    "give another folder with -o; nothing was written".into(),
                ));
            }
        }
        Ok(())
    }

    /// Refuses to write over what somebody else put there.
    fn refuse_foreign(&self, folder: &Folder) -> Result<(), Error> {
        let ours = REPORT.map(str::to_string).into_iter().chain(notes(self.plan));
        let ours = ours.filter(|name| folder.is_foreign(name, || None));
        let mut foreign: Vec<PathBuf> = ours.map(|name| folder.path(&name)).collect();
        let letters = write::in_the_way(self.job, self.plan, folder);
        foreign.extend(letters.iter().map(|name| folder.path(name)));
        if foreign.is_empty() { Ok(()) } else { Err(Error::Exists(foreign)) }
    }

    /// Keeps what the folder is made with from the start, so that a run that is stopped and goes
    /// on tomorrow has today's date.
    fn remember(&self, folder: &Folder) -> Result<(), Error> {
        if let Some(mended) = inputs::mended(&self.inputs.table, &self.inputs.settings) {
            folder.note_down(settings::MENDED, &mended)?;
        }
        if let Some(rows) = &self.inputs.not_used {
            folder.note_down(settings::NOT_USED, rows)?;
        }
        folder.note_down(letters::FILE, self.letters.write().as_bytes())?;
        folder.note_down(settings::FILE, self.inputs.settings.write().as_bytes())
    }

    /// Puts what is handed in into one file: letters, index, cover note.
    fn zip(&self, folder: &Folder, combined: &[String]) -> Result<(), Error> {
        let names = self.plan.letters().flat_map(|index| {
            let name = self.plan.name(self.job, index);
            self.job.formats.iter().map(move |format| format!("{name}.{}", format.extension()))
        });
        let notes = [report::INDEX, report::COVER_NOTE].map(str::to_string);
        let joint = self.job.formats.iter().map(|format| format!("{JOINT}.{}", format.extension()));
        let names = names.chain(combined.iter().cloned()).chain(joint).chain(notes);
        let files = names.filter_map(|name| Some((folder.read(&name)?, name)));
        let bytes = report::hand_in(files.map(|(bytes, name)| (name, bytes)));
        folder.put_as_it_is(report::HAND_IN, &bytes)?;
        Ok(())
    }

    /// All letters in one PDF, if that was asked for.
    fn combined(&self, folder: &Folder, letters: usize) -> Result<Combined, Error> {
        let Some(sides) = &self.inputs.settings.combine else { return Ok(Combined::default()) };
        let sides = if sides == "two" { Sides::Two } else { Sides::One };
        combine::combine(self.job, self.plan, folder, sides, &self.progress("Combined", letters))
    }

    /// Writes the joint response; the name of its first file.
    fn write_joint(&self, folder: &Folder, document: &Document) -> Result<String, Error> {
        let name = |format: &Format| format!("{JOINT}.{}", format.extension());
        for format in self.job.formats {
            let made_from = job::made_from(document, self.job.salt);
            folder.put(&name(format), made_from, &self.job.render(document, *format)?)?;
        }
        Ok(self.job.formats.first().map(name).unwrap_or_default())
    }
}

/// Marks the letters that stand in a folder as handed in.
pub(super) fn sent(
    dir: &Path,
    job: &Job<'_>,
    plan: &Plan,
    mut letters: Letters,
    today: jiff::civil::Date,
) -> Result<(), Error> {
    let folder = Folder::open(dir, false)?;
    let stands = |index: &usize| {
        let name = plan.name(job, *index);
        job.formats.iter().any(|f| folder.read(&format!("{name}.{}", f.extension())).is_some())
    };
    let numbers = plan.letters().filter(stands).map(|index| plan.numbers[index]);
    let new = letters.send(numbers, &today.to_string());
    folder.note_down(letters::FILE, letters.write().as_bytes())?;
    screen::say(&format!(
        "Marked as handed in: {new} {}. With --new a further run leaves them out.",
        if new == 1 { "letter" } else { "letters" }
    ));
    Ok(())
}

/// Says that it was stopped, and how to go on.
fn stopped<T>(what: &str) -> Option<T> {
    screen::say(&format!("Stopped: {what}. To go on, run the same command again."));
    None
}

/// Whether two paths lead to the same file.
fn is_same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}
