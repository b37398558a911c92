//! A text with tags, wherever it stands: a whole file, or a value in YAML.

use std::cell::Cell;
use std::ops::Range;

use handlebars::template::{Template, TemplateElement};
use pulldown_cmark::{Event, Parser, Tag as Markup};

use crate::diagnostic::{Diagnostic, Faults, Location, fault};
use crate::document::address;
use crate::document::parse::is_entity;
use crate::source::faults::character;
use crate::source::text::{SourceText, Span};
use crate::source::yaml::Node;
use crate::template::tags::{self, Kind, Tag, Wrong};
use crate::text::html::is_html;
use crate::text::unseen;

/// Most tags of one text that the parser cannot read and that are told.
const MOST_UNREADABLE: usize = 20;

/// Most faults of the Markdown of one text.
const MOST: usize = 20;

/// Most work that the parser of tags is given for a pack. A letter takes some 100,000.
const MOST_WORK: usize = 200_000_000;

/// Work that the parser of tags was given for a pack: it counts lines from the top for every tag, so
/// its time grows with tags × bytes.
#[derive(Debug, Default)]
pub struct Budget(Cell<usize>);

impl Budget {
    /// Takes what a text needs; false when that is too much.
    fn take(&self, text: &str, tags: &[Tag]) -> bool {
        let work = text.len().saturating_mul(tags.len());
        self.0.set(self.0.get().saturating_add(work));
        self.0.get() <= MOST_WORK
    }
}

/// A text with tags, each read by itself, and the way back to where it stands.
#[derive(Debug)]
pub struct Piece<'a> {
    /// The text.
    pub text: SourceText,
    /// Its tags.
    pub tags: Vec<Tag>,
    /// What each of them says; none of one that says nothing, or cannot be read.
    pub(super) said: Vec<Option<TemplateElement>>,
    /// Whether its blocks fit together, so that it can be walked.
    pub is_whole: bool,
    /// The file in whose YAML it is a value, and which; none where it is a file.
    home: Option<(&'a SourceText, &'a Node)>,
}

impl<'a> Piece<'a> {
    /// A Markdown file, looked at by itself, or its body led by as many empty lines as the front
    /// matter had.
    pub fn file(file: &str, text: &str, budget: &Budget, faults: &Faults) -> Piece<'a> {
        let piece = Piece::new(file, text, None, budget, faults);
        piece.check_markdown(faults);
        piece
    }

    /// The value of a key.
    pub fn value(
        source: &'a SourceText,
        node: &'a Node,
        budget: &Budget,
        faults: &Faults,
    ) -> Piece<'a> {
        let text = node.text().unwrap_or_default();
        Piece::new(&source.file, text, Some((source, node)), budget, faults)
    }

    fn new(
        file: &str,
        text: &str,
        home: Option<(&'a SourceText, &'a Node)>,
        budget: &Budget,
        faults: &Faults,
    ) -> Piece<'a> {
        let text = SourceText::new(file, text);
        let found = tags::scan(&text.text);
        let is_whole = found.wrong.iter().all(|wrong| wrong.is_apart);
        let mut piece = Piece { text, tags: found.tags, said: Vec::new(), is_whole, home };
        if is_whole && !piece.tags.is_empty() {
            piece.read(&found.wrong, budget, faults);
        }
        for wrong in found.wrong {
            faults.push(wrong.fault.at(piece.place(wrong.range)));
        }
        piece
    }

    /// Reads each tag by itself, so that one that is wrong does not hide what is wrong with the
    /// others; a text without such a one is read as a whole too.
    fn read(&mut self, wrong: &[Wrong], budget: &Budget, faults: &Faults) {
        if !budget.take(&self.text.text, &self.tags) {
            faults.push(fault("tag-too-much", &[]).at(self.place(0..0)));
            self.is_whole = false;
            return;
        }
        let mut unreadable = Vec::new();
        for tag in &self.tags {
            let holds = |wrong: &Wrong| {
                tag.range.start <= wrong.range.start && wrong.range.end <= tag.range.end
            };
            let read = if wrong.iter().any(holds) { Ok(None) } else { read(tag, &self.text.text) };
            if read.is_err() {
                unreadable.push(tag.range.clone());
            }
            self.said.push(read.unwrap_or_default());
        }
        if unreadable.is_empty()
            && wrong.is_empty()
            && let Err(error) = Template::compile(&self.text.text)
        {
            let (line, column) = error.pos().unwrap_or((1, 1));
            let at = self.text.offset(line, column);
            unreadable.push(at..at);
        }
        for range in unreadable.into_iter().take(MOST_UNREADABLE) {
            faults.push(self.unreadable(range));
        }
    }

    /// A tag that the parser cannot read, told whole where it is short.
    fn unreadable(&self, range: Range<usize>) -> Diagnostic {
        let words = &self.text.text[range.clone()];
        let is_short = !words.is_empty() && words.chars().count() <= 60;
        let words = if is_short { format!(": `{words}`") } else { String::new() };
        fault("tag-unreadable", &[("tag", &words)]).at(self.place(range))
    }

    /// The place of a stretch of the text in its file.
    pub fn place(&self, range: Range<usize>) -> Location {
        match self.home {
            None => self.text.place(self.text.span_at(range.start, range.end)),
            Some((source, node)) => source.place(in_yaml(source, node, &self.text.text, range)),
        }
    }

    /// The place of a name in a tag, or of the tag.
    pub(super) fn name_place(&self, tag: usize, name: &str) -> Location {
        let Some(tag) = self.tags.get(tag) else { return self.place(0..0) };
        let found = whole_word(&self.text.text[tag.range.clone()], name);
        match found.map(|at| tag.range.start + at) {
            Some(at) => self.place(at..at + name.len()),
            None => self.place(tag.range.start..tag.range.start),
        }
    }

    /// The Markdown with its tags blanked by a letter of one byte.
    pub fn blank(&self, by: char) -> String {
        tags::blank(&self.text.text, &self.tags, by)
    }

    /// Reports what Markdown must not hold.
    pub fn check_markdown(&self, faults: &Faults) {
        let text = self.blank('x');
        if !text.contains(['<', '!', '&', ']']) {
            return;
        }
        // Where HTML was last told: what a word processor or a browser copied is one mistake.
        let mut told: Option<usize> = None;
        let wrong = Parser::new(&text).into_offset_iter().filter_map(|(event, range)| {
            let (kind, shown) = match event {
                // The opening tag has been told.
                Event::InlineHtml(tag) if tag.starts_with("</") && told.is_some() => return None,
                Event::Start(Markup::HtmlBlock) | Event::InlineHtml(_) => {
                    let shown = self.text.text[range.clone()].lines().next().unwrap_or_default();
                    let tag: String = shown.trim().chars().take(40).collect();
                    let name = match (is_html(&tag), tag.starts_with("<!--")) {
                        (false, _) => "html-answer",
                        (true, true) => "html-note",
                        (true, false) => "html",
                    };
                    let before = if name == "html-answer" { None } else { told.replace(range.end) };
                    let between = before.map(|end| &text[end.min(range.start)..range.start]);
                    if between.is_some_and(|text| text.matches('\n').count() < 3) {
                        return None;
                    }
                    (fault(name, &[("tag", &tag)]), tag.len())
                }
                Event::Start(Markup::Image { .. }) => (fault("image", &[]), range.len()),
                Event::Start(Markup::Link { dest_url, .. }) if address::is_foreign(&dest_url) => {
                    let scheme = dest_url.split(':').next().unwrap_or_default();
                    let scheme = scheme.replace(char::is_whitespace, "");
                    (fault("link", &[("scheme", &scheme)]), range.len())
                }
                Event::Text(words) if is_entity(&text[range.clone()], &words) => {
                    let refused = |c: &char| unseen::is_refused(*c) || unseen::turns(*c);
                    (character(words.chars().find(refused)?), range.len())
                }
                _ => return None,
            };
            // A block's range begins with its indentation; the place should not.
            let start = range.end - text[range.clone()].trim_start().len();
            Some(kind.at(self.place(start..(start + shown).min(range.end))))
        });
        faults.extend(wrong.take(MOST));
    }
}

/// What a tag says; of one that opens a block, or another branch on a condition, the block without
/// what is in it.
fn read(tag: &Tag, text: &str) -> Result<Option<TemplateElement>, ()> {
    let block = |inside: &str, name: &str| format!("{{{{#{inside}}}}}{{{{/{name}}}}}");
    let inside = tag.inside(text);
    let text = match &tag.kind {
        Kind::Comment | Kind::Close(_) => return Ok(None),
        Kind::Else if matches!(inside, "else" | "^") => return Ok(None),
        Kind::Else => match inside.strip_prefix("else") {
            Some(inside) => block(inside, tags::first_word(inside)),
            None => return Err(()),
        },
        Kind::Open(name) => block(inside.trim_start_matches('#'), name),
        Kind::Partial(_) | Kind::Plain => text[tag.range.clone()].to_string(),
    };
    let read = Template::compile(&text).map_err(drop)?;
    Ok(read.elements.into_iter().next())
}

/// Where a name stands on its own in the text of a tag.
fn whole_word(words: &str, name: &str) -> Option<usize> {
    let part_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    words.match_indices(name).map(|(at, _)| at).find(|at| {
        !words[..*at].chars().next_back().is_some_and(part_of_name)
            && !words[at + name.len()..].chars().next().is_some_and(part_of_name)
    })
}

/// Where a stretch of a value stands in YAML. Quotes, folding and indentation change white space and
/// escapes alone, so its first word, or its first sign, stands there as often before it.
fn in_yaml(source: &SourceText, node: &Node, value: &str, range: Range<usize>) -> Span {
    let start = source.offset(node.span.line, node.span.column);
    let (before, rest) = value.split_at_checked(range.start).unwrap_or((value, ""));
    let rest = rest.trim_start();
    let sign = rest.chars().next().map_or(0, char::len_utf8);
    let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let first = &rest[..word.max(sign)];
    let mut places = source.text[start..].match_indices(first);
    let at = places.nth(before.matches(first).count()).map_or(start, |(at, _)| start + at);
    let length = value.get(range).map_or(0, |words| words.chars().count());
    Span { length, ..source.span_at(at, at) }
}
