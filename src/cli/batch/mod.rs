//! `sayso batch`: a document a row of a table, and a report of what came of it.

mod args;
mod astray;
mod finish;
mod inputs;
mod progress;
mod tell;
mod writing;

use std::collections::BTreeSet;
use std::mem::ManuallyDrop;

pub(crate) use args::BatchArgs;
use inputs::Inputs;
use jiff::civil::DateTime;
use progress::Progress;
use sayso::batch::columns::{self, ColumnFault, Columns, Mapping};
use sayso::batch::for_all::ForAll;
use sayso::batch::job::{self, Job};
use sayso::batch::joint::{self, Joined, JointFault};
use sayso::batch::names::Pattern;
use sayso::batch::plan::{Keep, Plan, Wanted};
use sayso::batch::record::Fate;
use sayso::batch::report::named_rows;
use sayso::batch::settings::Settings;
use sayso::batch::table::Table;
use sayso::batch::taken;
use sayso::compose::Composer;
use sayso::disk::{self, IfExists, Outgoing};
use sayso::document::Document;
use sayso::error::{Error, exit};
use sayso::interview::Questionnaire;
use sayso::model::Pack;
use sayso::render::Format;
use writing::Writing;

use super::{choose, extras, packs, prompt, screen};

/// Runs the command; the exit code.
pub(crate) fn run(args: &BatchArgs, now: DateTime) -> Result<u8, Error> {
    let wanted = packs::wanted(&args.what);
    let (inputs, pack) =
        rayon::join(|| inputs::read(args), || packs::load(&wanted.pack, now.date()));
    let mut inputs = inputs?;
    let today = inputs.settings.date().unwrap_or(now.date());
    inputs.settings.dated = Some(today.to_string());
    let (pack, warnings) = pack?;
    choose::tell_publisher(&pack, &wanted.pack, &warnings);
    let template = packs::template(&pack, &template(args, &wanted, &pack)?)?;
    let answers = inputs::answers_for_all(&inputs.settings, &pack, &args.what)?;
    let for_all = ForAll::new(&pack, answers, today).map_err(Error::Answers)?;
    tell::for_all(&pack, &for_all, today);
    tell::contact(&for_all);
    let maps = inputs::maps(&inputs)?;
    for note in &inputs.table.notes {
        screen::say(&note.to_string());
    }
    let (maps, is_new) = confirmed(args, &inputs, &pack, template, maps)?;
    let columns = Columns::matched(&inputs.table, &pack, template, &maps, &for_all.ids());
    let columns = columns.map_err(|faults| {
        tell::headings(&inputs);
        Error::Columns(faults)
    })?;
    tell::columns(&inputs, &columns, (&pack, template), args.dry_run);
    if is_new && !args.dry_run {
        keep_mapping(&inputs, &columns)?;
    }
    let (fonts, salt) = inputs::fonts(&inputs.settings)?;
    let fonts = left_behind(fonts);
    let formats = inputs::formats(&inputs.settings);
    let composer = Composer::new(&pack, template)?;
    let attach_pdf = inputs.settings.attach_pdf && formats.contains(&Format::Eml);
    let enclosures = extras::enclosures(&inputs.settings.enclose)?;
    // An e-mail with a PDF or another file is other bytes than one without.
    let salt = salt ^ job::made_from(&(attach_pdf, &enclosures), 0);
    let job = Job {
        pack: &pack,
        template,
        table: &inputs.table,
        columns: &columns,
        for_all: &for_all,
        formats: &formats,
        attach_pdf,
        enclosures: &enclosures,
        pdf: formats.contains(&Format::Pdf) || inputs.settings.combine.is_some() || attach_pdf,
        fonts: &fonts,
        composer,
        questionnaire: Questionnaire::new(&pack, &[template], today),
        common: job::common(&pack),
        salt,
        unfinished: args.force,
    };
    checked(args, &inputs, &job, now)
}

/// What the program ends with: giving its many pieces back one by one first, only for the system to
/// take all of it together, would take as long as writing one letter in a hundred.
fn left_behind<T>(value: T) -> ManuallyDrop<T> {
    ManuallyDrop::new(value)
}

/// What the columns answer that are no exact match, as somebody confirms it; and whether anything
/// was said that is to be kept. With nobody there the run stops, and says which flags to add.
fn confirmed(
    args: &BatchArgs,
    inputs: &Inputs,
    pack: &Pack,
    template: &sayso::model::Template,
    mut maps: Vec<(String, String)>,
) -> Result<(Vec<(String, String)>, bool), Error> {
    let proposals = columns::proposals(&inputs.table, pack, template, &maps);
    let is_new = !args.map.is_empty() || !proposals.is_empty();
    if proposals.is_empty() {
        return Ok((maps, is_new));
    }
    let style = prompt::style(args.plain, false);
    let Some(style) = style.filter(|_| !args.accept_columns && screen::can_ask()) else {
        let pairs: Vec<(String, String)> =
            proposals.into_iter().map(|proposal| (proposal.heading, proposal.id)).collect();
        if !args.accept_columns {
            tell::headings(inputs);
            return Err(Error::Columns(vec![ColumnFault::Unconfirmed { headings: pairs }]));
        }
        for (heading, id) in &pairs {
            screen::say(&format!("“{heading}” is taken for {id}, since --accept-columns says so."));
        }
        maps.extend(pairs);
        return Ok((maps, is_new));
    };
    for proposal in proposals {
        let id = if prompt::yes(style, &tell::proposal(&proposal), false) {
            proposal.id
        } else {
            String::new()
        };
        maps.push((proposal.heading, id));
    }
    Ok((maps, is_new))
}

/// Keeps beside the table which column answers what, so that it need be said only once.
fn keep_mapping(inputs: &Inputs, columns: &Columns) -> Result<(), Error> {
    let path = inputs::mapping_path(&inputs.path);
    let bytes = Mapping::of(&inputs.table, columns).to_yaml().into_bytes();
    screen::say(&format!("Kept for the next time: {}", screen::path(&path)));
    disk::write_all(&[Outgoing::new(path, bytes)], IfExists::Replace)
}

/// The id of the template.
fn template(args: &BatchArgs, wanted: &packs::Wanted, pack: &Pack) -> Result<String, Error> {
    match (&wanted.template, pack.templates.as_slice()) {
        (Some(id), _) => Ok(id.clone()),
        (None, [only]) => Ok(only.id.clone()),
        (None, several) => {
            let ids: Vec<String> =
                several.iter().map(|t| format!("{}/{}", args.what, t.id)).collect();
            Err(Error::Usage(
                format!("`{}` has several templates, and a batch writes one", pack.id),
                format!("name one: {}", ids.join(", ")),
            ))
        }
    }
}

/// Checks every row, then writes.
fn checked(args: &BatchArgs, inputs: &Inputs, job: &Job<'_>, now: DateTime) -> Result<u8, Error> {
    let mut letters = inputs::letters(args.output.as_deref());
    let id = inputs::id_column(inputs)?;
    let numbers = letters.number(&inputs.table, job.columns, id);
    let mut wanted = wanted(args, &inputs.settings, job, numbers)?;
    if args.new {
        wanted.handed_in = wanted.numbers.iter().copied().filter(|n| letters.is_sent(*n)).collect();
    }
    refuse_rows(wanted.rows.as_ref(), &inputs.table)?;
    // Until here nothing was begun that would have to be ended well.
    progress::catch_interrupts();
    let watch = Progress::new("Checked", inputs.table.len(), args.quiet || args.plain);
    let Ok(plan) = Plan::check(job, &wanted, &watch) else {
        screen::say("Stopped while the rows were being checked. Nothing was written.");
        return Ok(exit::INTERRUPTED);
    };
    drop(watch);
    let mut plan = left_behind(match which_to_keep(args, &inputs.settings, &plan) {
        Some(keep) => {
            let watch = Progress::new("Checked", inputs.table.len(), args.quiet || args.plain);
            let Ok(plan) = Plan::check(job, &Wanted { keep, ..wanted.clone() }, &watch) else {
                screen::say("Stopped while the rows were being checked. Nothing was written.");
                return Ok(exit::INTERRUPTED);
            };
            plan
        }
        None => plan,
    });
    let joint = joint(&mut plan, inputs, job)?;
    refuse_clashes(&plan, job)?;
    let taken = taken::told(job, &plan.records);
    let failed = !plan.faults.is_empty();
    let code = if failed { exit::SOME_ROWS } else { exit::DONE };
    let Some(dir) = args.output.as_deref().filter(|_| !args.dry_run) else {
        tell::faults(&plan, usize::MAX);
        tell::taken(&taken);
        tell::would_write(&plan);
        first_letter(&plan, job, joint.document.as_ref())?;
        return Ok(code);
    };
    if args.sent {
        return writing::sent(dir, job, &plan, letters, now.date()).map(|()| code);
    }
    if args.strict && failed {
        tell::faults(&plan, usize::MAX);
        screen::say("Nothing was written, since --strict asks for every row to be good.");
        return Ok(code);
    }
    tell::faults(&plan, 20);
    let whole = wanted.rows.is_none() && wanted.limit.is_none() && !args.new;
    if !whole {
        screen::say(
            "The report, the cover note, ask-again.csv and the files with all letters are of the \
             rows you chose alone. Without --rows, --limit and --new they are of everyone.",
        );
    }
    let (plan, taken) = (&*plan, taken.as_slice());
    let writing =
        Writing { args, inputs, job, plan, taken, joint: &joint, letters: &letters, now, whole };
    Ok(if writing.write(dir)? { code } else { exit::INTERRUPTED })
}

/// Asks which rows of one person to keep, where nothing says which came last and nobody has said.
/// None where it is to be the last, which is what was checked.
fn which_to_keep(args: &BatchArgs, settings: &Settings, plan: &Plan) -> Option<Keep> {
    let again = plan.records.iter().filter(|r| matches!(r.fate, Fate::SentAgain { .. }));
    let rows: Vec<u32> = again.map(|record| record.row).collect();
    let is_known = plan.order.column().is_some() || settings.keep.is_some();
    if rows.is_empty() || is_known || !screen::can_ask() {
        return None;
    }
    let style = prompt::style(args.plain, false)?;
    let question = format!(
        "No column says when an answer came. Whose {} was sent again: which answer is kept?",
        named_rows(&rows, 20)
    );
    let ways = ["the lowest in the table", "the first in the table", "every one"];
    match prompt::pick(style, &question, &ways.map(str::to_string))? {
        1 => Some(Keep::First),
        2 => Some(Keep::All),
        _ => None,
    }
}

/// Refuses rows that the table does not have.
fn refuse_rows(rows: Option<&BTreeSet<u32>>, table: &Table) -> Result<(), Error> {
    let there: BTreeSet<u32> = table.rows().map(|row| row.number).collect();
    let Some(strange) = rows.and_then(|rows| rows.iter().find(|row| !there.contains(row))) else {
        return Ok(());
    };
    Err(Error::Usage(
        format!("--rows: there is no row {strange} in the table"),
        match there.last() {
            Some(last) => format!("its last row is row {last}"),
            None => "it has no rows below its headings".into(),
        },
    ))
}

/// The joint response, if one was asked for and there is somebody to put into it.
fn joint(plan: &mut Plan, inputs: &Inputs, job: &Job<'_>) -> Result<Joined, Error> {
    let Some(who) = &inputs.settings.joint else { return Ok(Joined::default()) };
    let today = inputs.settings.date().unwrap_or_default();
    let made = joint::join(job, plan, who == "all", today).map_err(|fault| match fault {
        JointFault::NoTemplate => Error::Usage(
            format!("the pack has no template for a joint response to `{}`", job.template.id),
            format!(
                "CONTRIBUTING.md says how to add one: a template that begins with `joint: {}`. \
                 The packs that come with sayso have some: sayso new FOLDER --from local-service",
                job.template.id
            ),
        ),
        JointFault::Answers(problems) => Error::Answers(problems),
        JointFault::Template(fault) => Error::Template(fault),
    })?;
    tell::apart(&made.apart);
    if made.document.is_none() {
        screen::say("There are not two people to put into a joint response.");
    }
    Ok(made)
}

fn wanted(
    args: &BatchArgs,
    settings: &Settings,
    job: &Job<'_>,
    numbers: Vec<u32>,
) -> Result<Wanted, Error> {
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
        keep: match settings.keep.as_deref() {
            Some("first") => Keep::First,
            Some("all") => Keep::All,
            _ => Keep::Last,
        },
        numbers,
        handed_in: BTreeSet::new(),
        names,
        by_receiver: settings.by.is_some(),
    })
}

fn refuse_clashes(plan: &Plan, job: &Job<'_>) -> Result<(), Error> {
    let taken: Vec<String> = astray::taken(plan).iter().map(|name| name.to_lowercase()).collect();
    let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
    let clashes = plan.clashes(job, &taken);
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
    screen::out(&job.render(&letter, Format::Text)?)
}
