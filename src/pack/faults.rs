//! What can be wrong with a pack and its parts, and what to do about it.

use std::fmt;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Remedy};
use crate::model::Kind;
pub(crate) use crate::source::faults::{
    Shape, Yaml, empty, missing_key, size, too_big, value, wrong_shape, yaml,
};

/// A thing that has an id or a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A pack.
    Pack,
    /// A template.
    Template,
    /// A partial.
    Partial,
    /// A question.
    Question,
    /// A concern.
    Concern,
    /// A source.
    Source,
    /// A kind of receiver.
    Destination,
    /// A kind of question.
    Kind,
    /// Where suggestions come from.
    Suggestion,
    /// A language.
    Language,
    /// A nation of the United Kingdom.
    Nation,
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Thing::Pack => "pack",
            Thing::Template => "template",
            Thing::Partial => "partial",
            Thing::Question => "question",
            Thing::Concern => "concern",
            Thing::Source => "source",
            Thing::Destination => "destination",
            Thing::Kind => "kind of question",
            Thing::Suggestion => "kind of suggestion",
            Thing::Language => "language",
            Thing::Nation => "nation",
        })
    }
}

/// Nothing is at the path.
pub fn not_found() -> Diagnostic {
    Diagnostic::error("not-found", "no such file or folder")
}

/// The path is neither a folder nor a zip.
pub fn not_a_pack() -> Diagnostic {
    Diagnostic::error("not-a-pack", "this is neither a folder nor a zip file")
        .help("give the folder that holds `pack.yaml`, or a zip of it")
}

/// The system does not let it be read; its reason.
pub fn cannot_read(why: impl fmt::Display) -> Diagnostic {
    Diagnostic::error("cannot-read", format!("cannot be read: {why}"))
}

/// The pack is over the limit in all, in bytes.
pub fn too_big_in_all(limit: usize) -> Diagnostic {
    Diagnostic::error("too-big", format!("the files are over {} in all", size(limit)))
}

/// Too many files; the limit.
pub fn too_many_files(limit: usize) -> Diagnostic {
    Diagnostic::error("too-many", format!("the pack has more than {limit} files"))
}

/// More of one kind of thing than is taken; the limit.
pub fn too_many(thing: Thing, limit: usize) -> Diagnostic {
    Diagnostic::error("too-many", format!("there are more than {limit} of the {thing}s"))
        .help("split the pack")
}

/// More faults were found than are shown.
pub fn and_more() -> Diagnostic {
    Diagnostic::error("too-many", "there are more faults than are shown")
        .help("mend these and check again")
}

/// A link or a path that leads out of the pack.
pub fn leads_outside() -> Diagnostic {
    Diagnostic::error("leads-outside", "this leads outside the pack")
        .help("copy the file into the pack")
}

/// A zip that cannot be read.
pub fn bad_zip() -> Diagnostic {
    Diagnostic::error("bad-zip", "this zip file is damaged or not a zip file")
        .help("make the zip again from the pack's folder")
}

/// A file is nearly named as those of a pack are; how it should be named.
pub fn misnamed(right: &str) -> Diagnostic {
    Diagnostic::error("misnamed-file", "this file is left out because of its name")
        .help(format!(
            "call it `{right}`; if that is what you see, let your computer show the endings of file names"
        ))
        .warning()
}

/// A word processor's file among those of a pack.
pub fn document_beside() -> Diagnostic {
    Diagnostic::error("misnamed-file", "this file is left out: a pack is made of text files")
        .help("keep it in another folder")
        .remedy(Remedy::MakeAPackOfIt)
        .warning()
}

/// The pack has no `pack.yaml`.
pub fn no_pack_file() -> Diagnostic {
    Diagnostic::error("no-pack-file", "there is no `pack.yaml` here")
        .help("check that this is the pack's folder; the README shows a pack in a few lines")
}

/// The pack has no template.
pub fn no_template() -> Diagnostic {
    Diagnostic::error("no-template", "the pack has no template")
        .help("add a file such as `letter.md.hbs`")
}

/// A template asks for concerns and the pack has none.
pub fn no_concerns() -> Diagnostic {
    Diagnostic::error("no-concerns", "this asks which concerns to choose, and the pack has none")
        .help("add `concerns:` to pack.yaml, or take `concerns` out of `questions`")
}

/// A key that must have a value.
pub fn empty_key(key: &str) -> Diagnostic {
    Diagnostic::error("empty-key", format!("the key `{key}` has no value"))
        .help("write a value after the colon, or take the key out")
}

/// A register of the pack that cannot be read; the reason.
pub fn register(words: impl fmt::Display) -> Diagnostic {
    Diagnostic::error("register", format!("this register cannot be read: {words}"))
}

/// An id with characters that it must not have.
pub fn bad_id(thing: Thing, id: &str) -> Diagnostic {
    let help = if thing == Thing::Pack {
        rename_folder(id)
    } else if thing == Thing::Question {
        "use small letters, digits and `_`, with a dot between group and name".into()
    } else {
        "use small letters, digits and hyphens".into()
    };
    Diagnostic::error("bad-id", format!("`{id}` cannot be the id of a {thing}")).help(help)
}

/// What to call a folder so that its name can be a pack's id.
fn rename_folder(id: &str) -> String {
    let mut name = String::new();
    for c in id.chars() {
        match c.to_ascii_lowercase() {
            c if c.is_ascii_alphanumeric() => name.push(c),
            '\'' | '’' => {}
            _ if name.is_empty() || name.ends_with('-') => {}
            _ => name.push('-'),
        }
    }
    let name = match name.trim_end_matches('-') {
        "" => "my-pack",
        name => name,
    };
    format!("rename the folder to `{name}`: small letters, digits and hyphens")
}

/// An id given twice; the line of the first, 0 when not known.
pub fn id_twice(thing: Thing, id: &str, first: usize) -> Diagnostic {
    let message = match first {
        0 => format!("there are two of the {thing} `{id}`"),
        first => format!("there are two of the {thing} `{id}`, the first in line {first}"),
    };
    Diagnostic::error("id-twice", message).help("give one of them another id")
}

/// An id or name that is not there.
pub fn unknown(thing: Thing, id: &str, near: Option<&str>, known: &[String]) -> Diagnostic {
    let said = Diagnostic::error("unknown-id", format!("there is no {thing} `{id}`"));
    match thing {
        Thing::Question if id.contains(' ') => {
            said.help("put a comma between the ids of two questions; an id has no space in it")
        }
        Thing::Language if near.is_none() => said.help(
            "write en or cy, or put its months and days in a languages.yaml (CONTRIBUTING.md says how)",
        ),
        _ => said.near_or_known(near, known),
    }
}

/// A question's id that is a helper's name.
pub fn helper_name(id: &str) -> Diagnostic {
    name_taken(id, format!("`{id}` cannot be a question's id: a helper has that name"))
}

/// A question's id that templates use for something else.
pub fn reserved(id: &str) -> Diagnostic {
    name_taken(id, format!("`{id}` cannot be a question's id: templates use the name already"))
}

/// A question's id that is also the first half of others.
pub fn group_name(id: &str) -> Diagnostic {
    name_taken(id, format!("`{id}` cannot be a question and the first half of `{id}.…` too"))
}

fn name_taken(id: &str, message: String) -> Diagnostic {
    Diagnostic::error("name-taken", message)
        .help(format!("choose another id, such as `my_{id}`, and change it in the templates too"))
}

/// A `choice` or `choices` without options.
pub fn no_options() -> Diagnostic {
    Diagnostic::error("no-options", "the question has no options to choose from")
        .help("add `options:` with a line for each answer")
}

/// Options of a question that has no use for them; its kind.
pub fn needless_options(kind: &str) -> Diagnostic {
    let message = format!("a question of kind `{kind}` has no use for options");
    Diagnostic::error("needless-options", message)
        .help("set `kind: choice`, or take the options out")
}

/// `when` on a question that is asked later.
pub fn when_later(id: &str, on: &str) -> Diagnostic {
    Diagnostic::error("when", format!("`{id}` waits for `{on}`, which is asked later"))
        .help("move that question before this one")
}

/// `when` on a question that the template does not ask.
pub fn when_not_asked(id: &str, on: &str) -> Diagnostic {
    let message = format!("`{id}` waits for `{on}`, which this template does not ask");
    Diagnostic::error("when", message).help(format!("add `{on}` to `questions`, before it"))
}

/// `when` of a template on what it does not ask.
pub fn written_when_not_asked(on: &str) -> Diagnostic {
    let message = format!("it is written when `{on}` is something, which it does not ask");
    Diagnostic::error("when", message).help("add the question to `questions`")
}

/// A question named for what follows a document that is not asked there, or is of another kind.
pub fn not_asked_next(id: &str, next: &str, kind: Kind) -> Diagnostic {
    let kind = kind.name();
    let message = format!("`{id}` is no question of kind `{kind}` that `{next}` asks");
    Diagnostic::error("unanswered", message)
        .help("name one of its questions of that kind, or add it there")
}

/// A template lists a question twice.
pub fn asked_twice(id: &str) -> Diagnostic {
    Diagnostic::error("asked-twice", format!("`{id}` is listed twice")).help("take one of them out")
}

/// A question that is left for the end, and must be answered.
pub fn later_needed(id: &str) -> Diagnostic {
    Diagnostic::error("later-needed", format!("`{id}` must be answered, so it cannot come later"))
        .help("take it out of `later`, or let its question say `required: false`")
}

/// A destination needs a question that the template does not ask.
pub fn not_asked_for(destination: &str, question: &str) -> Diagnostic {
    let message = format!("a document to `{destination}` needs `{question}`, which is not asked");
    Diagnostic::error("not-asked", message).help(format!("add `{question}` to `questions`"))
}

/// A `destination` that is a question of another kind than `body`.
pub fn not_a_body(id: &str) -> Diagnostic {
    Diagnostic::error("not-a-body", format!("the question `{id}` does not ask for a body"))
        .help("name a destination, or a question of kind `body`")
}

/// A date that cannot be read; whether it must be a day.
pub fn bad_date(text: &str, day: bool) -> Diagnostic {
    let help = days_of(text).unwrap_or_else(|| {
        if day {
            "write the day as 2026-11-21"
        } else {
            "write the date as 2026-11-21, 2026-11 or 2026"
        }
        .into()
    });
    Diagnostic::error("bad-date", format!("`{text}` is not a date that can be read here"))
        .help(help)
}

/// How many days a month has, where a date names one too many.
fn days_of(text: &str) -> Option<String> {
    let mut parts = text.trim().splitn(3, '-');
    let (year, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let day: i8 = parts.next()?.parse().ok()?;
    let first = Date::new(year, month, 1).ok()?;
    let days = first.days_in_month();
    (day > days).then(|| format!("{} has {days} days", first.strftime("%B %Y")))
}

/// A `closes` that is no day and no day with an hour.
pub fn bad_closing(text: &str) -> Diagnostic {
    Diagnostic::error("bad-closing", format!("`{text}` is not a day, nor a day and an hour"))
        .help("write 2026-11-27, or 2026-11-27 17:00 where the hour is known")
}

/// A statement is past the day by which to look at it again.
pub fn past_review(id: &str, by: Date) -> Diagnostic {
    let message = format!("`{id}` was to be looked at again by {}", by.strftime("%-d %B %Y"));
    Diagnostic::error("past-review", message)
        .help("check that it still holds, then move `review_by` and `checked`")
}

/// A source without a date.
pub fn no_date(id: &str) -> Diagnostic {
    Diagnostic::error("no-date", format!("the source `{id}` has no `date`"))
        .help("add the day, month or year in which it was published")
}

/// A source without an address to read it at.
pub fn no_url(id: &str) -> Diagnostic {
    Diagnostic::error("no-url", format!("the source `{id}` has no `url`"))
        .help("add the address where it can be read")
}

/// A source's address that does not begin with `https://`.
pub fn no_scheme(url: &str) -> Diagnostic {
    Diagnostic::error("no-scheme", "an address does not begin with `https://`")
        .help(format!("write `https://{url}`"))
}

/// A consultation that has closed, while its template does not say so; the day.
pub fn has_closed(day: Date) -> Diagnostic {
    let message =
        format!("this closed on {}, and the template does not say so", day.strftime("%-d %B %Y"));
    Diagnostic::error("has-closed", message)
        .help("say in the title that it is closed, take the template out, or mend the day")
}

/// Nothing uses it.
pub fn unused(thing: Thing, id: &str) -> Diagnostic {
    Diagnostic::error("unused", format!("nothing uses the {thing} `{id}`"))
        .help("use it, or take it out")
}

/// A template without front matter.
pub fn no_front_matter() -> Diagnostic {
    Diagnostic::error("front-matter", "the template does not begin with `---`").help(
        "begin the file with its front matter: a line `---`, lines such as `title: …` and `questions: …`, and `---` again",
    )
}

/// Front matter that is not closed.
pub fn open_front_matter() -> Diagnostic {
    Diagnostic::error("front-matter", "the second `---` is missing").help(
        "put a line `---` between the front matter (the lines such as `title: …`) and the text",
    )
}

/// A template without a body.
pub fn no_body() -> Diagnostic {
    Diagnostic::error("no-body", "the template has no text under the second `---`")
        .help("write the text under it")
}

/// A line marked as one to confirm, and what it says.
pub fn to_confirm(what: &str) -> Diagnostic {
    let message = match what {
        "" => "nobody has confirmed this yet".into(),
        what => format!("nobody has confirmed this yet: {what}"),
    };
    Diagnostic::error("to-confirm", message)
        .help("look at it, mend what is wrong, and take the line out")
}

/// A template for a joint response that stands for one that is for a joint response itself.
pub fn joint_of_joint(id: &str) -> Diagnostic {
    Diagnostic::error("joint", format!("`{id}` is for a joint response itself"))
        .help("name the template that one person writes")
}

/// A joint response whose text does not name its signatories.
pub fn no_signatories() -> Diagnostic {
    Diagnostic::error("joint", "a joint response must name its signatories")
        .help("put `{{#each signatories}}- {{name}}{{/each}}`, on three lines, where they stand")
}
