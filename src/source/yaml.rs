//! YAML with places: one pass over the parser's events that refuses what must not be read and
//! keeps where each key and value stands. Scalars stay as written; what they mean is decided
//! by who reads them (`typed`).

use std::collections::HashMap;
use std::sync::LazyLock;

use regex_lite::Regex;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError};

use crate::diagnostic::{Diagnostic, Faults, fault};
use crate::limits;
use crate::source::faults::{self, Shape};
use crate::source::text::{SourceText, Span};
use crate::text::unseen;

/// Most faults of a file that are told.
const MOST_FAULTS: usize = 200;

/// How many lines before the parser's place a bracket may have been left open.
const LOOK_BACK: usize = 10;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it starts.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// A value as written.
#[derive(Clone, Debug)]
pub enum Value {
    /// Text, number, yes or no: not told apart here.
    Scalar {
        /// The text, quotes and folding undone.
        text: String,
        /// Whether it is written without quotes.
        is_plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// Keys with values, in the order written.
    Map(Vec<(Key, Node)>),
}

/// A key and where it stands.
#[derive(Clone, Debug)]
pub struct Key {
    /// The key.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Node {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|(_, node)| node)
    }

    /// A key and its value.
    pub fn entry(&self, key: &str) -> Option<&(Key, Node)> {
        match &self.value {
            Value::Map(map) => map.iter().find(|(k, _)| k.text == key),
            _ => None,
        }
    }

    /// The items of a list; none for anything else.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The keys and values of a map; none for anything else.
    pub fn entries(&self) -> &[(Key, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The text of a scalar that is not nothing.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } if !self.is_null() => Some(text),
            _ => None,
        }
    }

    /// Whether nothing stands here: `key:`, `~` or `null`.
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, is_plain: true }
            if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// What it is.
    pub fn shape(&self) -> Shape {
        match &self.value {
            _ if self.is_null() => Shape::Nothing,
            Value::Scalar { .. } => Shape::Text,
            Value::List(_) => Shape::List,
            Value::Map(_) => Shape::Map,
        }
    }
}

/// Reads YAML; with faults that leave it readable (a key given twice) and those that do not.
/// `None` when nothing can be read or nothing is there.
pub fn read(source: &SourceText, faults: &Faults) -> Option<Node> {
    let mut reader =
        Reader { source, faults, open: Vec::new(), root: None, nodes: 0, last_plain: None };
    let mut parser = Parser::new_from_str(&source.text);
    while let Some(event) = parser.next_event() {
        let step = match event {
            Ok((event, span)) => reader.take(event, &span),
            Err(error) => Err(reader.scan_fault(&error)),
        };
        if let Err(fault) = step {
            reader.faults.push(*fault);
            return None;
        }
    }
    reader.cut_at_hash();
    reader.root
}

/// A list or map that is not closed yet.
enum Open {
    List(Span, Vec<Node>),
    Map(Span, Vec<(Key, Node)>, Option<Key>),
}

struct Reader<'a> {
    source: &'a SourceText,
    faults: &'a Faults,
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    /// The last text without quotes and where it ends, line and column from 1 and 0: only what
    /// ends its line can be cut at ` #`.
    last_plain: Option<(String, usize, usize)>,
}

/// What comes of an event: why nothing more can be read, where that is so.
type Step = Result<(), Box<Diagnostic>>;

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, at: &saphyr_parser::Span) -> Step {
        let span = Span {
            line: at.start.line(),
            column: at.start.col() + 1,
            length: at.end.index().saturating_sub(at.start.index()),
        };
        let (has_anchor, has_tag) = match &event {
            Event::Scalar(.., anchor, tag)
            | Event::SequenceStart(anchor, tag)
            | Event::MappingStart(anchor, tag) => (*anchor != 0, tag.is_some()),
            _ => (false, false),
        };
        let refused = match event {
            Event::Alias(_) => Some("yaml-star"),
            Event::DocumentStart(_) if self.root.is_some() => Some("yaml-second-document"),
            _ if has_anchor => Some("yaml-ampersand"),
            _ if has_tag => Some("yaml-exclamation"),
            _ => None,
        };
        if let Some(name) = refused {
            return Err(self.fault(name, span));
        }
        match event {
            Event::Scalar(text, style, ..) => {
                self.scalar(text.into_owned(), style, span, &at.end)?
            }
            Event::SequenceStart(..) => self.start(Open::List(span, Vec::new()), span)?,
            Event::MappingStart(..) => self.start(Open::Map(span, Vec::new(), None), span)?,
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            _ => {}
        }
        Ok(())
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, span: Span, end: &Marker) -> Step {
        self.count(span)?;
        // What a file must not hold must not come out of `"\e"` either.
        if let Some(c) = text.chars().find(|c| unseen::is_refused(*c)) {
            return Err(Box::new(faults::character(c).at(self.source.place(span))));
        }
        if let Some(Open::Map(_, _, key @ None)) = self.open.last_mut() {
            *key = Some(Key { text, span });
            return Ok(());
        }
        let is_plain = style == ScalarStyle::Plain;
        // The line break behind a block is not meant.
        let text = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => text.trim_end_matches('\n').into(),
            _ => text,
        };
        if is_plain {
            self.last_plain = Some((text.clone(), end.line(), end.col()));
            // What a person says may well be a quotation.
            let is_told = !self.source.is_private && self.faults.count() < MOST_FAULTS;
            if is_told && in_curly_quotes(&text) {
                self.faults.push(fault("curly-quotes", &[]).at(self.source.place(span)));
            }
        }
        self.close(Node { span, value: Value::Scalar { text, is_plain } });
        Ok(())
    }

    fn start(&mut self, open: Open, span: Span) -> Step {
        self.count(span)?;
        // A map as a key is `{{name}}` without quotes: YAML reads two maps in each other.
        if let Some(Open::Map(outer, _, None)) = self.open.last() {
            let has_braces = self.source.line(outer.line).contains("{{");
            return Err(self.fault(if has_braces { "yaml-braces" } else { "yaml-other" }, *outer));
        }
        if self.open.len() == limits::YAML_DEPTH {
            return Err(self.fault("too-deep", span));
        }
        self.open.push(open);
        Ok(())
    }

    fn end(&mut self) {
        let node = match self.open.pop() {
            Some(Open::List(span, items)) => Node { span, value: Value::List(items) },
            Some(Open::Map(span, entries, _)) => {
                Node { span, value: Value::Map(self.first_of_each(entries)) }
            }
            None => return,
        };
        self.close(node);
    }

    /// Puts a whole value where it belongs.
    fn close(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, key)) => {
                if let Some(key) = key.take() {
                    entries.push((key, node));
                }
            }
        }
    }

    /// The entries without keys that are given a second time, which are told.
    fn first_of_each(&self, mut entries: Vec<(Key, Node)>) -> Vec<(Key, Node)> {
        let mut first = HashMap::with_capacity(entries.len());
        entries.retain(|(key, _)| {
            let at = *first.entry(key.text.clone()).or_insert(key.span);
            if at != key.span && self.faults.count() <= MOST_FAULTS {
                let kind = fault("key-twice", &[("key", &key.text), ("first", &at.line)]);
                self.faults.push(kind.at(self.source.place(key.span)));
            }
            at == key.span
        });
        entries
    }

    fn count(&mut self, span: Span) -> Step {
        match &self.last_plain {
            Some((_, line, _)) if *line < span.line => self.cut_at_hash(),
            _ => self.last_plain = None,
        }
        self.nodes += 1;
        if self.nodes > limits::YAML_NODES {
            return Err(self.fault("yaml-too-much", span));
        }
        Ok(())
    }

    /// `name: Save our park #Tag` loses its end; `# a comment` after several words may.
    fn cut_at_hash(&mut self) {
        let Some((text, line, column)) = self.last_plain.take() else { return };
        if self.faults.count() >= MOST_FAULTS {
            return;
        }
        let rest: String = self.source.line(line).chars().skip(column).collect();
        let spaces = rest.chars().take_while(|c| c.is_whitespace()).count();
        let comment = rest.trim();
        let Some(after) = comment.strip_prefix('#') else { return };
        let words = text.split_whitespace().count();
        let joined = after.starts_with(|c: char| c.is_alphanumeric());
        // `Save #MillLane` is a name cut in two; `kind: text #note` is a word with a note.
        let named = words >= 2 || text.starts_with(char::is_uppercase);
        let is_error = joined && named;
        let is_warning = !joined && spaces == 1 && words >= 4;
        if !is_error && !is_warning {
            return;
        }
        let column = column + spaces + 1;
        let span = Span { line, column, length: comment.chars().count() };
        let rest: String = match self.source.is_private {
            true => "…".into(),
            false => comment.chars().take(60).collect(),
        };
        let fault = fault("cut-at-hash", &[("rest", &rest)]).at(self.source.place(span));
        self.faults.push(if is_error { fault } else { fault.warning() });
    }

    fn fault(&self, name: &str, span: Span) -> Box<Diagnostic> {
        Box::new(fault(name, &[]).at(self.source.place(span)))
    }

    /// The parser stops lines after a bracket that is not closed; it is shown instead.
    fn open_bracket(&self, line: usize) -> Option<Span> {
        (line.saturating_sub(LOOK_BACK).max(1)..=line).rev().find_map(|at| {
            let row = self.source.line(at);
            let value = value_of(row);
            let after = (at + 1..=line).map(|later| brackets_open(self.source.line(later)));
            let starts = value.starts_with(['[', '{']) && !value.starts_with("{{");
            (starts && brackets_open(value) + after.sum::<i32>() > 0).then(|| {
                let column = row.chars().count() - value.chars().count() + 1;
                Span { line: at, column, length: value.chars().count() }
            })
        })
    }

    /// What a parser's error means for somebody who writes YAML by hand.
    fn scan_fault(&self, error: &ScanError) -> Box<Diagnostic> {
        let marker = error.marker();
        let mut span = Span { line: marker.line(), column: marker.col() + 1, length: 0 };
        // At the end of the file there is nothing to show.
        while span.line > 1 && self.source.line(span.line).trim().is_empty() {
            span = Span { line: span.line - 1, column: usize::MAX, length: 0 };
        }
        if error.info().contains("recursion limit") {
            return self.fault("too-deep", span);
        }
        if let Some(open) = self.open_bracket(span.line) {
            return self.fault("yaml-bracket", open);
        }
        let row = self.source.line(span.line);
        span.column = span.column.min(row.chars().count() + 1);
        // What confuses a parser often stands in the line above.
        let above = span.line.saturating_sub(1);
        for line in [span.line, above] {
            if let Some((slip, column)) = of_line(self.source.line(line)) {
                return self.fault(slip, Span { line, column, length: 1 });
            }
        }
        // A parser stops at the key below, or at the end, above which there is one.
        for (line, beside) in [(above, span.line), (span.line, above)] {
            let (row, beside) = (self.source.line(line), self.source.line(beside));
            if let Some(column) = no_colon(row, beside) {
                return self.fault("yaml-no-colon", Span { line, column, length: 1 });
            }
        }
        let said = format!("{}\n{}", value_of(row), error.info());
        let kind = MESSAGES.iter().find(|(_, pattern)| pattern.is_match(&said));
        let kind = kind.map_or("yaml-other", |(kind, _)| kind);
        if kind == "yaml-braces"
            && let Some(at) = row.find("{{")
        {
            span.column = row[..at].chars().count() + 1;
            span.length = row[at..].chars().count();
        }
        self.fault(kind, span)
    }
}

/// How many more brackets a line opens than it closes.
fn brackets_open(value: &str) -> i32 {
    value.chars().fold(0, |open, c| match c {
        '[' | '{' => open + 1,
        ']' | '}' => open - 1,
        _ => open,
    })
}

/// Slips in a line that stands where a parser stopped, or right above it. The group is the place.
static SLIPS: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    patterns(&[
        ("yaml-odd-space", r"^ *([\u{a0}\u{1680}\u{2000}-\u{200a}\u{202f}\u{205f}\u{3000}])"),
        ("yaml-long-dash", r"^ *([–—•·])"),
        ("yaml-no-space-behind-dash", r"^ *(-)[a-z][\w-]*:"),
        ("yaml-apostrophe", r"^ *(?:- )*[\w-]+:\s*'.*?[A-Za-zÀ-ž](')[A-Za-zÀ-ž]"),
        ("yaml-no-space-behind-colon", r"^ *(?:- )*[\w-]+(:)[^\s\u{a0}/:]"),
    ])
});

/// What the parser's messages mean, by the value in its line and, behind a line break, by words in
/// them. Its own words are not shown to anybody.
static MESSAGES: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    patterns(&[
        ("yaml-tab", r"\n.*\btabs?\b"),
        ("yaml-braces", r"^\{\{"),
        ("yaml-star", r"^\*|\n.*(?:anchor or alias|unknown anchor)"),
        ("yaml-exclamation", r"\n.*(?:tag|handle)"),
        ("yaml-open-quote", r"\n.*(?:quoted scalar, found unexpected|indentation in quoted)"),
        ("yaml-after-quote", r"\n.*(?:after double-quoted|invalid trailing content)"),
        ("yaml-escape", r"\n.*(?:escape|hexadecimal)"),
        ("yaml-colon-in-value", r"\n.*(?:values are not allowed|illegal placement of ':')"),
        ("yaml-bracket", r"\n.*(?:flow|bracket)"),
        ("yaml-first-character", r"\n.*(?:unexpected character|plain scalar cannot start)"),
        ("yaml-after-quote", r#"^"[^\n]*[^"\s]\s*\n"#),
        ("yaml-indent", r"\n.*(?:indent|block (?:mapping|collection|sequence)|simple key)"),
    ])
});

fn patterns(rows: &[(&'static str, &str)]) -> Vec<(&'static str, Regex)> {
    let read = |pattern| Regex::new(pattern).expect("a pattern that the tests of slips read");
    rows.iter().map(|(name, pattern)| (*name, read(pattern))).collect()
}

/// What is wrong with a line, and the column, from 1.
fn of_line(row: &str) -> Option<(&'static str, usize)> {
    SLIPS.iter().find_map(|(slip, pattern)| {
        let at = pattern.captures(row)?.get(1)?.start();
        Some((*slip, row[..at].chars().count() + 1))
    })
}

/// Whether a value that YAML takes for one without quotation marks stands between curly ones.
fn in_curly_quotes(value: &str) -> bool {
    let quotes = ['“', '”', '„', '‘', '’'];
    let inside = value.strip_prefix(quotes).and_then(|rest| rest.strip_suffix(quotes));
    inside.is_some_and(|inside| !inside.contains(['“', '”', '„', '‘']))
}

/// The column, from 1, at which the colon behind a key is missing: in a line that begins with a word
/// of small letters, has none, and lines up with a key in the next.
fn no_colon(row: &str, next: &str) -> Option<usize> {
    let item = row.trim_start().trim_start_matches("- ");
    let inside = |text: &str, item: &str| text.len() - item.len();
    let below = next.trim_start().trim_start_matches("- ");
    let key = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let behind_key = below.trim_start_matches(key);
    let word = item.find(' ').unwrap_or(item.len());
    let named = |c: char| c.is_ascii_lowercase() || c == '_' || c == '-';
    let fits = word > 1
        && item[..word].chars().all(named)
        && !item.contains(':')
        && inside(row, item) == inside(next, below)
        && behind_key.len() < below.len()
        && behind_key.starts_with(':');
    fits.then(|| inside(row, item) + word + 1)
}

/// The value in a line: what follows `key:` and `- `.
fn value_of(row: &str) -> &str {
    let value = row.trim_start().trim_start_matches("- ");
    value.split_once(": ").map_or(value, |(_, value)| value).trim_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_a_line() {
        for (row, wanted) in [
            ("title:Keep it", Some(("yaml-no-space-behind-colon", 6))),
            ("  - id:hours", Some(("yaml-no-space-behind-colon", 7))),
            ("  -id: hours", Some(("yaml-no-space-behind-dash", 3))),
            ("  – id: hours", Some(("yaml-long-dash", 3))),
            ("\u{a0}\u{a0}title: x", Some(("yaml-odd-space", 1))),
            ("title: 'Don't close it'", Some(("yaml-apostrophe", 12))),
            ("title: 'Do not close it'", None),
            ("title: 'Don''t close it'", None),
            ("title: Keep it", None),
            ("url: https://example.org", None),
            ("https://example.org", None),
            ("---", None),
            ("", None),
        ] {
            assert_eq!(of_line(row), wanted, "{row}");
        }
    }

    #[test]
    fn a_colon_that_is_missing() {
        for (row, next, wanted) in [
            ("summary A letter.", "publisher: Us", Some(8)),
            ("  - id hours", "    ask: How many?", Some(7)),
            ("questions", "title: Ours", Some(10)),
            ("summary: A letter.", "publisher: Us", None),
            ("    that goes on", "publisher: Us", None),
            ("That goes on", "publisher: Us", None),
            ("summary A letter.", "and more", None),
        ] {
            assert_eq!(no_colon(row, next), wanted, "{row}");
        }
    }
}
