//! What a batch is made from, read from files and flags: the table, the answers for all, the
//! kept settings.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use sayso::answer::Input;
use sayso::batch::columns::Mapping;
use sayso::batch::for_all;
use sayso::batch::letters::{self, Letters};
use sayso::batch::report::{ASK_AGAIN, FAILED, named_rows, quoted};
use sayso::batch::settings::{self, Mark, Settings};
use sayso::batch::table::{Csv, TO_MEND, Table, TableFault, TableFaultKind, mend_cell};
use sayso::disk::{self, NOTES};
use sayso::error::Error;
use sayso::interview::{MP_NAMES, Origin};
use sayso::limits;
use sayso::model::Pack;
use sayso::render::Format;
use sayso::render::pdf::Fonts;
use sayso::source::AnswerFile;

use super::args::{BatchArgs, ByArg, JointArg, KeepArg, SidesArg};
use crate::cli::flags::id_and_value;
use crate::cli::screen;
use crate::cli::write::read_answers;

/// Files of a batch that are filled in and run again.
pub(crate) const TO_FILL_IN: [&str; 2] = [FAILED, ASK_AGAIN];

/// The table of a batch, and what it is to be made with.
pub(crate) struct Inputs {
    /// Every row, the mended ones in their places.
    pub(crate) table: Table,
    /// The table's path, that of the first one when mended rows were given.
    pub(crate) path: PathBuf,
    /// The settings: those of the folder for mended rows, and the flags.
    pub(crate) settings: Settings,
    /// Rows that were mended and are not used any more, as a file to keep.
    pub(crate) not_used: Option<Vec<u8>>,
}

/// Reads the table. Rows that were mended take their places in the table they came from, which
/// the folder remembers with those that were mended before.
pub(crate) fn read(args: &BatchArgs) -> Result<Inputs, Error> {
    if args.output.as_deref() == Some(Path::new("-")) {
        return Err(Error::Usage(
            "a batch writes many files, and - is no folder".into(),
            "name a folder, such as -o responses; --dry-run shows the first letter".into(),
        ));
    }
    let (given, mark) = marked(&args.table, args.sheet.as_deref())?;
    if given.is_empty() {
        return Err(table_fault(&args.table, TableFaultKind::NoRows));
    }
    let kept = args.output.as_deref().and_then(kept);
    let same = |file: &PathBuf| file.canonicalize().ok() == args.table.canonicalize().ok();
    let own = |dir: &PathBuf| TO_FILL_IN.iter().any(|file| same(&dir.join(file)));
    if !given.is_mended() && kept.is_some() && args.output.as_ref().is_some_and(own) {
        return Err(Error::Usage(
            format!("{} has lost its column `{TO_MEND}`", args.table.display()),
            "put the column back, with `Row 7:` and so on as it was: it says which rows these are"
                .into(),
        ));
    }
    if !given.is_mended() {
        refuse_other(args, kept.as_ref(), &mark)?;
        let kept = kept.unwrap_or_default();
        let (dated, mended, mark) = (kept.dated, kept.mended, Some(mark));
        let mut settings = flags(args, Settings { dated, mended, mark, ..Settings::default() })?;
        let (table, not_used) = with_mended(args, &mut settings, given, None)?;
        return Ok(Inputs { table, path: args.table.clone(), settings, not_used });
    }
    let Some((first, kept)) = kept.and_then(|k| Some((k.table.clone()?, k))) else {
        return Err(Error::Usage(
            format!(
                "{} holds rows that were mended, and the folder does not say what table they came from",
                args.table.display()
            ),
            "give the folder of the batch with -o, or mend the rows in the first table and run that again".into(),
        ));
    };
    let mut settings = flags(args, kept)?;
    if !first.is_file() {
        return Err(Error::Usage(
            format!("the table that these rows came from is not at {} any more", first.display()),
            "run the batch again with the table where it is now, then give the mended rows".into(),
        ));
    }
    let (base, mark) = marked(&first, settings.sheet.as_deref())?;
    let given = placed(args, &base, &given)?;
    settings.mark = Some(mark);
    let (table, not_used) = with_mended(args, &mut settings, base, Some(&given))?;
    Ok(Inputs { table, path: first, settings, not_used })
}

/// Refuses to write the letters of one table over those of another. One that was moved is the same.
fn refuse_other(args: &BatchArgs, kept: Option<&Settings>, mark: &Mark) -> Result<(), Error> {
    let Some(kept) = kept.filter(|_| !args.force) else { return Ok(()) };
    let same = |path: &PathBuf| {
        std::path::absolute(&args.table).is_ok_and(|p| p == *path)
            || kept.is_moved_to(&args.table, mark, path.exists())
    };
    let table = kept.table.as_ref().filter(|path| !same(path));
    let what = kept.what.as_ref().filter(|what| *what != args.what.trim_end_matches('/'));
    let held = match (table, what) {
        (Some(table), _) => format!("the letters of {}", table.display()),
        (None, Some(what)) => format!("letters of {what}"),
        (None, None) => return Ok(()),
    };
    Err(Error::Usage(
        format!("this folder holds {held}; nothing was written"),
        "give another folder with -o, or --force to put these in their place".into(),
    ))
}

/// Rows to mend with the numbers that they have in the table by now: rows may have been added or
/// sorted since. Refuses those of which the table has others: somebody would get the letter of
/// somebody else.
fn placed(args: &BatchArgs, base: &Table, given: &Table) -> Result<Table, Error> {
    let marked = given.rows().filter_map(|row| Some((row.number, given.mend_mark(&row)?.into())));
    let marked: BTreeMap<u32, String> = marked.collect();
    let places = settings::places(base, &marked);
    let strange: Vec<u32> =
        marked.into_keys().filter(|number| !places.contains_key(number)).collect();
    if strange.is_empty() {
        return Ok(given.placed(|number| Some(places.get(&number).copied().unwrap_or(number))));
    }
    let file = args.table.display();
    let rows = named_rows(&strange, 20);
    Err(Error::Usage(
        format!(
            "{rows} of the table changed since {file} was written, or are not in it any more; \
             nothing was written"
        ),
        format!(
            "run the batch with the table first, which makes {file} anew, or another file beside \
             it where you have changed it; then copy what you mended into that"
        ),
    ))
}

/// The table with the rows that were mended outside it: those of before, then those of now.
fn with_mended(
    args: &BatchArgs,
    settings: &mut Settings,
    base: Table,
    now: Option<&Table>,
) -> Result<(Table, Option<Vec<u8>>), Error> {
    let fault = |kind| table_fault(&args.table, kind);
    let path = args.output.as_ref().map(|dir| dir.join(NOTES).join(settings::MENDED));
    let before = path.filter(|p| p.is_file()).map(|path| table(&path, None)).transpose()?;
    // A row that has changed in the table since is taken from there.
    let places = settings.move_mended(&base);
    let new: BTreeSet<u32> = now.iter().flat_map(|t| t.rows()).map(|row| row.number).collect();
    base.rows().filter(|row| new.contains(&row.number)).for_each(|row| settings.mend(&row));
    let mut table = base;
    let mut left = None;
    if let Some(before) = before {
        left = not_used(args, &before.placed(|n| (!places.contains_key(&n)).then_some(n)));
        table = table.overlay(&before.placed(|n| places.get(&n).copied())).map_err(fault)?;
    }
    let table = match now {
        Some(now) => table.overlay(now).map_err(fault)?,
        None => table,
    };
    Ok((table, left))
}

/// Tells that rows which were mended are not used any more, since the table has others in their
/// place; the file that keeps what was typed.
fn not_used(args: &BatchArgs, rows: &Table) -> Option<Vec<u8>> {
    if rows.is_empty() {
        return None;
    }
    let numbers: Vec<u32> = rows.rows().map(|row| row.number).collect();
    let kept = args.output.as_deref()?.join(NOTES).join(settings::NOT_USED);
    let (was, it) = if numbers.len() == 1 { ("was", "it") } else { ("were", "they") };
    screen::say(&format!(
        "{} {was} mended here, and {it} changed in the table since or went from it: the table is \
         taken. What was typed is kept in {}.",
        named_rows(&numbers, 20),
        screen::path(&kept)
    ));
    let mut csv = Csv::new();
    let before = disk::read_whole(&kept, limits::TABLE_BYTES).unwrap_or_default();
    if before.is_empty() {
        csv.row(rows.headings.iter().map(String::as_str));
    }
    rows.rows().for_each(|row| csv.row(row.cells()));
    let rows = csv.finish();
    let mark = if before.is_empty() { "" } else { "\u{feff}" };
    let rows = rows.strip_prefix(mark.as_bytes()).unwrap_or(&rows);
    Some([before.as_slice(), rows].concat())
}

/// The rows that were mended outside the table, as they now are, to be kept in the folder.
pub(crate) fn mended(table: &Table, settings: &Settings) -> Option<Vec<u8>> {
    if settings.mended.is_empty() {
        return None;
    }
    let mut csv = Csv::new();
    csv.row(table.headings.iter().map(String::as_str).chain([TO_MEND]));
    for row in table.rows().filter(|row| settings.mended.contains_key(&row.number)) {
        let note = mend_cell(row.number, "mended", None);
        csv.row(row.cells().chain([note.as_str()]));
    }
    Some(csv.finish())
}

/// By what the letters of a folder are known, from the runs before.
pub(crate) fn letters(folder: Option<&Path>) -> Letters {
    let path = folder.map(|folder| folder.join(NOTES).join(letters::FILE));
    let text = path.and_then(|path| disk::read_text(&path, limits::NOTES_BYTES));
    text.map(|text| Letters::read(&text)).unwrap_or_default()
}

/// The column that tells rows apart, as it was said; a table that has one is told.
pub(crate) fn id_column(inputs: &Inputs) -> Result<Option<usize>, Error> {
    let table = &inputs.table;
    let Some(wanted) = &inputs.settings.id else {
        if let Some(column) = letters::id_column(table) {
            let flag = quoted(&table.headings[column]);
            screen::say(&format!(
                "“{}” tells the rows apart: with --id {flag} each letter keeps its number by it.",
                table.column_name(column)
            ));
        }
        return Ok(None);
    };
    let is_it = |heading: &String| heading.trim().eq_ignore_ascii_case(wanted.trim());
    let found = table.headings.iter().position(is_it);
    found.map(Some).ok_or_else(|| {
        Error::Usage(
            format!("--id names the heading `{wanted}`, which the table does not have"),
            "write the heading as it stands in the table".into(),
        )
    })
}

/// The settings a folder was made with.
fn kept(folder: &Path) -> Option<Settings> {
    let text = disk::read_text(&folder.join(NOTES).join(settings::FILE), limits::NOTES_BYTES)?;
    Settings::read(&text)
}

fn table(path: &Path, sheet: Option<&str>) -> Result<Table, Error> {
    marked(path, sheet).map(|(table, _)| table)
}

fn table_fault(path: &Path, kind: TableFaultKind) -> Error {
    Error::Table(TableFault::new(&path.display().to_string(), kind))
}

/// A table, and by what it is known again.
fn marked(path: &Path, sheet: Option<&str>) -> Result<(Table, Mark), Error> {
    let failed = |source| Error::Read { path: path.to_path_buf(), source };
    if path.is_dir() {
        return Err(table_fault(path, TableFaultKind::Folder));
    }
    let bytes = disk::read(path, limits::TABLE_BYTES).map_err(failed)?;
    let mark = Mark::of_bytes(&bytes);
    let table = Table::read(bytes, &path.display().to_string(), sheet).map_err(Error::Table)?;
    let mark = mark.with_headings(&table.headings);
    Ok((table, mark))
}

/// The flags over what was kept.
fn flags(args: &BatchArgs, kept: Settings) -> Result<Settings, Error> {
    let absolute = |path: &Option<PathBuf>| {
        path.as_ref().map(|p| std::path::absolute(p).unwrap_or_else(|_| p.clone()))
    };
    let pairs = |pairs: &[(String, String)], kept: Vec<String>| {
        if pairs.is_empty() {
            return kept;
        }
        pairs.iter().map(|(a, b)| format!("{a}={b}")).collect()
    };
    let formats = args.format.iter().map(|f| f.extension().to_string());
    let formats: Vec<String> = formats.collect();
    let paths = [Some(&args.table), args.answers.as_ref(), args.font.as_ref()];
    let odd = paths
        .into_iter()
        .flatten()
        .find(|path| std::path::absolute(path).is_ok_and(|path| path.to_str().is_none()));
    // The folder notes what it was made from, as text.
    if let (Some(path), Some(_)) = (odd, &args.output) {
        return Err(Error::Usage(
            format!("{} has letters in its path that are not Unicode", path.display()),
            "give the file, or the folder that it is in, another name".into(),
        ));
    }
    if args.set.iter().any(|(id, _)| id == "agreed") {
        return Err(Error::Usage(
            "nobody can agree for somebody else: `agreed` is a column of the table".into(),
            "ask each person, and put their answer into the column".into(),
        ));
    }
    let mut set = pairs(&args.set, kept.set);
    let by_table = format!("{MP_NAMES}=yes");
    if args.mp_names && !set.contains(&by_table) {
        set.push(by_table);
    }
    let joint = args.joint.map(|who| match who {
        JointArg::NoOwnWords => "no-own-words".to_string(),
        JointArg::All => "all".to_string(),
    });
    let combine = args.combine.map(|sides| match sides {
        SidesArg::One => "one".to_string(),
        SidesArg::Two => "two".to_string(),
    });
    let by = args.by.map(|ByArg::Receiver| "receiver".to_string()).or(kept.by);
    let (combine, joint) = (combine.or(kept.combine), joint.or(kept.joint));
    if by.is_some() && (combine.is_some() || joint.is_some() || args.zip) {
        return Err(Error::Usage(
            "letters that go to each receiver apart do not go into one file or one response".into(),
            "leave out --by receiver, or leave out --combine, --joint and --zip".into(),
        ));
    }
    Ok(Settings {
        dated: kept.dated,
        table: kept.table.or_else(|| absolute(&Some(args.table.clone()))),
        sheet: args.sheet.clone().or(kept.sheet),
        answers: absolute(&args.answers).or(kept.answers),
        set,
        map: pairs(&args.map, kept.map),
        formats: if formats.is_empty() { kept.formats } else { formats },
        name: args.name.clone().or(kept.name),
        by,
        combine,
        attach_pdf: args.attach_pdf || kept.attach_pdf,
        enclose: if args.enclose.is_empty() {
            kept.enclose
        } else {
            args.enclose.iter().filter_map(|path| absolute(&Some(path.clone()))).collect()
        },
        merge: args.merge || kept.merge,
        keep: keep(args).or(kept.keep),
        id: args.id.clone().or(kept.id),
        joint,
        font: absolute(&args.font).or(kept.font),
        what: Some(args.what.trim_end_matches('/').to_string()),
        mended: kept.mended,
        mark: kept.mark,
    })
}

/// Which rows of one person the flags keep.
fn keep(args: &BatchArgs) -> Option<String> {
    let said = match (args.keep, args.keep_all) {
        (Some(KeepArg::First), _) => "first",
        (Some(KeepArg::Last), _) => "last",
        (Some(KeepArg::All), _) | (None, true) => "all",
        (None, false) => return None,
    };
    Some(said.to_string())
}

/// The formats to write; PDF unless something else was asked for.
pub(crate) fn formats(settings: &Settings) -> Vec<Format> {
    let mut formats: Vec<Format> =
        settings.formats.iter().filter_map(|name| Format::from_name(name)).collect();
    formats.sort_unstable();
    formats.dedup();
    if formats.is_empty() { vec![Format::Pdf] } else { formats }
}

/// The answers for everybody, in the order in which a later one wins.
pub(crate) fn answers_for_all(
    settings: &Settings,
    pack: &Pack,
    found: &str,
) -> Result<Vec<(String, Input, Origin)>, Error> {
    let mut all = Vec::new();
    if let Some(path) = &settings.answers {
        let file: AnswerFile = read_answers(path)?;
        let other = |named: &String| {
            *named != pack.id && named != found && !crate::cli::packs::is_own_example(found, path)
        };
        if let Some(names) = file.pack.filter(other) {
            return Err(Error::OtherPack { file: path.clone(), names, asked: pack.id.clone() });
        }
        let of_file = file.answers.into_iter();
        all.extend(of_file.map(|(id, raw, place)| (id, raw, Origin::File(place))));
    }
    for pair in &settings.set {
        if let Ok((id, value)) = id_and_value(pair) {
            all.push((id, Input::Text(value), Origin::Flag));
        }
    }
    let personal = |id: &&str| pack.question(id).is_some_and(for_all::is_personal);
    let personal: Vec<&str> = all.iter().map(|(id, ..)| id.as_str()).filter(personal).collect();
    if personal.is_empty() { Ok(all) } else { Err(of_one_person(&personal)) }
}

/// Refuses one person's details as everybody's.
fn of_one_person(ids: &[&str]) -> Error {
    let ids = ids.join("`, `");
    Error::Usage(
        format!(
            "`{ids}` cannot be answered for everybody: each letter would be signed with one \
             person's details"
        ),
        "take it out of --set or the file of --answers, and give the table a column for it; who \
         can be asked about all the letters is `group_contact`"
            .into(),
    )
}

/// Where the mapping of a table's columns is kept: beside it.
pub(crate) fn mapping_path(table: &Path) -> PathBuf {
    let stem = table.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    table.with_file_name(format!("{stem}.columns.yaml"))
}

/// The columns with the question each answers: as kept beside the table, then as `--map` says.
pub(crate) fn maps(inputs: &Inputs) -> Result<Vec<(String, String)>, Error> {
    let path = mapping_path(&inputs.path);
    let kept = match disk::read(&path, limits::TEXT_BYTES) {
        Ok(bytes) => {
            Mapping::read(&bytes, &path.display().to_string()).map_err(Error::AnswersFile)?
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Mapping::default(),
        Err(source) => return Err(Error::Read { path, source }),
    };
    let pair = |pair: &String| {
        pair.rsplit_once('=').map(|(heading, id)| (heading.to_string(), id.to_string()))
    };
    let given: Vec<(String, String)> = inputs.settings.map.iter().filter_map(pair).collect();
    // Of what is kept, nothing stands against what is said now: neither for a column nor for a
    // question.
    let is_said = |id: &str| {
        !id.is_empty() && given.iter().any(|(_, now)| now.trim().eq_ignore_ascii_case(id))
    };
    let mut maps = kept.for_table(&inputs.table);
    maps.retain(|(_, id)| !is_said(id));
    if !maps.is_empty() {
        screen::say(&format!(
            "Which column answers what is remembered in {}. What --map says now wins.",
            screen::path(&path)
        ));
    }
    maps.extend(given);
    Ok(maps)
}

/// The fonts of PDFs, and a hash of the one that was brought.
pub(crate) fn fonts(settings: &Settings) -> Result<(Fonts, u64), Error> {
    let Some(path) = &settings.font else { return Ok((Fonts::built_in(), 0)) };
    let failed = |source| Error::Read { path: path.clone(), source };
    let bytes = disk::read_whole(path, limits::FONT_BYTES).map_err(failed)?;
    let salt = rapidhash::v3::rapidhash_v3(&bytes);
    let fonts = Fonts::with_extra(bytes);
    let fonts = fonts.map_err(|fault| Error::Font { path: path.clone(), fault })?;
    Ok((fonts, salt))
}
