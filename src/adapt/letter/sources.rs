//! The sources that a letter names at its end or at the foot of its pages, and where its words
//! point to them: they become sources of the pack, and `[1]` the tag that cites one.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use super::layout::{Aside, Layout, Why};
use super::pointers::{pointers, raised, spaced, superscript};
use super::reference::{self, Parsed};
use super::tells::{is_page, tells};
use super::words::{self, all, words};
use crate::adapt::source::{Mark, Note, Para, Style, What};
use crate::adapt::yaml;

/// Most sources of a letter.
const MOST: usize = 100;

/// A source that the letter names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its id in the pack.
    pub id: String,
    /// Its line or paragraph in the file.
    pub line: usize,
    /// How the letter points to it, such as `[1]`; empty where it does not.
    pub marker: String,
    /// What of it the letter does not say: `date`, `url`.
    pub lacks: Vec<&'static str>,
    parsed: Parsed,
    number: Option<u32>,
    round: bool,
}

/// A line of the letter's list of sources.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) para: Para,
    /// Whether the list is headed as one of sources.
    named: bool,
}

/// Words of the heading of such a list.
const HEADING: &[&str] = &[
    "sources",
    "source",
    "references",
    "reference",
    "bibliography",
    "citations",
    "evidence",
    "links",
    "notes",
    "footnotes",
    "endnotes",
    "note",
    "and",
    "of",
    "list",
    "further",
    "reading",
    "for",
];

/// The heading of a list; whether it speaks of sources.
fn heading(line: &Para) -> Option<bool> {
    let said = words(&line.text);
    let heads = said.len() <= 4 && all(&said, HEADING) && said.iter().any(|w| w.len() > 3);
    heads.then(|| !all(&said, &["notes", "footnotes", "endnotes", "note", "and"]))
}

/// The number that a line of the list begins with, the words behind it, and whether it stands
/// between round brackets.
fn marked(line: &Para) -> Option<(u32, Para, bool)> {
    if let Style::Item { number: Some(number), .. } = line.style {
        return Some((number, line.clone(), false));
    }
    let text = &line.text;
    let (open, close, round) = match text.chars().next()? {
        '[' => (if text.starts_with("[^") { 2 } else { 1 }, ']', false),
        '(' => (1, ')', true),
        c if raised(c).is_some() => {
            let end = text.find(|c| raised(c).is_none()).unwrap_or(text.len());
            let number = superscript(&text[..end])?;
            return Some((number, line.slice(end..text.len()).trimmed(), false));
        }
        _ => return None,
    };
    let digits = text[open..].bytes().take_while(u8::is_ascii_digit).count();
    let number = text[open..open + digits].parse().ok().filter(|n| *n < 1000)?;
    let rest = text[open + digits..].strip_prefix(close)?;
    let rest = rest.trim_start_matches([':', ' ', '.']);
    (!rest.is_empty()).then(|| (number, line.slice(text.len() - rest.len()..text.len()), round))
}

/// Takes the list of sources out of lines below the name.
pub(super) fn at_end(lines: &mut Vec<Para>) -> Vec<Entry> {
    let strong = |line: &Para| !matches!(line.style, Style::Item { .. }) && marked(line).is_some();
    let says = |line: &Para| {
        let lower = line.text.to_lowercase();
        ["source:", "sources:", "references:"].iter().any(|sign| lower.starts_with(sign))
    };
    let begins = |line: &Para| heading(line).is_some() || strong(line) || says(line);
    let Some(start) = lines.iter().position(begins) else { return Vec::new() };
    let headed = heading(&lines[start]);
    let named = headed.unwrap_or(says(&lines[start]));
    let mut entries: Vec<Entry> = Vec::new();
    let mut end = start + usize::from(headed.is_some());
    for line in &lines[end..] {
        let page = line.text.split_whitespace().next().is_some_and(is_page);
        let number = marked(line).is_some();
        let goes_on = !number
            && (page
                || line.text.starts_with(char::is_lowercase)
                || line.text.starts_with("Access"));
        match entries.last_mut() {
            Some(entry) if goes_on => {
                entry.para.text.push(' ');
                entry.para.append(line);
            }
            last => {
                let numbered = last.is_some_and(|entry| marked(&entry.para).is_some());
                if !number && (tells(line) || numbered || !named && !says(line)) {
                    break;
                }
                entries.push(Entry { para: line.clone(), named });
            }
        }
        end += 1;
    }
    if !entries.is_empty() {
        lines.drain(start..end);
    }
    entries
}

/// Takes a list of sources off the end of the letter's own words.
pub(super) fn at_end_of(body: &mut Vec<Para>) -> Vec<Entry> {
    for start in body.len().saturating_sub(MOST).max(1)..body.len() {
        let item = matches!(body[start].style, Style::Item { .. });
        let first = body[start].cut();
        let begins = |line: &Para| heading(line).is_some() || !item && marked(line).is_some();
        if !first.first().is_some_and(begins) {
            continue;
        }
        let mut lines: Vec<Para> = body[start..].iter().flat_map(Para::cut).collect();
        let entries = at_end(&mut lines);
        if lines.is_empty() && !entries.is_empty() {
            body.truncate(start);
            return entries;
        }
    }
    Vec::new()
}

/// The sources of a letter; its words point to them from then on. What is none is set aside.
pub(super) fn take(layout: &mut Layout, notes: &[Note], told: &mut Vec<String>) -> Vec<Reference> {
    let mut all = Vec::new();
    let mut taken = BTreeSet::new();
    let entries = std::mem::take(&mut layout.sources);
    let numbers = pointed(&layout.body);
    for (entry, position) in entries.into_iter().zip(1..) {
        let (number, words, round) =
            marked(&entry.para).unwrap_or((position, entry.para.clone(), false));
        let linked = words.marks.iter().find_map(|mark| match &mark.what {
            What::Link(to) if to.starts_with("http") => Some(to.as_str()),
            _ => None,
        });
        let parsed = reference::parse(&words.text, linked).filter(|parsed| {
            entry.named
                || parsed.url.is_some()
                || parsed.date.is_some()
                || numbers.contains(&number)
        });
        match parsed.filter(|_| all.len() < MOST) {
            Some(parsed) => {
                all.push(made(parsed, entry.para.line, Some(number), round, &mut taken));
            }
            None => layout.aside.push(Aside { why: Why::Source, para: entry.para }),
        }
    }
    let mut ids = Vec::new();
    for note in notes {
        let parsed = reference::parse(&note.text, None);
        let parsed = parsed.filter(|p| (p.url.is_some() || p.date.is_some()) && all.len() < MOST);
        ids.push(parsed.map(|parsed| {
            all.push(made(parsed, note.line, None, false, &mut taken));
            all.len() - 1
        }));
        if ids.last().is_some_and(Option::is_none) {
            let text: String = note.text.chars().take(300).collect();
            told.push(format!(
                "Footnote at paragraph {}, left out: {text} (if a statement rests on it, make it a source)",
                note.line
            ));
        }
    }
    for para in &mut layout.body {
        without_notes(para, &ids);
        point(para, &mut all, &ids);
    }
    if let Some(subject) = &mut layout.subject {
        without_notes(subject, &vec![None; ids.len()]);
    }
    all
}

fn made(
    parsed: Parsed,
    line: usize,
    number: Option<u32>,
    round: bool,
    taken: &mut BTreeSet<String>,
) -> Reference {
    let lacks = [(parsed.date.is_none(), "date"), (parsed.url.is_none(), "url")];
    let lacks = lacks.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect();
    let id = words::slug(&parsed.title, "source", taken);
    Reference { id, line, marker: String::new(), lacks, parsed, number, round }
}

/// The numbers that the letter's words point to.
fn pointed(body: &[Para]) -> BTreeSet<u32> {
    body.iter().flat_map(|para| pointers(para, true)).flat_map(|(_, numbers)| numbers).collect()
}

/// Takes the signs of notes that are no sources out.
fn without_notes(para: &mut Para, ids: &[Option<usize>]) {
    let gone = |mark: &Mark| match mark.what {
        What::Note(note) => ids.get(note).is_none_or(Option::is_none),
        _ => false,
    };
    while let Some(range) = para.marks.iter().find(|m| gone(m)).map(|m| m.range.clone()) {
        *para = para.without(range);
    }
}

/// Makes what points to a source cite it.
fn point(para: &mut Para, all: &mut [Reference], notes: &[Option<usize>]) {
    let mut cites: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
    for mark in &para.marks {
        if let What::Note(note) = mark.what
            && let Some(Some(index)) = notes.get(note)
        {
            cites.push((mark.range.clone(), vec![*index]));
        }
    }
    let round = all.iter().any(|reference| reference.round);
    for (range, numbers) in pointers(para, round) {
        let find = |number: &u32| all.iter().position(|r| r.number == Some(*number));
        let found: Option<Vec<usize>> = numbers.iter().map(find).collect();
        let free = !cites.iter().any(|(c, _)| c.start < range.end && range.start < c.end);
        if let Some(found) = found.filter(|found| free && !found.is_empty()) {
            cites.push((range, found));
        }
    }
    cites.sort_by_key(|(range, _)| range.start);
    for (range, found) in cites {
        for index in &found {
            if all[*index].marker.is_empty() {
                all[*index].marker = para.text[range.clone()].to_string();
            }
        }
        let range = spaced(&para.text, range);
        let ids = found.iter().map(|index| all[*index].id.clone()).collect();
        para.marks.push(Mark { range, what: What::Cite(ids) });
    }
}

impl Reference {
    /// What the letter says of it, in a line.
    pub fn said(&self) -> String {
        let Parsed { title, publisher, date, url, .. } = &self.parsed;
        let all = [Some(title), publisher.as_ref(), date.as_ref(), url.as_ref()];
        all.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ")
    }

    fn yaml(&self, today: Date) -> String {
        let Parsed { title, publisher, date, url, checked } = &self.parsed;
        let quoted = |text: &Option<String>| text.as_deref().map(yaml::scalar);
        let dated = date.as_ref().map(|d| if d.len() == 4 { yaml::quoted(d) } else { d.clone() });
        let rows = [
            ("publisher", quoted(publisher), "Who published it".to_string()),
            ("date", dated, "its day, month or year, such as 2026-09".into()),
            ("url", quoted(url), "https://example.org/where-to-read-it".into()),
            ("checked", checked.clone(), format!("{today}  (the day on which you looked at it)")),
            ("review_by", None, "the month by which to look again, such as 2027-11".into()),
        ];
        let mut out = format!("  {}:\n    title: {}\n", self.id, yaml::scalar(title));
        for (key, value, missing) in rows {
            match value {
                Some(value) => out.push_str(&format!("    {key}: {value}\n")),
                None => out.push_str(&format!("    # {key}: {missing}\n")),
            }
        }
        out
    }
}

/// The text of `sources` in `pack.yaml`; empty where there are none.
pub(super) fn text(all: &[Reference], today: Date) -> String {
    if all.is_empty() {
        return String::new();
    }
    let mut out = String::from("\n");
    out.push_str(&yaml::comment(
        "Where the letter's statements come from, as the letter lists it. In the letter {{cite \"…\"}} stands where it points to one. Look at each of them again; where a line begins with #, put in what is missing and take the # away.",
        "",
    ));
    out.push_str("sources:\n");
    all.iter().for_each(|reference| out.push_str(&reference.yaml(today)));
    out
}
