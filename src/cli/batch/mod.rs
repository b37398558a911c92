//! `sayso batch`: a document a row of a table, and a report of what came of it.

mod args;
mod inputs;
mod progress;
mod tell;

use std::path::Path;

pub(crate) use args::BatchArgs;
use inputs::Source;
use jiff::civil::DateTime;
use progress::Progress;
use sayso::batch::columns::{self, Mapping, Proposal};
use sayso::batch::job::Job;
use sayso::batch::options::Keep;
use sayso::batch::order::DateOrder;
use sayso::batch::report::{laid_out, named_rows};
use sayso::batch::table::Table;
use sayso::batch::{Batch, Fault};
use sayso::diagnostic::Remedy;
use sayso::disk::{self, Folder, IfExists, Outgoing};
use sayso::error::{Error, exit};
use sayso::model::{Pack, Template};
use sayso::render::Format;
use sayso::text::words;
use serde_json::{Value as Json, json};

use super::{choose, packs, prompt, screen, talk};

/// Runs the command; the exit code.
pub(crate) fn run(args: &BatchArgs, now: DateTime) -> Result<u8, Error> {
    let wanted = packs::wanted(&args.what);
    let mut inputs = inputs::read(args)?;
    let dated = inputs.notes.dated.get_or_insert_with(|| now.date().to_string()).parse();
    let today = dated.unwrap_or(now.date());
    let (pack, warnings) = packs::load(&wanted.pack, now.date())?;
    choose::tell_publisher(&pack, &wanted.pack, &warnings);
    let template = packs::one_template(&pack, &wanted, "which-template")?;
    let mut options = inputs::options(args, &inputs, &pack, template.id.clone(), now)?;
    tell::for_all(&pack, &options.answers, today);
    for note in &inputs.table.notes {
        screen::say(&options.commands.offered(note.message.clone(), note.remedy.as_ref()));
    }
    let table = std::mem::take(&mut inputs.table);
    let is_new = confirmed(args, &table, &pack, template, &mut options.maps)?;
    let headings = tell::headed(&table);
    let mut batch = Batch::new(&pack, table, options).inspect_err(|fault| {
        if matches!(fault, Fault::Columns(_)) {
            screen::say(&headings);
        }
    })?;
    tell::not_used(&batch, args.output.as_deref());
    tell::columns(&batch.job, args.dry_run);
    if is_new && !args.dry_run {
        keep_mapping(&inputs.path, &batch.job)?;
    }
    tell::id_column(&batch);
    // Until here nothing was begun that would have to be ended well.
    progress::catch_interrupts();
    let checked = |batch: &mut Batch<'_>| {
        batch.check(&Progress::new(args)).inspect_err(|fault| {
            if matches!(fault, Fault::Stopped) {
                talk::say("stopped-checking", json!({}));
            }
        })
    };
    let mut done = checked(&mut batch);
    if let Err(Fault::Columns(faults)) = &done
        && let Some(fault) = faults.iter().find(|f| f.remedy == Some(Remedy::SayDateOrder))
        && let what = json!({ "what": words::capital(&fault.message) })
        && let Some(dates) = picked(args, "which-is-first", what, &BY_DATES)
    {
        batch.job.options.dates = Some(dates);
        done = checked(&mut batch);
    }
    done?;
    // The last answer is what was checked.
    if !batch.open.is_empty()
        && batch.job.options.keep.is_none()
        && let rows = json!({ "rows": named_rows(&batch.open, 20) })
        && let Some(keep) = picked(args, "which-to-keep", rows, &TO_KEEP)
        && keep != Keep::Last
    {
        batch.job.options.keep = Some(keep);
        checked(&mut batch)?;
    }
    if batch.job.options.joint.is_some() {
        tell::joint(&batch);
    }
    let failed = !batch.faults.is_empty();
    let code = if failed { exit::SOME_ROWS } else { exit::DONE };
    let dir = args.output.as_deref().filter(|_| !args.dry_run);
    if let Some(dir) = dir.filter(|_| args.sent) {
        let new = batch.mark_sent(&Folder::open(dir, false)?, &now.date().to_string())?;
        talk::say("sent", json!({ "new": new }));
        return Ok(code);
    }
    let is_refused = args.strict && failed;
    tell::faults(&batch, if dir.is_none() || is_refused { usize::MAX } else { 20 });
    let Some(dir) = dir else {
        tell::taken(&batch.taken);
        tell::would_write(&batch);
        return first_letter(&batch).map(|()| code);
    };
    if is_refused {
        talk::say("strict", json!({}));
        return Ok(code);
    }
    if !batch.is_whole() {
        talk::say("some", json!({}));
    }
    write(args, &inputs, &batch, dir).map(|done| if done { code } else { exit::INTERRUPTED })
}

/// Writes everything into the folder and says what came of it. False when it was stopped.
fn write(args: &BatchArgs, inputs: &Source, batch: &Batch<'_>, dir: &Path) -> Result<bool, Error> {
    let mut folder = Folder::open(dir, args.force)?;
    if folder.foreign_lines > 0 {
        talk::say("foreign-notes", json!({ "lines": folder.foreign_lines }));
    }
    for file in inputs::TO_FILL_IN {
        if inputs::is_same(&args.table, &dir.join(file)) {
            folder.adopt(file);
        }
    }
    refuse_own_inputs(inputs, batch, dir)?;
    let how_far = |error: &Error| tell::how_far(batch, dir, error);
    let written = batch.write(&folder, &Progress::new(args)).inspect_err(how_far);
    let done = written.map_err(|error| match error {
        Error::Exists(names) => Error::Exists(names.iter().map(|name| dir.join(name)).collect()),
        other => other,
    })?;
    if let Some(what) = &done.stopped {
        talk::say("stopped", json!({ "what": what }));
        return Ok(false);
    }
    folder.close().inspect_err(how_far)?;
    tell::folder(&done);
    screen::out(laid_out(&done.screen, screen::width()).as_bytes())?;
    Ok(true)
}

/// Refuses to write over a file that the batch is made from, whatever the flags say.
fn refuse_own_inputs(inputs: &Source, batch: &Batch<'_>, dir: &Path) -> Result<(), Error> {
    let (with, mapping) = (&inputs.notes.with, inputs::mapping_path(&inputs.path));
    let read = [Some(&inputs.path), with.answers.as_ref(), with.font.as_ref(), Some(&mapping)];
    let Ok(dir) = dir.canonicalize() else { return Ok(()) };
    for input in read.into_iter().flatten() {
        let Ok(full) = input.canonicalize() else { continue };
        let Ok(inside) = full.strip_prefix(&dir) else { continue };
        let stem = inside.with_extension("").to_string_lossy().replace('\\', "/");
        let letter = |index| batch.name(index) == stem;
        if batch.own_names().contains(&stem) || batch.letters().any(letter) {
            return Err(talk::refused("own-input", json!({ "it": input.display().to_string() })));
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
    if !proposals.is_empty() && !asks(args) && !args.accept_columns {
        screen::say(&tell::headed(table));
        return Err(Error::Columns(vec![columns::unconfirmed(proposals)]));
    }
    let why = "Yes takes the answers of that column. No leaves the column out.";
    for proposal in proposals {
        let is_right = args.accept_columns || prompt::yes(&tell::proposal(&proposal), why, false)?;
        if args.accept_columns {
            let Proposal { heading, id, .. } = &proposal;
            talk::say("accepted", json!({ "heading": heading, "id": id }));
        }
        maps.push((proposal.heading, if is_right { proposal.id } else { String::new() }));
    }
    Ok(is_new)
}

/// Whether somebody is there to be asked: a batch is not answered by what is piped in.
fn asks(args: &BatchArgs) -> bool {
    !args.no_input && screen::can_ask()
}

/// Keeps beside the table which column answers what, so that it need be said only once.
fn keep_mapping(table: &Path, job: &Job<'_>) -> Result<(), Error> {
    let path = inputs::mapping_path(table);
    let bytes = Mapping::of(&job.table, &job.columns).to_yaml().into_bytes();
    screen::say(&format!("Kept for the next time: {}", screen::path(&path)));
    disk::write_all(&[Outgoing::new(path, bytes)], IfExists::Replace)
}

/// What can be said of dates and of people with several answers, in the order of the lines in
/// `data/report/talk.yaml`.
const BY_DATES: [DateOrder; 2] = [DateOrder::DayFirst, DateOrder::MonthFirst];
const TO_KEEP: [Keep; 3] = [Keep::Last, Keep::First, Keep::All];

/// Asks for one of a few in the words that are called so; none where nobody can be asked or they
/// leave it.
fn picked<T: Copy>(args: &BatchArgs, called: &str, data: Json, ways: &[T]) -> Option<T> {
    let picked = asks(args).then(|| talk::one_way(called, data).unwrap_or(None));
    ways.get(picked.flatten()?).copied()
}

/// Shows the first letter, or the joint response where there are none, as text.
fn first_letter(batch: &Batch<'_>) -> Result<(), Error> {
    let Batch { job, joint, .. } = batch;
    let first = batch.letters().next().and_then(|index| job.letter(index));
    let Some(letter) = first.as_ref().or(joint.first().map(|(_, document)| document)) else {
        talk::say("no-letter-to-show", json!({}));
        return Ok(());
    };
    screen::out(&job.render(letter, Format::Text)?)
}
