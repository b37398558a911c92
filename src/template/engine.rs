//! Handlebars, set up twice: once for Markdown, once for plain lines such as an address.
//!
//! Both are strict, share the helpers and the pack's partials, and stop at a size limit, so that
//! a pack cannot run on for ever by writing.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::sync::{LazyLock, Mutex, PoisonError};

use handlebars::{Context, Handlebars, Template};
use rapidhash::RapidHashMap;
use serde_json::Value as Json;

use super::helpers::{self, Shown};
use super::tags::{self, Kind as Tag};
use crate::limits;
use crate::model::{Kind, Pack};
use crate::text::{ENGLISH, Language, escape, marks, words};

/// The two Handlebars.
#[derive(Clone)]
pub struct Engine {
    markdown: Handlebars<'static>,
    plain: Handlebars<'static>,
}

/// A text that could not be read or filled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name}{}: {reason}", place(*at))]
pub struct TemplateFault {
    /// Which text, as `check` would name it.
    pub name: String,
    /// Line and column, from 1, when known.
    pub at: Option<(usize, usize)>,
    /// What is wrong.
    pub reason: String,
}

fn place(at: Option<(usize, usize)>) -> String {
    at.map(|(line, column)| format!(", line {line}, column {column}")).unwrap_or_default()
}

impl TemplateFault {
    /// That this is wrong with a text.
    pub fn new(name: &str, at: Option<(usize, usize)>, reason: impl ToString) -> TemplateFault {
        TemplateFault { name: name.to_string(), at, reason: reason.to_string() }
    }
}

impl Engine {
    /// The engine of a pack, with its partials and its questions' ways of showing themselves.
    pub fn new(pack: &Pack) -> Result<Engine, TemplateFault> {
        let mut engine =
            Engine { markdown: bare(pack, escape::markdown), plain: bare(pack, marks::strip) };
        for partial in &pack.partials {
            let text = partial.text.trim_end_matches('\n');
            let line = format!("{ON_A_LINE}{}", partial.name);
            for (name, text) in [(&partial.name, text), (&line, &format!("{text}\n"))] {
                let read = read(name, text)?;
                engine.plain.register_template(name, read.clone());
                engine.markdown.register_template(name, read);
            }
        }
        Ok(engine)
    }

    /// Registers a text that yields Markdown.
    pub fn add_markdown(&mut self, name: &str, text: &str) -> Result<(), TemplateFault> {
        self.markdown.register_template(name, read(name, text)?);
        Ok(())
    }

    /// Registers a text that yields plain lines.
    pub fn add_plain(&mut self, name: &str, text: &str) -> Result<(), TemplateFault> {
        self.plain.register_template(name, read(name, text)?);
        Ok(())
    }

    /// Fills a Markdown text; the marks are still in it.
    pub fn markdown(&self, name: &str, data: &Context) -> Result<String, TemplateFault> {
        fill(&self.markdown, name, data)
    }

    /// Fills a plain text; no marks are left, and no space at the ends of lines.
    pub fn plain(&self, name: &str, data: &Context) -> Result<String, TemplateFault> {
        fill(&self.plain, name, data).map(|text| lines(&text))
    }
}

/// Whether a text has tags, and so is to be filled.
pub(crate) fn has_tags(text: &str) -> bool {
    text.contains("{{")
}

/// The lines of a text without space at their ends and without marks.
pub(crate) fn lines(text: &str) -> String {
    let text = text.trim();
    if !text.contains('\n') {
        return marks::strip(text);
    }
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    marks::strip(&lines.join("\n"))
}

/// Plain texts that include no partials, such as defaults.
pub struct Texts(Handlebars<'static>);

impl Texts {
    /// Reads texts, each with its name. One that cannot be read is left out.
    pub fn new<'t>(pack: &Pack, texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Texts {
        let mut handlebars = bare(pack, marks::strip);
        for (name, text) in texts {
            // `check` has told what is wrong with it.
            let _ = handlebars.register_template_string(name, text);
        }
        Texts(handlebars)
    }

    /// Fills a text; no marks are left in it.
    ///
    /// # Errors
    /// A text that could not be read, or that names what is not in the data.
    pub fn fill(&self, name: &str, data: &Context) -> Result<String, TemplateFault> {
        Ok(marks::strip(fill(&self.0, name, data)?.trim()))
    }
}

/// Fills a text of the program's own, which a test holds to be sound, as Markdown: values read as
/// typed.
pub fn own(text: &str, data: Json) -> String {
    own_with(text, data, |value| escape::text(&words::one_line(value)))
}

/// The same as plain text, each value in one line.
pub fn own_plain(text: &str, data: Json) -> String {
    own_with(text, data, |value| value.replace(['\n', '\r', '\t'], " "))
}

/// The same as its lines, without those that are empty.
pub fn own_lines(text: &str, data: Json) -> Vec<String> {
    let text = own_plain(text, data);
    text.lines().filter(|line| !line.is_empty()).map(str::to_string).collect()
}

/// Sentences of the program's own by name, to be filled as [`own_plain`] does.
pub struct Sentences(BTreeMap<String, String>);

impl Sentences {
    /// Those of files that are built in.
    pub fn read(files: &[&str]) -> Sentences {
        let read = files.iter().map(|file| serde_yaml::from_str(file));
        Sentences(read.flat_map(Result::<BTreeMap<_, _>, _>::unwrap_or_default).collect())
    }

    /// Their names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The one of this name.
    pub fn text(&self, name: &str, data: Json) -> String {
        let text = self.0.get(name).map(|text| own_plain(text, data));
        text.unwrap_or_default().trim_end().to_string()
    }

    /// Its first lines, and the last: what is wrong and what to do, or what is asked and why.
    pub fn two(&self, name: &str, data: Json) -> (String, String) {
        let text = self.text(name, data);
        let (first, last) = text.rsplit_once('\n').unwrap_or((&text, ""));
        (first.to_string(), last.to_string())
    }
}

fn own_with(text: &str, data: Json, escape: fn(&str) -> String) -> String {
    let mut handlebars = strict(&ENGLISH, escape);
    let filled = own_text(text).and_then(|read| {
        handlebars.register_template("own", read);
        fill(&handlebars, "own", &Context::from(data))
    });
    let filled = marks::strip(&filled.unwrap_or_else(|fault| fault.to_string()));
    filled.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// A text of the program's own. Each is read once: that takes ten times as long as to fill it.
fn own_text(text: &str) -> Result<Template, TemplateFault> {
    static READ: LazyLock<Mutex<RapidHashMap<String, Template>>> = LazyLock::new(Mutex::default);
    let mut known = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(read) = known.get(text) {
        return Ok(read.clone());
    }
    let read = read("own", text)?;
    known.insert(text.to_string(), read.clone());
    Ok(read)
}

fn strict(language: &Language, escape: fn(&str) -> String) -> Handlebars<'static> {
    let mut handlebars = Handlebars::new();
    handlebars.set_strict_mode(true);
    handlebars.register_escape_fn(escape);
    helpers::register(&mut handlebars, language);
    handlebars
}

fn bare(pack: &Pack, escape: fn(&str) -> String) -> Handlebars<'static> {
    let mut handlebars = strict(&pack.language, escape);
    // No text of a pack can use these, and a question may have the name of one.
    for unused in ["gt", "gte", "lt", "lte", "len"] {
        handlebars.unregister_helper(unused);
    }
    for question in pack.questions.iter().filter(|q| shows_itself(q.kind)) {
        handlebars.register_helper(&question.id, Box::new(Shown(question.id.clone())));
    }
    handlebars.register_helper("body", Box::new(Shown("body".into())));
    handlebars
}

/// Kinds whose value in the data is no text, so that `{{id}}` needs to be told how to read.
pub fn shows_itself(kind: Kind) -> bool {
    let of_texts = matches!(kind, Kind::Lines | Kind::Choices | Kind::Concerns);
    let of_data = matches!(kind, Kind::Area | Kind::Body | Kind::YesNo);
    of_texts || of_data || matches!(kind, Kind::Date | Kind::DateTime)
}

/// Reads a text.
fn read(name: &str, text: &str) -> Result<Template, TemplateFault> {
    Template::compile_with_name(partials_on_lines(text), name.to_string())
        .map_err(|error| TemplateFault::new(name, error.pos(), error.reason()))
}

fn fill(
    handlebars: &Handlebars<'static>,
    name: &str,
    data: &Context,
) -> Result<String, TemplateFault> {
    let mut out = Limited(Vec::with_capacity(4096));
    handlebars.render_with_context_to_write(name, data, &mut out).map_err(|error| {
        TemplateFault::new(name, error.line_no.zip(error.column_no), error.reason())
    })?;
    String::from_utf8(out.0).map_err(|error| TemplateFault::new(name, None, error))
}

/// Leads the name of a partial that stands alone on its line. Handlebars eats the line break
/// after such a tag, so that version of the partial ends in one; in the middle of a sentence it
/// must not.
const ON_A_LINE: &str = "on-a-line/";

/// The text with partials that stand alone on a line named so; as many lines as before.
fn partials_on_lines(text: &str) -> Cow<'_, str> {
    if !text.contains('>') {
        return Cow::Borrowed(text);
    }
    let partials = tags::scan(text).tags.into_iter();
    let mut partials = partials.filter(|tag| matches!(tag.kind, Tag::Partial(_))).peekable();
    if partials.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for tag in partials {
        let (before, after) = (&text[..tag.range.start], &text[tag.range.end..]);
        let is_blank = |rest: Option<&str>| rest.unwrap_or_default().trim().is_empty();
        let name = tag.range.start + "{{>".len();
        let space = text[name..].len() - text[name..].trim_start().len();
        out.push_str(&text[at..name + space]);
        at = name + space;
        if is_blank(before.rsplit('\n').next()) && is_blank(after.split('\n').next()) {
            out.push_str(ON_A_LINE);
        }
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// A buffer that refuses to grow past [`limits::FILLED_BYTES`].
struct Limited(Vec<u8>);

impl io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > limits::FILLED_BYTES {
            return Err(io::Error::other("the text grows past 1 MB"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `{{words}}` alone would call the helper of this name and not take the key: `{{this.words}}`.
    #[test]
    fn no_text_of_ours_takes_a_helper_for_a_key() {
        for folder in ["data", "data/advice", "data/report", "data/show"] {
            let folder = format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"));
            let files = std::fs::read_dir(&folder).expect("a folder").flatten();
            let texts = files.filter_map(|file| std::fs::read_to_string(file.path()).ok());
            let texts: String = texts.collect();
            assert!(!texts.is_empty(), "{folder}");
            for name in crate::template::helpers::names() {
                assert!(!texts.contains(&format!("{{{{{name}}}}}")), "{folder}: {{{{{name}}}}}");
            }
        }
    }

    #[test]
    fn a_partial_stands_on_a_line_or_in_a_sentence() {
        let text = "To {{> who}}, and\n\n{{> who}}\n\nend {{> who}}";
        let named = "To {{> who}}, and\n\n{{> on-a-line/who}}\n\nend {{> who}}";
        assert_eq!(partials_on_lines(text), named);
    }
}
