//! `sayso batch`: a document a row of a table, and a report of what came of it.

mod args;
mod inputs;
mod notes;
mod progress;
mod tell;

use std::path::Path;

pub(crate) use args::BatchArgs;
use inputs::Inputs;
use jiff::civil::DateTime;
use progress::Progress;
use sayso::batch::columns::{self, Mapping, Proposal};
use sayso::batch::job::Job;
use sayso::batch::options::Keep;
use sayso::batch::order::DateOrder;
use sayso::batch::report::{laid_out, named_rows};
use sayso::batch::table::Table;
use sayso::batch::{Batch, Fault};
use sayso::diagnostic::{Diagnostic, Remedy};
use sayso::disk::{self, Folder, IfExists, Outgoing};
use sayso::error::{Error, exit};
use sayso::model::{Pack, Template};
use sayso::render::Format;
use sayso::text::words;
use serde_json::{Value as Json, json};

use super::{choose, packs, prompt, screen};

/// Runs the command; the exit code.
pub(crate) fn run(args: &BatchArgs, now: DateTime) -> Result<u8, Error> {
    let mut args = args.clone();
    if args.keep_all {
        args.made.keep = Some(Keep::All);
    }
    let args = &args;
    let wanted = packs::wanted(&args.what);
    let mut inputs = inputs::read(args)?;
    let dated = inputs.notes.dated.get_or_insert_with(|| now.date().to_string()).parse();
    let today = dated.unwrap_or(now.date());
    let (pack, warnings) = packs::load(&wanted.pack, now.date())?;
    choose::tell_publisher(&pack, &wanted.pack, &warnings);
    let template = packs::template(&pack, &template(args, &wanted, &pack)?)?;
    let mut options = inputs::options(args, &inputs, &pack, template.id.clone(), now)?;
    tell::for_all(&pack, &options.answers, today);
    for note in &inputs.table.notes {
        let offer = note.remedy.as_ref().map(crate::cli::faults::offer);
        screen::say(&format!("{}{}", note.message, offer.unwrap_or_default()));
    }
    let table = std::mem::take(&mut inputs.table);
    let is_new = confirmed(args, &table, &pack, template, &mut options.maps)?;
    let headings = tell::headed(&table);
    let mut batch = Batch::new(&pack, table, options).map_err(|fault| {
        if matches!(fault, Fault::Columns(_)) {
            screen::say(&headings);
        }
        Error::from(fault)
    })?;
    tell::not_used(&batch, args.output.as_deref());
    tell::columns(&batch.job, args.dry_run);
    if is_new && !args.dry_run {
        keep_mapping(&inputs.path, &batch.job)?;
    }
    tell::id_column(&batch);
    // Until here nothing was begun that would have to be ended well.
    progress::catch_interrupts();
    let checked = |batch: &mut Batch<'_>| match batch.check(&Progress::new(args)) {
        Err(Fault::Stopped) => {
            tell::say("stopped-checking", Json::Null);
            Err(Error::Interrupted)
        }
        done => done.map_err(Error::from),
    };
    let mut done = checked(&mut batch);
    if let Err(Error::Columns(faults)) = &done
        && let Some(dates) = faults.first().and_then(|fault| which_is_first(args, fault))
    {
        batch.job.options.dates = Some(dates);
        done = checked(&mut batch);
    }
    done?;
    if let Some(keep) = which_to_keep(args, &batch) {
        batch.job.options.keep = Some(keep);
        checked(&mut batch)?;
    }
    if batch.job.options.joint.is_some() {
        tell::joint(&batch.joint);
    }
    let failed = !batch.plan.faults.is_empty();
    let code = if failed { exit::SOME_ROWS } else { exit::DONE };
    let Some(dir) = args.output.as_deref().filter(|_| !args.dry_run) else {
        tell::faults(&batch, usize::MAX);
        tell::taken(&batch.taken);
        tell::would_write(&batch.plan);
        return first_letter(&batch).map(|()| code);
    };
    if args.sent {
        let new = batch.mark_sent(&Folder::open(dir, false)?, &now.date().to_string())?;
        tell::say("sent", json!({ "new": new }));
        return Ok(code);
    }
    if args.strict && failed {
        tell::faults(&batch, usize::MAX);
        tell::say("strict", Json::Null);
        return Ok(code);
    }
    tell::faults(&batch, 20);
    if !batch.is_whole() {
        tell::say("some", Json::Null);
    }
    write(args, &inputs, &batch, dir).map(|done| if done { code } else { exit::INTERRUPTED })
}

/// Writes everything into the folder and says what came of it. False when it was stopped.
fn write(args: &BatchArgs, inputs: &Inputs, batch: &Batch<'_>, dir: &Path) -> Result<bool, Error> {
    let mut folder = Folder::open(dir, args.force)?;
    if folder.foreign_lines() > 0 {
        tell::say("foreign", json!({ "lines": folder.foreign_lines() }));
    }
    for file in inputs::TO_FILL_IN {
        if inputs::is_same(&args.table, &dir.join(file)) {
            folder.adopt(file);
        }
    }
    refuse_own_inputs(inputs, batch, dir)?;
    let watch = Progress::new(args);
    let written = batch.write(&folder, &watch);
    drop(watch);
    let written = written.and_then(|done| match done.stopped {
        Some(_) => Ok(done),
        None => folder.close().map(|()| done),
    });
    let done = written.map_err(|error| match error {
        Error::Exists(names) => Error::Exists(names.iter().map(|name| dir.join(name)).collect()),
        other => {
            tell::how_far(batch, dir, &other);
            other
        }
    })?;
    if let Some(what) = &done.stopped {
        tell::say("stopped", json!({ "what": what }));
        return Ok(false);
    }
    tell::folder(&done);
    screen::out(laid_out(&done.screen, screen::width()).as_bytes())?;
    Ok(true)
}

/// Refuses to write over a file that the batch is made from, whatever the flags say.
fn refuse_own_inputs(inputs: &Inputs, batch: &Batch<'_>, dir: &Path) -> Result<(), Error> {
    let (with, mapping) = (&inputs.notes.with, inputs::mapping_path(&inputs.path));
    let read = [Some(&inputs.path), with.answers.as_ref(), with.font.as_ref(), Some(&mapping)];
    let Ok(dir) = dir.canonicalize() else { return Ok(()) };
    for input in read.into_iter().flatten() {
        let Ok(full) = input.canonicalize() else { continue };
        let Ok(inside) = full.strip_prefix(&dir) else { continue };
        let stem = inside.with_extension("").to_string_lossy().replace('\\', "/");
        let letter = |index| batch.plan.name(&batch.job, index) == stem;
        if batch.own_names().contains(&stem) || batch.plan.letters().any(letter) {
            return Err(tell::refused("own-input", input.display()));
        }
    }
    Ok(())
}

/// What the columns answer that are no exact match, as somebody confirms it; whether anything was said
/// that is to be kept. With nobody there the run stops, and says which flags to add.
fn confirmed(
    args: &BatchArgs,
    table: &Table,
    pack: &Pack,
    template: &Template,
    maps: &mut Vec<(String, String)>,
) -> Result<bool, Error> {
    let proposals = columns::proposals(table, pack, template, maps);
    let is_new = !args.made.map.is_empty() || !proposals.is_empty();
    if proposals.is_empty() {
        return Ok(is_new);
    }
    let style = style(args);
    if style.is_none() && !args.accept_columns {
        screen::say(&tell::headed(table));
        return Err(Error::Columns(vec![columns::unconfirmed(proposals)]));
    }
    let why = "Yes takes the answers of that column. No leaves the column out.";
    for proposal in proposals {
        let is_right = match style.filter(|_| !args.accept_columns) {
            Some(style) => prompt::yes(style, &tell::proposal(&proposal), why, false)?,
            None => {
                let Proposal { heading, id, .. } = &proposal;
                tell::say("accepted", json!({ "heading": heading, "id": id }));
                true
            }
        };
        maps.push((proposal.heading, if is_right { proposal.id } else { String::new() }));
    }
    Ok(is_new)
}

/// How to ask, or none where nobody can be asked.
fn style(args: &BatchArgs) -> Option<prompt::Style> {
    prompt::style(args.plain, args.no_input).filter(|_| screen::can_ask())
}

/// Keeps beside the table which column answers what, so that it need be said only once.
fn keep_mapping(table: &Path, job: &Job<'_>) -> Result<(), Error> {
    let path = inputs::mapping_path(table);
    let bytes = Mapping::of(&job.table, &job.columns).to_yaml().into_bytes();
    screen::say(&format!("Kept for the next time: {}", screen::path(&path)));
    disk::write_all(&[Outgoing::new(path, bytes)], IfExists::Replace)
}

/// The id of the template: the one that is named, or the only one.
fn template(args: &BatchArgs, wanted: &packs::Wanted, pack: &Pack) -> Result<String, Error> {
    match (&wanted.template, pack.templates.as_slice()) {
        (Some(id), _) => Ok(id.clone()),
        (None, [only]) => Ok(only.id.clone()),
        (None, several) => {
            let ids = several.iter().map(|t| format!("{}/{}", args.what, t.id));
            Err(tell::refused("which-template", ids.collect::<Vec<_>>().join(", ")))
        }
    }
}

/// Asks which number of the table's dates stands first, where that is what is wrong.
fn which_is_first(args: &BatchArgs, fault: &Diagnostic) -> Option<DateOrder> {
    if fault.remedy != Some(Remedy::SayDateOrder) {
        return None;
    }
    let question = format!("{}. Which stands first?", words::capital(&fault.message));
    let why = "A form that was made in the United States writes the month first.";
    let ways = [
        ("the day: 03/04/2026 is 3 April", DateOrder::DayFirst),
        ("the month: 03/04/2026 is 4 March", DateOrder::MonthFirst),
    ];
    picked(args, &question, why, &ways)
}

/// Asks which rows of one person to keep, where nothing says which came last and nobody has said.
fn which_to_keep(args: &BatchArgs, batch: &Batch<'_>) -> Option<Keep> {
    let rows = &batch.plan.open;
    if rows.is_empty() || batch.job.options.keep.is_some() {
        return None;
    }
    let question = format!(
        "No column says when an answer came, and some people answered more than once, each time \
         otherwise: {}. Which answer is kept?",
        named_rows(rows, 20)
    );
    let why = "Whoever answered again may have changed their mind, or made a slip the first time.";
    let ways = [
        ("the lowest in the table", Keep::Last),
        ("the first in the table", Keep::First),
        ("every one", Keep::All),
    ];
    // The last one is what was checked.
    picked(args, &question, why, &ways).filter(|keep| *keep != Keep::Last)
}

/// Asks for one of a few; none where nobody can be asked or they leave it.
fn picked<T: Copy>(args: &BatchArgs, asked: &str, why: &str, ways: &[(&str, T)]) -> Option<T> {
    let lines: Vec<String> = ways.iter().map(|(line, _)| line.to_string()).collect();
    let picked = prompt::pick(style(args)?, asked, why, &lines)?;
    ways.get(picked).map(|(_, way)| *way)
}

/// Shows the first letter, or the joint response where there are none, as text.
fn first_letter(batch: &Batch<'_>) -> Result<(), Error> {
    let Batch { job, plan, joint, .. } = batch;
    let first = plan.letters().next().and_then(|index| job.letter(index));
    let Some(letter) = first.as_ref().or(joint.documents.first().map(|(_, document)| document))
    else {
        tell::say("no-letter", Json::Null);
        return Ok(());
    };
    screen::out(&job.render(letter, Format::Text)?)
}
