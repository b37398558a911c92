//! What can be wrong with a text that has tags, and what to do about it.

use crate::diagnostic::{Diagnostic, near};
use crate::text::html::is_html;

/// What stops a tag, or a text with tags, from being read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tag {
    /// `{{` without `}}`.
    Open,
    /// A block that is not closed.
    OpenBlock(String),
    /// `{{/x}}` without `{{#x}}`.
    StrayClose(String),
    /// `{{/x}}` where another block must be closed first.
    WrongClose {
        /// The block that is open.
        open: String,
        /// The block that the tag closes.
        close: String,
    },
    /// `{{if}}` where `{{/if}}` is meant.
    NoStroke(String),
    /// `{{if x}}` where `{{#if x}}` is meant.
    NoHash(String),
    /// `{{else}}` outside a block.
    StrayElse,
    /// `{{{x}}}` or `{{{{x}}}}`.
    ManyBraces,
    /// `{{&x}}`.
    Ampersand,
    /// `{{> (x)}}`, `{{> @x}}` or `{{#> x}}`.
    DynamicPartial,
    /// A decorator, such as `{{#*inline "x"}}`.
    Decorator(String),
    /// Quotation marks of a word processor.
    SmartQuotes(char),
    /// Nesting over the limit.
    TooNested,
    /// More tags or repetitions than a letter can need.
    TooMuch,
    /// Anything else between the braces.
    Unreadable(String),
}

/// A tag, or tags, that cannot be read.
pub fn tag(what: &Tag) -> Diagnostic {
    let say = |message: String, help: String| Diagnostic::error("tag", message).help(help);
    match what {
        Tag::Open => say(
            "`{{` without `}}`".into(),
            "add `}}`, or write `\\{{` for two braces as they are".into(),
        ),
        Tag::OpenBlock(name) => say(
            format!("the block `{{{{#{name}}}}}` is not closed"),
            format!("add `{{{{/{name}}}}}`"),
        ),
        Tag::StrayClose(name) => say(
            format!("`{{{{/{name}}}}}` closes a block that is not open"),
            "take it out, or open the block".into(),
        ),
        Tag::WrongClose { open, close } => say(
            format!("`{{{{/{close}}}}}` stands where `{{{{#{open}}}}}` must be closed first"),
            format!("put `{{{{/{open}}}}}` before it"),
        ),
        Tag::NoStroke(name) => say(
            format!("`{{{{{name}}}}}` does not close the block `{{{{#{name}}}}}`"),
            format!("write `{{{{/{name}}}}}`"),
        ),
        Tag::NoHash(written) => say(
            format!("`{{{{{written}}}}}` opens no block"),
            format!(
                "write `{{{{#{written}}}}}`, and `{{{{/{}}}}}` where it ends",
                first_word(written)
            ),
        ),
        Tag::StrayElse => say(
            "`{{else}}` outside a block".into(),
            "put it between `{{#if …}}` and `{{/if}}`".into(),
        ),
        Tag::ManyBraces => say(
            "three or four braces in a row".into(),
            "use two braces: `{{name}}` is right everywhere".into(),
        ),
        Tag::Ampersand => say(
            "`{{&` is not taken".into(),
            "use two braces: `{{name}}` is right everywhere".into(),
        ),
        Tag::DynamicPartial => {
            say("a partial must be called by its name".into(), "write `{{> name}}`".into())
        }
        Tag::Decorator(name) => say(
            format!("`{{{{*{name}}}}}` is not known"),
            "put the text into a file under `partials/`".into(),
        ),
        Tag::SmartQuotes(mark) => say(
            format!("a curly quotation mark ({mark}) inside a tag"),
            "type a straight one: \"".into(),
        ),
        Tag::TooNested => say(
            "blocks or brackets stand more than 32 deep".into(),
            "write it more simply, or split it".into(),
        ),
        Tag::TooMuch => say(
            "more tags or repetitions than can be worked through".into(),
            "write it more simply, or split it".into(),
        ),
        Tag::Unreadable(tag) => say(
            match tag.as_str() {
                "" => "this tag cannot be read".into(),
                tag => format!("this tag cannot be read: `{tag}`"),
            },
            "a tag looks like `{{name}}`, `{{#if name}}` or `{{date dated}}`".into(),
        ),
    }
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

/// A name that is not known.
pub fn unknown_name(name: &str, near: Option<&str>) -> Diagnostic {
    let said = Diagnostic::error("unknown-name", format!("there is no `{name}`"));
    match near {
        Some(_) => said.near_or_known(near, &[]),
        None => said.help("names are ids of questions: ask it under `questions`, or take it out"),
    }
}

/// A question of the pack that this template does not ask; the template, when the text is used
/// by several.
pub fn not_asked(name: &str, question: &str, template: Option<&str>) -> Diagnostic {
    match template {
        None => Diagnostic::error("not-asked", format!("`{name}` is not asked by this template"))
            .help(format!("add `{question}` to `questions`")),
        Some(template) => Diagnostic::error(
            "not-asked",
            format!("`{name}` is not asked by the template `{template}`, which uses this text"),
        )
        .help(format!(
            "add `{question}` to that template's `questions`, or put `{{{{#if {question}}}}}` round it"
        )),
    }
}

/// A name after the dot that is not there; what can stand there, if anything can.
pub fn unknown_field(name: &str, field: &str, known: &[String]) -> Diagnostic {
    let said = Diagnostic::error("unknown-name", format!("`{name}`: there is no `{field}`"));
    if known.is_empty() {
        return said.help("take the dot and what follows it out");
    }
    said.near_or_known(near(field, known.iter().map(String::as_str)).as_deref(), known)
}

/// A thing with fields, or a list of such, where text is needed; what can stand after the dot.
pub fn not_printable(name: &str, fields: &[String]) -> Diagnostic {
    let said = Diagnostic::error("not-printable", format!("`{name}` is more than one text"));
    if fields.is_empty() {
        return said.help(format!("use `{{{{list {name}}}}}`"));
    }
    if name == "signatories" {
        return said.help("use `{{#each signatories}}{{name}}{{/each}}`");
    }
    let all: Vec<String> = fields.iter().map(|field| format!("{name}.{field}")).collect();
    said.near_or_known(None, &all)
}

/// `each` over something that is not a list.
pub fn each_over_text(name: &str) -> Diagnostic {
    Diagnostic::error("each-over-text", format!("`each` needs a list, and `{name}` is none"))
        .help("use `{{#if}}` to test whether there is an answer")
}

/// A helper that is not known.
pub fn unknown_helper(name: &str, near: Option<&str>) -> Diagnostic {
    let said = Diagnostic::error("unknown-helper", format!("there is no helper `{name}`"));
    match near {
        Some(_) => said.near_or_known(near, &[]),
        None => said.help("write a name without spaces, such as `{{name}}` or `{{mp.name}}`"),
    }
}

/// A name that was written with spaces in it; as it is written with `_`, and whether there is such a
/// question.
pub fn name_with_space(name: &str, id: &str, known: bool) -> Diagnostic {
    let and = if known { "" } else { ", and ask it under `questions`" };
    Diagnostic::error("unknown-helper", format!("`{{{{{name}}}}}` is a name with a space in it"))
        .help(format!("write `{{{{{id}}}}}`{and}"))
}

/// `{{#x}}` where `x` is a variable.
pub fn block_on_name(name: &str) -> Diagnostic {
    Diagnostic::error("block-on-name", format!("`{{{{#{name}}}}}` is not a block"))
        .help("use `{{#if …}}`, `{{#each …}}` or `{{#with …}}`")
}

/// Partials that include each other.
pub fn partial_cycle(path: &[String]) -> Diagnostic {
    let message = format!("partials include each other: {}", path.join(" → "));
    Diagnostic::error("partial-cycle", message).help("take one of the calls out")
}

/// A partial that a tag calls and that is not there.
pub fn no_such_partial(id: &str, near: Option<&str>, known: &[String]) -> Diagnostic {
    let said = no_such("partial", id, near, known);
    match near {
        Some(_) => said,
        None => said.help(format!("make the file partials/{id}.md.hbs, or take the tag out")),
    }
}

/// A source that a tag names and that is not there.
pub fn no_such(thing: &str, id: &str, near: Option<&str>, known: &[String]) -> Diagnostic {
    Diagnostic::error("unknown-id", format!("there is no {thing} `{id}`"))
        .near_or_known(near, known)
}

/// An answer that a tag compares with and that cannot be given.
pub fn no_such_answer(on: &str, answer: &str, known: &[String]) -> Diagnostic {
    Diagnostic::error("when", format!("`{answer}` is not an answer that `{on}` can have"))
        .near_or_known(None, known)
}

/// Signatories outside a joint response.
pub fn signatories_elsewhere() -> Diagnostic {
    Diagnostic::error("joint", "only a joint response has `signatories`")
        .help("a template for one person has `{{name}}`; one for several says `joint:` at its head")
}

/// HTML in the Markdown, or a placeholder such as `<your name>` that reads like it; as written.
pub fn raw_html(tag: &str) -> Diagnostic {
    let help = match (is_html(tag), tag.starts_with("<!--")) {
        (false, _) => "write an answer as `{{name}}`, and a plain `<` as `\\<`",
        (true, true) => "write a note as {{!-- note --}}",
        (true, false) => {
            "use Markdown: `*italic*`, `**bold**`, `- ` for lists; a plain `<` is `\\<`"
        }
    };
    Diagnostic::error("html", format!("HTML is not taken: `{tag}`")).help(help)
}

/// An image in the Markdown.
pub fn image() -> Diagnostic {
    Diagnostic::error("image", "images are not taken").help("describe it in words, or give a link")
}

/// A part whose number is none.
pub fn part_number() -> Diagnostic {
    Diagnostic::error("part-number", "the number of a part has letters, digits, dots and brackets")
        .help("write it as the consultation does, such as `number=\"3a\"`")
}

/// A link that a program would run or open on the reader's computer.
pub fn link(address: &str) -> Diagnostic {
    let scheme = address.split(':').next().unwrap_or_default();
    let scheme: String = scheme.chars().filter(|c| !c.is_whitespace()).collect();
    Diagnostic::error("link", format!("a link to `{scheme}:` is not taken"))
        .help("link to a page, `https://…`, or an address, `mailto:…`")
}

/// The same own words used twice in one template.
pub fn own_words_twice(id: &str) -> Diagnostic {
    let message = format!("the person's words in `{id}` are used twice");
    Diagnostic::error("own-words-twice", message)
        .help("use them once: they count once, and readers notice")
}
