//! The sentences of a text with tags as they may come out, under every branch of its `if`s, each
//! with the sources that it cites and the way back to where it stands.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex_lite::Regex;

use crate::check::lists::pattern;
use crate::template::tags::{self, Kind, Tag, content};

/// Stands before the id of a source that is cited.
const CITE: char = '⟦';

/// Stands after it.
const CITE_END: char = '⟧';

/// Most branches of a block that are looked at.
const MOST_BRANCHES: usize = 12;

/// Most characters written out for one text in all its branches.
const MOST_WORK: usize = 2_000_000;

/// A sentence as it may come out. What is filled in stands in square brackets.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its words.
    pub words: String,
    /// Ids of the sources that it cites.
    pub cites: Vec<String>,
    /// Whether it is a heading.
    pub heading: bool,
    /// Its characters as they stand in the text, and where, in bytes.
    raw: Vec<(char, usize)>,
}

impl Sentence {
    /// The sentence as it stands, Markdown included; [`Sentence::at`] leads back from it.
    pub fn text(&self) -> String {
        self.raw.iter().map(|(c, _)| *c).collect()
    }

    /// Where a stretch of [`Sentence::text`] stands in the text with tags, in bytes.
    pub fn at(&self, range: Range<usize>) -> Range<usize> {
        let text = self.text();
        let before = |end: usize| text[..end].chars().count();
        let within = &self.raw[before(range.start)..before(range.end)];
        let end = within.iter().map(|(c, at)| at + c.len_utf8()).max();
        within.first().zip(end).map_or(0..0, |((_, start), end)| *start..end)
    }

    /// Where it begins and ends in the text with tags, in bytes.
    pub fn whole(&self) -> Range<usize> {
        let letter = |(c, _): &&(char, usize)| c.is_alphanumeric();
        let start = self.raw.iter().find(letter).or(self.raw.first()).map_or(0, |(_, at)| *at);
        let end = self.raw.last().map_or(start, |(c, at)| at + c.len_utf8());
        start..end.max(start)
    }
}

/// The sentences of a text, under every branch of its `if`s, each once, with no more characters
/// written out than about `most`; and how many were.
pub fn sentences(text: &str, most: usize) -> (Vec<Sentence>, usize) {
    let pieces = pieces(text);
    let mut all: Vec<Sentence> = Vec::new();
    let mut seen = HashSet::new();
    let mut written = 0;
    let cost = text.len() + 8 * pieces.len();
    let times = (most.min(MOST_WORK) / cost.max(1)).max(1);
    for branches in ways(&pieces).take(times) {
        written += cost;
        for paragraph in paragraphs(&filled(&pieces, branches)) {
            let new = sentences_of(&paragraph).into_iter();
            all.extend(new.filter(|one| seen.insert((one.words.clone(), one.cites.clone()))));
        }
    }
    (all, written)
}

/// Which branch of each block comes out; the last where it has fewer.
#[derive(Clone, Copy, Debug)]
struct Branches {
    /// Of a block that is in no other.
    outer: usize,
    /// Of a block inside another.
    inner: usize,
    /// Whether blocks without `else` come out.
    there: bool,
}

/// A stretch of text with the tag behind it; the last has none.
#[derive(Debug)]
struct Segment<'t> {
    text: &'t str,
    /// Where the text begins, in bytes.
    at: usize,
    kind: Kind,
    /// What the tag says.
    tag: &'t str,
    /// The block that it opens.
    block: Option<Block>,
}

/// A block's last branch, and whether it has an `else`. One without has an empty branch, save
/// those that always come out.
#[derive(Clone, Copy, Debug)]
struct Block {
    last: usize,
    parted: bool,
    /// Whether it stands in another.
    inner: bool,
}

fn pieces(text: &str) -> Vec<Segment<'_>> {
    let mut all: Vec<Segment<'_>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    for Tag { range, kind } in tags::scan(text).tags {
        let tag = content(&text[range.clone()]);
        let mut block = None;
        match &kind {
            Kind::Open(name) => {
                let last = usize::from(!matches!(name.as_str(), "each" | "part"));
                block = Some(Block { last, parted: false, inner: !open.is_empty() });
                open.push(all.len());
            }
            Kind::Close(_) => drop(open.pop()),
            Kind::Else => {
                let block = open.last().and_then(|at| all.get_mut(*at)?.block.as_mut());
                if let Some(block) = block {
                    block.last += usize::from(tag.starts_with("else "));
                    block.parted = true;
                }
            }
            _ => {}
        }
        all.push(Segment { text: &text[at..range.start], at, kind, tag, block });
        at = range.end;
    }
    all.push(Segment { text: &text[at..], at, kind: Kind::Comment, tag: "", block: None });
    all
}

/// Every way of taking branches that makes a difference.
fn ways(pieces: &[Segment<'_>]) -> impl Iterator<Item = Branches> + use<> {
    let blocks = || pieces.iter().filter_map(|piece| piece.block);
    let most = |inner: bool| {
        let of = blocks().filter(|b| b.parted && b.inner == inner);
        of.map(|b| (b.last + 1).min(MOST_BRANCHES)).max().unwrap_or(1)
    };
    let (outer, inner) = (most(false), most(true));
    let absent = usize::from(blocks().any(|b| !b.parted && b.last > 0));
    let there =
        move |outer, inner| (0..=absent).map(move |n| Branches { outer, inner, there: n == 0 });
    (0..outer).flat_map(move |o| (0..inner).flat_map(move |i| there(o, i)))
}

/// A character as it may come out, and its place; a citation is one character.
type Placed = (char, usize);

/// The text with these branches, and values in square brackets.
fn filled(pieces: &[Segment<'_>], branches: Branches) -> Vec<Placed> {
    let mut out = Vec::new();
    // For each open block the branch it is at and the one to keep.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for Segment { text, at, kind, tag, block } in pieces {
        let kept = open.iter().all(|(at, keep)| at == keep);
        if kept {
            out.extend(text.char_indices().map(|(inside, c)| (c, at + inside)));
        }
        match kind {
            Kind::Open(_) => open.extend(block.map(|block| {
                let wanted = match (block.parted, block.inner) {
                    (false, _) => usize::from(!branches.there),
                    (true, false) => branches.outer,
                    (true, true) => branches.inner,
                };
                (0, wanted.min(block.last))
            })),
            Kind::Close(_) => drop(open.pop()),
            Kind::Else => open.iter_mut().rev().take(1).for_each(|(at, _)| *at += 1),
            Kind::Plain if kept => {
                let shown = match tags::source_of(tag) {
                    Some(id) => format!("{CITE}{id}{CITE_END}"),
                    None => format!("[{tag}]"),
                };
                out.extend(shown.chars().map(|c| (c, at + text.len())));
            }
            Kind::Plain | Kind::Comment | Kind::Partial(_) => {}
        }
    }
    out
}

/// The paragraphs of a text that is filled, each on one line. A list's item and a heading stand alone.
fn paragraphs(text: &[Placed]) -> Vec<Vec<Placed>> {
    let mut all: Vec<Vec<Placed>> = Vec::new();
    for line in text.split_inclusive(|(c, _)| *c == '\n') {
        let words: String = line.iter().map(|(c, _)| *c).collect();
        match all.last_mut().filter(|before| !is_heading(before) && !begins_anew(words.trim())) {
            Some(before) => before.extend(line),
            None => all.push(line.to_vec()),
        }
    }
    for paragraph in &mut all {
        paragraph.iter_mut().filter(|(c, _)| c.is_whitespace()).for_each(|(c, _)| *c = ' ');
        paragraph.dedup_by(|next, before| next.0 == ' ' && before.0 == ' ');
    }
    all
}

/// Whether a line begins something of its own: a blank line, a heading or a list's item.
fn begins_anew(line: &str) -> bool {
    static ANEW: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:$|[#|]|[-*+](?:[ \t]|$)|\d[.)])"));
    ANEW.is_match(line)
}

fn is_heading(text: &[Placed]) -> bool {
    text.iter().find(|(c, _)| !c.is_whitespace()).is_some_and(|(c, _)| *c == '#')
}

/// The sentences of a paragraph. What cites a source behind the last full stop goes to the next.
fn sentences_of(paragraph: &[Placed]) -> Vec<Sentence> {
    let heading = is_heading(paragraph);
    let (mut all, mut raw, mut cites) = (Vec::new(), Vec::new(), Vec::new());
    let mut chars = paragraph.iter().skip_while(|(c, _)| *c == ' ').copied().peekable();
    while let Some((c, at)) = chars.next() {
        if c == CITE {
            let id = chars.by_ref().map(|(c, _)| c).take_while(|c| *c != CITE_END);
            cites.push(id.collect());
        } else {
            raw.push((c, at));
        }
        let next = chars.peek().map(|(c, _)| *c);
        let stops = matches!(raw.last(), Some(('.' | '?' | '!', _)));
        if next.is_none() || stops && next == Some(' ') {
            all.extend(sentence(std::mem::take(&mut raw), &mut cites, heading));
        }
    }
    all
}

/// A sentence; none where there is no word in it. Its citations then go to the next.
fn sentence(mut raw: Vec<Placed>, cites: &mut Vec<String>, heading: bool) -> Option<Sentence> {
    raw.truncate(raw.iter().rposition(|(c, _)| *c != ' ').map_or(0, |last| last + 1));
    let text: String = raw.iter().map(|(c, _)| *c).collect();
    let words = text.trim().trim_start_matches(['#', '>', '*', ' ']).replace("**", "");
    words.contains(char::is_alphanumeric).then(|| Sentence {
        words,
        cites: std::mem::take(cites),
        heading,
        raw,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        sentences(text, MOST_WORK).0.into_iter().map(|s| s.words).collect()
    }

    #[test]
    fn every_branch_comes_out_once() {
        assert_eq!(
            words("{{#if a}}Half{{else if b}}Most{{else}}All{{/if}} of it went. Why?"),
            ["Half of it went.", "Why?", "Most of it went.", "All of it went."]
        );
        assert_eq!(words("It went{{#if a}} away{{/if}}."), ["It went away.", "It went."]);
        assert_eq!(words("{{#each concerns}}{{text}}{{/each}}"), ["[text]"]);
    }

    #[test]
    fn items_and_headings_stand_alone() {
        let text = "# Why it matters\nIt is\nhere:\n- one thing\n- another\n\nThe end";
        assert_eq!(
            words(text),
            ["Why it matters", "It is here:", "- one thing", "- another", "The end"]
        );
    }

    #[test]
    fn a_sentence_knows_its_sources_and_its_place() {
        let text = "Who?  In {{area.name}} it\n rose by 40%.{{cite \"plan\"}} Then not.";
        let (all, _) = sentences(text, MOST_WORK);
        assert_eq!(all[1].words, "In [area.name] it rose by 40%.");
        assert_eq!(all[1].cites, ["plan"]);
        assert_eq!(all[2].cites, [""; 0]);
        let found = all[1].text().find("40%").expect("it is there");
        assert_eq!(&text[all[1].at(found..found + 3)], "40%");
        assert_eq!(&text[all[1].whole()], "In {{area.name}} it\n rose by 40%.");
    }

    #[test]
    fn what_is_not_closed_does_no_harm() {
        for text in ["{{", "{{#if a}}b", "{{/if}}", "{{else}}", "}}", "{{#if a}}{{else}}", ""] {
            let _ = sentences(text, MOST_WORK);
        }
    }
}
