//! Finished documents as a command holds them: composed, measured, and turned into files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use sayso::answer::Answers;
use sayso::batch::names;
use sayso::check::finished::{self, Leftover};
use sayso::compose::{Composer, advice};
use sayso::disk::{self, IfExists, Outgoing};
use sayso::document::Document;
use sayso::error::Error;
use sayso::interview::Form;
use sayso::model::Template;
use sayso::render::pdf::PdfError;
use sayso::render::{self, Format, RenderError};
use sayso::source::{AnswerFile, Extra};
use sayso::text::words;
use serde_json::json;

use super::args::WriteArgs;
use super::extras::Extras;
use super::{screen, talk};

/// A document and what it is a document of.
pub(crate) struct Written<'p> {
    /// The template.
    pub(crate) template: &'p Template,
    /// The document.
    pub(crate) document: Document,
    /// What it was made with.
    pub(crate) composer: Composer<'p>,
    /// What it is, as it is called where the person lives.
    pub(crate) title: &'p str,
}

/// What the finished documents have left over that is to be filled in or mended, each once.
pub(crate) fn leftovers(written: &[Written<'_>], answers: &Answers) -> Vec<Leftover> {
    let mut all: Vec<Leftover> = Vec::new();
    for left in written.iter().flat_map(|one| finished::of_document(&one.document, answers)) {
        if !all.contains(&left) {
            all.push(left);
        }
    }
    all
}

/// Composes every document.
pub(crate) fn compose_all<'p>(
    extras: &Extras<'_>,
    form: &Form<'p>,
) -> Result<Vec<Written<'p>>, Error> {
    let enclosed = extras.enclosed();
    let written = form.templates().iter().map(|template| {
        let (composer, mut document) = form.composed(template)?;
        composer.enclose(&mut document, &enclosed);
        let title = form.pack().title_of(template, form.answers());
        Ok(Written { template, document, composer, title })
    });
    written.collect()
}

/// The formats asked for, by `-f` or by the ending of the file to write.
pub(crate) fn formats(args: &WriteArgs, usual: &[Format]) -> Vec<Format> {
    if !args.format.is_empty() {
        let asked: BTreeSet<Format> = args.format.iter().copied().collect();
        return asked.into_iter().collect();
    }
    promised(args.output.as_ref()).map_or_else(|| usual.to_vec(), |format| vec![format])
}

/// The format that the ending of a file promises.
pub(crate) fn promised(path: Option<&PathBuf>) -> Option<Format> {
    Format::from_name(path?.extension()?.to_str()?)
}

/// The files of documents, each named by its stem: one a format, or with `split` one a part; and the
/// answers, where they are to be kept. `pack` is how the pack is found again.
pub(crate) fn files(
    (args, extras): (&WriteArgs, &Extras<'_>),
    written: &[Written<'_>],
    formats: &[Format],
    target: &Path,
    (form, pack): (&Form<'_>, &str),
    stem: impl Fn(&Written<'_>) -> String,
) -> Result<Vec<Outgoing>, Error> {
    let mut out = Vec::new();
    for one in written {
        for format in formats {
            let (parts, stem) = (&one.document.parts, stem(one));
            let path = disk::place(target, &stem, format.extension(), written.len(), formats.len());
            if args.split && *format == Format::Text && !parts.is_empty() {
                for part in parts {
                    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                    let name = names::file_name(&format!("{stem}-{}.txt", part.number));
                    let path = path.with_file_name(name);
                    let bytes = render::text::part(part, &one.document.notes).into_bytes();
                    out.push(Outgoing::new(path, bytes));
                }
                continue;
            }
            let bytes = rendered(&one.document, *format, extras, form.answers())?;
            out.push(Outgoing::new(path, bytes));
        }
    }
    if let Some(path) = &args.save_answers {
        let extra = Extra { edited: form.extra.edited.clone(), ..Extra::default() };
        let text = answers_text(pack, form, &extra);
        out.push(Outgoing::private(path.clone(), text.into_bytes()));
    }
    Ok(out)
}

/// A document in a format. Characters that no font has are told with the answers that hold them,
/// not with the words round them: what people write stays out of messages.
pub(super) fn rendered(
    document: &Document,
    format: Format,
    extras: &Extras<'_>,
    answers: &Answers,
) -> Result<Vec<u8>, Error> {
    let told = |character: char| {
        let held = answers.0.iter().filter(|(_, v)| v.to_input().editable().contains(character));
        let ids: Vec<String> = held.map(|(id, _)| format!("`{id}`")).collect();
        let of = if ids.is_empty() { "" } else { " in the answer to " };
        format!("{character} (U+{:04X}){of}{}", u32::from(character), ids.join(", "))
    };
    let signature = extras.signature(document);
    let options = extras.options(signature.as_ref());
    render::render_as(document, format, &options).map_err(|error| match error {
        RenderError::Pdf(PdfError::Missing(list)) => {
            let all: Vec<String> = list.iter().map(|missing| told(missing.character)).collect();
            let letters = list.iter().any(|missing| missing.character.is_alphabetic());
            talk::failed("no-font", json!({"all": all.join(", "), "letters": letters}))
        }
        other => other.into(),
    })
}

/// The answers as the text of an answers file, with what else it is to hold.
pub(crate) fn answers_text(pack: &str, form: &Form<'_>, extra: &Extra) -> String {
    let ids: Vec<&str> = form.templates().iter().map(|t| t.id.as_str()).collect();
    AnswerFile::write_with(pack, &ids, form.answers(), extra)
}

/// Writes files, over others only where that is wished, and says where they are.
pub(crate) fn write_files(files: &[Outgoing], force: bool) -> Result<(), Error> {
    disk::write_all(files, if force { IfExists::Replace } else { IfExists::Refuse })?;
    for file in files {
        screen::say(&format!("Saved {}", file.path.display()));
    }
    Ok(())
}

/// Says how long a document is and whose words it has.
pub(crate) fn tell_measure(one: &Written<'_>, form: &Form<'_>) {
    screen::say(&format!("{}: {}.", one.title, advice::measure(&one.document)));
    for line in advice::over(&one.document) {
        screen::note(&line);
    }
    if form.extra.edited.contains_key(&one.template.id) {
        screen::note("You edited its text: it no longer follows the answers.");
    }
}

/// Says what to do with a document, a step each.
pub(crate) fn advise(one: &Written<'_>, answers: &Answers, now: DateTime) -> Result<(), Error> {
    for step in advice::next_steps(&one.composer, &one.document, answers, now)? {
        screen::item(&step);
    }
    Ok(())
}

/// Most characters of a name made of a title.
const LONGEST_NAME: usize = 80;

/// `A letter to your MP` as the name of a file, without its article and without what a system
/// refuses in names.
pub(crate) fn file_name(title: &str) -> String {
    let plain = bare(title).chars().map(|c| match c {
        c if c.is_control() => ' ',
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => ' ',
        c => c,
    });
    let plain = words::one_line(&plain.collect::<String>());
    let name = words::shortened(&plain, LONGEST_NAME).trim_matches(['.', ',', ' ']);
    if name.is_empty() { "letter".into() } else { words::capital(name) }
}

/// A title or a thing without its article.
pub(crate) fn bare(title: &str) -> &str {
    let articles = ["A ", "An ", "The ", "the ", "a ", "an "];
    articles.iter().find_map(|article| title.strip_prefix(article)).unwrap_or(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name_that_every_system_takes() {
        assert_eq!(file_name("A letter to your MP"), "Letter to your MP");
        assert_eq!(file_name("Who? What: \"this/that\"."), "Who What this that");
        assert_eq!(file_name("..."), "letter");
        assert!(file_name(&"word ".repeat(30)).chars().count() <= LONGEST_NAME);
        let long = "A letter to your MP, out-of-hours nursing for people on Ward 6 and Ward 7, at the Example Infirmary";
        let short = "Letter to your MP, out-of-hours nursing for people on Ward 6 and Ward 7";
        assert_eq!(file_name(long), short);
    }
}
