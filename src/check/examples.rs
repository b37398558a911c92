//! A pack's examples: answers in `examples/CASE.yaml`, and beside them the letter that they give,
//! `examples/CASE.TEMPLATE.md`. Made anew and compared, they show what a change does to letters.
//!
//! Nothing is read or written here: the files of the pack come in, what was found goes out.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::answer::{Answers, GroupText, Value};
use crate::check::error::LetterError;
use crate::compose::Composer;
use crate::diagnostic::{Diagnostic, Faults, Location, fault};
use crate::interview::{self, FillError, Inputs, Origin, Problem};
use crate::model::{DATED, Pack, Template};
use crate::pack::PackFiles;
use crate::pack::files::{is_example, is_letter};
use crate::question::AnswerFault;
use crate::render::markdown::markdown;
use crate::source::{AnswerFile, yaml};

/// What came of a pack's examples.
#[derive(Debug, Default)]
pub struct Report {
    /// Every letter that was made, in the order of the files.
    pub letters: Vec<Letter>,
    /// What stopped an example from being made, with the answers file it is about.
    pub failures: Vec<(String, LetterError)>,
    /// Letters in the folder that belong to no example, by path inside the pack.
    pub stray: Vec<String>,
    /// Templates that no example shows, by id.
    pub not_shown: Vec<String>,
}

/// A letter of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Where it stands, or should: a path inside the pack.
    pub path: String,
    /// What the example gives now.
    pub made: String,
    /// What stands there; none when nothing does.
    pub there: Option<String>,
}

impl Letter {
    /// Whether what stands there is what the example gives.
    pub fn is_as_before(&self) -> bool {
        self.there.as_ref() == Some(&self.made)
    }
}

impl Report {
    /// Whether every example gave the letter that stands beside it, and nothing is left over.
    pub fn is_good(&self) -> bool {
        self.failures.is_empty()
            && self.stray.is_empty()
            && self.letters.iter().all(Letter::is_as_before)
    }

    /// Whether there was no example at all.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty() && self.failures.is_empty() && self.stray.is_empty()
    }
}

/// Makes the letters of every example of a pack.
pub fn run(pack: &Pack, files: &PackFiles) -> Report {
    let mut report = Report::default();
    let mut composers = BTreeMap::new();
    for path in cases(files) {
        if let Err(error) = case(pack, files, path, &mut composers, &mut report) {
            report.failures.push((files.shown(path), error));
        }
    }
    let known: BTreeSet<&str> = report.letters.iter().map(|l| l.path.as_str()).collect();
    let letters = files.files.keys().filter(|p| is_letter(p));
    let failed = |path: &str| report.failures.iter().any(|(case, _)| belongs(path, case));
    let stray = letters.filter(|p| !known.contains(p.as_str()) && !failed(&files.shown(p)));
    report.stray = stray.cloned().collect();
    let shown = |t: &&Template| {
        let ending = format!(".{}.md", t.id);
        !report.letters.iter().any(|letter| letter.path.ends_with(&ending))
    };
    report.not_shown = all(pack).filter(shown).map(|t| t.id.clone()).collect();
    report
}

/// The paths of the answers files among a pack's examples.
fn cases(files: &PackFiles) -> impl Iterator<Item = &str> {
    let paths = files.files.keys().map(String::as_str);
    paths.filter(|path| is_example(path))
}

/// Whether a letter is one of an answers file's.
fn belongs(letter: &str, case: &str) -> bool {
    let stem = case.strip_suffix(".yaml").unwrap_or(case);
    letter.strip_prefix(stem).is_some_and(|rest| rest.starts_with('.'))
}

/// Makes the letters of one example.
fn case<'p>(
    pack: &'p Pack,
    files: &PackFiles,
    path: &str,
    composers: &mut BTreeMap<String, Composer<'p>>,
    report: &mut Report,
) -> Result<(), LetterError> {
    let file = file(files, path)?;
    for one in answered(pack, files, path, &file) {
        let (template, answers) = one?;
        let composer = match composers.entry(template.id.clone()) {
            Entry::Occupied(ready) => ready.into_mut(),
            Entry::Vacant(free) => free.insert(Composer::new(pack, template)?),
        };
        let edited = file.extra.edited.get(&template.id).map(String::as_str);
        let document = match template.joint {
            Some(_) => composer.compose_joint(&answers, &file.extra.signatories)?,
            None => composer.compose_with(&answers, &GroupText::default(), edited)?,
        };
        let stem = path.strip_suffix(".yaml").unwrap_or(path);
        let path = format!("{stem}.{}.md", template.id);
        // Some tools turn line breaks into those of Windows.
        let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
        let there = files.files.get(&path).map(text);
        report.letters.push(Letter { path, made: markdown(&document), there });
    }
    Ok(())
}

/// What is wrong with the examples of a pack, each with its place; without the pack, what can be
/// told of the files by themselves. An answer that is missing is no fault here: the example of a
/// pack that is still being made may wait for it, and `run` tells of it.
pub(crate) fn faults(pack: Option<&Pack>, files: &PackFiles) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for path in cases(files) {
        match (file(files, path), pack) {
            (Err(wrong), _) => faults.extend(told(files, path, wrong)),
            (Ok(file), Some(pack)) => {
                let wrong = answered(pack, files, path, &file).into_iter().filter_map(Result::err);
                faults.extend(wrong.flat_map(|wrong| told(files, path, wrong)));
            }
            (Ok(_), None) => {}
        }
    }
    faults
}

/// The answers file of an example.
fn file(files: &PackFiles, path: &str) -> Result<AnswerFile, LetterError> {
    let bytes = files.files.get(path).map(Vec::as_slice).unwrap_or_default();
    AnswerFile::decode(bytes, &files.shown(path)).map_err(LetterError::AnswersFile)
}

/// The templates that an example is of, the only one where it names none, with its answers to each.
fn answered<'p>(
    pack: &'p Pack,
    files: &PackFiles,
    path: &str,
    file: &AnswerFile,
) -> Vec<Result<(&'p Template, Answers), LetterError>> {
    let whole = || Location::file(files.shown(path));
    let named: Vec<&str> = file.templates.iter().map(String::as_str).collect();
    let ids = match (named.as_slice(), pack.templates.as_slice()) {
        ([], [only]) => vec![only.id.as_str()],
        ([], _) => {
            let missing = fault("missing-key", &[("key", &"templates")]);
            return vec![Err(LetterError::AnswersFile(vec![missing.at(whole())]))];
        }
        _ => named,
    };
    let of = |id| match all(pack).find(|template| template.id == id) {
        Some(template) => Ok((template, answers(pack, template, file)?)),
        None => {
            let unknown = fault("unknown-id", &[("thing", &"template"), ("id", &id)]);
            let unknown = unknown.of_known(id, all(pack).map(|one| one.id.as_str()));
            let place = place_of(files, path, id).unwrap_or_else(whole);
            Err(LetterError::AnswersFile(vec![unknown.at(place)]))
        }
    };
    ids.into_iter().map(of).collect()
}

/// What is wrong with an example, told with its place.
fn told(files: &PackFiles, path: &str, wrong: LetterError) -> Vec<Diagnostic> {
    match wrong {
        LetterError::AnswersFile(faults) => faults,
        LetterError::Answers(problems) => {
            let wrong = problems.into_iter().filter(|p| p.fault != AnswerFault::Missing);
            let told = wrong.map(|Problem { id, fault: why, origin, .. }| {
                let place = match origin {
                    Some(Origin::File(place)) => place,
                    _ => Location::file(files.shown(path)),
                };
                fault("example", &[("id", &id), ("why", &why)]).at(place)
            });
            told.collect()
        }
        // The dry run tells of texts that cannot be filled.
        LetterError::Template(_) => Vec::new(),
    }
}

/// Where an answers file names a template.
fn place_of(files: &PackFiles, path: &str, id: &str) -> Option<Location> {
    let text = files.text(path, &Faults::default())?;
    let root = yaml::read(&text, &Faults::default())?;
    let listed = root.get("templates").or_else(|| root.get("template"))?;
    let mut all = std::iter::once(listed).chain(listed.items());
    let node = all.find(|node| node.text() == Some(id))?;
    Some(text.place(node.span))
}

/// Every template of a pack, those for joint responses last.
fn all(pack: &Pack) -> impl Iterator<Item = &Template> {
    pack.templates.iter().chain(&pack.joint)
}

/// The answers of an example, complete. The day is the one that the example gives: with today's
/// its letter would be another every day.
fn answers(pack: &Pack, template: &Template, file: &AnswerFile) -> Result<Answers, LetterError> {
    let given = Inputs::of_file(file);
    let fill = |today: Date| interview::fill(pack, &[template], &given, today);
    let first = fill(pack.updated);
    // Read once more with that day, from which others may be counted.
    let answers = match first.as_ref().map(|answers| answers.get(DATED)) {
        Ok(Some(Value::Date(day))) => fill(*day),
        _ => first,
    };
    if given.ids().any(|(id, _)| id == DATED) {
        return answers.map_err(|FillError(problems)| LetterError::Answers(problems));
    }
    let mut problems = answers.err().map(|FillError(problems)| problems).unwrap_or_default();
    let ask = "The date on the letter, so that it stays the same".to_string();
    problems.push(Problem { id: DATED.into(), ask, fault: AnswerFault::Missing, origin: None });
    Err(LetterError::Answers(problems))
}
