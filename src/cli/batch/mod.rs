//! `sayso batch`: a document a row of a table, and a report of what came of it.

mod args;
mod finish;
mod inputs;
mod progress;
mod tell;

pub(crate) use args::BatchArgs;

use std::path::Path;

use jiff::civil::DateTime;
use sayso::batch::columns::{Columns, Mapping};
use sayso::batch::for_all::ForAll;
use sayso::batch::job::{self, Job};
use sayso::batch::joint::{self, JointFault};
use sayso::batch::names::Pattern;
use sayso::batch::plan::{self, Plan, Wanted};
use sayso::batch::report;
use sayso::batch::settings::{self, Settings};
use sayso::batch::write;
use sayso::compose::Composer;
use sayso::document::Document;
use sayso::error::{Error, exit};
use sayso::output::{self, Access, Folder, IfExists, Outgoing};
use sayso::pack::Pack;
use sayso::questionnaire::Filler;
use sayso::render::Format;

use finish::End;
use inputs::Inputs;
use progress::Progress;

use super::{choose, packs, screen};

/// Files that a batch writes besides letters; no letter can have such a name.
const TAKEN: [&str; 6] = ["report", "ask-again", "cover-note", "failed", "all", JOINT];

/// The name of the joint response.
const JOINT: &str = "joint-response";

/// Runs the command; the exit code.
pub(crate) fn run(args: &BatchArgs, now: DateTime) -> Result<u8, Error> {
    progress::catch_interrupts();
    let mut inputs = inputs::read(args)?;
    let today = inputs.settings.date().unwrap_or(now.date());
    inputs.settings.dated = Some(today.to_string());
    let (pack, template) = pack(args, now)?;
    let template = packs::template(&pack, &template)?;
    let answers = inputs::for_all(&inputs.settings, &pack, &args.what)?;
    let for_all = ForAll::new(&pack, answers, today).map_err(Error::Answers)?;
    let maps = inputs::maps(&inputs)?;
    let columns = Columns::matched(&inputs.table, &pack, template, &maps, &for_all.ids())
        .map_err(Error::Columns)?;
    tell::columns(&inputs, &columns);
    keep_mapping(args, &inputs, &columns)?;
    let (fonts, salt) = inputs::fonts(&inputs.settings)?;
    let formats = inputs::formats(&inputs.settings);
    let job = Job {
        pack: &pack,
        template,
        table: &inputs.table,
        columns: &columns,
        for_all: &for_all,
        formats: &formats,
        fonts: &fonts,
        composer: Composer::new(&pack, template)?,
        filler: Filler::new(&pack, &[template], today),
        salt,
    };
    checked(args, &inputs, &job, now)
}

/// Keeps beside the table which column answers what, so that it need be said only once.
fn keep_mapping(args: &BatchArgs, inputs: &Inputs, columns: &Columns) -> Result<(), Error> {
    if args.map.is_empty() || args.dry_run {
        return Ok(());
    }
    let path = inputs::mapping_path(&inputs.path);
    let bytes = Mapping::of(&inputs.table, columns).to_yaml().into_bytes();
    screen::say(&format!("Kept for the next time: {}", screen::path(&path)));
    output::write_all(&[Outgoing { path, bytes }], IfExists::Replace, Access::Usual)
}

/// The pack, and the id of its template.
fn pack(args: &BatchArgs, now: DateTime) -> Result<(Pack, String), Error> {
    let wanted = packs::wanted(&args.what);
    let (pack, warnings) = packs::load(&wanted.pack, now.date())?;
    choose::tell_publisher(&pack, &wanted.pack, &warnings);
    let id = match (wanted.template, pack.templates.as_slice()) {
        (Some(id), _) => id,
        (None, [only]) => only.id.clone(),
        (None, several) => {
            let ids: Vec<String> =
                several.iter().map(|t| format!("{}/{}", args.what, t.id)).collect();
            return Err(Error::Usage(
                format!("`{}` has several templates, and a batch writes one", pack.id),
                format!("name one: {}", ids.join(", ")),
            ));
        }
    };
    Ok((pack, id))
}

/// Checks every row, then writes.
fn checked(args: &BatchArgs, inputs: &Inputs, job: &Job<'_>, now: DateTime) -> Result<u8, Error> {
    let wanted = wanted(args, &inputs.settings, job)?;
    let quiet = args.quiet || args.plain;
    let rows = inputs.table.len();
    let plan = Plan::check(job, &wanted, &Progress::new("Checked", rows, quiet));
    let Ok(mut plan) = plan else {
        screen::say("Stopped while the rows were being checked. Nothing was written.");
        return Ok(exit::INTERRUPTED);
    };
    let joint = joint(&mut plan, inputs, job)?;
    refuse_clashes(&plan, job)?;
    let failed = !plan.faults.is_empty();
    let code = if failed { exit::SOME_ROWS } else { exit::DONE };
    let Some(dir) = args.output.as_deref().filter(|_| !args.dry_run) else {
        tell::faults(&plan, usize::MAX);
        tell::would_write(&plan);
        first_letter(&plan, job, joint.as_ref())?;
        return Ok(code);
    };
    if args.strict && failed {
        tell::faults(&plan, usize::MAX);
        screen::say("Nothing was written, since --strict asks for every row to be good.");
        return Ok(code);
    }
    tell::faults(&plan, 20);
    let mut folder = Folder::open(dir, args.force)?;
    if is_same(&args.table, &dir.join(report::FAILED)) {
        folder.adopt(report::FAILED);
    }
    let foreign = write::in_the_way(job, &plan, &folder);
    if !foreign.is_empty() {
        return Err(Error::Exists(foreign));
    }
    // Kept from the start: a run that is stopped and goes on tomorrow has today's date.
    folder.note_down(settings::FILE, inputs.settings.write().as_bytes())?;
    let letters = plan.letters().count();
    let wrote = write::letters(job, &plan, &folder, &Progress::new("Written", letters, quiet))?;
    if wrote.stopped {
        let done = wrote.written + wrote.kept;
        screen::say(&format!(
            "Stopped: {done} of {letters} letters are written. To go on, run the same command again."
        ));
        return Ok(exit::INTERRUPTED);
    }
    let joint = joint.map(|document| write_joint(&folder, job, &document)).transpose()?;
    let end = End { args, inputs, job, plan: &plan, combined: &[], joint: joint.as_deref(), now };
    let reading = end.reading();
    end.write(&reading, &folder)?;
    let swept = folder.sweep(|_| wanted.rows.is_none() && wanted.limit.is_none())?;
    folder.close()?;
    tell::folder(&wrote, &swept);
    screen::out(end.report(&reading, |report| report.screen(screen::width())).as_bytes())?;
    Ok(code)
}

/// Whether two paths lead to the same file.
fn is_same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

/// The joint response, if one was asked for and there is somebody to put into it.
fn joint(plan: &mut Plan, inputs: &Inputs, job: &Job<'_>) -> Result<Option<Document>, Error> {
    let Some(who) = &inputs.settings.joint else { return Ok(None) };
    let today = inputs.settings.date().unwrap_or_default();
    let made = joint::join(job, plan, who == "all", today).map_err(|fault| match fault {
        JointFault::NoTemplate => Error::Usage(
            format!("the pack has no template for a joint response to `{}`", job.template.id),
            "a template has `joint: ` and the name of the one it stands for in its front matter"
                .into(),
        ),
        JointFault::Answers(problems) => Error::Answers(problems),
        JointFault::Template(fault) => Error::Template(fault),
    })?;
    if made.is_none() {
        screen::say("There are not two people to put into a joint response.");
    }
    Ok(made)
}

/// Writes the joint response; the name of its first file.
fn write_joint(folder: &Folder, job: &Job<'_>, document: &Document) -> Result<String, Error> {
    let name = |format: &Format| format!("{JOINT}.{}", format.extension());
    for format in job.formats {
        let made_from = job::made_from(document, job.salt);
        folder.put(&name(format), made_from, &job.render(document, *format)?)?;
    }
    Ok(job.formats.first().map(name).unwrap_or_default())
}

fn wanted(args: &BatchArgs, settings: &Settings, job: &Job<'_>) -> Result<Wanted, Error> {
    let names = match &settings.name {
        None => Pattern::row(),
        Some(pattern) => {
            let mut known = vec!["row".to_string()];
            known.extend(job.columns.variables());
            Pattern::parse(pattern, known.iter().map(String::as_str))
                .map_err(|faults| tell::pattern_fault(&faults, &known))?
        }
    };
    Ok(Wanted {
        rows: args.rows.as_ref().map(|rows| rows.0.clone()),
        limit: args.limit,
        keep_all: settings.keep_all,
        names,
        room: if args.dry_run { 0 } else { plan::ROOM },
    })
}

fn refuse_clashes(plan: &Plan, job: &Job<'_>) -> Result<(), Error> {
    let clashes = plan.clashes(job, &TAKEN);
    if clashes.is_empty() { Ok(()) } else { Err(tell::clash_fault(&clashes)) }
}

/// Shows the first letter, or the joint response where there are none, as text.
fn first_letter(plan: &Plan, job: &Job<'_>, joint: Option<&Document>) -> Result<(), Error> {
    if let (None, Some(document)) = (plan.letters().next(), joint) {
        return screen::out(&job.render(document, Format::Text)?);
    }
    let Some(index) = plan.letters().next() else {
        screen::say("No row has a letter to show.");
        return Ok(());
    };
    let row = job.table.row(index);
    let Some(letter) = row.and_then(|row| job.letter(&row).ok()) else { return Ok(()) };
    screen::out(&job.render(&letter.document, Format::Text)?)
}
