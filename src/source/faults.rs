//! What can be wrong with a file, its text and its YAML, and what to do about it.

use std::fmt;

use crate::diagnostic::{Diagnostic, Remedy};

/// What a value is, or should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// Text.
    Text,
    /// Yes or no.
    Truth,
    /// A whole number.
    Number,
    /// A list.
    List,
    /// Keys with values.
    Map,
    /// Nothing after the colon.
    Nothing,
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Shape::Text => "text",
            Shape::Truth => "`yes` or `no`",
            Shape::Number => "a whole number",
            Shape::List => "a list",
            Shape::Map => "keys with values",
            Shape::Nothing => "nothing",
        })
    }
}

/// What a file seems to be when it is not UTF-8 text, and what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotText(&'static str, &'static str);

const SAVE_AS: &str = "in your editor choose “Save as” and the encoding UTF-8";
const PLAIN: &str = "save it as plain text, encoding UTF-8";

impl NotText {
    /// Text in the encoding of older Windows programs.
    pub(super) const WINDOWS: NotText =
        NotText("this text is saved in an older Windows encoding, not as UTF-8", SAVE_AS);
    /// Text as UTF-16, "Unicode" in older Windows programs.
    pub(super) const UTF_16: NotText =
        NotText("this text is saved as UTF-16, not as UTF-8", SAVE_AS);
    /// A Word, Excel or zip file.
    pub(super) const OFFICE: NotText = NotText(
        "this is a Word, Excel or zip file, not a text file",
        "in Word choose “Save as”, “Plain text”, encoding UTF-8",
    );
    /// A PDF.
    pub(super) const PDF: NotText = NotText("this is a PDF, not a text file", PLAIN);
    /// Something else that is not text.
    pub(super) const BINARY: NotText = NotText("this is not a text file", PLAIN);
}

/// What stops YAML from being read, and what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Yaml(&'static str, &'static str);

const QUOTE_IT: &str = "put quotation marks round the whole value";

impl Yaml {
    /// A colon and a space inside a value without quotes.
    pub const COLON_IN_VALUE: Yaml = Yaml(
        "a colon and a space inside a value, or a line that does not line up",
        "put quotation marks round a value that has a colon in it, or line the line up",
    );
    /// A key without a colon behind it.
    pub const NO_COLON: Yaml = Yaml(
        "there is no colon behind the first word",
        "type a colon and a space behind it, as in `title: …`",
    );
    /// A key and its value with nothing between the colon and the value.
    pub const NO_SPACE_BEHIND_COLON: Yaml = Yaml(
        "there is no space behind the colon",
        "type a space behind the colon, as in `title: …`",
    );
    /// An item whose dash touches what follows.
    pub const NO_SPACE_BEHIND_DASH: Yaml =
        Yaml("there is no space behind the dash", "type a space behind the dash, as in `- id: …`");
    /// A dash that is not the one of the keyboard, or a dot, before an item.
    pub const LONG_DASH: Yaml = Yaml(
        "a list has another sign than `-` before its items",
        "type `-`, as it is on the keyboard, and a space",
    );
    /// A space from a web page that YAML takes for a letter.
    pub const ODD_SPACE: Yaml = Yaml(
        "a space that is not the one of the keyboard, as web pages have",
        "delete the spaces at the start of the line and type them again",
    );
    /// A tab where spaces are needed.
    pub const TAB: Yaml = Yaml("a tab where spaces are needed", "use spaces");
    /// A line starts too far left or right.
    pub const INDENT: Yaml = Yaml(
        "this line does not line up with the lines before it",
        "give it as many spaces at the start as the lines it belongs with",
    );
    /// An apostrophe that ends a value between single quotes.
    pub const APOSTROPHE: Yaml = Yaml(
        "the apostrophe ends the value, which stands between single quotation marks",
        "put double quotation marks (\") round the value, in place of the single ones",
    );
    /// A quote that is not closed.
    pub const OPEN_QUOTE: Yaml =
        Yaml("a quotation mark is opened and not closed", "add the closing quotation mark");
    /// Text after a closing quote.
    pub const AFTER_QUOTE: Yaml = Yaml(
        "text after the closing quotation mark",
        "put the quotation marks round the whole value",
    );
    /// A bracket or brace that is not closed, or a stray one.
    pub const BRACKET: Yaml = Yaml(
        "a bracket or brace that is not closed, or one too many",
        "give every `[` its `]` and every `{` its `}`",
    );
    /// A backslash that means nothing between double quotes.
    pub const ESCAPE: Yaml = Yaml(
        "a backslash that means nothing between double quotes",
        "use single quotation marks, or write the backslash twice",
    );
    /// A value that begins with a character that YAML keeps for itself.
    pub const FIRST_CHARACTER: Yaml = Yaml("a value cannot begin with this character", QUOTE_IT);
    /// `*` at the start of a value.
    pub const STAR: Yaml = Yaml("a value cannot begin with `*`", QUOTE_IT);
    /// `&` at the start of a value.
    pub const AMPERSAND: Yaml = Yaml("a value cannot begin with `&`", QUOTE_IT);
    /// `!` at the start of a value.
    pub const EXCLAMATION: Yaml = Yaml("a value cannot begin with `!`", QUOTE_IT);
    /// `{{` at the start of a value without quotes.
    pub const BRACES: Yaml = Yaml("a value that begins with `{{` needs quotation marks", QUOTE_IT);
    /// More keys and values than are taken.
    pub const TOO_MUCH: Yaml = Yaml("more keys and values than a pack can need", "split the pack");
    /// A second `---`.
    pub const SECOND_DOCUMENT: Yaml =
        Yaml("a second `---`: only one document can stand in a file", "take it out");
    /// Anything else.
    pub const OTHER: Yaml = Yaml(
        "this is not YAML as it can be read here",
        "compare the line and the one before it with a pack that works",
    );
}

/// A file over the limit, in bytes.
pub fn too_big(limit: usize) -> Diagnostic {
    Diagnostic::error("too-big", format!("the file is over {}", size(limit)))
}

/// A limit in words.
pub fn size(bytes: usize) -> String {
    match bytes {
        1_000_000.. => format!("{} MB", bytes / 1_000_000),
        _ => format!("{} KB", bytes / 1000),
    }
}

/// A line over the limit, in characters.
pub fn long_line(limit: usize) -> Diagnostic {
    Diagnostic::error("long-line", format!("the line has more than {limit} characters"))
        .help("break it into several")
}

/// A file without anything in it.
pub fn empty() -> Diagnostic {
    Diagnostic::error("empty-file", "the file is empty")
        .help("write it, or take the file away")
        .remedy(Remedy::BeginWithAPack)
}

/// A file that is not UTF-8 text.
pub(super) fn not_utf8(NotText(message, help): NotText) -> Diagnostic {
    Diagnostic::error("not-utf-8", message).help(help)
}

/// A character that must not stand in a text.
pub fn character(c: char) -> Diagnostic {
    let message = format!("a character that cannot be used in a text (U+{:04X})", c as u32);
    Diagnostic::error("character", message).help("delete it and type the text again")
}

/// YAML that cannot be read.
pub fn yaml(Yaml(message, help): Yaml) -> Diagnostic {
    Diagnostic::error("yaml", message).help(help)
}

/// Lists and keys nested over the limit.
pub fn too_deep() -> Diagnostic {
    Diagnostic::error("too-deep", "lists and keys stand more than 32 deep")
        .help("write it more simply")
}

/// A value between quotation marks of a word processor.
pub fn curly_quotes() -> Diagnostic {
    Diagnostic::error("curly-quotes", "the curly quotation marks round this value are part of it")
        .help("type straight ones (\"), or none")
        .warning()
}

/// A value that is cut at ` #`; what is lost.
pub fn cut_at_hash(rest: &str) -> Diagnostic {
    let message = format!("the value stops before ` #`: `{rest}` would be lost");
    Diagnostic::error("cut-at-hash", message)
        .help("put quotation marks round the value, or the comment on a line of its own")
}

/// A key given twice in the same place; the line of the first.
pub fn key_twice(key: &str, first: usize) -> Diagnostic {
    let message = format!("the key `{key}` is given twice, the first time in line {first}");
    Diagnostic::error("key-twice", message).help("take one of them out")
}

/// A key that is not known here.
pub fn unknown_key(key: &str, near: Option<&str>, known: &[String]) -> Diagnostic {
    Diagnostic::error("unknown-key", format!("the key `{key}` is not known here"))
        .near_or_known(near, known)
}

/// A key that must be there.
pub fn missing_key(key: &str) -> Diagnostic {
    Diagnostic::error("missing-key", format!("the key `{key}` is missing"))
        .help(format!("add a line `{key}: …`"))
}

/// A value of the wrong shape; `text` is what is there, if it is short.
pub fn wrong_shape(needed: Shape, found: Shape, text: &str) -> Diagnostic {
    let message = match text {
        "" => format!("this must be {needed}, not {found}"),
        text => format!("this must be {needed}, not `{text}`"),
    };
    let help = match (needed, found) {
        (Shape::Number, _) => Some("write digits alone, such as 300".into()),
        (Shape::Map, _) if text.contains('=') => Some(of_equals(text)),
        (Shape::Map, _) => Some(
            "write each as `name:` on a line, with its keys under it, two spaces further in".into(),
        ),
        (Shape::Text, Shape::List) => Some("write one text".into()),
        (Shape::Text, Shape::Map) => {
            Some("put quotation marks round a text with a colon in it".into())
        }
        (Shape::List, _) => Some(
            "put square brackets round it, or `- ` before each item on a line of its own".into(),
        ),
        (Shape::Truth, _) => Some("write `yes` or `no`".into()),
        (Shape::Text | Shape::Nothing, _) => None,
    };
    Diagnostic::error("wrong-shape", message).maybe_help(help)
}

/// `town = Exampleton` as it is written here.
fn of_equals(text: &str) -> String {
    let (id, answer) = text.split_once('=').unwrap_or((text, ""));
    let answer = answer.trim_matches(['=', ' ', '"', '\'']);
    format!("write `{{{}: {answer}}}`", id.trim())
}

/// A value that does not fit, in words of the reader that refused it.
pub fn value(words: impl Into<String>) -> Diagnostic {
    Diagnostic::error("value", words)
}
