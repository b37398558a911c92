//! The tags of a text, found without parsing them: where they stand, whether blocks are closed,
//! and what must not be handed to the parser at all.

use std::ops::Range;

use crate::limits;
use crate::template::faults::Tag as Wrong;

/// Most open tags that are told of one text.
const MOST_WRONG: usize = 20;

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Where it stands, braces included, in bytes.
    pub range: Range<usize>,
    /// What it does.
    pub kind: Kind,
}

impl Tag {
    /// What stands between its braces, without `~`.
    pub fn inside<'t>(&self, text: &'t str) -> &'t str {
        content(&text[self.range.clone()])
    }
}

/// What a tag does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{{!-- … --}}`.
    Comment,
    /// `{{#name …}}`.
    Open(String),
    /// `{{/name}}`.
    Close(String),
    /// `{{else}}`, `{{else if …}}`.
    Else,
    /// `{{> name}}`.
    Partial(String),
    /// Anything else: a variable or a helper.
    Plain,
}

/// The tags of a text, and what is wrong with them.
#[derive(Clone, Debug, Default)]
pub struct Tags {
    /// In the order of the text.
    pub tags: Vec<Tag>,
    /// What is wrong and where, in bytes.
    pub wrong: Vec<(Wrong, Range<usize>)>,
}

/// Finds the tags of a text.
pub fn scan(text: &str) -> Tags {
    let mut found = Tags::default();
    let mut open = Open::default();
    // Whether a `--}}` can still come; looked for once, not for every comment.
    let mut dashes = true;
    let mut at = 0;
    while let Some(start) = text[at..].find("{{").map(|next| at + next) {
        let slashes = text[at..start].bytes().rev().take_while(|b| *b == b'\\').count();
        if slashes == 1 {
            let four = text[start + 2..].starts_with("{{");
            at = start + if four { 4 } else { 2 };
            continue;
        }
        let Some(end) = tag_end(text, start, &mut dashes) else {
            found.wrong.push((Wrong::Open, start..start + 2));
            if found.wrong.len() >= MOST_WRONG || !text[start..].contains("}}") {
                break;
            }
            at = start + 2;
            continue;
        };
        let range = start..end;
        match classify(&text[range.clone()]) {
            Ok(kind) => {
                let kind = block_sign_forgotten(kind, &text[range.clone()], &open, |wrong| {
                    found.wrong.push((wrong, range.clone()));
                });
                if kind != Kind::Comment {
                    inside(text, &range, &mut found.wrong);
                }
                nest(&kind, &range, &mut open, &mut found.wrong);
                found.tags.push(Tag { range, kind });
            }
            Err(wrong) => found.wrong.push((wrong, range)),
        }
        at = end;
        // Nothing more is told of a text that is this wrong, and nothing more of it is read.
        if found.wrong.len() >= MOST_WRONG || found.wrong.iter().any(|w| w.0 == Wrong::TooNested) {
            return found;
        }
    }
    for (name, range) in open.blocks {
        found.wrong.push((Wrong::OpenBlock(name), range));
    }
    found
}

/// A text with every tag replaced by as many of a letter of one byte, so that places stay.
pub fn blank(text: &str, tags: &[Tag], by: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for tag in tags {
        out.push_str(&text[at..tag.range.start]);
        out.extend(text[tag.range.clone()].bytes().map(|b| if b == b'\n' { '\n' } else { by }));
        at = tag.range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// A tag that can be read in the place of one that cannot: as long, and of the same use to the
/// blocks round it. None where there is no such tag.
pub fn harmless(tag: &Tag, text: &str) -> Option<String> {
    let words = &text[tag.range.clone()];
    let head = match &tag.kind {
        Kind::Plain | Kind::Partial(_) | Kind::Comment => return Some(spaces(words)),
        Kind::Open(name) => match name.as_str() {
            "if" | "unless" => format!("{{{{#{name} 1"),
            "each" | "with" => format!("{{{{#{name} this"),
            _ => format!("{{{{#{name}"),
        },
        Kind::Else if content(words).starts_with("else if") => "{{else if 1".into(),
        Kind::Else => "{{else".into(),
        Kind::Close(_) => return None,
    };
    let room = words.len().checked_sub(head.len() + 2)?;
    let gap: String = words.bytes().filter(|b| *b == b'\n').map(char::from).collect();
    let gap = gap.get(..room.min(gap.len()))?.to_string();
    Some(format!("{head}{gap}{}}}}}", " ".repeat(room - gap.len())))
}

/// As many spaces as a text has bytes, its line breaks where they are.
pub fn spaces(text: &str) -> String {
    text.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect()
}

/// Puts a text of the same length in the place of another.
pub fn put(text: &mut String, range: &Range<usize>, new: &str) {
    text.replace_range(range.clone(), new);
}

/// Where the tag that starts here ends, when it does.
fn tag_end(text: &str, start: usize, dashes: &mut bool) -> Option<usize> {
    let rest = &text[start..];
    let after = |mark: &str| rest.find(mark).map(|at| start + at + mark.len());
    if rest.starts_with("{{!--") && *dashes {
        match after("--}}") {
            Some(end) => return Some(end),
            None => *dashes = false,
        }
    }
    if rest.starts_with("{{!") {
        return after("}}");
    }
    let braces = rest.bytes().take_while(|b| *b == b'{').count().min(4);
    let mut quote = None;
    let mut chars = rest.char_indices().skip(braces);
    while let Some((at, c)) = chars.next() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) if c == '\\' => drop(chars.next()),
            Some(_) => {}
            // A lone apostrophe or quotation mark opens nothing.
            None if matches!(c, '"' | '\'') && closes(&rest[at..], c) => quote = Some(c),
            None if rest[at..].starts_with("{{") => return None,
            None if rest[at..].starts_with("}}") => {
                let more = rest[at..].bytes().take_while(|b| *b == b'}').count();
                return Some(start + at + more.min(braces).max(2));
            }
            None => {}
        }
    }
    None
}

/// Whether a quotation mark is closed in its line.
fn closes(rest: &str, mark: char) -> bool {
    rest[1..].lines().next().is_some_and(|row| row.contains(mark))
}

/// The ids of the sources that a text cites, as it stands in a pack.
pub fn cited(text: &str) -> impl Iterator<Item = &str> {
    scan(text).tags.into_iter().filter_map(|tag| source_of(tag.inside(text)))
}

/// The id that a tag cites, given what stands between its braces.
pub fn source_of(inside: &str) -> Option<&str> {
    let id = inside.strip_prefix("cite")?.trim();
    id.strip_prefix(['"', '\''])?.strip_suffix(['"', '\''])
}

/// The text between the braces, without `~`.
fn content(tag: &str) -> &str {
    tag.trim_start_matches('{').trim_end_matches('}').trim_matches('~').trim()
}

fn classify(tag: &str) -> Result<Kind, Wrong> {
    if tag.starts_with("{{!") {
        return Ok(Kind::Comment);
    }
    if tag.starts_with("{{{") || content(tag).starts_with('{') {
        return Err(Wrong::ManyBraces);
    }
    let inner = content(tag);
    let word = |s: &str| s.split_whitespace().next().unwrap_or_default().to_string();
    if inner.starts_with('&') {
        return Err(Wrong::Ampersand);
    }
    if let Some(name) = inner.strip_prefix("#*").or_else(|| inner.strip_prefix('*')) {
        return Err(Wrong::Decorator(word(name)));
    }
    if inner.starts_with("#>") {
        return Err(Wrong::DynamicPartial);
    }
    if let Some(name) = inner.strip_prefix('>') {
        return partial(name).map(Kind::Partial);
    }
    if let Some(name) = inner.strip_prefix('#') {
        return Ok(Kind::Open(word(name)));
    }
    if let Some(name) = inner.strip_prefix('/') {
        return Ok(Kind::Close(name.trim().to_string()));
    }
    let first = word(inner);
    Ok(if first == "else" || inner.starts_with('^') { Kind::Else } else { Kind::Plain })
}

/// What a tag such as `{{if}}` and `{{if x}}` is meant to be; says so.
fn block_sign_forgotten(kind: Kind, tag: &str, open: &Open, tell: impl FnOnce(Wrong)) -> Kind {
    let inner = content(tag);
    let name = inner.split_whitespace().next().unwrap_or_default();
    if kind != Kind::Plain || !["if", "unless", "each", "with"].contains(&name) {
        return kind;
    }
    if inner != name && name != "with" {
        tell(Wrong::NoHash(inner.to_string()));
        return Kind::Open(name.to_string());
    }
    if inner == name && open.blocks.last().is_some_and(|(block, _)| block == name) {
        tell(Wrong::NoStroke(name.to_string()));
        return Kind::Close(name.to_string());
    }
    kind
}

/// The name of a partial, which must be spelt out.
fn partial(name: &str) -> Result<String, Wrong> {
    let name = name.trim_start();
    if name.starts_with(['(', '@', '.', '[']) {
        return Err(Wrong::DynamicPartial);
    }
    Ok(unquote(name.split_whitespace().next().unwrap_or_default()))
}

/// A name without quotation marks.
pub fn unquote(name: &str) -> String {
    name.trim_matches(['"', '\'']).to_string()
}

/// Looks for word processors' quotation marks and for brackets too deep, outside straight
/// quotation marks.
fn inside(text: &str, range: &Range<usize>, wrong: &mut Vec<(Wrong, Range<usize>)>) {
    let mut quote = None;
    let mut deep = 0_usize;
    for (at, c) in text[range.clone()].char_indices() {
        let at = range.start + at;
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if closes(&text[at..range.end], c) => quote = Some(c),
            (None, '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '«' | '»') => {
                wrong.push((Wrong::SmartQuotes(c), at..at + c.len_utf8()));
                return;
            }
            (None, '(' | '[' | '{') => deep += 1,
            (None, ')' | ']' | '}') => deep = deep.saturating_sub(1),
            _ => {}
        }
        if deep > limits::TAG_DEPTH {
            wrong.push((Wrong::TooNested, at..at + 1));
            return;
        }
    }
}

/// Blocks that are open, and the branches that they have had.
#[derive(Default)]
struct Open {
    blocks: Vec<(String, Range<usize>)>,
    branches: Vec<usize>,
}

impl Open {
    fn push(&mut self, name: &str, range: &Range<usize>) {
        self.blocks.push((name.to_string(), range.clone()));
        self.branches.push(0);
    }

    fn pop(&mut self) -> Option<(String, Range<usize>)> {
        self.branches.pop();
        self.blocks.pop()
    }

    fn deep(&self) -> usize {
        self.blocks.len() + self.branches.iter().sum::<usize>()
    }
}

/// Keeps the blocks that are open, and says what does not fit.
fn nest(
    kind: &Kind,
    range: &Range<usize>,
    open: &mut Open,
    wrong: &mut Vec<(Wrong, Range<usize>)>,
) {
    let before = open.deep();
    open_or_close(kind, range, open, wrong);
    let blocks = open.blocks.len();
    if open.deep() > before
        && (blocks == limits::TAG_DEPTH + 1 || open.deep() == limits::TAG_DEPTH_IN_ALL + 1)
    {
        wrong.push((Wrong::TooNested, range.clone()));
    }
}

fn open_or_close(
    kind: &Kind,
    range: &Range<usize>,
    open: &mut Open,
    wrong: &mut Vec<(Wrong, Range<usize>)>,
) {
    match kind {
        Kind::Open(name) => open.push(name, range),
        Kind::Else => match open.branches.last_mut() {
            Some(branches) => *branches += 1,
            None => wrong.push((Wrong::StrayElse, range.clone())),
        },
        Kind::Close(close) => match open.blocks.last() {
            None => wrong.push((Wrong::StrayClose(close.clone()), range.clone())),
            Some((name, _)) if name == close || close.is_empty() => {
                open.pop();
            }
            // The block was closed further out: those inside it were left open.
            Some(_) if open.blocks.iter().any(|(name, _)| name == close) => {
                while let Some((name, at)) = open.pop() {
                    if name == *close {
                        break;
                    }
                    wrong.push((Wrong::OpenBlock(name), at));
                }
            }
            Some((name, _)) => {
                let fault = Wrong::WrongClose { open: name.clone(), close: close.clone() };
                open.pop();
                wrong.push((fault, range.clone()));
            }
        },
        _ => {}
    }
}
