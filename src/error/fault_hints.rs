//! What to do about a fault of a pack. What is wrong is said in `fault_words`.

use super::fault::{FaultKind, NotText, Shape, Tag, Thing, Yaml};

impl FaultKind {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        use FaultKind::*;
        let words = match self {
            NotAPack => "give the folder that holds `pack.yaml`, or a zip of it",
            LeadsOutside => "copy the file into the pack",
            BadZip => "make the zip again from the pack's folder",
            Misnamed(right) => {
                return Some(format!(
                    "call it `{right}`; if that is what you see, let your computer show the endings of file names"
                ));
            }
            NoPackFile => {
                "check that this is the pack's folder; the README shows a pack in a few lines"
            }
            NoConcerns => "add `concerns:` to pack.yaml, or take `concerns` out of `questions`",
            NoTemplate => "add a file such as `letter.md.hbs`",
            NotUtf8(NotText::Windows1252 | NotText::Utf16) => {
                "in your editor choose “Save as” and the encoding UTF-8"
            }
            NotUtf8(NotText::Office) => "in Word choose “Save as”, “Plain text”, encoding UTF-8",
            NotUtf8(_) => "save it as plain text, encoding UTF-8",
            Character(_) => "delete it and type the text again",
            Yaml(what) => return yaml_hint(*what),
            LongLine(_) => "break it into several",
            TooMany(..) => "split the pack",
            CutAtHash(_) => {
                "put quotation marks round the value, or the comment on a line of its own"
            }
            KeyTwice { .. } => "take one of them out",
            TooDeep => "write it more simply",
            EmptyKey(_) => "write a value after the colon, or take the key out",
            WrongShape { needed: Shape::Number, .. } => "write digits alone, such as 300",
            WrongShape { needed: Shape::Map, text, .. } if text.contains('=') => {
                return Some(of_equals(text));
            }
            WrongShape { needed: Shape::Map, .. } => {
                "write each as `name:` on a line, with its keys under it, two spaces further in"
            }
            WrongShape { needed: Shape::Text, found: Shape::List, .. } => "write one text",
            WrongShape { needed: Shape::List, .. } => {
                "put square brackets round it, or `- ` before each item on a line of its own"
            }
            WrongShape { needed: Shape::Text, found: Shape::Map, .. } => {
                "put quotation marks round a text with a colon in it"
            }
            BadId { thing: Thing::Pack, id } => return rename_folder(id),
            BadId { thing: Thing::Question, .. } => {
                "use small letters, digits and `_`, with a dot between group and name"
            }
            BadId { .. } => "use small letters, digits and hyphens",
            IdTwice { .. } => "give one of them another id",
            Unknown { thing: Thing::Question, id, .. } if id.contains(' ') => {
                "put a comma between the ids of two questions; an id has no space in it"
            }
            Unknown { thing: Thing::Language, near: None, .. } => {
                "write en or cy, or put its months and days in a languages.yaml (CONTRIBUTING.md says how)"
            }
            HelperName(_) | Reserved(_) | GroupName(_) => "choose another id",
            NoOptions => "add `options:` with a line for each answer",
            NeedlessOptions(_) => "set `kind: choice`, or take the options out",
            WhenLater { .. } => "move that question before this one",
            AskedTwice(_) => "take one of them out",
            BadClosing(_) => "write 2026-11-27, or 2026-11-27 17:00 where the hour is known",
            BadDate { text, .. } if days_of(text).is_some() => return days_of(text),
            BadDate { day: true, .. } => "write the day as 2026-11-21",
            BadDate { .. } => "write the date as 2026-11-21, 2026-11 or 2026",
            PastReview { .. } => "check that it still holds, then move `review_by` and `checked`",
            NoDate(_) => "add the day, month or year in which it was published",
            NoUrl(_) => "add the address where it can be read",
            NoScheme(url) => return Some(format!("write `https://{url}`")),
            HasClosed(_) => {
                "say in the title that it is closed, take the template out, or mend the day"
            }
            Empty => "write it, or take the file away; `sayso new NAME` makes a pack to look at",
            Unused { .. } => "use it, or take it out",
            NoFrontMatter => {
                "begin the file with its front matter: a line `---`, lines such as `title: …` and `questions: …`, and `---` again"
            }
            OpenFrontMatter => {
                "put a line `---` between the front matter (the lines such as `title: …`) and the text"
            }
            NoBody => "write the text under it",
            Tag(what) => return tag_hint(what),
            EachOverText(_) => "use `{{#if}}` to test whether there is an answer",
            BlockOnName(_) => "use `{{#if …}}`, `{{#each …}}` or `{{#with …}}`",
            PartialCycle(_) => "take one of the calls out",
            Joint(what) => what.hint(),
            UnknownName { near: None, .. } => {
                "names are ids of questions: ask it under `questions`, or take it out"
            }
            UnknownHelper { near: None, .. } => {
                "write a name without spaces, such as `{{name}}` or `{{mp.name}}`"
            }
            RawHtml(tag) if !is_html(tag) => {
                "write an answer as `{{name}}`, and a plain `<` as `\\<`"
            }
            RawHtml(tag) if tag.starts_with("<!--") => "write a note as {{!-- note --}}",
            RawHtml(_) => {
                "use Markdown: `*italic*`, `**bold**`, `- ` for lists; a plain `<` is `\\<`"
            }
            Image => "describe it in words, or give a link",
            OwnWordsTwice(_) => "use them once: they count once, and readers notice",
            Trial(what) => return Some(what.flaw.hint()),
            Prose(what) => return Some(what.hint()),
            AndMore => "mend these and check again",
            _ => return self.hint_with_names(),
        };
        Some(words.to_string())
    }

    /// Hints that name a neighbour or what is known.
    fn hint_with_names(&self) -> Option<String> {
        use FaultKind::*;
        match self {
            UnknownKey { near, known, .. } | Unknown { near, known, .. } => {
                near_or_known(near.as_deref(), known)
            }
            MissingKey(key) => Some(format!("add a line `{key}: …`")),
            WrongShape { needed: Shape::Truth, .. } => Some("write `yes` or `no`".into()),
            WhenAnswer { known, .. } => near_or_known(None, known),
            WhenNotAsked { on, .. } => Some(format!("add `{on}` to `questions`, before it")),
            NotAskedFor { question, .. } => Some(format!("add `{question}` to `questions`")),
            NotABody(_) => Some("name a destination, or a question of kind `body`".into()),
            NotAsked { question, template: None, .. } => {
                Some(format!("add `{question}` to `questions`"))
            }
            NotAsked { question, template: Some(_), .. } => Some(format!(
                "add `{question}` to that template's `questions`, or put `{{{{#if {question}}}}}` round it"
            )),
            UnknownName { near, .. } | UnknownHelper { near, .. } => {
                near.as_ref().map(|near| format!("did you mean `{near}`?"))
            }
            UnknownField { known, .. } if known.is_empty() => {
                Some("take the dot and what follows it out".into())
            }
            UnknownField { field, known, .. } => near_or_known(
                crate::diagnostic::near(field, known.iter().map(String::as_str)).as_deref(),
                known,
            ),
            NotPrintable { name, fields } if fields.is_empty() => {
                Some(format!("use `{{{{list {name}}}}}`"))
            }
            NotPrintable { name, .. } if name == "signatories" => {
                Some("use `{{#each signatories}}{{name}}{{/each}}`".into())
            }
            NotPrintable { name, fields } => {
                let all: Vec<String> = fields.iter().map(|x| format!("{name}.{x}")).collect();
                near_or_known(None, &all)
            }
            _ => None,
        }
    }
}

/// What to call a folder so that its name can be a pack's id.
fn rename_folder(id: &str) -> Option<String> {
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
    Some(format!("rename the folder to `{name}`: small letters, digits and hyphens"))
}

/// How many days a month has, where a date names one too many.
fn days_of(text: &str) -> Option<String> {
    let mut parts = text.trim().splitn(3, '-');
    let (year, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let day: i8 = parts.next()?.parse().ok()?;
    let first = jiff::civil::Date::new(year, month, 1).ok()?;
    let days = first.days_in_month();
    (day > days).then(|| format!("{} has {days} days", first.strftime("%B %Y")))
}

/// `town = Exampleton` as it is written here.
fn of_equals(text: &str) -> String {
    let (id, answer) = text.split_once('=').unwrap_or((text, ""));
    let answer = answer.trim_matches(['=', ' ', '"', '\'']);
    format!("write `{{{}: {answer}}}`", id.trim())
}

fn yaml_hint(what: Yaml) -> Option<String> {
    let words = match what {
        Yaml::ColonInValue => {
            "put quotation marks round a value that has a colon in it, or line the line up"
        }
        Yaml::NoSpaceBehindColon => "type a space behind the colon, as in `title: …`",
        Yaml::NoSpaceBehindDash => "type a space behind the dash, as in `- id: …`",
        Yaml::LongDash => "type `-`, as it is on the keyboard, and a space",
        Yaml::OddSpace => "delete the spaces at the start of the line and type them again",
        Yaml::Tab => "use spaces",
        Yaml::Indent => "give it as many spaces at the start as the lines it belongs with",
        Yaml::Apostrophe => {
            "put double quotation marks (\") round the value, in place of the single ones"
        }
        Yaml::OpenQuote => "add the closing quotation mark",
        Yaml::AfterQuote => "put the quotation marks round the whole value",
        Yaml::Bracket => "give every `[` its `]` and every `{` its `}`",
        Yaml::Escape => "use single quotation marks, or write the backslash twice",
        Yaml::FirstCharacter | Yaml::Star | Yaml::Ampersand | Yaml::Exclamation | Yaml::Braces => {
            "put quotation marks round the whole value"
        }
        Yaml::TooMuch => "split the pack",
        Yaml::SecondDocument => "take it out",
        Yaml::Other => "compare the line and the one before it with a pack that works",
    };
    Some(words.to_string())
}

fn tag_hint(what: &Tag) -> Option<String> {
    let words = match what {
        Tag::Open => "add `}}`, or write `\\{{` for two braces as they are",
        Tag::OpenBlock(name) => return Some(format!("add `{{{{/{name}}}}}`")),
        Tag::StrayClose(_) => "take it out, or open the block",
        Tag::WrongClose { open, .. } => return Some(format!("put `{{{{/{open}}}}}` before it")),
        Tag::StrayElse => "put it between `{{#if …}}` and `{{/if}}`",
        Tag::ManyBraces | Tag::Ampersand => "use two braces: `{{name}}` is right everywhere",
        Tag::DynamicPartial => "write `{{> name}}`",
        Tag::Decorator(_) => "put the text into a file under `partials/`",
        Tag::SmartQuotes(_) => "type a straight one: \"",
        Tag::TooNested | Tag::TooMuch => "write it more simply, or split it",
        Tag::Unreadable(_) => "a tag looks like `{{name}}`, `{{#if name}}` or `{{date dated}}`",
    };
    Some(words.to_string())
}

/// "did you mean", or what there is when that is short.
fn near_or_known(near: Option<&str>, known: &[String]) -> Option<String> {
    if let Some(near) = near {
        return Some(format!("did you mean `{near}`?"));
    }
    match known {
        [] => None,
        [one] => Some(format!("`{one}`")),
        some if some.len() <= 16 => {
            let all: Vec<String> = some.iter().map(|x| format!("`{x}`")).collect();
            Some(format!("one of {}", all.join(", ")))
        }
        _ => None,
    }
}

/// Whether a tag is one of HTML, not a placeholder such as `<your name>`.
fn is_html(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let known = [
        "a",
        "abbr",
        "b",
        "blockquote",
        "body",
        "br",
        "center",
        "cite",
        "code",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "em",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "hr",
        "html",
        "i",
        "img",
        "ins",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "script",
        "section",
        "small",
        "span",
        "strong",
        "style",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "tr",
        "u",
        "ul",
    ];
    tag.starts_with("<!") || known.contains(&name.to_ascii_lowercase().as_str())
}
