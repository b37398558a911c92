//! What a batch is made from, read from files and flags: the table, the answers for all, what is
//! kept of earlier runs.

use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use rapidhash::v3::rapidhash_v3;
use sayso::answer::Input;
use sayso::batch::columns::Mapping;
use sayso::batch::letters::{self, Letters};
use sayso::batch::options::Commands;
use sayso::batch::report::{self, ASK_AGAIN, FAILED};
use sayso::batch::table::{self, Table, TableFault};
use sayso::batch::{Options, finish};
use sayso::disk::{self, NOTES};
use sayso::error::Error;
use sayso::interview::{MP_NAMES, Origin};
use sayso::limits;
use sayso::model::Pack;
use sayso::render::Format;
use sayso::source::AnswerFile;
use serde_json::json;

use super::args::{BatchArgs, heading_and_id};
use super::notes::{Mark, Notes};
use super::tell;
use crate::cli::flags::id_and_value;
use crate::cli::write::read_answers;
use crate::cli::{extras, faults, screen};

/// Files of a batch that are filled in and run again.
pub(crate) const TO_FILL_IN: [&str; 2] = [FAILED, ASK_AGAIN];

/// The table of a batch, and what it is to be made with.
pub(crate) struct Inputs {
    /// Every row.
    pub(crate) table: Table,
    /// Rows that come back mended.
    pub(crate) filled_in: Option<Table>,
    /// The table's path, that of the first one when mended rows were given.
    pub(crate) path: PathBuf,
    /// The flags, those of the folder for mended rows among them.
    pub(crate) notes: Notes,
}

/// Reads the table. For rows that were mended that is the one they came from, which the folder
/// remembers.
pub(crate) fn read(args: &BatchArgs) -> Result<Inputs, Error> {
    if args.output.as_deref() == Some(Path::new("-")) {
        return Err(tell::refused("no-folder", ""));
    }
    let paths = [Some(&args.table), args.made.answers.as_ref(), args.made.font.as_ref()];
    let is_odd = |path: &&PathBuf| std::path::absolute(path).is_ok_and(|p| p.to_str().is_none());
    // The folder notes what it was made from, as text.
    if let (Some(path), Some(_)) = (paths.into_iter().flatten().find(is_odd), &args.output) {
        return Err(tell::refused("odd-path", path.display()));
    }
    let (given, mark) = marked(&args.table, args.made.sheet.as_deref())?;
    if given.is_empty() {
        return Err(named(&args.table, table::faults::fault("table-no-rows", &[])));
    }
    let before = args.output.as_deref().and_then(Notes::of);
    if given.mend.is_none() {
        let own =
            |file| args.output.as_ref().is_some_and(|dir| is_same(&dir.join(file), &args.table));
        match &before {
            Some(_) if TO_FILL_IN.into_iter().any(own) => {
                return Err(tell::refused("no-mend-column", args.table.display()));
            }
            Some(before) if !args.force => before.refuse_other(args, &mark)?,
            _ => {}
        }
        let notes = Notes::new(args, before, mark);
        return Ok(Inputs { table: given, filled_in: None, path: args.table.clone(), notes });
    }
    let Some((first, before)) = before.and_then(|k| Some((k.table.clone()?, k))) else {
        return Err(tell::refused("whose-rows", args.table.display()));
    };
    if !first.is_file() {
        return Err(tell::refused("table-gone", first.display()));
    }
    let sheet = args.made.sheet.as_ref().or(before.with.sheet.as_ref());
    let (table, mark) = marked(&first, sheet.map(String::as_str))?;
    let notes = before.again(args, mark);
    Ok(Inputs { table, filled_in: Some(given), path: first, notes })
}

fn named(path: &Path, fault: TableFault) -> Error {
    Error::Table(table::faults::named(&path.display().to_string(), fault))
}

/// Whether two paths lead to the same file.
pub(crate) fn is_same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// A table, and by what it is known again.
fn marked(path: &Path, sheet: Option<&str>) -> Result<(Table, Mark), Error> {
    if path.is_dir() {
        return Err(named(path, table::faults::fault("table-folder", &[])));
    }
    let bytes = disk::read(path, limits::TABLE_BYTES).map_err(Error::read(path))?;
    let hash = rapidhash_v3(&bytes);
    let table = Table::read(bytes, &path.display().to_string(), sheet).map_err(Error::Table)?;
    let mark = Mark::of(hash, &table);
    Ok((table, mark))
}

/// How the batch is made: the flags, and the notes of the folder.
pub(crate) fn options(
    args: &BatchArgs,
    inputs: &Inputs,
    pack: &Pack,
    template: String,
    now: DateTime,
) -> Result<Options, Error> {
    let with = &inputs.notes.with;
    let font =
        |path: &PathBuf| disk::read_whole(path, limits::FONT_BYTES).map_err(Error::read(path));
    let note = |name: &str| args.output.as_ref().map(|dir| dir.join(NOTES).join(name));
    let letters = note(letters::FILE).and_then(|path| disk::read_text(&path, limits::NOTES_BYTES));
    let mended = note(finish::MENDED).filter(|path| path.is_file());
    let formats = with.format.iter().filter_map(|name| Format::from_name(name));
    let mut formats: Vec<Format> = formats.collect();
    formats.sort_unstable();
    formats.dedup();
    let root = args.output.as_deref().unwrap_or(Path::new("."));
    let absolute = std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf());
    let (table, typed) = (&inputs.path, args.made.typed());
    let folder = root.display().to_string().trim_end_matches(['/', '\\']).to_string();
    let joint_folder = root.with_file_name("joint").display().to_string();
    let run = |table: &Path, folder: &str, more: &[String]| {
        let table = table.display().to_string();
        let words = ["sayso", "batch", args.what.trim_end_matches('/'), &table, "-o", folder];
        report::command(words.into_iter().chain(more.iter().map(String::as_str)))
    };
    let joining = [&["--joint", "no-own-words"].map(str::to_string)[..], &typed].concat();
    let join = || run(table, &joint_folder, &joining);
    Ok(Options {
        template,
        answers: answers_for_all(inputs, pack, &args.what)?,
        maps: maps(inputs)?,
        formats,
        font: with.font.as_ref().map(font).transpose()?,
        attach_pdf: with.attach_pdf,
        enclosures: extras::enclosures(&with.enclose)?,
        name: with.name.clone(),
        by_receiver: with.by.is_some(),
        combine: with.combine,
        joint: with.joint,
        zip: args.zip,
        merge: with.merge.then(|| absolute.join("").display().to_string()),
        keep: with.keep,
        dates: with.dates,
        id: with.id.clone(),
        rows: args.rows.clone(),
        limit: args.limit,
        new: args.new,
        force: args.force,
        now,
        dated: inputs.notes.dated.clone(),
        letters: letters.map(|text| Letters::read(&text)).unwrap_or_default(),
        mended: mended.map(|path| marked(&path, None)).transpose()?.map(|(table, _)| table),
        filled_in: inputs.filled_in.clone(),
        notes: vec![inputs.notes.file()],
        commands: Commands {
            mend: run(&Path::new(&folder).join(FAILED), &folder, &[]),
            join: args.made.joint.is_none().then(join),
            write_all: run(table, &folder, &typed),
            joint_folder,
            offer: Some(faults::offer),
            table: table.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            folder,
        },
    })
}

/// The answers for everybody, in the order in which a later one wins.
fn answers_for_all(
    inputs: &Inputs,
    pack: &Pack,
    found: &str,
) -> Result<Vec<(String, Input, Origin)>, Error> {
    let (mut all, with) = (Vec::new(), &inputs.notes.with);
    if let Some(path) = &with.answers {
        let file: AnswerFile = read_answers(path)?;
        crate::cli::packs::refuse_other(file.pack.as_ref(), path, (pack, found))?;
        let of_file = file.answers.into_iter();
        all.extend(of_file.map(|(id, raw, place)| (id, raw, Origin::File(place))));
    }
    let pairs = with.set.iter().filter_map(|pair| id_and_value(pair).ok());
    all.extend(pairs.map(|(id, value)| (id, Input::Text(value), Origin::Flag)));
    if with.mp_names {
        all.push((MP_NAMES.to_string(), Input::Text("yes".into()), Origin::Flag));
    }
    Ok(all)
}

/// Where the mapping of a table's columns is kept: beside it.
pub(crate) fn mapping_path(table: &Path) -> PathBuf {
    let stem = table.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    table.with_file_name(format!("{stem}.columns.yaml"))
}

/// The columns with the question each answers: as kept beside the table, then as `--map` says.
fn maps(inputs: &Inputs) -> Result<Vec<(String, String)>, Error> {
    let path = mapping_path(&inputs.path);
    let kept = match disk::read(&path, limits::TEXT_BYTES) {
        Ok(bytes) => {
            Mapping::read(&bytes, &path.display().to_string()).map_err(Error::AnswersFile)?
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Mapping::default(),
        Err(source) => return Err(Error::read(&path)(source)),
    };
    let given = inputs.notes.with.map.iter().filter_map(|pair| heading_and_id(pair).ok());
    let given: Vec<(String, String)> = given.collect();
    // Of what is kept, nothing stands against what is said now: neither for a column nor for a
    // question.
    let is_said =
        |id: &str| !id.is_empty() && given.iter().any(|(_, now)| now.eq_ignore_ascii_case(id));
    let mut maps = kept.for_table(&inputs.table);
    maps.retain(|(_, id)| !is_said(id));
    if !maps.is_empty() {
        tell::say("remembered", json!({ "path": screen::path(&path) }));
    }
    maps.extend(given);
    Ok(maps)
}
