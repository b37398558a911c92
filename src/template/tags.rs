//! The tags of a text, found without parsing them: where they stand, whether blocks are closed,
//! and what must not be handed to the parser at all.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Values, fault};
use crate::limits;

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
    /// What is wrong, in the order in which it was found.
    pub wrong: Vec<Wrong>,
}

/// What is wrong with a text that has tags.
#[derive(Clone, Debug)]
pub struct Wrong {
    /// What.
    pub fault: Diagnostic,
    /// Where, in bytes.
    pub range: Range<usize>,
    /// Whether it is within one tag, without which the others can be read.
    pub is_apart: bool,
}

impl Wrong {
    fn new(fault: Diagnostic, range: &Range<usize>) -> Wrong {
        Wrong { fault, range: range.clone(), is_apart: false }
    }
}

/// Finds the tags of a text.
pub fn scan(text: &str) -> Tags {
    let mut scan = Scan::default();
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
        let Some((end, wrong)) = tag_end(text, start, &mut dashes) else {
            at = start + 2;
            scan.tell("tag-open", &[], &(start..at));
            if scan.found.wrong.len() >= MOST_WRONG || !text[start..].contains("}}") {
                break;
            }
            continue;
        };
        let (range, tag) = (start..end, &text[start..end]);
        at = end;
        match classify(tag) {
            Ok(kind) => {
                let kind = scan.meant(kind, tag, &range);
                scan.found.wrong.extend(wrong);
                scan.take(&kind, &range);
                scan.found.tags.push(Tag { range, kind });
            }
            Err(name) => {
                let word = first_word(content(tag).trim_start_matches(['#', '*']));
                let wrong = Wrong::new(fault(name, &[("name", &word)]), &range);
                scan.found.wrong.push(Wrong { is_apart: name != "tag-decorator", ..wrong });
            }
        }
        // Nothing more is told of a text that is this wrong, and nothing more of it is read.
        if scan.found.wrong.len() >= MOST_WRONG || scan.is_too_deep {
            return scan.found;
        }
    }
    scan.leave_open(0);
    scan.found
}

/// The first word of a text.
pub(crate) fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
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

/// Where the tag that starts here ends, when it does; and what is wrong inside it, outside straight
/// quotation marks: those of word processors, and brackets too deep.
fn tag_end(text: &str, start: usize, dashes: &mut bool) -> Option<(usize, Option<Wrong>)> {
    let rest = &text[start..];
    let after = |mark: &str| rest.find(mark).map(|at| (start + at + mark.len(), None));
    if rest.starts_with("{{!--") && *dashes {
        match after("--}}") {
            None => *dashes = false,
            end => return end,
        }
    }
    if rest.starts_with("{{!") {
        return after("}}");
    }
    let braces = rest.bytes().take_while(|b| *b == b'{').count().min(4);
    let (mut quote, mut deep, mut wrong) = (None, braces, None);
    let mut chars = rest.char_indices().skip(braces);
    while let Some((at, c)) = chars.next() {
        let here = start + at..start + at + c.len_utf8();
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (Some(_), '\\') => drop(chars.next()),
            (Some(_), _) => {}
            // A lone apostrophe or quotation mark opens nothing.
            (None, '"' | '\'') if closes(&rest[at..], c) => quote = Some(c),
            (None, '{') if rest[at..].starts_with("{{") => return None,
            (None, '}') if rest[at..].starts_with("}}") => {
                let more = rest[at..].bytes().take_while(|b| *b == b'}').count();
                return Some((here.start + more.min(braces).max(2), wrong));
            }
            (None, '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '«' | '»') => {
                let curly = Wrong::new(fault("tag-smart-quotes", &[("mark", &c)]), &here);
                wrong.get_or_insert(Wrong { is_apart: true, ..curly });
            }
            (None, '(' | '[' | '{') => deep += 1,
            (None, ')' | ']' | '}') => deep = deep.saturating_sub(1),
            _ => {}
        }
        if deep > limits::TAG_DEPTH && wrong.is_none() {
            wrong = Some(Wrong::new(fault("tag-too-nested", &[]), &here));
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
pub(crate) fn content(tag: &str) -> &str {
    tag.trim_start_matches('{').trim_end_matches('}').trim_matches('~').trim()
}

/// What a tag does; the name of the fault where it cannot be taken.
fn classify(tag: &str) -> Result<Kind, &'static str> {
    let inner = content(tag);
    if tag.starts_with("{{!") {
        return Ok(Kind::Comment);
    }
    if tag.starts_with("{{{") || inner.starts_with('{') {
        return Err("tag-many-braces");
    }
    let (first, rest) = inner.split_at(inner.chars().next().map_or(0, char::len_utf8));
    match first {
        "&" => Err("tag-ampersand"),
        "*" => Err("tag-decorator"),
        "#" if rest.starts_with('*') => Err("tag-decorator"),
        "#" if rest.starts_with('>') => Err("tag-dynamic-partial"),
        "#" => Ok(Kind::Open(first_word(rest).to_string())),
        "/" => Ok(Kind::Close(rest.trim().to_string())),
        "^" => Ok(Kind::Else),
        // The name of a partial must be spelt out.
        ">" if rest.trim_start().starts_with(['(', '@', '.', '[']) => Err("tag-dynamic-partial"),
        ">" => Ok(Kind::Partial(unquote(first_word(rest)))),
        _ if first_word(inner) == "else" => Ok(Kind::Else),
        _ => Ok(Kind::Plain),
    }
}

/// A name without quotation marks.
pub fn unquote(name: &str) -> String {
    name.trim_matches(['"', '\'']).to_string()
}

/// What was found so far in a text that is being scanned.
#[derive(Default)]
struct Scan {
    found: Tags,
    /// Blocks that are open: the name of each, where it opens, and how many branches it has had.
    blocks: Vec<(String, Range<usize>, usize)>,
    is_too_deep: bool,
}

impl Scan {
    fn tell(&mut self, name: &str, values: &Values<'_>, range: &Range<usize>) {
        self.found.wrong.push(Wrong::new(fault(name, values), range));
    }

    /// What a tag such as `{{if}}` and `{{if x}}` is meant to be; says so.
    fn meant(&mut self, kind: Kind, tag: &str, range: &Range<usize>) -> Kind {
        let written = content(tag);
        let name = first_word(written);
        if kind != Kind::Plain || !["if", "unless", "each", "with"].contains(&name) {
            return kind;
        }
        let values: &Values<'_> = &[("name", &name), ("written", &written)];
        if written != name && name != "with" {
            self.tell("tag-no-hash", values, range);
            return Kind::Open(name.to_string());
        }
        if written == name && self.blocks.last().is_some_and(|(block, ..)| block == name) {
            self.tell("tag-no-stroke", values, range);
            return Kind::Close(name.to_string());
        }
        kind
    }

    /// Opens or closes a block, and says what does not fit.
    fn take(&mut self, kind: &Kind, range: &Range<usize>) {
        match kind {
            Kind::Open(name) => self.blocks.push((name.clone(), range.clone(), 0)),
            Kind::Else => match self.blocks.last_mut() {
                Some((.., branches)) => *branches += 1,
                None => self.tell("tag-stray-else", &[], range),
            },
            Kind::Close(close) => return self.close(close, range),
            _ => return,
        }
        let deep = self.blocks.iter().map(|(.., branches)| 1 + branches).sum::<usize>();
        if self.blocks.len() > limits::TAG_DEPTH || deep > limits::TAG_DEPTH_IN_ALL {
            self.is_too_deep = true;
            self.tell("tag-too-nested", &[], range);
        }
    }

    fn close(&mut self, close: &str, range: &Range<usize>) {
        let closed = self.blocks.iter().rposition(|(name, ..)| name == close || close.is_empty());
        let Some(at) = closed else {
            return match self.blocks.pop() {
                None => self.tell("tag-stray-close", &[("name", &close)], range),
                Some((open, ..)) => {
                    self.tell("tag-wrong-close", &[("open", &open), ("close", &close)], range);
                }
            };
        };
        // Where the block was opened further out, those inside it were left open.
        self.leave_open(at + 1);
        self.blocks.pop();
    }

    /// Tells of the blocks from one on that they are not closed.
    fn leave_open(&mut self, from: usize) {
        for (name, range, _) in self.blocks.split_off(from) {
            self.tell("tag-open-block", &[("name", &name)], &range);
        }
    }
}
