//! What a batch is made from, read from files and flags: the table, the answers for all, what is
//! kept of earlier runs.
//!
//! A folder notes what it was made with: a table of mended rows is then run with the same, and a batch
//! begun yesterday keeps its date.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use rapidhash::v3::rapidhash_v3;
use sayso::batch::columns::Mapping;
use sayso::batch::letters::{self, Letters};
use sayso::batch::options::Commands;
use sayso::batch::report::{self, ASK_AGAIN, FAILED};
use sayso::batch::table::{self, Table, TableFault};
use sayso::batch::{Options, finish};
use sayso::disk::{self, NOTES};
use sayso::error::Error;
use sayso::interview::Inputs;
use sayso::limits;
use sayso::model::Pack;
use sayso::render::Format;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::args::{BatchArgs, MadeWith, heading_and_id};
use crate::cli::flags::{given, id_and_value, read_answers};
use crate::cli::{extras, faults, packs, screen, talk};

/// Files of a batch that are filled in and run again.
pub(crate) const TO_FILL_IN: [&str; 2] = [FAILED, ASK_AGAIN];

/// Name of the file of notes.
const FILE: &str = "batch.yaml";

const HEAD: &str = "# What this folder was made with, so that mended rows are written alike.\n";

/// The table of a batch, and what it is to be made with.
pub(crate) struct Source {
    /// Every row.
    pub(crate) table: Table,
    /// Rows that come back mended.
    pub(crate) filled_in: Option<Table>,
    /// The table's path, that of the first one when mended rows were given.
    pub(crate) path: PathBuf,
    /// The flags, those of the folder for mended rows among them.
    pub(crate) notes: Notes,
}

/// What a folder was made with.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Notes {
    /// The date on letters that bring none, as `2026-11-21`.
    pub(crate) dated: Option<String>,
    /// The pack and the template.
    what: Option<String>,
    /// The path of the table with every row.
    table: Option<PathBuf>,
    /// By what the table is known where it has been moved.
    mark: Mark,
    /// The flags.
    pub(crate) with: MadeWith,
}

/// By what a table is known again: hashes of its file and of its headings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    bytes: String,
    headings: String,
}

impl Notes {
    /// Refuses to write the letters of one table over those of another. One that was moved is the
    /// same: it holds the same, or it has the same name and headings where the old one is no more.
    fn refuse_other(&self, now: &Notes) -> Result<(), Error> {
        let same = |path: &&PathBuf| {
            let name = path.file_name() == now.table.as_deref().and_then(Path::file_name);
            now.table.as_ref() == Some(path)
                || self.mark.bytes == now.mark.bytes
                || name && self.mark.headings == now.mark.headings && !path.exists()
        };
        let other = self.table.as_ref().filter(|path| !same(path));
        let other = other.map(|path| format!("the letters of {}", path.display()));
        let what = self.what.as_ref().filter(|_| self.what != now.what);
        match other.or(what.map(|what| format!("letters of {what}"))) {
            Some(held) => Err(talk::refused("other-table", json!({ "it": held }))),
            None => Ok(()),
        }
    }
}

/// Reads the table. For rows that were mended that is the one they came from, which the folder
/// remembers.
pub(crate) fn read(args: &BatchArgs) -> Result<Source, Error> {
    let shown = |path: &Path| json!({ "it": path.display().to_string() });
    if args.output.as_deref() == Some(Path::new("-")) {
        return Err(talk::refused("no-folder", json!({})));
    }
    let paths = [Some(&args.table), args.made.answers.as_ref(), args.made.font.as_ref()];
    let is_odd = |path: &&PathBuf| std::path::absolute(path).is_ok_and(|p| p.to_str().is_none());
    // The folder notes what it was made from, as text.
    if let (Some(path), Some(_)) = (paths.into_iter().flatten().find(is_odd), &args.output) {
        return Err(talk::refused("odd-path", shown(path)));
    }
    let (table, mark) = marked(&args.table, args.made.sheet.as_deref())?;
    if table.is_empty() {
        return Err(named(&args.table, table::faults::fault("table-no-rows", &[])));
    }
    let now = Notes {
        dated: None,
        what: Some(args.what.trim_end_matches('/').to_string()),
        table: std::path::absolute(&args.table).ok(),
        mark,
        with: args.made.clone().anywhere(),
    };
    let before = args.output.as_ref().and_then(|dir| {
        let text = disk::read_text(&dir.join(NOTES).join(FILE), limits::NOTES_BYTES)?;
        serde_yaml::from_str::<Notes>(&text).ok()
    });
    if table.mend.is_some() {
        let Some((first, before)) = before.and_then(|notes| Some((notes.table.clone()?, notes)))
        else {
            return Err(talk::refused("whose-rows", shown(&args.table)));
        };
        if !first.is_file() {
            return Err(talk::refused("table-gone", shown(&first)));
        }
        let with = now.with.over(&before.with);
        let (whole, mark) = marked(&first, with.sheet.as_deref())?;
        let notes = Notes { what: now.what, mark, with, ..before };
        return Ok(Source { table: whole, filled_in: Some(table), path: first, notes });
    }
    let own = |file| args.output.as_ref().is_some_and(|dir| is_same(&dir.join(file), &args.table));
    if before.is_some() && TO_FILL_IN.into_iter().any(own) {
        return Err(talk::refused("no-mend-column", shown(&args.table)));
    }
    let before = before.unwrap_or_default();
    if !args.force {
        before.refuse_other(&now)?;
    }
    let notes = Notes { dated: before.dated, ..now };
    Ok(Source { table, filled_in: None, path: args.table.clone(), notes })
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
    let hash = |bytes: &[u8]| format!("{:016x}", rapidhash_v3(bytes));
    let of_bytes = hash(&bytes);
    let table = Table::read(bytes, &path.display().to_string(), sheet).map_err(Error::Table)?;
    let headings = hash(table.headings.join("\u{1f}").as_bytes());
    Ok((table, Mark { bytes: of_bytes, headings }))
}

/// How the batch is made: the flags, and the notes of the folder.
pub(crate) fn options(
    args: &BatchArgs,
    source: &Source,
    pack: &Pack,
    template: String,
    now: DateTime,
) -> Result<Options, Error> {
    let Source { filled_in, notes, .. } = source;
    let with = &notes.with;
    let font =
        |path: &PathBuf| disk::read_whole(path, limits::FONT_BYTES).map_err(Error::read(path));
    let root = args.output.as_deref().unwrap_or(Path::new("."));
    let noted = |name: &str| args.output.as_ref().map(|dir| dir.join(NOTES).join(name));
    let letters = noted(letters::FILE);
    let letters = letters.and_then(|path| disk::read_text(&path, limits::NOTES_BYTES));
    let mended = noted(finish::MENDED).filter(|path| path.is_file());
    let formats: BTreeSet<Format> =
        with.format.iter().filter_map(|name| Format::from_name(name)).collect();
    let absolute = std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf());
    let notes_file = format!("{HEAD}{}", serde_yaml::to_string(notes).unwrap_or_default());
    Ok(Options {
        template,
        answers: answers_for_all(with, pack, &args.what)?,
        maps: maps(source)?,
        formats: formats.into_iter().collect(),
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
        dated: notes.dated.clone(),
        letters: letters.map(|text| Letters::read(&text)).unwrap_or_default(),
        mended: mended.map(|path| marked(&path, None)).transpose()?.map(|(table, _)| table),
        filled_in: filled_in.clone(),
        notes: vec![(FILE.to_string(), notes_file.into_bytes())],
        commands: commands(args, &source.path, root),
    })
}

/// The commands that a report gives.
fn commands(args: &BatchArgs, table: &Path, root: &Path) -> Commands {
    let folder = root.display().to_string().trim_end_matches(['/', '\\']).to_string();
    let joint_folder = root.with_file_name("joint").display().to_string();
    let typed = args.made.typed();
    let run = |table: &Path, folder: &str, more: &[String]| {
        let table = table.display().to_string();
        let words = ["sayso", "batch", args.what.trim_end_matches('/'), &table, "-o", folder];
        report::command(words.into_iter().chain(more.iter().map(String::as_str)))
    };
    let joining = [&["--joint", "no-own-words"].map(str::to_string)[..], &typed].concat();
    Commands {
        mend: run(&Path::new(&folder).join(FAILED), &folder, &[]),
        join: args.made.joint.is_none().then(|| run(table, &joint_folder, &joining)),
        write_all: run(table, &folder, &typed),
        joint_folder,
        offer: Some(faults::offer),
        table: table.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        folder,
    }
}

/// The answers for everybody.
fn answers_for_all(with: &MadeWith, pack: &Pack, found: &str) -> Result<Inputs, Error> {
    let file = with.answers.as_deref().map(read_answers).transpose()?;
    if let (Some(file), Some(path)) = (&file, &with.answers) {
        packs::refuse_other(file.pack.as_ref(), path, (pack, found))?;
    }
    let set: Vec<_> = with.set.iter().filter_map(|pair| id_and_value(pair).ok()).collect();
    Ok(given(file.as_ref(), &set, with.mp_names))
}

/// Where the mapping of a table's columns is kept: beside it.
pub(crate) fn mapping_path(table: &Path) -> PathBuf {
    let stem = table.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    table.with_file_name(format!("{stem}.columns.yaml"))
}

/// The columns with the question each answers: as kept beside the table, then as `--map` says.
fn maps(source: &Source) -> Result<Vec<(String, String)>, Error> {
    let path = mapping_path(&source.path);
    let kept = match disk::read(&path, limits::TEXT_BYTES) {
        Ok(bytes) => {
            Mapping::read(&bytes, &path.display().to_string()).map_err(Error::AnswersFile)?
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Mapping::default(),
        Err(source) => return Err(Error::read(&path)(source)),
    };
    let given = source.notes.with.map.iter().filter_map(|pair| heading_and_id(pair).ok());
    let given: Vec<(String, String)> = given.collect();
    // Of what is kept, nothing stands against what is said now: neither for a column nor for a
    // question.
    let is_said =
        |id: &str| !id.is_empty() && given.iter().any(|(_, now)| now.eq_ignore_ascii_case(id));
    let mut maps = kept.for_table(&source.table);
    maps.retain(|(_, id)| !is_said(id));
    if !maps.is_empty() {
        talk::say("remembered", json!({ "path": screen::path(&path) }));
    }
    maps.extend(given);
    Ok(maps)
}
