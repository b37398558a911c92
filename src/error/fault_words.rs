//! The sentences of pack faults, in one voice: what is wrong. What to do is in `fault_hints`.

use std::fmt;

use super::fault::{FaultKind, NotText, Shape, Tag, Thing, Yaml};

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
        })
    }
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

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NotText::Windows1252 => "this text is saved in an older Windows encoding, not as UTF-8",
            NotText::Utf16 => "this text is saved as UTF-16, not as UTF-8",
            NotText::Office => "this is a Word, Excel or zip file, not a text file",
            NotText::Pdf => "this is a PDF, not a text file",
            NotText::Binary => "this is not a text file",
        })
    }
}

impl fmt::Display for Yaml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Yaml::ColonInValue => {
                "a colon and a space inside a value, or a line that does not line up"
            }
            Yaml::NoSpaceBehindColon => "there is no space behind the colon",
            Yaml::NoSpaceBehindDash => "there is no space behind the dash",
            Yaml::LongDash => "a list has another sign than `-` before its items",
            Yaml::OddSpace => "a space that is not the one of the keyboard, as web pages have",
            Yaml::Tab => "a tab where spaces are needed",
            Yaml::Indent => "this line does not line up with the lines before it",
            Yaml::Apostrophe => {
                "the apostrophe ends the value, which stands between single quotation marks"
            }
            Yaml::OpenQuote => "a quotation mark is opened and not closed",
            Yaml::AfterQuote => "text after the closing quotation mark",
            Yaml::Bracket => "a bracket or brace that is not closed, or one too many",
            Yaml::Escape => "a backslash that means nothing between double quotes",
            Yaml::FirstCharacter => "a value cannot begin with this character",
            Yaml::Star => "a value cannot begin with `*`",
            Yaml::Ampersand => "a value cannot begin with `&`",
            Yaml::Exclamation => "a value cannot begin with `!`",
            Yaml::Braces => "a value that begins with `{{` needs quotation marks",
            Yaml::TooMuch => "more keys and values than a pack can need",
            Yaml::SecondDocument => "a second `---`: only one document can stand in a file",
            Yaml::Other => "this is not YAML as it can be read here",
        })
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Tag::Open => f.write_str("`{{` without `}}`"),
            Tag::OpenBlock(name) => write!(f, "the block `{{{{#{name}}}}}` is not closed"),
            Tag::StrayClose(name) => {
                write!(f, "`{{{{/{name}}}}}` closes a block that is not open")
            }
            Tag::WrongClose { open, close } => {
                write!(f, "`{{{{/{close}}}}}` stands where `{{{{#{open}}}}}` must be closed first")
            }
            Tag::StrayElse => f.write_str("`{{else}}` outside a block"),
            Tag::ManyBraces => f.write_str("three or four braces in a row"),
            Tag::Ampersand => f.write_str("`{{&` is not taken"),
            Tag::DynamicPartial => f.write_str("a partial must be called by its name"),
            Tag::Decorator(name) => write!(f, "`{{{{*{name}}}}}` is not known"),
            Tag::SmartQuotes(mark) => write!(f, "a curly quotation mark ({mark}) inside a tag"),
            Tag::TooNested => f.write_str("blocks or brackets stand more than 32 deep"),
            Tag::TooMuch => f.write_str("more tags or repetitions than can be worked through"),
            Tag::Unreadable(tag) if tag.is_empty() => f.write_str("this tag cannot be read"),
            Tag::Unreadable(tag) => write!(f, "this tag cannot be read: `{tag}`"),
        }
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use FaultKind::*;
        match self {
            NotFound => f.write_str("no such file or folder"),
            NotAPack => f.write_str("this is neither a folder nor a zip file"),
            CannotRead(why) => write!(f, "cannot be read: {why}"),
            TooBig(limit) => write!(f, "the file is over {}", size(*limit)),
            TooBigInAll(limit) => write!(f, "the files are over {} in all", size(*limit)),
            TooManyFiles(limit) => write!(f, "the pack has more than {limit} files"),
            LeadsOutside => f.write_str("this leads outside the pack"),
            BadZip => f.write_str("this zip file is damaged or not a zip file"),
            Misnamed(_) => f.write_str("this file is left out because of its name"),
            NoPackFile => f.write_str("there is no `pack.yaml` here"),
            NoConcerns => f.write_str("this asks which concerns to choose, and the pack has none"),
            NoTemplate => f.write_str("the pack has no template"),
            ToConfirm(what) if what.is_empty() => f.write_str("nobody has confirmed this yet"),
            ToConfirm(what) => write!(f, "nobody has confirmed this yet: {what}"),
            LongLine(limit) => write!(f, "the line has more than {limit} characters"),
            TooMany(thing, limit) => write!(f, "there are more than {limit} of the {thing}s"),
            Empty => f.write_str("the file is empty"),
            NotUtf8(what) => fmt::Display::fmt(what, f),
            Character(c) => {
                write!(f, "a character that cannot be used in a text (U+{:04X})", *c as u32)
            }
            Yaml(what) => fmt::Display::fmt(what, f),
            TooDeep => f.write_str("lists and keys stand more than 32 deep"),
            CutAtHash(rest) => write!(f, "the value stops before ` #`: `{rest}` would be lost"),
            KeyTwice { key, first } => {
                write!(f, "the key `{key}` is given twice, the first time in line {first}")
            }
            UnknownKey { key, .. } => write!(f, "the key `{key}` is not known here"),
            MissingKey(key) => write!(f, "the key `{key}` is missing"),
            EmptyKey(key) => write!(f, "the key `{key}` has no value"),
            WrongShape { needed, found, text } if text.is_empty() => {
                write!(f, "this must be {needed}, not {found}")
            }
            WrongShape { needed, text, .. } => write!(f, "this must be {needed}, not `{text}`"),
            Value(words) => f.write_str(words),
            Register(words) => write!(f, "this register cannot be read: {words}"),
            _ => self.more(f),
        }
    }
}

impl FaultKind {
    /// The sentences about ids, questions and templates.
    fn more(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use FaultKind::*;
        match self {
            BadId { thing, id } => write!(f, "`{id}` cannot be the id of a {thing}"),
            IdTwice { thing, id, first: 0 } => write!(f, "there are two of the {thing} `{id}`"),
            IdTwice { thing, id, first } => {
                write!(f, "there are two of the {thing} `{id}`, the first in line {first}")
            }
            Unknown { thing, id, .. } => write!(f, "there is no {thing} `{id}`"),
            HelperName(id) => {
                write!(f, "`{id}` cannot be a question's id: a helper has that name")
            }
            Reserved(id) => {
                write!(f, "`{id}` cannot be a question's id: templates use the name already")
            }
            GroupName(id) => {
                write!(f, "`{id}` cannot be a question and the first half of `{id}.…` too")
            }
            NoOptions => f.write_str("the question has no options to choose from"),
            NeedlessOptions(kind) => {
                write!(f, "a question of kind `{kind}` has no use for options")
            }
            WhenLater { id, on } => write!(f, "`{id}` waits for `{on}`, which is asked later"),
            WhenNotAsked { id, on } => {
                write!(f, "`{id}` waits for `{on}`, which this template does not ask")
            }
            WhenAnswer { on, answer, .. } => {
                write!(f, "`{answer}` is not an answer that `{on}` can have")
            }
            AskedTwice(id) => write!(f, "`{id}` is listed twice"),
            NotAskedFor { destination, question } => {
                write!(f, "a document to `{destination}` needs `{question}`, which is not asked")
            }
            NotABody(id) => write!(f, "the question `{id}` does not ask for a body"),
            BadClosing(text) => write!(f, "`{text}` is not a day, nor a day and an hour"),
            BadDate { text, .. } => write!(f, "`{text}` is not a date that can be read here"),
            PastReview { id, by } => {
                write!(f, "`{id}` was to be looked at again by {}", by.strftime("%-d %B %Y"))
            }
            NoDate(id) => write!(f, "the source `{id}` has no `date`"),
            NoUrl(id) => write!(f, "the source `{id}` has no `url`"),
            NoScheme(_) => f.write_str("an address does not begin with `https://`"),
            HasClosed(day) => {
                write!(
                    f,
                    "this closed on {}, and the template does not say so",
                    day.strftime("%-d %B %Y")
                )
            }
            Example { id, fault } => write!(f, "the answer to `{id}` is not taken: {fault}"),
            Unused { thing, id } => write!(f, "nothing uses the {thing} `{id}`"),
            NoFrontMatter => f.write_str("the template does not begin with `---`"),
            OpenFrontMatter => f.write_str("the second `---` is missing"),
            NoBody => f.write_str("the template has no text under the second `---`"),
            Tag(what) => fmt::Display::fmt(what, f),
            UnknownName { name, .. } => write!(f, "there is no `{name}`"),
            NotAsked { name, template: None, .. } => {
                write!(f, "`{name}` is not asked by this template")
            }
            NotAsked { name, template: Some(template), .. } => {
                write!(
                    f,
                    "`{name}` is not asked by the template `{template}`, which uses this text"
                )
            }
            UnknownField { name, field, .. } => write!(f, "`{name}`: there is no `{field}`"),
            NotPrintable { name, .. } => write!(f, "`{name}` is more than one text"),
            EachOverText(name) => write!(f, "`each` needs a list, and `{name}` is none"),
            UnknownHelper { name, .. } => write!(f, "there is no helper `{name}`"),
            BlockOnName(name) => write!(f, "`{{{{#{name}}}}}` is not a block"),
            PartialCycle(path) => write!(f, "partials include each other: {}", path.join(" → ")),
            Joint(what) => fmt::Display::fmt(what, f),
            RawHtml(tag) => write!(f, "HTML is not taken: `{tag}`"),
            Image => f.write_str("images are not taken"),
            OwnWordsTwice(id) => write!(f, "the person's words in `{id}` are used twice"),
            Trial(what) => fmt::Display::fmt(what, f),
            Prose(what) => fmt::Display::fmt(what, f),
            AndMore => f.write_str("there are more faults than are shown"),
            // Every other variant is in `Display`.
            _ => Ok(()),
        }
    }
}

/// A limit in words.
fn size(bytes: usize) -> String {
    if bytes >= 1_000_000 {
        format!("{} MB", bytes / 1_000_000)
    } else {
        format!("{} KB", bytes / 1000)
    }
}
